"""The picture of the map: circles or areas on the outline of the country."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal

from graph.map_points import Frame, Label, labels
from graph.outline import Point, clipped
from ontology.iri_policy import page_path
from webapp.areas_on_map import Rings
from webapp.outline import country
from webapp.places_on_map import Figure, Places

WIDTH = 760.0
_MOST_HEIGHT = 760.0
_EDGE = 60.0
#: The radius of a place without a figure, of the smallest and of the largest figure.
_NONE, _LEAST, _MOST = 3.0, 4.0, 26.0
#: How many shades areas have; the class of a style has the number.
SHADES = 5
#: How wide a letter and how high a line is where the picture is drawn half as large.
_ON_PHONES = (13.2, 28.0)

Circle = tuple[float, float, float, str]


def draw(
    places: Places, areas: Mapping[str, Rings], said: Sequence[tuple[str, str, str]]
) -> dict[str, object]:
    """Draw what is known of where places lie.

    Parameters
    ----------
    places : Places
        With their figures and points.
    areas : mapping of str to Rings
        Places that are drawn as an area; the others are circles.
    said : sequence of (str, str, str)
        Each place with its name and its figure in words, the largest figure first.

    Returns
    -------
    dict
        What the template needs: size, outline, a dot for each point known, areas, circles and two
        sets of names.

    Raises
    ------
    ValueError
        If nothing is known of any place.
    """
    points = {one: _middle(places, areas, one) for one, _name, _figure in said}
    # All that is known, whatever is shown of it: the map is the same for all levels and figures.
    known = [(spot.longitude, spot.latitude) for spot in places.spots.values() if not spot.of]
    around = known + [point for rings in areas.values() for ring in rings for point in ring]
    frame = Frame.around(around, WIDTH, _MOST_HEIGHT, _EDGE)
    most = max(
        (places.figures[one].value for one in points if points[one] and one in places.figures),
        default=Decimal(0),
    )
    shapes: list[dict[str, object]] = []
    circles: list[dict[str, object]] = []
    named: list[Circle] = []
    for place, name, figure in said:
        point = points[place]
        if point is None:
            continue
        value = places.figures.get(place)
        x, y = frame.place(point)
        told = {
            "said": f"{name}: {figure}",
            "url": page_path(place),
            "has_figure": value is not None,
        }
        if place in areas:
            path = "".join(_path(frame, ring) for ring in areas[place])
            shapes.append({**told, "path": path, "shade": _shade(value, most)})
            named.append((x, y, 0.0, name))
        else:
            radius = _radius(value, most)
            circles.append({**told, "x": x, "y": y, "r": round(radius, 1)})
            named.append((x, y, radius, name))
    return {
        "width": WIDTH,
        "height": frame.height,
        "outline": "".join(_path(frame, ring) for ring in country().rings),
        "dots": [] if areas else [frame.place(point) for point in sorted(known)],
        "areas": shapes,
        "circles": circles,
        "names": [
            _names(named, labels(named, WIDTH)),
            _names(named, labels(named, WIDTH, *_ON_PHONES)),
        ],
    }


def _middle(places: Places, areas: Mapping[str, Rings], place: str) -> Point | None:
    spot = places.spots.get(place)
    if spot:
        return spot.longitude, spot.latitude
    rings = areas.get(place)
    if not rings:
        return None
    # The middle of the box around its largest part.
    largest = max(rings, key=len)
    xs, ys = [x for x, _y in largest], [y for _x, y in largest]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _names(circles: Sequence[Circle], found: Sequence[Label | None]) -> list[dict[str, object]]:
    return [
        {"x": label.x, "y": label.y, "anchor": label.anchor, "text": text}
        for (_x, _y, _r, text), label in zip(circles, found, strict=True)
        if label
    ]


def _radius(figure: Figure | None, most: Decimal) -> float:
    """Give a radius whose circle is as large as the figure."""
    if figure is None or most <= 0 or figure.value <= 0:
        return _NONE
    return max(_LEAST, _MOST * math.sqrt(float(figure.value / most)))


def _shade(figure: Figure | None, most: Decimal) -> int:
    """Give a shade from 0, no figure, to the darkest; the root keeps the small ones apart."""
    if figure is None or most <= 0 or figure.value <= 0:
        return 0
    return max(1, math.ceil(SHADES * math.sqrt(float(figure.value / most))))


def _path(frame: Frame, ring: Sequence[Point]) -> str:
    """Give what of a ring lies in the frame as part of the path of an SVG."""
    box = (-20.0, -20.0, frame.width + 20, frame.height + 20)
    points = clipped([frame.place(point) for point in ring], box)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" if points else ""
