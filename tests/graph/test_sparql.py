"""Reading a request and looking at a query without running it."""

import pytest

from graph.sparql import (
    FORM,
    QUERY,
    UPDATE,
    RequestError,
    SparqlRequest,
    mentions_service,
    names_dataset,
    parse_request,
    query_form,
    refuse_updates_and_service,
)
from ontology.errors import QueryNotAllowed

Pairs = list[tuple[str, str]]
ASK: Pairs = [("query", "ASK {}")]
A, B = "https://example.org/a", "https://example.org/b"


# Requests: https://www.w3.org/TR/sparql11-protocol/#query-operation


def test_the_three_ways_to_ask_mean_the_same() -> None:
    graphs = [("default-graph-uri", B), ("named-graph-uri", A), ("default-graph-uri", A)]
    expected = SparqlRequest("ASK {}", default_graphs=(B, A), named_graphs=(A,))
    assert parse_request("GET", None, ASK + graphs, None, None) == expected
    assert parse_request("POST", FORM, [], ASK + graphs, None) == expected
    assert parse_request("POST", QUERY, graphs, None, b"ASK {}") == expected


def test_head_is_read_as_get_and_unknown_parameters_are_passed_over() -> None:
    assert parse_request("HEAD", None, [*ASK, ("timeout", "5")], None, None).query == "ASK {}"


def test_a_media_type_may_have_parameters_and_capitals() -> None:
    kind = 'Application/SPARQL-Query; charset="UTF-8"'
    assert parse_request("POST", kind, [], None, "ASK { ?s ?p 'ø' }".encode()).query.endswith(
        "'ø' }"
    )


@pytest.mark.parametrize(
    ("method", "kind", "args", "form", "body", "status", "says"),
    [
        ("GET", None, [], None, None, 400, "“query” is missing"),
        ("POST", FORM, [], [], None, 400, "“query” is missing"),
        ("GET", None, [("query", " \n")], None, None, 400, "empty"),
        ("POST", QUERY, [], None, b"", 400, "empty"),
        ("POST", QUERY, [], None, None, 400, "empty"),
        ("GET", None, ASK + ASK, None, None, 400, "more than once"),
        ("POST", FORM, [], ASK + ASK, None, 400, "more than once"),
        ("POST", QUERY, ASK, None, b"ASK {}", 400, "more than once"),
        ("POST", FORM, ASK, ASK, None, 400, "in the body"),
        ("POST", FORM, [("default-graph-uri", A)], ASK, None, 400, "in the body"),
        ("POST", QUERY, [], None, b"ASK { ?s ?p '\xf8' }", 400, "valid UTF-8"),
        ("GET", None, [*ASK, ("default-graph-uri", "a b")], None, None, 400, "absolute IRI"),
        ("GET", None, [*ASK, ("named-graph-uri", "")], None, None, 400, "“named-graph-uri”"),
        ("PUT", QUERY, [], None, b"ASK {}", 405, "PUT is not a way to ask"),
        ("DELETE", None, ASK, None, None, 405, "DELETE is not a way to ask"),
        ("GET", None, [("query", "x" * 1020)], None, None, 413, "larger than 1024 bytes"),
        ("POST", FORM, [], [("query", "ø" * 510)], None, 413, "larger than 1024 bytes"),
        ("POST", QUERY, [], None, b"x" * 1025, 413, "larger than 1024 bytes"),
        ("POST", None, [], None, b"ASK {}", 415, "not as nothing named"),
        ("POST", "text/plain", [], None, b"ASK {}", 415, "not as text/plain"),
        ("POST", QUERY + "; charset=utf-16", [], None, b"A\0", 415, "not in utf-16"),
    ],
)
def test_each_wrong_form_has_its_own_status_and_sentence(
    method: str,
    kind: str | None,
    args: Pairs,
    form: Pairs | None,
    body: bytes | None,
    status: int,
    says: str,
) -> None:
    with pytest.raises(RequestError) as caught:
        parse_request(method, kind, args, form, body, max_bytes=1024)
    assert caught.value.status == status
    assert says in str(caught.value)
    assert caught.value.text("nb") != caught.value.text("en")


def test_a_request_of_just_the_size_is_taken() -> None:
    query = "ASK {}" + " " * 1018
    assert parse_request("POST", QUERY, [], None, query.encode(), max_bytes=1024).query == query


