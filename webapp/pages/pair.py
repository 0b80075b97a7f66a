"""Two actors side by side: what they have in common, and what only one of them has."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template
from flask_babel import gettext as _

from graph.measures import actors_only
from graph.names import alphabetical
from graph.network import Network
from graph.pair import Named, Pair, Split, compare_pair
from ontology.iri_policy import page_path
from webapp.language import current_language
from webapp.network_choice import code, edge_id, hidden_fields, network_url, projected, read_choice
from webapp.network_marks import measure_line, value_text
from webapp.network_view import View, everybody, measurable, measured, read_actor
from webapp.site import OpenSnapshot, opened
from webapp.texts import number

pages = Blueprint("pair", __name__)

_HERE = "/network/pair"
_MEASURES = ("degree", "weighted-degree", "betweenness", "closeness", "constraint", "core-number")
#: Measures that look at all pairs of actors.
_OF_ALL_PAIRS = ("betweenness", "closeness")
#: So many of a list are in sight, the others fold out.
_FIRST = 12


@pages.get(_HERE)
def show() -> str:
    """Put the two actors of the address side by side, in the network of its choice."""
    snapshot = opened()
    ends = read_actor(snapshot, "a"), read_actor(snapshot, "b")
    choice = replace(read_choice(snapshot), include_isolated=True, include_groups=False)
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    found = projected(snapshot, choice, current_language())
    chosen = [names.get(iri, "") for iri in ends]
    there = actors_only(found)
    missing = [names[iri] for iri in ends if iri and iri not in there]
    same = bool(ends[0]) and ends[0] == ends[1]
    pair = None
    if all(ends) and not missing and not same:
        pair = compare_pair(found, *ends)
    return render_template(
        "pair.html",
        chosen=chosen,
        same=same,
        missing=missing,
        names=sorted(set(names.values()), key=alphabetical),
        hidden=hidden_fields("a", "b", "isolated", "groups"),
        network_url=network_url("/network", a="", b=""),
        pair=_told(snapshot, View(choice, current_language()), found, pair) if pair else None,
    )


def _told(snapshot: OpenSnapshot, view: View, found: Network, pair: Pair) -> dict[str, object]:
    ends = [node.iri for node in pair.actors]
    keys = [key for key in _MEASURES if measurable(found) or key not in _OF_ALL_PAIRS]
    values = {key: measured(snapshot, view, key) for key in keys}
    tie = pair.tie
    return {
        "actors": [{"text": node.label, "url": page_path(node.iri)} for node in pair.actors],
        "tie": tie
        and {
            "count": tie.count,
            "weight": number(tie.weight, 2),
            "url": network_url("/network/evidence", a="", b="", edge=edge_id(tie)),
        },
        "way_url": network_url(
            "/network", a="", b="", **{"from-actor": code(ends[0]), "to-actor": code(ends[1])}
        )
        + "#path",
        "columns": [
            {"label": _("Hva")},
            *({"label": node.label, "numeric": True} for node in pair.actors),
        ],
        "measures": [
            {
                "cells": [
                    {"text": measure_line(key)["name"], "note": measure_line(key)["sentence"]},
                    *({"text": value_text(values[key].get(iri))} for iri in ends),
                ]
            }
            for key in keys
        ],
        "parts": [
            _part("partners", _("Samarbeidspartnere"), pair.partners),
            _part("things", _("Initiativ og avtaler"), pair.things),
            _part("topics", _("Temaer"), pair.topics),
            _part("places", _("Steder"), pair.places),
        ],
    }


def _part(key: str, title: str, split: Split) -> dict[str, object]:
    return {
        "key": key,
        "title": title,
        "share": number(round(split.share * 100)),
        "known": bool(split.both or split.first or split.second),
        "both": _listed(split.both),
        "only": [_listed(split.first), _listed(split.second)],
    }


def _listed(named: tuple[Named, ...]) -> dict[str, object]:
    # A topic is known by its label alone.
    items = [
        {"text": label, "url": page_path(iri) if iri != label else None} for iri, label in named
    ]
    return {"count": number(len(named)), "first": items[:_FIRST], "rest": items[_FIRST:]}
