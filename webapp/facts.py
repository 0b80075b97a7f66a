"""What a thing's own row says, its names, its mentions, and where sources disagree."""

from __future__ import annotations

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.names import local_name
from ontology.iri_policy import page_path
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp import texts
from webapp.records import LABEL, RDF_TYPE, SOURCE, Record, Records
from webapp.relations import Incoming
from webapp.site_queries import site_query

_SKOS = PREFIXES["skos"]
#: Shown in the heading, the source mark, the line for time or money, or the list of names.
_SHOWN_ELSEWHERE = """
    locator confidence modality table row startDate endDate startPrecision endPrecision
    asOf asOfPrecision date datePrecision amount currency currencyInferred bound
    amountUnit unit value quantity quantityOf notNamed derivedBy latitude longitude
"""
_ELSEWHERE = {
    RDF_TYPE,
    LABEL,
    SOURCE,
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    *(SAMSPILL_NS + name for name in _SHOWN_ELSEWHERE.split()),
}
#: The order of the lines; what is not named here comes last.
_LINES = """
    shortName organisationNumber summary aim initiativeStatus strategyType eventType says actor
    initiative event funding subject body function reportsTo role left right part whole covers
    adopter holder strategy parent goal partOf during seat actsFor founded dissolved website
    fundingKind fundingStatus decided measure direction resultStatus publisher documentKind
    published retrieved language lineCount url file licence note
"""
_ORDER = _LINES.split()


def fact_rows(records: Records, record: Record) -> list[dict[str, object]]:
    """Give the facts of a thing, each value with the mark of the row that says it."""
    mark = records.source(record, link=False)
    lines = [_line(label, [cell], mark) for label, cell in _made_of_several(records, record)]
    names = [
        name for name in record.statements if name not in _ELSEWHERE and name not in record.derived
    ]
    for name in sorted(names, key=_place):
        label = records.snapshot.terms.label(name, records.language)
        cells = _cells(records, record, name)
        if cells:
            lines.append(_line(label[:1].upper() + label[1:], cells, mark))
    for term in record.all("notNamed"):
        label = records.snapshot.terms.label(term.value, records.language)
        lines.append(_line(label[:1].upper() + label[1:], [{"text": "", "not_named": True}], mark))
    return lines


def _line(label: str, cells: list[dict[str, object]], mark: dict[str, object]) -> dict[str, object]:
    return {"label": label, "values": [{**cell, "sources": [mark]} for cell in cells]}


def _place(name: str) -> tuple[int, str]:
    local = name.removeprefix(SAMSPILL_NS)
    return (_ORDER.index(local) if local in _ORDER else len(_ORDER), local)


def _made_of_several(records: Records, record: Record) -> list[tuple[str, dict[str, object]]]:
    """Give the lines that several statements make together: money, figure, time, number, point."""
    made: list[tuple[str, dict[str, object]]] = []
    if record.all("amount") or records.class_name(record) == "Funding":
        note = _("valutaen er utledet") if record.one("currencyInferred") == "true" else ""
        made.append((_("Beløp"), {"text": records.amount(record), "note": note}))
    if record.all("value"):
        bound = record.one("bound")
        note = records.text(bound) if bound and record.code("bound") != "exact" else ""
        made.append((_("Verdi"), {"text": records.value(record), "note": note}))
    elif record.all("unit"):
        made.append((_("Måles i"), {"text": records.text(record.one("unit"))}))
    time = records.time(record)
    if time:
        inferred = "inferred" in (record.code("startPrecision"), record.code("endPrecision"))
        note = _("tiden er utledet, ikke oppgitt") if inferred else ""
        made.append((_("Tid"), {"text": time, "note": note}))
    if record.all("quantity"):
        counted = record.one("quantityOf")
        figure = texts.literal(_literal(record, "quantity"))
        made.append((_("Antall"), {"text": f"{figure} {counted}".strip()}))
    if record.all("latitude") and record.all("longitude"):
        point = ", ".join(
            texts.literal(_literal(record, name)) for name in ("latitude", "longitude")
        )
        made.append((_("Plassering"), {"text": point, "note": _("grader nord, grader øst")}))
    return made


def _literal(record: Record, name: str) -> Literal:
    found = record.all(name)[0]
    return found if isinstance(found, Literal) else Literal(found.value)


