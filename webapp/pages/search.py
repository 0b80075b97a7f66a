"""Search over all names, narrowed by facets; all hits as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from graph.names import alphabetical, fold
from graph.search import MAX_LIMIT, Found
from ontology.errors import ParameterError
from ontology.iri_policy import page_path
from webapp import facets, lives
from webapp.asof import as_of
from webapp.facets import VIEWS, Asked
from webapp.holdings import ACTUAL, Holding, Holdings, holdings
from webapp.kinds import kind_name
from webapp.language import current_language
from webapp.paging import page_of
from webapp.sheet_words import KIND_OF_THING
from webapp.sheetanswer import SHEETS, Value, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.terms import Terms

pages = Blueprint("search", __name__)

PAGE_SIZE = 20
_DEFAULT_LIMIT = 20
_PERSON = "person"
_MOST_PLACES = 3
_HEADER = (
    "name",
    "kind",
    "type",
    "modality",
    "first_year",
    "last_year",
    "places",
    "places_of_participants",
    "topics",
    "sources",
    "matched_name",
    "iri",
)


@pages.get("/api/search")
def api_search() -> Response:
    """Give hits as JSON: iri, label, page, kind, types with their name, and what matched."""
    q = request.args.get("q", "").strip()
    kind = facets.asked().chosen.get("kind")
    limit = _number("limit", _DEFAULT_LIMIT, 1, MAX_LIMIT)
    page = opened().names.search(q, kind=kind, limit=limit, lang=current_language())
    return jsonify(
        results=[
            {
                "iri": hit.iri,
                "url": page_path(hit.iri),
                "label": hit.label,
                "kind": hit.kind,
                "type": _capital(", ".join(hit.type_labels)),
                "types": list(hit.types),
                "matched_name": hit.matched_name,
            }
            for hit in page.results
        ],
        total=page.total,
    )


@pages.get("/search")
def search() -> str:
    """Show what bears a name and has what was chosen, or everything that has it."""
    snapshot, language = opened(), current_language()
    asked = facets.asked(_number("page", 1, 1, 100_000))
    held = holdings(snapshot)
    facets.check(asked.chosen, held.table)
    found, base = _base(snapshot, held, asked, language)
    of_day = _of_day(snapshot, held, asked, base)
    base = of_day.base
    left = held.table.narrowed(base, asked.chosen)
    order = [iri for iri in base if iri in left]
    pages_ = max(1, -(-len(order) // PAGE_SIZE))
    start = (page_of(asked.page, pages_) - 1) * PAGE_SIZE
    shown = _Shown(held, snapshot.terms, found, asked.q, language)
    on_page = order[start : start + PAGE_SIZE]
    hits = lives.of_the_day(snapshot, held, [shown.hit(iri) for iri in on_page])
    counts = held.table.counts(base, asked.chosen)
    kind = asked.chosen.get("kind")
    return render_template(
        "search.html",
        asked=asked,
        kind_name=kind_name(kind) if kind else "",
        hits=hits,
        rows=[shown.row(iri, hit) for iri, hit in zip(on_page, hits, strict=True)],
        columns=[{"label": label} for label in _columns()],
        total=len(order),
        not_there=len(held.table.narrowed(of_day.left_out, asked.chosen)),
        undated=len(left & of_day.undated),
        every_time_url=replace(asked, every_time=True).url(),
        that_day_url=replace(asked, every_time=False).url(),
        people=sum(held.things[iri].kind == _PERSON for iri in order),
        first=start + 1,
        groups=facets.groups(snapshot, held, asked, counts, len(order), language) if base else [],
        chosen=facets.chosen_links(snapshot, held, asked, language),
        open_url=Asked(asked.q, view=asked.view, every_time=asked.every_time).url(),
        views=[
            {"name": view, "url": replace(asked, view=view).url(page=asked.page)} for view in VIEWS
        ],
        files={form: asked.url(f"/search.{form}") for form in SHEETS},
        pages=pages_,
        page_url=lambda one: asked.url(page=one),
    )


@pages.get("/search.csv", defaults={"form": "csv"})
@pages.get("/search.xlsx", defaults={"form": "xlsx"})
def search_file(form: str) -> Response:
    """Give all hits as a table to keep; persons are in no file."""
    snapshot, language = opened(), current_language()
    asked = facets.asked()
    held = holdings(snapshot)
    facets.check(asked.chosen, held.table)
    found, base = _base(snapshot, held, asked, language)
    base = _of_day(snapshot, held, asked, base).base
    left = held.table.narrowed(base, asked.chosen)
    wanted = [held.things[iri] for iri in base if iri in left]
    shown = _Shown(held, snapshot.terms, found, asked.q, language)
    rows = (shown.cells(one) for one in wanted if one.kind != _PERSON)
    day = as_of()
    name = f"search-{snapshot.snapshot.name}" + (f"-{day}" if day else "")
    return sheet_answer(name, form, _HEADER, rows, {"kind": KIND_OF_THING})


def _base(
    snapshot: OpenSnapshot, held: Holdings, asked: Asked, language: str
) -> tuple[Found | None, list[str]]:
    """Give all that there is to choose among, in order: the hits, or everything."""
    if not asked.q:
        return None, held.in_order(language)
    found = snapshot.names.find(asked.q, language)
    return found, [iri for iri in found.iris if iri in held.things]


@dataclass(frozen=True)
class _OfDay:
    """What there is to choose among on the day of the view, and what the day leaves out."""

    base: list[str]
    left_out: list[str]
    undated: frozenset[str]


def _of_day(snapshot: OpenSnapshot, held: Holdings, asked: Asked, base: list[str]) -> _OfDay:
    """Leave out what was not there on the day, unless all times are asked for."""
    day = as_of()
    if day is None:
        return _OfDay(base, [], frozenset())
    on_day = lives.on_day(snapshot, held, day)
    if asked.every_time:
        return _OfDay(base, [], on_day.undated)
    return _OfDay(
        [iri for iri in base if iri not in on_day.absent],
        [iri for iri in base if iri in on_day.absent],
        on_day.undated,
    )


class _Shown:
    """Things as the list, the table, the cards and the files show them."""

    def __init__(
        self, held: Holdings, terms: Terms, found: Found | None, q: str, language: str
    ) -> None:
        self._held = held
        self._terms = terms
        self._found = found
        self._words = fold(q).split()
        self._language = language

    def hit(self, iri: str) -> dict[str, object]:
        """Give a hit of the list, with what the cards have besides."""
        one = self._held.things[iri]
        title, other = self._held.title(iri, self._language)
        kind = [self._type(one)]
        if one.modality != ACTUAL:
            kind.append(self._modality(one))
        meta = [", ".join(self._places(one)), _span(one)]
        return {
            "title": title,
            "lang": other,
            "url": page_path(iri),
            "kind": " · ".join(kind),
            "matched": self._matched(iri, title),
            "text": self._held.summary(iri, self._language),
            "meta": " · ".join(text for text in meta if text),
        }

    def row(self, iri: str, hit: dict[str, object]) -> dict[str, object]:
        """Give a row of the table: the hit, whose words may be those of a day, in columns."""
        one = self._held.things[iri]
        name = {"text": hit["title"], "lang": hit["lang"], "url": hit["url"]}
        if hit["matched"]:
            name["note"] = _("også kjent som «%(name)s»", name=hit["matched"])
        texts = (hit["kind"], ", ".join(self._places(one)), _span(one), self._source(one))
        return {"cells": [name, *({"text": text} for text in texts)]}

    def cells(self, one: Holding) -> tuple[Value, ...]:
        """Give a row of a file."""
        return (
            self._held.title(one.iri, self._language)[0],
            one.kind,
            self._type(one),
            one.modality,
            one.years[0] if one.years else None,
            one.years[1] if one.years else None,
            "; ".join(self._titles(one.places)),
            "; ".join(self._titles(one.near)),
            "; ".join(self._titles(one.topics)),
            "; ".join(self._titles(one.sources)),
            self._found.hit(one.iri).matched_name if self._found else "",
            one.iri,
        )

    def _type(self, one: Holding) -> str:
        label = _capital(self._terms.label(one.type, self._language))
        return f"{label}: {self._terms.label(one.code, self._language)}" if one.code else label

    def _modality(self, one: Holding) -> str:
        return self._terms.label(facets.modality_iri(one.modality), self._language)

    def _matched(self, iri: str, title: str) -> str | None:
        if self._found is None:
            return None
        # A title that fits as well needs no other name beside it: often that is its translation.
        fits = all(word in fold(title) for word in self._words)
        matched = self._found.hit(iri).matched_name
        return None if fits or matched == title else matched

    def _places(self, one: Holding) -> list[str]:
        """Give where it is, else where those are that take part, as the facet does."""
        return self._titles(one.places or one.near, _MOST_PLACES)

    def _source(self, one: Holding) -> str:
        titles = self._titles(one.sources)
        if len(titles) < 2:
            return "".join(titles)
        return _("%(first)s og %(count)s til", first=titles[0], count=len(titles) - 1)

    def _titles(self, iris: set[str], most: int | None = None) -> list[str]:
        texts = {self._held.title(iri, self._language)[0] for iri in iris}
        return sorted(texts, key=alphabetical)[:most]


def _columns() -> tuple[str, ...]:
    return (_("Navn"), _("Type"), _("Sted"), _("År"), _("Kilde"))


def _span(one: Holding) -> str:
    """Write the years of a thing's own days."""
    if not one.years:
        return ""
    first, last = one.years
    return str(first) if first == last else f"{first}–{last}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
