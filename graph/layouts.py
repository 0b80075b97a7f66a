"""Other ways to place the actors of a network than by their ties: by parts, in a ring, on a map.

`graph.layout` lets ties pull actors together, which shows who is near whom and hides the rest.
These places say one thing each, and the same each time: nothing in them is thrown or searched for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.layout import Position, normalised, pack_blocks
from graph.map_points import mercator
from graph.outline import Point


@dataclass(frozen=True)
class LayoutText:
    """A layout in words; texts by language, ``nb`` and ``en``."""

    name: dict[str, str]
    sentence: dict[str, str]  #: what the places say, in one sentence
    source: str = ""  #: who described it, as a short reference


_RING = "Six & Tollis 2006"
#: What there is to choose, by its name in addresses.
LAYOUTS = {
    "ties": LayoutText(
        {"nb": "båndene", "en": "ties"},
        {
            "nb": "Bånd trekker aktører sammen, og deler uten bånd til hverandre står for seg. "
            "Plassene er de samme i alle utvalg.",
            "en": "Ties pull actors together, and parts without ties to each other stand apart. "
            "The places are the same in all choices.",
        },
        "Kamada & Kawai 1989; Fruchterman & Reingold 1991",
    ),
    "community": LayoutText(
        {"nb": "fellesskap", "en": "communities"},
        {
            "nb": "Hvert fellesskap er en skive, det største først, med den som har de sterkeste "
            "båndene innad, i midten.",
            "en": "Each community is a disc, the largest first, with whoever has the strongest "
            "ties inside it in the middle.",
        },
        "Vogel 1979; Blondel et al. 2008",
    ),
    "type": LayoutText(
        {"nb": "typer i en ring", "en": "types in a ring"},
        {
            "nb": "Aktørene står i en ring, de av samme type ved siden av hverandre.",
            "en": "The actors stand in a ring, those of one type side by side.",
        },
        _RING,
    ),
    "sector": LayoutText(
        {"nb": "sektorer i en ring", "en": "sectors in a ring"},
        {
            "nb": "Aktørene står i en ring, de i samme sektor ved siden av hverandre.",
            "en": "The actors stand in a ring, those of one sector side by side.",
        },
        _RING,
    ),
    "place": LayoutText(
        {"nb": "steder i en ring", "en": "places in a ring"},
        {
            "nb": "Aktørene står i en ring, de som hører til på samme sted, ved siden av "
            "hverandre.",
            "en": "The actors stand in a ring, those that belong to one place side by side.",
        },
        _RING,
    ),
    "map": LayoutText(
        {"nb": "kartet", "en": "the map"},
        {
            "nb": "Aktørene står der stedet de hører til, ligger, med nord opp. De som kildene "
            "ikke gir et sted med kjent punkt, står i rader under.",
            "en": "The actors stand where the place they belong to lies, north up. Those that the "
            "sources give no place with a known point stand in rows below.",
        },
    ),
}
#: The angle that no two seeds of a sunflower have in common.
_GOLDEN = math.pi * (3 - math.sqrt(5))
#: Room between groups on a ring, in actors.
_GAP = 2.0
#: How far apart actors of one place stand on a map that is two wide.
_APART = 0.02


def in_discs(ties: nx.Graph, parts: Iterable[Sequence[str]]) -> dict[str, Position]:
    """Place each part of a network as a disc of its own.

    Parameters
    ----------
    ties : networkx.Graph
        Nodes are IRIs; edges may carry ``weight``, and count as 1 without.
    parts : iterable of sequence of str
        Nodes that belong together, the part that is to stand first before the others; each node in
        one part at most. Nodes in none stand in rows below.

    Returns
    -------
    dict of str to (float, float)
        x and y of every node, from -1 to 1, in the order of the IRIs. Inside a disc the node with
        most weight to its own part stands in the middle, and the others follow outwards.

    References
    ----------
    .. [1] H. Vogel, "A better way to construct the sunflower head", Mathematical Biosciences 44,
       179-189 (1979): room for each on a spiral.

    Examples
    --------
    >>> in_discs(nx.Graph([("a", "b")]), [["a", "b"]])
    {'a': (1.0, -0.916082), 'b': (-1.0, 0.916082)}
    """
    blocks, alone = [], set(map(str, ties))
    for part in parts:
        members = set(part)
        alone -= members
        inside = {
            one: math.fsum(
                tie.get("weight", 1.0) for other, tie in ties[one].items() if other in members
            )
            for one in part
        }
        order = sorted(part, key=lambda one: (-round(inside[one], 9), one))
        blocks.append(dict(zip(order, _spiral(len(order)), strict=True)))
    return normalised(pack_blocks(blocks, sorted(alone)))


def in_ring(
    nodes: Iterable[str],
    group: Mapping[str, str],
    order: Callable[[str], tuple[str, ...]] = lambda name: (name,),
) -> dict[str, Position]:
    """Place nodes on a ring, those of one group side by side with room before the next group.

    Parameters
    ----------
    nodes : iterable of str
        IRIs, in the order that they shall have inside their group.
    group : mapping
        IRI to the name of its group. Those in none stand together, last.
    order : callable
        Gives the key that sorts the groups; their names when absent.

    Returns
    -------
    dict of str to (float, float)
        From -1 to 1, in the order of the IRIs; the first stands at the top, and the ring runs with
        the clock.

    References
    ----------
    .. [1] J. M. Six, I. G. Tollis, "A framework and algorithms for circular drawings of graphs",
       Journal of Discrete Algorithms 4, 25-50 (2006).

    Examples
    --------
    >>> in_ring("abcd", {})
    {'a': (0.0, 1.0), 'b': (1.0, 0.0), 'c': (0.0, -1.0), 'd': (-1.0, 0.0)}
    """
    members: dict[str, list[str]] = {}
    for iri in nodes:
        members.setdefault(group.get(iri, ""), []).append(iri)
    named = sorted((name for name in members if name), key=order)
    groups = [members[name] for name in [*named, *([""] if "" in members else [])]]
    gap = _GAP if len(groups) > 1 else 0.0
    around = sum(map(len, groups)) + gap * len(groups)
    placed, step = {}, 0.0
    for one in groups:
        for iri in one:
            angle = math.pi / 2 - 2 * math.pi * step / around
            placed[iri] = (math.cos(angle), math.sin(angle))
            step += 1
        step += gap
    return {iri: _rounded(placed[iri]) for iri in sorted(placed)}


def on_map(nodes: Iterable[str], points: Mapping[str, Point]) -> dict[str, Position]:
    """Place nodes where they are on the earth.

    Parameters
    ----------
    nodes : iterable of str
        IRIs, in the order in which those of one place stand from its middle outwards.
    points : mapping
        IRI to longitude and latitude. Nodes without stand in rows below.

    Returns
    -------
    dict of str to (float, float)
        From -1 to 1, in the order of the IRIs, in Mercator's projection, north up. Nodes at one
        point stand on a spiral around it, so that each is seen.

    References
    ----------
    .. [1] J. P. Snyder, "Map Projections: A Working Manual", U.S. Geological Survey Professional
       Paper 1395 (1987), pages 38-47.

    Examples
    --------
    >>> on_map("ab", {"a": (10.0, 60.0), "b": (12.0, 60.0)})
    {'a': (-1.0, 0.0), 'b': (1.0, 0.0)}
    """
    there: dict[Point, list[str]] = {}
    alone = []
    for iri in nodes:
        if iri in points:
            there.setdefault(points[iri], []).append(iri)
        else:
            alone.append(iri)
    middles = {point: mercator(point) for point in there}
    xs, ys = [x for x, _y in middles.values()], [y for _x, y in middles.values()]
    wide = max(max(xs) - min(xs), max(ys) - min(ys)) if there else 0.0
    apart = _APART * wide / 2 if wide else 1.0
    block = {
        iri: (middles[point][0] + x * apart, middles[point][1] + y * apart)
        for point, iris in there.items()
        for iri, (x, y) in zip(iris, _spiral(len(iris)), strict=True)
    }
    # One unit is room for an actor in the rows below.
    grown = {iri: (x / apart / 2.5, y / apart / 2.5) for iri, (x, y) in block.items()}
    return normalised(pack_blocks([grown] if grown else [], alone))


def _spiral(count: int) -> list[Position]:
    return [
        (math.sqrt(n) * math.cos(n * _GOLDEN), math.sqrt(n) * math.sin(n * _GOLDEN))
        for n in range(count)
    ]


def _rounded(place: Position) -> Position:
    # Adding zero turns -0.0 into 0.0, which would be written differently.
    return (round(place[0], 6) + 0.0, round(place[1], 6) + 0.0)
