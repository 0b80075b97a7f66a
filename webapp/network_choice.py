"""What the address of the network chooses, and the network of that choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import request

from graph.names import choose_label, local_name
from graph.network import Edge, Network, NetworkChoice, project_facts
from graph.ties import ALL_KINDS, KINDS, Facts, read_facts
from graph.two_mode import project_two_mode
from ontology.errors import ParameterError
from ontology.iri_policy import singular, table_and_id
from webapp.asof import PARAMETER, as_of
from webapp.kept import Kept
from webapp.language import current_language
from webapp.site import OpenSnapshot
from webapp.validity import names_of_day

MODALITIES = ("actual", "planned", "proposed", "desired", "recommended", "forecast", "opinion")
#: Parts of the address that say what is looked at in a network, not which network it is.
_LOOKS = ("page", "selected", "camera")
#: Of each kind of value the last few choices are kept: each costs as much memory as the network
#: it holds.
CHOICES_KEPT = 16
_NETWORKS = Kept[Network](CHOICES_KEPT)
_FACTS = Kept[Facts](CHOICES_KEPT)


def read_choice(snapshot: OpenSnapshot) -> NetworkChoice:
    """Read the filters of the address; what is not known is refused by name."""
    modalities = several("modality", MODALITIES) or ("actual",)
    known = [local_name(iri) for iri in snapshot.terms.below("Actor")]
    start, end = whole("from"), whole("to")
    if start is not None and end is not None and start > end:
        allowed = {"nb": f"et år som ikke er før {start}", "en": f"a year not before {start}"}
        raise ParameterError("to", str(end), allowed)
    least = whole("least")
    if least == 0:
        raise ParameterError("least", "0", {"nb": "1 eller mer", "en": "1 or more"})
    day = as_of()
    return NetworkChoice(
        # Years of its own say more than the day of the whole site.
        day=day.isoformat() if day and start is None and end is None else "",
        modalities=modalities,
        actor_types=several("type", tuple(known)),
        start_year=start,
        end_year=end,
        ties=several("tie", ALL_KINDS) or KINDS,
        include_groups=request.args.get("groups") == "1",
        include_isolated=request.args.get("isolated") == "1",
        merged="merged" in several("identity", ("strict", "merged")),
        least_weight=least or 1,
        places=_belonging(snapshot, "place"),
        topics=_belonging(snapshot, "topic"),
    )


def projected(
    snapshot: OpenSnapshot, choice: NetworkChoice, language: str, two_mode: bool = False
) -> Network:
    """Project a network, or take it from the last few choices of this snapshot."""
    project = project_two_mode if two_mode else project_facts

    def make() -> Network:
        found = project(facts(snapshot, choice.ties), choice, language)
        return _called(snapshot, found, choice.day, language) if choice.day else found

    return _NETWORKS.of(snapshot, (choice, language, two_mode), make)


def _called(snapshot: OpenSnapshot, found: Network, day: str, language: str) -> Network:
    """Give a network with the names that its nodes bore on a day."""
    former = names_of_day(snapshot, date.fromisoformat(day))
    nodes = [
        replace(node, label=choose_label(former[node.iri], language, node.iri))
        if node.iri in former
        else node
        for node in found.nodes
    ]
    return replace(found, nodes=nodes)


def facts(snapshot: OpenSnapshot, ties: tuple[str, ...] = KINDS) -> Facts:
    """Read what networks of some kinds of ties are made of, or take it from memory."""
    return _FACTS.of(snapshot, ties, lambda: read_facts(snapshot.reader, ties))


def years_of(snapshot: OpenSnapshot, ties: tuple[str, ...]) -> tuple[int, int] | None:
    """Give the first and the last year that a source dates a tie of; nothing where none does."""
    dated = [
        int(day[:4])
        for relation in facts(snapshot, ties).relations
        for day in (relation.period.first, relation.period.last)
        if day
    ]
    return (min(dated), max(dated)) if dated else None


def code(iri: str) -> str:
    """Write a thing as addresses and tables do: ``actor:hamar``."""
    own = table_and_id(iri)
    return f"{singular(own[0])}:{own[1]}" if own else iri


def node_key(iri: str) -> str:
    """Give the short name of a node in addresses and in the picture."""
    own = table_and_id(iri)
    # An initiative may have the id of an actor, and an actor of an imported graph has only an IRI.
    return own[1] if own and own[0] == "actor" else code(iri)


def edge_id(edge: Edge) -> str:
    """Give a name for a tie that is the same in the picture and in the table."""
    return f"{node_key(edge.source)}--{node_key(edge.target)}"


def network_url(path: str, **changed: str | list[str]) -> str:
    """Give an address with the choice of this request, and what is to be another in it."""
    args = {
        name: values
        for name, values in request.args.to_dict(flat=False).items()
        if name not in _LOOKS and any(values)
    }
    args.update({name: one if isinstance(one, list) else [one] for name, one in changed.items()})
    if path != "/network":
        args["lang"] = [current_language()]
    query = urlencode({name: one for name, one in args.items() if any(one)}, doseq=True)
    return f"{path}?{query}" if query else path


def hidden_fields(*names: str) -> list[tuple[str, str]]:
    """Give what a form of this page hands on unseen: all of the address but what it asks itself.

    The day of the view is put in every form (`webapp.asof`).
    """
    return [
        (name, value)
        for name, value in request.args.items(multi=True)
        if value and name not in (*names, *_LOOKS, "lang", "actors", PARAMETER)
    ]


def _belonging(snapshot: OpenSnapshot, name: str) -> tuple[str, ...]:
    if not any(request.args.getlist(name)):
        return ()
    known = facts(snapshot)
    of = known.belonging.territories if name == "place" else known.belonging.themes
    by_code = {code(iri): iri for belongs in of.values() for iri in belongs}
    found = []
    for value in filter(None, request.args.getlist(name)):
        if value not in by_code:
            allowed = {"nb": f"velg en fra listen, som {name}:id", "en": f"one as {name}:id"}
            raise ParameterError(name, value[:100], allowed)
        found.append(by_code[value])
    return tuple(sorted(set(found)))


def several(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Read a parameter that may be given several times."""
    values = [value for value in request.args.getlist(name) if value]
    for value in values:
        if value not in known:
            choices = ", ".join(known)
            raise ParameterError(
                name, value, {"nb": f"velg blant {choices}", "en": f"choose among {choices}"}
            )
    # In one order, so that equal choices are one choice.
    return tuple(one for one in known if one in values)


def whole(name: str, default: int | None = None) -> int | None:
    """Read a whole number of at most four digits."""
    text = request.args.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        allowed = {"nb": "et helt tall med høyst fire sifre", "en": "at most four digits"}
        raise ParameterError(name, text, allowed)
    return int(text)
