"""Two actors side by side, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.network import Edge, Evidence, Network
from graph.pair import compare_pair
from tests.graph.letters import network


def row(actor: str, thing: str, *topics: str) -> Evidence:
    return Evidence(
        f"{actor}{thing}", thing, thing.upper(), "actual", "", "", "", actor=actor, topics=topics
    )


def through(drawn: Network, rows: dict[str, tuple[Evidence, ...]]) -> Network:
    edges = [replace(edge, through=rows.get(edge.source + edge.target, ())) for edge in drawn.edges]
    return replace(drawn, edges=edges)


def test_partners_are_split_and_neither_is_a_partner_of_the_pair() -> None:
    found = compare_pair(network("ab ac ad bc be"), "a", "b")
    assert [iri for iri, _ in found.partners.both] == ["c"]
    assert [iri for iri, _ in found.partners.first] == ["d"]
    assert [iri for iri, _ in found.partners.second] == ["e"]
    assert found.partners.share == pytest.approx(1 / 3)
    assert isinstance(found.tie, Edge)
    assert compare_pair(network("ac bc"), "a", "b").tie is None


def test_a_thing_is_of_whoever_has_a_row_in_it() -> None:
    # A and C meet in p, A and B in q, B and C in r: only q is in common.
    drawn = through(
        network("ab ac bc"),
        {
            "ac": (row("a", "p", "Skog"), row("c", "p", "Skog")),
            "ab": (row("a", "q", "Vann"), row("b", "q", "Vann")),
            "bc": (row("b", "r"), row("c", "r")),
        },
    )
    found = compare_pair(drawn, "a", "b")
    assert found.things.both == (("q", "Q"),)
    assert found.things.first == (("p", "P"),)
    assert found.things.second == (("r", "R"),)
    assert found.topics.both == (("Vann", "Vann"),)
    assert found.topics.first == (("Skog", "Skog"),)


def test_groups_are_no_partners_and_who_is_not_there_is_refused() -> None:
    drawn = network("ac bc ad bd")
    nodes = [replace(node, group=node.iri == "c") for node in drawn.nodes]
    found = compare_pair(replace(drawn, nodes=nodes), "a", "b")
    assert [iri for iri, _ in found.partners.both] == ["d"]
    for pair in ("aa", "ax", "ac"):
        with pytest.raises(ValueError, match="two actors"):
            compare_pair(replace(drawn, nodes=nodes), *pair)


def test_places_are_split_too() -> None:
    drawn = network("ab")
    places = {"a": ("x", "y"), "b": ("y",)}
    nodes = [
        replace(
            node,
            places=places[node.iri],
            place_labels=tuple(one.upper() for one in places[node.iri]),
        )
        for node in drawn.nodes
    ]
    found = compare_pair(replace(drawn, nodes=nodes), "a", "b")
    assert (found.places.both, found.places.first) == ((("y", "Y"),), (("x", "X"),))
    assert found.partners.share == 0.0
