"""Tables of Statistics Norway in JSON-stat 2.0: figures by municipality or county and year.

The form is that of https://json-stat.org/full/ : ``id`` names the dimensions, ``size`` counts
their categories, and ``value`` holds one figure for each combination, the last dimension running
fastest. SSB writes a municipality as ``K-3403``, ``K_3403`` or ``3403``, a county as ``F-34`` or
``34``. A code with ``K-`` or ``F-`` is today's area in all years: its figure of 2015 is the sum of
the municipalities that it was then. One without is the number of that year, and has no figure in
years in which it did not hold. Both are of the same area here; import one kind of a table.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from loaders.ids import slug
from loaders.registers.reading import BadRow, Record, Register, Unreadable, opened, other_form
from loaders.tables import RDF_TYPE
from ontology.iri_policy import concept, thing
from ontology.namespaces import PREFIXES, Samspill

_REGION = re.compile(r"(?:K[-_])?([0-9]{4})\Z|(?:F[-_])?([0-9]{2})\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_TABLE = re.compile(r"[0-9]{5}\b")
_PLAIN = re.compile(r"[A-Za-z0-9]+\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_GYEAR = NamedNode(PREFIXES["xsd"] + "gYear")


@dataclass(frozen=True)
class _Dimension:
    """A dimension of the table; one code, label and unit a category, in the order of the values."""

    name: str
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True)
class _Table:
    """A table: the place of the region and of the year among its dimensions, and its values."""

    number: str
    dimensions: tuple[_Dimension, ...]
    region: int
    year: int
    values: Mapping[int, object]


def read(path: Path, day: str) -> Iterator[Record | BadRow]:
    """Read a table.

    Parameters
    ----------
    path : Path
        JSON-stat 2.0 in UTF-8, plain or gzip, asked for in Norwegian.
    day : str
        The date of the file; not used.

    Yields
    ------
    Record or BadRow
        One a value, numbered from 1 in the order of the file. A value that is null says nothing
        (SSB has none, or the number did not hold in that year): its record has no statements.

    Raises
    ------
    RegisterFileError
        If it is no such table, has no region or no time, or its values do not fit its size.
    """
    table = _table(path, _content(path))
    others = [
        place for place in range(len(table.dimensions)) if place not in (table.region, table.year)
    ]
    cells = product(*(dimension.codes for dimension in table.dimensions))
    for number, codes in enumerate(cells):
        try:
            yield Record(number + 1, tuple(_triples(table, codes, others, number)))
        except Unreadable as error:
            yield BadRow(number + 1, error.reason, "item")


def date_of(path: Path) -> str:
    """Give the day on which the table was last updated, ISO, or an empty text.

    Raises
    ------
    RegisterFileError
        If the file cannot be read as JSON.
    """
    match = _DAY.match(str(_content(path).get("updated", "")))
    return match[0] if match else ""


def _triples(
    table: _Table, codes: Sequence[str], others: Sequence[int], number: int
) -> Iterator[Triple]:
    value = table.values.get(number)
    if value is None:
        return
    area = _area(codes[table.region])
    year = codes[table.year]
    if not _YEAR.match(year):
        raise Unreadable(table.dimensions[table.year].name, year, "er ikke et år.", "is no year.")
    # An integer or a decimal fraction; true and false are integers to Python.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unreadable("value", value, "er ikke et tall.", "is not a number.")
    kinds = [(table.dimensions[place], codes[place]) for place in others]
    parts = (table.number, area[1], year, *(_slug(code) for _, code in kinds))
    subject = NamedNode(thing("registered-figure", "-".join(parts)))
    words = "; ".join(dimension.labels[code] for dimension, code in kinds)
    yield Triple(subject, RDF_TYPE, Samspill.RegisteredFigure)
    yield Triple(subject, Samspill.refArea, NamedNode(concept(*area)))
    yield Triple(subject, Samspill.refYear, Literal(year, datatype=_GYEAR))
    yield Triple(subject, Samspill.value, Literal(f"{Decimal(value):f}", datatype=_DECIMAL))
    yield Triple(subject, Samspill.statisticTable, Literal(table.number))
    if kinds:
        yield Triple(subject, Samspill.statistic, Literal(words, language="nb"))
        yield Triple(subject, Samspill.statisticCode, Literal(";".join(code for _, code in kinds)))
    for dimension, code in kinds:
        if code in dimension.units:
            unit = Literal(dimension.units[code], language="nb")
            yield Triple(subject, Samspill.statisticUnit, unit)


def _slug(code: str) -> str:
    """Give a code the form of an id; one that would lose a sign (``105+``) keeps it as hex."""
    return code.lower() if _PLAIN.match(code) else f"{slug(code)}-{code.encode().hex()}".strip("-")


def _area(code: str) -> tuple[str, str]:
    match = _REGION.match(code)
    if not match:
        raise Unreadable(
            "region",
            code,
            "er verken kommune (K-3403) eller fylke (F-34).",
            "is neither a municipality (K-3403) nor a county (F-34).",
        )
    municipality, county = match.groups()
    return ("municipality-number", municipality) if municipality else ("county-number", county)


def _content(path: Path) -> dict[str, Any]:
    with opened(path) as stream:
        try:
            found = json.loads(stream.read().decode("utf-8"), parse_float=Decimal)
        except UnicodeDecodeError as error:
            raise other_form(
                path, "er ikke skrevet som UTF-8.", "is not written as UTF-8."
            ) from error
        except json.JSONDecodeError as error:
            raise other_form(
                path,
                f"kan ikke leses som JSON ({error.msg}). Last den ned på nytt.",
                f"cannot be read as JSON ({error.msg}). Download it again.",
                line=error.lineno,
            ) from error
    if not isinstance(found, dict) or found.get("class") != "dataset" or "value" not in found:
        raise other_form(
            path,
            "er ikke et datasett i JSON-stat 2.0. Velg formatet «json-stat2».",
            "is not a dataset in JSON-stat 2.0. Choose the format “json-stat2”.",
        )
    return found


def _table(path: Path, content: dict[str, Any]) -> _Table:
    try:
        names, sizes = content["id"], content["size"]
        dimensions = tuple(_dimension(name, content["dimension"][name]) for name in names)
        counted = [len(dimension.codes) for dimension in dimensions]
        raw = content["value"]
        values = (
            {int(place): value for place, value in raw.items()}
            if isinstance(raw, dict)
            else dict(enumerate(raw))
        )
        roles = content.get("role") or {}
        region = names.index(next(iter(roles.get("geo") or ()), "Region"))
        year = names.index(next(iter(roles.get("time") or ()), "Tid"))
        number = _number(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise other_form(
            path,
            f"mangler noe som en tabell etter region og år i JSON-stat 2.0 har ({error}).",
            f"lacks something that a table by region and year in JSON-stat 2.0 has ({error}).",
        ) from error
    total = math.prod(counted)
    fits = all(0 <= place < total for place in values)
    if counted != sizes or not fits or (isinstance(raw, list) and len(raw) != total):
        raise other_form(
            path,
            f"har {len(values)} verdier, som ikke passer til størrelsen {sizes}.",
            f"has {len(values)} values, which do not fit its size {sizes}.",
        )
    areas = [
        match[1] or match[2] for match in map(_REGION.match, dimensions[region].codes) if match
    ]
    if len(set(areas)) < len(areas):
        raise other_form(
            path,
            "har samme område to ganger, med og uten K- eller F- foran. Velg én av dem.",
            "has an area twice, with and without K- or F- before it. Choose one of them.",
        )
    return _Table(number, dimensions, region, year, values)


def _dimension(name: str, said: Mapping[str, Any]) -> _Dimension:
    category = said["category"]
    labels = category.get("label") or {}
    # A dimension of one category may have no index; an index is a list, or code to place.
    index = category.get("index") or list(labels)
    codes = sorted(index, key=lambda code: int(index[code])) if isinstance(index, dict) else index
    units = {
        code: unit["base"]
        for code, unit in (category.get("unit") or {}).items()
        if unit.get("base")
    }
    return _Dimension(
        name, tuple(codes), {code: str(labels.get(code, code)) for code in codes}, units
    )


def _number(content: Mapping[str, Any]) -> str:
    """Give the table's number, which keeps the figures of two tables apart."""
    said = ((content.get("extension") or {}).get("px") or {}).get("tableid", "")
    label = str(content.get("label", ""))
    match = _TABLE.match(str(said)) or _TABLE.match(label)
    found = match[0] if match else slug(label)
    if not found:
        raise ValueError("label")
    return found


REGISTER = Register(
    name="jsonstat",
    title={
        "nb": "SSB Statistikkbanken: tall for kommuner og fylker",
        "en": "Statistics Norway StatBank: figures of municipalities and counties",
    },
    publisher="Statistisk sentralbyrå",
    licence="https://creativecommons.org/licenses/by/4.0/",
    source_url="https://data.ssb.no/api/",
    read=read,
    date_of=date_of,
)
