"""Every format is read back by a second reader: rdflib, pyoxigraph's parsers, or csv."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)
from rdflib.compare import isomorphic
from rdflib.query import Result

from graph.results import (
    RDF_FORMATS,
    RESULT_FORMATS,
    Cell,
    FormatError,
    write_rows,
    write_triples,
    write_truth,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
IRI = NamedNode("https://example.org/løten?a=1&b='2'")
NAMES = ["a", "b"]
# Signs that each format must escape in its own way; XML cannot say control characters.
ROWS: list[list[Cell]] = [
    [IRI, Literal("plain")],
    [None, Literal("Rom for «flere», <unge> & 'voksne' \"2\"", language="nb")],
    [Literal("line\nfeed, return\r and tab\t."), None],
    [Literal(1), Literal("1.50", datatype=NamedNode(XSD + "decimal"))],
    [Literal("2025-05-17", datatype=NamedNode(XSD + "date")), Literal("\\ 😀 ]]>")],
    [None, None],
    [BlankNode("b1"), Literal("")],
]
CONTROL: list[list[Cell]] = [[IRI, Literal("bell \x07")]]
TRIPLES = [
    Triple(IRI, NamedNode("https://w3id.org/samspill/ontology#note"), term)
    for row in ROWS
    for term in row
    if isinstance(term, NamedNode | Literal)
] + [Triple(BlankNode("b1"), NamedNode("https://example.org/p"), BlankNode("b2"))]


def written(format_name: str, rows: Sequence[Sequence[Cell]] = ROWS) -> bytes:
    parts: list[bytes] = []
    write_rows(format_name, NAMES, rows, parts.append)
    return b"".join(parts)


def written_triples(format_name: str, triples: list[Triple] = TRIPLES) -> bytes:
    parts: list[bytes] = []
    write_triples(format_name, triples, parts.append)
    return b"".join(parts)


def truth(format_name: str, value: bool) -> bytes:
    parts: list[bytes] = []
    write_truth(format_name, value, parts.append)
    return b"".join(parts)


def without_labels(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Give terms as text; a blank node's label is no part of what is said."""
    return [["_:" if isinstance(term, BlankNode) else str(term) for term in row] for row in rows]


READ_BACK = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}


def read_back(name: str, data: bytes) -> list[list[Cell]]:
    found = parse_query_results(data, READ_BACK[name])
    assert isinstance(found, QuerySolutions)
    assert [variable.value for variable in found.variables] == NAMES
    return [list(row) for row in found]


@pytest.mark.parametrize("name", READ_BACK)
def test_pyoxigraph_reads_back_every_row(name: str) -> None:
    assert without_labels(read_back(name, written(name))) == without_labels(ROWS)


@pytest.mark.parametrize("name", ["json", "xml"])
def test_rdflib_reads_back_every_row(name: str) -> None:
    found = Result.parse(io.BytesIO(written(name)), format=name)
    assert [str(variable) for variable in found.vars or []] == NAMES
    rows = [[row.get(variable) for variable in found.vars or []] for row in found.bindings]
    assert [[_as_ours(term) for term in row] for row in rows] == without_labels(ROWS)


def _as_ours(term: object) -> str:
    match term:
        case None:
            return "None"
        case rdflib.BNode():
            return "_:"
        case rdflib.URIRef():
            return str(NamedNode(str(term)))
        case rdflib.Literal(language=str() as language):
            return str(Literal(str(term), language=language))
        case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
            return str(Literal(str(term), datatype=NamedNode(str(datatype))))
        case _:
            return str(Literal(str(term)))


def test_blanks_at_the_ends_of_a_literal_are_kept_in_xml() -> None:
    # pyoxigraph's own reader trims them, so this is asked of a plain XML reader.
    rows: list[list[Cell]] = [[Literal(" a \n\r"), None]]
    document = ElementTree.fromstring(written("xml", rows))
    assert [each.text for each in document.iter() if each.tag.endswith("}literal")] == [" a \n\r"]


def test_json_is_read_by_a_plain_json_reader_with_control_characters_too() -> None:
    said = json.loads(written("json", CONTROL))
    assert said["head"] == {"vars": ["a", "b"]}
    assert said["results"]["bindings"] == [
        {
            "a": {"type": "uri", "value": IRI.value},
            "b": {"type": "literal", "value": "bell \x07"},
        }
    ]


