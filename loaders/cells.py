"""What one cell may hold by itself: ids, dates, numbers, addresses, places in a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from loaders.datapackage import Field
from loaders.rows import Row
from loaders.values import (
    looks_like_excel_serial,
    organisation_number_is_valid,
    read_decimal,
    read_locator,
    read_period,
)
from ontology.errors import CellError
from ontology.iri_policy import SLUG


def fault(
    row: Row, column: str, nb: str, en: str, cure_nb: str = "", cure_en: str = ""
) -> CellError:
    """Make the fault of one cell: what is wrong and what to do, in both languages."""
    return CellError(
        row.file,
        row.number,
        column,
        (row.cells if row.typed is None else row.typed).get(column, ""),
        {"nb": nb, "en": en},
        {"nb": cure_nb, "en": cure_en},
    )


def check_form(row: Row, field: Field, cell: str) -> Iterator[CellError]:
    """Find what is wrong with the form of a filled cell; see `Field.kind`."""
    if field.kind == "id" and not SLUG.match(cell):
        yield fault(
            row,
            "id",
            "er ikke en id.",
            "is not an id.",
            "Bruk små bokstaver a-z, sifre og enkle bindestreker.",
            "Use lower-case a-z, digits and single hyphens.",
        )
    elif field.kind in ("date", "from", "to"):
        yield from _date(row, field, cell)
    elif field.kind in ("decimal", "integer"):
        yield from _number(row, field, cell)
    elif field.kind == "boolean" and cell not in ("true", "false"):
        yield fault(
            row,
            field.name,
            "er ikke true eller false.",
            "is neither true nor false.",
            "Skriv true eller false med små bokstaver.",
            "Type true or false in lower case.",
        )
    elif field.kind == "orgnr" and not organisation_number_is_valid(cell):
        yield fault(
            row,
            field.name,
            "er ikke et gyldig organisasjonsnummer.",
            "is not a valid organisation number.",
            "Det har ni sifre, og det siste er et kontrollsiffer.",
            "It has nine digits, and the last is a check digit.",
        )
    elif field.kind == "locator":
        try:
            read_locator(cell)
        except ValueError:
            yield fault(
                row,
                field.name,
                "er ikke et sted i en kilde.",
                "is not a place in a source.",
                "Skriv L7, L7-8, flere med «; », p. 3, § 4 eller tab. 2 row 5.",
                "Type L7, L7-8, several with “; ”, p. 3, § 4 or tab. 2 row 5.",
            )
    elif field.kind == "url" and not _ADDRESS.match(cell):
        yield fault(row, field.name, *_FORMS["url"])
    elif field.pattern and not re.match(field.pattern, cell):
        yield fault(row, field.name, *_FORMS.get(field.kind, _ANY_FORM))


# What may not stand in an address (RFC 3986) beside a plain blank.
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")
_FORMS = {
    "currency": (
        "er ikke en valutakode.",
        "is not a currency code.",
        "Skriv tre store bokstaver, for eksempel NOK.",
        "Type three capital letters, for example NOK.",
    ),
    "url": (
        "er ikke en nettadresse.",
        "is not a web address.",
        "Den begynner med https:// eller http:// og har ingen mellomrom.",
        "It begins with https:// or http:// and has no spaces.",
    ),
    "language": (
        "er ikke en språkkode.",
        "is not a language code.",
        "Skriv for eksempel nb, nn eller en.",
        "Type for example nb, nn or en.",
    ),
}
_ANY_FORM = (
    "har ikke den formen som datapackage.json krever.",
    "does not have the form that datapackage.json asks for.",
    "Se mønsteret (pattern) der.",
    "See the pattern there.",
)


def _day_of(serial: str) -> str:
    # Excel counts from 1899-12-30, since it takes 1900 for a leap year.
    return (date(1899, 12, 30) + timedelta(days=int(float(serial)))).isoformat()


def _norwegian_day(cell: str) -> str:
    """Turn 1.6.2025 into 2025-06-01; empty where it is no such day."""
    match = _DAY_FIRST.match(cell)
    try:
        return date(*(int(match[part]) for part in (3, 2, 1))).isoformat() if match else ""
    except ValueError:
        return ""


_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\Z")


def _date(row: Row, field: Field, cell: str) -> Iterator[CellError]:
    if cell == ".." and field.kind == "to":
        return
    try:
        if cell == "..":
            raise ValueError(cell)
        read_period(cell)
    except ValueError:
        if looks_like_excel_serial(cell):
            rule = (
                "er et dagnummer fra Excel, ikke en dato.",
                "is a day number of Excel, not a date.",
                f"Gjør kolonnen om til tekst og skriv datoen; det er trolig {_day_of(cell)}.",
                f"Turn the column into text and type the date; it probably is {_day_of(cell)}.",
            )
        elif day := _norwegian_day(cell):
            rule = (
                "er ikke en dato på formen år-måned-dag.",
                "is not a date of the form year-month-day.",
                f"Skriv {day}.",
                f"Type {day}.",
            )
        else:
            rule = (
                "er ikke en dato.",
                "is not a date.",
                "Skriv 2018, 2018-05, 2018-05-30, 2018-høst, <2025-06 (før), 2018~ (utledet) "
                "eller, som siste dag, .. (pågår).",
                "Type 2018, 2018-05, 2018-05-30, 2018-høst, <2025-06 (before), 2018~ (inferred) "
                "or, as a last day, .. (still running).",
            )
        yield fault(row, field.name, *rule)


def _number(row: Row, field: Field, cell: str) -> Iterator[CellError]:
    try:
        number = read_decimal(cell)
    except ValueError:
        yield fault(
            row,
            field.name,
            "er ikke et tall.",
            "is not a number.",
            "Skriv sifre, med punktum som desimaltegn og uten mellomrom: 1400000 eller 9.4.",
            "Type digits, with a decimal point and no spaces: 1400000 or 9.4.",
        )
        return
    if field.kind == "integer" and "." in cell:
        yield fault(
            row,
            field.name,
            "er ikke et heltall.",
            "is not a whole number.",
            "Skriv tallet uten desimaler.",
            "Type the number without decimals.",
        )
    typed = row.typed.get(field.name, "") if row.typed else ""
    if field.name not in _LIMITS and _THOUSANDS.match(typed):
        whole, with_comma = cell.replace(".", ""), cell.replace(".", ",")
        yield fault(
            row,
            field.name,
            "kan leses på to måter: i en fil med desimalkomma kan punktumet skille tusener.",
            "can be read in two ways: in a file with decimal commas the point may part thousands.",
            f"Skriv {whole} eller {with_comma}.",
            f"Type {whole} or {with_comma}.",
        )
    if field.name == "lines" and number == 0:
        yield fault(
            row,
            field.name,
            "er ikke et antall linjer.",
            "is not a number of lines.",
            "Tell linjene i filen, eller la cellen stå tom når dokumentet ikke er en tekstfil.",
            "Count the lines of the file, or leave the cell empty where the document is no "
            "text file.",
        )
    if number < 0 and field.name in _NEVER_NEGATIVE:
        yield fault(
            row,
            field.name,
            "er mindre enn null.",
            "is less than zero.",
            "Skriv tallet uten minus.",
            "Type the number without a minus.",
        )
    limit = _LIMITS.get(field.name)
    if limit and not -limit <= number <= limit:
        yield fault(
            row,
            field.name,
            f"ligger ikke mellom -{limit} og {limit}.",
            f"does not lie between -{limit} and {limit}.",
            "Skriv grader med desimaler, for eksempel 60.79.",
            "Type degrees with decimals, for example 60.79.",
        )


_LIMITS = {"latitude": 90, "longitude": 180}
_NEVER_NEGATIVE = ("amount", "share_amount", "quantity", "lines", "age_from", "age_to")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
