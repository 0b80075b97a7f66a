"""The command line as a person meets it: texts, exit codes, files."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loaders.conftest import SMALL, write_tables

ROOT = Path(__file__).parents[2]


def samspill(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command in a folder of the test."""
    return subprocess.run(
        [sys.executable, "-m", "webapp.cli", *map(str, arguments)],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tables(tmp_path / "data", SMALL)
    return tmp_path


def spoil(folder: Path) -> None:
    rows = [{**SMALL["participations"][0], "role": "sjef"}]
    funding = [{**SMALL["funding"][0], "amount": "mye"}]
    write_tables(folder / "data", {**SMALL, "participations": rows, "funding": funding})


def test_build_publishes_and_says_so_and_a_second_one_has_nothing_to_do(folder: Path) -> None:
    done = samspill("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    name = (folder / "snapshots" / "current").read_text().strip()
    assert done.stdout.splitlines()[0].startswith("7 tabeller, 9 rader, ")
    assert done.stdout.splitlines()[-1] == f"Publisert: {name}"
    again = samspill("--lang", "en", "build", cwd=folder)
    assert (
        again.stdout.splitlines()[-1] == f"Nothing has changed; this is published already: {name}"
    )


def test_build_tells_all_faults_in_one_run_with_exit_code_1(folder: Path) -> None:
    assert samspill("build", cwd=folder).returncode == 0
    before = (folder / "snapshots" / "current").read_text()
    spoil(folder)
    refused = samspill("build", cwd=folder)
    assert refused.returncode == 1
    assert refused.stdout == ""
    told = refused.stderr.splitlines()
    assert len(told) == 2
    assert told[0].startswith(
        "participations.csv, rad 2, kolonne «role»: «sjef» står ikke i listen. Velg en av: owner, "
    )
    assert told[1].startswith("funding.csv, rad 2, kolonne «amount»: «mye» er ikke et tall.")
    assert (folder / "snapshots" / "current").read_text() == before


def test_faults_are_told_in_english_when_asked(folder: Path) -> None:
    spoil(folder)
    refused = samspill("--lang", "en", "validate", cwd=folder)
    assert refused.returncode == 1
    assert "participations.csv, row 2, column «role»: «sjef» is not in the list." in refused.stderr
    assert not (folder / "snapshots").exists()


def test_the_report_is_json_when_asked(folder: Path) -> None:
    done = samspill("build", "--json", cwd=folder)
    report = json.loads(done.stdout)
    assert report["rows"]["participations"] == 2
    assert report["findings"] == []
    assert set(report["seconds"]) >= {"read", "check", "map", "derive", "judge", "index"}
    assert report["statements"]["https://w3id.org/samspill/graph/curated"] > 50


def test_faults_are_json_for_a_program_and_text_for_a_person(folder: Path) -> None:
    spoil(folder)
    refused = samspill("build", "--json", cwd=folder)
    assert refused.returncode == 1
    told = json.loads(refused.stdout)["faults"]
    assert [(fault["file"], fault["row"], fault["column"]) for fault in told] == [
        ("participations.csv", 2, "role"),
        ("funding.csv", 2, "amount"),
    ]
    assert told[0]["nb"] == refused.stderr.splitlines()[0]
    write_tables(folder / "data", {**SMALL, "funding_parties": []})
    violated = json.loads(samspill("validate", "--json", cwd=folder).stdout)
    assert violated["findings"][0]["place"] == {"table": "funding", "row": 2}


def test_validate_says_that_nothing_was_written(folder: Path) -> None:
    done = samspill("validate", "data", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "Tabellene er i orden. Ingenting er skrevet."
    assert not (folder / "snapshots").exists()


def test_a_rdf_option_that_cannot_be_read_is_told_with_file_and_line(folder: Path) -> None:
    (folder / "bad.ttl").write_text("<https://e.org/a> <https://e.org/b> .\n")
    refused = samspill("build", "--rdf", "https://e.org/g=bad.ttl", cwd=folder)
    assert refused.returncode == 1
    assert refused.stderr.startswith("bad.ttl, linje 1: er ikke lesbar RDF")
    own = samspill("build", "--rdf", "https://w3id.org/samspill/graph/rows=bad.ttl", cwd=folder)
    assert own.returncode == 1
    assert "er en av våre egne grafer" in own.stderr


def test_snapshots_can_be_listed_used_kept_and_pruned(folder: Path) -> None:
    def current() -> str:
        return (folder / "snapshots" / "current").read_text().strip()

    names = []
    for amount in ("1", "2", "3"):
        funding = [{**SMALL["funding"][0], "amount": amount}]
        write_tables(folder / "data", {**SMALL, "funding": funding})
        assert samspill("build", cwd=folder).returncode == 0
        names.append(current())
    first, second, third = names
    listed = json.loads(samspill("snapshots", "list", "--json", cwd=folder).stdout)
    assert [row["name"] for row in listed] == [third, second, first]
    assert [row["current"] for row in listed] == [True, False, False]
    assert samspill("snapshots", "use", second, cwd=folder).stdout == f"Publisert nå: {second}\n"
    assert current() == second
    assert samspill("snapshots", "keep", first, cwd=folder).returncode == 0
    # The published one and the kept one stay, though neither is among the newest.
    pruned = samspill("snapshots", "prune", "--newest", "0", cwd=folder)
    assert pruned.stdout == f"Slettet: {third}\n"
    shown = samspill("snapshots", "list", cwd=folder).stdout.splitlines()
    assert [line.split()[0] for line in shown] == [second, first]
    assert shown[0].endswith("publisert")
    assert shown[1].endswith("beholdes")


def test_an_unknown_snapshot_is_refused(folder: Path) -> None:
    samspill("build", cwd=folder)
    refused = samspill("snapshots", "use", "20200101T000000Z-000000000000", cwd=folder)
    assert refused.returncode == 1
    assert "20200101T000000Z-000000000000" in refused.stderr


def test_serving_without_a_snapshot_says_what_to_run(folder: Path) -> None:
    refused = samspill("serve", cwd=folder)
    assert refused.returncode == 3
    assert "samspill build" in refused.stderr


def test_a_port_that_is_taken_is_told_at_once(folder: Path) -> None:
    samspill("build", cwd=folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = samspill("serve", "--port", port, cwd=folder)
    assert refused.returncode == 1
    assert f"127.0.0.1:{port} kan ikke brukes" in refused.stderr
    assert f"--port {port + 1}" in refused.stderr


def test_a_folder_that_cannot_be_written_is_told_with_its_place(folder: Path) -> None:
    refused = samspill("build", "--out", "/proc/none", cwd=folder)
    assert refused.returncode == 3
    assert refused.stderr.startswith("/proc/none: ")
    assert "Traceback" not in refused.stderr


def test_a_folder_that_does_not_exist_is_a_wrong_call(folder: Path) -> None:
    refused = samspill("build", "nowhere", cwd=folder)
    assert refused.returncode == 2
    assert "nowhere" in refused.stderr
    assert samspill("bild", cwd=folder).returncode == 2


def test_help_and_version_answer_without_a_graph(tmp_path: Path) -> None:
    for words in (("--help",), ("build", "--help"), ("--version",)):
        done = samspill(*words, cwd=tmp_path)
        assert done.returncode == 0, words
        assert done.stdout
