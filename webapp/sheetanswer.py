"""A table as a file to keep: CSV as everywhere here, or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from flask import Response
from pyoxigraph import Literal, NamedNode

from graph.results import RESULT_FORMATS
from graph.spreadsheet import write_xlsx
from webapp.csvanswer import csv_answer
from webapp.sheet_words import heading, word
from webapp.site import opened

#: The endings of addresses that give such a file.
SHEETS = ("csv", "xlsx")
_XSD = "http://www.w3.org/2001/XMLSchema#"

Value = str | int | float | Decimal | None


def sheet_answer(
    name: str,
    form: str,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    codes: Mapping[str, str] | None = None,
) -> Response:
    """Give rows as a file to keep.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    form : str
        One of `SHEETS`.
    header : sequence of str
        One name a column; a workbook has a heading in the language of the page instead.
    rows : iterable of sequence
        Numbers are numbers in the workbook; None is an empty cell.
    codes : mapping, optional
        Columns of codes and the list that each is of: a workbook has the codes in words.
    """
    if form == "csv":
        return csv_answer(name, header, rows)
    body = bytearray()
    snapshot = opened()

    def cells(row: Sequence[Value]) -> tuple[Literal | None, ...]:
        return tuple(
            _term(word(snapshot, column, value, codes or {}) if isinstance(value, str) else value)
            for column, value in zip(header, row, strict=True)
        )

    write_xlsx([heading(snapshot, one) for one in header], list(map(cells, rows)), body.extend)
    response = Response(bytes(body), mimetype=RESULT_FORMATS["xlsx"].media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response


def _term(value: Value) -> Literal | None:
    if value is None:
        return None
    if isinstance(value, str):
        return Literal(value)
    kinds = {int: "integer", float: "double", Decimal: "decimal"}
    kind = kinds[type(value)]
    return Literal(str(value), datatype=NamedNode(_XSD + kind))
