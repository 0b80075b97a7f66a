"""What is uncertain: warnings, contradictions, open judgements, and what is left open."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from graph.gaps import GapCount
from graph.names import alphabetical, local_name
from ontology.iri_policy import concept, page_path
from webapp import certainty, quality, texts
from webapp.check_texts import check_text
from webapp.csvanswer import csv_answer
from webapp.language import current_language
from webapp.quality import Disagreement, Finding
from webapp.records import Records
from webapp.site import OpenSnapshot, opened

pages = Blueprint("quality", __name__)

PAGE_SIZE = 50
_KINDS = ("conflict", "gap", "ambiguity", "level", "change")


@pages.get("/quality")
def show() -> str:
    """Show what is uncertain in the snapshot, each with its thing's page."""
    snapshot = opened()
    records = Records(snapshot, current_language())
    found = quality.findings(snapshot)
    disputed = quality.disagreements(snapshot)
    judged = quality.judgements(snapshot)
    records.load({one.thing for one in found if one.thing})
    records.load({one.iri for one in disputed})
    records.load({iri for one in disputed for iri in one.documents}, depth=1)
    records.load(judged.get("unsure", []))
    return render_template(
        "quality.html",
        summary=_summary(snapshot, found, disputed, judged),
        checks=_checks(records, found),
        kinds=_kinds(records, disputed),
        contradictions=len(disputed),
        unsure=_unsure(records, judged.get("unsure", [])),
        decided={code: len(judged.get(code, [])) for code in ("same", "different")},
        gaps=_gaps(snapshot),
        years=_years(snapshot),
        certainty=certainty.certainty(snapshot),
        results=certainty.results(snapshot),
        not_named=certainty.not_named(snapshot),
        not_named_url=quality.query_address("list-not-named", current_language()),
        results_url=quality.query_address("list-results", current_language()),
    )


