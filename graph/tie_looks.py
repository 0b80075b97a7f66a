"""How a tie looks on paper and in e-mail: what became of it, and whether it is certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.network import Edge, Network
from graph.network_changes import KEPT, LOST, NEW

#: Of ties that no row tells as a fact, and of the others; beside what became of a tie.
UNCERTAIN, CERTAIN = "uncertain", "certain"
_COLOURS = {NEW: "#0062ba", LOST: "#b3550c"}
_PLAIN, _NOT_YET = "#b4b8be", "#a07a3c"


@dataclass(frozen=True)
class Look:
    """Colour, pattern and how much wider than its weight says."""

    stroke: str
    dash: str = ""  #: lengths of strokes and gaps; empty for a whole line
    wider: float = 0.0


def is_uncertain(edge: Edge) -> bool:
    """Tell whether no row of a tie tells it as a fact: it is planned, proposed or the like."""
    return not any(row.modality in ("", "actual") for row in edge.through)


def look_of(state: str, uncertain: bool) -> Look:
    """Give the look of a tie.

    Parameters
    ----------
    state : str
        What became of it, or nothing where no periods are compared.
    uncertain : bool
        See `is_uncertain`. Colour and pattern tell it where nothing became of the tie; beside a
        state the pattern does.

    Examples
    --------
    >>> look_of("", False), look_of("lost", False).dash, look_of("new", True).stroke
    (Look(stroke='#b4b8be', dash='', wider=0.0), '5 4', '#0062ba')
    """
    colour = _COLOURS.get(state) or (_NOT_YET if uncertain else _PLAIN)
    dash = "2 3" if uncertain else "5 4" if state == LOST else ""
    return Look(colour, dash, 1.0 if state == NEW else 0.0)


def looks(network: Network, states: Mapping[tuple[str, str], str] | None) -> list[str]:
    """Name the looks that a picture of a network has and a reader needs a key to.

    Returns
    -------
    list of str
        All of ``new``, ``kept`` and ``lost`` where periods are compared, and ``uncertain`` where
        a tie is, with ``certain`` where nothing is compared. Empty where all ties look alike.
    """
    found = [NEW, KEPT, LOST] if states else []
    if any(is_uncertain(edge) for edge in network.edges):
        found += [UNCERTAIN] if states else [CERTAIN, UNCERTAIN]
    return found


def look_named(name: str) -> Look:
    """Give the look that a name of `looks` stands for."""
    return look_of("" if name in (CERTAIN, UNCERTAIN) else name, name == UNCERTAIN)