@pytest.mark.parametrize(
    ("method", "kind", "args", "form"),
    [
        ("GET", None, [("update", "CLEAR ALL")], None),
        ("POST", FORM, [], [("update", "CLEAR ALL")]),
        ("POST", UPDATE, [], None),
    ],
)
def test_an_update_by_protocol_is_not_allowed(
    method: str, kind: str | None, args: Pairs, form: Pairs | None
) -> None:
    with pytest.raises(QueryNotAllowed, match="SPARQL Update is switched off"):
        parse_request(method, kind, args, form, b"CLEAR ALL")


# Updates and SERVICE.

PREFIXES = "PREFIX insert: <https://example.org/insert#>\nBASE <https://example.org/>\n"


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("INSERT DATA { <a> <b> <c> }", "INSERT"),
        (PREFIXES + "# a comment\ninsert { ?s ?p ?o } WHERE { ?s ?p ?o }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <http://example.org/>", "LOAD"),
        ("Drop ALL", "DROP"),
        ("WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service SILENT ?x { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ?o.SERVICE<http://example.org/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p true.SERVICE<http://example.org/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p 1.SERVICE<http://example.org/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p 'x'@en.SERVICE<http://example.org/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p '''a'b\"'''.SERVICE # \n<http://example.org/>{} }", "SERVICE"),
        ("SELECT * { ?s ?p '\\'' . SERVICE <http://example.org/> {} . ?s ?p '' }", "SERVICE"),
        ("SELECT * { FILTER(?a < 2) SERVICE <http://example.org/> {} }", "SERVICE"),
        ("SELECT * { ?s ?p 'open\nSERVICE <http://example.org/> {} }", "SERVICE"),
    ],
)
def test_updates_and_calls_are_refused_by_name(query: str, what: str) -> None:
    with pytest.raises(QueryNotAllowed) as caught:
        refuse_updates_and_service(query)
    assert caught.value.what == what


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?insert $delete { ?service ?insert $delete }",
        PREFIXES + "SELECT * { ?s insert:delete insert:SERVICE }",
        "PREFIX service: <https://example.org/> SELECT * { ?s a service:Service }",
        "PREFIX my-service: <https://example.org/> SELECT * { ?s a my-service:x }",
        "PREFIX : <https://example.org/> SELECT * { ?s :SERVICE/:a.SERVICE _:service }",
        "SELECT * { <https://example.org/SERVICE> ?p <SERVICE> }",
        "SELECT * { ?s ?p 'SERVICE <x>', \"SERVICE\", 'it\\'s a SERVICE', ''' ' SERVICE '''@en }",
        'SELECT * { ?s ?p """a "SERVICE" b""", "x"@service }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/> { }",
        "# INSERT\nASK { ?s ?p 'INSERT' }",
        "SELECT ?add { ?add ?load ?o . OPTIONAL { ?add <copy> 'move' } }",
        "PREFIX ex: <https://example.org/> SELECT * { ?s ex:a\\,SERVICE ex:b%20SERVICE }",
    ],
)
def test_ordinary_words_are_let_through(query: str) -> None:
    refuse_updates_and_service(query)


@pytest.mark.parametrize(
    "piece", ['"\\', '\\"', "a-", "<a", '"""', "'''\\", "?a<", "@a-", "a:", "#\n"]
)
def test_a_hostile_megabyte_is_read_in_one_pass(piece: str) -> None:
    """Read again from every sign, this would take hours; there is no need for a clock."""
    refuse_updates_and_service("ASK { " + piece * (1_000_000 // len(piece)))


# What kind of answer, from which graphs.


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        (
            "prefix ask: <https://example.org/ask>\n# DESCRIBE\nconstruct WHERE { ?s ?p ?o }",
            "CONSTRUCT",
        ),
        ("BASE <https://example.org/select> DESCRIBE <select>", "DESCRIBE"),
        ("ASK{}", "ASK"),
        ("VERSION '1.2' ASK {}", "ASK"),
        ("", "SELECT"),
        ("gibberish", "SELECT"),
    ],
)
def test_the_form_of_a_query_is_its_first_word_after_the_prologue(query: str, form: str) -> None:
    assert query_form(query) == form


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <g> { ?s ?p ?o }", True),
        ("SELECT * from named <g> { ?s ?p ?o }", True),
        ("ASK FROM<g>{}", True),
        ("SELECT ?from { ?from <from> 'FROM <g>' } # FROM <g>", False),
        ("PREFIX from: <https://example.org/> ASK { ?s a from:x }", False),
    ],
)
def test_a_from_is_seen_where_it_is_a_keyword(query: str, named: bool) -> None:
    assert names_dataset(query) is named


def test_the_word_service_is_found_anywhere_even_in_escapes() -> None:
    assert mentions_service("# sErViCe")
    assert mentions_service("\\u0053\\U00000045rvice")
    assert not mentions_service("serve \\UFFFFFFFF ice")
