"""The tree of goals on a day: what held then, with the results that were known by then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from webapp.goal_tree import Branch, GoalTree
from webapp.kept import Kept
from webapp.money import Choice, ledger
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.validity import Span, Told, names_of_day, span_on_grounds, told

#: Whose time a thing of the tree, or what ties an initiative to it, has that has none itself.
_GROUNDS = ("during",)
_OF_TIE = ("during", "initiative")
#: A goal without a time holds as long as its strategy; a result may have come at any time.
_NEEDS_OWN_TIME = "Result"


@dataclass
class GoalsOfDay:
    """The tree of a day, the things that it leaves out, and those in it that have no time.

    With ``every_time`` it is the whole tree, on a page that has a day.
    """

    tree: GoalTree
    left_out: set[str] = field(default_factory=set)
    undated: set[str] = field(default_factory=set)
    every_time: bool = False


#: Of all days and languages together; the weight is that of the things a tree was made of.
_OF_DAY = Kept[tuple[GoalsOfDay, int]](50_000, lambda made: made[1])


def goals_of_day(snapshot: OpenSnapshot, whole: GoalTree, language: str, day: date) -> GoalsOfDay:
    """Give the tree of a day; what is left out takes all that stands below it along.

    Parameters
    ----------
    snapshot : OpenSnapshot
        What is open.
    whole : GoalTree
        The tree of all times in the language.
    language : str
        ``nb`` or ``en``.
    day : date
        The day of the view.
    """
    return _OF_DAY.of(snapshot, (day, language), lambda: _read(snapshot, whole, language, day))[0]


def _read(
    snapshot: OpenSnapshot, whole: GoalTree, language: str, day: date
) -> tuple[GoalsOfDay, int]:
    """Make the tree of a day, and count what it was made of."""
    choice = Choice(day=day)
    rows = ledger(snapshot, language).rows.values()
    money = Counter(row.subject for row in rows if choice.takes(row))
    records = whole.records.called(names_of_day(snapshot, day))
    made = GoalsOfDay(GoalTree(records, [], money))
    for top in whole.tops:
        left = _left(made, records, top, day, dated=False)
        if left is not None and (left.below or left.level != "Initiative"):
            made.tree.tops.append(left)
    size = sum(1 for top in whole.tops for _one in top.all())
    return made, size + 1


def _left(
    made: GoalsOfDay, records: Records, branch: Branch, day: date, *, dated: bool
) -> Branch | None:
    """Give what the day leaves of a branch; ``dated`` says that something above it has a time."""
    record = records[branch.iri]
    span = span_on_grounds(records, record, _GROUNDS)
    if told(record.type, span, day) is Told.OTHER_TIME:
        made.left_out |= {one.iri for one in branch.all() if one.level != "Initiative"}
        return None
    dated = span != Span() or (dated and branch.level != _NEEDS_OWN_TIME)
    if not dated and branch.level != "Initiative":
        made.undated.add(branch.iri)
    below = [
        left
        for one in branch.below
        if (left := _left(made, records, one, day, dated=dated)) is not None
    ]
    ties = [iri for iri in branch.served_by if _holds(records, iri, day)]
    return Branch(branch.iri, branch.level, below, ties)


def _holds(records: Records, iri: str, day: date) -> bool:
    span = span_on_grounds(records, records[iri], _OF_TIE)
    return span.told(day) is not Told.OTHER_TIME
