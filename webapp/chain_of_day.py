"""The chain of a goal on a day: the targets that were set and the results that were known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from webapp.records import Records
from webapp.validity import Span, Told, span_on_grounds, told

_GROUNDS = ("during",)


@dataclass
class ChainOfDay:
    """What a day leaves of a chain.

    ``left_out`` has the classes of the rows that it takes away, by what they hang on;
    ``undated`` counts the results that may have come at any time.
    """

    indicators: list[str]
    rows: dict[str, list[str]]
    left_out: dict[str, set[str]] = field(default_factory=dict)
    other_time: int = 0
    undated: int = 0


def chain_of_day(
    records: Records,
    own: str,
    indicators: list[str],
    rows: Mapping[str, list[str]],
    day: date,
) -> ChainOfDay:
    """Give what a day leaves of a chain; the row whose page it is stays.

    Parameters
    ----------
    records : Records
        What the indicators and rows are read into.
    own : str
        IRI of the thing whose page it is.
    indicators : list of str
        IRIs of the indicators, in order.
    rows : mapping of str to list of str
        Targets and results by what they hang on.
    day : date
        The day of the view.
    """
    records.load([*indicators, *(iri for found in rows.values() for iri in found)])
    gone = {iri for iri in indicators if _told(records, iri, day) is Told.OTHER_TIME}
    made = ChainOfDay([iri for iri in indicators if iri not in gone], {}, other_time=len(gone))
    for on, found in rows.items():
        if on in gone:
            made.other_time += len(found)
            continue
        said = {iri: _told(records, iri, day) for iri in found}
        kept = [iri for iri in found if iri == own or said[iri] is not Told.OTHER_TIME]
        made.rows[on] = kept
        made.left_out[on] = {records.class_name(records[iri]) for iri in found if iri not in kept}
        made.other_time += len(found) - len(kept)
        made.undated += sum(1 for iri in kept if _has_no_time(records, iri))
    return made


def results_of_day(records: Records, results: set[str], day: date) -> set[str]:
    """Give the results that were known on a day, or that have no time."""
    records.load(results, depth=1)
    return {iri for iri in results if _told(records, iri, day) is not Told.OTHER_TIME}


def _told(records: Records, iri: str, day: date) -> Told:
    record = records[iri]
    return told(record.type, span_on_grounds(records, record, _GROUNDS), day)


def _has_no_time(records: Records, iri: str) -> bool:
    record = records[iri]
    return (
        records.class_name(record) == "Result"
        and span_on_grounds(records, record, _GROUNDS) == Span()
    )
