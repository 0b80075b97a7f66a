"""Lists and figures on a day: what was not there yet, and what no longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import Literal, NamedNode

from graph.names import choose_label
from ontology.iri_policy import ID
from ontology.namespaces import PREFIXES
from webapp import texts
from webapp.asof import as_of
from webapp.holdings import Holding, Holdings
from webapp.kept import Kept
from webapp.language import current_language
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Told, names_of_day

_DATE = NamedNode(PREFIXES["xsd"] + "date")
_PAGE = "/page/"
#: Kinds that are there on any day.
_TIMELESS = {"topic", "target-group", "source", "contradiction", "person"}


@dataclass(frozen=True)
class OnDay:
    """Which of all things there are to search for were not there on a day, or have no time."""

    absent: frozenset[str]
    undated: frozenset[str]


#: Of all days together; the weight is that of the things.
_ON_DAY = Kept[OnDay](500_000, lambda made: len(made.absent) + len(made.undated) + 1)


def on_day(snapshot: OpenSnapshot, held: Holdings, day: date) -> OnDay:
    """Sort all things by whether they were there on a day; kept for the last days asked for."""

    def make() -> OnDay:
        told = {iri: one.told(day) for iri, one in held.things.items()}
        return OnDay(
            frozenset(iri for iri, one in told.items() if one is Told.OTHER_TIME),
            # What is there on any day, such as a document or a topic, is not said to lack a time.
            frozenset(
                iri
                for iri, one in told.items()
                if one is Told.UNDATED and held.things[iri].kind not in _TIMELESS
            ),
        )

    return _ON_DAY.of(snapshot, day, make)


def of_the_day(
    snapshot: OpenSnapshot, held: Holdings, hits: list[dict[str, object]]
) -> list[dict[str, object]]:
    """Give the hits of one page as they were called on the day of the view, and when they were."""
    day = as_of()
    if day is None or not hits:
        return hits
    former = names_of_day(snapshot, day)
    marked = []
    for hit in hits:
        iri = ID + str(hit["url"]).removeprefix(_PAGE)
        said = [str(hit["kind"])]
        title = hit["title"]
        if iri in former:
            title = choose_label(former[iri], current_language(), iri)
            said.append(_("i dag: %(name)s", name=hit["title"]))
        if (when := _not_there(held.things[iri], day)) is not None:
            said.append(when)
        marked.append({**hit, "title": title, "kind": " · ".join(said)})
    return marked


def _not_there(held: Holding, day: date) -> str | None:
    """Say since when or until when something was there that was not there on the day."""
    if held.told(day) is not Told.OTHER_TIME:
        return None
    text = day.isoformat()
    span = held.span
    if span.begins > text:
        return _("ikke ennå, fra %(day)s", day=texts.day(span.begins))
    if span.last:
        # What came of a period is not there before it is over.
        is_after = span.last >= text
        return (
            _("ikke ennå, fra %(day)s", day=texts.day(span.last))
            if is_after
            else _("ikke lenger, til %(day)s", day=texts.day(span.last))
        )
    return _("ingen av kodene gjaldt denne dagen")


def of_another_time(snapshot: OpenSnapshot, day: date) -> dict[str, int]:
    """Count by class name what the sources date to another time than the day."""
    value = Literal(day.isoformat(), datatype=_DATE)
    rows = snapshot.reader.select(site_query("figures-of-another-time"), {"day": value})
    return {row["root"].value.rpartition("#")[2]: int(row["count"].value) for row in rows}


def note_of_figure(name: str, count: int) -> str:
    """Say what a figure of the front page does not count because of the day."""
    if not count:
        return ""
    if name == "Relation":
        return ngettext("%(num)s til gjaldt en annen tid", "%(num)s til gjaldt en annen tid", count)
    return ngettext(
        "%(num)s til var ikke der denne dagen", "%(num)s til var ikke der denne dagen", count
    )
