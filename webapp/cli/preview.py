"""Print what a build would change: ``samspill build --preview``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.changes import Change, Count
from graph.network import Node
from graph.network_changes import NetworkChanges, Shape, Shift, Tie
from graph.validation import Finding
from graph.wording import Wording
from loaders.preview import Preview
from ontology import vocabulary
from ontology.iri_policy import GRAPH, ONTOLOGY

#: How many lines of each list are shown before "… and N more".
MOST_STATEMENTS = 50
MOST_OTHERS = 20

_WORDS = {
    "nb": {
        "against": "Forhåndsvisning mot {name}",
        "nothing": "Ingen snapshot er publisert; alt sammenlignes med ingenting.",
        "statements": "Utsagn: {added} kommer til, {removed} går ut",
        "things": "ting: +{new} −{gone}",
        "kinds": "Slag",
        "no kind": "annet enn ting",
        "each": "Hvert utsagn",
        "more": "… og {count} til; --all viser alle, --json har alle",
        "derived": "… og {count} som er utledet av disse; --all og --json har dem",
        "findings": "Funn: {new} kommer til, {gone} går ut, {staying} som før",
        "new": "ny",
        "gone": "borte",
        "staying": "som før",
        "violation": "brudd",
        "warning": "advarsel",
        "network": "Nettverket av aktører (det som skjedde, slik nettverkssiden først viser det)",
        "actors": "Aktører: {before} → {after}",
        "ties": "Bånd: {before} → {after}",
        "through": "gjennom",
        "components": "Sammenhengende deler: {before} → {after}; aktører i den største: "
        "{largest_before} → {largest_after}; aktører uten bånd: {lonely_before} → {lonely_after}",
        "betweenness": "Mellomliggenhet: hvor stor del av de korteste veiene mellom par av andre "
        "aktører som går gjennom aktøren, fra 0 til 1 (Freeman 1977).",
        "largest": "Største endringer: {shown} av {all}",
        "steady": "Ingen aktørs mellomliggenhet endrer seg.",
        "absent": "ikke med",
        "stopped": "Tabellene ville ikke blitt publisert. Brudd: {count}.",
        "unpublished": "Ingenting er publisert.",
        "decimal": ",",
    },
    "en": {
        "against": "Preview against {name}",
        "nothing": "No snapshot is published; all is compared with nothing.",
        "statements": "Statements: {added} added, {removed} removed",
        "things": "things: +{new} −{gone}",
        "kinds": "Kinds",
        "no kind": "other than things",
        "each": "Each statement",
        "more": "… and {count} more; --all shows them all, --json has them all",
        "derived": "… and {count} that are derived from these; --all and --json have them",
        "findings": "Findings: {new} new, {gone} gone, {staying} staying",
        "new": "new",
        "gone": "gone",
        "staying": "staying",
        "violation": "violation",
        "warning": "warning",
        "network": "The network of actors (what happened, as the network page shows it at first)",
        "actors": "Actors: {before} → {after}",
        "ties": "Ties: {before} → {after}",
        "through": "through",
        "components": "Connected components: {before} → {after}; actors in the largest: "
        "{largest_before} → {largest_after}; actors without a tie: "
        "{lonely_before} → {lonely_after}",
        "betweenness": "Betweenness: how much of the shortest paths between pairs of other "
        "actors runs through the actor, from 0 to 1 (Freeman 1977).",
        "largest": "Largest changes: {shown} of {all}",
        "steady": "No actor's betweenness changes.",
        "absent": "not there",
        "stopped": "The tables would not be published. Violations: {count}.",
        "unpublished": "Nothing was published.",
        "decimal": ".",
    },
}


def as_text(found: Preview, language: str, *, everything: bool) -> list[str]:
    """Give the preview as lines; ``everything`` cuts no list."""
    words = _WORDS[language]
    against = words["against"].format(name=found.against) if found.against else words["nothing"]
    lines = [against, "", *_statements(found, words, language, everything=everything), ""]
    lines += [*_findings(found, words, language, everything=everything), ""]
    lines += [*_network(found.network, words, everything=everything), ""]
    if found.findings.violations:
        lines.append(words["stopped"].format(count=found.findings.violations))
    return [*lines, words["unpublished"]]


def as_json(found: Preview, language: str) -> str:
    """Give the preview for a program: every statement, uncut."""
    changes = found.statements
    _learn(found.wording, changes.statements)
    shown = {
        "against": found.against or None,
        "publishable": not found.findings.violations,
        "rows": found.report.rows,
        "statements": {
            "added": changes.added,
            "removed": changes.removed,
            "by_graph": {name: asdict(count) for name, count in changes.by_graph.items()},
            "by_kind": {kind or "other": asdict(count) for kind, count in changes.by_kind.items()},
            "each": [_statement(change, found.wording) for change in changes.statements],
        },
        "findings": {
            name: [asdict(one) for one in getattr(found.findings, name)]
            for name in ("new", "gone", "staying")
        },
        "network": _network_values(found.network),
        "language": language,
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)


def _network_values(network: NetworkChanges) -> dict[str, Any]:
    def named(nodes: Iterable[Node]) -> list[dict[str, str]]:
        return [{"iri": node.iri, "name": node.label} for node in nodes]

    return {
        "actors_gained": named(network.actors_gained),
        "actors_lost": named(network.actors_lost),
        "ties_gained": [asdict(tie) for tie in network.ties_gained],
        "ties_lost": [asdict(tie) for tie in network.ties_lost],
        "before": asdict(network.before),
        "after": asdict(network.after),
        "betweenness": [asdict(shift) for shift in network.shifts],
        "betweenness_changed": network.shifted,
    }


def _statement(change: Change, wording: Wording) -> dict[str, Any]:
    value: dict[str, str] = {"type": "uri", "value": change.value.value}
    if isinstance(change.value, Literal):
        value["type"] = "literal"
        if change.value.language:
            value["xml:lang"] = change.value.language
        else:
            value["datatype"] = change.value.datatype.value
    return {
        "change": "added" if change.added else "removed",
        "graph": change.named_graph,
        "thing": change.thing,
        "property": change.predicate,
        "value": value,
        "words": _said(change, wording),
    }


def _learn(wording: Wording, changes: Sequence[Change]) -> None:
    named = {change.value.value for change in changes if isinstance(change.value, NamedNode)}
    wording.learn(named | {change.thing for change in changes})


def _said(change: Change, wording: Wording) -> str:
    return (
        f"{wording.thing(change.thing)} · {wording.property(change.predicate)}: "
        f"{wording.value(change.value)}"
    )


def _cut(lines: Iterable[str], most: int, words: dict[str, str], *, everything: bool) -> list[str]:
    whole = list(lines)
    if everything or len(whole) <= most:
        return whole
    return [*whole[:most], f"  {words['more'].format(count=len(whole) - most)}"]


def _statements(
    found: Preview, words: dict[str, str], language: str, *, everything: bool
) -> Iterator[str]:
    changes = found.statements
    yield words["statements"].format(added=changes.added, removed=changes.removed)
    for name, count in changes.by_graph.items():
        yield f"  {name.removeprefix(GRAPH)}: +{count.added} −{count.removed}"
    if not changes.statements:
        return
    yield words["kinds"]
    for kind, count in changes.by_kind.items():
        yield f"  {_kind(kind, words, language)}: {_counted(count, words)}"
    # What is derived follows from the rest, and would bury it.
    stated = [one for one in changes.statements if one.named_graph != GRAPH + "derived"]
    shown = list(changes.statements) if everything else stated[:MOST_STATEMENTS]
    _learn(found.wording, shown)
    yield words["each"]
    graph_name = ""
    for change in shown:
        if change.named_graph != graph_name:
            graph_name = change.named_graph
            yield f"  [{graph_name.removeprefix(GRAPH)}]"
        yield f"  {'+' if change.added else '−'} {_said(change, found.wording)}"
    if everything:
        return
    if hidden := len(stated) - len(shown):
        yield f"  {words['more'].format(count=hidden)}"
    if derived := len(changes.statements) - len(stated):
        yield f"  {words['derived'].format(count=derived)}"


def _counted(count: Count, words: dict[str, str]) -> str:
    text = f"+{count.added} −{count.removed}"
    if count.new_things or count.gone_things:
        things = words["things"].format(new=count.new_things, gone=count.gone_things)
        return f"{text} ({things})"
    return text


def _kind(kind: str, words: dict[str, str], language: str) -> str:
    if not kind:
        return words["no kind"]
    name = {"source": "Document"}.get(kind) or kind.title().replace("-", "")
    known = vocabulary.texts().get(ONTOLOGY + name)
    return known.label.get(language, kind) if known else kind


def _findings(
    found: Preview, words: dict[str, str], language: str, *, everything: bool
) -> Iterator[str]:
    findings = found.findings
    yield words["findings"].format(
        new=len(findings.new), gone=len(findings.gone), staying=len(findings.staying)
    )

    def told(name: str, some: Iterable[Finding]) -> Iterator[str]:
        for one in some:
            yield f"  {words[name]}, {words[one.severity]}: {one.text(language)}"

    for name in ("new", "gone", "staying"):
        lines = told(name, getattr(findings, name))
        yield from _cut(lines, MOST_OTHERS, words, everything=everything)


def _network(network: NetworkChanges, words: dict[str, str], *, everything: bool) -> Iterator[str]:
    before, after = network.before, network.after
    yield words["network"]
    yield f"  {words['actors'].format(before=before.actors, after=after.actors)}"
    actors = [f"    + {node.label}" for node in network.actors_gained]
    actors += [f"    − {node.label}" for node in network.actors_lost]
    yield from _cut(actors, MOST_OTHERS, words, everything=everything)
    yield f"  {words['ties'].format(before=before.ties, after=after.ties)}"
    ties = [f"    + {_tie(tie, words)}" for tie in network.ties_gained]
    ties += [f"    − {_tie(tie, words)}" for tie in network.ties_lost]
    yield from _cut(ties, MOST_OTHERS, words, everything=everything)
    yield f"  {_components(before, after, words)}"
    if not network.shifts:
        yield f"  {words['steady']}"
        return
    yield f"  {words['betweenness']}"
    yield f"  {words['largest'].format(shown=len(network.shifts), all=network.shifted)}"
    for shift in network.shifts:
        yield f"    {_shift(shift, words)}"


def _tie(tie: Tie, words: dict[str, str]) -> str:
    return f"{' – '.join(tie.names)} ({words['through']} {'; '.join(tie.through)})"


def _components(before: Shape, after: Shape, words: dict[str, str]) -> str:
    return words["components"].format(
        before=before.components,
        after=after.components,
        largest_before=before.largest,
        largest_after=after.largest,
        lonely_before=before.without_tie,
        lonely_after=after.without_tie,
    )


def _shift(shift: Shift, words: dict[str, str]) -> str:
    before, after = (
        words["absent"] if share is None else f"{share:.4f}".replace(".", words["decimal"])
        for share in (shift.before, shift.after)
    )
    return f"{shift.name}: {before} → {after}"
