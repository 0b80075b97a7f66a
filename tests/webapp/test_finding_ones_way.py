"""Long lists and lists of like names: what helps a reader who looks for one thing in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest

from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.region import REGION
from webapp import create_app
from webapp.settings import Settings

COMMON = {"source": "sak", "locator": "L40"}


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Visit a region with a town that is called as its municipality is, and much money.

    Fifty-five grants go to a company in the town and one to a company of the municipality.
    """
    tables = deepcopy(REGION)
    tables["places"] += [{"id": "hamar-by", "type": "Town", "name": "Hamar", **COMMON}]
    tables["actors"] += [
        {"id": "byverk", "type": "Company", "name_nb": "Byverk", "seat": "hamar-by", **COMMON},
        {"id": "omverk", "type": "Company", "name_nb": "Omverk", "seat": "hamar-omrade", **COMMON},
    ]
    grants = {f"g{number:02}": "byverk" for number in range(1, 56)} | {"g99": "omverk"}
    tables["funding"] += [
        {"id": name, "subject": "initiative:gronn", "amount": "1000", "currency": "NOK"}
        | {"kind": "grant", "status": "granted", "decided": "2020", **COMMON}
        for name in grants
    ]
    tables["funding_parties"] += [
        {"id": name, "funding": name, "actor": actor, "role": "recipient", **COMMON}
        for name, actor in grants.items()
    ]
    folder = tmp_path_factory.mktemp("towns")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield Visitor(app.test_client())
    close(app)


def test_a_town_is_told_from_its_municipality(towns: Visitor) -> None:
    page = towns.get("/money").text
    assert re.search(r'value="place:hamar-by">Hamar \(by eller tettsted\) \(55\)<', page)
    assert re.search(r'value="place:hamar-omrade">Hamar \(kommuneområde\) \(1\)<', page)
    bars = towns.read("/money")
    assert bars.index("Hamar (by eller tettsted) 55") < bars.index("Hamar (kommuneområde) 1")
    search = towns.get("/search").text
    facet = search[search.index('id="facet-place"') :]
    assert "Hamar (by eller tettsted)" in facet
    assert "Hamar (kommuneområde)" in facet
    # What only one thing is called stays as it is.
    assert "Regionen (" not in facet


def test_only_kinds_and_statuses_that_money_has_are_offered(towns: Visitor) -> None:
    page = towns.get("/money").text
    kinds = page.partition('name="kind"')[2].partition("</select>")[0]
    assert re.findall(r'value="([^"]+)"', kinds) == ["grant"]
    # The region has one of each status, and the grants here are all granted.
    statuses = page.partition('name="status"')[2].partition("</select>")[0]
    assert re.findall(r'value="([^"]+)"[^>]*>[^(<]+\((\d+)\)', statuses) == [
        ("granted", "57"),
        ("proposed", "1"),
    ]
    # An address that asks for another one is still answered, and says what it asks for.
    asked = towns.get("/money?kind=own-contribution").text
    assert re.search(r'value="own-contribution" selected>[^<]+\(0\)<', asked)


def test_rows_of_money_are_paged_by_fifty_and_a_page_after_the_last_is_none(
    towns: Visitor,
) -> None:
    assert towns.get("/money/rows?page=2").text.count("relation-table__source") == 8
    missing = towns.get("/money/rows?page=3")
    assert missing.status_code == 404
    assert "Lista har ingen side 3; den siste er side 2." in missing.text


@pytest.mark.parametrize(
    "address", ["/search?page=900", "/sources?page=9", "/page/source/sak?page=7"]
)
def test_a_page_after_the_last_is_not_found(towns: Visitor, address: str) -> None:
    answer = towns.get(address)
    assert answer.status_code == 404
    assert "Lista har ingen side" in answer.text


def test_what_may_be_chosen_is_told_by_name_beside_the_code(towns: Visitor) -> None:
    assert "velg en av Aktører (actor), " in towns.get("/search?kind=foo&lang=nb").text
    assert "choose one of Actors (actor), " in towns.get("/search?kind=foo&lang=en").text
    # The names of the page's own language are not mixed up by the other one's.
    assert "velg en av Aktører (actor), " in towns.get("/page/source/sak?kind=foo&lang=nb").text


def test_an_unknown_gap_is_told_by_its_own_name(towns: Visitor) -> None:
    answer = towns.get("/quality/nope?lang=nb")
    assert answer.status_code == 404
    assert "talt under navnet «nope»" in answer.text
    assert "/id/gap" not in answer.text


@pytest.mark.parametrize("address", ["/ontology", "/quality"])
def test_the_parts_of_a_long_page_are_listed_first(towns: Visitor, address: str) -> None:
    page = towns.get(address).text
    listed = page.partition('<nav class="on-this-page"')[2].partition("</nav>")[0]
    anchors = re.findall(r'href="#([^"]+)"', listed)
    assert len(anchors) > 3
    for anchor in anchors:
        assert f'id="{anchor}"' in page


def test_the_page_of_a_place_leads_to_its_line_on_the_map(towns: Visitor) -> None:
    page = towns.get("/page/place/hamar-omrade").text
    assert 'href="/map?show=municipality#place-hamar-omrade"' in page
    assert 'id="place-hamar-omrade"' in towns.get("/map?show=municipality").text
    # A town is no level of the map.
    assert "/map?show" not in towns.get("/page/place/hamar-by").text
