"""When things happened, on the page of a thing: by year, in the sources' own precision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from flask_babel import gettext as _

from graph.names import alphabetical
from webapp.facts import names_rows
from webapp.incoming import Incoming
from webapp.records import Record, Records
from webapp.relation_columns import COLUMNS
from webapp.relation_tables import cell_of
from webapp.relations import Section

#: Kinds of rows that speak of something with a time; of these the undated are counted.
_IN_TIME = {
    *("Participation", "Membership", "Responsibility", "Governance", "Collaboration"),
    *("Funding", "FundingParty", "AgreementParty", "Agreement", "EventActor", "Event"),
    *("Succession", "Initiative", "Strategy", "Adoption", "Analysis", "PlaceCode", "PlacePart"),
    *("Observation", "Deliverable"),
}
#: What gives an undated row its time: the row is as old as what it is about.
_THROUGH = {
    "Participation": "initiative",
    "FundingParty": "funding",
    "EventActor": "event",
    "AgreementParty": "agreement",
    "Succession": "event",
}
#: A single day that dates a thing.
_DAYS = ("date", "signed", "decided", "published", "asOf")


#: A longer list is not read for its times, and the page says how many rows those are.
_MOST_READ = 150


@dataclass(frozen=True)
class When:
    """A time as a row states it; a bound that is not stated is None."""

    first: date | None
    last: date | None
    text: str
    runs: bool = False  #: whether it goes on still

    @property
    def year(self) -> int:
        """The year under which it is listed."""
        known = self.first or self.last
        assert known is not None
        return known.year


@dataclass(frozen=True)
class Entry:
    """Something that has a time."""

    when: When
    kind: str
    cell: dict[str, object]
    note: str
    source: dict[str, object]

    @property
    def place(self) -> tuple[object, ...]:
        """The key of its place in the list."""
        known = self.when.first or self.when.last
        return (known, *alphabetical(str(self.cell["text"])), self.kind)


@dataclass
class Timeline:
    """The dated things of a page, and how many have no time."""

    entries: list[Entry] = field(default_factory=list)
    undated: int = 0
    unread: int = 0  #: rows of lists too long to be read for this

    @property
    def years(self) -> list[tuple[int, list[Entry]]]:
        """The entries by year, the earliest first."""
        return [(year, list(found)) for year, found in groupby(self.entries, lambda e: e.when.year)]


def rows_to_read(sections: Iterable[Section]) -> Iterator[str]:
    """Give the rows whose records a timeline needs."""
    for section in sections:
        if section.class_name in _IN_TIME and section.total <= _MOST_READ:
            yield from section.iris


def timeline_of(
    records: Records, record: Record, sections: Sequence[Section], incoming: list[Incoming]
) -> Timeline:
    """Gather what has a time on the page of a thing.

    The records of `rows_to_read` must be loaded.
    """
    made = Timeline()
    found = list(_own(records, record))
    for section in sections:
        if section.class_name not in _IN_TIME:
            continue
        if section.total > _MOST_READ:
            made.unread += section.total
            continue
        for iri in section.iris:
            entry = _of_row(records, section, records[iri], record.iri)
            if entry is None:
                made.undated += 1
            else:
                found.append(entry)
    for one in names_rows(records, incoming):
        when = when_of(records, one)
        if when is not None:
            text, language = records.words(one, "nameText")
            kind = records.text(one.one("nameKind")) if one.all("nameKind") else _("navn")
            kind = kind[:1].upper() + kind[1:]
            found.append(_entry(records, one, when, kind, {"text": text, "lang": language}))
    made.entries = sorted(_each_once(found), key=lambda entry: entry.place)
    return made


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    """Keep one of several entries that say the same: two roles in one project, in its time."""
    kept: dict[tuple[object, ...], Entry] = {}
    for entry in entries:
        kept.setdefault((entry.kind, entry.cell["text"], entry.when), entry)
    return list(kept.values())


def _entry(
    records: Records,
    record: Record,
    when: When,
    kind: str,
    cell: dict[str, object],
    note: str = "",
) -> Entry:
    told = ("text", "url", "lang", "not_named")
    shown: dict[str, object] = {name: cell[name] for name in told if name in cell}
    return Entry(when, kind, shown, note, records.source(record, link=False, card=False))


def _own(records: Records, record: Record) -> Iterable[Entry]:
    """Give the times of the thing itself."""
    text, language = records.name(record.iri)
    cell: dict[str, object] = {"text": text, "lang": language}
    label = records.type_name(record)
    when = when_of(records, record)
    if when is not None:
        yield _entry(records, record, when, label, cell)
    for name, said in (("founded", _("Stiftet")), ("dissolved", _("Oppløst"))):
        found = _on_day(records, record, name)
        if found is not None:
            yield _entry(records, record, found, said, cell)


def _of_row(records: Records, section: Section, record: Record, own: str) -> Entry | None:
    note, when = "", when_of(records, record)
    through = _THROUGH.get(section.class_name)
    if when is None and through and through != section.link:
        when = when_of(records, records[record.one(through)])
        note = {
            "initiative": _("tiden gjelder initiativet"),
            "funding": _("tiden gjelder pengene"),
            "event": _("tiden gjelder hendelsen"),
            "agreement": _("tiden gjelder avtalen"),
        }[through]
    if when is None:
        return None
    return _entry(records, record, when, section.title, _cell(records, section, record, own), note)


def _cell(records: Records, section: Section, record: Record, own: str) -> dict[str, object]:
    """Name what the row leads to: the other party, or the thing itself."""
    names = [name for name in COLUMNS.get(section.class_name, ()) if name != section.link]
    if not names:
        text, language = records.name(record.iri)
        return {"text": text, "lang": language, "url": records.url(record.iri)}
    return cell_of(records, record, names[0], own, two_sided=section.link == "left")


def when_of(records: Records, record: Record) -> When | None:
    """Give the time of a row as it states it; nothing where it states none."""
    first, last = _day(record.one("startDate")), _day(record.one("endDate"))
    if first or last:
        runs = record.code("endPrecision") == "ongoing" and last is None
        return When(first, last, records.time(record), runs)
    for name in _DAYS:
        when = _on_day(records, record, name)
        if when is not None:
            return when
    return None


def _on_day(records: Records, record: Record, name: str) -> When | None:
    """Give the time that one day stands for: the whole year where only that is known."""
    day = _day(record.one(name))
    if day is None:
        return None
    text = records.day(record, name)
    if name == "asOf":
        text = _("per %(day)s", day=text)
    precision = record.code(f"{name}Precision")
    return When(_first_day(day, precision), _last_day(day, precision), text)


def _first_day(day: date, precision: str) -> date:
    """Give the first day of the year or the month that a date stands for."""
    if precision == "year":
        return date(day.year, 1, 1)
    return day.replace(day=1) if precision == "month" else day


def _last_day(day: date, precision: str) -> date:
    """Give the last day of the year, the season or the month that a date stands for."""
    if precision == "year":
        return date(day.year, 12, 31)
    months = {"month": 1, "season": 3}.get(precision)
    if months is None:
        return day
    ahead = day.month - 1 + months
    return date.fromordinal(date(day.year + ahead // 12, ahead % 12 + 1, 1).toordinal() - 1)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
