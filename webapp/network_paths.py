"""The ways between two actors, and what each step of them rests on."""

from __future__ import annotations

from dataclasses import replace

from flask import g, request
from flask_babel import gettext as _

from graph.paths import Path, count_shortest_paths, shortest_paths
from ontology.iri_policy import page_path
from webapp.language import current_language
from webapp.network_choice import edge_id, projected
from webapp.network_data import evidence_row
from webapp.network_view import View, everybody, read_actor, read_actors
from webapp.site import OpenSnapshot

#: Paths that are shown; how many there are is told.
MOST = 10


def read_paths(snapshot: OpenSnapshot, view: View) -> dict[str, object]:
    """Find the shortest ways that the address asks for."""
    start, end = read_actor(snapshot, "from-actor"), read_actor(snapshot, "to-actor")
    without = read_actors(snapshot, "not")
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    fields = {
        "start": names.get(start, request.args.get("from-actor", "")),
        "end": names.get(end, request.args.get("to-actor", "")),
        "without": [names[iri] for iri in without],
        "asked": bool(start and end),
        "begun": any(
            request.args.get(one) or one in g.get("wrong_fields", {})
            for one in ("from-actor", "to-actor", "not")
        ),
        "lacks": _lacks(start, end),
        # Whose way it is cannot be left out of it.
        "ends_kept": [names[iri] for iri in without if iri in (start, end)],
    }
    if not (start and end):
        return fields
    choice = replace(view.choice, include_isolated=True)
    found = projected(snapshot, choice, current_language())
    paths = shortest_paths(found, start, end, without, MOST)
    return fields | {
        "same": start == end,
        "count": count_shortest_paths(found, start, end, without),
        "steps": len(paths[0].steps) if paths else 0,
        "paths": [_path(snapshot, path) for path in paths],
    }


def _lacks(start: str, end: str) -> dict[str, str]:
    """Say what a way that is asked for by half still needs, by the field."""
    if not any(request.args.get(one) for one in ("from-actor", "to-actor", "not")):
        return {}
    told = {}
    if not start:
        told["from-actor"] = _("Skriv hvem veien skal gå fra.")
    if not end:
        told["to-actor"] = _("Skriv hvem veien skal gå til.")
    return told


def _path(snapshot: OpenSnapshot, path: Path) -> dict[str, object]:
    return {
        "actors": [
            {"text": name, "url": page_path(iri)}
            for iri, name in zip(path.actors, path.names, strict=True)
        ],
        "steps": [
            {
                "left": path.names[number],
                "right": path.names[number + 1],
                "id": edge_id(edge),
                "summary": "; ".join(edge.labels),
                "evidence": [evidence_row(snapshot, row) for row in edge.through],
            }
            for number, edge in enumerate(path.steps)
        ],
    }
