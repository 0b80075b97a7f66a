"""The whole graph as a file to take home: Turtle, N-Quads or JSON-LD, equal for equal content."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import RdfFormat

from graph.store import Reader
from graph.turtle import prefixes_for
from ontology.iri_policy import ID, named_graph

#: Named graphs that no file holds: people, and which spreadsheet row a statement came from.
LEFT_OUT = ("persons", "rows")

# What the graph `persons` is about must not come back through what was derived from it.
_ABOUT_PEOPLE = (ID + "person/", ID + "responsibility/")


@dataclass(frozen=True)
class RdfFile:
    """A form in which the graph can be written."""

    media_type: str
    extension: str
    keeps_graphs: bool  #: whether it tells the named graphs apart


RDF_FILES = {
    "ttl": RdfFile("text/turtle", "ttl", keeps_graphs=False),
    "nq": RdfFile("application/n-quads", "nq", keeps_graphs=True),
    "jsonld": RdfFile("application/ld+json", "jsonld", keeps_graphs=True),
}
_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def write_rdf(
    reader: Reader, form: str, file: BinaryIO, leave_out: Collection[str] = LEFT_OUT
) -> int:
    """Write the whole graph, sorted, without people and rows.

    Parameters
    ----------
    reader : Reader
        The store.
    form : str
        A key of `RDF_FILES`. N-Quads and JSON-LD keep the named graphs; Turtle is their union,
        each statement once.
    file : binary file
        Open for writing; it is not closed.
    leave_out : collection of str
        Names (after ``…/graph/``) of the graphs to leave out. While ``persons`` is among them,
        statements of other graphs whose subject or object is a person or a responsibility are
        left out too.

    Returns
    -------
    int
        How many statements were written.

    Raises
    ------
    ValueError
        If there is no such form.

    Notes
    -----
    Sorted as N-Quads text, graph by graph; equal content gives equal bytes, as long as there are
    no blank nodes, and a build makes none. All statements of one file are held in memory while
    they are sorted.

    References
    ----------
    .. [1] RDF 1.1 N-Quads, https://www.w3.org/TR/n-quads/
    .. [2] JSON-LD 1.1, https://www.w3.org/TR/json-ld11/
    """
    if form not in RDF_FILES:
        raise ValueError(f"{form!r} is none of {', '.join(RDF_FILES)}")
    if RDF_FILES[form].keeps_graphs:
        quads = _Counter(_sorted_quads(reader, leave_out))
        pyoxigraph.serialize(quads, file, format=_FORMATS[form])
        return quads.count
    triples = _sorted_triples(reader, leave_out)
    pyoxigraph.serialize(triples, file, format=_FORMATS[form], prefixes=prefixes_for(triples))
    return len(triples)


class _Counter:
    """Counts statements on their way to the file."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad]) -> None:
        self._quads = quads
        self.count = 0

    def __iter__(self) -> Iterator[pyoxigraph.Quad]:
        for quad in self._quads:
            self.count += 1
            yield quad


def _graphs(reader: Reader, leave_out: Collection[str]) -> list[str]:
    hidden = {named_graph(name) for name in leave_out}
    return sorted(iri for iri in reader.named_graphs() if iri not in hidden)


def _shown(reader: Reader, iri: str, leave_out: Collection[str]) -> Iterator[pyoxigraph.Quad]:
    for quad in reader.quads(iri):
        if "persons" not in leave_out or not (_is_person(quad.subject) or _is_person(quad.object)):
            yield quad


def _is_person(term: object) -> bool:
    return isinstance(term, pyoxigraph.NamedNode) and term.value.startswith(_ABOUT_PEOPLE)


def _sorted_quads(reader: Reader, leave_out: Collection[str]) -> Iterator[pyoxigraph.Quad]:
    for iri in _graphs(reader, leave_out):
        yield from sorted(_shown(reader, iri, leave_out), key=str)


def _sorted_triples(reader: Reader, leave_out: Collection[str]) -> list[pyoxigraph.Triple]:
    union = {
        quad.triple for iri in _graphs(reader, leave_out) for quad in _shown(reader, iri, leave_out)
    }
    return sorted(union, key=str)
