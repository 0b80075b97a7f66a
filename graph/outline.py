"""The outline of a land from the areas that it is made of, with few points."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Point = tuple[float, float]  #: longitude and latitude in degrees


def outer_rings(rings: Iterable[Sequence[Point]]) -> list[list[Point]]:
    """Find what lies around all areas together: the edges that belong to one of them only.

    Parameters
    ----------
    rings : iterable of sequence of (float, float)
        Closed rings of areas that do not overlap. Neighbours share the very same points.

    Returns
    -------
    list of list of (float, float)
        Closed rings, the one with most points first.

    Examples
    --------
    >>> left = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    >>> right = [(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]
    >>> outer_rings([left, right])
    [[(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1), (0, 0)]]
    """
    after: defaultdict[Point, list[Point]] = defaultdict(list)
    edges = {pair for ring in rings for pair in itertools.pairwise(ring)}
    for start, end in sorted(edges):
        if start != end and (end, start) not in edges:
            after[start].append(end)
    found = []
    while after:
        first = min(after)
        ring = [first]
        while after.get(ring[-1]):
            point = ring[-1]
            ring.append(after[point].pop())
            if not after[point]:
                del after[point]
        found.append(ring)
    return sorted(found, key=lambda ring: (-len(ring), ring[0]))


def area(ring: Sequence[Point]) -> float:
    """Give the area of a ring in square degrees, whichever way it runs.

    Examples
    --------
    >>> area([(0, 0), (2, 0), (2, 1), (0, 1), (0, 0)])
    2.0
    """
    twice = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in itertools.pairwise(ring))
    return abs(twice) / 2


def simplified(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points of a line or ring that lie close to the line through those kept.

    Parameters
    ----------
    ring : sequence of (float, float)
        The first and the last point are kept.
    tolerance : float
        How far, in degrees of latitude, a point that is left out may lie from the line.

    Returns
    -------
    list of (float, float)
        Points of the ring in their order.

    References
    ----------
    Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.

    Examples
    --------
    >>> simplified([(0, 0), (1, 0.01), (2, 0), (2, 3)], 0.1)
    [(0, 0), (2, 0), (2, 3)]
    """
    if not ring:
        return []
    # A degree of longitude is shorter than one of latitude.
    narrow = math.cos(math.radians(sum(y for _x, y in ring) / len(ring)))
    points = [(x * narrow, y) for x, y in ring]
    kept = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        far, where = 0.0, 0
        for number in range(first + 1, last):
            distance = _distance(points[number], points[first], points[last])
            if distance > far:
                far, where = distance, number
        if far > tolerance:
            kept.add(where)
            parts += [(first, where), (where, last)]
    return [ring[number] for number in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Give the distance from a point to the piece of a line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def clipped(ring: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Cut a ring off at the sides of a box; what runs outside runs along its sides.

    Parameters
    ----------
    ring : sequence of (float, float)
        Closed or open.
    box : tuple of float
        Least x and y, most x and y.

    Returns
    -------
    list of (float, float)
        An open ring, empty if nothing of it lies in the box.

    References
    ----------
    Sutherland and Hodgman 1974, doi:10.1145/360767.360802.

    Examples
    --------
    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4)], (1, 1, 9, 9))
    [(1.0, 1.0), (4.0, 1.0), (4, 4), (1.0, 4.0)]
    """
    points = list(ring)
    for axis, limit, keeps_more in (
        (0, box[0], True),
        (1, box[1], True),
        (0, box[2], False),
        (1, box[3], False),
    ):
        cut: list[Point] = []
        for number, point in enumerate(points):
            before = points[number - 1]
            is_in = point[axis] >= limit if keeps_more else point[axis] <= limit
            was_in = before[axis] >= limit if keeps_more else before[axis] <= limit
            if is_in != was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                cut.append(
                    (
                        before[0] + share * (point[0] - before[0]),
                        before[1] + share * (point[1] - before[1]),
                    )
                )
            if is_in:
                cut.append(point)
        points = cut
    return points
