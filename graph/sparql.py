"""A SPARQL request as a small value, and what can be said of a query without running it.

Nothing here knows HTTP's machinery or a store: plain values go in, a `SparqlRequest` or an error
comes out. The lexer is for friendly answers and for choosing a format. It cannot be exact
(``?a<?b)SERVICE#>`` is an IRI to a lexer and a call to the parser); the wall is the query worker,
which has no sockets and a store that cannot be written.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.querytext import keywords, unescaped
from ontology.errors import QueryError, QueryNotAllowed

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: The words that begin an operation of SPARQL 1.1 Update.
_UPDATES = frozenset(
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"]
)
_FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
_DECLARATIONS = frozenset(["PREFIX", "BASE", "VERSION"])
_GRAPH_PARAMETERS = ("default-graph-uri", "named-graph-uri")


@dataclass(eq=False)
class RequestError(QueryError):
    """A request is not one of the SPARQL 1.1 Protocol; ``status`` is 400, 405, 413 or 415."""

    status: int
    english: str
    norwegian: str

    def text(self, language: str = "en") -> str:
        """Give the sentence; see `ontology.errors.SamspillError.text`."""
        return self.norwegian if language == "nb" else self.english


@dataclass(frozen=True)
class SparqlRequest:
    """One query with the dataset that the request, not the query, asks for.

    With no graphs at all the query's own FROM counts; without one, the default graph is the
    union of all named graphs (SPARQL 1.1 Protocol, section 2.1.4).
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def parse_request(
    method: str,
    content_type: str | None,
    args: list[tuple[str, str]],
    form: list[tuple[str, str]] | None,
    body: bytes | None,
    max_bytes: int = 1024 * 1024,
) -> SparqlRequest:
    """Read a query operation of the SPARQL 1.1 Protocol.

    Parameters
    ----------
    method : str
        The HTTP method.
    content_type : str or None
        The header as sent, with its parameters.
    args : list of (str, str)
        Parameters of the URL, decoded, in order.
    form : list of (str, str) or None
        Parameters of a form-encoded body, decoded, in order.
    body : bytes or None
        The body of a direct POST.
    max_bytes : int
        The most that parameters and body may hold together.

    Returns
    -------
    SparqlRequest
        Graphs keep their order. The query itself has not been parsed.

    Raises
    ------
    RequestError
        For each wrong form, with its own sentence and status.
    QueryNotAllowed
        If the request is an update.

    Notes
    -----
    Parameters that the protocol does not name are passed over. See
    https://www.w3.org/TR/sparql11-protocol/#query-operation.

    Examples
    --------
    >>> parse_request("GET", None, [("query", "ASK {}")], None, None).query
    'ASK {}'
    >>> parse_request("GET", None, [], None, None)
    Traceback (most recent call last):
    ...
    graph.sparql.RequestError: The parameter “query” is missing.
    """
    size = len(body or b"") + sum(
        len(name.encode("utf-8", "replace")) + len(value.encode("utf-8", "replace"))
        for name, value in [*args, *(form or [])]
    )
    if size > max_bytes:
        raise RequestError(
            413,
            f"The request is larger than {max_bytes} bytes.",
            f"Forespørselen er større enn {max_bytes} byte.",
        )
    if method in ("GET", "HEAD"):
        return _from_parameters(args, None)
    if method != "POST":
        raise RequestError(
            405,
            f"{method} is not a way to ask: use GET or POST.",
            f"{method} kan ikke brukes til å spørre: bruk GET eller POST.",
        )
    kind, charset = _media_type(content_type)
    if kind == UPDATE:
        raise QueryNotAllowed("SPARQL Update")
    if not kind and not body and not form:
        raise RequestError(
            400,
            "A POST carries the query in its body, and this one has none.",
            "En POST har spørringen i kroppen, og denne har ingen.",
        )
    if kind not in (FORM, QUERY):
        raise RequestError(
            415,
            f"A POST must be sent as {FORM} or {QUERY}, not as {kind or 'nothing named'}.",
            f"En POST må sendes som {FORM} eller {QUERY}, ikke som {kind or 'noe uten navn'}.",
        )
    if charset not in ("utf-8", "utf8"):
        raise RequestError(
            415,
            f"A query is sent in UTF-8, not in {charset}.",
            f"En spørring sendes i UTF-8, ikke i {charset}.",
        )
    if kind == FORM:
        if any(name in ("query", "update", *_GRAPH_PARAMETERS) for name, _ in args):
            raise RequestError(
                400,
                "With a form, the query and its graphs stand in the body, not in the address.",
                "Med et skjema står spørringen og grafene i kroppen, ikke i adressen.",
            )
        return _from_parameters(form or [], None)
    try:
        text = (body or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, "The query is not valid UTF-8.", "Spørringen er ikke gyldig UTF-8."
        ) from error
    return _from_parameters(args, text)


