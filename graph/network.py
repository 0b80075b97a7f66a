"""The network of actors: who is joined to whom, through what, and which row of a document says so.

Paths run over actors only. Groups of actors and regions that a source lets act are drawn when
asked for, and never join two actors that no source joins.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from graph.memberships import membership_phrase
from graph.money_ties import COUNTED_STATUSES, FUNDING
from graph.names import alphabetical, local_name
from graph.omissions import Omission, omissions
from graph.sectors import sector_of
from graph.store import Reader
from graph.ties import (
    ALL_KINDS,
    DIRECT,
    KINDS,
    MEMBERSHIP,
    REGION_CLASS,
    Actor,
    Facts,
    Relation,
    read_facts,
)
from ontology.iri_policy import concept

_FUNDER, _RECIPIENT = concept("funding-role", "funder"), concept("funding-role", "recipient")
_FACT = ("actual", "actual")


@dataclass(frozen=True)
class NetworkChoice:
    """What a reader wants to see.

    Modalities are codes of the list ``modality``; a tie is taken only if its own modality and
    that of its initiative are among them. Actor types are names of classes (``Municipality``) or
    their IRIs, subclasses included; none means all. Years are whole and inclusive. Ties are kinds
    of `graph.ties.ALL_KINDS`. With ``merged``, actors that judgements say are the same are one.

    ``least_weight`` is the least count of things that a tie may rest on (`Edge.count`). Places and
    topics are IRIs, those within them included; none means all. A tie is in a place when one of
    its ends belongs there: whom those of a place work with is what is asked.
    """

    modalities: tuple[str, ...] = ("actual",)
    actor_types: tuple[str, ...] = ()
    start_year: int | None = None
    end_year: int | None = None
    ties: tuple[str, ...] = KINDS
    include_groups: bool = False
    include_isolated: bool = True
    merged: bool = False
    least_weight: int = 1
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    #: Only what holds on this day, ``YYYY-MM-DD``; what no source dates is kept and counted.
    day: str = ""


@dataclass(frozen=True)
class Evidence:
    """One row of one document that an edge rests on."""

    relation: str  #: IRI of the row that joins
    thing: str  #: IRI of the initiative or agreement; where two are joined directly, the row again
    label: str  #: its label, what a collaboration is about, or the role of a member
    modality: str  #: code: the row's own, or that of the thing where that is not actual
    locator: str  #: lines, page or row in the document; empty when not stated
    document: str  #: IRI; empty when the relation names no source
    document_label: str
    kind: str = "participation"
    actor: str = ""  #: IRI of the one whose row it is; empty where two are joined directly
    actor_label: str = ""
    role: str = ""  #: label of the role in the language asked for
    modality_label: str = ""  #: label of the modality in the language asked for
    topics: tuple[str, ...] = ()  #: labels of the topics of the thing
    said: str = ""  #: of a membership who is what in whom, as a phrase; empty for other kinds


@dataclass(frozen=True)
class Node:
    """An actor as it is drawn."""

    iri: str
    label: str
    type: str  #: IRI of its class
    type_label: str
    degree: int  #: actors it has a tie to; for a group the ties that name it
    weighted_degree: float  #: sum of the weights of the same ties
    group: bool = False  #: a group or a region as actor: shown, but no path runs through it
    kind: str = "actor"  #: in a two-mode network also ``initiative``, ``agreement`` and so on
    sector: str = ""  #: one of `graph.sectors.SECTORS`; empty for what is no actor
    places: tuple[str, ...] = ()  #: IRIs of the narrowest territories it belongs to
    place_labels: tuple[str, ...] = ()  #: labels of the same


@dataclass(frozen=True)
class Edge:
    """A tie between two actors, ``source`` before ``target`` in the order of IRIs."""

    source: str
    target: str
    weight: float  #: sum of 1/(n-1) over what n actors share, and 1 a direct tie
    count: int  #: shared initiatives and agreements, memberships and stated collaborations
    through: tuple[Evidence, ...]

    @property
    def labels(self) -> list[str]:
        """What the two are joined through, each once, in the order of the evidence."""
        return list(dict.fromkeys(row.said or row.label for row in self.through))


@dataclass(frozen=True)
class Network:
    """Actors and ties, both in the order of their IRIs, and what is not among them.

    The keys of `left_out` are ``modality`` (relations, by code), ``period`` (relations),
    ``undated`` (relations kept although no source dates them; only with a period),
    ``funding_status`` (parties to money, by code), ``topic`` (relations), ``groups`` (groups and
    regions, with the relations that name them), ``actor_type`` and ``place`` (actors), ``weight``
    (ties), ``isolated`` (actors without a tie), ``steps`` (actors, of `graph.paths.ego`),
    ``path`` (actors, of `graph.paths.along`),
    ``removed`` (actors, of `graph.what_if`) and ``not_an_actor`` (relations that name something
    else). A key is there only when its count is not zero.
    """

    nodes: list[Node]
    edges: list[Edge]
    left_out: dict[str, Omission]
    lang: str = "nb"


def project(reader: Reader, choice: NetworkChoice | None = None, lang: str = "nb") -> Network:
    """Project actors and initiatives to a network of actors.

    Two actors are joined when both take part in one initiative or are parties to one agreement,
    when one is a member of the other, or when a source states that they collaborate. Several
    roles of one actor in an initiative are one participation.

    Parameters
    ----------
    reader : Reader
        The store; its union of named graphs must hold the ontology.
    choice : NetworkChoice, optional
        Filters; what is actual, of every type and time, when absent.
    lang : str
        ``"nb"`` or ``"en"``: language of labels and reasons.

    Returns
    -------
    Network
        Edges are undirected and without unit. The number n in a weight counts all actors of an
        initiative or agreement that modality and period let through, whether or not their type is
        chosen, and never groups or regions; so a filter on types and a look at the groups change
        no weight between actors. A tie to a group counts that group beside the n actors.

    Raises
    ------
    ValueError
        If a kind of tie is none of `graph.ties.ALL_KINDS`.

    Notes
    -----
    A relation's period is its own, else that of the phase it names, else its initiative's. A
    bound that no source states is open. Participation in a phase is not participation in the
    project around it: an initiative stands for itself only.

    References
    ----------
    .. [1] M. E. J. Newman, "Scientific collaboration networks. II. Shortest paths, weighted
       networks, and centrality", Physical Review E 64, 016132 (2001): the weight 1/(n-1).
    """
    choice = choice or NetworkChoice()
    return project_facts(read_facts(reader, choice.ties), choice, lang)


def project_facts(facts: Facts, choice: NetworkChoice, lang: str = "nb") -> Network:
    """Project facts that have been read already, as `project` does.

    Parameters
    ----------
    facts : Facts
        What `graph.ties.read_facts` gave. A snapshot never changes, so a server reads them once
        and projects them for each choice.
    choice : NetworkChoice
        Filters.
    lang : str
        ``"nb"`` or ``"en"``.

    Returns
    -------
    Network
        See `project`.

    Raises
    ------
    ValueError
        If a kind of tie is none of `graph.ties.ALL_KINDS`.
    """
    if unknown := set(choice.ties) - set(ALL_KINDS):
        raise ValueError(f"unknown kind of tie: {', '.join(sorted(unknown))}")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if choice.merged:
        facts = merged_facts(facts)
    relations = list(taken_relations(facts, choice, counts))
    drawn = drawn_actors(facts, choice, counts, relations)
    home = at_home(facts, choice, drawn)
    edges = _edges(facts, relations, drawn, lang, home)
    strong = [edge for edge in edges if edge.count >= choice.least_weight]
    counts["weight"][""] = len(edges) - len(strong)
    edges = strong
    nodes = _nodes(facts, shown_actors(drawn, home, edges, counts), edges, lang)
    if not choice.include_isolated:
        joined = {end for edge in edges for end in (edge.source, edge.target)}
        counts["isolated"][""] = len(nodes) - len(joined)
        nodes = [node for node in nodes if node.iri in joined]
    return Network(nodes, edges, omissions(counts, lang), lang)


def merged_facts(facts: Facts) -> Facts:
    """Let the canonical one stand for all that are the same; a tie with itself is none."""
    one = facts.canonical
    actors = {iri: actor for iri, actor in facts.actors.items() if one.get(iri, iri) == iri}
    relations = [
        replace(
            relation,
            actors=tuple(sorted(one.get(actor, actor) for actor in relation.actors)),
            member=one.get(relation.member, relation.member),
        )
        for relation in facts.relations
    ]
    belonging = facts.belonging.merged(one)
    return replace(facts, actors=actors, relations=relations, belonging=belonging)


def taken_relations(
    facts: Facts, choice: NetworkChoice, counts: dict[str, Counter[str]]
) -> Iterator[Relation]:
    """Give the relations of the chosen modalities and years, counting each other one once."""
    for relation in facts.relations:
        if relation.kind not in choice.ties:
            continue
        other = [
            modality
            for modality in (relation.modality, relation.thing_modality)
            if modality not in choice.modalities
        ]
        if other:
            counts["modality"][other[0]] += 1
        elif not relation.period.touches(choice.start_year, choice.end_year, choice.day):
            counts["period"][""] += 1
        elif _is_not_given(relation):
            counts["funding_status"][local_name(relation.status) or "not-stated"] += 1
        elif choice.topics and not set(choice.topics) & set(
            facts.belonging.themes.get(relation.thing, ())
        ):
            counts["topic"][""] += 1
        elif any(actor not in facts.actors for actor in relation.actors):
            counts["not_an_actor"][""] += 1
        else:
            if not relation.period and (choice.start_year or choice.end_year or choice.day):
                counts["undated"][""] += 1
            yield relation


def _is_not_given(relation: Relation) -> bool:
    """Tell whether it is told as a fact, but of money that nobody has given yet."""
    if relation.kind != FUNDING or (relation.modality, relation.thing_modality) != _FACT:
        return False
    return local_name(relation.status) not in COUNTED_STATUSES


def drawn_actors(
    facts: Facts,
    choice: NetworkChoice,
    counts: dict[str, Counter[str]],
    relations: list[Relation],
) -> set[str]:
    """Give the actors that the choice draws wherever they belong, counting the others."""
    wanted = {local_name(name) for name in choice.actor_types}
    drawn: set[str] = set()
    hidden: set[str] = set()
    for actor in facts.actors.values():
        if wanted and not wanted & {local_name(iri) for iri in actor.ancestors}:
            counts["actor_type"][local_name(min(actor.types))] += 1
        elif actor.is_group and not choice.include_groups:
            hidden.add(actor.iri)
            counts["groups"]["regions" if REGION_CLASS in actor.ancestors else "groups"] += 1
        else:
            drawn.add(actor.iri)
    if hidden:
        counts["groups"]["relations"] = sum(
            1 for relation in relations if hidden.intersection(relation.actors)
        )
    return drawn


def at_home(facts: Facts, choice: NetworkChoice, drawn: set[str]) -> set[str]:
    """Give those among the actors who belong to a place of the choice; all where it has none."""
    if not choice.places:
        return drawn
    places = set(choice.places)
    of = facts.belonging.territories
    return {iri for iri in drawn if not places.isdisjoint(of.get(iri, ()))}


def shown_actors(
    drawn: set[str], home: set[str], edges: Iterable[Edge], counts: dict[str, Counter[str]]
) -> set[str]:
    """Give those of the places and whom they have ties to, counting the others."""
    found = home.union(end for edge in edges for end in (edge.source, edge.target) if end in drawn)
    counts["place"][""] = len(drawn) - len(found)
    return found


def _edges(
    facts: Facts, relations: list[Relation], drawn: set[str], lang: str, home: set[str]
) -> list[Edge]:
    shared: defaultdict[tuple[str, str], dict[tuple[str, str], float]] = defaultdict(dict)
    rows: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
    for (kind, thing), by_actor in _participants(relations).items():
        size = sum(1 for actor in by_actor if not facts.actors[actor].is_group)
        for pair in combinations(sorted(drawn.intersection(by_actor)), 2):
            if home.isdisjoint(pair):
                continue
            if kind == FUNDING and not _gives(*(by_actor[actor] for actor in pair)):
                continue
            groups = sum(1 for actor in pair if facts.actors[actor].is_group)
            shared[pair][kind, thing] = 1 / (size + groups - 1)
            rows[pair] += [relation for actor in pair for relation in by_actor[actor]]
    for relation in relations:
        if relation.kind in DIRECT and drawn.issuperset(relation.actors):
            left, right = relation.actors
            if left != right and not home.isdisjoint(relation.actors):
                shared[left, right][relation.kind, relation.thing] = 1.0
                rows[left, right].append(relation)
    # Sorted once and not once a tie: a row of a large project stands in hundreds of ties.
    evidence = sorted(
        (evidence_of(facts, relation, lang) for relation in relations),
        key=lambda row: (ALL_KINDS.index(row.kind), row.thing, row.relation),
    )
    place = {row.relation: number for number, row in enumerate(evidence)}
    return [
        Edge(
            *pair,
            weight=round(math.fsum(things.values()), 9),
            count=len(things),
            through=tuple(
                evidence[number]
                for number in sorted(place[relation.iri] for relation in rows[pair])
            ),
        )
        for pair, things in sorted(shared.items())
    ]


def _participants(
    relations: list[Relation],
) -> dict[tuple[str, str], dict[str, list[Relation]]]:
    """Give, for each thing that actors meet in and each kind of tie to it, its actors and rows."""
    found: defaultdict[tuple[str, str], defaultdict[str, list[Relation]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for relation in relations:
        if relation.kind not in DIRECT:
            found[relation.kind, relation.thing][relation.actors[0]].append(relation)
    return {key: dict(by_actor) for key, by_actor in found.items()}


def _gives(these: list[Relation], those: list[Relation]) -> bool:
    """Tell whether one of two parties to an amount gives it and the other one gets it."""
    left, right = ({relation.role for relation in rows} for rows in (these, those))
    return (_FUNDER in left and _RECIPIENT in right) or (_RECIPIENT in left and _FUNDER in right)


def evidence_of(facts: Facts, relation: Relation, lang: str) -> Evidence:
    """Give a relation as the evidence of a tie, in the language asked for."""
    actor = "" if relation.kind in DIRECT else relation.actors[0]
    role = facts.label(relation.role, lang) if relation.role else ""
    own_is_actual = relation.modality == "actual"
    modality = relation.thing_modality if own_is_actual else relation.modality
    return Evidence(
        relation=relation.iri,
        thing=relation.thing,
        label=role if relation.kind == "membership" else facts.label(relation.thing, lang),
        modality=modality,
        locator=relation.locator,
        document=relation.document,
        document_label=facts.label(relation.document, lang) if relation.document else "",
        kind=relation.kind,
        actor=actor,
        actor_label=facts.label(actor, lang) if actor else "",
        role=role,
        modality_label=facts.label(concept("modality", modality), lang),
        said=_membership(facts, relation, role, lang),
        topics=_labels(facts, facts.belonging.topics.get(relation.thing, ()), lang),
    )


def _membership(facts: Facts, relation: Relation, role: str, lang: str) -> str:
    """Say who is what in whom: a tie has no direction, but this does."""
    if relation.kind != MEMBERSHIP:
        return ""
    first, second = relation.actors
    body = second if relation.member == first else first
    return membership_phrase(
        local_name(relation.role),
        facts.label(relation.member, lang),
        facts.label(body, lang),
        role,
        lang,
    )


def _nodes(facts: Facts, drawn: set[str], edges: list[Edge], lang: str) -> list[Node]:
    degree: Counter[str] = Counter()
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for edge in edges:
        for actor, other in ((edge.source, edge.target), (edge.target, edge.source)):
            # An actor's degree is about actors: a line to "all municipalities" adds nothing.
            if facts.actors[actor].is_group or not facts.actors[other].is_group:
                degree[actor] += 1
                weights[actor].append(edge.weight)
    return [
        replace(
            actor_node(facts, iri, lang),
            degree=degree[iri],
            weighted_degree=round(math.fsum(weights[iri]), 6),
        )
        for iri in sorted(drawn)
    ]


def actor_node(facts: Facts, iri: str, lang: str) -> Node:
    """Give an actor as it is drawn, with no ties yet."""
    actor = facts.actors[iri]
    places = facts.belonging.nearest.get(iri, frozenset())
    ordered = sorted(places, key=lambda one: (alphabetical(facts.label(one, lang)), one))
    return Node(
        iri=iri,
        label=facts.label(iri, lang),
        type=_type(actor),
        type_label=facts.label(_type(actor), lang),
        degree=0,
        weighted_degree=0.0,
        group=actor.is_group,
        sector="" if actor.is_group else sector_of(actor.ancestors),
        places=tuple(ordered),
        place_labels=tuple(facts.label(one, lang) for one in ordered),
    )


def _labels(facts: Facts, iris: Iterable[str], lang: str) -> tuple[str, ...]:
    return tuple(sorted((facts.label(iri, lang) for iri in iris), key=alphabetical))


def _type(actor: Actor) -> str:
    return min(actor.types)
