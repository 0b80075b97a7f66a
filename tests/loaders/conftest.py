"""Small tables on disk, made by hand: the contract of this version and a few rows."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import contract
from loaders.curated import BY_NAME

Rows = list[dict[str, str]]
MakeTables = Callable[..., Path]

SOURCE = {"id": "paper", "title": "Et saksframlegg", "lines": "80", "language": "nb"}
SMALL: dict[str, Rows] = {
    "sources": [SOURCE],
    "places": [{"id": "hamarregionen", "type": "Region", "name": "Hamarregionen"}],
    "actors": [
        {"id": "radet", "type": "RegionalCouncil", "name_nb": "Rådet", "acts_for": "hamarregionen"},
        {"id": "selskapet", "type": "DevelopmentAgency", "name_nb": "Selskapet"},
    ],
    "initiatives": [
        {"id": "prosjektet", "type": "Project", "name_nb": "Prosjektet", "start": "2025-06-01"}
    ],
    "participations": [
        {"id": "p1", "actor": "radet", "initiative": "prosjektet", "role": "owner"},
        {"id": "p2", "actor": "selskapet", "initiative": "prosjektet", "role": "lead"},
    ],
    "funding": [
        {
            "id": "f1",
            "subject": "initiative:prosjektet",
            "amount": "700000",
            "currency": "NOK",
            "kind": "grant",
            "status": "granted",
        }
    ],
    "funding_parties": [{"id": "fp1", "funding": "f1", "actor": "radet", "role": "funder"}],
}


def write_tables(folder: Path, tables: dict[str, Rows]) -> Path:
    """Write tables as CSV beside the contract; empty cells and a source are filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(contract.text(), encoding="utf-8")
    for name, rows in tables.items():
        columns = [column.name for column in BY_NAME[name].columns]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            for row in rows:
                said = {"source": "paper", "locator": "L1"} if BY_NAME[name].evidence else {}
                writer.writerow({**said, **row})
    return folder


@pytest.fixture
def make_tables(tmp_path: Path) -> MakeTables:
    """Give a function that writes the small region, some tables replaced by the test's own."""

    def make(**changed: Rows) -> Path:
        return write_tables(tmp_path / "data", {**SMALL, **changed})

    return make
