"""A drawing of the main classes and what joins them, made on the server, with the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.ontology_use import Use
from webapp.resultpage import anchor
from webapp.terms import Terms

#: Where each class stands: column and row.
PLACES = {
    "Event": (0, 0),
    "Place": (1, 0),
    "Strategy": (2, 0),
    "Goal": (3, 0),
    "Indicator": (4, 0),
    "Agreement": (0, 1),
    "Actor": (1, 1),
    "Initiative": (2, 1),
    "Target": (3, 1),
    "Result": (4, 1),
    "Document": (0, 2),
    "Funding": (1, 2),
    "Person": (2, 2),
    "Topic": (3, 2),
}
#: From, by which class of relations or property, to.
DRAWN = (
    ("Actor", "Participation", "Initiative"),
    ("Actor", "AgreementParty", "Agreement"),
    ("Actor", "EventActor", "Event"),
    ("Actor", "FundingParty", "Funding"),
    ("Actor", "actsFor", "Place"),
    ("Funding", "subject", "Initiative"),
    ("Person", "Responsibility", "Initiative"),
    ("Initiative", "Alignment", "Strategy"),
    ("Initiative", "TopicLink", "Topic"),
    ("Goal", "strategy", "Strategy"),
    ("Indicator", "goal", "Goal"),
    ("Target", "subject", "Goal"),
    ("Result", "subject", "Indicator"),
)
#: Told beside the drawing only: what joins things of one kind, or of many.
TOLD = (
    ("Actor", "Membership", "Actor"),
    ("Actor", "Collaboration", "Actor"),
    ("Actor", "Succession", "Actor"),
    ("Place", "PlacePart", "Place"),
    ("Actor", "Governance", ""),
    ("Actor", "Adoption", ""),
)
#: Upright arrows with another line to the right, which the words would break.
_WORDS_BEFORE = {("Actor", "Funding")}
WIDTH, HEIGHT = 150, 56
_STEP_X, _STEP_Y = 260, 136
_MARGIN = 8


@dataclass(frozen=True)
class Box:
    """A class of the drawing, in its own units."""

    x: float
    y: float
    label: str
    count: str


@dataclass(frozen=True)
class Arrow:
    """A line between two boxes, and its words beside the middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    x: float
    y: float
    anchor: str  #: which end of the words stands there


@dataclass(frozen=True)
class Diagram:
    """What the template draws."""

    width: int
    height: int
    boxes: list[Box]
    arrows: list[Arrow]


def draw(terms: Terms, uses: dict[str, Use], language: str) -> Diagram:
    """Place boxes and arrows."""

    def label(local: str) -> str:
        text = terms.label(SAMSPILL_NS + local, language)
        return text[:1].upper() + text[1:] if local in PLACES else text

    boxes = [
        Box(*_corner(local), label(local), texts.number(_count(uses, local))) for local in PLACES
    ]
    arrows = [_arrow(start, end, label(by)) for start, by, end in DRAWN]
    columns, rows = (max(place[i] for place in PLACES.values()) for i in (0, 1))
    return Diagram(
        columns * _STEP_X + WIDTH + 2 * _MARGIN,
        rows * _STEP_Y + HEIGHT + 2 * _MARGIN,
        boxes,
        arrows,
    )


def rows_of(terms: Terms, uses: dict[str, Use], language: str) -> list[dict[str, object]]:
    """Give the same in words: a row for each arrow, and for what is only told."""

    def cell(local: str) -> dict[str, object]:
        iri = SAMSPILL_NS + local
        text = terms.label(iri, language)
        return {"text": text[:1].upper() + text[1:], "url": "#" + anchor(iri)}

    return [
        {
            "cells": [
                cell(start),
                cell(by),
                cell(end) if end else {"text": _("Flere slags ting")},
                # Of a property that many classes have, not all statements lead here.
                {"text": texts.number(_count(uses, by)) if by[:1].isupper() else "–"},
            ]
        }
        for start, by, end in (*DRAWN, *TOLD)
    ]


def _count(uses: dict[str, Use], local: str) -> int:
    found = uses.get(SAMSPILL_NS + local)
    return found.count if found else 0


def _corner(local: str) -> tuple[float, float]:
    column, row = PLACES[local]
    return _MARGIN + column * _STEP_X, _MARGIN + row * _STEP_Y


def _arrow(start: str, end: str, label: str) -> Arrow:
    """Draw from the edge of one box to the edge of the other, along the line of their middles."""
    (x1, y1), (x2, y2) = (_middle(local) for local in (start, end))
    if y1 == y2:
        way = WIDTH / 2 if x2 > x1 else -WIDTH / 2
        return Arrow(x1 + way, y1, x2 - way, y2, label, (x1 + x2) / 2, y1 - 8, "middle")
    # The sides that face each other are the upper and the lower; a slanted line leaves them nearer
    # to where it goes.
    way = HEIGHT / 2 if y2 > y1 else -HEIGHT / 2
    aside = 0.0 if x1 == x2 else WIDTH / 4 if x2 > x1 else -WIDTH / 4
    x1, y1, x2, y2 = x1 + aside, y1 + way, x2 - aside, y2 - way
    # Further along a slanted line there are no words of an upright one beside it.
    part = 0.5 if x1 == x2 else 0.65
    x, y = x1 + part * (x2 - x1), y1 + part * (y2 - y1)
    if (start, end) in _WORDS_BEFORE:
        return Arrow(x1, y1, x2, y2, label, x - 9, y + 5, "end")
    return Arrow(x1, y1, x2, y2, label, x + 9, y + 5, "start")


def _middle(local: str) -> tuple[float, float]:
    x, y = _corner(local)
    return x + WIDTH / 2, y + HEIGHT / 2
