"""Statements in words: what things, properties and values are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from graph.binding import Row
from graph.names import SPARQL_PREFIXES, choose_label, local_name
from graph.store import Reader
from ontology import vocabulary
from ontology.iri_policy import table_and_id
from ontology.namespaces import PREFIXES

# Asked for in portions: one VALUES block of a million IRIs would be a query of a hundred megabytes.
_PORTION = 2000
_LABELS = (
    SPARQL_PREFIXES
    + """SELECT ?thing ?label WHERE {
#bind ?thing
  ?thing rdfs:label|samspill:nameText ?label }"""
)
# What a relation joins, and its class; where it stands in a source is not what it is.
_PARTS = (
    SPARQL_PREFIXES
    + """SELECT ?thing ?property ?value WHERE {
#bind ?thing
  ?thing ?property ?value .
  FILTER(isIRI(?value) && ?property NOT IN (dct:source, samspill:during, samspill:derivedBy)) }"""
)
_RDF_TYPE = PREFIXES["rdf"] + "type"
#: Properties of others, in our words.
_FOREIGN = {
    _RDF_TYPE: {"nb": "slag", "en": "kind"},
    PREFIXES["rdfs"] + "label": {"nb": "navn", "en": "name"},
    PREFIXES["dct"] + "source": {"nb": "kilde", "en": "source"},
    PREFIXES["geo"] + "asGeoJSON": {"nb": "omriss (GeoJSON)", "en": "outline (GeoJSON)"},
    PREFIXES["skos"] + "altLabel": {"nb": "annet navn", "en": "other name"},
    PREFIXES["skos"] + "hiddenLabel": {"nb": "feilskrevet navn", "en": "misspelt name"},
}


class Wording:
    """What the things of some stores are called; the first store that names a thing decides.

    Names are read when `learn` is told of them, so that a large store is never read whole.
    """

    def __init__(self, readers: Sequence[Reader], language: str) -> None:
        self.language = language
        self._readers = readers
        self._labels: dict[str, str] = {}

    def learn(self, iris: Iterable[str]) -> None:
        """Read the names of things and concepts, and of what unnamed relations join."""
        wanted = set(iris) - self._labels.keys()
        found = self._named(wanted)
        parts = self._parts({iri for iri in wanted - found.keys() if table_and_id(iri)})
        joined = {one for _, ends in parts.values() for one in ends} - found.keys()
        found |= self._named(joined - self._labels.keys())
        known = self._labels | found
        for iri, (class_iri, ends) in parts.items():
            names = [known.get(end) or _short(end) for end in ends]
            what = self.property(class_iri) if class_iri else ""
            found[iri] = f"{what}: {', '.join(names)}".strip(": ") if names else what
        self._labels |= {iri: label for iri, label in found.items() if label}

    def thing(self, iri: str) -> str:
        """Give a thing's name and, after it, the ``kind:id`` that the tables know it by."""
        name = self._labels.get(iri, "")
        if table_and_id(iri) is None:
            return name or self._own_word(iri) or iri
        return f"{name} ({_short(iri)})" if name else _short(iri)

    def property(self, iri: str) -> str:
        """Give the name of a property or class."""
        if iri in _FOREIGN:
            return _FOREIGN[iri]["nb" if self.language == "nb" else "en"]
        return self._own_word(iri) or local_name(iri)

    def value(self, term: NamedNode | Literal) -> str:
        """Give a value: the name of a thing, or text in quotation marks with its language."""
        if isinstance(term, NamedNode):
            return self.thing(term.value)
        if term.language:
            return f"«{term.value}» ({term.language})"
        plain = term.datatype.value == PREFIXES["xsd"] + "string"
        return f"«{term.value}»" if plain else term.value

    def _own_word(self, iri: str) -> str:
        known = vocabulary.texts().get(iri)
        return choose_label(known.label, self.language, iri) if known and known.label else ""

    def _named(self, iris: set[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for reader in self._readers:
            labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
            for row in _ask(reader, _LABELS, iris - found.keys()):
                label = row["label"]
                if isinstance(label, Literal):
                    known = labels[row["thing"].value]
                    language = label.language or ""
                    # Two labels in one language are a fault of the data; the order decides.
                    known[language] = min(known.get(language, label.value), label.value)
            for iri, texts in labels.items():
                found[iri] = choose_label(texts, self.language, iri)
        return found

    def _parts(self, iris: set[str]) -> dict[str, tuple[str, list[str]]]:
        found: dict[str, tuple[str, list[str]]] = {}
        for reader in self._readers:
            rows = _ask(reader, _PARTS, iris - found.keys())
            types: dict[str, str] = {}
            ends: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
            for row in rows:
                thing, property_, value = (
                    row[name].value for name in ("thing", "property", "value")
                )
                if property_ == _RDF_TYPE:
                    types[thing] = min(types.get(thing, value), value)
                elif table_and_id(value):
                    ends[thing].add((property_, value))
            for iri in types.keys() | ends.keys():
                # The order of the properties' names, so that both sides of a change read alike.
                joined = dict.fromkeys(value for _, value in sorted(ends[iri]))
                found[iri] = types.get(iri, ""), list(joined)
        return found


def _ask(reader: Reader, query: str, iris: set[str]) -> list[Row]:
    wanted = [NamedNode(iri) for iri in sorted(iris)]
    return [
        row
        for start in range(0, len(wanted), _PORTION)
        for row in reader.select(query, {"thing": wanted[start : start + _PORTION]})
    ]


def _short(iri: str) -> str:
    found = table_and_id(iri)
    return ":".join(found) if found else iri
