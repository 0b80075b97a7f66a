"""What a cell's text means: dates with their precision, numbers, locators, organisation numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

# ASCII digits only: other scripts' digits would pass as numbers.
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z", re.ASCII)
_YEAR = re.compile(r"\d{4}\Z", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(vår|sommer|høst|vinter)\Z", re.ASCII)
_SEASONS = {"vår": (1, 5), "sommer": (6, 8), "høst": (9, 11), "vinter": (12, 2)}
_LINES = re.compile(r"L(\d+)(?:-(\d+))?\Z", re.ASCII)
_OTHER_LOCATOR = re.compile(r"(p\. \d+(-\d+)?|§ ?\d+[a-z]?|tab\. \d+( row \d+)?)\Z", re.ASCII)
_EXCEL_SERIAL = re.compile(r"\d{5}(\.\d+)?\Z", re.ASCII)
_NUMBER = re.compile(r"-?(\d+)(?:\.(\d+))?\Z", re.ASCII)
#: More digits than any figure of ours has; beyond them arithmetic would round in silence.
_MOST_DIGITS = 28


@dataclass(frozen=True)
class Period:
    """A cell's time: first and last day it may mean, and how precise it is.

    ``first`` is None for "before"; both are None for "still running".
    """

    first: date | None
    last: date | None
    precision: str


def read_period(cell: str) -> Period:
    """Read a date as curators type it.

    Parameters
    ----------
    cell : str
        ``2018``, ``2018-05``, ``2018-05-30``, ``2018-høst``, ``<2025-06`` (before; a last day, no
        first), ``2018~`` (inferred) or ``..`` (still running).

    Returns
    -------
    Period
        First and last day and the precision's code.

    Raises
    ------
    ValueError
        If the text is none of these or no real date.

    Examples
    --------
    >>> read_period("2018-05").last.isoformat(), read_period("2018-vinter").last.isoformat()
    ('2018-05-31', '2019-02-28')
    >>> read_period("<2025-06").last.isoformat(), read_period("..").precision
    ('2025-05-31', 'ongoing')
    """
    if cell == "..":
        return Period(None, None, "ongoing")
    if cell.startswith("<"):
        first = read_period(cell[1:]).first
        if first is None or first == date.min:
            raise ValueError(cell)
        return Period(None, first - timedelta(days=1), "before")
    if cell.endswith("~"):
        plain = read_period(cell[:-1])
        if plain.first is None or plain.precision == "inferred":
            raise ValueError(cell)
        return Period(plain.first, plain.last, "inferred")
    if match := _DAY.match(cell):
        day = date(*map(int, match.groups()))
        return Period(day, day, "day")
    if match := _MONTH.match(cell):
        year, month = map(int, match.groups())
        return Period(date(year, month, 1), _last_of(year, month), "month")
    if match := _SEASON.match(cell):
        year = int(match[1])
        start, end = _SEASONS[match[2]]
        return Period(date(year, start, 1), _last_of(year + (end < start), end), "season")
    if _YEAR.match(cell) and cell != "0000":
        return Period(date(int(cell), 1, 1), date(int(cell), 12, 31), "year")
    raise ValueError(cell)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def looks_like_excel_serial(cell: str) -> bool:
    """Tell whether a cell holds a day as Excel counts days.

    Examples
    --------
    >>> looks_like_excel_serial("45809"), looks_like_excel_serial("2025")
    (True, False)
    """
    return bool(_EXCEL_SERIAL.match(cell)) and 20_000 < float(cell) < 80_000


def read_decimal(cell: str) -> Decimal:
    """Read a number with a decimal point and without thousands separators.

    Raises
    ------
    ValueError
        If it is no number, or has more than 28 digits.

    Examples
    --------
    >>> read_decimal("9.40")
    Decimal('9.4')
    """
    match = _NUMBER.match(cell)
    if not match:
        raise ValueError(cell)
    whole, fraction = match[1].lstrip("0"), (match[2] or "").rstrip("0")
    if len(whole) + len(fraction) > _MOST_DIGITS:
        raise ValueError(cell)
    sign = "-" if cell.startswith("-") else ""
    return Decimal(f"{sign}{whole or '0'}" + (f".{fraction}" if fraction else ""))


def read_locator(cell: str) -> list[tuple[int, int]]:
    """Read a locator: ``L540``, ``L544-571``, several with ``; ``; also ``p. 3``, ``§ 4``.

    Returns
    -------
    list of tuple
        First and last line of each part that names lines.

    Raises
    ------
    ValueError
        If a part has another form or its last line stands before its first.

    Examples
    --------
    >>> read_locator("L7-8; L30")
    [(7, 8), (30, 30)]
    """
    lines = []
    for part in cell.split("; "):
        if match := _LINES.match(part):
            first = int(match[1])
            last = int(match[2] or first)
            if first < 1 or last < first:
                raise ValueError(cell)
            lines.append((first, last))
        elif not _OTHER_LOCATOR.match(part):
            raise ValueError(cell)
    return lines


def organisation_number_is_valid(number: str) -> bool:
    """Tell whether nine digits end in the right check digit (modulus 11, weights 3 2 7 6 5 4 3 2).

    Examples
    --------
    >>> organisation_number_is_valid("974760673"), organisation_number_is_valid("974760674")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{9}", number):
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(number, (3, 2, 7, 6, 5, 4, 3, 2), strict=False)
    )
    return (11 - total % 11) % 11 == int(number[8])
