"""The small region that the library's answers are worked out on by hand: ``region/*.csv``."""

from __future__ import annotations

import csv
from pathlib import Path

from loaders.build import Recipe, build
from queries import catalogue
from tests.loaders.conftest import write_tables

TABLES = Path(__file__).parent / "region"


def write_region(folder: Path) -> Path:
    """Write the tables whole: the files have only the columns that say something."""
    tables = {}
    for path in sorted(TABLES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = [dict(row) for row in csv.DictReader(file)]
    return write_tables(folder / "data", tables)


def build_region(folder: Path) -> Path:
    """Build a snapshot of the region; give the folder of all snapshots."""
    recipe = Recipe(write_region(folder), catalogue.rules(), catalogue.checks())
    build(recipe, folder / "snapshots")
    return folder / "snapshots"
