"""Networks of a few letters, small enough to be worked out on paper."""

from __future__ import annotations

import random
from collections.abc import Mapping

from graph.network import Edge, Evidence, Network, Node


def network(
    ties: str,
    alone: str = "",
    *,
    groups: str = "",
    weights: Mapping[str, float] | None = None,
    lang: str = "nb",
) -> Network:
    """Make a network from pairs of letters, as "ab bc"; the name of a is A."""
    pairs = sorted("".join(sorted(pair)) for pair in ties.split())
    letters = sorted(set("".join(pairs)) | set(alone) | set(groups))
    nodes = [Node(one, one.upper(), "", "", 0, 0.0, group=one in groups) for one in letters]
    edges = [
        Edge(
            pair[0],
            pair[1],
            weight=(weights or {}).get(pair, 1.0),
            count=1,
            through=(Evidence(f"r-{pair}", f"t-{pair}", f"T-{pair}", "actual", "L1", "d", "D"),),
        )
        for pair in pairs
    ]
    return Network(nodes, edges, {}, lang)


def by_chance(seed: int, size: int = 14, share: float = 0.22) -> Network:
    """Make a network by throwing dice, in several parts as a rule, with weights."""
    dice = random.Random(seed)
    letters = [chr(ord("a") + number) for number in range(size)]
    pairs = [
        one + other
        for number, one in enumerate(letters)
        for other in letters[number + 1 :]
        if dice.random() < share
    ]
    weights = {pair: dice.choice((0.25, 0.5, 1.0, 2.0)) for pair in pairs}
    return network(" ".join(pairs), "".join(letters), weights=weights)


#: Krackhardt's kite: Andre, Beverly, Carol, Diane, Ed, Fernando, Garth, Heather, Ike and Jane.
KITE = "ab ac ad af bd be bg cd cf de df dg eg fg fh gh hi ij"
