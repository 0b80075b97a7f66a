"""All tables as one .xlsx, for people with a spreadsheet; `loaders.workbook_tables` reads it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders import contract as declared
from loaders.datapackage import TableContract, read_contract
from loaders.files import replace
from loaders.rows import Row, read_tables
from loaders.sheets import LISTS
from ontology.errors import CellError, TablesRejected

#: Before a table's name: where a workbook keeps the hash of the file that it was written from.
ORIGIN = "samspill-"
# What the format allows a list that stands in a rule, and one cell, to hold.
_LONGEST_LIST = 255
_LONGEST_CELL = 32_767
_LAST_ROW = 1_048_576
_TEXT = "@"


def write_workbook(
    data: Path, file: Path, language: str = "nb", *, force: bool = False
) -> dict[str, int]:
    """Write all tables of a folder as sheets of one workbook.

    Parameters
    ----------
    data : Path
        The folder with the tables.
    file : Path
        The .xlsx to make or replace.
    language : str
        ``"nb"`` or ``"en"``: of the comments that say what a column holds.
    force : bool
        Write over a file that is there already.

    Returns
    -------
    dict
        Rows by table; tables without a file have a sheet with the header only.

    Raises
    ------
    TablesRejected
        If a table cannot be read whole, or a cell holds what no spreadsheet can hold; the cell is
        named and nothing is written. Without ``force`` also if the file is there already.

    Notes
    -----
    Every cell is text. Before the file gets its name it is read back and compared with the tables.
    Blanks around a cell and blank rows are left out, as the reader of tables leaves them out.
    """
    if file.exists() and not force:
        raise TablesRejected([CellError(str(file), 0, "", "", *_THERE)])
    contract = read_contract(data)
    tables = read_tables(data, contract)
    faults = [*tables.faults, *_unfit(tables.rows)]
    if faults:
        raise TablesRejected(faults)
    workbook = Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    texts = _texts(language)
    lists: dict[tuple[str, ...], str] = {}
    for name, table in contract.items():
        sheet = workbook.create_sheet(name)
        rows = tables.rows.get(name, [])
        columns = columns_of(rows, table)
        _fill(sheet, columns, rows)
        _explain(sheet, columns, texts.get(name, {}))
        _rules(sheet, columns, table, lists)
    if lists:
        _add_lists(workbook, lists)
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]  # newer than its types
    for name, fingerprint in fingerprints(data, contract).items():
        # One each: a spreadsheet cuts a property of more than 255 letters.
        properties.append(StringProperty(name=ORIGIN + name, value=fingerprint))
    content = io.BytesIO()
    workbook.save(content)
    _compare(content.getvalue(), file, contract, tables.rows)
    replace(file, content.getvalue())
    return {name: len(tables.rows.get(name, [])) for name in contract}


def columns_of(rows: Sequence[Row], table: TableContract) -> list[str]:
    """Give the names of the columns in the order of the file, or of the contract."""
    return list(rows[0].cells) if rows else list(table.fields)


def _texts(language: str) -> dict[str, dict[str, str]]:
    ending = "" if language == "nb" else "_en"
    return {
        resource["name"]: {
            field["name"]: f"{field[f'title{ending}']}: {field[f'description{ending}']}"
            for field in resource["schema"]["fields"]
        }
        for resource in declared.descriptor()["resources"]
    }


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row]) -> None:
    for place, name in enumerate(columns, start=1):
        letter = get_column_letter(place)
        # The whole column, so that rows typed later are text too.
        sheet.column_dimensions[letter].number_format = _TEXT
        longest = max([len(name), *(len(row.cells.get(name, "")) for row in rows)])
        sheet.column_dimensions[letter].width = min(longest, 48) + 3
        header = _write(sheet, 1, place, name)
        header.font = Font(bold=True)
        for number, row in enumerate(rows, start=2):
            if text := row.cells.get(name, ""):
                cell = _write(sheet, number, place, text)
                cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    sheet.freeze_panes = "B2"


def _write(sheet: Worksheet, number: int, place: int, text: str) -> Cell:
    cell = sheet.cell(number, place)
    assert isinstance(cell, Cell)
    cell.value = text
    # Else text that begins with "=" would be a formula.
    cell.data_type = "s"
    cell.number_format = _TEXT
    return cell


def _explain(sheet: Worksheet, columns: Sequence[str], texts: Mapping[str, str]) -> None:
    for place, name in enumerate(columns, start=1):
        if text := texts.get(name):
            lines = len(text) // 40 + 2
            comment = Comment(text, "Samspill", height=20 * lines, width=300)
            sheet.cell(1, place).comment = comment


def _rules(
    sheet: Worksheet,
    columns: Sequence[str],
    table: TableContract,
    lists: dict[tuple[str, ...], str],
) -> None:
    for place, name in enumerate(columns, start=1):
        allowed = table.fields[name].enum if name in table.fields else ()
        if not allowed:
            continue
        formula = f'"{",".join(allowed)}"'
        if len(formula) > _LONGEST_LIST:
            letter = get_column_letter(len(lists) + 1)
            there = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(allowed)}"
            formula = lists.setdefault(allowed, there)
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.showErrorMessage = True
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(rule)


def _add_lists(workbook: Workbook, lists: Mapping[tuple[str, ...], str]) -> None:
    sheet = workbook.create_sheet(LISTS)
    for place, allowed in enumerate(lists, start=1):
        for number, code in enumerate(allowed, start=1):
            _write(sheet, number, place, code)
    sheet.sheet_state = "hidden"


def fingerprints(data: Path, contract: Mapping[str, TableContract]) -> dict[str, str]:
    """Hash each table's file; a table without a file is left out."""
    return {
        name: sha256((data / table.path).read_bytes()).hexdigest()
        for name, table in contract.items()
        if (data / table.path).is_file()
    }


