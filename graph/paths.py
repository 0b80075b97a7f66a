"""Ways from actor to actor: who is near one, and the shortest paths between two.

Only actors are steps. Groups and regions as actors are shown at the end of a step and never
passed through; topics and places join nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.measures import actors_only, degree, weighted_degree
from graph.network import Edge, Network
from graph.omissions import omission


@dataclass(frozen=True)
class Path:
    """A way from one actor to another; each step is a tie with the rows it rests on."""

    actors: tuple[str, ...]  #: IRIs, from the start to the end
    names: tuple[str, ...]  #: labels of the same
    steps: tuple[Edge, ...]  #: one fewer than the actors, in the same order
    strength: float  #: sum of the weights of the steps


def ego(network: Network, center: str, steps: int = 1) -> Network:
    """Give an actor, everybody within some steps of it, and all ties among these.

    Parameters
    ----------
    network : Network
        Any choice.
    center : str
        IRI of a node of it. A group or a region may stand in the middle: it shows whom it names.
    steps : int
        0 or more; 1 gives the neighbours.

    Returns
    -------
    Network
        Nodes with their degrees inside it. What lies further away is counted under ``steps`` in
        `Network.left_out`, beside what the choice itself left out.

    Raises
    ------
    KeyError
        If the network has no such node.
    ValueError
        If steps is negative.

    References
    ----------
    .. [1] S. Wasserman, K. Faust, "Social Network Analysis", Cambridge University Press (1994),
       section 2.3.

    Examples
    --------
    >>> from graph.measures import _example
    >>> [node.iri for node in ego(_example(), "a").nodes]
    ['a', 'b']
    >>> ego(_example(), "a").left_out["steps"].count
    2
    """
    if steps < 0:
        raise ValueError(f"steps may not be negative: {steps}")
    kinds = {node.iri: node.group for node in network.nodes}
    if center not in kinds:
        raise KeyError(center)
    neighbours: dict[str, list[str]] = {iri: [] for iri in kinds}
    for edge in network.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    reached, last = {center}, [center]
    for _ in range(steps):
        passed = [iri for iri in last if iri == center or not kinds[iri]]
        last = sorted({other for iri in passed for other in neighbours[iri]} - reached)
        reached.update(last)
    return part_of(network, reached, "steps")


def part_of(network: Network, keep: Collection[str], key: str) -> Network:
    """Give some nodes of a network and the ties among them.

    Parameters
    ----------
    network : Network
        Any choice.
    keep : collection of str
        IRIs of nodes.
    key : str
        Key of `graph.omissions` under which the other nodes are counted.

    Returns
    -------
    Network
        In the same order, with the degrees that the nodes have in it.
    """
    kept = set(keep)
    nodes = [node for node in network.nodes if node.iri in kept]
    edges = [edge for edge in network.edges if edge.source in kept and edge.target in kept]
    left_out = dict(network.left_out)
    if others := len(network.nodes) - len(nodes):
        left_out[key] = omission(key, others, network.lang)
    return with_degrees(Network(nodes, edges, left_out, network.lang))


def with_degrees(network: Network) -> Network:
    """Count the degrees of the nodes anew, after ties were taken away.

    Returns
    -------
    Network
        An actor's degree counts actors; that of a group the ties that name it.
    """
    degrees, weights = degree(network), weighted_degree(network)
    groups = {node.iri for node in network.nodes if node.group}
    of_groups: dict[str, list[float]] = {iri: [] for iri in groups}
    for edge in network.edges:
        for end in groups & {edge.source, edge.target}:
            of_groups[end].append(edge.weight)
    for iri, ties in of_groups.items():
        degrees[iri], weights[iri] = len(ties), round(sum(ties), 6)
    nodes = [
        replace(node, degree=degrees[node.iri], weighted_degree=weights[node.iri])
        for node in network.nodes
    ]
    return replace(network, nodes=nodes)


def along(network: Network, paths: Sequence[Path]) -> Network:
    """Give the network of some paths alone.

    Parameters
    ----------
    network : Network
        What the paths were found in.
    paths : sequence of Path
        What `shortest_paths` gave.

    Returns
    -------
    Network
        The actors of the paths and the ties that are their steps, with degrees counted anew; how
        many actors lie on no path is told under ``path`` of what is left out.

    Examples
    --------
    >>> from graph.measures import _example
    >>> found = along(_example(), shortest_paths(_example(), "a", "b"))
    >>> [node.label for node in found.nodes], len(found.edges), found.left_out["path"].count
    (['A', 'B'], 1, 2)
    """
    actors = {iri for path in paths for iri in path.actors}
    steps = {(edge.source, edge.target) for path in paths for edge in path.steps}
    left_out = dict(network.left_out)
    if others := len(network.nodes) - len(actors):
        left_out["path"] = omission("path", others, network.lang)
    return with_degrees(
        Network(
            [node for node in network.nodes if node.iri in actors],
            [edge for edge in network.edges if (edge.source, edge.target) in steps],
            left_out,
            network.lang,
        )
    )


def shortest_paths(
    network: Network,
    start: str,
    end: str,
    without: Collection[str] = frozenset(),
    most: int = 10,
) -> list[Path]:
    """Find the shortest ways between two actors.

    Parameters
    ----------
    network : Network
        Any choice: its period, modalities and kinds of tie say what counts as a step.
    start, end : str
        IRIs of two actors.
    without : collection of str
        IRIs of actors that no path may pass through; the two ends are not among them.
    most : int
        How many paths are given, at least 1; `count_shortest_paths` says how many there are.

    Returns
    -------
    list of Path
        All as short as can be: those with the largest sum of weights first, then in the order of
        IRIs. Empty when the sources know no path, when an end is not in the network or is a group
        or a region, and when the two are one.

    Notes
    -----
    Undirected; each tie is one step, whatever its weight. In time ties x most.

    References
    ----------
    .. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
       Sociology 25, 163-177 (2001), for the counting of shortest paths.

    Examples
    --------
    >>> from graph.measures import _example
    >>> [path.names for path in shortest_paths(_example(), "a", "c")]
    [('A', 'B', 'C')]
    >>> shortest_paths(_example(), "a", "c", without={"b"})
    []
    """
    levels = _levels(network, start, end, without)
    if not levels:
        return []
    edges = {frozenset((edge.source, edge.target)): edge for edge in network.edges}
    names = {node.iri: node.label for node in network.nodes}
    # The best ways to a node are the best ways to those before it, one step longer.
    best: dict[str, list[tuple[float, tuple[str, ...]]]] = {start: [(0.0, (start,))]}
    for before in levels:
        for iri, earlier in before.items():
            ways = [
                (round(strength - edges[frozenset((other, iri))].weight, 9), (*way, iri))
                for other in earlier
                for strength, way in best[other]
            ]
            best[iri] = sorted(ways)[: max(1, most)]
    return [
        Path(
            way,
            tuple(names[iri] for iri in way),
            tuple(edges[frozenset(pair)] for pair in pairwise(way)),
            -strength,
        )
        for strength, way in best[end]
    ]


def count_shortest_paths(
    network: Network, start: str, end: str, without: Collection[str] = frozenset()
) -> int:
    """Count the shortest ways between two actors.

    Parameters
    ----------
    network, start, end, without
        As for `shortest_paths`.

    Returns
    -------
    int
        How many there are; 0 where `shortest_paths` finds none.

    Examples
    --------
    >>> from graph.measures import _example
    >>> count_shortest_paths(_example(), "a", "c")
    1
    """
    levels = _levels(network, start, end, without)
    ways = {start: 1}
    for before in levels:
        for iri, earlier in before.items():
            ways[iri] = sum(ways[other] for other in earlier)
    return ways[end] if levels else 0


def _levels(
    network: Network, start: str, end: str, without: Collection[str]
) -> list[Mapping[str, list[str]]]:
    """Give, step by step from the start, the actors reached and from whom; the end comes last."""
    ties = actors_only(network)
    if start == end or start not in ties or end not in ties:
        return []
    ties.remove_nodes_from(set(without) - {start, end})
    reached, last = {start}, [start]
    levels: list[Mapping[str, list[str]]] = []
    while last and end not in reached:
        before: dict[str, list[str]] = {}
        for iri in last:
            for other in ties[iri]:
                if other not in reached:
                    before.setdefault(other, []).append(iri)
        last = sorted(before)
        reached.update(last)
        levels.append(before)
    return levels if end in reached else []
