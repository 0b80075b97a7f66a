"""Triples that the site itself has to tell, in the format that a client asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Response
from pyoxigraph import Triple

from graph.results import RDF_FORMATS, write_triples
from webapp.compression import compress
from webapp.sparql_answers import content_type
from webapp.validators import entity_tag, tagged, unchanged


def respond(
    snapshot: str, subject: str, format_name: str, make: Callable[[], Iterable[Triple]]
) -> Response:
    """Give the triples of a snapshot on a subject, tagged and packed; made only when needed."""
    tag = entity_tag(snapshot, f"{subject} {format_name}")
    known = unchanged(tag)
    if known is not None:
        return known
    parts: list[bytes] = []
    write_triples(format_name, make(), parts.append)
    response = Response(b"".join(parts), content_type=content_type(RDF_FORMATS[format_name]))
    response.headers["Samspill-Snapshot"] = snapshot
    return tagged(compress(response), tag)
