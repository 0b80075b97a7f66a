"""The form for people at /sparql."""

import re

import httpx
import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor
from webapp.examples import NAMES, examples

PREFIX = "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
OWNERS = (
    PREFIX + "SELECT ?actor WHERE { ?p samspill:role "
    "<https://w3id.org/samspill/concept/participation-role/owner> ; samspill:actor ?actor } "
    "ORDER BY ?actor"
)
MEMBERS = PREFIX + "CONSTRUCT WHERE { ?a a samspill:Municipality }"


def test_a_browser_gets_a_form_with_examples(visitor: Visitor) -> None:
    page = visitor.get("/sparql")
    assert page.mimetype == "text/html"
    assert '<form action="/sparql" method="post"' in page.text
    text = visitor.read("/sparql")
    assert "PREFIX samspill:" in text
    assert "bruke 2 sekunder og gi 3 000 rader" in text
    for example in examples("nb"):
        assert example.title in text


def test_a_browser_gets_the_answer_as_a_table_with_links(visitor: Visitor) -> None:
    page = visitor.get("/sparql?query=" + OWNERS.replace("#", "%23").replace(" ", "+"))
    assert 'href="/page/actor/hamar"' in page.text
    assert "2 rader" in page.text
    assert 'name="format" value="csv"' in page.text


def test_a_button_of_the_form_gives_the_file(client: FlaskClient) -> None:
    response = client.post(
        "/sparql", data={"query": OWNERS, "format": "csv"}, headers={"Accept": "text/html"}
    )
    assert response.content_type == "text/csv; charset=utf-8"


def test_a_browser_sees_the_mistake_beside_the_query(visitor: Visitor) -> None:
    response = visitor.get("/sparql", query_string={"query": "SELECT *\nWHERE [ }"})
    assert response.status_code == 400
    assert "linje 2, kolonne 7" in response.text
    assert "WHERE [ }</textarea>" in response.text
    assert 'aria-invalid="true"' in response.text


def test_a_browser_gets_truth_triples_and_nothing_in_words(visitor: Visitor) -> None:
    assert "Svar Ja" in visitor.read("/sparql?query=ASK{}")
    assert "samspill:Municipality" in visitor.read("/sparql?query=" + MEMBERS.replace("#", "%23"))
    nothing = "/sparql?query=SELECT*{<http://x/>+<http://y/>+?z}"
    assert "ingen rader" in visitor.read(nothing)


@pytest.mark.parametrize("number", range(len(NAMES)))
@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_example_finds_something_in_the_real_tables(
    server: str, number: int, language: str
) -> None:
    query = examples(language)[number].query
    response = httpx.get(f"{server}/sparql", params={"query": query, "format": "csv"})
    assert len(response.text.splitlines()) > 1


def test_a_long_text_is_shown_in_part_and_the_page_says_so(visitor: Visitor) -> None:
    long = "BIND('" + "0123456789" * 250 + "' AS ?x)"
    for query in (
        f"SELECT ?x {{ {long} }}",
        f"SELECT ?y {{ {long} BIND(IRI(CONCAT('http://x/', ?x)) AS ?y) }}",
        f"CONSTRUCT {{ <x:a> <x:b> ?x }} {{ {long} }}",
    ):
        response = visitor.get("/sparql", query_string={"query": query})
        assert response.status_code == 200
        shown = response.text.split("</textarea>")[1]
        said = re.search(r"\((5\d\d) tegn til i filene\)", shown)
        assert said, query
        # The address, and what Turtle writes around the text, count as well.
        assert 500 <= int(said[1]) < 520


def test_a_long_graph_is_shown_in_part_and_the_page_says_so(visitor: Visitor) -> None:
    text = visitor.read("/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+2900")
    assert "linjene vises ikke her; filene har hele svaret" in text
    short = visitor.read("/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+%3Fp+%3Fo+%7D+LIMIT+5")
    assert "vises ikke her" not in short
