"""Judge the rows that have no fault beside those that have, so that one run tells everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from pyoxigraph import Store

from graph.validation import VIOLATION, Check, validate
from loaders import mapping
from loaders.people import pointed_to
from loaders.references import repaired
from loaders.rows import Row, Tables
from ontology import vocabulary
from ontology.errors import CellError
from ontology.iri_policy import named_graph, singular

#: The named graphs that shapes and checks judge: our own tables, not what others wrote.
JUDGED = (named_graph("curated"), named_graph("persons"), named_graph("ontology"))


def judge_sound_rows(
    tables: Tables, faults: Iterable[CellError], checks: Sequence[Check]
) -> list[CellError]:
    """Find what shapes and checks have against rows that have no fault of their own.

    Parameters
    ----------
    tables : Tables
        What was read.
    faults : iterable of CellError
        The faults of its cells.
    checks : sequence of Check
        Checks over several rows.

    Returns
    -------
    list of CellError
        Violations only. A row that points to a faulty one, or to which a faulty one points, is
        not judged, since what it lacks may stand in the faulty row; nor is anything while a
        table could not be read.
    """
    if tables.unread:
        return []
    places = {(fault.file, fault.row) for fault in faults}
    wrong = [row for row in _all(tables) if (row.file, row.number) in places]
    # Who points to a row whose id is wrong does so by the id that it should have.
    faulty = {_key(row) for row in wrong} | {(singular(r.table), repaired(r.id)) for r in wrong}
    beside = {target for row in _all(tables) if _key(row) in faulty for target in pointed_to(row)}
    sound = [row for row in _all(tables) if _key(row) not in faulty and row.id]
    unsure = {_key(row) for row in sound if faulty.intersection(pointed_to(row))} | beside
    store = Store()
    store.bulk_extend(chain(vocabulary.quads(), mapping.map_rows(sound)))
    files = {row.table: row.file for row in sound}
    by_place = {(row.table, row.number): _key(row) for row in sound}
    return [
        CellError(files[place.table], place.row, "", finding.value, finding.message)
        for finding in validate(store, vocabulary.shapes(), checks, JUDGED)
        if finding.severity == VIOLATION
        and (place := finding.place)
        and by_place[place.table, place.row] not in unsure
    ]


def _all(tables: Tables) -> Iterable[Row]:
    return chain.from_iterable(tables.rows.values())


def _key(row: Row) -> tuple[str, str]:
    return singular(row.table), row.id
