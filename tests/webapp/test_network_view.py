"""What is looked at in a network: marks, the part around an actor, ways, periods, and files.

The region has two ties: Hamar and Løten took part in Grønn vekst (2018 to 2020), and a source
without a date says that Hamar and Regionrådet collaborate.
"""

from __future__ import annotations

import csv
import io
import math
import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem

ID = "https://w3id.org/samspill/id/actor/"
SVG = "{http://www.w3.org/2000/svg}"


def nodes(client: FlaskClient, query: str) -> dict[str, dict[str, object]]:
    body = client.get(f"/network.json?{query}").get_json()
    return {node["key"]: node for node in body["nodes"]}


def test_size_and_colour_follow_the_measures_asked_for(client: FlaskClient) -> None:
    found = nodes(client, "size=betweenness&colour=core-number")
    # The only pair of others is Løten and Regionrådet, and their only way goes through Hamar.
    assert {key: node["size_value"] for key, node in found.items()} == {
        "hamar": 1.0,
        "loten": 0.0,
        "radet": 0.0,
    }
    assert {key: node["share"] for key, node in found.items()} == {
        "hamar": 1.0,
        "loten": 0.0,
        "radet": 0.0,
    }
    # All are in the same core, so there is one colour.
    assert {node["colour_value"] for node in found.values()} == {1}
    assert len({node["colour"] for node in found.values()}) == 1


def test_categories_have_colours_and_a_legend(client: FlaskClient) -> None:
    body = client.get("/network.json?colour=sector&isolated=1").get_json()
    colours = {node["key"]: node["colour"] for node in body["nodes"]}
    # Municipalities and the regional council are public, the agency is not known to be either.
    assert colours["hamar"] == colours["loten"] == colours["radet"] != colours["farlig"]
    assert [line["text"].partition(" (")[2] for line in body["legend"]] == ["3)", "1)"]


def test_a_measure_is_explained_in_a_sentence_with_its_source(visitor: Visitor) -> None:
    text = visitor.read("/network?size=constraint&colour=community")
    assert "Størrelsen viser: Innesluttethet" in text
    assert "Kilde: Burt 1992." in text
    assert "Fargen viser: Fellesskap" in text
    assert "Modularitet:" in text


@pytest.mark.parametrize("name", ["actor:radet", "Regionrådet", "regionrådet", ID + "radet"])
def test_the_network_around_an_actor_is_asked_for_by_id_or_name(
    client: FlaskClient, name: str
) -> None:
    found = client.get("/network.json", query_string={"ego": name}).get_json()
    assert {node["key"] for node in found["nodes"]} == {"hamar", "radet"}
    two = client.get("/network.json", query_string={"ego": name, "steps": "2"}).get_json()
    assert {node["key"] for node in two["nodes"]} == {"hamar", "loten", "radet"}


def test_an_actor_that_a_choice_leaves_out_has_nobody_around_it(visitor: Visitor) -> None:
    text = visitor.read("/network?ego=actor:radet&type=Municipality")
    assert "Dette er nettverket rundt Regionrådet : 0 aktører, 0 bånd" in text
    # One without ties stands alone.
    assert "1 aktør, 0 bånd" in visitor.read("/network?ego=actor:farlig")


def test_a_path_says_what_each_step_rests_on(visitor: Visitor) -> None:
    text = visitor.read("/network?from-actor=Løten kommune&to-actor=Regionrådet")
    assert "Veien er på 2 steg. Det er 1 slik vei." in text
    assert "Løten kommune → så Hamar kommune → så Regionrådet" in text
    answer = text.partition("Veien er på")[2]
    assert "Løten kommune (samarbeidspart) Kilde: Regional plan, linje 21" in answer
    assert "Felles skole Kilde: Regional plan, linje 60" in answer


@pytest.mark.parametrize(
    "more", ["not=Hamar kommune", "from=2021&to=2022", "tie=participation", "type=Municipality"]
)
def test_no_path_is_an_answer_too(visitor: Visitor, more: str) -> None:
    text = visitor.read(f"/network?from-actor=Løten kommune&to-actor=Regionrådet&{more}")
    assert "Kildene kjenner ingen vei mellom dem i dette utvalget." in text


