"""What the address of the network chooses, each in a few words with the way back from it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from graph.layouts import LAYOUTS
from graph.names import local_name
from graph.network import NetworkChoice
from graph.ties import KINDS
from ontology.iri_policy import concept
from webapp.language import current_language
from webapp.network_choice import code, network_url
from webapp.network_layout import layout_line
from webapp.network_marks import measure_line
from webapp.network_offers import offered_places, offered_topics
from webapp.network_view import COLOUR, SIZE, TWO_MODE_SIZE, View, everybody
from webapp.networktexts import kinds
from webapp.site import OpenSnapshot
from webapp.texts import number


@dataclass(frozen=True)
class Chosen:
    """One choice, and the address without it."""

    text: str
    url: str
    #: Parts of the form that are folded hold it, so that it is not seen there.
    folded: bool = True


def chosen(snapshot: OpenSnapshot, view: View) -> list[Chosen]:
    """Name all that a view has chosen, in the order of the form.

    The years are not here: they may change while the page is looked at; see `years_chosen`.

    Parameters
    ----------
    snapshot : OpenSnapshot
        Gives the names of types, places, topics and measures.
    view : View
        What is shown.

    Returns
    -------
    list of Chosen
        Empty for the network that a bare address shows.
    """
    return [
        *_around(snapshot, view),
        *_of_actors(snapshot, view.choice),
        *_of_ties(snapshot, view),
        *_of_drawing(view),
    ]


def years_chosen(choice: NetworkChoice) -> str:
    """Write the years that are chosen; empty where all are."""
    first, last = choice.start_year, choice.end_year
    if first is not None and first == last:
        return str(first)
    if first is not None and last is not None:
        return f"{first}–{last}"
    if first is not None:
        return _("fra %(year)s", year=first)
    return _("til %(year)s", year=last) if last is not None else ""


def _without(**gone: str) -> str:
    return network_url("/network", **gone)


def _less(name: str, value: str) -> str:
    """Give the address without one of several values of a field."""
    left = [one for one in request.args.getlist(name) if one and one != value]
    return network_url("/network", **{name: left})


def _around(snapshot: OpenSnapshot, view: View) -> list[Chosen]:
    if not view.ego:
        return []
    name = next(node.label for node in everybody(snapshot).nodes if node.iri == view.ego)
    steps = (_("1 steg"), _("2 steg"), _("3 steg"))[view.steps - 1]
    text = _("Rundt %(actor)s, %(steps)s", actor=name, steps=steps)
    return [Chosen(text, _without(ego="", steps=""), folded=False)]


def _of_actors(snapshot: OpenSnapshot, choice: NetworkChoice) -> list[Chosen]:
    found: list[Chosen] = []
    types = {local_name(iri): iri for iri in snapshot.terms.below("Actor")}
    for name in choice.actor_types:
        label = snapshot.terms.label(types[name], current_language())
        found.append(Chosen(_("Type: %(what)s", what=label), _less("type", name)))
    for field, iris, text in (
        ("place", choice.places, _("Sted: %(what)s", what="{what}")),
        ("topic", choice.topics, _("Tema: %(what)s", what="{what}")),
    ):
        offered = offered_places if field == "place" else offered_topics
        labels = {value: label for value, label, _count in offered(snapshot, choice)}
        for iri in iris:
            label = labels.get(code(iri), code(iri))
            found.append(Chosen(text.replace("{what}", label), _less(field, code(iri))))
    if choice.include_groups:
        found.append(Chosen(_("Med grupper og regioner"), _without(groups="")))
    if choice.include_isolated:
        found.append(Chosen(_("Med aktører uten bånd"), _without(isolated="")))
    if choice.merged:
        text = _("Aktører som er vurdert som den samme, er slått sammen")
        found.append(Chosen(text, _without(identity="")))
    return found


def _of_ties(snapshot: OpenSnapshot, view: View) -> list[Chosen]:
    choice, found = view.choice, list[Chosen]()
    if set(choice.ties) != set(KINDS):
        named = [one["text"] for one in kinds() if one["value"] in choice.ties]
        found.append(Chosen(_("Bånd: %(what)s", what=_listed(named)), _without(tie="")))
    if choice.modalities != ("actual",):
        labels = [
            snapshot.terms.label(concept("modality", one), current_language())
            for one in choice.modalities
        ]
        text = _("Omtalt som: %(what)s", what=_listed(labels))
        found.append(Chosen(text, _without(modality="")))
    if choice.least_weight > 1:
        text = _("Minst %(count)s felles forhold", count=number(choice.least_weight))
        found.append(Chosen(text, _without(least="")))
    if view.compare:
        first = f"{view.compare[0]}–{view.compare[1]}"
        second = f"{view.compare[2]}–{view.compare[3]}"
        text = _("Sammenligner %(first)s og %(second)s", first=first, second=second)
        found.append(Chosen(text, _without(compare="")))
    return found


def _of_drawing(view: View) -> list[Chosen]:
    found: list[Chosen] = []
    if view.two_mode:
        found.append(Chosen(_("Aktører og det de møtes i"), _without(mode="")))
    if view.size != (TWO_MODE_SIZE if view.two_mode else SIZE):
        text = _("Størrelse: %(what)s", what=measure_line(view.size)["name"].lower())
        found.append(Chosen(text, _without(size=""), folded=False))
    if view.colour != COLOUR:
        text = _("Farge: %(what)s", what=measure_line(view.colour)["name"].lower())
        found.append(Chosen(text, _without(colour=""), folded=False))
    if view.layout != next(iter(LAYOUTS)):
        text = _("Plassering: %(what)s", what=layout_line(view.layout)["name"].lower())
        found.append(Chosen(text, _without(layout="")))
    return found


def _listed(names: list[str]) -> str:
    return ", ".join(one[:1].lower() + one[1:] for one in names)
