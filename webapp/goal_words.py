"""The tree of goals as the page tells it: names, counts, statuses and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import NamedNode

from webapp import texts
from webapp.chain import STATUSES
from webapp.goal_tree import Branch, GoalTree
from webapp.money_words import address
from webapp.records import RESULT_STATUS, Record


def figures(tops: Iterable[Branch]) -> list[dict[str, object]]:
    """Give how many things of each level some branches hold."""
    counts = Counter(one.level for top in tops for one in top.all())
    named = {
        "Strategy": ngettext("strategi", "strategier", counts["Strategy"]),
        "FocusArea": ngettext("satsingsområde", "satsingsområder", counts["FocusArea"]),
        "Goal": ngettext("mål", "mål", counts["Goal"]),
        "Indicator": ngettext("indikator", "indikatorer", counts["Indicator"]),
        "Target": ngettext("måltall", "måltall", counts["Target"]),
        "Result": ngettext("resultat", "resultater", counts["Result"]),
    }
    return [
        {"value": texts.number(counts[level]), "label": label} for level, label in named.items()
    ]


def status_marks(tree: GoalTree, branches: Iterable[Branch]) -> list[dict[str, object]]:
    """Give how many results in some branches have each status."""
    counts = tree.statuses(branches)
    order = {code: place for place, code in enumerate(STATUSES)}
    return [
        {
            "status": code,
            "text": tree.records.text(RESULT_STATUS + code),
            "count": texts.number(counts[code]),
        }
        for code in sorted(counts, key=lambda one: (order.get(one, len(order)), one))
        if code
    ]


def shown(tree: GoalTree, branch: Branch) -> dict[str, object]:
    """Give a branch as the template shows it, with all that stands below."""
    records, record = tree.records, tree.records[branch.iri]
    own = records.cell(NamedNode(branch.iri))
    told: dict[str, object] = {
        "level": branch.level,
        "id": branch.iri.rpartition("/")[2],
        "kind": records.type_name(record),
        "cell": own,
        "source": None if branch.level == "Initiative" else records.source(record, link=False),
        "holder": _holder(tree, record),
        "time": time_of(tree, record),
        "counts": _counts(branch),
        "statuses": status_marks(tree, [branch]),
        "served_by": [_serving(tree, iri) for iri in branch.served_by],
        "below": [shown(tree, one) for one in branch.below],
    }
    if branch.level in ("Target", "Result"):
        told["value"] = records.value(record)
        told["note"] = record.one("note")
        told["note_lang"] = records.editors_language()
    if branch.level == "Target" and not told["value"]:
        told["value"] = _("ikke oppgitt")
    if branch.level == "Indicator" and record.all("unit"):
        told["unit"] = records.text(record.one("unit"))
    return told


def time_of(tree: GoalTree, record: Record) -> str:
    """Write when something holds, or by when a target is to be reached."""
    if record.all("by"):
        return _("innen %(day)s", day=texts.day(record.one("by")))
    return tree.records.time(record)


def _holder(tree: GoalTree, record: Record) -> dict[str, object] | None:
    holder = record.all("holder")
    return tree.records.cell(holder[0]) if holder else None


def _serving(tree: GoalTree, iri: str) -> dict[str, object]:
    """Give an initiative with how it serves a goal, and where that stands."""
    record = tree.records[iri]
    initiative = record.all("initiative")
    cell = tree.records.cell(initiative[0]) if initiative else {"not_named": True}
    told: dict[str, object] = {"cell": cell, "source": tree.records.source(record)}
    told["how"] = (
        tree.records.text(record.one("alignmentRelation"))
        if record.all("alignmentRelation")
        else ""
    )
    rows = tree.money.get(record.one("initiative"), 0)
    if rows:
        query = urlencode({"initiative": address(record.one("initiative"))})
        told["money"] = {
            "text": ngettext("%(num)s rad om penger", "%(num)s rader om penger", rows),
            "url": f"/money/rows?{query}",
        }
    return told


def _counts(branch: Branch) -> str:
    counts = branch.counts()
    said = (
        (counts["FocusArea"], ngettext("%(num)s område", "%(num)s områder", counts["FocusArea"])),
        (counts["Goal"], ngettext("%(num)s mål", "%(num)s mål", counts["Goal"])),
        (
            counts["Indicator"],
            ngettext("%(num)s indikator", "%(num)s indikatorer", counts["Indicator"]),
        ),
        (counts["Target"], ngettext("%(num)s måltall", "%(num)s måltall", counts["Target"])),
        (counts["Result"], ngettext("%(num)s resultat", "%(num)s resultater", counts["Result"])),
    )
    return ", ".join(text for count, text in said if count)