def test_the_table_of_actors_is_sorted_by_links(visitor: Visitor) -> None:
    def order(sort: str) -> list[str]:
        table = visitor.read(f"/network?{sort}").partition("Aktørene som tabell")[2]
        table = table.partition("Båndene som tabell")[0]
        return sorted(
            ("Hamar kommune", "Løten kommune", "Regionrådet"), key=lambda name: table.index(name)
        )

    assert order("sort=name") == ["Hamar kommune", "Løten kommune", "Regionrådet"]
    assert order("sort=-name") == ["Regionrådet", "Løten kommune", "Hamar kommune"]
    assert order("sort=betweenness") == ["Løten kommune", "Regionrådet", "Hamar kommune"]
    assert order("sort=type") == ["Hamar kommune", "Løten kommune", "Regionrådet"]
    assert 'aria-sort="descending"' in visitor.get("/network?sort=-degree").text
    assert_problem(visitor.ask("/network?sort=beauty"), 400, "betweenness")


def test_two_periods_are_compared_tie_by_tie(visitor: Visitor, client: FlaskClient) -> None:
    query = "compare=2018-2019,2021-2022"
    body = client.get(f"/network.json?{query}").get_json()
    keys = [node["key"] for node in body["nodes"]]
    states = {(keys[edge["source"]], keys[edge["target"]]): edge["state"] for edge in body["edges"]}
    assert states == {("hamar", "loten"): "lost", ("hamar", "radet"): "kept"}
    text = visitor.read(f"/network?{query}")
    assert "Fra 2018–2019 til 2021–2022: Nytt: 0, Beholdt: 1, Borte: 1 " in text
    around = visitor.read(f"/network?{query}&ego=actor:radet")
    assert "Nytt: 0, Beholdt: 1, Borte: 0 " in around


def test_the_day_of_the_site_does_not_touch_two_periods(visitor: Visitor) -> None:
    text = visitor.read("/network?compare=2018-2019,2021-2022&at=2019-06-01")
    assert "Nytt: 0, Beholdt: 1, Borte: 1 " in text
    assert "ikke datoen 1. juni 2019" in text


def test_two_periods_are_compared_in_two_modes_too(client: FlaskClient, visitor: Visitor) -> None:
    query = "mode=two&compare=2018-2019,2021-2022"
    body = client.get(f"/network.json?{query}").get_json()
    keys = [node["key"] for node in body["nodes"]]
    # Grønn vekst ended in 2020; the collaboration has no date.
    assert {
        frozenset((keys[tie["source"]], keys[tie["target"]])): tie["state"] for tie in body["edges"]
    } == {
        frozenset(("hamar", "initiative:gronn")): "lost",
        frozenset(("loten", "initiative:gronn")): "lost",
        frozenset(("hamar", "radet")): "kept",
    }
    assert "3 aktører, 1 initiativ og avtaler, 3 bånd" in visitor.read(f"/network?{query}")


def test_one_day_has_no_years_to_slide_and_years_say_that_they_replace_it(
    visitor: Visitor,
) -> None:
    assert 'id="network-time"' in visitor.get("/network").text
    assert 'id="network-time"' not in visitor.get("/network?at=2019-06-01").text
    text = visitor.read("/network?at=2019-06-01&from=2018")
    assert "Årene i utvalget gjelder her, ikke datoen 1. juni 2019." in text


def test_places_and_least_weight_filter_and_say_what_they_leave_out(visitor: Visitor) -> None:
    # The council acts for the region, and no source says that Hamar belongs there.
    text = visitor.read("/network?place=place:regionen&isolated=1")
    assert "2 aktører, 1 bånd" in text
    # Løten and the agency have no tie to it.
    assert "Andre steder: 2" in text
    weak = visitor.read("/network?least=2")
    assert "Svakere bånd: 2" in weak
    assert "0 aktører, 0 bånd" in weak


def test_a_place_is_offered_with_what_it_would_show(visitor: Visitor) -> None:
    page = visitor.get("/network").text
    assert '<option value="place:regionen">Regionen (2 aktører)</option>' in page
    # Nobody of this choice belongs to a place.
    assert "place:regionen" not in visitor.get("/network?tie=participation").text
    # What is chosen stays to be seen, and another can be added to it.
    chosen = visitor.get("/network?place=place:regionen&tie=participation").text
    assert 'value="place:regionen" selected>Regionen (0 aktører)' in chosen
    assert "Legg til: sted" in chosen


