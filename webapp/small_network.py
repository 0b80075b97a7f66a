"""A small network around one actor: those that it shares most with, and the ties among these."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin, sqrt
from urllib.parse import quote

from graph.names import alphabetical
from ontology.iri_policy import page_path
from webapp.kept import Kept
from webapp.network_choice import code
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: How many others the picture shows.
OTHERS = 14
_WIDTH, _HEIGHT = 730, 400
_RADIUS_X, _RADIUS_Y = 165, 155
_LONGEST = 26
_SHARED = ("initiatives", "agreements", "memberships", "stated")
_NO_ACTORS = ("ActorGroup", "RegionAsActor")
#: One a language and actor that somebody has looked at.
_PICTURES = Kept[dict[str, object] | None](500)


@dataclass(frozen=True)
class Star:
    """An actor, how many it has a tie to, those it shares most with, and ties among these."""

    centre: str
    ties: int
    others: tuple[tuple[str, int], ...]  #: IRI and how much is shared, most first
    among: tuple[tuple[str, str], ...]


#: How much two share, by actor and other, for all ties of the snapshot.
_SHARES = Kept[dict[str, dict[str, int]]]()


def most_tied(snapshot: OpenSnapshot) -> str | None:
    """Give the actor with the most ties; nothing where nobody has one."""
    shares = _shares(snapshot)
    return min(shares, key=lambda iri: (-len(shares[iri]), iri), default=None)


def star(snapshot: OpenSnapshot, centre: str) -> Star | None:
    """Give the star of an actor; nothing where it has no tie."""
    shares = _shares(snapshot)
    shared = shares.get(centre)
    if not shared:
        return None
    nearest = sorted(shared, key=lambda iri: (-shared[iri], iri))[:OTHERS]
    return Star(
        centre,
        len(shared),
        tuple((iri, shared[iri]) for iri in nearest),
        tuple((one, other) for one, other in combinations(nearest, 2) if other in shares[one]),
    )


def _shares(snapshot: OpenSnapshot) -> dict[str, dict[str, int]]:
    """Read all ties at once: those of one actor and of its neighbours take nearly as long."""

    def read() -> dict[str, dict[str, int]]:
        # Neither groups nor regions that a source lets act.
        others = {
            row["actor"].value
            for row in snapshot.reader.select(site_query("tied-actors"))
            if any(snapshot.terms.is_a(row["type"].value, name) for name in _NO_ACTORS)
        }
        shares: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for row in snapshot.reader.select(site_query("actor-ties")):
            ends = row["actor"].value, row["other"].value
            if others.isdisjoint(ends):
                count = sum(int(row[name].value) for name in _SHARED)
                shares[ends[0]][ends[1]] = shares[ends[1]][ends[0]] = count
        return dict(shares)

    return _SHARES.of(snapshot, "", read)


def picture(snapshot: OpenSnapshot, centre: str, language: str) -> dict[str, object] | None:
    """Give the star of an actor as pages show it: a drawing, and the same as a list."""

    def make() -> dict[str, object] | None:
        found = star(snapshot, centre)
        return None if found is None else _drawn(snapshot, found, language)

    return _PICTURES.of(snapshot, (centre, language), make)


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
        "whole": f"/network?ego={quote(code(found.centre), safe=':')}",
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
