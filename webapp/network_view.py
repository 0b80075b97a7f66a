"""What is looked at in a network: around whom, and which measures mark the actors."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import request

from graph.measure_texts import MEASURES, Values
from graph.network import Network, NetworkChoice
from graph.paths import ego
from ontology.errors import ParameterError
from ontology.iri_policy import singular, table_and_id
from webapp.language import current_language
from webapp.network_choice import MODALITIES, kept, projected, read_choice, several, whole
from webapp.site import OpenSnapshot

MOST_STEPS = 3
SIZES = tuple(key for key, one in MEASURES.items() if one.kind == "number")
SIZE = "weighted-degree"
COLOUR = "type"


@dataclass(frozen=True)
class View:
    """A network as it is shown; equal views are drawn equally."""

    choice: NetworkChoice
    language: str
    ego: str = ""  #: IRI of the actor in the middle; empty for the whole network
    steps: int = 1
    size: str = SIZE  #: measure that the actors' size follows
    colour: str = COLOUR  #: measure that the actors' colour follows


def read_view(snapshot: OpenSnapshot) -> View:
    """Read from the address what is shown; what is not known is refused by name."""
    steps = whole("steps", 1) or 1
    if steps > MOST_STEPS:
        raise ParameterError(
            "steps",
            str(steps),
            {"nb": f"fra 1 til {MOST_STEPS}", "en": f"from 1 to {MOST_STEPS}"},
        )
    return View(
        read_choice(snapshot),
        current_language(),
        read_actor(snapshot, "ego"),
        steps,
        _one("size", SIZES, SIZE),
        _one("colour", tuple(MEASURES), COLOUR),
    )


def shown(snapshot: OpenSnapshot, view: View) -> Network:
    """Give the network of a view: that of its choice, or what lies around one actor in it."""
    if not view.ego:
        return projected(snapshot, view.choice, view.language)

    def around() -> Network:
        # An actor without ties is in the middle of a network of one.
        choice = replace(view.choice, include_isolated=True)
        whole_network = projected(snapshot, choice, view.language)
        if any(node.iri == view.ego for node in whole_network.nodes):
            return ego(whole_network, view.ego, view.steps)
        return Network([], [], dict(whole_network.left_out), view.language)

    return kept(snapshot, "ego", (view.choice, view.language, view.ego, view.steps), around)


def measured(snapshot: OpenSnapshot, view: View, key: str) -> Values:
    """Give a measure of the network that a view shows: the value of each actor that has one."""
    part = (view.choice, view.language, view.ego, view.steps if view.ego else 0)
    return kept(
        snapshot, "measure", (part, key), lambda: MEASURES[key].function(shown(snapshot, view))
    )


def everybody(snapshot: OpenSnapshot) -> Network:
    """Give the network that leaves nobody out."""
    choice = NetworkChoice(modalities=MODALITIES, include_groups=True)
    return projected(snapshot, choice, current_language())


def read_actor(snapshot: OpenSnapshot, name: str) -> str:
    """Read one actor from the address; see `read_actors`."""
    return next(iter(read_actors(snapshot, name)), "")


def read_actors(snapshot: OpenSnapshot, name: str) -> tuple[str, ...]:
    """Read actors from the address, by ``actor:id``, by IRI or by the name as it is written.

    Returns
    -------
    tuple of str
        IRIs, each once, in the order of the address.

    Raises
    ------
    ParameterError
        If there is no such actor, or if two have the name.
    """
    found: dict[str, None] = {}
    for value in request.args.getlist(name):
        if text := value.strip():
            found[_actor(snapshot, name, text)] = None
    return tuple(found)


def _actor(snapshot: OpenSnapshot, name: str, text: str) -> str:
    named: dict[str, list[str]] = kept(
        snapshot, "actors by name", current_language(), lambda: _by_name(snapshot)
    )
    hits = named.get(text.casefold(), [])
    if len(hits) == 1:
        return hits[0]
    if hits:
        codes = ", ".join(_code(iri) for iri in hits)
        allowed = {"nb": f"flere heter det; velg blant {codes}", "en": f"choose among {codes}"}
        raise ParameterError(name, text[:100], allowed)
    raise ParameterError(
        name,
        text[:100],
        {
            "nb": "skriv navnet på en aktør slik det står på siden om den, eller actor:id",
            "en": "the name of an actor as its page has it, or actor:id",
        },
    )


def _by_name(snapshot: OpenSnapshot) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for node in everybody(snapshot).nodes:
        for text in {node.iri, _code(node.iri), node.label.casefold()}:
            named.setdefault(text.casefold(), []).append(node.iri)
    return named


def _code(iri: str) -> str:
    own = table_and_id(iri)
    return f"{singular(own[0])}:{own[1]}" if own else iri


def _one(name: str, known: tuple[str, ...], default: str) -> str:
    return (several(name, known) or (default,))[0]
