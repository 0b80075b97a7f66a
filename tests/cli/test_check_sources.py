"""``samspill check-sources``: warnings with file and row, and an exit code of 0."""

import json
from pathlib import Path

import pytest

from tests.cli.running import samspill
from tests.loaders.conftest import SMALL, SOURCE, write_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    one, two = SMALL["participations"]
    write_tables(
        tmp_path / "data",
        {
            **SMALL,
            "sources": [SOURCE, {"id": "plan", "title": "Planen", "published": "2024"}],
            "participations": [{**one, "locator": ""}, {**two, "locator": "L90"}],
            "mentions": [{"id": "m", "subject": "source:plan", "source": "paper", "locator": "L3"}],
        },
    )
    return tmp_path


def test_weak_spots_are_named_and_the_exit_code_is_0(folder: Path) -> None:
    done = samspill("check-sources", cwd=folder)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        # 1 place, 2 actors, 1 project, 2 participations, 2 rows of money, 1 mention.
        "paper: kilde for 9 rader, omtalt i 0",
        "plan: kilde for 0 rader, omtalt i 1",
        "",
        "Rader uten sted i kilden (locator): 1",
        "  participations.csv, rad 2: p1 (paper)",
        "",
        "Rader med et sted utenfor dokumentets linjer: 1",
        "  participations.csv, rad 3: p2 (L90 > 80)",
        "",
        "Kilder som ingen rad er hentet fra: 1",
        "  sources.csv, rad 3: plan (omtalt i 1 rader)",
        "",
        "Kilder uten dato (published): 1",
        "  sources.csv, rad 2: paper",
        "",
        "Advarsler: 4",
    ]


def test_the_same_in_english_and_as_json(folder: Path) -> None:
    english = samspill("--lang", "en", "check-sources", cwd=folder).stdout
    assert "Rows with a place outside the document's lines: 1\n  participations.csv, row 3" in (
        english
    )
    told = json.loads(samspill("check-sources", "--json", cwd=folder).stdout)
    assert told["rows"] == {"paper": 9, "plan": 0}
    assert told["warnings"][0] == {
        "kind": "row-without-locator",
        "file": "participations.csv",
        "row": 2,
        "id": "p1",
        "source": "paper",
        "detail": "",
    }


def test_tables_without_a_weak_spot_have_no_warnings(folder: Path) -> None:
    write_tables(folder / "data", {**SMALL, "sources": [{**SOURCE, "published": "2025"}]})
    (folder / "data" / "mentions.csv").unlink()
    done = samspill("check-sources", cwd=folder)
    assert done.stdout.splitlines()[-1] == "Ingen advarsler."


def test_a_table_that_cannot_be_read_is_a_fault(folder: Path) -> None:
    (folder / "data" / "funding.csv").write_text("id\n", encoding="utf-8")
    refused = samspill("check-sources", "--json", cwd=folder)
    assert refused.returncode == 1
    assert json.loads(refused.stdout)["faults"][0]["file"] == "funding.csv"
    assert "mangler i overskriften" in refused.stderr


def test_the_help_says_that_warnings_do_not_fail(tmp_path: Path) -> None:
    text = " ".join(samspill("check-sources", "--help", cwd=tmp_path).stdout.split())
    assert "the exit code is 0 however many there are" in text
