"""The areas of municipalities on a day, where their boundaries were imported."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.boundaries import outlines
from graph.outline import Point, simplified
from webapp.kept import Kept
from webapp.places_on_map import Places
from webapp.site import OpenSnapshot

#: Degrees: what the picture cannot show.
_TOLERANCE = 0.003

Rings = tuple[tuple[Point, ...], ...]

#: Of the last few days; visitors may ask for any.
_AREAS = Kept[dict[str, Rings]](8)


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

    def read() -> dict[str, Rings]:
        features = outlines(snapshot.reader, day)["features"]
        return {one["id"]: _rings(one["geometry"]) for one in features if one["id"] in wanted}

    return _AREAS.of(snapshot, day, read)


def _rings(geometry: dict[str, Any]) -> Rings:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return tuple(
        tuple(simplified([(x, y) for x, y, *_height in ring], _TOLERANCE))
        for polygon in polygons
        for ring in polygon
    )
