"""A register's file becomes a dataset folder: whole, or not at all."""

import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from loaders.registers.dataset import quads, read_dataset, read_datasets
from loaders.registers.importing import Imported, import_file
from ontology.errors import DatasetError, RegisterFileError, RowsRejected
from tests.loaders.registers.conftest import REGISTER, write_rows

DAY = "2025-06-01"


def bring_in(file: Path, folder: Path, **changed: object) -> Imported:
    return import_file(REGISTER, file, folder, **{"date": DAY, **changed})  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_says_where_it_comes_from_and_how_much_there_is(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", 3)
    done = bring_in(file, tmp_path / "sett", version="1.2")
    about = json.loads((tmp_path / "sett" / "dataset.json").read_text(encoding="utf-8"))
    packed = (tmp_path / "sett" / "statements.nt.gz").read_bytes()
    assert about == {
        "id": "sett",
        "register": "prove",
        "title": {"nb": "Prøveregisteret", "en": "The register of trials"},
        "publisher": "Prøvestyret",
        "licence": "",
        "source_url": "https://example.org/prove",
        "date": DAY,
        "file": "a.csv",
        "file_sha256": sha256(file.read_bytes()).hexdigest(),
        "rows_read": 3,
        "rows_bad": 0,
        "things": {"RegisteredUnit": 3},
        "statements": 6,
        "statements_sha256": sha256(packed).hexdigest(),
        "rejected_sha256": sha256(b"line,reason_nb,reason_en\n").hexdigest(),
        "version": "1.2",
    }
    assert done.bad == ()
    assert names(tmp_path) == ["a.csv", "sett"]
    assert names(tmp_path / "sett") == ["dataset.json", "rejected.csv", "statements.nt.gz"]


def test_a_build_reads_the_statements_and_what_the_dataset_says_of_itself(tmp_path: Path) -> None:
    bring_in(write_rows(tmp_path / "a.csv", 2), tmp_path / "sett", licence="https://e.org/l")
    found = list(quads(read_dataset(tmp_path / "sett")))
    assert {str(quad.graph_name) for quad in found} == {"<https://w3id.org/samspill/graph/sett>"}
    itself = {
        (quad.predicate.value.replace("#", "/").rpartition("/")[2], str(quad.object))
        for quad in found
        if str(quad.subject) == "<https://w3id.org/samspill/graph/sett>"
    }
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert itself == {
        ("type", "<http://rdfs.org/ns/void#Dataset>"),
        ("title", '"Prøveregisteret"@nb'),
        ("title", '"The register of trials"@en'),
        ("publisher", "<https://w3id.org/samspill/graph/sett#publisher>"),
        ("license", "<https://e.org/l>"),
        ("source", "<https://example.org/prove>"),
        ("issued", f'"{DAY}"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("register", '"prove"'),
        ("rowsRead", f'"2"{integer}'),
        ("rowsRejected", f'"0"{integer}'),
    }
    # Ten of itself, two of the publisher, two for each of two units.
    assert len(found) == 10 + 2 + 4


def test_equal_files_give_equal_bytes(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", 200, 1)
    bring_in(file, tmp_path / "en" / "sett")
    bring_in(file, tmp_path / "to" / "sett")
    for name in names(tmp_path / "en" / "sett"):
        first, second = (tmp_path / where / "sett" / name for where in ("en", "to"))
        assert first.read_bytes() == second.read_bytes(), name


def test_one_bad_row_in_a_hundred_is_told_and_left_out(tmp_path: Path) -> None:
    done = bring_in(write_rows(tmp_path / "a.csv", 99, 1), tmp_path / "sett")
    assert (done.about.rows_read, done.about.rows_bad) == (99, 1)
    assert [row.text("nb") for row in done.bad] == ["linje 101: nr «x» er ikke et helt tall."]
    assert (tmp_path / "sett" / "rejected.csv").read_text(encoding="utf-8") == (
        "line,reason_nb,reason_en\n101,nr «x» er ikke et helt tall.,nr “x” is not a whole number.\n"
    )


def test_more_than_one_bad_row_in_a_hundred_is_refused_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    file = write_rows(tmp_path / "a.csv", 2_000, 25)
    with pytest.raises(RowsRejected) as caught:
        bring_in(file, tmp_path / "sett")
    assert (caught.value.read, caught.value.count, len(caught.value.bad)) == (2_000, 25, 25)
    lines = caught.value.text("nb").splitlines()
    assert len(lines) == 22
    assert lines[0] == f"{file}, linje 2002: nr «x» er ikke et helt tall."
    assert lines[20] == "… og 5 til; --json har dem"
    assert lines[21].startswith("25 av 2025 rader kan ikke leses. Det er mer enn 1 %")
    assert names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "the file is empty"), ("nr;navn\n", "has no rows"), ("a;b\n1;2\n", "lacks columns: nr")],
)
def test_an_empty_file_or_one_of_another_form_is_refused(
    content: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    with pytest.raises(RegisterFileError, match=said):
        bring_in(tmp_path / "a.csv", tmp_path / "sett")
    assert names(tmp_path) == ["a.csv"]


def test_a_refused_file_leaves_the_dataset_of_before(tmp_path: Path) -> None:
    bring_in(write_rows(tmp_path / "a.csv", 3), tmp_path / "sett")
    before = (tmp_path / "sett" / "dataset.json").read_bytes()
    with pytest.raises(RowsRejected):
        bring_in(write_rows(tmp_path / "b.csv", 1, 1), tmp_path / "sett", replace=True)
    assert (tmp_path / "sett" / "dataset.json").read_bytes() == before
    assert names(tmp_path) == ["a.csv", "b.csv", "sett"]


def test_a_dataset_is_replaced_only_when_asked(tmp_path: Path) -> None:
    bring_in(write_rows(tmp_path / "a.csv", 3), tmp_path / "sett")
    more = write_rows(tmp_path / "b.csv", 4)
    with pytest.raises(DatasetError, match=r"is a dataset already\. Use --replace"):
        bring_in(more, tmp_path / "sett")
    assert read_dataset(tmp_path / "sett").about.rows_read == 3
    bring_in(more, tmp_path / "sett", replace=True)
    assert read_dataset(tmp_path / "sett").about.rows_read == 4
    assert names(tmp_path) == ["a.csv", "b.csv", "sett"]


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "link"])
def test_what_is_no_dataset_is_never_touched(kind: str, tmp_path: Path) -> None:
    place = tmp_path / "sett"
    if kind == "file":
        place.write_text("mine")
    elif kind == "link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.mkdir()
        if kind == "folder":
            (place / "dataset.json").write_text("mine")
    with pytest.raises(DatasetError, match=r"is no dataset\. It is not touched"):
        bring_in(write_rows(tmp_path / "a.csv", 3), place, replace=True)
    assert names(tmp_path) == ["a.csv", "sett"]
    if kind == "folder":
        assert (place / "dataset.json").read_text() == "mine"


