"""``samspill build``."""

from __future__ import annotations

from pathlib import Path

import click

from loaders.build import build
from webapp.cli import options, show


@click.command("build")
@options.data_argument
@options.snapshots_option("--out")
@options.rdf_option
@options.keep_graphs_option
@click.option("--force", is_flag=True, help="Build even when nothing has changed.")
@options.json_option
@click.pass_obj
def build_command(
    language: str,
    data: Path,
    root: Path,
    rdf: tuple[str, ...],
    keep_graphs: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Build a snapshot from the tables in DATA (a folder or .xlsx) and publish it.

    Every fault of every table is told in one run; then nothing is written, the exit code is 1 and
    the published snapshot stays as it is.
    """
    with show.faults(as_json=as_json), show.progress(language, quiet=as_json) as tell:
        recipe = options.recipe(data, rdf, keep_graphs)
        result = build(recipe, root, force=force, progress=tell)
    show.report(result, language, as_json=as_json)
