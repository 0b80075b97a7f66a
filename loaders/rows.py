"""Read tables as text: CSV files of a folder, or the sheets of one .xlsx.

Every cell stays text, since guessing types drops leading zeros. Rows keep the number that the
spreadsheet shows, blank rows included.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.exceptions import InvalidFileException

from loaders.datapackage import TableContract
from ontology.errors import CellError, TablesRejected

#: The sheet of a workbook that holds the long lists of codes, and no table.
LISTS = "_lists"


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
    may be right.
    """

    rows: dict[str, list[Row]]
    faults: list[CellError]
    unread: frozenset[str] = frozenset()


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
    rows: dict[str, list[Row]] = {}
    records = (
        _sheets(place, contract, faults) if place.is_file() else _files(place, contract, faults)
    )
    for name, (file, table) in records.items():
        rows[name] = _rows(contract[name], file, table, faults)
    if not rows and not faults:
        raise TablesRejected([_fault(str(place), 0, "", "", _NO_TABLES)])
    broken = {fault.file for fault in faults}
    unread = {
        table.name
        for table in contract.values()
        if broken & {table.path, f"{place.name}:{table.name}"}
    }
    return Tables(rows, faults, frozenset(unread))


Records = dict[str, tuple[str, list[list[str]]]]


def _files(folder: Path, contract: dict[str, TableContract], faults: list[CellError]) -> Records:
    records: Records = {}
    known = {table.path for table in contract.values()}
    stems = {Path(name).stem.casefold() for name in known}
    for path in sorted(folder.iterdir()):
        # "mentions.CSV", "mentions.xlsx" or "mentions.csv.txt" would else be left out in silence.
        looks_like_table = path.name.casefold().partition(".")[0] in stems
        if path.name not in known and (looks_like_table or path.suffix.casefold() == ".csv"):
            faults.append(_fault(path.name, 0, "", "", _UNKNOWN_TABLE))
    for table in contract.values():
        path = folder / table.path
        if not path.exists() and not path.is_symlink():
            continue
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            faults.append(_fault(path.name, 0, "", error.strerror or "", _UNREADABLE))
            continue
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            faults.append(_fault(path.name, line, "", "", _ENCODING))
            continue
        try:
            records[table.name] = (
                path.name,
                list(csv.reader(io.StringIO(text), strict=True)),
            )
        except csv.Error as error:
            faults.append(_fault(path.name, 0, "", str(error), _BROKEN_CSV))
    return records


# What openpyxl raises for files that are no workbook, are broken or are locked by a password.
_BAD_WORKBOOK = (
    InvalidFileException,
    BadZipFile,
    ParseError,
    AttributeError,
    KeyError,
    OSError,
    ValueError,
)


def _sheets(file: Path, contract: dict[str, TableContract], faults: list[CellError]) -> Records:
    # Loaded whole: the quick way hides merged cells and believes a wrong size of a sheet.
    try:
        workbook = load_workbook(file, data_only=True)
        formulas = load_workbook(file)
    except _BAD_WORKBOOK as error:
        raise TablesRejected([_fault(file.name, 0, "", str(error), _NO_WORKBOOK)]) from error
    records: Records = {}
    for sheet in workbook.worksheets:
        if sheet.title == LISTS:
            continue
        name = f"{file.name}:{sheet.title}"
        if sheet.title not in contract:
            faults.append(_fault(name, 0, "", "", _UNKNOWN_TABLE))
            continue
        for merged in sheet.merged_cells.ranges:
            faults.append(_fault(name, merged.min_row, "", merged.coord, _MERGED))
        table = [list(values) for values in sheet.iter_rows(values_only=True)]
        for number, row in enumerate(formulas[sheet.title].iter_rows(), start=1):
            for place, cell in enumerate(row):
                known = table[number - 1][place]
                # What a formula gave stands in the file only if a spreadsheet saved it.
                if (cell.data_type == "f" and known is None) or known in ERROR_CODES:
                    said = str(cell.value if known is None else known)
                    faults.append(_fault(name, number, cell.coordinate, said, _FORMULA))
        records[sheet.title] = (name, [[_cell_text(value) for value in values] for values in table])
    return records


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # Fifteen digits are what a spreadsheet shows; more would be its rounding.
        return format(Decimal(format(cell, ".15g")), "f")
    return str(cell)


