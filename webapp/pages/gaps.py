"""What the sources leave open: each gap with the things that lack something."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask_babel import gettext as _

from graph.gaps import GapCount
from graph.names import alphabetical
from ontology.iri_policy import page_path
from webapp import quality
from webapp.csvanswer import csv_answer
from webapp.documentpage import page_asked
from webapp.errors import NoSuchGap
from webapp.language import current_language
from webapp.pages.quality import counted
from webapp.paging import page_of
from webapp.records import Records
from webapp.site import OpenSnapshot, opened

pages = Blueprint("gaps", __name__)

PAGE_SIZE = 100


@pages.get("/quality/<name>")
def show(name: str) -> str:
    """List the things of one gap, paged, each with its page."""
    snapshot = opened()
    gap = _gap(snapshot, name)
    language = current_language()
    records = Records(snapshot, language)
    records.load(gap.things)
    ordered = sorted(gap.things, key=lambda iri: (*alphabetical(records.text(iri)), iri))
    pages_ = max(1, -(-len(ordered) // PAGE_SIZE))
    page = page_of(page_asked(), pages_)
    rows = [_row(records, iri) for iri in ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    return render_template(
        "gap.html",
        title=gap.label[language],
        lead=gap.comment[language],
        counted=counted(gap),
        columns=[{"label": _("Hva")}, {"label": _("Type")}],
        rows=rows,
        page=page,
        pages=pages_,
        page_url=lambda number: f"/quality/{name}?page={number}",
        csv_url=f"/quality/{name}.csv",
    )


@pages.get("/quality/<name>.csv")
def as_csv(name: str) -> Response:
    """Give the things of one gap as a table; what is about people is left out."""
    snapshot = opened()
    gap = _gap(snapshot, name)
    records = Records(snapshot, current_language())
    records.load(gap.things)
    hidden = quality.people(snapshot)
    return csv_answer(
        f"{name}-{snapshot.snapshot.name}",
        ("thing", "label", "type"),
        (
            (iri, records.text(iri), records.type_name(records[iri]))
            for iri in gap.things
            if iri not in hidden
        ),
    )


def _gap(snapshot: OpenSnapshot, name: str) -> GapCount:
    for gap in quality.gaps(snapshot):
        if gap.name == name:
            return gap
    raise NoSuchGap("gap", name)


def _row(records: Records, iri: str) -> dict[str, object]:
    text, language = records.name(iri)
    return {
        "cells": [
            {"text": text, "lang": language, "url": page_path(iri)},
            {"text": records.type_name(records[iri])},
        ],
        "sources": [records.source(records[iri])],
    }
