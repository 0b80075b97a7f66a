"""``samspill query``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import Literal
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph import snapshot
from graph.binding import Term
from graph.results import RDF_FORMATS, RESULT_FORMATS
from graph.store import open_store
from queries import questions
from queries.answers import Answer, answer, sentence
from queries.questions import THEMES, Question
from webapp.cli import options
from webapp.questionpage import called

_FORMATS = ["table", *RESULT_FORMATS, *RDF_FORMATS, "sparql"]
_WORDS = {
    "nb": {"left_out": "Ikke med i summen", "snapshot": "Utgave", "sum": "SHA-256 av svaret"},
    "en": {"left_out": "Not in the sum", "snapshot": "Snapshot", "sum": "SHA-256 of the answer"},
}


@click.command("query")
@click.argument("name", required=False)
@click.option("--param", "params", multiple=True, metavar="KEY=VALUE", help="A value. Repeatable.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="How to print the answer; sparql prints the query with its values.",
)
@click.option("--list", "listed", is_flag=True, help="List the questions by theme.")
@options.snapshots_option("--snapshots")
@click.option("--snapshot", "snapshot_name", help="Ask this snapshot instead of the current one.")
@click.pass_context
def query_command(
    context: click.Context,
    name: str | None,
    params: tuple[str, ...],
    format_name: str,
    listed: bool,
    root: Path,
    snapshot_name: str | None,
) -> None:
    """Put a question of the library, by its NAME, to the published snapshot.

    What is not given with --param has the question's default. Things are written kind:id, such as
    place:hamarregionen, and codes by their last part. The exit code is 1 for a value that is not
    allowed and for a question that does not exist.
    """
    language: str = context.obj
    if listed:
        _list(language)
        return
    if not name:
        raise click.UsageError("Give the name of a question, or --list.", context)
    asked = questions.question(name)
    found = snapshot.current(root)
    if snapshot_name:
        found = next((s for s in snapshot.list_snapshots(root) if s.name == snapshot_name), found)
        if found.name != snapshot_name:
            raise click.UsageError(f"There is no snapshot {snapshot_name}.", context)
    reader = open_store(found.store_path)
    try:
        answered = answer(asked, reader, _values(context, params), language)
        if format_name == "sparql":
            click.echo(answered.query, nl=False)
        elif format_name == "table":
            names = {
                parameter.name: called(reader, parameter, answered.values[parameter.name], language)
                for parameter in asked.parameters
            }
            click.echo(sentence(answered, names, _plain, language))
            _print(answered, language)
            if asked.left_out:
                other = questions.question(asked.left_out)
                click.echo(f"{_WORDS[language]['left_out']}:")
                _print(answer(other, reader, answered.values, language), language)
            click.echo(f"{_WORDS[language]['snapshot']}: {found.name}")
            click.echo(f"{_WORDS[language]['sum']}: {answered.checksum}")
        else:
            _write(answered, format_name, context)
    finally:
        reader.close()


def _values(context: click.Context, params: tuple[str, ...]) -> dict[str, str]:
    values = {}
    for one in params:
        key, equals, value = one.partition("=")
        if not equals:
            raise click.BadParameter(f"{one} is not KEY=VALUE.", context)
        values[key] = value
    return values


def _write(answered: Answer, format_name: str, context: click.Context) -> None:
    known = RDF_FORMATS if answered.question.form == "CONSTRUCT" else RESULT_FORMATS
    if format_name not in known:
        raise click.UsageError(f"This answer can be written as {', '.join(known)}.", context)
    click.echo(answered.written(format_name).decode("utf-8"), nl=False)


def _print(answered: Answer, language: str) -> None:
    if answered.question.form == "CONSTRUCT":
        click.echo(answered.written("turtle").decode("utf-8"))
        return
    columns = [one for one in answered.question.columns if not one.label_of]
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column.label[language], overflow="fold")
    for row in answered.rows:
        cells = [row.get(f"{one.name}Label") or row.get(one.name) for one in columns]
        table.add_row(*(Text(_plain(cell)) if cell is not None else "" for cell in cells))
    # Into a file or a pipe no line is broken.
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else 1_000)
    console.print(table)


def _plain(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term.value.rpartition("/")[2]


def _list(language: str) -> None:
    for theme, names in THEMES.items():
        click.echo(names[language])
        for one in questions.library():
            if one.theme == theme:
                click.echo(f"  {one.name}{_parameters(one)}")
                click.echo(f"    {one.title[language]}")


def _parameters(question: Question) -> str:
    return "".join(f" {one.name}={one.default}" for one in question.parameters)
