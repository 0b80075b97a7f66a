"""Every fault is found, at its place, in both languages, all of them in one run."""

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from loaders.checking import check_tables
from loaders.curated import BY_NAME
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology.errors import CellError, TablesRejected
from tests.loaders.conftest import SMALL, MakeTables


def faults_of(folder: Path) -> list[CellError]:
    contract = read_contract(folder)
    return check_tables(read_tables(folder, contract), contract)


def only(faults: list[CellError]) -> CellError:
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def test_the_small_region_has_no_fault(make_tables: MakeTables) -> None:
    assert faults_of(make_tables()) == []


def test_a_mention_says_which_column_it_fills(make_tables: MakeTables) -> None:
    rows = [
        {"id": "a", "subject": "actor:radet", "source": "paper", "locator": "L1", "fills": "orgnr"},
        {
            "id": "b",
            "subject": "actor:radet",
            "source": "paper",
            "locator": "L1",
            "fills": "colour",
        },
    ]
    fault = only(faults_of(make_tables(mentions=rows)))
    assert (fault.row, fault.column) == (3, "fills")
    assert fault.text("nb") == (
        "mentions.csv, rad 3, kolonne «fills»: «colour» er ingen kolonne med opplysninger om "
        "actor. Skriv navnet på kolonnen som kilden har fylt, for eksempel orgnr."
    )


def test_a_web_page_needs_no_locator_and_a_file_with_lines_does(make_tables: MakeTables) -> None:
    rows = [
        {"id": "m", "subject": "actor:radet", "source": "web"},
        {"id": "n", "subject": "actor:radet", "source": "sak"},
    ]
    sources = [
        *SMALL["sources"],
        {"id": "web", "title": "Om rådet", "url": "https://example.org/om"},
        {"id": "sak", "title": "Sak", "file": "sak.txt", "lines": "9"},
    ]
    fault = only(faults_of(make_tables(mentions=rows, sources=sources)))
    assert (fault.file, fault.row, fault.column) == ("mentions.csv", 3, "locator")
    assert "mangler" in fault.text("nb")


def test_an_unknown_reference_is_told_with_the_nearest_ids(make_tables: MakeTables) -> None:
    rows = [{"id": "p1", "actor": "radett", "initiative": "prosjektet", "role": "owner"}]
    fault = only(faults_of(make_tables(participations=rows)))
    assert (fault.file, fault.row, fault.column) == ("participations.csv", 2, "actor")
    assert fault.text("nb") == (
        "participations.csv, rad 2, kolonne «actor»: «radett» finnes ikke blant radene av slaget "
        "actor. Nærmeste id-er: radet, selskapet."
    )
    assert fault.text("en") == (
        "participations.csv, row 2, column «actor»: «radett» is not among the rows of kind actor. "
        "Nearest ids: radet, selskapet."
    )


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("amount", "700 000", "is not a number."),
        ("amount", "-5", "is less than zero."),
        ("currency", "kroner", "is not a currency code. Type three capital letters"),
        ("status", "gitt", "is not in the list. Choose one of: applied, proposed, granted"),
        ("decided", "31.12.2024", "of the form year-month-day. Type 2024-12-31."),
        ("decided", "31.02.2024", "is not a date."),
        ("decided", "45809", "is a day number of Excel, not a date."),
        ("decided", "2024-02-30", "is not a date."),
        ("subject", "prosjektet", "is not a reference of the form kind:id."),
        (
            "subject",
            "topic:prosjektet",
            "Kinds that may stand here: initiative, strategy, actor, agreement, "
            "infrastructure, study-programme.",
        ),
        ("currency_inferred", "ja", "is neither true nor false."),
        ("locator", "linje 3", "is not a place in a source."),
        ("locator", "L81", "lies outside the document, which has 80 lines."),
        ("source", "", "is missing."),
        ("kind", "", "is missing."),
    ],
)
def test_a_wrong_cell_is_told_with_place_value_and_rule(
    make_tables: MakeTables, column: str, value: str, says: str
) -> None:
    rows = [{**SMALL["funding"][0], column: value}]
    fault = only(faults_of(make_tables(funding=rows)))
    assert (fault.file, fault.row, fault.column, fault.value) == ("funding.csv", 2, column, value)
    assert says in fault.text("en")
    assert fault.text("nb") != fault.text("en")


def test_a_second_use_of_an_id_names_the_first_row(make_tables: MakeTables) -> None:
    rows = [*SMALL["participations"], SMALL["participations"][0]]
    fault = only(faults_of(make_tables(participations=rows)))
    assert (fault.row, fault.column, fault.value) == (4, "id", "p1")
    assert "stands on row 2 already" in str(fault)


