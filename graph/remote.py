"""The remote engine: any endpoint that speaks the SPARQL 1.1 Protocol.

What a server takes for the default graph differs from product to product, so the union of all
named graphs is asked for in each request (SPARQL 1.1 Protocol, section 2.1.4) and never assumed.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterator, Sequence

import httpx
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.binding import Row, Values, bind, syntax_error
from ontology.errors import EndpointError
from ontology.iri_policy import named_graph

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_ABOUT = "SELECT ?s ?p ?o ?g WHERE {\n#bind ?s\nGRAPH ?g { ?s ?p ?o }\n}"
_LIST_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_TIMEOUT_SECONDS = 60.0
#: How long the list of named graphs is trusted before the endpoint is asked again.
_GRAPHS_KEPT_SECONDS = 5.0
#: Asked for when the endpoint has no named graph: an empty list would mean the server's default.
_NO_GRAPH = named_graph("none")


class RemoteStore:
    """A `graph.store.Reader` of a SPARQL endpoint; safe to share between threads.

    Besides the errors of the role, each method raises `EndpointError` when the endpoint is not
    there, answers with an error, or sends an answer that is cut or of another kind.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=True)
        self._lock = threading.Lock()
        self._known_graphs: list[str] = []
        self._known_until = 0.0

    def select(self, query: str, values: Values | None = None) -> list[Row]:
        """Run a SELECT query; see `graph.store.Reader`."""
        answer = self._results(bind(query, values), self._union())
        if not isinstance(answer, QuerySolutions):
            raise ValueError("select() takes a SELECT query")
        return self._rows(answer)

    def ask(self, query: str, values: Values | None = None) -> bool:
        """Run an ASK query; see `graph.store.Reader`."""
        answer = self._results(bind(query, values), self._union())
        if not isinstance(answer, QueryBoolean):
            raise ValueError("ask() takes an ASK query")
        return bool(answer)

    def construct(self, query: str, values: Values | None = None) -> list[Triple]:
        """Run a CONSTRUCT or DESCRIBE query; see `graph.store.Reader`."""
        return list(self._triples(bind(query, values), self._union()))

    def quads(self, named_graph: str) -> Iterator[Quad]:
        """Give the statements of a named graph; see `graph.store.Reader`."""
        name = NamedNode(named_graph)
        query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        for triple in self._triples(query, [("default-graph-uri", named_graph)]):
            yield Quad(triple.subject, triple.predicate, triple.object, name)

    def about(self, things: Sequence[str]) -> Iterator[Quad]:
        """Give every statement of some subjects; see `graph.store.Reader`."""
        if not things:
            return
        nodes = [NamedNode(iri) for iri in things]
        for row in self.select(_ABOUT, {"s": nodes}):
            subject, predicate, name = row["s"], row["p"], row["g"]
            assert isinstance(subject, NamedNode)
            assert isinstance(predicate, NamedNode)
            assert isinstance(name, NamedNode)
            yield Quad(subject, predicate, row["o"], name)

    def named_graphs(self) -> list[str]:
        """Ask the endpoint for the IRIs of its named graphs, sorted."""
        answer = self._results(_LIST_GRAPHS, [])
        if not isinstance(answer, QuerySolutions):
            raise EndpointError(self.url, 200, "answered a SELECT query with a truth value")
        found = (row["g"] for row in self._rows(answer))
        names = sorted(term.value for term in found if isinstance(term, NamedNode))
        with self._lock:
            self._known_graphs = names
            self._known_until = time.monotonic() + _GRAPHS_KEPT_SECONDS
        return names

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _union(self) -> list[tuple[str, str]]:
        with self._lock:
            names = self._known_graphs if time.monotonic() < self._known_until else None
        if names is None:
            names = self.named_graphs()
        names = names or [_NO_GRAPH]
        return [(key, name) for key in ("default-graph-uri", "named-graph-uri") for name in names]

    def _rows(self, solutions: QuerySolutions) -> list[Row]:
        names = [variable.value for variable in solutions.variables]
        rows: list[Row] = []
        try:
            for solution in solutions:
                terms = ((name, solution[name]) for name in names)
                rows.append({name: term for name, term in terms if term is not None})
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self.url, 200, f"the answer is cut or wrong: {error}") from error
        return rows

    def _results(self, query: str, dataset: list[tuple[str, str]]) -> QuerySolutions | QueryBoolean:
        body = self._post(query, dataset, _RESULTS)
        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self.url, 200, f"the answer is cut or wrong: {error}") from error

    def _triples(self, query: str, dataset: list[tuple[str, str]]) -> Iterator[Triple]:
        body = self._post(query, dataset, _TRIPLES)
        try:
            for quad in parse(io.BytesIO(body), RdfFormat.N_TRIPLES, rename_blank_nodes=True):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self.url, 200, f"the answer is cut or wrong: {error}") from error

    def _post(self, query: str, dataset: list[tuple[str, str]], accept: str) -> bytes:
        # Form-encoded: many named graphs would make a URL longer than servers take.
        fields: dict[str, str | list[str]] = {"query": query}
        for key, value in dataset:
            fields[key] = [*fields.get(key, []), value]
        try:
            response = self._client.post(self.url, data=fields, headers={"Accept": accept})
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(self.url, 0, str(error) or type(error).__name__) from error
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise syntax_error(response.text[:2000], query)
        if response.status_code != httpx.codes.OK:
            reason = response.text.strip()[:300] or response.reason_phrase
            raise EndpointError(self.url, response.status_code, reason)
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        if kind != accept:
            raise EndpointError(self.url, 200, f"sent {kind or 'no media type'}, not {accept}")
        return response.content
