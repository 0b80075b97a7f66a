"""The areas of municipalities on a day, where their boundaries were imported."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from graph.boundaries import outlines
from graph.outline import Point, simplified
from webapp.places_on_map import Places
from webapp.site import OpenSnapshot

#: Degrees: what the picture cannot show.
_TOLERANCE = 0.003
#: How many days are kept; visitors may ask for any.
_KEPT = 8

Rings = tuple[tuple[Point, ...], ...]


def areas_of(snapshot: OpenSnapshot, places: Places, day: date) -> dict[str, Rings]:
    """Give the rings of the places whose number has a boundary on the day."""
    # Regions and counties have no boundary: only the numbers of municipalities have.
    wanted = {one for place in places.iris for one in places.codes.get(place, ()) if one[2:]}
    if not wanted:
        return {}
    by_number = _of_day(snapshot, day, wanted)
    return {
        place: by_number[number]
        for place in places.iris
        for number in sorted(places.codes.get(place, ()))
        if number in by_number
    }


def _of_day(snapshot: OpenSnapshot, day: date, wanted: set[str]) -> dict[str, Rings]:
    """Give the rings of the municipalities of a day, of which there is one set a day."""
    kept = cast("dict[date, dict[str, Rings]]", snapshot.memory.setdefault("map-areas", {}))
    found = kept.get(day)
    if found is None:
        features = outlines(snapshot.reader, day)["features"]
        found = {one["id"]: _rings(one["geometry"]) for one in features if one["id"] in wanted}
        # A copy takes the place of the old: other requests may be reading that.
        left = list(kept.items())[-(_KEPT - 1) :]
        snapshot.memory["map-areas"] = dict([*left, (day, found)])
    return found


def _rings(geometry: dict[str, Any]) -> Rings:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return tuple(
        tuple(simplified([(x, y) for x, y, *_height in ring], _TOLERANCE))
        for polygon in polygons
        for ring in polygon
    )
