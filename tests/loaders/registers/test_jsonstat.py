"""Tables of Statistics Norway: each value finds its area, year and meaning."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.registers.importing import import_file
from loaders.registers.jsonstat import REGISTER
from loaders.registers.reading import BadRow, Record
from ontology.errors import RegisterFileError
from ontology.iri_policy import CONCEPT, ID

SAMPLE = Path(__file__).parents[2] / "data" / "registers" / "population.json"
Change = Callable[[dict[str, Any]], object]


def read(path: Path) -> list[Record | BadRow]:
    return list(REGISTER.read(path, ""))


def said(record: Record | BadRow) -> dict[str, str]:
    """Give what a record says, by the property's last word; the subject under ``id``."""
    assert isinstance(record, Record)
    found = {}
    for triple in record.triples:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        found["id"] = triple.subject.value.removeprefix(ID)
        value = triple.object.value.removeprefix(CONCEPT)
        if isinstance(triple.object, Literal) and triple.object.language:
            value += f"@{triple.object.language}"
        elif isinstance(triple.object, Literal):
            value += f" {triple.object.datatype.value.rpartition('#')[2]}".removesuffix(" string")
        found[triple.predicate.value.replace("#", "/").rpartition("/")[2]] = value
    return found


def changed(tmp_path: Path, change: Change) -> Path:
    content = json.loads(SAMPLE.read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_value_is_a_figure_with_area_year_unit_and_what_it_counts() -> None:
    first = said(read(SAMPLE)[0])
    assert first.pop("type").endswith("#RegisteredFigure")
    assert first == {
        "id": "registered-figure/07459-0907-2023-0-personer1",
        "refArea": "municipality-number/0907",
        "refYear": "2023 gYear",
        "value": "410 decimal",
        "statisticTable": "07459",
        "statistic": "Begge kjønn; Personer@nb",
        "statisticCode": "0;Personer1",
        "statisticUnit": "personer@nb",
    }


def test_the_last_dimension_runs_fastest_and_null_says_nothing() -> None:
    records = read(SAMPLE)
    assert [one.line for one in records] == list(range(1, 13))
    told = [said(one) for one in records]
    # Regions 0907, 9001 and county 90; in each the persons of 2023 and 2024, then the shares.
    assert [(one["refArea"][-4:], one["refYear"][:4], one["value"]) for one in told if one] == [
        ("0907", "2023", "410 decimal"),
        ("0907", "2024", "405 decimal"),
        ("0907", "2023", "20.5 decimal"),
        ("0907", "2024", "21.0 decimal"),
        ("9001", "2023", "1200 decimal"),
        ("9001", "2023", "15.25 decimal"),
        ("r/90", "2023", "1610 decimal"),
        ("r/90", "2024", "1605 decimal"),
        ("r/90", "2023", "16 decimal"),
        ("r/90", "2024", "17 decimal"),
    ]
    assert [at for at, one in enumerate(told) if not one] == [5, 7]
    assert len({one["id"] for one in told if one}) == 10


def test_values_may_be_listed_by_their_place(tmp_path: Path) -> None:
    def sparse(content: dict[str, Any]) -> None:
        values = content["value"]
        content["value"] = {str(n): one for n, one in enumerate(values) if one is not None}

    assert [said(one) for one in read(changed(tmp_path, sparse))] == [
        said(one) for one in read(SAMPLE)
    ]


@pytest.mark.parametrize("code", ["0907", "K_0907", "K-0907"])
def test_a_municipality_is_known_with_and_without_its_prefix(tmp_path: Path, code: str) -> None:
    def rename(content: dict[str, Any]) -> None:
        content["dimension"]["Region"]["category"]["index"] = [code, "K-9001", "F-90"]

    assert said(read(changed(tmp_path, rename))[0])["refArea"] == "municipality-number/0907"


def test_codes_that_differ_by_a_sign_are_two_figures(tmp_path: Path) -> None:
    def rename(content: dict[str, Any]) -> None:
        category = content["dimension"]["ContentsCode"]["category"]
        category["index"] = ["105", "105+"]

    ids = {said(one)["id"] for one in read(changed(tmp_path, rename))[:4]}
    assert len(ids) == 4


@pytest.mark.parametrize(
    ("change", "nb"),
    [
        (lambda c: c["value"].__setitem__(0, "410"), "value «410» er ikke et tall"),
        (lambda c: c["value"].__setitem__(0, True), "value «True» er ikke et tall"),
        (
            lambda c: c["dimension"]["Region"]["category"].update(index=["0", "K-9001", "F-90"]),
            "region «0» er verken kommune",
        ),
        (
            lambda c: c["dimension"]["Tid"]["category"].update(index=["2023K1", "2024"]),
            "Tid «2023K1» er ikke et år",
        ),
    ],
)
def test_a_value_that_cannot_be_placed_is_bad(tmp_path: Path, change: Change, nb: str) -> None:
    bad = read(changed(tmp_path, change))[0]
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.counts) == (1, "item")
    assert nb in bad.reason["nb"]


@pytest.mark.parametrize(
    ("change", "nb"),
    [
        (lambda c: c.update({"class": "collection"}), "ikke et datasett i JSON-stat 2.0"),
        (lambda c: c.pop("value"), "ikke et datasett i JSON-stat 2.0"),
        (lambda c: c["value"].pop(), "har 11 verdier, som ikke passer"),
        (lambda c: c.update(size=[3, 1, 2, 3]), "passer til størrelsen"),
        (lambda c: c.update(value={"12": 1}), "har 1 verdier, som ikke passer"),
        (lambda c: c["dimension"].pop("Tid"), "mangler noe som en tabell"),
        (lambda c: c["role"].update(geo=["Kommune"]), "mangler noe som en tabell"),
        (
            lambda c: c["dimension"]["Region"]["category"].update(index=["K-0907", "0907", "90"]),
            "har samme område to ganger",
        ),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, change: Change, nb: str) -> None:
    with pytest.raises(RegisterFileError) as caught:
        read(changed(tmp_path, change))
    assert nb in caught.value.text("nb")


def test_the_table_says_its_date(tmp_path: Path) -> None:
    done = import_file(REGISTER, SAMPLE, tmp_path / "folketall")
    assert done.about.date == "2024-02-21"
    assert done.about.things == {"RegisteredFigure": 10}
    assert (done.about.rows_read, done.about.rows_bad) == (12, 0)
    with pytest.raises(RegisterFileError) as caught:
        import_file(
            REGISTER, changed(tmp_path, lambda content: content.pop("updated")), tmp_path / "uten"
        )
    assert "--date" in caught.value.text("nb")
