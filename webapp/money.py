"""The rows of money of a snapshot: which are counted, with what, and why others are not.

What counts is settled in `queries/fragments` alone; here rows are only chosen and added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.binding import Row, Term
from graph.flows import NOWHERE, OTHERS, TOGETHER, Grouping, Share, group
from ontology.iri_policy import concept
from queries.questions import written_out
from webapp.kept import FEW, Kept
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Span, Told, span_on_grounds

#: The sums that a row may be in: of funders, of recipients, and of amounts as a whole.
SUMS = ("funder", "recipient", "whole")
#: What stands for rows without a year or a place, and for recipients in several places.
NONE = "none"
MANY = "many"
#: Whose time a row has that has none: its phase, else what it is for.
GROUNDS = ("during", "subject")
#: How many funders, initiatives and recipients the picture shows one by one.
MOST_DRAWN = 12


@dataclass(frozen=True)
class MoneyRow:
    """One row of money: what for, when, and where its recipients are.

    ``span`` is the period that the money is for, else when it was decided, else the time of what
    it is for.
    """

    iri: str
    subject: str
    year: str
    place: str
    span: Span = field(default_factory=Span)


@dataclass(frozen=True)
class Choice:
    """What is asked for: a kind and a status, and what narrows the rows; empty is all.

    With a day it is the rows that hold on it or have no time, or with ``other_time`` the rest.
    """

    kind: str = "grant"
    status: str = "granted"
    year: str = ""
    place: str = ""
    day: date | None = None
    other_time: bool = False

    def takes(self, row: MoneyRow) -> bool:
        """Say whether a row belongs to the year, the place and the day."""
        if self.year not in ("", row.year) or self.place not in ("", row.place):
            return False
        return self.day is None or (row.span.told(self.day) is Told.OTHER_TIME) == self.other_time


@dataclass
class Ledger:
    """All rows of money of a snapshot, and the records that they are told from."""

    records: Records
    rows: dict[str, MoneyRow]
    parties: dict[str, list[str]]  #: the rows of funding_parties, by the row of money


@dataclass(frozen=True)
class Counted:
    """What a choice counts: by sum and currency the shares, by sum why each other row is not."""

    shares: Mapping[str, Mapping[str, list[Share]]]
    reasons: Mapping[str, Mapping[str, int]]

    def currencies(self) -> list[str]:
        """Give the currencies, the one with most rows first."""
        rows: Counter[str] = Counter()
        for by_currency in self.shares.values():
            for currency, shares in by_currency.items():
                rows[currency] += len({one.row for one in shares})
        return sorted(rows, key=lambda one: (-rows[one], one))

    def of(self, name: str, currency: str) -> list[Share]:
        """Give the shares of a sum in a currency."""
        return self.shares[name].get(currency, [])

    def grouping(self, currency: str) -> Grouping:
        """Give what the picture of a currency shows one by one."""
        return group(self.of("funder", currency), self.of("recipient", currency), MOST_DRAWN)

    def rows(self, name: str) -> set[str]:
        """Give the rows that are in a sum, in any currency."""
        return {one.row for shares in self.shares[name].values() for one in shares}


_LEDGERS = Kept[Ledger](FEW)
_COUNTED = Kept[Counted](FEW)


def ledger(snapshot: OpenSnapshot, language: str) -> Ledger:
    """Give the rows of money of a snapshot, read once in each language."""
    return _LEDGERS.of(snapshot, language, lambda: _read_ledger(snapshot, language))


def counted(snapshot: OpenSnapshot, book: Ledger, choice: Choice) -> Counted:
    """Give what a choice counts; the rule is put to the store once for each kind and status."""
    # Kinds and statuses are closed lists: there are few such pairs.
    key = (choice.kind, choice.status)
    whole = _COUNTED.of(snapshot, key, lambda: _count(snapshot, book, choice))
    if not (choice.year or choice.place or choice.day):
        return whole
    taken = {iri for iri, row in book.rows.items() if choice.takes(row)}
    return Counted(
        {
            name: {
                currency: left
                for currency, shares in by_currency.items()
                if (left := [one for one in shares if one.row in taken])
            }
            for name, by_currency in whole.shares.items()
        },
        {
            name: {iri: number for iri, number in reasons.items() if iri in taken}
            for name, reasons in whole.reasons.items()
        },
    )


def reasons(snapshot: OpenSnapshot, language: str) -> dict[int, str]:
    """Give what the numbers of the reasons mean, in their order."""
    query = written_out(site_query("money-reasons"))
    rows = snapshot.reader.select(query, {"language": Literal(language)})
    return {int(row["number"].value): row["reason"].value for row in rows}


def shares_behind(
    shares: Iterable[Share], grouping: Grouping, column: int, party: str, initiative: str
) -> list[Share]:
    """Give the shares behind a figure: a node, or what flows between two; empty is all.

    ``party`` and ``initiative`` are IRIs or the words of `graph.flows`; ``column`` is that of the
    party.
    """
    return [
        one
        for one in shares
        if party in ("", one.party, grouping.key(column, one.party))
        and initiative in ("", one.initiative, grouping.key(1, one.initiative))
    ]


def is_word(key: str) -> bool:
    """Say whether a node is no single actor or initiative."""
    return key in (TOGETHER, OTHERS, NOWHERE)


def total(shares: Iterable[Share]) -> Decimal:
    """Add up shares."""
    return sum((one.amount for one in shares), start=Decimal(0))


def by_year(shares: Iterable[Share], book: Ledger) -> dict[str, list[Share]]:
    """Put shares to the year of their row, in order; those without one last."""
    found: defaultdict[str, list[Share]] = defaultdict(list)
    for one in shares:
        found[book.rows[one.row].year].append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0] == NONE, item[0])))


def by_place(shares: Iterable[Share], book: Ledger) -> dict[str, list[Share]]:
    """Put shares to the place of their row's recipients, the largest first, none and many last."""
    found: defaultdict[str, list[Share]] = defaultdict(list)
    for one in shares:
        found[book.rows[one.row].place].append(one)
    return dict(
        sorted(found.items(), key=lambda item: (item[0] in (NONE, MANY), -total(item[1]), item[0]))
    )


