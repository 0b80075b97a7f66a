"""What a network looks like, in sentences made from its measures by rules.

Each sentence is a statement of the measures and says no more than they do. The same network gives
the same text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import networkx as nx
import numpy as np
from scipy.sparse import csr_array, diags_array

from graph import sweeps
from graph.communities import Community, communities, modularity
from graph.measures import actors_only, betweenness, components, degree
from graph.names import alphabetical
from graph.network import Network

#: How many actors a sentence names.
_NAMED = 3
#: From this many actors on, a cut that a single actor's absence makes is worth a sentence.
_CUT = 3


@dataclass(frozen=True)
class Structure:
    """The figures that the sentences are made of; groups and regions as actors are not counted."""

    actors: int
    ties: int
    without_tie: int  #: actors drawn that have no tie
    parts: int  #: components of at least two actors
    largest: int  #: actors in the largest
    middle_degree: float  #: half of the actors with ties have at most so many
    busiest: tuple[tuple[str, int], ...]  #: names and degrees of those with most ties
    between: tuple[str, ...]  #: names of those on most shortest paths
    between_share: float  #: share of the others' shortest paths that one of them lies on
    cut: tuple[str, int]  #: the actor without whom most actors lose the largest part, and how many
    communities: int
    modularity: float
    single: float  #: share of the ties that rest on one thing only
    one_document: float  #: share of the ties all of whose rows stand in one document
    no_document: int  #: ties none of whose rows names a document


_TEXTS = {
    "nb": {
        "nobody": "Det er ingen aktører i utvalget.",
        "no_ties": "Utvalget har {actors}, og ingen av dem har bånd til hverandre i kildene.",
        "size": "Nettverket har {actors} og {ties} mellom dem.",
        "without": "{actors} har ingen bånd.",
        "whole": "Alle som har bånd, henger sammen: mellom hvilke som helst to av dem fører det "
        "en vei.",
        "parts": "De som har bånd, faller i {parts} deler som ingen kilde binder sammen; den "
        "største har {actors}.",
        "middle": "Halvparten av dem som har bånd, har høyst {number}.",
        "busiest": "Flest bånd har {names}.",
        "one_between": "{names} ligger på {share} av de korteste veiene mellom de andre.",
        "between": "{count} aktører, {names}, ligger på {share} av de korteste veiene mellom de "
        "andre.",
        "cut": "Uten {name} ville {actors} mistet forbindelsen til den største delen.",
        "communities": "Båndene samler aktørene i {count} fellesskap (modularitet {value}), det "
        "største rundt {names} med {actors}.",
        "single": "{share} av båndene bygger på ett enkelt forhold, og {documents} på ett enkelt "
        "dokument.",
        "no_document": "{ties} bygger på rader uten oppgitt dokument.",
        "caution": "Tallene gjelder det kildene sier; at en kilde tier, betyr ikke at båndet ikke "
        "finnes.",
        "and": "og",
        "actor": ("{n} aktør", "{n} aktører"),
        "tie": ("{n} bånd", "{n} bånd"),
    },
    "en": {
        "nobody": "There are no actors in this choice.",
        "no_ties": "The choice has {actors}, and none of them have ties to each other in the "
        "sources.",
        "size": "The network has {actors} and {ties} among them.",
        "without": "{actors} without ties.",
        "whole": "All who have ties hang together: a path leads between any two of them.",
        "parts": "Those who have ties fall into {parts} parts that no source joins; the largest "
        "has {actors}.",
        "middle": "Half of those who have ties have at most {number}.",
        "busiest": "Most ties: {names}.",
        "one_between": "{names} lies on {share} of the shortest paths between the others.",
        "between": "{count} actors, {names}, lie on {share} of the shortest paths between the "
        "others.",
        "cut": "Without {name}, {actors} would lose the connection to the largest part.",
        "communities": "The ties gather the actors in {count} communities (modularity {value}), "
        "the largest around {names} with {actors}.",
        "single": "{share} of the ties rest on a single thing, and {documents} on a single "
        "document.",
        "no_document": "{ties} rest on rows that name no document.",
        "caution": "The figures hold for what the sources say; that a source is silent does not "
        "mean that there is no tie.",
        "and": "and",
        "actor": ("{n} actor", "{n} actors"),
        "tie": ("{n} tie", "{n} ties"),
    },
}
_COUNTS = {"nb": {1: "én", 2: "to", 3: "tre"}, "en": {1: "one", 2: "two", 3: "three"}}


def describe(
    network: Network,
    found: Sequence[Community] | None = None,
    between: Mapping[str, float] | None = None,
) -> list[str]:
    """Describe a network in sentences.

    Parameters
    ----------
    network : Network
        Any choice; its language is that of the sentences.
    found : sequence of Community, optional
        What `graph.communities.communities` gave, where it is known already.
    between : mapping, optional
        What `graph.measures.betweenness` gave, where it is known already.

    Returns
    -------
    list of str
        Sentences in reading order, each whole in itself. A sentence that would say nothing is not
        there.

    Examples
    --------
    >>> from graph.measures import _example
    >>> describe(_example())[:3]
    ['Nettverket har 4 aktører og 2 bånd mellom dem.', '1 aktør har ingen bånd.',
     'Alle som har bånd, henger sammen: mellom hvilke som helst to av dem fører det en vei.']
    """
    found = communities(network) if found is None else found
    return sentences(measure(network, found, between), network, found)


def measure(
    network: Network, found: Sequence[Community], between: Mapping[str, float] | None = None
) -> Structure:
    """Work out the figures of `describe`.

    Parameters
    ----------
    network : Network
        Any choice.
    found : sequence of Community
        Its communities.
    between : mapping, optional
        Its betweenness, where it is known already.

    Returns
    -------
    Structure
        Shares are between 0 and 1.
    """
    ties = actors_only(network)
    names = {node.iri: node.label for node in network.nodes}
    degrees = degree(network)
    joined = [iri for iri in degrees if degrees[iri]]
    parts = [part for part in components(network) if len(part) > 1]
    between = betweenness(network) if between is None else between
    brokers = _highest(between, names)
    edges = [edge for edge in network.edges if edge.source in ties and edge.target in ties]
    documents = [{row.document for row in edge.through if row.document} for edge in edges]
    return Structure(
        actors=len(degrees),
        ties=len(edges),
        without_tie=len(degrees) - len(joined),
        parts=len(parts),
        largest=len(parts[0]) if parts else 0,
        middle_degree=median(degrees[iri] for iri in joined) if joined else 0.0,
        busiest=tuple((names[iri], degrees[iri]) for iri in _highest(degrees, names)),
        between=tuple(names[iri] for iri in brokers),
        between_share=share_through(network, brokers),
        cut=_cut(ties, parts[0], names) if parts else ("", 0),
        communities=len(found),
        modularity=modularity(network, found),
        single=_share(sum(1 for edge in edges if edge.count == 1), len(edges)),
        one_document=_share(sum(1 for one in documents if len(one) == 1), len(edges)),
        no_document=sum(1 for one in documents if not one),
    )


def share_through(network: Network, actors: Collection[str]) -> float:
    """Measure how much of the shortest paths between all others runs through some actors.

    Parameters
    ----------
    network : Network
        Any choice; no path runs through a group or a region.
    actors : collection of str
        IRIs.

    Returns
    -------
    float
        Between 0 and 1: over the pairs of other actors that a path joins, the mean share of their
        shortest paths that pass through at least one of the actors. Undirected, unweighted. 0 when
        there is no such pair. In networks of many thousand actors estimated from a sample.

    References
    ----------
    .. [1] M. G. Everett, S. P. Borgatti, "The centrality of groups and classes", Journal of
       Mathematical Sociology 23, 181-201 (1999).

    Examples
    --------
    >>> from graph.measures import _example
    >>> share_through(_example(), ["b"])
    1.0
    """
    ties = actors_only(network)
    order = [str(iri) for iri in ties]
    out = set(actors)
    removed = np.array([iri in out for iri in order], dtype=bool)
    starts = [
        place for place in sweeps.sample(len(order), ties.number_of_edges()) if not removed[place]
    ]
    passing, pairs = 0.0, 0
    whole = sweeps.adjacency(ties, order)
    staying = diags_array((~removed).astype(float))
    without = csr_array(staying @ whole @ staying)
    without.eliminate_zeros()
    for all_paths, around in zip(
        sweeps.sweeps(whole, starts), sweeps.sweeps(without, starts), strict=True
    ):
        ends = (all_paths.steps > 0) & ~removed[:, np.newaxis]
        as_short = ends & (around.steps == all_paths.steps)
        pairs += int(ends.sum())
        passing += ends.sum() - float((around.ways[as_short] / all_paths.ways[as_short]).sum())
    return round(float(passing) / pairs, 9) if pairs else 0.0


def sentences(structure: Structure, network: Network, found: Sequence[Community] = ()) -> list[str]:
    """Write the figures of `measure` as sentences; see `describe`."""
    language = "nb" if network.lang == "nb" else "en"
    say = _Speaker(language)
    if not structure.actors:
        return [say("nobody")]
    if not structure.ties:
        return [say("no_ties", actors=say.many("actor", structure.actors)), say("caution")]
    lines = [
        say(
            "size",
            actors=say.many("actor", structure.actors),
            ties=say.many("tie", structure.ties),
        )
    ]
    if structure.without_tie:
        lines.append(say("without", actors=say.many("actor", structure.without_tie)))
    if structure.parts == 1:
        lines.append(say("whole"))
    else:
        actors = say.many("actor", structure.largest)
        lines.append(say("parts", parts=structure.parts, actors=actors))
    lines.append(say("middle", number=say.decimal(structure.middle_degree)))
    busiest = [f"{name} ({number})" for name, number in structure.busiest]
    lines.append(say("busiest", names=say.listed(busiest)))
    if structure.between:
        key = "between" if len(structure.between) > 1 else "one_between"
        lines.append(
            say(
                key,
                count=_COUNTS[language][len(structure.between)],
                names=say.listed(structure.between),
                share=say.percent(structure.between_share),
            )
        )
    if structure.cut[1] >= _CUT:
        name, number = structure.cut
        lines.append(say("cut", name=name, actors=say.many("actor", number)))
    if structure.communities > 1 and found:
        lines.append(
            say(
                "communities",
                count=structure.communities,
                value=say.decimal(structure.modularity, 2),
                names=found[0].label,
                actors=say.many("actor", found[0].size),
            )
        )
    lines.append(
        say(
            "single",
            share=say.percent(structure.single),
            documents=say.percent(structure.one_document),
        )
    )
    if structure.no_document:
        lines.append(say("no_document", ties=say.many("tie", structure.no_document)))
    return [line[0].upper() + line[1:] for line in (*lines, say("caution"))]


class _Speaker:
    """Fills the sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _TEXTS[language]

    def __call__(self, key: str, **values: object) -> str:
        return str(self._texts[key]).format(**values)

    def many(self, key: str, number: int) -> str:
        """Write a number of things, in the singular or the plural."""
        grouped = f"{number:,}".replace(",", "\u00a0" if self.language == "nb" else ",")
        return self._texts[key][0 if number == 1 else 1].format(n=grouped)

    def listed(self, names: Sequence[str]) -> str:
        """Write names as they are spoken."""
        return f" {self('and')} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)

    def decimal(self, value: float, decimals: int = 1) -> str:
        """Write a number with the decimals it needs."""
        text = f"{value:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", ",") if self.language == "nb" else text

    def percent(self, share: float) -> str:
        """Write a share in whole per cent; one that is not zero is not called so."""
        sign = "\u00a0%" if self.language == "nb" else "%"
        if 0 < share < 0.005:
            return f"{'under' if self.language == 'nb' else 'less than'} 1{sign}"
        # What is not all is not called so either.
        return f"{min(round(share * 100), 99 if share < 1 else 100)}{sign}"


