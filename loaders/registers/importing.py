"""Turn a register's file into the folder of a dataset: whole, or not at all."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a parameter is called date
from pathlib import Path

from pyoxigraph import NamedNode

from loaders.registers.dataset import (
    ABOUT,
    REJECTED,
    STATEMENTS,
    About,
    about_text,
    dataset_id,
    is_dataset,
)
from loaders.registers.reading import BadRow, Record, Register, other_form
from loaders.tables import RDF_TYPE
from ontology.errors import DatasetError, RowsRejected
from ontology.iri_policy import ID, ONTOLOGY

#: More than one bad row in so many, and the file is refused.
ONE_BAD_IN = 100
#: How many bad rows are kept for the report; all of them stand in ``rejected.csv``.
MOST_KEPT = 100_000
_TELL_EVERY = 5_000
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """What an import made."""

    folder: Path
    about: About
    bad: tuple[BadRow, ...]  #: the first `MOST_KEPT` of them


def import_file(
    register: Register,
    file: Path,
    folder: Path,
    *,
    date: str = "",
    licence: str = "",
    replace: bool = False,
    version: str = "0",
    progress: Callable[[int], None] = lambda rows: None,
) -> Imported:
    """Read a register's file and write the folder of its dataset.

    Parameters
    ----------
    register : Register
        One of `loaders.registers.REGISTERS`.
    file : Path
        The file as the register publishes it; it is read as a stream.
    folder : Path
        To be made. Its name is the id of the dataset.
    date : str
        The date of the file, ISO; needed unless the file says it.
    licence : str
        An IRI, instead of the register's own.
    replace : bool
        Replace the dataset that is in the folder; it stays until the new one is in its place.
    version : str
        Of the program, for ``dataset.json``.
    progress : callable
        Told now and then how many rows have been read.

    Returns
    -------
    Imported
        Also the rows that could not be read: at most one in a hundred.

    Raises
    ------
    RegisterFileError
        If the file is empty, is of another form or cannot be read, or nobody has said its date.
    RowsRejected
        If more than one row in a hundred is bad.
    DatasetError
        If the folder's name is no id, or something stands there that may not be replaced.

    Notes
    -----
    Whatever is raised, nothing has been written. Equal files give equal bytes.
    """
    identifier = dataset_id(folder)
    if folder.name in ("", ".."):
        folder = folder.resolve()
    _clear_leavings(folder)
    _may_write(folder, replace=replace)
    _check_licence(licence)
    day = _day(register, file, date)
    with _beside(folder) as work:
        written = _write(register, file, work, day, progress)
        about = About(
            id=identifier,
            register=register.name,
            title=dict(register.title),
            publisher=register.publisher,
            licence=licence or register.licence,
            source_url=register.source_url,
            date=day,
            file=file.name,
            file_sha256=_hash(file),
            rows_read=written.read,
            rows_bad=written.bad_count,
            things=dict(sorted(written.things.items())),
            statements=written.statements,
            statements_sha256=_hash(work / STATEMENTS),
            rejected_sha256=_hash(work / REJECTED),
            version=version,
        )
        (work / ABOUT).write_text(about_text(about), encoding="utf-8")
        _put_in_place(work, folder)
    return Imported(folder, about, tuple(written.bad))


class _Written:
    """Counts what is written while it is."""

    def __init__(self) -> None:
        self.read = self.bad_count = self.statements = 0
        self.things: Counter[str] = Counter()
        self.bad: list[BadRow] = []


def _write(
    register: Register, file: Path, work: Path, day: str, progress: Callable[[int], None]
) -> _Written:
    done = _Written()
    with (
        (work / REJECTED).open("w", encoding="utf-8", newline="") as rejected,
        (work / STATEMENTS).open("wb") as packed,
        # No time and no name: equal input gives equal bytes.
        gzip.GzipFile(filename="", mode="wb", compresslevel=4, fileobj=packed, mtime=0) as plain,
        io.BufferedWriter(plain, 1 << 18) as statements,
    ):
        refusals = csv.writer(rejected, lineterminator="\n")
        refusals.writerow(("line", "reason_nb", "reason_en"))
        for number, row in enumerate(register.read(file, day), start=1):
            if isinstance(row, Record):
                done.read += 1
                statements.write(_lines(row, done).encode())
            else:
                done.bad_count += 1
                refusals.writerow((row.line, row.reason["nb"], row.reason["en"]))
                if len(done.bad) < MOST_KEPT:
                    done.bad.append(row)
            if number % _TELL_EVERY == 0:
                progress(number)
    if done.bad_count * ONE_BAD_IN > done.read + done.bad_count:
        raise RowsRejected(str(file), done.read, done.bad_count, done.bad)
    if not done.read:
        raise other_form(file, "filen har ingen rader.", "the file has no rows.")
    return done


def _lines(record: Record, done: _Written) -> str:
    lines = []
    for triple in record.triples:
        lines.append(f"{triple} .\n")
        if triple.predicate == RDF_TYPE and isinstance(triple.object, NamedNode):
            subject = triple.subject
            if isinstance(subject, NamedNode) and subject.value.startswith(ID):
                done.things[triple.object.value.removeprefix(ONTOLOGY)] += 1
    done.statements += len(lines)
    return "".join(lines)


def _day(register: Register, file: Path, date: str) -> str:
    found = date or register.date_of(file)
    if not found:
        raise other_form(
            file,
            "filen sier ikke hvilken dato den er fra. Oppgi den med --date ÅÅÅÅ-MM-DD.",
            "the file does not say its date. Say the date of the file with --date YYYY-MM-DD.",
        )
    try:
        return Day.fromisoformat(found).isoformat()
    except ValueError as error:
        raise other_form(
            file,
            f"«{found}» er ikke en dato. Oppgi den med --date ÅÅÅÅ-MM-DD.",
            f"“{found}” is not a date. Say it with --date YYYY-MM-DD.",
        ) from error


def _check_licence(licence: str) -> None:
    if licence and not _IRI.match(licence):
        raise DatasetError(
            "--licence",
            {
                "nb": f"«{licence}» er ikke en IRI, som https://data.norge.no/nlod/no/2.0 .",
                "en": f"“{licence}” is not an IRI, such as https://data.norge.no/nlod/no/2.0 .",
            },
        )


def _may_write(folder: Path, *, replace: bool) -> None:
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not is_dataset(folder):
        nb = "finnes fra før og er ikke et datasett. Den blir ikke rørt; velg en annen mappe."
        en = "is there already and is no dataset. It is not touched; choose another folder."
    elif not replace:
        nb = "er et datasett fra før. Bruk --replace for å bytte det ut."
        en = "is a dataset already. Use --replace to replace it."
    else:
        return
    raise DatasetError(str(folder), {"nb": nb, "en": en})


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Make a folder beside the one to be made; it is gone at the end, unless it has been moved."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = folder.with_name(f"{folder.name}.importing-{os.getpid()}")
    work.mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _clear_leavings(folder: Path) -> None:
    """Put right what an import left that was killed."""
    for old in folder.parent.glob(f"{folder.name}.replaced-*"):
        if not _runs(old.name.rpartition("-")[2]):
            if os.path.lexists(folder):
                shutil.rmtree(old, ignore_errors=True)
            else:
                os.rename(old, folder)
    for work in folder.parent.glob(f"{folder.name}.importing-*"):
        if not _runs(work.name.rpartition("-")[2]):
            shutil.rmtree(work, ignore_errors=True)


def _runs(process: str) -> bool:
    if not process.isdigit():
        return True  # not a folder of ours
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return int(process) != os.getpid()


def _put_in_place(work: Path, folder: Path) -> None:
    _sync(work / name for name in (STATEMENTS, REJECTED, ABOUT))
    _sync([work])
    old = folder.with_name(f"{folder.name}.replaced-{os.getpid()}")
    replacing = folder.exists()
    if replacing:
        os.rename(folder, old)
    try:
        os.rename(work, folder)
    except OSError:
        if replacing:
            with suppress(OSError):
                os.rename(old, folder)
        raise
    _sync([folder.parent])
    if replacing:
        shutil.rmtree(old, ignore_errors=True)


def _sync(places: Iterable[Path]) -> None:
    for place in places:
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _hash(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
