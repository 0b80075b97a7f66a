"""The sheets of an .xlsx workbook as text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from loaders.text_files import Rule, rule
from ontology.errors import CellError, TablesRejected

#: The sheet of a workbook that holds the long lists of codes, and no table.
LISTS = "_lists"

#: None is a cell that cannot be read.
Records = list[list[str | None]]
#: The place to name in messages, and the rows, by table.
Sheets = dict[str, tuple[str, Records]]

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


def read_sheets(file: Path, names: Collection[str], faults: list[CellError]) -> Sheets:
    """Read the sheets of a workbook as text, one a table.

    Parameters
    ----------
    file : Path
        An .xlsx file.
    names : collection of str
        The tables of the contract; the sheet of lists is passed over, any other is a fault.
    faults : list of CellError
        Gets merged cells, formulas without an answer and unknown sheets.

    Returns
    -------
    dict
        The place to name in messages, and the rows, by table. A date cell becomes its ISO form.
        A cell that a fault is about, or that merged cells cover, is None, so that nothing else is
        said of it.

    Raises
    ------
    TablesRejected
        If the file is no workbook.
    """
    workbook, formulas = _load(file)
    sheets: Sheets = {}
    for sheet in workbook.worksheets:
        if sheet.title == LISTS:
            continue
        name = f"{file.name}:{sheet.title}"
        if sheet.title not in names:
            faults.append(_at(name, 0, "", "", UNKNOWN_TABLE))
            continue
        typed = formulas[sheet.title]
        assert isinstance(typed, Worksheet)
        sheets[sheet.title] = (name, _texts(name, sheet, typed, faults))
    return sheets


def read_lists(file: Path) -> Iterator[tuple[str, Records, list[CellError]]]:
    """Read every sheet of a workbook that holds lists of any form.

    Parameters
    ----------
    file : Path
        An .xlsx file.

    Yields
    ------
    tuple of str, list and list of CellError
        The place to name, the rows as text, and the faults of cells; as `read_sheets`.

    Raises
    ------
    TablesRejected
        If the file is no workbook.
    """
    workbook, formulas = _load(file)
    for sheet in workbook.worksheets:
        typed = formulas[sheet.title]
        assert isinstance(typed, Worksheet)
        faults: list[CellError] = []
        name = f"{file.name}:{sheet.title}"
        yield name, _texts(name, sheet, typed, faults), faults


def _load(file: Path) -> tuple[Workbook, Workbook]:
    """Load a workbook twice: with what its formulas gave, and with the formulas."""
    # Loaded whole: the quick way hides merged cells and believes a wrong size of a sheet.
    try:
        return load_workbook(file, data_only=True), load_workbook(file)
    except _BAD_WORKBOOK as error:
        raise TablesRejected([_at(file.name, 0, "", str(error), _NO_WORKBOOK)]) from error


def _texts(name: str, sheet: Worksheet, typed: Worksheet, faults: list[CellError]) -> Records:
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    texts: Records = [[_cell_text(value) for value in row] for row in values]

    def column(place: int) -> str:
        return str(values[0][place] or column_letters(place))

    for number, row in enumerate(typed.iter_rows(), start=1):
        for place, cell in enumerate(row):
            known = values[number - 1][place]
            if isinstance(known, datetime) and known.time() != time():
                said, why = known.isoformat(" "), _TIME_OF_DAY
            # What a formula gave stands in the file only if a spreadsheet saved it.
            elif (cell.data_type == "f" and known is None) or known in ERROR_CODES:
                said, why = str(cell.value if known is None else known), _FORMULA
            else:
                continue
            faults.append(_at(name, number, column(place), said, why))
            texts[number - 1][place] = None
    for merged in sorted(sheet.merged_cells.ranges, key=lambda cells: cells.bounds):
        top, left = merged.min_row - 1, merged.min_col - 1
        faults.append(_at(name, top + 1, column(left), merged.coord, _MERGED))
        first = texts[top][left]
        for line in texts[top : merged.max_row]:
            line[left : merged.max_col] = [None] * len(line[left : merged.max_col])
        texts[top][left] = first
    return texts


def column_letters(place: int) -> str:
    """Give what a spreadsheet calls a column, counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    return get_column_letter(place + 1)


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


def _at(file: str, row: int, column: str, value: str, said: Rule) -> CellError:
    return CellError(file, row, column, value, *said)


_MERGED = rule(
    "er sammenslåtte celler; bare den første har et innhold.",
    "are merged cells; only the first holds anything.",
    "Opphev sammenslåingen og fyll ut hver celle.",
    "Unmerge them and fill in each cell.",
)
_FORMULA = rule(
    "er en formel uten svar, eller en feil.",
    "is a formula without an answer, or an error.",
    "Erstatt formelen med verdien.",
    "Replace the formula by its value.",
)
_TIME_OF_DAY = rule(
    "har et klokkeslett; tabellene har bare dager.",
    "has a time of day; the tables have days only.",
    "Skriv dagen alene, som tekst.",
    "Type the day alone, as text.",
)
_NO_WORKBOOK = rule(
    "kan ikke leses som .xlsx.",
    "cannot be read as .xlsx.",
    "Lagre arbeidsboken på nytt som .xlsx, uten passord.",
    "Save the workbook again as .xlsx, without a password.",
)
UNKNOWN_TABLE = rule(
    "er ingen tabell i kontrakten.",
    "is no table of the contract.",
    "Se navnene i datapackage.json.",
    "See the names in datapackage.json.",
)
