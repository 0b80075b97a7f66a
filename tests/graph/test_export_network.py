"""Network files: read back by networkx and csv, byte for byte the same each time."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from graph.export_columns import Extra
from graph.export_network import write_edges_csv, write_gexf, write_graphml, write_nodes_csv
from graph.layout import Position, arrange
from graph.measures import betweenness, core_number
from graph.network import Edge, Evidence, Network, NetworkChoice, Node, project
from graph.store import Reader

ACTOR = "https://w3id.org/samspill/id/actor/"
Writer = Callable[[Network, Mapping[str, Position]], bytes]


def read_graphml(content: bytes) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(content))


def read_gexf(content: bytes) -> nx.Graph:
    return nx.read_gexf(io.BytesIO(content))


@pytest.fixture(scope="module")
def network(small_region: Reader) -> Network:
    return project(small_region, NetworkChoice(include_groups=True))


@pytest.fixture(scope="module")
def places(network: Network) -> dict[str, Position]:
    return arrange(network)


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, read_graphml), (write_gexf, read_gexf)]
)
def test_networkx_reads_back_every_node_and_edge_with_its_attributes(
    network: Network,
    places: dict[str, Position],
    write: Writer,
    read: Callable[[bytes], nx.Graph],
) -> None:
    found = read(write(network, places))
    assert not found.is_directed()
    assert set(found) == {node.iri for node in network.nodes}
    assert found.number_of_edges() == len(network.edges) == 14
    for node in network.nodes:
        attributes = found.nodes[node.iri]
        assert attributes["label"] == node.label
        assert attributes["type"] == node.type.rsplit("#")[-1]
        assert attributes["type_label"] == node.type_label
        assert attributes["degree"] == node.degree
        assert attributes["weighted_degree"] == pytest.approx(node.weighted_degree)
        assert attributes["group"] == node.group
        assert (attributes["x"], attributes["y"]) == places[node.iri]
    for edge in network.edges:
        attributes = found.edges[edge.source, edge.target]
        assert attributes["weight"] == pytest.approx(edge.weight)
        assert attributes["count"] == edge.count
        assert attributes["through"] == " | ".join(edge.labels)
        assert attributes["relations"].split(" | ") == [row.relation for row in edge.through]


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, read_graphml), (write_gexf, read_gexf)]
)
def test_chosen_columns_are_read_back_with_their_types(
    network: Network,
    places: dict[str, Position],
    write: Callable[..., bytes],
    read: Callable[[bytes], nx.Graph],
) -> None:
    shares = {**betweenness(network), ACTOR + "hinn": 1}
    community = {ACTOR + "hinn": "1: Hamar", ACTOR + "hamar": "1: Hamar"}
    states = {(edge.source, edge.target): "new" for edge in network.edges[:3]}
    found = read(
        write(
            network,
            places,
            nodes=[
                Extra("betweenness", shares),
                Extra("core-number", core_number(network)),
                Extra("community", community),
            ],
            edges=[Extra("state", states)],
        )
    )
    hinn = found.nodes[ACTOR + "hinn"]
    assert (hinn["betweenness"], hinn["core-number"], hinn["community"]) == (1.0, 3, "1: Hamar")
    assert isinstance(hinn["betweenness"], float)
    assert isinstance(hinn["core-number"], int)
    # Where there is no value, there is no attribute.
    assert "community" not in found.nodes[ACTOR + "loten"]
    assert "betweenness" not in found.nodes[ACTOR + "alle-kommuner"]
    assert sum("state" in attributes for *_, attributes in found.edges(data=True)) == 3


def test_chosen_columns_stand_last_in_the_tables(
    network: Network, places: dict[str, Position]
) -> None:
    nodes = [Extra("constraint", {ACTOR + "hinn": 0.5}), Extra("broker", {ACTOR + "hinn": True})]
    rows = list(csv.reader(io.StringIO(write_nodes_csv(network, places, nodes).decode())))
    assert rows[0][-3:] == ["y", "constraint", "broker"]
    by_iri = {row[0]: row[-2:] for row in rows[1:]}
    assert by_iri[ACTOR + "hinn"] == ["0.5", "true"]
    assert by_iri[ACTOR + "hamar"] == ["", ""]
    edge = network.edges[0]
    ties = write_edges_csv(network, [Extra("state", {(edge.source, edge.target): "lost"})])
    rows = list(csv.reader(io.StringIO(ties.decode())))
    assert [row[-1] for row in rows[:3]] == ["state", "lost", ""]


def test_two_columns_of_one_name_are_refused(network: Network, places: dict[str, Position]) -> None:
    with pytest.raises(ValueError, match="degree"):
        write_gexf(network, places, nodes=[Extra("degree", {})])


def test_an_edge_names_its_sources_with_their_lines(
    network: Network, places: dict[str, Position]
) -> None:
    found = read_graphml(write_graphml(network, places))
    assert found.edges[ACTOR + "hamar", ACTOR + "loten"]["sources"] == (
        "Regional plan, L10 | Regional plan, L40 | Regional plan, L11"
    )


def test_gexf_holds_the_positions_that_gephi_draws(
    network: Network, places: dict[str, Position]
) -> None:
    root = ElementTree.fromstring(write_gexf(network, places))
    assert root.get("version") == "1.3"
    nodes = root.iter("{http://gexf.net/1.3}node")
    found = {node.get("id"): next(node.iter("{http://gexf.net/1.3/viz}position")) for node in nodes}
    for iri, (x, y) in places.items():
        assert float(found[iri].attrib["x"]) == pytest.approx(1000 * x)
        assert float(found[iri].attrib["y"]) == pytest.approx(1000 * y)


AWKWARD = 'A & B <"C">\u0000\ud800\ufffe \'d\'\nÅ, æ | ;\t"""'
AWKWARD_IN_XML = 'A & B <"C"> \'d\'\nÅ, æ | ;\t"""'


