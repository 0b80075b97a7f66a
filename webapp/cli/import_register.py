"""``samspill import``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from loaders.build import program_version
from loaders.registers import REGISTERS
from loaders.registers.importing import Imported, import_file
from webapp.cli import options, show

#: How many bad rows are shown before "… and N more".
MOST_ROWS = 20

_WORDS = {
    "nb": {
        "reading": "Leser {file}",
        "rows": "{count} rader lest",
        "read": "{title}: {read} rader lest, {statements} utsagn",
        "bad": "Merk: {count} rader kan ikke leses og er utelatt; de står i {place}",
        "more": "… og {count} til; --json har dem",
        "date": "Dato {date}, lisens: {licence}",
        "not stated": "ikke oppgitt",
        "written": "Skrevet: {folder}. Bygg med «samspill build --dataset {folder}».",
    },
    "en": {
        "reading": "Reading {file}",
        "rows": "{count} rows read",
        "read": "{title}: {read} rows read, {statements} statements",
        "bad": "Note: {count} rows cannot be read and are left out; they stand in {place}",
        "more": "… and {count} more; --json has them",
        "date": "Date {date}, licence: {licence}",
        "not stated": "not stated",
        "written": "Written: {folder}. Build with `samspill build --dataset {folder}`.",
    },
}


@click.command("import")
@click.argument("register", type=click.Choice(list(REGISTERS)), metavar="REGISTER")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--dataset",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder to make; its name is the id of the dataset and names its graph.",
)
@click.option("--date", default="", metavar="YYYY-MM-DD", help="Date of the file.")
@click.option("--licence", default="", metavar="IRI", help="Instead of the register's own licence.")
@click.option("--replace", is_flag=True, help="Replace the dataset that is in the folder.")
@options.json_option
@click.pass_obj
def import_command(
    language: str,
    register: str,
    file: Path,
    folder: Path,
    date: str,
    licence: str,
    replace: bool,
    as_json: bool,
) -> None:
    """Turn FILE, as the public register REGISTER publishes it, into a dataset for a build.

    `samspill build --dataset FOLDER` then loads it as a named graph of its own. Rows that cannot
    be read are told with line and reason and left out; when they are more than 1 %, nothing is
    written and the exit code is 1.
    """
    with (
        show.faults(as_json=as_json),
        _progress(_WORDS[language], file, quiet=as_json) as tell,
    ):
        done = import_file(
            REGISTERS[register],
            file,
            folder,
            date=date,
            licence=licence,
            replace=replace,
            version=program_version(),
            progress=tell,
        )
    click.echo(_json(done) if as_json else "\n".join(_lines(done, language)))


@contextmanager
def _progress(words: dict[str, str], file: Path, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda rows: None
        return
    start = words["reading"].format(file=file.name)
    with console.status(start) as status:
        yield lambda rows: status.update(f"{start}: {words['rows'].format(count=rows)}")


def _lines(done: Imported, language: str) -> Iterator[str]:
    words, about = _WORDS[language], done.about
    yield words["read"].format(
        title=about.title[language], read=about.rows_read, statements=about.statements
    )
    if about.rows_bad:
        yield words["bad"].format(count=about.rows_bad, place=done.folder / "rejected.csv")
        shown = done.bad[:MOST_ROWS]
        yield from (f"  {one.text(language)}" for one in shown)
        if more := about.rows_bad - len(shown):
            yield f"  {words['more'].format(count=more)}"
    licence = about.licence or words["not stated"]
    yield words["date"].format(date=about.date, licence=licence)
    yield words["written"].format(folder=done.folder)


def _json(done: Imported) -> str:
    rows = show.bad_rows(done.about.rows_bad, done.bad)
    return json.dumps({**asdict(done.about), **rows}, ensure_ascii=False, indent=1)
