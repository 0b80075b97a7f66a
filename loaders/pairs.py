"""Two rows of one table that may be one thing: what speaks for and against it, and who judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loaders.identity import Judgement
from loaders.named_things import Text, Whereabouts, merged
from loaders.reconcile import cluster_of, joined, judgements
from loaders.rows import Row, Tables
from loaders.values import read_period
from ontology.iri_policy import singular

#: What speaks against, in nb and en, and what it leaves of the score.
Objection = tuple[Text, float]

_PART_OF_WHOLE = 0.6
_PARTS_OF_ONE = 0.9
#: Columns that name the row of the same table that a row is part of.
_WHOLE = {"initiative": "part_of", "goal": "parent", "funding": "part_of"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of one table that may be one thing."""

    left: Row
    right: Row
    labels: tuple[str, str]
    score: float  #: 0 to 1
    reason: Text  #: in nb and en


def ref(row: Row) -> str:
    """Give ``kind:id`` of a row."""
    return f"{singular(row.table)}:{row.id}"


def text(nb: str, en: str) -> Text:
    """Pair a text in both languages."""
    return {"nb": nb, "en": en}


def weighed(
    left: Row,
    right: Row,
    labels: tuple[str, str],
    score: float,
    said: Iterable[Text],
    objections: Iterable[Objection] = (),
) -> Pair:
    """Make a pair of which some things speak against being one.

    Parameters
    ----------
    left, right : Row
        The rows.
    labels : tuple of str
        Their labels.
    score : float
        What speaks for, 0 to 1.
    said : iterable of dict
        The same in words.
    objections : iterable of Objection
        What speaks against; each takes its part of the score away.

    Examples
    --------
    >>> row = Row("places", "places.csv", 2, {"id": "a"})
    >>> pair = weighed(row, row, ("A", "A"), 1.0, [text("likt", "alike")], [(text("x", "y"), 0.5)])
    >>> pair.score, pair.reason["en"]
    (0.5, 'alike; y')
    """
    reasons = list(said)
    for why, share in objections:
        reasons.append(why)
        score *= share
    return Pair(left, right, labels, round(score, 4), joined(reasons))


class Judged:
    """Which pairs the tables have a judgement on.

    Parameters
    ----------
    tables : Tables
        ``identities`` counts from either side, and each side stands for all that a chain of
        ``same`` joins it with; ``merged_ids`` counts as ``same``.

    Examples
    --------
    >>> rows = [Row("identities", "identities.csv", number, dict(zip(
    ...     ("left", "right", "judgement"), cells))) for number, cells in enumerate(
    ...     [("a:1", "a:2", "same"), ("a:3", "a:2", "different")], start=2)]
    >>> judged = Judged(Tables({"identities": rows}, []))
    >>> judged.stands("a:1", "a:3"), judged.stands("a:1", "a:4")
    (True, False)
    """

    def __init__(self, tables: Tables) -> None:
        rows = judgements(tables)
        joins = [Judgement(old, now, "same") for old, now in merged(tables).items()]
        self._cluster = cluster_of([*rows, *joins])
        self._pairs = {frozenset((self.one(row.left), self.one(row.right))) for row in rows}

    def one(self, thing: str) -> str:
        """Give one name for all things that are judged the same as a thing."""
        return self._cluster.get(thing, thing)

    def stands(self, left: str, right: str) -> bool:
        """Tell whether there is a judgement, of any kind, on two things."""
        ends = frozenset((self.one(left), self.one(right)))
        return len(ends) == 1 or ends in self._pairs


class Wholes:
    """What is part of what, within one table.

    Parameters
    ----------
    tables : Tables
        Initiatives, goals and funding say it in a column, places in ``place_parts``.
    """

    def __init__(self, tables: Tables) -> None:
        self._whereabouts = Whereabouts(tables)
        self._above: dict[str, str] = {}
        for rows in tables.rows.values():
            for row in rows:
                kind = singular(row.table)
                if whole := row.cells.get(_WHOLE.get(kind, ""), ""):
                    self._above[ref(row)] = f"{kind}:{whole}"

    def above(self, thing: str) -> list[str]:
        """Give what a thing is part of, the nearest first, as ``kind:id``."""
        kind, _, identifier = thing.partition(":")
        if kind == "place":
            return [f"place:{place}" for place in self._whereabouts.wholes(identifier)]
        found: list[str] = []
        while (thing := self._above.get(thing, "")) and thing not in found:
            found.append(thing)
        return found

    def objections(self, left: Row, right: Row) -> list[Objection]:
        """Say that one row is part of the other, or both of a third, where it is so."""
        one, other = ref(left), ref(right)
        ours, theirs = self.above(one), self.above(other)
        for part, whole, wholes in ((one, other, ours), (other, one, theirs)):
            if whole in wholes:
                return [
                    (
                        text(f"{part} er del av {whole}", f"{part} is part of {whole}"),
                        _PART_OF_WHOLE,
                    )
                ]
        if one.startswith("place:") or not ours or not theirs or ours[0] != theirs[0]:
            return []
        return [(text(f"begge er del av {ours[0]}", f"both are part of {ours[0]}"), _PARTS_OF_ONE)]


def days(row: Row, starts: Iterable[str], ends: Iterable[str]) -> tuple[date | None, date | None]:
    """Give the first and the last day that a row states, None where it states none.

    Parameters
    ----------
    row : Row
        Any row.
    starts, ends : iterable of str
        Columns; the first that is filled counts.
    """
    return _day(row, starts, last=False), _day(row, ends, last=True)


def _day(row: Row, columns: Iterable[str], *, last: bool) -> date | None:
    cell = next((row.cells[name] for name in columns if row.cells.get(name)), "")
    try:
        period = read_period(cell)
    except ValueError:
        return None
    return period.last if last else period.first


def apart(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Tell whether one time ends before the other begins.

    Examples
    --------
    >>> apart((None, date(2019, 12, 31)), (date(2020, 1, 1), None))
    True
    >>> apart((None, None), (date(2020, 1, 1), None))
    False
    """
    return any(
        last is not None and first is not None and last < first
        for last, first in ((one[1], other[0]), (other[1], one[0]))
    )
