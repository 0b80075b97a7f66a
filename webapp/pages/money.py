"""Money: who gives to what and who gets it, and the rows behind every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from graph.flows import NOWHERE, OTHERS, TOGETHER
from graph.names import alphabetical
from ontology.errors import ParameterError
from queries.questions import question
from webapp import money, money_inhabitants, texts
from webapp.asof import as_of
from webapp.day_of_thing import ALL
from webapp.documentpage import page_asked
from webapp.language import current_language
from webapp.money import MANY, NONE, SUMS, Choice, Ledger
from webapp.money_rows import CODES, HEADER, Asked, Line, cells, lines, sheet_row
from webapp.money_words import (
    OTHER,
    address,
    currency_part,
    left_out,
    money_url,
    named,
    names_of_places,
    place_cell,
)
from webapp.paging import page_of
from webapp.questionpage import offered
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.validity import Span, names_of_day

pages = Blueprint("money", __name__)

PAGE_SIZE = 50
#: The question that offers the kinds and statuses, and tells each sum with its query.
_ASKED = "funding-by-funder"
_QUESTIONS = (_ASKED, "funding-by-recipient", "funding-by-year", "funding-by-place")


@pages.get("/money")
def show_money() -> str:
    """Show the flows of money of a kind and status, a picture a currency."""
    snapshot = opened()
    language = current_language()
    book = _book(snapshot)
    choice = _choice(snapshot, book)
    counts = money.counted(snapshot, book, choice)
    total = sum(1 for row in book.rows.values() if replace(choice, day=None).takes(row))
    of_day = [row for row in book.rows.values() if choice.takes(row)]
    other_time = total - len(of_day)
    values = urlencode({"kind": choice.kind, "status": choice.status})
    return render_template(
        "money.html",
        fields=_fields(snapshot, book, choice),
        chosen=bool(request.args.keys() & {"kind", "status", "year", "place"}),
        parts=[
            currency_part(book, choice, counts, currency)
            | {"per_head": money_inhabitants.told(snapshot, book, choice, currency)}
            for currency in counts.currencies()
        ],
        inhabitant_files=_inhabitant_files(choice),
        left_out=left_out(choice, counts, money.reasons(snapshot, language), total, other_time),
        total=total,
        other_time=other_time,
        undated=sum(1 for row in of_day if row.span == Span()) if choice.day else 0,
        every_time=choice.day is None,
        every_time_url=money_url(replace(choice, day=None)),
        that_day_url=money_url(replace(choice, day=as_of())),
        questions=[
            {"text": question(name).title[language], "url": f"/questions/{name}?{values}"}
            for name in _QUESTIONS
        ],
    )


@pages.get("/money/inhabitants.<any(csv, xlsx):form>")
def inhabitants_as_sheet(form: str) -> Response:
    """Give money per inhabitant as a table, all currencies of a choice."""
    snapshot = opened()
    book = _book(snapshot)
    found = money_inhabitants.sheet_rows(snapshot, book, _choice(snapshot, book))
    name = f"money-inhabitants-{snapshot.snapshot.name}"
    return sheet_answer(name, form, money_inhabitants.HEADER, found)


@pages.get("/money/rows")
def show_rows() -> str:
    """List the rows behind a figure, each with its source."""
    snapshot = opened()
    book = _book(snapshot)
    asked = _asked(snapshot, book)
    found = lines(snapshot, book, asked)
    pages_ = max(1, -(-len(found) // PAGE_SIZE))
    page = page_of(page_asked(), pages_)
    args = {key: value for key, value in request.args.items() if key not in ("lang", "page")}
    return render_template(
        "money_rows.html",
        told=_told(snapshot, book, asked),
        total=len(found),
        sums=_sums(found),
        counted=bool(asked.sum) and not asked.reason,
        rows=[
            cells(book, line, asked) for line in found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ],
        page=page,
        pages=pages_,
        page_url=lambda number: f"/money/rows?{urlencode({**args, 'page': number})}",
        files=[
            {"text": form.upper(), "url": f"/money/rows.{form}?{urlencode(args)}"}
            for form in SHEETS
        ],
    )


@pages.get("/money/rows.<any(csv, xlsx):form>")
def rows_as_sheet(form: str) -> Response:
    """Give all rows behind a figure as a table."""
    snapshot = opened()
    book = _book(snapshot)
    found = lines(snapshot, book, _asked(snapshot, book))
    return sheet_answer(
        f"money-{snapshot.snapshot.name}",
        form,
        HEADER,
        (sheet_row(book, line) for line in found),
        CODES,
    )


def _book(snapshot: OpenSnapshot) -> Ledger:
    """Give the rows of money, told with the names of the day of the view."""
    book = money.ledger(snapshot, current_language())
    day = as_of()
    if day is None:
        return book
    return replace(book, records=book.records.called(names_of_day(snapshot, day)))


def _inhabitant_files(choice: Choice) -> list[dict[str, str]]:
    asked = money_url(choice).partition("?")[2]
    return [{"text": form.upper(), "url": f"/money/inhabitants.{form}?{asked}"} for form in SHEETS]


def _sums(found: list[Line]) -> list[str]:
    """Write what the rows are counted with, currency by currency."""
    sums: dict[str, Decimal] = {}
    for line in found:
        if line.counted is not None:
            sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.counted
    return [texts.money(sums[one], one) for one in sorted(sums)]


def _codes(snapshot: OpenSnapshot, name: str) -> dict[str, str]:
    parameter = next(one for one in question(_ASKED).parameters if one.name == name)
    return {one.value: one.label for one in offered(snapshot, parameter, current_language())}


def _choice(
    snapshot: OpenSnapshot, book: Ledger, *, all_kinds: bool = False, rows: bool = False
) -> Choice:
    """Read kind, status, year and place of the address."""
    plain = Choice()
    # The sums are of the day or of all times; only rows are listed of other times.
    time = _one_of("time", {ALL, OTHER} if rows else {ALL})
    return Choice(
        _one_of("kind", set(_codes(snapshot, "kind")), "" if all_kinds else plain.kind),
        _one_of("status", set(_codes(snapshot, "status")), "" if all_kinds else plain.status),
        _one_of("year", {row.year for row in book.rows.values()}),
        _thing("place", {row.place for row in book.rows.values()}),
        as_of() if time != ALL else None,
        time == OTHER,
    )


def _asked(snapshot: OpenSnapshot, book: Ledger) -> Asked:
    """Read which rows the address asks for."""
    records = book.records
    parties = {records[one].one("actor") for found in book.parties.values() for one in found} - {""}
    sum_ = _one_of("sum", {*SUMS, "both"})
    # A sum is always of one kind and status; without one, all rows are listed.
    return Asked(
        _choice(snapshot, book, all_kinds=not sum_, rows=True),
        sum_,
        _one_of("reason", {str(number) for number in money.reasons(snapshot, "nb")}),
        _one_of("currency", {records[iri].one("currency") for iri in book.rows} - {""}),
        _thing("party", parties | {TOGETHER, OTHERS}),
        _thing("initiative", {row.subject for row in book.rows.values()} | {NOWHERE, OTHERS}),
    )


def _one_of(name: str, known: set[str], default: str = "") -> str:
    asked = request.args.get(name, "") or default
    if asked and asked not in known:
        raise _not_offered(name, asked)
    return asked


def _thing(name: str, known: set[str]) -> str:
    asked = request.args.get(name, "")
    found = next((one for one in known if address(one) == asked), "") if asked else ""
    if asked and not found:
        raise _not_offered(name, asked)
    return found


def _not_offered(name: str, asked: str) -> ParameterError:
    return ParameterError(
        name,
        asked,
        {"nb": "velg en av dem som siden tilbyr", "en": "choose one of those that the page offers"},
    )


def _fields(snapshot: OpenSnapshot, book: Ledger, choice: Choice) -> list[dict[str, object]]:
    years = sorted({row.year for row in book.rows.values()} - {NONE}, reverse=True)
    names = sorted((name, iri) for iri, name in names_of_places(book).items())
    names.sort(key=lambda pair: alphabetical(pair[0]))
    every = {"value": "", "text": _("Alle")}
    count_of_year = Counter(row.year for row in book.rows.values())
    count_of_place = Counter(row.place for row in book.rows.values())

    def options(name: str, property_: str, value: str) -> list[dict[str, str]]:
        counts = Counter(book.records[iri].code(property_) for iri in book.rows)
        # What no row has leads to an empty page, unless the address asks for it.
        return [
            {"value": code, "text": _with_count(label, counts[code])}
            for code, label in _codes(snapshot, name).items()
            if counts[code] or code == value
        ]

    return [
        {
            "name": "kind",
            "label": _("Slag"),
            "options": options("kind", "fundingKind", choice.kind),
            "value": choice.kind,
        },
        {
            "name": "status",
            "label": _("Status"),
            "options": options("status", "fundingStatus", choice.status),
            "value": choice.status,
        },
        {
            "name": "year",
            "label": _("År"),
            "options": [
                every,
                *(
                    {"value": year, "text": _with_count(year, count_of_year[year])}
                    for year in years
                ),
                {"value": NONE, "text": _with_count(_("Uten år"), count_of_year[NONE])},
            ],
            "value": choice.year,
        },
        {
            "name": "place",
            "label": _("Mottakerens sted"),
            "options": [
                every,
                *(
                    {"value": address(iri), "text": _with_count(name, count_of_place[iri])}
                    for name, iri in names
                ),
                *(
                    {"value": word, "text": _with_count(text, count_of_place[word])}
                    for word, text in (
                        (MANY, _("Mottakere på flere steder")),
                        (NONE, _("Sted ikke oppgitt")),
                    )
                ),
            ],
            "value": address(choice.place),
        },
    ]


def _with_count(text: str, rows: int) -> str:
    return f"{text} ({texts.number(rows)})"


def _told(snapshot: OpenSnapshot, book: Ledger, asked: Asked) -> list[dict[str, object]]:
    """Tell which rows were asked for."""
    return list(_telling(snapshot, book, asked))


def _telling(snapshot: OpenSnapshot, book: Ledger, asked: Asked) -> Iterator[dict[str, object]]:
    choice = asked.choice
    column = 0 if asked.sum == "funder" else 2
    sums = {
        "funder": _("Penger fra oppgitte givere"),
        "recipient": _("Penger til oppgitte mottakere"),
        "whole": _("Hvert beløp én gang"),
        "both": _("Penger fra oppgitte givere eller til oppgitte mottakere"),
    }
    if asked.reason:
        words = money.reasons(snapshot, current_language())
        yield {"label": _("Ikke med i summen"), "cell": {"text": sums[asked.sum or "whole"]}}
        yield {"label": _("Fordi"), "cell": {"text": words[int(asked.reason)]}}
    elif asked.sum:
        yield {"label": _("Sum"), "cell": {"text": sums[asked.sum]}}
    if choice.kind:
        yield {"label": _("Slag"), "cell": {"text": _codes(snapshot, "kind")[choice.kind]}}
    if choice.status:
        yield {"label": _("Status"), "cell": {"text": _codes(snapshot, "status")[choice.status]}}
    if (day := as_of()) is not None:
        yield {"label": _("Tid"), "cell": {"text": _told_of_day(choice, texts.day(day))}}
    if choice.year:
        year = _("Uten år") if choice.year == NONE else choice.year
        yield {"label": _("År"), "cell": {"text": year}}
    if choice.place:
        yield {"label": _("Mottakerens sted"), "cell": place_cell(book, choice.place)}
    if asked.currency:
        yield {"label": _("Valuta"), "cell": {"text": asked.currency}}
    if asked.party:
        label = _("Giver") if column == 0 else _("Mottaker")
        yield {"label": label, "cell": named(book, asked.party, column)}
    if asked.initiative:
        yield {"label": _("Til"), "cell": named(book, asked.initiative, 1)}


def _told_of_day(choice: Choice, day: str) -> str:
    """Tell which rows a list has on the day of the view."""
    if choice.day is None:
        return _("alle tider")
    if choice.other_time:
        return _("en annen tid enn %(day)s", day=day)
    return _("gjelder %(day)s, eller er uten tid", day=day)
