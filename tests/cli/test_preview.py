"""``samspill build --preview``: what would change, worked out by hand on small tables."""

import hashlib
import json
from pathlib import Path

import pytest

from graph import snapshot
from loaders.build import Recipe, build
from queries import catalogue
from tests.cli.running import samspill
from tests.cli.test_commands import spoil
from tests.loaders.conftest import SMALL, Rows, write_tables
from webapp import create_app
from webapp.settings import Settings

CURATED = "https://w3id.org/samspill/graph/curated"
ACTOR = "https://w3id.org/samspill/id/actor/"


def bytes_of(root: Path) -> dict[str, str]:
    """Hash every file and name every folder below a root."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in root.rglob("*")
    }


def bigger() -> dict[str, Rows]:
    """The small region, where the second actor changes role and joins a third in a new project."""
    first, second = SMALL["participations"]
    return {
        **SMALL,
        "actors": [
            *SMALL["actors"],
            {"id": "kommunen", "type": "Municipality", "name_nb": "Kommunen"},
        ],
        "initiatives": [
            *SMALL["initiatives"],
            {"id": "arenaen", "type": "Project", "name_nb": "Arenaen"},
        ],
        "participations": [
            first,
            {**second, "role": "partner"},
            {"id": "p3", "actor": "selskapet", "initiative": "arenaen", "role": "lead"},
            {"id": "p4", "actor": "kommunen", "initiative": "arenaen", "role": "owner"},
        ],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder where the small region is published."""
    write_tables(tmp_path / "data", SMALL)
    build(Recipe(tmp_path / "data", catalogue.rules(), catalogue.checks()), tmp_path / "snapshots")
    return tmp_path


def test_a_preview_leaves_every_byte_of_the_snapshots_as_it_was(folder: Path) -> None:
    before = bytes_of(folder / "snapshots")
    write_tables(folder / "data", bigger())
    assert samspill("build", "--preview", cwd=folder).returncode == 0
    assert bytes_of(folder / "snapshots") == before
    assert sorted(path.name for path in folder.iterdir()) == ["data", "snapshots"]


def test_statements_are_counted_and_said_in_words(folder: Path) -> None:
    write_tables(folder / "data", bigger())
    done = samspill("build", "--preview", cwd=folder)
    lines = done.stdout.splitlines()
    name = (folder / "snapshots" / "current").read_text().strip()
    assert lines[0] == f"Forhåndsvisning mot {name}"
    # An actor says class, name, source, locator, confidence: 5. A project says its modality too:
    # 6. A participation says class, actor, initiative, role, modality, source, locator and
    # confidence: 2 of 8. And the second actor's role comes and goes.
    assert "  curated: +28 −1" in lines
    assert "  initiativ: +6 −0 (ting: +1 −0)" in lines
    assert "  deltakelse: +17 −1 (ting: +2 −0)" in lines
    said = "deltakelse: Selskapet, Prosjektet (participation:p2) · rolle"
    at = lines.index(f"  − {said}: leder")
    assert lines[at + 1] == f"  + {said}: samarbeidspart"
    assert "  + Kommunen (actor:kommunen) · navn: «Kommunen» (nb)" in lines
    assert "  + Kommunen (actor:kommunen) · slag: kommune" in lines
    assert lines[-1] == "Ingenting er publisert."


def test_the_effect_on_the_network_is_named(folder: Path) -> None:
    # Before: Rådet and Selskapet meet in the project. After: Selskapet also meets Kommunen, and
    # lies between the two others, the one pair there is.
    write_tables(folder / "data", bigger())
    lines = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Nettverket av aktører"))
    assert lines[start + 1 : start + 9] == [
        "  Aktører: 2 → 3",
        "    + Kommunen",
        "  Bånd: 1 → 2",
        "    + Kommunen – Selskapet (gjennom Arenaen)",
        "  Sammenhengende deler: 1 → 1; aktører i den største: 2 → 3; aktører uten bånd: 0 → 0",
        "  Mellomliggenhet: hvor stor del av de korteste veiene mellom par av andre aktører som "
        "går gjennom aktøren, fra 0 til 1 (Freeman 1977).",
        "  Største endringer: 1 av 1",
        "    Selskapet: 0,0000 → 1,0000",
    ]


