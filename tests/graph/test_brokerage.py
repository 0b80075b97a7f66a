"""Brokers and effective size: by hand, and against networkx and a count of triads."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations

import networkx as nx
import pytest

from graph.brokerage import ROLES, Brokerage, bridges, brokerage, effective_size
from graph.measure_texts import MEASURES
from graph.measures import actors_only
from tests.graph.letters import by_chance, network

#: The middle m has neighbours a and b of its own side, c and d of another, e of a third.
STAR = "ma mb mc md me"
SIDES = {"m": "x", "a": "x", "b": "x", "c": "y", "d": "y", "e": "z"}


def test_the_middle_of_a_star_has_every_role() -> None:
    found = brokerage(network(STAR), SIDES)
    # a-b; a or b with c, d or e; c-d; c or d with e.
    assert found["m"] == Brokerage(coordinator=1, gatekeeper=6, consultant=1, liaison=2)
    assert found["m"].total == 10
    assert found["a"] == Brokerage()


def test_nobody_stands_between_two_who_are_joined() -> None:
    assert brokerage(network(STAR + " ab ce"), SIDES)["m"] == Brokerage(0, 6, 1, 1)


def test_who_has_no_side_is_left_out() -> None:
    known = {iri: side for iri, side in SIDES.items() if iri != "e"}
    assert brokerage(network(STAR), known)["m"] == Brokerage(1, 4, 1, 0)
    assert brokerage(network(STAR), {"a": "x", "b": "x"})["m"] == Brokerage()


def test_groups_broker_for_nobody() -> None:
    found = brokerage(network("az bz", groups="z"), {"a": "x", "b": "x", "z": "x"})
    assert found == {"a": Brokerage(), "b": Brokerage()}


@pytest.mark.parametrize("seed", range(6))
def test_roles_agree_with_a_count_of_all_triads(seed: int) -> None:
    found = by_chance(seed)
    ties = actors_only(found)
    sides = {iri: "xyz"[number % 3] for number, iri in enumerate(ties)}
    counted = dict.fromkeys(((iri, role) for iri in ties for role in ROLES), 0)
    for one, middle, other in permutations(sorted(ties), 3):
        if not (ties.has_edge(one, middle) and ties.has_edge(middle, other)):
            continue
        if one > other or ties.has_edge(one, other):
            continue
        pattern = (sides[one] == sides[middle], sides[middle] == sides[other])
        if pattern == (True, True):
            counted[middle, "coordinator"] += 1
        elif any(pattern):
            counted[middle, "gatekeeper"] += 1
        elif sides[one] == sides[other]:
            counted[middle, "consultant"] += 1
        else:
            counted[middle, "liaison"] += 1
    roles = brokerage(found, sides)
    assert {(iri, role): getattr(roles[iri], role) for iri in ties for role in ROLES} == counted


def test_pairs_of_two_sides_are_bridged_whatever_the_bridge_is() -> None:
    # a, b of x; c, d of y; e of z: 2 x 2 + 2 x 1 + 2 x 1 pairs of two sides.
    assert bridges(network(STAR), SIDES)["m"] == 8
    assert bridges(network(STAR), {one: SIDES[one] for one in "abcde"})["m"] == 8
    # b-c and c-e are joined, c-d is of one side.
    assert bridges(network(STAR + " bc ce cd"), SIDES)["m"] == 6
    assert bridges(network("az bz", groups="z"), SIDES) == {"a": 0, "b": 0}


@pytest.mark.parametrize("seed", range(6))
def test_bridges_are_the_gatekeepers_and_liaisons(seed: int) -> None:
    found = by_chance(seed)
    sides = {node.iri: "xyz"[number % 3] for number, node in enumerate(found.nodes)}
    roles = brokerage(found, sides)
    assert bridges(found, sides) == {
        iri: one.gatekeeper + one.liaison for iri, one in roles.items()
    }


def test_the_measure_of_sectors_takes_mixed_for_not_known() -> None:
    found = network(STAR)
    sectors = {
        "m": "mixed",
        "a": "public",
        "b": "private",
        "c": "mixed",
        "d": "mixed",
        "e": "civil",
    }
    nodes = [replace(node, sector=sectors[node.iri]) for node in found.nodes]
    values = MEASURES["sector-bridges"].function(replace(found, nodes=nodes))
    # a-b, a-e and b-e; c and d are of sectors that nobody knows.
    assert values["m"] == 3


def test_effective_size_by_hand() -> None:
    # In a triangle with a tail: c has a, b, d; of these a and b are joined: 3 - 2/3.
    assert effective_size(network("ab ac bc cd", "e")) == {
        "a": 1.0,
        "b": 1.0,
        "c": pytest.approx(7 / 3),
        "d": 1.0,
    }


@pytest.mark.parametrize("seed", range(6))
def test_effective_size_agrees_with_networkx(seed: int) -> None:
    found = by_chance(seed, share=0.35)
    expected = nx.effective_size(actors_only(found))
    for iri, value in effective_size(found).items():
        assert value == pytest.approx(expected[iri], abs=1e-8)


def test_every_role_has_words_in_both_languages() -> None:
    for one, other in combinations(ROLES.values(), 2):
        assert one.keys() == other.keys() == {"nb", "en"}
        assert one["nb"] != other["nb"]
