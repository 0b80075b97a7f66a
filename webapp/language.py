"""The language of an answer: Norwegian at the bare address, English when asked for."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, has_request_context, request

LANGUAGES = {"nb": "Norsk", "en": "English"}
DEFAULT = "nb"
COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def current_language() -> str:
    """Give the language of this request: ``?lang=``, else the cookie, else Norwegian."""
    if not has_request_context():
        return DEFAULT
    for value in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if value in LANGUAGES:
            return value
    return DEFAULT


def other_language() -> dict[str, str]:
    """Give the same page in the other language, for the switch in the header."""
    code = "en" if current_language() == "nb" else "nb"
    args = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return {
        "code": code,
        "name": LANGUAGES[code],
        "url": f"{request.path}?{urlencode([*args, ('lang', code)])}",
    }


def remember_language(response: Response) -> Response:
    """Keep the language that was chosen by ``?lang=`` on a page."""
    chosen = request.args.get("lang")
    if chosen in LANGUAGES and response.mimetype == "text/html":
        response.set_cookie(
            COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
        )
    if response.mimetype == "text/html":
        # The same address is another page after a build or in another language.
        response.headers.setdefault("Cache-Control", "no-cache")
        response.vary.add("Accept")
    if response.mimetype in ("text/html", "application/json", "application/problem+json"):
        response.vary.add("Cookie")
    return response
