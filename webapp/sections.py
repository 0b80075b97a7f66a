"""The sections of a thing's page with their rows in order, found once a snapshot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from webapp import relations
from webapp.incoming import Incoming
from webapp.kept import Kept
from webapp.long_lists import long_list
from webapp.order import can_be_ordered, order
from webapp.records import Records
from webapp.relations import Section

#: Of all things together; the weight is that of the rows in order.
_SECTIONS = Kept[list[Section]](200_000, lambda made: 1 + sum(section.total for section in made))


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
    snapshot = records.snapshot

    def make() -> list[Section]:
        known = long_list(snapshot, iri)
        made = relations.sections_of(
            snapshot, incoming, snapshot.terms.derived, {}, everything=everything
        )
        for section in made:
            if not can_be_ordered(section):
                continue
            former = tuple(records.former)
            if known and known.order(section.key, section.iris, records.language, former):
                section.is_sorted = True
            else:
                order(section, records, iri)
        return made

    key = (iri, records.language, everything, day)
    made = _SECTIONS.of(snapshot, key, make)
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
