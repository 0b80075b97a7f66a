"""The ways between two actors, and what each step of them rests on."""

from __future__ import annotations

from flask import g, request
from flask_babel import gettext as _

from graph.paths import Path, count_shortest_paths
from ontology.iri_policy import page_path
from webapp.network_choice import edge_id, network_url
from webapp.network_data import evidence_row
from webapp.network_view import View, everybody, read_actor, ways, where_ways_go
from webapp.site import OpenSnapshot

_FIELDS = ("from-actor", "to-actor", "not")


def read_paths(snapshot: OpenSnapshot, view: View) -> dict[str, object]:
    """Find the shortest ways that the address asks for."""
    names = {node.iri: node.label for node in everybody(snapshot).nodes}
    # One of the two may stand there alone.
    start, end = read_actor(snapshot, "from-actor"), read_actor(snapshot, "to-actor")
    fields = {
        "start": names.get(start, ""),
        "end": names.get(end, ""),
        "without": [names[iri] for iri in view.without],
        "asked": view.ends is not None,
        "begun": any(request.args.get(one) or one in g.get("wrong_fields", {}) for one in _FIELDS),
        "lacks": _lacks(start, end),
        # Whose way it is cannot be left out of it.
        "ends_kept": [names[iri] for iri in view.without if iri in (start, end)],
    }
    if view.ends is None:
        return fields
    paths = ways(snapshot, view)
    return fields | {
        "same": start == end,
        "count": count_shortest_paths(where_ways_go(snapshot, view), start, end, view.without),
        "steps": len(paths[0].steps) if paths else 0,
        "paths": [_path(snapshot, path) for path in paths],
        "only": view.only_path,
        "only_url": network_url("/network", only="" if view.only_path else "path"),
    }


def _lacks(start: str, end: str) -> dict[str, str]:
    """Say what a way that is asked for by half still needs, by the field."""
    if not any(request.args.get(one) for one in _FIELDS):
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
