"""What a row becomes, statement by statement, worked out by hand."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loaders import mapping
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology.iri_policy import CONCEPT, GRAPH, ID, ONTOLOGY
from tests.loaders.conftest import SMALL, MakeTables

XSD = "http://www.w3.org/2001/XMLSchema#"
A = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def about(folder: Path, table: str, thing: str) -> set[tuple[str, str]]:
    """Give predicate and object of a thing's curated statements, our own base left out."""
    rows = read_tables(folder, read_contract(folder)).rows[table]
    found = [quad for quad in mapping.map_rows(rows) if quad.subject == NamedNode(ID + thing)]
    return {(short(quad.predicate), short(quad.object)) for quad in found if is_curated(quad)}


def is_curated(quad: Quad) -> bool:
    return quad.graph_name == NamedNode(GRAPH + "curated")


def short(term: object) -> str:
    if isinstance(term, Literal):
        kind = f"@{term.language}" if term.language else term.datatype.value.replace(XSD, "^")
        return f'"{term.value}"{kind}'
    assert isinstance(term, NamedNode)
    if term.value == A:
        return "a"
    for base, prefix in ((ONTOLOGY, ":"), (ID, "id/"), (CONCEPT, "c/")):
        if term.value.startswith(base):
            return prefix + term.value.removeprefix(base)
    return term.value.rpartition("/")[2].rpartition("#")[2]


EVIDENCE = {
    ("source", "id/source/paper"),
    (":locator", '"L1"^string'),
    (":confidence", "c/confidence/explicit"),
}


def test_a_relation_is_a_thing_with_evidence_and_modality(make_tables: MakeTables) -> None:
    assert about(make_tables(), "participations", "participation/p1") == EVIDENCE | {
        ("a", ":Participation"),
        (":actor", "id/actor/radet"),
        (":initiative", "id/initiative/prosjektet"),
        (":role", "c/participation-role/owner"),
        (":modality", "c/modality/actual"),
    }


def test_an_empty_cell_of_a_list_means_its_default_and_other_empty_cells_say_nothing(
    make_tables: MakeTables,
) -> None:
    assert about(make_tables(), "funding", "funding/f1") == EVIDENCE | {
        ("a", ":Funding"),
        (":subject", "id/initiative/prosjektet"),
        (":amount", '"700000"^decimal'),
        (":currency", '"NOK"^string'),
        (":bound", "c/amount-bound/exact"),
        (":amountUnit", "c/amount-unit/total"),
        (":fundingKind", "c/funding-kind/grant"),
        (":fundingStatus", "c/funding-status/granted"),
        (":modality", "c/modality/actual"),
    }


def test_dates_become_first_and_last_day_with_their_precision(make_tables: MakeTables) -> None:
    rows = [{**SMALL["initiatives"][0], "start": "2025-vår", "end": "2027"}]
    found = about(make_tables(initiatives=rows), "initiatives", "initiative/prosjektet")
    assert {pair for pair in found if "Date" in pair[0] or "Precision" in pair[0]} == {
        (":startDate", '"2025-01-01"^date'),
        (":startPrecision", "c/precision/season"),
        (":endDate", '"2027-12-31"^date'),
        (":endPrecision", "c/precision/year"),
    }


def test_still_running_has_a_precision_and_no_day(make_tables: MakeTables) -> None:
    rows = [{**SMALL["participations"][0], "valid_from": "2024-05-30", "valid_to": ".."}]
    found = about(make_tables(participations=rows), "participations", "participation/p1")
    assert (":endPrecision", "c/precision/ongoing") in found
    assert not any(predicate == ":endDate" for predicate, _ in found)


def test_before_a_month_gives_a_last_day_and_no_first(make_tables: MakeTables) -> None:
    rows = [{**SMALL["participations"][0], "valid_from": "<2025-06"}]
    found = about(make_tables(participations=rows), "participations", "participation/p1")
    assert (":endDate", '"2025-05-31"^date') in found
    assert not any(predicate == ":startDate" for predicate, _ in found)


def test_a_question_mark_names_the_property_and_makes_no_node(make_tables: MakeTables) -> None:
    rows = [{"id": "p1", "actor": "?", "initiative": "prosjektet", "role": "owner"}]
    found = about(make_tables(participations=rows), "participations", "participation/p1")
    assert (":notNamed", ":actor") in found
    assert not any(predicate == ":actor" for predicate, _ in found)


def test_names_keep_the_language_of_their_row_and_documents_theirs(
    make_tables: MakeTables,
) -> None:
    rows = [
        {
            "id": "n1",
            "subject": "actor:radet",
            "name": "Council",
            "language": "en",
            "kind": "variant",
        },
        {"id": "n2", "subject": "actor:radet", "name": "HIPR", "kind": "abbreviation"},
    ]
    folder = make_tables(names=rows)
    assert (":nameText", '"Council"@en') in about(folder, "names", "name/n1")
    assert (":nameText", '"HIPR"^string') in about(folder, "names", "name/n2")
    assert ("label", '"Et saksframlegg"@nb') in about(folder, "sources", "source/paper")


def test_table_and_row_stand_in_a_graph_of_their_own(make_tables: MakeTables) -> None:
    folder = make_tables()
    rows = read_tables(folder, read_contract(folder)).rows["participations"]
    placed = [
        (short(quad.subject), short(quad.predicate), short(quad.object))
        for quad in mapping.map_rows(rows)
        if quad.graph_name == NamedNode(GRAPH + "rows")
    ]
    assert placed == [
        ("id/participation/p1", ":table", '"participations"^string'),
        ("id/participation/p1", ":row", '"2"^integer'),
        ("id/participation/p2", ":table", '"participations"^string'),
        ("id/participation/p2", ":row", '"3"^integer'),
    ]
