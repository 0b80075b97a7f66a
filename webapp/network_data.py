"""The network as the picture reads it: short, and made once for each choice."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, request
from flask_babel import gettext as _

from graph.names import local_name
from graph.network import Evidence
from graph.tie_looks import is_uncertain
from ontology.iri_policy import concept, page_path
from webapp import texts
from webapp.documents import place_url
from webapp.language import current_language
from webapp.network_choice import edge_id, node_key
from webapp.network_marks import colours, measure_line, sizes
from webapp.network_view import View, comparison, measured, placed, shown, ways
from webapp.networktexts import tie_looks
from webapp.site import OpenSnapshot
from webapp.validators import code_version, tagged, unchanged


@dataclass(frozen=True)
class Body:
    """An answer that is kept, packed and not."""

    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, data: object) -> Body:
        """Write data as JSON."""
        plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(plain, gzip.compress(plain, 6, mtime=0))


def drawing_data(snapshot: OpenSnapshot, view: View) -> dict[str, object]:
    """Give nodes with their places and marks, and ties by the numbers of their ends.

    What the ties rest on is not here, since it is most of the bytes and is read a tie at a time.
    ``through`` of a tie holds numbers in ``things``; ``share`` of a node is its size from 0 to 1,
    ``colour`` names one of the style sheet, and ``size_value`` and ``colour_value`` are those of
    the measures. ``ties`` is the key to the looks of ties, empty where all look alike.
    ``selected_path`` has the keys of the actors and the names of the ties on the ways that the
    address asks for, the strongest way first.
    """
    found = shown(snapshot, view)
    by_size = measured(snapshot, view, view.size)
    by_colour = measured(snapshot, view, view.colour)
    compared = comparison(snapshot, view)
    share = sizes(found, by_size)
    colour = colours(found, view.colour, by_colour)
    places = placed(snapshot, view)
    number = {node.iri: position for position, node in enumerate(found.nodes)}
    things: dict[str, int] = {}
    edges: list[dict[str, object]] = []
    for edge in found.edges:
        one: dict[str, object] = {
            "source": number[edge.source],
            "target": number[edge.target],
            "weight": edge.weight,
            "count": edge.count,
            "through": [things.setdefault(label, len(things)) for label in _labels(edge.through)],
        }
        if is_uncertain(edge):
            one["uncertain"] = True
        if compared is not None:
            one["state"] = compared.states[edge.source, edge.target]
        edges.append(one)
    return {
        "size": measure_line(view.size, view.two_mode),
        "colour": measure_line(view.colour, view.two_mode),
        "legend": [{"colour": name, "text": text} for name, text in colour.legend],
        "ties": [
            {"look": look, "text": text}
            for look, text in tie_looks(found, compared.states if compared else None).items()
        ],
        "selected_path": _selected_path(snapshot, view),
        "types": {local_name(node.type): _capital(node.type_label) for node in found.nodes},
        "things": list(things),
        "nodes": [
            {
                "id": node.iri,
                "key": node_key(node.iri),
                "label": node.label,
                "type": local_name(node.type),
                "x": places[node.iri][0],
                "y": places[node.iri][1],
                "degree": node.degree,
                "weighted_degree": node.weighted_degree,
                "kind": node.kind,
                "group": node.group,
                "share": share[node.iri],
                "colour": colour.of[node.iri],
                "size_value": by_size.get(node.iri),
                "colour_value": by_colour.get(node.iri),
                "url": page_path(node.iri),
            }
            for node in found.nodes
        ],
        "edges": edges,
        "left_out": {
            key: {"count": one.count, "why": one.why, "detail": one.detail}
            for key, one in found.left_out.items()
        },
    }


def _selected_path(snapshot: OpenSnapshot, view: View) -> dict[str, list[list[str]]] | None:
    found = ways(snapshot, view)
    if not found:
        return None
    return {
        "actors": [[node_key(iri) for iri in path.actors] for path in found],
        "edges": [[edge_id(edge) for edge in path.steps] for path in found],
    }


def evidence_row(snapshot: OpenSnapshot, row: Evidence) -> dict[str, object]:
    """Give one row that a tie rests on, with the pages that it leads to."""
    modality = snapshot.terms.label(concept("modality", row.modality), current_language())
    return {
        "label": evidence_label(row),
        "url": page_path(row.thing),
        "relation": row.relation,
        "relation_url": page_path(row.relation),
        "modality": row.modality,
        "modality_label": modality,
        "document": row.document_label,
        "document_url": place_url(row.document, row.locator) if row.document else None,
        "locator": row.locator,
        "lines": texts.lines(row.locator),
        "actor": row.actor_label,
        # The phrase of a membership has its role in it.
        "role": "" if row.said else row.role,
    }


def evidence_label(row: Evidence) -> str:
    """Name what a row joins two actors through."""
    return row.said or row.label or _("Samarbeid som kilden oppgir")


def body_tag(snapshot: OpenSnapshot, *decides: object) -> str:
    """Give the tag of an answer that depends on the snapshot, the language and what is chosen."""
    said = (snapshot.snapshot.name, code_version(), current_language(), *decides)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def body_answer(make: Callable[[], Body], tag: str) -> Response:
    """Answer with a body, or say that the client has it."""
    short = unchanged(tag)
    if short is not None:
        return short
    body = make()
    packs = request.accept_encodings.quality("gzip") > 0
    response = Response(body.packed if packs else body.plain, mimetype="application/json")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return tagged(response, tag)


def _labels(rows: tuple[Evidence, ...]) -> list[str]:
    return list(dict.fromkeys(evidence_label(row) for row in rows))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
