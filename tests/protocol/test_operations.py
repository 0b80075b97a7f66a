"""The query operation of the SPARQL 1.1 Protocol: forms, datasets, methods, and what is refused."""

import httpx
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ontology.errors import QueryTooLarge
from tests.protocol.asking import COUNT_MEMBERS, FORM, GRAPH, HAMAR, OWNERS, QUERY, RADET, WIDE
from tests.webapp.conftest import assert_problem

# Section 2.1: three ways to ask.


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


# Section 2.1.4: the dataset.


def members(response: TestResponse) -> int:
    assert response.status_code == 200, response.text
    return int(response.get_json(force=True)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("graphs", "count"),
    [
        ([], 2),
        ([("default-graph-uri", GRAPH + "curated")], 2),
        ([("default-graph-uri", GRAPH + "derived")], 0),
        ([("default-graph-uri", GRAPH + "derived"), ("default-graph-uri", GRAPH + "curated")], 2),
        # A graph that nobody knows is an empty graph, not an error.
        ([("default-graph-uri", "https://example.org/unknown")], 0),
        # With named graphs alone the default graph is empty.
        ([("named-graph-uri", GRAPH + "curated")], 0),
    ],
)
def test_graphs_of_the_request_are_the_dataset_however_it_is_sent(
    client: FlaskClient, graphs: list[tuple[str, str]], count: int
) -> None:
    asked = [("query", COUNT_MEMBERS), *graphs]
    assert members(client.get("/sparql", query_string=asked)) == count
    form: dict[str, list[str]] = {}
    for name, value in asked:
        form.setdefault(name, []).append(value)
    assert members(client.post("/sparql", data=form)) == count
    alone = client.post(
        "/sparql",
        query_string=graphs,
        data=COUNT_MEMBERS,
        content_type=QUERY,
    )
    assert members(alone) == count


def test_graphs_of_the_request_override_those_of_the_query(client: FlaskClient) -> None:
    query = COUNT_MEMBERS.replace("WHERE", f"FROM <{GRAPH}derived> WHERE")
    assert members(client.get("/sparql", query_string={"query": query})) == 0
    asked = {"query": query, "default-graph-uri": GRAPH + "curated"}
    assert members(client.get("/sparql", query_string=asked)) == 2


def test_named_graphs_of_the_request_are_those_that_graph_finds(client: FlaskClient) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    asked = {"query": query, "format": "csv", "named-graph-uri": [GRAPH + "rows", GRAPH + "no"]}
    assert client.get("/sparql", query_string=asked).text.splitlines() == ["g", GRAPH + "rows"]


# Methods.


def test_head_is_get_without_the_answer(client: FlaskClient) -> None:
    got = client.get("/sparql", query_string={"query": OWNERS})
    head = client.head("/sparql", query_string={"query": OWNERS})
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Samspill-Rows", "ETag", "Vary"):
        assert head.headers[name] == got.headers[name], name


def test_head_of_a_long_answer_frees_its_worker(client: FlaskClient) -> None:
    for _ in range(2):
        response = client.head("/sparql", query_string={"query": WIDE})
        assert response.status_code == 200
        assert "Content-Length" not in response.headers
    assert client.get("/sparql?query=ASK{}").status_code == 200


def test_options_tells_what_a_page_of_another_site_may_do(client: FlaskClient) -> None:
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, if-none-match",
    }
    response = client.options("/sparql", headers=asked)
    assert response.status_code == 200
    headers = response.headers
    assert set(headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert headers["Access-Control-Allow-Origin"] == "*"
    allowed = set(headers["Access-Control-Allow-Methods"].split(", "))
    assert allowed == {"GET", "HEAD", "OPTIONS", "POST"}
    fields = {name.lower() for name in headers["Access-Control-Allow-Headers"].split(", ")}
    assert fields == {"accept", "content-type", "if-none-match"}


def test_a_page_of_another_site_may_read_answers_and_errors(client: FlaskClient) -> None:
    for query, status in (("ASK{}", 200), ("ASK", 400), ("DROP ALL", 403)):
        response = client.get("/sparql", query_string={"query": query})
        assert response.status_code == status
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        shown = response.headers["Access-Control-Expose-Headers"].split(", ")
        assert {"Samspill-Rows", "Samspill-Seconds", "ETag", "Retry-After"} <= set(shown)


# What is refused, each with a status and a sentence of its own.


def test_a_post_without_a_query_is_a_bad_request(client: FlaskClient) -> None:
    assert_problem(client.post("/sparql"), 400, "ingen")
    assert_problem(client.post("/sparql", data={"format": "csv"}), 400, "mangler")
    assert_problem(client.post("/sparql", data="", content_type=QUERY), 400, "tom")
    assert_problem(client.post("/sparql?query=ASK{}", data={"x": "y"}), 400, "i kroppen")


def test_several_queries_are_a_bad_request(client: FlaskClient) -> None:
    assert_problem(client.get("/sparql?query=ASK{}&query=ASK{}"), 400, "mer enn én gang")
    twice = client.post("/sparql", data={"query": ["ASK {}", "ASK {}"]})
    assert_problem(twice, 400, "mer enn én gang")


def test_another_media_type_or_method_is_refused_by_name(client: FlaskClient) -> None:
    plain = client.post("/sparql", data="ASK{}", content_type="text/plain")
    assert_problem(plain, 415, "text/plain")
    latin = client.post("/sparql", data="ASK{}", content_type=QUERY + "; charset=latin-1")
    assert_problem(latin, 415, "latin-1")
    response = client.put("/sparql?query=ASK{}")
    assert_problem(response, 405, "Allow")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", ["", "a b", "relative", "https://example.org/<x>"])
def test_a_graph_that_is_no_iri_is_a_bad_request(
    client: FlaskClient, name: str, value: str
) -> None:
    response = client.get("/sparql", query_string={"query": "ASK{}", name: value})
    assert_problem(response, 400, f"«{name}» må være en absolutt IRI")


def test_updates_and_calls_are_forbidden_however_they_are_sent(client: FlaskClient) -> None:
    assert_problem(client.get("/sparql?query=DROP+ALL"), 403, "DROP")
    assert_problem(client.get("/sparql?update=DROP+ALL"), 403, "SPARQL Update")
    assert_problem(client.post("/sparql", data={"update": "DROP ALL"}), 403, "SPARQL Update")
    update = client.post("/sparql", data="DROP ALL", content_type="application/sparql-update")
    assert_problem(update, 403, "SPARQL Update")
    assert_problem(client.get("/sparql?query=SELECT*{SERVICE<http://x/>{}}"), 403, "SERVICE")


def test_a_mistake_in_a_query_is_told_with_line_and_column(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT *\nWHERE [ }"})
    assert_problem(response, 400, "linje 2")
    body = response.get_json()
    assert (body["line"], body["column"]) == (2, 7)
    assert body["place"] == "WHERE [ }\n      ^"


@pytest.mark.parametrize("kind", [QUERY, FORM])
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


def test_the_place_of_a_mistake_is_shown_in_a_long_line_too(client: FlaskClient) -> None:
    query = "ASK {\n\t" + "?s ?p ?o . " * 50 + "?s ?p [[ " + "?s ?p ?o . " * 50 + "}"
    response = client.get("/sparql", query_string={"query": query})
    assert response.status_code == 400
    body = response.get_json()
    line, caret = body["place"].split("\n")
    assert (line[0], line[-1]) == ("…", "…")
    assert len(line) <= 82
    assert body["line"] == 2
    rest = query.split("\n")[1][body["column"] - 1 :]
    assert rest.startswith(line[len(caret) - 1 : -1])


# Limits.


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
