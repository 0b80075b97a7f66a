"""Whether the site answers, and from which snapshot."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

import webapp
from webapp.site import opened

pages = Blueprint("health", __name__)


@pages.get("/health")
def health() -> Response:
    """Answer 200 when a snapshot is open; the error handler answers 503 when there is none."""
    snapshot = opened()
    response = jsonify(
        status="ok",
        snapshot=snapshot.snapshot.name,
        version=webapp.version(),
        statements=snapshot.statements,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers from asking queries and making files; pages are for all."""
    kept = ("/sparql?", "/downloads/", "/network?", "/money?", "/money/rows", "/goals?", "/map?")
    lines = "".join(f"Disallow: {address}\n" for address in kept)
    text = f"User-agent: *\n{lines}Allow: /\n"
    return Response(text, mimetype="text/plain")
