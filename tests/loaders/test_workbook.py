"""Tables become a workbook and come back as they were."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from loaders import contract
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from loaders.sheets import LISTS
from loaders.workbook import write_workbook
from loaders.workbook_tables import Written, read_workbook
from ontology import vocabulary
from ontology.errors import TablesRejected
from tests.loaders.conftest import SMALL, MakeTables

DATA = Path(__file__).parents[2] / "data"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "README.md"}


def change(file: Path, sheet: str, cell: str, value: str) -> None:
    """Type a value into a cell, as a person with a spreadsheet does."""
    workbook = load_workbook(file)
    workbook[sheet][cell] = value
    workbook.save(file)


@pytest.fixture(scope="module")
def curated_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("workbook") / "tables.xlsx"
    write_workbook(DATA, file)
    return file


def test_the_curated_tables_come_back_byte_for_byte(curated_workbook: Path, tmp_path: Path) -> None:
    done = read_workbook(curated_workbook, tmp_path / "data")
    assert set(done.written) == {path.stem for path in DATA.glob("*.csv")}
    assert files(tmp_path / "data") == files(DATA)


def test_every_table_has_a_sheet_of_text_with_its_header_held_in_place(
    curated_workbook: Path,
) -> None:
    workbook = load_workbook(curated_workbook)
    tables = read_contract(DATA)
    assert workbook.sheetnames == [*tables, LISTS]
    assert workbook[LISTS].sheet_state == "hidden"
    for name, table in tables.items():
        sheet = workbook[name]
        assert [cell.value for cell in sheet[1]] == list(table.fields)
        assert sheet.freeze_panes == "B2"
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
        assert kinds == {"s"}, name
        assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value} == {
            "@"
        }


def test_columns_of_codes_offer_their_list(curated_workbook: Path) -> None:
    workbook = load_workbook(curated_workbook)

    def rules(sheet: str) -> dict[str, str]:
        found = workbook[sheet].data_validations.dataValidation
        return {str(rule.sqref): str(rule.formula1) for rule in found}

    # id, left, right, judgement in column D; identities has no other code.
    assert rules("identities") == {"D2:D1048576": '"same,different,unsure"'}
    # The types of actor are too many for a rule of 255 letters: they stand on the hidden sheet.
    types = vocabulary.subclasses("Actor")
    assert rules("actors")["B2:B1048576"] == f"'{LISTS}'!$A$1:$A${len(types)}"
    assert [cell.value for cell in workbook[LISTS]["A"] if cell.value] == list(types)
    for sheet in workbook.worksheets:
        for formula in rules(sheet.title).values():
            assert len(formula) <= 255


def test_each_column_says_what_it_holds_in_the_language(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    for language, text in (
        ("nb", "rolle: Rollen, fra en lukket liste."),
        ("en", "role: The role, from a closed list."),
    ):
        file = tmp_path / f"{language}.xlsx"
        write_workbook(folder, file, language)
        comment = load_workbook(file)["participations"]["D1"].comment
        assert comment is not None
        assert comment.text == text


def test_text_that_a_spreadsheet_would_change_comes_back_as_it_was(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    texts = ["=1+1", "0301", "1e5", "2018-05", "+47", "en\nto", "'x", 'si "hei", ja', "_x000D_"]
    rows = [{**SMALL["participations"][0], "id": f"p{n}", "note": t} for n, t in enumerate(texts)]
    folder = make_tables(participations=rows)
    write_workbook(folder, tmp_path / "t.xlsx")
    read_workbook(tmp_path / "t.xlsx", tmp_path / "back")
    assert files(tmp_path / "back") == files(folder)
    with (tmp_path / "back" / "participations.csv").open(encoding="utf-8", newline="") as file:
        assert [row["note"] for row in csv.DictReader(file)] == texts


@pytest.mark.parametrize("text", ["a\x0bb", "a\r\nb", "x" * 32_768])
def test_what_no_spreadsheet_can_hold_is_named_and_nothing_is_written(
    make_tables: MakeTables, tmp_path: Path, text: str
) -> None:
    folder = make_tables(funding=[{**SMALL["funding"][0], "note": text}])
    with pytest.raises(TablesRejected, match=r"(?s)funding.csv, row 2, column «note».*loss"):
        write_workbook(folder, tmp_path / "t.xlsx")
    assert not (tmp_path / "t.xlsx").exists()


def test_an_empty_table_has_a_file_only_if_it_had_one(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables(goals=[])
    write_workbook(folder, tmp_path / "t.xlsx")
    assert "topics" in load_workbook(tmp_path / "t.xlsx").sheetnames
    read_workbook(tmp_path / "t.xlsx", tmp_path / "back")
    assert {path.stem for path in (tmp_path / "back").glob("*.csv")} == {*SMALL, "goals"}
    # A first row makes the file.
    for cell, value in zip("ABCI", ("klima", "policy-area", "Klima", "paper"), strict=True):
        change(tmp_path / "t.xlsx", "topics", f"{cell}2", value)
    assert read_workbook(tmp_path / "t.xlsx", tmp_path / "back").written == ("topics",)


def test_only_tables_that_say_something_else_are_written(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    # A file in another style says the same: it is not rewritten.
    places = folder / "places.csv"
    places.write_bytes(places.read_bytes().replace(b"\n", b"\r\n"))
    write_workbook(folder, tmp_path / "t.xlsx")
    before = files(folder)
    change(tmp_path / "t.xlsx", "participations", "D3", "partner")
    done = read_workbook(tmp_path / "t.xlsx", folder)
    assert done.written == ("participations",)
    assert set(done.equal) == {*SMALL} - {"participations"}
    wanted = before["participations.csv"].replace(b"lead", b"partner")
    assert files(folder) == {**before, "participations.csv": wanted}


def test_a_folder_that_has_changed_since_is_not_written_over(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    workbook = tmp_path / "t.xlsx"
    write_workbook(folder, workbook)
    for name in ("participations", "funding"):
        file = folder / f"{name}.csv"
        file.write_bytes(file.read_bytes().replace(b"L1", b"L2"))
    change(workbook, "places", "C2", "Hamarregionen i Innlandet")
    before = files(folder)
    with pytest.raises(TablesRejected) as refused:
        read_workbook(workbook, folder)
    assert [fault.file for fault in refused.value.faults] == ["participations.csv", "funding.csv"]
    assert files(folder) == before
    done = read_workbook(workbook, folder, force=True)
    assert done.written == ("places", "participations", "funding")
    assert b"L2" not in (folder / "funding.csv").read_bytes()


def test_a_workbook_that_does_not_say_where_it_comes_from_overwrites_nothing(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    workbook = tmp_path / "t.xlsx"
    write_workbook(folder, workbook)
    known = load_workbook(workbook)
    for name in list(known.custom_doc_props.names):  # type: ignore[attr-defined]
        del known.custom_doc_props[name]  # type: ignore[attr-defined]
    known["places"]["C2"] = "Regionen"
    del known["funding"]
    known.save(workbook)
    with pytest.raises(TablesRejected, match=r"places.csv: has changed since"):
        read_workbook(workbook, folder)
    done = read_workbook(workbook, folder, force=True)
    # The table without a sheet keeps its file.
    assert (done.written, done.without_sheet) == (("places",), ("funding",))
    assert (folder / "funding.csv").exists()


def test_a_sheet_that_cannot_be_read_whole_stops_everything(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    folder = make_tables()
    workbook = tmp_path / "t.xlsx"
    write_workbook(folder, workbook)
    before = files(folder)
    change(workbook, "participations", "D3", "partner")
    change(workbook, "funding", "C2", "=2*350000")
    with pytest.raises(TablesRejected, match=r"t.xlsx:funding, row 2, .*is a formula"):
        read_workbook(workbook, folder, force=True)
    assert files(folder) == before


def test_a_workbook_that_is_there_is_kept(make_tables: MakeTables, tmp_path: Path) -> None:
    folder = make_tables()
    workbook = tmp_path / "t.xlsx"
    write_workbook(folder, workbook)
    before = workbook.read_bytes()
    with pytest.raises(TablesRejected, match=r"t.xlsx: is there already. Use --force"):
        write_workbook(folder, workbook)
    assert workbook.read_bytes() == before
    assert write_workbook(folder, workbook, force=True)["participations"] == 2


def test_a_new_folder_gets_the_contract_of_this_version(
    make_tables: MakeTables, tmp_path: Path
) -> None:
    write_workbook(make_tables(), tmp_path / "t.xlsx")
    done = read_workbook(tmp_path / "t.xlsx", tmp_path / "new" / "data")
    assert isinstance(done, Written)
    text = (tmp_path / "new" / "data" / "datapackage.json").read_text(encoding="utf-8")
    assert text == contract.text()


def test_a_workbook_is_read_wherever_a_folder_is(curated_workbook: Path) -> None:
    assert read_tables(curated_workbook, read_contract(curated_workbook)).faults == []
