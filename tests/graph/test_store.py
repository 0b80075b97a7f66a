"""One behaviour, both engines: each test with `reader` or `make_reader` runs twice."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from graph.binding import bind, syntax_error
from graph.store import Reader, open_store
from ontology.errors import EndpointError, QuerySyntaxError, StoreError

EX = "https://example.org/"
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ONE, TWO = NamedNode(EX + "graph/one"), NamedNode(EX + "graph/two")
HAMAR, LØTEN = NamedNode(EX + "hamar"), NamedNode(EX + "løten")
PART = NamedNode(EX + "partOf")

QUADS = [
    Quad(HAMAR, LABEL, Literal("Hamar", language="nb"), ONE),
    Quad(LØTEN, LABEL, Literal("Løten", language="nb"), ONE),
    Quad(HAMAR, PART, NamedNode(EX + "innlandet"), TWO),
]
# Signs that would end a literal, a comment or a block if values were pasted.
HOSTILE = ['" } #', "a\\u0022b", "line\nline\r\n", "tab\tand \x01", "\\", "'''\"\"\"", "æøå 😀"]


@pytest.fixture
def reader(make_reader: Callable[[list[Quad]], Reader]) -> Reader:
    return make_reader(QUADS)


def test_the_default_graph_is_the_union_of_all_named_graphs(reader: Reader) -> None:
    rows = reader.select(
        f"SELECT ?label WHERE {{ ?place <{PART.value}> ?whole ; <{LABEL.value}> ?label }}"
    )
    assert rows == [{"label": Literal("Hamar", language="nb")}]


def test_a_from_in_the_query_has_no_effect_on_the_default_graph(reader: Reader) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{TWO.value}> WHERE {{ ?s ?p ?o }}"
    assert reader.select(query) == [{"n": Literal(3)}]


def test_what_a_server_holds_outside_named_graphs_is_not_asked_for(
    serve_quads: Callable[[list[Quad]], str],
) -> None:
    reader = open_store(serve_quads([*QUADS, Quad(HAMAR, PART, LØTEN, DefaultGraph())]))
    assert reader.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": Literal(3)}]
    reader.close()


def test_a_graph_can_be_asked_by_name(reader: Reader) -> None:
    rows = reader.select("SELECT ?g ?s WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s")
    assert [(str(row["g"]), str(row["s"])) for row in rows] == [
        (str(ONE), str(HAMAR)),
        (str(ONE), str(LØTEN)),
        (str(TWO), str(HAMAR)),
    ]


def test_an_unbound_variable_is_absent_from_its_row(reader: Reader) -> None:
    rows = reader.select(
        f"SELECT ?s ?whole WHERE {{ ?s <{LABEL.value}> ?l "
        f"OPTIONAL {{ ?s <{PART.value}> ?whole }} }} ORDER BY ?s"
    )
    assert rows == [{"s": HAMAR, "whole": NamedNode(EX + "innlandet")}, {"s": LØTEN}]


def test_a_question_of_yes_or_no_gives_a_truth_value(reader: Reader) -> None:
    assert reader.ask(f"ASK {{ <{HAMAR.value}> ?p ?o }}") is True
    assert reader.ask(f"ASK {{ <{EX}nowhere> ?p ?o }}") is False


def test_construct_and_describe_give_triples(reader: Reader) -> None:
    made = reader.construct(f"CONSTRUCT {{ ?o ?p ?s }} WHERE {{ ?s ?p ?o . ?s <{PART.value}> ?o }}")
    assert made == [Triple(NamedNode(EX + "innlandet"), PART, HAMAR)]
    described = reader.construct(f"DESCRIBE <{HAMAR.value}>")
    assert set(described) == {QUADS[0].triple, QUADS[2].triple}


def test_a_named_graph_is_read_whole(reader: Reader) -> None:
    assert set(reader.quads(ONE.value)) == set(QUADS[:2])
    assert list(reader.quads(EX + "graph/none")) == []


def test_all_statements_of_some_subjects_are_read_with_their_graphs(reader: Reader) -> None:
    hamar = [quad for quad in QUADS if quad.subject == HAMAR]
    assert set(reader.about([HAMAR.value, EX + "nowhere"])) == set(hamar)
    assert {quad.graph_name for quad in reader.about([HAMAR.value])} == {
        quad.graph_name for quad in hamar
    }
    assert list(reader.about([])) == []


def test_named_graphs_are_listed_in_order(reader: Reader) -> None:
    assert reader.named_graphs() == [ONE.value, TWO.value]


def test_values_are_bound_whatever_signs_they_hold(
    make_reader: Callable[[list[Quad]], Reader],
) -> None:
    literals = [Literal(text) for text in HOSTILE]
    reader = make_reader([Quad(HAMAR, PART, literal, ONE) for literal in literals])
    query = "SELECT ?s ?text WHERE {\n  #bind ?text\n  ?s ?p ?text\n}"
    for literal in literals:
        assert reader.select(query, {"text": literal}) == [{"s": HAMAR, "text": literal}]
    assert len(reader.select(query, {"text": literals})) == len(HOSTILE)
    assert reader.select(query, {"text": []}) == []


def test_values_are_bound_in_ask_and_construct_too(reader: Reader) -> None:
    assert reader.ask("ASK {\n#bind ?s\n?s ?p ?o }", {"s": HAMAR})
    made = reader.construct("CONSTRUCT { ?s ?p ?o } WHERE {\n#bind ?s\n?s ?p ?o }", {"s": LØTEN})
    assert made == [QUADS[1].triple]


def test_a_syntax_error_says_line_and_column(reader: Reader) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        reader.select("SELECT ?s\nWERE { ?s ?p ?o }")
    assert (caught.value.line, caught.value.column) == (2, 1)
    assert "“WERE” is not a word of SPARQL" in caught.value.message["en"]


def test_an_update_is_a_syntax_error_to_a_reader(reader: Reader) -> None:
    with pytest.raises(QuerySyntaxError):
        reader.select(f"INSERT DATA {{ <{EX}a> <{EX}b> <{EX}c> }}")


def test_an_empty_store_answers_with_nothing(make_reader: Callable[[list[Quad]], Reader]) -> None:
    reader = make_reader([])
    assert reader.named_graphs() == []
    assert reader.select("SELECT * WHERE { ?s ?p ?o }") == []


def test_a_folder_without_a_store_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened as a store") as caught:
        open_store(tmp_path)
    assert caught.value.place == str(tmp_path)


def test_a_closed_snapshot_answers_no_more(tmp_path: Path) -> None:
    Store(str(tmp_path / "store")).flush()
    reader = open_store(tmp_path)
    reader.close()
    with pytest.raises(StoreError, match="is closed"):
        reader.ask("ASK {}")


def test_a_marker_without_value_and_a_value_without_marker_are_refused() -> None:
    with pytest.raises(ValueError, match=r"no value for \?a"):
        bind("SELECT * {\n#bind ?a\n}", None)
    with pytest.raises(ValueError, match=r"no line '#bind' for \?b"):
        bind("SELECT * {\n#bind ?a\n}", {"a": HAMAR, "b": HAMAR})


def test_a_blank_node_cannot_be_bound() -> None:
    with pytest.raises(ValueError, match="IRIs and literals only"):
        bind("SELECT * {\n#bind ?a\n}", {"a": [BlankNode("x")]})


def test_a_marker_may_stand_more_than_once() -> None:
    query = "{\n #bind ?a\n} UNION {\n #bind ?a\n}"
    assert bind(query, {"a": HAMAR}).count(f"VALUES ?a {{ <{HAMAR.value}> }}") == 2


def test_a_message_without_a_place_is_kept_whole() -> None:
    error = syntax_error("Parse error: bad query", "ASK {")
    assert (error.line, error.column) == (None, None)
    assert error.message == {"nb": "Parse error: bad query", "en": "Parse error: bad query"}


@contextmanager
def endpoint_that_sends(status: int, kind: str, body: bytes) -> Iterator[str]:
    """Run a real HTTP server that always sends one answer: what a broken endpoint would send."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("status", "kind", "body", "says"),
    [
        (503, "text/plain", b"busy", "answered 503: busy"),
        (200, "text/html", b"<p>hello", "sent text/html"),
        (200, JSON, b'{"head":{"vars":["g"]},"results":{"bindings":[{"g":', "cut or wrong"),
        (200, JSON, b'{"head":{},"boolean":true}', "truth value"),
    ],
)
def test_an_endpoint_that_fails_is_named_with_its_answer(
    status: int, kind: str, body: bytes, says: str
) -> None:
    with endpoint_that_sends(status, kind, body) as url:
        reader = open_store(url)
        with pytest.raises(EndpointError, match=says) as caught:
            reader.select("SELECT * { ?s ?p ?o }")
        reader.close()
    assert (caught.value.url, caught.value.status) == (url, status)


def test_an_endpoint_that_is_not_there_has_status_0() -> None:
    reader = open_store("http://127.0.0.1:9/query")
    with pytest.raises(EndpointError) as caught:
        reader.ask("ASK {}")
    reader.close()
    assert caught.value.status == 0
