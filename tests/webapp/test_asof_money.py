"""Money on a day: which rows hold, what is left out, and that together they are all rows.

The region is that of the library (tests/queries/region). By day: f1 and f2 were decided in 2016
and have no period, f3 is for 2018 on; f4 has the time of the centre (from 2018), f6 and f10 that
of the lift (2015-2019), f7, f8 and f9 that of the school (2016-2018); the road of f5 has no time.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from flask import Flask

from tests.queries.region import build_region
from tests.webapp.conftest import Visitor, assert_problem
from webapp import create_app, money
from webapp.money import SUMS, Choice
from webapp.settings import Settings
from webapp.site import opened

EVERY = {f"f{number}" for number in range(1, 11)}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(tmp_path_factory.mktemp("money-of-a-day"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    made.extensions["samspill"].close()


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def rows(reader: Visitor, query: str) -> set[str]:
    found = csv.DictReader(io.StringIO(reader.get(f"/money/rows.csv?{query}").text))
    return {row["id"] for row in found}


@pytest.mark.parametrize(
    ("day", "left_out"),
    [
        ("2014-12-31", EVERY - {"f5"}),
        ("2015-06-01", EVERY - {"f5", "f6", "f10"}),
        ("2016-01-01", {"f3", "f4"}),
        ("2017-12-31", {"f3", "f4"}),
        ("2018-12-31", set()),
        ("2019-01-01", {"f7", "f8", "f9"}),
        ("2020-01-01", {"f6", "f7", "f8", "f9", "f10"}),
    ],
)
def test_the_rows_of_a_day_and_those_of_another_time_are_all_rows(
    reader: Visitor, day: str, left_out: set[str]
) -> None:
    assert rows(reader, f"at={day}") == EVERY - left_out
    assert rows(reader, f"at={day}&time=other") == left_out
    assert rows(reader, f"at={day}&time=all") == EVERY


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2017, 6, 1), date(2019, 6, 1)])
def test_what_is_counted_and_what_is_left_out_are_all_rows_of_the_day(
    app: Flask, day: date
) -> None:
    with app.test_request_context("/"):
        snapshot = opened()
        book = money.ledger(snapshot, "nb")
        years = {row.year for row in book.rows.values()} | {""}
        for year, name in itertools.product(years, SUMS):
            choice = Choice(year=year, day=day)
            counts = money.counted(snapshot, book, choice)
            held, out = counts.rows(name), set(counts.reasons[name])
            others = {
                iri
                for iri, row in book.rows.items()
                if Choice(year=year, day=day, other_time=True).takes(row)
            }
            assert not (held & out)
            assert not (held & others)
            assert not (out & others)
            every = {iri for iri, row in book.rows.items() if Choice(year=year).takes(row)}
            assert held | out | others == every


def test_the_sums_are_those_of_the_day_and_the_table_accounts_for_every_row(
    reader: Visitor,
) -> None:
    text = reader.read("/money?at=2019-06-01")
    # 1000 of f1, 600 of f3 that two give together, 30 of f10; the euro of f8 are of another time.
    assert "Norske kroner (NOK) 1 630 fra oppgitte givere 3 rader" in text
    assert "Euro (EUR)" not in text
    assert "Euro (EUR)" in reader.read("/money?at=2018-06-01")
    assert "Med i summen 3 2 3 Gjelder en annen tid 3 3 3" in text
    table = text[text.index("Med i summen") : text.index("Alle rader om penger 10 10 10")]
    figures = [
        list(map(int, one)) for one in re.findall(r" (\d+) (\d+) (\d+)(?= [A-ZÆØÅ]|\s*$)", table)
    ]
    assert [sum(column) for column in zip(*figures, strict=True)] == [10, 10, 10]
    assert "3 rader gjelder en annen tid og er ikke med." in text
    assert "1 rad er uten tid i kildene, og er tatt med." in text


def test_each_figure_of_the_day_leads_to_its_rows(reader: Visitor) -> None:
    page = unescape(reader.get("/money?at=2019-06-01").text)
    links = set(re.findall(r'href="/money/rows\?([^"]*)"', page))
    assert all("at=2019-06-01" in one for one in links)
    assert len(rows(reader, "kind=grant&status=granted&sum=funder&at=2019-06-01")) == 3
    assert "kind=grant&status=granted&sum=funder&at=2019-06-01" in links
    assert "time=other&at=2019-06-01" in links
    assert "time=all&at=2019-06-01" in links


def test_all_times_are_one_click_away_and_figures_keep_them(reader: Visitor) -> None:
    assert "/money?kind=grant&status=granted&time=all&at=2019-06-01" in unescape(
        reader.get("/money?at=2019-06-01").text
    )
    page = unescape(reader.get("/money?time=all&at=2019-06-01").text)
    assert "Viser penger fra alle tider, ikke bare denne dagen." in page
    links = re.findall(r'href="/money/rows\?([^"]*sum=funder[^"]*)"', page)
    assert links
    assert all("time=all" in one for one in links)
    assert "Euro (EUR)" in page
    assert "time=all" not in reader.get("/money").text


def test_rows_say_which_time_they_are_of(reader: Visitor) -> None:
    assert "Tid gjelder 1. juni 2019, eller er uten tid" in reader.read("/money/rows?at=2019-06-01")
    assert "Tid en annen tid enn 1. juni 2019" in reader.read(
        "/money/rows?at=2019-06-01&time=other"
    )
    assert "Tid alle tider" in reader.read("/money/rows?at=2019-06-01&time=all")


def test_other_times_are_only_listed(reader: Visitor, app: Flask) -> None:
    assert_problem(app.test_client().get("/money?time=other&at=2019-06-01"), 400, "time")
    assert reader.get("/money/rows?time=some&at=2019-06-01").status_code == 400


def test_a_day_without_money_says_so(reader: Visitor) -> None:
    text = reader.read("/money?at=2014-12-31")
    assert "Ingen beløp i utvalget kan legges sammen." in text
    assert "Gjelder en annen tid 9 9 9" in text
