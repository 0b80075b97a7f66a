"""Money from funder to initiative to recipient: what flows where, and where to draw it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: What stands for those who share an amount, where nobody says how.
TOGETHER = "together"
#: What stands for all in a column that are too small to be drawn one by one.
OTHERS = "others"
#: What stands for the initiative of money that is given to no stated end.
NOWHERE = "nowhere"
_LAST = (TOGETHER, NOWHERE, OTHERS)


@dataclass(frozen=True)
class Share:
    """A part of an amount: its row, who gives or gets it, what for, and how much."""

    row: str
    party: str
    initiative: str
    amount: Decimal


@dataclass(frozen=True)
class Node:
    """A funder (column 0), an initiative (1) or a recipient (2) with what passes through it."""

    column: int
    key: str
    amount: Decimal
    rows: int


@dataclass(frozen=True)
class Link:
    """What flows from a node to one in the next column; ``column`` is that of the first."""

    column: int
    start: str
    end: str
    amount: Decimal
    rows: int


@dataclass(frozen=True)
class Flows:
    """The nodes, each column from the top down, and what flows between them."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def column(self, number: int) -> list[Node]:
        """Give the nodes of one column, from the top down."""
        return [node for node in self.nodes if node.column == number]


@dataclass(frozen=True)
class Grouping:
    """Which parties and initiatives stand for themselves in each column."""

    kept: tuple[frozenset[str], frozenset[str], frozenset[str]]

    def key(self, column: int, name: str) -> str:
        """Give what a party or an initiative stands as."""
        return name if name in self.kept[column] or name in _LAST else OTHERS


def group(given: Sequence[Share], received: Sequence[Share], most: int) -> Grouping:
    """Find the largest in each column; the rest are to stand together.

    Parameters
    ----------
    given, received : sequence of Share
        What funders gave and recipients got, in one currency.
    most : int
        How many stand for themselves in a column. One alone is never put with others.

    Returns
    -------
    Grouping
        What is said of several together, or to no stated end, is no part of it: it always has a
        line of its own.
    """
    kept = []
    for amounts in (
        _sums((one.party, one.amount) for one in given),
        _larger(given, received),
        _sums((one.party, one.amount) for one in received),
    ):
        names = sorted(
            (name for name in amounts if name not in _LAST),
            key=lambda name: (-amounts[name], name),
        )
        kept.append(frozenset(names if len(names) <= most + 1 else names[:most]))
    return Grouping((kept[0], kept[1], kept[2]))


def flows(given: Sequence[Share], received: Sequence[Share], grouping: Grouping) -> Flows:
    """Add up what flows from funders to initiatives and from these to recipients.

    Parameters
    ----------
    given, received : sequence of Share
        In one currency. The two need not come to the same: the sources often say who gave and
        not who got it, or the other way round.
    grouping : Grouping
        From `group`.

    Returns
    -------
    Flows
        An initiative is as large as the larger of what comes in and what goes out. The largest
        initiative stands first; funders and recipients stand where their money goes or comes
        from; those that are no single actor or initiative stand last.
    """
    links = [
        *_links(0, [(one.party, one.initiative, one) for one in given], grouping),
        *_links(1, [(one.initiative, one.party, one) for one in received], grouping),
    ]
    middle = _nodes(1, _amounts_of_middle(links), _rows(1, given, received, grouping))
    middle.sort(key=lambda node: (_rank(node.key), -node.amount, node.key))
    place = {node.key: number for number, node in enumerate(middle)}
    sides = []
    for column, shares in ((0, given), (2, received)):
        amounts = _sums((grouping.key(column, one.party), one.amount) for one in shares)
        weights: defaultdict[str, Decimal] = defaultdict(Decimal)
        for link in links:
            if column == 0 and link.column == 0:
                weights[link.start] += place[link.end] * link.amount
            elif column == 2 and link.column == 1:
                weights[link.end] += place[link.start] * link.amount
        nodes = _nodes(column, amounts, _rows(column, given, received, grouping))
        nodes.sort(
            key=lambda node: (_rank(node.key), weights[node.key] / (node.amount or 1), node.key)
        )
        sides.append(nodes)
    return Flows((*sides[0], *middle, *sides[1]), tuple(links))


