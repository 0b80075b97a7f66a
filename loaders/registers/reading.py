"""What the files of public registers have in common: opening, headers, records and bad rows."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Triple

from ontology.errors import BadLine, RegisterFileError

BadRow = BadLine

_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_SEPARATORS = (";", ",", "\t")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
#: What a message shows of a value.
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Record:
    """What one row of a register's file says."""

    line: int  #: as the user sees it: the line of a CSV file, the number of an item in JSON
    triples: tuple[Triple, ...]


@dataclass(frozen=True)
class Register:
    """A public register: who publishes it, under which licence, and how its file is read.

    ``read`` takes the file and its date (ISO; empty where nobody has said it) and gives a `Record`
    or a `BadRow` for each row. ``date_of`` gives the date that the file says of itself, or an
    empty text.
    """

    name: str
    title: Mapping[str, str]
    publisher: str
    licence: str  #: an IRI; empty where none is stated
    source_url: str
    read: Callable[[Path, str], Iterator[Record | BadRow]]
    date_of: Callable[[Path], str] = field(default=lambda path: "")


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, plain or packed with gzip (told by its content), after its byte order mark.

    Yields
    ------
    binary file
        It is read as a stream; a packed file is never unpacked whole.

    Raises
    ------
    RegisterFileError
        If the file is not there, is empty, or is packed and damaged or cut off; the last also
        while it is being read inside the ``with``.
    """
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == _GZIP
            plain.seek(0)
            raw = gzip.GzipFile(fileobj=plain) if packed else plain
            stream = io.BufferedReader(cast(io.RawIOBase, raw), 1 << 16)
            start = stream.peek(3)
            if not start:
                raise other_form(path, "filen er tom.", "the file is empty.")
            if start.startswith(_MARK):
                stream.read(len(_MARK))
            yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise other_form(
            path,
            f"er pakket med gzip og er skadet eller avkortet ({error}). Last den ned på nytt.",
            f"is packed with gzip and is damaged or cut off ({error}). Download it again.",
        ) from error
    except OSError as error:
        raise other_form(
            path,
            f"kan ikke leses ({error.strerror}).",
            f"cannot be read ({error.strerror}).",
        ) from error


def first_sign(path: Path) -> str:
    """Give the first character of a file that is not blank, such as ``[`` of a JSON array.

    Returns
    -------
    str
        One character; an empty text when all of the first 64 KiB are blank.

    Raises
    ------
    RegisterFileError
        As `opened` does.
    """
    with opened(path) as stream:
        return stream.read(1 << 16).lstrip()[:1].decode("latin-1")


@dataclass(frozen=True)
class Row:
    """One row of a CSV file: its line and its cells by the names of the header, blanks cut off."""

    line: int
    cells: Mapping[str, str]


def table(path: Path, needed: Sequence[str], wanted: Sequence[str] = ()) -> Iterator[Row | BadRow]:
    r"""Read a CSV file by the names in its header; the order of the columns never matters.

    Parameters
    ----------
    path : Path
        UTF-8, plain or gzip, separated by ``;``, ``,`` or tabs (told by the header).
    needed : sequence of str
        Columns that must be there.
    wanted : sequence of str
        Columns that may be missing; then their cells are empty. All other columns are ignored.

    Yields
    ------
    Row or BadRow
        A row with more or fewer cells than the header is bad; a blank line is left out. The line
        is the one where the row begins.

    Raises
    ------
    RegisterFileError
        If a needed column is missing or stands twice, the file is not UTF-8, or a quotation mark
        is never closed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.csv")
    ...     _ = path.write_text("navn;nr;annet\nÅ;1;x\n\nØ;2\n", encoding="utf-8")
    ...     row, bad = table(path, ["nr"], ["navn", "slettet"])
    >>> row.line, dict(row.cells), bad.text()
    (2, {'nr': '1', 'navn': 'Å', 'slettet': ''}, 'line 4: 2 cells where the header has 3.')
    """
    with opened(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        reader = None
        try:
            head = text.readline()
            separator = max(_SEPARATORS, key=head.count)
            reader = csv.reader(_again(head, text), delimiter=separator, strict=True)
            names = [name.strip() for name in next(reader)]
            places = _places(path, names, needed, wanted)
            start = reader.line_num + 1
            for cells in reader:
                line, start = start, reader.line_num + 1
                if not any(cells):
                    continue
                if len(cells) != len(names):
                    yield _ragged(line, len(cells), len(names))
                    continue
                yield Row(
                    line,
                    {name: "" if at < 0 else cells[at].strip() for name, at in places.items()},
                )
        except csv.Error as error:
            raise other_form(
                path,
                f"kan ikke leses som CSV ({error}).",
                f"cannot be read as CSV ({error}).",
                line=reader.line_num if reader else None,
            ) from error
        except UnicodeDecodeError as error:
            raise other_form(
                path,
                "er ikke skrevet som UTF-8. Last filen ned på nytt, eller lagre den som UTF-8.",
                "is not written as UTF-8. Download the file again, or save it as UTF-8.",
                line=reader.line_num + 1 if reader else 1,
            ) from error


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _places(
    path: Path, names: Sequence[str], needed: Sequence[str], wanted: Sequence[str]
) -> dict[str, int]:
    require(path, names, needed)
    for name in (*needed, *wanted):
        if names.count(name) > 1:
            raise other_form(
                path,
                f"kolonnen «{name}» står {names.count(name)} ganger i overskriften.",
                f"the column “{name}” stands {names.count(name)} times in the header.",
                line=1,
            )
    return {name: names.index(name) if name in names else -1 for name in (*needed, *wanted)}


def require(path: Path, found: Sequence[str], needed: Sequence[str]) -> None:
    """Refuse a file whose columns are not all there.

    Parameters
    ----------
    path : Path
        The file, for the message.
    found, needed : sequence of str
        The columns of the file and those that must be among them.

    Raises
    ------
    RegisterFileError
        Names what is missing and what was found.
    """
    missing = [name for name in needed if name not in found]
    if missing:
        there = ", ".join(_shown(name) for name in found if name)
        raise other_form(
            path,
            f"mangler kolonner: {', '.join(missing)}. Filen har: {there or 'ingen'}.",
            f"lacks columns: {', '.join(missing)}. The file has: {there or 'none'}.",
            line=1,
        )


def _ragged(line: int, cells: int, names: int) -> BadRow:
    return BadRow(
        line,
        {
            "nb": f"{cells} celler der overskriften har {names}.",
            "en": f"{cells} cells where the header has {names}.",
        },
    )


class Unreadable(ValueError):
    """A value that cannot be read; ``reason`` says which and why, in nb and en."""

    def __init__(self, name: str, value: object, nb: str, en: str) -> None:
        super().__init__(name)
        shown = _shown(str(value))
        self.reason = {"nb": f"{name} «{shown}» {nb}", "en": f"{name} “{shown}” {en}"}


def read_day(name: str, value: str) -> str:
    """Read an ISO day.

    Returns
    -------
    str
        The same text.

    Raises
    ------
    Unreadable
        If it is none.

    Examples
    --------
    >>> read_day("stiftelsesdato", "1995-02-19")
    '1995-02-19'
    >>> read_day("stiftelsesdato", "19.02.1995")
    Traceback (most recent call last):
        ...
    loaders.registers.reading.Unreadable: stiftelsesdato
    """
    try:
        if _DAY.match(value):
            date.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise Unreadable(
        name, value, "er ikke en dato på formen ÅÅÅÅ-MM-DD.", "is not a date as YYYY-MM-DD."
    )


def read_count(name: str, value: str) -> int:
    """Read a whole number of at least 0.

    Raises
    ------
    Unreadable
        If it is none.

    Examples
    --------
    >>> read_count("antallAnsatte", "12")
    12
    """
    if value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    raise Unreadable(name, value, "er ikke et helt tall.", "is not a whole number.")


def other_form(path: Path, nb: str, en: str, *, line: int | None = None) -> RegisterFileError:
    """Make the error that refuses a whole file."""
    return RegisterFileError(str(path), line, {"nb": nb, "en": en})


def _shown(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= _LONGEST_SHOWN else flat[: _LONGEST_SHOWN - 1] + "…"
