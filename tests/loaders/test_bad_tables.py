"""A folder of ``tests/data/bad`` a fault: what a curator is told, word for word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from loaders.build import Recipe, check
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology.errors import ShapesViolated, TablesRejected
from queries import catalogue
from tests.loaders.conftest import SMALL, write_tables

BAD = Path(__file__).parents[1] / "data" / "bad"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_dir())


def told(place: Path) -> dict[str, object]:
    """Give all that a run over the tables says, and whether they are taken."""
    try:
        report = check(Recipe(place, catalogue.rules(), catalogue.checks()))
    except (TablesRejected, ShapesViolated) as error:
        return {
            "accepted": False,
            "nb": error.text("nb").split("\n"),
            "en": error.text("en").split("\n"),
        }
    return {
        "accepted": True,
        "nb": [note.text("nb") for note in report.notes],
        "en": [note.text("en") for note in report.notes],
    }


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_place_value_rule_and_cure(case: str, tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "data", SMALL)
    for file in (BAD / case).iterdir():
        shutil.copy(file, folder / file.name)
    workbook = folder / "tables.xlsx"
    expected = json.loads((BAD / case / "expected.json").read_text(encoding="utf-8"))
    assert told(workbook if workbook.exists() else folder) == expected


def test_the_small_region_itself_has_no_fault(tmp_path: Path) -> None:
    assert told(write_tables(tmp_path / "data", SMALL)) == {"accepted": True, "nb": [], "en": []}


def test_a_number_with_a_decimal_comma_keeps_its_value(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "data", SMALL)
    shutil.copy(BAD / "semicolons-and-decimal-comma" / "funding.csv", folder / "funding.csv")
    (row,) = read_tables(folder, read_contract(folder)).rows["funding"]
    assert row.cells["amount"] == "9.4"
