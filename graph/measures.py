"""Measures of a network of actors, with what they mean and where they come from.

Groups of actors and regions as actors take part in no measure as a stepping stone: paths and
components are those of the actors alone.
"""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import eigsh

from graph import sweeps
from graph.network import Edge, Network, Node

#: Up to this many actors eigenvectors are found exactly, in a matrix of all pairs.
_DENSE = 50


def actors_only(network: Network) -> nx.Graph:
    """Give the ties between actors as a networkx object, without groups and regions.

    Parameters
    ----------
    network : Network
        Any choice.

    Returns
    -------
    networkx.Graph
        Undirected and simple; nodes are IRIs in the network's order, edges carry ``weight`` and
        ``count``.

    Examples
    --------
    >>> nodes = [Node(iri, iri, "", "", 1, 1.0, group=iri == "all") for iri in ("a", "all", "b")]
    >>> drawn = Network(nodes, [Edge("a", "all", 1.0, 1, ()), Edge("a", "b", 0.5, 1, ())], {})
    >>> sorted(actors_only(drawn).edges(data="weight"))
    [('a', 'b', 0.5)]
    """
    ties = nx.Graph()
    ties.add_nodes_from(node.iri for node in network.nodes if not node.group)
    for edge in network.edges:
        if edge.source in ties and edge.target in ties:
            ties.add_edge(edge.source, edge.target, weight=edge.weight, count=edge.count)
    return ties


def degree(network: Network) -> dict[str, int]:
    """Count the actors that each actor has a tie to.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to int
        One entry an actor that is not a group. Undirected, unweighted; the unit is actors.

    References
    ----------
    .. [1] L. C. Freeman, "Centrality in social networks: Conceptual clarification", Social
       Networks 1, 215-239 (1978/79).

    Examples
    --------
    >>> degree(_example())
    {'a': 1, 'b': 2, 'c': 1, 'd': 0}
    """
    return {str(iri): int(number) for iri, number in actors_only(network).degree()}


def weighted_degree(network: Network) -> dict[str, float]:
    """Add up the weights of each actor's ties.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to float
        One entry an actor that is not a group. Undirected; no unit. With ties through shared
        initiatives only, it is the number of initiatives in which the actor is not alone.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132
       (2001).

    Examples
    --------
    >>> weighted_degree(_example())
    {'a': 0.5, 'b': 1.5, 'c': 1.0, 'd': 0.0}
    """
    ties = actors_only(network)
    return {
        str(iri): round(math.fsum(tie["weight"] for tie in ties[iri].values()), 6) for iri in ties
    }


def betweenness(network: Network) -> dict[str, float]:
    """Measure how often an actor lies on the shortest paths between two others.

    Parameters
    ----------
    network : Network
        Any choice; no path runs through a group or a region as actor.

    Returns
    -------
    dict of str to float
        One entry an actor that is not a group, between 0 and 1: the share of the pairs of other
        actors, each pair's shortest paths counted as parts of one. Undirected; every tie is one
        step, whatever its weight. 0 in networks of fewer than three actors.

    Notes
    -----
    Exact up to some thousand actors; in larger networks the paths from a seeded sample of actors
    stand for all (`starts_of_paths` says from how many). Sources that are silent make paths longer
    than they are; a high value says that this actor joins what the documents know, not that nobody
    else does.

    References
    ----------
    .. [1] L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40,
       35-41 (1977).
    .. [2] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
       Sociology 25, 163-177 (2001).
    .. [3] U. Brandes, C. Pich, "Centrality estimation in large networks", International Journal of
       Bifurcation and Chaos 17, 2303-2318 (2007), for the sample.

    Examples
    --------
    >>> betweenness(_example())
    {'a': 0.0, 'b': 0.333333333, 'c': 0.0, 'd': 0.0}
    """
    ties = actors_only(network)
    order, size = [str(iri) for iri in ties], len(ties)
    if size < 3:
        return dict.fromkeys(order, 0.0)
    starts = sweeps.sample(size, ties.number_of_edges())
    sums = sweeps.betweenness_sums(sweeps.adjacency(ties, order), starts)
    scale = size / len(starts) / ((size - 1) * (size - 2))
    return {iri: round(float(value) * scale, 9) for iri, value in zip(order, sums, strict=True)}


def starts_of_paths(network: Network) -> int:
    """Tell from how many actors `betweenness` follows the shortest paths.

    Parameters
    ----------
    network : Network
        Any choice.

    Returns
    -------
    int
        The number of actors that are no group where the measure is exact, fewer where it is an
        estimate.

    Examples
    --------
    >>> starts_of_paths(_example())
    4
    """
    ties = actors_only(network)
    return len(sweeps.sample(len(ties), ties.number_of_edges()))


def closeness(network: Network) -> dict[str, float]:
    """Measure how few steps lead from an actor to all others that it can reach.

    Parameters
    ----------
    network : Network
        Any choice; no path runs through a group or a region as actor.

    Returns
    -------
    dict of str to float
        One entry an actor that is not a group, between 0 and 1: the inverse of the average number
        of steps to those it reaches, times the share of all others that these are; so an actor in
        a small part of its own is not called central. 1 when every other actor is one step away,
        0 without ties. Undirected; every tie is one step, whatever its weight.

    Notes
    -----
    Exact up to some thousand actors; in larger networks the mean distance is that to a seeded
    sample of actors of the same component.

    References
    ----------
    .. [1] L. C. Freeman, "Centrality in social networks: Conceptual clarification", Social
       Networks 1, 215-239 (1978/79).
    .. [2] S. Wasserman, K. Faust, "Social Network Analysis", Cambridge University Press (1994),
       page 201, for networks in several parts.

    Examples
    --------
    >>> closeness(_example())
    {'a': 0.444444444, 'b': 0.666666667, 'c': 0.444444444, 'd': 0.0}
    """
    ties = actors_only(network)
    found = dict.fromkeys(map(str, ties), 0.0)
    for part in components(network):
        if len(part) < 2:
            break
        inside = nx.Graph(ties.subgraph(part))
        starts = sweeps.sample(len(part), inside.number_of_edges())
        far, met = np.zeros(len(part)), np.full(len(part), float(len(starts)))
        for sweep in sweeps.sweeps(sweeps.adjacency(inside, part), starts):
            far += sweep.steps.sum(axis=1)
        # Nobody is far from itself.
        met[starts] -= 1
        values = met / far * (len(part) - 1) / (len(found) - 1)
        found.update(zip(part, (round(float(one), 9) for one in values), strict=True))
    return found


