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
    taken: dict[tuple[str, str], list[Row]] = {}
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
        validity = vocabulary.validity(scheme).get(code, ("", ""))
        if not _lies_in(row, validity):
            yield _outside(row, validity)
        for other in taken.setdefault((scheme, code), []):
            if other.cells.get("place") != row.cells.get("place") and _overlap(row, other):
                yield fault(
                    row,
                    "code",
                    f"er koden til et annet sted i samme tid (rad {other.number}).",
                    f"is the code of another place at the same time (row {other.number}).",
                    "Rett koden, eller skriv fra og til.",
                    "Correct the code, or type from and to.",
                )
        taken[scheme, code].append(row)


def _days(row: Row) -> tuple[date, date]:
    """Give first and last day, as far out as can be where a cell says none."""
    try:
        first = read_period(row.cells["valid_from"]).first if row.cells.get("valid_from") else None
        last = read_period(row.cells["valid_to"]).last if row.cells.get("valid_to") else None
    except ValueError:  # told already, as a fault of the cell
        return date.min, date.max
    return first or date.min, last or date.max


def _lies_in(row: Row, validity: tuple[str, str]) -> bool:
    first, last = _days(row)
    start = date.fromisoformat(validity[0]) if validity[0] else date.min
    end = date.fromisoformat(validity[1]) if validity[1] else date.max
    # What the row does not say is not wrong: only a stated day can lie outside.
    starts_well = first == date.min or start <= first <= end
    ends_well = last == date.max or start <= last <= end
    return starts_well and ends_well


def _overlap(one: Row, other: Row) -> bool:
    (first, last), (start, end) = _days(one), _days(other)
    return first <= end and start <= last


def _outside(row: Row, validity: tuple[str, str]) -> CellError:
    from_nb, from_en = (f"fra {validity[0]} ", f"from {validity[0]} ") if validity[0] else ("", "")
    to_nb, to_en = (f"til {validity[1]} ", f"to {validity[1]} ") if validity[1] else ("", "")
    return fault(
        row,
        "code",
        f"gjelder bare {(from_nb + to_nb).strip()}, ikke i hele tiden som raden sier.",
        f"is valid only {(from_en + to_en).strip()}, not in all the time that the row says.",
        "Rett koden eller valid_from og valid_to.",
        "Correct the code, or valid_from and valid_to.",
    )