def test_an_end_before_its_start_is_a_fault(make_tables: MakeTables) -> None:
    rows = [{**SMALL["initiatives"][0], "end": "2025-05"}]
    fault = only(faults_of(make_tables(initiatives=rows)))
    assert (fault.column, fault.value) == ("end", "2025-05")
    assert "is before start (2025-06-01)" in str(fault)


def test_a_question_mark_stands_where_the_source_names_nobody(make_tables: MakeTables) -> None:
    rows = [{"id": "p1", "actor": "?", "initiative": "prosjektet", "role": "owner"}]
    assert faults_of(make_tables(participations=rows)) == []


def test_an_organisation_number_with_a_wrong_check_digit_is_a_fault(
    make_tables: MakeTables,
) -> None:
    rows = [SMALL["actors"][0], {**SMALL["actors"][1], "orgnr": "974760674"}]
    fault = only(faults_of(make_tables(actors=rows)))
    assert (fault.row, fault.column) == (3, "orgnr")


def test_different_contradicted_by_a_chain_of_same_is_a_fault(make_tables: MakeTables) -> None:
    third = {"id": "laget", "type": "DevelopmentAgency", "name_nb": "Laget"}
    pairs = [
        ("radet", "selskapet", "same"),
        ("selskapet", "laget", "same"),
        ("radet", "laget", "different"),
    ]
    rows = [
        {
            "id": f"i{number}",
            "left": f"actor:{left}",
            "right": f"actor:{right}",
            "judgement": verdict,
            "evidence": "samme navn",
        }
        for number, (left, right, verdict) in enumerate(pairs)
    ]
    fault = only(faults_of(make_tables(actors=[*SMALL["actors"], third], identities=rows)))
    assert (fault.file, fault.row, fault.column) == ("identities.csv", 4, "judgement")


def test_all_faults_of_all_tables_come_in_one_run(make_tables: MakeTables) -> None:
    folder = make_tables(
        participations=[
            {"id": "P 1", "actor": "ingen", "initiative": "prosjektet", "role": "sjef"}
        ],
        funding=[{**SMALL["funding"][0], "amount": "mye", "status": "gitt"}],
    )
    found = {(fault.file, fault.row, fault.column) for fault in faults_of(folder)}
    assert found == {
        ("participations.csv", 2, "id"),
        ("participations.csv", 2, "actor"),
        ("participations.csv", 2, "role"),
        ("funding.csv", 2, "amount"),
        ("funding.csv", 2, "status"),
    }


def test_header_faults_are_told_each(make_tables: MakeTables) -> None:
    folder = make_tables()
    file = folder / "places.csv"
    file.write_text(file.read_text().replace("latitude,longitude", "latitude,latitude,høyde", 1))
    # One header more than cells: the row is too short as well.
    found = {(fault.row, fault.column) for fault in faults_of(folder)}
    # The row is not read, but the actor that points to it is not blamed for that.
    assert found == {(1, "latitude"), (1, "høyde"), (1, "longitude"), (2, "")}


def test_blank_rows_keep_their_number(make_tables: MakeTables) -> None:
    folder = make_tables()
    file = folder / "participations.csv"
    lines = file.read_text().splitlines()
    blank = "," * lines[0].count(",")
    broken = lines[2].replace("lead", "sjef")
    file.write_text("\n".join([lines[0], lines[1], blank, "", broken]) + "\n")
    assert only(faults_of(folder)).row == 5


def test_a_byte_order_mark_is_accepted_and_another_encoding_is_not(
    make_tables: MakeTables,
) -> None:
    folder = make_tables()
    file = folder / "actors.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8-sig")
    assert faults_of(folder) == []
    file.write_text(text, encoding="cp437")
    fault = only(faults_of(folder))
    assert str(fault).startswith(
        "actors.csv, row 2, column «name_nb»: «0x86» is a byte that is neither UTF-8 nor"
    )


def test_a_folder_without_contract_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(TablesRejected, match=r"The folder needs datapackage\.json"):
        read_contract(tmp_path)


def test_a_folder_without_tables_is_refused(make_tables: MakeTables, tmp_path: Path) -> None:
    folder = make_tables()
    for file in folder.glob("*.csv"):
        file.unlink()
    with pytest.raises(TablesRejected, match="there are no tables here"):
        faults_of(folder)


