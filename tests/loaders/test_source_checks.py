"""Weak spots are found and named, each by a row made for it."""

from pathlib import Path

from loaders.datapackage import read_contract
from loaders.rows import read_tables
from loaders.source_checks import SourceReport, check_sources, examine
from tests.loaders.conftest import SMALL, SOURCE, MakeTables


def found(report: SourceReport) -> list[tuple[str, str, int, str, str]]:
    return [(one.kind, one.file, one.row, one.source, one.detail) for one in report.warnings]


def test_rows_and_sources_are_counted_and_a_missing_date_is_told(make_tables: MakeTables) -> None:
    report = check_sources(make_tables())
    # All rows but the source's own: 1 place, 2 actors, 1 initiative, 2 + 1 + 1 relations.
    assert report.rows == {"paper": 8}
    assert report.pointed_to == {"paper": 0}
    assert found(report) == [("source-without-date", "sources.csv", 2, "paper", "")]


def test_each_weak_spot_is_named_with_its_place(make_tables: MakeTables) -> None:
    one, two = SMALL["participations"]
    folder = make_tables(
        sources=[
            {**SOURCE, "published": "2025-05-20"},
            {"id": "plan", "title": "Planen", "published": "2024"},
        ],
        participations=[
            {**one, "locator": ""},
            {**two, "source": ""},
            {**one, "id": "p3", "source": "papper"},
            {**one, "id": "p4", "locator": "linje 4"},
            {**one, "id": "p5", "locator": "L80; L79-81"},
            {**one, "id": "p6", "locator": "L80"},
        ],
        mentions=[{"id": "m", "subject": "source:plan", "source": "paper", "locator": "L3"}],
    )
    assert found(check_sources(folder)) == [
        ("row-without-locator", "participations.csv", 2, "paper", ""),
        ("row-without-source", "participations.csv", 3, "", ""),
        ("unknown-source", "participations.csv", 4, "papper", "papper"),
        ("unreadable-locator", "participations.csv", 5, "paper", "linje 4"),
        ("locator-outside", "participations.csv", 6, "paper", "L80; L79-81 > 80"),
        ("source-without-rows", "sources.csv", 3, "plan", "1"),
    ]


def test_a_claim_stands_in_the_source_of_its_row_and_a_judgement_needs_none(
    make_tables: MakeTables,
) -> None:
    judged = {"left": "actor:radet", "right": "actor:selskapet", "judgement": "different"}
    folder = make_tables(
        sources=[{**SOURCE, "published": "2025"}],
        contradictions=[
            {"id": "c", "kind": "gap", "subject": "initiative:prosjektet", "label_nb": "Hull"}
        ],
        contradiction_claims=[
            {"id": "k1", "contradiction": "c", "claim": "participation:p1", "locator": "L81"},
            {"id": "k2", "contradiction": "c", "claim": "participation:p2"},
        ],
        identities=[
            {**judged, "id": "i1", "evidence": "Ulike navn."},
            {**judged, "id": "i2", "evidence": "Papiret sier det.", "source": "paper"},
        ],
    )
    assert found(check_sources(folder)) == [
        ("row-without-locator", "identities.csv", 3, "paper", ""),
        ("row-without-locator", "contradiction_claims.csv", 3, "paper", ""),
        ("locator-outside", "contradiction_claims.csv", 2, "paper", "L81 > 80"),
    ]


def test_the_curated_rows_all_have_a_source_and_a_place_inside_it() -> None:
    data = Path(__file__).parents[2] / "data"
    contract = read_contract(data)
    kinds = {one.kind for one in examine(read_tables(data, contract), contract).warnings}
    assert kinds <= {"source-without-rows", "source-without-date"}