def eigenvector(network: Network) -> dict[str, float]:
    """Measure how well an actor is tied to actors that are themselves well tied.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to float
        One entry an actor that is not a group, between 0 and 1, in proportion to the weighted sum
        of the neighbours' own values; the highest is 1. It is defined inside one component only:
        the largest has values (of equally large ones the first of `components`), and everybody
        else 0, which then says nothing of them. Undirected, weighted, no unit.

    References
    ----------
    .. [1] P. Bonacich, "Power and centrality: A family of measures", American Journal of
       Sociology 92, 1170-1182 (1987).

    Examples
    --------
    >>> eigenvector(_example())
    {'a': 0.447213595, 'b': 1.0, 'c': 0.894427191, 'd': 0.0}
    """
    ties = actors_only(network)
    found = dict.fromkeys(map(str, ties), 0.0)
    largest = next((part for part in components(network) if len(part) > 1), [])
    if largest:
        values = _leading_vector(nx.to_scipy_sparse_array(ties, largest, weight="weight"))
        found.update(zip(largest, values, strict=True))
    return found


def constraint(network: Network) -> dict[str, float]:
    """Measure how much an actor's ties lead back to the same few others.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to float
        One entry an actor that has a tie and is not a group; without ties it is not defined. The
        sum over the neighbours j of (p_ij + sum over q of p_iq p_qj) squared, where p_ij is the
        share of i's summed weights that its tie to j has. Low where an actor joins others who are
        not joined themselves (a structural hole); 1 with a single tie to somebody; it can pass 1
        in very small closed circles. Undirected, weighted, no unit.

    References
    ----------
    .. [1] R. S. Burt, "Structural Holes: The Social Structure of Competition", Harvard University
       Press (1992), chapter 2.

    Examples
    --------
    >>> constraint(_example())
    {'a': 1.0, 'b': 0.555555556, 'c': 1.0}
    """
    ties = actors_only(network)
    ties.remove_nodes_from([iri for iri in ties if not ties[iri]])
    found = nx.constraint(ties, weight="weight") if ties else {}
    return {str(iri): round(float(value), 9) for iri, value in found.items()}


def core_number(network: Network) -> dict[str, int]:
    """Find the densest core that each actor still belongs to.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to int
        One entry an actor that is not a group: the largest k for which it belongs to a set of
        actors each of whom has ties to at least k others of the set. 0 without ties. Undirected,
        unweighted; the unit is actors.

    Notes
    -----
    An initiative with n actors ties each to all the others, and so is by itself a core of n - 1.

    References
    ----------
    .. [1] S. B. Seidman, "Network structure and minimum degree", Social Networks 5, 269-287
       (1983).
    .. [2] V. Batagelj, M. Zaversnik, "An O(m) algorithm for cores decomposition of networks",
       arXiv:cs/0310049 (2003).

    Examples
    --------
    >>> core_number(_example())
    {'a': 1, 'b': 1, 'c': 1, 'd': 0}
    """
    found = nx.core_number(actors_only(network))
    return {str(iri): int(value) for iri, value in found.items()}


def components(network: Network) -> list[list[str]]:
    """Divide the actors into parts between which no tie is known.

    Parameters
    ----------
    network : Network
        Any choice; a group or a region joins no two parts.

    Returns
    -------
    list of list of str
        Each actor that is not a group stands in one part. The largest part first, then in the
        order of the first IRI; sorted inside. Undirected, unweighted; an actor without ties is a
        part of its own.

    References
    ----------
    .. [1] S. Wasserman, K. Faust, "Social Network Analysis", Cambridge University Press (1994),
       section 4.2.3.

    Examples
    --------
    >>> components(_example())
    [['a', 'b', 'c'], ['d']]
    """
    parts = [sorted(map(str, part)) for part in nx.connected_components(actors_only(network))]
    return sorted(parts, key=lambda part: (-len(part), part))


def _leading_vector(weights: csr_array) -> list[float]:
    """Give the vector of the largest eigenvalue of a connected network, its highest entry 1."""
    size = weights.shape[0]
    if size <= _DENSE:
        found = np.linalg.eigh(weights.toarray().astype(float))[1][:, -1]
    else:
        # From a start that is always the same, so that the answer is.
        found = eigsh(weights.astype(float), k=1, which="LA", v0=np.ones(size))[1][:, 0]
    # Perron and Frobenius: no entry is zero and all have one sign.
    values = np.abs(found)
    return [round(float(value), 9) for value in values / values.max()]


def _example() -> Network:
    """Give the small network of the examples: a - b - c, and d alone."""
    nodes = [Node(iri, iri.upper(), "", "", 0, 0.0) for iri in "abcd"]
    return Network(nodes, [Edge("a", "b", 0.5, 1, ()), Edge("b", "c", 1.0, 1, ())], {})
