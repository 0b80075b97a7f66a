"""What cannot be read of the network's forms is told beside the field, and nothing else is lost."""

from __future__ import annotations

import pytest

from tests.webapp.conftest import Visitor, assert_problem, words


@pytest.mark.parametrize(
    ("address", "field", "link"),
    [
        ("/network?colour=sector&ego=hamar+kom", "ego", "colour=sector&amp;ego=actor%3Ahamar"),
        (
            "/network?from-actor=Hamar+kom&to-actor=actor:radet",
            "from-actor",
            "from-actor=actor%3Ahamar&amp;to-actor=actor%3Aradet",
        ),
        ("/network/what-if?without=actor:radet&without=Hamar+kom", "without", "actor%3Ahamar"),
        ("/network/missing?actor=Hamar+kom", "actor", "actor=actor%3Ahamar"),
    ],
)
def test_a_part_of_a_name_leads_to_those_who_have_it(
    visitor: Visitor, address: str, field: str, link: str
) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 400
    text = words(answer.text)
    assert "Ingen aktør heter «" in text
    assert "Mente du: Hamar kommune" in text
    # The form is there, and what was written in it.
    marked = answer.text.partition(f'name="{field}" list="actor-names" autocomplete="off" value="')
    assert marked[2].casefold().startswith("hamar kom") or 'value="Hamar kom"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert link in answer.text
    # Programs get the problem as before.
    assert_problem(visitor.ask(address), 400, "actor:id")


def test_the_link_gives_what_was_meant(visitor: Visitor) -> None:
    assert "Dette er nettverket rundt Hamar kommune" in visitor.read("/network?ego=actor:hamar")


def test_a_misspelt_name_finds_the_one_that_looks_like_it(visitor: Visitor) -> None:
    text = words(visitor.get("/network?ego=Hammar+komune").text)
    assert "Mente du: Hamar kommune" in text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("least=0", "Minste antall felles forhold «0» kan ikke brukes her: 1 eller mer."),
        ("ego=actor:hamar&steps=0", "Hvor langt fra aktøren «0» kan ikke brukes her: fra 1 til 3."),
        ("from=2020&to=2018", "Til år «2018» kan ikke brukes her: et år som ikke er før 2020."),
    ],
)
def test_a_number_that_means_nothing_is_told_at_its_field(
    visitor: Visitor, query: str, says: str
) -> None:
    answer = visitor.get(f"/network?{query}")
    assert answer.status_code == 400
    assert says in words(answer.text)
    assert "Vis nettverket" in answer.text
    assert_problem(visitor.ask(f"/network.json?{query}"), 400, says.partition("«")[2][:1])


def test_several_wrong_fields_are_told_at_once(visitor: Visitor) -> None:
    text = words(visitor.get("/network?least=0&steps=9&ego=Nobody").text)
    for label in ("Minste antall felles forhold «0»", "aktøren «9»", "Ingen aktør heter «Nobody»"):
        assert label in text


def test_a_way_that_lacks_an_end_says_so(visitor: Visitor) -> None:
    page = visitor.get("/network?from-actor=Hamar+kommune").text
    assert "Skriv hvem veien skal gå til." in page
    assert "Skriv hvem veien skal gå fra." not in page
    assert "open>" in page.partition('id="path"')[2][:40]
    assert "Skriv hvem" not in visitor.get("/network").text


def test_an_end_of_the_way_is_not_left_out_of_it_unsaid(visitor: Visitor) -> None:
    text = visitor.read("/network?from-actor=actor:loten&to-actor=actor:hamar&not=actor:loten")
    assert "Løten kommune er en ende av veien og er med likevel." in text
