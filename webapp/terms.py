"""The vocabulary of the open snapshot: what classes, properties and codes are called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.names import choose_label
from graph.store import Reader
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp.site_queries import site_query

RDFS = PREFIXES["rdfs"]


@dataclass(frozen=True)
class Terms:
    """Labels, comments and superclasses, read once a snapshot."""

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    comments: dict[str, dict[str, str]] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)  #: properties and nodes that rules make

    def label(self, iri: str, language: str) -> str:
        """Give the label of a class, property or code, else the end of its IRI."""
        return choose_label(self.labels.get(iri, {}), language, iri)

    def comment(self, iri: str, language: str) -> str:
        """Give the comment in the language, or nothing."""
        found = self.comments.get(iri, {})
        return found.get(language) or found.get("nb", "")

    def ancestors(self, iri: str) -> set[str]:
        """Give a class and all classes above it."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.parents.get(one, ())
        return found

    def is_a(self, iri: str, local: str) -> bool:
        """Say whether a class is one of ours by that name, or below it."""
        return SAMSPILL_NS + local in self.ancestors(iri)

    def below(self, local: str) -> list[str]:
        """Give all classes below one of ours, sorted."""
        return sorted(iri for iri in self.parents if self.is_a(iri, local))


def read_terms(reader: Reader) -> Terms:
    """Read the vocabulary with one query."""
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    comments: defaultdict[str, dict[str, str]] = defaultdict(dict)
    parents: defaultdict[str, set[str]] = defaultdict(set)
    derived: set[str] = set()
    for row in reader.select(site_query("vocabulary")):
        term, value = row["term"].value, row["value"]
        if row["property"].value == RDFS + "subClassOf":
            parents[term].add(value.value)
            continue
        if row["property"].value == SAMSPILL_NS + "derivedBy":
            derived.add(term)
            continue
        into = labels if row["property"].value == RDFS + "label" else comments
        into[term].setdefault(getattr(value, "language", None) or "", value.value)
    return Terms(dict(labels), dict(comments), dict(parents), derived)
