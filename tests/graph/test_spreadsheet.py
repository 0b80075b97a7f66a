"""Sheets are read back by openpyxl, which is not what wrote them."""

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
from openpyxl import load_workbook
from pyoxigraph import BlankNode, Literal, NamedNode

from graph.results import Cell, FormatError, write_rows, write_truth

XSD = "http://www.w3.org/2001/XMLSchema#"


def typed(value: str, name: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + name))


def written(form: str, names: list[str], rows: list[list[Cell]]) -> bytes:
    parts: list[bytes] = []
    write_rows(form, names, rows, parts.append)
    return b"".join(parts)


def cells(rows: list[list[Cell]]) -> Sequence[Sequence[object]]:
    names = [f"c{n}" for n in range(len(rows[0]))]
    sheet = load_workbook(io.BytesIO(written("xlsx", names, rows))).active
    assert sheet is not None
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert found[0] == names
    return found[1:]


def test_openpyxl_reads_numbers_days_and_truth_as_such() -> None:
    row: list[Cell] = [
        Literal(42),
        typed("-1.50", "decimal"),
        typed("1.5E3", "double"),
        typed("true", "boolean"),
        typed("2025-05-17", "date"),
    ]
    assert cells([row]) == [[42, -1.5, 1500, True, datetime(2025, 5, 17)]]


def test_what_a_spreadsheet_would_change_stays_text() -> None:
    row: list[Cell] = [
        Literal("0301"),
        Literal("=1+1"),
        typed("12345678901234567", "integer"),
        typed("1850-01-01", "date"),
        typed("2025-02-30", "date"),
        typed("INF", "double"),
        typed("1E999", "double"),
    ]
    assert cells([row]) == [
        ["0301", "=1+1", "12345678901234567", "1850-01-01", "2025-02-30", "INF", "1E999"]
    ]


def test_every_sign_of_a_text_comes_back() -> None:
    texts = [" blank ", "line\nfeed", "<a & b>", "Løten 😀", '"', "_"]
    assert cells([[Literal(text) for text in texts]]) == [list(texts)]
    iri, blank = NamedNode("https://example.org/a"), BlankNode("b")
    assert cells([[iri, blank, None]]) == [["https://example.org/a", "_:b", None]]


def test_a_sign_that_xml_lacks_is_written_as_excel_does() -> None:
    # ECMA-376, part 1, 22.9.2.19; openpyxl leaves these as they stand.
    data = written("xlsx", ["a"], [[Literal("bell \x07 \r _x0041_")]])
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet["A2"].value == "bell _x0007_ _x000D_ _x005F_x0041_"


def test_equal_answers_give_equal_bytes() -> None:
    rows: list[list[Cell]] = [[Literal("a")], [Literal("b")]]
    assert written("xlsx", ["x"], rows) == written("xlsx", ["x"], rows)


def test_a_truth_value_is_one_cell() -> None:
    parts: list[bytes] = []
    write_truth("xlsx", True, parts.append)
    sheet = load_workbook(io.BytesIO(b"".join(parts))).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [(True,)]


@pytest.mark.parametrize(
    ("names", "rows", "says"),
    [
        (["a"], [[Literal("x" * 32_768)]], "32767 signs"),
        (["a"], [[Literal("😀" * 16_384)]], "32767 signs"),
        ([f"c{n}" for n in range(16_385)], [], "more columns"),
    ],
)
def test_what_does_not_fit_a_sheet_is_refused_and_not_cut(
    names: list[str], rows: list[list[Cell]], says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        written("xlsx", names, rows)


def test_a_sheet_has_no_more_rows_than_excel_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    # A million rows take long to write; the rule is the same with three.
    monkeypatch.setattr("graph.spreadsheet.MOST_ROWS", 3)
    written("xlsx", ["a"], [[None]] * 2)
    with pytest.raises(FormatError, match="more rows"):
        written("xlsx", ["a"], [[None]] * 3)


def test_csv_for_norwegian_excel_has_a_mark_semicolons_and_decimal_commas() -> None:
    rows: list[list[Cell]] = [
        [Literal(-42), typed("-1.50", "decimal"), typed("1.5E3", "double"), Literal("1.5")],
        [Literal('a;"b"'), Literal("a,b"), None, typed("2025-05-17", "date")],
    ]
    assert (
        written("csv-excel", ["a", "b", "c", "d"], rows)
        == ('\ufeffa;b;c;d\r\n-42;-1,50;1,5E3;1.5\r\n"a;""b""";a,b;;2025-05-17\r\n').encode()
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx"])
def test_text_never_becomes_a_formula_in_csv_for_excel(text: str) -> None:
    assert written("csv-excel", ["a"], [[Literal(text)]]).decode("utf-8-sig") == f"a\r\n'{text}\r\n"
