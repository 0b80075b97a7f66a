"""The tree of goals: strategy, focus area, goal, indicator, target and result."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from webapp import texts
from webapp.kept import FEW, Kept
from webapp.money import ledger
from webapp.records import Record, Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: The classes from the top down: the order among those that stand below the same thing.
LEVELS = ("Strategy", "FocusArea", "Goal", "Indicator", "Target", "Result")
#: What stands above a thing of each class: the first property whose value is in the tree.
_ABOVE = {
    "FocusArea": ("strategy",),
    "Goal": ("parent", "strategy", "initiative"),
    "Indicator": ("goal",),
    "Target": ("subject",),
    "Result": ("subject",),
}


@dataclass(eq=False)
class Branch:
    """A thing of the tree with all that stands below it.

    ``served_by`` are the alignments that tie an initiative to it. The top of the goals that only
    an initiative has is the initiative, whose ``level`` is ``Initiative``.
    """

    iri: str
    level: str
    below: list[Branch] = field(default_factory=list)
    served_by: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Branch]:
        """Give itself and everything below, from the top down."""
        yield self
        for one in self.below:
            yield from one.all()

    def counts(self) -> Counter[str]:
        """Count what stands below it by level, itself not counted."""
        return Counter(one.level for one in self.all() if one is not self)


def grow(
    levels: Mapping[str, str], above: Mapping[str, str], served_by: Mapping[str, list[str]]
) -> list[Branch]:
    """Put things under what stands above them.

    Parameters
    ----------
    levels : mapping of str to str
        The level of each thing, in the order in which those below the same thing are to stand.
    above : mapping of str to str
        What stands above a thing. What is no thing itself is taken for an initiative.
    served_by : mapping of str to list of str
        The alignments with each thing.

    Returns
    -------
    list of Branch
        What nothing stands above, initiatives last. Each thing stands in one place; where
        things stand above each other in a circle, the first of them is a top.

    Examples
    --------
    >>> top, = grow({"goal": "Goal"}, {"goal": "project"}, {})
    >>> top.level, [one.iri for one in top.below]
    ('Initiative', ['goal'])
    """
    branches = {
        iri: Branch(iri, level, served_by=served_by.get(iri, [])) for iri, level in levels.items()
    }
    tops: list[Branch] = []
    initiatives: dict[str, Branch] = {}
    for iri, branch in branches.items():
        parent = above.get(iri, "")
        if not parent or _in_circle(iri, above):
            tops.append(branch)
        elif parent in branches:
            branches[parent].below.append(branch)
        else:
            top = initiatives.setdefault(parent, Branch(parent, "Initiative"))
            top.below.append(branch)
    return [*tops, *initiatives.values()]


def _in_circle(iri: str, above: Mapping[str, str]) -> bool:
    """Say whether a thing is the first, by name, of a circle that it stands in itself."""
    circle = [iri]
    while above.get(circle[-1]) and above[circle[-1]] not in circle:
        circle.append(above[circle[-1]])
    return above.get(circle[-1]) == iri and iri == min(circle)


@dataclass
class GoalTree:
    """The tree of a snapshot in a language, and the records that it is told from.

    ``money`` is how many rows of money each initiative has.
    """

    records: Records
    tops: list[Branch]
    money: Mapping[str, int]

    def narrowed(self, strategy: str, holder: str) -> list[Branch]:
        """Give the tops that a choice leaves, with only what it leaves below them.

        Parameters
        ----------
        strategy, holder : str
            IRIs, or nothing. A thing belongs to a holder if the row says so itself, or that of
            something above it does.
        """
        tops = [top for top in self.tops if strategy in ("", top.iri)]
        if not holder:
            return tops
        return [left for top in tops if (left := self._held(top, holder)) is not None]

    def _held(self, branch: Branch, holder: str) -> Branch | None:
        own = branch.level in ("Strategy", "Goal") and self.records[branch.iri].one("holder")
        if own == holder or (branch.level == "Initiative" and branch.iri == holder):
            return branch
        below = [left for one in branch.below if (left := self._held(one, holder)) is not None]
        if not below:
            return None
        return Branch(branch.iri, branch.level, below, branch.served_by)

    def statuses(self, branches: Iterable[Branch]) -> Counter[str]:
        """Count the results in some branches by the code of their status."""
        return Counter(
            self.records[one.iri].code("resultStatus")
            for branch in branches
            for one in branch.all()
            if one.level == "Result"
        )

    def holders(self) -> set[str]:
        """Give the IRIs of all who hold a strategy or a goal."""
        return {
            self.records[one.iri].one("holder")
            for top in self.tops
            for one in top.all()
            if one.level in ("Strategy", "Goal")
        } - {""}


_TREES = Kept[GoalTree](FEW)


def goal_tree(snapshot: OpenSnapshot, language: str) -> GoalTree:
    """Give the tree of a snapshot, read once in each language."""
    return _TREES.of(snapshot, language, lambda: _read(snapshot, language))


def _read(snapshot: OpenSnapshot, language: str) -> GoalTree:
    records = Records(snapshot, language)
    iris = [row["thing"].value for row in snapshot.reader.select(site_query("goal-tree"))]
    records.load(iris)
    served_by: defaultdict[str, list[str]] = defaultdict(list)
    levels: dict[str, str] = {}
    for iri in sorted(iris, key=lambda one: _place(records, records[one])):
        record = records[iri]
        if (level := records.class_name(record)) in LEVELS:
            levels[iri] = level
        else:
            served_by[record.one("subject")].append(iri)
    above = {iri: _above(records[iri], level, levels) for iri, level in levels.items()}
    # What the initiatives that serve a goal are called has been read with the alignments.
    money = Counter(row.subject for row in ledger(snapshot, language).rows.values())
    return GoalTree(records, grow(levels, above, served_by), money)


def _above(record: Record, level: str, levels: Mapping[str, str]) -> str:
    for name in _ABOVE.get(level, ()):
        value = record.one(name)
        if value in levels or (value and name == "initiative"):
            return value
    return ""


def _place(records: Records, record: Record) -> tuple[object, ...]:
    """Give the key that sorts: by level, then by time, then as in the document."""
    level = records.class_name(record)
    time = record.one("by") or record.one("date") or record.one("startDate")
    dated = time if level in ("Target", "Result") else ""
    line = texts.first_line(record.one("locator"))
    order = LEVELS.index(level) if level in LEVELS else len(LEVELS)
    source = record.one("http://purl.org/dc/terms/source")
    return (order, dated, source, *line, record.iri)
