"""What a thing's own row says, its names, its mentions, and where sources disagree."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from pyoxigraph import Literal

from graph.names import alphabetical, local_name
from ontology.iri_policy import table_and_id
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp import texts
from webapp.incoming import Incoming
from webapp.records import EDITORS_TEXTS, LABEL, RDF_TYPE, SOURCE, Record, Records

_SKOS = PREFIXES["skos"]
#: Shown in the heading, the source mark, the line for time or money, or the list of names.
_SHOWN_ELSEWHERE = """
    locator confidence modality table row startDate endDate startPrecision endPrecision
    asOf asOfPrecision date datePrecision amount currency currencyInferred bound
    amountUnit unit value quantity quantityOf notNamed derivedBy latitude longitude identityMode
    signed signedPrecision showUntil decidedPrecision byPrecision foundedPrecision
    dissolvedPrecision publishedPrecision
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
    shortName organisationNumber summary aim initiativeStatus strategyType agreementType eventType
    says person actor member organisation initiative event funding agreement subject body function
    reportsTo role employer left right part whole covers predecessor successor adopter holder
    strategy parent goal partOf by provider place codeList placeCode formerThing mergedInto why
    topicScheme broader closeMatch during seat actsFor founded dissolved website
    fundingKind fundingStatus decided measure direction resultStatus publisher documentKind
    published retrieved language lineCount url file licence note
"""
_ORDER = _LINES.split()


#: What is counted where a number says how long; the editors write it in Norwegian.
_SPANS_OF_TIME = {"år", "måned", "måneder", "uke", "uker", "dag", "dager"}

#: Name of the anchor, label, value.
Line = tuple[str, str, dict[str, object]]


def own_mark(records: Records, record: Record) -> dict[str, object]:
    """Give the source mark of the page's own row; its modality stands in the heading."""
    return {**records.source(record, link=False), "modality": ""}


def marks_of_cells(records: Records, incoming: list[Incoming]) -> dict[str, dict[str, object]]:
    """Give by property the mark of the source that filled it, where that is not the row's own."""
    mentions = [records[iri] for iri in _iris(incoming, "Mention", "subject")]
    return {
        term.value: records.source(mention) for mention in mentions for term in mention.all("fills")
    }


def fact_rows(
    records: Records, record: Record, filled: dict[str, dict[str, object]] | None = None
) -> list[dict[str, object]]:
    """Give the facts of a thing, each value with the mark of the row that says it.

    `filled` has the marks of properties that another source filled.
    """
    mark = own_mark(records, record)
    marks = filled or {}
    several = {
        _("Tid"): marks.get(SAMSPILL_NS + "startDate") or marks.get(SAMSPILL_NS + "endDate"),
        _("Plassering"): marks.get(SAMSPILL_NS + "latitude"),
    }
    lines = [
        _line(label, [cell], several.get(label) or mark, name)
        for name, label, cell in _made_of_several(records, record)
    ]
    names = [
        name
        for name in record.statements
        # What a rule made of the thing stands elsewhere, unless the thing itself is of its making.
        if name not in _ELSEWHERE and (name not in record.derived or RDF_TYPE in record.derived)
    ]
    for name in sorted(names, key=_place):
        label = _label(records, record, name)
        cells = _cells(records, record, name)
        if cells:
            given = marks.get(name, mark)
            lines.append(_line(label[:1].upper() + label[1:], cells, given, local_name(name)))
    for term in record.all("notNamed"):
        label = _label(records, record, term.value)
        cells = [{"text": "", "not_named": True}]
        name = local_name(term.value)
        lines.append(_line(label[:1].upper() + label[1:], cells, mark, name))
    return lines


def not_stated(records: Records, record: Record, roles: set[str]) -> list[dict[str, object]]:
    """Give the lines for what a reader looks for and the source does not say.

    `roles` are the codes of the parties of an amount.
    """
    missing = []
    if records.class_name(record) == "Event" and not record.all("date"):
        missing.append(_("Dato"))
    if records.class_name(record) == "Funding":
        missing += [_("Hvem som betaler")] if "funder" not in roles else []
        missing += [_("Mottaker")] if "recipient" not in roles else []
    mark = own_mark(records, record)
    lines = [_line(label, [{"text": _("ikke oppgitt")}], mark) for label in missing]
    if records.class_name(record) == "Document" and not record.all("published"):
        lines.append(_line(_("Publisert"), [{"text": _("ikke datert")}], mark))
    return lines


