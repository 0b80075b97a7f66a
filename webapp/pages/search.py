"""Search over all names, and lists of each kind."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.names import alphabetical, choose_label, fold
from graph.search import MAX_LIMIT, SearchHit
from ontology.errors import ParameterError
from ontology.iri_policy import page_path, table_and_id
from webapp import lives
from webapp.kinds import CLASS_OF_KIND, kind_name
from webapp.language import current_language
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query

pages = Blueprint("search", __name__)

PAGE_SIZE = 20
_DEFAULT_LIMIT = 20


@pages.get("/api/search")
def api_search() -> Response:
    """Give hits as JSON: iri, label, kind, types and the name that matched."""
    q = request.args.get("q", "").strip()
    kind = _kind()
    limit = _number("limit", _DEFAULT_LIMIT, 1, MAX_LIMIT)
    page = opened().names.search(q, kind=kind, limit=limit, lang=current_language())
    return jsonify(
        results=[
            {
                "iri": hit.iri,
                "label": hit.label,
                "kind": hit.kind,
                "types": list(hit.types),
                "matched_name": hit.matched_name,
            }
            for hit in page.results
        ],
        total=page.total,
    )


@pages.get("/search")
def search() -> str:
    """Show what bears a name, or everything of one kind."""
    snapshot = opened()
    language = current_language()
    q = request.args.get("q", "").strip()
    kind = _kind()
    number = _number("page", 1, 1, 100_000)
    offset = (number - 1) * PAGE_SIZE
    if q:
        found = snapshot.names.search(q, kind=kind, limit=PAGE_SIZE, lang=language, offset=offset)
        hits, total = [_hit(hit, q) for hit in found.results], found.total
        filters = _filters_of_query(snapshot, q, kind, language)
    else:
        everything = _all_of_kind(snapshot, kind, language) if kind else []
        hits, total = everything[offset : offset + PAGE_SIZE], len(everything)
        filters = _filters_of_kinds(kind)
    return render_template(
        "search.html",
        q=q,
        kind=kind,
        kind_name=kind_name(kind) if kind else "",
        hits=lives.of_the_day(snapshot, hits),
        total=total,
        first=offset + 1,
        filters=filters,
        page=number,
        pages=max(1, -(-total // PAGE_SIZE)),
        page_url=lambda one: _url(q, kind, one),
    )


def _kind() -> str | None:
    kind = request.args.get("kind", "").strip()
    if kind and kind not in CLASS_OF_KIND:
        known = ", ".join(CLASS_OF_KIND)
        raise ParameterError(
            "kind", kind, {"nb": f"velg en av {known}", "en": f"choose one of {known}"}
        )
    return kind or None


def _number(name: str, default: int, least: int, most: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return default
    # The length first: Python refuses to read a number of some thousand digits.
    if not (len(text) < 10 and text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise ParameterError(
            name,
            text,
            {
                "nb": f"et helt tall fra {least} til {most}",
                "en": f"a whole number from {least} to {most}",
            },
        )
    return int(text)


def _hit(hit: SearchHit, q: str) -> dict[str, object]:
    # A label that fits as well needs no other name beside it: often that is only its translation.
    fits = all(word in fold(hit.label) for word in fold(q).split())
    kind = ", ".join(hit.type_labels)
    return {
        "title": hit.label,
        "url": page_path(hit.iri),
        "kind": kind[:1].upper() + kind[1:],
        "matched": None if fits or hit.matched_name == hit.label else hit.matched_name,
    }


def _filters_of_query(
    snapshot: OpenSnapshot, q: str, kind: str | None, language: str
) -> list[dict[str, object]]:
    """Give a link for each kind with hits; the index is fast enough to be asked for each."""
    counts = {
        one: snapshot.names.search(q, kind=one, limit=1, lang=language).total
        for one in CLASS_OF_KIND
    }
    whole = snapshot.names.search(q, limit=1, lang=language).total
    links: list[dict[str, object]] = []
    if whole:
        links.append({"text": _("Alle"), "url": _url(q), "current": kind is None, "count": whole})
    links += [
        {"text": kind_name(one), "url": _url(q, one), "current": kind == one, "count": count}
        for one, count in counts.items()
        if count or kind == one
    ]
    return links


def _filters_of_kinds(kind: str | None) -> list[dict[str, object]]:
    links: list[dict[str, object]] = [
        {"text": kind_name(one), "url": _url("", one), "current": kind == one, "count": None}
        for one in CLASS_OF_KIND
    ]
    # Back from one type to the choice among all.
    everything = {"text": _("Alle"), "url": _url(""), "current": False, "count": None}
    return [everything, *links] if kind else links


def _all_of_kind(snapshot: OpenSnapshot, kind: str, language: str) -> list[dict[str, object]]:
    key = ("all-of-kind", kind, language)
    if key in snapshot.memory:
        return snapshot.memory[key]  # type: ignore[return-value]
    classes = [NamedNode(iri) for iri in snapshot.terms.below(CLASS_OF_KIND[kind])]
    labels: dict[str, dict[str, str]] = {}
    types: dict[str, str] = {}
    for row in snapshot.reader.select(site_query("things-of-classes"), {"type": classes}):
        iri, label = row["thing"].value, row.get("label")
        if table_and_id(iri) is None:
            continue
        types[iri] = row["type"].value
        texts = labels.setdefault(iri, {})
        if isinstance(label, Literal):
            texts.setdefault(label.language or "", label.value)
    hits: list[dict[str, object]] = []
    for iri, texts in labels.items():
        type_name = snapshot.terms.label(types[iri], language)
        hits.append(
            {
                "title": choose_label(texts, language, iri),
                "url": page_path(iri),
                "kind": type_name[:1].upper() + type_name[1:],
            }
        )
    hits.sort(key=lambda hit: alphabetical(str(hit["title"])))
    snapshot.memory[key] = hits
    return hits


def _url(q: str, kind: str | None = None, page: int = 1) -> str:
    args = {"q": q, "kind": kind or "", "page": str(page) if page > 1 else ""}
    query = urlencode({name: value for name, value in args.items() if value})
    return f"/search?{query}" if query else "/search"
