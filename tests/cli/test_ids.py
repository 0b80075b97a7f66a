"""``samspill ids``: what is proposed, and what is written."""

from pathlib import Path

import pytest

from tests.cli.running import samspill
from tests.loaders.conftest import SMALL, write_tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose participations have no ids yet, and whose file a Norwegian Excel saved."""
    rows = [{**row, "id": ""} for row in SMALL["participations"]]
    write_tables(tmp_path / "data", {**SMALL, "participations": rows})
    file = tmp_path / "data" / "participations.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    return tmp_path


def test_ids_are_shown_and_nothing_is_written(folder: Path) -> None:
    file = folder / "data" / "participations.csv"
    before = file.read_bytes()
    done = samspill("ids", "participations", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "participations.csv, rad 2: radet-prosjektet (fra actor, initiative)",
        "participations.csv, rad 3: selskapet-prosjektet (fra actor, initiative)",
        "2 id-er foreslått. Ingenting er skrevet; --write skriver dem.",
    ]
    assert file.read_bytes() == before


def test_ids_are_written_and_every_other_byte_stays(folder: Path) -> None:
    assert samspill("validate", cwd=folder).returncode == 1
    file = folder / "data" / "participations.csv"
    before = file.read_bytes()
    done = samspill("--lang", "en", "ids", "participations", "--write", cwd=folder)
    assert done.stdout.splitlines()[-1] == "2 ids written into participations.csv."
    wanted = before.replace(b"\n,radet,", b"\nradet-prosjektet,radet,")
    wanted = wanted.replace(b"\n,selskapet,", b"\nselskapet-prosjektet,selskapet,")
    assert file.read_bytes() == wanted
    assert samspill("validate", cwd=folder).returncode == 0
    again = samspill("ids", "participations", "--write", cwd=folder)
    assert again.stdout == "participations: alle rader har en id.\n"
    assert file.read_bytes() == wanted


def test_a_row_that_says_nothing_is_told_so(folder: Path) -> None:
    empty = {"id": "", "source": "paper", "locator": ""}
    write_tables(folder / "data", {**SMALL, "goals": [{**empty, "note": "Uklart."}]})
    done = samspill("ids", "goals", cwd=folder)
    assert "goals.csv, rad 2: goal (raden sier ingenting å lage en id av)" in done.stdout


def test_a_table_that_does_not_exist_is_a_wrong_call(folder: Path) -> None:
    refused = samspill("ids", "deltakelser", cwd=folder)
    assert refused.returncode == 2
    assert "participations" in refused.stderr
    absent = samspill("ids", "goals", cwd=folder)
    assert absent.returncode == 1
    assert absent.stderr == "data/goals.csv: finnes ikke.\n"


def test_a_file_that_cannot_be_read_whole_is_left_alone(folder: Path) -> None:
    file = folder / "data" / "participations.csv"
    file.write_bytes(file.read_bytes() + b",radet,prosjektet\r\n")
    before = file.read_bytes()
    refused = samspill("ids", "participations", "--write", cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr.startswith("participations.csv, rad 4: har 3 celler")
    assert file.read_bytes() == before
