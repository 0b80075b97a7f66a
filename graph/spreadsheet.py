"""Answers for spreadsheets: XLSX, and CSV as a Norwegian Excel opens it with a double click.

The workbook is written part by part, so that an answer of any length needs little memory and a
worker that is killed leaves no temporary file. Only what one sheet with a header needs is
written.

References
----------
ECMA-376, part 1 (SpreadsheetML): section 18.3.1.4 (cells), 22.9.2.19 (``_xHHHH_`` in text).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO, TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from pyoxigraph import BlankNode, Literal, Triple

from graph.turtle import term_text

if TYPE_CHECKING:
    from graph.results import Cell, Cells, Write

#: What a sheet of Excel can hold (Microsoft, "Excel specifications and limits").
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_LETTERS = 32_767

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = {
    _XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong"),
        *("unsignedShort", "unsignedByte"),
    )
}
_FRACTIONS = {_XSD + "decimal", _XSD + "double", _XSD + "float"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
# A spreadsheet keeps fifteen digits of a number and makes the others zero.
_MOST_DIGITS = 15
# Excel takes 1900 for a leap year: from its first of March the days count from here.
_DAY_NOUGHT = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Sheets are handed on in parts of about this size.
_PART_LETTERS = 64 * 1024


class SheetLimit(ValueError):
    """An answer does not fit into a sheet; its text is rows, columns or letters."""


def write_csv_excel(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    r"""Write a table for a Norwegian Excel: semicolons, decimal commas, a mark of UTF-8.

    Parameters
    ----------
    names : sequence of str
        The header.
    rows : iterable of sequences of terms
        One term or None for each column.
    write : callable
        Takes the bytes as they come.

    Notes
    -----
    Text that Excel would take for a formula begins with an apostrophe, so that opening an answer
    never runs anything. Numbers of RDF get a decimal comma, their own minus stays.

    Examples
    --------
    >>> from pyoxigraph import NamedNode
    >>> out: list[bytes] = []
    >>> half = Literal("1.5", datatype=NamedNode(_XSD + "decimal"))
    >>> write_csv_excel(["a", "b"], [[half, Literal("=1+1")]], out.append)
    >>> b"".join(out).decode("utf-8-sig")
    "a;b\r\n1,5;'=1+1\r\n"
    """
    write(b"\xef\xbb\xbf" + (";".join(map(_field, names)) + "\r\n").encode())
    for row in rows:
        write((";".join(_excel_field(term) for term in row) + "\r\n").encode())


def _excel_field(term: Cell) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        datatype = term.datatype.value
        if datatype in _INTEGERS | _FRACTIONS and _NUMBER.match(term.value):
            return term.value if datatype in _INTEGERS else term.value.replace(".", ",")
    text = plain_text(term)
    return _field("'" + text if text.startswith(_FORMULA) else text)


def _field(text: str) -> str:
    if any(sign in text for sign in '";\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def plain_text(term: Cell) -> str:
    """Give what a person reads: the IRI, or the text without language and datatype."""
    if term is None:
        return ""
    return term_text(term) if isinstance(term, BlankNode | Triple) else term.value


def write_xlsx(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    """Write a table as a workbook with one sheet; equal answers give equal bytes.

    Parameters
    ----------
    names : sequence of str
        The header, which stays in view; none for a single value without one.
    rows : iterable of sequences of terms
        Numbers, truth values and days become those of the spreadsheet. Numbers of more than
        fifteen digits, which it would round, and all else stay text.
    write : callable
        Takes the bytes as they come.

    Raises
    ------
    SheetLimit
        If a sheet cannot hold it; nothing is cut in silence.
    """
    if len(names) > MOST_COLUMNS:
        raise SheetLimit("columns")
    sink = cast(IO[bytes], _Sink(write))
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name, text in _FRAME.items():
            book.writestr(_entry(name), text)
        with book.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            _write_sheet(names, rows, sheet)


class _Sink:
    """A file without a place to go back to, which `zipfile` then knows how to write."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        self._write(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


def _entry(name: str) -> zipfile.ZipInfo:
    # The earliest time a zip can say: a clock would make equal answers different.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write_sheet(names: Sequence[str], rows: Iterable[Cells], sheet: IO[bytes]) -> None:
    held = [_SHEET_START if names else _SHEET_START_BARE]
    number = 0
    if names:
        number = 1
        held.append(f"<row>{''.join(_text_cell(name, 1) for name in names)}</row>")
    size = 0
    for row in rows:
        number += 1
        if number > MOST_ROWS:
            raise SheetLimit("sheet-rows")
        line = f"<row>{''.join(map(_cell, row))}</row>"
        held.append(line)
        size += len(line)
        if size >= _PART_LETTERS:
            sheet.write("".join(held).encode())
            held, size = [], 0
    held.append("</sheetData></worksheet>")
    sheet.write("".join(held).encode())


def _cell(term: Cell) -> str:
    if term is None:
        return "<c/>"
    if isinstance(term, Literal):
        datatype, value = term.datatype.value, term.value
        if datatype in _INTEGERS | _FRACTIONS and _fits_number(value):
            return f"<c><v>{value.removeprefix('+')}</v></c>"
        if datatype == _XSD + "boolean" and value in ("true", "false", "1", "0"):
            return f'<c t="b"><v>{int(value in ("true", "1"))}</v></c>'
        if datatype == _XSD + "date" and (day := _day_number(value)) is not None:
            return f'<c s="2"><v>{day}</v></c>'
    return _text_cell(plain_text(term))


def _fits_number(value: str) -> bool:
    if not _NUMBER.match(value):
        return False
    try:
        number = Decimal(value).normalize()
    except InvalidOperation:
        return False
    # Excel's numbers are doubles: beyond 1E308 there is none.
    return len(number.as_tuple().digits) <= _MOST_DIGITS and abs(number.adjusted()) < 300


def _day_number(value: str) -> int | None:
    found = _DATE.match(value)
    if not found:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return (day - _DAY_NOUGHT).days if day >= _FIRST_DAY else None


def _text_cell(text: str, style: int = 0) -> str:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_LETTERS:
        raise SheetLimit("letters")
    marked = _LOOKS_ESCAPED.sub("_x005F_", text)
    marked = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", marked)
    about = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{about}><is><t xml:space="preserve">{escape(marked)}</t></is></c>'


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FRAME = {
    "[Content_Types].xml": _HEAD + f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": _HEAD + f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
    f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": _HEAD + f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="samspill" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _HEAD + f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Styles: 0 plain, 1 the header in bold, 2 a day as the reader's country writes it.
    "xl/styles.xml": _HEAD
    + f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
_SHEET_START_BARE = _HEAD + f'<worksheet xmlns="{_MAIN}"><sheetData>'
_SHEET_START = (
    _HEAD + f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
