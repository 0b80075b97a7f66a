"""Where places stand on a map: points of their own or the middle of their parts, and a frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.outline import Point


@dataclass(frozen=True)
class Spot:
    """Where a place stands: a point of its own, or the middle of ``of`` parts."""

    longitude: float
    latitude: float
    of: int = 0
    without: int = 0  #: parts that no point is known of


def spots(own: Mapping[str, Point], parts: Mapping[str, Iterable[str]]) -> dict[str, Spot]:
    """Find where places stand.

    Parameters
    ----------
    own : mapping of str to (float, float)
        Longitude and latitude of the places that have a point.
    parts : mapping of str to iterable of str
        The parts of places, in any depth. A place in a circle is no part of itself.

    Returns
    -------
    dict
        A place without a point stands in the middle (the mean) of all points below it, if at
        least half of the smallest parts have one; else it is not in the answer.

    Examples
    --------
    >>> spots({"a": (10.0, 60.0), "b": (12.0, 61.0)}, {"region": ["a", "b"]})["region"]
    Spot(longitude=11.0, latitude=60.5, of=2, without=0)
    """
    found = {place: Spot(*point) for place, point in own.items()}
    for place in parts:
        if place in own:
            continue
        smallest = _smallest(place, parts)
        points = [own[part] for part in sorted(smallest) if part in own]
        without = len(smallest) - len(points)
        if points and len(points) >= without:
            found[place] = Spot(
                round(sum(x for x, _y in points) / len(points), 4),
                round(sum(y for _x, y in points) / len(points), 4),
                len(points),
                without,
            )
    return found


def within(place: str, parts: Mapping[str, Iterable[str]]) -> set[str]:
    """Give a place and all its parts, in any depth.

    Examples
    --------
    >>> sorted(within("land", {"land": ["region"], "region": ["town"]}))
    ['land', 'region', 'town']
    """
    found = {place}
    waiting = [place]
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _smallest(place: str, parts: Mapping[str, Iterable[str]]) -> set[str]:
    return {one for one in within(place, parts) if not parts.get(one)} - {place}


@dataclass(frozen=True)
class Frame:
    """A window on Mercator's map: what part of the earth it shows, in units of a picture."""

    width: float
    height: float
    left: float
    top: float
    scale: float

    @classmethod
    def around(
        cls, points: Sequence[Point], width: float, most_height: float, edge: float
    ) -> Frame:
        """Give the smallest frame that holds all points, `edge` units from its sides.

        Raises
        ------
        ValueError
            If there are no points.
        """
        if not points:
            raise ValueError("a frame needs a point")
        places = [mercator(point) for point in points]
        xs, ys = [x for x, _y in places], [y for _x, y in places]
        # A single point still stands in the middle of a land around it: half a degree.
        wide = max(max(xs) - min(xs), math.radians(0.5))
        high = max(max(ys) - min(ys), math.radians(0.5))
        scale = min((width - 2 * edge) / wide, (most_height - 2 * edge) / high)
        height = high * scale + 2 * edge
        middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        left = middle_x - width / 2 / scale
        top = middle_y + height / 2 / scale
        return cls(width, round(height, 1), left, top, scale)

    def place(self, point: Point) -> Point:
        """Say where a longitude and latitude stand in the picture."""
        x, y = mercator(point)
        return round((x - self.left) * self.scale, 1), round((self.top - y) * self.scale, 1)


def mercator(point: Point) -> Point:
    """Project a longitude and a latitude as Mercator did; the unit is the earth's radius."""
    longitude, latitude = point
    return (
        math.radians(longitude),
        math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)),
    )


@dataclass(frozen=True)
class Label:
    """A name beside a point; ``anchor`` is the SVG attribute."""

    x: float
    y: float
    anchor: str


#: So many names may cover the circles of places that are less important.
MOST_IMPORTANT = 3


def labels(
    circles: Sequence[tuple[float, float, float, str]],
    width: float,
    letter: float = 6.6,
    high: float = 14.0,
) -> list[Label | None]:
    """Find room for names, those that come first before others.

    Parameters
    ----------
    circles : sequence of (float, float, float, str)
        Middle, radius and name, the most important first.
    width : float
        Of the picture.
    letter, high : float
        About how wide a letter is, and how high a line.

    Returns
    -------
    list of Label or None
        In the middle where there is no circle, else to the right, the left, above or below; None
        where a name would cover another name or a circle, or leave the picture. The names of the
        `MOST_IMPORTANT` may cover circles of less important places.
    """
    discs = [(x - r, y - r, x + r, y + r) if r else None for x, y, r, _name in circles]
    names: list[tuple[float, float, float, float]] = []
    found: list[Label | None] = []
    for place, (x, y, r, name) in enumerate(circles):
        kept_off = discs[: place + 1] if place < MOST_IMPORTANT else discs
        taken = [*names, *(disc for disc in kept_off if disc)]
        long = len(name) * letter
        away = r + 4
        chosen = None
        for label, left in (
            # A place that is an area has no circle: its name stands in its middle.
            *([(Label(x, y, "middle"), x - long / 2)] if not r else []),
            (Label(x + away, y, "start"), x + away),
            (Label(x - away, y, "end"), x - away - long),
            (Label(x, y - r - high / 2 - 1, "middle"), x - long / 2),
            (Label(x, y + r + high / 2 + 1, "middle"), x - long / 2),
        ):
            box = (left, label.y - high / 2, left + long, label.y + high / 2)
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0
            if inside and not any(_meet(box, other) for other in taken):
                names.append(box)
                chosen = Label(round(label.x, 1), round(label.y, 1), label.anchor)
                break
        found.append(chosen)
    return found


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
