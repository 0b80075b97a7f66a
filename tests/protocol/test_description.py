"""The service tells about itself at its own address (SPARQL 1.1 Service Description)."""

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from tests.protocol.asking import GRAPH
from tests.webapp.conftest import BROWSER, assert_problem

SD = "http://www.w3.org/ns/sparql-service-description#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
FORMATS = [
    ("text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/ld+json", RdfFormat.JSON_LD),
    ("application/n-quads", RdfFormat.N_QUADS),
    ("application/trig", RdfFormat.TRIG),
]


def sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def described(client: FlaskClient, accept: str = "*/*") -> set[Triple]:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200, response.text
    form = RdfFormat.from_media_type(response.content_type)
    assert form is not None
    return {quad.triple for quad in pyoxigraph.parse(response.data, form)}


def test_it_names_its_address_its_language_and_its_default_graph(client: FlaskClient) -> None:
    found = described(client)
    (service,) = [t.subject for t in found if (t.predicate, t.object) == (TYPE, sd("Service"))]
    assert Triple(service, sd("endpoint"), NamedNode("http://localhost/sparql")) in found
    assert Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")) in found
    assert Triple(service, sd("feature"), sd("UnionDefaultGraph")) in found
    # Switched off, so not promised.
    assert sd("BasicFederatedQuery") not in {t.object for t in found}
    assert sd("SPARQL11Update") not in {t.object for t in found}
    formats = {str(t.object) for t in found if t.predicate == sd("resultFormat")}
    assert {f.rpartition("/")[2].rstrip(">") for f in formats} >= {
        "SPARQL_Results_JSON",
        "Turtle",
        "TriG",
    }


def test_it_names_each_graph_with_the_number_of_its_statements(client: FlaskClient) -> None:
    found = described(client)
    names = {t.object for t in found if t.predicate == sd("name")}
    counts = {t.subject: t.object for t in found if t.predicate == TRIPLES}
    for name in ("curated", "derived", "ontology", "rows"):
        iri = NamedNode(GRAPH + name)
        assert iri in names
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri.value}> {{ ?s ?p ?o }} }}"
        counted = client.get("/sparql", query_string={"query": query, "format": "csv"}).text
        assert counts[iri] == Literal(int(counted.splitlines()[1]))


@pytest.mark.parametrize(("media_type", "form"), FORMATS)
def test_its_form_is_negotiated(client: FlaskClient, media_type: str, form: RdfFormat) -> None:
    response = client.get("/sparql", headers={"Accept": media_type})
    assert response.mimetype == media_type
    found = {quad.triple for quad in pyoxigraph.parse(response.data, form)}
    assert found == described(client, "text/turtle")
    assert "Accept" in response.headers["Vary"]


def test_a_link_can_name_its_form_and_a_table_it_cannot_be(client: FlaskClient) -> None:
    response = client.get("/sparql?format=ntriples", headers=BROWSER)
    assert response.mimetype == "application/n-triples"
    assert_problem(client.get("/sparql?format=csv"), 406, "text/turtle")


def test_head_tells_of_it_and_a_browser_gets_the_page(client: FlaskClient) -> None:
    head = client.head("/sparql")
    assert (head.status_code, head.mimetype, head.data) == (200, "text/turtle", b"")
    assert int(head.headers["Content-Length"]) == len(client.get("/sparql").data)
    page = client.get("/sparql", headers=BROWSER)
    assert page.mimetype == "text/html"
    assert "<textarea" in page.text


def test_it_is_tagged_and_not_sent_twice(client: FlaskClient) -> None:
    tag = client.get("/sparql").headers["ETag"]
    again = client.get("/sparql", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/sparql", headers={"If-None-Match": tag, "Host": "example.org"})
    assert other.status_code == 200
    assert b"http://example.org/sparql" in other.data


def test_nothing_in_it_is_without_a_name_and_counts_are_numbers(client: FlaskClient) -> None:
    found = described(client)
    assert all(isinstance(t.subject, NamedNode) for t in found)
    assert all(isinstance(t.object, NamedNode | Literal) for t in found)
