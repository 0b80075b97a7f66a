"""A table as a file: the same rows in both forms, read back by other programs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
from flask import Flask

from webapp.sheetanswer import Value, sheet_answer

HEADER = ["name", "partners", "amount", "shareAmount"]
ROWS: list[list[Value]] = [
    ["Åmot, «nord»", 3, Decimal("1234.50"), 0.25],
    ["=1+1", None, None, None],
]


def test_a_workbook_has_numbers_and_no_formula(app: Flask) -> None:
    with app.test_request_context("/"):
        response = sheet_answer("fil", "xlsx", HEADER, ROWS)
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Navn", "Antall felles partnere", "Beløp", "Andel"],
        ["Åmot, «nord»", 3, 1234.5, 0.25],
        ["=1+1", None, None, None],
    ]
    assert sheet["A3"].data_type == "s"
    assert response.headers["Content-Disposition"] == 'attachment; filename="fil.xlsx"'


def test_csv_has_the_same_rows() -> None:
    response = sheet_answer("fil", "csv", HEADER, ROWS)
    assert list(csv.reader(io.StringIO(response.get_data(as_text=True)))) == [
        HEADER,
        ["Åmot, «nord»", "3", "1234.50", "0.25"],
        ["=1+1", "", "", ""],
    ]


def test_a_workbook_has_codes_in_the_language_of_the_page(app: Flask) -> None:
    header = ["modality", "bound", "source_iri"]
    rows: list[list[Value]] = [["planned", "ceiling", "https://example.org/s"]]
    for language, expected in (
        (
            "nb",
            [["Sagt som", "Hvor nøyaktig beløpet er", "Kilde (adresse)"], ["planlagt", "inntil"]],
        ),
        (
            "en",
            [["Said as", "How exact the amount is", "Source (address)"], ["planned", "ceiling"]],
        ),
    ):
        with app.test_request_context(f"/?lang={language}"):
            response = sheet_answer("fil", "xlsx", header, rows, {"bound": "amount-bound"})
        sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
        assert sheet is not None
        found = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert [found[0], found[1][:2]] == expected
        assert found[1][2] == "https://example.org/s"
