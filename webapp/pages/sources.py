"""Documents: the list of them, and what each supports, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.names import alphabetical
from ontology.errors import ParameterError
from ontology.iri_policy import SLUG, page_path, thing
from webapp import documents, texts
from webapp.csvanswer import csv_answer
from webapp.datasets import datasets
from webapp.documentpage import kind_asked, page_asked
from webapp.documents import Counts, DocumentRow
from webapp.errors import NoSuchThing
from webapp.kept import Kept
from webapp.language import current_language
from webapp.paging import page_of
from webapp.records import Record, Records
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query

pages = Blueprint("sources", __name__)

PAGE_SIZE = 100
_CHUNK = 1_000
_COLUMNS = ("title", "kind", "publisher", "date", "rows", "mentions", "contradictions")
_HEADER = (
    "first_line",
    "last_line",
    "locator",
    "kind",
    "id",
    "label",
    "class",
    "modality",
    "confidence",
    "says",
    "iri",
)
_FIGURES = ("rows", "mentions", "contradictions")


@pages.get("/sources")
def sources() -> str:
    """List the documents that were read, and those that they only speak of."""
    snapshot = opened()
    sort, down = _sort()
    records = Records(snapshot, current_language())
    counts = documents.counts_of_documents(snapshot)
    found = _all_documents(snapshot)
    records.load(found)
    read: list[Record] = []
    cited: list[Record] = []
    for iri in found:
        record, one = records[iri], counts.get(iri, Counts())
        (read if record.all("file") or one.rows or one.mentions else cited).append(record)
    read.sort(key=lambda record: alphabetical(records.text(record.iri)))
    read.sort(key=lambda record: _key(records, record, counts, sort), reverse=down)
    number = page_asked()
    pages_ = max(1, -(-len(read) // PAGE_SIZE))
    number = page_of(number, pages_)
    return render_template(
        "sources.html",
        total=len(read),
        columns=_columns(sort, down),
        rows=[
            _row(records, record, counts.get(record.iri, Counts()))
            for record in read[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
        ],
        cited=_cited(records, cited),
        registers=[
            {
                "text": one.title(current_language()),
                "url": one.source_url if one.source_url.startswith("http") else "",
                "publisher": one.publisher,
                "graph": one.id,
                "date": one.day(),
                "licence": one.licence_name(),
                "licence_url": one.licence_url(),
                "read": one.rows_read,
                "rejected": one.rows_rejected,
            }
            for one in datasets(snapshot).values()
        ],
        page=number,
        pages=pages_,
        page_url=lambda one: (
            "/sources?" + urlencode({"sort": _sort_value(sort, down), "page": one})
        ),
    )


@pages.get("/sources/<identifier>.csv")
def rows_csv(identifier: str) -> Response:
    """Give what a document supports as a table; rows about people are left out."""
    snapshot = opened()
    iri = thing("source", identifier) if SLUG.match(identifier) else ""
    if iri not in _all_documents(snapshot):
        raise NoSuchThing("source", identifier)
    rows = documents.rows_of_document(snapshot, iri)
    kind = kind_asked({row.kind for row in rows})
    wanted = [row for row in rows if kind in ("", row.kind) and not row.about_people]
    name = f"{identifier}-{kind or 'rows'}-{snapshot.snapshot.name}"
    return csv_answer(name, _HEADER, _csv_rows(snapshot, wanted))


def _csv_rows(snapshot: OpenSnapshot, wanted: list[DocumentRow]) -> Iterator[tuple[object, ...]]:
    """Give the cells of each row; names are read for some rows at a time."""
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        records = Records(snapshot, current_language())
        records.load(row.iri for row in chunk)
        for row in chunk:
            yield _csv_row(records, row)


def _csv_row(records: Records, row: DocumentRow) -> tuple[object, ...]:
    record = records[row.iri]
    lines = documents.ranges(row.locator)
    return (
        lines[0][0] if lines else "",
        lines[0][1] if lines else "",
        row.locator,
        row.kind,
        row.iri.rpartition("/")[2],
        records.text(row.iri),
        records.class_name(record),
        record.modality,
        record.code("confidence"),
        records.words(record, "says")[0],
        row.iri,
    )


def _sort() -> tuple[str, bool]:
    value = request.args.get("sort", "title")
    name = value.removeprefix("-")
    if name not in _COLUMNS:
        allowed = ", ".join(_COLUMNS)
        raise ParameterError(
            "sort", value, {"nb": f"velg en av {allowed}", "en": f"choose one of {allowed}"}
        )
    return name, value.startswith("-")


def _sort_value(name: str, down: bool) -> str:
    return f"-{name}" if down else name


def _columns(sort: str, down: bool) -> list[dict[str, object]]:
    """Give the headings; each is a link that sorts, the one in use turns the order."""
    labels: dict[str, str] = {
        "title": _("Tittel"),
        "kind": _("Type"),
        "publisher": _("Utgiver"),
        "date": _("Publisert"),
        "rows": _("Rader"),
        "mentions": _("Omtaler"),
        "contradictions": _("Motsigelser"),
    }
    columns: list[dict[str, object]] = []
    for name in _COLUMNS:
        # Of figures the largest is asked for first.
        turned = not down if name == sort else name in _FIGURES
        columns.append(
            {
                "label": labels[name],
                "url": "/sources?" + urlencode({"sort": _sort_value(name, turned)}),
                "sorted": ("descending" if down else "ascending") if name == sort else None,
                "numeric": name in _FIGURES,
            }
        )
    return columns


def _key(
    records: Records, record: Record, counts: dict[str, Counts], sort: str
) -> tuple[object, ...]:
    one = counts.get(record.iri, Counts())
    figures: dict[str, int] = {name: getattr(one, name) for name in _FIGURES}
    texts_: dict[str, Callable[[], str]] = {
        "title": lambda: records.text(record.iri),
        "kind": lambda: records.text(record.one("documentKind")) if _has_kind(record) else "",
        "publisher": lambda: record.one("publisher"),
        "date": lambda: record.one("published"),
    }
    return (figures[sort],) if sort in figures else alphabetical(texts_[sort]())


def _has_kind(record: Record) -> bool:
    return bool(record.all("documentKind"))


def _row(records: Records, record: Record, counts: Counts) -> dict[str, object]:
    text, language = records.name(record.iri)
    return {
        "text": text,
        "lang": language,
        "url": page_path(record.iri),
        "kind": records.text(record.one("documentKind")).capitalize() if _has_kind(record) else "",
        "publisher": record.one("publisher"),
        "date": records.day(record, "published"),
        "figures": [counts.rows, counts.mentions, counts.contradictions],
    }


def _cited(records: Records, cited: list[Record]) -> list[dict[str, object]]:
    """Give the documents that are only spoken of, each with where that is."""
    places: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in records.snapshot.reader.select(site_query("document-mentions")):
        locator = row["locator"].value if "locator" in row else ""
        places[row["document"].value][row["where"].value].append(locator)
    made = []
    for record in sorted(cited, key=lambda one: alphabetical(records.text(one.iri))):
        where = [
            {
                "text": records.text(document),
                "lang": records.name(document)[1],
                "url": page_path(document),
                "lines": texts.lines(
                    "; ".join(one for one in sorted(found, key=texts.first_line) if one)
                ),
            }
            for document, found in places[record.iri].items()
        ]
        made.append(
            {
                **_row(records, record, Counts()),
                "where": where,
                "note": record.one("note"),
                "note_lang": records.editors_language(),
            }
        )
    return made


_DOCUMENTS = Kept[list[str]]()


def _all_documents(snapshot: OpenSnapshot) -> list[str]:

    def read() -> list[str]:
        classes = [NamedNode(iri) for iri in snapshot.terms.below("Document")]
        rows = snapshot.reader.select(site_query("things-of-classes"), {"type": classes})
        return sorted({row["thing"].value for row in rows})

    return _DOCUMENTS.of(snapshot, "", read)
