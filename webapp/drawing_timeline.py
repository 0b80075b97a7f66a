"""A timeline as shapes of a small picture: a bar a thing, or, of many, how many begin each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.timeline import Entry

WIDTH = 960
#: More things than these are not drawn one by one.
MOST_BARS = 24
_LEFT, _RIGHT = 340, 940  # where the first year begins and the last one ends
_TOP, _LANE, _BAR = 26, 24, 10
_COLUMNS = 110  # height of the highest column
_WIDEST = 48  # width of a column at most
_LEAST = 6.0  # width of a bar at least
_MOST_LETTERS = 44
_MOST_TICKS = 12


@dataclass(frozen=True)
class Bar:
    """One thing: its bar, and where a bound is not stated a line to the edge of the picture."""

    label: str
    text_y: float
    x: float
    y: float
    width: float
    line: tuple[float, float] | None
    line_y: float
    runs: bool


@dataclass(frozen=True)
class Column:
    """How many things begin in a year."""

    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass
class Picture:
    """What the template draws, in units of a picture `WIDTH` wide."""

    height: float
    bottom: float  #: where the lines of the years end
    ticks: list[tuple[float, int]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


class _Axis:
    def __init__(self, first: int, last: int, left: float) -> None:
        self.first, self.last, self.left = first, last, left
        self._start = date(first, 1, 1).toordinal()
        self._days = date(last, 12, 31).toordinal() + 1 - self._start

    def at(self, day: date, *, end: bool = False) -> float:
        """Give where a day begins, or ends."""
        share = (day.toordinal() + end - self._start) / self._days
        return round(self.left + (_RIGHT - self.left) * share, 1)

    def ticks(self) -> list[tuple[float, int]]:
        years = self.last - self.first + 1
        step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000) if years / one <= _MOST_TICKS)
        return [
            (self.at(date(year, 1, 1)), year)
            for year in range(self.first, self.last + 1)
            if year % step == 0 or step == 1
        ]


def picture_of(entries: Sequence[Entry]) -> Picture:
    """Draw the entries of a timeline, of which there is at least one."""
    days = [
        day for entry in entries for day in (entry.when.first, entry.when.last) if day is not None
    ]
    first, last = min(days).year, max(days).year
    if len(entries) > MOST_BARS:
        return _of_many(entries, _Axis(first, last, 40))
    axis = _Axis(first, last, _LEFT)
    bottom = _TOP + _LANE * len(entries)
    made = Picture(bottom + 4, bottom, axis.ticks())
    for number, entry in enumerate(entries):
        made.bars.append(_bar(entry, axis, _TOP + _LANE * number + _LANE / 2))
    return made


def _bar(entry: Entry, axis: _Axis, middle: float) -> Bar:
    when = entry.when
    known = when.first or when.last
    assert known is not None
    x = axis.at(known)
    end = axis.at(when.last, end=True) if when.last else x
    line: tuple[float, float] | None = None
    if when.runs:
        end = _RIGHT
    elif when.last is None:
        line = (x, _RIGHT)
    elif when.first is None:
        line = (axis.left, end)
    width = round(max(end - x, _LEAST), 1)
    return Bar(
        _shortened(str(entry.cell["text"])),
        middle + 4,
        min(x, _RIGHT - width),
        middle - _BAR / 2,
        width,
        line,
        middle,
        when.runs,
    )


def _of_many(entries: Sequence[Entry], axis: _Axis) -> Picture:
    counts = Counter(entry.when.year for entry in entries)
    most = max(counts.values())
    bottom = _TOP + _COLUMNS
    half = (axis.at(date(axis.first, 12, 31), end=True) - axis.left) / 2
    made = Picture(bottom + 4, bottom, [(round(x + half, 1), year) for x, year in axis.ticks()])
    for year in sorted(counts):
        x, end = axis.at(date(year, 1, 1)), axis.at(date(year, 12, 31), end=True)
        height = round(_COLUMNS * counts[year] / most, 1)
        width = round(min(max(end - x - 2, 1), _WIDEST), 1)
        left = round((x + end - width) / 2, 1)
        made.columns.append(Column(left, bottom - height, width, height, counts[year]))
    return made


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1].rstrip() + "…"
