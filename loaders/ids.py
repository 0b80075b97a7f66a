"""Propose ids for rows that have none, from what the rows say; write them into the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.names import fold
from loaders.csv_bytes import fill
from loaders.curated import BY_NAME
from loaders.datapackage import read_contract
from loaders.files import replace
from loaders.rows import Row, Tables, read_tables
from loaders.tables import DCT_SOURCE, RDFS_LABEL, Column, Table
from ontology.errors import CellError, TablesRejected
from ontology.iri_policy import singular
from ontology.namespaces import Samspill

#: Where a name is cut, at the nearest word: an id is read by people.
MOST_LETTERS = 60
#: What a cut name shall not end in.
_SMALL_WORDS = {
    *("a", "av", "de", "den", "det", "en", "et", "for", "fra", "i", "med", "og", "om", "pa"),
    *("som", "til", "the", "of", "to", "in"),
}
_POINTS = ("link", "ref", "former")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Words about the row rather than about what it says.
_SAYS_NOTHING = ("id", "note", "confidence", "evidence", "why")


@dataclass(frozen=True)
class Proposal:
    """An id for one row, and the columns that it is made from."""

    file: str
    row: int
    id: str
    columns: tuple[str, ...]  #: none where the row says nothing to make an id from


def slug(text: str) -> str:
    """Give text as an id may hold it: æ is ae, ø is o, å is a; cut at a word.

    Examples
    --------
    >>> slug("Høgskolen i Innlandet, Rena"), slug("L7-8; L30"), slug("–")
    ('hogskolen-i-innlandet-rena', 'l7-8-l30', '')
    """
    whole = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(whole) <= MOST_LETTERS:
        return whole
    words = whole[: MOST_LETTERS + 1].split("-")[:-1]
    while words and words[-1] in _SMALL_WORDS:
        words.pop()
    return "-".join(words) or whole[:MOST_LETTERS]


def propose(table: str, rows: Sequence[Row], taken: Iterable[str] = ()) -> list[Proposal]:
    """Propose an id for each row of a table that has none.

    Parameters
    ----------
    table : str
        The table's name.
    rows : sequence of Row
        All rows of the table.
    taken : iterable of str
        Ids that no row has any more and none may get again.

    Returns
    -------
    list of Proposal
        In the order of the rows. An id is made from the row's label, or from what it points to
        (and from the first code or name it must have, when that is one thing only). Where another
        row of the table says the same in these columns, what sets the two apart is added: the
        first column in which they differ, or several; where nothing does, ``-2`` and on.

    Raises
    ------
    KeyError
        If there is no such table.

    Examples
    --------
    >>> def row(number, **cells):
    ...     return Row("participations", "participations.csv", number, cells)
    >>> rows = [row(2, actor="hamar", initiative="t10", role="owner"),
    ...         row(3, actor="hamar", initiative="t10", role="lead"),
    ...         row(4, actor="loten", initiative="t10", role="lead")]
    >>> [one.id for one in propose("participations", rows)]
    ['hamar-t10-owner', 'hamar-t10-lead', 'loten-t10']
    """
    declared = BY_NAME[table]
    known = {row.id: row for row in rows if row.id}
    used = {*known, *taken}
    meanings = {id(row): _meaning(row, declared) for row in rows}
    same: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        same["-".join(meanings[id(row)].values())].append(row)
    proposals = []
    for row in rows:
        if row.id:
            continue
        parts = dict(meanings[id(row)])
        rivals = [other for other in same["-".join(parts.values())] if other is not row]
        parts |= _apart(row, rivals, declared, parts)
        name = "-".join(parts.values()) or singular(table)
        if name in used and name in known:
            parts |= _apart(row, [known[name]], declared, parts)
            name = "-".join(parts.values()) or singular(table)
        proposal = Proposal(row.file, row.number, _unused(name, used), tuple(parts))
        used.add(proposal.id)
        proposals.append(proposal)
    return proposals


def propose_in(data: Path, table: str) -> list[Proposal]:
    """Propose ids for a table of a folder.

    Parameters
    ----------
    data : Path
        The folder with the tables.
    table : str
        The table's name.

    Returns
    -------
    list of Proposal
        As `propose` gives them; ids that ``merged_ids`` names as former are not given again.

    Raises
    ------
    KeyError
        If the contract has no such table.
    TablesRejected
        If the table has no file, or it cannot be read whole. Faults of cells, and of other
        tables, are no hindrance.
    """
    contract = read_contract(data)
    path = contract[table].path
    tables = read_tables(data, contract)
    faults = [fault for fault in tables.faults if fault.file == path]
    if table not in tables.rows and not faults:
        absent = {"nb": "finnes ikke.", "en": "does not exist."}
        faults = [CellError(str(data / path), 0, "", "", absent)]
    if faults:
        raise TablesRejected(faults)
    return propose(table, tables.rows[table], _former(tables, table))


def write(data: Path, table: str, proposals: Sequence[Proposal]) -> None:
    """Write proposed ids into the table's file, and change nothing else in it.

    Parameters
    ----------
    data : Path
        The folder with the tables.
    table : str
        The table's name.
    proposals : sequence of Proposal
        From `propose_in`, of the file as it is.

    Raises
    ------
    TablesRejected
        If the file has changed since, or its cells cannot be told apart byte by byte; it is then
        as it was.
    """
    path = data / read_contract(data)[table].path
    content = path.read_bytes()
    try:
        filled = fill(content, "id", {one.row: one.id for one in proposals})
    except ValueError as error:
        raise _not_written(path, str(error)) from error
    if path.read_bytes() != content or propose_in(data, table) != list(proposals):
        raise _not_written(path, "it has changed meanwhile")
    replace(path, filled)


def _not_written(path: Path, reason: str) -> TablesRejected:
    rule = {
        "nb": f"er ikke endret: {reason}.",
        "en": f"was not changed: {reason}.",
    }
    cure = {
        "nb": "Kjør samspill ids på nytt, eller skriv inn id-ene for hånd.",
        "en": "Run samspill ids again, or type the ids by hand.",
    }
    return TablesRejected([CellError(path.name, 0, "id", "", rule, cure)])


def _former(tables: Tables, table: str) -> Iterator[str]:
    for row in tables.rows.get("merged_ids", ()):
        kind, _, identifier = row.cells.get("old_id", "").partition(":")
        if kind == singular(table):
            yield identifier


def _meaning(row: Row, table: Table) -> dict[str, str]:
    """Give the parts of the row's id by column, before anybody asks whether it is unique."""
    labels = [column for column in table.own if column.property == RDFS_LABEL]
    if labels:
        named = next((part for part in _parts(row, labels) if part[1]), None)
        return dict([named]) if named else {}
    must = [column for column in table.own if column.required and column.property != DCT_SOURCE]
    points = [column for column in must if column.kind in _POINTS]
    others = [column for column in must if column.kind in ("text", "code")]
    if len(points) == 1:
        # A name says more than the code of its kind.
        points += sorted(others, key=lambda column: column.kind != "text")[:1]
    return {name: part for name, part in _parts(row, points) if part}


