"""CSV files as people save them: which encoding, which separator, and where one breaks off."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ontology.errors import CellError

#: What a Norwegian text of a table holds beyond ASCII; anything else speaks for another encoding.
_PLAIN_LETTERS = frozenset("æøåÆØÅ")
_PLAIN = _PLAIN_LETTERS | frozenset("éèêëóòôöüäÉÈÖÜÄáàâíçñš§°–—’“”«»…€½²³·©®\u00a0")
_HINT = re.compile(r"\A\"?sep=.\"?\r?\n", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class TextTable:
    """The records of one file as text, and what was met on the way.

    With ``decimal_commas`` the file is one that a Norwegian spreadsheet wrote, in which a number
    has a comma.
    """

    records: list[list[str]] | None = None
    faults: list[CellError] = field(default_factory=list)
    notes: list[CellError] = field(default_factory=list)
    decimal_commas: bool = False


def read_csv(path: Path, columns: set[str]) -> TextTable:
    """Read a CSV file: UTF-8 with commas, or what Norwegian spreadsheets make of it.

    Parameters
    ----------
    path : Path
        The file.
    columns : set of str
        The columns of the table, by which the separator is told.

    Returns
    -------
    TextTable
        Without records when there are faults. Windows-1252 is taken, with a note, when every
        letter beyond ASCII is one of a Norwegian text; semicolons are taken with a note too. A
        byte order mark is left out.
    """
    table = TextTable()
    try:
        content = path.read_bytes()
    except OSError as error:
        table.faults.append(_at(path, 0, _UNREADABLE, error.strerror or ""))
        return table
    text = _decoded(path, content, columns, table)
    if text is None:
        return table
    # Excel's own hint in the first line, which it never shows as a row.
    text = _HINT.sub("", text, count=1)
    separator = _separator(path, text, columns, table)
    records: list[list[str]] = []
    try:
        for record in _reader(text, separator):
            records.append(record)
    except csv.Error:
        # The record that could not be ended began on the row after the last whole one.
        table.faults.append(_at(path, len(records) + 1, _BROKEN_CSV))
        return table
    table.records = records
    return table


def _decoded(path: Path, content: bytes, columns: set[str], table: TextTable) -> str | None:
    # Without its mark, UTF-16 shows by the empty byte beside each letter of the header.
    if content.startswith(_UTF_16) or content[:40].count(0) >= len(content[:40]) // 4 > 0:
        table.faults.append(_at(path, 0, _IS_UTF_16))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.start
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    beyond = {letter for letter in text if letter > "\x7f"}
    if beyond & _PLAIN_LETTERS and beyond <= _PLAIN:
        table.notes.append(_at(path, 0, _IS_WINDOWS_1252))
        return text
    row, column = _place(content[:wrong], columns)
    table.faults.append(_at(path, row, _ENCODING, f"0x{content[wrong]:02X}", column))
    return None


def _place(before: bytes, columns: set[str]) -> tuple[int, str]:
    """Give row and column, as the spreadsheet shows them, of what follows some bytes."""
    # Every byte is one letter of Latin-1; the letter "x" stands for the byte that is looked for.
    text = before.decode("latin-1").removeprefix("\xef\xbb\xbf") + "x"
    text = _HINT.sub("", text, count=1)
    separator = _best_separator(text, columns)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:  # a cell longer than any of ours: a quotation mark that is never closed
        return before.count(b"\n") + 1, ""
    last = len(records[-1]) - 1
    known = len(records) > 1 and last < len(records[0])
    return len(records), records[0][last].strip() if known else ""


def _reader(text: str, separator: str) -> Iterator[list[str]]:
    # Without newline="" a file of an old Mac, with CR alone, would be one broken row.
    return csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)


def _best_separator(text: str, columns: set[str]) -> str:
    header = next(iter(text.splitlines()), "").strip()
    known = {
        sign: sum(name.strip(' "') in columns for name in header.split(sign)) for sign in ",;\t"
    }
    best = max(known, key=lambda sign: known[sign])
    return best if known[best] > known[","] else ","


def _separator(path: Path, text: str, columns: set[str], table: TextTable) -> str:
    best = _best_separator(text, columns)
    if best == ",":
        return best
    if best == ";":
        table.notes.append(_at(path, 0, _HAS_SEMICOLONS))
        table.decimal_commas = True
        return ";"
    table.faults.append(_at(path, 1, _HAS_TABS))
    return best


Rule = tuple[dict[str, str], dict[str, str]]


def rule(nb: str, en: str, cure_nb: str = "", cure_en: str = "") -> Rule:
    """Pair a rule and its cure in both languages."""
    return {"nb": nb, "en": en}, {"nb": cure_nb, "en": cure_en}


def _at(path: Path, row: int, said: Rule, value: str = "", column: str = "") -> CellError:
    return CellError(path.name, row, column, value, *said)


_UNREADABLE = rule(
    "hindrer at filen leses.",
    "keeps the file from being read.",
    "Se etter at filen finnes, ikke er en mappe og kan leses av deg.",
    "See that the file exists, is no folder and may be read by you.",
)
_IS_UTF_16 = rule(
    "er lagret som UTF-16.",
    "is saved as UTF-16.",
    "Lagre filen på nytt som «CSV UTF-8».",
    "Save the file again as “CSV UTF-8”.",
)
_ENCODING = rule(
    "er en byte som verken er UTF-8 eller norsk tekst i Windows-1252.",
    "is a byte that is neither UTF-8 nor Norwegian text in Windows-1252.",
    "Lagre filen på nytt som «CSV UTF-8».",
    "Save the file again as “CSV UTF-8”.",
)
_IS_WINDOWS_1252 = rule(
    "er lest som Windows-1252.",
    "was read as Windows-1252.",
    "Lagre filen som «CSV UTF-8» neste gang.",
    "Save the file as “CSV UTF-8” next time.",
)
_HAS_SEMICOLONS = rule(
    "er skilt med semikolon; komma i tall er lest som desimaltegn.",
    "is separated by semicolons; a comma in a number was read as the decimal sign.",
    "Lagre filen med komma som skilletegn neste gang.",
    "Save the file with commas as separators next time.",
)
_HAS_TABS = rule(
    "er skilt med tabulator.",
    "is separated by tabs.",
    "Lagre filen på nytt med komma som skilletegn.",
    "Save the file again with commas as separators.",
)
_BROKEN_CSV = rule(
    "kan ikke leses som CSV: et anførselstegn står alene.",
    "cannot be read as CSV: a quotation mark stands alone.",
    "Et anførselstegn inne i en celle skrives to ganger, og cellen begynner og slutter med ett.",
    "A quotation mark inside a cell is typed twice, and the cell begins and ends with one.",
)
