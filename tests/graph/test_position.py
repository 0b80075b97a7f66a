"""Closeness, eigenvector, constraint and core number: by hand, and by a second way of reckoning.

The kite is D. Krackhardt's ("Assessing the political landscape", Administrative Science Quarterly
35, 1990); its centralities stand in many a textbook.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from graph import measures, sweeps
from graph.measures import (
    actors_only,
    betweenness,
    closeness,
    components,
    constraint,
    core_number,
    degree,
    eigenvector,
    starts_of_paths,
)
from graph.network import Network
from tests.graph.letters import KITE, by_chance, network

SEEDS = range(12)


def test_the_kite_has_the_values_of_the_textbooks() -> None:
    kite = network(KITE)
    # Diane has most ties, Fernando and Garth are nearest to all, Heather lies between most.
    assert degree(kite)["d"] == 6
    assert {one: value for one, value in closeness(kite).items() if value > 0.64} == {
        "f": pytest.approx(9 / 14),
        "g": pytest.approx(9 / 14),
    }
    assert betweenness(kite)["h"] == pytest.approx(14 / 36)
    # Jane hangs on Ike, Ike on Heather, Heather on two; the other seven hold each other.
    assert core_number(kite) == {**dict.fromkeys("abcdefg", 3), "h": 2, "i": 1, "j": 1}


def test_closeness_in_a_small_part_is_not_closeness_to_all() -> None:
    # a-b-c and d-e of six: b reaches 2 of 5 others in 1 step each, d 1 of 5, f none.
    found = closeness(network("ab bc de", "f"))
    assert found["b"] == pytest.approx(2 / 5)
    # a: 2 others in 3 steps together.
    assert found["a"] == pytest.approx(2 / 3 * 2 / 5)
    assert found["d"] == pytest.approx(1 / 5)
    assert found["f"] == 0.0


def test_the_eigenvector_of_a_star_and_of_a_chain() -> None:
    # Star of four: the middle is the root of 3 times as high as the others.
    star = eigenvector(network("ab ac ad", "e"))
    assert star["a"] == 1.0
    assert star["b"] == star["c"] == star["d"] == pytest.approx(3**-0.5)
    assert star["e"] == 0.0
    # Chain with weights 0.5 and 1: value squared 1.25, so a is 0.5 and c 1 through the root of it.
    chain = eigenvector(network("ab bc", weights={"ab": 0.5, "bc": 1.0}))
    assert chain["a"] == pytest.approx(0.5 / 1.25**0.5)
    assert chain["c"] == pytest.approx(1.25**-0.5)


def test_of_two_parts_only_the_larger_has_an_eigenvector() -> None:
    found = eigenvector(network("ab bc de fg"))
    assert [one for one, value in found.items() if value == 0.0] == ["d", "e", "f", "g"]
    # Of equally large parts the first one.
    assert eigenvector(network("bc ad"))["a"] == 1.0
    assert eigenvector(network("bc ad"))["b"] == 0.0


def test_the_constraint_of_a_star_a_triangle_and_of_nobody() -> None:
    # In a star of four the middle spends a third on each of three who share nothing: 3 x 1/9.
    assert constraint(network("ab ac ad", "e")) == {
        "a": pytest.approx(1 / 3),
        "b": 1.0,
        "c": 1.0,
        "d": 1.0,
    }
    # In a triangle each half of one's time leads back by the other half: 2 x (1/2 + 1/4) squared.
    assert constraint(network("ab bc ac")) == dict.fromkeys("abc", pytest.approx(1.125))
    assert constraint(network("", "ab")) == {}


def test_groups_have_no_position_and_give_none() -> None:
    without = network("ab bc", "d")
    shown = network("ab bc az cz dz", groups="z")
    for function in (closeness, eigenvector, constraint, core_number):
        assert function(shown) == function(without)


@pytest.mark.parametrize("seed", SEEDS)
def test_betweenness_and_closeness_agree_with_counting_walks(seed: int) -> None:
    found = by_chance(seed)
    order, weights = matrix(found)
    steps, ways = shortest(weights > 0)
    size = len(order)
    reached = np.isfinite(steps)
    for place, iri in enumerate(order):
        others = [end for end in range(size) if end != place and reached[place, end]]
        far = sum(steps[place, end] for end in others)
        expected = len(others) / far * len(others) / (size - 1) if others else 0.0
        assert closeness(found)[iri] == pytest.approx(expected, abs=1e-8)
        through = 0.0
        for start in range(size):
            for end in range(start):
                if place in (start, end) or not reached[start, end]:
                    continue
                if steps[start, place] + steps[place, end] == steps[start, end]:
                    through += ways[start, place] * ways[place, end] / ways[start, end]
        pairs = (size - 1) * (size - 2) / 2
        assert betweenness(found)[iri] == pytest.approx(through / pairs, abs=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_paths_agree_with_networkx(seed: int) -> None:
    found = by_chance(seed, size=26)
    ties = actors_only(found)
    assert betweenness(found) == pytest.approx(nx.betweenness_centrality(ties), abs=1e-8)
    assert closeness(found) == pytest.approx(nx.closeness_centrality(ties), abs=1e-8)


def test_starts_in_many_batches_give_what_one_batch_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    found = by_chance(3)
    expected = betweenness(found), closeness(found)
    # Two starts at a time.
    monkeypatch.setattr(sweeps, "_BATCH", 28)
    assert (betweenness(found), closeness(found)) == expected


def test_a_large_network_is_measured_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    # Fifty chains meet in the middle of a star: every path between two of them runs through it.
    arms = [chr(0x4E00 + number) for number in range(100)]
    found = network(
        " ".join(f"a{arm}" for arm in arms[:50])
        + " "
        + " ".join(one + other for one, other in zip(arms[:50], arms[50:], strict=True))
    )
    exact = betweenness(found), closeness(found)
    assert starts_of_paths(found) == 101
    monkeypatch.setattr(sweeps, "_WORK", 0)
    monkeypatch.setattr(sweeps, "_LEAST", 60)
    assert starts_of_paths(found) == 60
    estimate = betweenness(found), closeness(found)
    assert estimate == (betweenness(found), closeness(found))
    # All but the 50 pairs of an arm: 4900 of 4950, and no more than the sample's error off.
    assert exact[0]["a"] == pytest.approx(4900 / 4950)
    assert estimate[0]["a"] == pytest.approx(exact[0]["a"], rel=0.05)
    assert max(estimate[0], key=lambda one: estimate[0][one]) == "a"
    # 50 at one step and 50 at two.
    assert exact[1]["a"] == pytest.approx(100 / 150)
    assert estimate[1]["a"] == pytest.approx(exact[1]["a"], rel=0.1)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_constraint_agrees_with_burts_formula(seed: int) -> None:
    found = by_chance(seed)
    order, weights = matrix(found)
    expected = {}
    for place, iri in enumerate(order):
        if not weights[place].any():
            continue
        total = 0.0
        for other in np.flatnonzero(weights[place]):
            direct = weights[place, other] / weights[place].sum()
            by_others = sum(
                weights[place, third]
                / weights[place].sum()
                * weights[third, other]
                / weights[third].sum()
                for third in range(len(order))
                if third not in (place, other) and weights[third].any()
            )
            total += (direct + by_others) ** 2
        expected[iri] = pytest.approx(total, abs=1e-8)
    assert constraint(found) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_the_eigenvector_agrees_with_the_power_method(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = by_chance(seed)
    order, weights = matrix(found)
    inside = [order.index(iri) for iri in components(found)[0]]
    part = weights[np.ix_(inside, inside)]
    vector = np.ones(len(inside))
    for _ in range(20_000):
        # One more of each actor itself, else the values of a part in two halves swing for ever.
        vector = part @ vector + vector
        vector /= vector.max()
    expected = dict.fromkeys(order, 0.0)
    expected |= {order[place]: value for place, value in zip(inside, vector, strict=True)}
    assert eigenvector(found) == pytest.approx(expected, abs=1e-7)
    # The way that large networks take gives the same.
    monkeypatch.setattr(measures, "_DENSE", 0)
    assert eigenvector(found) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_core_number_agrees_with_peeling(seed: int) -> None:
    found = by_chance(seed, share=0.35)
    order, weights = matrix(found)
    expected: dict[str, int] = {}
    for core in range(len(order)):
        kept = set(range(len(order)))
        while weak := {one for one in kept if (weights[one, list(kept)] > 0).sum() < core}:
            kept -= weak
        expected |= {order[place]: core for place in kept}
    assert core_number(found) == expected


def matrix(found: Network) -> tuple[list[str], NDArray[np.float64]]:
    """Give the letters in order and the weights of their ties."""
    order = [node.iri for node in found.nodes]
    weights = np.zeros((len(order), len(order)))
    for edge in found.edges:
        pair = order.index(edge.source), order.index(edge.target)
        weights[pair] = weights[pair[::-1]] = edge.weight
    return order, weights


def shortest(joined: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give steps and numbers of shortest paths: the first power of the matrix that joins two."""
    size = len(joined)
    steps, ways = np.full((size, size), np.inf), np.zeros((size, size))
    power = np.eye(size)
    for step in range(size):
        new = np.isinf(steps) & (power > 0)
        steps[new], ways[new] = step, power[new]
        power = power @ joined.astype(float)
    return steps, ways
