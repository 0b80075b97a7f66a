"""Where the actors of a network stand: the same place each time, kept with the snapshot."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import networkx as nx

from graph.network import Network
from ontology.errors import StoreError

Position = tuple[float, float]

#: Up to this many nodes a component is laid out by the better and slower method.
_SMALL = 100
#: Above this no method that moves nodes by forces is done in time.
_LARGE = 5_000
#: Work that the layout of one large component may take: nodes times rounds.
_ROUNDS = 60_000
_DECIMALS = 6
_GAP = 1.0


def positions(
    nodes: Iterable[str], edges: Iterable[tuple[str, str]], seed: int = 1
) -> dict[str, Position]:
    """Place nodes so that ties are short and components lie apart.

    Parameters
    ----------
    nodes : iterable of str
        IRIs; their order does not matter.
    edges : iterable of (str, str)
        Pairs of nodes; order and direction do not matter.
    seed : int
        Another number gives another, equally good picture of large components.

    Returns
    -------
    dict of str to (float, float)
        x and y of every node, from -1 to 1, in the order of the IRIs, rounded to 6 decimals; the
        wider direction fills the range. Components are packed, the largest first; nodes without a
        tie stand in a grid below them.

    Raises
    ------
    ValueError
        If an edge names something that is not a node.

    Notes
    -----
    Components of up to 100 nodes are laid out after Kamada and Kawai [1]_, larger ones after
    Fruchterman and Reingold [2]_ from a seeded start, with fewer rounds the larger they are. Above
    5,000 nodes a component becomes a spiral in the order of a breadth-first search: fast, in its
    place each time, and no more than that.
    Equal on each run with the same versions of networkx, numpy and scipy; another processor may
    differ in the last digits, which is why the snapshot keeps the result.

    References
    ----------
    .. [1] T. Kamada, S. Kawai, "An algorithm for drawing general undirected graphs", Information
       Processing Letters 31, 7-15 (1989).
    .. [2] T. M. J. Fruchterman, E. M. Reingold, "Graph drawing by force-directed placement",
       Software: Practice and Experience 21, 1129-1164 (1991).

    Examples
    --------
    >>> positions(["b", "a"], [("b", "a")])
    {'a': (1.0, 0.0), 'b': (-1.0, 0.0)}
    >>> positions(["a"], [])
    {'a': (0.0, 0.0)}
    """
    ties = nx.Graph()
    ties.add_nodes_from(sorted(set(nodes)))
    for source, target in sorted({(min(pair), max(pair)) for pair in edges}):
        if source not in ties or target not in ties:
            raise ValueError(f"the edge {source} - {target} names something that is not a node")
        if source != target:
            ties.add_edge(source, target)
    parts = sorted(map(sorted, nx.connected_components(ties)), key=lambda part: (-len(part), part))
    blocks = [_place(ties, part, seed) for part in parts if len(part) > 1]
    return normalised(pack_blocks(blocks, [part[0] for part in parts if len(part) == 1]))


def arrange(network: Network, known: Mapping[str, Position] | None = None) -> dict[str, Position]:
    """Give each node of a network its place, the stored one where there is one.

    Parameters
    ----------
    network : Network
        Any choice.
    known : mapping, optional
        The snapshot's layout. Nodes keep their places in it, so that a filter moves nothing;
        nodes that it does not know stand in a grid below. Without it, or when it knows none of
        the nodes, a new layout is made.

    Returns
    -------
    dict of str to (float, float)
        One entry a node, from -1 to 1.
    """
    known = known or {}
    placed = {node.iri: known[node.iri] for node in network.nodes if node.iri in known}
    if not placed:
        return positions(
            [node.iri for node in network.nodes],
            [(edge.source, edge.target) for edge in network.edges],
        )
    strangers = [node.iri for node in network.nodes if node.iri not in known]
    if not strangers:
        return {iri: placed[iri] for iri in sorted(placed)}
    # The grid is spaced for layouts before they are shrunk to fit.
    scale = math.sqrt(len(placed) + 1)
    grown = {iri: (x * scale, y * scale) for iri, (x, y) in placed.items()}
    _add_grid(grown, strangers)
    return normalised(grown)


def write_layout(path: Path, places: Mapping[str, Position]) -> None:
    """Write positions as JSON, one node a line, in the order of the IRIs.

    Raises
    ------
    StoreError
        If the file cannot be written.
    """
    text = json.dumps(
        {iri: list(places[iri]) for iri in sorted(places)}, ensure_ascii=False, sort_keys=True
    )
    try:
        path.write_text(text.replace("], ", "],\n ") + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(str(path), f"the layout cannot be written: {error}") from error


def read_layout(path: Path) -> dict[str, Position]:
    """Read what `write_layout` wrote.

    Raises
    ------
    StoreError
        If the file is missing or is no layout.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(iri): (float(x), float(y)) for iri, (x, y) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise StoreError(str(path), f"the layout cannot be read: {error}") from error


