"""The rows behind a figure of money: which they are, and what a table says of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from webapp import money, texts
from webapp.money import SUMS, Choice, Counted, Ledger
from webapp.records import SOURCE, decimal
from webapp.site import OpenSnapshot

HEADER = (
    "id",
    "subject",
    "amount",
    "currency",
    "bound",
    "unit",
    "kind",
    "status",
    "modality",
    "time",
    "funders",
    "recipients",
    "counted",
    "document",
    "locator",
    "iri",
)
#: The lists that its columns of codes are of.
CODES = {
    "bound": "amount-bound",
    "unit": "amount-unit",
    "kind": "funding-kind",
    "status": "funding-status",
}
_MANNER = ("fundingKind", "fundingStatus")


@dataclass(frozen=True)
class Asked:
    """Which rows are asked for; empty is all.

    ``sum`` is one of `webapp.money.SUMS`, or ``both`` for all that the picture shows of an
    initiative. With a ``reason`` it is the rows that the sum leaves out for it.
    """

    choice: Choice
    sum: str = ""
    reason: str = ""
    currency: str = ""
    party: str = ""
    initiative: str = ""


@dataclass(frozen=True)
class Line:
    """A row, and what the sum counts it with, if it does."""

    iri: str
    currency: str
    counted: Decimal | None = None


def lines(snapshot: OpenSnapshot, book: Ledger, asked: Asked) -> list[Line]:
    """Give the rows that are asked for, the largest amount first."""
    found = _lines(snapshot, book, asked)

    def place(line: Line) -> tuple[object, ...]:
        amount = line.counted
        if amount is None:
            amount = decimal(book.records[line.iri].one("amount")) or Decimal(0)
        return (line.currency, -amount, line.iri)

    return sorted(found, key=place)


def _lines(snapshot: OpenSnapshot, book: Ledger, asked: Asked) -> list[Line]:
    if not asked.sum:
        return [_plain(book, iri) for iri in book.rows if _is_asked(book, iri, asked)]
    counts = money.counted(snapshot, book, asked.choice)
    if asked.reason:
        why = counts.reasons.get(asked.sum, {})
        return [_plain(book, iri) for iri, number in why.items() if str(number) == asked.reason]
    if asked.sum == "both":
        # What comes in and what goes out is the same money: no row is counted with both.
        rows = {line.iri for name in SUMS[:2] for line in _of_sum(counts, asked, name)}
        return [_plain(book, iri) for iri in rows]
    return _of_sum(counts, asked, asked.sum)


def _of_sum(counts: Counted, asked: Asked, name: str) -> list[Line]:
    lines_ = []
    for currency in counts.shares[name]:
        if asked.currency not in ("", currency):
            continue
        shares = money.shares_behind(
            counts.of(name, currency),
            counts.grouping(currency),
            0 if name == "funder" else 2,
            asked.party,
            asked.initiative,
        )
        amounts: defaultdict[str, Decimal] = defaultdict(Decimal)
        for one in shares:
            amounts[one.row] += one.amount
        lines_ += [Line(iri, currency, amount) for iri, amount in amounts.items()]
    return lines_


def _plain(book: Ledger, iri: str) -> Line:
    return Line(iri, book.records[iri].one("currency"))


def _is_asked(book: Ledger, iri: str, asked: Asked) -> bool:
    record, row = book.records[iri], book.rows[iri]
    return (
        asked.choice.takes(row)
        and asked.choice.kind in ("", record.code("fundingKind"))
        and asked.choice.status in ("", record.code("fundingStatus"))
        and asked.currency in ("", record.one("currency"))
        and asked.initiative in ("", row.subject)
        and (not asked.party or asked.party in parties(book, iri, ""))
    )


def parties(book: Ledger, iri: str, role: str) -> list[str]:
    """Give the actors in a role of a row, or in any."""
    return [
        record.one("actor")
        for record in (book.records[one] for one in book.parties.get(iri, []))
        if role in ("", record.code("role")) and record.all("actor")
    ]


def cells(book: Ledger, line: Line, asked: Asked) -> dict[str, object]:
    """Give a row as the tables of pages show it."""
    records, record = book.records, book.records[line.iri]
    subject = record.all("subject")
    found: list[dict[str, object]] = [
        records.cell(subject[0]) if subject else {"text": _("ikke oppgitt")},
        {"text": records.amount(record), "url": records.url(line.iri)},
    ]
    if asked.sum and not asked.reason and line.counted is not None:
        found.append({"text": texts.number(line.counted, 2)})
    found += [
        {"text": ", ".join(records.text(record.one(name)) for name in _MANNER)},
        {"text": _time(book, line.iri)},
        {"text": _names(book, line.iri, "funder")},
        {"text": _names(book, line.iri, "recipient")},
    ]
    if record.modality != "actual":
        found[1]["tag"] = records.modality_tag(record)
    return {"cells": found, "sources": [records.source(record)]}


def sheet_row(book: Ledger, line: Line) -> tuple[str | Decimal | None, ...]:
    """Give a row as files have it."""
    records, record = book.records, book.records[line.iri]
    subject, document = record.one("subject"), record.one(SOURCE)
    return (
        line.iri.rpartition("/")[2],
        records.text(subject) if subject else "",
        decimal(record.one("amount")),
        line.currency,
        record.code("bound"),
        record.code("amountUnit"),
        record.code("fundingKind"),
        record.code("fundingStatus"),
        record.modality,
        _time(book, line.iri),
        _names(book, line.iri, "funder"),
        _names(book, line.iri, "recipient"),
        line.counted,
        records.text(document) if document else "",
        record.one("locator"),
        line.iri,
    )


def _names(book: Ledger, iri: str, role: str) -> str:
    names = [book.records.text(one) for one in parties(book, iri, role)]
    return "; ".join(names)


def _time(book: Ledger, iri: str) -> str:
    record = book.records[iri]
    if record.all("decided"):
        # The graph keeps no precision of this day, and most sources give the year alone.
        return record.one("decided")[:4]
    return book.records.time(record)