@pytest.fixture
def awkward() -> Network:
    nodes = [
        Node(iri, AWKWARD, "t", "x", 1, 1.0)
        for iri in ("https://e.org/a?b=1&c=2", "https://e.org/b")
    ]
    row = Evidence("r", "t", AWKWARD, "actual", "L1", "d", AWKWARD)
    return Network(nodes, [Edge(nodes[0].iri, nodes[1].iri, 1.0, 1, (row,))], {})


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, read_graphml), (write_gexf, read_gexf)]
)
def test_awkward_letters_survive_or_are_left_out_where_xml_forbids_them(
    awkward: Network, write: Writer, read: Callable[[bytes], nx.Graph]
) -> None:
    places = {node.iri: (0.0, 0.0) for node in awkward.nodes}
    found = read(write(awkward, places))
    assert found.nodes["https://e.org/a?b=1&c=2"]["label"] == AWKWARD_IN_XML
    assert found.edges["https://e.org/a?b=1&c=2", "https://e.org/b"]["through"] == AWKWARD_IN_XML


def test_the_tables_hold_the_same_rows(network: Network, places: dict[str, Position]) -> None:
    nodes = list(csv.DictReader(io.StringIO(write_nodes_csv(network, places).decode("utf-8"))))
    assert [row["iri"] for row in nodes] == [node.iri for node in network.nodes]
    hamar = next(row for row in nodes if row["iri"] == ACTOR + "hamar")
    assert (hamar["label"], hamar["type"], hamar["degree"], hamar["weighted_degree"]) == (
        "Hamar kommune",
        "Municipality",
        "3",
        "2.0",
    )
    edges = list(csv.DictReader(io.StringIO(write_edges_csv(network).decode("utf-8"))))
    assert len(edges) == 14
    row = next(row for row in edges if row["target"] == ACTOR + "ostlandsforskning")
    assert (row["source_label"], row["target_label"], row["weight"], row["count"]) == (
        "Høgskolen i Innlandet",
        "Østlandsforskning",
        "1.0",
        "1",
    )
    assert (row["through"], row["sources"]) == ("Forskning om bygder", "Regional plan, L50")


def test_an_empty_network_gives_files_that_can_be_read() -> None:
    empty = Network([], [], {})
    assert read_graphml(write_graphml(empty, {})).number_of_nodes() == 0
    assert read_gexf(write_gexf(empty, {})).number_of_nodes() == 0
    assert write_nodes_csv(empty, {}).count(b"\n") == 1
    assert write_edges_csv(empty).count(b"\n") == 1


SCRIPT = """
import hashlib, sys
from graph.export_network import write_edges_csv, write_gexf, write_graphml, write_nodes_csv
from graph.layout import arrange
from graph.network import project
from graph.standalone import write_page
from graph.store import open_store
network = project(open_store(sys.argv[1]))
places = arrange(network)
files = [write(network, places) for write in (write_graphml, write_gexf, write_nodes_csv)]
files += [write_edges_csv(network), write_page(network, places).encode()]
print([hashlib.sha256(content).hexdigest() for content in files])
"""


def test_two_programs_write_equal_bytes(small_region_folder: Path) -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", SCRIPT, str(small_region_folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(hashes) == 1
