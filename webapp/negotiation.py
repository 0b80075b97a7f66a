"""Which form of an answer a client wants: Accept with weights and wildcards (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import request
from werkzeug.datastructures import MIMEAccept

from webapp.errors import NotAcceptable


def choose(offered: Mapping[str, Sequence[str]], accept: MIMEAccept | None = None) -> str:
    """Give the name of the offered form that the client likes best.

    The first media type of a form is its own name, the others are older names for it. Where the
    client has no preference the earlier form wins; an absent Accept takes the first.
    """
    accept = request.accept_mimetypes if accept is None else accept
    if not accept:
        return next(iter(offered))
    best, best_key = "", (0.0, 0)
    for name, media_types in offered.items():
        for media_type in media_types:
            key = _quality(accept, media_type)
            if key > best_key:
                best, best_key = name, key
    if not best:
        raise NotAcceptable(tuple(types[0] for types in offered.values()))
    return best


def wants_page() -> bool:
    """Say whether a person asks: only a browser names text/html and likes it no less than data."""
    accept = request.accept_mimetypes
    named = any(media_type in ("text/html", "application/xhtml+xml") for media_type, _ in accept)
    html = accept["text/html"]
    data = max(accept["application/json"], accept["application/problem+json"])
    return bool(named and html > 0 and html >= data)


def _quality(accept: MIMEAccept, media_type: str) -> tuple[float, int]:
    """Give weight and exactness of the most exact range that fits (``text/*`` beats ``*/*``)."""
    found: tuple[int, float] = (-1, 0.0)
    main = media_type.partition("/")[0]
    for media_range, weight in accept:
        name = media_range.partition(";")[0].strip().lower()
        exactness = {media_type: 2, f"{main}/*": 1, "*/*": 0}.get(name, -1)
        if exactness > found[0]:
            found = (exactness, float(weight))
    # Among equal weights no range is better for being exact: the order of the offer decides,
    # except that a name beats a wildcard, or a browser's */* would be as good as its text/html.
    return (found[1], max(found[0], 0)) if found[1] > 0 else (0.0, 0)