def test_what_is_taken_away_is_told_the_other_way_round(folder: Path) -> None:
    write_tables(folder / "data", bigger())
    assert samspill("build", cwd=folder).returncode == 0
    write_tables(folder / "data", SMALL)
    lines = samspill("--lang", "en", "build", "--preview", cwd=folder).stdout.splitlines()
    assert "  curated: +1 −28" in lines
    assert "    − Kommunen" in lines
    assert "    − Kommunen – Selskapet (through Arenaen)" in lines
    assert "    Selskapet: 1.0000 → 0.0000" in lines
    assert "  − Kommunen (actor:kommunen) · name: «Kommunen» (nb)" in lines
    assert lines[-1] == "Nothing was published."


def test_the_network_is_the_one_that_the_page_shows_first(folder: Path) -> None:
    # A planned tie, an actor without ties and a group are not on the page, and not counted here.
    write_tables(
        folder / "data",
        {
            **SMALL,
            "actors": [
                *SMALL["actors"],
                {"id": "alene", "type": "Municipality", "name_nb": "Alene"},
                {"id": "gruppen", "type": "ActorGroup", "name_nb": "Gruppen"},
            ],
            "participations": [
                *SMALL["participations"],
                {
                    "id": "p3",
                    "actor": "alene",
                    "initiative": "prosjektet",
                    "role": "partner",
                    "modality": "planned",
                },
                {"id": "p4", "actor": "gruppen", "initiative": "prosjektet", "role": "partner"},
            ],
        },
    )
    shown = json.loads(samspill("build", "--preview", "--json", cwd=folder).stdout)
    assert samspill("build", cwd=folder).returncode == 0
    app = create_app(Settings(snapshots=folder / "snapshots", query_workers=1, watch_seconds=0))
    page = app.test_client().get("/network.json").get_json()
    app.extensions["samspill"].close()
    after = shown["network"]["after"]
    assert (after["actors"], after["ties"]) == (len(page["nodes"]), len(page["edges"])) == (2, 1)
    assert after["without_tie"] == 1


def test_a_long_list_is_cut_with_the_number_that_is_left(folder: Path) -> None:
    topics = [
        {"id": f"tema-{n}", "scheme": "policy-area", "label_nb": f"Tema {n}"} for n in range(20)
    ]
    write_tables(folder / "data", {**SMALL, "topics": topics})
    # Class, scheme, name, source, locator and confidence of twenty topics: 120 statements.
    cut = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    assert sum(line.startswith("  + ") for line in cut) == 50
    assert "  … og 70 til; --all viser alle, --json har alle" in cut
    whole = samspill("build", "--preview", "--all", cwd=folder).stdout.splitlines()
    assert sum(line.startswith("  + ") for line in whole) == 120
    assert not any("--all" in line for line in whole)
    told = json.loads(samspill("build", "--preview", "--json", cwd=folder).stdout)
    assert told["statements"]["added"] == len(told["statements"]["each"]) == 120
    assert told["statements"]["by_kind"]["topic"]["new_things"] == 20


def test_json_has_every_statement_with_its_terms_and_its_words(folder: Path) -> None:
    write_tables(folder / "data", bigger())
    told = json.loads(samspill("build", "--preview", "--json", cwd=folder).stdout)
    assert told["against"] == (folder / "snapshots" / "current").read_text().strip()
    assert told["publishable"] is True
    assert told["statements"]["by_graph"][CURATED] == {
        "added": 28,
        "removed": 1,
        "new_things": 4,
        "gone_things": 0,
    }
    label = [
        one
        for one in told["statements"]["each"]
        if one["thing"] == ACTOR + "kommunen" and one["value"].get("xml:lang")
    ]
    assert label == [
        {
            "change": "added",
            "graph": CURATED,
            "thing": ACTOR + "kommunen",
            "property": "http://www.w3.org/2000/01/rdf-schema#label",
            "value": {"type": "literal", "value": "Kommunen", "xml:lang": "nb"},
            "words": "Kommunen (actor:kommunen) · navn: «Kommunen» (nb)",
        }
    ]
    assert not any(one["graph"].endswith("/rows") for one in told["statements"]["each"])
    assert told["network"]["betweenness"] == [
        {"actor": ACTOR + "selskapet", "name": "Selskapet", "before": 0.0, "after": 1.0}
    ]


