"""Places by parts, in a ring and on the map: worked out by hand, and by properties."""

from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import pytest

from graph.communities import communities
from graph.layouts import LAYOUTS, in_discs, in_ring, on_map
from graph.measures import actors_only
from graph.names import alphabetical
from tests.graph.letters import by_chance, network


def test_groups_stand_side_by_side_with_room_before_the_next() -> None:
    # Two groups of two and two empty seats after each: eight seats, an eighth of a turn each.
    placed = in_ring("abcd", {"a": "x", "b": "y", "c": "x", "d": "y"})
    half = round(math.sqrt(0.5), 6)
    assert placed == {
        "a": (0.0, 1.0),
        "c": (half, half),
        "b": (0.0, -1.0),
        "d": (-half, -half),
    }


def test_groups_are_in_the_order_asked_for_and_those_in_none_stand_last() -> None:
    placed = in_ring("abcd", {"a": "Ås", "b": "Asker", "d": "Ørsta"}, alphabetical)
    # Twelve seats: with the clock from the top come Asker, Ørsta, Ås, and the one of no group.
    around = sorted(placed, key=lambda iri: -math.atan2(placed[iri][1], placed[iri][0]) % math.tau)
    turned = around[around.index("b") :] + around[: around.index("b")]
    assert turned == ["b", "d", "a", "c"]
    assert placed["b"] == (0.0, 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_discs_are_apart_and_their_middle_has_most_weight_inside(seed: int) -> None:
    drawn = by_chance(seed, 24, 0.14)
    parts = [one.members for one in communities(drawn)]
    placed = in_discs(actors_only(drawn), parts)
    assert set(placed) == {node.iri for node in drawn.nodes}
    assert len(set(placed.values())) == len(placed)
    boxes = []
    for part in parts:
        xs, ys = zip(*(placed[iri] for iri in part), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for one, other in combinations(boxes, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    # The largest stands first: in the upper row, to the left.
    assert boxes[0][0] == min(box[0] for box in boxes)
    assert boxes[0][3] == max(box[3] for box in boxes)


def test_the_middle_of_a_disc_has_the_strongest_ties_inside_it() -> None:
    # B has 3 inside, D has more in all: its tie of weight 9 leads to another part.
    drawn = network("ab bc bd de", weights={"ab": 1.0, "bc": 1.0, "bd": 1.0, "de": 9.0})
    placed = in_discs(actors_only(drawn), ["abcd", "e"])
    middle = {iri: math.dist(placed["b"], placed[iri]) for iri in "acd"}
    # One and the next seeds of a sunflower are the root of their number away from its middle.
    nearest = min(middle.values())
    assert sorted(round((far / nearest) ** 2, 3) for far in middle.values()) == [1, 2, 3]


def test_north_is_up_and_what_has_no_point_stands_below() -> None:
    points = {"a": (10.0, 60.0), "b": (10.0, 62.0), "c": (11.0, 61.0), "d": (11.0, 61.0)}
    placed = on_map("abcde", points)
    assert placed["b"][1] > placed["c"][1] > placed["a"][1] > placed["e"][1]
    assert placed["c"][0] > placed["a"][0] == placed["b"][0]
    # Two of one place are near each other, and not on each other.
    assert 0 < math.dist(placed["c"], placed["d"]) < 0.05


def test_a_degree_is_as_long_as_mercator_makes_it() -> None:
    # At 60 degrees a degree north is twice one east: 1/cos 60.
    placed = on_map("abc", {"a": (10.0, 60.0), "b": (10.2, 60.0), "c": (10.0, 60.1)})
    east, north = placed["b"][0] - placed["a"][0], placed["c"][1] - placed["a"][1]
    assert north / east == pytest.approx(1.0, abs=0.01)


def test_nothing_has_no_place_and_every_layout_is_told_in_both_languages() -> None:
    assert in_discs(nx.Graph(), []) == in_ring([], {}) == on_map([], {}) == {}
    assert on_map("ab", {}).keys() == {"a", "b"}
    for one in LAYOUTS.values():
        assert one.name.keys() == one.sentence.keys() == {"nb", "en"}
