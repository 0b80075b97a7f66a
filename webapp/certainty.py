"""How sure the rows of a snapshot are, counted for the page on quality."""

from __future__ import annotations

from flask_babel import gettext as _

from graph.names import alphabetical
from ontology.iri_policy import concept
from webapp import quality, texts
from webapp.chain import STATUSES
from webapp.language import current_language
from webapp.site import OpenSnapshot


def certainty(snapshot: OpenSnapshot) -> list[dict[str, object]]:
    """Give how the rows were read: said, read out, without lines, not happened."""
    language = current_language()
    figures = quality.figures(snapshot)
    sure = figures.get("confidence", {})
    rows = sum(sure.values())
    implied = sure.get(concept("confidence", "implied"), 0)
    modal = figures.get("modality", {})
    open_ = sum(modal.values()) - modal.get(concept("modality", "actual"), 0)
    without = figures.get("without-locator", {}).get("", 0)
    lines = [
        (_("Sagt rett ut i dokumentet"), rows - implied, rows, ""),
        (_("Tolket: lest ut av sammenhengen"), implied, rows, "list-implied"),
        (_("Uten linjer i dokumentet"), without, rows, "list-without-locator"),
        (
            _("Planlagt, ønsket eller på annen måte ikke skjedd"),
            open_,
            sum(modal.values()),
            "list-not-actual",
        ),
    ]
    return [
        {
            "label": label,
            "count": count,
            "share": texts.percent(count, whole, 1),
            "url": quality.query_address(name, language) if name and count else "",
        }
        for label, count, whole, name in lines
    ]


def results(snapshot: OpenSnapshot) -> list[dict[str, object]]:
    """Give how many results there are of each status, none left out."""
    counts = quality.figures(snapshot).get("result", {})
    return [
        {
            "status": code,
            "text": snapshot.terms.label(concept("result-status", code), current_language()),
            "help": snapshot.terms.comment(concept("result-status", code), current_language()),
            "count": counts.get(concept("result-status", code), 0),
        }
        for code in STATUSES
    ]


def not_named(snapshot: OpenSnapshot) -> list[dict[str, object]]:
    """Give what the documents say that there is and do not name, by what it is."""
    counts = quality.figures(snapshot).get("not-named", {})
    labels = {iri: snapshot.terms.label(iri, current_language()) for iri in counts}
    ordered = sorted(counts, key=lambda iri: (-counts[iri], *alphabetical(labels[iri])))
    return [
        {"text": labels[iri][:1].upper() + labels[iri][1:], "count": counts[iri]} for iri in ordered
    ]
