"""Pairs that no name tells: sources of one address, and the same money twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from urllib.parse import parse_qsl, urlencode, urlsplit

from loaders.pairs import Judged, Objection, Pair, Wholes, text, weighed
from loaders.rows import Row, Tables
from loaders.values import read_decimal, read_period
from ontology import vocabulary
from ontology.iri_policy import concept

# Put behind an address by those who count visits; they lead to the same page.
_COUNTING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id\Z")
# What two funding rows have in common beside amount, currency and a party.
_LEAST_FUNDING = 0.6
_SAME_SUBJECT = 0.2
_SAME_WORD = 0.1
_NO_YEAR = 0.8
# Two who get the same sum from one giver are the usual case; one gift under two names is rare.
_OTHER_RECIPIENTS = 0.5


def same_url_pairs(tables: Tables) -> Iterator[Pair]:
    """Give the sources that have one address.

    Parameters
    ----------
    tables : Tables
        What was read.

    Yields
    ------
    Pair
        Score 1. Scheme, ``www.``, a slash at the end, the part behind ``#`` and what counts visits
        do not matter.
    """
    by_address: defaultdict[str, list[Row]] = defaultdict(list)
    for row in tables.rows.get("sources", ()):
        if url := row.cells.get("url", ""):
            by_address[plain_url(url)].append(row)
    for rows in by_address.values():
        for left, right in combinations(rows, 2):
            labels = (left.cells.get("title", ""), right.cells.get("title", ""))
            yield weighed(left, right, labels, 1.0, [text("Samme adresse", "Same address")])


def plain_url(url: str) -> str:
    """Give an address as it is compared.

    Examples
    --------
    >>> plain_url("https://www.hamar.kommune.no/om/?b=2&utm_source=x#top")
    'hamar.kommune.no/om?b=2'
    >>> plain_url("http://Hamar.kommune.no/om?b=2")
    'hamar.kommune.no/om?b=2'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # no address at all, or a port that is none
        return url
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not _COUNTING.match(k)]
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{urlencode(kept)}" if kept else "")


def funding_pairs(tables: Tables, judged: Judged, wholes: Wholes) -> Iterator[Pair]:
    """Give the funding rows that may be the same money.

    Parameters
    ----------
    tables : Tables
        What was read.
    judged : Judged
        Says which funders and recipients are one.
    wholes : Wholes
        Says which row is part of which.

    Yields
    ------
    Pair
        Rows of one amount and currency with a funder or a recipient in common, and a year in
        common or no year on one of them; the more if they are for one thing, or of one kind and
        status.
    """
    parties: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in tables.rows.get("funding_parties", ()):
        if (actor := row.cells.get("actor", "")) not in ("", "?"):
            party = (row.cells.get("role", ""), judged.one(f"actor:{actor}"))
            parties[row.cells.get("funding", "")].add(party)
    by_amount: defaultdict[tuple[Decimal, str], list[Row]] = defaultdict(list)
    for row in tables.rows.get("funding", ()):
        try:
            amount = read_decimal(row.cells.get("amount", ""))
        except ValueError:
            continue
        by_amount[amount, row.cells.get("currency", "")].append(row)
    for (amount, currency), rows in by_amount.items():
        for left, right in combinations(rows, 2):
            shared = parties[left.id] & parties[right.id]
            ours, theirs = _years(left), _years(right)
            known = bool(ours and theirs)
            if not shared or (known and not _meet(ours, theirs)):
                continue
            said = [
                text(f"Samme beløp: {amount:f} {currency}", f"Same amount: {amount:f} {currency}")
            ]
            said += [_party(role, actor) for role, actor in sorted(shared)]
            objections: list[Objection] = []
            if known:
                said.append(text("samme år", "same year"))
            else:
                why = text("året står ikke på begge", "the year is not stated on both")
                objections.append((why, _NO_YEAR))
            score = _LEAST_FUNDING
            for column, share, words in _COMMON:
                if left.cells.get(column) == right.cells.get(column):
                    score += share
                else:
                    cells = f"{left.cells.get(column, '')}, {right.cells.get(column, '')}"
                    said.append(text(f"{words['nb']}: {cells}", f"{words['en']}: {cells}"))
            mine, yours = _recipients(parties[left.id]), _recipients(parties[right.id])
            if mine and yours and mine.isdisjoint(yours):
                why = text("ulike mottakere", "different recipients")
                objections.append((why, _OTHER_RECIPIENTS))
            objections += wholes.objections(left, right)
            yield weighed(left, right, (_label(left), _label(right)), score, said, objections)


_COMMON = (
    ("subject", _SAME_SUBJECT, text("til ulike ting", "for different things")),
    ("kind", _SAME_WORD, text("ulike slag", "different kinds")),
    ("status", _SAME_WORD, text("ulik status", "different statuses")),
)


def _years(row: Row) -> list[tuple[int, int]]:
    """Give the first and last year of a funding row's period and of its decision, if stated."""
    found = []
    for columns in (("valid_from", "valid_to"), ("decided",)):
        years = []
        for cell in filter(None, (row.cells.get(name, "") for name in columns)):
            try:
                period = read_period(cell)
            except ValueError:
                continue
            years += [day.year for day in (period.first, period.last) if day]
        if years:
            found.append((min(years), max(years)))
    return found


def _meet(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    # One source may date the decision and another the period.
    return any(first <= end and begin <= last for first, last in one for begin, end in other)


def _recipients(parties: set[tuple[str, str]]) -> set[str]:
    return {actor for role, actor in parties if role == "recipient"}


def _party(role: str, actor: str) -> dict[str, str]:
    known = vocabulary.texts().get(concept("funding-role", role))
    label = known.label if known else text(role, role)
    return text(f"samme {label['nb']}: {actor}", f"same {label['en']}: {actor}")


def _label(row: Row) -> str:
    cells = row.cells
    amount = f"{cells.get('amount', '')} {cells.get('currency', '')}".strip()
    return f"{amount} ({cells.get('subject', '')})"
