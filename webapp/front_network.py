"""A small network for the front page: the actor with the most ties, and those nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin, sqrt

from pyoxigraph import NamedNode

from graph.binding import Row
from graph.names import alphabetical
from ontology.iri_policy import page_path
from webapp.kept import FEW, Kept
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: How many others the picture shows.
OTHERS = 14
_WIDTH, _HEIGHT = 680, 400
_RADIUS_X, _RADIUS_Y = 165, 155
_LONGEST = 26
_SHARED = ("initiatives", "agreements", "memberships", "stated")
_NO_ACTORS = ("ActorGroup", "RegionAsActor")
_PICTURES = Kept[dict[str, object]](FEW)


@dataclass(frozen=True)
class Star:
    """An actor, how many it has a tie to, those it shares most with, and ties among these."""

    centre: str
    ties: int
    others: tuple[tuple[str, int], ...]  #: IRI and how much is shared, most first
    among: tuple[tuple[str, str], ...]


_STARS = Kept[Star | None]()


def star(snapshot: OpenSnapshot) -> Star | None:
    """Give the star of the actor with the most ties; nothing where nobody has one."""
    return _STARS.of(snapshot, "", lambda: _read(snapshot))


def _read(snapshot: OpenSnapshot) -> Star | None:
    for row in snapshot.reader.select(site_query("most-tied-actors")):
        if _is_actor(snapshot, row):
            centre = row["actor"].value
            break
    else:
        return None
    shared = {
        row["other"].value: sum(int(row[name].value) for name in _SHARED)
        for row in _ties(snapshot, [centre])
    }
    nearest = sorted(shared, key=lambda iri: (-shared[iri], iri))[:OTHERS]
    pairs = {(row["actor"].value, row["other"].value) for row in _ties(snapshot, nearest)}
    return Star(
        centre,
        len(shared),
        tuple((iri, shared[iri]) for iri in nearest),
        tuple(pair for pair in combinations(nearest, 2) if pair in pairs),
    )


def _ties(snapshot: OpenSnapshot, actors: list[str]) -> Iterator[Row]:
    values = {"actor": [NamedNode(iri) for iri in actors]}
    for row in snapshot.reader.select(site_query("ties-of-actors"), values):
        if _is_actor(snapshot, row):
            yield row


def _is_actor(snapshot: OpenSnapshot, row: Row) -> bool:
    """Say whether it is an actor, and not a group or a region that a source lets act."""
    return not any(snapshot.terms.is_a(row["type"].value, name) for name in _NO_ACTORS)


def picture(snapshot: OpenSnapshot, language: str) -> dict[str, object] | None:
    """Give the star as the front page shows it: a drawing, and the same as a list."""
    found = star(snapshot)
    if found is None:
        return None
    return _PICTURES.of(snapshot, language, lambda: _drawn(snapshot, found, language))


def _drawn(snapshot: OpenSnapshot, found: Star, language: str) -> dict[str, object]:
    records = Records(snapshot, language)
    records.load([found.centre, *(iri for iri, _ in found.others)], depth=1)
    names = {iri: records.name(iri) for iri in (found.centre, *(one for one, _ in found.others))}
    # Round in alphabetical order, so that a name is found in the drawing.
    around = sorted((iri for iri, _ in found.others), key=lambda iri: alphabetical(names[iri][0]))
    places = {iri: _place(index, len(around)) for index, iri in enumerate(around)}
    counts = dict(found.others)
    middle = (_WIDTH / 2, _HEIGHT / 2)
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "name": names[found.centre][0],
        "lang": names[found.centre][1],
        "url": page_path(found.centre),
        "ties": found.ties,
        "among": [_line(places[one], places[other]) for one, other in found.among],
        "spokes": [
            {"line": _line(middle, places[iri]), "width": round(0.75 + sqrt(counts[iri]), 2)}
            for iri in around
        ],
        "nodes": [_node(places[iri], names[iri]) for iri in around],
        "others": [
            {
                "name": names[iri][0],
                "lang": names[iri][1],
                "url": page_path(iri),
                "shared": count,
            }
            for iri, count in sorted(
                found.others, key=lambda one: (-one[1], alphabetical(names[one[0]][0]))
            )
        ],
    }


def _place(index: int, count: int) -> tuple[float, float]:
    # Half a step on, so that none stands straight above, where its name would be in the way.
    angle = 2 * pi * (index + 0.5) / count - pi / 2
    x = _WIDTH / 2 + _RADIUS_X * cos(angle)
    return round(x, 1), round(_HEIGHT / 2 + _RADIUS_Y * sin(angle), 1)


def _line(one: tuple[float, float], other: tuple[float, float]) -> str:
    return f"M{one[0]:g} {one[1]:g}L{other[0]:g} {other[1]:g}"


def _node(place: tuple[float, float], name: tuple[str, str | None]) -> dict[str, object]:
    x, y = place
    right = x >= _WIDTH / 2
    text = name[0] if len(name[0]) <= _LONGEST else name[0][: _LONGEST - 1].rstrip() + "…"
    return {
        "x": x,
        "y": y,
        "text": text,
        "text_x": round(x + (12 if right else -12), 1),
        "text_y": round(y + 4.5, 1),
        "anchor": "start" if right else "end",
    }
