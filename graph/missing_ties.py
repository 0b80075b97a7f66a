"""Who is missing from the table: actors with much in common and no tie that a source tells of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from graph.measures import actors_only
from graph.names import alphabetical
from graph.network import Network


@dataclass(frozen=True)
class MissingTie:
    """Two actors without a tie, and what they have in common."""

    actors: tuple[str, str]  #: IRIs, in the order of the names
    names: tuple[str, str]
    partners: tuple[str, ...]  #: IRIs of those that both have a tie to, the most telling first
    partner_names: tuple[str, ...]  #: labels of the same
    places: tuple[str, ...]  #: labels of places that both belong to
    topics: tuple[str, ...]  #: labels of topics that something of both is about
    score: float  #: how much leads from the one to the other by way of the partners


def missing_ties(
    network: Network, of: str | None = None, least: int = 3, most: int = 100
) -> list[MissingTie]:
    """Find pairs of actors that have partners in common and no tie to each other.

    Parameters
    ----------
    network : Network
        Any choice; groups and regions are nobody's partners.
    of : str, optional
        IRI of an actor that one of the pair must be.
    least : int
        How many partners they must have in common, at least 1.
    most : int
        How many pairs are given.

    Returns
    -------
    list of MissingTie
        Those with the highest score first, then in alphabetical order. The score is the sum over
        the common partners of the weights of both ties, multiplied and divided by all weight that
        the partner has: whom everybody knows says little, and so does an initiative of many.
        Undirected, weighted, no unit.

    Notes
    -----
    That two have no tie means that no source of the choice tells of one. The list says where to
    ask, not that the two ought to work together.

    References
    ----------
    .. [1] T. Zhou, L. Lü, Y.-C. Zhang, "Predicting missing links via local information", European
       Physical Journal B 71, 623-630 (2009), for the score, here with weights.
    .. [2] D. Liben-Nowell, J. Kleinberg, "The link-prediction problem for social networks",
       Journal of the American Society for Information Science and Technology 58, 1019-1031 (2007).

    Examples
    --------
    >>> from graph.measures import _example
    >>> [(one.names, one.partner_names) for one in missing_ties(_example(), least=1)]
    [(('A', 'C'), ('B',))]
    """
    ties = actors_only(network)
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for partner in sorted(ties):
        for pair in combinations(sorted(ties[partner]), 2):
            if (of is None or of in pair) and pair[1] not in ties[pair[0]]:
                shared[pair].append(partner)
    strengths = dict(ties.degree(weight="weight"))
    nodes = {node.iri: node for node in network.nodes}
    topics = _topics(network)
    found = []
    for pair, partners in shared.items():
        if len(partners) < max(1, least):
            continue
        parts = {
            partner: ties[pair[0]][partner]["weight"]
            * ties[pair[1]][partner]["weight"]
            / strengths[partner]
            for partner in partners
        }
        one, other = sorted(
            (nodes[iri] for iri in pair), key=lambda node: _order(node.label, node.iri)
        )
        telling = sorted(
            (nodes[iri] for iri in partners),
            key=lambda node: (-round(parts[node.iri], 9), _order(node.label, node.iri)),
        )
        found.append(
            MissingTie(
                (one.iri, other.iri),
                (one.label, other.label),
                tuple(node.iri for node in telling),
                tuple(node.label for node in telling),
                _common(one.place_labels, other.place_labels),
                _common(topics[one.iri], topics[other.iri]),
                round(math.fsum(parts.values()), 9),
            )
        )
    found.sort(key=lambda one: (-one.score, *map(alphabetical, one.names), one.actors))
    return found[:most]


def _topics(network: Network) -> dict[str, set[str]]:
    """Give the topics of the rows of each actor's ties that are its own."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        for row in edge.through:
            for end in (edge.source, edge.target):
                if row.actor in ("", end):
                    found[end].update(row.topics)
    return found


def _common(these: Collection[str], those: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(set(these) & set(those), key=alphabetical))


def _order(label: str, iri: str) -> tuple[object, ...]:
    return (alphabetical(label), iri)
