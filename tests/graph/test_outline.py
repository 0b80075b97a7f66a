"""The outline of a land: what lies around all areas, fewer points, and a window on it."""

from __future__ import annotations

import math

from graph.outline import area, clipped, outer_rings, simplified

#: Four fields around a lake: a square of three by three without its middle.
SQUARES = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (0, 1)]


def square(x: int, y: int) -> list[tuple[float, float]]:
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]


def test_shared_borders_vanish_and_a_lake_stays() -> None:
    rings = outer_rings(square(x, y) for x, y in SQUARES)
    assert sorted(map(area, rings)) == [1, 9]
    assert all(ring[0] == ring[-1] for ring in rings)


def test_an_island_is_a_ring_of_its_own() -> None:
    rings = outer_rings([square(0, 0), square(5, 5)])
    assert sorted(ring[0] for ring in rings) == [(0, 0), (5, 5)]


def test_a_point_close_to_the_line_is_left_out_and_a_corner_kept() -> None:
    line = [(0.0, 0.0), (0.5, 0.05), (1.0, 0.0), (1.0, 1.0)]
    assert simplified(line, 0.1) == [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert simplified(line, 0.01) == line


def test_far_north_a_degree_of_longitude_counts_for_less() -> None:
    # At 60 degrees north it is half as long: 0.15 degrees are 0.075.
    east = [(10.0, 59.5), (10.15, 60.0), (10.0, 60.5)]
    assert math.isclose(math.cos(math.radians(60)), 0.5)
    assert simplified(east, 0.1) == [east[0], east[2]]
    assert simplified(east, 0.07) == east


def test_a_ring_is_cut_at_the_sides_of_the_window() -> None:
    cut = clipped([(0, 0), (10, 0), (10, 10), (0, 10)], (2, 3, 6, 20))
    assert sorted(cut) == [(2, 3), (2, 10), (6, 3), (6, 10)]


def test_nothing_is_left_of_a_ring_outside_the_window() -> None:
    assert clipped(square(0, 0), (5, 5, 9, 9)) == []


def test_a_window_inside_the_land_is_filled() -> None:
    cut = clipped([(0, 0), (10, 0), (10, 10), (0, 10)], (4, 4, 6, 6))
    assert sorted(cut) == [(4, 4), (4, 6), (6, 4), (6, 6)]
