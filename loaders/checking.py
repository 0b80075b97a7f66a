"""Check every cell against the contract and the other tables: all faults in one run."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.cells import check_form, fault
from loaders.datapackage import Field, TableContract
from loaders.identity import Judgement, chain, contradicted
from loaders.mapping import property_of
from loaders.place_codes import check_place_codes
from loaders.references import (
    FREE_TEXT,
    HIDDEN,
    check_former,
    check_reference,
    hidden_character,
    is_packed,
)
from loaders.rows import Row, Tables
from loaders.values import read_locator, read_period
from ontology.errors import CellError
from ontology.iri_policy import singular


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
    # A reference into a table that could not be read is not wrong for that.
    unread = {singular(name) for name in tables.unread}
    ids = {name: _ids(rows, faults) for name, rows in tables.rows.items()}
    lines = {
        row.id: int(row.cells["lines"])
        for row in tables.rows.get("sources", [])
        if row.cells.get("lines", "").isdecimal() and int(row.cells["lines"])
    }
    by_kind = {singular(name): found for name, found in ids.items()}
    sources = {
        f"{kind}:{identifier}": row.cells.get("source", "")
        for kind, rows in by_kind.items()
        for identifier, row in rows.items()
    }
    for name, rows in tables.rows.items():
        for row in rows:
            for field in contract[name].fields.values():
                if field.name in row.cells:
                    faults.extend(_cell(row, field, by_kind, unread))
            faults.extend(_locator_is_inside(row, lines, sources))
            faults.extend(_interval(row))
            faults.extend(_ages(row))
            faults.extend(_fills(row))
    faults.extend(_identities(tables.rows.get("identities", [])))
    faults.extend(check_place_codes(tables.rows.get("place_codes", [])))
    return faults


def _ids(rows: list[Row], faults: list[CellError]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        first = found.get(row.id)
        if row.id and first:
            faults.append(
                fault(
                    row,
                    "id",
                    f"står allerede på rad {first.number}.",
                    f"stands on row {first.number} already.",
                    "Gi raden en egen id.",
                    "Give the row an id of its own.",
                )
            )
        elif row.id:
            found[row.id] = row
    return found


def _cell(
    row: Row, field: Field, ids: dict[str, dict[str, Row]], unread: set[str]
) -> Iterator[CellError]:
    cell = row.cells[field.name]
    if not cell:
        if field.required:
            yield fault(
                row,
                field.name,
                "mangler.",
                "is missing.",
                "Fyll ut cellen, eller skriv ? når kilden ikke navngir det."
                if field.unnamed
                else "Fyll ut cellen.",
                "Fill in the cell, or type ? where the source does not name it."
                if field.unnamed
                else "Fill in the cell.",
            )
        return
    if hidden := HIDDEN.search(cell):
        yield hidden_character(row, field, hidden[0])
    elif field.kind not in FREE_TEXT and is_packed(cell, field):
        yield fault(
            row,
            field.name,
            "er flere verdier i én celle.",
            "is several values in one cell.",
            "Lag én rad for hver.",
            "Make one row for each.",
        )
    elif field.kind in ("link", "ref"):
        yield from check_reference(row, field, cell, ids, unread)
    elif field.kind == "former":
        yield from check_former(row, field, cell, ids)
    elif field.enum:
        if cell not in field.enum:
            listed = ", ".join(field.enum)
            yield fault(
                row,
                field.name,
                "står ikke i listen.",
                "is not in the list.",
                f"Velg en av: {listed}.",
                f"Choose one of: {listed}.",
            )
    else:
        yield from check_form(row, field, cell)


def _locator_is_inside(
    row: Row, lines: dict[str, int], sources: dict[str, str]
) -> Iterator[CellError]:
    source = row.cells.get("source", "")
    if row.table == "contradiction_claims":
        # A claim stands in the document of the row that makes it.
        source = sources.get(row.cells.get("claim", ""), "")
    elif row.table == "identities" and not source and row.cells.get("locator"):
        yield fault(
            row,
            "locator",
            "er et sted i en kilde, men kilden mangler.",
            "is a place in a source, but the source is missing.",
            "Fyll ut source.",
            "Fill in source.",
        )
    count = lines.get(source)
    if count is None:
        return  # a web page has no lines to point to
    if not row.cells.get("locator") and row.table not in ("contradiction_claims", "identities"):
        yield fault(
            row,
            "locator",
            "mangler.",
            "is missing.",
            "Fyll ut cellen.",
            "Fill in the cell.",
        )
        return
    try:
        parts = read_locator(row.cells.get("locator", ""))
    except ValueError:
        return
    if any(last > count for _, last in parts):
        yield fault(
            row,
            "locator",
            f"ligger utenfor dokumentet, som har {count} linjer.",
            f"lies outside the document, which has {count} lines.",
            "Se linjenumrene i filen slik den ble mottatt.",
            "See the line numbers of the file as it was received.",
        )


def _interval(row: Row) -> Iterator[CellError]:
    for start, end in (
        ("valid_from", "valid_to"),
        ("start", "end"),
        ("founded", "dissolved"),
    ):
        if row.cells.get(start, "").startswith("<") and row.cells.get(end, ""):
            yield fault(
                row,
                start,
                "sier bare en siste dag, men det gjør også " + end + ".",
                "says a last day only, and so does " + end + ".",
                "La den ene cellen stå tom, eller skriv en første dag.",
                "Leave one of the two cells empty, or type a first day.",
            )
            continue
        try:
            first = read_period(row.cells.get(start, "")).first
            last = read_period(row.cells.get(end, "")).last
        except ValueError:
            continue
        if first and last and last < first:
            yield fault(
                row,
                end,
                f"er før {start} ({row.cells[start]}).",
                f"is before {start} ({row.cells[start]}).",
                "Rett en av de to datoene.",
                "Correct one of the two dates.",
            )


def _fills(row: Row) -> Iterator[CellError]:
    column = row.cells.get("fills", "")
    kind = row.cells.get("subject", "").partition(":")[0]
    if not column or not kind:
        return
    try:
        property_of(kind, column)
    except KeyError:
        yield fault(
            row,
            "fills",
            f"er ingen kolonne med opplysninger om {kind}.",
            f"is no column that says something of a {kind}.",
            "Skriv navnet på kolonnen som kilden har fylt, for eksempel orgnr.",
            "Type the name of the column that the source fills, such as orgnr.",
        )


def _ages(row: Row) -> Iterator[CellError]:
    youngest, oldest = row.cells.get("age_from", ""), row.cells.get("age_to", "")
    if youngest.isdecimal() and oldest.isdecimal() and int(oldest) < int(youngest):
        yield fault(
            row,
            "age_to",
            f"er lavere enn age_from ({youngest}).",
            f"is lower than age_from ({youngest}).",
            "Bytt om de to.",
            "Swap the two.",
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
    for judgement, row in judged.items():
        kinds = {judgement.left.partition(":")[0], judgement.right.partition(":")[0]}
        if judgement.verdict == "same" and len(kinds) > 1:
            yield fault(
                row,
                "judgement",
                "sier at to ting av ulike slag er den samme.",
                "says that two things of different kinds are the same.",
                "En aktør og stedet den handler for, er to ting.",
                "An actor and the place that it acts for are two things.",
            )
    for judgement in contradicted(judged):
        steps = [judged[step].number for step in chain(judged, judgement)]
        listed = ", ".join(map(str, sorted(steps)))
        one = len(steps) == 1
        word_nb, word_en, verb = ("rad", "row", "makes") if one else ("radene", "rows", "make")
        yield fault(
            judged[judgement],
            "judgement",
            f"sier at de er forskjellige, men {word_nb} {listed} gjør de to til én.",
            f"says different, yet {word_en} {listed} {verb} the two one.",
            "Rett denne raden eller en av radene i kjeden.",
            "Correct this row or one of those in the chain.",
        )
