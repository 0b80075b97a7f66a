"""The rows of a section as a table to keep: both parties, role, time, modality and source."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.names import local_name
from ontology.iri_policy import ID, named_graph
from webapp.records import SOURCE, Record, Records, decimal
from webapp.relation_columns import COLUMNS
from webapp.relations import Section
from webapp.sheetanswer import Value

#: Names are read for so many rows at a time.
_CHUNK = 500
_PERSONS = named_graph("persons")
_PERSON = ID + "person/"
_NUMBERS = {"amount", "shareAmount", "value", "weight"}
#: What a figure is worth nothing without; of an amount's parties it stands with the amount.
_BESIDE: dict[str, tuple[str, ...]] = {
    "Funding": ("currency", "bound", "amountUnit", "decided"),
    "FundingParty": (),
    "Target": ("bound", "unit"),
    "Result": ("bound", "unit"),
    "Observation": ("bound", "unit"),
}
_OF_FUNDING = ("amount", "currency", "bound", "amountUnit", "fundingKind", "fundingStatus")
#: The lists that columns of codes are of; other codes are in words already.
CODES = {
    "funding_bound": "amount-bound",
    "funding_amountUnit": "amount-unit",
    "funding_fundingKind": "funding-kind",
    "funding_fundingStatus": "funding-status",
}
_SAID_LAST = (
    "start",
    "start_precision",
    "end",
    "end_precision",
    "date",
    "as_of",
    "modality",
    "confidence",
    "source",
    "source_iri",
    "locator",
    "table",
    "row",
)


def is_about_people(record: Record) -> bool:
    """Say whether a row is about somebody: such rows stand in no file."""
    return _PERSONS in record.graphs or any(iri.startswith(_PERSON) for iri in record.things())


def header(section: Section) -> list[str]:
    """Give the names of the columns; those of a thing are two, its name and its IRI."""
    names = [column for name in _columns(section) for column in _heads(name)]
    more = [f"funding_{name}" for name in _more_of_funding(section)]
    return ["iri", "label", "class", *names, *more, *_SAID_LAST]


def _heads(name: str) -> tuple[str, ...]:
    return (name,) if name in _NUMBERS else (name, f"{name}_iri")


def _columns(section: Section) -> tuple[str, ...]:
    if section.class_name not in COLUMNS:
        return (section.link.rpartition("#")[2].rpartition("/")[2],)
    return (*COLUMNS[section.class_name], *_BESIDE.get(section.class_name, ()))


def _more_of_funding(section: Section) -> tuple[str, ...]:
    return _OF_FUNDING if section.class_name == "FundingParty" else ()


def rows(section: Section, records: Records) -> Iterator[list[Value]]:
    """Give the rows of a section in its order, without those about people.

    The label of a row is its name, or the sentence that its page has for a title.
    """
    for start in range(0, len(section.iris), _CHUNK):
        chunk = section.iris[start : start + _CHUNK]
        records.load(chunk)
        for iri in chunk:
            record = records[iri]
            if not is_about_people(record):
                yield _row(section, records, record)


def _row(section: Section, records: Records, record: Record) -> list[Value]:
    cells: list[Value] = [record.iri, records.text(record.iri), records.class_name(record)]
    link = section.link if ":" in section.link else ""
    for name in _columns(section):
        cells += _cells(records, record, name, link)
    funding = records[record.one("funding")]
    for name in _more_of_funding(section):
        cells.append(decimal(funding.one(name)) if name in _NUMBERS else _code(funding, name))
    source = record.one(SOURCE)
    return [
        *cells,
        record.one("startDate") or None,
        record.code("startPrecision") or None,
        record.one("endDate") or None,
        record.code("endPrecision") or None,
        record.one("date") or None,
        record.one("asOf") or None,
        record.modality,
        record.code("confidence") or None,
        records.text(source) if source else None,
        source or None,
        record.one("locator") or None,
        record.one("table") or None,
        int(record.one("row")) if record.one("row").isdecimal() else None,
    ]


def _code(record: Record, name: str) -> str | None:
    return record.code(name) or None


def _cells(records: Records, record: Record, name: str, link: str) -> list[Value]:
    if name in _NUMBERS:
        return [decimal(record.one(name))]
    if any(local_name(term.value) == name for term in record.all("notNamed")):
        return [_("Ikke navngitt i kilden"), None]
    terms = record.all(link or name)
    texts = [
        term.value if isinstance(term, Literal) else records.text(term.value) for term in terms
    ]
    iris = [term.value for term in terms if isinstance(term, NamedNode)]
    return ["; ".join(texts) or None, "; ".join(iris) or None]
