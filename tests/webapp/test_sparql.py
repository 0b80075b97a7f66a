"""The SPARQL 1.1 Protocol for programs, and the form for people."""

import csv
import io
import re

import httpx
import pyoxigraph
import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat

from ontology.errors import QueryTooLarge
from tests.webapp.conftest import Visitor, assert_problem
from webapp.examples import NAMES, examples

PREFIX = "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
OWNERS = (
    PREFIX + "SELECT ?actor WHERE { ?p samspill:role "
    "<https://w3id.org/samspill/concept/participation-role/owner> ; samspill:actor ?actor } "
    "ORDER BY ?actor"
)
HAMAR = "https://w3id.org/samspill/id/actor/hamar"
RADET = "https://w3id.org/samspill/id/actor/radet"
MEMBERS = PREFIX + "CONSTRUCT WHERE { ?a a samspill:Municipality }"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
OLD_SAFARI = (
    "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5"
)
RDF_CLIENT = "application/rdf+xml,application/xhtml+xml;q=0.5,*/*;q=0.1"
#: Every answer is cut at 3,000 rows; these rows make a megabyte well before that.
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_query_by_get_is_answered_as_json(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": OWNERS})
    assert response.content_type == "application/sparql-results+json"
    body = response.get_json(force=True)
    assert [row["actor"]["value"] for row in body["results"]["bindings"]] == [HAMAR, RADET]
    assert response.headers["Samspill-Rows"] == "2"
    assert float(response.headers["Samspill-Seconds"]) >= 0
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_query_by_form_and_by_itself_is_answered_alike(client: FlaskClient) -> None:
    asked = client.get("/sparql", query_string={"query": OWNERS}).data
    by_form = client.post("/sparql", data={"query": OWNERS})
    alone = client.post("/sparql", data=OWNERS, content_type="application/sparql-query")
    assert by_form.data == alone.data == asked


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        # A wildcard speaks of what would be sent, not of its older names.
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("application/json;q=0, */*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        # People name HTML and like nothing better.
        ("text/html;q=0.1, text/csv", "text/csv; charset=utf-8"),
        ("text/html;q=0.1, */*", "application/sparql-results+json"),
        ("text/html, */*", "text/html; charset=utf-8"),
        ("application/xhtml+xml", "text/html; charset=utf-8"),
        (CHROME, "text/html; charset=utf-8"),
        (OLD_SAFARI, "text/html; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_the_form_of_a_table_is_negotiated(
    client: FlaskClient, accept: str, content_type: str
) -> None:
    response = client.get("/sparql", query_string={"query": OWNERS}, headers={"Accept": accept})
    assert response.content_type == content_type
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "form", "content_type"),
    [
        ("*/*", RdfFormat.TURTLE, "text/turtle; charset=utf-8"),
        ("application/n-triples", RdfFormat.N_TRIPLES, "application/n-triples; charset=utf-8"),
        ("application/rdf+xml", RdfFormat.RDF_XML, "application/rdf+xml"),
        ("application/ld+json", RdfFormat.JSON_LD, "application/ld+json"),
        ("application/*", RdfFormat.N_TRIPLES, "application/n-triples; charset=utf-8"),
        ("text/turtle, text/html;q=0.9", RdfFormat.TURTLE, "text/turtle; charset=utf-8"),
        (RDF_CLIENT, RdfFormat.RDF_XML, "application/rdf+xml"),
    ],
)
def test_the_form_of_triples_is_negotiated(
    client: FlaskClient, accept: str, form: RdfFormat, content_type: str
) -> None:
    response = client.get("/sparql", query_string={"query": MEMBERS}, headers={"Accept": accept})
    assert response.content_type == content_type
    assert len(list(pyoxigraph.parse(response.data, format=form))) == 2


def test_format_goes_before_accept(client: FlaskClient) -> None:
    response = client.get(
        "/sparql",
        query_string={"query": OWNERS, "format": "csv"},
        headers={"Accept": "application/json"},
    )
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows == [["actor"], [HAMAR], [RADET]]