def _rows(
    table: TableContract,
    file: str,
    records: Sequence[Sequence[str]],
    faults: list[CellError],
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
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        cells = list(record)
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(header):
            faults.append(_fault(file, number, "", "", _length(len(cells), len(header))))
            continue
        rows.append(
            Row(
                table.name,
                file,
                number,
                dict(zip(header, map(str.strip, cells), strict=True)),
            )
        )
    return rows


Rule = tuple[dict[str, str], dict[str, str]]


def _fault(file: str, row: int, column: str, value: str, rule: Rule) -> CellError:
    return CellError(file, row, column, value, *rule)


def _rule(nb: str, en: str, cure_nb: str = "", cure_en: str = "") -> Rule:
    return {"nb": nb, "en": en}, {"nb": cure_nb, "en": cure_en}


_NO_TABLES = _rule(
    "her er det ingen tabeller.",
    "there are no tables here.",
    "Oppgi en mappe med CSV-filer og datapackage.json, eller en .xlsx-fil.",
    "Give a folder with CSV files and datapackage.json, or an .xlsx file.",
)
_UNKNOWN_TABLE = _rule(
    "er ingen tabell i kontrakten.",
    "is no table of the contract.",
    "Se navnene i datapackage.json.",
    "See the names in datapackage.json.",
)
_ENCODING = _rule(
    "er ikke UTF-8.",
    "is not UTF-8.",
    "Lagre filen på nytt som «CSV UTF-8».",
    "Save the file again as “CSV UTF-8”.",
)
_UNREADABLE = _rule("kan ikke leses.", "cannot be read.")
_MERGED = _rule(
    "er sammenslåtte celler; bare den første har et innhold.",
    "are merged cells; only the first holds anything.",
    "Opphev sammenslåingen og fyll ut hver celle.",
    "Unmerge them and fill in each cell.",
)
_FORMULA = _rule(
    "er en formel uten svar, eller en feil.",
    "is a formula without an answer, or an error.",
    "Erstatt formelen med verdien.",
    "Replace the formula by its value.",
)
_BROKEN_CSV = _rule("er ikke lesbar CSV.", "is not readable CSV.")
_NO_WORKBOOK = _rule("kan ikke leses som .xlsx.", "cannot be read as .xlsx.")
_EMPTY = _rule(
    "er tom.",
    "is empty.",
    "En tabell trenger en overskriftsrad; en tabell uten rader kan slettes.",
    "A table needs a header row; a table without rows can be deleted.",
)
_TWICE = _rule(
    "står to ganger i overskriften.",
    "stands twice in the header.",
    "Behold én av kolonnene.",
    "Keep one of the columns.",
)
_MISSING_COLUMN = _rule(
    "mangler i overskriften.",
    "is missing from the header.",
    "Legg til kolonnen; cellene kan være tomme.",
    "Add the column; its cells may be empty.",
)


def _unknown_column(known: list[str]) -> Rule:
    listed = ", ".join(known)
    return _rule(
        "er ingen kolonne i denne tabellen.",
        "is no column of this table.",
        f"Kolonnene er {listed}.",
        f"The columns are {listed}.",
    )


def _length(found: int, wanted: int) -> Rule:
    return _rule(
        f"har {found} celler, overskriften har {wanted}.",
        f"has {found} cells, the header has {wanted}.",
        "Er det et komma uten anførselstegn i en celle?",
        "Is there a comma without quotation marks in a cell?",
    )
