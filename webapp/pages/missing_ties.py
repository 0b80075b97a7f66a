"""Who is missing from the table: pairs with partners in common and no tie in the sources."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from graph.missing_ties import MissingTie, missing_ties
from graph.money_ties import NOT_IN_FILES
from graph.names import alphabetical
from graph.network import NetworkChoice
from ontology.iri_policy import page_path
from webapp.kept import Kept
from webapp.language import current_language
from webapp.network_choice import CHOICES_KEPT, projected, read_choice, whole
from webapp.network_view import everybody, measurable, read_actor
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.texts import number
from webapp.wrong_fields import asked_again

pages = Blueprint("missing_ties", __name__)

PAGE_SIZE = 50
#: Partners in common, from which on a pair is told of.
LEAST = 3
#: More pairs than this nobody reads; the best are kept.
_MOST = 2_000
#: How many of the partners the table names.
_NAMED = 5
_HERE = "/network/missing"
_COLUMNS = (
    *("first", "first_label", "second", "second_label"),
    *("partners", "partner_labels", "places", "topics", "score"),
)


@pages.get(_HERE)
def show() -> str | tuple[str, int]:
    """List the pairs of the chosen network, or those of one actor."""
    return asked_again(_page)


def _page() -> str:
    snapshot = opened()
    actor = read_actor(snapshot, "actor")
    choice = read_choice(snapshot)
    pairs = _pairs(snapshot, actor, choice)
    pages_ = max(1, -(-len(pairs) // PAGE_SIZE))
    page = min(max(1, whole("page", 1) or 1), pages_)
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    return render_template(
        "missing_ties.html",
        rows=[_row(pair, actor) for pair in pairs[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]],
        count=len(pairs),
        cut=len(pairs) == _MOST,
        least=LEAST,
        most=_MOST,
        actor=names.get(actor, ""),
        names=sorted(set(names.values()), key=alphabetical),
        columns=[
            {"label": _("Aktør")},
            {"label": _("Aktør uten bånd til den første")},
            {"label": _("Felles partnere"), "numeric": True},
            {"label": _("Hva de har felles")},
        ],
        hidden=[(name, value) for name, value in _choice() if name != "actor"],
        page=page,
        pages=pages_,
        page_url=lambda number_: _url(_HERE, page=str(number_)),
        network_url=_url("/network", actor=""),
        all_url=_url(_HERE, actor=""),
        too_large=not actor and not measurable(projected(snapshot, choice, current_language())),
        sheets=[{"text": form.upper(), "url": _url(f"{_HERE}.{form}")} for form in SHEETS],
        has_persons=not set(choice.ties).isdisjoint(NOT_IN_FILES),
    )


@pages.get(f"{_HERE}.<any({', '.join(SHEETS)}):form>")
def sheet(form: str) -> Response:
    """Give the same pairs as a table; ties that rest on rows about persons are left out."""
    snapshot = opened()
    choice = read_choice(snapshot)
    known = tuple(kind for kind in choice.ties if kind not in NOT_IN_FILES)
    pairs = _pairs(snapshot, read_actor(snapshot, "actor"), replace(choice, ties=known))
    return sheet_answer(
        f"missing-ties-{snapshot.snapshot.name}",
        form,
        _COLUMNS,
        (
            (
                *(pair.actors[0], pair.names[0], pair.actors[1], pair.names[1]),
                len(pair.partners),
                " | ".join(pair.partner_names),
                " | ".join(pair.places),
                " | ".join(pair.topics),
                pair.score,
            )
            for pair in pairs
        ),
    )


_TIES = Kept[list[MissingTie]](CHOICES_KEPT)


def _pairs(snapshot: OpenSnapshot, actor: str, choice: NetworkChoice) -> list[MissingTie]:
    language = current_language()

    def make() -> list[MissingTie]:
        found = projected(snapshot, choice, language)
        # All pairs of a large network are too many to look through for a page.
        if not actor and not measurable(found):
            return []
        return missing_ties(found, of=actor or None, least=LEAST, most=_MOST)

    return _TIES.of(snapshot, (choice, language, actor), make)


def _row(pair: MissingTie, actor: str) -> dict[str, object]:
    named = ", ".join(pair.partner_names[:_NAMED])
    more = len(pair.partners) - _NAMED
    if more > 0:
        named = _("%(names)s og %(count)s til", names=named, count=number(more))
    common = [_("Begge hører til i %(place)s.", place=place) for place in pair.places]
    common += [_("Begge er med i noe om %(topic)s.", topic=topic) for topic in pair.topics]
    ends = list(zip(pair.names, pair.actors, strict=True))
    if pair.actors[1] == actor:
        ends.reverse()
    return {
        "cells": [
            *({"text": name, "url": page_path(iri)} for name, iri in ends),
            {"text": number(len(pair.partners))},
            {"text": " ".join([f"{named}.", *common])},
        ],
    }


def _choice() -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in request.args.items(multi=True) if value and name != "page"
    ]


def _url(path: str, **changed: str) -> str:
    kept_ = [(name, value) for name, value in _choice() if name not in changed]
    query = urlencode([*kept_, *((name, value) for name, value in changed.items() if value)])
    return f"{path}?{query}" if query else path
