"""Make ``data/datapackage.json`` from the declarations and the ontology.

Run ``python -m loaders.contract`` after a change of a declaration or a code list.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from loaders.curated import TABLES
from loaders.tables import ANY, Column, Table
from ontology import vocabulary
from ontology.errors import MappingError
from ontology.iri_policy import ONTOLOGY, singular

Json = dict[str, Any]

_SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
_REFERENCE = "^([a-z-]+:[a-z0-9]+(-[a-z0-9]+)*|\\?)$"
#: Frictionless type and pattern of each kind of cell; what a pattern cannot say, our reader checks.
_FORM: dict[str, tuple[str, str]] = {
    "id": ("string", _SLUG),
    "class": ("string", ""),
    "text": ("string", ""),
    "words": ("string", ""),
    "code": ("string", ""),
    "link": ("string", ""),
    "ref": ("string", _REFERENCE),
    "former": ("string", _REFERENCE),
    "decimal": ("number", ""),
    "integer": ("integer", ""),
    "boolean": ("boolean", ""),
    "date": ("string", ""),
    "from": ("string", ""),
    "to": ("string", ""),
    "url": ("string", "^https?://.+$"),
    "currency": ("string", "^[A-Z]{3}$"),
    "orgnr": ("string", "^[0-9]{9}$"),
    "locator": ("string", ""),
    "language": ("string", "^[a-z]{2,3}$"),
    "column": ("string", "^[a-z]+(?:_[a-z]+)*$"),
}
_WORDS = {
    "id": {
        "nb": "Radens id: unik i tabellen, skrives én gang, brukes aldri om igjen.",
        "en": "The row's id: unique in its table, typed once, never reused.",
    },
    "language": {
        "nb": "Språkkode, for eksempel nb.",
        "en": "Language code, for example nb.",
    },
    "class": {"nb": "Klassen tingen hører til.", "en": "The class of the thing."},
}


def descriptor() -> Json:
    """Give the data package descriptor.

    Returns
    -------
    dict
        A Frictionless Tabular Data Package: one resource a table, each field with type, list or
        pattern, title and description in nb (``title``, ``description``) and en (``title_en``,
        ``description_en``), its property (``rdfType``) and, under ``samspill``, what our reader
        checks beyond that.
    """
    return {
        "name": "samspill",
        "title": "Samspill: kuraterte tabeller",
        "title_en": "Samspill: curated tables",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> Json:
    keys = [
        {
            "fields": column.name,
            "reference": {
                "resource": "" if column.to[0] == table.name else column.to[0],
                "fields": "id",
            },
        }
        for column in table.columns
        if column.kind == "link"
    ]
    texts = vocabulary.texts()
    class_iri = table.class_.value if table.class_ else f"{ONTOLOGY}{_root(table)}"
    words = texts[class_iri]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": words.label["nb"],
        "title_en": words.label["en"],
        "description": words.comment["nb"],
        "description_en": words.comment["en"],
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": "id",
            "missingValues": ["", "?"],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _root(table: Table) -> str:
    return next(column.root for column in table.columns if column.kind == "class")


def _field(table: Table, column: Column) -> Json:
    form, pattern = _FORM[column.kind]
    constraints: Json = {}
    # A "?" says that the source does not name it, and reads as missing: our reader, which can tell
    # the two apart, checks that a required reference is filled.
    if column.required and column.kind not in ("link", "ref"):
        constraints["required"] = True
    if column.kind == "id":
        constraints["unique"] = True
    if column.kind == "code":
        constraints["enum"] = list(vocabulary.codes(column.scheme))
        if not constraints["enum"]:
            raise MappingError(table.name, f"{column.name}: no code list {column.scheme!r}")
    if column.kind == "class":
        constraints["enum"] = list(vocabulary.subclasses(column.root))
    if pattern:
        constraints["pattern"] = pattern
    label, comment = _texts(table, column)
    own: Json = {"kind": column.kind}
    if column.required:
        own["required"] = True
    if column.to:
        own["to"] = "*" if column.to == ANY else [singular(name) for name in column.to]
    if column.unnamed:
        own["unnamed"] = True
    if column.default:
        own["default"] = column.default
    field: Json = {
        "name": column.name,
        "type": form,
        "title": label["nb"],
        "title_en": label["en"],
        "description": comment["nb"],
        "description_en": comment["en"],
    }
    if column.property:
        field["rdfType"] = column.property.value
    if constraints:
        field["constraints"] = constraints
    if form == "boolean":
        field["trueValues"], field["falseValues"] = ["true"], ["false"]
    field["samspill"] = own
    return field


def _texts(table: Table, column: Column) -> tuple[dict[str, str], dict[str, str]]:
    if column.kind in _WORDS:
        return {"nb": column.name, "en": column.name}, _WORDS[column.kind]
    assert column.property is not None
    known = vocabulary.texts().get(column.property.value)
    if known is None:
        # rdfs:label and dct:source are not ours, so their words stand here.
        if column.name == "source":
            return {"nb": "kilde", "en": "source"}, {
                "nb": "Dokumentet som sier det.",
                "en": "The document that says so.",
            }
        if column.property.value.startswith(ONTOLOGY):
            raise MappingError(table.name, f"{column.name}: no property {column.property.value}")
        return {"nb": "navn", "en": "name"}, {
            "nb": "Navnet eller en kort betegnelse.",
            "en": "The name or a short label.",
        }
    return known.label, known.comment


def text() -> str:
    """Give the file's text; the same declarations give equal bytes."""
    return json.dumps(descriptor(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path("data", "datapackage.json").write_text(text(), encoding="utf-8")
