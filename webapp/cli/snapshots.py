"""``samspill snapshots list|use|keep|prune``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from graph import snapshot
from ontology.errors import StoreError
from webapp.cli import options

_WORDS = {
    "nb": {
        "none": "Ingen snapshots ennå. Kjør «samspill build».",
        "current": "publisert",
        "kept": "beholdes",
        "used": "Publisert nå: {name}",
        "keeping": "Beholdes: {name}",
        "pruned": "Slettet: {name}",
        "nothing": "Ingenting å slette.",
        "statements": "utsagn",
    },
    "en": {
        "none": "No snapshots yet. Run “samspill build”.",
        "current": "published",
        "kept": "kept",
        "used": "Published now: {name}",
        "keeping": "Kept: {name}",
        "pruned": "Removed: {name}",
        "nothing": "Nothing to remove.",
        "statements": "statements",
    },
}


@click.group("snapshots")
def snapshots_group() -> None:
    """List, publish, keep and remove snapshots."""


@snapshots_group.command("list")
@options.snapshots_option("--snapshots")
@options.json_option
@click.pass_obj
def list_command(language: str, root: Path, as_json: bool) -> None:
    """List the snapshots, newest first."""
    words = _WORDS[language]
    found = snapshot.list_snapshots(root)
    try:
        current = snapshot.current(root).name
    except StoreError:
        current = ""
    kept = snapshot.kept(root)
    rows = [
        {
            "name": one.name,
            "current": one.name == current,
            "kept": one.name in kept,
            "statements": sum(one.report.get("statements", {}).values()),
        }
        for one in found
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    if not rows:
        click.echo(words["none"])
    for row in rows:
        marks = [words[mark] for mark in ("current", "kept") if row[mark]]
        line = f"{row['name']}  {row['statements']} {words['statements']}  {', '.join(marks)}"
        click.echo(line.rstrip())


@snapshots_group.command("use")
@click.argument("name")
@options.snapshots_option("--snapshots")
@click.pass_obj
def use_command(language: str, name: str, root: Path) -> None:
    """Publish the snapshot NAME: going back, or forward again."""
    snapshot.use(root, name)
    click.echo(_WORDS[language]["used"].format(name=name))


@snapshots_group.command("keep")
@click.argument("name")
@options.snapshots_option("--snapshots")
@click.pass_obj
def keep_command(language: str, name: str, root: Path) -> None:
    """Mark the snapshot NAME so that it is never pruned."""
    snapshot.keep(root, name)
    click.echo(_WORDS[language]["keeping"].format(name=name))


@snapshots_group.command("prune")
@click.option(
    "--newest",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    help="How many of the newest stay.",
)
@options.snapshots_option("--snapshots")
@click.pass_obj
def prune_command(language: str, newest: int, root: Path) -> None:
    """Remove old snapshots; the published one and those that are kept always stay."""
    removed = snapshot.prune(root, newest)
    for name in removed:
        click.echo(_WORDS[language]["pruned"].format(name=name))
    if not removed:
        click.echo(_WORDS[language]["nothing"])
