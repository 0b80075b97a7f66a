"""The network as picture data and as a table; what is left out is told."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import webapp.pages.network
from tests.webapp.conftest import Visitor, assert_problem

ID = "https://w3id.org/samspill/id/"


def ties(body: dict[str, Any]) -> set[str]:
    """Name the ties of an answer as the page does."""
    keys = [node["key"] for node in body["nodes"]]
    return {f"{keys[edge['source']]}--{keys[edge['target']]}" for edge in body["edges"]}


def test_actual_ties_are_drawn_with_places_and_evidence(client: FlaskClient) -> None:
    body = client.get("/network.json").get_json()
    # Together in Grønn vekst, and a stated collaboration; Rom for unge is only planned.
    assert ties(body) == {"hamar--loten", "hamar--radet"}
    hamar = next(node for node in body["nodes"] if node["id"] == ID + "actor/hamar")
    assert (hamar["label"], hamar["type"], body["types"]["Municipality"]) == (
        "Hamar kommune",
        "Municipality",
        "Kommune",
    )
    assert (hamar["degree"], hamar["url"]) == (2, "/page/actor/hamar")
    assert -1 <= hamar["x"] <= 1
    (edge,) = [
        edge
        for edge in body["edges"]
        if [body["things"][number] for number in edge["through"]] == ["Grønn vekst"]
    ]
    assert (edge["weight"], edge["count"]) == (1.0, 1)
    # What a tie rests on is most of the bytes, and is asked for a tie at a time.
    assert "evidence" not in edge


def test_the_evidence_of_a_tie_is_asked_for_by_its_name(client: FlaskClient) -> None:
    rows = client.get("/network/evidence?edge=hamar--loten").get_json()["evidence"]
    assert [(row["actor"], row["role"], row["locator"]) for row in rows] == [
        ("Hamar kommune", "prosjekteier", "L20"),
        ("Løten kommune", "samarbeidspart", "L21"),
    ]
    assert rows[0]["lines"] == "linje 20"
    assert rows[0]["document_url"] == "/page/source/plan#L20"
    assert rows[0]["relation_url"] == "/page/participation/gronn-hamar"
    lines = {line["label"]: line["text"] for line in rows[0]["source"]["card"]["lines"]}
    assert lines["Dokument"] == "Regional plan"
    assert lines["Hvor i dokumentet"] == "Linje 20"
    # Of another choice, in which the two have no tie.
    assert_problem(client.get("/network/evidence?edge=hamar--loten&from=2021"), 404, "hamar--loten")
    assert_problem(client.get("/network/evidence?edge=" + "x" * 5000), 404, "xxx")


def test_each_row_of_a_tie_has_the_card_that_pages_of_things_have(visitor: Visitor) -> None:
    page = visitor.get("/network/evidence?edge=hamar--loten&tie=participation").text
    # The same card, letter by letter, as where the row stands on the page of the actor.
    card = re.compile(r'<div class="evidence__card">.*?</div>\n</details>', re.DOTALL)
    cards = card.findall(page)
    assert len(cards) == 2
    of_actor = card.findall(visitor.get("/page/actor/hamar").text)
    assert plain(cards[0]) in [plain(one) for one in of_actor]
    text = visitor.read("/network/evidence?edge=hamar--loten&tie=participation")
    assert "Hamar kommune – Løten kommune" in text
    assert "Båndet bygger på 1 forhold og har styrken 1." in text
    assert "Rad i tabellen participations, rad" in text
    assert "Kopier som fotnote" in text


def plain(card: str) -> str:
    """Take out whom a card is about, which is told otherwise on another page."""
    return re.sub(r'<span class="ds-sr-only">.*?</span>', "", card)


def test_the_table_leads_to_the_page_of_a_tie_in_the_same_choice(visitor: Visitor) -> None:
    page = visitor.get("/network?tie=participation").text
    (address,) = re.findall(r'href="(/network/evidence\?[^"]*)"', page)
    text = visitor.read(address.replace("&amp;", "&"))
    assert "Hamar kommune – Løten kommune" in text
    assert visitor.get("/network/evidence?edge=hamar--loten&from=2021").status_code == 404


def test_who_has_the_answer_already_is_told_so(client: FlaskClient) -> None:
    first = client.get("/network.json", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    tag = first.headers["ETag"]
    again = client.get("/network.json", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    # Another choice and another language are other answers.
    for query in ("tie=collaboration", "lang=en", "size=degree"):
        other = client.get(f"/network.json?{query}", headers={"If-None-Match": tag})
        assert other.status_code == 200, query


def test_what_is_kept_of_a_network_is_bounded(app: Flask, client: FlaskClient) -> None:
    for year in range(1900, 1940):
        client.get(f"/network.json?from={year}")
    with app.extensions["samspill"].use() as snapshot:
        assert webapp.pages.network._BODIES.count(snapshot) == 16


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("modality=actual&modality=planned", {"hamar--loten", "hamar--radet"}),
        ("tie=participation", {"hamar--loten"}),
        ("tie=participation&modality=planned&modality=actual", {"hamar--loten", "hamar--radet"}),
        ("tie=collaboration", {"hamar--radet"}),
        ("type=Municipality", {"hamar--loten"}),
        ("type=RegionalCouncil", set()),
        ("from=2021&tie=participation", set()),
        ("from=2018&to=2018&tie=participation", {"hamar--loten"}),
    ],
)
def test_filters_choose_the_ties(client: FlaskClient, query: str, expected: set[str]) -> None:
    assert ties(client.get(f"/network.json?{query}").get_json()) == expected


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("modality=maybe", "modality"),
        ("type=Dragon", "Municipality"),
        ("tie=love", "participation"),
        ("identity=both", "merged"),
        ("from=nå", "from"),
        ("from=2020&to=2018", "2020"),
        ("to=99999", "to"),
        ("ego=nobody", "ego"),
        ("ego=hamar&steps=4", "steps"),
        ("size=beauty", "betweenness"),
        ("colour=beauty", "community"),
        ("place=place:atlantis", "place"),
        ("topic=topic:alchemy", "topic"),
        ("compare=2015", "2015-2018"),
        ("compare=2018-2015,2019-2020", "compare"),
    ],
)
def test_an_unknown_filter_is_refused_by_name(client: FlaskClient, query: str, says: str) -> None:
    assert_problem(client.get(f"/network.json?{query}"), 400, says)
    assert_problem(client.get(f"/network?{query}"), 400, says)


def test_the_page_says_how_many_and_what_is_left_out_and_why(visitor: Visitor) -> None:
    text = visitor.read("/network")
    assert "3 aktører, 2 bånd" in text
    assert (
        "Planlagt, foreslått eller lignende: 2 (2 planlagte). Du har ikke valgt å ta dem med."
        in text
    )
    assert "Grupper og regioner: 1" in text
    assert '/network?groups=1">Ta med grupper og regioner' in visitor.get("/network").text
    assert "/network?modality=actual&amp;modality=planned" in visitor.get("/network").text


def test_the_table_has_a_row_for_each_tie_with_its_evidence(visitor: Visitor) -> None:
    page = visitor.get("/network").text
    assert page.count('data-select="') == 2 + 3
    assert 'data-edge-row="hamar--loten"' in page
    text = visitor.read("/network")
    assert "Grønn vekst : Hamar kommune (prosjekteier) Kilde: Regional plan, linje 20" in text


def test_an_empty_choice_says_so_and_what_to_do(visitor: Visitor) -> None:
    text = visitor.read("/network?type=RegionalCouncil")
    assert "Ingen bånd å vise med dette utvalget" in text
    # With no filter left that could keep something out.
    assert re.search(
        r'href="/network\?modality=actual&amp;[^"]*&amp;groups=1&amp;isolated=1">Ta med alt',
        visitor.get("/network?type=RegionalCouncil").text,
    )


def test_a_choice_stands_in_the_form_and_in_the_address_of_the_data(visitor: Visitor) -> None:
    page = visitor.get("/network?type=Municipality&from=2018").text
    assert 'value="Municipality" checked' in page
    assert 'value="2018"' in page
    assert 'data-src="/network.json?type=Municipality&amp;from=2018&amp;lang=nb"' in page


def test_actors_without_a_tie_are_listed_when_asked_for(visitor: Visitor) -> None:
    text = visitor.read("/network?isolated=1")
    assert "Aktører uten bånd i utvalget 1" in text
    assert "Farlig" in text
