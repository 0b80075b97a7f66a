"""Prefixes for Turtle that people can read, type and paste into a query."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from ontology.iri_policy import CONCEPT, ID
from ontology.namespaces import PREFIXES

# With these two a name would hold an escaped slash, which not every tool reads.
_TOO_WIDE = ("id", "concept")


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
    wide = {name: iri for name, iri in PREFIXES.items() if name not in _TOO_WIDE}
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, Literal):
                term = term.datatype
            if isinstance(term, NamedNode):
                own = _own(term.value)
                if own and own[0] not in wide:
                    # The first to use a name keeps it: a code list may be called like a table.
                    found.setdefault(*own)
                elif not own:
                    found.update(_known(term.value, wide))
    return dict(sorted(found.items()))


def _own(iri: str) -> tuple[str, str] | None:
    for base in (ID, CONCEPT):
        if iri.startswith(base):
            segment, slash, name = iri[len(base) :].partition("/")
            if slash and name and "/" not in name:
                return segment, f"{base}{segment}/"
    return None


def _known(iri: str, prefixes: dict[str, str]) -> dict[str, str]:
    return {name: base for name, base in prefixes.items() if iri.startswith(base)}
