"""Make the outline of the country from a file of municipalities.

``python -m webapp.outline.reduce FILE`` takes a GeoJSON file of all municipalities whose neighbours
share their points. It is run once; the result is kept with the program.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

from graph.outline import Point, area, outer_rings, simplified
from webapp.outline import FILE

#: Degrees: less than a kilometre. What is smaller than the area, a dozen square kilometres, is left
#: out: islands that would be dots.
TOLERANCE = 0.008
_LEAST_AREA = 0.002
_DECIMALS = 3


def reduced(collection: dict[str, Any]) -> list[list[Point]]:
    """Give the rings around all areas of a feature collection, with few points."""
    rings: list[list[Point]] = []
    for feature in collection["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        rings += [[(x, y) for x, y, *_height in ring] for one in polygons for ring in one]
    # Every ring the same way around, or shared edges would not run against each other.
    outer = [ring for ring in outer_rings(map(_one_way, rings)) if area(ring) > _LEAST_AREA]
    return [
        [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in simplified(ring, TOLERANCE)]
        for ring in outer
    ]


def _one_way(ring: list[Point]) -> list[Point]:
    twice = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in itertools.pairwise(ring))
    return ring if twice > 0 else ring[::-1]


def main(path: Path) -> None:
    """Write the file that the map reads."""
    rings = reduced(json.loads(path.read_text(encoding="utf-8")))
    held = {
        "source": "Kartverket, kommuner 2024, etter robhop/fylker-og-kommuner",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "changes": "Municipalities joined to one outline; points and small islands left out.",
        "rings": rings,
    }
    FILE.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
