"""Money as its page tells it: the picture, the tables beside it, and the addresses of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from babel import numbers
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.flows import BOX, NOWHERE, OTHERS, TOGETHER, Box, Flows, Share, flows, lay_out
from ontology.iri_policy import table_and_id
from webapp import money, texts
from webapp.asof import as_of
from webapp.day_of_thing import ALL
from webapp.language import current_language
from webapp.money import MANY, NONE, SUMS, Choice, Counted, Ledger
from webapp.telling_apart import told_apart

#: `?time=other` shows the rows that a day leaves out.
OTHER = "other"
_MOST_LETTERS = 32
_MILLION = 1_000_000
#: A bar's greatest length, in units of its picture.
_BAR = 120
#: The sum that a column of the picture is counted in.
_SUM_OF_COLUMN = {0: "funder", 2: "recipient"}


def address(iri: str) -> str:
    """Give a thing as addresses have it; a word stays as it is."""
    return ":".join(table_and_id(iri) or (iri,))


def rows_url(choice: Choice, currency: str = "", **more: str) -> str:
    """Give the address of the rows behind a figure."""
    return _url("/money/rows", choice, {"currency": currency, **more})


def money_url(choice: Choice) -> str:
    """Give the address of the page with a choice."""
    return _url("/money", choice, {})


def _url(path: str, choice: Choice, more: Mapping[str, str]) -> str:
    time = OTHER if choice.other_time else ""
    if choice.day is None and as_of() is not None:
        time = ALL
    given = {
        "kind": choice.kind,
        "status": choice.status,
        "year": choice.year,
        "place": address(choice.place),
        "time": time,
        **more,
    }
    return f"{path}?{urlencode({key: value for key, value in given.items() if value})}"


def named(book: Ledger, key: str, column: int) -> dict[str, object]:
    """Give what a node is called, with its page where it has one."""
    words = {
        TOGETHER: {
            0: _("Flere givere i fellesskap, andelene er ikke oppgitt"),
            2: _("Flere mottakere i fellesskap, andelene er ikke oppgitt"),
        },
        OTHERS: {0: _("Andre givere"), 1: _("Andre initiativer"), 2: _("Andre mottakere")},
        NOWHERE: {1: _("Formål ikke oppgitt")},
    }
    if key in words:
        return {"text": words[key][column]}
    text, language = book.records.name(key)
    return {"text": text, "lang": language, "url": book.records.url(key)}


def currency_part(
    book: Ledger, choice: Choice, counts: Counted, currency: str
) -> dict[str, object]:
    """Give all that the page tells of one currency."""
    given, received = counts.of("funder", currency), counts.of("recipient", currency)
    wholes = counts.of("whole", currency)
    found = flows(given, received, counts.grouping(currency))
    return {
        "currency": currency,
        "name": _currency(currency),
        "figures": [
            _figure(given, _("fra oppgitte givere"), rows_url(choice, currency, sum="funder")),
            _figure(
                received, _("til oppgitte mottakere"), rows_url(choice, currency, sum="recipient")
            ),
            _figure(
                wholes, _("i alt, hvert beløp én gang"), rows_url(choice, currency, sum="whole")
            ),
        ],
        "picture": _picture(book, choice, found, currency),
        "funders": _nodes(book, choice, found, currency, 0),
        "initiatives": _initiatives(book, choice, found, currency),
        "recipients": _nodes(book, choice, found, currency, 2),
        "links": _links(book, choice, found, currency),
        "years": _bars(
            [
                (
                    {"text": _("Uten år") if year == NONE else year},
                    shares,
                    rows_url(money_in(choice, year=year), currency, sum="whole"),
                )
                for year, shares in money.by_year(wholes, book).items()
            ]
        ),
        "places": _bars(
            [
                (
                    place_cell(book, place),
                    shares,
                    rows_url(money_in(choice, place=place), currency, sum="recipient"),
                )
                for place, shares in money.by_place(received, book).items()
            ]
        ),
    }


def money_in(choice: Choice, *, year: str = "", place: str = "") -> Choice:
    """Give a choice narrowed to a year or a place."""
    return replace(choice, year=year or choice.year, place=place or choice.place)


def place_cell(book: Ledger, place: str) -> dict[str, object]:
    """Give what a place is called."""
    if place == NONE:
        return {"text": _("Sted ikke oppgitt")}
    if place == MANY:
        return {"text": _("Mottakere på flere steder")}
    text, language = book.records.name(place)
    return {
        "text": names_of_places(book).get(place, text),
        "lang": language,
        "url": book.records.url(place),
    }


def names_of_places(book: Ledger) -> dict[str, str]:
    """Give what the places of all rows are called, a town told from its municipality."""
    places = {row.place for row in book.rows.values()} - {NONE, MANY}
    records = book.records
    return told_apart(
        {place: records.text(place) for place in sorted(places)},
        lambda place: records.type_name(records[place]),
    )


def left_out(
    choice: Choice, counts: Counted, words: Mapping[int, str], total: int, other_time: int = 0
) -> list[dict[str, object]]:
    """Give how many rows each sum holds and leaves out, by reason: they come to all rows.

    The first reason is the day, which leaves a row out of all three.
    """
    lines: list[dict[str, object]] = []
    if other_time:
        others = replace(choice, kind="", status="", other_time=True)
        url = rows_url(others)
        cells = [_count(other_time, url)] * len(SUMS)
        lines.append({"cells": [{"text": _("Gjelder en annen tid")}, *cells]})
    for number, reason in words.items():
        found = {
            name: sum(1 for one in counts.reasons[name].values() if one == number) for name in SUMS
        }
        if any(found.values()):
            cells = [
                _count(found[name], rows_url(choice, sum=name, reason=str(number))) for name in SUMS
            ]
            lines.append({"cells": [{"text": reason}, *cells]})
    held = [_count(len(counts.rows(name)), rows_url(choice, sum=name)) for name in SUMS]
    whole = rows_url(Choice("", "", choice.year, choice.place))
    return [
        {"cells": [{"text": _("Med i summen")}, *held]},
        *lines,
        {"cells": [{"text": _("Alle rader om penger")}, *([_count(total, whole)] * len(SUMS))]},
    ]


def _count(count: int, url: str) -> dict[str, object]:
    return {"text": texts.number(count), "url": url if count else None}


def _figure(shares: list[Share], label: str, url: str) -> dict[str, object]:
    rows = len({one.row for one in shares})
    return {
        "value": compact(money.total(shares)),
        "label": label,
        "url": url if rows else None,
        "note": ngettext("%(num)s rad", "%(num)s rader", rows),
    }


def compact(amount: Decimal) -> str:
    """Write a large amount briefly: 1,4 mill."""
    if abs(amount) < _MILLION:
        return texts.number(amount, 0)
    text = numbers.format_compact_decimal(amount, locale=current_language(), fraction_digits=1)
    # May be broken on a phone.
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def _currency(code: str) -> str:
    name = str(numbers.get_currency_name(code, locale=current_language()))
    return f"{name[:1].upper()}{name[1:]} ({code})"


def _picture(book: Ledger, choice: Choice, found: Flows, currency: str) -> dict[str, object]:
    drawn = lay_out(found)
    return {
        "width": drawn.width,
        "height": drawn.height,
        "box": BOX,
        "boxes": [_box(book, choice, box, currency) for box in drawn.boxes],
        "bands": [
            {
                "path": band.path,
                "word": TOGETHER in (band.link.start, band.link.end),
                "title": _(
                    "%(start)s til %(end)s: %(amount)s",
                    start=named(book, band.link.start, band.link.column)["text"],
                    end=named(book, band.link.end, band.link.column + 1)["text"],
                    amount=texts.money(band.link.amount, currency),
                ),
                "url": _link_url(
                    choice, currency, band.link.column, band.link.start, band.link.end
                ),
            }
            for band in drawn.bands
        ],
    }


def _box(book: Ledger, choice: Choice, box: Box, currency: str) -> dict[str, object]:
    name = str(named(book, box.node.key, box.node.column)["text"])
    before = box.node.column == 0
    return {
        "x": box.x,
        "y": box.y,
        "height": box.height,
        "text_x": box.x - 8 if before else box.x + BOX + 8,
        "text_y": box.middle,
        "anchor": "end" if before else "start",
        "label": shortened(name),
        "amount": compact(box.node.amount),
        "title": f"{name}: {texts.money(box.node.amount, currency)}",
        "url": _node_url(choice, currency, box.node.column, box.node.key),
        "word": money.is_word(box.node.key),
    }


def shortened(text: str) -> str:
    """Cut a long name for the picture; its title has all of it."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1].rstrip() + "…"


