"""GraphML read back by R's igraph, a reader that shares no code with networkx."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from graph.export_network import write_graphml
from graph.layout import arrange
from graph.network import NetworkChoice, project
from graph.store import Reader

#: Debian's r-cran-igraph brings both.
RSCRIPT = shutil.which("Rscript")
READ = """
suppressPackageStartupMessages(library(igraph))
folder <- commandArgs(trailingOnly = TRUE)[1]
found <- read_graph(file.path(folder, "network.graphml"), format = "graphml")
stopifnot(!is_directed(found))
nodes <- as_data_frame(found, what = "vertices")
edges <- as.data.frame(as_edgelist(found, names = FALSE))
names(edges) <- c("from", "to")
for (name in edge_attr_names(found)) edges[[name]] <- edge_attr(found, name)
nodes$counted <- degree(found)
write.csv(nodes, file.path(folder, "nodes.csv"), row.names = FALSE, fileEncoding = "UTF-8")
write.csv(edges, file.path(folder, "edges.csv"), row.names = FALSE, fileEncoding = "UTF-8")
"""


@pytest.mark.skipif(RSCRIPT is None, reason="no Rscript: install Debian's r-cran-igraph")
def test_igraph_reads_back_every_node_and_edge_with_its_attributes(
    small_region: Reader, tmp_path: Path
) -> None:
    network = project(small_region, NetworkChoice(include_groups=True))
    places = arrange(network)
    (tmp_path / "network.graphml").write_bytes(write_graphml(network, places))
    (tmp_path / "read.R").write_text(READ)
    assert RSCRIPT is not None
    run = subprocess.run(
        [RSCRIPT, str(tmp_path / "read.R"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    assert run.returncode == 0, run.stderr
    nodes = _rows(tmp_path / "nodes.csv")
    assert [row["label"] for row in nodes] == [node.label for node in network.nodes]
    for row, node in zip(nodes, network.nodes, strict=True):
        assert row["id"] == node.iri
        assert row["type_label"] == node.type_label
        assert float(row["degree"]) == node.degree
        # igraph counts the ties to groups too, which a degree here leaves out.
        ties = [edge for edge in network.edges if node.iri in (edge.source, edge.target)]
        assert float(row["counted"]) == len(ties)
        assert float(row["weighted_degree"]) == pytest.approx(node.weighted_degree)
        assert (float(row["x"]), float(row["y"])) == pytest.approx(places[node.iri])
    edges = _rows(tmp_path / "edges.csv")
    assert len(edges) == len(network.edges) == 14
    by_ends = {
        frozenset((nodes[int(row["from"]) - 1]["id"], nodes[int(row["to"]) - 1]["id"])): row
        for row in edges
    }
    for edge in network.edges:
        row = by_ends[frozenset((edge.source, edge.target))]
        assert float(row["weight"]) == pytest.approx(edge.weight)
        assert float(row["count"]) == edge.count
        assert row["through"] == " | ".join(edge.labels)


def _rows(place: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8"))))
