"""People: a graph of their own, and shown for as long as their row says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.store import open_store
from graph.validation import Finding
from loaders import mapping
from loaders.build import Recipe, build
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology.errors import ShapesViolated
from ontology.iri_policy import GRAPH, ID
from queries import catalogue
from tests.loaders.conftest import SMALL, MakeTables

PEOPLE = {
    "persons": [
        {"id": "kari", "name": "Kari", "show_until": "2026-06-30"},
        {"id": "ola", "name": "Ola"},
    ],
    "responsibilities": [
        {"id": "r1", "person": "kari", "subject": "initiative:prosjektet", "role": "responsible"},
        {"id": "r2", "person": "ola", "subject": "initiative:prosjektet", "role": "responsible"},
    ],
    "names": [{"id": "n1", "subject": "person:kari", "name": "K. Nordmann", "kind": "variant"}],
    "mentions": [
        {"id": "m1", "subject": "responsibility:r1", "source": "paper", "locator": "L2"},
        {"id": "m2", "subject": "actor:radet", "source": "paper", "locator": "L2"},
    ],
}


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_rows_about_people_stand_in_the_graph_persons(make_tables: MakeTables) -> None:
    folder = make_tables(**PEOPLE)
    rows = read_tables(folder, read_contract(folder)).rows
    graphs = {
        table: {
            (quad.subject.value.removeprefix(ID), quad.graph_name.value.removeprefix(GRAPH))
            for quad in mapping.map_rows(rows[table])
            if isinstance(quad.subject, NamedNode)
            and isinstance(quad.graph_name, NamedNode)
            and not quad.graph_name.value.endswith("rows")
        }
        for table in PEOPLE
    }
    assert graphs["persons"] == {("person/kari", "persons"), ("person/ola", "persons")}
    assert graphs["responsibilities"] == {
        ("responsibility/r1", "persons"),
        ("responsibility/r2", "persons"),
    }
    assert graphs["names"] == {("name/n1", "persons")}
    assert graphs["mentions"] == {("mention/m1", "persons"), ("mention/m2", "curated")}


@pytest.mark.parametrize(
    ("day", "shown"),
    [(on(2026, 6, 30), {"kari", "ola"}), (on(2026, 7, 1), {"ola"})],
)
def test_a_person_is_shown_to_the_last_day_of_the_row(
    make_tables: MakeTables, tmp_path: Path, day: datetime, shown: set[str]
) -> None:
    report = build(Recipe(make_tables(**PEOPLE), [], []), tmp_path / "out", now=lambda: day)
    reader = open_store(tmp_path / "out" / report.snapshot)
    rows = reader.select(
        "SELECT ?person WHERE { ?person a <https://w3id.org/samspill/ontology#Person> }"
    )
    assert {row["person"].value.removeprefix(ID + "person/") for row in rows} == shown
    names = reader.select("SELECT ?s WHERE { ?s ?p 'K. Nordmann' }")
    reader.close()
    assert len(names) == (1 if "kari" in shown else 0)


def test_what_is_left_out_is_counted_by_table(make_tables: MakeTables, tmp_path: Path) -> None:
    report = build(Recipe(make_tables(**PEOPLE), [], []), tmp_path, now=lambda: on(2026, 7, 1))
    assert report.not_shown == {"persons": 1, "responsibilities": 1, "names": 1, "mentions": 1}
    assert report.people_change == ""


def test_the_same_tables_are_built_anew_once_somebody_is_shown_no_longer(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    recipe = Recipe(make_tables(**PEOPLE), [], [])
    first = build(recipe, tmp_path, now=lambda: on(2026, 6, 1))
    assert first.people_change == "2026-07-01"
    assert build(recipe, tmp_path, now=lambda: on(2026, 6, 30)).unchanged
    later = build(recipe, tmp_path, now=lambda: on(2026, 7, 1))
    assert not later.unchanged
    assert later.snapshot != first.snapshot


def test_a_row_outside_the_graph_persons_must_not_name_a_person(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    initiatives = [{**SMALL["initiatives"][0], "note": "Ansvarlig er OLA Hansen."}]
    people = {"persons": [{"id": "ola", "name": "Ola Hansen"}], "initiatives": initiatives}
    recipe = Recipe(make_tables(**people), [], catalogue.checks())
    with pytest.raises(ShapesViolated) as raised:
        build(recipe, tmp_path / "refused")
    (finding,) = raised.value.findings
    assert isinstance(finding, Finding)
    assert finding.rule == "person-named-outside"
    assert finding.place is not None
    assert (finding.place.table, finding.place.row) == ("initiatives", 2)
    # The same words in a row about people are all right.
    people["initiatives"] = SMALL["initiatives"]
    people["names"] = [
        {"id": "n", "subject": "person:ola", "name": "Ola Hansen jr.", "kind": "variant"}
    ]
    build(Recipe(make_tables(**people), [], catalogue.checks()), tmp_path / "taken")
