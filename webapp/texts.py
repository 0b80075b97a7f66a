"""Numbers, days and sizes as they are written in the language of the request."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError, dates, numbers
from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _
from pyoxigraph import Literal

from ontology.namespaces import PREFIXES
from webapp.language import current_language

_XSD = PREFIXES["xsd"]
_NUMBERS = {_XSD + name for name in ("decimal", "integer", "double", "float")}
_LINES = re.compile(r"L\d+(-\d+)?")
_SEASONS = {1: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def number(value: float | Decimal, most_decimals: int = 3, *, least_decimals: int = 0) -> str:
    """Write a number with the spaces and the comma of the language."""
    pattern = "#,##0." + "0" * least_decimals + "#" * (most_decimals - least_decimals)
    return str(numbers.format_decimal(value, format=pattern, locale=current_language()))


def percent(part: int, whole: int, most_decimals: int = 0) -> str:
    """Write a share of a whole; of nothing it is none."""
    pattern = "#,##0" + ("." + "#" * most_decimals if most_decimals else "")
    pattern += "\N{NO-BREAK SPACE}%" if current_language() == "nb" else "%"
    share = part / whole if whole else 0
    return str(numbers.format_percent(share, format=pattern, locale=current_language()))


def money(amount: Decimal, currency: str) -> str:
    """Write an amount with its currency."""
    if currency == "NOK":
        return _("%(amount)s kroner", amount=number(amount, 2))
    return f"{number(amount, 2)} {currency}".strip()


def bounded(figure: str, bound: str) -> str:
    """Write a figure with the word that bounds it."""
    return {
        "ceiling": _("inntil %(amount)s", amount=figure),
        "approximate": _("om lag %(amount)s", amount=figure),
        "lower-bound": _("minst %(amount)s", amount=figure),
    }.get(bound, figure)


def lines(locator: str) -> str:
    """Write the lines of a locator in words; other places in a document stay as they are."""
    parts = [part.strip() for part in locator.split(";") if part.strip()]
    numbers_ = [part[1:].replace("-", "–") for part in parts if _LINES.fullmatch(part)]
    others = [part for part in parts if not _LINES.fullmatch(part)]
    if not numbers_:
        return "; ".join(others)
    # Singular only for one single line.
    count = 1 if len(numbers_) == 1 and "–" not in numbers_[0] else 2
    listed = ", ".join(numbers_[:-1])
    which = _("%(some)s og %(last)s", some=listed, last=numbers_[-1]) if listed else numbers_[-1]
    text = ngettext("linje %(which)s", "linje %(which)s", count, which=which)
    return "; ".join([text, *others])


def first_line(locator: str) -> tuple[int, str]:
    """Give the key that sorts places in a document by their first line."""
    found = re.search(r"\d+", locator)
    return (int(found.group()) if found else 10**9, locator)


def count_of_modality(modality: str, count: int) -> str:
    """Write how many rows there are of a modality: two planned, one proposed."""
    return {
        "planned": ngettext("%(num)s planlagt", "%(num)s planlagte", count),
        "proposed": ngettext("%(num)s foreslått", "%(num)s foreslåtte", count),
        "desired": ngettext("%(num)s ønsket", "%(num)s ønskede", count),
        "recommended": ngettext("%(num)s anbefalt", "%(num)s anbefalte", count),
        "forecast": ngettext("%(num)s forventet", "%(num)s forventede", count),
        "opinion": ngettext("%(num)s vurdering", "%(num)s vurderinger", count),
    }.get(modality, f"{count} {modality}")


def day(value: str | date, precision: str = "day") -> str:
    """Write a date as precisely as the source gives it."""
    one = date.fromisoformat(value) if isinstance(value, str) else value
    language = _locale()
    if precision == "year":
        return str(one.year)
    if precision == "month":
        return str(dates.format_date(one, "MMMM y", locale=language))
    if precision == "season":
        return f"{_season(one.month)} {one.year}"
    text = str(dates.format_date(one, "long", locale=language))
    return _("omtrent %(day)s", day=text) if precision == "inferred" else text


def _locale() -> str:
    # British English: the day before the month, as in the other language of the site.
    return "en_GB" if current_language() == "en" else current_language()


def _season(month: int) -> str:
    start = max((first for first in _SEASONS if first <= month), default=12)
    return {
        "spring": _("våren"),
        "summer": _("sommeren"),
        "autumn": _("høsten"),
        "winter": _("vinteren"),
    }[_SEASONS[start]]


def period(
    start: str | None,
    end: str | None,
    start_precision: str = "day",
    end_precision: str = "day",
) -> str:
    """Write a period; a bound that is not stated is left open."""
    running = end_precision == "ongoing"
    if start and end:
        first, last = day(start, start_precision), day(end, end_precision)
        return first if first == last else f"{first} – {last}"
    if start and running:
        return _("fra %(day)s, pågår fortsatt", day=day(start, start_precision))
    if start:
        return _("fra %(day)s", day=day(start, start_precision))
    if end:
        if "before" in (start_precision, end_precision):
            return _("senest %(day)s", day=day(end))
        return _("til %(day)s", day=day(end, end_precision))
    return _("pågår fortsatt") if running else ""


def moment(value: datetime) -> str:
    """Write a time of day with its date, in Norwegian time."""
    return str(
        format_datetime(
            value,
            "d MMMM y 'at' HH:mm" if current_language() == "en" else "d. MMMM y 'kl.' HH.mm",
        )
    )


def size(count: int) -> str:
    """Write a number of bytes."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= step:
            return f"{number(count / step, 1)} {unit}"
    return f"{number(count)} B"


def language_name(code: str) -> str:
    """Write the name of a language from its code."""
    try:
        return Locale.parse(code, sep="-").get_language_name(current_language()) or code
    except (ValueError, UnknownLocaleError):
        return code


def literal(value: Literal) -> str:
    """Write a value of the graph for a reader."""
    kind = value.datatype.value
    if kind in _NUMBERS:
        try:
            return number(Decimal(value.value))
        except ArithmeticError:
            return value.value
    if kind == _XSD + "date":
        try:
            return day(value.value)
        except ValueError:
            return value.value
    if kind == _XSD + "boolean":
        return _("ja") if value.value in ("true", "1") else _("nei")
    return value.value
