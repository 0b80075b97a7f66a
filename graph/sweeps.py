"""Breadth-first sweeps over a network from many starts at a time, as products of matrices.

One product takes all starts of a batch a step further, so that a network of some hundred actors
costs some milliseconds. Every tie is one step.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

#: Entries of a matrix of one batch.
_BATCH = 2_000_000
#: Starts times ties that are done in full; above it a sample of starts stands for all.
_WORK = 60_000_000
#: A sample has at least this many starts.
_LEAST = 100

Floats = NDArray[np.float64]
Steps = NDArray[np.int32]


@dataclass(frozen=True)
class Sweep:
    """What one batch of starts reaches; a row a node, a column a start."""

    starts: NDArray[np.int64]  #: places of the starts in the order of the nodes
    steps: Steps  #: steps from the start, -1 where no path leads
    ways: Floats  #: number of shortest paths from the start


def adjacency(ties: nx.Graph, order: Sequence[str]) -> csr_array:
    """Give the ties as a matrix of ones in the order given."""
    if not order:
        return csr_array((0, 0))
    found = nx.to_scipy_sparse_array(ties, order, weight=None, dtype=float, format="csr")
    return csr_array(found)


def sample(size: int, edges: int, seed: int = 1) -> list[int]:
    """Choose the starts for a network: all of them, or where that takes too long a sample.

    Parameters
    ----------
    size : int
        Number of nodes.
    edges : int
        Number of ties.
    seed : int
        Of the sample.

    Returns
    -------
    list of int
        Places from 0 to size - 1, in order.

    Examples
    --------
    >>> sample(3, 2)
    [0, 1, 2]
    >>> len(sample(100_000, 500_000))
    120
    """
    most = max(_LEAST, _WORK // max(1, edges))
    if size <= most:
        return list(range(size))
    return sorted(random.Random(seed).sample(range(size), most))


def sweeps(joined: csr_array, starts: Sequence[int]) -> Iterator[Sweep]:
    """Go from each start to all that it reaches, a batch of starts at a time.

    Parameters
    ----------
    joined : csr_array
        What `adjacency` gave; symmetric.
    starts : sequence of int
        Places of the starts.

    Yields
    ------
    Sweep
        Steps and numbers of shortest paths.

    References
    ----------
    .. [1] J. Kepner, J. Gilbert (eds.), "Graph Algorithms in the Language of Linear Algebra", SIAM
       (2011), chapter 6.
    """
    size = joined.shape[0]
    width = max(1, _BATCH // max(1, size))
    for first in range(0, len(starts), width):
        batch = np.array(starts[first : first + width], dtype=np.int64)
        columns = np.arange(len(batch))
        steps = np.full((size, len(batch)), -1, dtype=np.int32)
        ways = np.zeros((size, len(batch)))
        steps[batch, columns] = 0
        ways[batch, columns] = 1.0
        unmet = steps < 0
        last, step = ways.copy(), 0
        while True:
            # Masks and not places: matrices this full are passed through faster than picked from.
            last = (joined @ last) * unmet
            reached = last > 0
            if not reached.any():
                break
            step += 1
            np.copyto(steps, step, where=reached)
            unmet ^= reached
            ways += last
        yield Sweep(batch, steps, ways)


def betweenness_sums(joined: csr_array, starts: Sequence[int]) -> Floats:
    """Add up, for each node, the shares of shortest paths from the starts that pass through it.

    Parameters
    ----------
    joined : csr_array
        What `adjacency` gave.
    starts : sequence of int
        Places of the starts.

    Returns
    -------
    ndarray
        A number a node; over all starts each pair of ends is counted twice.

    References
    ----------
    .. [1] U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical
       Sociology 25, 163-177 (2001).
    """
    total = np.zeros(joined.shape[0])
    for sweep in sweeps(joined, starts):
        passing = np.zeros_like(sweep.ways)
        for step in range(int(sweep.steps.max(initial=0)), 1, -1):
            there = sweep.steps == step
            share = np.zeros_like(passing)
            np.divide(1.0 + passing, sweep.ways, out=share, where=there)
            before = sweep.steps == step - 1
            passing += sweep.ways * (joined @ share) * before
        total += passing.sum(axis=1)
    return total
