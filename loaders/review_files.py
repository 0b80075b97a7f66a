"""Tables of proposals for a person to go through, as CSV or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.files import replace
from ontology import vocabulary
from ontology.errors import CellError, TablesRejected

#: The forms that a file may have, by its ending.
ENDINGS = (".csv", ".xlsx")
#: The column whose cells are a code of the list of judgements.
JUDGEMENT = "judgement"
_TEXT = "@"
_WIDEST = 60
_LONGEST_CELL = 32_767

Line = Sequence[str | int | float]


def refuse_existing(file: Path, *, force: bool = False) -> None:
    """Refuse to write over a file, before any work is done.

    Raises
    ------
    TablesRejected
        If the file is there already and ``force`` is not given.
    """
    if file.exists() and not force:
        raise TablesRejected([CellError(str(file), 0, "", "", *_THERE)])


def write_review(
    file: Path, columns: Sequence[str], lines: Iterable[Line], *, force: bool = False
) -> None:
    """Write proposals as a file.

    Parameters
    ----------
    file : Path
        Ends in .csv (UTF-8, comma) or .xlsx, where the column of judgements offers its list.
    columns : sequence of str
        The header.
    lines : iterable of sequence
        Cells in that order; numbers stay numbers in a workbook.
    force : bool
        Write over a file that is there already.

    Raises
    ------
    TablesRejected
        If the file is there already and ``force`` is not given.
    """
    refuse_existing(file, force=force)
    if file.suffix.casefold() == ".xlsx":
        replace(file, _as_workbook(columns, lines))
    else:
        replace(file, as_csv(columns, lines).encode())


def as_csv(columns: Sequence[str], lines: Iterable[Line]) -> str:
    r"""Give proposals as the curated tables are kept: commas, LF, quotes where needed.

    Examples
    --------
    >>> as_csv(["row", "name"], [(2, "Grue, Solør")])
    'row,name\n2,"Grue, Solør"\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return text.getvalue()


def _as_workbook(columns: Sequence[str], lines: Iterable[Line]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    widths = [len(name) for name in columns]
    for place, name in enumerate(columns, start=1):
        _write(sheet, 1, place, name).font = Font(bold=True)
    for number, line in enumerate(lines, start=2):
        for place, value in enumerate(line, start=1):
            if value != "":
                cell = _write(sheet, number, place, value)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                widths[place - 1] = max(widths[place - 1], len(str(value)))
    for place, width in enumerate(widths, start=1):
        column = sheet.column_dimensions[get_column_letter(place)]
        column.width = min(width, _WIDEST) + 3
        column.number_format = _TEXT  # what is typed later is text too
    if JUDGEMENT in columns:
        offer = DataValidation(
            type="list", formula1=f'"{",".join(vocabulary.codes(JUDGEMENT))}"', allow_blank=True
        )
        letter = get_column_letter(list(columns).index(JUDGEMENT) + 1)
        offer.add(f"{letter}2:{letter}{sheet.max_row + 1}")
        sheet.add_data_validation(offer)
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write(sheet: Worksheet, number: int, place: int, value: str | int | float) -> Cell:
    cell = sheet.cell(number, place)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        # Signs that no workbook can hold; and else a name that begins with "=" were a formula.
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST_CELL]
        cell.data_type = "s"
        cell.number_format = _TEXT
    else:
        cell.value = value
    return cell


_THERE = (
    {"nb": "finnes allerede.", "en": "is there already."},
    {"nb": "Bruk --force for å skrive over den.", "en": "Use --force to write over it."},
)
