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
from loaders.sheets import UNKNOWN_TABLE, read_sheets
from loaders.text_files import Rule, read_csv, rule
from ontology.errors import CellError, TablesRejected


@dataclass(frozen=True)
class Row:
    """One row of one table; ``number`` is the spreadsheet's, so the first after the header is 2."""

    table: str
    file: str
    number: int
    cells: dict[str, str]

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
        records = {name: (file, table, False) for name, (file, table) in sheets.items()}
    else:
        records = _files(place, contract, faults, notes)
    for name, (file, table, decimal_commas) in records.items():
        rows[name] = _rows(contract[name], file, table, faults, notes)
        if decimal_commas:
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


#: File, records and whether numbers have a decimal comma, by table.
Records = dict[str, tuple[str, list[list[str]], bool]]


def _files(
    folder: Path,
    contract: dict[str, TableContract],
    faults: list[CellError],
    notes: list[CellError],
) -> Records:
    records: Records = {}
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
            records[table.name] = (path.name, read.records, read.decimal_commas)
    return records


def _rows(
    table: TableContract,
    file: str,
    records: Sequence[Sequence[str]],
    faults: list[CellError],
    notes: list[CellError],
) -> list[Row]:
    if not records:
        faults.append(_fault(file, 0, "", "", _EMPTY))
        return []
    header = [name.strip() for name in records[0]]
    while header and not header[-1]:  # a spreadsheet leaves empty columns at the right
        header.pop()
    for name in sorted({name for name in header if header.count(name) > 1}):
        faults.append(_fault(file, 1, name, "", _TWICE))
    for name in header:
        if name not in table.fields:
            faults.append(_fault(file, 1, name, "", _unknown_column(list(table.fields))))
    missing = [name for name in table.fields if name not in header]
    for name in missing:
        faults.append(_fault(file, 1, name, "", _MISSING_COLUMN))
    rows = []
    blanks: list[tuple[int, str]] = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        cells = list(record)
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(header):
            faults.append(_fault(file, number, "", "", _length(len(cells), len(header))))
            continue
        blanks += [
            (number, name) for name, cell in zip(header, cells, strict=True) if cell != cell.strip()
        ]
        stripped = dict(zip(header, map(str.strip, cells), strict=True))
        rows.append(Row(table.name, file, number, stripped))
    if blanks:
        notes.append(_fault(file, *blanks[0], "", _blanks(len(blanks))))
    return rows


def _with_points(row: Row, table: TableContract) -> Row:
    cells = {
        name: cell.replace(",", ".")
        if table.fields.get(name) and table.fields[name].kind == "decimal" and _COMMA.match(cell)
        else cell
        for name, cell in row.cells.items()
    }
    return Row(row.table, row.file, row.number, cells)


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
_TWICE = rule(
    "står to ganger i overskriften.",
    "stands twice in the header.",
    "Behold én av kolonnene.",
    "Keep one of the columns.",
)
_MISSING_COLUMN = rule(
    "mangler i overskriften.",
    "is missing from the header.",
    "Legg til kolonnen; cellene kan være tomme.",
    "Add the column; its cells may be empty.",
)


def _unknown_column(known: list[str]) -> Rule:
    listed = ", ".join(known)
    return rule(
        "er ingen kolonne i denne tabellen.",
        "is no column of this table.",
        f"Kolonnene er {listed}.",
        f"The columns are {listed}.",
    )


def _length(found: int, wanted: int) -> Rule:
    return rule(
        f"har {found} celler, overskriften har {wanted}.",
        f"has {found} cells, the header has {wanted}.",
        "Er det et skilletegn uten anførselstegn i en celle?"
        if found > wanted
        else "Legg til cellene som mangler; de kan være tomme.",
        "Is there a separator without quotation marks in a cell?"
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
