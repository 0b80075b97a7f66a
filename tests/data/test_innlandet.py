"""The county as the merged tables have it: borders and names by date, old ids, sums, sources."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph import snapshot
from graph.binding import bind
from graph.store import Reader, open_store
from loaders.values import organisation_number_is_valid

DATA = Path(__file__).parents[2] / "data"
FACTS = Path(__file__).parents[3] / "shared" / "facts"
XSD_DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")
MUNICIPALITIES = """PREFIX samspill: <https://w3id.org/samspill/ontology#>
PREFIX place: <https://w3id.org/samspill/id/place/>
SELECT ?county (COUNT(DISTINCT ?municipality) AS ?count) WHERE {
  VALUES ?county { place:innlandet place:hedmark place:oppland }
  ?row samspill:part ?municipality ; samspill:whole ?county .
  ?municipality a samspill:MunicipalTerritory .
  OPTIONAL { ?row samspill:startDate ?start }
  OPTIONAL { ?row samspill:endDate ?end }
  #bind ?day
  FILTER(!BOUND(?start) || ?start <= ?day)
  FILTER(!BOUND(?end) || ?end >= ?day)
} GROUP BY ?county"""


def rows_of(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reader(curated_snapshots: Path) -> Iterator[Reader]:
    found = open_store(snapshot.current(curated_snapshots).path)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        # 22 in Hedmark and 26 in Oppland, Jevnaker and Lunner among them.
        ("1999-06-30", {"hedmark": 22, "oppland": 26}),
        ("2019-12-31", {"hedmark": 22, "oppland": 26}),
        ("2020-01-01", {"innlandet": 46}),
        ("2026-11-24", {"innlandet": 46}),
    ],
)
def test_the_municipalities_of_a_day_are_those_of_that_day(
    reader: Reader, day: str, counts: dict[str, int]
) -> None:
    query = bind(MUNICIPALITIES, {"day": Literal(day, datatype=XSD_DATE)})
    found = {
        row["county"].value.rpartition("/")[2]: int(row["count"].value)
        for row in reader.select(query)
    }
    assert found == counts


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("kongsvinger", {("0402", "", "2019-12-31"), ("3401", "2020-01-01", "")}),
        ("vang", {("0545", "", "2019-12-31"), ("3454", "2020-01-01", "")}),
        (
            "jevnaker",
            {
                ("0532", "", "2019-12-31"),
                ("3053", "2020-01-01", "2023-12-31"),
                ("3236", "2024-01-01", ""),
            },
        ),
        (
            "lunner",
            {
                ("0533", "", "2019-12-31"),
                ("3054", "2020-01-01", "2023-12-31"),
                ("3234", "2024-01-01", ""),
            },
        ),
    ],
)
def test_a_municipality_has_the_code_of_its_days(
    place: str, codes: set[tuple[str, str, str]]
) -> None:
    rows = [row for row in rows_of("place_codes") if row["place"] == place]
    assert {(row["code"], row["valid_from"], row["valid_to"]) for row in rows} == codes


def test_the_two_counties_lead_to_their_successor(reader: Reader) -> None:
    rows = reader.select(
        """PREFIX samspill: <https://w3id.org/samspill/ontology#>
        PREFIX actor: <https://w3id.org/samspill/id/actor/>
        SELECT ?before { ?before samspill:succeededBy actor:innlandet-fylkeskommune }"""
    )
    assert {row["before"].value.rpartition("/")[2] for row in rows} == {
        "hedmark-fylkeskommune",
        "oppland-fylkeskommune",
    }


def test_every_organisation_number_has_a_right_control_digit_and_one_owner() -> None:
    numbers = [row["orgnr"] for row in rows_of("actors") if row["orgnr"]]
    assert len(numbers) == len(set(numbers))
    assert [number for number in numbers if not organisation_number_is_valid(number)] == []


def test_an_old_id_leads_to_a_thing_that_is_there() -> None:
    things = {
        f"{kind}:{row['id']}"
        for kind, table in (
            ("actor", "actors"),
            ("initiative", "initiatives"),
            ("funding", "funding"),
            ("strategy", "strategies"),
            ("goal", "goals"),
            ("agreement", "agreements"),
            ("event", "events"),
            ("source", "sources"),
            ("place", "places"),
        )
        for row in rows_of(table)
    }
    merged = rows_of("merged_ids")
    assert {row["new_id"] for row in merged} <= things
    assert {row["old_id"] for row in merged}.isdisjoint(things)


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts (../shared/facts) are not here")
@pytest.mark.parametrize("facts", ["kongsvinger-hamar", "innlandet-national"])
@pytest.mark.parametrize(
    ("file", "kind", "table"),
    [
        ("actors", "actor", "actors"),
        ("projects", "initiative", "initiatives"),
        ("funding", "funding", "funding"),
        ("strategies", "strategy", "strategies"),
        ("goals", "goal", "goals"),
        ("agreements", "agreement", "agreements"),
        ("events", "event", "events"),
        ("sources", "source", "sources"),
        ("places", "place", "places"),
    ],
)
def test_every_id_of_the_collected_facts_resolves(
    facts: str, file: str, kind: str, table: str
) -> None:
    path = FACTS / facts / f"{file}.csv"
    if not path.exists():
        assert (facts, file) == ("kongsvinger-hamar", "places")
        return
    with path.open(encoding="utf-8", newline="") as opened:
        ids = {row["id"] for row in csv.DictReader(opened)}
    known = {row["id"] for row in rows_of(table)}
    known |= {row["old_id"].removeprefix(f"{kind}:") for row in rows_of("merged_ids")}
    assert ids - known == set()


def test_a_role_that_rests_on_a_grant_is_implied() -> None:
    recipients = {
        (party["actor"], row["subject"].removeprefix("initiative:"))
        for row in rows_of("funding")
        for party in rows_of("funding_parties")
        if party["funding"] == row["id"]
        and party["role"] == "recipient"
        and row["subject"].startswith("initiative:")
    }
    told = [
        row
        for row in rows_of("participations")
        if (row["actor"], row["initiative"]) in recipients and "tilskuddet" in row["note"]
    ]
    assert len(told) > 100
    assert {row["confidence"] for row in told} == {"implied"}


def test_what_was_applied_for_or_is_a_frame_is_no_granted_grant() -> None:
    for row in rows_of("funding"):
        if row["status"] in ("applied", "proposed"):
            assert row["modality"] == "proposed", row["id"]
        if "En ramme eller utlysning" in row["note"]:
            assert (row["kind"], row["status"]) != ("grant", "granted"), row["id"]


def test_the_same_money_is_counted_once(reader: Reader) -> None:
    # Gifts of 2017: 47.9 million in all, of which seven are named, 465,000 kroner together.
    rows = {row["id"]: row for row in rows_of("funding")}
    parts = [row for row in rows.values() if row["part_of"]]
    gifts = [row for row in parts if rows[row["part_of"]]["amount"] == "47900000"]
    assert len(gifts) == 7
    assert sum(int(row["amount"]) for row in gifts) == 465_000
    # Destination companies in 2024: nine shares make up the frame of 4.15 million.
    shares = [row for row in parts if rows[row["part_of"]]["amount"] == "4150000"]
    assert len(shares) == 9
    assert sum(int(row["amount"]) for row in shares) == 4_150_000
