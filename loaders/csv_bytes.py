"""Fill single cells of a CSV file and leave every other byte as it is.

Separators, encoding, byte order mark, quotation marks, line ends and blank rows stay what they
were, so that a comparison of two versions shows the filled cells and nothing else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

# Every byte is one character of Latin-1, so that places in text and bytes are the same; quotation
# marks, separators and line ends are ASCII in every encoding that tables may have.
_TRANSPARENT = "latin-1"
_MARK = "\xef\xbb\xbf"  # UTF-8's byte order mark, read as Latin-1
_SEPARATORS = (",", ";", "\t")

Span = tuple[int, int]


@dataclass(frozen=True)
class Layout:
    """Where the cells of a file stand: the first and the place after the last character of each."""

    text: str
    separator: str
    records: tuple[tuple[Span, ...], ...]

    def cell(self, number: int, place: int) -> str:
        """Give a cell as it is typed, with its quotation marks, stray blanks left out.

        Rows count from 1, the header included; a cell that the row does not have is empty.
        """
        record = self.records[number - 1]
        if place >= len(record):
            return ""
        start, end = record[place]
        return self.text[start:end].strip()


def read_layout(content: bytes, column: str) -> tuple[Layout, int]:
    r"""Find the cells of a file, and which of them is the column.

    Parameters
    ----------
    content : bytes
        A CSV file in UTF-8 or another encoding that holds ASCII, separated by commas, semicolons
        or tabs.
    column : str
        A name in the header.

    Returns
    -------
    tuple of Layout and int
        And the column's place, from 0.

    Raises
    ------
    ValueError
        If the column is not in the header, or quotation marks do not fit.

    Examples
    --------
    >>> layout, place = read_layout(b'name;id\r\n"a;b";\r\n', "id")
    >>> layout.separator, place, layout.cell(2, 0), layout.cell(2, 1)
    (';', 1, '"a;b"', '')
    """
    text = content.decode(_TRANSPARENT)
    for separator in _SEPARATORS:
        layout = Layout(text, separator, tuple(_records(text, separator)))
        if not layout.records:
            break
        names = [
            layout.cell(1, place).strip('"').strip() for place in range(len(layout.records[0]))
        ]
        if column in names:
            _compare(layout)
            return layout, names.index(column)
    raise ValueError(f"no column {column!r} in the header")


def fill(content: bytes, column: str, values: Mapping[int, str]) -> bytes:
    r"""Fill empty cells of one column.

    Parameters
    ----------
    content : bytes
        The file.
    column : str
        The column's name.
    values : mapping of int to str
        Row, as the spreadsheet shows it, to what its cell shall hold: ASCII without separators,
        quotation marks and line ends.

    Returns
    -------
    bytes
        The file with these cells filled; a pair of quotation marks is kept.

    Raises
    ------
    ValueError
        If a cell is not empty or not there, or a value would need quotation marks.

    Examples
    --------
    >>> fill(b'id,name\r\n,A\r\n"",B\r\n', "id", {2: "a", 3: "b"})
    b'id,name\r\na,A\r\n"b",B\r\n'
    """
    layout, place = read_layout(content, column)
    edits: list[tuple[Span, str]] = []
    for number, value in values.items():
        if not value.isascii() or set(value) & {*_SEPARATORS, '"', "\n", "\r"}:
            raise ValueError(f"{value!r} cannot stand in a cell as it is")
        if number > len(layout.records) or place >= len(layout.records[number - 1]):
            raise ValueError(f"row {number} has no cell {column!r}")
        typed = layout.cell(number, place)
        if typed.strip('"').strip():
            raise ValueError(f"row {number} has {typed!r} in {column!r} already")
        edits.append((layout.records[number - 1][place], f'"{value}"' if typed else value))
    text = layout.text
    for (start, end), value in sorted(edits, reverse=True):
        text = text[:start] + value + text[end:]
    return text.encode(_TRANSPARENT)


def _records(text: str, separator: str) -> list[tuple[Span, ...]]:
    records: list[tuple[Span, ...]] = []
    cells: list[Span] = []
    start = at = len(_MARK) if text.startswith(_MARK) else 0
    quoted = False
    while at < len(text):
        letter = text[at]
        if letter == '"' and (quoted or at == start):
            # A doubled mark closes and opens again, which comes to the same.
            quoted = not quoted or text[at + 1 : at + 2] == '"'
            if quoted and at != start:
                at += 1
        elif not quoted and letter == separator:
            cells.append((start, at))
            start = at + 1
        elif not quoted and letter in "\r\n":
            cells.append((start, at))
            at += text.startswith("\r\n", at)
            records.append(tuple(cells))
            cells, start = [], at + 1
        at += 1
    if cells or start < len(text):
        cells.append((start, len(text)))
        records.append(tuple(cells))
    return records


def _compare(layout: Layout) -> None:
    """Make sure that the csv module, which reads the cells, finds them in the same places."""
    text = layout.text.removeprefix(_MARK)
    try:
        read = list(
            csv.reader(io.StringIO(text, newline=""), delimiter=layout.separator, strict=True)
        )
    except csv.Error as error:
        raise ValueError(str(error)) from error
    # A blank line is a row without cells for one and a row with an empty cell for the other.
    if [max(len(row), 1) for row in read] != [len(record) for record in layout.records]:
        raise ValueError("its quotation marks cannot be told apart")
