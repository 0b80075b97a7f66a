"""A register of the tests: a CSV file with a number and a name a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers.reading import BadRow, Record, Register, Row, Unreadable, read_count, table
from loaders.tables import RDF_TYPE, RDFS_LABEL
from ontology.iri_policy import thing
from ontology.namespaces import Samspill


def _read(path: Path, date: str) -> Iterator[Record | BadRow]:
    for row in table(path, ["nr", "navn"]):
        if not isinstance(row, Row):
            yield row
            continue
        try:
            number = read_count("nr", row.cells["nr"])
        except Unreadable as error:
            yield BadRow(row.line, error.reason)
            continue
        node = NamedNode(thing("registered-unit", str(number)))
        yield Record(
            row.line,
            (
                Triple(node, RDF_TYPE, Samspill.RegisteredUnit),
                Triple(node, RDFS_LABEL, Literal(row.cells["navn"])),
            ),
        )


REGISTER = Register(
    name="prove",
    title={"nb": "Prøveregisteret", "en": "The register of trials"},
    publisher="Prøvestyret",
    licence="",
    source_url="https://example.org/prove",
    read=_read,
)


def write_rows(path: Path, good: int, bad: int = 0) -> Path:
    """Write a file with so many good rows, and then so many bad ones."""
    lines = ["nr;navn", *(f"{n};Nr {n}" for n in range(good)), *["x;?"] * bad]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
