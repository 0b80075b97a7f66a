"""Communities of small networks, and the modularity of them by its formula."""

from __future__ import annotations

from itertools import combinations

import pytest

from graph.communities import communities, modularity
from graph.network import Edge, Evidence, Network, Node
from tests.graph.letters import by_chance, network

#: Two triangles with one tie between them.
TWO = "ab ac bc cd de df ef"


def test_two_triangles_are_two_communities() -> None:
    found = network(TWO, "x")
    both = communities(found)
    assert [(one.number, one.members, one.ties) for one in both] == [
        (1, ("a", "b", "c"), 3),
        (2, ("d", "e", "f"), 3),
    ]
    # Seven ties; three lie inside each, and half of all ends: 2 x (3/7 - 1/4).
    assert modularity(found, both) == pytest.approx(5 / 14)


def test_no_other_division_of_the_two_triangles_is_better() -> None:
    found = network(TWO)
    best = max(by_formula(found, list(parts)) for parts in divisions("abcdef"))
    assert best == pytest.approx(modularity(found, communities(found)))


def test_the_weights_decide_where_the_actor_between_belongs() -> None:
    left = communities(network("ab bc cd", weights={"ab": 1.0, "bc": 2.0, "cd": 0.25}))
    assert "c" in next(one.members for one in left if "b" in one.members)
    right = communities(network("ab bc cd", weights={"ab": 1.0, "bc": 0.25, "cd": 2.0}))
    assert "c" in next(one.members for one in right if "d" in one.members)


@pytest.mark.parametrize("seed", range(8))
def test_modularity_agrees_with_its_formula_and_runs_are_equal(seed: int) -> None:
    found = by_chance(seed)
    parts = communities(found)
    members = [set(one.members) for one in parts]
    alone = {node.iri for node in found.nodes} - set().union(*members)
    assert modularity(found, parts) == pytest.approx(
        by_formula(found, [*members, *({one} for one in alone)]), abs=1e-8
    )
    assert communities(found) == parts
    assert all(len(one) > 1 for one in members)
    assert sum(map(len, members)) == len(set().union(*members))


def test_a_network_without_ties_has_no_community() -> None:
    found = network("", "ab")
    assert communities(found) == []
    assert modularity(found, []) == 0.0


def test_a_group_joins_nobody_into_a_community() -> None:
    assert communities(network("az bz", groups="z")) == []


def test_a_community_is_described_by_what_its_members_share() -> None:
    kinds = {"a": "kommune", "b": "kommune", "c": "næringshage"}
    places = {"a": ("Hamar",), "b": ("Løten", "Hamar"), "c": ()}
    nodes = [
        Node(one, one.upper(), kind, kind, 0, 0.0, place_labels=places[one])
        for one, kind in kinds.items()
    ]
    # One initiative about two topics joins all three; a agreement about one of them a and b.
    shared = Evidence("r", "t", "T", "actual", "", "", "", topics=("Bane", "Vei"))
    signed = Evidence("s", "u", "U", "actual", "", "", "", topics=("Vei",))
    edges = [
        Edge("a", "b", 1.5, 2, (shared, signed)),
        Edge("a", "c", 0.5, 1, (shared,)),
        Edge("b", "c", 0.5, 1, (shared,)),
    ]
    (found,) = communities(Network(nodes, edges, {}))
    # a and b have the weight 2 inside, c has 1.
    assert (found.label, found.central) == ("A, B og C", ("a", "b", "c"))
    assert found.types == (("kommune", 2), ("næringshage", 1))
    assert found.places == (("Hamar", 2), ("Løten", 1))
    assert found.topics == (("Vei", 2), ("Bane", 1))
    assert found.description == (
        "3 aktører, 3 bånd mellom dem; typer: kommune (2), næringshage (1); "
        "steder: Hamar (2), Løten (1); temaer: Vei (2), Bane (1)."
    )
    (english,) = communities(Network(nodes, edges, {}, "en"))
    assert english.label == "A, B and C"
    assert english.description.startswith("3 actors, 3 ties among them; types: kommune (2)")


def test_the_most_central_member_gives_the_name() -> None:
    (found,) = communities(network("ca cb cd"))
    assert found.label == "C, A og B"


def by_formula(found: Network, parts: list[set[str]]) -> float:
    """Newman's modularity: the mean over pairs of what weight they have above chance."""
    weights = {frozenset((e.source, e.target)): e.weight for e in found.edges}
    letters = [node.iri for node in found.nodes]
    ends = {one: sum(w for pair, w in weights.items() if one in pair) for one in letters}
    twice = sum(ends.values())
    total = 0.0
    for part in parts:
        total -= sum(ends[one] * ends[one] for one in part) / twice
        for pair in combinations(part, 2):
            chance = ends[pair[0]] * ends[pair[1]] / twice
            total += 2 * (weights.get(frozenset(pair), 0.0) - chance)
    return total / twice


def divisions(letters: str) -> list[list[set[str]]]:
    """Give every way to divide the letters."""
    if not letters:
        return [[]]
    first, found = letters[0], []
    for parts in divisions(letters[1:]):
        found.append([{first}, *parts])
        found += [
            [*parts[:place], parts[place] | {first}, *parts[place + 1 :]]
            for place in range(len(parts))
        ]
    return found
