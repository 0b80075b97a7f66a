"""Two actors side by side, as a page."""

from __future__ import annotations

from tests.webapp.conftest import Visitor, assert_problem

PAGE = "/network/pair"


def test_two_actors_stand_side_by_side(visitor: Visitor) -> None:
    text = visitor.read(f"{PAGE}?a=Hamar kommune&b=actor:loten")
    # Together in Grønn vekst, where they are alone; the council is Hamar's partner only.
    assert "Hamar kommune og Løten kommune : et bånd gjennom 1 forhold, med styrken 1." in text
    assert "Samarbeidspartnere 0 prosent av alle er felles." in text
    assert "Initiativ og avtaler 100 prosent av alle er felles. Felles 1 Grønn vekst" in text
    # Two ties and one, as the table of actors has them.
    assert "Hvor mange andre aktører aktøren har et bånd til. 2 1" in text
    page = visitor.get(f"{PAGE}?a=Hamar kommune&b=actor:loten").text
    assert 'href="/network/evidence?lang=nb&amp;edge=hamar--loten"' in page.replace(
        "edge=hamar--loten&amp;lang=nb", "lang=nb&amp;edge=hamar--loten"
    )


def test_two_without_a_tie_are_shown_the_way_between_them(visitor: Visitor) -> None:
    page = visitor.get(f"{PAGE}?a=actor:loten&b=actor:radet&from=2015").text
    assert "ingen bånd i kildene." in page
    assert "from=2015&amp;from-actor=actor%3Aloten&amp;to-actor=actor%3Aradet#path" in page
    # Hamar is the partner of both, and nobody else is of either.
    text = visitor.read(f"{PAGE}?a=actor:loten&b=actor:radet&from=2015")
    assert "Samarbeidspartnere 100 prosent av alle er felles. Felles 1 Hamar kommune" in text


def test_what_is_no_pair_says_so(visitor: Visitor) -> None:
    assert "Det er den samme aktøren." in visitor.read(f"{PAGE}?a=actor:hamar&b=actor:hamar")
    away = visitor.read(f"{PAGE}?a=actor:hamar&b=actor:radet&type=Municipality")
    assert "er ikke med i dette utvalget." in away
    assert "Sammenlign" in visitor.read(f"{PAGE}?a=actor:hamar")
    assert_problem(visitor.ask(f"{PAGE}?a=nobody"), 400, "a")


def test_a_tie_and_the_network_lead_there(visitor: Visitor) -> None:
    tie = visitor.get("/network/evidence?edge=hamar--loten").text
    assert "/network/pair?a=actor%3Ahamar&amp;b=actor%3Aloten" in tie
    assert "/network/pair?" in visitor.get("/network").text