def test_csv_is_as_rfc_4180_and_the_standard_say() -> None:
    # https://www.w3.org/TR/sparql11-results-csv-tsv/#csv: values bare, CRLF, quotes doubled.
    data = written("csv", [*ROWS[:3], ROWS[6]])
    assert (
        data
        == (
            "a,b\r\n"
            "https://example.org/løten?a=1&b='2',plain\r\n"
            ',"Rom for «flere», <unge> & \'voksne\' ""2"""\r\n'
            '"line\nfeed, return\r and tab\t.",\r\n'
            "_:b1,\r\n"
        ).encode()
    )
    rows = list(csv.reader(io.StringIO(written("csv").decode(), newline="")))
    assert rows[0] == NAMES
    assert rows[1:] == [
        ["_:b1" if isinstance(term, BlankNode) else getattr(term, "value", "") for term in row]
        for row in ROWS
    ]


def test_tsv_has_terms_in_turtle_form_and_one_line_for_each_row() -> None:
    # https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv
    lines = written("tsv").decode().split("\n")
    assert lines[0] == "?a\t?b"
    assert lines[3] == '"line\\nfeed, return\\r and tab\\t."\t'
    assert lines[4] == f'"1"^^<{XSD}integer>\t"1.50"^^<{XSD}decimal>'
    assert (lines[6], lines[7], lines[8:]) == ("\t", '_:b1\t""', [""])


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_read_back(value: bool) -> None:
    for name in ("json", "xml"):
        assert bool(parse_query_results(truth(name, value), READ_BACK[name])) is value
        assert Result.parse(io.BytesIO(truth(name, value)), format=name).askAnswer is value
    word = str(value).lower().encode()
    assert (truth("csv", value), truth("tsv", value)) == (word + b"\r\n", word + b"\n")


def test_an_answer_without_rows_is_an_answer() -> None:
    for name in READ_BACK:
        assert read_back(name, written(name, [])) == []
    assert written("csv", []) == b"a,b\r\n"


def test_our_answers_are_those_that_the_engine_itself_writes() -> None:
    store = Store()
    query = "SELECT ?a ?b { VALUES (?a ?b) { (<https://example.org/x> 'y'@nb) (1 UNDEF) } }"
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    rows: list[list[Cell]] = [list(row) for row in solutions]
    for name, kind in READ_BACK.items():
        solutions = store.query(query)
        assert isinstance(solutions, QuerySolutions)
        theirs = solutions.serialize(format=kind)
        assert theirs is not None
        assert read_back(name, written(name, rows)) == read_back(name, theirs) == rows


def test_rdf_1_2_terms_are_said_in_json_xml_and_tsv() -> None:
    directed = Literal("abc", language="ar", direction=BaseDirection.RTL)
    term = Triple(IRI, IRI, directed)
    rows: list[list[Cell]] = [[term, directed], [Triple(IRI, IRI, term), None]]
    said = json.loads(written("json", rows))["results"]["bindings"][0]
    assert said["b"] == {"type": "literal", "value": "abc", "xml:lang": "ar", "its:dir": "rtl"}
    assert said["a"]["value"]["object"] == said["b"]
    assert len(ElementTree.fromstring(written("xml", rows))) == 2
    for name in READ_BACK:
        assert read_back(name, written(name, rows)) == rows


RDF_KINDS = {
    "turtle": ("turtle", RdfFormat.TURTLE),
    "ntriples": ("nt", RdfFormat.N_TRIPLES),
    "rdfxml": ("xml", RdfFormat.RDF_XML),
    "jsonld": ("json-ld", RdfFormat.JSON_LD),
    "nquads": ("nquads", RdfFormat.N_QUADS),
    "trig": ("trig", RdfFormat.TRIG),
}


def _expected() -> rdflib.Graph:
    expected = rdflib.Graph()
    expected.parse(data=written_triples("ntriples"), format="nt")
    assert len(expected) == len(TRIPLES)
    return expected


# rdflib's own readers use what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", RDF_KINDS)
def test_rdflib_reads_back_every_triple(name: str) -> None:
    found = rdflib.Graph()
    found.parse(data=written_triples(name), format=RDF_KINDS[name][0])
    assert isomorphic(found, _expected())


