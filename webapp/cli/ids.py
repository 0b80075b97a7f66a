"""``samspill ids``."""

from __future__ import annotations

from pathlib import Path

import click

from loaders.curated import BY_NAME
from loaders.ids import propose_in, write
from webapp.cli import options

_WORDS = {
    "nb": {
        "row": "rad",
        "from": "fra",
        "nothing to say": "raden sier ingenting å lage en id av",
        "none": "{table}: alle rader har en id.",
        "proposed": "{count} id-er foreslått. Ingenting er skrevet; --write skriver dem.",
        "written": "{count} id-er skrevet i {file}.",
    },
    "en": {
        "row": "row",
        "from": "from",
        "nothing to say": "the row says nothing to make an id from",
        "none": "{table}: every row has an id.",
        "proposed": "{count} ids proposed. Nothing was written; --write writes them.",
        "written": "{count} ids written into {file}.",
    },
}


@click.command("ids")
@click.argument("table", type=click.Choice(list(BY_NAME)), metavar="TABLE")
@options.data_option
@click.option("--write", "writes", is_flag=True, help="Write the ids into the CSV file.")
@click.pass_obj
def ids_command(language: str, table: str, data: Path, writes: bool) -> None:
    """Propose an id for each row of TABLE that has none.

    An id is made from what the row says: its label, or what it points to; æ becomes ae, ø o and å
    a. Where two rows would get the same one, what sets them apart is added, and -2 at last. With
    --write only the empty id cells of the file change; every other byte stays.
    """
    words = _WORDS[language]
    proposals = propose_in(data, table)
    if not proposals:
        click.echo(words["none"].format(table=table))
        return
    for one in proposals:
        made_from = f"{words['from']} {', '.join(one.columns)}"
        why = made_from if one.columns else words["nothing to say"]
        click.echo(f"{one.file}, {words['row']} {one.row}: {one.id} ({why})")
    if writes:
        write(data, table, proposals)
        text = words["written"].format(count=len(proposals), file=proposals[0].file)
    else:
        text = words["proposed"].format(count=len(proposals))
    click.echo(text)
