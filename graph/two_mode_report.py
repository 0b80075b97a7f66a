"""What a network in two modes looks like, in sentences made from its counts by rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from graph.names import alphabetical
from graph.network import Network

#: How many a sentence names.
_NAMED = 3

_TEXTS: dict[str, dict[str, str]] = {
    "nb": {
        "nothing": "Kildene nevner ikke noe som aktørene i utvalget møtes i.",
        "size": "Bildet har {actors} og {things} som de er med i.",
        "largest": "Flest er med i {names}.",
        "middle": "Halvparten har høyst {middle} deltakere i utvalget.",
        "single": "{things} har bare én, og binder ingen sammen.",
        "busiest": "De som er med i flest, er {names}.",
        "direct": "{ties} går rett mellom to aktører: medlemskap, eller samarbeid som en kilde "
        "oppgir.",
        "caution": "Tallene gjelder det kildene sier; at en kilde tier, betyr ikke at noen ikke "
        "er med.",
        "and": "og",
    },
    "en": {
        "nothing": "The sources name nothing that the actors of this choice meet in.",
        "size": "The picture has {actors} and {things} that they take part in.",
        "largest": "The most are in {names}.",
        "middle": "Half of these have at most {middle} participants in this choice.",
        "single": "{things} have only one, and join nobody.",
        "busiest": "Those who take part in most are {names}.",
        "direct": "{ties} run straight between two actors: a membership, or a collaboration that "
        "a source states.",
        "caution": "The figures hold for what the sources say; that a source is silent does not "
        "mean that somebody takes no part.",
        "and": "and",
    },
}
_MANY = {
    "nb": {
        "actor": ("{n} aktør", "{n} aktører"),
        "thing": ("{n} initiativ eller avtale", "{n} initiativ og avtaler"),
        "tie": ("{n} bånd", "{n} bånd"),
    },
    "en": {
        "actor": ("{n} actor", "{n} actors"),
        "thing": ("{n} initiative or agreement", "{n} initiatives and agreements"),
        "tie": ("{n} tie", "{n} ties"),
    },
}


def describe_two_mode(network: Network) -> list[str]:
    """Describe a network in two modes.

    Parameters
    ----------
    network : Network
        What `graph.two_mode.project_two_mode` gave; its language is that of the sentences.

    Returns
    -------
    list of str
        Sentences in reading order, each whole in itself. A sentence that would say nothing is not
        there. The same network gives the same text.

    Examples
    --------
    >>> from graph.network import Edge, Node
    >>> nodes = [Node(iri, iri.upper(), "", "", 1, 1.0, kind=kind) for iri, kind in
    ...          (("a", "actor"), ("b", "actor"), ("x", "initiative"))]
    >>> met = Network(nodes, [Edge("a", "x", 1.0, 1, ()), Edge("b", "x", 1.0, 1, ())], {})
    >>> describe_two_mode(met)[:2]
    ['Bildet har 2 aktører og 1 initiativ eller avtale som de er med i.', 'Flest er med i X (2).']
    """
    language = "nb" if network.lang == "nb" else "en"
    texts = _TEXTS[language]
    names = {node.iri: node.label for node in network.nodes}
    things = {node.iri for node in network.nodes if node.kind != "actor"}
    members: defaultdict[str, set[str]] = defaultdict(set)
    taking: Counter[str] = Counter()
    direct = 0
    for edge in network.edges:
        met = things & {edge.source, edge.target}
        if not met:
            direct += 1
        for thing in met:
            actor = edge.target if thing == edge.source else edge.source
            members[thing].add(actor)
            taking[actor] += 1
    if not members:
        return [texts["nothing"], texts["caution"]]
    counts = Counter({thing: len(actors) for thing, actors in members.items()})
    lines = [
        texts["size"].format(
            actors=_many("actor", len(names) - len(things), language),
            things=_many("thing", len(things), language),
        ),
        texts["largest"].format(names=_highest(counts, names, texts["and"])),
    ]
    if len(counts) > 1:
        middle = f"{median(counts.values()):g}"
        lines.append(
            texts["middle"].format(middle=middle.replace(".", "," if language == "nb" else "."))
        )
    if single := sum(1 for count in counts.values() if count == 1):
        lines.append(texts["single"].format(things=_many("thing", single, language)))
    lines.append(texts["busiest"].format(names=_highest(taking, names, texts["and"])))
    if direct:
        lines.append(texts["direct"].format(ties=_many("tie", direct, language)))
    return [*lines, texts["caution"]]


def _highest(counts: Mapping[str, int], names: Mapping[str, str], and_: str) -> str:
    first = sorted(counts, key=lambda iri: (-counts[iri], alphabetical(names[iri]), iri))[:_NAMED]
    return _listed([f"{names[iri]} ({counts[iri]})" for iri in first], and_)


def _listed(names: Sequence[str], and_: str) -> str:
    return f" {and_} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _many(key: str, count: int, language: str) -> str:
    grouped = f"{count:,}".replace(",", "\u00a0" if language == "nb" else ",")
    return _MANY[language][key][0 if count == 1 else 1].format(n=grouped)
