"""Goals: from strategy to result as a tree, and what stands outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from graph.names import alphabetical
from ontology.errors import ParameterError
from ontology.iri_policy import table_and_id
from queries.answers import Answer, answer
from queries.questions import question
from webapp.asof import as_of
from webapp.day_of_thing import ALL, PARAMETER, day_of_lists
from webapp.goal_tree import Branch, GoalTree, goal_tree
from webapp.goal_words import figures, shown, status_marks, time_of
from webapp.goals_of_day import GoalsOfDay, goals_of_day
from webapp.kept import FEW, Kept
from webapp.language import current_language
from webapp.questionpage import show
from webapp.records import SOURCE
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query

pages = Blueprint("goals", __name__)

PAGE_SIZE = 25
_ANSWERS = Kept[Answer](FEW)
#: The lists below the tree: the question of the library, its values, and the name of its page.
_GAPS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("goals-that-none-serves", {}, "goals-page"),
    ("initiatives-that-serve-no-goal", {"status": "any"}, "initiatives-page"),
)
_HEADER = (
    "level",
    "id",
    "label",
    "below",
    "holder",
    "status",
    "value",
    "time",
    "initiatives",
    "document",
    "locator",
    "iri",
)


@pages.get("/goals")
def show_goals() -> str:
    """Show the tree, narrowed to a holder or a strategy, and the two lists of gaps."""
    snapshot = opened()
    whole = goal_tree(snapshot, current_language())
    strategy, holder = _asked(whole)
    of_day = _of_day(snapshot, whole)
    tree = of_day.tree
    tops = tree.narrowed(strategy, holder)
    all_below = {top.iri for top in whole.tops if top.below}
    strategies = [top for top in tops if top.level == "Strategy"]
    initiatives = [top for top in tops if top.level == "Initiative"]
    others = [top for top in tops if top.level not in ("Strategy", "Initiative")]
    chosen = {name: request.args[name] for name in ("holder", "strategy") if request.args.get(name)}
    values = urlencode({**chosen, PARAMETER: ALL} if of_day.every_time else chosen)
    return render_template(
        "goals.html",
        figures=figures(tops),
        statuses=status_marks(tree, tops),
        strategies=[shown(tree, top) for top in _by_name(tree, strategies) if top.iri in all_below],
        bare=[shown(tree, top) for top in _by_name(tree, strategies) if top.iri not in all_below],
        initiatives=[shown(tree, top) for top in _by_name(tree, initiatives)],
        others=[shown(tree, top) for top in others],
        holders=_options(whole, whole.holders()),
        strategy_options=_options(
            whole, {top.iri for top in whole.tops if top.level == "Strategy"}
        ),
        of_day=_told(of_day, whole.narrowed(strategy, holder)),
        every_time_url=f"/goals?{urlencode({**chosen, PARAMETER: ALL})}",
        that_day_url=f"/goals?{urlencode(chosen)}".rstrip("?"),
        holder=request.args.get("holder", ""),
        strategy=request.args.get("strategy", ""),
        narrowed=bool(chosen),
        files=[
            {"text": form.upper(), "url": f"/goals.{form}?{values}".rstrip("?")} for form in SHEETS
        ],
        gaps=[_gap(snapshot, name, values, page) for name, values, page in _GAPS],
        without_status=_without_status(snapshot),
    )


@pages.get("/goals.<any(csv, xlsx):form>")
def as_sheet(form: str) -> Response:
    """Give the tree as a table, a row a thing, with what stands above it."""
    snapshot = opened()
    whole = goal_tree(snapshot, current_language())
    tree = _of_day(snapshot, whole).tree
    tops = tree.narrowed(*_asked(whole))
    rows = (row for top in tops for row in _sheet_rows(tree, top, ""))
    return sheet_answer(f"goals-{snapshot.snapshot.name}", form, _HEADER, rows)


def _of_day(snapshot: OpenSnapshot, whole: GoalTree) -> GoalsOfDay:
    """Give the tree of the day of the view; of all times without a day."""
    day = day_of_lists()
    if day is None:
        return GoalsOfDay(whole, every_time=as_of() is not None)
    return goals_of_day(snapshot, whole, current_language(), day)


def _told(of_day: GoalsOfDay, tops: list[Branch]) -> dict[str, object] | None:
    """Say of a choice what the day leaves out, and what is shown without a time."""
    if as_of() is None:
        return None
    chosen = {one.iri for top in tops for one in top.all()}
    return {
        "every_time": of_day.every_time,
        "left_out": len(of_day.left_out & chosen),
        "undated": len(of_day.undated & chosen),
    }


def _sheet_rows(
    tree: GoalTree, branch: Branch, above: str
) -> Iterator[tuple[str | int | None, ...]]:
    records, record = tree.records, tree.records[branch.iri]
    holder, status = record.one("holder"), record.one("resultStatus")
    document = record.one(SOURCE)
    _table, identifier = table_and_id(branch.iri) or ("", "")
    yield (
        branch.level,
        identifier,
        records.text(branch.iri),
        above,
        records.text(holder) if holder else "",
        records.text(status) if status else "",
        records.value(record) if branch.level in ("Target", "Result") else "",
        time_of(tree, record),
        len(branch.served_by),
        records.text(document) if document else "",
        record.one("locator"),
        branch.iri,
    )
    for one in branch.below:
        yield from _sheet_rows(tree, one, identifier)


def _asked(tree: GoalTree) -> tuple[str, str]:
    """Read the strategy and the holder of the address; give their IRIs, or nothing."""
    strategies = {top.iri for top in tree.tops if top.level == "Strategy"}
    return (
        _one_of("strategy", strategies),
        _one_of("holder", tree.holders()),
    )


def _one_of(name: str, known: set[str]) -> str:
    asked = request.args.get(name, "")
    if not asked:
        return ""
    table, _colon, identifier = asked.partition(":")
    iri = next((one for one in known if table_and_id(one) == (table, identifier)), "")
    if not iri:
        raise ParameterError(
            name,
            asked,
            {
                "nb": "velg en av dem som siden tilbyr",
                "en": "choose one of those that the page offers",
            },
        )
    return iri


def _address(iri: str) -> str:
    return ":".join(table_and_id(iri) or ("", ""))


def _options(tree: GoalTree, iris: set[str]) -> list[dict[str, str]]:
    names = sorted((tree.records.text(iri), iri) for iri in iris)
    names.sort(key=lambda pair: alphabetical(pair[0]))
    return [
        {"value": "", "text": _("Alle")},
        *({"value": _address(iri), "text": name} for name, iri in names),
    ]


def _by_name(tree: GoalTree, branches: list[Branch]) -> list[Branch]:
    return sorted(branches, key=lambda one: (*alphabetical(tree.records.text(one.iri)), one.iri))


def _gap(
    snapshot: OpenSnapshot, name: str, values: dict[str, str], argument: str
) -> dict[str, object]:
    """Give a page of the answer to a question of the library."""
    language = current_language()
    asked = question(name)
    found = _ANSWERS.of(
        snapshot,
        (name, language),
        lambda: answer(asked, snapshot.reader, values, language),
    )
    total = len(found.rows)
    last = max(1, -(-total // PAGE_SIZE))
    given = request.args.get(argument, "")
    page = int(given) if given.isdecimal() and len(given) < 7 else 1
    page = min(max(1, page), last)
    part = replace(found, rows=found.rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    args = {key: value for key, value in request.args.items() if key not in (argument, "lang")}
    query = f"?{urlencode(values)}" if values else ""

    def page_url(number: int) -> str:
        return f"/goals?{urlencode({**args, argument: number})}#{name}"

    return {
        "id": name,
        "title": asked.title[language],
        "means": asked.means[language],
        "means_not": asked.means_not[language],
        "total": total,
        "none": asked.none[language],
        "shown": show(snapshot, part, language),
        "page": page,
        "pages": last,
        "page_url": page_url,
        "url": f"/questions/{name}{query}",
        "files": [
            {"text": form.upper(), "url": f"/questions/{name}.{form}{query}"} for form in ("csv",)
        ],
    }


def _without_status(snapshot: OpenSnapshot) -> int:
    """Count the initiatives that the second list has no place for."""
    row = snapshot.reader.select(site_query("initiatives-without-status"))[0]
    return int(row["count"].value)
