"""``samspill tables``: one .xlsx of all tables, and back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import samspill
from tests.cli.test_commands import ROOT
from tests.loaders.conftest import SMALL, write_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tables(tmp_path / "data", SMALL)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "README.md"}


def test_the_curated_tables_make_the_journey_and_are_equal_byte_for_byte(tmp_path: Path) -> None:
    out = samspill("tables", "--xlsx", "t.xlsx", "--data", ROOT / "data", cwd=tmp_path)
    assert out.returncode == 0, out.stderr
    assert out.stdout.startswith("Skrevet: t.xlsx, 41 tabeller, ")
    back = samspill("tables", "--from-xlsx", "t.xlsx", cwd=tmp_path)
    assert back.returncode == 0, back.stderr
    assert files(tmp_path / "data") == files(ROOT / "data")
    again = samspill("tables", "--from-xlsx", "t.xlsx", cwd=tmp_path).stdout.splitlines()
    assert again == ["Ingen tabell er endret.", "Uendret, filene er som de var: 41 tabeller."]


def test_a_change_in_the_workbook_reaches_the_table_and_no_other(folder: Path) -> None:
    samspill("tables", "--xlsx", "t.xlsx", cwd=folder)
    workbook = load_workbook(folder / "t.xlsx")
    workbook["funding"]["C2"] = "800000"
    workbook.save(folder / "t.xlsx")
    before = files(folder / "data")
    done = samspill("--lang", "en", "tables", "--from-xlsx", "t.xlsx", cwd=folder)
    assert done.stdout.splitlines() == [
        "Written: funding",
        "Unchanged, the files are as they were: 6 tables.",
    ]
    wanted = before["funding.csv"].replace(b"700000", b"800000")
    assert files(folder / "data") == {**before, "funding.csv": wanted}


def test_a_folder_changed_meanwhile_is_refused_and_written_with_force(folder: Path) -> None:
    samspill("tables", "--xlsx", "t.xlsx", cwd=folder)
    write_tables(folder / "data", {"funding": [{**SMALL["funding"][0], "amount": "1"}]})
    before = files(folder / "data")
    refused = samspill("tables", "--from-xlsx", "t.xlsx", cwd=folder)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr.startswith("funding.csv: er endret siden arbeidsboken ble skrevet")
    assert files(folder / "data") == before
    forced = samspill("tables", "--from-xlsx", "t.xlsx", "--force", cwd=folder)
    assert forced.stdout.splitlines()[0] == "Skrevet: funding"


def test_a_workbook_that_is_there_is_written_over_with_force_only(folder: Path) -> None:
    (folder / "t.xlsx").write_bytes(b"mine")
    refused = samspill("tables", "--xlsx", "t.xlsx", cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr == "t.xlsx: finnes allerede. Bruk --force for å skrive over den.\n"
    assert (folder / "t.xlsx").read_bytes() == b"mine"
    assert samspill("tables", "--xlsx", "t.xlsx", "--force", cwd=folder).returncode == 0


def test_what_is_no_workbook_is_told(folder: Path) -> None:
    (folder / "t.xlsx").write_bytes(b"mine")
    refused = samspill("tables", "--from-xlsx", "t.xlsx", cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr.startswith("t.xlsx: ")
    assert "kan ikke leses som .xlsx" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_one_way_must_be_chosen_and_a_workbook_ends_in_xlsx(folder: Path) -> None:
    for words in ((), ("--xlsx", "a.xlsx", "--from-xlsx", "data/funding.csv")):
        assert samspill("tables", *words, cwd=folder).returncode == 2
    assert samspill("tables", "--xlsx", "a.ods", cwd=folder).returncode == 2
    assert samspill("tables", "--xlsx", "a.xlsx", "--data", "nowhere", cwd=folder).returncode == 2
