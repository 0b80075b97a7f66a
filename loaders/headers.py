"""What the first row of a table may be: the names of its columns, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from loaders.datapackage import TableContract
from loaders.sheets import column_letters
from loaders.text_files import Rule, rule
from ontology.errors import CellError


def check_header(
    table: TableContract, file: str, header: Sequence[str | None], *, sheet: bool = False
) -> Iterator[CellError]:
    """Find columns that are missing, unknown, misspelt, without a name or there more than once.

    Parameters
    ----------
    table : TableContract
        What the contract says.
    file : str
        The place to name.
    header : sequence of str or None
        The first row, blanks taken away; None is a cell that could not be read.
    sheet : bool
        Whether it stands in a workbook, where no signs separate cells.

    Yields
    ------
    CellError
        One alone where no name is known: then this row is no header. One for a misspelt name,
        without another for the column that it stands for.
    """
    if not set(table.fields).intersection(filter(None, header)) and None not in header:
        shown = " | ".join(filter(None, header))
        yield _fault(file, "", shown, _no_header(table.fields, sheet=sheet))
        return
    for twice in sorted({name for name in header if name and header.count(name) > 1}):
        yield _fault(file, twice, "", _repeated(header.count(twice)))
    missing = [name for name in table.fields if name not in header]
    for place, name in enumerate(header):
        if name is None or name in table.fields:
            continue
        near = get_close_matches(name.casefold(), missing, n=1, cutoff=_NEAR)
        if not name:
            yield _fault(file, column_letters(place), "", _NO_NAME)
        elif near:
            missing.remove(near[0])
            yield _fault(file, name, "", _misspelt(near[0]))
        else:
            yield _fault(file, name, "", _unknown_column(table.fields))
    if None in header:  # what is missing may stand in the cells that could not be read
        return
    for left_out in missing:
        required = table.fields[left_out].required
        yield _fault(file, left_out, "", _missing_column(required=required))


#: How alike two names are (0 to 1) when one may be the other misspelt.
_NEAR = 0.75


def _fault(file: str, column: str, value: str, said: Rule) -> CellError:
    return CellError(file, 1, column, value, *said)


_NO_NAME = rule(
    "har ikke noe navn i overskriften.",
    "has no name in the header.",
    "Skriv navnet, eller slett kolonnen.",
    "Type the name, or delete the column.",
)


def _no_header(known: Iterable[str], *, sheet: bool) -> Rule:
    listed = ", ".join(known)
    parted_nb, parted_en = ("", "") if sheet else (", skilt med komma", ", separated by commas")
    return rule(
        "er ingen overskrift: ikke ett navn på en kolonne er kjent.",
        "is no header: not one name of a column is known.",
        f"Rad 1 skal ha kolonnenavnene{parted_nb}: {listed}.",
        f"Row 1 shall have the names of the columns{parted_en}: {listed}.",
    )


def _repeated(count: int) -> Rule:
    often_nb, often_en = ("to ganger", "twice") if count == 2 else (f"{count} ganger", f"{count} ×")
    return rule(
        f"står {often_nb} i overskriften.",
        f"stands {often_en} in the header.",
        "Behold én av kolonnene.",
        "Keep one of the columns.",
    )


def _missing_column(*, required: bool) -> Rule:
    return rule(
        "mangler i overskriften.",
        "is missing from the header.",
        "Legg til kolonnen og fyll den ut."
        if required
        else "Legg til kolonnen; cellene kan være tomme.",
        "Add the column and fill it in." if required else "Add the column; its cells may be empty.",
    )


def _misspelt(meant: str) -> Rule:
    return rule(
        "er ingen kolonne i denne tabellen.",
        "is no column of this table.",
        f"Skriv «{meant}» i overskriften hvis det er den som er ment.",
        f"Type «{meant}» in the header if that is the one meant.",
    )


def _unknown_column(known: Iterable[str]) -> Rule:
    listed = ", ".join(known)
    return rule(
        "er ingen kolonne i denne tabellen.",
        "is no column of this table.",
        f"Kolonnene er {listed}.",
        f"The columns are {listed}.",
    )
