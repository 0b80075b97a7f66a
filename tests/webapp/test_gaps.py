"""What the sources leave open, counted and listed; and pages of the county's merged tables."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.conftest import Visitor, close, words
from webapp import create_app
from webapp.settings import Settings

DATA = Path(__file__).parents[2] / "data"
GAPS = (
    "actors-without-organisation-number",
    "actors-without-place",
    "actors-without-source",
    "funding-without-funder",
    "funding-without-recipient",
    "goals-without-indicator",
    "initiatives-without-participants",
)


@pytest.fixture(scope="module")
def site(curated_snapshots: Path) -> Iterator[Flask]:
    app = create_app(Settings(snapshots=curated_snapshots, watch_seconds=0, log_requests=False))
    yield app
    close(app)


@pytest.fixture
def county(site: Flask) -> Visitor:
    return Visitor(site.test_client())


def rows_of(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted() -> dict[str, tuple[int, int]]:
    """Count the gaps from the tables, without the graph."""
    actors = rows_of("actors")
    persons = [one for one in actors if one["type"] not in ("ActorGroup", "RegionAsActor")]
    taking_part = {row["initiative"] for row in rows_of("participations")}
    initiatives = rows_of("initiatives")
    given = {row["funding"] for row in rows_of("funding_parties") if row["role"] == "funder"}
    got = {row["funding"] for row in rows_of("funding_parties") if row["role"] == "recipient"}
    money = rows_of("funding")
    measured = {row["goal"] for row in rows_of("indicators")}
    goals = rows_of("goals")
    return {
        "actors-without-organisation-number": (
            sum(not one["orgnr"] for one in persons),
            len(persons),
        ),
        "actors-without-place": (
            sum(one["seat"] in ("", "?") and not one["acts_for"] for one in actors),
            len(actors),
        ),
        "actors-without-source": (0, len(actors)),
        "funding-without-funder": (sum(one["id"] not in given for one in money), len(money)),
        "funding-without-recipient": (sum(one["id"] not in got for one in money), len(money)),
        "goals-without-indicator": (sum(one["id"] not in measured for one in goals), len(goals)),
        "initiatives-without-participants": (
            sum(one["id"] not in taking_part for one in initiatives),
            len(initiatives),
        ),
    }


def test_the_gaps_are_those_of_the_tables(county: Visitor) -> None:
    found = json.loads(county.get("/quality.json").text)["gaps"]
    assert {name: (gap["missing"], gap["of"]) for name, gap in found.items()} == counted()


def test_the_documents_are_counted_by_year(county: Visitor) -> None:
    found = json.loads(county.get("/quality.json").text)["source_years"]
    sources = rows_of("sources")
    assert sum(found.values()) == len(sources)
    assert found["2018"] == sum(one["published"].startswith("2018") for one in sources)
    assert found[""] == sum(not one["published"] for one in sources)


@pytest.mark.parametrize("name", GAPS)
def test_a_gap_lists_what_it_counts(county: Visitor, name: str) -> None:
    missing, total = counted()[name]
    page = county.read(f"/quality/{name}")
    assert f"{missing} av {total}" in page
    with county.get(f"/quality/{name}.csv") as response:
        lines = list(csv.DictReader(response.get_data(as_text=True).splitlines()))
    assert len(lines) == missing
    assert all(line["thing"].startswith("https://w3id.org/samspill/id/") for line in lines)


def test_a_gap_of_which_nothing_is_missing_says_so(county: Visitor) -> None:
    assert "Ingen. Alle har det." in county.read("/quality/actors-without-source")


def test_a_long_gap_is_paged(county: Visitor) -> None:
    first = county.get("/quality/actors-without-organisation-number").text
    second = county.get("/quality/actors-without-organisation-number?page=2").text
    assert "page=2" in first
    assert first.count("<tr role=row>") + first.count('<tr role="row">') <= 101
    assert words(first) != words(second)


def test_a_gap_that_is_not_there_is_not_found(county: Visitor) -> None:
    assert county.get("/quality/nothing").status_code == 404
    assert county.get("/quality/nothing.csv").status_code == 404


@pytest.mark.parametrize("actor", ["hedmark-fylkeskommune", "oppland-fylkeskommune"])
def test_the_successor_is_one_click_away(county: Visitor, actor: str) -> None:
    page = county.get(f"/page/actor/{actor}").text
    head = page[: page.index('id="facts"')]
    assert "Etterfulgt av" in head
    assert 'href="/page/actor/innlandet-fylkeskommune"' in head


def test_the_successor_itself_has_none(county: Visitor) -> None:
    assert "Etterfulgt av" not in county.get("/page/actor/innlandet-fylkeskommune").text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actor/ernu", "actor/elverumregionen-naeringsutvikling"),
        ("actor/region-innlandet", "place/innlandet"),
        ("strategy/agrifoodtech-resultatmal", "initiative/agrifoodtech-norway"),
        ("place/hamar-kommune-0403", "place/hamar"),
        ("source/ifk-49592", "source/innlandet-fordelte-penger-2023"),
    ],
)
def test_an_id_of_the_collections_leads_to_ours(county: Visitor, old: str, new: str) -> None:
    response = county.get(f"/id/{old}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/id/{new}")


def test_a_cell_that_another_source_fills_has_that_source_beside_it(county: Visitor) -> None:
    # The final report names Hedmark fylkeskommune; its number is from a register.
    page = county.get("/page/actor/hedmark-fylkeskommune").text
    number = page[page.index("942116217") :]
    assert "Etatsbasen" in number[: number.index("</tr>") if "</tr>" in number else 2000]
    assert "Kilde for «organisasjonsnummer»" in words(page)
