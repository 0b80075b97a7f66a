"""Write a large network as GEXF, beside networkx on the same nodes, ties and attributes.

A made-up network that grows as real ones do (preferential attachment, seed 1): 100,000 actors and
some 300,000 ties, each tie with one row of evidence, so that every column of the file is filled.
networkx starts from a graph whose attributes stand in it already. Processor's seconds, the best of
two runs each; memory is the most that the process grew by, in a process of its own for each. Both
files are read once by a parser of XML, which counts their nodes, ties and values.

Figure to reach: ten times as fast as networkx.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from time import process_time
from xml.etree import ElementTree

import networkx as nx

from benchmarks.analysis import made_up
from graph.export_network import write_gexf
from graph.layout import Position
from graph.network import Edge, Evidence, Network, Node

SIZE, TIES = 100_000, 3
RUNS = 2
_MIB = 1024


def table() -> str:
    """Measure each in a process of its own and give the rows of the table."""
    lines = [
        "| written by | seconds | memory, MiB | file, MB | nodes | ties | values |",
        "|---|---|---|---|---|---|---|",
    ]
    found = {}
    for name in ("ours", "networkx"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.gexf", name], check=True, capture_output=True
        )
        found[name] = told = json.loads(done.stdout)
        lines.append(
            f"| {name} | {told['seconds']:.2f} | {told['memory']:.0f} | {told['size'] / 1e6:.1f} "
            f"| {told['nodes']:,} | {told['ties']:,} | {told['values']:,} |"
        )
    ratio = found["networkx"]["seconds"] / found["ours"]["seconds"]
    lines += ["", f"Ours is {ratio:.1f} times as fast."]
    return "\n".join(lines) + "\n"


def network() -> tuple[Network, dict[str, Position]]:
    """Make the network and the positions of its nodes."""
    bare = made_up(SIZE, TIES)
    degree: dict[str, int] = {}
    for edge in bare.edges:
        for end in (edge.source, edge.target):
            degree[end] = degree.get(end, 0) + 1
    nodes = [
        Node(
            f"https://w3id.org/samspill/id/actor/{node.iri}",
            f"Oppdiktet aktør {number}",
            "https://w3id.org/samspill/ontology#Company",
            "Bedrift",
            degree[node.iri],
            float(degree[node.iri]),
        )
        for number, node in enumerate(bare.nodes)
    ]
    iris = {old.iri: new.iri for old, new in zip(bare.nodes, nodes, strict=True)}
    edges = [
        Edge(
            iris[edge.source],
            iris[edge.target],
            1.0,
            1,
            (
                Evidence(
                    f"https://w3id.org/samspill/id/participation/p{number}",
                    f"https://w3id.org/samspill/id/initiative/i{number % 997}",
                    f"Prosjekt {number % 997}",
                    "actual",
                    f"L{number % 400}",
                    "https://w3id.org/samspill/id/source/s",
                    "Årsrapport & regnskap" if number % 10 == 0 else "Årsrapport",
                ),
            ),
        )
        for number, edge in enumerate(bare.edges)
    ]
    places = {node.iri: (number / SIZE, -number / SIZE) for number, node in enumerate(nodes)}
    return Network(nodes, edges, {}), places


def same_for_networkx(network: Network, places: dict[str, Position]) -> nx.Graph:
    """Give networkx's graph with the attributes that our file has."""
    ties = nx.Graph()
    for node in network.nodes:
        x, y = places[node.iri]
        ties.add_node(
            node.iri,
            label=node.label,
            type="Company",
            type_label=node.type_label,
            degree=node.degree,
            weighted_degree=node.weighted_degree,
            group=False,
            x=x,
            y=y,
            viz={"position": {"x": x * 1000, "y": y * 1000, "z": 0.0}},
        )
    for edge in network.edges:
        row = edge.through[0]
        ties.add_edge(
            edge.source,
            edge.target,
            weight=edge.weight,
            count=edge.count,
            through=row.label,
            sources=f"{row.document_label}, {row.locator}",
            relations=row.relation,
        )
    return ties


def measure(name: str) -> dict[str, float]:
    """Write with one of the two, and count what stands in the file."""
    made, places = network()
    theirs = same_for_networkx(made, places) if name == "networkx" else nx.Graph()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(RUNS):
        start = process_time()
        if name == "ours":
            content = write_gexf(made, places)
        else:
            file = io.BytesIO()
            nx.write_gexf(theirs, file, version="1.2draft")
            content = file.getvalue()
        times.append(process_time() - start)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / _MIB
    counts = {"node": 0, "edge": 0, "attvalue": 0}
    for _, element in ElementTree.iterparse(io.BytesIO(content)):
        tag = element.tag.rpartition("}")[2]
        if tag in counts:
            counts[tag] += 1
        element.clear()
    return {
        "seconds": min(times),
        "memory": memory,
        "size": len(content),
        "nodes": counts["node"],
        "ties": counts["edge"],
        "values": counts["attvalue"],
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
