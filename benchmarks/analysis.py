"""Measure networks, beside the same measures of networkx on the same ties.

Made-up networks that grow as real ones do (preferential attachment, seed 1), with all weights 1,
and the curated network that `/network` shows first. Seconds, the best of three runs up to 1,000
actors and one run above. Ours starts from the projected network each time, networkx from a graph
that is made already, which is most of the difference where a measure takes milliseconds. "same" is
the largest difference of any value; "estimate" where both follow the paths from a sample of actors
only. The sentences are made of degree, betweenness, communities, components and cut actors.

Figures to reach: each measure of the curated network in half a second, the sentences in one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import networkx as nx

from graph import snapshot
from graph.brokerage import effective_size
from graph.communities import communities, modularity
from graph.measures import (
    actors_only,
    betweenness,
    closeness,
    constraint,
    core_number,
    eigenvector,
    starts_of_paths,
)
from graph.network import Edge, Network, NetworkChoice, Node, project
from graph.paths import count_shortest_paths, shortest_paths
from graph.store import open_store
from graph.structure_report import describe
from loaders.build import Recipe, build
from queries import catalogue

DATA = Path(__file__).parents[1] / "data"
SIZES = ((700, 4), (10_000, 5))
#: Starts of networkx where all would take minutes.
FEW = 100

Values = Mapping[str, float] | Mapping[str, int]
T = TypeVar("T")


def table() -> str:
    """Measure and give the rows of the table."""
    lines = [
        "| network | measure | ours, seconds | networkx, seconds | same |",
        "|---|---|---|---|---|",
    ]
    networks = {f"curated, {count(one)}": one for one in [curated()]}
    for size, ties in SIZES:
        made = made_up(size, ties)
        networks[f"made up, {count(made)}"] = made
    for name, network in networks.items():
        lines += [f"| {name} | {row}" for row in rows(network)]
    return "\n".join(lines) + "\n"


def rows(network: Network) -> list[str]:
    """Measure one network."""
    ties = actors_only(network)
    runs = 3 if len(ties) <= 1_000 else 1
    starts = starts_of_paths(network)
    sampled = starts < len(ties)
    compared: list[tuple[str, Callable[[], Values], Callable[[], Values], str]] = [
        (
            f"betweenness from {starts:,} starts" + (f", theirs {FEW}" if sampled else ""),
            lambda: betweenness(network),
            lambda: nx.betweenness_centrality(ties, k=FEW if sampled else None, seed=1),
            "estimate" if sampled else "",
        ),
        (
            "constraint",
            lambda: constraint(network),
            lambda: nx.constraint(ties, weight="weight"),
            "",
        ),
        ("core number", lambda: core_number(network), lambda: nx.core_number(ties), ""),
        ("effective size", lambda: effective_size(network), lambda: nx.effective_size(ties), ""),
        ("eigenvector", lambda: eigenvector(network), lambda: leading(ties), ""),
    ]
    if not sampled:
        compared.insert(
            1, ("closeness", lambda: closeness(network), lambda: nx.closeness_centrality(ties), "")
        )
    lines = []
    for name, ours, theirs, said in compared:
        our_time, our_values = best(ours, runs)
        their_time, their_values = best(theirs, runs)
        said = said or f"{difference(our_values, their_values):.0e}"
        lines.append(f"{name} | {our_time:.3f} | {their_time:.3f} | {said} |")
    if sampled:
        lines.append(
            f"closeness | {best(lambda: closeness(network), runs)[0]:.3f} | – | estimate |"
        )
    our_time, parts = best(lambda: communities(network), runs)
    their_time, other = best(
        lambda: nx.community.louvain_communities(ties, weight="weight", seed=1), runs
    )
    found = f"{modularity(network, parts):.2f}, {nx.community.modularity(ties, other):.2f}"
    lines.append(f"communities (modularity {found}) | {our_time:.3f} | {their_time:.3f} | – |")
    start, end = far_apart(ties)
    our_time, paths = best(lambda: shortest_paths(network, start, end), runs)
    their_time, all_paths = best(lambda: list(nx.all_shortest_paths(ties, start, end)), runs)
    assert count_shortest_paths(network, start, end) == len(all_paths)
    lines.append(
        f"shortest paths, ten of {len(all_paths)}, {len(paths[0].steps)} steps "
        f"| {our_time:.3f} | {their_time:.3f} | 0 |"
    )
    lines.append(f"the sentences | {best(lambda: describe(network), 1)[0]:.3f} | – | – |")
    return lines


def made_up(size: int, ties: int) -> Network:
    """Make a network of which some actors have many ties."""
    grown = nx.barabasi_albert_graph(size, ties, seed=1)
    names = [f"a{number:06d}" for number in range(size)]
    pairs = sorted(tuple(sorted((names[one], names[other]))) for one, other in grown.edges)
    return Network(
        [Node(name, name, "", "", 0, 0.0) for name in names],
        [Edge(pair[0], pair[1], 1.0, 1, ()) for pair in pairs],
        {},
    )


def curated() -> Network:
    """Build the curated tables and project what `/network` shows first."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(Recipe(DATA, catalogue.rules(), catalogue.checks(), gaps=catalogue.gaps()), root)
        reader = open_store(snapshot.current(root).path)
        try:
            return project(reader, NetworkChoice(include_isolated=False))
        finally:
            reader.close()


def leading(ties: nx.Graph) -> dict[str, float]:
    """Give networkx's eigenvector of the largest component as ours is scaled."""
    found = dict.fromkeys(map(str, ties), 0.0)
    largest = min(nx.connected_components(ties), key=lambda part: (-len(part), min(part)))
    values = nx.eigenvector_centrality_numpy(ties.subgraph(largest), weight="weight")
    highest = max(map(abs, values.values()))
    return found | {str(iri): float(abs(value) / highest) for iri, value in values.items()}


def far_apart(ties: nx.Graph) -> tuple[str, str]:
    """Give the first actor of the largest component, and the last of those furthest from it."""
    largest = min(nx.connected_components(ties), key=lambda part: (-len(part), min(part)))
    start = min(largest)
    steps = nx.single_source_shortest_path_length(ties, start)
    return str(start), str(max(steps, key=lambda iri: (steps[iri], iri)))


def best(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """Give the shortest time of some runs, and the answer."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        answer = work()
        times.append(perf_counter() - start)
    return min(times), answer


def difference(ours: Values, theirs: Values) -> float:
    """Give the largest difference of a value that ours has."""
    return max((abs(value - theirs[iri]) for iri, value in ours.items()), default=0.0)


def count(network: Network) -> str:
    """Write the size of a network."""
    return f"{len(network.nodes):,} actors, {len(network.edges):,} ties"
