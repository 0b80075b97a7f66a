"""The network in two modes: actors, and the initiatives, agreements and amounts they meet in.

In one mode an initiative of twenty actors is a hundred and ninety ties; here it is one node with
twenty. Nothing is folded: each tie is what the rows of one actor in one thing say.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from graph.layout import Position, arrange
from graph.money_ties import FUNDING
from graph.network import (
    Edge,
    Network,
    NetworkChoice,
    Node,
    actor_node,
    at_home,
    drawn_actors,
    evidence_of,
    merged_facts,
    shown_actors,
    taken_relations,
)
from graph.omissions import omissions
from graph.paths import with_degrees
from graph.ties import ALL_KINDS, DIRECT, Facts, Relation
from ontology.namespaces import SAMSPILL_NS

#: Kinds of nodes (`graph.network.Node.kind`) with their classes and what these are called.
THINGS = {
    "initiative": (SAMSPILL_NS + "Initiative", {"nb": "initiativ", "en": "initiative"}),
    "agreement": (SAMSPILL_NS + "Agreement", {"nb": "avtale", "en": "agreement"}),
    "funding": (SAMSPILL_NS + "Funding", {"nb": "penger", "en": "money"}),
}
#: Side of the squares in which two nodes would lie on each other, and how far they are moved.
_STEP = 0.02
_MET_IN = {"agreement": "agreement", FUNDING: "funding"}


def project_two_mode(facts: Facts, choice: NetworkChoice, lang: str = "nb") -> Network:
    """Project facts to a network of actors and of what they meet in.

    Parameters
    ----------
    facts : Facts
        What `graph.ties.read_facts` gave for the kinds of the choice.
    choice : NetworkChoice
        The filters of the one mode, all but the least weight: here every tie is one thing.
    lang : str
        ``"nb"`` or ``"en"``.

    Returns
    -------
    Network
        Nodes are the actors chosen and the things that at least one of them is in, told apart by
        `Node.kind`. An edge joins an actor and a thing, with weight 1 and the number of its rows
        as count; members and stated collaborations join two actors, as in one mode. Things are no
        groups: paths run through them, which is what the two modes are for.
        `arrange_two_mode` gives each its place.

    Raises
    ------
    ValueError
        If a kind of tie is none of `graph.ties.ALL_KINDS`.

    References
    ----------
    .. [1] R. L. Breiger, "The duality of persons and groups", Social Forces 53, 181-190 (1974).
    .. [2] S. P. Borgatti, M. G. Everett, "Network analysis of 2-mode data", Social Networks 19,
       243-269 (1997).
    """
    if unknown := set(choice.ties) - set(ALL_KINDS):
        raise ValueError(f"unknown kind of tie: {', '.join(sorted(unknown))}")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if choice.merged:
        facts = merged_facts(facts)
    relations = list(taken_relations(facts, choice, counts))
    drawn = drawn_actors(facts, choice, counts, relations)
    home = at_home(facts, choice, drawn)
    # What one of the place is in is drawn with all who are in it.
    near = {one.thing for one in relations if not home.isdisjoint(one.actors)}
    rows: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for relation in sorted(relations, key=lambda one: (ALL_KINDS.index(one.kind), one.iri)):
        if relation.thing not in near or not drawn.issuperset(relation.actors):
            continue
        first, *others = relation.actors
        if relation.kind in DIRECT:
            if first != others[0]:
                rows[first, others[0]].append(relation)
        else:
            kinds.setdefault(relation.thing, _MET_IN.get(relation.kind, "initiative"))
            rows[_pair(first, relation.thing)].append(relation)
    edges = [
        Edge(
            *pair,
            weight=float(len({one.thing for one in found})),
            count=len(found),
            through=tuple(evidence_of(facts, one, lang) for one in found),
        )
        for pair, found in sorted(rows.items())
    ]
    drawn = shown_actors(drawn, home, edges, counts)
    actors = [actor_node(facts, iri, lang) for iri in drawn]
    if not choice.include_isolated:
        joined = {end for pair in rows for end in pair}
        counts["isolated"][""] = sum(1 for node in actors if node.iri not in joined)
        actors = [node for node in actors if node.iri in joined]
    things = [_thing(facts, iri, kind, lang) for iri, kind in kinds.items()]
    nodes = sorted([*actors, *things], key=lambda node: node.iri)
    return with_degrees(Network(nodes, edges, omissions(counts, lang), lang))


def arrange_two_mode(
    network: Network, known: Mapping[str, Position] | None = None
) -> dict[str, Position]:
    """Give each node of a network in two modes its place.

    Parameters
    ----------
    network : Network
        What `project_two_mode` gave.
    known : mapping, optional
        The snapshot's layout of actors.

    Returns
    -------
    dict of str to (float, float)
        One entry a node, in the order of the IRIs. Actors stand where they do in one mode, so that
        changing the mode moves nobody; a thing stands in the middle of those who are in it, beside
        what stands there already. The same each time, and quick.

    Examples
    --------
    >>> nodes = [Node(iri, "", "", "", 1, 1.0, kind=kind) for iri, kind in
    ...          (("a", "actor"), ("b", "actor"), ("x", "initiative"))]
    >>> drawn = Network(nodes, [Edge("a", "x", 1.0, 1, ()), Edge("b", "x", 1.0, 1, ())], {})
    >>> arrange_two_mode(drawn, {"a": (-1.0, 0.0), "b": (1.0, 0.5)})
    {'a': (-1.0, 0.0), 'b': (1.0, 0.5), 'x': (0.0, 0.25)}
    """
    actors = {node.iri for node in network.nodes if node.kind == "actor"}
    if not known or actors.isdisjoint(known):
        return arrange(network)
    placed = arrange(
        Network([node for node in network.nodes if node.iri in actors], [], {}, network.lang), known
    )
    members: dict[str, list[Position]] = {
        node.iri: [] for node in network.nodes if node.iri not in actors
    }
    for edge in network.edges:
        for thing, actor in ((edge.source, edge.target), (edge.target, edge.source)):
            if thing in members and actor in placed:
                members[thing].append(placed[actor])
    taken = Counter(_square(place) for place in placed.values())
    for thing in sorted(members):
        xs, ys = zip(*members[thing], strict=True)
        x, y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
        square = _square((x, y))
        # On a spiral around the place, each further out than the one before.
        before, angle = taken[square], taken[square] * math.pi * (3 - math.sqrt(5))
        radius = _STEP * math.sqrt(before)
        taken[square] += 1
        members[thing] = [(x + radius * math.cos(angle), y + radius * math.sin(angle))]
    found = placed | {thing: place[0] for thing, place in members.items()}
    return {iri: (round(x, 6) + 0.0, round(y, 6) + 0.0) for iri, (x, y) in sorted(found.items())}


def _square(place: Position) -> tuple[int, int]:
    return round(place[0] / _STEP), round(place[1] / _STEP)


def _thing(facts: Facts, iri: str, kind: str, lang: str) -> Node:
    class_, labels = THINGS[kind]
    label = labels["nb" if lang == "nb" else "en"]
    return Node(iri, facts.label(iri, lang), class_, label, 0, 0.0, kind=kind)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
