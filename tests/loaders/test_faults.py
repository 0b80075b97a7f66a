"""What all faults and notes have in common, and where a curator and a program meet them."""

import json
import shutil
from pathlib import Path

import pytest

from loaders.checking import check_tables
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology.errors import CellError, TablesRejected
from tests.loaders.conftest import SMALL, write_tables
from tests.loaders.test_bad_tables import BAD, CASES, told
from webapp.cli import main

NOTES = {
    "nb": [
        "  Merk: actors.csv: er lest som Windows-1252. Lagre filen som «CSV UTF-8» neste gang.",
        "  Merk: actors.csv: er skilt med semikolon; komma i tall er lest som desimaltegn. "
        "Lagre filen med komma som skilletegn neste gang.",
    ],
    "en": [
        "  Note: actors.csv: was read as Windows-1252. Save the file as “CSV UTF-8” next time.",
        "  Note: actors.csv: is separated by semicolons; a comma in a number was read as the "
        "decimal sign. Save the file with commas as separators next time.",
    ],
}


def lay(folder: Path, *cases: str) -> Path:
    """Lay the tables of some cases over the small region."""
    write_tables(folder, SMALL)
    for case in cases:
        for file in (BAD / case).iterdir():
            shutil.copy(file, folder / file.name)
    workbook = folder / "tables.xlsx"
    return workbook if workbook.exists() else folder


def faults_of(place: Path) -> list[CellError]:
    contract = read_contract(place)
    try:
        return check_tables(read_tables(place, contract), contract)
    except TablesRejected as rejected:
        return list(rejected.faults)


@pytest.mark.parametrize("case", CASES)
def test_every_fault_says_where_it_is_what_is_wrong_and_what_to_do(
    case: str, tmp_path: Path
) -> None:
    for fault in faults_of(lay(tmp_path / "data", case)):
        assert fault.file
        assert set(fault.rule) == set(fault.cure) == {"nb", "en"}
        for said in (fault.rule, fault.cure):
            assert said["nb"] != said["en"]
            assert all(words.endswith(".") for words in said.values()), said


def test_faults_of_several_tables_and_kinds_come_in_one_run(tmp_path: Path) -> None:
    cases = (
        "value-outside-a-list",
        "excel-serial-date",
        "ages-swapped",
        "longitude-out-of-range",
        "code-of-a-wrong-form",
        "different-contradicted-by-a-chain",
        "letters-broken-by-an-encoding",
        "file-that-is-no-table",
    )
    # The chain brings an actor of its own, so its table gives way to the one with broken letters.
    place = lay(tmp_path / "data", *cases)
    expected = [json.loads((BAD / case / "expected.json").read_text("utf-8")) for case in cases]
    found = told(place)
    for language in ("nb", "en"):
        lines = found[language]
        assert isinstance(lines, list)
        assert sorted(lines) == sorted(line for one in expected for line in one[language])


@pytest.mark.parametrize("language", ["nb", "en"])
def test_notes_are_printed_when_tables_are_validated_and_built(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "data", "as-a-norwegian-excel-saves-it")
    for words in (["validate", "data"], ["build", "data"], ["build", "data"]):
        main(["--lang", language, *words])
        printed = capsys.readouterr().out.splitlines()
        assert [line for line in printed if line.startswith("  ")] == NOTES[language]


def test_notes_stand_in_the_report_of_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    lay(tmp_path / "data", "stray-blanks")
    main(["build", "data", "--json"])
    printed = json.loads(capsys.readouterr().out)
    (report,) = (tmp_path / "snapshots").glob("*/report.json")
    (note,) = json.loads(report.read_text("utf-8"))["notes"]
    assert printed["notes"] == [note]
    assert (note["file"], note["row"], note["column"]) == ("participations.csv", 2, "role")
    assert note["rule"]["nb"].startswith("er den første av 2 celler med blanke tegn")
    assert note["rule"]["en"].startswith("is the first of 2 cells with blanks")
