"""Measures of the small region, worked out by hand."""

from __future__ import annotations

from graph.measures import actors_only, betweenness, components, degree, weighted_degree
from graph.network import NetworkChoice, project
from graph.store import Reader

ACTOR = "https://w3id.org/samspill/id/actor/"


def short(values: dict[str, float]) -> dict[str, float]:
    return {iri.removeprefix(ACTOR): value for iri, value in values.items()}


def test_the_degree_counts_actors(small_region: Reader) -> None:
    found = short(dict(degree(project(small_region))))
    assert (found["hinn"], found["hamar"], found["aasnes"]) == (4, 3, 0)


def test_the_weighted_degree_counts_the_initiatives_that_are_shared(small_region: Reader) -> None:
    found = short(weighted_degree(project(small_region)))
    # HINN: Grønn vekst, Campus Hamar and one stated collaboration.
    assert found["hinn"] == 3.0
    assert found["loten"] == 1.0


def test_the_measures_agree_with_the_nodes(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(include_groups=True))
    actors = [node for node in network.nodes if not node.group]
    assert degree(network) == {node.iri: node.degree for node in actors}
    assert weighted_degree(network) == {node.iri: node.weighted_degree for node in actors}


def test_only_the_college_lies_between_others(small_region: Reader) -> None:
    found = short(betweenness(project(small_region)))
    # On the path from Østlandsforskning to three municipalities: 3 of the 21 pairs of others.
    assert found.pop("hinn") == 0.142857143
    assert set(found.values()) == {0.0}


def test_there_are_three_components(small_region: Reader) -> None:
    parts = [
        [iri.removeprefix(ACTOR) for iri in part] for part in components(project(small_region))
    ]
    assert parts == [
        ["hamar", "hinn", "loten", "ostlandsforskning", "stange"],
        ["hamarregionen-ipr", "innlandet"],
        ["aasnes"],
    ]


def test_a_group_that_is_shown_is_no_stepping_stone(small_region: Reader) -> None:
    without = project(small_region)
    shown = project(small_region, NetworkChoice(include_groups=True))
    assert components(shown) == components(without)
    assert betweenness(shown) == betweenness(without)
    assert ACTOR + "alle-kommuner" not in actors_only(shown)
