"""What the query editor offers: prefixes, classes, properties and codes, as the snapshot has them.

Counted once a snapshot by three queries, by the build or else at the first request.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from graph.turtle import prefixes_for
from ontology.iri_policy import BASE
from ontology.namespaces import PREFIXES
from webapp import prepared
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.terms import Terms

#: A property with more different codes than this (municipality numbers) gets none of them.
MOST_CODES = 60
#: Letters of a value that is shown as an example.
LONGEST_EXAMPLE = 80
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_FOUND = Kept[dict[str, Any]]()


def completion(snapshot: OpenSnapshot) -> dict[str, Any]:
    """Give the vocabulary in use, ready for JSON.

    Parameters
    ----------
    snapshot : OpenSnapshot
        Keeps what was found.

    Returns
    -------
    dict
        ``prefixes`` (namespace by prefix), ``classes`` (label and comment by language, count of
        things that have exactly this class, classes above, an example), ``properties`` (the same,
        with counts by class and the codes that they point to) and ``codes`` (labels by IRI). A
        class without things of its own is there if a class below it has some.
    """

    def make() -> dict[str, Any]:
        # Two of the queries go through all statements: the build has asked them.
        found: dict[str, Any] | None = prepared.read(snapshot.snapshot, "vocabulary")
        return _read(snapshot) if found is None else found

    return _FOUND.of(snapshot, "", make)


def _read(snapshot: OpenSnapshot) -> dict[str, Any]:
    terms = snapshot.terms
    classes, of_class = _classes(snapshot)
    properties = _properties(snapshot, set(classes))
    codes = _codes(snapshot, properties)
    return {
        "prefixes": _prefixes(of_class, codes),
        "classes": list(classes.values()),
        "properties": list(properties.values()),
        "codes": {iri: terms.labels.get(iri, {}) for iri in sorted(codes)},
    }


def _term(terms: Terms, iri: str) -> dict[str, Any]:
    return {
        "iri": iri,
        "label": terms.labels.get(iri, {}),
        "comment": terms.comments.get(iri, {}),
        "count": 0,
    }


def _classes(snapshot: OpenSnapshot) -> tuple[dict[str, dict[str, Any]], list[str]]:
    found: dict[str, dict[str, Any]] = {}
    examples = []
    terms = snapshot.terms

    def entry(iri: str) -> dict[str, Any]:
        return found.setdefault(
            iri, _term(terms, iri) | {"parents": sorted(terms.parents.get(iri, ()))}
        )

    for row in snapshot.reader.select(site_query("classes-in-use")):
        iri = row["class"].value
        one = entry(iri)
        one["count"] = int(row["count"].value)
        one["example"] = row["example"].value
        examples.append(one["example"])
        for above in terms.ancestors(iri):
            # Only classes that we have words for: those of other vocabularies are above ours.
            if above in terms.labels:
                entry(above)
    return dict(sorted(found.items())), examples


def _properties(snapshot: OpenSnapshot, classes: set[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in snapshot.reader.select(site_query("properties-in-use")):
        iri, value = row["property"].value, row["example"]
        if iri not in found:
            found[iri] = _term(snapshot.terms, iri) | {"codes": []}
            found[iri] |= _example(value)
        counts[iri][row["class"].value] = int(row["count"].value)
    for iri, one in found.items():
        one["classes"] = {name: count for name, count in counts[iri].items() if name in classes}
        one["count"] = sum(counts[iri].values())
    return dict(sorted(found.items()))


def _example(value: object) -> dict[str, str]:
    if isinstance(value, NamedNode):
        return {"example": value.value, "kind": "thing"}
    if isinstance(value, Literal):
        text = value.value
        short = text if len(text) <= LONGEST_EXAMPLE else text[: LONGEST_EXAMPLE - 1] + "…"
        if value.language:
            return {"example": short, "kind": "text", "language": value.language}
        return {"example": short, "kind": value.datatype.value}
    return {"example": "", "kind": ""}


def _codes(snapshot: OpenSnapshot, properties: dict[str, dict[str, Any]]) -> set[str]:
    of_property: defaultdict[str, list[str]] = defaultdict(list)
    for row in snapshot.reader.select(site_query("codes-in-use")):
        of_property[row["property"].value].append(row["code"].value)
    kept: set[str] = set()
    for iri, codes in of_property.items():
        if iri in properties and len(codes) <= MOST_CODES:
            properties[iri]["codes"] = codes
            kept.update(codes)
    return kept


def _prefixes(examples: list[str], codes: set[str]) -> dict[str, str]:
    """Give the standard prefixes, and one for each kind of thing and each list of codes."""
    nodes = [NamedNode(iri) for iri in [*examples, *sorted(codes)] if iri.startswith(BASE)]
    return PREFIXES | prefixes_for(Triple(node, _TYPE, node) for node in nodes)
