"""What the SPARQL service says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.snapshot import Snapshot
from ontology.namespaces import PREFIXES

_SD = PREFIXES["sd"]
_FORMATS = "http://www.w3.org/ns/formats/"
#: https://www.w3.org/ns/formats/ has a name for each of these.
_NAMED_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "N-Quads", "TriG"),
)
_VOID = PREFIXES["void"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


def describe(endpoint: str, snapshot: Snapshot) -> list[Triple]:
    """Describe the service at an address, with the named graphs of a snapshot and their sizes.

    Nothing is without a name, so that descriptions can be put together.
    """
    return list(_service(NamedNode(endpoint), snapshot))


def _service(endpoint: NamedNode, snapshot: Snapshot) -> Iterator[Triple]:
    service = NamedNode(endpoint.value + "#service")
    dataset = NamedNode(endpoint.value + "#dataset")
    default = NamedNode(endpoint.value + "#default-graph")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    # Without a dataset in the request or the query, the default graph is the union of all.
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _NAMED_FORMATS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(service, _sd("availableGraphs"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _TYPE, _sd("GraphCollection"))
    yield Triple(dataset, NamedNode(PREFIXES["dct"] + "identifier"), Literal(snapshot.name))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    counts = snapshot.report.get("statements")
    for iri, count in sorted(counts.items()) if isinstance(counts, dict) else ():
        named, content = (
            NamedNode(iri),
            NamedNode(f"{endpoint.value}#graph-{iri.rpartition('/')[2]}"),
        )
        yield Triple(dataset, _sd("namedGraph"), content)
        yield Triple(content, _TYPE, _sd("NamedGraph"))
        yield Triple(content, _sd("name"), named)
        yield Triple(content, _sd("graph"), named)
        yield Triple(named, _TYPE, _sd("Graph"))
        yield Triple(named, NamedNode(_VOID + "triples"), Literal(count))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
