"""Read tables as text: CSV files of a folder, or the sheets of one .xlsx.

Every cell stays text, since guessing types drops leading zeros. Rows keep the number that the
spreadsheet shows, blank rows included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.datapackage import TableContract
from loaders.headers import check_header
from loaders.sheets import UNKNOWN_TABLE, read_sheets
from loaders.text_files import Rule, read_csv, rule
from ontology.errors import CellError, TablesRejected


@dataclass(frozen=True)
class Row:
    """One row of one table; ``number`` is the spreadsheet's, so the first after the header is 2.

    ``typed`` is there in a file with decimal commas only, and holds its cells as they were typed.
    A column that could not be read is not among the cells.
    """

    table: str
    file: str
    number: int
    cells: dict[str, str]
    typed: dict[str, str] | None = None

    @property
    def id(self) -> str:
        """The row's id, empty where the curator left it out."""
        return self.cells.get("id", "")


@dataclass(frozen=True)
class Tables:
    """Every row of every table, and every fault of form met while reading.

    ``unread`` names the tables of which something could not be read, so that a reference into them
    may be right. ``notes`` tell what was put right while reading.
    """

    rows: dict[str, list[Row]]
    faults: list[CellError]
    unread: frozenset[str] = frozenset()
    notes: tuple[CellError, ...] = ()


def read_tables(place: Path, contract: dict[str, TableContract]) -> Tables:
    """Read all tables of a folder or an .xlsx file.

    Parameters
    ----------
    place : Path
        A folder with one CSV a table, or an .xlsx with one sheet a table.
    contract : dict
        What `loaders.datapackage.read_contract` gives.

    Returns
    -------
    Tables
        Rows by table; a table without a file has no rows. Only the form is checked here (encoding,
        header, number of cells): what the cells say is the business of `loaders.checking`.

    Raises
    ------
    TablesRejected
        If there is nothing at all to read at ``place``.
    """
    faults: list[CellError] = []
    notes: list[CellError] = []
    rows: dict[str, list[Row]] = {}
    if place.is_file():
        sheets = read_sheets(place, contract, faults)
        read = {name: _Read(file, records, sheet=True) for name, (file, records) in sheets.items()}
    else:
        read = _files(place, contract, faults, notes)
    for name, table in read.items():
        rows[name] = _rows(contract[name], table, faults, notes)
        if table.decimal_commas:
            rows[name] = [_with_points(row, contract[name]) for row in rows[name]]
    if not rows and not faults:
        raise TablesRejected([_fault(str(place), 0, "", "", _NO_TABLES)])
    broken = {fault.file for fault in faults}
    unread = {
        table.name
        for table in contract.values()
        if broken & {table.path, f"{place.name}:{table.name}"}
    }
    return Tables(rows, faults, frozenset(unread), tuple(notes))


@dataclass(frozen=True)
class _Read:
    """The records of one table; None stands for a cell that could not be read."""

    file: str
    records: Sequence[Sequence[str | None]]
    decimal_commas: bool = False
    sheet: bool = False


def _files(
    folder: Path,
    contract: dict[str, TableContract],
    faults: list[CellError],
    notes: list[CellError],
) -> dict[str, _Read]:
    tables: dict[str, _Read] = {}
    known = {table.path for table in contract.values()}
    stems = {Path(name).stem.casefold() for name in known}
    for path in sorted(folder.iterdir()):
        # "mentions.CSV", "mentions.xlsx" or "mentions.csv.txt" would else be left out in silence.
        looks_like_table = path.name.casefold().partition(".")[0] in stems
        if path.name not in known and (looks_like_table or path.suffix.casefold() == ".csv"):
            faults.append(_fault(path.name, 0, "", "", UNKNOWN_TABLE))
    for table in contract.values():
        path = folder / table.path
        if not path.exists() and not path.is_symlink():
            continue
        read = read_csv(path, set(table.fields))
        faults += read.faults
        notes += read.notes
        if read.records is not None and not read.faults:
            tables[table.name] = _Read(path.name, read.records, read.decimal_commas)
    return tables


