"""Headers that keep each answer to itself."""

from __future__ import annotations

import secrets

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
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN_TO_ALL = (
    *("/sparql", "/questions", "/api/", "/network.", "/network-", "/data/", "/id/", "/ontology"),
    *("/downloads/", "/.well-known/void"),
)


def allow_inline_styles() -> None:
    """Let this page set style attributes, as drawing libraries do; never scripts."""
    g.inline_styles = True


def style_nonce() -> str:
    """Give the word that lets a script of this page add style sheets, as the editor does."""
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    return str(g.style_nonce)


def add_headers(response: Response) -> Response:
    """Add the content security policy and its companions; open data answers to every site."""
    own = {"style-src-attr": "'unsafe-inline'"} if g.get("inline_styles") else {}
    if "style_nonce" in g:
        own["style-src"] = f"'self' 'nonce-{g.style_nonce}'"
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _written(_POLICY | own))
    headers.update(_ALWAYS)
    if request.path.startswith(_OPEN_TO_ALL):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = (
            "Samspill-Rows, Samspill-Seconds, Samspill-Snapshot, ETag, Content-Disposition, "
            "X-Request-Id, Retry-After"
        )
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
            headers["Access-Control-Max-Age"] = "86400"
    else:
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def headers_without_request() -> dict[str, str]:
    """Give the headers of an answer to what could not be read as a request."""
    # It says nothing that not everybody may read, and a query too long for an address may have
    # been sent from another site.
    return {
        "Content-Security-Policy": _written(_POLICY),
        **_ALWAYS,
        "Access-Control-Allow-Origin": "*",
    }


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())