@pytest.mark.parametrize("name", RDF_KINDS)
def test_pyoxigraph_reads_back_every_triple(name: str) -> None:
    found = [quad.triple for quad in parse(written_triples(name), RDF_KINDS[name][1])]
    grounded = {triple for triple in found if not isinstance(triple.subject, BlankNode)}
    assert grounded == {t for t in TRIPLES if not isinstance(t.subject, BlankNode)}
    assert len(found) == len(TRIPLES)


def test_turtle_uses_the_prefixes_of_the_ontology() -> None:
    text = written_triples("turtle").decode()
    assert "@prefix samspill: <https://w3id.org/samspill/ontology#> ." in text
    assert "samspill:note" in text


@pytest.mark.parametrize("name", RDF_KINDS)
def test_a_graph_without_triples_is_readable(name: str) -> None:
    assert list(parse(written_triples(name, []), RDF_KINDS[name][1])) == []


@pytest.mark.parametrize(
    ("name", "triple", "says"),
    [
        ("rdfxml", Triple(IRI, IRI, Literal("x")), "XML name"),
        ("rdfxml", Triple(IRI, NamedNode("https://example.org/2"), Literal("x")), "XML name"),
        ("rdfxml", Triple(IRI, NamedNode("https://example.org/😀b"), Literal("x")), "XML name"),
        ("rdfxml", Triple(IRI, NamedNode(XSD + "p"), Literal("bell \x07")), "control character"),
        ("rdfxml", Triple(IRI, NamedNode(XSD + "p"), Triple(IRI, IRI, IRI)), "a triple as a term"),
        ("jsonld", Triple(IRI, IRI, Triple(IRI, IRI, IRI)), "a triple as a term"),
    ],
)
def test_what_a_format_cannot_say_is_refused_and_not_written_wrong(
    name: str, triple: Triple, says: str
) -> None:
    with pytest.raises(FormatError, match=says) as caught:
        written_triples(name, [triple])
    assert caught.value.format_name == name
    assert "kan ikke skrives" in caught.value.text("nb")


def test_xml_results_refuse_a_control_character() -> None:
    with pytest.raises(FormatError, match="control character"):
        written("xml", CONTROL)


@pytest.mark.parametrize("name", ["2024-total_sum", "a:b", "a.b", "-a", "1é", "a%20b", "_"])
def test_a_property_whose_name_begins_late_is_written_in_rdfxml(name: str) -> None:
    triple = Triple(IRI, NamedNode(f"https://example.org/{name}"), Literal("x"))
    found = rdflib.Graph()
    found.parse(data=written_triples("rdfxml", [triple]), format="xml")
    assert [str(p) for p in found.predicates()] == [f"https://example.org/{name}"]


def test_every_format_is_listed_with_its_own_media_type_and_extension() -> None:
    listed = [*RESULT_FORMATS.values(), *RDF_FORMATS.values()]
    names = ["json", "xml", "csv", "tsv", "xlsx", "csv-excel"]
    assert [each.name for each in RESULT_FORMATS.values()] == names
    assert set(RDF_FORMATS) == set(RDF_KINDS)
    # A CSV for Excel is a CSV.
    assert len({each.media_type for each in listed}) == len({e.extension for e in listed}) == 11


def test_rows_are_written_as_they_come() -> None:
    parts: list[bytes] = []

    def rows() -> Iterator[list[Cell]]:
        for _ in range(3):
            yield [Literal("x"), None]
            assert parts

    for name in RESULT_FORMATS:
        parts.clear()
        write_rows(name, NAMES, rows(), parts.append)
        assert len(parts) >= 4


def test_a_datatype_is_escaped_once_in_xml() -> None:
    out = io.BytesIO()
    odd = NamedNode("http://example.org/a?b&c")
    write_rows("xml", ["x"], [(Literal("1", datatype=odd),)], out.write)
    literal = ElementTree.fromstring(out.getvalue()).find(".//{*}literal")
    assert literal is not None
    assert literal.attrib["datatype"] == odd.value


@pytest.mark.parametrize("name", ["li", "Description", "about"])
def test_a_reserved_word_of_rdfxml_is_no_property(name: str) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    triple = Triple(NamedNode("http://example.org/a"), NamedNode(rdf + name), Literal("1"))
    with pytest.raises(FormatError):
        write_triples("rdfxml", [triple], lambda part: None)
