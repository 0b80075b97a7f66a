"""The tables of a page's sections: one row a relation, the other party filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.names import alphabetical, local_name
from ontology.iri_policy import table_and_id
from ontology.namespaces import SAMSPILL_NS
from webapp import anchors
from webapp.chain import statuses_of_goals
from webapp.records import ACTUAL, EDITORS_TEXTS, Record, Records, decimal
from webapp.relation_columns import (
    COLUMNS,
    HEAVIEST_FIRST,
    NUMERIC,
    ROLES_FIRST,
    columns_beside,
    heading,
    is_two_sided,
)
from webapp.relations import MOST_SORTED, Section
from webapp.site_queries import site_query


def make(
    sections: list[Section],
    records: Records,
    own: str,
    beside: Iterable[str] = (),
    row: str = "",
) -> None:
    """Make the tables of the pages asked for, the rows of all pages in order.

    Of a list that is in order only the rows of one page are read. `beside` are other things whose
    records the page needs; `row` is the one that the address asks for.
    """
    for section in sections:
        anchors.open_page(section, row)
    records.load({*beside, *_rows_to_read(sections)})
    for section in sections:
        arrange(section, records, own)
        anchors.open_page(section, row)
        fill(section, records, own)


def _rows_to_read(sections: list[Section]) -> Iterator[str]:
    for section in sections:
        if section.total > MOST_SORTED:
            section.is_sorted = True
        yield from section.shown if section.is_sorted else section.iris


def arrange(section: Section, records: Records, own: str) -> None:
    """Put the rows of all pages of a section in the order in which a reader looks for them."""
    if not section.is_sorted:
        section.iris.sort(key=lambda iri: (*_place(section, records, own, records[iri]), iri))


def _place(section: Section, records: Records, own: str, record: Record) -> tuple[object, ...]:
    """Give the key of a row: the amount of money, else what its first cell says."""
    if section.class_name not in COLUMNS:
        return alphabetical(records.text(record.iri))
    names = _names(section)
    money = records[record.one("funding")] if names[0] == "funding" else record
    figure = decimal(money.one("amount")) if names[0] in ("amount", "funding") else None
    text = str(cell_of(records, record, names[0], own, two_sided=_two_sided(section))["text"])
    roles = ROLES_FIRST.get(section.class_name)
    if roles and section.link not in ("actor", "member"):
        code = record.code("role")
        place = roles.index(code) if code in roles else len(roles)
        return (place, *alphabetical(text))
    if section.class_name in HEAVIEST_FIRST:
        return (-(decimal(record.one("weight")) or Decimal(0)), *alphabetical(text))
    if names[0] in ("amount", "funding"):
        return (figure is None, figure or Decimal(0), *alphabetical(text))
    return alphabetical(text)


def _names(section: Section) -> list[str]:
    return columns_beside(section.class_name, section.link)


def _two_sided(section: Section) -> bool:
    return is_two_sided(section.class_name, section.link)


def fill(section: Section, records: Records, own: str) -> None:
    """Make the table of a section from the records of its rows."""
    if section.class_name in COLUMNS:
        _fill_relations(section, records, own)
    else:
        _fill_things(section, records)


def _fill_relations(section: Section, records: Records, own: str) -> None:
    names, two_sided = _names(section), _two_sided(section)
    shown = [records[iri] for iri in section.shown]
    names = [name for name in names if _is_first(name, names) or any(_has(r, name) for r in shown)]
    times = [records.time(record) for record in shown]
    givers = _funding_parties(section, records)
    section.columns = [
        {"label": _heading(records, section, name), "numeric": name in NUMERIC} for name in names
    ]
    if section.class_name == "Funding":
        section.columns.append({"label": _("Giver og mottaker")})
    if any(times):
        section.columns.append({"label": _("Tid")})
    for record, time in zip(shown, times, strict=True):
        cells = [cell_of(records, record, name, own, two_sided=two_sided) for name in names]
        if section.class_name == "Funding":
            cells.append({"text": givers.get(record.iri, _("ikke oppgitt"))})
        if any(times):
            cells.append({"text": time})
        _drop_repeated_tags(cells, record)
        sources = [records.source(record)]
        section.rows.append({"id": record.iri, "cells": cells, "sources": sources})


def _drop_repeated_tags(cells: list[dict[str, object]], record: Record) -> None:
    """Leave a modality to the source mark of the row, where that has the same one."""
    for cell in cells:
        tag = cell.get("tag")
        if isinstance(tag, dict) and tag.get("modality") == record.modality:
            cell.pop("tag")


def _is_first(name: str, names: list[str]) -> bool:
    return name == names[0]


def _has(record: Record, name: str) -> bool:
    return bool(record.all(name)) or any(
        local_name(term.value) == name for term in record.all("notNamed")
    )


def _heading(records: Records, section: Section, name: str) -> str:
    own = heading(section.class_name, name)
    if own:
        return own
    label = records.snapshot.terms.label(SAMSPILL_NS + name, records.language)
    return label[:1].upper() + label[1:]


def cell_of(
    records: Records, record: Record, name: str, own: str, *, two_sided: bool
) -> dict[str, object]:
    """Give what a row says by one property, as a cell of its table."""
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
    if name in EDITORS_TEXTS:
        return {"text": record.one(name), "lang": records.editors_language()}
    if name == "formerThing":
        return {"text": ":".join(table_and_id(record.one(name)) or ()), "url": None}
    if record.all(f"{name}Precision"):
        return {"text": records.day(record, name)}
    terms = record.all(name)
    if two_sided and name in ("left", "right", "tieBetween"):
        sides = record.all("left") + record.all("right") + record.all("tieBetween")
        terms = [term for term in sides if term.value != own]
        if not terms and record.all("notNamed"):
            # The page's own thing may stand on either side of what names only one.
            return {"text": "", "not_named": True}
    if not terms:
        return {"text": ""}
    if len(terms) == 1:
        cell = records.cell(terms[0])
        if name == "funding":
            cell["note"] = _note_of_purpose(records, terms[0].value)
        return cell
    items = [records.cell(term) for term in terms]
    return {"text": "; ".join(str(item["text"]) for item in items), "several": items}


def _note_of_purpose(records: Records, funding: str) -> str:
    """Say of money that is given already that its purpose is still only planned."""
    subject = records[records[funding].one("subject")]
    if records[funding].modality != ACTUAL or subject.modality == ACTUAL:
        return ""
    return _("til noe som er %(modality)s", modality=records.text(subject.one("modality")))


def _funding_parties(section: Section, records: Records) -> dict[str, str]:
    """Give, for each amount shown, who gives and who receives it."""
    if section.class_name != "Funding" or not section.shown:
        return {}
    nodes = [NamedNode(iri) for iri in section.shown]
    rows = list(records.snapshot.reader.select(site_query("parties"), {"funding": nodes}))
    records.load({row["actor"].value for row in rows if "actor" in row}, depth=1)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        who = records.text(row["actor"].value) if "actor" in row else _("ikke navngitt")
        manner = records.text(row["role"].value)
        modality = row["modality"].value if "modality" in row else ""
        # A proposed giver of an amount that is given would else pass for its giver.
        if modality and local_name(modality) not in (
            ACTUAL,
            records[row["funding"].value].modality,
        ):
            manner = f"{manner}, {records.text(modality)}"
        found[row["funding"].value].append(f"{who} ({manner})")
    return {iri: "; ".join(parties) for iri, parties in found.items()}


def roles_of(records: Records, funding: str) -> set[str]:
    """Give the codes of the roles that the parties of one amount have."""
    rows = records.snapshot.reader.select(site_query("parties"), {"funding": NamedNode(funding)})
    return {local_name(row["role"].value) for row in rows}


def _with_types(records: Records, shown: list[Record]) -> bool:
    """Say whether the rows are of several types, so that a column for the type tells something."""
    return len({records.type_name(record) for record in shown}) > 1


def _fill_things(section: Section, records: Records) -> None:
    shown = [records[iri] for iri in section.shown]
    times = [records.time(record) for record in shown]
    types = _with_types(records, shown)
    results = statuses_of_goals(records, section.shown) if section.class_name == "Goal" else {}
    section.columns = [{"label": _("Navn")}]
    section.columns += [{"label": _("Type")}] if types else []
    section.columns += [{"label": _("Resultater")}] if results else []
    section.columns += [{"label": _("Tid")}] if any(times) else []
    for record, time in zip(shown, times, strict=True):
        cells = [_own_cell(records, record)]
        cells += [{"text": records.type_name(record)}] if types else []
        if results:
            found = results.get(record.iri, [])
            cells.append({"text": _("ikke oppgitt"), "statuses": found})
        cells += [{"text": time}] if any(times) else []
        sources = [records.source(record, link=False)]
        section.rows.append({"id": record.iri, "cells": cells, "sources": sources})


def _own_cell(records: Records, record: Record) -> dict[str, object]:
    """Give the cell that names the row; the row's source mark tells its modality."""
    cell = records.cell(NamedNode(record.iri))
    cell.pop("tag", None)
    return cell
