"""The order of a long list, found without reading its rows: by what stands first in each.

A section's rows are sorted by the name of the other party, in Norwegian alphabetical order; ties
between actors by their weight first. Two
queries give these names for all rows of a section; their records are read a page at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.binding import Term, Values
from graph.names import alphabetical, choose_label, local_name
from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.records import EDITORS_TEXTS, Records, decimal
from webapp.relation_columns import (
    COLUMNS,
    HEAVIEST_FIRST,
    ROLES_FIRST,
    first_column,
    is_two_sided,
)
from webapp.relations import PAGE_SIZE, Section
from webapp.site_queries import site_query

#: First cells that are made of several statements of the row; such rows are read whole.
_MADE_OF_SEVERAL = {"amount", "funding", "value", "about", "formerThing", *EDITORS_TEXTS}


def can_be_ordered(section: Section) -> bool:
    """Say whether a section is long, and its order is that of names that queries can give."""
    if section.total <= PAGE_SIZE or section.link == "tie":
        return False
    if section.class_name not in COLUMNS:
        return True
    return first_column(section.class_name, section.link) not in _MADE_OF_SEVERAL


def order(section: Section, records: Records, own: str) -> set[str]:
    """Put the rows of all pages in order; only what has no label is read.

    Gives what the order goes by: the things whose names it is that of.
    """
    texts_, named = _texts_of_rows(section, records, own)
    places: Mapping[str, int | Decimal]
    places = _weights(section, records, own) or _places_of_roles(section, records, own)
    section.iris.sort(key=lambda iri: (places[iri], *alphabetical(texts_.get(iri, "")), iri))
    section.is_sorted = True
    return named


def _texts_of_rows(section: Section, records: Records, own: str) -> tuple[dict[str, str], set[str]]:
    """Give the text that each row is sorted by, and the things that the texts are names of."""
    if section.class_name not in COLUMNS:
        return _labels_of_things(section, records, own), set(section.iris)
    two_sided = is_two_sided(section.class_name, section.link)
    first = first_column(section.class_name, section.link)
    sides = _properties("left", "right")
    firsts = sides if two_sided and first == "left" else _properties(first)
    links = sides if section.link == "left" else _links(section)
    thing = NamedNode(own)
    select = records.snapshot.reader.select
    wanted = set(section.iris)
    others: defaultdict[str, set[Term]] = defaultdict(set)
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    values: Values = {"thing": thing, "link": links, "first": firsts}
    for row in select(site_query("row-names"), values):
        iri, other, label = row["row"].value, row["other"], row["label"]
        if iri in wanted and isinstance(label, Literal):
            others[iri].add(other)
            labels[other.value].setdefault(label.language or "", label.value)
    # Asking for the label only where there is one halves the time of the whole.
    rest = [NamedNode(iri) for iri in section.iris if iri not in others]
    values = {"row": rest, "first": firsts, "thing": thing}
    for row in select(site_query("row-others"), values) if rest else ():
        others[row["row"].value].add(row["other"])
    nameless = {
        term.value
        for terms in others.values()
        for term in terms
        if isinstance(term, NamedNode) and term.value not in labels
    }
    records.load(nameless)
    text = {
        term.value: records.text(term.value)
        if term.value in nameless or term.value in records.former
        else choose_label(labels[term.value], records.language, term.value)
        for terms in others.values()
        for term in terms
        if isinstance(term, NamedNode)
    }
    found = {
        iri: "; ".join(
            texts.literal(term) if isinstance(term, Literal) else text[term.value]
            for term in sorted(terms, key=str)
        )
        for iri, terms in others.items()
    }
    return found, set(text)


def _labels_of_things(section: Section, records: Records, own: str) -> dict[str, str]:
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    values: Values = {"thing": NamedNode(own), "link": _links(section)}
    for row in records.snapshot.reader.select(site_query("row-labels"), values):
        label = row["label"]
        if isinstance(label, Literal):
            labels[row["row"].value].setdefault(label.language or "", label.value)
    nameless = [iri for iri in section.iris if iri not in labels or iri in records.former]
    records.load(nameless)
    found = {iri: records.text(iri) for iri in nameless}
    for iri in section.iris:
        if iri not in found:
            found[iri] = choose_label(labels[iri], records.language, iri)
    return found


def _weights(section: Section, records: Records, own: str) -> dict[str, Decimal]:
    """Give the place of each row by its weight, the heaviest first; nothing where none has one."""
    if section.class_name not in HEAVIEST_FIRST:
        return {}
    found = dict.fromkeys(section.iris, Decimal(0))
    values: Values = {"thing": NamedNode(own), "link": _links(section)}
    for row in records.snapshot.reader.select(site_query("row-weights"), values):
        if row["row"].value in found:
            found[row["row"].value] = -(decimal(row["weight"].value) or Decimal(0))
    return found


def _places_of_roles(section: Section, records: Records, own: str) -> dict[str, int]:
    roles = ROLES_FIRST.get(section.class_name)
    if not roles or section.link in ("actor", "member"):
        return dict.fromkeys(section.iris, 0)
    places = dict.fromkeys(section.iris, len(roles))
    values: Values = {"thing": NamedNode(own), "link": _links(section)}
    for row in records.snapshot.reader.select(site_query("row-roles"), values):
        code = local_name(row["role"].value)
        if row["row"].value in places and code in roles:
            places[row["row"].value] = roles.index(code)
    return places


def _links(section: Section) -> list[NamedNode]:
    return _properties(section.link)


def _properties(*names: str) -> list[NamedNode]:
    return [NamedNode(name if ":" in name else SAMSPILL_NS + name) for name in names]
