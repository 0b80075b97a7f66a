"""A form that could not be read is shown again, with what is wrong beside the field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import g, request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict

from ontology.errors import ParameterError
from webapp.language import current_language
from webapp.negotiation import wants_page

#: Names that are offered in place of one that nobody has.
_OFFERED = 8


@dataclass(eq=False)
class UnknownActor(ParameterError):
    """No actor has the name of the address, or several have it."""

    #: Actors that may be meant: how addresses and people write each.
    near: tuple[tuple[str, str], ...] = ()
    several: bool = False


@dataclass(frozen=True)
class Wrong:
    """What could not be read of one field."""

    name: str
    label: str
    value: str  #: as it was written
    says: str
    near: tuple[dict[str, str], ...] = ()  #: text and url of what may be meant


def asked_again(page: Callable[[], str]) -> str | tuple[str, int]:
    """Give a page, or the same page without what cannot be read, which it tells of.

    Parameters
    ----------
    page : callable
        Reads the address and renders. It is called anew without each part of the address that it
        refuses; templates then find a `Wrong` by name in ``g.wrong_fields``.

    Returns
    -------
    str or tuple of str and int
        With the status 400 where something was refused.

    Raises
    ------
    ParameterError
        For programs, which cannot fill in a form anew.
    """
    wrong: dict[str, Wrong] = {}
    while True:
        try:
            text = page()
        except ParameterError as error:
            if not wants_page() or error.name not in request.args:
                raise
            wrong[error.name] = _told(error)
            g.wrong_fields = wrong
            _take_out(error)
        else:
            return (text, 400) if wrong else text


def nearest(text: str, names: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give the names that somebody may have meant, the nearest first.

    Parameters
    ----------
    text : str
        What was written.
    names : sequence of (str, str)
        Code and name of all that there are, those that are likeliest first.

    Examples
    --------
    >>> known = [("a", "Hamar kommune"), ("b", "Ringsaker kommune"), ("c", "Nye Hamar")]
    >>> [name for _code, name in nearest("hamar", known)]
    ['Hamar kommune', 'Nye Hamar']
    >>> [name for _code, name in nearest("Rinsaker kommune", known)][:1]
    ['Ringsaker kommune']
    """
    asked = text.casefold()
    word = re.compile(rf"\b{re.escape(asked)}")
    ranked = [
        (0 if name.casefold().startswith(asked) else 1 if word.search(name.casefold()) else 2, one)
        for one in names
        for name in one[1:]
        if asked in name.casefold()
    ]
    ranked.sort(key=lambda pair: pair[0])
    found = [one for _rank, one in ranked]
    if not found:
        by_name = {name.casefold(): (code, name) for code, name in names}
        found = [by_name[name] for name in difflib.get_close_matches(asked, by_name, _OFFERED)]
    return tuple(found[:_OFFERED])


def _told(error: ParameterError) -> Wrong:
    label = _labels().get(error.name, error.name)
    if not isinstance(error, UnknownActor):
        allowed = error.allowed["en" if current_language() == "en" else "nb"]
        says = _(
            "«%(value)s» kan ikke brukes her: %(allowed)s.", value=error.value, allowed=allowed
        )
        return Wrong(error.name, label, error.value, says)
    says = (
        _("Flere aktører heter «%(name)s».", name=error.value)
        if error.several
        else _("Ingen aktør heter «%(name)s».", name=error.value)
    )
    near = tuple({"text": name, "url": _with(error, code)} for code, name in error.near)
    return Wrong(error.name, label, error.value, says, near)


def _is_meant(error: ParameterError, name: str, value: str) -> bool:
    # A long value is cut where the error tells of it.
    return name == error.name and value.strip()[:100] == error.value[:100]


def _take_out(error: ParameterError) -> None:
    args = list(request.args.items(multi=True))
    left = [pair for pair in args if not _is_meant(error, *pair)]
    if len(left) == len(args):
        left = [pair for pair in args if pair[0] != error.name]
    # All that is made from the address from here on, links too, is without it.
    request.args = ImmutableMultiDict(left)


def _with(error: ParameterError, code: str) -> str:
    pairs = [
        (name, code if _is_meant(error, name, value) else value)
        for name, value in request.args.items(multi=True)
        if value
    ]
    return f"{request.path}?{urlencode(pairs)}"


def _labels() -> dict[str, str]:
    return {
        "ego": _("Bare rundt én aktør"),
        "steps": _("Hvor langt fra aktøren"),
        "size": _("Størrelsen viser"),
        "colour": _("Fargen viser"),
        "from": _("Fra år"),
        "to": _("Til år"),
        "compare": _("Sammenlign to tidsrom"),
        "least": _("Minste antall felles forhold"),
        "place": _("Sted"),
        "topic": _("Tema"),
        "tie": _("Bånd"),
        "mode": _("Bildet viser"),
        "from-actor": _("Fra aktør"),
        "to-actor": _("Til aktør"),
        "not": _("Ikke gjennom"),
        "without": _("Uten"),
        "actor": _("Bare for én aktør"),
    }