def test_each_wrong_request_has_its_own_answer(client: FlaskClient) -> None:
    get, post = client.get, client.post
    assert_problem(get("/sparql"), 400, "mangler")
    assert_problem(get("/sparql?query=ASK{}&query=ASK{}"), 400, "mer enn én gang")
    assert_problem(get("/sparql?query=ASK{}&format=pdf"), 400, "format=pdf")
    assert_problem(get("/sparql?query=ASK{}&format=turtle"), 406, "text/csv")
    assert_problem(get("/sparql?query=ASK{}", headers={"Accept": "image/png"}), 406, "text/csv")
    assert_problem(post("/sparql", data="ASK{}", content_type="text/plain"), 415, "text/plain")
    assert_problem(client.put("/sparql?query=ASK{}"), 405, "Allow")
    assert_problem(get("/sparql?query=DROP+ALL"), 403, "DROP")
    assert_problem(get("/sparql?query=SELECT*{SERVICE<http://x/>{}}"), 403, "SERVICE")
    assert_problem(post("/sparql", data={"update": "DROP ALL"}), 403, "SPARQL Update")


def test_a_mistake_in_a_query_is_told_with_line_and_column(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT *\nWHERE [ }"})
    assert_problem(response, 400, "linje 2")
    body = response.get_json()
    assert (body["line"], body["column"]) == (2, 7)


@pytest.mark.parametrize("kind", ["application/sparql-query", "application/x-www-form-urlencoded"])
def test_a_request_over_a_mebibyte_is_too_large(client: FlaskClient, kind: str) -> None:
    body = "query=" + "#" * 1_048_577
    response = client.post("/sparql", data=body, content_type=kind)
    assert_problem(response, 413, "1\xa0048\xa0576 byte. Send en kortere")


def test_what_is_not_utf_8_is_refused_however_it_is_sent(client: FlaskClient) -> None:
    bad = "SELECT ('%FF' AS ?x) {}"
    assert_problem(client.get("/sparql?query=" + bad), 400, "UTF-8")
    form = "application/x-www-form-urlencoded"
    assert_problem(client.post("/sparql", data="query=" + bad, content_type=form), 400, "UTF-8")
    raw = b"query=SELECT ('\xff' AS ?x) {}"
    assert_problem(client.post("/sparql", data=raw, content_type=form), 400, "UTF-8")
    page = client.get("/sparql?query=" + bad, headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (400, "text/html")
    good = client.get("/sparql?query=SELECT ('%C3%A6%26+%2B' AS ?x) {}&format=csv")
    assert good.text.splitlines() == ["x", "æ& +"]


def test_a_query_that_takes_too_long_is_stopped_and_the_site_answers(client: FlaskClient) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert_problem(client.get("/sparql", query_string={"query": slow}), 504, "2 sekunder")
    assert client.get("/sparql?query=ASK{}").get_json(force=True)["boolean"] is True


def test_an_answer_with_too_many_rows_is_refused_whole(client: FlaskClient) -> None:
    many = "SELECT (1 AS ?x) { ?a ?b ?c . ?d ?e ?f }"
    response = client.get("/sparql", query_string={"query": many})
    assert_problem(response, 400, "3000 rader")
    assert response.get_json()["title"] == "Spørringen krever for mye"
    unknown = client.get("/sparql?query=SELECT (<x:f>() AS ?x) {}")
    assert_problem(unknown, 400, "kan ikke besvares")
    assert unknown.get_json()["title"] == "Spørringen kan ikke besvares"


def test_a_streamed_answer_that_passes_a_limit_breaks_off(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": WIDE})
    assert response.status_code == 200
    assert "Content-Length" not in response.headers
    with pytest.raises(QueryTooLarge):
        for _part in response.iter_encoded():
            pass
    response.close()


def test_a_client_of_http_1_0_never_gets_a_cut_answer(client: FlaskClient) -> None:
    response = client.get(
        "/sparql",
        query_string={"query": WIDE},
        environ_overrides={"SERVER_PROTOCOL": "HTTP/1.0"},
    )
    assert_problem(response, 400, "3000 rader")


def test_a_real_client_sees_that_an_answer_was_cut(server: str) -> None:
    query = "SELECT ?a { ?a ?b ?c . ?d ?e ?f }"
    with httpx.stream("GET", f"{server}/sparql", params={"query": query}, timeout=30) as response:
        assert response.status_code == 200
        parts = response.iter_raw()
        with pytest.raises(httpx.RemoteProtocolError):
            list(parts)


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
