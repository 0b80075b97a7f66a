"""Boundaries of municipalities: rings turned for drawing, and which features are refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.registers.boundaries import REGISTER, signed_area
from loaders.registers.importing import import_file
from loaders.registers.reading import BadRow, Record
from ontology.errors import RegisterFileError, RowsRejected
from ontology.iri_policy import CONCEPT, ID
from ontology.namespaces import PREFIXES, Samspill

SAMPLE = Path(__file__).parents[2] / "data" / "registers" / "municipalities.geojson"
REAL = Path(__file__).parents[4] / "shared" / "registers" / "boundaries" / "Kommuner-S.geojson"
GEO = PREFIXES["geo"]
Change = Callable[[dict[str, Any]], object]


def read(path: Path) -> list[Record | BadRow]:
    return list(REGISTER.read(path, "2024-01-01"))


def geometry(record: Record | BadRow) -> dict[str, Any]:
    assert isinstance(record, Record)
    (literal,) = (t.object for t in record.triples if t.predicate.value == GEO + "asGeoJSON")
    assert isinstance(literal, Literal)
    assert literal.datatype.value == GEO + "geoJSONLiteral"
    found: dict[str, Any] = json.loads(literal.value)
    return found


def changed(tmp_path: Path, change: Change) -> Path:
    """Write the sample with its first feature changed."""
    content = json.loads(SAMPLE.read_text(encoding="utf-8"))
    change(content["features"][0])
    path = tmp_path / "changed.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def with_ring(*positions: Any) -> Change:
    return lambda feature: feature["geometry"].update(coordinates=[list(positions)])


def test_a_municipality_has_a_boundary_with_its_number_and_day() -> None:
    first, second = read(SAMPLE)
    assert isinstance(first, Record)
    assert (first.line, second.line) == (1, 2)
    assert {t.subject for t in first.triples} == {NamedNode(ID + "boundary/0907-2024-01-01")}
    said = {t.predicate.value: t.object for t in first.triples}
    assert said[PREFIXES["rdf"] + "type"] == Samspill.Boundary
    assert said[PREFIXES["rdfs"] + "label"] == Literal("0907 Øy")
    assert said[Samspill.municipalityNumber.value] == Literal("0907")
    assert said[Samspill.boundaryOf.value] == NamedNode(CONCEPT + "municipality-number/0907")
    assert said[Samspill.asOf.value] == Literal(
        "2024-01-01", datatype=NamedNode(PREFIXES["xsd"] + "date")
    )
    assert len(said) == len(first.triples) == 6


def test_outer_rings_run_clockwise_and_holes_the_other_way() -> None:
    first, second = map(geometry, read(SAMPLE))
    # The square is counter-clockwise in the file, as is right there; its hole is clockwise: up,
    # then right and down.
    assert first == {
        "type": "Polygon",
        "coordinates": [
            [[10, 60], [10, 62], [12, 62], [12, 60], [10, 60]],
            [[11, 61], [11.5, 61], [11, 61.5], [11, 61]],
        ],
    }
    # The first triangle has to be turned and loses its heights, the second is clockwise already.
    assert second == {
        "type": "MultiPolygon",
        "coordinates": [
            [[[20, 60], [21, 61], [21, 60], [20, 60]]],
            [[[20, 63], [20, 64], [21, 64], [20, 63]]],
        ],
    }


def test_a_hole_is_turned_when_it_runs_clockwise_and_only_then(tmp_path: Path) -> None:
    other_way = changed(
        tmp_path, lambda feature: [ring.reverse() for ring in feature["geometry"]["coordinates"]]
    )
    for ours, theirs in zip(
        geometry(read(SAMPLE)[0])["coordinates"],
        geometry(read(other_way)[0])["coordinates"],
        strict=True,
    ):
        assert ours == theirs


def test_the_sign_of_a_small_ring_far_away_is_right() -> None:
    # 1e-7 degrees at 10° E 60° N: products of whole coordinates would lose all of its area.
    ring = [(10.0, 60.0), (10.0000001, 60.0), (10.0000001, 60.0000001), (10.0, 60.0)]
    assert signed_area(ring) == pytest.approx(5e-15, rel=1e-6, abs=0)
    assert signed_area(ring[::-1]) == pytest.approx(-5e-15, rel=1e-6, abs=0)


@pytest.mark.parametrize(
    ("change", "nb"),
    [
        (with_ring([10, 60], [11, 60], [11, 61], [10, 61]), "lukker ikke ringen"),
        (with_ring([10, 60], [11, 60], [10, 60]), "«3» punkter er for få"),
        (with_ring([10, 60], [11, 60], [12, 60], [10, 60]), "uten areal"),
        (with_ring([10, 60], [181, 60], [11, 61], [10, 60]), "utenfor 180 og 90 grader"),
        (with_ring([10, 60], [11, -90.5], [11, 61], [10, 60]), "utenfor 180 og 90 grader"),
        (
            with_ring([263000, 6650000], [263001, 6650000], [263001, 6650001], [263000, 6650000]),
            "lengde og bredde i grader",
        ),
        (with_ring([10, 60], ["11", 60], [11, 61], [10, 60]), "er ikke to tall"),
        (with_ring([10, 60], [True, 60], [11, 61], [10, 60]), "er ikke to tall"),
        (with_ring([10, 60], [None, 60], [11, 61], [10, 60]), "er ikke to tall"),
        (with_ring([10, 60], [11], [11, 61], [10, 60]), "er ikke to tall"),
        (with_ring(10, 60), "er ikke to tall"),
        (with_ring(), "er ikke en liste"),
        (lambda feature: feature["geometry"].update(coordinates=None), "er ikke en liste"),
        (lambda feature: feature["geometry"].update(type="Point"), "«Point» er ikke Polygon"),
        (lambda feature: feature.update(geometry=None), "er ikke Polygon"),
        (lambda feature: feature.update(properties=None), "properties"),
        (lambda feature: feature["properties"].update(kommunenummer=907), "«907» er ikke fire"),
        (lambda feature: feature["properties"].pop("kommunenummer"), "er ikke fire sifre"),
    ],
)
def test_a_feature_that_cannot_be_drawn_is_bad_with_its_number_and_the_reason(
    tmp_path: Path, change: Change, nb: str
) -> None:
    bad, good = read(changed(tmp_path, change))
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.counts) == (1, "item")
    assert nb in bad.reason["nb"]
    assert bad.reason["en"] != bad.reason["nb"]
    assert isinstance(good, Record)


def test_a_hole_that_is_not_closed_makes_the_feature_bad(tmp_path: Path) -> None:
    bad, _ = read(changed(tmp_path, lambda f: f["geometry"]["coordinates"][1].pop()))
    assert isinstance(bad, BadRow)


def test_a_second_feature_of_one_number_is_bad(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda feature: feature["properties"].update(kommunenummer="9001"))
    first, second = read(path)
    assert isinstance(first, Record)
    assert isinstance(second, BadRow)
    assert "«9001» har element 1 også" in second.reason["nb"]


@pytest.mark.parametrize(
    ("content", "nb"),
    [
        ("kommunenummer;navn\n0907;Øy\n", "er ikke gyldig JSON etter element 0"),
        (SAMPLE.read_text(encoding="utf-8")[:-120], "er ikke gyldig JSON etter element 1"),
        ('{"type": "Topology", "objects": {}}', "har ingen «features»"),
        ('{"type": "FeatureCollection", "features": []}', "har ingen «features»"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str, nb: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegisterFileError) as caught:
        read(path)
    assert nb in caught.value.text("nb")


def test_a_file_in_metres_is_refused_whole_with_the_cure(tmp_path: Path) -> None:
    metres = with_ring([263000, 6650000], [263001, 6650000], [263001, 6650001], [263000, 6650000])
    with pytest.raises(RowsRejected) as caught:
        import_file(REGISTER, changed(tmp_path, metres), tmp_path / "grenser", date="2024-01-01")
    assert "grader (WGS 84)" in caught.value.text("nb")
    assert not (tmp_path / "grenser").exists()


def test_the_real_file_has_357_municipalities_46_of_them_in_innlandet(tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip("shared/registers is not beside this checkout: the real file is not read")
    done = import_file(REGISTER, REAL, tmp_path / "kommuner", date="2024-01-01")
    assert (done.about.rows_read, done.about.rows_bad) == (357, 0)
    assert done.about.things == {"Boundary": 357}
    records = read(REAL)
    numbers = [str(t.object) for r in records if isinstance(r, Record) for t in r.triples[2:3]]
    assert len(set(numbers)) == 357
    assert sum(number.startswith('"34') for number in numbers) == 46
    kinds = Counter(geometry(record)["type"] for record in records)
    assert kinds == {"MultiPolygon": 206, "Polygon": 151}
    # Counted in the file by itself: 1,100 outer rings, all counter-clockwise, and two holes.
    signs: Counter[tuple[bool, bool]] = Counter()
    for record in records:
        found = geometry(record)
        polygons = found["coordinates"]
        for polygon in [polygons] if found["type"] == "Polygon" else polygons:
            signs.update((at > 0, signed_area(ring) > 0) for at, ring in enumerate(polygon))
    assert signs == {(False, False): 1100, (True, True): 2}
