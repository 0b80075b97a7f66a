"""The sentences about a network, worked out by hand; the share by writing out paths as well."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graph.communities import communities
from graph.measures import actors_only, components
from graph.structure_report import describe, measure, share_through
from tests.graph.letters import KITE, by_chance, network

#: Two triangles with one tie between them.
TWO = "ab ac bc cd de df ef"


def test_the_kite_in_norwegian() -> None:
    # 18 ties of 10, whose degrees are 1 2 3 3 3 4 4 5 5 6. Heather lies between most, Fernando and
    # Garth follow. The other seven are 21 pairs: the ten of Ike or Jane with the five behind need
    # Heather; those of the five among themselves are at most two steps, and none of the three
    # lies on a shortest one (A-E by B and D, B-C by A and D, C-E by D). 10 of 21.
    assert describe(network(KITE, "x"), []) == [
        "Nettverket har 11 aktører og 18 bånd mellom dem.",
        "1 aktør har ingen bånd.",
        "Alle som har bånd, henger sammen: mellom hvilke som helst to av dem fører det en vei.",
        "Halvparten av dem som har bånd, har høyst 3,5.",
        "Flest bånd har D (6), F (5) og G (5).",
        "Tre aktører, H, F og G, ligger på 48\u00a0% av de korteste veiene mellom de andre.",
        "100\u00a0% av båndene bygger på ett enkelt forhold, og 100\u00a0% på ett enkelt dokument.",
        "Tallene gjelder det kildene sier; at en kilde tier, betyr ikke at båndet ikke finnes.",
    ]


def test_two_triangles_and_a_pair_in_english() -> None:
    # Degrees 2 2 3 3 2 2 and 1 1: the middle is 2. Of the seven pairs of others that a path joins
    # (a-b, e-f, x-y and four across), C and D lie on the four. Without either of them two others
    # come away from the rest, which is too few for a sentence.
    assert describe(network(TWO + " xy", lang="en")) == [
        "The network has 8 actors and 8 ties among them.",
        "Those who have ties fall into 2 parts that no source joins; the largest has 6 actors.",
        "Half of those who have ties have at most 2.",
        "Most ties: C (3), D (3) and A (2).",
        "Two actors, C and D, lie on 57% of the shortest paths between the others.",
        # 8 ties; 3 inside of 7 ends, twice, and 1 of 2: 7/8 - (49 + 49 + 4)/256.
        # Inside the triangle all three have two ties.
        "The ties gather the actors in 3 communities (modularity 0.48), the largest around A, B "
        "and C with 3 actors.",
        "100% of the ties rest on a single thing, and 100% on a single document.",
        "The figures hold for what the sources say; that a source is silent does not mean that "
        "there is no tie.",
    ]


@pytest.mark.parametrize("seed", range(12))
def test_who_holds_a_part_to_the_rest_is_who_leaves_the_smallest_one(seed: int) -> None:
    # By taking each actor out in turn.
    drawn = by_chance(seed, 16, 0.13)
    ties = actors_only(drawn)
    names = {node.iri: node.label for node in drawn.nodes}
    largest = set(components(drawn)[0])
    away = {}
    for iri in largest:
        left = [len(part) for part in nx.connected_components(ties.subgraph(largest - {iri}))]
        if len(left) > 1:
            away[names[iri]] = len(largest) - 1 - max(left)
    expected = max(away.values(), default=0)
    name, number = measure(drawn, communities(drawn)).cut
    assert number == expected
    assert away.get(name, 0) == expected


def test_who_holds_a_part_to_the_rest_is_named() -> None:
    # Without C, d, e and f come away from a, b and g, h; without D only e and f do.
    said = describe(network("ab ac bc ag bg ah cd de df"), [])
    assert "Uten C ville 3 aktører mistet forbindelsen til den største delen." in said


def test_thin_evidence_is_told() -> None:
    found = network("ab ac bc cd")
    first, second, third, fourth = found.edges
    row = first.through[0]
    other = replace(row, relation="r2", document="e")
    nowhere = replace(row, document="")
    edges = [
        replace(first, count=2, through=(row, other)),
        replace(second, through=(row, row)),
        replace(third, through=(row, nowhere)),
        replace(fourth, through=(nowhere,)),
    ]
    said = describe(replace(found, edges=edges), [])
    # Three of four rest on one thing; the second and the third on one document.
    assert (
        "75\u00a0% av båndene bygger på ett enkelt forhold, og 50\u00a0% på ett enkelt dokument."
        in said
    )
    assert "1 bånd bygger på rader uten oppgitt dokument." in said


def test_a_network_of_nobody_and_one_without_ties() -> None:
    assert describe(network("")) == ["Det er ingen aktører i utvalget."]
    assert describe(network("", "ab", lang="en")) == [
        "The choice has 2 actors, and none of them have ties to each other in the sources.",
        "The figures hold for what the sources say; that a source is silent does not mean that "
        "there is no tie.",
    ]


def test_groups_are_neither_counted_nor_passed() -> None:
    without, shown = network("ab bc"), network("ab bc az cz", groups="z")
    assert describe(shown) == describe(without)
    assert share_through(shown, ["b"]) == 1.0


def test_a_share_that_is_not_all_is_not_called_all() -> None:
    # 224 of 225 ties rest on one thing: 99.6 per cent.
    star = network(" ".join("a" + chr(0x4E00 + number) for number in range(225)))
    edges = [replace(star.edges[0], count=2), *star.edges[1:]]
    assert describe(replace(star, edges=edges), [])[-2].startswith("99\u00a0%")


@pytest.mark.parametrize("seed", range(10))
def test_the_share_of_some_actors_agrees_with_all_paths_written_out(seed: int) -> None:
    # Not with networkx's group_betweenness_centrality, whose answer changes from run to run.
    found = by_chance(seed, share=0.3)
    ties = actors_only(found)
    some = {"a", "b", "c"}
    shares = []
    for start, end in combinations(sorted(set(ties) - some), 2):
        if nx.has_path(ties, start, end):
            paths = list(nx.all_shortest_paths(ties, start, end))
            shares.append(sum(1 for path in paths if some & set(path)) / len(paths))
    expected = sum(shares) / len(shares)
    assert share_through(found, sorted(some)) == pytest.approx(expected, abs=1e-8)


def test_figures_are_those_of_the_sentences() -> None:
    found = network(TWO)
    figures = measure(found, communities(found))
    assert (figures.actors, figures.ties, figures.parts, figures.largest) == (6, 7, 1, 6)
    assert figures.between == ("C", "D")
    assert figures.cut == ("C", 2)
