"""Colours of measures: the bounds of their steps, worked out by hand."""

from __future__ import annotations

import pytest
from flask import Flask

from graph.network import Network, Node
from webapp.network_marks import SCALE, colours


def of_degrees(*values: float) -> tuple[Network, dict[str, float]]:
    names = [f"n{number:03}" for number in range(len(values))]
    nodes = [Node(name, name, "", "", 0, 0.0) for name in names]
    return Network(nodes, [], {}), dict(zip(names, values, strict=True))


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        # Of 1 to 100 the steps begin at 1 + 100/25, 400/25, 900/25 and 1600/25.
        ((1, 100), ["1–4", "5–16", "17–36", "37–64", "65–100"]),
        ((1, 2, 3, 4, 5), ["1", "2", "3", "4", "5"]),
        ((0, 2), ["0", "1", "2"]),
        ((7, 7), ["7"]),
        # The square would give the second step nothing of its own.
        ((1, 6), ["1", "2", "3", "4", "5–6"]),
        ((0.0, 0.5), ["0–0,02", "0,02–0,08", "0,08–0,18", "0,18–0,32", "0,32–0,5"]),
        ((), []),
    ],
)
def test_bounds_of_steps(app: Flask, values: tuple[float, ...], texts: list[str]) -> None:
    with app.test_request_context("/network"):
        found, measured = of_degrees(*values)
        assert [text for _, text in colours(found, "degree", measured).legend] == texts


def test_each_actor_has_the_colour_of_its_step(app: Flask) -> None:
    with app.test_request_context("/network"):
        found, measured = of_degrees(1, 4, 5, 64, 65, 100)
        marked = colours(found, "degree", measured)
        assert list(marked.of.values()) == [SCALE[one] for one in (0, 0, 1, 3, 4, 4)]
        # Two values are at either end of the scale.
        few, measured = of_degrees(1, 2)
        assert list(colours(few, "degree", measured).of.values()) == [SCALE[0], SCALE[4]]