def test_the_network_is_told_in_words(visitor: Visitor) -> None:
    assert "Nettverket har 3 aktører og 2 bånd mellom dem." in visitor.read("/network")
    assert "The network has 3 actors and 2 ties" in visitor.read("/network?lang=en")


def test_the_files_hold_what_is_shown_with_its_measures(client: FlaskClient) -> None:
    query = "ego=actor:radet&colour=closeness&compare=2018-2019,2021-2022"
    gexf = client.get(f"/network.gexf?{query}")
    assert "attachment" in gexf.headers["Content-Disposition"]
    read = nx.read_gexf(io.BytesIO(gexf.data))
    assert set(read) == {ID + "hamar", ID + "radet"}
    # Each is one step from the only other.
    assert {read.nodes[node]["closeness"] for node in read} == {1.0}
    assert read.edges[ID + "hamar", ID + "radet"]["state"] == "kept"
    graphml = nx.read_graphml(io.BytesIO(client.get(f"/network.graphml?{query}").data))
    assert set(graphml) == set(read)
    assert graphml.nodes[ID + "hamar"]["closeness"] == 1.0
    rows = list(csv.DictReader(io.StringIO(client.get(f"/network-nodes.csv?{query}").text)))
    assert [(row["label"], row["closeness"]) for row in rows] == [
        ("Hamar kommune", "1.0"),
        ("Regionrådet", "1.0"),
    ]
    (tie,) = csv.DictReader(io.StringIO(client.get(f"/network-edges.csv?{query}").text))
    assert (tie["through"], tie["state"]) == ("Felles skole", "kept")
    assert "Felles skole" in client.get(f"/network.html?{query}").text


def test_the_picture_is_drawn_without_a_browser(client: FlaskClient) -> None:
    answer = client.get("/network.svg?colour=sector")
    assert answer.mimetype == "image/svg+xml"
    drawn = ET.fromstring(answer.data)
    lines = drawn.findall(f"{SVG}line")
    assert len(lines) == 2
    told = {title.text for title in drawn.iterfind(f"{SVG}circle/{SVG}title")}
    assert told == {"Hamar kommune", "Løten kommune", "Regionrådet"}
    words = " ".join(text.text or "" for text in drawn.iterfind(f"{SVG}text"))
    assert "CC BY 4.0" in words
    assert "Fargen viser: Sektor" in words
    lost = ET.fromstring(client.get("/network.svg?compare=2018-2019,2021-2022").data)
    assert [line.get("stroke-dasharray") for line in lost.findall(f"{SVG}line")] == ["5 4", None]


def test_what_rests_on_persons_stands_in_no_file(client: FlaskClient, visitor: Visitor) -> None:
    assert_problem(client.get("/network.gexf?tie=responsibility"), 400, "personer")
    assert client.get("/network.gexf?tie=responsibility&tie=participation").status_code == 200
    assert "handler om personer" in visitor.read("/network?tie=responsibility&tie=participation")


def test_the_page_hands_its_choice_on_to_files_and_to_the_way(visitor: Visitor) -> None:
    page = visitor.get("/network?from=2018&colour=sector&selected=hamar&camera=1,1,1").text
    assert 'href="/network.gexf?from=2018&amp;colour=sector&amp;lang=nb"' in page
    assert '<input type="hidden" name="colour" value="sector">' in page


def test_two_modes_draw_what_actors_meet_in(client: FlaskClient, visitor: Visitor) -> None:
    body = client.get("/network.json?mode=two").get_json()
    found = {node["key"]: (node["kind"], node["colour"]) for node in body["nodes"]}
    # A stated collaboration joins two actors; the project is met in by Hamar and Løten.
    assert {key: kind for key, (kind, _) in found.items()} == {
        "hamar": "actor",
        "loten": "actor",
        "radet": "actor",
        "initiative:gronn": "initiative",
    }
    keys = list(found)
    assert {frozenset((keys[tie["source"]], keys[tie["target"]])) for tie in body["edges"]} == {
        frozenset(("hamar", "initiative:gronn")),
        frozenset(("loten", "initiative:gronn")),
        frozenset(("hamar", "radet")),
    }
    (row,) = client.get("/network/evidence?mode=two&edge=loten--initiative:gronn").get_json()[
        "evidence"
    ]
    assert row["locator"] == "L21"
    assert "3 aktører, 1 initiativ og avtaler, 3 bånd" in visitor.read("/network?mode=two")
    drawn = ET.fromstring(client.get("/network.svg?mode=two").data)
    squares = [one.findtext(f"{SVG}title") for one in drawn.findall(f"{SVG}rect")]
    assert squares == [None, "Grønn vekst"]
    text = visitor.read("/network?mode=two")
    assert "Bildet har 3 aktører og 1 initiativ eller avtale som de er med i." in text
    # The tools stand there whatever is drawn.
    assert "Verktøy: Finn veien mellom to aktører · Hvem mangler rundt bordet?" in text
    # What says nothing of two modes is not offered.
    assert_problem(client.get("/network.json?mode=two&size=constraint"), 400, "betweenness")


