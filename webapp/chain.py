"""The chain from strategy to result: the way up, and what was wanted and observed below."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import NamedNode

from graph.names import alphabetical, local_name
from webapp import texts
from webapp.chain_of_day import chain_of_day, results_of_day
from webapp.day_of_thing import day_of_lists
from webapp.records import RESULT_STATUS, Record, Records
from webapp.relations import PAGE_SIZE
from webapp.site_queries import site_query

#: What stands above a thing of each class: the first property that it has.
_ABOVE = {
    "Result": ("subject",),
    "Target": ("subject",),
    "Indicator": ("goal",),
    "Deliverable": ("goal", "initiative"),
    "Goal": ("parent", "strategy", "initiative"),
    "FocusArea": ("strategy",),
}
_MOST_STEPS = 8
_SEVERAL = 2
#: The statuses in the order in which a reader asks for them.
STATUSES = (
    "reached",
    "partly-reached",
    "not-reached",
    "not-measured",
    "not-legible",
    "not-reported",
)
KEY = "chain"


@dataclass
class Block:
    """An indicator, or the goal itself, with what was wanted and observed."""

    title: dict[str, object] | None  #: None where the page has one heading only
    source: dict[str, object] | None = None
    unit: str = ""
    lines: list[dict[str, object]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  #: what the sources do not give


@dataclass
class Chain:
    """What hangs on a goal or an indicator, and how it went in all."""

    heading: str
    summary: str
    statuses: list[dict[str, object]]
    blocks: list[Block]
    page: int = 1
    pages: int = 1
    missing: list[str] = field(default_factory=list)  #: what no block has
    other_time: int = 0  #: targets, results and indicators that the day leaves out
    undated: int = 0  #: results shown that may have come at any time

    @property
    def columns(self) -> set[str]:
        """Which of the columns that may be empty tell something."""
        return {
            name
            for block in self.blocks
            for line in block.lines
            for name in ("value", "time", "note")
            if cast("dict[str, object]", line[name])["text"]
        }


def trail_of(records: Records, record: Record) -> list[dict[str, object]]:
    """Give the way from the top down to a thing, itself last; nothing above gives nothing."""
    steps = [record]
    while len(steps) < _MOST_STEPS:
        names = _ABOVE.get(records.class_name(steps[-1]), ())
        above = next((steps[-1].one(name) for name in names if steps[-1].all(name)), "")
        if not above or any(step.iri == above for step in steps):
            break
        records.load([above], depth=1)
        steps.append(records[above])
    if len(steps) == 1:
        return []
    made = []
    for step in reversed(steps):
        cell = records.cell(NamedNode(step.iri))
        made.append({**cell, "kind": records.type_name(step), "current": step is record})
    return made


def chain_of(records: Records, record: Record, asked: int, day: date | None = None) -> Chain | None:
    """Give the chain below a goal or indicator, or the one that a target or result stands in.

    With a day it is what held and was known then.
    """
    class_name = records.class_name(record)
    own = record
    if class_name in ("Target", "Result"):
        own = records[record.one("subject")]
    if records.class_name(own) not in ("Goal", "Indicator"):
        return None
    rows, statuses = _read(records, own.iri)
    if own is record:
        indicators = _indicators(records, own)
    else:
        # The page of a target or a result shows only what hangs on the same thing.
        indicators, rows = [], {own.iri: rows.get(own.iri, [])}
    of_day = chain_of_day(records, record.iri, indicators, rows, day) if day else None
    if of_day:
        indicators, rows = of_day.indicators, of_day.rows
    left_out = of_day.left_out if of_day else {}
    counts = Counter(
        code for found in rows.values() for row in found for code in statuses.get(row, [])
    )
    pages = max(1, -(-len(indicators) // PAGE_SIZE))
    page = min(max(1, asked), pages)
    shown = indicators[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    records.load([iri for on in (own.iri, *shown) for iri in rows.get(on, [])])
    blocks = [
        _block(records, records[iri], rows.get(iri, []), record, left_out.get(iri, set()))
        for iri in shown
    ]
    direct = rows.get(own.iri, [])
    # An indicator is the block itself; a goal gets one only for what hangs on it directly.
    if direct or class_name != "Goal":
        block = _block(records, own, direct, record, left_out.get(own.iri, set()))
        title: dict[str, object] = {"text": _("Målet selv")}
        block.title, block.source = (title if indicators else None), None
        block.missing = block.missing if class_name != "Goal" else []
        blocks.insert(0, block)
    return Chain(
        _heading(class_name),
        _summary(len(indicators), rows, counts),
        [
            {
                "status": code,
                "text": _status_text(records, code),
                "count": texts.number(counts[code]),
            }
            for code in sorted(counts, key=_status_place)
        ],
        blocks,
        page,
        pages,
        _missing_everywhere(blocks),
        of_day.other_time if of_day else 0,
        of_day.undated if of_day else 0,
    )


def _missing_everywhere(blocks: list[Block]) -> list[str]:
    """Take what every one of several blocks lacks out of them, to be said once."""
    if len(blocks) < _SEVERAL:
        return []
    common = [text for text in blocks[-1].missing if all(text in one.missing for one in blocks)]
    for block in blocks:
        block.missing = [text for text in block.missing if text not in common]
    return common


def _read(records: Records, iri: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Read targets and results of a goal or indicator and of its indicators; statuses by row."""
    rows: defaultdict[str, list[str]] = defaultdict(list)
    statuses: defaultdict[str, list[str]] = defaultdict(list)
    found = records.snapshot.reader.select(site_query("chain"), {"thing": NamedNode(iri)})
    for row in found:
        rows[row["on"].value].append(row["row"].value)
        if "status" in row:
            statuses[row["row"].value].append(local_name(row["status"].value))
    return dict(rows), dict(statuses)


