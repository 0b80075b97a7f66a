"""Cells that point to other rows, and cells that hold more or other than they show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rapidfuzz import process

from loaders.cells import fault
from loaders.datapackage import Field
from loaders.rows import Row
from loaders.values import read_decimal, read_period
from ontology.errors import CellError
from ontology.iri_policy import SLUG

#: The rows of each kind (a table's singular), by id.
Ids = dict[str, dict[str, Row]]

UNNAMED = "?"
_REF = re.compile(r"([a-z]+(?:-[a-z]+)*):([a-z0-9]+(?:-[a-z0-9]+)*)\Z")
#: What a reader does not see, and two cells that look the same may differ by.
HIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\xa0\\u00ad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f"
    "\\u205f-\\u206f\\u3000\\ufeff]|  "
)
FREE_TEXT = ("text", "words", "locator")
_WITH_BLANKS = ("text", "words", "locator")
_SEPARATORS = re.compile(r"\s*[;,|]\s*|\s+/\s+|\s+og\s+|\s+and\s+")
_FORMS = {
    "date": read_period,
    "from": read_period,
    "to": read_period,
    "decimal": read_decimal,
    "integer": read_decimal,
}


def hidden_character(row: Row, field: Field, found: str) -> CellError:
    """Make the fault of a cell that holds what does not show."""
    if found == "  ":
        names = ("to mellomrom på rad", "two spaces in a row")
    elif found in "\r\n":
        names = ("et linjeskift", "a line break")
    elif found == "\t":
        names = ("en tabulator", "a tab")
    else:
        names = (
            f"et tegn som ikke synes (U+{ord(found):04X})",
            f"a character that does not show (U+{ord(found):04X})",
        )
    cures = (
        ("Skriv cellen på nytt med vanlige mellomrom.", "Type the cell again with plain spaces.")
        if field.kind in _WITH_BLANKS
        else ("Skriv cellen på nytt uten mellomrom.", "Type the cell again without spaces.")
    )
    return fault(row, field.name, f"har {names[0]}.", f"has {names[1]}.", *cures)


def is_packed(cell: str, field: Field) -> bool:
    """Tell whether a cell holds several values, one of which at least has the column's form."""
    parts = _SEPARATORS.split(cell)
    if field.kind in ("decimal", "integer") and re.match(r"[^;|]*[0-9],[0-9][^;|]*\Z", cell):
        return False  # a decimal comma, or one between thousands
    if len(parts) < 2 or not all(parts):
        return False
    if field.kind in _FORMS:
        return all(_reads(part, _FORMS[field.kind]) for part in parts)
    if field.enum:
        return any(part in field.enum for part in parts)
    if field.kind == "link":
        return all(SLUG.match(part) or part == UNNAMED for part in parts)
    if field.kind == "ref":
        return any(_REF.match(part) for part in parts)
    if field.kind in ("id", "orgnr", "url", "currency", "language"):
        return not field.pattern or all(re.match(field.pattern, part) for part in parts)
    return False


def repaired(identifier: str) -> str:
    """Give the id that a faulty one was probably meant to be."""
    return HIDDEN.sub("", identifier).strip().casefold().replace(" ", "-")


def _reads(part: str, read: Callable[[str], object]) -> bool:
    try:
        read(part)
    except ValueError:
        return False
    return True


def check_former(row: Row, field: Field, cell: str, ids: Ids) -> Iterator[CellError]:
    """Find what is wrong with a reference to a row that is there no more."""
    match = _REF.match(cell)
    if not match or match[1] not in ids:
        listed = ", ".join(sorted(ids))
        yield fault(
            row,
            field.name,
            "er ikke en henvisning på formen slag:id.",
            "is not a reference of the form kind:id.",
            f"Slag som kan stå her: {listed}.",
            f"Kinds that may stand here: {listed}.",
        )
    elif there := ids[match[1]].get(match[2]):
        yield fault(
            row,
            field.name,
            f"har fortsatt en rad ({there.file}, rad {there.number}).",
            f"still has a row ({there.file}, row {there.number}).",
            "Slett raden, eller la være å slå den sammen.",
            "Delete that row, or do not merge it.",
        )


def check_reference(
    row: Row, field: Field, cell: str, ids: Ids, unread: set[str]
) -> Iterator[CellError]:
    """Find what is wrong with a reference to a row; ``unread`` kinds may hold it."""
    if cell == UNNAMED:
        if not field.unnamed:
            yield fault(
                row,
                field.name,
                "kan ikke stå her: uten den sier raden ingenting.",
                "cannot stand here: without it the row says nothing.",
                "Skriv en id.",
                "Type an id.",
            )
        return
    if field.kind == "link":
        kind, identifier = field.to[0], cell
    else:
        match = _REF.match(cell)
        allowed = sorted({*ids, *unread}) if field.to == ("*",) else list(field.to)
        if not match or match[1] not in allowed:
            listed = ", ".join(allowed)
            yield fault(
                row,
                field.name,
                "peker til et slag som ikke kan stå her."
                if match
                else "er ikke en henvisning på formen slag:id.",
                "points to a kind that cannot stand here."
                if match
                else "is not a reference of the form kind:id.",
                f"Slag som kan stå her: {listed}.",
                f"Kinds that may stand here: {listed}.",
            )
            return
        kind, identifier = match[1], match[2]
    known = ids.get(kind, {})
    # An id that is wrong itself is told of once, at its own row.
    meant = {repaired(name) for name in known if not SLUG.match(name)}
    if identifier not in known and kind not in unread and identifier not in meant:
        near = [name for name, _, _ in process.extract(identifier, known.keys(), limit=3)]
        listed = ", ".join(near) or "–"
        yield fault(
            row,
            field.name,
            f"finnes ikke blant radene av slaget {kind}.",
            f"is not among the rows of kind {kind}.",
            f"Nærmeste id-er: {listed}.",
            f"Nearest ids: {listed}.",
        )
