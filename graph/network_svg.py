"""A network as a picture for paper and slides: SVG, with a legend and its source below."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Mapping, Sequence
from xml.sax.saxutils import escape

from graph.export_columns import refuse_persons
from graph.layout import Position
from graph.network import Network, Node
from graph.tie_looks import Look, is_uncertain, look_named, look_of

_WIDTH = 1_200
_MARGIN = 60
_SMALLEST, _LARGEST = 4.0, 14.0
_THICKEST = 5.0
_LETTERS = 13
_LINE = 22
#: Width of a letter beside its height, on the average of a sans serif.
_LETTER_WIDTH = 0.56
_LONGEST = 36
_INK, _PALE = "#24272b", "#5b5d60"
#: A drawing is at most so high and at least so high, whatever the shape of the network.
_HIGHEST, _LOWEST = 1_100, 260
#: Empty room around a name.
_ROOM = 6
#: Of a name left of its node: its length is only guessed here, so that it ends there is said.
_TO_LEFT = ' text-anchor="end"'
#: What stands in a line of the legend: a mark of a kind, its colour or name, and a text.
_CIRCLE, _TIE = "circle", "tie"

Box = tuple[float, float, float, float]


def write_svg(
    network: Network,
    places: Mapping[str, Position],
    share: Mapping[str, float],
    fill: Mapping[str, str],
    legend: Sequence[tuple[str, str]] = (),
    title: str = "",
    notes: Sequence[str] = (),
    states: Mapping[tuple[str, str], str] | None = None,
    ties: Sequence[tuple[str, str]] = (),
) -> str:
    """Draw a network.

    Parameters
    ----------
    network : Network
        Any choice.
    places : mapping
        Position of every node. The picture is filled by those that are drawn, however small a
        part of the whole network they are.
    share : mapping
        Size of every node, from 0 to 1, of its radius.
    fill : mapping
        Colour of every node, as SVG writes it.
    legend : sequence of (str, str)
        Colours and what they mean.
    title : str
        Heading, which is also the picture's name for those who hear it.
    notes : sequence of str
        Lines below the picture: what size and colour show, the snapshot, the licence.
    states : mapping, optional
        ``new``, ``kept`` or ``lost`` by the ends of a tie: thick, plain or dashed. What is not
        told as a fact is dotted.
    ties : sequence of (str, str)
        Names of `graph.tie_looks.looks` and what they mean.

    Returns
    -------
    str
        SVG 1.1 on white, without script, style sheet or font of its own. Names that would stand
        over others are left out, those of large nodes last. Equal input gives equal text.

    Raises
    ------
    KeyError
        If a node has no position, size or colour.
    ValueError
        If a tie is of a kind that stands in no file.

    Examples
    --------
    >>> from graph.measures import _example
    >>> drawn = _example()
    >>> where = {"a": (-1.0, 0.0), "b": (0.0, 0.5), "c": (1.0, 0.0), "d": (0.0, -1.0)}
    >>> text = write_svg(drawn, where, dict.fromkeys("abcd", 0.5), dict.fromkeys("abcd", "#0062ba"))
    >>> text.count("<circle"), text.count("<line")
    (4, 2)
    """
    refuse_persons(network)
    head = _MARGIN + (30 if title else 0)
    at, drawn = _filled(network, places, head)
    radius = {
        node.iri: round(_SMALLEST + (_LARGEST - _SMALLEST) * share[node.iri], 2)
        for node in network.nodes
    }
    below = head + drawn + _MARGIN
    lines = _legend_lines([*((_CIRCLE, *one) for one in legend), *((_TIE, *one) for one in ties)])
    told = [line for note in notes for line in _wrapped(note, _WIDTH - 2 * _MARGIN)]
    height = below + (len(lines) + len(told)) * _LINE + _MARGIN / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {round(height)}"'
        f' width="{_WIDTH}" height="{round(height)}" role="img"'
        f' font-family="Inter, Helvetica, Arial, sans-serif" font-size="{_LETTERS}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{round(height)}" fill="#ffffff"/>',
    ]
    if title:
        parts.append(
            f'<text x="{_MARGIN}" y="{_MARGIN - 18}" font-size="22" font-weight="600"'
            f' fill="{_INK}">{escape(title)}</text>'
        )
    parts += _ties(network, at, states or {})
    for node in sorted(network.nodes, key=lambda node: (-radius[node.iri], node.iri)):
        x, y = at[node.iri]
        parts.append(_mark(node, x, y, radius[node.iri], fill[node.iri]))
    parts += _names(network.nodes, at, radius)
    y = below
    for line in lines:
        for x, kind, mark, text in line:
            if mark:
                parts.append(_legend_mark(kind, mark, x, round(y - 4, 1)))
            left = round(x + _BESIDE[kind], 1)
            parts.append(f'<text x="{left}" y="{round(y, 1)}" fill="{_INK}">{escape(text)}</text>')
        y += _LINE
    for note in told:
        parts.append(f'<text x="{_MARGIN}" y="{round(y, 1)}" fill="{_PALE}">{escape(note)}</text>')
        y += _LINE
    return "\n".join([*parts, "</svg>"]) + "\n"


def _filled(
    network: Network, places: Mapping[str, Position], head: float
) -> tuple[dict[str, Position], float]:
    """Give each node its place on paper, and how high the drawing is."""
    at = [places[node.iri] for node in network.nodes]
    xs, ys = [x for x, _ in at] or [0.0], [y for _, y in at] or [0.0]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room = _WIDTH - 2 * _MARGIN
    # One scale for both ways; who stands alone, or all in a line, needs none in that way.
    scale = min(room / across if across else math.inf, _HIGHEST / down if down else math.inf)
    scale = scale if math.isfinite(scale) else 0.0
    height = max(down * scale, _LOWEST)
    left = _MARGIN + (room - across * scale) / 2
    upper = head + (height - down * scale) / 2
    return {
        node.iri: (
            round(left + (places[node.iri][0] - min(xs)) * scale, 1),
            round(upper + (max(ys) - places[node.iri][1]) * scale, 1),
        )
        for node in network.nodes
    }, height


def _mark(node: Node, x: float, y: float, radius: float, fill: str) -> str:
    inside = f'fill="{fill}" stroke="#ffffff"><title>{escape(node.label)}</title>'
    if node.kind == "actor":
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {inside}</circle>'
    left, top = round(x - radius, 2), round(y - radius, 2)
    side = round(2 * radius, 2)
    return f'<rect x="{left}" y="{top}" width="{side}" height="{side}" {inside}</rect>'


def _ties(
    network: Network, at: Mapping[str, Position], states: Mapping[tuple[str, str], str]
) -> list[str]:
    heaviest = max((edge.weight for edge in network.edges), default=1.0) or 1.0
    drawn = []
    for edge in network.edges:
        (x1, y1), (x2, y2) = at[edge.source], at[edge.target]
        width = round(0.75 + (_THICKEST - 0.75) * math.sqrt(max(0.0, edge.weight) / heaviest), 2)
        look = look_of(states.get((edge.source, edge.target), ""), is_uncertain(edge))
        drawn.append(_line(x1, y1, x2, y2, look, width))
    return drawn


def _line(x1: float, y1: float, x2: float, y2: float, look: Look, width: float) -> str:
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{look.stroke}"'
        f' stroke-width="{round(width + look.wider, 2)}"{dash}/>'
    )


def _names(
    nodes: Collection[Node], at: Mapping[str, Position], radius: Mapping[str, float]
) -> list[str]:
    """Write the names that find room, those of the largest nodes first."""
    taken: list[Box] = []
    written = []
    for node in sorted(nodes, key=lambda node: (-radius[node.iri], node.iri)):
        label = node.label if len(node.label) <= _LONGEST else node.label[: _LONGEST - 1] + "…"
        x, y = at[node.iri]
        length = len(label) * _LETTERS * _LETTER_WIDTH
        beside = radius[node.iri] + 5
        # Right of the node, or left of it where the right has no room.
        to_right = x + beside + length < _WIDTH
        left = x + beside if to_right else x - beside - length
        box = (left - _ROOM, y - _LETTERS * 0.7, left + length + _ROOM, y + _LETTERS * 0.7)
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        written.append(
            f'<text x="{round(x + beside if to_right else x - beside, 1)}"'
            f' y="{round(y + 4.5, 1)}"{"" if to_right else _TO_LEFT} fill="{_INK}"'
            f' stroke="#ffffff" stroke-width="3" paint-order="stroke">{escape(label)}</text>'
        )
    return written


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


#: How far right of a mark its text begins.
_BESIDE = {_CIRCLE: 18, _TIE: 44}


def _legend_mark(kind: str, mark: str, x: float, y: float) -> str:
    if kind == _CIRCLE:
        return f'<circle cx="{x + 6}" cy="{y}" r="6" fill="{mark}"/>'
    # In a group of its own, so that who reads the picture can tell it from a tie.
    return f"<g>{_line(x, y, x + 36, y, look_named(mark), 2.0)}</g>"


def _legend_lines(
    legend: Sequence[tuple[str, str, str]],
) -> list[list[tuple[float, str, str, str]]]:
    """Set the legend in lines: where each mark stands, its kind, what it shows, and its text."""
    lines: list[list[tuple[float, str, str, str]]] = []
    x, before = math.inf, ""
    for kind, mark, whole in legend:
        text, *more = _wrapped(whole, _WIDTH - 2 * _MARGIN - _BESIDE[kind]) or [""]
        length = _BESIDE[kind] + len(text) * _LETTERS * _LETTER_WIDTH + 24
        if x + length > _WIDTH - _MARGIN or kind != before:
            lines.append([])
            x = _MARGIN
        lines[-1].append((round(x, 1), kind, mark, text))
        x, before = x + length, kind
        # What does not fit in one line goes on below its beginning, without a mark.
        lines += [[(_MARGIN, kind, "", line)] for line in more]
        x = math.inf if more else x
    return lines


def _wrapped(text: str, width: float) -> list[str]:
    return textwrap.wrap(text, int(width / (_LETTERS * _LETTER_WIDTH)))
