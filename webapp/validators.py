"""When an answer is still the one that a client has: entity tags (RFC 9110, section 8.8.3)."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

import pyoxigraph
from flask import Response, request
from werkzeug.exceptions import PreconditionFailed

from graph.sparql import SparqlRequest
from webapp.language import current_language
from webapp.site import site

_ROOMS = ("ontology", "graph", "webapp")
_CODE = Path(__file__).resolve().parent.parent


@cache
def code_version() -> str:
    """Give one word for the code that makes answers: another word, perhaps other bytes."""
    digest = hashlib.sha256(pyoxigraph.__version__.encode())
    with suppress(metadata.PackageNotFoundError):
        digest.update(metadata.version("samspill").encode())
    for room in _ROOMS:
        for file in sorted((_CODE / room).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def entity_tag(snapshot: str, format_name: str, asked: SparqlRequest | None = None) -> str:
    """Give the tag of an answer, known before the query runs.

    Weak: the rows are the same, but neither their order nor the packing is promised.
    """
    settings = site().settings
    limits = (settings.query_timeout, settings.query_max_rows, settings.query_memory_mb)
    query = (asked.query, asked.default_graphs, asked.named_graphs) if asked else ()
    said = [snapshot, code_version(), query, format_name, limits, current_language()]
    if asked is None:
        # A description of the service names its own address.
        said.append(request.host_url)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def unchanged(tag: str) -> Response | None:
    """Give the short answer if the client has the answer of this tag already."""
    known = request.if_none_match
    if not known.contains_weak(tag):
        return None
    if request.method not in ("GET", "HEAD"):
        # RFC 9110, section 13.1.2: nothing is done, and there is no shorter way to say it.
        raise PreconditionFailed
    return tagged(Response(status=304), tag)


def tagged(response: Response, tag: str | None) -> Response:
    """Put the tag on an answer, which without one is stored nowhere, and what it depends on."""
    response.vary.update(("Accept", "Accept-Encoding", "Cookie"))
    if tag is None:
        response.headers["Cache-Control"] = "no-store"
    else:
        response.set_etag(tag, weak=True)
        # Another snapshot may be served from the next second on.
        response.headers["Cache-Control"] = "no-cache"
    return response
