"""SSB Klass: municipality numbers (classification 131) and county numbers (classification 104).

Two kinds of file, as the API at ``data.ssb.no/api/klass/v1`` gives them in JSON or CSV: a list of
codes (``/classifications/131/codes?from=…``) and a list of changes (``…/changes?from=…``). Each is
imported as a dataset of its own; since both speak of the same concepts, a build with both has the
names and days of one and the replacements of the other. The concepts have the IRIs of the lists
in ``ontology/schemes/``, which hold Innlandet alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers.dated_codes import (
    ChangeRow,
    CodeRow,
    DatedCode,
    from_changes,
    from_codes,
)
from loaders.registers.klass_files import CODES, Item, KlassFile, read_klass_file
from loaders.registers.reading import BadRow, Record, Register, Unreadable, other_form, read_day
from loaders.tables import RDF_TYPE, RDFS_LABEL
from ontology.iri_policy import CONCEPT, concept
from ontology.namespaces import PREFIXES, Samspill

_SKOS = PREFIXES["skos"]
_REPLACES = NamedNode(PREFIXES["dct"] + "replaces")
_DATE = NamedNode(PREFIXES["xsd"] + "date")


@dataclass(frozen=True)
class _Scheme:
    """One of the two lists: its number at SSB, its name here and the form of its codes."""

    number: str
    name: str
    form: re.Pattern[str]
    nb: str
    en: str


_SCHEMES = (
    _Scheme("131", "municipality-number", re.compile(r"[0-9]{4}\Z"), "fire sifre", "four digits"),
    _Scheme("104", "county-number", re.compile(r"[0-9]{2}\Z"), "to sifre", "two digits"),
)


def read(path: Path, day: str) -> Iterator[Record | BadRow]:
    """Read a list of codes or of changes.

    Parameters
    ----------
    path : Path
        JSON or CSV (``;`` or ``,``; UTF-8, or the Latin letters that SSB's CSV has), plain or gzip.
    day : str
        The date of the file; not used, since the rows have their own.

    Yields
    ------
    Record or BadRow
        One an item, in the order of the file; the line of a CSV file, the number of the item in
        JSON. What is said of a code stands in the first record that names it.

    Raises
    ------
    RegisterFileError
        If the file holds neither codes nor changes, or neither municipalities nor counties.

    See Also
    --------
    loaders.registers.dated_codes : how days are found, and what is not concluded.
    """
    file = read_klass_file(path)
    scheme = _scheme(path, file)
    rows: dict[int, CodeRow | ChangeRow | BadRow] = {}
    for item in file.items:
        if isinstance(item, BadRow):
            rows[item.line] = item
            continue
        try:
            rows[item.line] = _code(item, scheme) if file.kind == CODES else _change(item, scheme)
        except Unreadable as error:
            rows[item.line] = BadRow(item.line, error.reason, item.counts)
    dated = {
        **from_codes([row for row in rows.values() if isinstance(row, CodeRow)]),
        **from_changes([row for row in rows.values() if isinstance(row, ChangeRow)]),
    }
    for line in sorted(rows):
        row = rows[line]
        if isinstance(row, BadRow):
            yield row
            continue
        named = (row.code,) if isinstance(row, CodeRow) else (row.old, row.new)
        said = [dated.pop(code) for code in dict.fromkeys(named) if code in dated]
        yield Record(line, tuple(triple for code in said for triple in _triples(code, scheme)))


def _triples(dated: DatedCode, scheme: _Scheme) -> Iterator[Triple]:
    subject = NamedNode(concept(scheme.name, dated.code))

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Triple:
        return Triple(subject, predicate, value)

    yield say(RDF_TYPE, NamedNode(_SKOS + "Concept"))
    yield say(NamedNode(_SKOS + "inScheme"), NamedNode(CONCEPT + scheme.name))
    yield say(NamedNode(_SKOS + "notation"), Literal(dated.code))
    label = f"{dated.code} {dated.name}".strip()
    for language in ("nb", "en"):
        yield say(RDFS_LABEL, Literal(label, language=language))
        yield say(NamedNode(_SKOS + "prefLabel"), Literal(label, language=language))
    for name in dated.former_names:
        yield say(NamedNode(_SKOS + "altLabel"), Literal(name, language="nb"))
    if dated.first:
        yield say(Samspill.startDate, Literal(dated.first.isoformat(), datatype=_DATE))
    if dated.last:
        yield say(Samspill.endDate, Literal(dated.last.isoformat(), datatype=_DATE))
    if scheme.name == "municipality-number":
        # Norwegian municipality numbers begin with the number of their county.
        county = dated.parent or dated.code[:2]
        yield say(NamedNode(_SKOS + "broader"), NamedNode(concept("county-number", county)))
    for code in dated.replaces:
        yield say(_REPLACES, NamedNode(concept(scheme.name, code)))


def _code(item: Item, scheme: _Scheme) -> CodeRow:
    values = item.values
    if not values["name"]:
        raise Unreadable("name", "", "er tomt.", "is empty.")
    since = _day(values, "validFromInRequestedRange", "validFrom")
    until = _day(values, "validToInRequestedRange", "validTo")
    if since and until and since >= until:
        raise Unreadable(
            "validTo", until.isoformat(), "er ikke etter første dag.", "is not after the first day."
        )
    parent = values.get("parentCode", "")
    return CodeRow(
        item.line,
        _checked("code", values["code"], scheme),
        values["name"],
        parent if re.fullmatch(r"[0-9]{2}", parent) else "",
        since,
        until,
    )


def _change(item: Item, scheme: _Scheme) -> ChangeRow:
    values = item.values
    old, new = values["oldCode"], values["newCode"]
    if not old and not new:
        raise Unreadable("oldCode", "", "og newCode er tomme begge.", "and newCode are both empty.")
    return ChangeRow(
        item.line,
        date.fromisoformat(read_day("changeOccurred", values["changeOccurred"])),
        _checked("oldCode", old, scheme) if old else "",
        values["oldName"],
        _checked("newCode", new, scheme) if new else "",
        values["newName"],
    )


def _day(values: Mapping[str, str], *names: str) -> date | None:
    for name in names:
        if value := values.get(name, ""):
            return date.fromisoformat(read_day(name, value))
    return None


def _checked(name: str, code: str, scheme: _Scheme) -> str:
    if not scheme.form.match(code):
        raise Unreadable(
            name,
            code,
            f"er ikke {scheme.nb}; nuller foran skal være med.",
            f"is not {scheme.en}; leading zeros belong to it.",
        )
    return code


def _scheme(path: Path, file: KlassFile) -> _Scheme:
    """Tell which classification it is: from what the file says, else from the form of its codes."""
    if file.classification:
        for scheme in _SCHEMES:
            if scheme.number == file.classification:
                return scheme
        raise other_form(
            path,
            f"er Klass {file.classification}; bare 131 (kommuner) og 104 (fylker) kan importeres.",
            f"is Klass {file.classification}; only 131 (municipalities) and 104 (counties) can be "
            "imported.",
        )
    names = ("code",) if file.kind == CODES else ("oldCode", "newCode")
    count: Counter[_Scheme] = Counter(
        scheme
        for item in file.items
        if isinstance(item, Item)
        for scheme in _SCHEMES
        if any(scheme.form.match(item.values[name]) for name in names)
    )
    if not count:
        raise other_form(
            path,
            "har verken kommunenumre (fire sifre) eller fylkesnumre (to sifre).",
            "has neither municipality numbers (four digits) nor county numbers (two digits).",
        )
    return count.most_common(1)[0][0]


REGISTER = Register(
    name="klass",
    title={
        "nb": "SSB Klass: kommunenumre og fylkesnumre",
        "en": "Statistics Norway Klass: municipality numbers and county numbers",
    },
    publisher="Statistisk sentralbyrå",
    licence="https://creativecommons.org/licenses/by/4.0/",
    source_url="https://data.ssb.no/api/klass/v1/",
    read=read,
)
