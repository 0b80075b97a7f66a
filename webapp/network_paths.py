"""The ways between two actors, and what each step of them rests on."""

from __future__ import annotations

from dataclasses import replace

from flask import request

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