def test_a_row_put_in_between_moves_rows_and_changes_nothing(folder: Path) -> None:
    write_tables(
        folder / "data", {**SMALL, "participations": list(reversed(SMALL["participations"]))}
    )
    lines = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    assert "Utsagn: 0 kommer til, 0 går ut" in lines
    assert "  Ingen aktørs mellomliggenhet endrer seg." in lines


def test_findings_are_new_gone_or_staying(folder: Path) -> None:
    # A document with a file that no row is taken from is a warning.
    extra = {"id": "unused", "title": "Ubrukt", "file": "unused.md", "lines": "3"}
    another = {"id": "other", "title": "Et annet", "file": "other.md", "lines": "3"}
    paper = SMALL["sources"][0]
    write_tables(folder / "data", {**SMALL, "sources": [paper, extra]})
    first = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    assert "Funn: 1 kommer til, 0 går ut, 0 som før" in first
    rule = "Ingen rad har dette dokumentet som kilde. [source-without-rows]"
    assert f"  ny, advarsel: sources.csv, rad 3: {rule}" in first
    assert samspill("build", cwd=folder).returncode == 0
    # On another row it is the same finding.
    write_tables(folder / "data", {**SMALL, "sources": [extra, paper, another]})
    second = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    assert "Funn: 1 kommer til, 0 går ut, 1 som før" in second
    assert f"  ny, advarsel: sources.csv, rad 4: {rule}" in second
    assert f"  som før, advarsel: sources.csv, rad 2: {rule}" in second
    write_tables(folder / "data", {**SMALL, "sources": [paper]})
    third = samspill("build", "--preview", cwd=folder).stdout.splitlines()
    assert f"  borte, advarsel: sources.csv, rad 3: {rule}" in third


def test_violations_are_shown_with_all_the_rest_and_the_exit_code_is_1(folder: Path) -> None:
    before = bytes_of(folder / "snapshots")
    write_tables(folder / "data", {**SMALL, "funding_parties": []})
    done = samspill("build", "--preview", cwd=folder)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert any(line.startswith("  ny, brudd: funding.csv, rad 2: En finansier") for line in lines)
    # The party said class, funding, actor, role, modality, source, locator and confidence.
    assert "  part i finansiering: +0 −8 (ting: +0 −1)" in lines
    assert lines[-2] == "Tabellene ville ikke blitt publisert. Brudd: 1."
    told = samspill("build", "--preview", "--json", cwd=folder)
    assert told.returncode == 1
    assert json.loads(told.stdout)["publishable"] is False
    assert bytes_of(folder / "snapshots") == before


def test_bad_tables_give_the_same_faults_as_a_build(folder: Path) -> None:
    spoil(folder)
    for options in ((), ("--json",)):
        built = samspill("build", *options, cwd=folder)
        shown = samspill("build", "--preview", *options, cwd=folder)
        assert shown.returncode == built.returncode == 1
        assert (shown.stdout, shown.stderr) == (built.stdout, built.stderr)
        assert "«sjef» står ikke i listen" in shown.stderr


def test_without_a_published_snapshot_all_is_compared_with_nothing(tmp_path: Path) -> None:
    write_tables(tmp_path / "data", SMALL)
    done = samspill("build", "--preview", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Ingen snapshot er publisert; alt sammenlignes med ingenting."
    assert "  Aktører: 0 → 2" in lines
    assert not (tmp_path / "snapshots").exists()
    told = json.loads(samspill("build", "--preview", "--json", cwd=tmp_path).stdout)
    assert told["against"] is None


def test_a_pointer_to_a_snapshot_that_is_gone_is_an_error(folder: Path) -> None:
    (folder / "snapshots" / "current").write_text("20200101T000000Z-000000000000\n")
    refused = samspill("build", "--preview", cwd=folder)
    assert refused.returncode == 3
    assert "samspill snapshots use" in refused.stderr


def test_all_goes_with_a_preview_only(folder: Path) -> None:
    before = snapshot.current(folder / "snapshots").name
    refused = samspill("build", "--all", cwd=folder)
    assert refused.returncode == 2
    assert "--preview" in refused.stderr
    assert snapshot.current(folder / "snapshots").name == before
