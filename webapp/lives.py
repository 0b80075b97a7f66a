"""Lists and figures on a day: what was not there yet, and what no longer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import Literal, NamedNode

from graph.names import choose_label
from ontology.iri_policy import ID
from ontology.namespaces import PREFIXES
from webapp import texts
from webapp.asof import as_of
from webapp.language import current_language
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Span, Told, names_of_day

_DATE = NamedNode(PREFIXES["xsd"] + "date")
_PAGE = "/page/"


def of_the_day(snapshot: OpenSnapshot, hits: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give the hits of one page as they were on the day of the view; without a day as they are.

    All stay in the list: whoever looks for something finds it, and reads when it was there.
    """
    day = as_of()
    if day is None or not hits:
        return hits
    iris = {str(hit["url"]): ID + str(hit["url"]).removeprefix(_PAGE) for hit in hits}
    spans: defaultdict[str, Span] = defaultdict(Span)
    nodes = [NamedNode(iri) for iri in iris.values()]
    for row in snapshot.reader.select(site_query("lives"), {"thing": nodes}):
        spans[row["thing"].value].add(row["property"].value, row["value"].value)
    former = names_of_day(snapshot, day)
    marked = []
    for hit in hits:
        iri = iris[str(hit["url"])]
        said = [str(hit["kind"])]
        title = hit["title"]
        if iri in former:
            title = choose_label(former[iri], current_language(), iri)
            said.append(_("i dag: %(name)s", name=hit["title"]))
        span = spans[iri]
        if span.told(day) is Told.OTHER_TIME:
            is_before = span.first > day.isoformat()
            said.append(
                _("ikke ennå, fra %(day)s", day=texts.day(span.first))
                if is_before
                else _("ikke lenger, til %(day)s", day=texts.day(span.last))
            )
        marked.append({**hit, "title": title, "kind": " · ".join(said)})
    return marked


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