def _cells(records: Records, record: Record, name: str) -> list[dict[str, object]]:
    terms = record.all(name)
    if any(isinstance(term, Literal) and term.language for term in terms):
        text, language = records.words(record, name)
        return [{"text": text, "lang": language}] if text else []
    local = name.removeprefix(SAMSPILL_NS)
    if local == "language":
        return [{"text": texts.language_name(term.value)} for term in terms]
    if local in ("website", "url"):
        return [{"text": term.value, "url": _safe_address(term.value)} for term in terms]
    return [records.cell(term) for term in sorted(terms, key=lambda term: term.value)]


def _safe_address(value: str) -> str | None:
    """Give an address that may be linked: a script typed into a table is shown as text."""
    return value if value.startswith(("https://", "http://")) else None


def names_of(records: Records, incoming: list[Incoming]) -> tuple[list[dict[str, object]], bool]:
    """Give the other names of a thing, and whether any of them says when it was used."""
    known = [records[iri] for iri in _iris(incoming, "Name", "subject")]
    times = [records.time(record) for record in known]
    rows: list[dict[str, object]] = []
    for record, time in zip(known, times, strict=True):
        text, language = records.words(record, "nameText")
        kind = records.text(record.one("nameKind")) if record.all("nameKind") else ""
        cells: list[dict[str, object]] = [{"text": text, "lang": language}, {"text": kind}]
        if any(times):
            cells.append({"text": time})
        rows.append({"cells": cells, "sources": [records.source(record)]})
    return rows, any(times)


def mentions_of(records: Records, incoming: list[Incoming]) -> list[dict[str, object]]:
    """Give the further places where documents speak of a thing."""
    rows: list[dict[str, object]] = []
    for iri in _iris(incoming, "Mention", "subject"):
        record = records[iri]
        text, language = records.words(record, "says")
        cell = {"text": text or _("Nevnt"), "lang": language}
        rows.append({"cells": [cell], "sources": [records.source(record)]})
    return rows


def companions(incoming: list[Incoming]) -> list[str]:
    """Give the rows whose records the names and mentions need."""
    return [*_iris(incoming, "Name", "subject"), *_iris(incoming, "Mention", "subject")]


def _iris(incoming: list[Incoming], class_name: str, name: str) -> list[str]:
    return sorted(
        one.iri
        for one in incoming
        if one.type == SAMSPILL_NS + class_name and one.link == SAMSPILL_NS + name
    )


def contradictions_of(records: Records, iri: str) -> list[dict[str, object]]:
    """Give each contradiction that touches a thing, its claims side by side."""
    rows = records.snapshot.reader.select(site_query("contradictions"), {"thing": NamedNode(iri)})
    claims: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        pair = (row["entry"].value, row["claim"].value)
        claims.setdefault(row["contradiction"].value, []).append(pair)
    wanted = {*claims, *(one for pairs in claims.values() for pair in pairs for one in pair)}
    records.load(wanted)
    return [_contradiction(records, found, pairs) for found, pairs in claims.items()]


def _contradiction(records: Records, iri: str, pairs: list[tuple[str, str]]) -> dict[str, object]:
    record = records[iri]
    title, language = records.name(iri)
    kind = record.one("contradictionKind")
    return {
        "iri": iri,
        "url": page_path(iri),
        "kind": records.text(kind) if kind else "",
        "help": records.snapshot.terms.comment(kind, records.language) if kind else "",
        "title": title,
        "says": records.words(record, "says")[0],
        "lang": language,
        "claims": [_claim(records, entry, claim) for entry, claim in pairs],
    }


def _claim(records: Records, entry: str, claim: str) -> dict[str, object]:
    record, note = records[claim], records[entry]
    text, language = records.name(claim)
    mark = records.source(record)
    # The claim may stand on fewer lines than the row as a whole.
    mark["locator"] = note.one("locator") or mark["locator"]
    lines = [
        {"label": line["label"], "values": line["values"]}
        for line in fact_rows(records, record)
        if not _said_in(text, line)
    ]
    return {
        "title": text,
        "lang": language,
        "type": records.type_name(record),
        "lines": lines,
        "note": note.one("note"),
        "source": mark,
    }


def _said_in(title: str, line: dict[str, object]) -> bool:
    """Say whether a heading tells a line already."""
    values = line["values"]
    assert isinstance(values, list)
    return all(value["text"] and str(value["text"]) in title for value in values)


def tags_of(records: Records, record: Record) -> list[dict[str, str]]:
    """Give what stands beside the heading: modality, and the status of an initiative."""
    tags = []
    if record.modality != "actual":
        tags.append({"text": records.text(record.one("modality")), "color": "info"})
    status = record.one("initiativeStatus")
    if status and local_name(status) != record.modality:
        tags.append({"text": records.text(status), "color": "neutral"})
    return tags
