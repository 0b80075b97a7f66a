"""Which form an answer has: Accept with weights and wildcards, and ``format`` before it."""

import csv
import io

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pyoxigraph import RdfFormat

from tests.protocol.asking import HAMAR, MEMBERS, OWNERS, RADET
from tests.webapp.conftest import assert_problem

CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
OLD_SAFARI = (
    "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5"
)
RDF_CLIENT = "application/rdf+xml,application/xhtml+xml;q=0.5,*/*;q=0.1"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        (XLSX, XLSX),
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
        ("application/n-quads", RdfFormat.N_QUADS, "application/n-quads; charset=utf-8"),
        ("application/trig", RdfFormat.TRIG, "application/trig; charset=utf-8"),
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


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("json", "application/sparql-results+json"),
        ("srj", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("xlsx", XLSX),
        ("csv-excel", "text/csv"),
        ("CSV", "text/csv"),
        ("text/csv", "text/csv"),
        ("application/json", "application/sparql-results+json"),
    ],
)
def test_a_link_can_name_every_form_of_a_table(
    client: FlaskClient, name: str, media_type: str
) -> None:
    response = client.get("/sparql", query_string={"query": OWNERS, "format": name})
    assert (response.status_code, response.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("turtle", "text/turtle"),
        ("ttl", "text/turtle"),
        ("ntriples", "application/n-triples"),
        ("nquads", "application/n-quads"),
        ("trig", "application/trig"),
        ("rdfxml", "application/rdf+xml"),
        ("jsonld", "application/ld+json"),
        # Clients that know one name for tables and triples.
        ("xml", "application/rdf+xml"),
        ("json", "application/ld+json"),
        ("rdf+xml", "application/rdf+xml"),
        ("text/turtle", "text/turtle"),
    ],
)
def test_a_link_can_name_every_form_of_triples(
    client: FlaskClient, name: str, media_type: str
) -> None:
    response = client.get("/sparql", query_string={"query": MEMBERS, "format": name})
    assert (response.status_code, response.mimetype) == (200, media_type)


def test_a_workbook_holds_the_rows(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": OWNERS, "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [("actor",), (HAMAR,), (RADET,)]


def test_csv_for_excel_has_a_mark_semicolons_and_decimal_commas(client: FlaskClient) -> None:
    query = "SELECT (1.5 AS ?a) ('x;y' AS ?b) {}"
    response = client.get("/sparql", query_string={"query": query, "format": "csv-excel"})
    assert response.data == '\ufeffa;b\r\n1,5;"x;y"\r\n'.encode()
    plain = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert plain.data == b"a,b\r\n1.5,x;y\r\n"


def test_a_form_that_the_answer_cannot_have_is_refused_with_those_it_can(
    client: FlaskClient,
) -> None:
    assert_problem(client.get("/sparql?query=ASK{}&format=turtle"), 406, "text/csv")
    assert_problem(client.get("/sparql?query=ASK{}&format=pdf"), 400, "csv-excel")
    image = client.get("/sparql?query=ASK{}", headers={"Accept": "image/png"})
    assert_problem(image, 406, "text/csv")
    assert "application/sparql-results+json" in image.get_json()["offered"]