def test_the_layout_is_chosen_and_drawn_the_same_in_every_file(
    client: FlaskClient, visitor: Visitor
) -> None:
    def places(query: str) -> dict[str, tuple[float, float]]:
        nodes = client.get(f"/network.json?{query}").get_json()["nodes"]
        return {node["key"]: (node["x"], node["y"]) for node in nodes}

    # Two municipalities and a council in a ring of two types: three actors and twice two seats of
    # room are seven, and the municipalities, first in the alphabet, begin at the top.
    ring = places("layout=type")
    assert ring["hamar"] == (0.0, 1.0)
    assert ring["loten"] == pytest.approx(
        (math.sin(math.tau / 7), math.cos(math.tau / 7)), abs=1e-5
    )
    seat = math.tau * 4 / 7
    assert ring["radet"] == pytest.approx((math.sin(seat), math.cos(seat)), abs=1e-5)
    # The files have the same places, and so has the network in two modes.
    gexf = nx.read_gexf(io.BytesIO(client.get("/network.gexf?layout=type").data))
    drawn = {iri: one["viz"]["position"] for iri, one in gexf.nodes(data=True)}
    assert {(one["x"], one["y"]) for one in drawn.values()} == {
        # Gephi's units are a thousandth of ours.
        *((round(x * 1000, 3), round(y * 1000, 3)) for x, y in ring.values())
    }
    rows = list(csv.DictReader(io.StringIO(client.get("/network-nodes.csv?layout=type").text)))
    assert {(float(row["x"]), float(row["y"])) for row in rows} == set(ring.values())
    two = places("layout=type&mode=two")
    assert {key: two[key] for key in ring} == ring
    for other in ("community", "sector", "place", "map"):
        assert len(places(f"layout={other}")) == 3, other
    assert places("layout=ties") == places("") != ring
    # The page offers it, keeps it in the address of the data, and says what the places say.
    page = visitor.get("/network?layout=type").text
    assert '<option value="type" selected>typer i en ring</option>' in page
    assert 'data-src="/network.json?layout=type&amp;lang=nb"' in page
    assert "Aktørene står i en ring, de av samme type ved siden av hverandre." in page
    assert_problem(client.get("/network.json?layout=star"), 400, "community")


def test_a_scale_of_whole_numbers_has_whole_bounds_that_do_not_meet(client: FlaskClient) -> None:
    legend = client.get("/network.json?colour=degree").get_json()["legend"]
    # One has two ties, the others have one.
    assert [line["text"] for line in legend] == ["1", "2"]


def test_what_has_no_value_is_told_in_either_language(client: FlaskClient) -> None:
    def last(language: str) -> str:
        body = client.get(f"/network.json?colour=place&lang={language}").get_json()
        return str(body["legend"][-1]["text"])

    # No source says where Hamar and Løten belong.
    assert last("nb") == "Ingen verdi (2)"
    assert last("en") == "No value (2)"


def test_the_evidence_of_a_membership_says_who_is_in_whom(programme: Visitor) -> None:
    edge = "tie=membership&edge=kommunen--radet"
    (row,) = programme.ask(f"/network/evidence?{edge}").get_json()["evidence"]
    assert (row["label"], row["role"]) == ("Bykommunen er medlem av Regionrådet", "")
    english = programme.ask(f"/network/evidence?{edge}&lang=en").get_json()["evidence"]
    assert english[0]["label"] == "Bykommunen is a member of Regionrådet"
    page = programme.read("/network?tie=membership&from-actor=actor:radet&to-actor=actor:kommunen")
    # The way goes the other way round, the membership does not.
    assert "Regionrådet – Bykommunen Bykommunen er medlem av Regionrådet" in page
