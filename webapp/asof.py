"""The day of a view: `?at=2019-06-01` in the address, carried on by every link of the page.

The address is all that counts (docs/adr/0015-as-of-in-the-address.md).
"""

from __future__ import annotations

import re
from datetime import date
from html import escape, unescape
from urllib.parse import urlencode

from flask import Response, g, has_request_context, request

from ontology.errors import ParameterError

PARAMETER = "at"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Addresses that answer the same for every day: files, data, and what programs ask.
_SAME_EACH_DAY = (
    *("/static/", "/data/", "/downloads/", "/api/", "/.well-known/"),
    *("/health", "/robots.txt", "/sitemap.xml"),
)
# Tags of ours: values are escaped, so no attribute holds ">".
_TAG = re.compile(r"<(?:a|form|div)\s[^>]*>")
_ADDRESS = re.compile(r"(?<=\s)(href|action|data-src)=\"(/(?!/)[^\"]*)\"")


def as_of() -> date | None:
    """Give the day of this request, or nothing for today; the page answers for that day.

    Raises
    ------
    ParameterError
        If the address has something that is no day.
    """
    if not has_request_context():
        return None
    g.takes_the_day = True
    return _asked()


def _asked() -> date | None:
    text = request.args.get(PARAMETER, "").strip()
    if not text:
        return None
    # The form first: Python reads weeks and other ways to write a day as well.
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    allowed = {
        "nb": "en dag skrevet som 2019-06-01",
        "en": "a day written as 2019-06-01",
    }
    raise ParameterError(PARAMETER, text, allowed)


def refuse_other_than_a_day() -> None:
    """Refuse a bad day on every page, also on one that is the same for every day."""
    _asked()


def of_page() -> dict[str, object]:
    """Give what the layout needs: the day, whether the page takes it, and the form's values."""
    args = [(key, value) for key, value in request.args.items(multi=True) if key != PARAMETER]
    try:
        day = _asked()
    except ParameterError:
        day = None
    query = urlencode(args)
    return {
        "day": day,
        "is_past": day is not None and day < date.today(),
        "taken": bool(g.get("takes_the_day")),
        "same_each_day": " ".join(_SAME_EACH_DAY),
        "bare_url": f"{request.path}?{query}" if query else request.path,
        # A list may have fewer pages on another day.
        "kept": [(key, value) for key, value in args if value and key != "page"],
    }


def carry(response: Response) -> Response:
    """Put the day of this request on every link of the answer that stays on the site."""
    try:
        day = _asked()
    except ParameterError:
        return response
    if day is None:
        return response
    where = response.headers.get("Location", "")
    if where.startswith("/") and not where.startswith("//"):
        response.headers["Location"] = with_day(where, day)
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(_rewritten(response.get_data(as_text=True), day))
    return response


def with_day(address: str, day: date) -> str:
    """Put a day on an address of the site, unless it has one or is the same for every day.

    Examples
    --------
    >>> with_day("/page/actor/hamar?modality=all#facts", date(2019, 6, 1))
    '/page/actor/hamar?modality=all&at=2019-06-01#facts'
    >>> with_day("/data/actor/hamar.ttl", date(2019, 6, 1))
    '/data/actor/hamar.ttl'
    """
    path, query, fragment = _parts(address)
    if path.startswith(_SAME_EACH_DAY) or f"&{PARAMETER}=" in f"&{query}":
        return address
    query = f"{query}&{PARAMETER}={day}" if query else f"{PARAMETER}={day}"
    return f"{path}?{query}" + (f"#{fragment}" if fragment else "")


def _parts(address: str) -> tuple[str, str, str]:
    before, _mark, fragment = address.partition("#")
    path, _mark, query = before.partition("?")
    return path, query, fragment


def _rewritten(page: str, day: date) -> str:
    field = f'<input type="hidden" name="{PARAMETER}" value="{day}">'

    def tag(found: re.Match[str]) -> str:
        text = found[0]
        if " data-bare" in text:
            return text
        if not text.startswith("<form"):
            return _ADDRESS.sub(address, text)
        action = _ADDRESS.search(text)
        kept = action is None or with_day(action[2], day) != action[2]
        return text + field if kept and 'method="get"' in text else text

    def address(found: re.Match[str]) -> str:
        plain = unescape(found[2])
        carried = with_day(plain, day)
        # Left as it stands where nothing was added: it may be escaped in another way.
        return found[0] if carried == plain else f'{found[1]}="{escape(carried)}"'

    return _TAG.sub(tag, page)
