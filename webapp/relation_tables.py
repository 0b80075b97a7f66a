"""The tables of a page's sections: one row a relation, the other party filled in."""

from __future__ import annotations

from collections import defaultdict

from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.names import alphabetical, local_name
from ontology.namespaces import SAMSPILL_NS
from webapp.records import Record, Records
from webapp.relation_columns import COLUMNS
from webapp.relations import Section
from webapp.site_queries import site_query


def fill(section: Section, records: Records, own: str) -> None:
    """Make the table of a section from the records of its rows."""
    if section.link == "source":
        _fill_document_rows(section, records)
    elif section.class_name in COLUMNS:
        _fill_relations(section, records, own)
    else:
        _fill_things(section, records)


def _fill_relations(section: Section, records: Records, own: str) -> None:
    names = [name for name in COLUMNS[section.class_name] if name != section.link]
    two_sided = section.link == "left" or section.class_name == "ActorTie"
    if section.class_name == "ActorTie":
        names = ["tieBetween", *names]
    shown = [records[iri] for iri in section.shown]
    names = [name for name in names if _is_first(name, names) or any(_has(r, name) for r in shown)]
    times = [records.time(record) for record in shown]
    givers = _funding_parties(section, records)
    numeric = {"shareAmount", "sharedInitiatives"}
    section.columns = [
        {"label": _heading(records, section, name), "numeric": name in numeric} for name in names
    ]
    if givers:
        section.columns.append({"label": _("Gir og får")})
    if any(times):
        section.columns.append({"label": _("Tid")})
    for record, time in zip(shown, times, strict=True):
        cells = [_cell(records, record, name, own, two_sided=two_sided) for name in names]
        if givers:
            cells.append({"text": givers.get(record.iri, "")})
        if any(times):
            cells.append({"text": time})
        section.rows.append({"cells": cells, "sources": [records.source(record)]})
    section.rows.sort(key=lambda row: alphabetical(str(row["cells"][0]["text"])))  # type: ignore[index]


def _is_first(name: str, names: list[str]) -> bool:
    return name == names[0]


def _has(record: Record, name: str) -> bool:
    return bool(record.all(name)) or any(
        local_name(term.value) == name for term in record.all("notNamed")
    )


def _heading(records: Records, section: Section, name: str) -> str:
    if name in ("left", "right", "tieBetween"):
        return _("Den andre parten")
    label = records.snapshot.terms.label(SAMSPILL_NS + name, records.language)
    return label[:1].upper() + label[1:]


def _cell(
    records: Records, record: Record, name: str, own: str, *, two_sided: bool
) -> dict[str, object]:
    if any(local_name(term.value) == name for term in record.all("notNamed")):
        return {"text": "", "not_named": True}
    if name == "amount":
        return {"text": records.amount(record), "url": records.url(record.iri)}
    if name == "value":
        text = records.value(record)
        return {"text": text, "url": records.url(record.iri)} if text else {"text": ""}
    if name == "about":
        text, language = records.words(record, name)
        return {"text": text, "lang": language}
    terms = record.all(name)
    if two_sided and name in ("left", "right", "tieBetween"):
        sides = record.all("left") + record.all("right") + record.all("tieBetween")
        terms = [term for term in sides if term.value != own]
    if not terms:
        return {"text": ""}
    if len(terms) == 1:
        return records.cell(terms[0])
    return {"text": "; ".join(str(records.cell(term)["text"]) for term in terms)}


def _funding_parties(section: Section, records: Records) -> dict[str, str]:
    """Give, for each amount shown, who gives and who receives it."""
    if section.class_name != "Funding" or not section.shown:
        return {}
    nodes = [NamedNode(iri) for iri in section.shown]
    rows = records.snapshot.reader.select(site_query("parties"), {"funding": nodes})
    records.load({row["actor"].value for row in rows}, depth=1)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        text = f"{records.text(row['actor'].value)} ({records.text(row['role'].value)})"
        found[row["funding"].value].append(text)
    return {iri: "; ".join(parties) for iri, parties in found.items()}


def _fill_things(section: Section, records: Records) -> None:
    shown = [records[iri] for iri in section.shown]
    times = [records.time(record) for record in shown]
    section.columns = [{"label": _("Navn")}, {"label": _("Type")}]
    if any(times):
        section.columns.append({"label": _("Tid")})
    for record, time in zip(shown, times, strict=True):
        cells: list[dict[str, object]] = [
            records.cell(NamedNode(record.iri)),
            {"text": records.type_name(record)},
        ]
        # The row's own source mark tells its modality.
        cells[0].pop("tag", None)
        if any(times):
            cells.append({"text": time})
        section.rows.append({"cells": cells, "sources": [records.source(record, link=False)]})
    section.rows.sort(key=lambda row: alphabetical(str(row["cells"][0]["text"])))  # type: ignore[index]


def _fill_document_rows(section: Section, records: Records) -> None:
    section.columns = [{"label": _("Lest ut av dokumentet")}, {"label": _("Type")}]
    for record in (records[iri] for iri in section.shown):
        cell = records.cell(NamedNode(record.iri))
        cell.pop("tag", None)
        cells = [cell, {"text": records.type_name(record)}]
        section.rows.append({"cells": cells, "sources": [records.source(record, link=False)]})