def _unfit(tables: Mapping[str, Sequence[Row]]) -> list[CellError]:
    faults = []
    for rows in tables.values():
        for row in rows:
            for name, text in row.cells.items():
                # XML reads each kind of line end as one.
                unfit = ILLEGAL_CHARACTERS_RE.search(text) or "\r" in text
                if unfit or len(text) > _LONGEST_CELL:
                    faults.append(CellError(row.file, row.number, name, text[:40], *_UNFIT))
    return faults


def _compare(
    content: bytes,
    file: Path,
    contract: dict[str, TableContract],
    tables: Mapping[str, Sequence[Row]],
) -> None:
    with TemporaryDirectory(prefix="samspill-tables-") as folder:
        copy = Path(folder, file.name).with_suffix(".xlsx")
        copy.write_bytes(content)
        back = read_tables(copy, contract)
    faults = back.faults
    for name, rows in tables.items():
        kept = back.rows.get(name, [])
        for row, other in zip(rows, kept, strict=False):
            faults += [
                CellError(row.file, row.number, column, text[:40], *_UNFIT)
                for column, text in row.cells.items()
                if other.cells.get(column) != text
            ]
        if len(rows) != len(kept):
            faults.append(CellError(f"{name}.csv", 0, "", "", *_UNFIT))
    if faults:
        raise TablesRejected(faults)


_THERE = (
    {"nb": "finnes allerede.", "en": "is there already."},
    {
        "nb": "Bruk --force for å skrive over den.",
        "en": "Use --force to write over it.",
    },
)
_UNFIT = (
    {
        "nb": "kan ikke stå i et regneark uten tap.",
        "en": "cannot stand in a spreadsheet without loss.",
    },
    {
        "nb": "Ta bort styretegn og vognretur, og del tekst over 32 767 tegn.",
        "en": "Remove control characters and carriage returns, and divide text over 32,767 signs.",
    },
)
