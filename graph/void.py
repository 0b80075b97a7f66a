"""The graph described in VoID: its size, its named graphs, its classes and properties.

It stands in a named graph of its own, written at build time, so that an editor or another program
knows what can be asked without counting. Its own statements are not counted.

References
----------
https://www.w3.org/TR/void/, sections 4.5 and 4.6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from graph.turtle import shortened
from ontology.iri_policy import DATASET, ID, ONTOLOGY, named_graph
from ontology.namespaces import PREFIXES

#: The named graph that holds the description.
VOID_GRAPH = named_graph("void")
#: In a larger graph the properties are not counted class by class, which takes a join over all.
MOST_STATEMENTS = 2_000_000

_VOID = PREFIXES["void"]
_DCT = PREFIXES["dct"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LICENCE = NamedNode("https://creativecommons.org/licenses/by/4.0/")
_TITLES = {
    "nb": "Samspill: kunnskapsgraf over aktører i regional utvikling",
    "en": "Samspill: a knowledge graph of regional development actors",
}
_VOCABULARIES = ("rdfs", "skos", "dct", "foaf", "org", "prov", "qb")
_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
  (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?property ?o } GROUP BY ?property"""
_PROPERTIES_OF_CLASSES = """
SELECT ?class ?property (COUNT(*) AS ?triples) WHERE { ?s a ?class ; ?property ?o }
GROUP BY ?class ?property"""


def describe(store: Store, statements: Mapping[str, int]) -> list[Quad]:
    """Describe all that a store holds.

    Parameters
    ----------
    store : Store
        The graph without a description.
    statements : mapping of str to int
        The number of statements by the IRI of each named graph.

    Returns
    -------
    list of Quad
        In the named graph `VOID_GRAPH`, in the same order for equal content. Each class has a
        partition with its entities, each property one with its triples, distinct subjects and
        distinct objects; up to `MOST_STATEMENTS` each class also has its properties.

    Notes
    -----
    Entities of a class are those of its own type: a class has no entities of its subclasses.
    """
    name = NamedNode(VOID_GRAPH)
    return [Quad(t.subject, t.predicate, t.object, name) for t in _triples(store, statements)]


def _triples(store: Store, statements: Mapping[str, int]) -> Iterator[Triple]:
    dataset = NamedNode(DATASET)
    yield Triple(dataset, _TYPE, _void("Dataset"))
    for language, title in _TITLES.items():
        yield Triple(dataset, NamedNode(_DCT + "title"), Literal(title, language=language))
    yield Triple(dataset, NamedNode(_DCT + "license"), _LICENCE)
    yield Triple(dataset, _void("uriSpace"), Literal(ID))
    for vocabulary in (ONTOLOGY, *(PREFIXES[prefix] for prefix in _VOCABULARIES)):
        yield Triple(dataset, _void("vocabulary"), NamedNode(vocabulary))
    for iri, size in sorted(statements.items()):
        yield Triple(dataset, _void("subset"), NamedNode(iri))
        yield Triple(NamedNode(iri), _TYPE, _void("Dataset"))
        yield Triple(NamedNode(iri), _void("triples"), Literal(size))
    ((triples, subjects, objects),) = _rows(store, _TOTALS)
    classes, properties = _rows(store, _CLASSES), _rows(store, _PROPERTIES)
    yield Triple(dataset, _void("triples"), triples)
    yield Triple(dataset, _void("distinctSubjects"), subjects)
    yield Triple(dataset, _void("distinctObjects"), objects)
    yield Triple(dataset, _void("classes"), Literal(len(classes)))
    yield Triple(dataset, _void("properties"), Literal(len(properties)))
    for class_, entities in classes:
        place = _part(DATASET, "class", class_)
        yield Triple(dataset, _void("classPartition"), place)
        yield Triple(place, _void("class"), class_)
        yield Triple(place, _void("entities"), entities)
    for property_, *counts in properties:
        place = _part(DATASET, "property", property_)
        yield Triple(dataset, _void("propertyPartition"), place)
        yield Triple(place, _void("property"), property_)
        for word, count in zip(
            ("triples", "distinctSubjects", "distinctObjects"), counts, strict=True
        ):
            yield Triple(place, _void(word), count)
    if sum(statements.values()) <= MOST_STATEMENTS:
        for class_, property_, count in _rows(store, _PROPERTIES_OF_CLASSES):
            of_class = _part(DATASET, "class", class_)
            place = _part(of_class.value, "property", property_)
            yield Triple(of_class, _void("propertyPartition"), place)
            yield Triple(place, _void("property"), property_)
            yield Triple(place, _void("triples"), count)


def _rows(store: Store, query: str) -> list[tuple[NamedNode, ...]]:
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    rows = [tuple(solution) for solution in found]
    # Types are given to what has an IRI; anything else has no partition that could be named.
    named = [row for row in rows if not row or all(isinstance(t, NamedNode | Literal) for t in row)]
    return sorted(named, key=lambda row: [str(term) for term in row])


def _part(whole: str, kind: str, iri: NamedNode) -> NamedNode:
    short = shortened(iri.value)
    if short == iri.value:
        short = hashlib.sha256(iri.value.encode()).hexdigest()[:12]
    mark = "." if "#" in whole else "#"
    return NamedNode(f"{whole}{mark}{kind}-{short.replace(':', '-', 1)}")


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
