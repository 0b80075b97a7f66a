"""What is different between two snapshots, in the words of the pages.

Left out are persons, what rules derive from the rest, row numbers, counts, registers, and things
that have no address of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import Literal, NamedNode

from graph.changes import ChangedThing, by_thing, compare_statements
from graph.names import alphabetical, local_name
from graph.network import NetworkChoice, project
from graph.network_changes import NetworkChanges, compare_networks
from graph.wording import Wording
from ontology.iri_policy import named_graph, page_path
from webapp import texts
from webapp.datasets import datasets
from webapp.kinds import CLASS_OF_KIND, kind_name
from webapp.records import ACTUAL, EDITORS_TEXTS, SOURCE, Records
from webapp.resultpage import anchor
from webapp.site import OpenSnapshot

#: The kind of classes, properties and codes, which are no rows of a table.
TERM = "term"
STATES = ("new", "gone", "changed")
#: A network of more ties than this is not compared: who lies between would take minutes.
MOST_TIES = 20_000
_LEFT_OUT = ("persons", "derived", "rows", "void")
_PORTION = 2_000


def compare(older: OpenSnapshot, newer: OpenSnapshot, language: str) -> dict[str, Any]:
    """Find what differs, ready for JSON.

    Parameters
    ----------
    older, newer : OpenSnapshot
        In the order of time, or the other way round for what going back would change.
    language : str
        Of the words; a request in that language must be under way.

    Returns
    -------
    dict
        ``kinds``: by kind, in the order of the pages, a list for each of `STATES`. An entry has
        ``iri``, ``text``, ``lang``, ``url`` and perhaps ``type``, ``document``, ``lines`` and
        ``tag``; a changed one ``properties`` with ``label``, ``old`` and ``new`` (cells of a
        table). ``network``: figures of the network of actors on either side, or None where it is
        too large.
    """
    leave_out = {named_graph(name) for name in _LEFT_OUT}
    leave_out |= {one.id for side in (older, newer) for one in datasets(side).values()}
    found = by_thing(compare_statements(older.reader, newer.reader, leave_out).statements)
    words = _Words(older, newer, language)
    words.learn(found)
    kinds: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for one in found:
        kind = one.kind or (TERM if words.is_term(one.thing) else "")
        if kind:
            kinds.setdefault(kind, {state: [] for state in STATES})[one.state].append(
                words.entry(one)
            )
    for of_state in kinds.values():
        for entries in of_state.values():
            entries.sort(key=lambda entry: (alphabetical(entry["text"]), entry["iri"]))
    return {
        "kinds": {kind: kinds[kind] for kind in sorted(kinds, key=_kind_order)},
        "network": _network(older, newer, language),
    }


def kind_words(kind: str) -> str:
    """Name a kind of `compare`."""
    return _("Klasser, egenskaper og koder") if kind == TERM else kind_name(kind)


def counts_of(of_state: dict[str, list[Any]]) -> dict[str, int]:
    """Count what is new, gone and changed."""
    return {state: len(of_state[state]) for state in STATES}


def totals_of(found: dict[str, Any]) -> dict[str, int]:
    """Count what is new, gone and changed of all kinds of `compare`."""
    each = [counts_of(one) for one in found["kinds"].values()]
    return {state: sum(one[state] for one in each) for state in STATES}


def said(counts: dict[str, int]) -> str:
    """Write the counts as words; what there is none of is left out."""
    parts = {
        "new": ngettext("%(num)s ny", "%(num)s nye", counts["new"]),
        "gone": ngettext("%(num)s borte", "%(num)s borte", counts["gone"]),
        "changed": ngettext("%(num)s endret", "%(num)s endrede", counts["changed"]),
    }
    return ", ".join(text for state, text in parts.items() if counts[state])


def _kind_order(kind: str) -> tuple[int, object]:
    # What the pages list first; then the relations between them, and the vocabulary last.
    order = list(CLASS_OF_KIND)
    if kind == TERM:
        return len(order) + 1, 0
    return (order.index(kind), 0) if kind in order else (len(order), alphabetical(kind_name(kind)))


class _Words:
    """What things are called on either side; what is in the newer snapshot has its name there."""

    def __init__(self, older: OpenSnapshot, newer: OpenSnapshot, language: str) -> None:
        self._old, self._new = Records(older, language), Records(newer, language)
        self._terms = {**older.terms.labels, **newer.terms.labels}
        self._wording = Wording([], language)

    def learn(self, found: Iterable[ChangedThing]) -> None:
        """Read all names at once: some queries, however many things."""
        old: set[str] = set()
        new: set[str] = set()
        for one in found:
            (old if one.state == "gone" else new).add(one.thing)
            if one.state == "changed":
                old |= _things(value for each in one.properties for value in each.removed)
                new |= _things(value for each in one.properties for value in each.added)
        for records, iris in ((self._old, old), (self._new, new)):
            ordered = sorted(iris)
            for start in range(0, len(ordered), _PORTION):
                records.load(ordered[start : start + _PORTION])

    def is_term(self, iri: str) -> bool:
        """Say whether it is a class, a property or a code."""
        return iri in self._terms

    def entry(self, one: ChangedThing) -> dict[str, Any]:
        """Give one thing with its name, its page and what has changed."""
        records = self._old if one.state == "gone" else self._new
        text, language = records.name(one.thing)
        record = records[one.thing]
        entry: dict[str, Any] = {
            "iri": one.thing,
            "text": text,
            "lang": language,
            "url": f"/ontology#{anchor(one.thing)}" if not one.kind else page_path(one.thing),
        }
        # A relation is called by what it joins; of what has a name it is told what it is.
        if one.kind in CLASS_OF_KIND:
            entry["type"] = records.type_name(record)
        elif document := record.one(SOURCE):
            name, other = records.name(document)
            entry["document"] = {"text": name, "lang": other}
            entry["lines"] = texts.lines(record.one("locator"))
        if record.modality != ACTUAL:
            entry["tag"] = records.modality_tag(record)
        if one.state == "changed":
            entry["properties"] = [
                {
                    "label": _capital(self._wording.property(each.predicate)),
                    "old": self._cells(self._old, each.predicate, each.removed),
                    "new": self._cells(self._new, each.predicate, each.added),
                }
                for each in one.properties
            ]
        return entry

    def _cells(
        self, records: Records, predicate: str, values: Iterable[NamedNode | Literal]
    ) -> list[dict[str, object]]:
        # What is gone may have no page any more: values are told, and not linked.
        cells = []
        for value in values:
            cell = records.cell(value)
            if isinstance(value, NamedNode) and not (page_path(value.value) or cell.get("lang")):
                cell["text"] = self._term(value.value, str(cell["text"]))
            elif isinstance(value, Literal) and local_name(predicate) in EDITORS_TEXTS:
                cell["lang"] = records.editors_language()
            cells.append({key: cell[key] for key in ("text", "lang") if cell.get(key)})
        return cells

    def _term(self, iri: str, known: str) -> str:
        """Give the words for a property of others; what the graph has words for has them."""
        return known if iri in self._terms else self._wording.property(iri)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _things(values: Iterable[NamedNode | Literal]) -> set[str]:
    return {value.value for value in values if isinstance(value, NamedNode)}


def _network(older: OpenSnapshot, newer: OpenSnapshot, language: str) -> dict[str, Any] | None:
    before, after = (project(one.reader, NetworkChoice(), language) for one in (older, newer))
    if max(len(before.edges), len(after.edges)) > MOST_TIES:
        return None
    found = compare_networks(before, after)
    return {
        "figures": _figures(found),
        "gained": [{"names": tie.names, "through": tie.through} for tie in found.ties_gained],
        "lost": [{"names": tie.names, "through": tie.through} for tie in found.ties_lost],
        "shifts": [
            {
                "text": shift.name,
                "url": page_path(shift.actor),
                "before": shift.before,
                "after": shift.after,
            }
            for shift in found.shifts
        ],
        "shifted": found.shifted,
    }


def _figures(found: NetworkChanges) -> dict[str, tuple[int, int]]:
    names = ("actors", "ties", "components", "largest", "without_tie")
    return {name: (getattr(found.before, name), getattr(found.after, name)) for name in names}