def _sums(parts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for name, amount in parts:
        found[name] += amount
    return dict(found)


def _larger(given: Sequence[Share], received: Sequence[Share]) -> dict[str, Decimal]:
    before = _sums((one.initiative, one.amount) for one in given)
    after = _sums((one.initiative, one.amount) for one in received)
    none = Decimal(0)
    return {name: max(before.get(name, none), after.get(name, none)) for name in {*before, *after}}


def _links(column: int, ends: Sequence[tuple[str, str, Share]], grouping: Grouping) -> list[Link]:
    amounts: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rows: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for start, end, share in ends:
        key = (grouping.key(column, start), grouping.key(column + 1, end))
        amounts[key] += share.amount
        rows[key].add(share.row)
    return [
        Link(column, start, end, amounts[start, end], len(rows[start, end]))
        for start, end in sorted(amounts)
    ]


def _amounts_of_middle(links: Sequence[Link]) -> dict[str, Decimal]:
    before = _sums((link.end, link.amount) for link in links if link.column == 0)
    after = _sums((link.start, link.amount) for link in links if link.column == 1)
    none = Decimal(0)
    return {name: max(before.get(name, none), after.get(name, none)) for name in {*before, *after}}


def _rows(
    column: int, given: Sequence[Share], received: Sequence[Share], grouping: Grouping
) -> dict[str, int]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    shares = {0: given, 1: [*given, *received], 2: received}[column]
    for one in shares:
        found[grouping.key(column, one.initiative if column == 1 else one.party)].add(one.row)
    return {name: len(rows) for name, rows in found.items()}


def _nodes(column: int, amounts: Mapping[str, Decimal], rows: Mapping[str, int]) -> list[Node]:
    return [Node(column, key, amount, rows[key]) for key, amount in amounts.items()]


def _rank(key: str) -> int:
    return _LAST.index(key) + 1 if key in _LAST else 0


@dataclass(frozen=True)
class Box:
    """Where a node is drawn; ``middle`` is the height of its label."""

    node: Node
    x: float
    y: float
    height: float
    middle: float


@dataclass(frozen=True)
class Band:
    """A link as an area; ``path`` is what the attribute ``d`` of an SVG path holds."""

    link: Link
    path: str


@dataclass(frozen=True)
class Picture:
    """Where all is drawn, in units of an SVG of this width and height."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]


#: Where the three columns of boxes begin, how wide a box is, and the whole picture.
COLUMNS = (260.0, 513.0, 766.0)
BOX = 14.0
WIDTH = 1040.0
#: How high the fullest column is, what a label needs, and the space between two nodes.
_FULL = 420.0
_SLOT = 34.0
_GAP = 8.0
_LEAST = 1.0


def lay_out(found: Flows) -> Picture:
    """Say where to draw nodes and links.

    Parameters
    ----------
    found : Flows
        Of one currency.

    Returns
    -------
    Picture
        The same scale everywhere: a unit of height is the same sum of money. What is thinner
        than one unit is drawn as thick as that.
    """
    totals = _sums((str(node.column), node.amount) for node in found.nodes)
    if not totals:
        return Picture(WIDTH, 0, (), ())
    scale = _FULL / float(max(totals.values()))
    columns = [found.column(number) for number in range(len(COLUMNS))]
    heights = [[max(_LEAST, float(node.amount) * scale) for node in one] for one in columns]
    needs = [sum(max(_SLOT, height) + _GAP for height in one) for one in heights]
    whole = max(needs)
    boxes = []
    for number, nodes in enumerate(columns):
        # A column with less in it stands in the middle.
        y = (whole - needs[number]) / 2
        for node, height in zip(nodes, heights[number], strict=True):
            slot = max(_SLOT, height)
            top = y + (slot - height) / 2
            boxes.append(
                Box(node, COLUMNS[number], round(top, 1), round(height, 1), round(y + slot / 2, 1))
            )
            y += slot + _GAP
    return Picture(WIDTH, round(whole, 1), tuple(boxes), tuple(_bands(found, boxes, scale)))


def _bands(found: Flows, boxes: Sequence[Box], scale: float) -> list[Band]:
    by_key = {(box.node.column, box.node.key): box for box in boxes}
    order = {key: number for number, key in enumerate(by_key)}
    links = sorted(
        found.links,
        key=lambda link: (order[link.column, link.start], order[link.column + 1, link.end]),
    )
    starts = {key: box.y for key, box in by_key.items()}
    ends = {key: box.y for key, box in by_key.items()}
    bands = []
    for link in links:
        thick = max(_LEAST, float(link.amount) * scale)
        start, end = (link.column, link.start), (link.column + 1, link.end)
        bands.append(
            Band(link, _path(by_key[start].x + BOX, starts[start], by_key[end].x, ends[end], thick))
        )
        starts[start] += float(link.amount) * scale
        ends[end] += float(link.amount) * scale
    return bands


def _path(x: float, y: float, to_x: float, to_y: float, thick: float) -> str:
    half = (x + to_x) / 2
    return (
        f"M{x:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        f"V{to_y + thick:.1f}C{half:.1f} {to_y + thick:.1f} {half:.1f} {y + thick:.1f} "
        f"{x:.1f} {y + thick:.1f}Z"
    )
