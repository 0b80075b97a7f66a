"""Positions: the same each time, within bounds, components apart."""

from __future__ import annotations

import json
import random
from itertools import combinations, pairwise
from pathlib import Path

import networkx as nx
import pytest

from graph.layout import arrange, positions, read_layout, write_layout
from graph.network import NetworkChoice, project
from graph.store import Reader
from ontology.errors import StoreError


def test_nothing_gives_nothing() -> None:
    assert positions([], []) == {}


def test_positions_do_not_depend_on_the_order_given() -> None:
    ties = list(nx.gnm_random_graph(150, 260, seed=3).edges())
    edges = [(f"n{a}", f"n{b}") for a, b in ties]
    nodes = [f"n{number}" for number in range(150)]
    first = positions(nodes, edges)
    random.Random(1).shuffle(edges)
    random.Random(2).shuffle(nodes)
    assert positions(nodes, [(b, a) for a, b in edges]) == first
    assert list(first) == sorted(nodes)


def test_the_picture_fills_the_square() -> None:
    edges = [("a", "b"), ("b", "c"), ("d", "e")]
    values = [value for place in positions("abcdef", edges).values() for value in place]
    assert (min(values), max(values)) == (-1.0, 1.0)


def test_no_two_nodes_share_a_place() -> None:
    nodes = [f"n{number}" for number in range(40)]
    edges = [*pairwise(nodes[:21]), ("n30", "n31"), ("n33", "n34")]
    places = list(positions(nodes, edges).values())
    nearest = min(
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in combinations(places, 2)
    )
    assert nearest > 0.02


def test_components_lie_apart() -> None:
    places = positions("abcdef", [("a", "b"), ("b", "c"), ("d", "e"), ("e", "f")])
    boxes = [
        [(min(v), max(v)) for v in zip(*(places[name] for name in part), strict=True)]
        for part in ("abc", "def")
    ]
    (x1, y1), (x2, y2) = boxes
    assert x1[1] < x2[0] or x2[1] < x1[0] or y1[1] < y2[0] or y2[1] < y1[0]


def test_nodes_without_ties_stand_in_rows_below() -> None:
    nodes = [*"abc", *(f"z{number:02}" for number in range(9))]
    places = positions(nodes, [("a", "b"), ("b", "c")])
    alone = [places[name] for name in nodes[3:]]
    assert max(y for _, y in alone) < min(places[name][1] for name in "abc")
    assert len({y for _, y in alone}) == 3
    assert len({x for x, _ in alone}) == 3


def test_only_nodes_without_ties_fill_a_square_grid() -> None:
    places = positions("abcd", [])
    assert places == {"a": (-1.0, 1.0), "b": (1.0, 1.0), "c": (-1.0, -1.0), "d": (1.0, -1.0)}


def test_an_edge_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="not a node"):
        positions(["a"], [("a", "b")])


def test_a_layout_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    places = positions("cab", [("a", "b")])
    write_layout(tmp_path / "layout.json", dict(reversed(places.items())))
    text = (tmp_path / "layout.json").read_text(encoding="utf-8")
    assert list(json.loads(text)) == ["a", "b", "c"]
    assert read_layout(tmp_path / "layout.json") == places
    write_layout(tmp_path / "again.json", places)
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "layout.json").read_bytes()


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": ["x", "y"]}'])
def test_a_file_that_is_no_layout_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "layout.json"
    file.write_text(text)
    with pytest.raises(StoreError, match=r"layout\.json: the layout cannot be read"):
        read_layout(file)


def test_a_missing_layout_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.json"):
        read_layout(tmp_path / "none.json")


def test_a_filter_moves_no_node(small_region: Reader) -> None:
    everything = arrange(project(small_region, NetworkChoice(include_groups=True)))
    fewer = project(small_region, NetworkChoice(actor_types=("Municipality",)))
    assert arrange(fewer, everything) == {node.iri: everything[node.iri] for node in fewer.nodes}


def test_nodes_that_the_stored_layout_does_not_know_stand_below(small_region: Reader) -> None:
    network = project(small_region)
    known = {node.iri: (float(number), 0.0) for number, node in enumerate(network.nodes[:-2])}
    places = arrange(network, known)
    assert set(places) == {node.iri for node in network.nodes}
    strangers = [places[node.iri][1] for node in network.nodes[-2:]]
    assert max(strangers) < min(places[iri][1] for iri in known)
    assert all(-1 <= value <= 1 for place in places.values() for value in place)


def test_a_very_large_component_is_placed_with_its_hub_in_the_middle() -> None:
    nodes = [f"n{number:04}" for number in range(5_001)]
    places = positions(nodes, [(nodes[7], node) for node in nodes])
    assert len(set(places.values())) == 5_001
    assert max(abs(value) for value in places[nodes[7]]) < 0.02
