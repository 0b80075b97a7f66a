"""The page of a document: its rows line by line, narrowed to a kind, with places to jump to."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from graph.names import alphabetical
from ontology.errors import ParameterError
from ontology.iri_policy import page_path
from webapp import documents, texts
from webapp.documents import DocumentRow, Group
from webapp.kinds import CLASS_OF_KIND, choose_a_kind, kind_name
from webapp.paging import page_of
from webapp.records import ACTUAL, Record, Records


def lines_of(records: Records, record: Record) -> dict[str, object]:
    """Give what the page of a document shows of its rows, for its template."""
    snapshot = records.snapshot
    everything = documents.rows_of_document(snapshot, record.iri)
    kinds = Counter(row.kind for row in everything)
    kind = kind_asked(set(kinds))
    rows = [row for row in everything if kind in ("", row.kind)]
    parts = documents.pages_of(documents.groups_of(rows))
    number = page_of(page_asked(), len(parts))
    shown = parts[number - 1]
    contested = documents.contested_rows(snapshot).get(record.iri, {})
    disputed = sorted({one for found in contested.values() for one in found})
    records.load({row.iri for group in shown for row in group.rows})
    records.load(disputed, depth=1)
    path = page_path(record.iri) or ""
    own = record.iri.rpartition("/")[2]

    def address(**args: str) -> str:
        given = {name: value for name, value in args.items() if value}
        return f"{path}?{urlencode(given)}" if given else path

    return {
        "groups": [_group(records, group, contested) for group in shown],
        "rows_total": len(rows),
        "kind_filter": kind,
        "kind_filter_name": kind_name(kind) if kind else "",
        "kind_links": [
            {
                "text": _("Alle"),
                "url": path + "#lines",
                "count": len(everything),
                "current": not kind,
            },
            *(
                {
                    "text": kind_name(one),
                    "url": address(kind=one) + "#lines",
                    "count": kinds[one],
                    "current": one == kind,
                }
                for one in sorted(kinds, key=_kind_place)
            ),
        ],
        "jumps": [
            {
                "line": line,
                "url": ("" if one == number else address(kind=kind, page=_text(one))) + f"#L{line}",
            }
            for line, one in documents.jumps(parts)
        ],
        "page": number,
        "pages": len(parts),
        "lines_page_url": lambda one: address(kind=kind, page=_text(one)) + "#lines",
        "csv_url": f"/sources/{own}.csv" + (f"?kind={kind}" if kind else ""),
        "csv_without_people": any(row.about_people for row in rows),
        "disputed": [
            {"text": records.text(iri), "lang": records.name(iri)[1], "url": page_path(iri)}
            for iri in sorted(disputed, key=lambda iri: alphabetical(records.text(iri)))
        ],
        "is_read": bool(everything) or bool(record.all("file")),
    }


def _text(number: int) -> str:
    return str(number) if number > 1 else ""


def _group(records: Records, group: Group, contested: dict[str, list[str]]) -> dict[str, object]:
    names = {row.iri: _name(records, row)[0] for row in group.rows}
    rows = []
    for row in documents.by_name(group.rows, names):
        record = records[row.iri]
        text, language, note, note_language = _name(records, row)
        rows.append(
            {
                "cell": {
                    "text": text,
                    "lang": language,
                    "url": _row_url(record, row),
                    "note": note,
                    "note_lang": note_language,
                },
                "type": _type(records, record, row),
                "implied": record.code("confidence") == "implied",
                "modality": records.modality_tag(record) if record.modality != ACTUAL else None,
                "contested": bool(contested.get(row.iri)),
            }
        )
    title = texts.lines(group.locator) or _("Uten linjer")
    return {
        "title": title[:1].upper() + title[1:],
        "locator": group.locator,
        "anchors": group.anchors,
        "rows": rows,
    }


def _name(records: Records, row: DocumentRow) -> tuple[str, str | None, str, str | None]:
    """Give what a row is called in the list, and a note: its language may be another."""
    record = records[row.iri]
    if row.kind == "mention":
        text, language = records.name(record.one("subject"))
        says, says_language = records.words(record, "says")
        return text, language, says, says_language
    text, language = records.name(row.iri)
    if row.kind == "name":
        note = _("navn på %(what)s", what=records.text(record.one("subject")))
        return text, records.words(record, "nameText")[1], note, None
    return text, language, "", None


def _row_url(record: Record, row: DocumentRow) -> str | None:
    # A mention says nothing that does not stand here; its thing has a page of its own.
    return page_path(record.one("subject") if row.kind == "mention" else row.iri)


def _type(records: Records, record: Record, row: DocumentRow) -> str:
    return records.type_name(record) or kind_name(row.kind)


def kind_asked(known: set[str]) -> str:
    """Give the kind of rows that the address asks for, or nothing for all."""
    kind = request.args.get("kind", "").strip()
    if kind and kind not in known:
        raise ParameterError("kind", kind, choose_a_kind(sorted(known, key=_kind_place)))
    return kind


def _kind_place(kind: str) -> tuple[int, str]:
    kinds = list(CLASS_OF_KIND)
    return (kinds.index(kind) if kind in kinds else len(kinds), kind_name(kind))


def page_asked() -> int:
    """Give the number of the page that the address asks for."""
    value = request.args.get("page", "")
    return max(1, int(value)) if value.isdecimal() and len(value) < 7 else 1
