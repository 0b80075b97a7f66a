"""What holds on a day: rows by their period, things by their life, and the name of the day.

A bound that no source states is open. What has no dates may hold on any day: it stays, and is
counted as undated (docs/adr/0015-as-of-in-the-address.md).
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pyoxigraph import Literal, NamedNode

from graph.binding import Row
from ontology.namespaces import SAMSPILL_NS
from webapp.kept import Kept
from webapp.records import Record, Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: Figures stay true when their year is over: they are only not there yet.
_FIGURES = {SAMSPILL_NS + name for name in ("Result", "Observation", "Target")}
#: What came of a period is known when it is over.
_OUTCOME = SAMSPILL_NS + "Result"
#: Judgements and places in documents hold at no time of their own.
_TIMELESS = {
    SAMSPILL_NS + name for name in ("Mention", "Document", "Identity", "MergedId", "Contradiction")
}
_FIRST = {SAMSPILL_NS + name for name in ("startDate", "founded")}
_LAST = {SAMSPILL_NS + name for name in ("endDate", "dissolved")}
_SPAN = ("startDate", "founded", "endDate", "dissolved", "date", "decided")
#: Whose dates a row has: its own, else those of its phase, else those of what it is about.
_FORMER = Kept[list[Row]]()
_NEAREST_FIRST = ("own", "during", "about", "phase of money", "behind money")


class Told(Enum):
    """What the sources say of a row and a day."""

    HOLDS = "holds"
    OTHER_TIME = "other time"
    UNDATED = "undated"


BEST_FIRST = (Told.HOLDS, Told.UNDATED, Told.OTHER_TIME)


@dataclass
class Span:
    """First and last day as the sources state them; an event has its day alone."""

    first: str = ""
    last: str = ""
    event: str = ""

    def add(self, name: str, value: str) -> None:
        """Take a date of the graph; of several the widest span counts."""
        if name in _FIRST:
            self.first = min(self.first or value, value)
        elif name in _LAST:
            self.last = max(self.last, value)
        else:
            self.event = min(self.event or value, value)

    @property
    def begins(self) -> str:
        """The first day, or nothing where it is open or not known."""
        return self.first or ("" if self.last else self.event)

    def told(self, day: date) -> Told:
        """Tell whether the day lies in the span; what has happened by then has happened.

        Examples
        --------
        >>> Span("2018-01-01", "2018-12-31").told(date(2019, 1, 1))
        <Told.OTHER_TIME: 'other time'>
        >>> Span(last="2018-12-31").told(date(1950, 1, 1))
        <Told.HOLDS: 'holds'>
        >>> Span().told(date(2019, 1, 1))
        <Told.UNDATED: 'undated'>
        """
        if not (self.first or self.last or self.event):
            return Told.UNDATED
        text = day.isoformat()
        is_over = bool(self.last) and self.last < text
        return Told.OTHER_TIME if self.begins > text or is_over else Told.HOLDS


def span_of(record: Record) -> Span:
    """Give the days that a thing or a row has itself.

    "Founded before 2025" does not say since when.
    """
    span = Span()
    for name in _SPAN:
        if record.all(name) and (name, record.code(f"{name}Precision")) != ("founded", "before"):
            span.add(SAMSPILL_NS + name, record.one(name))
    if record.type == _OUTCOME and span.event:
        span.event = last_day(span.event, record.code("datePrecision"))
    return span


def last_day(day: str, precision: str) -> str:
    """Give the last day of a year or month that a day of the graph stands for.

    Examples
    --------
    >>> last_day("2018-01-01", "year"), last_day("2020-02-01", "month")
    ('2018-12-31', '2020-02-29')
    """
    if precision == "year":
        return f"{day[:4]}-12-31"
    if precision == "month":
        _weekday, days = monthrange(int(day[:4]), int(day[5:7]))
        return f"{day[:7]}-{days}"
    return day


def span_on_grounds(records: Records, record: Record, names: Iterable[str]) -> Span:
    """Give the days that a row has itself, else those of the first ground that has any.

    `names` are properties of ours that lead to a ground, such as the phase of a row.
    """
    grounds = (record, *(records[iri] for name in names if (iri := record.one(name))))
    return next((span for one in grounds if (span := span_of(one)) != Span()), Span())


def told(type_iri: str, span: Span, day: date) -> Told:
    """Tell what the sources say of a day and a thing of a class.

    Figures stay true when their time is over, and what came of a period is there when that is
    over; judgements and documents are there on any day.

    Examples
    --------
    >>> told(SAMSPILL_NS + "Result", Span("2017-01-01", "2017-12-31"), date(2017, 6, 1))
    <Told.OTHER_TIME: 'other time'>
    >>> told(SAMSPILL_NS + "Result", Span("2017-01-01", "2017-12-31"), date(2019, 6, 1))
    <Told.HOLDS: 'holds'>
    """
    return _as_told(type_iri, span).told(day)


def _as_told(type_iri: str, span: Span) -> Span:
    if not has_period(type_iri):
        return Span()
    if type_iri == _OUTCOME and span.last:
        return Span(span.last)
    if type_iri in _FIGURES:
        return Span(span.first, "", span.event)
    return span


def told_of_rows(
    snapshot: OpenSnapshot, iri: str, day: date, types: Mapping[str, str]
) -> dict[str, Told]:
    """Tell by IRI what the sources say of the rows that point to a thing; absent is undated.

    `types` has the class of each row.
    """
    found = spans_of_rows(snapshot, iri, types)
    return {subject: told_of_spans(spans, day) for subject, spans in found.items()}


def spans_of_rows(
    snapshot: OpenSnapshot, iri: str, types: Mapping[str, str]
) -> dict[str, tuple[Span, ...]]:
    """Give by IRI when the rows that point to a thing hold; a tie, when each of its grounds does.

    `types` has the class of each row.
    """
    spans: defaultdict[tuple[str, str], Span] = defaultdict(Span)
    grounds: defaultdict[str, defaultdict[str, Span]] = defaultdict(lambda: defaultdict(Span))
    for row in snapshot.reader.select(site_query("row-times"), {"thing": NamedNode(iri)}):
        subject, by = row["row"].value, row["by"].value
        span = grounds[subject][row["other"].value] if by == "through" else spans[subject, by]
        if "value" in row:
            span.add(row["property"].value, row["value"].value)
    found: dict[str, tuple[Span, ...]] = {}
    for subject, _by in spans:
        nearest = next(spans[subject, by] for by in _NEAREST_FIRST if (subject, by) in spans)
        found[subject] = (_as_told(types.get(subject, ""), nearest),)
    for subject, things in grounds.items():
        found[subject] = tuple(things.values())
    return found


def told_of_spans(spans: Iterable[Span], day: date) -> Told:
    """Tell what several spans say together: a tie holds as long as one of its grounds does."""
    return min({span.told(day) for span in spans}, key=BEST_FIRST.index)


def has_period(type_iri: str) -> bool:
    """Say whether things of a class hold at some time and not at another."""
    return type_iri not in _TIMELESS


def names_of_day(snapshot: OpenSnapshot, day: date) -> dict[str, dict[str, str]]:
    """Give by thing and language what it was called then, where that is another name than now.

    A former name counts when a source states its last day; of several the one that ends first.
    """
    rows = _FORMER.of(snapshot, "", lambda: snapshot.reader.select(site_query("former-names")))
    text = day.isoformat()
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        first = row["first"].value if "first" in row else ""
        name = row["name"]
        if first <= text <= row["last"].value and isinstance(name, Literal):
            found[row["subject"].value].setdefault(name.language or "", name.value)
    return dict(found)
