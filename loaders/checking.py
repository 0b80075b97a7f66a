"""Check every cell against the contract and the other tables: all faults in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process

from loaders.datapackage import Field, TableContract
from loaders.identity import Judgement, contradicted
from loaders.rows import Row, Tables
from loaders.values import (
    looks_like_excel_serial,
    organisation_number_is_valid,
    read_decimal,
    read_locator,
    read_period,
)
from ontology.errors import CellError
from ontology.iri_policy import SLUG, singular

UNNAMED = "?"
_REF = re.compile(r"([a-z]+(?:-[a-z]+)*):([a-z0-9]+(?:-[a-z0-9]+)*)\Z")


def check_tables(tables: Tables, contract: dict[str, TableContract]) -> list[CellError]:
    """Find every fault of every table.

    Parameters
    ----------
    tables : Tables
        What was read; its faults of form come first in the answer.
    contract : dict
        The tables' contract.

    Returns
    -------
    list of CellError
        In the order of the contract's tables, then of rows; empty when all is well. Not checked:
        whether a source really says what a row says.
    """
    faults = list(tables.faults)
    ids = {name: _ids(rows, faults) for name, rows in tables.rows.items()}
    lines = {
        row.id: int(row.cells["lines"])
        for row in tables.rows.get("sources", [])
        if row.cells.get("lines", "").isdecimal()
    }
    by_kind = {singular(name): found for name, found in ids.items()}
    for name, rows in tables.rows.items():
        for row in rows:
            for field in contract[name].fields.values():
                if field.name in row.cells:
                    faults.extend(_cell(row, field, by_kind))
            faults.extend(_locator_is_inside(row, lines))
            faults.extend(_interval(row))
    faults.extend(_identities(tables.rows.get("identities", [])))
    return faults


def _ids(rows: list[Row], faults: list[CellError]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        first = found.get(row.id)
        if row.id and first:
            faults.append(
                _fault(
                    row,
                    "id",
                    f"står alt på rad {first.number}.",
                    f"stands on row {first.number} already.",
                    "Gi raden en egen id.",
                    "Give the row an id of its own.",
                )
            )
        elif row.id:
            found[row.id] = row
    return found


def _cell(row: Row, field: Field, ids: dict[str, dict[str, Row]]) -> Iterator[CellError]:
    cell = row.cells[field.name]
    if not cell:
        if field.required:
            yield _fault(
                row,
                field.name,
                "mangler.",
                "is missing.",
                "Fyll ut cellen."
                if field.kind not in ("link", "ref")
                else "Fyll ut cellen, eller skriv ? når kilden ikke navngir det.",
                "Fill in the cell."
                if field.kind not in ("link", "ref")
                else "Fill in the cell, or type ? where the source does not name it.",
            )
        return
    if field.kind in ("link", "ref"):
        yield from _reference(row, field, cell, ids)
    elif field.enum:
        if cell not in field.enum:
            listed = ", ".join(field.enum)
            yield _fault(
                row,
                field.name,
                "står ikke i listen.",
                "is not in the list.",
                f"Velg en av: {listed}.",
                f"Choose one of: {listed}.",
            )
    else:
        yield from _form(row, field, cell)


def _reference(
    row: Row, field: Field, cell: str, ids: dict[str, dict[str, Row]]
) -> Iterator[CellError]:
    if cell == UNNAMED:
        return
    if field.kind == "link":
        kind, identifier = field.to[0], cell
    else:
        match = _REF.match(cell)
        allowed = sorted(ids) if field.to == ("*",) else list(field.to)
        if not match or match[1] not in allowed:
            listed = ", ".join(allowed)
            yield _fault(
                row,
                field.name,
                "er ikke en henvisning på formen slag:id.",
                "is not a reference of the form kind:id.",
                f"Slag som kan stå her: {listed}.",
                f"Kinds that may stand here: {listed}.",
            )
            return
        kind, identifier = match[1], match[2]
    known = ids.get(kind, {})
    if identifier not in known:
        near = [name for name, _, _ in process.extract(identifier, known.keys(), limit=3)]
        listed = ", ".join(near) or "–"
        yield _fault(
            row,
            field.name,
            f"finnes ikke blant radene av slaget {kind}.",
            f"is not among the rows of kind {kind}.",
            f"Nærmeste id-er: {listed}.",
            f"Nearest ids: {listed}.",
        )


def _form(row: Row, field: Field, cell: str) -> Iterator[CellError]:
    if field.kind == "id" and not SLUG.match(cell):
        yield _fault(
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
        yield _fault(row, field.name, "er ikke true eller false.", "is neither true nor false.")
    elif field.kind == "orgnr" and not organisation_number_is_valid(cell):
        yield _fault(
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
            yield _fault(
                row,
                field.name,
                "er ikke et sted i en kilde.",
                "is not a place in a source.",
                "Skriv L7, L7-8, flere med «; », p. 3, § 4 eller tab. 2 row 5.",
                "Type L7, L7-8, several with “; ”, p. 3, § 4 or tab. 2 row 5.",
            )
    elif field.pattern and not re.match(field.pattern, cell):
        yield _fault(
            row,
            field.name,
            f"har ikke formen {field.pattern}.",
            f"does not have the form {field.pattern}.",
        )


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
                "Gjør kolonnen om til tekst og skriv datoen.",
                "Turn the column into text and type the date.",
            )
        else:
            rule = (
                "er ikke en dato.",
                "is not a date.",
                "Skriv 2018, 2018-05, 2018-05-30, 2018-høst, <2025-06 (før) eller 2018~ (utledet).",
                "Type 2018, 2018-05, 2018-05-30, 2018-høst, <2025-06 (before) or 2018~ (inferred).",
            )
        yield _fault(row, field.name, *rule)


def _number(row: Row, field: Field, cell: str) -> Iterator[CellError]:
    try:
        number = read_decimal(cell)
    except ValueError:
        yield _fault(
            row,
            field.name,
            "er ikke et tall.",
            "is not a number.",
            "Skriv sifre, med punktum som desimaltegn og uten mellomrom: 1400000 eller 9.4.",
            "Type digits, with a decimal point and no spaces: 1400000 or 9.4.",
        )
        return
    if field.kind == "integer" and number != number.to_integral_value():
        yield _fault(row, field.name, "er ikke et heltall.", "is not a whole number.")
    if number < 0 and field.name in ("amount", "share_amount", "quantity", "lines"):
        yield _fault(row, field.name, "er mindre enn null.", "is less than zero.")


def _locator_is_inside(row: Row, lines: dict[str, int]) -> Iterator[CellError]:
    count = lines.get(row.cells.get("source", ""))
    if count is None:
        return
    try:
        parts = read_locator(row.cells.get("locator", ""))
    except ValueError:
        return
    if any(last > count for _, last in parts):
        yield _fault(
            row,
            "locator",
            f"ligger utenfor dokumentet, som har {count} linjer.",
            f"lies outside the document, which has {count} lines.",
        )


def _interval(row: Row) -> Iterator[CellError]:
    for start, end in (
        ("valid_from", "valid_to"),
        ("start", "end"),
        ("founded", "dissolved"),
    ):
        try:
            first = read_period(row.cells.get(start, "")).first
            last = read_period(row.cells.get(end, "")).last
        except ValueError:
            continue
        if first and last and last < first:
            yield _fault(
                row,
                end,
                f"er før {start} ({row.cells[start]}).",
                f"is before {start} ({row.cells[start]}).",
            )


def _identities(rows: list[Row]) -> Iterator[CellError]:
    judged = {
        Judgement(
            row.cells.get("left", ""),
            row.cells.get("right", ""),
            row.cells.get("judgement", ""),
        ): row
        for row in rows
    }
    for judgement in contradicted(judged):
        yield _fault(
            judged[judgement],
            "judgement",
            "sier forskjellige, men en kjede av «same» gjør de to til én.",
            "says different, yet a chain of “same” joins the two.",
            "Rett en av radene i kjeden.",
            "Correct one of the rows in the chain.",
        )


def _fault(
    row: Row, column: str, nb: str, en: str, cure_nb: str = "", cure_en: str = ""
) -> CellError:
    return CellError(
        row.file,
        row.number,
        column,
        row.cells.get(column, ""),
        {"nb": nb, "en": en},
        {"nb": cure_nb, "en": cure_en},
    )
