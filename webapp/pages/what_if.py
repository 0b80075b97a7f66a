"""What hangs on some actors: the network of the choice with them and without them."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from graph.measures import betweenness
from graph.names import alphabetical
from graph.network import Node
from graph.network_changes import Shape, Shift
from graph.what_if import WhatIf, without_actors
from ontology.iri_policy import page_path
from webapp.kept import Kept
from webapp.language import current_language
from webapp.network_choice import CHOICES_KEPT, code, projected, read_choice
from webapp.network_view import everybody, measurable, read_actors
from webapp.site import opened
from webapp.texts import number
from webapp.wrong_fields import asked_again

pages = Blueprint("what_if", __name__)

_HERE = "/network/what-if"
#: How many of those that most lie between are offered.
_OFFERED = 5
#: How many changes are shown.
_SHIFTS = 10
#: A list longer than this is cut, and says so.
_MOST = 50
_MOVED = Kept[WhatIf](CHOICES_KEPT)
_BETWEEN = Kept[dict[str, float]](CHOICES_KEPT)


@pages.get(_HERE)
def show() -> str | tuple[str, int]:
    """Take out the actors of the address and tell what moves."""
    return asked_again(_page)


def _page() -> str:
    snapshot = opened()
    choice, language = read_choice(snapshot), current_language()
    gone = read_actors(snapshot, "without")
    found = projected(snapshot, choice, language)
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    too_large = not measurable(found)
    moved = None
    if gone and not too_large:
        moved = _MOVED.of(
            snapshot,
            (choice, language, tuple(sorted(gone))),
            # Those that go have moved most, and are not listed.
            lambda: without_actors(found, gone, _SHIFTS + len(gone)),
        )
    offered: list[str] = []
    if not gone and not too_large:
        shares = _BETWEEN.of(snapshot, (choice, language), lambda: betweenness(found))
        offered = sorted(
            (iri for iri in shares if shares[iri] > 0),
            key=lambda iri: (-shares[iri], alphabetical(names[iri])),
        )[:_OFFERED]
    return render_template(
        "what_if.html",
        gone=[{"text": names[iri], "url": _url(_HERE, without=_but(gone, iri))} for iri in gone],
        fields=[names[iri] for iri in gone],
        offered=[{"text": names[iri], "url": _url(_HERE, without=[code(iri)])} for iri in offered],
        too_large=too_large,
        moved=_told(moved) if moved else None,
        strangers=[names[iri] for iri in gone if iri not in {node.iri for node in found.nodes}],
        names=sorted(set(names.values()), key=alphabetical),
        hidden=[pair for pair in _choice() if pair[0] != "without"],
        network_url=_url("/network", without=[]),
    )


def _told(moved: WhatIf) -> dict[str, object]:
    """Give what moves as tables and lists."""
    before, after = moved.changes.before, moved.changes.after
    return {
        "shape": [_shape(text, *pair) for text, pair in _figures(before, after)],
        "lists": [
            {
                "title": _("Mister alle båndene sine"),
                "none": _("Ingen mister alle båndene sine."),
                **_listed(moved.alone),
            },
            {
                "title": _("Mister forbindelsen til den største delen"),
                "none": _("Ingen andre mister forbindelsen til den største delen."),
                **_listed(moved.cut_off),
            },
        ],
        "shifts": [_shift(shift) for shift in moved.changes.shifts if shift.after is not None][
            :_SHIFTS
        ],
        "columns": [
            {"label": _("Aktør")},
            {"label": _("Mellomposisjon før"), "numeric": True},
            {"label": _("Mellomposisjon etter"), "numeric": True},
        ],
        "shape_columns": [
            {"label": _("Hva")},
            {"label": _("Før"), "numeric": True},
            {"label": _("Etter"), "numeric": True},
        ],
    }


def _figures(before: Shape, after: Shape) -> list[tuple[str, tuple[int, int]]]:
    return [
        # Who loses every tie moves from this line to the last, and is counted once in each column.
        (_("Aktører med bånd"), (before.with_tie, after.with_tie)),
        (_("Bånd"), (before.ties, after.ties)),
        (_("Aktører i den største sammenhengende delen"), (before.largest, after.largest)),
        (_("Aktører uten bånd"), (before.without_tie, after.without_tie)),
    ]


def _shape(text: str, before: int, after: int) -> dict[str, object]:
    return {"cells": [{"text": text}, {"text": number(before)}, {"text": number(after)}]}


def _shift(shift: Shift) -> dict[str, object]:
    return {
        "cells": [
            {"text": shift.name, "url": page_path(shift.actor)},
            {"text": number(shift.before or 0.0, 3)},
            {"text": number(shift.after or 0.0, 3)},
        ]
    }


def _listed(nodes: tuple[Node, ...]) -> dict[str, object]:
    return {
        "count": number(len(nodes)),
        "more": max(0, len(nodes) - _MOST),
        "items": [{"text": node.label, "url": page_path(node.iri)} for node in nodes[:_MOST]],
    }


def _but(gone: tuple[str, ...], iri: str) -> list[str]:
    return [code(one) for one in gone if one != iri]


def _choice() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if value]


def _url(path: str, *, without: list[str]) -> str:
    rest = [pair for pair in _choice() if pair[0] != "without"]
    query = urlencode([*rest, *(("without", one) for one in without)])
    return f"{path}?{query}" if query else path
