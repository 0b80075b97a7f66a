"""The outlines of a day: which numbers hold, and which of several boundaries is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.boundaries import outlines
from graph.store import Reader
from ontology.iri_policy import concept, named_graph, thing
from ontology.namespaces import PREFIXES, Samspill

MakeReader = Callable[[list[Quad]], Reader]

XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
BORDERS = NamedNode(named_graph("kommuner"))
NUMBERS = NamedNode(named_graph("klass"))


def boundary(code: str, day: str, label: str = "") -> list[Quad]:
    """A triangle that tells its year by its longitude: 20 is 2020."""
    node = NamedNode(thing("boundary", f"{code}-{day}"))
    east = int(day[2:4])
    ring = f"[[[{east},60],[{east},61],[{east + 1},61],[{east},60]]]"
    geometry = Literal(
        f'{{"type":"Polygon","coordinates":{ring}}}',
        datatype=NamedNode(PREFIXES["geo"] + "geoJSONLiteral"),
    )
    found: list[tuple[NamedNode, Any]] = [
        (NamedNode(PREFIXES["rdf"] + "type"), Samspill.Boundary),
        (Samspill.municipalityNumber, Literal(code)),
        (Samspill.boundaryOf, NamedNode(concept("municipality-number", code))),
        (Samspill.asOf, Literal(day, datatype=XSD_DATE)),
        (NamedNode(PREFIXES["geo"] + "asGeoJSON"), geometry),
    ]
    if label:
        found.append((NamedNode(PREFIXES["rdfs"] + "label"), Literal(label)))
    return [Quad(node, predicate, value, BORDERS) for predicate, value in found]


def holds(code: str, first: str = "", last: str = "") -> list[Quad]:
    node = NamedNode(concept("municipality-number", code))
    days = ((Samspill.startDate, first), (Samspill.endDate, last))
    return [Quad(node, p, Literal(day, datatype=XSD_DATE), NUMBERS) for p, day in days if day]


def chosen(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["id"], one["properties"]["asOf"]) for one in found["features"]]


def test_an_outline_is_a_feature_with_number_label_day_and_geometry(
    make_reader: MakeReader,
) -> None:
    reader = make_reader(boundary("3403", "2024-01-01", "3403 Hamar"))
    assert outlines(reader, date(2024, 6, 1)) == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "3403",
                "properties": {
                    "number": "3403",
                    "label": "3403 Hamar",
                    "asOf": "2024-01-01",
                    "boundary": "https://w3id.org/samspill/id/boundary/3403-2024-01-01",
                },
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[24, 60], [24, 61], [25, 61], [24, 60]]],
                },
            }
        ],
    }


def test_only_numbers_that_hold_on_the_day_are_given(make_reader: MakeReader) -> None:
    reader = make_reader(
        [
            *boundary("0403", "2019-01-01"),
            *boundary("3403", "2024-01-01"),
            *boundary("0301", "2024-01-01"),
            *holds("0403", last="2019-12-31"),
            *holds("3403", first="2020-01-01"),
        ]
    )
    # Of 0301 (Oslo) no days are known, so it is always given.
    before = [("0301", "2024-01-01"), ("0403", "2019-01-01")]
    after = [("0301", "2024-01-01"), ("3403", "2024-01-01")]
    assert chosen(outlines(reader, date(2019, 12, 31))) == before
    assert chosen(outlines(reader, date(2020, 1, 1))) == after


def test_of_several_boundaries_the_last_one_known_by_the_day_is_taken(
    make_reader: MakeReader,
) -> None:
    reader = make_reader(
        [
            *boundary("0301", "2022-01-01"),
            *boundary("0301", "2020-01-01"),
            *boundary("0301", "2024-01-01"),
        ]
    )
    days = [date(2019, 5, 1), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]
    taken = [chosen(outlines(reader, day)) for day in [*days, date(2030, 1, 1)]]
    assert [day for [(_, day)] in taken] == [
        "2020-01-01",
        "2020-01-01",
        "2020-01-01",
        "2022-01-01",
        "2024-01-01",
    ]


def test_a_graph_without_boundaries_has_no_outlines(make_reader: MakeReader) -> None:
    reader = make_reader(holds("3403", first="2020-01-01"))
    assert outlines(reader, date(2024, 1, 1)) == {"type": "FeatureCollection", "features": []}
