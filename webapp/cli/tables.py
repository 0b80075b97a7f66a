"""``samspill tables``."""

from __future__ import annotations

from pathlib import Path

import click

from loaders.workbook import write_workbook
from loaders.workbook_tables import read_workbook

_WORDS = {
    "nb": {
        "workbook": "Skrevet: {file}, {tables} tabeller, {rows} rader.",
        "written": "Skrevet: {tables}",
        "equal": "Uendret, filene er som de var: {count} tabeller.",
        "nothing": "Ingen tabell er endret.",
        "without": "Uten ark i arbeidsboken, filene er som de var: {tables}",
    },
    "en": {
        "workbook": "Written: {file}, {tables} tables, {rows} rows.",
        "written": "Written: {tables}",
        "equal": "Unchanged, the files are as they were: {count} tables.",
        "nothing": "No table has changed.",
        "without": "Without a sheet in the workbook, the files are as they were: {tables}",
    },
}
_XLSX = click.Path(path_type=Path, dir_okay=False)


@click.command("tables")
@click.option("--xlsx", "target", type=_XLSX, help="Write all tables as sheets of this file.")
@click.option(
    "--from-xlsx",
    "origin",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Write the sheets of this file as the tables of --data.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder with the tables.",
)
@click.option("--force", is_flag=True, help="Write over what is there or has changed.")
@click.pass_context
def tables_command(
    context: click.Context, target: Path | None, origin: Path | None, data: Path, force: bool
) -> None:
    """Turn the tables into one .xlsx, or such a file back into CSV, without loss.

    Every cell is text; columns with codes offer their list, and each column name says in a comment
    what the column holds, in the language of --lang.

    On the way back a table that says the same keeps its file byte for byte. If a table in the
    folder has changed since the workbook was written, nothing is written unless --force is given.
    """
    language: str = context.obj
    words = _WORDS[language]
    if (target is None) == (origin is None):
        raise click.UsageError("Give one of --xlsx and --from-xlsx.", context)
    if target is not None:
        if target.suffix.lower() != ".xlsx":
            raise click.BadParameter(f"{target} does not end in .xlsx", param_hint="--xlsx")
        if not data.is_dir():
            raise click.BadParameter(f"{data} is no folder", param_hint="--data")
        counts = write_workbook(data, target, language, force=force)
        total = sum(counts.values())
        click.echo(words["workbook"].format(file=target, tables=len(counts), rows=total))
        return
    assert origin is not None
    done = read_workbook(origin, data, force=force)
    if done.written:
        click.echo(words["written"].format(tables=", ".join(done.written)))
    else:
        click.echo(words["nothing"])
    if done.equal:
        click.echo(words["equal"].format(count=len(done.equal)))
    if done.without_sheet:
        click.echo(words["without"].format(tables=", ".join(done.without_sheet)))
