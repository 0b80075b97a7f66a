"""Read the contract of a data folder: which tables and columns, and what cells may hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import contract
from ontology.errors import CellError, TablesRejected

FILE = "datapackage.json"


@dataclass(frozen=True)
class Field:
    """What the contract says of one column."""

    name: str
    kind: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    to: tuple[str, ...]
    default: str
    unnamed: bool


@dataclass(frozen=True)
class TableContract:
    """What the contract says of one table."""

    name: str
    path: str
    fields: dict[str, Field]


def read_contract(place: Path) -> dict[str, TableContract]:
    """Read ``datapackage.json`` beside the tables; a spreadsheet has the one of this version.

    Parameters
    ----------
    place : Path
        A folder with tables, or an .xlsx file.

    Returns
    -------
    dict
        The tables by name, in the order of the contract.

    Raises
    ------
    TablesRejected
        If the folder has no contract or it cannot be read.
    """
    if place.suffix.lower() == ".xlsx":
        return _tables(contract.descriptor())
    file = place / FILE
    try:
        return _tables(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise TablesRejected(
            [
                CellError(
                    str(file),
                    0,
                    "",
                    "",
                    {"nb": "finnes ikke.", "en": "does not exist."},
                    {
                        "nb": "Mappen trenger datapackage.json ved siden av tabellene.",
                        "en": "The folder needs datapackage.json beside the tables.",
                    },
                )
            ]
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise TablesRejected(
            [
                CellError(
                    str(file),
                    getattr(error, "lineno", 0),
                    "",
                    "",
                    {
                        "nb": f"er ikke en lesbar tabellkontrakt: {error}.",
                        "en": f"is not a readable table contract: {error}.",
                    },
                )
            ]
        ) from error


def _tables(descriptor: dict[str, Any]) -> dict[str, TableContract]:
    return {
        resource["name"]: TableContract(
            resource["name"],
            resource["path"],
            {field["name"]: _field(field) for field in resource["schema"]["fields"]},
        )
        for resource in descriptor["resources"]
    }


def _field(field: dict[str, Any]) -> Field:
    own = field.get("samspill", {})
    constraints = field.get("constraints", {})
    to = own.get("to", ())
    return Field(
        field["name"],
        own.get("kind", "text"),
        bool(own.get("required") or constraints.get("required")),
        tuple(constraints.get("enum", ())),
        constraints.get("pattern", ""),
        (to,) if isinstance(to, str) else tuple(to),
        own.get("default", ""),
        bool(own.get("unnamed")),
    )
