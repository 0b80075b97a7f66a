"""Who is near an actor, and the shortest paths between two."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.measures import actors_only
from graph.network import NetworkChoice, project
from graph.paths import count_shortest_paths, ego, shortest_paths
from graph.store import Reader
from tests.graph.letters import KITE, by_chance, network

ACTOR = "https://w3id.org/samspill/id/actor/"


def names(found: list[str]) -> str:
    return "".join(found)


def test_an_actor_and_its_neighbours_with_the_ties_among_these() -> None:
    found = ego(network(KITE), "h")
    assert [node.iri for node in found.nodes] == ["f", "g", "h", "i"]
    # Fernando and Garth have a tie of their own.
    assert [edge.source + edge.target for edge in found.edges] == ["fg", "fh", "gh", "hi"]
    assert {node.iri: node.degree for node in found.nodes} == {"f": 2, "g": 2, "h": 3, "i": 1}
    assert found.left_out["steps"].count == 6


def test_more_steps_reach_further_until_the_part_is_whole() -> None:
    kite = network(KITE + " xy", "z")
    sizes = [len(ego(kite, "j", steps).nodes) for steps in range(6)]
    # Jane, Ike, Heather, Fernando and Garth, then A, B, C, D, E; x, y and z are never reached.
    assert sizes == [1, 2, 3, 5, 10, 10]


def test_a_group_ends_a_step_and_is_not_passed() -> None:
    # z is a group between a and c.
    found = network("ab az cz", groups="z")
    assert [node.iri for node in ego(found, "a", 3).nodes] == ["a", "b", "z"]
    # In the middle it shows whom it names.
    assert [node.iri for node in ego(found, "z", 1).nodes] == ["a", "c", "z"]
    assert {node.iri: node.degree for node in ego(found, "z").nodes} == {"a": 0, "c": 0, "z": 2}


def test_an_actor_that_is_not_there_has_no_surroundings() -> None:
    with pytest.raises(KeyError, match="x"):
        ego(network("ab"), "x")
    with pytest.raises(ValueError, match="-1"):
        ego(network("ab"), "a", -1)


def test_all_shortest_paths_are_found_the_strongest_first() -> None:
    # From a to d by b, c or e in two steps; by c with weights 1 + 2, by the others with 1 + 1.
    found = network("ab bd ac cd ae ed af fg gd", weights={"cd": 2.0})
    paths = shortest_paths(found, "a", "d")
    assert [names(list(path.actors)) for path in paths] == ["acd", "abd", "aed"]
    assert [path.strength for path in paths] == [3.0, 2.0, 2.0]
    assert paths[0].names == ("A", "C", "D")
    assert [step.labels for step in paths[0].steps] == [["T-ac"], ["T-cd"]]
    assert count_shortest_paths(found, "a", "d") == 3
    assert shortest_paths(found, "a", "d", most=1) == paths[:1]


def test_a_path_can_be_told_to_go_round_somebody() -> None:
    found = network("ab bd af fg gd")
    assert [path.names for path in shortest_paths(found, "a", "d")] == [("A", "B", "D")]
    around = shortest_paths(found, "a", "d", without={"b", "a"})
    # The ends are never gone round.
    assert [path.names for path in around] == [("A", "F", "G", "D")]
    assert shortest_paths(found, "a", "d", without={"b", "g"}) == []
    assert count_shortest_paths(found, "a", "d", without={"b", "g"}) == 0


def test_no_path_leads_through_a_group_or_to_one() -> None:
    found = network("az bz", groups="z")
    assert shortest_paths(found, "a", "b") == []
    assert shortest_paths(found, "a", "z") == []
    assert shortest_paths(found, "a", "a") == []
    assert shortest_paths(found, "a", "nobody") == []


def test_each_step_carries_the_rows_it_rests_on(small_region: Reader) -> None:
    found = project(small_region)
    (path,) = shortest_paths(found, ACTOR + "ostlandsforskning", ACTOR + "stange")
    assert path.names == ("Østlandsforskning", "Høgskolen i Innlandet", "Stange kommune")
    assert [[row.locator for row in step.through] for step in path.steps] == [
        ["L50"],
        ["L3", "L12"],
    ]


def test_a_period_takes_ties_away_from_the_paths(small_region: Reader) -> None:
    # The college and the institute worked together until 2016, with Stange in 2018 only.
    found = project(small_region, NetworkChoice(start_year=2017))
    assert shortest_paths(found, ACTOR + "ostlandsforskning", ACTOR + "stange") == []


@pytest.mark.parametrize("seed", range(12))
def test_the_paths_agree_with_networkx(seed: int) -> None:
    found = by_chance(seed)
    ties = actors_only(found)
    weight = {frozenset((e.source, e.target)): e.weight for e in found.edges}
    for start in ties:
        for end in ties:
            if start == end:
                continue
            expected = (
                {tuple(path) for path in nx.all_shortest_paths(ties, start, end)}
                if nx.has_path(ties, start, end)
                else set()
            )
            paths = shortest_paths(found, start, end, most=100)
            assert {path.actors for path in paths} == expected
            assert count_shortest_paths(found, start, end) == len(expected)
            strengths = [path.strength for path in paths]
            assert strengths == sorted(strengths, reverse=True)
            for path in paths:
                steps = zip(path.actors, path.actors[1:], strict=False)
                assert path.strength == pytest.approx(sum(weight[frozenset(s)] for s in steps))
            # The best of a few are the best of all.
            assert shortest_paths(found, start, end, most=2) == paths[:2]


def test_a_weaker_beginning_is_not_forgotten_for_a_stronger_end() -> None:
    # Two ways of three steps share the last: the sum decides, not the first step.
    found = network("ab bd ac cd de", weights={"ab": 5.0, "ac": 1.0, "bd": 0.25, "cd": 2.0})
    assert [path.actors for path in shortest_paths(found, "a", "e", most=1)] == [tuple("abde")]
