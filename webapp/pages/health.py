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
