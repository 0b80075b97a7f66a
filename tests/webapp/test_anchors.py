"""Each fact and each row of a relation has an address of its own."""

import re

import pytest

from tests.webapp.conftest import Visitor


def ids(page: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', page)


def test_a_fact_has_an_address_that_is_the_same_in_each_language(visitor: Visitor) -> None:
    for language in ("nb", "en"):
        page = visitor.get(f"/page/initiative/gronn?lang={language}").text
        assert '<tbody role="rowgroup" id="fact-time">' in page
        assert 'href="#fact-time"' in page
    assert 'id="fact-website"' in visitor.get("/page/actor/radet").text


def test_the_link_of_a_row_is_named_for_those_who_do_not_see_its_sign(visitor: Visitor) -> None:
    page = visitor.get("/page/initiative/gronn").text
    assert (
        'href="/page/initiative/gronn?row=participation-gronn-hamar'
        '#row-participation-gronn-hamar" rel="nofollow" aria-label="Lenke til Hamar kommune"'
    ) in page
    assert 'id="row-participation-gronn-hamar"' in page
    # Names and mentions are rows too.
    page = visitor.get("/page/actor/radet").text
    assert {"row-name-n1", "row-name-n2", "row-mention-m1"} <= set(ids(page))


def test_the_address_of_a_row_opens_the_page_of_the_list_it_stands_on(visitor: Visitor) -> None:
    # Thirty measures by name, twenty-five a page: the last one is on the second page.
    row = "row-initiative-tiltak-30"
    assert f'id="{row}"' not in visitor.get("/page/initiative/gronn").text
    page = visitor.get("/page/initiative/gronn?row=initiative-tiltak-30").text
    assert f'id="{row}"' in page
    assert 'id="row-initiative-tiltak-01"' not in page
    # From there the list can be turned again: the row is not in the address of another page.
    [back] = re.findall(r'rel="prev" href="([^"]+)"', page)
    assert "row=" not in back
    assert 'id="row-initiative-tiltak-01"' in visitor.get(back.partition("#")[0]).text


def test_the_address_of_a_planned_row_keeps_the_choice_that_shows_it(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/hamar?modality=all").text
    assert "modality=all&amp;row=participation-rom-hamar#row-participation-rom-hamar" in page


@pytest.mark.parametrize(
    "address",
    [
        "/page/actor/radet?modality=all",
        "/page/actor/hamar?modality=all",
        "/page/initiative/rom",
        "/page/contradiction/vedtatt",
        "/page/funding/tilsagt",
    ],
)
def test_no_two_lines_of_a_page_have_the_same_id(visitor: Visitor, address: str) -> None:
    found = ids(visitor.get(address).text)
    assert len(found) == len(set(found))


def test_a_row_that_is_not_there_leaves_the_page_as_it_is(visitor: Visitor) -> None:
    page = visitor.read("/page/initiative/gronn?row=participation-nobody")
    assert page == visitor.read("/page/initiative/gronn")
