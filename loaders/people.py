"""People are shown in public roles only, for as long as their row says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from loaders.curated import BY_NAME
from loaders.rows import Row, Tables
from loaders.tables import Column
from loaders.values import read_period
from ontology.iri_policy import singular

#: A row of these kinds, or one that points to such a row, stands in the graph ``persons``.
KINDS = ("person", "responsibility")


def is_about_people(row: Row) -> bool:
    """Tell whether a row stands in the graph ``persons``: it is, or points to, one of a person.

    Examples
    --------
    >>> is_about_people(Row("names", "names.csv", 2, {"subject": "person:kari-nordmann"}))
    True
    >>> is_about_people(Row("names", "names.csv", 2, {"subject": "actor:hamar-kommune"}))
    False
    """
    return singular(row.table) in KINDS or any(kind in KINDS for kind, _ in pointed_to(row))


def last_day(rows: Iterable[Row]) -> dict[str, date]:
    """Give the last day on which each person is shown; without a limit a person is not there."""
    found = {}
    for row in rows:
        cell = row.cells.get("show_until", "")
        last = read_period(cell).last if cell else None
        if last is not None:
            found[row.id] = last
    return found


def shown_on(tables: Tables, day: date) -> tuple[Tables, dict[str, int]]:
    """Leave out the people whose time is over, with every row that points to them.

    Parameters
    ----------
    tables : Tables
        Checked tables.
    day : date
        The day of the build.

    Returns
    -------
    tuple of Tables and dict
        What is shown, and the number of rows left out of each table that has lost some.
    """
    persons = tables.rows.get("persons", ())
    gone = {("person", key) for key, last in last_day(persons).items() if last < day}
    rows = tables.rows
    while True:
        kept = {
            name: [row for row in of_table if not _is_gone(row, gone)]
            for name, of_table in rows.items()
        }
        lost = {
            (singular(name), row.id)
            for name, of_table in rows.items()
            for row in of_table
            if _is_gone(row, gone)
        }
        if lost <= gone:
            break
        gone |= lost
    counts = {name: len(rows[name]) - len(kept[name]) for name in rows}
    return replace(tables, rows=kept), {name: count for name, count in counts.items() if count}


def _is_gone(row: Row, gone: set[tuple[str, str]]) -> bool:
    if (singular(row.table), row.id) in gone:
        return True
    return any(target in gone for target in pointed_to(row))


def pointed_to(row: Row) -> Iterator[tuple[str, str]]:
    """Give kind and id of every row that a row points to."""
    for column in BY_NAME[row.table].columns:
        cell = row.cells.get(column.name, "")
        if cell and cell != "?":
            yield from _targets(column, cell)


def _targets(column: Column, cell: str) -> Iterator[tuple[str, str]]:
    if column.kind == "link":
        yield singular(column.to[0]), cell
    elif column.kind == "ref":
        kind, _, identifier = cell.partition(":")
        yield kind, identifier
