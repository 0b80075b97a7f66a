"""Read our own Turtle: terms, code lists, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import VocabularyError
from ontology.iri_policy import BASE, CONCEPT, ONTOLOGY, named_graph

FOLDER = Path(__file__).parent

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_NOTATION = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
_START = NamedNode(ONTOLOGY + "startDate")
_END = NamedNode(ONTOLOGY + "endDate")
_OWL = "http://www.w3.org/2002/07/owl#"
_CLASS = NamedNode(_OWL + "Class")
_PROPERTIES = {NamedNode(_OWL + "ObjectProperty"), NamedNode(_OWL + "DatatypeProperty")}


def turtle_files() -> list[Path]:
    """Give the files that make up the vocabulary, shapes left out, in a fixed order."""
    return sorted([*FOLDER.glob("*.ttl"), *(FOLDER / "schemes").glob("*.ttl")])


def shape_files() -> list[Path]:
    """Give the SHACL files, in a fixed order."""
    return sorted((FOLDER / "shapes").glob("*.shacl.ttl"))


def read_turtle(path: Path) -> list[Triple]:
    """Read one Turtle file of ours.

    Parameters
    ----------
    path : Path
        A file under ``ontology/``.

    Returns
    -------
    list of Triple
        One a statement, in the file's order.

    Raises
    ------
    VocabularyError
        If the file is not Turtle; the reason holds line and column.
    """
    try:
        found = list(parse(path=str(path), format=RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise VocabularyError(path.name, getattr(error, "lineno", None), str(error)) from error
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in found]


def _named(path: Path) -> list[Triple]:
    """Read a file and give its blank nodes IRIs, since the graph has none."""
    names: dict[BlankNode, NamedNode] = {}

    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            fresh = NamedNode(f"{BASE}genid/{path.name.split('.')[0]}-{len(names) + 1}")
            return names.setdefault(term, fresh)
        return term

    return [
        Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]
        for triple in read_turtle(path)
    ]


@cache
def statements() -> tuple[Triple, ...]:
    """Give every statement of the vocabulary (shapes left out)."""
    return tuple(triple for path in turtle_files() for triple in _named(path))


def shapes() -> list[Triple]:
    """Give the SHACL shapes; their blank nodes stay, since a property path is one."""
    return [triple for path in shape_files() for triple in read_turtle(path)]


def quads() -> Iterator[Quad]:
    """Give the vocabulary as quads of the named graph ``ontology``."""
    name = NamedNode(named_graph("ontology"))
    for triple in statements():
        yield Quad(triple.subject, triple.predicate, triple.object, name)


def terms() -> frozenset[str]:
    """Give the IRIs of all classes and properties of ours."""
    return classes() | properties()


@cache
def _defined(kinds: frozenset[NamedNode]) -> frozenset[str]:
    return frozenset(
        triple.subject.value
        for triple in statements()
        if triple.predicate == _RDF_TYPE
        and triple.object in kinds
        and isinstance(triple.subject, NamedNode)
        and triple.subject.value.startswith(ONTOLOGY)
    )


def classes() -> frozenset[str]:
    """Give the IRIs of our classes."""
    return _defined(frozenset({_CLASS}))


def properties() -> frozenset[str]:
    """Give the IRIs of our properties."""
    return _defined(frozenset(_PROPERTIES))


@cache
def subclasses(root: str) -> tuple[str, ...]:
    """Give the local names of a class and all below it, in the order of the file.

    Examples
    --------
    >>> subclasses("Place")[:2]
    ('Place', 'Country')
    """
    below = [root]
    for triple in statements():
        if (
            triple.predicate == _SUBCLASS
            and isinstance(triple.object, NamedNode)
            and isinstance(triple.subject, NamedNode)
            and triple.object.value.removeprefix(ONTOLOGY) in below
        ):
            below.append(triple.subject.value.removeprefix(ONTOLOGY))
    return tuple(below)


@cache
def codes(scheme: str) -> tuple[str, ...]:
    """Give the codes of a closed list, in the order of its file; empty if there is no such list.

    Examples
    --------
    >>> codes("confidence")
    ('explicit', 'implied')
    """
    base = f"{CONCEPT}{scheme}/"
    return tuple(
        triple.object.value
        for triple in statements()
        if triple.predicate == _NOTATION
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
        and triple.subject.value.startswith(base)
    )


@cache
def validity(scheme: str) -> dict[str, tuple[str, str]]:
    """Give the first and last day of each code of a dated list; an open bound is empty.

    Examples
    --------
    >>> validity("municipality-number")["0402"], validity("municipality-number")["3401"]
    (('', '2019-12-31'), ('2020-01-01', ''))
    """
    base = f"{CONCEPT}{scheme}/"
    said: dict[NamedNode, dict[NamedNode, str]] = {}
    for subject, predicate, value in statements():
        if (
            isinstance(subject, NamedNode)
            and subject.value.startswith(base)
            and isinstance(value, Literal)
        ):
            said.setdefault(subject, {})[predicate] = value.value
    return {
        found[_NOTATION]: (found.get(_START, ""), found.get(_END, ""))
        for found in said.values()
        if _NOTATION in found
    }


@dataclass(frozen=True)
class Texts:
    """Label and comment of a term in nb and en."""

    label: dict[str, str]
    comment: dict[str, str]


@cache
def texts() -> dict[str, Texts]:
    """Give label and comment of every term and concept, by IRI."""
    found: dict[str, Texts] = {}
    for triple in statements():
        if triple.predicate in (_LABEL, _COMMENT) and isinstance(triple.object, Literal):
            subject = triple.subject
            assert isinstance(subject, NamedNode)
            entry = found.setdefault(subject.value, Texts({}, {}))
            words = entry.label if triple.predicate == _LABEL else entry.comment
            words[triple.object.language or "en"] = triple.object.value
    return found
