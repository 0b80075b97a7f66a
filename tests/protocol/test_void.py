"""The dataset described in VoID, in the graph and at the address where machines look."""

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from tests.protocol.asking import GRAPH, PREFIX
from tests.webapp.conftest import BROWSER, assert_problem

VOID = "http://rdfs.org/ns/void#"
DATASET = NamedNode("https://w3id.org/samspill/dataset")
ADDRESS = "/.well-known/void"
#: What VoID counts: all but its own statements.
OTHERS = "{ GRAPH ?g { %s } FILTER(?g != <" + GRAPH + "void>) }"


def void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def described(client: FlaskClient, accept: str = "text/turtle") -> set[Triple]:
    response = client.get(ADDRESS, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    form = RdfFormat.from_media_type(response.content_type)
    assert form is not None
    return {quad.triple for quad in pyoxigraph.parse(response.data, form)}


def counted(client: FlaskClient, query: str) -> list[list[str]]:
    response = client.get("/sparql", query_string={"query": PREFIX + query, "format": "csv"})
    assert response.status_code == 200, response.text
    return sorted(line.split(",") for line in response.text.splitlines()[1:])


def from_graph(client: FlaskClient, pattern: str) -> list[list[str]]:
    query = (
        f"PREFIX void: <{VOID}> SELECT ?a ?b FROM <{GRAPH}void> WHERE "
        f"{{ <{DATASET.value}> {pattern} }}"
    )
    return counted(client, query)


def test_each_class_is_there_with_its_entities(client: FlaskClient) -> None:
    pattern = "?s a ?c"
    expected = counted(
        client, f"SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {OTHERS % pattern} GROUP BY ?c"
    )
    found = from_graph(client, "void:classPartition [ void:class ?a ; void:entities ?b ]")
    assert found == expected
    assert ["https://w3id.org/samspill/ontology#Municipality", "2"] in found


def test_each_property_is_there_with_its_triples(client: FlaskClient) -> None:
    expected = counted(client, f"SELECT ?p (COUNT(*) AS ?n) {OTHERS % '?s ?p ?o'} GROUP BY ?p")
    found = from_graph(client, "void:propertyPartition [ void:property ?a ; void:triples ?b ]")
    assert found == expected


def test_each_class_has_its_properties(client: FlaskClient) -> None:
    pattern = (
        "void:classPartition [ void:class samspill:Municipality ; void:propertyPartition "
        "[ void:property ?a ; void:triples ?b ] ]"
    )
    expected = counted(
        client,
        "SELECT ?p (COUNT(*) AS ?n) { ?s a samspill:Municipality ; ?p ?o } GROUP BY ?p",
    )
    assert from_graph(client, pattern) == expected


def test_sums_are_those_that_a_query_counts(client: FlaskClient) -> None:
    found = {t.predicate: t.object for t in described(client) if t.subject == DATASET}
    counts = "(COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b)"
    ((triples, subjects, objects),) = counted(client, f"SELECT {counts} {OTHERS % '?s ?p ?o'}")
    assert found[void("triples")] == Literal(int(triples))
    assert found[void("distinctSubjects")] == Literal(int(subjects))
    assert found[void("distinctObjects")] == Literal(int(objects))


def test_each_named_graph_is_a_part_with_its_size(client: FlaskClient) -> None:
    found = described(client)
    parts = {t.object for t in found if t.predicate == void("subset")}
    names = ("curated", "derived", "ontology", "rows")
    assert parts == {NamedNode(GRAPH + name) for name in names}
    for part in parts:
        assert isinstance(part, NamedNode)
        ((count,),) = counted(
            client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{part.value}> {{ ?s ?p ?o }} }}"
        )
        assert Triple(part, void("triples"), Literal(int(count))) in found


def test_the_address_tells_where_to_ask_and_what_to_take_home(client: FlaskClient) -> None:
    found = described(client)
    endpoint = NamedNode("http://localhost/sparql")
    assert Triple(DATASET, void("sparqlEndpoint"), endpoint) in found
    dumps = [t.object for t in found if t.predicate == void("dataDump")]
    assert len(dumps) == 3
    for dump in dumps:
        assert isinstance(dump, NamedNode)
        with client.get(dump.value.removeprefix("http://localhost")) as response:
            assert response.status_code == 200
    primary = NamedNode("http://xmlns.com/foaf/0.1/primaryTopic")
    assert Triple(NamedNode("http://localhost" + ADDRESS), primary, DATASET) in found


@pytest.mark.parametrize(
    "media_type",
    [
        *("text/turtle", "application/n-triples", "application/rdf+xml"),
        *("application/ld+json", "application/n-quads", "application/trig"),
    ],
)
def test_its_form_is_negotiated(client: FlaskClient, media_type: str) -> None:
    assert described(client, media_type) == described(client)
    assert client.get(ADDRESS, headers={"Accept": media_type}).mimetype == media_type


def test_it_answers_every_site_is_tagged_and_packed(client: FlaskClient) -> None:
    first = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/sparql").headers["ETag"] != first.headers["ETag"]
    assert client.get(ADDRESS, headers=BROWSER).status_code == 200
    assert_problem(client.get(ADDRESS, headers={"Accept": "image/png"}), 406, "text/turtle")


def test_nothing_in_it_is_without_a_name(client: FlaskClient) -> None:
    found = described(client)
    assert all(isinstance(t.subject, NamedNode) for t in found)
    assert all(isinstance(t.object, NamedNode | Literal) for t in found)
    # Two partitions of one name would mix their counts.
    for name in ("class", "property"):
        subjects = [t.subject for t in found if t.predicate == void(name)]
        assert len(subjects) == len(set(subjects))
