"""Money on the site: the same sums as the questions, nothing lost, and rows behind each figure.

The region is that of the library; its amounts are worked out in tests/queries/expected.txt.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from queries.answers import answer
from queries.questions import question
from tests.queries.region import build_region
from tests.webapp.conftest import Visitor
from webapp import create_app, money
from webapp.money import MANY, NONE, SUMS, Choice
from webapp.settings import Settings
from webapp.site import OpenSnapshot, opened


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(tmp_path_factory.mktemp("money"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    made.extensions["samspill"].close()


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def snapshot(app: Flask) -> Iterator[OpenSnapshot]:
    with app.test_request_context("/"):
        yield opened()


def _sums(snapshot: OpenSnapshot, name: str, choice: Choice) -> dict[tuple[str, str], Decimal]:
    """Add up shares by currency and party."""
    counts = money.counted(snapshot, money.ledger(snapshot, "nb"), choice)
    found: dict[tuple[str, str], Decimal] = {}
    for currency, shares in counts.shares[name].items():
        for one in shares:
            key = (currency, one.party.rpartition("/")[2])
            found[key] = found.get(key, Decimal(0)) + one.amount
    return found


def test_funders_and_recipients_have_what_was_worked_out_by_hand(snapshot: OpenSnapshot) -> None:
    assert _sums(snapshot, "funder", Choice()) == {
        ("EUR", "nes-kommune"): 6,
        ("EUR", "fond"): 4,
        ("NOK", "fylkeskommunen"): 1000,
        ("NOK", "together"): 600,
        ("NOK", "fond"): 30,
    }
    assert _sums(snapshot, "recipient", Choice()) == {
        ("EUR", "together"): 10,
        ("NOK", "nes-kommune"): 1000,
        ("NOK", "hage"): 600,
    }


def test_years_and_places_are_those_of_the_questions(snapshot: OpenSnapshot) -> None:
    book = money.ledger(snapshot, "nb")
    counts = money.counted(snapshot, book, Choice())
    years = {
        year: money.total(shares)
        for year, shares in money.by_year(counts.of("whole", "NOK"), book).items()
    }
    assert years == {"2016": 1000, "2018": 600, NONE: 30}
    places = {
        place.rpartition("/")[2]: money.total(shares)
        for place, shares in money.by_place(counts.of("recipient", "NOK"), book).items()
    }
    assert places == {"nes": 1000, "dal": 600}
    assert list(money.by_place(counts.of("recipient", "EUR"), book)) == [MANY]


@pytest.mark.parametrize("kind", ["grant", "budget", "fund-capital"])
@pytest.mark.parametrize("status", ["granted", "not-stated", "proposed"])
def test_what_is_shown_and_what_is_left_out_are_all_rows(
    snapshot: OpenSnapshot, kind: str, status: str
) -> None:
    book = money.ledger(snapshot, "nb")
    years = {row.year for row in book.rows.values()} | {""}
    places = {row.place for row in book.rows.values()} | {""}
    assert len(book.rows) == 10
    for year, place, name in itertools.product(years, places, SUMS):
        choice = Choice(kind, status, year, place)
        counts = money.counted(snapshot, book, choice)
        held, out = counts.rows(name), set(counts.reasons[name])
        assert not held & out
        assert held | out == {iri for iri, row in book.rows.items() if choice.takes(row)}


@pytest.mark.parametrize("role", ["funder", "recipient"])
def test_the_reasons_are_those_of_the_question(snapshot: OpenSnapshot, role: str) -> None:
    asked = question(f"money-left-out-by-{role}")
    told: dict[str, int] = {}
    for row in answer(asked, snapshot.reader, {}).rows:
        told[row["reason"].value] = told.get(row["reason"].value, 0) + int(row["count"].value)
    words = money.reasons(snapshot, "nb")
    counts = money.counted(snapshot, money.ledger(snapshot, "nb"), Choice())
    found: dict[str, int] = {}
    for number in counts.reasons[role].values():
        found[words[number]] = found.get(words[number], 0) + 1
    assert found == told


def test_the_page_has_a_part_for_each_currency_and_says_what_it_leaves_out(
    reader: Visitor,
) -> None:
    text = reader.read("/money")
    assert "Norske kroner (NOK)" in text
    assert "Euro (EUR)" in text
    assert "Flere givere i fellesskap, andelene er ikke oppgitt 600 1" in text
    # Of ten rows four are in the sum by funder, three in that by recipient; f2 is part of f1
    # in both.
    assert "Med i summen 4 3 4 Annet slag eller annen status enn spurt om 2 2 2" in text
    assert "Alle rader om penger 10 10 10" in text


def test_every_figure_leads_to_rows_that_come_to_it(reader: Visitor) -> None:
    page = reader.get("/money").text
    links = {
        (found[1].replace("&amp;", "&"), found[2].replace("\xa0", ""))
        for found in re.finditer(r'href="(/money/rows\?[^"]*sum=[^"]*)">([\d\xa0]+)</a>', page)
    }
    assert len(links) > 20
    for url, figure in links:
        sheet = reader.get(url.replace("/money/rows?", "/money/rows.csv?")).text
        rows = list(csv.DictReader(io.StringIO(sheet.lstrip("\ufeff"))))
        if "currency=" in url:
            assert sum(Decimal(row["counted"]) for row in rows) == Decimal(figure), url
        else:
            assert len(rows) == int(figure), url


def test_rows_tell_what_was_asked_for_and_their_source(reader: Visitor) -> None:
    text = reader.read(
        "/money/rows?kind=grant&status=granted&sum=funder&currency=EUR&party=actor:fond"
    )
    assert "Giver Såkornfondet" in text
    assert "Talt med: 4 EUR." in text
    assert "10 EUR" in text
    assert "linje 66" in text


def test_a_year_narrows_the_sums_and_what_is_left_out(reader: Visitor) -> None:
    text = reader.read("/money?year=2016")
    # f1 is counted and f2, decided the same year, is part of it.
    assert "Med i summen 1 1 1 Del av et større beløp som er talt med 1 1 1" in text
    assert "Alle rader om penger 2 2 2" in text


def test_nothing_to_add_is_said_with_the_reasons(reader: Visitor) -> None:
    text = reader.read("/money?kind=fund-capital")
    assert "Ingen beløp i utvalget kan legges sammen." in text
    assert "Alle rader om penger 10 10 10" in text


@pytest.mark.parametrize(
    "query",
    ["kind=x", "status=", "year=1800", "year=" + "9" * 5000, "place=place:x", "place=x"],
)
def test_what_is_not_offered_is_refused(reader: Visitor, query: str) -> None:
    # An empty field of the form is none.
    assert reader.get(f"/money?{query}").status_code == (200 if query == "status=" else 400)


@pytest.mark.parametrize("query", ["sum=x", "party=actor:x", "reason=99", "currency=XXX"])
def test_rows_that_are_not_offered_are_refused(reader: Visitor, query: str) -> None:
    assert reader.get(f"/money/rows?{query}").status_code == 400


def test_the_workbook_holds_all_rows(reader: Visitor) -> None:
    assert reader.get("/money/rows.xlsx").data.startswith(b"PK")
    rows = list(csv.DictReader(io.StringIO(reader.get("/money/rows.csv").text.lstrip("\ufeff"))))
    assert len(rows) == 10
    assert {row["modality"] for row in rows} == {"actual", "proposed"}


def test_on_the_real_tables_every_row_is_shown_or_left_out_and_sums_are_the_questions(
    curated_snapshots: Path,
) -> None:
    made = create_app(Settings(snapshots=curated_snapshots, watch_seconds=0, log_requests=False))
    with made.test_request_context("/"):
        snapshot = opened()
        book = money.ledger(snapshot, "nb")
        for kind, status in (("grant", "granted"), ("budget", "not-stated")):
            counts = money.counted(snapshot, book, Choice(kind, status))
            for name in SUMS:
                held, out = counts.rows(name), set(counts.reasons[name])
                assert not held & out
                assert held | out == set(book.rows)
            told: dict[str, Decimal] = {}
            asked = {"kind": kind, "status": status}
            for row in answer(question("funding-by-funder"), snapshot.reader, asked).rows:
                currency = row["currency"].value
                told[currency] = told.get(currency, Decimal(0)) + Decimal(row["amount"].value)
            shown = {one: money.total(shares) for one, shares in counts.shares["funder"].items()}
            assert shown == told
    made.extensions["samspill"].close()
