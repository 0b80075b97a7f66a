"""What holds on a day: rows by their period, things by their life, and the name of the day.

A bound that no source states is open. What has no dates may hold on any day: it stays, and is
counted as undated (docs/adr/0015-as-of-in-the-address.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pyoxigraph import Literal, NamedNode

from graph.binding import Row
from ontology.namespaces import SAMSPILL_NS
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: Figures stay true when their year is over: they are only not there yet.
_FIGURES = {SAMSPILL_NS + name for name in ("Result", "Observation", "Target")}
#: Judgements and places in documents hold at no time of their own.
_TIMELESS = {
    SAMSPILL_NS + name for name in ("Mention", "Document", "Identity", "MergedId", "Contradiction")
}
_FIRST = {SAMSPILL_NS + name for name in ("startDate", "founded")}
_LAST = {SAMSPILL_NS + name for name in ("endDate", "dissolved")}
#: Whose dates a row has: its own, else those of its phase, else those of what it is about.
_FORMER = Kept[list[Row]]()
_NEAREST_FIRST = ("own", "during", "about")


class Told(Enum):
    """What the sources say of a row and a day."""

    HOLDS = "holds"
    OTHER_TIME = "other time"
    UNDATED = "undated"


_BEST_FIRST = (Told.HOLDS, Told.UNDATED, Told.OTHER_TIME)


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
        begins = self.first or ("" if self.last else self.event)
        is_over = bool(self.last) and self.last < text
        return Told.OTHER_TIME if begins > text or is_over else Told.HOLDS


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
        if types.get(subject) in _FIGURES:
            nearest.last = ""
        found[subject] = (nearest,)
    for subject, things in grounds.items():
        found[subject] = tuple(things.values())
    return found


def told_of_spans(spans: Iterable[Span], day: date) -> Told:
    """Tell what several spans say together: a tie holds as long as one of its grounds does."""
    return min({span.told(day) for span in spans}, key=_BEST_FIRST.index)


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