def pack_blocks(blocks: Sequence[dict[str, Position]], alone: Sequence[str]) -> dict[str, Position]:
    """Set blocks of nodes side by side, and nodes of no block in a grid below.

    Parameters
    ----------
    blocks : sequence of dict
        Places inside each block, the one to stand first before the others; a node needs about one
        unit of room.
    alone : sequence of str
        Nodes of no block.

    Returns
    -------
    dict of str to (float, float)
        In the same units.
    """
    corners = [_box(block.values())[:2] for block in blocks]
    placed = _pack(
        [
            {iri: (x - left, y - bottom) for iri, (x, y) in block.items()}
            for block, (left, bottom) in zip(blocks, corners, strict=True)
        ]
    )
    _add_grid(placed, alone)
    return placed


def normalised(placed: Mapping[str, Position]) -> dict[str, Position]:
    """Shrink or stretch places evenly to -1 to 1, rounded, in the order of the IRIs."""
    if not placed:
        return {}
    left, bottom, width, height = _box(placed.values())
    half = max(width, height) / 2 or 1.0
    middle_x, middle_y = left + width / 2, bottom + height / 2
    # Adding zero turns -0.0 into 0.0, which would be written differently.
    return {
        iri: (
            round((placed[iri][0] - middle_x) / half, _DECIMALS) + 0.0,
            round((placed[iri][1] - middle_y) / half, _DECIMALS) + 0.0,
        )
        for iri in sorted(placed)
    }


def _place(ties: nx.Graph, part: Sequence[str], seed: int) -> dict[str, Position]:
    """Lay out one component in a square whose side grows with the root of its size."""
    # Built anew, since a subgraph view lists its nodes in an order of its own.
    component = nx.Graph()
    component.add_nodes_from(part)
    component.add_edges_from(
        (source, target) for source in part for target in sorted(ties[source]) if source < target
    )
    if len(part) <= _SMALL:
        found = nx.kamada_kawai_layout(component)
    elif len(part) > _LARGE:
        found = _sunflower(component)
    else:
        rounds = max(5, min(60, _ROUNDS // len(part)))
        found = nx.spring_layout(component, seed=seed, iterations=rounds)
    raw = {iri: (float(found[iri][0]), float(found[iri][1])) for iri in part}
    left, bottom, width, height = _box(raw.values())
    factor = 1.6 * math.sqrt(len(part)) / max(width, height)
    return {iri: ((x - left) * factor, (y - bottom) * factor) for iri, (x, y) in raw.items()}


def _sunflower(component: nx.Graph) -> dict[str, Position]:
    """Set nodes on a spiral, from the one with most ties outwards, neighbours near each other."""
    centre = min(component, key=lambda iri: (-component.degree[iri], iri))
    order = [centre, *(target for _, target in nx.bfs_edges(component, centre))]
    golden = math.pi * (3 - math.sqrt(5))
    return {
        iri: (math.sqrt(n) * math.cos(n * golden), math.sqrt(n) * math.sin(n * golden))
        for n, iri in enumerate(order)
    }


def _pack(blocks: Sequence[dict[str, Position]]) -> dict[str, Position]:
    """Set the blocks, largest first, in rows about as wide as they are high together."""
    sizes = [_box(block.values())[2:] for block in blocks]
    area = sum((width + _GAP) * (height + _GAP) for width, height in sizes)
    row_width = max([math.sqrt(area) * 1.3, *(width for width, _ in sizes)], default=0.0)
    placed: dict[str, Position] = {}
    x = y = row_height = 0.0
    for block, (width, height) in zip(blocks, sizes, strict=True):
        if x and x + width > row_width:
            x, y, row_height = 0.0, y - row_height - _GAP, 0.0
        for iri, (node_x, node_y) in block.items():
            placed[iri] = (x + node_x, y - height + node_y)
        x += width + _GAP
        row_height = max(row_height, height)
    return placed


def _add_grid(placed: dict[str, Position], alone: Sequence[str]) -> None:
    """Set nodes in rows under everything that is placed."""
    if not alone:
        return
    left, bottom, width, _ = _box(placed.values()) if placed else (0.0, _GAP, 0.0, 0.0)
    columns = max(math.ceil(math.sqrt(len(alone))), int(width) + 1)
    columns = min(columns, len(alone))
    step = width / (columns - 1) if columns > 1 and width >= columns - 1 else 1.0
    for number, iri in enumerate(alone):
        row, column = divmod(number, columns)
        placed[iri] = (left + column * step, bottom - _GAP * (row + 1))


def _box(places: Iterable[Position]) -> tuple[float, float, float, float]:
    xs, ys = zip(*places, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