def _line(
    label: str, cells: list[dict[str, object]], mark: dict[str, object], name: str = ""
) -> dict[str, object]:
    """Make a line; `name` is what its anchor is called, the same in each language."""
    values = [{**cell, "sources": [mark]} for cell in cells]
    return {"label": label, "values": values, "anchor": f"fact-{name.lower()}" if name else ""}


def _label(records: Records, record: Record, name: str) -> str:
    own = {
        (SAMSPILL_NS + "Goal", SAMSPILL_NS + "holder"): _("Satt av"),
        (SAMSPILL_NS + "Mention", SAMSPILL_NS + "says"): _("Hva som sies"),
    }
    known = own.get((record.type, name))
    return known or records.snapshot.terms.label(name, records.language)


def _place(name: str) -> tuple[int, str]:
    local = name.removeprefix(SAMSPILL_NS)
    return (_ORDER.index(local) if local in _ORDER else len(_ORDER), local)


def _made_of_several(records: Records, record: Record) -> list[Line]:
    """Give the lines that several statements make together, each with the name of its anchor."""
    made: list[Line] = []
    if record.all("amount") or records.class_name(record) == "Funding":
        note = _("valutaen er utledet") if record.one("currencyInferred") == "true" else ""
        made.append(("amount", _("Beløp"), {"text": records.amount(record), "note": note}))
    if record.all("value"):
        made.append(("value", _("Verdi"), {"text": records.value(record)}))
    elif record.all("unit"):
        made.append(("unit", _("Måles i"), {"text": records.text(record.one("unit"))}))
    if records.class_name(record) == "Agreement":
        made += _of_agreement(records, record)
    if records.class_name(record) == "Person":
        made += _of_person(record)
    time = records.time(record)
    if time:
        inferred = "inferred" in (record.code("startPrecision"), record.code("endPrecision"))
        note = _("tiden er utledet, ikke oppgitt") if inferred else ""
        made.append(("time", _("Tid"), {"text": time, "note": note}))
    if record.all("quantity"):
        counted = record.one("quantityOf")
        figure = texts.literal(_literal(record, "quantity"))
        language = records.editors_language() if counted else None
        label = _("Varighet") if counted in _SPANS_OF_TIME else _("Antall")
        made.append(("quantity", label, {"text": f"{figure} {counted}".strip(), "lang": language}))
    if record.all("latitude") and record.all("longitude"):
        north, east = (texts.literal(_literal(record, name)) for name in ("latitude", "longitude"))
        point = _("%(north)s° nord, %(east)s° øst", north=north, east=east)
        made.append(("point", _("Plassering"), {"text": point}))
    return made


def _of_agreement(records: Records, record: Record) -> list[Line]:
    """Say in words whether an agreement exists, and when it was signed."""
    state = {
        "actual": _("Avtalen finnes."),
        "planned": _("Avtalen er under arbeid og ikke inngått."),
        "proposed": _("Avtalen er foreslått og ikke inngått."),
        "desired": _("Avtalen er ønsket og ikke inngått."),
        "recommended": _("Avtalen er anbefalt og ikke inngått."),
        "forecast": _("Avtalen er ventet og ikke inngått."),
    }.get(record.modality)
    made: list[Line] = []
    if state:
        made.append(("state", _("Tilstand"), {"text": state}))
    if record.all("signed"):
        signed = records.day(record, "signed")
        made.append(("signed", _("Signert"), {"text": signed}))
    return made


def _of_person(record: Record) -> list[Line]:
    """Say why somebody is shown, and until when."""
    until = record.one("showUntil")
    shown = texts.day(until) if until else _("uten frist")
    reason = _("Mennesker er bare med i offentlige roller som et dokument oppgir.")
    return [("shown-until", _("Vises til"), {"text": shown, "note": reason})]


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
    if local == "formerThing":
        return [{"text": ":".join(table_and_id(term.value) or ())} for term in terms]
    if local in ("website", "url", "closeMatch"):
        return [{"text": term.value, "url": _safe_address(term.value)} for term in terms]
    if record.all(f"{local}Precision"):
        return [{"text": records.day(record, local)}]
    if local in EDITORS_TEXTS:
        return [{"text": term.value, "lang": records.editors_language()} for term in terms]
    cells = [records.cell(term) for term in terms]
    for cell in cells:
        tag = cell.get("tag")
        if isinstance(tag, dict) and tag["modality"] == record.modality:
            cell.pop("tag")
    return sorted(cells, key=lambda cell: alphabetical(str(cell["text"])))


