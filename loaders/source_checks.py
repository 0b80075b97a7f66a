"""How well the tables say where they have it from: rows without a place, sources without rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.datapackage import TableContract, read_contract
from loaders.rows import Row, Tables, read_tables
from loaders.values import read_locator
from ontology.errors import TablesRejected
from ontology.iri_policy import singular

#: What is warned of, in the order of the report.
WARNINGS = (
    "row-without-locator",
    "row-without-source",
    "unknown-source",
    "unreadable-locator",
    "locator-outside",
    "source-without-rows",
    "source-without-date",
)
_SOURCES = "sources"


@dataclass(frozen=True)
class SourceWarning:
    """One weak spot, with its place; ``detail`` is the cell or figure that it is about."""

    kind: str  #: one of `WARNINGS`
    file: str
    row: int
    id: str
    source: str  #: id of the source, or of none; for a source without rows its own
    detail: str = ""


@dataclass(frozen=True)
class SourceReport:
    """The warnings, and for each source how many rows state and mention it."""

    warnings: tuple[SourceWarning, ...]  #: by kind, then as the tables have them
    rows: dict[str, int]  #: rows that have it as their source, by id, in the order of the table
    pointed_to: dict[str, int]  #: rows that speak of the document itself


def check_sources(data: Path) -> SourceReport:
    """Read the tables of a folder and find their weak spots.

    Parameters
    ----------
    data : Path
        A folder with tables, or an .xlsx file.

    Returns
    -------
    SourceReport
        See `examine`.

    Raises
    ------
    TablesRejected
        If a table cannot be read whole: a report on the rest would be taken for one on all.
    """
    contract = read_contract(data)
    tables = read_tables(data, contract)
    if tables.faults:
        raise TablesRejected(tables.faults)
    return examine(tables, contract)


def examine(tables: Tables, contract: dict[str, TableContract]) -> SourceReport:
    """Find rows and sources that a reader cannot follow to a document.

    Parameters
    ----------
    tables : Tables
        All rows; other faults do not matter.
    contract : dict
        The contract of the tables: it says which have a source and a locator.

    Returns
    -------
    SourceReport
        A claim of a contradiction stands in the source of the row that makes it. An identity
        judgement without a source is the curator's own and no warning. Whether a source really
        says what a row says is not checked.
    """
    sources = {row.id: row for row in tables.rows.get(_SOURCES, ()) if row.id}
    by_kind = {singular(name): rows for name, rows in tables.rows.items()}
    of_claim = {
        f"{kind}:{row.id}": row.cells.get("source", "")
        for kind, rows in by_kind.items()
        for row in rows
    }
    stated: Counter[str] = Counter()
    pointed_to: Counter[str] = Counter()
    found: defaultdict[str, list[SourceWarning]] = defaultdict(list)
    for name, rows in tables.rows.items():
        fields = contract[name].fields
        references = [field.name for field in fields.values() if field.kind == "ref"]
        for row in rows:
            if "source" in fields:
                stated[row.cells.get("source", "")] += 1
            for column in references:
                kind, _, identifier = row.cells.get(column, "").partition(":")
                if kind == singular(_SOURCES):
                    pointed_to[identifier] += 1
            for warning in _row_warnings(row, contract[name], sources, of_claim):
                found[warning.kind].append(warning)
    for identifier, row in sources.items():
        if not stated[identifier]:
            spoken_of = str(pointed_to[identifier])
            found["source-without-rows"].append(
                _warn("source-without-rows", row, identifier, spoken_of)
            )
        if not row.cells.get("published"):
            found["source-without-date"].append(_warn("source-without-date", row, identifier))
    return SourceReport(
        tuple(warning for kind in WARNINGS for warning in found[kind]),
        {identifier: stated[identifier] for identifier in sources},
        {identifier: pointed_to[identifier] for identifier in sources},
    )


def _row_warnings(
    row: Row, table: TableContract, sources: dict[str, Row], of_claim: dict[str, str]
) -> Iterator[SourceWarning]:
    source = row.cells.get("source", "")
    optional = "source" in table.fields and not table.fields["source"].required
    if "source" in table.fields:
        if not source and not optional:
            yield _warn("row-without-source", row, "")
        elif source and source not in sources:
            yield _warn("unknown-source", row, source, source)
    elif "claim" in table.fields:
        source = of_claim.get(row.cells.get("claim", ""), "")
    if "locator" not in table.fields:
        return
    locator = row.cells.get("locator", "")
    if not locator:
        # A web page has no lines to point to; what has not been read as a file neither.
        read = source in sources and sources[source].cells.get("lines")
        if read or (not source and not optional):
            yield _warn("row-without-locator", row, source)
        return
    try:
        parts = read_locator(locator)
    except ValueError:
        yield _warn("unreadable-locator", row, source, locator)
        return
    count = sources[source].cells.get("lines", "") if source in sources else ""
    if count.isdecimal() and any(last > int(count) for _, last in parts):
        yield _warn("locator-outside", row, source, f"{locator} > {count}")


def _warn(kind: str, row: Row, source: str, detail: str = "") -> SourceWarning:
    return SourceWarning(kind, row.file, row.number, row.id, source, detail)