def _node_url(choice: Choice, currency: str, column: int, key: str) -> str:
    if column == 1:
        return rows_url(choice, currency, initiative=address(key), sum="both")
    return rows_url(choice, currency, sum=_SUM_OF_COLUMN[column], party=address(key))


def _link_url(choice: Choice, currency: str, column: int, start: str, end: str) -> str:
    name, party, initiative = ("funder", start, end) if column == 0 else ("recipient", end, start)
    return rows_url(
        choice, currency, sum=name, party=address(party), initiative=address(initiative)
    )


def _amount(amount: Decimal, url: str) -> dict[str, object]:
    return {"text": texts.number(amount, 2), "url": url}


def _nodes(
    book: Ledger, choice: Choice, found: Flows, currency: str, column: int
) -> list[dict[str, object]]:
    nodes = sorted(
        found.column(column),
        key=lambda node: (money.is_word(node.key), -node.amount, node.key),
    )
    return [
        {
            "cells": [
                named(book, node.key, column),
                _amount(node.amount, _node_url(choice, currency, column, node.key)),
                {"text": texts.number(node.rows)},
            ]
        }
        for node in nodes
    ]


def _initiatives(
    book: Ledger, choice: Choice, found: Flows, currency: str
) -> list[dict[str, object]]:
    """Give what comes to each initiative, and what goes from it to recipients."""
    rows: list[dict[str, object]] = []
    for node in found.column(1):
        cells = [named(book, node.key, 1)]
        for column, name in ((0, "funder"), (1, "recipient")):
            amount = sum(
                (
                    link.amount
                    for link in found.links
                    if link.column == column
                    and node.key == (link.end if column == 0 else link.start)
                ),
                start=Decimal(0),
            )
            url = rows_url(choice, currency, sum=name, initiative=address(node.key))
            cells.append(_amount(amount, url) if amount else {"text": _("ikke oppgitt")})
        rows.append({"cells": cells})
    return rows


def _links(book: Ledger, choice: Choice, found: Flows, currency: str) -> list[dict[str, object]]:
    return [
        {
            "cells": [
                named(book, link.start, link.column),
                named(book, link.end, link.column + 1),
                _amount(
                    link.amount, _link_url(choice, currency, link.column, link.start, link.end)
                ),
                {"text": texts.number(link.rows)},
            ]
        }
        for link in sorted(
            found.links, key=lambda one: (one.column, -one.amount, one.start, one.end)
        )
    ]


def _bars(
    found: list[tuple[dict[str, object], list[Share], str]],
) -> list[dict[str, object]]:
    longest = max((money.total(shares) for _cell, shares, _url in found), default=Decimal(0))
    return [
        {
            "cell": cell,
            "amount": _amount(money.total(shares), url),
            "count": texts.number(len({one.row for one in shares})),
            "bar": max(1, int(money.total(shares) * _BAR / longest)) if longest else 0,
        }
        for cell, shares, url in found
    ]
