"""Communities: sets of actors with more ties among themselves than chance would give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.measures import actors_only
from graph.names import alphabetical
from graph.network import Network, Node

#: How many central actors, types, places and topics describe a community.
_NAMED = 3

_TEXTS = {
    "nb": {
        "and": "og",
        "size": "{size} aktører, {ties} bånd mellom dem",
        "types": "typer: {list}",
        "places": "steder: {list}",
        "topics": "temaer: {list}",
    },
    "en": {
        "and": "and",
        "size": "{size} actors, {ties} ties among them",
        "types": "types: {list}",
        "places": "places: {list}",
        "topics": "topics: {list}",
    },
}


@dataclass(frozen=True)
class Community:
    """A community of at least two actors, described by what its members have in common."""

    number: int  #: 1 for the largest
    members: tuple[str, ...]  #: IRIs, sorted
    ties: int  #: among the members
    label: str  #: names of its most central actors
    description: str  #: size, commonest types, places and topics
    central: tuple[str, ...]  #: IRIs of the (at most three) members with most weight inside
    types: tuple[tuple[str, int], ...]  #: commonest types of members, with how many
    places: tuple[tuple[str, int], ...]  #: commonest places of members, with how many
    topics: tuple[tuple[str, int], ...]  #: commonest topics, with how many things that join

    @property
    def size(self) -> int:
        """How many members it has."""
        return len(self.members)


def communities(network: Network, seed: int = 1) -> list[Community]:
    """Divide the actors so that most weight of ties lies inside the parts.

    Parameters
    ----------
    network : Network
        Any choice; groups and regions are in no community and join no two actors.
    seed : int
        Another number gives another, about equally good division.

    Returns
    -------
    list of Community
        The largest first, then in the order of the first IRI. Actors without ties are in none.
        Undirected, weighted. Texts are in the language of the network.

    Notes
    -----
    Louvain's method [1]_ finds a good division, not the best one, and modularity cannot tell apart
    communities that are small beside the whole [2]_. The division says how the sources tie actors
    together, not that they see themselves as a community. Equal on each run.

    References
    ----------
    .. [1] V. D. Blondel et al., "Fast unfolding of communities in large networks", Journal of
       Statistical Mechanics, P10008 (2008).
    .. [2] S. Fortunato, M. Barthelemy, "Resolution limit in community detection", PNAS 104, 36-41
       (2007).

    Examples
    --------
    >>> from graph.measures import _example
    >>> [(one.label, one.members) for one in communities(_example())]
    [('B, C og A', ('a', 'b', 'c'))]
    """
    ties = actors_only(network)
    # Numbers, since sets of texts have another order on each run.
    order = sorted(map(str, ties))
    numbered = nx.Graph()
    numbered.add_nodes_from(range(len(order)))
    place = {iri: number for number, iri in enumerate(order)}
    for source, target, weight in sorted(ties.edges(data="weight")):
        numbered.add_edge(place[source], place[target], weight=weight)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=seed)
    parts = sorted(
        (sorted(order[number] for number in part) for part in found if len(part) > 1),
        key=lambda part: (-len(part), part),
    )
    topics = _topics(network)
    nodes = {node.iri: node for node in network.nodes}
    inside = _inside(ties, parts)
    return [
        _describe(number, part, inside[number - 1], nodes, topics, network.lang)
        for number, part in enumerate(parts, start=1)
    ]


def modularity(network: Network, found: Sequence[Community]) -> float:
    """Measure how much more weight lies inside the communities than chance would put there.

    Parameters
    ----------
    network : Network
        The network that the communities are of.
    found : sequence of Community
        What `communities` gave.

    Returns
    -------
    float
        From -0.5 to 1; 0 is what chance gives, and 0 for a network without ties. Weighted.

    References
    ----------
    .. [1] M. E. J. Newman, M. Girvan, "Finding and evaluating community structure in networks",
       Physical Review E 69, 026113 (2004).

    Examples
    --------
    >>> from graph.measures import _example
    >>> modularity(_example(), communities(_example()))
    0.0
    """
    ties = actors_only(network)
    if not ties.number_of_edges():
        return 0.0
    parts = [set(one.members) for one in found]
    parts += [{iri} for iri in ties.nodes - set().union(*parts)]
    return round(float(nx.community.modularity(ties, parts, weight="weight")), 9) + 0.0


def _describe(
    number: int,
    members: Sequence[str],
    inside: Sequence[tuple[str, str, float]],
    nodes: Mapping[str, Node],
    topics: Mapping[tuple[str, str], Iterable[tuple[str, str]]],
    lang: str,
) -> Community:
    texts = _TEXTS["nb" if lang == "nb" else "en"]
    weights = dict.fromkeys(members, 0.0)
    for one, other, weight in inside:
        weights[one] += weight
        weights[other] += weight
    central = sorted(
        members,
        key=lambda iri: (-round(weights[iri], 9), alphabetical(nodes[iri].label), iri),
    )[:_NAMED]
    types = _commonest(nodes[iri].type_label for iri in members if nodes[iri].type_label)
    places = _commonest(place for iri in members for place in nodes[iri].place_labels)
    # One initiative that joins ten actors is about its topic once.
    about = {
        pair
        for one, other, _ in inside
        for pair in topics.get((min(one, other), max(one, other)), ())
    }
    subjects = _commonest(topic for _, topic in about)
    said = [texts["size"].format(size=len(members), ties=len(inside))]
    for key, counted in (("types", types), ("places", places), ("topics", subjects)):
        if counted:
            listed = ", ".join(f"{name} ({count})" for name, count in counted)
            said.append(texts[key].format(list=listed))
    names = [nodes[iri].label for iri in central]
    return Community(
        number,
        tuple(members),
        len(inside),
        f"{', '.join(names[:-1])} {texts['and']} {names[-1]}",
        "; ".join(said) + ".",
        tuple(central),
        types,
        places,
        subjects,
    )


def _inside(ties: nx.Graph, parts: Sequence[Sequence[str]]) -> list[list[tuple[str, str, float]]]:
    """Give, for each part, the ties among its members with their weights."""
    part_of = {iri: number for number, part in enumerate(parts) for iri in part}
    found: list[list[tuple[str, str, float]]] = [[] for _ in parts]
    for one, other, weight in ties.edges(data="weight"):
        number = part_of.get(one)
        if number is not None and number == part_of.get(other):
            found[number].append((one, other, weight))
    return found


def _topics(network: Network) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Give, for each tie, what joins the two and the topic of it."""
    return {
        (edge.source, edge.target): {
            (row.thing, topic) for row in edge.through for topic in row.topics
        }
        for edge in network.edges
    }


def _commonest(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counted = Counter(names)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], alphabetical(item[0])))
    return tuple(ordered[:_NAMED])
