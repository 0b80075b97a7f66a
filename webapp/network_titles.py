"""What a network is called that is shown: on pictures, on pages to mail, in names of files."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from graph.names import alphabetical
from graph.ties import KINDS
from ontology.iri_policy import concept
from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.network_choice import code, facts, node_key
from webapp.network_view import View, everybody
from webapp.networktexts import kinds
from webapp.site import OpenSnapshot

#: A longer name of a file is cut; some systems take 255 bytes with the folder.
_LONGEST = 90


def title_of(snapshot: OpenSnapshot, view: View) -> str:
    """Name what is shown and when: the network around whom, or the way between whom."""
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    if view.only_path and view.ends:
        start, end = (names[iri] for iri in view.ends)
        said = _("Veien fra %(start)s til %(end)s", start=start, end=end)
    elif view.ego:
        said = _("Nettverket rundt %(actor)s", actor=names[view.ego])
    elif view.two_mode:
        said = _("Aktører og det de møtes i")
    else:
        said = _("Samarbeidsnettverket")
    return ", ".join(filter(None, (said, _when(view))))


def filters_of(snapshot: OpenSnapshot, view: View) -> str:
    """Tell in a line what was chosen; nothing where all is as it is from the start."""
    choice, language = view.choice, view.language
    known = facts(snapshot, choice.ties)
    said = []
    if view.ego and view.steps > 1:
        said.append(_("til og med %(steps)s steg", steps=view.steps))
    if choice.actor_types:
        names = (snapshot.terms.label(SAMSPILL_NS + name, language) for name in choice.actor_types)
        said.append(", ".join(sorted(names, key=alphabetical)))
    if choice.ties != KINDS:
        named = {one["value"]: one["text"] for one in kinds()}
        said.append(", ".join(named[kind] for kind in choice.ties).lower())
    if choice.places:
        places = ", ".join(known.label(iri, language) for iri in choice.places)
        said.append(_("sted: %(places)s", places=places))
    if choice.topics:
        topics = ", ".join(known.label(iri, language) for iri in choice.topics)
        said.append(_("tema: %(topics)s", topics=topics))
    if choice.modalities != ("actual",):
        modalities = (
            snapshot.terms.label(concept("modality", one), language) for one in choice.modalities
        )
        said.append(_("omtalt som: %(modalities)s", modalities=", ".join(modalities)))
    if choice.least_weight > 1:
        said.append(_("minst %(count)s felles forhold", count=choice.least_weight))
    return _("Utvalg: %(filters)s.", filters="; ".join(said)) if said else ""


def file_stem(view: View, stem: str) -> str:
    """Give the name of a file without ending, which tells one choice from another.

    Parameters
    ----------
    view : View
        What the file holds.
    stem : str
        ``network``, ``network-nodes`` or ``network-edges``.
    """
    choice = view.choice
    said = [stem]
    if view.only_path and view.ends:
        said += ["path", *map(node_key, view.ends)]
    elif view.ego:
        said += [node_key(view.ego), *([f"{view.steps}-steps"] if view.steps > 1 else [])]
    if view.two_mode:
        said.append("two-mode")
    if view.compare:
        said.append("{}-{}-{}-{}".format(*view.compare))
    else:
        said += [str(year) for year in (choice.start_year, choice.end_year) if year is not None]
        said += [choice.day] if choice.day else []
    said += choice.actor_types
    said += [code(iri).partition(":")[2] for iri in (*choice.places, *choice.topics)]
    said += choice.ties if choice.ties != KINDS else ()
    said += [one for one in choice.modalities if one != "actual"]
    if choice.least_weight > 1:
        said.append(f"least-{choice.least_weight}")
    plain = re.sub(r"[^a-z0-9]+", "-", "-".join(said).lower()).strip("-")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rpartition("-")[0]


def _when(view: View) -> str:
    if view.compare:
        first, last, second, end = view.compare
        return _("%(first)s og %(second)s", first=f"{first}–{last}", second=f"{second}–{end}")
    start, end_year = view.choice.start_year, view.choice.end_year
    if start is not None and end_year is not None:
        return str(start) if start == end_year else f"{start}–{end_year}"
    if start is not None:
        return _("fra %(year)s", year=start)
    if end_year is not None:
        return _("til %(year)s", year=end_year)
    return texts.day(view.choice.day) if view.choice.day else ""
