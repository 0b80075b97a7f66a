"""The sheets of a workbook as the tables of a folder: back to CSV without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from loaders import contract as declared
from loaders.datapackage import FILE, TableContract, read_contract
from loaders.files import replace
from loaders.rows import Row, read_tables
from loaders.workbook import ORIGIN, columns_of, fingerprints
from ontology.errors import CellError, TablesRejected


@dataclass(frozen=True)
class Written:
    """What came back from a workbook, by table."""

    written: tuple[str, ...]
    equal: tuple[str, ...]  #: the file says the same and is as it was
    without_sheet: tuple[str, ...]  #: the folder has a file and the workbook no sheet: as it was


def read_workbook(file: Path, data: Path, *, force: bool = False) -> Written:
    """Write the sheets of a workbook as the tables of a folder.

    Parameters
    ----------
    file : Path
        An .xlsx with one sheet a table.
    data : Path
        The folder; made, with the contract of this version, when there is none.
    force : bool
        Write over tables that have changed since the workbook was written.

    Returns
    -------
    Written
        A table that says the same already keeps its file byte for byte. A table without rows gets
        a file only if it had one when the workbook was written, or has one now.

    Raises
    ------
    TablesRejected
        If a sheet cannot be read whole, with every fault; or, without ``force``, if tables of the
        folder have changed since the workbook was written, naming each. Nothing is written then.

    Notes
    -----
    What the cells say is not checked: that is the business of ``samspill validate``. Files are
    UTF-8, separated by commas, with the line ends of this project (LF).
    """
    fresh = not (data / FILE).exists()
    contract = read_contract(file if fresh else data)
    sheets = read_tables(file, contract)
    if faults := sheets.faults:
        raise TablesRejected(faults)
    origin = _origin(file)
    present = {} if fresh else _tables_of(data, contract)
    new: dict[str, bytes] = {}
    equal, conflicts = [], []
    before = fingerprints(data, contract)
    for name, rows in sheets.rows.items():
        table = contract[name]
        if not rows and name not in before and name not in origin:
            continue
        if name in present and _values(present[name], table) == _values(rows, table):
            equal.append(name)
            continue
        new[name] = as_csv(columns_of(rows, table), rows)
        if name in before and before[name] != origin.get(name):
            conflicts.append(_conflict(table.path))
    if conflicts and not force:
        raise TablesRejected(conflicts)
    data.mkdir(parents=True, exist_ok=True)
    if fresh:
        replace(data / FILE, declared.text().encode())
    for name, content in new.items():
        replace(data / contract[name].path, content)
    return Written(tuple(new), tuple(equal), tuple(sorted(before.keys() - sheets.rows.keys())))


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    r"""Give a table as the curated tables are kept: UTF-8, commas, LF, quotes where needed.

    Examples
    --------
    >>> as_csv(["id", "note"], [Row("names", "names.csv", 2, {"id": "a", "note": "x, y"})])
    b'id,note\na,"x, y"\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.cells.get(name, "") for name in columns] for row in rows)
    return text.getvalue().encode()


def _tables_of(data: Path, contract: dict[str, TableContract]) -> dict[str, list[Row]]:
    """Read the tables of a folder that may hold none yet.

    One of which something cannot be read is left out: it is written over only as one that has
    changed.
    """
    if not any((data / table.path).exists() for table in contract.values()):
        return {}
    tables = read_tables(data, contract)
    return {name: rows for name, rows in tables.rows.items() if name not in tables.unread}


def _values(rows: Sequence[Row], table: TableContract) -> list[list[str]]:
    return [[row.cells.get(name, "") for name in table.fields] for row in rows]


def _origin(file: Path) -> dict[str, str]:
    """Read what the folder held when the workbook was written; nothing if it does not say."""
    properties = load_workbook(file, read_only=True).custom_doc_props.props  # type: ignore[attr-defined]
    return {
        known.name.removeprefix(ORIGIN): str(known.value)
        for known in properties
        if known.name and known.name.startswith(ORIGIN)
    }


def _conflict(path: str) -> CellError:
    return CellError(
        path,
        0,
        "",
        "",
        {
            "nb": "er endret siden arbeidsboken ble skrevet, eller arbeidsboken sier ikke når.",
            "en": "has changed since the workbook was written, or the workbook does not say when.",
        },
        {
            "nb": "Skriv arbeidsboken på nytt, eller bruk --force for å skrive over filen.",
            "en": "Write the workbook again, or use --force to write over the file.",
        },
    )