def test_what_a_killed_import_left_is_cleared_and_the_dataset_comes_back(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", 3)
    bring_in(file, tmp_path / "sett")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / "sett").rename(tmp_path / f"sett.replaced-{ended.pid}")
    (tmp_path / f"sett.importing-{ended.pid}").mkdir()
    with pytest.raises(DatasetError, match="is a dataset already"):
        bring_in(file, tmp_path / "sett")
    assert names(tmp_path) == ["a.csv", "sett"]


@pytest.mark.parametrize("name", ["Enheter", "enheter 2025", "enheter_2025", "a--b", "å"])
def test_a_name_that_is_no_slug_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="must be small letters"):
        bring_in(write_rows(tmp_path / "a.csv", 1), tmp_path / name)


@pytest.mark.parametrize("name", ["curated", "persons", "ontology", "derived", "rows"])
def test_the_names_of_our_own_graphs_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="one of our own graphs"):
        bring_in(write_rows(tmp_path / "a.csv", 1), tmp_path / name)


def test_a_file_without_a_date_needs_one_and_one_with_a_date_gives_it(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", 1)
    with pytest.raises(RegisterFileError, match=r"with --date YYYY-MM-DD"):
        import_file(REGISTER, file, tmp_path / "sett")
    with pytest.raises(RegisterFileError, match=r"“1\. juni” is not a date"):
        import_file(REGISTER, file, tmp_path / "sett", date="1. juni")
    dated = replace(REGISTER, date_of=lambda path: "2024-12-31")
    assert import_file(dated, file, tmp_path / "sett").about.date == "2024-12-31"


def test_a_licence_that_is_no_iri_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="“CC BY” is not an IRI"):
        bring_in(write_rows(tmp_path / "a.csv", 1), tmp_path / "sett", licence="CC BY")


@pytest.mark.parametrize("name", ["statements.nt.gz", "rejected.csv", "dataset.json"])
def test_a_damaged_or_missing_file_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    bring_in(write_rows(tmp_path / "a.csv", 3), tmp_path / "sett")
    file = tmp_path / "sett" / name
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(DatasetError) as caught:
        read_dataset(tmp_path / "sett")
    assert caught.value.place == str(file)
    file.unlink()
    with pytest.raises(DatasetError, match=f"is no dataset|{name}: is missing"):
        read_dataset(tmp_path / "sett")


def test_a_count_that_does_not_agree_is_told_when_the_statements_are_read(tmp_path: Path) -> None:
    bring_in(write_rows(tmp_path / "a.csv", 3), tmp_path / "sett")
    about = tmp_path / "sett" / "dataset.json"
    text = about.read_text(encoding="utf-8").replace('"statements": 6', '"statements": 7')
    about.write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"has 6 statements, but dataset\.json says 7"):
        list(quads(read_dataset(tmp_path / "sett")))


def test_a_renamed_folder_and_two_of_one_name_are_refused(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.csv", 1)
    for where in ("en", "to"):
        bring_in(file, tmp_path / where / "sett")
    with pytest.raises(DatasetError, match="has the same id as"):
        read_datasets([tmp_path / "en" / "sett", tmp_path / "to" / "sett"])
    (tmp_path / "en" / "sett").rename(tmp_path / "annet")
    with pytest.raises(DatasetError, match="has another name than the dataset in it, “sett”"):
        read_dataset(tmp_path / "annet")


def test_a_folder_that_is_no_dataset_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="Make it with `samspill import`"):
        read_dataset(tmp_path / "sett")
