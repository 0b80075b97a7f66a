"""Lists of names that somebody else made: one column of a CSV file or a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.sheets import read_lists
from loaders.text_files import Rule, read_csv, rule
from ontology.errors import CellError, TablesRejected

_WORKBOOKS = (".xlsx", ".xlsm")
_OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods", ".numbers")
_ID = "id"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One row of a list; ``row`` is the spreadsheet's, so the first after the header is 2."""

    row: int
    name: str  #: as typed, without blanks around it; may be empty
    id: str = ""  #: the cell of the column ``id``, where the list has one


def read_names(file: Path, column: str) -> list[ListedName]:
    """Read the names in one column of a list.

    Parameters
    ----------
    file : Path
        A CSV file as `loaders.text_files.read_csv` takes it, or an .xlsx of which the first sheet
        that has the column is read.
    column : str
        The column's name in the first row.

    Returns
    -------
    list of ListedName
        Every row down to the last that holds anything, those without a name included.

    Raises
    ------
    TablesRejected
        If the file cannot be read, has no such column, has it twice, or a cell of the column
        cannot be read; a missing column is told with those that are there.
    """
    wanted = column.strip()
    if file.suffix.casefold() in _OTHER_WORKBOOKS:
        raise TablesRejected([_at(file.name, 0, "", _OTHER_FORM)])
    if file.suffix.casefold() in _WORKBOOKS:
        return _from_workbook(file, wanted)
    read = read_csv(file, _columns(file, wanted))
    if read.faults:
        raise TablesRejected(read.faults)
    return _names(file.name, read.records or [], wanted)


def _columns(file: Path, wanted: str) -> set[str]:
    """Give the column by which the separator is told; all that may be one where it is missing."""
    try:
        lines = file.read_bytes().decode("utf-8", "replace").splitlines()[:2]
    except OSError:  # which the reading of the file tells
        return {wanted}
    # Excel's own hint may stand before the header.
    parts = {part for line in lines for sign in ",;\t" for part in _header(line.split(sign))}
    return {wanted} if wanted in parts else parts


def _from_workbook(file: Path, column: str) -> list[ListedName]:
    found: list[str] = []
    for place, records, faults in read_lists(file):
        header = _header(records[0]) if records else []
        if column not in header:
            found += [name for name in header if name]
            continue
        # What is wrong in other columns is no hindrance.
        if own := [fault for fault in faults if fault.column.strip() == column]:
            raise TablesRejected(own)
        return _names(place, records, column)
    raise TablesRejected([_at(file.name, 1, column, _missing(found))])


def _names(place: str, records: Sequence[Sequence[str | None]], column: str) -> list[ListedName]:
    rows = list(records)
    while rows and not any(cell and cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise TablesRejected([_at(place, 0, "", _EMPTY)])
    header = _header(rows[0])
    if header.count(column) != 1:
        said = _TWICE if column in header else _missing([name for name in header if name])
        raise TablesRejected([_at(place, 1, column, said)])
    # A row with more cells than the header has a separator in a cell: its names stand elsewhere.
    broken = [
        _at(place, number, "", _TOO_LONG)
        for number, record in enumerate(rows[1:], start=2)
        if any(cell and cell.strip() for cell in record[len(header) :])
    ]
    if broken:
        raise TablesRejected(broken)
    name_at = header.index(column)
    id_at = header.index(_ID) if header.count(_ID) == 1 else len(header)
    return [
        ListedName(number, _cell(record, name_at), _cell(record, id_at))
        for number, record in enumerate(rows[1:], start=2)
    ]


def _header(record: Sequence[str | None]) -> list[str]:
    return [(name or "").strip(' "\ufeff') for name in record]


def _cell(record: Sequence[str | None], place: int) -> str:
    return (record[place] or "").strip() if place < len(record) else ""


def _at(file: str, row: int, column: str, said: Rule) -> CellError:
    return CellError(file, row, column, "", *said)


def _missing(found: Sequence[str]) -> Rule:
    listed = ", ".join(f"«{name}»" for name in found)
    if not listed:
        return rule("finnes ikke; første rad er tom.", "is not there; the first row is empty.")
    return rule(
        "finnes ikke i første rad.",
        "is not in the first row.",
        f"Kolonnene er {listed}.",
        f"The columns are {listed}.",
    )


_OTHER_FORM = rule(
    "er verken CSV eller .xlsx.",
    "is neither CSV nor .xlsx.",
    "Lagre filen som .xlsx eller «CSV UTF-8».",
    "Save the file as .xlsx or “CSV UTF-8”.",
)
_EMPTY = rule("er tom.", "is empty.")
_TWICE = rule(
    "står mer enn én gang i første rad.",
    "stands more than once in the first row.",
    "Gi kolonnene ulike navn.",
    "Give the columns different names.",
)
_TOO_LONG = rule(
    "har flere celler enn første rad.",
    "has more cells than the first row.",
    "Sett anførselstegn rundt en celle som har skilletegnet i seg.",
    "Put quotation marks around a cell that has the separator in it.",
)
