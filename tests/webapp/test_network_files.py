"""Files of the network: named by what was chosen, filled by it, and with a key to its ties.

The region has two ties: Hamar and Løten took part in Grønn vekst (2018 to 2020), and a source
without a date says that Hamar and Regionrådet collaborate. Rom for unge, of Hamar and Regionrådet,
is only planned.
"""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET

import networkx as nx
import openpyxl
import pytest
from flask.testing import FlaskClient
from openpyxl.worksheet.worksheet import Worksheet

from tests.webapp.conftest import Visitor

ID = "https://w3id.org/samspill/id/actor/"
SVG = "{http://www.w3.org/2000/svg}"
WAY = "from-actor=actor:loten&to-actor=actor:radet"


def drawn(client: FlaskClient, query: str) -> ET.Element:
    return ET.fromstring(client.get(f"/network.svg?{query}").data)


def words(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iterfind(f"{SVG}text")]


@pytest.mark.parametrize(
    ("query", "stem"),
    [
        ("", "network-"),
        ("ego=actor:radet&steps=2", "network-radet-2-steps-"),
        ("from=2018&to=2020&type=Municipality", "network-2018-2020-municipality-"),
        ("compare=2018-2019,2021-2022", "network-2018-2019-2021-2022-"),
        ("place=place:regionen&tie=collaboration", "network-regionen-collaboration-"),
        ("mode=two&modality=planned", "network-two-mode-planned-"),
        (f"{WAY}&only=path", "network-path-loten-radet-"),
    ],
)
def test_a_file_is_named_by_what_was_chosen(
    client: FlaskClient, visitor: Visitor, query: str, stem: str
) -> None:
    said = client.get(f"/network.gexf?{query}").headers["Content-Disposition"]
    name = re.fullmatch(r'attachment; filename="(.+)\.gexf"', said)
    assert name is not None
    assert re.fullmatch(rf"{stem}\d.*", name[1]), name[1]
    # The picture that the browser makes is called the same.
    assert f'data-file="{name[1]}.png"' in visitor.get(f"/network?{query}").text


def test_the_picture_is_filled_by_those_who_are_drawn(client: FlaskClient) -> None:
    circles = drawn(client, "ego=actor:radet").findall(f"{SVG}circle[{SVG}title]")
    # Two actors lie at the ends of it: 1,200 less a margin of 60 on either side, or 1,100 high.
    xs, ys = ([float(one.get(axis, "")) for one in circles] for axis in ("cx", "cy"))
    assert len(xs) == 2
    assert max(xs) - min(xs) == pytest.approx(1080, abs=1) or max(ys) - min(ys) == pytest.approx(
        1100, abs=1
    )


def test_the_picture_says_whose_network_it_is_and_what_was_chosen(client: FlaskClient) -> None:
    said = words(drawn(client, "ego=actor:radet&from=2018&to=2019&place=place:regionen"))
    assert "Nettverket rundt Regionrådet, 2018–2019" in said
    assert "Utvalg: sted: Regionen." in said
    page = client.get("/network.html?ego=actor:radet&colour=sector").text
    assert "<h1>Nettverket rundt Regionrådet</h1>" in page
    assert "Fargen viser: Sektor." in page


def test_pictures_have_a_key_to_new_and_lost_and_to_planned_ties(client: FlaskClient) -> None:
    compared = drawn(client, "compare=2018-2019,2021-2022")
    assert {"Nytt", "Beholdt", "Borte"} <= set(words(compared))
    assert [line.get("stroke-dasharray") for line in compared.iterfind(f"{SVG}g/{SVG}line")] == [
        None,
        None,
        "5 4",
    ]
    planned = drawn(client, "tie=participation&modality=actual&modality=planned")
    # Grønn vekst is a fact, Rom for unge is not.
    assert [line.get("stroke-dasharray") for line in planned.findall(f"{SVG}line")] == [
        None,
        "2 3",
    ]
    assert "Planlagt, foreslått eller lignende" in words(planned)
    # Where all ties look alike there is nothing to explain.
    assert not drawn(client, "").findall(f"{SVG}g")


def test_the_page_is_given_the_key_too(client: FlaskClient) -> None:
    def key(query: str) -> list[str]:
        return [line["look"] for line in client.get(f"/network.json?{query}").get_json()["ties"]]

    assert key("") == []
    assert key("compare=2018-2019,2021-2022") == ["new", "kept", "lost"]
    assert key("modality=actual&modality=planned&tie=participation") == ["certain", "uncertain"]


def test_the_mailed_page_has_the_chosen_marks(client: FlaskClient) -> None:
    query = "size=betweenness&colour=betweenness&compare=2018-2019,2021-2022"
    text = client.get(f"/network.html?{query}").text
    found = json.loads(text.partition('id="drawing">')[2].partition("</script>")[0])
    by_id = {node["id"]: node for node in found["nodes"]}
    # Hamar lies between the two others, who lie between nobody.
    sizes = {iri.removeprefix(ID): node["size"] for iri, node in by_id.items()}
    assert sizes == {"hamar": 32, "loten": 8, "radet": 8}
    assert len({node["color"] for node in by_id.values()}) == 2
    # The lost tie is dashed, as in the picture.
    assert [edge.get("dashes") for edge in found["edges"]] == [[10, 8], None]
    assert "Borte" in text


def test_the_way_is_marked_and_can_be_had_alone(client: FlaskClient, visitor: Visitor) -> None:
    body = client.get(f"/network.json?{WAY}").get_json()
    assert body["selected_path"] == {
        "actors": [["loten", "hamar", "radet"]],
        "edges": [["hamar--loten", "hamar--radet"]],
    }
    assert client.get("/network.json").get_json()["selected_path"] is None
    # To Hamar there is one step, so Regionrådet is not on the way.
    query = "from-actor=actor:loten&to-actor=actor:hamar&only=path"
    read = nx.read_gexf(io.BytesIO(client.get(f"/network.gexf?{query}").data))
    assert set(read) == {ID + "loten", ID + "hamar"}
    assert words(drawn(client, query))[0] == "Veien fra Løten kommune til Hamar kommune"
    text = visitor.read(f"/network?{query}")
    assert "2 aktører, 1 bånd" in text
    assert "Ikke på veien: " in text
    assert "Vis hele utvalget i bildet og filene" in text
    assert "only=path" in visitor.get(f"/network?{WAY}").text


def test_tables_are_workbooks_too(client: FlaskClient) -> None:
    def rows(name: str) -> list[tuple[object, ...]]:
        answer = client.get(f"/{name}")
        assert "spreadsheetml" in (answer.mimetype or "")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
        assert isinstance(sheet, Worksheet)
        return list(sheet.values)

    header, *nodes = rows("network-nodes.xlsx")
    degree = header.index("degree")
    # Numbers are numbers, and Ø is Ø.
    assert {(row[header.index("label")], row[degree]) for row in nodes} == {
        ("Hamar kommune", 2),
        ("Løten kommune", 1),
        ("Regionrådet", 1),
    }
    header, *ties = rows("network-edges.xlsx")
    assert [row[header.index("weight")] for row in ties] == [1.0, 1.0]


def test_without_a_script_the_picture_is_an_image(visitor: Visitor) -> None:
    page = visitor.get("/network?ego=actor:radet").text
    still = re.search(r"<noscript><img[^>]+></noscript>", page)
    assert still is not None
    assert 'src="/network.svg?ego=actor%3Aradet&amp;lang=nb"' in still[0]
    assert 'alt="Nettverket rundt Regionrådet. ' in still[0]