def _highest(values: Mapping[str, float], names: Mapping[str, str]) -> list[str]:
    """Give those with the highest values above zero, in the order of the values."""
    above = [iri for iri in values if values[iri] > 0]
    return sorted(above, key=lambda iri: (-values[iri], alphabetical(names[iri]), iri))[:_NAMED]


def _cut(ties: nx.Graph, part: Sequence[str], names: Mapping[str, str]) -> tuple[str, int]:
    """Give the actor without whom most others come away from the largest part."""
    away = {iri: len(part) - 1 - max(pieces) for iri, pieces in _pieces(ties, part[0]).items()}
    best = min(away, key=lambda iri: (-away[iri], alphabetical(names[iri]), iri), default="")
    return (names[best], away[best]) if best else ("", 0)


def _pieces(ties: nx.Graph, root: str) -> dict[str, list[int]]:
    """Give, for each actor that holds a connected part together, the sizes without it.

    One search in depth finds all of them: what hangs below an actor and reaches nobody above it
    comes away (R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on
    Computing 1, 146-160 (1972)).
    """
    met, lowest, below, above = {root: 0}, {root: 0}, {root: 1}, {root: ""}
    cut: defaultdict[str, list[int]] = defaultdict(list)
    way = [(root, iter(ties[root]))]
    while way:
        here, rest = way[-1]
        for other in rest:
            if other not in met:
                met[other] = lowest[other] = len(met)
                below[other], above[other] = 1, here
                way.append((other, iter(ties[other])))
                break
            if other != above[here]:
                lowest[here] = min(lowest[here], met[other])
        else:
            way.pop()
            if not way:
                continue
            parent = way[-1][0]
            below[parent] += below[here]
            lowest[parent] = min(lowest[parent], lowest[here])
            if lowest[here] >= met[parent]:
                cut[parent].append(below[here])
    if len(cut[root]) < 2:
        del cut[root]
    for iri, sizes in cut.items():
        if iri != root and (left := len(met) - 1 - sum(sizes)):
            sizes.append(left)
    return dict(cut)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
