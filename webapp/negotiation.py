"""Which form of an answer a client wants: Accept with weights and wildcards (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MIMEAccept

from ontology.errors import SamspillError


@dataclass(eq=False)
class NotAcceptable(SamspillError):
    """The client takes none of the forms that there are; `offered` are media types."""

    offered: tuple[str, ...]

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        offered = ", ".join(self.offered)
        if language == "nb":
            return f"Accept ber om noe som ikke finnes her. Dette finnes: {offered}."
        return f"Accept asks for nothing that there is here. There is: {offered}."


_EXACT = 2

#: What a page is sent as, and another name that browsers have for it.
PAGE = ("text/html", "application/xhtml+xml")


def choose(offered: Mapping[str, Sequence[str]], accept: MIMEAccept | None = None) -> str:
    """Give the name of the offered form that the client likes best.

    The first media type of a form is what it is sent as, the others are older names for it. Where
    the client has no preference the earlier form wins; an absent Accept takes the first.
    """
    accept = request.accept_mimetypes if accept is None else accept
    if not accept:
        return next(iter(offered))
    best, best_key = "", (0.0, 0)
    for name, media_types in offered.items():
        key = _liking(accept, media_types)
        if key > best_key:
            best, best_key = name, key
    if not best:
        raise NotAcceptable(tuple(types[0] for types in offered.values()))
    return best


def wants_page() -> bool:
    """Say whether a person asks: only a browser names HTML and likes nothing better."""
    accept = request.accept_mimetypes
    weight, exactness = _liking(accept, PAGE)
    others = (float(other) for media_range, other in accept if _name(media_range) not in PAGE)
    return exactness == _EXACT and weight >= max(others, default=0.0)


def _liking(accept: MIMEAccept, media_types: Sequence[str]) -> tuple[float, int]:
    """Give weight and exactness of a form: (0, 0) where the client refuses it."""
    sent, *older = media_types
    exactness, weight = _range_for(accept, sent)
    # Who refuses by name what would be sent does not get it under another name.
    if not (exactness == _EXACT and weight == 0):
        # A wildcard speaks of what is sent; an older name counts only if the client knows it.
        for name in older:
            named, other = _range_for(accept, name)
            if named == _EXACT and (other, named) > (weight, exactness):
                exactness, weight = named, other
    # A name beats a wildcard of the same weight, or a browser's */* would be as good as its
    # text/html.
    return (weight, exactness) if weight > 0 else (0.0, 0)


def _range_for(accept: MIMEAccept, media_type: str) -> tuple[int, float]:
    """Give exactness and weight of the most exact range that fits (``text/*`` beats ``*/*``)."""
    found = (0, 0.0)
    exactness_of = {media_type: _EXACT, f"{media_type.partition('/')[0]}/*": 1, "*/*": 0}
    for media_range, weight in accept:
        exactness = exactness_of.get(_name(media_range), -1)
        if exactness > found[0] or (exactness == found[0] and weight > found[1]):
            found = (exactness, float(weight))
    return found


def _name(media_range: str) -> str:
    return media_range.partition(";")[0].strip().lower()
