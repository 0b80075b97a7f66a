"""Importing a register and building with it, as a person meets it."""

import json
from pathlib import Path

import pytest

from graph import snapshot
from graph.store import open_store
from ontology.iri_policy import GRAPH
from tests.cli.running import samspill
from tests.loaders.conftest import SMALL, write_tables

SAMPLES = Path(__file__).parents[1] / "data" / "registers"
IMPORT = ("import", "enhetsregisteret")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    actors = [{**SMALL["actors"][0], "orgnr": "900000030"}, SMALL["actors"][1]]
    write_tables(tmp_path / "data", {**SMALL, "actors": actors})
    return tmp_path


def bring_in(folder: Path, *more: str) -> None:
    done = samspill(
        *IMPORT,
        SAMPLES / "enheter.json",
        "--dataset",
        "enheter",
        "--date",
        "2025-06-01",
        *more,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr


def test_an_import_says_what_it_read_and_how_to_build_with_it(folder: Path) -> None:
    done = samspill(
        *IMPORT,
        SAMPLES / "enheter.csv",
        "--dataset",
        "enheter",
        "--date",
        "2025-06-01",
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Enhetsregisteret: 4 rader lest, 37 utsagn",
        "Dato 2025-06-01, lisens: https://data.norge.no/nlod/no/2.0",
        "Skrevet: enheter. Bygg med «samspill build --dataset enheter».",
    ]


def test_a_build_loads_the_dataset_as_a_graph_and_reports_it(folder: Path) -> None:
    bring_in(folder)
    done = samspill("build", "--dataset", "enheter", cwd=folder)
    assert done.returncode == 0, done.stderr
    # 11 + 11 + 10 + 5 statements, and what the dataset says of itself: 10, and 2 of its publisher.
    assert done.stdout.splitlines()[1] == (
        "  Datasett enheter: 49 utsagn, 2025-06-01, lisens https://data.norge.no/nlod/no/2.0"
    )
    report = snapshot.current(folder / "snapshots").report
    assert report["statements"][GRAPH + "enheter"] == 49
    (told,) = report["datasets"]
    assert (told["register"], told["rows_read"], told["rows_bad"]) == ("enhetsregisteret", 4, 0)
    assert "RegisteredUnit" not in report["things"]
    reader = open_store(snapshot.current(folder / "snapshots").path)
    rows = reader.select(
        "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
        "SELECT ?who ?unit WHERE { ?who samspill:registeredUnit ?unit }"
    )
    reader.close()
    assert [(row["who"].value[-5:], row["unit"].value[-9:]) for row in rows] == [
        ("radet", "900000030")
    ]


def test_the_same_dataset_makes_no_new_snapshot_and_another_one_does(folder: Path) -> None:
    bring_in(folder)
    build = ("build", "--dataset", "enheter")
    samspill(*build, cwd=folder)
    first = (folder / "snapshots" / "current").read_text()
    again = samspill(*build, cwd=folder)
    assert "Ingenting er endret" in again.stdout
    bring_in(folder, "--replace", "--licence", "https://example.org/licence")
    changed = samspill(*build, cwd=folder)
    assert "Publisert: " in changed.stdout
    second = (folder / "snapshots" / "current").read_text()
    # The licence is in the graph, so the content is another.
    assert first.rpartition("-")[2] != second.rpartition("-")[2]
    assert "Publisert: " in samspill("build", cwd=folder).stdout


def test_validate_and_preview_take_datasets_too(folder: Path) -> None:
    samspill("build", cwd=folder)
    bring_in(folder)
    checked = samspill("validate", "--dataset", "enheter", cwd=folder)
    assert "Datasett enheter: 49 utsagn" in checked.stdout
    previewed = samspill("build", "--preview", "--dataset", "enheter", cwd=folder)
    assert "  enheter: +49 −0" in previewed.stdout.splitlines()
    assert "  enhet i et register: +37 −0 (ting: +4 −0)" in previewed.stdout.splitlines()


def test_a_damaged_dataset_stops_the_build_with_its_place(folder: Path) -> None:
    bring_in(folder)
    (folder / "enheter" / "statements.nt.gz").write_bytes(b"x")
    for command in (("build",), ("build", "--preview"), ("validate",)):
        refused = samspill(*command, "--dataset", "enheter", cwd=folder)
        assert refused.returncode == 1
        assert refused.stderr == (
            "enheter/statements.nt.gz: er endret eller skadet etter importen. "
            "Importer filen på nytt.\n"
        )
    assert not (folder / "snapshots").exists()


def test_a_refused_file_tells_every_bad_row_to_a_program(folder: Path) -> None:
    units = json.loads((SAMPLES / "enheter.json").read_text(encoding="utf-8"))
    units[1]["antallAnsatte"] = "mange"
    (folder / "e.json").write_text(json.dumps(units), encoding="utf-8")
    command = (*IMPORT, "e.json", "--dataset", "enheter", "--date", "2025-06-01")
    refused = samspill(*command, cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "e.json, post 2: antallAnsatte «mange» er ikke et helt tall.",
        "1 av 4 rader kan ikke leses. Det er mer enn 1 %, så ingenting er skrevet. "
        "Er dette rett fil?",
    ]
    told = json.loads(samspill(*command, "--json", cwd=folder).stdout)
    assert told == {
        "file": "e.json",
        "rows_read": 3,
        "rows_bad": 1,
        "bad": [
            {
                "line": 2,
                "nb": "antallAnsatte «mange» er ikke et helt tall.",
                "en": "antallAnsatte “mange” is not a whole number.",
            }
        ],
    }
    assert not (folder / "enheter").exists()


def test_without_a_date_the_cure_is_told(folder: Path) -> None:
    refused = samspill(
        "--lang", "en", *IMPORT, SAMPLES / "enheter.json", "--dataset", "enheter", cwd=folder
    )
    assert refused.returncode == 1
    assert "Say the date of the file with --date YYYY-MM-DD." in refused.stderr


def test_json_has_all_that_the_dataset_says(folder: Path) -> None:
    done = samspill(
        *IMPORT,
        SAMPLES / "enheter.json",
        "--dataset",
        "enheter",
        "--date",
        "2025-06-01",
        "--json",
        cwd=folder,
    )
    told = json.loads(done.stdout)
    assert told["things"] == {"RegisteredUnit": 4}
    assert told["bad"] == []
    assert told["statements"] == 37
