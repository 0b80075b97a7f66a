"""Prefixes for Turtle that people can read, type and paste into a query."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.iri_policy import CONCEPT, ID
from ontology.namespaces import PREFIXES

# With these two a name would hold an escaped slash, which not every tool reads.
_TOO_WIDE = ("id", "concept")
_STANDARD = {name: iri for name, iri in PREFIXES.items() if name not in _TOO_WIDE}


def prefixes_for(triples: Iterable[Triple]) -> dict[str, str]:
    r"""Give the prefixes that some statements need, one for each kind of thing and each code list.

    Parameters
    ----------
    triples : iterable of Triple
        What will be written, or a good part of it; other IRIs are written in full.

    Returns
    -------
    dict of str to str
        Namespace by prefix, sorted: ``actor`` for ``…/id/actor/``, ``modality`` for
        ``…/concept/modality/``, and those of `ontology.namespaces.PREFIXES` that are used.

    Examples
    --------
    >>> a = NamedNode("https://w3id.org/samspill/id/actor/hamar")
    >>> prefixes_for([Triple(a, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), a)])
    {'actor': 'https://w3id.org/samspill/id/actor/', 'rdfs': 'http://www.w3.org/2000/01/rdf-schema#'}
    """
    found: dict[str, str] = {}
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, Literal):
                term = term.datatype
            if isinstance(term, NamedNode):
                own = _own(term.value)
                if own and own[0] not in _STANDARD:
                    # The first to use a name keeps it: a code list may be called like a table.
                    found.setdefault(*own)
                elif not own:
                    found.update(_known(term.value))
    return dict(sorted(found.items()))


def shortened(iri: str) -> str:
    """Write an IRI with the prefix that `prefixes_for` would give it, or in full.

    Examples
    --------
    >>> shortened("https://w3id.org/samspill/id/actor/hamar")
    'actor:hamar'
    >>> shortened("https://example.org/")
    'https://example.org/'
    """
    own = _own(iri)
    known = dict([own]) if own else _known(iri)
    for name, base in known.items():
        if len(iri) > len(base):
            return f"{name}:{iri[len(base) :]}"
    return iri


def term_text(term: NamedNode | Literal | BlankNode | Triple) -> str:
    """Write a term as it stands in Turtle.

    Examples
    --------
    >>> term_text(Literal("Hamar", language="nb"))
    '"Hamar"@nb'
    """
    if isinstance(term, Triple):
        # pyoxigraph gives a triple as it stands in a file, without the signs of a term.
        parts = (term.subject, term.predicate, term.object)
        return f"<<( {' '.join(map(term_text, parts))} )>>"
    return str(term)


def _own(iri: str) -> tuple[str, str] | None:
    for base in (ID, CONCEPT):
        if iri.startswith(base):
            segment, slash, name = iri[len(base) :].partition("/")
            if slash and name and "/" not in name:
                return segment, f"{base}{segment}/"
    return None


def _known(iri: str) -> dict[str, str]:
    return {name: base for name, base in _STANDARD.items() if iri.startswith(base)}
