"""The picture of a network for paper, read as XML."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

from graph.network import Network
from graph.network_svg import write_svg
from tests.graph.letters import network

SVG = "{http://www.w3.org/2000/svg}"


def drawn(found: Network, places: dict[str, tuple[float, float]], **more: object) -> ET.Element:
    letters = [node.iri for node in found.nodes]
    share, fill = dict.fromkeys(letters, 0.5), dict.fromkeys(letters, "#0062ba")
    return ET.fromstring(write_svg(found, places, share, fill, **more))  # type: ignore[arg-type]


def middles(picture: ET.Element) -> list[tuple[float, float]]:
    circles = picture.findall(f"{SVG}circle")
    return [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in circles]


def test_a_small_part_of_a_large_network_fills_the_paper() -> None:
    # A tenth of the width of the layout, half as high as wide: 1,200 less 60 on either side.
    places = {"a": (0.8, 0.3), "b": (0.9, 0.35)}
    (x1, y1), (x2, y2) = middles(drawn(network("ab"), places))
    assert (x1, x2) == (60, 1140)
    # One scale both ways, and the y of paper runs downwards.
    assert y1 - y2 == 540


def test_who_stands_alone_stands_in_the_middle() -> None:
    assert middles(drawn(network("", "a"), {"a": (0.9, -0.9)})) == [(600, 190)]
    assert middles(drawn(Network([], [], {}), {})) == []


def test_a_tall_network_is_no_higher_than_the_paper() -> None:
    (_, y1), (_, y2) = middles(drawn(network("ab"), {"a": (0.0, 1.0), "b": (0.1, -1.0)}))
    assert y2 - y1 == 1100


def test_names_have_room_between_them() -> None:
    # A name of 13 letters of 7.28 begins after a radius of 9 and 5 of air: from 74 to 168.6. That
    # of the second would begin at 175, too near; that of the last has no room on the right.
    places = {"a": (0.0, 0.0), "b": (0.0935, 0.0), "c": (1.0, 0.0)}
    found = network("ab bc")
    named = [replace(node, label="Hamar kommune") for node in found.nodes]
    picture = drawn(replace(found, nodes=named), places)
    assert [text.get("text-anchor") for text in picture.findall(f"{SVG}text")] == [None, "end"]


def test_a_long_line_of_the_legend_is_broken() -> None:
    text = "Annen organisasjon, " * 12
    picture = drawn(network("ab"), {"a": (0.0, 0.0), "b": (1.0, 0.0)}, legend=[("#000", text)])
    lines = [one.text or "" for one in picture.findall(f"{SVG}text")][2:]
    assert len(lines) == 2
    assert " ".join(lines) == text.strip()
    # 1,200 less the margins and the mark, in letters of 7.28.
    assert max(map(len, lines)) <= (1200 - 120 - 18) / 7.28
