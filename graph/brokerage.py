"""Brokers: who stands between two others that have no tie, and between which sides.

An actor brokers between two of its neighbours that are not joined. Which role that is depends on
the sides of the three, as sectors or municipalities divide them. Ties here have no direction, so
the gatekeeper, who lets something in, and the representative, who takes it out, are one role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from graph.measures import actors_only
from graph.network import Network

#: The roles in the order of tables, with what they are called and what they say.
ROLES = {
    "coordinator": {
        "nb": ("samordner", "binder sammen to på sin egen side"),
        "en": ("coordinator", "joins two of its own side"),
    },
    "gatekeeper": {
        "nb": ("portvakt", "binder en på sin egen side til en på en annen"),
        "en": ("gatekeeper", "joins one of its own side to one of another"),
    },
    "consultant": {
        "nb": ("rådgiver", "binder sammen to på en annen side enn sin egen"),
        "en": ("consultant", "joins two of one other side"),
    },
    "liaison": {
        "nb": ("mellommann", "binder sammen to på hver sin side, begge andre enn dens egen"),
        "en": ("liaison", "joins two of two other sides"),
    },
}


@dataclass(frozen=True)
class Brokerage:
    """How often an actor stands between two others in each role."""

    coordinator: int = 0
    gatekeeper: int = 0
    consultant: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """Pairs of neighbours without a tie, whose sides are known."""
        return self.coordinator + self.gatekeeper + self.consultant + self.liaison


def sides_by(network: Network, what: str) -> dict[str, str]:
    """Divide actors into sides.

    Parameters
    ----------
    network : Network
        Any choice.
    what : str
        ``"sector"`` or ``"place"``.

    Returns
    -------
    dict of str to str
        IRI of the actor to a key of `graph.sectors.SECTORS` or the IRI of a place. An actor whose
        sector is mixed or not known, or that belongs to no place or to several, is not in it:
        what is not known is no side of its own.

    Raises
    ------
    ValueError
        If it is neither of the two.
    """
    if what == "sector":
        return {
            node.iri: node.sector
            for node in network.nodes
            if node.sector and node.sector != "mixed"
        }
    if what == "place":
        return {node.iri: node.places[0] for node in network.nodes if len(node.places) == 1}
    raise ValueError(f"no sides are known by {what}")


def brokerage(network: Network, sides: Mapping[str, str]) -> dict[str, Brokerage]:
    """Count the roles in which each actor stands between two others.

    Parameters
    ----------
    network : Network
        Any choice; groups and regions are nobody's neighbours.
    sides : mapping
        IRI to side: sectors, or places. Whose side is not known brokers for nobody, and nobody
        for it.

    Returns
    -------
    dict of str to Brokerage
        One entry an actor that is not a group. Counts of pairs of neighbours that have no tie to
        each other. Undirected, unweighted.

    Notes
    -----
    Gould and Fernandez count directed triads and tell gatekeeper and representative apart; here
    each pair counts once, and the two are one. That two have no tie means that no source of the
    choice tells of one.

    References
    ----------
    .. [1] R. V. Gould, R. M. Fernandez, "Structures of mediation: A formal approach to brokerage
       in transaction networks", Sociological Methodology 19, 89-126 (1989).

    Examples
    --------
    >>> from graph.measures import _example
    >>> brokerage(_example(), {"a": "public", "b": "public", "c": "private"})["b"]
    Brokerage(coordinator=0, gatekeeper=1, consultant=0, liaison=0)
    """
    ties = actors_only(network)
    found = {}
    for actor in map(str, ties):
        counts = dict.fromkeys(ROLES, 0)
        if actor in sides:
            known = [other for other in ties[actor] if other in sides]
            for one, other in combinations(known, 2):
                if other not in ties[one]:
                    counts[_role(sides[actor], sides[one], sides[other])] += 1
        found[actor] = Brokerage(**counts)
    return found


def bridges(network: Network, sides: Mapping[str, str]) -> dict[str, int]:
    """Count the pairs from two sides that an actor joins and that have no tie to each other.

    Parameters
    ----------
    network : Network
        Any choice; groups and regions are nobody's neighbours.
    sides : mapping
        IRI to side: sectors, or places. The actor's own side does not matter and need not be
        known; a neighbour whose side is not known is in no pair.

    Returns
    -------
    dict of str to int
        One entry an actor that is not a group. For an actor whose side is known it is what
        `brokerage` counts as gatekeeper and liaison. Undirected, unweighted; the unit is pairs.

    References
    ----------
    .. [1] R. V. Gould, R. M. Fernandez, "Structures of mediation: A formal approach to brokerage
       in transaction networks", Sociological Methodology 19, 89-126 (1989).

    Examples
    --------
    >>> from graph.measures import _example
    >>> bridges(_example(), {"a": "public", "c": "private"})
    {'a': 0, 'b': 1, 'c': 0, 'd': 0}
    """
    ties = actors_only(network)
    found = {}
    for actor in map(str, ties):
        around = {str(other) for other in ties[actor] if other in sides}
        sizes = Counter(sides[other] for other in around)
        pairs = (len(around) ** 2 - sum(size**2 for size in sizes.values())) // 2
        # Each tie among the neighbours is met from both ends.
        joined = sum(
            1
            for one in around
            for other in around.intersection(ties[one])
            if sides[one] != sides[other]
        )
        found[actor] = pairs - joined // 2
    return found


def effective_size(network: Network) -> dict[str, float]:
    """Measure how many of an actor's neighbours are not reached by way of each other.

    Parameters
    ----------
    network : Network
        Any choice; ties to groups and regions are not counted.

    Returns
    -------
    dict of str to float
        One entry an actor that has a tie and is not a group: its number of neighbours n, less
        their mean number of ties among themselves, 2t/n with t ties. From 1 (all know each other)
        to n (nobody does). Undirected, unweighted; the unit is actors.

    References
    ----------
    .. [1] R. S. Burt, "Structural Holes: The Social Structure of Competition", Harvard University
       Press (1992), chapter 2.
    .. [2] S. P. Borgatti, "Structural holes: Unpacking Burt's redundancy measures", Connections
       20, 35-38 (1997), for the form 2t/n.

    Examples
    --------
    >>> from graph.measures import _example
    >>> effective_size(_example())
    {'a': 1.0, 'b': 2.0, 'c': 1.0}
    """
    ties = actors_only(network)
    found = {}
    for actor in map(str, ties):
        around = set(ties[actor])
        if around:
            # Each tie among the neighbours is met from both ends.
            among = sum(len(around.intersection(ties[other])) for other in around)
            found[actor] = round(len(around) - among / len(around), 9)
    return found


def _role(own: str, one: str, other: str) -> str:
    if one == other:
        return "coordinator" if one == own else "consultant"
    return "gatekeeper" if own in (one, other) else "liaison"
