"""What a network would be without some of its actors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.measures import components, degree
from graph.names import alphabetical
from graph.network import Network, Node
from graph.network_changes import NetworkChanges, compare_networks
from graph.paths import part_of


@dataclass(frozen=True)
class WhatIf:
    """What moves when some actors go; nodes in alphabetical order of names."""

    changes: NetworkChanges  #: of the network with them to the one without them
    alone: tuple[Node, ...]  #: whose every tie was to those that go
    cut_off: tuple[Node, ...]  #: who come away from the largest part and still have ties


def without_actors(network: Network, actors: Collection[str], most: int = 10) -> WhatIf:
    """Find what moves in a network when some actors are not there.

    Parameters
    ----------
    network : Network
        Any choice.
    actors : collection of str
        IRIs of those that go; what is no node of the network changes nothing.
    most : int
        How many changes of betweenness are given.

    Returns
    -------
    WhatIf
        The ties among the others keep their weights, as though the sources were silent of those
        that go. The largest part is that of `graph.measures.components`; who remains in a smaller
        one is cut off.

    Notes
    -----
    It says how much of what the sources tell hangs on the actors. What would happen if they were
    gone is another matter: others would take their place.

    References
    ----------
    .. [1] R. Albert, H. Jeong, A.-L. Barabási, "Error and attack tolerance of complex networks",
       Nature 406, 378-382 (2000).

    Examples
    --------
    >>> from graph.measures import _example
    >>> found = without_actors(_example(), ["b"])
    >>> [node.label for node in found.alone], found.changes.after.ties
    (['A', 'C'], 0)
    """
    gone = set(actors)
    kept = [node.iri for node in network.nodes if node.iri not in gone]
    after = part_of(network, kept, "removed")
    before_degree, after_degree = degree(network), degree(after)
    alone = {
        iri for iri, number in after_degree.items() if not number and before_degree.get(iri, 0)
    }
    before_parts, after_parts = components(network), components(after)
    largest = set(before_parts[0]) if before_parts else set()
    remains = set(after_parts[0]) if after_parts else set()
    # Where the largest part of what is left is another one, nobody was cut off from it.
    away = largest - remains - gone - alone if remains <= largest else set()
    return WhatIf(
        compare_networks(network, after, most),
        _named(network, alone),
        _named(network, away),
    )


def _named(network: Network, iris: Collection[str]) -> tuple[Node, ...]:
    found = (node for node in network.nodes if node.iri in iris)
    return tuple(sorted(found, key=lambda node: (alphabetical(node.label), node.iri)))