def _read_ledger(snapshot: OpenSnapshot, language: str) -> Ledger:
    records = Records(snapshot, language)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for row in snapshot.reader.select(site_query("money-places")):
        found = places[row["funding"].value]
        if "where" in row:
            found.append(row["where"].value)
    parties: defaultdict[str, list[str]] = defaultdict(list)
    for row in snapshot.reader.select(site_query("money-parties")):
        parties[row["funding"].value].append(row["party"].value)
    # Two steps: the rows, and what those they point to are called.
    records.load([*places, *(iri for found in parties.values() for iri in found)], depth=2)
    records.load({where for found in places.values() for where in found}, depth=1)
    rows = {}
    for iri, where in places.items():
        record = records[iri]
        year = (record.one("decided") or record.one("startDate"))[:4] or NONE
        place = MANY if len(where) > 1 else (where[0] if where else NONE)
        span = span_on_grounds(records, record, GROUNDS)
        rows[iri] = MoneyRow(iri, record.one("subject") or NOWHERE, year, place, span)
    return Ledger(records, rows, dict(parties))


def _count(snapshot: OpenSnapshot, book: Ledger, choice: Choice) -> Counted:
    values: dict[str, Term | list[Term]] = {
        "kind": NamedNode(concept("funding-kind", choice.kind)),
        "status": NamedNode(concept("funding-status", choice.status)),
    }

    def ask(name: str) -> list[Row]:
        return snapshot.reader.select(written_out(site_query(name)), values)

    shares: dict[str, dict[str, list[Share]]] = {}
    why: dict[str, dict[str, int]] = {}
    for name in SUMS:
        found: defaultdict[str, list[Share]] = defaultdict(list)
        for row in ask(f"money-shares-{name}"):
            iri = row["funding"].value
            party = row["actor"].value if "actor" in row else TOGETHER
            amount = Decimal((row.get("part") or row["amount"]).value)
            share = Share(iri, party, book.rows[iri].subject, amount)
            found[row["currency"].value].append(share)
        shares[name] = dict(found)
        why[name] = {
            row["funding"].value: int(row["number"].value) for row in ask(f"money-reasons-{name}")
        }
    return Counted(shares, why)