def _indicators(records: Records, goal: Record) -> list[str]:
    """Give the indicators of a goal by name."""
    if records.class_name(goal) != "Goal":
        return []
    found = records.snapshot.reader.select(site_query("indicators"), {"thing": NamedNode(goal.iri)})
    iris = [row["indicator"].value for row in found]
    records.load(iris)
    return sorted(iris, key=lambda one: (*alphabetical(records.text(one)), one))


def _block(records: Records, on: Record, rows: list[str], own: Record, left_out: set[str]) -> Block:
    found = [records[iri] for iri in rows]
    block = Block(
        records.cell(NamedNode(on.iri)),
        records.source(on, link=False),
        records.text(on.one("unit")) if on.all("unit") else "",
    )
    for record in sorted(found, key=lambda one: _line_place(records, one)):
        block.lines.append(_line(records, record, is_own=record.iri == own.iri))
    kinds = {records.class_name(record) for record in found}
    if "Target" not in kinds | left_out:
        block.missing.append(_("Kildene oppgir ikke noe måltall."))
    if "Result" not in kinds | left_out:
        block.missing.append(_("Kildene oppgir ikke noe resultat."))
    elif "Result" not in kinds:
        block.missing.append(_("Kildene oppgir ikke noe resultat for denne dagen."))
    return block


def _line(records: Records, record: Record, *, is_own: bool) -> dict[str, object]:
    is_target = records.class_name(record) == "Target"
    value = records.value(record)
    time = records.time(record)
    if is_target and record.all("by"):
        time = _("innen %(day)s", day=records.day(record, "by"))
    status = record.one("resultStatus")
    language = records.editors_language()
    return {
        "kind": records.type_name(record),
        "value": {"text": value or (_("ikke oppgitt") if is_target else "")},
        "status": {"text": records.text(status), "status": local_name(status)} if status else None,
        "time": {"text": time},
        "note": {"text": record.one("note"), "lang": language if record.all("note") else None},
        "url": records.url(record.iri),
        "about": records.text(record.iri),
        "source": records.source(record, link=False),
        "current": is_own,
    }


def _line_place(records: Records, record: Record) -> tuple[object, ...]:
    """Give the key of a line: targets first, then by time and place in the document."""
    time = record.one("by") or record.one("date") or record.one("startDate")
    line = texts.first_line(record.one("locator"))
    return (records.class_name(record) != "Target", time, *line, record.iri)


def _heading(class_name: str) -> str:
    return {
        "Goal": _("Indikatorer, måltall og resultater"),
        "Indicator": _("Måltall og resultater"),
    }.get(class_name, _("Måltall og resultater for det samme"))


def _summary(indicators: int, rows: dict[str, list[str]], counts: Counter[str]) -> str:
    results = counts.total()
    targets = sum(len(found) for found in rows.values()) - results
    said = [
        ngettext("%(num)s indikator", "%(num)s indikatorer", indicators) if indicators else "",
        ngettext("%(num)s måltall", "%(num)s måltall", targets) if targets else "",
        ngettext("%(num)s resultat", "%(num)s resultater", results) if results else "",
    ]
    return ", ".join(one for one in said if one)


def statuses_of_goals(records: Records, goals: list[str]) -> dict[str, list[dict[str, object]]]:
    """Give for each goal how many results of each status it has, its indicators' included.

    On a page of a day it is the results that were known then.
    """
    day = day_of_lists()
    found = _count_of_day(records, goals, day) if day else _count(records, goals)
    return {
        goal: [
            {"status": code, "text": _status_text(records, code), "count": str(counts[code])}
            for code in sorted(counts, key=_status_place)
        ]
        for goal, counts in found.items()
    }


def _count(records: Records, goals: list[str]) -> dict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    asked = {"goal": [NamedNode(iri) for iri in goals]}
    for row in records.snapshot.reader.select(site_query("goal-statuses"), asked):
        found[row["goal"].value][local_name(row["status"].value)] = int(row["count"].value)
    return found


def _count_of_day(records: Records, goals: list[str], day: date) -> dict[str, Counter[str]]:
    asked = {"goal": [NamedNode(iri) for iri in goals]}
    rows = records.snapshot.reader.select(site_query("goal-results"), asked)
    known = results_of_day(records, {row["result"].value for row in rows}, day)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["result"].value in known:
            found[row["goal"].value][local_name(row["status"].value)] += 1
    return found


def _status_text(records: Records, code: str) -> str:
    return records.text(RESULT_STATUS + code)


def _status_place(code: str) -> tuple[int, str]:
    return (STATUSES.index(code) if code in STATUSES else len(STATUSES), code)


def is_shown_in_chain(class_name: str, link: str) -> bool:
    """Say whether rows of a class that point by a property stand in the chain, not in a list."""
    return (class_name, link) in {
        ("Indicator", "goal"),
        ("Target", "subject"),
        ("Result", "subject"),
    }
