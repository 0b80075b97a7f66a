"""Headers that keep each answer to itself."""

from __future__ import annotations

from flask import Response, g, request

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_OPEN_TO_ALL = ("/sparql", "/api/", "/network.json", "/data/", "/id/", "/ontology")


def allow_inline_styles() -> None:
    """Let this page set style attributes, as drawing libraries do; never scripts."""
    g.inline_styles = True


def add_headers(response: Response) -> Response:
    """Add the content security policy and its companions; open data answers to every site."""
    policy = dict(_POLICY)
    if g.get("inline_styles"):
        policy["style-src-attr"] = "'unsafe-inline'"
    headers = response.headers
    headers.setdefault(
        "Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items())
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.path.startswith(_OPEN_TO_ALL):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = (
            "Samspill-Rows, Samspill-Seconds, X-Request-Id, Retry-After"
        )
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
            headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            headers["Access-Control-Max-Age"] = "86400"
    else:
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