def test_a_workbook_reads_like_the_folder(make_tables: MakeTables, tmp_path: Path) -> None:
    folder = make_tables()
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for file in sorted(folder.glob("*.csv")):
        sheet = workbook.create_sheet(file.stem)
        for record in csv.reader(file.read_text(encoding="utf-8").splitlines()):
            sheet.append(
                [datetime(2025, 6, 1) if cell == "2025-06-01" else cell or None for cell in record]
            )
    place = tmp_path / "tables.xlsx"
    workbook.save(place)
    contract = read_contract(place)
    from_folder = read_tables(folder, contract)
    from_sheets = read_tables(place, contract)
    assert from_sheets.faults == []
    cells = {name: [row.cells for row in rows] for name, rows in from_folder.rows.items()}
    assert {name: [row.cells for row in rows] for name, rows in from_sheets.rows.items()} == cells


@pytest.mark.parametrize("name", ["mentions.CSV", "actors.xlsx", "funding.csv.txt", "wishes.csv"])
def test_a_file_that_looks_like_a_table_is_not_left_out_in_silence(
    make_tables: MakeTables, name: str
) -> None:
    folder = make_tables()
    (folder / name).write_text("id\n")
    fault = only(faults_of(folder))
    assert (fault.file, fault.row) == (name, 0)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("participations", "source"),
        ("participations", "initiative"),
        ("funding_parties", "funding"),
    ],
)
def test_a_question_mark_where_the_row_would_say_nothing_is_a_fault(
    make_tables: MakeTables, table: str, column: str
) -> None:
    fault = only(faults_of(make_tables(**{table: [{**SMALL[table][0], column: "?"}]})))
    assert (fault.column, fault.value) == (column, "?")
    assert "without it the row says nothing" in str(fault)


def test_before_in_both_cells_of_an_interval_is_a_fault(make_tables: MakeTables) -> None:
    rows = [{**SMALL["initiatives"][0], "start": "<2025-06", "end": ".."}]
    fault = only(faults_of(make_tables(initiatives=rows)))
    assert (fault.column, fault.value) == ("start", "<2025-06")


def test_a_claim_is_looked_for_in_the_document_of_its_row(make_tables: MakeTables) -> None:
    tables = {
        "contradictions": [
            {"id": "c", "kind": "gap", "subject": "initiative:prosjektet", "label_nb": "Hva?"}
        ],
        "contradiction_claims": [
            {"id": "k", "contradiction": "c", "claim": "funding:f1", "locator": "L80"},
            {"id": "l", "contradiction": "c", "claim": "funding:f1", "locator": "L81"},
        ],
    }
    fault = only(faults_of(make_tables(**tables)))
    assert (fault.file, fault.row, fault.column) == ("contradiction_claims.csv", 3, "locator")


def test_an_actor_is_not_the_same_as_a_place(make_tables: MakeTables) -> None:
    rows = [
        {
            "id": "i",
            "left": "actor:radet",
            "right": "place:hamarregionen",
            "judgement": "same",
            "evidence": "navnet",
        }
    ]
    assert "of different kinds" in str(only(faults_of(make_tables(identities=rows))))


def workbook(path: Path, change: Callable[[Workbook], None]) -> Path:
    """Write the small region's funding as a sheet, after a change."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "sources"
    sheet.append([column.name for column in BY_NAME["sources"].columns])
    sheet.append(["paper", "Et saksframlegg", *[None] * 10])
    change(book)
    book.save(path)
    return path


def merge(book: Workbook) -> None:
    book["sources"].merge_cells("B2:C2")


def formula(book: Workbook) -> None:
    book["sources"]["E2"] = "=40*2"


def chart_sheet(book: Workbook) -> None:
    book.create_chartsheet("Diagram").add_chart(BarChart())


@pytest.mark.parametrize(
    ("change", "says"),
    [(merge, "are merged cells"), (formula, "is a formula without an answer")],
)
def test_what_a_workbook_would_hide_is_a_fault(
    tmp_path: Path, change: Callable[[Workbook], None], says: str
) -> None:
    fault = only(faults_of(workbook(tmp_path / "t.xlsx", change)))
    assert (fault.file, fault.row) == ("t.xlsx:sources", 2)
    assert says in str(fault)


def test_a_sheet_with_only_a_chart_is_no_table(tmp_path: Path) -> None:
    assert faults_of(workbook(tmp_path / "t.xlsx", chart_sheet)) == []


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_workbook_that_cannot_be_read_is_told_by_name(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "t.xlsx"
    place.write_bytes(content)
    with pytest.raises(TablesRejected, match=r"t\.xlsx: .*cannot be read as \.xlsx"):
        faults_of(place)
