"""A table as an answer: CSV, UTF-8, comma, one header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Give rows as a file to keep; `name` is without its ending."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    response = Response(text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    # The same address is another table after a build or in another language.
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response
