"""Goals, results and their chains on a day; the region here is counted on paper.

One strategy is of 2012-2016, one of 2018-2022 with an indicator, a target and three results (of
2018, of 2019 and of no year), and one has no time. A project of 2019-2020 serves the second.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask

from tests.loaders.conftest import Rows
from tests.webapp.conftest import Visitor, build_region, close, words
from webapp import create_app
from webapp.settings import Settings


def _row(identifier: str, **columns: str) -> dict[str, str]:
    return {"id": identifier, "source": "s", "locator": "L1", **columns}


TABLES: dict[str, Rows] = {
    "sources": [{"id": "s", "title": "Årsrapport", "lines": "20"}],
    "initiatives": [
        _row("lofte", type="Project", name_nb="Løftet", start="2019", end="2020"),
    ],
    "strategies": [
        _row("gammel", type="regional-strategy", title_nb="Gammel plan", start="2012", end="2016"),
        _row("ny", type="regional-strategy", title_nb="Ny plan", start="2018", end="2022"),
        _row("tidlos", type="regional-strategy", title_nb="Plan uten tid"),
    ],
    "goals": [
        _row("g1", strategy="gammel", label_nb="Flere veier"),
        _row("g2", strategy="ny", label_nb="Flere bedrifter"),
        _row("g3", strategy="tidlos", label_nb="Bedre vann"),
    ],
    "indicators": [_row("i2", goal="g2", label_nb="Nye bedrifter")],
    "targets": [_row("t2", subject="indicator:i2", value="10", unit="persons", by="2022")],
    "results": [
        _row(
            "r18",
            subject="indicator:i2",
            status="reached",
            value="11",
            unit="persons",
            period="2018",
        ),
        _row(
            "r19",
            subject="indicator:i2",
            status="not-reached",
            value="3",
            unit="persons",
            period="2019",
        ),
        _row("r0", subject="indicator:i2", status="not-measured"),
    ],
    "alignments": [_row("a", initiative="lofte", subject="goal:g2", relation="supports")],
    "funding": [
        _row("f", subject="initiative:lofte", amount="5", currency="NOK")
        | {"kind": "grant", "status": "granted", "note": "Ingen er nevnt."},
    ],
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(TABLES, tmp_path_factory.mktemp("goals-of-a-day"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    close(made)


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


EVERY = {"gammel", "g1", "ny", "g2", "i2", "t2", "r18", "r19", "r0", "tidlos", "g3"}


@pytest.mark.parametrize(
    ("day", "left_out"),
    [
        # What stands below a strategy of another time goes with it, also the undated result.
        ("2011-12-31", EVERY - {"tidlos", "g3"}),
        ("2012-01-01", {"ny", "g2", "i2", "t2", "r18", "r19", "r0"}),
        ("2017-06-01", EVERY - {"tidlos", "g3"}),
        # A result is known when its year is over.
        ("2018-12-30", {"gammel", "g1", "r18", "r19"}),
        ("2018-12-31", {"gammel", "g1", "r19"}),
        ("2019-12-31", {"gammel", "g1"}),
        ("2023-01-01", EVERY - {"tidlos", "g3"}),
    ],
)
def test_the_tree_is_that_of_the_day(reader: Visitor, day: str, left_out: set[str]) -> None:
    def things(query: str) -> set[str]:
        text = reader.get(f"/goals.csv?{query}").text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
        return {row["id"] for row in csv.DictReader(io.StringIO(text))}

    assert things("") == EVERY
    assert things(f"at={day}") == EVERY - left_out
    assert things(f"at={day}&time=all") == EVERY


def test_the_page_counts_what_it_shows_leaves_out_and_cannot_date(reader: Visitor) -> None:
    text = reader.read("/goals?at=2019-06-01")
    assert "2 strategier 0 satsingsområder 2 mål 1 indikator 1 måltall 2 resultater" in text
    assert "1 nådd 1 ikke målt Last ned" in text
    # The old strategy with its goal, and the result of 2019.
    assert "3 linjer gjelder en annen tid og er ikke vist." in text
    # The strategy without a time with its goal, and the result of no year.
    assert "3 linjer er uten tid i kildene, og er tatt med." in text
    assert "1 nådd 1 ikke nådd 1 ikke målt Last ned" in reader.read("/goals?at=2020-06-01")


def test_a_choice_counts_what_is_left_out_of_it(reader: Visitor) -> None:
    text = reader.read("/goals?strategy=strategy:ny&at=2019-06-01")
    assert "1 linje gjelder en annen tid og er ikke vist." in text
    gone = reader.read("/goals?strategy=strategy:gammel&at=2019-06-01")
    assert "Ingen mål i utvalget." in gone
    assert "2 linjer gjelder en annen tid og er ikke vist." in gone


def test_who_serves_a_goal_and_their_money_are_of_the_day(reader: Visitor) -> None:
    assert "Løftet bygger opp under 1 rad om penger" in reader.read("/goals?at=2019-06-01")
    tree = reader.read("/goals?at=2021-06-01").partition("Hvilke mål er det")[0]
    assert "Løftet" not in tree


def test_all_times_are_one_click_away(reader: Visitor) -> None:
    page = unescape(reader.get("/goals?strategy=strategy:gammel&at=2019-06-01").text)
    assert "/goals?strategy=strategy%3Agammel&time=all&at=2019-06-01" in page
    everything = reader.get("/goals?time=all&at=2019-06-01")
    assert "3 strategier 0 satsingsområder 3 mål" in words(everything.text)
    assert "/goals.csv?time=all&at=2019-06-01" in unescape(everything.text)
    assert "annen tid" not in reader.read("/goals")


def test_lists_that_no_day_changes_say_so(reader: Visitor) -> None:
    assert reader.read("/goals?at=2019-06-01").count("Listen er den samme for alle datoer.") == 2
    assert "alle datoer" not in reader.read("/goals")


@pytest.mark.parametrize("path", ["/page/goal/g2", "/page/indicator/i2"])
def test_the_chain_has_the_results_that_were_known(reader: Visitor, path: str) -> None:
    text = reader.read(f"{path}?at=2019-06-01")
    assert "1 måltall, 2 resultater 1 nådd 1 ikke målt" in text
    assert "1 gjelder en annen tid og er ikke vist." in text
    assert "1 resultat er uten tid i kildene, og er tatt med." in text
    everything = reader.read(f"{path}?at=2019-06-01&time=all")
    assert "1 måltall, 3 resultater 1 nådd 1 ikke nådd 1 ikke målt" in everything
    assert reader.read(path).count("annen tid") == 0


def test_a_result_that_was_not_known_yet_stands_on_its_own_page(reader: Visitor) -> None:
    text = reader.read("/page/result/r19?at=2018-06-01")
    assert "ikke nådd" in text
    # That of 2018 was not known either.
    assert "1 gjelder en annen tid og er ikke vist." in text


def test_lists_of_goals_count_the_results_that_were_known(reader: Visitor) -> None:
    assert "Flere bedrifter 1 nådd 1 ikke målt" in reader.read("/page/strategy/ny?at=2019-06-01")
    assert "Flere bedrifter 1 nådd 1 ikke nådd 1 ikke målt" in reader.read("/page/strategy/ny")
    # Without the words of a result of another time, nothing is claimed of the sources.
    early = reader.read("/page/result/r18?at=2018-06-01")
    assert "Kildene oppgir ikke noe resultat." not in early
