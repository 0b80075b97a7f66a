"""Where the actors of a view stand: as the build placed them, by parts, in a ring or on the map."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.communities import communities
from graph.layout import Position, arrange
from graph.layouts import LAYOUTS, in_discs, in_ring, on_map
from graph.map_points import Spot
from graph.measure_texts import MEASURES
from graph.measures import actors_only
from graph.names import alphabetical
from graph.network import Network
from graph.outline import Point
from graph.two_mode import arrange_two_mode
from webapp.kept import Kept
from webapp.language import current_language
from webapp.places_on_map import places_of
from webapp.site import OpenSnapshot

if TYPE_CHECKING:
    from webapp.network_view import View

#: The one that a bare address has.
USUAL = "ties"
_SPOTS = Kept[dict[str, Spot]](16)  #: by day


def placed_by(snapshot: OpenSnapshot, view: View, found: Network) -> dict[str, Position]:
    """Give each node of a view its place in the layout that is asked for.

    Actors stand in the same place in one mode and in two, but where communities are discs: what
    actors meet in belongs to a community itself. Elsewhere it stands among those who are in it.
    """
    if view.layout == "community":
        parts = [one.members for one in communities(found)]
        return in_discs(actors_only(found), parts)
    known = snapshot.layout
    if view.layout != USUAL:
        actors = [node for node in found.nodes if node.kind == "actor"]
        # Those with most ties first: in the middle of their place, or at the head of their group.
        actors.sort(key=lambda node: (-node.degree, alphabetical(node.label), node.iri))
        iris = [node.iri for node in actors]
        if view.layout == "map":
            known = on_map(iris, _points(snapshot, view, found))
        else:
            groups = {iri: str(name) for iri, name in MEASURES[view.layout].function(found).items()}
            known = in_ring(iris, groups, alphabetical)
    return (arrange_two_mode if view.two_mode else arrange)(found, known)


def layout_line(key: str) -> dict[str, str]:
    """Give what a layout is called, what it says, and who described it."""
    one, language = LAYOUTS[key], "en" if current_language() == "en" else "nb"
    return {
        "key": key,
        "name": one.name[language],
        "sentence": one.sentence[language],
        "source": one.source,
    }


def _points(snapshot: OpenSnapshot, view: View, found: Network) -> dict[str, Point]:
    """Give the point of each actor that belongs to a place with one; of several the middle."""
    # Of the snapshot and not of today: the same link draws the same picture tomorrow.
    text = view.choice.day
    day = date.fromisoformat(text) if text else snapshot.snapshot.published.date()
    spots = _SPOTS.of(snapshot, day, lambda: places_of(snapshot, "municipality", day).spots)
    points = {}
    for node in found.nodes:
        there = [spots[place] for place in node.places if place in spots]
        if there:
            points[node.iri] = (
                sum(one.longitude for one in there) / len(there),
                sum(one.latitude for one in there) / len(there),
            )
    return points
