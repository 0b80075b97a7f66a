"""How the terms of the ontology are used: counts, an example of each, and what properties join."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.names import local_name
from graph.turtle import shortened
from ontology.iri_policy import CONCEPT, ID, named_graph, page_path
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp import texts
from webapp.completion import completion
from webapp.kept import FEW, Kept
from webapp.records import EDITORS_TEXTS, Records
from webapp.resultpage import anchor
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

_XSD = PREFIXES["xsd"]
_DOMAIN = PREFIXES["rdfs"] + "domain"
#: People are shown where they have a role, and are no examples.
_NO_EXAMPLE = {SAMSPILL_NS + "Person", SAMSPILL_NS + "Responsibility"}


@dataclass
class Use:
    """How a class or property is used in the open snapshot."""

    count: int = 0  #: things of the class and of those below it; statements with the property
    example: dict[str, object] | None = None  #: a cell: text, and perhaps url and lang
    domain: list[dict[str, str]] = field(default_factory=list)  #: text and perhaps anchor
    range: list[dict[str, str]] = field(default_factory=list)


_USES = Kept[dict[str, Use]](FEW)


def uses(snapshot: OpenSnapshot, language: str) -> dict[str, Use]:
    """Give the use of every class and property, by IRI; kept with the snapshot."""
    return _USES.of(snapshot, language, lambda: _read(snapshot, language))


def _read(snapshot: OpenSnapshot, language: str) -> dict[str, Use]:
    found: defaultdict[str, Use] = defaultdict(Use)
    known = completion(snapshot)
    records = Records(snapshot, language)
    records.load(
        one["example"]
        for one in (*known["classes"], *known["properties"])
        if one.get("example", "").startswith(ID)
    )
    counts: Counter[str] = Counter()
    for one in known["classes"]:
        for iri in snapshot.terms.ancestors(one["iri"]):
            counts[iri] += one["count"]
        if one["iri"] not in _NO_EXAMPLE and "example" in one:
            found[one["iri"]].example = _thing(records, one["example"])
    for iri, count in counts.items():
        found[iri].count = count
    for one in known["properties"]:
        found[one["iri"]].count = one["count"]
        found[one["iri"]].example = _value(records, one)
    for row in snapshot.reader.select(site_query("domains-ranges")):
        use = found[row["property"].value]
        side = use.domain if row["side"].value == _DOMAIN else use.range
        side.append(_class(snapshot, row["class"].value, language))
    return dict(found)


def _thing(records: Records, iri: str) -> dict[str, object] | None:
    # A mention of a person stands among the people as well.
    if not page_path(iri) or named_graph("persons") in records[iri].graphs:
        return None
    if not records[iri].type:
        # A former id: the page is that of the thing it belongs to now.
        return {"text": shortened(iri)}
    text, language = records.name(iri)
    return {"text": text, "lang": language, "url": page_path(iri)}


def _value(records: Records, one: dict[str, Any]) -> dict[str, object] | None:
    if not set(one["classes"]) - _NO_EXAMPLE:
        return None
    value = one["example"]
    if one["kind"] == "thing":
        if value.startswith((CONCEPT, SAMSPILL_NS)):
            text, language = records.name(value)
            return {"text": text, "lang": language, "url": "#" + anchor(value)}
        return _thing(records, value) or (
            None if value.startswith(ID) else {"text": shortened(value)}
        )
    if one["kind"] == "text":
        return {"text": value, "lang": one["language"]}
    if local_name(one["iri"]) in EDITORS_TEXTS:
        return {"text": value, "lang": records.editors_language()}
    return {"text": texts.literal(Literal(value, datatype=NamedNode(one["kind"])))}


def _class(snapshot: OpenSnapshot, iri: str, language: str) -> dict[str, str]:
    if iri.startswith(SAMSPILL_NS):
        return {"text": snapshot.terms.label(iri, language), "anchor": anchor(iri)}
    known = {
        PREFIXES["skos"] + "Concept": _("kode fra en liste"),
        _XSD + "string": _("tekst"),
        PREFIXES["rdf"] + "langString": _("tekst med språk"),
        _XSD + "date": _("dato"),
        _XSD + "decimal": _("tall"),
        _XSD + "integer": _("helt tall"),
        _XSD + "boolean": _("ja eller nei"),
        _XSD + "anyURI": _("nettadresse"),
    }
    return {"text": known.get(iri) or shortened(iri)}
