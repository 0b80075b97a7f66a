"""The sections of a thing's page with their rows in order, found once a snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from webapp import relations
from webapp.kept import kept_of
from webapp.order import can_be_ordered, order
from webapp.records import Records
from webapp.relations import Incoming, Section

#: Rows that are kept in order of a snapshot, of all things together.
_MOST_KEPT = 200_000


def sections_of(
    records: Records,
    iri: str,
    incoming: list[Incoming],
    pages: dict[str, int],
    *,
    everything: bool,
    day: date | None,
) -> list[Section]:
    """Give what points to a thing in sections, long ones in order, at the pages asked for.

    `day` is that of the view, when `incoming` tells what holds on it.
    """
    kept = kept_of(records.snapshot, "sections", _MOST_KEPT)
    key = (iri, records.language, everything, day)
    made = kept.get(key)
    if not isinstance(made, list):
        snapshot = records.snapshot
        made = relations.sections_of(
            snapshot, incoming, snapshot.terms.derived, {}, everything=everything
        )
        for section in made:
            if can_be_ordered(section):
                order(section, records, iri)
        kept.put(key, made, 1 + sum(section.total for section in made))
    # What is kept is nobody's to change: a page sorts and fills its own.
    return [
        replace(
            section,
            asked=pages.get(section.key, 1),
            iris=section.iris if section.is_sorted else list(section.iris),
            columns=[],
            rows=[],
        )
        for section in made
    ]
