"""Enhetsregisteret, the Norwegian register of legal entities, as its bulk files have it.

The JSON file is an array of units with nested objects, the CSV file has a column for each path
through them, such as ``forretningsadresse.kommunenummer``. Both may be packed with gzip.
Documentation: https://data.brreg.no/enhetsregisteret/api/dokumentasjon/no/index.html .
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import ijson
from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers.reading import (
    BadRow,
    Record,
    Register,
    Row,
    Unreadable,
    first_sign,
    opened,
    other_form,
    read_count,
    read_day,
    table,
)
from loaders.tables import RDF_TYPE, RDFS_LABEL
from loaders.values import organisation_number_is_valid
from ontology.iri_policy import thing
from ontology.namespaces import PREFIXES, Samspill

NUMBER = "organisasjonsnummer"
NAME = "navn"
FORM = "organisasjonsform.kode"
MUNICIPALITY = "forretningsadresse.kommunenummer"
INDUSTRY = "naeringskode1.kode"
SECTOR = "institusjonellSektorkode.kode"
EMPLOYEES = "antallAnsatte"
FOUNDED = "stiftelsesdato"
BANKRUPT = "konkurs"
WINDING_UP = "underAvvikling"
DELETED = "slettedato"
PARENT = "overordnetEnhet"

#: Columns of the CSV file. The file of living units has no day of deletion.
NEEDED = (
    *(NUMBER, NAME, FORM, MUNICIPALITY, INDUSTRY, SECTOR, EMPLOYEES, FOUNDED),
    *(BANKRUPT, WINDING_UP),
)
WANTED = (DELETED, PARENT)

_DATE = NamedNode(PREFIXES["xsd"] + "date")
_YES = frozenset({"true", "j", "ja"})
_NO = frozenset({"false", "n", "nei"})
#: Fields whose text is a code, with its form in the words of a message.
_CODES = {
    FORM: (re.compile(r"[A-ZÆØÅ]+\Z"), "store bokstaver", "capital letters"),
    MUNICIPALITY: (re.compile(r"[0-9]{4}\Z"), "fire sifre", "four digits"),
    INDUSTRY: (re.compile(r"[0-9]{2}\.[0-9]{1,3}\Z"), "sifre som 62.010", "digits such as 62.010"),
    SECTOR: (re.compile(r"[0-9]{4}\Z"), "fire sifre", "four digits"),
}
_CODE_PROPERTIES = {
    FORM: Samspill.organisationForm,
    MUNICIPALITY: Samspill.municipalityNumber,
    INDUSTRY: Samspill.industryCode,
    SECTOR: Samspill.sectorCode,
}
_DAYS = {FOUNDED: Samspill.founded, DELETED: Samspill.deletedFromRegister}
_STATES = {BANKRUPT: Samspill.bankrupt, WINDING_UP: Samspill.beingWoundUp}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def read(path: Path, date: str) -> Iterator[Record | BadRow]:
    """Read the units of a bulk file, JSON or CSV, plain or gzip.

    Parameters
    ----------
    path : Path
        The file; read as a stream.
    date : str
        Not used: the units carry their own dates.

    Yields
    ------
    Record or BadRow
        One a unit. The line is that of the CSV file, or the number of the item in the array.

    Raises
    ------
    RegisterFileError
        If the file is neither, or a column is missing.

    Notes
    -----
    Which numbers have been met is kept in 12.5 MB, however many units there are. Whether a parent
    unit is in the file is not checked.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "enheter.json")
    ...     _ = path.write_text(
    ...         '[{"organisasjonsnummer": "974760673", "navn": "REGISTRET",'
    ...         ' "organisasjonsform": {"kode": "ORGL"}}, {"organisasjonsnummer": "1"}]'
    ...     )
    ...     unit, bad = read(path, "")
    >>> len(unit.triples), bad.text("nb")
    (4, 'post 2: organisasjonsnummer «1» har ikke ni sifre med riktig kontrollsiffer.')
    """
    sign = first_sign(path)
    if sign == "{":
        raise other_form(
            path,
            "er ett JSON-objekt, ikke en liste av enheter. Bruk filen med alle enheter, ikke et "
            "svar fra API-et.",
            "is one JSON object, not an array of units. Use the file of all units, not an answer "
            "of the API.",
        )
    counts = "item" if sign == "[" else "line"
    rows = _items(path) if sign == "[" else table(path, NEEDED, WANTED)
    met = _Met()
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            triples = tuple(_unit(row.cells))
            met.add(row.cells[NUMBER])
        except Unreadable as error:
            yield BadRow(row.line, error.reason, counts)
        else:
            yield Record(row.line, triples)


class _Met:
    """The numbers met so far: a bit for each first eight digits, which decide the ninth."""

    def __init__(self) -> None:
        self._bits = bytearray(100_000_000 // 8)

    def add(self, number: str) -> None:
        place, bit = divmod(int(number[:8]), 8)
        if self._bits[place] & (1 << bit):
            raise Unreadable(
                NUMBER, number, "står tidligere i filen.", "stands earlier in the file."
            )
        self._bits[place] |= 1 << bit


def _items(path: Path) -> Iterator[Row | BadRow]:
    number = 0
    with opened(path) as stream:
        try:
            for number, item in enumerate(ijson.items(stream, "item"), start=1):
                try:
                    yield Row(number, _flat(item))
                except Unreadable as error:
                    yield BadRow(number, error.reason, "item")
        except ijson.JSONError as error:
            reason = error.args[0] if error.args else ""
            text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
            first = text.strip().partition("\n")[0]
            raise other_form(
                path,
                f"er ikke gyldig JSON i enhet {number + 1} ({first}). Last filen ned på nytt.",
                f"is not valid JSON in unit {number + 1} ({first}). Download the file again.",
            ) from error


def _flat(item: object) -> dict[str, str]:
    if not isinstance(item, Mapping):
        raise Unreadable("enhet", item, "er ikke et JSON-objekt.", "is not a JSON object.")
    cells = {}
    for name in (*NEEDED, *WANTED):
        value: object = item
        for part in name.split("."):
            if value is None:
                break
            if not isinstance(value, Mapping):
                first = name.partition(".")[0]
                raise Unreadable(first, value, "er ikke et JSON-objekt.", "is not a JSON object.")
            value = value.get(part)
        cells[name] = _text(name, value)
    return cells


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, Decimal)):
        return str(value).strip()
    raise Unreadable(
        name, value, "er en liste eller et objekt, ikke en verdi.", "is a list or an object."
    )


def _unit(cells: Mapping[str, str]) -> Iterator[Triple]:
    unit = _named(NUMBER, cells[NUMBER])
    name = " ".join(cells[NAME].split())
    if not name or _CONTROL.search(name):
        raise Unreadable(NAME, name, "er ikke et navn.", "is not a name.")
    if not cells[FORM]:
        raise Unreadable(FORM, "", "mangler.", "is missing.")
    yield Triple(unit, RDF_TYPE, Samspill.RegisteredUnit)
    yield Triple(unit, RDFS_LABEL, Literal(name))
    yield Triple(unit, Samspill.organisationNumber, Literal(cells[NUMBER]))
    for field, (form, nb, en) in _CODES.items():
        if code := cells[field]:
            if not form.match(code):
                raise Unreadable(field, code, f"er ikke {nb}.", f"is not {en}.")
            yield Triple(unit, _CODE_PROPERTIES[field], Literal(code))
    if cells[EMPLOYEES]:
        count = read_count(EMPLOYEES, cells[EMPLOYEES])
        yield Triple(unit, Samspill.employees, Literal(count))
    for field, property_ in _DAYS.items():
        if cells[field]:
            day = Literal(read_day(field, cells[field]), datatype=_DATE)
            yield Triple(unit, property_, day)
    for field, property_ in _STATES.items():
        if cells[field]:
            yield Triple(unit, property_, Literal(_read_state(field, cells[field])))
    if cells[PARENT]:
        yield Triple(unit, Samspill.parentUnit, _named(PARENT, cells[PARENT]))


def _named(field: str, number: str) -> NamedNode:
    if not organisation_number_is_valid(number):
        raise Unreadable(
            field,
            number,
            "har ikke ni sifre med riktig kontrollsiffer.",
            "has not nine digits with the right check digit.",
        )
    return NamedNode(thing("registered-unit", number))


def _read_state(field: str, value: str) -> bool:
    folded = value.casefold()
    if folded not in _YES | _NO:
        raise Unreadable(field, value, "er ikke ja eller nei.", "is neither yes nor no.")
    return folded in _YES


REGISTER = Register(
    name="enhetsregisteret",
    title={"nb": "Enhetsregisteret", "en": "Register of legal entities (Enhetsregisteret)"},
    publisher="Brønnøysundregistrene",
    licence="https://data.norge.no/nlod/no/2.0",
    source_url="https://data.brreg.no/enhetsregisteret/api/enheter/lastned",
    read=read,
)
