"""Strategies for requests and queries that nobody would write, and some that somebody would."""

from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.protocol.asking import FORM, GRAPH, HAMAR, QUERY

PREFIXES = (
    "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
#: Stands for the address that listens and must hear nothing.
LISTENER = "http://listener.invalid/"

_SUBJECTS = st.sampled_from(
    ["?a", "?b", "$c", "?d", "[]", "_:b", f"<{HAMAR}>", "<x:y>", "samspill:Municipality", "1", "()"]
)
_PREDICATES = st.sampled_from(
    [
        *("?p", "?b", "a", "rdfs:label", "samspill:memberOf", "<x:y>", "rdfs:label|samspill:name"),
        *("!a", "^rdfs:label", "(samspill:partOf/^a)*", "a+", "a?", "(!(a|^a))*"),
    ]
)
_OBJECTS = st.sampled_from(
    [
        *(
            "?a",
            "?b",
            "$c",
            "?d",
            "[]",
            "_:b",
            "true",
            "1",
            "-1.5",
            "1e400",
            "( 1 ?a )",
            "samspill:",
        ),
        *(f"<{HAMAR}>", "'x'", '"y"@nb', "'''z\n'''", "[ a ?c ]"),
        "'1'^^<http://www.w3.org/2001/XMLSchema#integer>",
    ]
)
_FUNCTIONS = [
    *("NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()", "BNODE('x')", "-?a", "1/0", "?a<?b"),
    *("STRLEN(STR(?a))", "IRI(?a)", "STRDT('x', <http://x/>)", "STRLANG('x', 'nb')"),
    *("<http://example.org/f>(?a)", "STR(?a)", "LANG(?a)", "DATATYPE(?a)"),
    *("?a = ?b || !?c", "?a IN (1, ?b)", "COALESCE(?z, 1)", "IF(?a, 1, 2)", "SUBSTR(?a, -1)"),
    *("CONCAT(?a, ?b)", "REPLACE(STR(?a), '.*', '$9')", "REGEX(STR(?a), '(a+)+$')"),
    *("ENCODE_FOR_URI(?a)", "SHA512(STR(?a))", "?a * ?b", "EXISTS { ?a ?b ?c }"),
    # To a lexer an IRI, to the parser a comparison and a call.
    f"?a<?b)SERVICE#>\n<{LISTENER}> {{ ?x ?y ?z }} FILTER(1",
    f"EXISTS {{ SERVICE <{LISTENER}> {{ ?x ?y ?z }} }}",
]
_EXPRESSIONS = st.sampled_from(_FUNCTIONS)
_CALLS = st.sampled_from(
    [
        f"SERVICE <{LISTENER}> {{ ?s ?p ?o }}",
        f"SERVICE SILENT <{LISTENER}> {{ ?s ?p ?o }}",
        f"\\u0053ERVICE <{LISTENER}> {{}}",
        f"BIND(<{LISTENER}> AS ?u) SERVICE ?u {{ ?s ?p ?o }}",
        f"seRVice<{LISTENER}>{{}}",
        f"GRAPH <{LISTENER}> {{ ?s ?p ?o }}",
    ]
)


def _group(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    joined = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    return st.one_of(
        st.builds("OPTIONAL {{ {} }}".format, joined),
        st.builds("{{ {} }} UNION {{ {} }}".format, joined, joined),
        st.builds("GRAPH ?g {{ {} }}".format, joined),
        st.builds("MINUS {{ {} }}".format, joined),
        st.builds("{{ SELECT * {{ {} }} LIMIT 3 }}".format, joined),
        st.builds("{{ SELECT ({} AS ?n) {{ {} }} GROUP BY ?a }}".format, _EXPRESSIONS, joined),
        st.builds("FILTER NOT EXISTS {{ {} }}".format, joined),
    )


_PATTERNS = st.recursive(
    st.one_of(
        st.builds("{} {} {} .".format, _SUBJECTS, _PREDICATES, _OBJECTS),
        st.builds("FILTER({})".format, _EXPRESSIONS),
        st.builds("BIND({} AS ?x{})".format, _EXPRESSIONS, st.integers(0, 9999)),
        st.just("VALUES (?a ?b) { (1 UNDEF) (<x:y> 'y') }"),
        _CALLS,
    ),
    _group,
    max_leaves=6,
)
_HEADS = st.sampled_from(
    [
        *("SELECT * ", "SELECT DISTINCT * ", "select ?a ?b ", "SELECT (COUNT(*) AS ?n) ", "ASK "),
        *("CONSTRUCT { ?a ?b ?c } ", "CONSTRUCT { _:x <x:y> ?a } ", "DESCRIBE ?a ", "DESCRIBE * "),
        *(f"DESCRIBE <{HAMAR}> ", "BASE <x:y> ASK ", "SELECT REDUCED * ", "CONSTRUCT { ?a a ?x } "),
        *("SELECT (GROUP_CONCAT(?a; SEPARATOR=',') AS ?m) ", f"LOAD <{LISTENER}> ; ", "DELETE "),
    ]
)
_DATASETS = st.sampled_from(
    ["", "", "", f"FROM <{GRAPH}curated> ", f"FROM <{LISTENER}> ", f"FROM NAMED <{GRAPH}rows> "]
)
_TAILS = st.sampled_from(
    [
        "",
        "",
        "",
        " LIMIT 5",
        " LIMIT 500",
        " LIMIT 0 OFFSET 99999999999",
        " ORDER BY DESC(?a)",
        " GROUP BY ?a",
        " }",
    ]
)
_WELL_MEANT = st.builds(
    lambda head, graphs, patterns, tail: (
        f"{PREFIXES}{head}{graphs}WHERE {{ {' '.join(patterns)} }}{tail}"
    ),
    _HEADS,
    _DATASETS,
    st.lists(_PATTERNS, min_size=1, max_size=4),
    _TAILS,
)


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    query = draw(_WELL_MEANT)
    at = draw(st.integers(0, len(query)))
    cut = draw(st.integers(0, 12))
    junk = draw(
        st.one_of(st.text(max_size=8), st.sampled_from(["{" * 200, "\x00", "\\", "#", '"']))
    )
    return query[:at] + junk + query[at + cut :]


QUERIES = st.one_of(_WELL_MEANT, _WELL_MEANT, _WELL_MEANT, _damaged(), st.text(max_size=40))


# Requests.


@dataclass
class Request:
    """A request as it goes out, byte for byte."""

    method: str
    target: str
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


_GRAPHS = st.sampled_from([GRAPH + "curated", GRAPH + "no", "relative", "", "a b", LISTENER])
_FORMATS = st.sampled_from(
    [
        *("json", "xml", "csv", "tsv", "xlsx", "csv-excel", "turtle", "nquads", "rdfxml", "jsonld"),
        *("pdf", "", "JSON", "text/csv", "\x00", "../x"),
    ]
)
_NAMES = st.sampled_from(
    ["20200101T000000Z-0123456789ab", "20209999T999999Z-0123456789ab", "current", "../..", ""]
)
_OTHERS = st.one_of(
    st.tuples(st.just("default-graph-uri"), _GRAPHS),
    st.tuples(st.just("named-graph-uri"), _GRAPHS),
    st.tuples(st.just("format"), _FORMATS),
    st.tuples(st.just("snapshot"), _NAMES),
    st.tuples(st.sampled_from(["lang", "download", "timeout", "update"]), st.text(max_size=5)),
    st.tuples(st.text(max_size=6), st.text(max_size=6)),
)
_RANGES = st.builds(
    "{}{}".format,
    st.sampled_from(
        [
            *(
                "*/*",
                "text/*",
                "text/csv",
                "text/html",
                "application/sparql-results+json",
                "/",
                "*",
            ),
            *("application/xml", "text/turtle", "application/*", "image/png", "a/b/c", ""),
        ]
    ),
    st.sampled_from(
        ["", ";q=0", ";q=0.5", ";q=1.0", ";q=x", ";q=-1", ";q=99", ";;", ";q", ";v=b3"]
    ),
)
# What a header may hold (RFC 9110, section 5.5): the server's own parser is not the question.
_FIELD = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=20)
_HEADERS = st.one_of(
    st.tuples(st.just("Accept"), st.lists(_RANGES, max_size=4).map(", ".join)),
    st.tuples(st.just("Accept-Encoding"), st.sampled_from(["gzip", "*", "gzip;q=0", "x;q=y", ""])),
    st.tuples(st.just("If-None-Match"), st.sampled_from(["*", '"x"', 'W/"x", "', "x", ""])),
    st.tuples(st.sampled_from(["Accept-Language", "Origin", "Cookie", "Range"]), _FIELD),
    st.tuples(st.just("X-Request-Id"), _FIELD),
)
_KINDS = st.sampled_from(
    [
        *(
            QUERY,
            FORM,
            QUERY + "; charset=utf-8",
            FORM + ";charset=x",
            "text/plain",
            "",
            ";",
            "multipart",
        ),
        *("multipart/form-data; boundary=x", "multipart/form-data", "application/json"),
        "application/sparql-update",
    ]
)


def _encoded(pairs: list[tuple[str, str]], *, raw: bytes = b"") -> str:
    def said(text: str) -> str:
        return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")

    written = "&".join(f"{said(name)}={said(value)}" for name, value in pairs)
    return written + ("&" + quote_from_bytes(raw, safe="") if raw else "")


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """Give a request to /sparql: right, nearly right, or wrong in one or several ways."""
    pairs = draw(st.lists(_OTHERS, max_size=3))
    query = draw(st.lists(QUERIES, min_size=0, max_size=2)) if draw(st.booleans()) else []
    query = query or [draw(QUERIES)]
    asked = [("query", one) for one in query[: draw(st.sampled_from([1, 1, 1, 1, 2, 0]))]]
    headers = draw(st.lists(_HEADERS, max_size=4))
    method = draw(
        st.sampled_from(
            ["GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "FOO"]
        )
    )
    raw = draw(st.sampled_from([b"", b"", b"", b"\xff\xfe", b"%zz"]))
    if method != "POST":
        # An address longer than the server takes is a case of its own (tests/server).
        return Request(method, f"/sparql?{_encoded(asked + pairs, raw=raw)}"[:7000], headers)
    kind = draw(_KINDS)
    if kind:
        headers = [*headers, ("Content-Type", kind)]
    if draw(st.booleans()) and kind.startswith(FORM):
        return Request(method, "/sparql", headers, _encoded(asked + pairs, raw=raw).encode() + raw)
    body = "".join(query).encode("utf-8", "surrogatepass") + raw
    return Request(method, f"/sparql?{_encoded(pairs)}"[:7000], headers, body)
