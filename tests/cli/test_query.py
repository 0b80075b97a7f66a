"""``samspill query`` as somebody at a terminal meets it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from graph import snapshot
from queries.questions import library
from tests.cli.running import samspill
from tests.queries.region import build_region


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("query")
    build_region(made)
    return made


def test_a_question_is_answered_in_a_sentence_and_a_table(folder: Path) -> None:
    done = samspill("query", "who-makes-up-a-region", "--param", "region=nord", cwd=folder)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Nordregionen består av 2 steder, etter 2 kilder."
    assert lines[1].split() == ["Sted", "Type", "Fra", "Til", "Sikkerhet", "Kilde", "Linjer"]
    assert [line.split()[0] for line in lines[2:5]] == ["Nes", "Vik", "Vik"]
    assert lines[5] == f"Utgave: {snapshot.current(folder / 'snapshots').name}"


def test_the_checksum_is_that_of_the_csv(folder: Path) -> None:
    words = ("query", "who-makes-up-a-region", "--param", "region=nord")
    table = samspill(*words, cwd=folder)
    file = samspill(*words, "--format", "csv", cwd=folder)
    assert file.stdout.startswith("part,partLabel,type,")
    checksum = hashlib.sha256(file.stdout.encode()).hexdigest()
    assert table.stdout.splitlines()[-1] == f"SHA-256 av svaret: {checksum}"


def test_the_answer_is_in_the_language_asked_for(folder: Path) -> None:
    done = samspill("--lang", "en", "query", "results-by-status", cwd=folder)
    assert "not measured" in done.stdout
    assert "Snapshot: " in done.stdout


def test_money_prints_what_it_left_out(folder: Path) -> None:
    done = samspill("query", "funding-by-funder", cwd=folder)
    below = done.stdout.split("Ikke med i summen:")[1]
    assert "Del av et større beløp som er talt med" in below


def test_formats_are_those_of_the_answers_kind(folder: Path) -> None:
    done = samspill("query", "results-by-status", "--format", "json", cwd=folder)
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 6
    done = samspill("query", "ties-of-an-actor-as-rdf", "--format", "turtle", cwd=folder)
    assert done.returncode == 0
    done = samspill("query", "results-by-status", "--format", "turtle", cwd=folder)
    assert done.returncode == 2
    assert "json, xml, csv" in done.stderr
    done = samspill("query", "results-by-status", "--format", "sparql", cwd=folder)
    assert 'VALUES ?language { "nb" }' in done.stdout


def test_the_list_names_every_question(folder: Path) -> None:
    done = samspill("query", "--list", cwd=folder)
    for one in library():
        assert one.title["nb"] in done.stdout
        assert f"  {one.name}" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("who-makes-up-a-region", "--param", "region=x"), 1, "region=x er ikke tillatt"),
        (("who-makes-up-a-region", "--param", "nord"), 2, "nord is not KEY=VALUE"),
        (("none",), 1, "noe spørsmål «none»"),
        ((), 2, "Give the name of a question"),
        (("results-by-status", "--snapshot", "x"), 2, "There is no snapshot x"),
    ],
)
def test_a_mistake_is_told_with_its_exit_code(
    folder: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = samspill("query", *words, cwd=folder)
    assert done.returncode == code
    assert says in done.stderr
    assert not done.stdout
