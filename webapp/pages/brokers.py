"""Who joins whom: the roles of actors between two others, by sectors or by places."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from graph.brokerage import ROLES, Brokerage, brokerage, sides_by
from graph.money_ties import NOT_IN_FILES
from graph.names import alphabetical
from graph.network import NetworkChoice, Node
from graph.sectors import SECTORS
from ontology.iri_policy import page_path
from webapp.kept import Kept
from webapp.language import current_language
from webapp.network_choice import (
    CHOICES_KEPT,
    hidden_fields,
    network_url,
    projected,
    read_choice,
    several,
    whole,
)
from webapp.network_view import measurable
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.texts import number

pages = Blueprint("brokers", __name__)

PAGE_SIZE = 50
_HERE = "/network/brokers"
#: How many names stand with a role.
_NAMED = 3
_COLUMNS = ("actor", "label", "side", *ROLES, "total")


@dataclass(frozen=True)
class Broker:
    """An actor that stands between others, on a side that is known."""

    node: Node
    side: str  #: what its side is called
    roles: Brokerage

    def count(self, role: str) -> int:
        """Give how many pairs it joins in a role, or in all of them (``total``)."""
        return int(getattr(self.roles, role))


@pages.get(_HERE)
def show() -> str:
    """List who stands between others in the chosen network, those with most pairs first."""
    snapshot = opened()
    choice, by, sort = read_choice(snapshot), _by(), _sort()
    found = _sorted(_brokers(snapshot, choice, by), sort)
    pages_ = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(1, whole("page", 1) or 1), pages_)
    language = "en" if current_language() == "en" else "nb"
    return render_template(
        "brokers.html",
        by=by,
        sort=sort,
        sides=[{"value": "", "text": _("Sektor")}, {"value": "place", "text": _("Sted")}],
        orders=[
            {"value": "", "text": _("I alt")},
            *({"value": role, "text": _capital(of[language][0])} for role, of in ROLES.items()),
        ],
        roles=[
            {
                "name": _capital(of[language][0]),
                "sentence": _capital(of[language][1]) + ".",
                "most": [
                    {
                        "text": one.node.label,
                        "url": page_path(one.node.iri),
                        "count": number(one.count(role)),
                    }
                    for one in _sorted(found, role)[:_NAMED]
                    if one.count(role)
                ],
            }
            for role, of in ROLES.items()
        ],
        columns=[
            {"label": _("Aktør")},
            {"label": _("Sted") if by == "place" else _("Sektor")},
            *({"label": _capital(of[language][0]), "numeric": True} for of in ROLES.values()),
            {"label": _("I alt"), "numeric": True},
        ],
        rows=[_row(one) for one in found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]],
        count=len(found),
        unknown=_unknown(snapshot, choice, by),
        hidden=hidden_fields("by", "sort"),
        page=page,
        pages=pages_,
        page_url=lambda one: network_url(_HERE, page=str(one)),
        network_url=network_url("/network", by="", sort=""),
        sheets=[{"text": form.upper(), "url": network_url(f"{_HERE}.{form}")} for form in SHEETS],
        has_persons=not set(choice.ties).isdisjoint(NOT_IN_FILES),
        too_large=not measurable(projected(snapshot, choice, current_language())),
    )


@pages.get(f"{_HERE}.<any({', '.join(SHEETS)}):form>")
def sheet(form: str) -> Response:
    """Give the same as a table; ties that rest on rows about persons are left out."""
    snapshot = opened()
    choice = read_choice(snapshot)
    known = tuple(kind for kind in choice.ties if kind not in NOT_IN_FILES)
    found = _sorted(_brokers(snapshot, replace(choice, ties=known), _by()), _sort())
    return sheet_answer(
        f"brokers-{snapshot.snapshot.name}",
        form,
        _COLUMNS,
        (
            (
                *(one.node.iri, one.node.label, one.side),
                *(one.count(role) for role in (*ROLES, "total")),
            )
            for one in found
        ),
    )


_BROKERS = Kept[list[Broker]](CHOICES_KEPT)


def _brokers(snapshot: OpenSnapshot, choice: NetworkChoice, by: str) -> list[Broker]:
    language = current_language()

    def make() -> list[Broker]:
        found = projected(snapshot, choice, language)
        if not measurable(found):
            return []
        roles = brokerage(found, sides_by(found, by))
        return [
            Broker(node, _side(node, by), roles[node.iri])
            for node in found.nodes
            if node.iri in roles and roles[node.iri].total
        ]

    return _BROKERS.of(snapshot, (choice, language, by), make)


def _unknown(snapshot: OpenSnapshot, choice: NetworkChoice, by: str) -> int:
    """Count the actors of the choice that are on no side that is known."""
    found = projected(snapshot, choice, current_language())
    known = sides_by(found, by)
    return sum(1 for node in found.nodes if not node.group and node.iri not in known)


def _side(node: Node, by: str) -> str:
    if by == "place":
        return node.place_labels[0]
    return _capital(SECTORS[node.sector]["en" if current_language() == "en" else "nb"])


def _sorted(found: list[Broker], sort: str) -> list[Broker]:
    return sorted(
        found, key=lambda one: (-one.count(sort), alphabetical(one.node.label), one.node.iri)
    )


def _row(one: Broker) -> dict[str, object]:
    return {
        "cells": [
            {"text": one.node.label, "url": page_path(one.node.iri)},
            {"text": one.side},
            *({"text": number(one.count(role))} for role in (*ROLES, "total")),
        ]
    }


def _by() -> str:
    return next(iter(several("by", ("sector", "place"))), "sector")


def _sort() -> str:
    return next(iter(several("sort", (*ROLES, "total"))), "total")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
