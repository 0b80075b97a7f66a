"""When a code of a territory holds, what it is called and which codes it replaces.

One code has one period here, from the first to the last day known of it. A code that was out of
use for a time and was then given anew (SSB avoids it) is not kept apart from its former self.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

_ONE_DAY = timedelta(days=1)
_Row = TypeVar("_Row")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True)
class CodeRow:
    """A code with a name, and the days between which it has that name in what was asked for.

    ``until`` is the first day on which it holds no longer, as Klass counts (the end is left out).
    """

    line: int
    code: str
    name: str
    parent: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ChangeRow:
    """On a day, one code came in the place of another; one of the two may be empty."""

    line: int
    day: date
    old: str
    old_name: str
    new: str
    new_name: str


@dataclass(frozen=True)
class DatedCode:
    """What is known of a code; ``first`` and ``last`` are days on which it holds."""

    code: str
    name: str
    parent: str = ""
    former_names: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    replaces: tuple[str, ...] = ()


def from_codes(rows: Sequence[CodeRow]) -> dict[str, DatedCode]:
    """Find the period of each code in a list of codes.

    Parameters
    ----------
    rows : sequence of CodeRow
        A list for a span of time; a code that was renamed stands there once a name.

    Returns
    -------
    dict of str to DatedCode
        The name is the last one. The list cuts every period off at the bounds that were asked
        for: a code that began before them says the first of them. The earliest day of the list is
        therefore nobody's first day, and neither is the latest anybody's last, unless some code
        has no end, which shows that no bound was set.

    Examples
    --------
    >>> found = from_codes([
    ...     CodeRow(1, "0403", "Hamar", since=date(2018, 1, 1), until=date(2020, 1, 1)),
    ...     CodeRow(2, "3403", "Hamar", since=date(2020, 1, 1)),
    ... ])
    >>> found["0403"].first is None, found["0403"].last, found["3403"].first, found["3403"].last
    (True, datetime.date(2019, 12, 31), datetime.date(2020, 1, 1), None)
    """
    opening = min((row.since for row in rows if row.since), default=None)
    bounded = all(row.until for row in rows)
    closing = max((row.until for row in rows if row.until), default=None) if bounded else None
    found: dict[str, DatedCode] = {}
    for code, same in _by(rows, lambda row: row.code).items():
        same.sort(key=lambda row: (row.since or date.min, row.until or date.max, row.name))
        starts = [row.since for row in same]
        since = None if None in starts else min(filter(None, starts))
        ends = [row.until for row in same]
        until = None if None in ends else max(filter(None, ends))
        found[code] = DatedCode(
            code,
            same[-1].name,
            parent=same[-1].parent,
            former_names=_others(same[-1].name, (row.name for row in same)),
            first=None if since == opening else since,
            last=None if until is None or until == closing else until - _ONE_DAY,
        )
    return found


def from_changes(rows: Sequence[ChangeRow]) -> dict[str, DatedCode]:
    """Find what a list of changes says of each code.

    Parameters
    ----------
    rows : sequence of ChangeRow
        A merger has several rows of one new code, a split several rows of one old code, and a
        renaming one row in which both codes are the same.

    Returns
    -------
    dict of str to DatedCode
        A code begins on the day of a change that has no old code, and ends the day before one
        that has no new code. It also ends the day before a change that gives all of it to other
        codes. A code that takes the place of others does not begin by that: the list does not
        tell whether it was there before, as when one municipality is merged into its neighbour
        and the neighbour keeps its number. The list of codes tells.

    Examples
    --------
    >>> found = from_changes([
    ...     ChangeRow(1, date(2020, 1, 1), "0403", "Hamar", "3403", "Hamar"),
    ...     ChangeRow(2, date(2024, 1, 1), "", "", "1580", "Haram"),
    ... ])
    >>> found["0403"].last, found["3403"].replaces, found["3403"].first, found["1580"].first
    (datetime.date(2019, 12, 31), ('0403',), None, datetime.date(2024, 1, 1))
    """
    codes = dict.fromkeys(code for row in rows for code in (row.old, row.new) if code)
    as_old = _by((row for row in rows if row.old), lambda row: row.old)
    as_new = _by((row for row in rows if row.new), lambda row: row.new)
    found: dict[str, DatedCode] = {}
    for code in codes:
        old, new = as_old.get(code, []), as_new.get(code, [])
        names = _names(old, new)
        found[code] = DatedCode(
            code,
            names[-1] if names else "",
            former_names=_others(names[-1], names) if names else (),
            first=_first_day(old, new),
            last=_last_day(old, new),
            replaces=tuple(sorted({row.old for row in new if row.old and row.old != code})),
        )
    return found


def _names(old: Iterable[ChangeRow], new: Iterable[ChangeRow]) -> list[str]:
    """Give the names of a code from the earliest to the latest; a change's old name is earlier."""
    dated = [(row.day, 0, row.old_name) for row in old] + [
        (row.day, 1, row.new_name) for row in new
    ]
    return [name for _, _, name in sorted(dated) if name]


def _first_day(old: Iterable[ChangeRow], new: Iterable[ChangeRow]) -> date | None:
    first = min((row.day for row in new if not row.old), default=None)
    if first is None:
        return None
    # What changes on that day, or was there before it, did not begin then.
    was_there = any(row.day <= first for row in old) or any(row.day < first for row in new)
    return None if was_there else first


def _last_day(old: Iterable[ChangeRow], new: Iterable[ChangeRow]) -> date | None:
    gone = max((row.day for row in old), default=None)
    # A code that is given on that day or later, also to itself, lives on.
    if gone is None or any(row.day >= gone for row in new):
        return None
    return gone - _ONE_DAY


def _others(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({other for other in names if other and other != name}))


def _by(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, list[_Row]]:
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
