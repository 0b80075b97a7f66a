"""Judgements on what is the same, and the clusters that follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import networkx as nx


class Judgement(NamedTuple):
    """One row of the table ``identities``; ``verdict`` is same, different or unsure."""

    left: str
    right: str
    verdict: str


def clusters(judgements: Iterable[Judgement]) -> list[frozenset[str]]:
    """Give the sets of things that are one thing by a chain of ``same``.

    Parameters
    ----------
    judgements : iterable of Judgement
        In any order; ``different`` and ``unsure`` join nothing.

    Returns
    -------
    list of frozenset
        Each set once, with two members or more, sorted by its first member.

    Examples
    --------
    >>> clusters([Judgement("a", "b", "same"), Judgement("b", "c", "same")])[0] == {"a", "b", "c"}
    True
    """
    same = nx.Graph((row.left, row.right) for row in judgements if row.verdict == "same")
    found = (frozenset(component) for component in nx.connected_components(same))
    return sorted((cluster for cluster in found if len(cluster) > 1), key=min)


def contradicted(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Give the rows ``different`` whose two things a chain of ``same`` joins.

    Examples
    --------
    >>> contradicted([Judgement("a", "b", "same"), Judgement("a", "b", "different")])
    [Judgement(left='a', right='b', verdict='different')]
    """
    rows = list(judgements)
    joined = clusters(rows)
    return [
        row
        for row in rows
        if row.verdict == "different"
        and any({row.left, row.right} <= cluster for cluster in joined)
    ]


def chain(judgements: Iterable[Judgement], broken: Judgement) -> list[Judgement]:
    """Give the rows ``same`` that join the two things of a row, in the shortest way.

    Parameters
    ----------
    judgements : iterable of Judgement
        In any order.
    broken : Judgement
        One that `contradicted` gave.

    Returns
    -------
    list of Judgement
        From the left thing to the right one.

    Examples
    --------
    >>> rows = [Judgement("a", "b", "same"), Judgement("c", "b", "same")]
    >>> [row.left for row in chain(rows, Judgement("a", "c", "different"))]
    ['a', 'c']
    """
    same = nx.Graph()
    for row in judgements:
        if row.verdict == "same":
            same.add_edge(row.left, row.right, row=row)
    path = nx.shortest_path(same, broken.left, broken.right)
    return [same.edges[step]["row"] for step in pairwise(path)]