def _safe_address(value: str) -> str | None:
    """Give an address that may be linked: a script typed into a table is shown as text."""
    return value if value.startswith(("https://", "http://")) else None


def names_of(records: Records, incoming: list[Incoming]) -> tuple[list[dict[str, object]], bool]:
    """Give the other names of a thing, and whether any of them says when it was used.

    Those in use come first, then the former ones, the latest first.
    """
    known = sorted(names_rows(records, incoming), key=lambda one: _place_of_name(records, one))
    times = [records.time(record) for record in known]
    rows: list[dict[str, object]] = []
    for record, time in zip(known, times, strict=True):
        text, language = records.words(record, "nameText")
        kind = records.text(record.one("nameKind")) if record.all("nameKind") else ""
        cells: list[dict[str, object]] = [{"text": text, "lang": language}, {"text": kind}]
        if any(times):
            cells.append({"text": time})
        rows.append({"id": record.iri, "cells": cells, "sources": [records.source(record)]})
    return rows, any(times)


def names_rows(records: Records, incoming: list[Incoming]) -> list[Record]:
    """Give the rows that name a thing."""
    return [records[iri] for iri in _iris(incoming, "Name", "subject")]


def _place_of_name(records: Records, record: Record) -> tuple[object, ...]:
    end, start = record.one("endDate"), record.one("startDate")
    former = bool(end) or record.code("nameKind") == "former"
    # Of former names the latest comes first; of one without an end nobody knows how late.
    latest = [-ord(sign) for sign in end or start]
    return (former, not latest, latest, *alphabetical(records.words(record, "nameText")[0]))


def mentions_of(records: Records, incoming: list[Incoming]) -> list[dict[str, object]]:
    """Give the further places where documents speak of a thing."""
    rows: list[dict[str, object]] = []
    known = [records[iri] for iri in _iris(incoming, "Mention", "subject")]
    for record in sorted(known, key=lambda one: (one.one(SOURCE), *place_of(one))):
        text, language = records.words(record, "says")
        fills = [
            _("navn")
            if term.value == LABEL
            else records.snapshot.terms.label(term.value, records.language)
            for term in record.all("fills")
        ]
        own = _("Kilde for «%(what)s»", what=", ".join(fills)) if fills else _("Nevnt")
        cell: dict[str, object] = {"text": own}
        if text:
            cell = {"text": text, "lang": language or records.editors_language()}
        rows.append({"id": record.iri, "cells": [cell], "sources": [records.source(record)]})
    return rows


def companions(incoming: list[Incoming]) -> list[str]:
    """Give the rows whose records the names and mentions need."""
    return [*_iris(incoming, "Name", "subject"), *_iris(incoming, "Mention", "subject")]


def _iris(incoming: list[Incoming], class_name: str, name: str) -> list[str]:
    # Thousands of rows may point to a thing: the two names are made once.
    type_, link = SAMSPILL_NS + class_name, SAMSPILL_NS + name
    return sorted(one.iri for one in incoming if one.type == type_ and one.link == link)


def place_of(record: Record) -> tuple[int, str]:
    """Give the key that sorts rows of one document."""
    return texts.first_line(record.one("locator"))


def said_in(title: str, line: dict[str, object]) -> bool:
    """Say whether a heading tells a line already, word for word; a note is never told."""
    values = line["values"]
    assert isinstance(values, list)
    spoken = _words(title)
    return all(
        not value.get("note") and value["text"] and _words(str(value["text"])) in spoken
        for value in values
    )


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def tags_of(records: Records, record: Record) -> list[dict[str, str]]:
    """Give what stands beside the heading: modality, and the status of an initiative."""
    tags = []
    if record.modality != "actual":
        tags.append(records.modality_tag(record))
    status = record.one("initiativeStatus")
    if status and local_name(status) not in (record.modality, "not-stated"):
        tags.append({"text": records.text(status), "color": "neutral"})
    return tags
