"""Where actors belong and what initiatives are about, as the rules derived it from the sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

import pyoxigraph

from graph.names import SPARQL_PREFIXES, alphabetical
from graph.store import Reader

_TERRITORIES = SPARQL_PREFIXES + "SELECT ?thing ?of WHERE { ?thing samspill:inTerritory ?of }"
# The seat or the place it acts for, without all that these lie in.
_NEAREST = SPARQL_PREFIXES + (
    "SELECT ?thing ?of WHERE { { ?thing samspill:seat ?of } UNION { ?thing samspill:actsFor ?of } }"
)
# Few sources say what an initiative is about; more say what a goal of it is about.
_TOPICS = SPARQL_PREFIXES + (
    "SELECT ?thing ?of WHERE { { ?thing samspill:hasTopic ?of } UNION "
    "{ ?goal a samspill:Goal ; samspill:initiative ?thing ; samspill:hasTopic ?of } }"
)
_BROADER = SPARQL_PREFIXES + (
    "SELECT ?thing ?of WHERE { ?thing a samspill:Topic ; samspill:broader+ ?of }"
)
_LABELS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?label WHERE {
  { SELECT DISTINCT ?thing WHERE {
      { ?actor samspill:inTerritory ?thing } UNION { ?actor samspill:seat ?thing }
      UNION { ?actor samspill:actsFor ?thing } UNION { ?about samspill:hasTopic ?thing }
      UNION { ?narrower samspill:broader ?thing . ?narrower a samspill:Topic } } }
  ?thing rdfs:label ?label .
}"""
)


@dataclass(frozen=True)
class Belonging:
    """Places of actors and topics of things; what is not a key has none that a source states."""

    nearest: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: seat, or acted for
    territories: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: and all around it
    topics: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: of it or of its goals
    themes: Mapping[str, frozenset[str]] = field(default_factory=dict)  #: and all above them

    def merged(self, canonical: Mapping[str, str]) -> Belonging:
        """Give what is the same actor the places of all that it is."""
        return Belonging(
            _joined(self.nearest, canonical),
            _joined(self.territories, canonical),
            self.topics,
            self.themes,
        )


def read_belonging(reader: Reader) -> tuple[Belonging, dict[str, dict[str, str]]]:
    """Read places and topics, with five queries.

    Parameters
    ----------
    reader : Reader
        A store that the rules have run on.

    Returns
    -------
    tuple of Belonging and dict
        And the labels of the places and topics, by IRI and language.
    """
    broader = _pairs(reader, _BROADER)
    topics = _pairs(reader, _TOPICS)
    nearest = _pairs(reader, _NEAREST)
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    found = []
    for row in reader.select(_LABELS):
        literal = row["label"]
        language = (literal.language or "") if isinstance(literal, pyoxigraph.Literal) else ""
        found.append((row["thing"].value, language, literal.value))
    for iri, language, text in sorted(found):
        labels[iri].setdefault(language, text)
    belonging = Belonging(
        nearest,
        _pairs(reader, _TERRITORIES),
        topics,
        {
            thing: own.union(*(broader.get(topic, frozenset()) for topic in own))
            for thing, own in topics.items()
        },
    )
    return belonging, dict(labels)


def choices(
    of: Mapping[str, Collection[str]], label: Callable[[str], str]
) -> list[tuple[str, str, int]]:
    """Give the places or topics that a filter can offer.

    Parameters
    ----------
    of : mapping
        `Belonging.territories` or `Belonging.themes`.
    label : callable
        Gives the label of an IRI.

    Returns
    -------
    list of (str, str, int)
        IRI, label, and how many actors or things it has; in alphabetical order of labels.

    Examples
    --------
    >>> choices({"a": ["p"], "b": ["p", "q"]}, str.upper)
    [('p', 'P', 2), ('q', 'Q', 1)]
    """
    counted = Counter(one for belongs in of.values() for one in belongs)
    offered = [(iri, label(iri), count) for iri, count in counted.items()]
    return sorted(offered, key=lambda one: (alphabetical(one[1]), one[0]))


def _pairs(reader: Reader, query: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in reader.select(query):
        found[row["thing"].value].add(row["of"].value)
    return {thing: frozenset(of) for thing, of in sorted(found.items())}


def _joined(
    of: Mapping[str, frozenset[str]], canonical: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for iri, belongs in of.items():
        one = canonical.get(iri, iri)
        found[one] = found.get(one, frozenset()) | belongs
    return found
