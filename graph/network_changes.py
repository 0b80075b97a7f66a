"""What moves in a network between two snapshots: actors, ties, parts, and who lies between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.measures import betweenness, components
from graph.names import alphabetical
from graph.network import Edge, Network, Node
from graph.paths import with_degrees

#: What may have become of a tie from one network to the other.
NEW, KEPT, LOST = "new", "kept", "lost"


@dataclass(frozen=True)
class Tie:
    """A tie that has come or gone, by the names of its ends."""

    source: str  #: IRI
    target: str  #: IRI
    names: tuple[str, str]
    through: tuple[str, ...]  #: labels of what the two are joined through


@dataclass(frozen=True)
class Shape:
    """How a network hangs together; groups and regions as actors are not counted."""

    actors: int
    ties: int
    components: int
    largest: int  #: actors in the largest component
    without_tie: int  #: actors of the choice that have no tie, drawn or not
    lonely: int = 0  #: those among them that are drawn

    @property
    def with_tie(self) -> int:
        """Actors that have a tie: the same population whether or not the others are drawn."""
        return self.actors - self.lonely


@dataclass(frozen=True)
class Shift:
    """An actor's betweenness in the two networks; None where it is not in the network."""

    actor: str  #: IRI
    name: str
    before: float | None
    after: float | None

    @property
    def size(self) -> float:
        """How far it moves; absence counts as 0."""
        return abs((self.after or 0.0) - (self.before or 0.0))


@dataclass(frozen=True)
class NetworkChanges:
    """The difference between two networks of one choice; lists in alphabetical order of names."""

    actors_gained: tuple[Node, ...]
    actors_lost: tuple[Node, ...]
    ties_gained: tuple[Tie, ...]
    ties_lost: tuple[Tie, ...]
    before: Shape
    after: Shape
    shifts: tuple[Shift, ...]  #: the largest first
    shifted: int  #: how many actors' betweenness moves, shown or not


@dataclass(frozen=True)
class Comparison:
    """Two networks drawn as one, and what became of each tie from the first to the second."""

    network: Network  #: all actors and ties of the two, with the evidence of both
    states: dict[tuple[str, str], str]  #: `NEW`, `KEPT` or `LOST` by the ends of a tie
    unmoved: frozenset[tuple[str, str]]  #: kept ties that rest on the very same rows in both

    def count(self, state: str) -> int:
        """Count the ties of a state."""
        return sum(1 for one in self.states.values() if one == state)


def compare_ties(before: Network, after: Network) -> Comparison:
    """Find which ties are new, kept and lost from one network to another.

    Parameters
    ----------
    before, after : Network
        Two periods of one choice, or two of anything.

    Returns
    -------
    Comparison
        A tie is the same when its ends are. Each has the weight and count of the later network in
        which it stands, and the rows of both. Nodes have their degrees in the whole.

    Notes
    -----
    A relation that no source dates is taken in every period, and one that runs on from the first
    into the second stands in both: `Comparison.unmoved` names the kept ties whose rows are the
    same in the two, so that "kept" is not read as "renewed".

    Examples
    --------
    >>> nodes = [Node(iri, iri.upper(), "", "", 0, 0.0) for iri in "abc"]
    >>> found = compare_ties(
    ...     Network(nodes, [Edge("a", "b", 1.0, 1, ())], {}),
    ...     Network(nodes, [Edge("b", "c", 1.0, 1, ())], {}),
    ... )
    >>> found.states
    {('a', 'b'): 'lost', ('b', 'c'): 'new'}
    """
    old, new = ({(e.source, e.target): e for e in one.edges} for one in (before, after))
    nodes = {node.iri: node for node in (*before.nodes, *after.nodes)}
    states, edges, same = {}, [], set()
    for pair in sorted(old.keys() | new.keys()):
        states[pair] = KEPT if pair in old and pair in new else NEW if pair in new else LOST
        edge = new.get(pair) or old[pair]
        if states[pair] == KEPT:
            if old[pair].through == edge.through:
                same.add(pair)
            edge = replace(edge, through=tuple(dict.fromkeys(old[pair].through + edge.through)))
        edges.append(edge)
    whole = Network([nodes[iri] for iri in sorted(nodes)], edges, after.left_out, after.lang)
    return Comparison(with_degrees(whole), states, frozenset(same))


def compare_networks(before: Network | None, after: Network, most: int = 10) -> NetworkChanges:
    """Find what moves between two networks.

    Parameters
    ----------
    before : Network or None
        The older network; None stands for an empty one.
    after : Network
        The newer one, of the same choice.
    most : int
        How many changes of betweenness are given.

    Returns
    -------
    NetworkChanges
        Actors and ties are the same when their IRIs are. Betweenness is `measures.betweenness`:
        each network's own share, between 0 and 1.

    Examples
    --------
    >>> nodes = [Node(iri, iri.upper(), "", "", 0, 0.0) for iri in "abc"]
    >>> chain = Network(nodes, [Edge("a", "b", 1.0, 1, ()), Edge("b", "c", 1.0, 1, ())], {})
    >>> found = compare_networks(Network(nodes, chain.edges[:1], {}), chain)
    >>> found.ties_gained[0].names, found.before.components, found.after.components
    (('B', 'C'), 2, 1)
    >>> found.shifts
    (Shift(actor='b', name='B', before=0.0, after=1.0),)
    """
    old = before or Network([], [], {})
    names = {node.iri: node.label for node in (*old.nodes, *after.nodes)}
    old_actors, new_actors = ({node.iri: node for node in one.nodes} for one in (old, after))
    old_ties, new_ties = ({(e.source, e.target): e for e in one.edges} for one in (old, after))
    old_shares, new_shares = betweenness(old), betweenness(after)
    shifts = [
        Shift(iri, names[iri], old_shares.get(iri), new_shares.get(iri))
        for iri in old_shares.keys() | new_shares.keys()
    ]
    moved = sorted(
        (shift for shift in shifts if shift.size > 0),
        key=lambda shift: (-round(shift.size, 9), alphabetical(shift.name), shift.actor),
    )
    return NetworkChanges(
        _actors(new_actors, old_actors),
        _actors(old_actors, new_actors),
        _ties(new_ties, old_ties, names),
        _ties(old_ties, new_ties, names),
        _shape(old),
        _shape(after),
        tuple(moved[:most]),
        len(moved),
    )


def _actors(these: dict[str, Node], those: dict[str, Node]) -> tuple[Node, ...]:
    found = (node for iri, node in these.items() if iri not in those)
    return tuple(sorted(found, key=lambda node: (alphabetical(node.label), node.iri)))


def _ties(
    these: dict[tuple[str, str], Edge], those: dict[tuple[str, str], Edge], names: dict[str, str]
) -> tuple[Tie, ...]:
    found = (
        Tie(*pair, (names[pair[0]], names[pair[1]]), tuple(edge.labels))
        for pair, edge in these.items()
        if pair not in those
    )
    return tuple(
        sorted(found, key=lambda tie: (*map(alphabetical, tie.names), tie.source, tie.target))
    )


def _shape(network: Network) -> Shape:
    parts = components(network)
    actors = {iri for part in parts for iri in part}
    ties = sum(1 for edge in network.edges if {edge.source, edge.target} <= actors)
    left_out = network.left_out.get("isolated")
    lonely = sum(1 for part in parts if len(part) == 1)
    return Shape(
        len(actors),
        ties,
        len(parts),
        max(map(len, parts), default=0),
        lonely + (left_out.count if left_out else 0),
        lonely,
    )
