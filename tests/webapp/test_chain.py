"""Goals, indicators, targets and results: each page shows the chain up and down."""

import re

import pytest

from tests.webapp.conftest import Visitor
from webapp.chain import STATUSES


def chain(page: str) -> str:
    return page.partition("Indikatorer, måltall og resultater")[2].partition("Leveranser")[0]


def test_a_goal_shows_its_indicators_with_target_result_status_and_note(
    programme: Visitor,
) -> None:
    text = chain(programme.read("/page/goal/arbeidsplasser"))
    assert "2 indikatorer, 1 måltall, 4 resultater" in text
    assert "1 nådd 1 delvis nådd 1 ikke målt 1 ikke lesbart" in text
    # On the goal itself.
    assert re.search(r"Målet selv Resultat [^.]*delvis nådd Kilde: Sluttrapport, linje 77", text)
    own = text[text.index("Netto vekst i året måles i") :]
    assert "minst 100 arbeidsplasser per år innen 31. desember 2020" in own
    assert "nådd 2018 Flere forhold ligger bak. Kilde: Sluttrapport, linje 74" in own
    assert "ikke målt 2019 Kilde: Sluttrapport, linje 75" in own


def test_a_target_comes_before_the_results_and_these_by_time(programme: Visitor) -> None:
    text = programme.read("/page/indicator/vekst-i-aret")
    places = [text.index(f"Sluttrapport, linje {line}", 800) for line in (74, 75)]
    assert text.index("minst 100 arbeidsplasser per år innen") < places[0] < places[1]


def test_an_indicator_without_a_target_says_so(programme: Visitor) -> None:
    text = chain(programme.read("/page/goal/arbeidsplasser"))
    assert text.count("Kildene oppgir ikke noe måltall.") == 1
    assert text.index("Nye bedrifter") < text.index("Kildene oppgir ikke noe måltall.")


def test_a_goal_without_anything_below_says_so(programme: Visitor) -> None:
    text = programme.read("/page/goal/omdomme")
    assert "Kildene har verken indikator, måltall eller resultat for dette målet." in text


@pytest.mark.parametrize(
    ("address", "way"),
    [
        (
            "/page/result/vekst-2018",
            "Strategi Næringsstrategien Satsingsområde Vekst Mål Flere arbeidsplasser "
            "Indikator Netto vekst i året Resultat Netto vekst i året: 132 i 2018 (nådd)",
        ),
        (
            "/page/result/samlet",
            "Strategi Næringsstrategien Satsingsområde Vekst Mål Flere arbeidsplasser Resultat",
        ),
        (
            "/page/indicator/nye-bedrifter",
            "Strategi Næringsstrategien Satsingsområde Vekst Mål Flere arbeidsplasser "
            "Indikator Nye bedrifter",
        ),
        ("/page/goal/omdomme", "Strategi Næringsstrategien Mål Bedre omdømme"),
        ("/page/focus-area/vekst", "Strategi Næringsstrategien Satsingsområde Vekst"),
        (
            "/page/deliverable/kartet",
            "Strategi Næringsstrategien Satsingsområde Vekst Mål Flere arbeidsplasser "
            "Leveranse Et næringskart",
        ),
    ],
)
def test_a_thing_shows_the_way_from_the_strategy_down_to_it(
    programme: Visitor, address: str, way: str
) -> None:
    assert way in programme.read(address)


def test_a_result_shows_what_hangs_on_the_same_indicator_and_marks_itself(
    programme: Visitor,
) -> None:
    text = programme.read("/page/result/vekst-2019").partition("for det samme")[2]
    assert "1 måltall, 2 resultater" in text
    assert "minst 100" in text
    # Another indicator of the same goal.
    assert "linje 76" not in text
    page = programme.get("/page/result/vekst-2019").text
    assert len(re.findall(r'<span aria-current="true">', page)) == 1


def test_a_strategy_shows_how_its_goals_went(programme: Visitor) -> None:
    text = programme.read("/page/strategy/strategien")
    goals = text.partition("Mål 2")[2].partition("Initiativer som er forankret her")[0]
    assert "Bedre omdømme ikke oppgitt" in goals
    assert "Flere arbeidsplasser 1 nådd 1 delvis nådd 1 ikke målt 1 ikke lesbart" in goals
    for part in (
        "Eier Regionrådet",
        "Satsingsområder 1",
        "Bykommunen 2017",
        "Gjelder for 1",
        "Byprosjektet bygger opp under",
    ):
        assert part in text


def test_no_two_statuses_look_alike_without_colour(programme: Visitor) -> None:
    page = programme.get("/quality").text
    found = re.findall(r'result-status__icon.*?<path d="([^"]+)".*?</svg>([^<]+)', page)
    assert len({shape for shape, _word in found}) == len({w for _s, w in found}) == len(STATUSES)


def test_a_status_is_told_in_the_language_of_the_page(programme: Visitor) -> None:
    text = programme.read("/page/goal/arbeidsplasser?lang=en")
    assert "2 indicators, 1 target, 4 results" in text
    assert "1 not legible" in text
    assert "by 31 December 2020" in text
