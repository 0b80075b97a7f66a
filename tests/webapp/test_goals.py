"""The page of goals: the tree, what it counts, and what stands outside of it."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.webapp.conftest import Visitor
from webapp.goal_tree import grow


def test_things_stand_below_what_is_above_them() -> None:
    tops = grow(
        {"s": "Strategy", "f": "FocusArea", "g": "Goal", "part": "Goal", "r": "Result"},
        {"f": "s", "g": "f", "part": "g", "r": "part"},
        {"g": ["link"]},
    )
    (top,) = tops
    assert [one.iri for one in top.all()] == ["s", "f", "g", "part", "r"]
    assert dict(top.counts()) == {"FocusArea": 1, "Goal": 2, "Result": 1}
    assert [one.served_by for one in top.all()] == [[], [], ["link"], [], []]


def test_goals_in_a_circle_stand_once_and_do_not_hang() -> None:
    levels = {"b": "Goal", "a": "Goal", "below": "Goal"}
    (top,) = grow(levels, {"a": "b", "b": "a", "below": "b"}, {})
    assert [one.iri for one in top.all()] == ["a", "b", "below"]


def test_goals_of_an_initiative_stand_below_it_after_all_else() -> None:
    tops = grow({"one": "Goal", "loose": "Goal", "two": "Goal"}, {"one": "i", "two": "i"}, {})
    assert [(top.level, top.iri) for top in tops] == [("Goal", "loose"), ("Initiative", "i")]
    assert [one.iri for one in tops[1].below] == ["one", "two"]


def test_the_page_tells_the_whole_chain_with_counts_and_statuses(programme: Visitor) -> None:
    text = programme.read("/goals")
    assert "1 strategi 1 satsingsområde 2 mål 2 indikatorer 1 måltall 4 resultater" in text
    assert "1 nådd 1 delvis nådd 1 ikke målt 1 ikke lesbart Last ned" in text
    names = (
        "Næringsstrategien",
        "Vekst",
        "Flere arbeidsplasser",
        "Netto vekst i året",
        "minst 100 arbeidsplasser per år",
    )
    places = [text.index(name, text.index("Strategier med mål 1")) for name in names]
    assert places == sorted(places)


def test_each_line_of_the_tree_has_its_source(programme: Visitor) -> None:
    text = programme.read("/goals")
    assert re.search(r"nådd 132 arbeidsplasser per år 2018 Åpne siden [^K]*Kilde: Slutt", text)
    assert re.search(r"Byprosjektet bygger opp under [^K]*Kilde: Sluttrapport, linje 63", text)


def test_an_initiative_that_serves_a_goal_leads_to_its_money(programme: Visitor) -> None:
    # The frame and the grant that is part of it.
    assert "Byprosjektet bygger opp under 2 rader om penger" in programme.read("/goals")
    rows = programme.read("/money/rows?initiative=initiative:prosjektet")
    assert "inntil 700 000 kroner" in rows
    assert "1 400 000 kroner" in rows


@pytest.mark.parametrize(
    ("address", "has", "has_not"),
    [
        # The strategy is the council's, and with it all that stands below it.
        ("/goals?holder=actor:radet", "2 mål 2 indikatorer", "Ingen mål i utvalget"),
        # The project set one of the goals, on its own.
        ("/goals?holder=initiative:prosjektet", "1 strategi 1 satsingsområde 1 mål", "omdømme Til"),
        ("/goals?strategy=strategy:strategien", "2 mål 2 indikatorer", "Ingen mål i utvalget"),
    ],
)
def test_a_choice_narrows_the_tree(
    programme: Visitor, address: str, has: str, has_not: str
) -> None:
    text = programme.read(address)
    assert has in text
    assert has_not not in text


@pytest.mark.parametrize("value", ["strategy:nowhere", "nowhere", "x" * 5000])
def test_a_strategy_that_is_not_there_is_refused(programme: Visitor, value: str) -> None:
    assert programme.get(f"/goals?strategy={value}").status_code == 400


def test_goals_that_none_serves_and_initiatives_that_serve_none_are_counted(
    programme: Visitor,
) -> None:
    # The project is tied to the strategy, to neither of the goals. The programme is tied to
    # nothing, and its row gives no status, which the question asks by.
    text = programme.read("/goals")
    assert "Hvilke mål er det ingen initiativer under? 2" in text
    assert "Hvilke initiativer er ikke koblet til noe mål? 0" in text
    assert "1 initiativ til er ikke koblet til noe mål. Det har ingen status" in text
    page = programme.get("/goals").text
    assert "/questions/goals-that-none-serves" in page
    assert "/questions/initiatives-that-serve-no-goal?status=any" in page


def test_a_page_past_the_last_is_the_last(programme: Visitor) -> None:
    for number in ("2", "999999", "x", "9" * 5000):
        listed = programme.read(f"/goals?goals-page={number}").partition("ingen initiativer under")
        assert "Flere arbeidsplasser" in listed[2]


def test_the_file_has_a_row_a_thing(programme: Visitor) -> None:
    rows = list(csv.DictReader(io.StringIO(programme.get("/goals.csv").text.lstrip("﻿"))))
    assert [row["level"] for row in rows].count("Result") == 4
    assert len(rows) == 1 + 1 + 2 + 2 + 1 + 4
    result = next(row for row in rows if row["id"] == "vekst-2018")
    assert (result["below"], result["status"], result["locator"]) == ("vekst-i-aret", "nådd", "L74")
    assert programme.get("/goals.xlsx").data.startswith(b"PK")
