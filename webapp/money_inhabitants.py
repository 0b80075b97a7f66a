"""Money per inhabitant as the page of money tells it, and as a table to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from graph.names import alphabetical
from webapp import money, texts
from webapp.inhabitants import Divided, Inhabitants, PerHead, divide, inhabitants
from webapp.money import MANY, NONE, Choice, Ledger
from webapp.money_words import money_in, rows_url
from webapp.records import SOURCE
from webapp.sheetanswer import Value
from webapp.site import OpenSnapshot

HEADER = (
    "place",
    "place_type",
    "kind",
    "status",
    "year",
    "currency",
    "amount",
    "rows",
    "places_in_it",
    "inhabitants",
    "inhabitants_year",
    "amount_per_inhabitant",
    "document",
    "locator",
    "iri",
)

#: A bar's greatest length, in units of its picture.
_BAR = 120
#: How many places in a place are named; more are counted.
_NAMED = 4


def divided(snapshot: OpenSnapshot, book: Ledger, choice: Choice, currency: str) -> Divided | None:
    """Divide what a choice counts; what has no place is not divided at all."""
    if choice.place in (NONE, MANY):
        return None
    # Of all places: what lies in the chosen one belongs to it.
    everywhere = replace(choice, place="")
    shares = money.counted(snapshot, book, everywhere).of("recipient", currency)
    known = inhabitants(snapshot, book.records.language)
    return divide(shares, book, known, choice.year, choice.place) if shares else None


def told(
    snapshot: OpenSnapshot, book: Ledger, choice: Choice, currency: str
) -> dict[str, Any] | None:
    """Give what the page tells of a currency, or None where there is nothing to divide."""
    found = divided(snapshot, book, choice, currency)
    if found is None:
        return None
    known = inhabitants(snapshot, book.records.language)
    most = max((row.each for row in found.rows), default=Decimal(0))
    return {
        "rows": [_row(book, known, choice, currency, row, most) for row in found.rows],
        "how": _how(choice.year),
        "notes": list(_notes(book, known, choice, currency, found)),
    }


def sheet_rows(snapshot: OpenSnapshot, book: Ledger, choice: Choice) -> Iterator[tuple[Value, ...]]:
    """Give the places with a population, currency by currency, as files have them."""
    known = inhabitants(snapshot, book.records.language)
    for currency in money.counted(snapshot, book, choice).currencies():
        found = divided(snapshot, book, choice, currency)
        for row in found.rows if found else ():
            record = known.records[row.population.row]
            document = record.one(SOURCE)
            yield (
                known.records.text(row.place),
                known.records.type_name(known.records[row.place]),
                choice.kind,
                choice.status,
                choice.year,
                currency,
                row.amount,
                row.rows,
                "; ".join(_names(book, row.others)),
                row.population.value,
                row.population.year,
                round(row.each, 2),
                known.records.text(document) if document else "",
                record.one("locator"),
                row.place,
            )


def _row(
    book: Ledger, known: Inhabitants, choice: Choice, currency: str, row: PerHead, most: Decimal
) -> dict[str, object]:
    records = known.records
    text, language = records.name(row.place)
    kind = records.type_name(records[row.place])
    said = _within(book, row.others)
    observation = records[row.population.row]
    amount: dict[str, object] = {"text": texts.number(row.amount, 2)}
    if not row.others:
        # Rows are listed by one place: the sum of several has no such list.
        amount["url"] = rows_url(money_in(choice, place=row.place), currency, sum="recipient")
    return {
        "cell": {
            "text": text,
            "lang": language,
            "url": records.url(row.place),
            "note": f"{kind}, {said}" if said else kind,
        },
        "each": texts.number(row.each, 1, least_decimals=1),
        "bar": max(1, int(row.each * _BAR / most)) if most else 0,
        "amount": amount,
        "inhabitants": {
            "text": records.value(observation, unit=False),
            "url": records.url(row.population.row),
            "note": row.population.year,
        },
        "source": records.source(observation),
    }


def _within(book: Ledger, others: tuple[str, ...]) -> str:
    if not others:
        return ""
    if len(others) > _NAMED:
        return _("med %(count)s steder i det", count=texts.number(len(others)))
    return _("med %(names)s", names=", ".join(_names(book, others)))


def _names(book: Ledger, places: Iterable[str]) -> list[str]:
    """Name places in alphabetical order; those of one name with what they are."""
    records = book.records
    called = [(records.text(one), one) for one in places]
    times = Counter(name for name, _one in called)
    said = [
        name if times[name] == 1 else f"{name} ({records.type_name(records[one]).lower()})"
        for name, one in called
    ]
    return sorted(said, key=alphabetical)


def _how(year: str) -> str:
    if year in ("", NONE):
        return _(
            "Pengene til mottakere i stedet og i steder som ligger i det, delt på det nyeste "
            "folketallet med år som kildene oppgir. Pengene kan være fra flere år, folketallet er "
            "fra ett."
        )
    return _(
        "Pengene til mottakere i stedet og i steder som ligger i det, delt på folketallet som "
        "kildene oppgir for %(year)s, ellers det nyeste før det, ellers det første etter.",
        year=year,
    )


def _notes(
    book: Ledger, known: Inhabitants, choice: Choice, currency: str, found: Divided
) -> Iterator[str]:
    if choice.place:
        if not (found.rows or found.disputed):
            yield _("Kildene oppgir ikke noe folketall med år for stedet.")
    elif found.without:
        have = found.places - len(found.without)
        yield _(
            "Kildene oppgir folketall med år for %(have)s av %(all)s steder med mottakere. Det "
            "mangler for %(names)s.",
            have=texts.number(have),
            all=texts.number(found.places),
            names=_listed(_names(book, found.without)),
        )
    if found.rows and found.outside and not choice.place:
        yield _(
            "Etter tabellene ligger disse ikke i noe sted med folketall, så pengene dit er ikke i "
            "noe av beløpene: %(names)s.",
            names=_listed(_names(book, found.outside)),
        )
    if found.disputed:
        yield _(
            "Ikke delt, fordi kildene oppgir ulike folketall for samme dag: %(names)s.",
            names=_listed(_names(book, found.disputed)),
        )
    if choice.place:
        return
    if found.elsewhere:
        yield _(
            "Ikke med: %(amount)s der mottakeren er uten oppgitt sted, eller mottakere på flere "
            "steder deler.",
            amount=texts.money(found.elsewhere, currency),
        )
    yield ngettext(
        "Tabellene sier hvilke steder som ligger i %(num)s av %(all)s regioner. For de "
        "andre er bare penger til mottakere for regionen selv med.",
        "Tabellene sier hvilke steder som ligger i %(num)s av %(all)s regioner. For de "
        "andre er bare penger til mottakere for regionen selv med.",
        known.regions_with_parts(),
        all=texts.number(len(known.regions)),
    )


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s og %(last)s", names=", ".join(names[:-1]), last=names[-1])
