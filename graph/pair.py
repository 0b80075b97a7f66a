"""Two actors side by side: what they have in common, and what only one of them has."""

from __future__ import annotations

from dataclasses import dataclass

from graph.measures import actors_only
from graph.names import alphabetical
from graph.network import Edge, Evidence, Network, Node

#: IRI and label.
Named = tuple[str, str]


@dataclass(frozen=True)
class Split:
    """Things of two actors: of both, of the first only, of the second only; by their labels."""

    both: tuple[Named, ...]
    first: tuple[Named, ...]
    second: tuple[Named, ...]

    @property
    def share(self) -> float:
        """Give how much of all is in common, from 0 to 1; 0 where there is nothing."""
        known = len(self.both) + len(self.first) + len(self.second)
        return len(self.both) / known if known else 0.0


@dataclass(frozen=True)
class Pair:
    """Two actors of a network side by side."""

    actors: tuple[Node, Node]
    tie: Edge | None
    partners: Split  #: actors that they have ties to, each other left out
    things: Split  #: initiatives, agreements and the like that join them to somebody
    topics: Split  #: of those things; a topic has no IRI here, its label stands for it
    places: Split  #: the narrowest that they belong to


def compare_pair(network: Network, one: str, other: str) -> Pair:
    """Put two actors side by side.

    Parameters
    ----------
    network : Network
        Any choice; groups and regions are nobody's partners.
    one, other : str
        IRIs of two actors of the network that are no groups.

    Returns
    -------
    Pair
        `Split.share` of the partners is Jaccard's coefficient [1]_: undirected, unweighted, no
        unit. Things are those that a tie of the actor rests on; what it is alone in joins it to
        nobody and is not known here.

    Raises
    ------
    ValueError
        If one of them is not in the network, or if they are the same.

    References
    ----------
    .. [1] P. Jaccard, "Étude comparative de la distribution florale dans une portion des Alpes et
       des Jura", Bulletin de la Société Vaudoise des Sciences Naturelles 37, 547-579 (1901).

    Examples
    --------
    >>> from graph.measures import _example
    >>> found = compare_pair(_example(), "a", "c")
    >>> found.partners
    Split(both=(('b', 'B'),), first=(), second=())
    >>> found.partners.share
    1.0
    """
    ties = actors_only(network)
    if one == other or one not in ties or other not in ties:
        raise ValueError(f"{one} and {other} are not two actors of the network")
    nodes = {node.iri: node for node in network.nodes}
    rows: dict[str, list[Evidence]] = {one: [], other: []}
    tie = None
    for edge in network.edges:
        ends = {edge.source, edge.target}
        if ends == {one, other}:
            tie = edge
        for actor in ends & rows.keys():
            # What only the other end of a tie does in a thing is told in a row of its own.
            rows[actor] += [row for row in edge.through if row.actor == actor]
    partners = [{str(iri): nodes[str(iri)].label for iri in ties[end]} for end in (one, other)]
    partners[0].pop(other, None)
    partners[1].pop(one, None)
    return Pair(
        (nodes[one], nodes[other]),
        tie,
        _split(*partners),
        _split(*({row.thing: row.label for row in rows[end]} for end in (one, other))),
        _split(
            *({topic: topic for row in rows[end] for topic in row.topics} for end in (one, other))
        ),
        _split(
            *(
                dict(zip(nodes[end].places, nodes[end].place_labels, strict=True))
                for end in (one, other)
            )
        ),
    )


def _split(first: dict[str, str], second: dict[str, str]) -> Split:
    def listed(iris: set[str]) -> tuple[Named, ...]:
        labels = first | second
        named = [(iri, labels[iri]) for iri in iris]
        return tuple(sorted(named, key=lambda pair: (alphabetical(pair[1]), pair[0])))

    return Split(
        listed(first.keys() & second.keys()),
        listed(first.keys() - second.keys()),
        listed(second.keys() - first.keys()),
    )
