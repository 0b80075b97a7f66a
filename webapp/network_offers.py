"""The places and topics that a network can be narrowed to, each with what that would show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from graph.names import alphabetical
from graph.network import Edge, NetworkChoice
from webapp.kept import Kept
from webapp.language import current_language
from webapp.network_choice import CHOICES_KEPT, code, facts, projected
from webapp.site import OpenSnapshot

#: IRIs of places or topics, by the IRI of an actor or a thing.
Belongs = Mapping[str, frozenset[str]]


#: Twice: places and topics.
_OFFERED = Kept[dict[str, int]](2 * CHOICES_KEPT)


def offered_places(snapshot: OpenSnapshot, choice: NetworkChoice) -> list[tuple[str, str, int]]:
    """Give the places that can be chosen beside the rest of a choice.

    Parameters
    ----------
    snapshot : OpenSnapshot
        What is open.
    choice : NetworkChoice
        Its own places decide nothing, but are always among those given.

    Returns
    -------
    list of (str, str, int)
        Code, label and how many actors the network would have, in alphabetical order of labels.
        A place that nobody of the network belongs to is not there.
    """

    def read() -> dict[str, int]:
        found = projected(snapshot, replace(choice, places=()), current_language())
        known = facts(snapshot, choice.ties)
        belonging = known.belonging.merged(known.canonical) if choice.merged else known.belonging
        territories = belonging.territories
        near: defaultdict[str, set[str]] = defaultdict(set)
        for edge in found.edges:
            for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
                for place in territories.get(one, ()):
                    near[place].update((one, other))
        for node in found.nodes:
            for place in territories.get(node.iri, ()):
                near[place].add(node.iri)
        return {place: len(actors) for place, actors in near.items()}

    rest = replace(choice, places=())
    return _lines(snapshot, rest, "offered places", choice.places, read)


def offered_topics(snapshot: OpenSnapshot, choice: NetworkChoice) -> list[tuple[str, str, int]]:
    """Give the topics that can be chosen beside the rest of a choice, as `offered_places`."""

    def read() -> dict[str, int]:
        every = replace(choice, topics=(), least_weight=1)
        found = projected(snapshot, every, current_language())
        themes = facts(snapshot, choice.ties).belonging.themes
        near: defaultdict[str, set[str]] = defaultdict(set)
        for edge in found.edges:
            for topic, count in Counter(_topics(edge, themes)).items():
                if count >= choice.least_weight:
                    near[topic].update((edge.source, edge.target))
        return {topic: len(actors) for topic, actors in near.items()}

    rest = replace(choice, topics=())
    return _lines(snapshot, rest, "offered topics", choice.topics, read)


def _topics(edge: Edge, themes: Belongs) -> Iterator[str]:
    """Give the topics of each thing that a tie rests on."""
    for _kind, thing in {(row.kind, row.thing) for row in edge.through}:
        yield from themes.get(thing, ())


def _lines(
    snapshot: OpenSnapshot,
    rest: NetworkChoice,  # how many are shown depends on all but what is chosen here
    name: str,
    chosen: tuple[str, ...],
    read: Callable[[], dict[str, int]],
) -> list[tuple[str, str, int]]:
    language = current_language()
    counted = _OFFERED.of(snapshot, (name, rest, language), read)
    known = facts(snapshot, rest.ties)
    lines = [
        (code(iri), known.label(iri, language), counted.get(iri, 0))
        for iri in counted.keys() | set(chosen)
    ]
    return sorted(lines, key=lambda one: (alphabetical(one[1]), one[0]))