@pages.get("/quality.json")
def as_json() -> Response:
    """Give the same to programs; what is about people is left out, and counted."""
    snapshot = opened()
    hidden = quality.people(snapshot)
    found = quality.findings(snapshot)
    open_findings = [one for one in found if one.thing not in hidden]
    response = jsonify(
        snapshot=snapshot.snapshot.name,
        findings=[
            {
                "severity": one.severity,
                "check": one.check,
                "table": one.table,
                "row": one.row,
                "thing": one.thing,
                "path": one.path,
                "value": one.value,
                "message": one.message,
            }
            for one in open_findings
        ],
        contradictions=[
            {
                "iri": one.iri,
                "kind": local_name(one.kind) if one.kind else "",
                "claims": sorted(one.claims - hidden),
                "documents": sorted(one.documents),
            }
            for one in quality.disagreements(snapshot)
        ],
        identities=dict(sorted(quality.judgements(snapshot).items())),
        figures={
            what: {local_name(code) if code else "all": count for code, count in counts.items()}
            for what, counts in quality.figures(snapshot).items()
        },
        gaps={
            gap.name: {"missing": len(gap.things), "of": gap.total}
            for gap in quality.gaps(snapshot)
        },
        source_years=quality.source_years(snapshot),
        findings_about_people=len(found) - len(open_findings),
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/quality.csv")
def as_csv() -> Response:
    """Give the findings as a table; what is about people is left out."""
    snapshot = opened()
    hidden = quality.people(snapshot)
    return csv_answer(
        f"quality-{snapshot.snapshot.name}",
        ("severity", "check", "table", "row", "thing", "path", "value", "message"),
        (
            (
                one.severity,
                one.check,
                one.table,
                one.row or "",
                one.thing,
                one.path,
                one.value,
                one.text(current_language()),
            )
            for one in quality.findings(snapshot)
            if one.thing not in hidden
        ),
    )


def _summary(
    snapshot: OpenSnapshot,
    found: list[Finding],
    disputed: list[Disagreement],
    judged: dict[str, list[str]],
) -> list[dict[str, object]]:
    sure = quality.figures(snapshot).get("confidence", {})
    rows = sum(sure.values())
    implied = sure.get(concept("confidence", "implied"), 0)
    return [
        {
            "value": texts.number(len(found)),
            "label": _("varsler fra kontrollene"),
            "url": "#checks",
        },
        {
            "value": texts.number(len(disputed)),
            "label": _("motsigelser mellom kilder"),
            "url": "#contradictions",
        },
        {
            "value": texts.number(len(judged.get("unsure", []))),
            "label": _("uavklarte identiteter"),
            "url": "#identities",
        },
        {
            "value": texts.percent(implied, rows),
            "label": _("av radene er tolket"),
            "url": "#certainty",
        },
    ]


def counted(gap: GapCount) -> str:
    """Write how many things lack something, of how many, and the share."""
    return _(
        "%(count)s av %(total)s (%(share)s)",
        count=texts.number(len(gap.things)),
        total=texts.number(gap.total),
        share=texts.percent(len(gap.things), gap.total),
    )


def _gaps(snapshot: OpenSnapshot) -> list[dict[str, object]]:
    language = current_language()
    return [
        {
            "cells": [
                {
                    "text": gap.label[language],
                    "note": gap.comment[language],
                    "url": f"/quality/{gap.name}" if gap.things else None,
                },
                {"text": counted(gap)},
            ]
        }
        for gap in quality.gaps(snapshot)
    ]


def _years(snapshot: OpenSnapshot) -> list[dict[str, object]]:
    return [
        {"label": year or _("Uten dato"), "count": count}
        for year, count in reversed(quality.source_years(snapshot).items())
    ]


def _checks(records: Records, found: list[Finding]) -> list[dict[str, object]]:
    """Group the findings by what they say, the most frequent first."""
    groups: defaultdict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for one in found:
        groups[one.severity, one.check, one.text(records.language)].append(one)
    made = []
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    for number, ((_severity, check, message), rows) in enumerate(ordered, 1):
        key = f"check-{number}"
        pages_ = -(-len(rows) // PAGE_SIZE)
        asked = request.args.get(key, "")
        page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
        page = min(max(1, page), pages_)
        shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        explained = check_text(check)
        labels = [_("Hva"), _("Rad"), *([_("Verdi")] if any(one.value for one in rows) else [])]
        made.append(
            {
                "key": key,
                "message": message,
                "check": check,
                "meaning": explained.meaning,
                "cure": explained.cure,
                "count": len(rows),
                "columns": [{"label": label} for label in labels],
                "rows": [_finding(records, one, len(labels)) for one in shown],
                "page": page,
                "pages": pages_,
                "page_url": _page_url(key),
            }
        )
    return made


def _page_url(key: str) -> object:
    return lambda number: f"/quality?{key}={number}#{key}"


def _finding(records: Records, one: Finding, columns: int) -> dict[str, object]:
    cell: dict[str, object] = {"text": _("ukjent")}
    if one.thing:
        text, language = records.name(one.thing)
        cell = {"text": text, "lang": language, "url": page_path(one.thing)}
    record = records[one.thing]
    value = records.text(one.value) if one.value.startswith("https://") else one.value
    where = _("%(table)s.csv, rad %(row)s", table=one.table, row=one.row) if one.table else ""
    return {
        "cells": [cell, {"text": where}, {"text": value}][:columns],
        "sources": [records.source(record, link=False)],
    }


def _kinds(records: Records, disputed: list[Disagreement]) -> list[dict[str, object]]:
    """Group the contradictions by kind, the gravest first."""
    groups: defaultdict[str, list[Disagreement]] = defaultdict(list)
    for one in disputed:
        groups[one.kind].append(one)

    def place(kind: str) -> tuple[int, str]:
        code = local_name(kind) if kind else ""
        return (_KINDS.index(code) if code in _KINDS else len(_KINDS), kind)

    return [
        {
            "title": records.text(kind).capitalize() if kind else _("Uten type"),
            "help": records.snapshot.terms.comment(kind, records.language) if kind else "",
            "rows": [
                _disagreement(records, one)
                for one in sorted(groups[kind], key=lambda one: alphabetical(records.text(one.iri)))
            ],
        }
        for kind in sorted(groups, key=place)
    ]


def _disagreement(records: Records, one: Disagreement) -> dict[str, object]:
    text, language = records.name(one.iri)
    subjects = [records.cell(term) for term in records[one.iri].all("subject")]
    documents = [
        {"text": records.text(iri), "lang": records.name(iri)[1], "url": page_path(iri)}
        for iri in sorted(one.documents, key=lambda iri: alphabetical(records.text(iri)))
    ]
    return {
        "title": {"text": text, "lang": language, "url": page_path(one.iri)},
        "subjects": subjects,
        "claims": len(one.claims),
        "documents": documents,
    }


def _unsure(records: Records, iris: list[str]) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for iri in sorted(iris, key=lambda iri: alphabetical(records.text(iri))):
        record = records[iri]
        cells = [records.cell(term) for name in ("left", "right") for term in record.all(name)]
        evidence = {"text": record.one("evidence"), "lang": records.editors_language()}
        made.append({"cells": [*cells, evidence], "sources": [records.source(record)]})
    return made
