"""Money in and out of an actor: sums that count nothing twice, and what they leave out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.binding import Term
from graph.names import alphabetical
from ontology.namespaces import SAMSPILL_NS
from queries.parameters import codes_of
from queries.questions import written_out
from webapp import texts
from webapp.incoming import Incoming
from webapp.kept import FEW, Kept
from webapp.money import GROUNDS
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Told, span_on_grounds

FUNDER, RECIPIENT = "funder", "recipient"
#: The question of the library that gives the same sums for all actors.
QUESTIONS = {FUNDER: "funding-by-funder", RECIPIENT: "funding-by-recipient"}


@dataclass(frozen=True)
class Part:
    """What somebody is counted with of one amount; without an actor it is several together."""

    funding: str
    actor: str | None
    amount: Decimal
    group: tuple[str, str, str]  #: currency, kind and status, which are never added


@dataclass(frozen=True)
class LeftOut:
    """An amount that no sum holds."""

    number: int  #: of the reason, in the order in which they are tried
    reason: str
    currency: str
    amount: Decimal | None


@dataclass
class RoleMoney:
    """All money by one role, read once a snapshot."""

    parts: dict[str, list[Part]]
    parties: dict[str, dict[str, bool]]  #: by actor and amount, whether a share is stated


@dataclass
class Block:
    """Money one way: sums, and what they leave out."""

    role: str
    title: str
    question: str
    columns: list[dict[str, object]]
    rows: list[dict[str, object]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def blocks_of(
    records: Records, iri: str, incoming: list[Incoming], day: date | None = None
) -> list[Block]:
    """Give the money out and in of an actor, each way that it has any; with a day what held."""
    if not any(one.type == SAMSPILL_NS + "FundingParty" for one in incoming):
        return []
    titles = {FUNDER: _("Penger ut"), RECIPIENT: _("Penger inn")}
    made = [_block(records, iri, role, title, day) for role, title in titles.items()]
    return [block for block in made if block.rows or block.left_out]


def _block(records: Records, iri: str, role: str, title: str, day: date | None) -> Block:
    snapshot = records.snapshot
    money = money_of_role(snapshot, role)
    address = f"/questions/{QUESTIONS[role]}?kind=any&status=any"
    block = Block(role, title, address, _columns())
    sums: defaultdict[tuple[tuple[str, str, str], bool], list[Decimal]] = defaultdict(list)
    left_out: list[LeftOut] = []
    reasons = _not_counted(snapshot, role, records.language)
    mine_of_role = money.parties.get(iri, {})
    of_another_time = _of_another_time(records, mine_of_role, day) if day else set()
    for funding, has_share in mine_of_role.items():
        if funding in of_another_time:
            continue
        parts = money.parts.get(funding, [])
        mine = [part for part in parts if part.actor == iri]
        shared = [part for part in parts if part.actor is None and not has_share]
        for part in mine or shared:
            sums[part.group, part.actor is None].append(part.amount)
        if not (mine or shared):
            other = LeftOut(8, _("Andre har oppgitte andeler som er hele beløpet"), "", None)
            left_out.append(reasons.get(funding, other))
    for (group, together), amounts in sorted(sums.items(), key=lambda one: _place(records, *one)):
        block.rows.append(_row(records, group, amounts, together=together))
    block.left_out = _said(left_out)
    if of_another_time:
        count = texts.number(len(of_another_time))
        block.left_out.insert(0, _("Gjelder en annen tid: %(count)s", count=count))
    return block


def _of_another_time(records: Records, amounts: Iterable[str], day: date) -> set[str]:
    """Give the amounts that do not hold on a day, as the page on money tells it."""
    records.load(amounts, depth=2)
    return {
        iri
        for iri in amounts
        if span_on_grounds(records, records[iri], GROUNDS).told(day) is Told.OTHER_TIME
    }


def _columns() -> list[dict[str, object]]:
    return [
        {"label": _("Slag")},
        {"label": _("Status")},
        {"label": _("Valuta")},
        {"label": _("Sum"), "numeric": True},
        {"label": _("Antall beløp"), "numeric": True},
    ]


def _place(
    records: Records, key: tuple[tuple[str, str, str], bool], amounts: list[Decimal]
) -> tuple[object, ...]:
    (currency, kind, status), together = key
    return (currency != "NOK", currency, together, -sum(amounts), kind, status)


def _row(
    records: Records, group: tuple[str, str, str], amounts: list[Decimal], *, together: bool
) -> dict[str, object]:
    currency, kind, status = group
    note = _("i fellesskap med andre, andelene er ikke oppgitt") if together else ""
    return {
        "cells": [
            {"text": records.text(kind), "note": note},
            {"text": records.text(status)},
            {"text": currency},
            {"text": texts.number(sum(amounts, Decimal(0)), 2)},
            {"text": texts.number(len(amounts))},
        ]
    }


def _said(left_out: list[LeftOut]) -> list[str]:
    """Say for each reason how many amounts it leaves out, and how much money, by currency."""
    by_reason: defaultdict[tuple[int, str], list[LeftOut]] = defaultdict(list)
    for one in left_out:
        by_reason[one.number, one.reason].append(one)
    said = []
    for (_number, reason), found in sorted(by_reason.items()):
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for one in found:
            if one.amount is not None:
                sums[one.currency] += one.amount
        money = ", ".join(texts.money(sums[one], one) for one in sorted(sums, key=alphabetical))
        line = f"{reason}: {texts.number(len(found))}"
        said.append(f"{line} ({money})" if money else line)
    return said


_OF_ROLE = Kept[RoleMoney](FEW)
_LEFT_OUT = Kept[dict[str, LeftOut]](FEW)


def money_of_role(snapshot: OpenSnapshot, role: str) -> RoleMoney:
    """Give what each is counted with in a role, once a snapshot."""

    def read() -> RoleMoney:
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for row in snapshot.reader.select(_query("money-counted", role), _codes(snapshot)):
            actor = row["actor"].value if "actor" in row else None
            group = (row["currency"].value, row["kind"].value, row["status"].value)
            funding = row["funding"].value
            parts[funding].append(Part(funding, actor, Decimal(row["part"].value), group))
        parties: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        for row in snapshot.reader.select(_query("money-parties-by-role", role)):
            mine = parties[row["actor"].value]
            funding = row["funding"].value
            mine[funding] = mine.get(funding, False) or "share" in row
        return RoleMoney(dict(parts), dict(parties))

    return _OF_ROLE.of(snapshot, role, read)


def _not_counted(snapshot: OpenSnapshot, role: str, language: str) -> dict[str, LeftOut]:
    """Give by amount why no sum of a role holds it, once a snapshot and language."""

    def read() -> dict[str, LeftOut]:
        found: dict[str, LeftOut] = {}
        values: dict[str, Term | Sequence[Term]] = {**_codes(snapshot)}
        values["language"] = Literal(language)
        for row in snapshot.reader.select(_query("money-not-counted", role), values):
            currency = row["currency"].value if "currency" in row else ""
            amount = Decimal(row["each"].value) if "each" in row else None
            reason = LeftOut(int(row["number"].value), row["reason"].value, currency, amount)
            found[row["funding"].value] = reason
        return found

    return _LEFT_OUT.of(snapshot, (role, language), read)


def _query(name: str, role: str) -> str:
    return written_out(site_query(name).replace("__word__", role))


def _codes(snapshot: OpenSnapshot) -> dict[str, list[NamedNode]]:
    """Give every kind and status of money: each has a sum of its own."""
    schemes = {"kind": "funding-kind", "status": "funding-status"}
    return {
        name: [NamedNode(iri) for iri in codes_of(scheme, snapshot.reader)]
        for name, scheme in schemes.items()
    }
