"""The answer to a question of the library as a page shows it: choices, cells, bars and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.binding import Row, Term
from graph.names import alphabetical, choose_label
from graph.store import Reader
from ontology.iri_policy import CONCEPT, concept, page_path, table_and_id
from ontology.namespaces import PREFIXES
from queries.answers import Answer, Choice, choices, sentence
from queries.parameters import ANY, Parameter
from queries.questions import Question
from webapp import texts
from webapp.kept import FEW, Kept
from webapp.records import Records
from webapp.site import OpenSnapshot

#: More rows than this are only in the files.
MOST_SHOWN = 500
_NUMBERS = {PREFIXES["xsd"] + name for name in ("decimal", "integer", "double", "float")}
_RESULT_STATUS = concept("result-status", "")
#: How wide the longest bar is drawn.
_BAR_WIDTH = 120

_OFFERED = Kept[list[Choice]](FEW)


@dataclass(frozen=True)
class Shown:
    """An answer for the eye: one column for a thing and its name, and the bars beside figures."""

    sentence: str
    columns: list[dict[str, object]]
    rows: list[dict[str, object]]
    total: int


def offered(snapshot: OpenSnapshot, parameter: Parameter, language: str) -> list[Choice]:
    """Give the choices of a parameter in alphabetical order; kept as long as the snapshot."""

    def read() -> list[Choice]:
        found = choices(parameter, snapshot.reader, language)
        if parameter.type != "code":
            found.sort(key=lambda choice: (*alphabetical(choice.label), choice.value))
        return found

    key = (parameter.type, parameter.scheme, parameter.choices, language)
    return _OFFERED.of(snapshot, key, read)


def form_fields(
    snapshot: OpenSnapshot, question: Question, values: Mapping[str, str], language: str
) -> list[dict[str, object]]:
    """Give the fields of a question's form, filled in."""
    fields = []
    for parameter in question.parameters:
        value = values.get(parameter.name, "")
        options = [
            {"value": choice.value, "text": choice.label}
            for choice in offered(snapshot, parameter, language)
        ]
        if options and parameter.any:
            options.insert(0, {"value": ANY, "text": _("Alle")})
        if options and value not in {option["value"] for option in options}:
            options.append({"value": value, "text": said(snapshot, parameter, value, language)})
        fields.append(
            {
                "name": parameter.name,
                "label": parameter.label[language],
                "value": value,
                "options": options,
                "numeric": parameter.type in ("year", "integer"),
                "date": parameter.type == "date",
            }
        )
    return fields


def said(snapshot: OpenSnapshot, parameter: Parameter, value: str, language: str) -> str:
    """Say what a value is called."""
    for choice in offered(snapshot, parameter, language):
        if choice.value == value:
            return choice.label
    return called(snapshot.reader, parameter, value, language)


def called(reader: Reader, parameter: Parameter, value: str, language: str) -> str:
    """Say what a value is called, asking the store."""
    if parameter.any and value == ANY:
        return {"nb": "alle", "en": "all"}[language]
    if parameter.type == "code":
        return name_of(reader, concept(parameter.scheme, value), language)
    return name_of(reader, _iri(value), language) if parameter.is_thing else value


def name_of(reader: Reader, iri: str, language: str) -> str:
    """Give the name of one thing."""
    query = f"SELECT ?label WHERE {{\n#bind ?thing\n?thing <{PREFIXES['rdfs']}label> ?label }}"
    labels = {
        getattr(row["label"], "language", None) or "": row["label"].value
        for row in reader.select(query, {"thing": NamedNode(iri)})
    }
    return choose_label(labels, language, iri)


def show(snapshot: OpenSnapshot, answer: Answer, language: str) -> Shown:
    """Make an answer ready for a page; rows past `MOST_SHOWN` are left to the files."""
    question = answer.question
    names = {
        parameter.name: said(snapshot, parameter, answer.values[parameter.name], language)
        for parameter in question.parameters
    }
    plain = {column.label_of for column in question.columns if column.label_of}
    columns: list[dict[str, object]] = [
        {
            "name": column.name,
            "label": column.label[language],
            "numeric": _numeric(answer.rows, column.name),
        }
        for column in question.columns
        if not column.label_of
    ]
    longest = _longest(answer.rows, question.bar) if question.view == "bar" else {}
    rows: list[dict[str, object]] = []
    shown = answer.rows[:MOST_SHOWN]
    titles = _titles(snapshot, shown, [str(column["name"]) for column in columns], language)
    for row in shown:
        cells = [
            _cell(row, str(column["name"]), str(column["name"]) in plain, titles, language)
            for column in columns
        ]
        rows.append({"cells": cells, "bar": _bar(row, question.bar, longest)})
    text = sentence(answer, names, written, language)
    return Shown(text, columns, rows, len(answer.rows) or len(answer.triples))


def written(term: Term) -> str:
    """Write a term for a reader."""
    if isinstance(term, Literal):
        if term.datatype.value == PREFIXES["xsd"] + "gYear":
            return term.value
        return texts.literal(term)
    return term.value.replace("#", "/").rpartition("/")[2]


def _titles(
    snapshot: OpenSnapshot, rows: Sequence[Row], names: Sequence[str], language: str
) -> dict[str, str]:
    """Give the titles that the site composes for rows without a name, such as a membership."""
    wanted = {
        row[name].value
        for row in rows
        for name in names
        if name in row and f"{name}Label" not in row and table_and_id(row[name].value)
    }
    records = Records(snapshot, language)
    records.load(wanted)
    return {iri: records.text(iri) for iri in wanted}


def _cell(
    row: Row, name: str, named: bool, titles: Mapping[str, str], language: str
) -> dict[str, object]:
    term = row.get(name)
    label = row.get(f"{name}Label") if named else None
    if term is None:
        return {"text": label.value if label is not None else ""}
    if isinstance(term, NamedNode):
        text = label.value if label is not None else written(term)
        if term.value.startswith(_RESULT_STATUS):
            return {"text": text, "status": term.value.removeprefix(_RESULT_STATUS)}
        other = getattr(label, "language", None)
        cell: dict[str, object] = {"text": text, "lang": other if other != language else None}
        if not term.value.startswith(CONCEPT):
            cell["url"] = page_path(term.value)
            if label is None:
                cell["text"] = titles.get(term.value, text)
        return cell
    if name.lower().endswith("locator"):
        return {"text": texts.lines(term.value)}
    other = getattr(term, "language", None)
    return {"text": written(term), "lang": other if other != language else None}


def _numeric(rows: Any, name: str) -> bool:
    first = next((row[name] for row in rows if name in row), None)
    return isinstance(first, Literal) and first.datatype.value in _NUMBERS


def _figure(row: Row, name: str) -> Decimal | None:
    try:
        return Decimal(row[name].value) if name in row else None
    except InvalidOperation:
        return None


def _comparable(row: Row) -> str:
    """Give what a figure must share with another to be compared: its currency or unit."""
    return "|".join(row[name].value for name in ("currency", "unit", "status") if name in row)


def _longest(rows: Any, name: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        figure = _figure(row, name)
        if figure is not None:
            key = _comparable(row)
            found[key] = max(found.get(key, Decimal(0)), figure)
    return found


def _bar(row: Row, name: str, longest: Mapping[str, Decimal]) -> int | None:
    if not longest:
        return None
    figure, most = _figure(row, name), longest.get(_comparable(row), Decimal(0))
    return int(figure * _BAR_WIDTH / most) if figure and most > 0 else 0


def _iri(value: str) -> str:
    kind, _colon, identifier = value.partition(":")
    return f"{PREFIXES['id']}{kind}/{identifier}"