def _rows(
    table: TableContract, read: _Read, faults: list[CellError], notes: list[CellError]
) -> list[Row]:
    file = read.file
    if not any(cell is None or cell.strip() for record in read.records for cell in record):
        faults.append(_fault(file, 0, "", "", _EMPTY))
        return []
    header = [None if name is None else name.strip() for name in read.records[0]]
    while header and header[-1] == "":  # a spreadsheet leaves empty columns at the right
        header.pop()
    faults += check_header(table, file, header, sheet=read.sheet)
    readable = [name for name in table.fields if header.count(name) == 1]
    if not readable:
        return []
    rows = []
    blanks = [
        (1, name.strip()) for name in read.records[0] if name and name.strip() not in ("", name)
    ]
    broken: list[tuple[int, str, str]] = []
    for number, record in enumerate(read.records[1:], start=2):
        if not any(cell and cell.strip() for cell in record):
            continue
        cells = list(record)
        while len(cells) > len(header) and not (cells[-1] or "").strip():
            cells.pop()
        if len(cells) != len(header):
            rule = _length(len(cells), len(header), sheet=read.sheet)
            faults.append(_fault(file, number, "", "", rule))
            continue
        found: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=True):
            if name not in readable or cell is None:
                continue
            found[name] = cell.strip()
            if cell != cell.strip():
                blanks.append((number, name))
            if _as_meant(cell) or _LOST in cell:
                broken.append((number, name, cell.strip()))
        rows.append(Row(table.name, file, number, found))
    if broken:
        faults.append(_fault(file, *broken[0], _broken(broken[0][2], len(broken))))
    if blanks:
        notes.append(_fault(file, *blanks[0], "", _blanks(len(blanks))))
    return rows


#: What a program writes for a letter that it could not read.
_LOST = "\ufffd"


def _as_meant(cell: str) -> str:
    """Give the text of a cell whose UTF-8 was once read as Windows-1252, empty if it was not."""
    if cell.isascii():
        return ""
    try:
        return cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _with_points(row: Row, table: TableContract) -> Row:
    cells = {
        name: cell.replace(",", ".")
        if table.fields.get(name) and table.fields[name].kind == "decimal" and _COMMA.match(cell)
        else cell
        for name, cell in row.cells.items()
    }
    return Row(row.table, row.file, row.number, cells, typed=row.cells)


_COMMA = re.compile(r"-?[0-9]+,[0-9]+\Z")


def _fault(file: str, row: int, column: str, value: str, rule: Rule) -> CellError:
    return CellError(file, row, column, value, *rule)


_NO_TABLES = rule(
    "her er det ingen tabeller.",
    "there are no tables here.",
    "Oppgi en mappe med CSV-filer og datapackage.json, eller en .xlsx-fil.",
    "Give a folder with CSV files and datapackage.json, or an .xlsx file.",
)
_EMPTY = rule(
    "er tom.",
    "is empty.",
    "En tabell trenger en overskriftsrad, også når den ikke har rader.",
    "A table needs a header row, also when it has no rows.",
)


def _length(found: int, wanted: int, *, sheet: bool) -> Rule:
    rule_nb = f"har {found} celler, overskriften har {wanted}."
    rule_en = f"has {found} cells, the header has {wanted}."
    if sheet:
        return rule(
            rule_nb,
            rule_en,
            "Tøm cellene til høyre for den siste kolonnen.",
            "Empty the cells to the right of the last column.",
        )
    return rule(
        rule_nb,
        rule_en,
        "Sett anførselstegn rundt en celle som har skilletegnet i seg."
        if found > wanted
        else "Legg til cellene som mangler; de kan være tomme.",
        "Put quotation marks around a cell that has the separator in it."
        if found > wanted
        else "Add the cells that are missing; they may be empty.",
    )


def _blanks(count: int) -> Rule:
    if count == 1:
        return rule(
            "hadde blanke tegn før eller etter innholdet; de er fjernet.",
            "had blanks before or after what it holds; they were taken away.",
        )
    return rule(
        f"er den første av {count} celler med blanke tegn før eller etter innholdet; "
        "de er fjernet.",
        f"is the first of {count} cells with blanks before or after what they hold; "
        "they were taken away.",
    )


def _broken(cell: str, count: int) -> Rule:
    meant = _as_meant(cell)
    more_nb, more_en = _and_so_have(count)
    if not meant:
        return rule(
            f"har en bokstav som gikk tapt i feil tegnsett ({_LOST}){more_nb}.",
            f"has a letter that was lost in a wrong encoding ({_LOST}){more_en}.",
            "Skriv bokstaven på nytt, eller hent filen slik den var før.",
            "Type the letter again, or go back to the file as it was.",
        )
    return rule(
        f"har ødelagte bokstaver{more_nb}: UTF-8 er lest som Windows-1252.",
        f"has broken letters{more_en}: UTF-8 was read as Windows-1252.",
        f"Her skal det trolig stå «{meant}». Åpne den opprinnelige filen som UTF-8, "
        "eller rett cellene.",
        f"It probably should be «{meant}». Open the original file as UTF-8, or correct the cells.",
    )


def _and_so_have(count: int) -> tuple[str, str]:
    more = count - 1
    if not more:
        return "", ""
    nb, en = ("celle", "cell") if more == 1 else ("celler", "cells")
    have = "has" if more == 1 else "have"
    return (
        f", det samme har {more} {nb} til i tabellen",
        f", and so {have} {more} more {en} of the table",
    )
