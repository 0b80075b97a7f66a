"""The last step of a build: to compute for the pages what would take long at a first request."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path

from flask import Flask

from graph.snapshot import Snapshot
from graph.void import MOST_STATEMENTS
from loaders.build import Finish
from webapp import create_app, holdings, prepared, records, relations
from webapp.completion import completion
from webapp.incoming import Incoming
from webapp.language import LANGUAGES
from webapp.long_lists import FEWEST, LongList, Order, as_json, name_of
from webapp.order import can_be_ordered, order
from webapp.prepared import Writer
from webapp.records import Records
from webapp.settings import Settings
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Span, spans_of_rows


def finish() -> Finish:
    """Give the step that a build ends with."""
    return Finish(prepared.program(), prepare)


def prepare(folder: Path, statements: int) -> None:
    """Compute for the pages of a snapshot that is being built, and write it into its folder.

    Parameters
    ----------
    folder : Path
        The folder of the snapshot, with store, index and positions.
    statements : int
        How many there are. Of a larger graph than `MOST_STATEMENTS` only the long lists are made:
        to go through all of it would take longer than to build it.
    """
    app = create_app(Settings(snapshots=folder.parent, watch_seconds=0, log_requests=False))
    opened = OpenSnapshot.of(Snapshot(folder))
    with closing(app.extensions["samspill"]), closing(opened.reader):
        writer = Writer(opened.snapshot)
        if statements <= MOST_STATEMENTS:
            writer.write("vocabulary", completion(opened))
            _write_holdings(opened, app, writer)
        _write_lists(opened, app, writer)


def _write_holdings(opened: OpenSnapshot, app: Flask, writer: Writer) -> None:
    for language in LANGUAGES:
        # What has no label is called by what it says, in the language of a request.
        with app.test_request_context(f"/?lang={language}"):
            found = holdings.holdings(opened)
            found.in_order(language)
    writer.write("holdings", holdings.as_json(found))


def _write_lists(opened: OpenSnapshot, app: Flask, writer: Writer) -> None:
    long_ = [
        row["thing"].value
        for row in opened.reader.select(site_query("long-lists"))
        if int(row["count"].value) >= FEWEST and name_of(row["thing"].value)
    ]
    read = Records(opened, "nb")
    read.load(long_, depth=1)
    writer.write("records", {iri: records.as_json(read[iri]) for iri in long_})
    renamed = {row["subject"].value for row in opened.reader.select(site_query("former-names"))}
    for iri in long_:
        incoming = relations.read_incoming(opened, iri)
        orders = _orders(opened, app, iri, incoming, renamed)
        spans, span_of = _spans(opened, iri, incoming)
        writer.write(name_of(iri), as_json(LongList(incoming, spans, span_of, orders)))


def _orders(
    opened: OpenSnapshot, app: Flask, iri: str, incoming: list[Incoming], renamed: set[str]
) -> dict[str, Order]:
    """Put the rows of each section in order, in each language; what else the order goes by."""
    place = {one.iri: number for number, one in enumerate(incoming)}
    rows: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        with app.test_request_context(f"/?lang={language}"):
            derived = opened.terms.derived
            for section in relations.sections_of(opened, incoming, derived, {}, everything=True):
                if can_be_ordered(section):
                    names[section.key] |= order(section, Records(opened, language), iri) & renamed
                    rows[section.key][language] = [place[row] for row in section.iris]
    return {key: Order(rows[key], frozenset(names[key])) for key in sorted(rows)}


def _spans(
    opened: OpenSnapshot, iri: str, incoming: list[Incoming]
) -> tuple[list[tuple[Span, ...]], list[int]]:
    """Give each combination of spans once, and for each row which of them is its own."""
    found = spans_of_rows(opened, iri, {one.iri: one.type for one in incoming})
    days = {
        row: tuple(sorted((one.first, one.last, one.event) for one in spans))
        for row, spans in found.items()
    }
    different = sorted(set(days.values()))
    number = {one: place for place, one in enumerate(different)}
    return (
        [tuple(Span(*one) for one in spans) for spans in different],
        [number[days[one.iri]] if one.iri in days else -1 for one in incoming],
    )
