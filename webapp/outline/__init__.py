"""The outline of the country behind the points of the map, and where it comes from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.outline import Point

FILE = Path(__file__).parent / "norway.json"


@dataclass(frozen=True)
class Outline:
    """Closed rings of longitudes and latitudes, with the words that their licence asks for."""

    source: str
    licence: str
    licence_url: str
    changes: str
    rings: tuple[tuple[Point, ...], ...]


@cache
def country() -> Outline:
    """Give the outline that is kept with the program."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    rings = tuple(tuple((x, y) for x, y in ring) for ring in held["rings"])
    return Outline(held["source"], held["licence"], held["licence_url"], held["changes"], rings)
