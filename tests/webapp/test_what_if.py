"""The network without somebody, as a page."""

from __future__ import annotations

from tests.webapp.conftest import Visitor

PAGE = "/network/what-if"


def test_without_hamar_nothing_is_left(visitor: Visitor) -> None:
    # Hamar has a tie to Løten and one to Regionrådet, and there are no others.
    text = visitor.read(f"{PAGE}?without=actor:hamar")
    assert "Aktører med bånd 3 0" in text
    assert "Bånd 2 0" in text
    assert "Aktører i den største sammenhengende delen 3 1" in text
    assert "Mister alle båndene sine 2 Løten kommune Regionrådet" in text
    assert "Ingen andre mister forbindelsen til den største delen." in text


def test_without_loten_hamar_lies_between_nobody(visitor: Visitor) -> None:
    text = visitor.read(f"{PAGE}?without=Løten+kommune")
    assert "Bånd 2 1" in text
    assert "Ingen mister alle båndene sine." in text
    # Hamar was on the only path between two others.
    assert "Hamar kommune 1 0" in text


def test_several_are_taken_out_and_in_again(visitor: Visitor) -> None:
    page = visitor.get(f"{PAGE}?tie=participation&without=actor:hamar&without=actor:loten").text
    assert 'href="/network/what-if?tie=participation&amp;without=actor%3Aloten"' in page
    assert 'aria-label="Ta inn igjen Hamar kommune"' in page
    assert '<input type="hidden" name="tie" value="participation">' in page


def test_who_has_no_tie_in_the_choice_changes_nothing(visitor: Visitor) -> None:
    text = visitor.read(f"{PAGE}?without=actor:hamar&from=2021&tie=participation")
    assert "Hamar kommune er ikke med i dette utvalget, så ingenting endrer seg." in text


def test_those_who_lie_between_most_are_offered(visitor: Visitor) -> None:
    page = visitor.get(PAGE).text
    assert '<a class="ds-link" href="/network/what-if?without=actor%3Ahamar">Hamar kommune' in page
    assert '<a class="ds-link" href="/network/what-if' in visitor.get("/network").text


def test_an_actor_that_is_not_there_is_refused(visitor: Visitor) -> None:
    assert "Ingen aktør heter «nobody»." in visitor.read(f"{PAGE}?without=nobody", expect=400)


def test_the_page_speaks_english(visitor: Visitor) -> None:
    text = visitor.read(f"{PAGE}?without=actor:hamar&lang=en")
    assert "Lose all their ties 2" in text