def refuse_updates_and_service(query: str) -> None:
    """Refuse, with a friendly word, what this service never does.

    Parameters
    ----------
    query : str
        SPARQL, not yet parsed.

    Raises
    ------
    QueryNotAllowed
        If the query begins as an update, or the keyword SERVICE stands outside strings, IRIs,
        comments, variables and prefixed names.

    Notes
    -----
    It is not exact and need not be; see the head of this module.

    Examples
    --------
    >>> refuse_updates_and_service("SELECT ?service { ?service rdfs:label 'INSERT' } # SERVICE")
    >>> refuse_updates_and_service("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    ontology.errors.QueryNotAllowed: SERVICE is switched off here: ...
    """
    first = _operation(query)
    if first in _UPDATES:
        raise QueryNotAllowed(first)
    if _has_keyword(query, "SERVICE"):
        raise QueryNotAllowed("SERVICE")


def query_form(query: str) -> str:
    r"""Say what kind of answer a query gives, as far as can be seen without parsing it.

    Parameters
    ----------
    query : str
        SPARQL.

    Returns
    -------
    str
        ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; ``SELECT`` where it cannot be seen.

    Examples
    --------
    >>> query_form("PREFIX select: <https://example.org/select> # SELECT\nASK {}")
    'ASK'
    """
    first = _operation(query)
    return first if first in _FORMS else "SELECT"


def names_dataset(query: str) -> bool:
    """Say whether a query has a FROM of its own.

    Examples
    --------
    >>> names_dataset("SELECT * FROM <https://example.org/g> { ?s ?p ?o }")
    True
    >>> names_dataset("SELECT ?from { ?from ?p 'from' }")
    False
    """
    return _has_keyword(query, "FROM")


def mentions_service(query: str) -> bool:
    """Say whether the word stands anywhere, in any case or escape: for workers without a wall.

    Examples
    --------
    >>> mentions_service(r"ASK { ?a<?b)S\u0065rvice#> }"), mentions_service("ASK {}")
    (True, False)
    """
    return "service" in unescaped(query).lower()


def _has_keyword(query: str, word: str) -> bool:
    # Most queries do not hold the word at all, and then they need not be read word by word.
    return word in query.upper() and word in keywords(query)


def _operation(query: str) -> str:
    return next((word for word in keywords(query) if word not in _DECLARATIONS), "")


def _media_type(content_type: str | None) -> tuple[str, str]:
    kind, *parameters = (content_type or "").lower().split(";")
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return kind.strip(), charset


def _from_parameters(parameters: list[tuple[str, str]], direct: str | None) -> SparqlRequest:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    queries = values("query") + (() if direct is None else (direct,))
    if values("update"):
        raise QueryNotAllowed("SPARQL Update")
    if not queries:
        raise RequestError(400, "The parameter “query” is missing.", "Parameteren «query» mangler.")
    if len(queries) > 1:
        raise RequestError(
            400, "The query is given more than once.", "Spørringen er gitt mer enn én gang."
        )
    if not queries[0].strip():
        raise RequestError(400, "The query is empty.", "Spørringen er tom.")
    for name in _GRAPH_PARAMETERS:
        for value in values(name):
            try:
                NamedNode(value)
            except ValueError as error:
                raise RequestError(
                    400,
                    f"The parameter “{name}” must be an absolute IRI, not “{value}”.",
                    f"Parameteren «{name}» må være en absolutt IRI, ikke «{value}».",
                ) from error
    return SparqlRequest(queries[0], values("default-graph-uri"), values("named-graph-uri"))
