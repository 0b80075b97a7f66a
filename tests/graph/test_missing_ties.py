"""Pairs with partners in common and no tie, by hand and against networkx."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graph.measures import actors_only
from graph.missing_ties import missing_ties
from tests.graph.letters import by_chance, network


def test_a_pair_is_told_with_its_partners_and_never_when_it_has_a_tie() -> None:
    # a and b have c, d and e in common, c and d have a and b; e and f are joined.
    found = missing_ties(network("ac ad ae bc bd be ef"), least=2)
    assert [(one.actors, one.partners) for one in found] == [
        (("a", "b"), ("c", "d", "e")),
        (("c", "d"), ("a", "b")),
        (("c", "e"), ("a", "b")),
        (("d", "e"), ("a", "b")),
    ]
    # c and d have two ties each, e has three: 1/2 + 1/2 + 1/3.
    assert found[0].score == pytest.approx(4 / 3)
    assert found[1].score == pytest.approx(2 / 3)
    assert [one.actors for one in missing_ties(network("ac ad ae bc bd be ef"))] == [("a", "b")]


def test_what_many_share_counts_less() -> None:
    # By c with two strong ties: 1 x 1 / 2. By d, who knows six others too: 1 x 1 / 8.
    strong = missing_ties(network("ac bc"), least=1)[0]
    weak = missing_ties(network("ad bd de df dg dh di dj"), of="a", least=1)[0]
    assert strong.score == pytest.approx(0.5)
    assert weak.score == pytest.approx(0.125)
    # Ties of a large initiative: a quarter of a quarter, by all weight of the partner.
    thin = missing_ties(network("ac bc", weights={"ac": 0.25, "bc": 0.25}), least=1)[0]
    assert thin.score == pytest.approx(0.125)


def test_one_actor_and_the_best_of_a_few() -> None:
    found = network("ac ad ae bc bd be ef")
    assert {one.actors for one in missing_ties(found, of="c", least=1)} == {
        ("c", "d"),
        ("c", "e"),
    }
    assert missing_ties(found, least=1, most=1) == missing_ties(found, least=1)[:1]
    assert missing_ties(found, of="nobody", least=1) == []


def test_a_group_is_nobodys_partner() -> None:
    assert missing_ties(network("az bz", groups="z"), least=1) == []


def test_places_and_topics_in_common_are_named() -> None:
    found = network("ac bc")
    places = {"a": ("Hamar", "Løten"), "b": ("Hamar",), "c": ()}
    nodes = [replace(node, place_labels=places[node.iri]) for node in found.nodes]
    topics = {"a": ("Bane", "Vei"), "b": ("Bane",)}
    edges = [
        replace(
            edge,
            through=(
                replace(edge.through[0], actor=edge.source, topics=topics[edge.source]),
                # What the partner is in besides says nothing of the pair.
                replace(edge.through[0], actor="c", topics=("Skog",)),
            ),
        )
        for edge in found.edges
    ]
    (pair,) = missing_ties(replace(found, nodes=nodes, edges=edges), least=1)
    assert (pair.places, pair.topics) == (("Hamar",), ("Bane",))


@pytest.mark.parametrize("seed", range(6))
def test_all_pairs_agree_with_networkx(seed: int) -> None:
    found = by_chance(seed)
    found = replace(found, edges=[replace(edge, weight=1.0) for edge in found.edges])
    ties = actors_only(found)
    pairs = [pair for pair in combinations(sorted(ties), 2) if not ties.has_edge(*pair)]
    # With all weights 1 the score is the index of resource allocation.
    expected = {
        (one, other): pytest.approx(score, abs=1e-8)
        for one, other, score in nx.resource_allocation_index(ties, pairs)
        if score
    }
    assert {
        tuple(sorted(one.actors)): one.score for one in missing_ties(found, least=1, most=10_000)
    } == expected