def _parts(row: Row, columns: Iterable[Column]) -> Iterator[tuple[str, str]]:
    for column in columns:
        cell = row.cells.get(column.name, "")
        if column.kind in ("ref", "former"):
            cell = cell.rpartition(":")[2]
        elif column.kind == "class":
            cell = _CAPITAL.sub(" ", cell)
        yield column.name, slug(cell)


def _apart(row: Row, rivals: Sequence[Row], table: Table, used: dict[str, str]) -> dict[str, str]:
    """Give what sets a row apart from others: one column if one does, else the fewest at hand."""
    columns = [
        column
        for column in table.columns
        if column.name not in used
        and column.name not in _SAYS_NOTHING
        and column.property not in (RDFS_LABEL, Samspill.says)
    ]
    mine = {name: part for name, part in _parts(row, columns) if part}
    theirs = [dict(_parts(rival, columns)) for rival in rivals]
    if not theirs:
        return {}
    for name, part in mine.items():
        if all(their[name] != part for their in theirs):
            return {name: part}
    found = {}
    for name, part in mine.items():
        if any(their[name] != part for their in theirs):
            found[name] = part
            theirs = [their for their in theirs if their[name] == part]
    return found


def _unused(name: str, used: set[str]) -> str:
    if name not in used:
        return name
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"
