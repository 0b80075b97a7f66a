"""A build publishes all of it or nothing, and tells what it did."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph import snapshot
from graph.derive import Rule
from graph.store import open_store
from graph.validation import Check
from loaders.build import Finish, Recipe, build, check
from loaders.rdf_files import RdfFile, read_option
from loaders.report import BuildReport
from ontology.errors import RdfFileError, ShapesViolated, TablesRejected, VocabularyError
from ontology.iri_policy import GRAPH
from queries import catalogue
from tests.loaders.conftest import SMALL, MakeTables


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "snapshots"


def recipe(data: Path, **changed: object) -> Recipe:
    return Recipe(data, catalogue.rules(), catalogue.checks(), **changed)  # type: ignore[arg-type]


def published(root: Path) -> str:
    return snapshot.current(root).name


def test_a_build_publishes_a_snapshot_that_answers(make_tables: MakeTables, root: Path) -> None:
    report = build(recipe(make_tables()), root)
    assert report.rows["participations"] == 2
    assert report.things["Participation"] == 2
    assert published(root) == report.snapshot
    reader = open_store(snapshot.current(root).path)
    rows = reader.select(
        "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
        "SELECT ?who WHERE { ?who samspill:participatesIn ?project } ORDER BY ?who"
    )
    assert [row["who"].value.rpartition("/")[2] for row in rows] == ["radet", "selskapet"]
    reader.close()


def test_equal_inputs_make_no_new_snapshot(make_tables: MakeTables, root: Path) -> None:
    first = build(recipe(make_tables()), root)
    second = build(recipe(make_tables()), root)
    assert second.unchanged
    assert second.snapshot == first.snapshot
    assert len(snapshot.list_snapshots(root)) == 1
    assert build(recipe(make_tables()), root, force=True).unchanged is False


def test_what_readers_need_is_computed_before_publishing(
    make_tables: MakeTables, root: Path
) -> None:
    told = []

    def write(folder: Path, statements: int) -> None:
        assert snapshot.list_snapshots(root) == []
        assert {"store", "index", "layout.json"} <= {path.name for path in folder.iterdir()}
        (folder / "extra.txt").write_text("computed", encoding="utf-8")
        told.append(statements)

    report = build(recipe(make_tables(), finish=Finish("one", write)), root)
    assert told == [sum(report.statements.values())]
    place = snapshot.current(root).path / "extra.txt"
    assert place.read_text(encoding="utf-8") == "computed"
    # The same program has nothing to do; another one computes anew.
    assert build(recipe(make_tables(), finish=Finish("one", write)), root).unchanged
    assert len(told) == 1
    other = Finish("two", lambda _folder, _statements: None)
    assert not build(recipe(make_tables(), finish=other), root).unchanged


def test_nothing_is_published_when_what_readers_need_cannot_be_computed(
    make_tables: MakeTables, root: Path
) -> None:
    def fail(_folder: Path, _statements: int) -> None:
        raise LookupError("a fault of the program")

    with pytest.raises(LookupError):
        build(recipe(make_tables(), finish=Finish("one", fail)), root)
    assert snapshot.list_snapshots(root) == []


def test_inserting_a_row_that_says_nothing_new_keeps_the_hash(
    make_tables: MakeTables, root: Path
) -> None:
    first = build(recipe(make_tables()), root)
    turned = list(reversed(SMALL["participations"]))
    second = build(recipe(make_tables(participations=turned)), root)
    assert second.unchanged is False
    assert second.snapshot.rpartition("-")[2] == first.snapshot.rpartition("-")[2]


def test_faults_leave_the_published_snapshot_untouched(make_tables: MakeTables, root: Path) -> None:
    first = build(recipe(make_tables()), root)
    before = sorted(path.name for path in root.iterdir())
    bad = [{**SMALL["participations"][0], "role": "sjef"}]
    with pytest.raises(TablesRejected) as caught:
        build(recipe(make_tables(participations=bad)), root)
    assert len(caught.value.faults) == 1
    assert published(root) == first.snapshot
    assert sorted(path.name for path in root.iterdir()) == before


def test_faults_of_a_first_build_write_nothing(make_tables: MakeTables, root: Path) -> None:
    bad = [{**SMALL["participations"][0], "role": "sjef"}]
    with pytest.raises(TablesRejected):
        build(recipe(make_tables(participations=bad)), root)
    assert not root.exists()


def test_a_violation_stops_the_build_and_names_table_and_row(
    make_tables: MakeTables, root: Path
) -> None:
    first = build(recipe(make_tables()), root)
    with pytest.raises(ShapesViolated) as caught:
        build(recipe(make_tables(funding_parties=[])), root)
    assert str(caught.value) == (
        "funding.csv, row 2: A funding row needs a funder or recipient, or a note that says why "
        "there is none."
    )
    assert "funding.csv, rad 2: En finansiering trenger" in caught.value.text("nb")
    assert published(root) == first.snapshot
    assert not list(root.glob(".building-*"))


def test_a_check_over_several_rows_stops_the_build(make_tables: MakeTables, root: Path) -> None:
    rows = [
        {**SMALL["funding"][0], "id": "whole", "amount": "100"},
        {**SMALL["funding"][0], "id": "f1", "amount": "101", "part_of": "whole"},
    ]
    parties = [
        SMALL["funding_parties"][0],
        {"id": "fp2", "funding": "whole", "actor": "radet", "role": "funder"},
    ]
    with pytest.raises(ShapesViolated, match=r"funding.csv, row 3: .*exceeds the whole.*\(101\)"):
        build(recipe(make_tables(funding=rows, funding_parties=parties)), root)


def test_validate_finds_the_same_and_writes_nothing(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    before = sorted(path.name for path in tmp_path.rglob("*"))
    report = check(recipe(folder))
    assert report.snapshot == ""
    assert report.statements[GRAPH + "curated"] > 50
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    with pytest.raises(ShapesViolated):
        check(recipe(make_tables(funding_parties=[])))


def test_the_snapshot_is_named_by_the_clock_it_was_given(
    make_tables: MakeTables, root: Path
) -> None:
    moment = datetime(2026, 11, 24, 8, 30, 0, tzinfo=UTC)
    report = build(recipe(make_tables()), root, now=lambda: moment)
    assert report.snapshot.startswith("20261124T083000Z-")
    assert report.created == "2026-11-24T08:30:00+00:00"


def test_a_rdf_file_stands_beside_the_curated_graph_and_is_not_judged(
    make_tables: MakeTables, root: Path, tmp_path: Path
) -> None:
    # A funding without anything would break every shape, were it ours.
    file = tmp_path / "extra.ttl"
    file.write_text(
        "@prefix s: <https://w3id.org/samspill/ontology#> .\n"
        "<https://example.org/f> a s:Funding ; s:note [ s:note 'x' ] ; s:partOf [ s:amount 1 ] .\n"
        "<https://example.org/loop> s:partOf <https://example.org/loop> ."
    )
    report = build(recipe(make_tables(), rdf=(RdfFile("https://example.org/g", file),)), root)
    assert report.statements["https://example.org/g"] == 6
    reader = open_store(snapshot.current(root).path)
    assert reader.ask("ASK { GRAPH <https://example.org/g> { ?s ?p ?o FILTER(isIRI(?s)) } }")
    assert not reader.ask("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }")
    reader.close()


def test_blank_nodes_of_two_files_stay_two_nodes(
    make_tables: MakeTables, root: Path, tmp_path: Path
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.ttl").write_text(f"[] <https://e.org/p> '{name}' .")
    files = tuple(RdfFile("https://e.org/g", tmp_path / f"{name}.ttl") for name in "ab")
    build(recipe(make_tables(), rdf=files), root)
    reader = open_store(snapshot.current(root).path)
    (row,) = reader.select("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s <https://e.org/p> ?o }")
    assert row["n"].value == "2"
    reader.close()


def test_what_an_imported_file_says_of_our_things_does_not_blame_our_tables(
    make_tables: MakeTables, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "loop.ttl"
    thing = "<https://w3id.org/samspill/id/initiative/prosjektet>"
    file.write_text(f"{thing} <https://w3id.org/samspill/ontology#partOf> {thing} .")
    report = build(recipe(make_tables(), rdf=(RdfFile("https://e.org/g", file),)), root)
    assert report.findings == []


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("goals", "parent", "goal:g"), ("place_parts", "whole", "hamarregionen")],
)
def test_what_is_part_of_itself_stops_the_build(
    make_tables: MakeTables, root: Path, table: str, column: str, value: str
) -> None:
    row = {
        "goals": {"id": "g", "label_nb": "G"},
        "place_parts": {"id": "pp", "part": "hamarregionen"},
    }
    with pytest.raises(ShapesViolated, match=rf"{table}\.csv, row 2: "):
        build(recipe(make_tables(**{table: [{**row[table], column: value}]})), root)


def test_places_that_hold_each_other_stop_the_build(make_tables: MakeTables, root: Path) -> None:
    places = [*SMALL["places"], {"id": "liten", "type": "Town", "name": "Liten"}]
    parts = [
        {"id": "a", "part": "liten", "whole": "hamarregionen"},
        {"id": "b", "part": "hamarregionen", "whole": "liten"},
    ]
    with pytest.raises(ShapesViolated, match=r"place_parts\.csv, row 3: .*part of itself"):
        build(recipe(make_tables(places=places, place_parts=parts)), root)


@pytest.mark.parametrize(
    ("keep", "graph"), [(False, "https://example.org/g"), (True, "https://example.org/own")]
)
def test_quads_keep_their_graph_only_when_asked(
    make_tables: MakeTables, root: Path, tmp_path: Path, keep: bool, graph: str
) -> None:
    file = tmp_path / "extra.nq"
    file.write_text(
        "<https://e.org/a> <https://e.org/b> <https://e.org/c> <https://example.org/own> .\n"
    )
    made = recipe(make_tables(), rdf=(RdfFile("https://example.org/g", file),), keep_graphs=keep)
    assert build(made, root).statements[graph] == 1


def test_a_syntax_error_names_file_and_line_and_stops_the_build(
    make_tables: MakeTables, root: Path, tmp_path: Path
) -> None:
    first: BuildReport = build(recipe(make_tables()), root)
    file = tmp_path / "broken.ttl"
    file.write_text("<https://e.org/a> <https://e.org/b> 1 .\n\n<https://e.org/a> oops .\n")
    with pytest.raises(RdfFileError, match=r"broken\.ttl, line 3: is not readable RDF"):
        build(recipe(make_tables(), rdf=(RdfFile("https://example.org/g", file),)), root)
    assert published(root) == first.snapshot


def test_names_of_our_own_graphs_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text("")
    for name in ("curated", "rows", "derived", "new"):
        with pytest.raises(RdfFileError, match="one of our own graphs"):
            read_option(f"{GRAPH}{name}={file}")


def test_kept_graphs_may_not_be_ours_either(
    make_tables: MakeTables, root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "extra.nq"
    file.write_text(f"<https://e.org/a> <https://e.org/b> <https://e.org/c> <{GRAPH}curated> .\n")
    made = recipe(make_tables(), rdf=(RdfFile("https://e.org/g", file),), keep_graphs=True)
    with pytest.raises(RdfFileError, match="one of our own graphs"):
        build(made, root)


def test_the_option_is_split_at_the_last_equals_sign(tmp_path: Path) -> None:
    file = tmp_path / "extra.ttl"
    file.write_text("")
    assert read_option(f"https://e.org/g?a=b={file}") == RdfFile("https://e.org/g?a=b", file)


@pytest.mark.parametrize("option", ["", "=", "https://e.org/g=", "=file.ttl", "file.ttl"])
def test_an_option_without_two_parts_is_refused(option: str) -> None:
    with pytest.raises(RdfFileError, match="GRAPH_IRI=FILE"):
        read_option(option)


def test_two_rules_may_not_make_the_same_predicate(make_tables: MakeTables, root: Path) -> None:
    words = {"nb": "x", "en": "x"}
    query = "CONSTRUCT { ?s <https://e.org/p> ?o } WHERE { ?s a ?o }"
    rules = [Rule("one", words, words, query), Rule("two", words, words, query)]
    with pytest.raises(VocabularyError, match="is made by one already"):
        build(Recipe(make_tables(), rules, []), root)


def test_a_warning_is_reported_and_does_not_stop_the_build(
    make_tables: MakeTables, root: Path
) -> None:
    warn = Check(
        "always",
        "warning",
        {"nb": "Alltid.", "en": "Always."},
        "SELECT ?focus WHERE { ?focus a <https://w3id.org/samspill/ontology#Funding> }",
    )
    report = build(Recipe(make_tables(), catalogue.rules(), [warn]), root)
    assert [f.text("nb") for f in report.findings] == ["funding.csv, rad 2: Alltid. [always]"]
    kept = snapshot.current(root).report["findings"]
    assert kept[0]["place"] == {"table": "funding", "row": 2}
