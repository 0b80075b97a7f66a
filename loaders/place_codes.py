"""Codes of places: the right form, valid on their days, and of one place at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from loaders.cells import fault
from loaders.rows import Row
from loaders.values import read_period
from ontology import vocabulary
from ontology.errors import CellError

Days = tuple[date, date]

_FORMS = {
    "municipality-number": (re.compile(r"[0-9]{4}\Z"), "fire sifre", "four digits"),
    "county-number": (re.compile(r"[0-9]{2}\Z"), "to sifre", "two digits"),
}


def check_place_codes(rows: list[Row]) -> Iterator[CellError]:
    """Find codes of a wrong form or outside their days, and codes that two places share.

    Parameters
    ----------
    rows : list of Row
        The table ``place_codes``.

    Yields
    ------
    CellError
        One a row at most. A code that the dated list does not hold is not judged by its days.
    """
    taken: dict[tuple[str, str], list[tuple[Row, Days]]] = {}
    for row in rows:
        scheme, code = row.cells.get("scheme", ""), row.cells.get("code", "")
        if scheme not in _FORMS or not code:
            continue
        form, nb, en = _FORMS[scheme]
        if not form.match(code):
            yield fault(
                row,
                "code",
                "har ikke formen til listen.",
                "does not have the form of its list.",
                f"Skriv {nb}, med nuller foran.",
                f"Type {en}, with leading zeros.",
            )
            continue
        days = _days(row)
        if days is None:
            continue
        validity = vocabulary.validity(scheme).get(code, ("", ""))
        if not _lies_in(row, days, validity):
            yield _outside(row, validity)
        for other, others_days in taken.setdefault((scheme, code), []):
            if other.cells.get("place") != row.cells.get("place") and _overlap(days, others_days):
                yield fault(
                    row,
                    "code",
                    f"er koden til et annet sted på samme tid (rad {other.number}).",
                    f"is the code of another place at the same time (row {other.number}).",
                    "Rett koden, eller skriv valid_from og valid_to.",
                    "Correct the code, or type valid_from and valid_to.",
                )
        taken[scheme, code].append((row, days))


def _days(row: Row) -> Days | None:
    """Give first and last day, as far out as can be where a cell says none.

    None where a cell is no date or the last day is before the first: these are faults of their own.
    """
    try:
        first = read_period(row.cells["valid_from"]).first if row.cells.get("valid_from") else None
        last = read_period(row.cells["valid_to"]).last if row.cells.get("valid_to") else None
    except ValueError:
        return None
    days = first or date.min, last or date.max
    return days if days[0] <= days[1] else None


def _lies_in(row: Row, days: Days, validity: tuple[str, str]) -> bool:
    first, last = days
    start = date.fromisoformat(validity[0]) if validity[0] else date.min
    end = date.fromisoformat(validity[1]) if validity[1] else date.max
    # What the row does not say is not wrong: only a stated day can lie outside.
    starts_well = first == date.min or start <= first <= end
    ends_well = last == date.max or start <= last <= end
    runs_on = row.cells.get("valid_to") == ".." and end != date.max
    return starts_well and ends_well and not runs_on


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _outside(row: Row, validity: tuple[str, str]) -> CellError:
    from_nb, from_en = (f"fra {validity[0]} ", f"from {validity[0]} ") if validity[0] else ("", "")
    to_nb, to_en = (f"til {validity[1]} ", f"to {validity[1]} ") if validity[1] else ("", "")
    return fault(
        row,
        "code",
        f"gjelder bare {(from_nb + to_nb).strip()}, ikke i hele perioden som raden oppgir.",
        f"is valid only {(from_en + to_en).strip()}, not in all the time that the row says.",
        "Rett koden eller valid_from og valid_to.",
        "Correct the code, or valid_from and valid_to.",
    )
