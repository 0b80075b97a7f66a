"""``samspill build``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from loaders.build import build
from loaders.preview import preview
from webapp.cli import options, show
from webapp.cli.preview import as_json as preview_as_json
from webapp.cli.preview import as_text as preview_as_text


@click.command("build")
@options.data_argument
@options.snapshots_option("--out")
@options.rdf_option
@options.keep_graphs_option
@options.dataset_option
@click.option("--force", is_flag=True, help="Build even when nothing has changed.")
@click.option(
    "--preview",
    "previewed",
    is_flag=True,
    help="Publish nothing; show what would change against the published snapshot.",
)
@click.option("--all", "everything", is_flag=True, help="With --preview: cut no list.")
@options.json_option
@click.pass_context
def build_command(
    context: click.Context,
    data: Path,
    root: Path,
    rdf: tuple[str, ...],
    keep_graphs: bool,
    datasets: tuple[Path, ...],
    force: bool,
    previewed: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Build a snapshot from the tables in DATA (a folder or .xlsx) and publish it.

    Every fault of every table is told in one run; then nothing is written, the exit code is 1 and
    the published snapshot stays as it is.

    With --preview all is built in a folder that is thrown away. Shown are the statements added and
    removed (row numbers left out), the findings that come, go and stay, and what moves in the
    network of actors. The exit code is 1 when faults or violations would stop the build.
    """
    if everything and not previewed:
        raise click.UsageError("--all goes with --preview.", context)
    language: str = context.obj
    if previewed:
        made = (data, rdf, keep_graphs, datasets)
        _preview(language, made, root, everything=everything, as_json=as_json)
        return
    with show.faults(as_json=as_json), show.progress(language, quiet=as_json) as tell:
        recipe = options.recipe(data, rdf, keep_graphs, datasets)
        result = build(recipe, root, force=force, progress=tell)
    show.report(result, language, as_json=as_json)


def _preview(
    language: str,
    made: tuple[Path, tuple[str, ...], bool, tuple[Path, ...]],
    root: Path,
    *,
    everything: bool,
    as_json: bool,
) -> None:
    with show.faults(as_json=as_json), show.progress(language, quiet=as_json) as tell:
        recipe = options.recipe(*made)
        with preview(recipe, root, language=language, progress=tell) as found:
            if as_json:
                text = preview_as_json(found, language)
            else:
                text = "\n".join(preview_as_text(found, language, everything=everything))
    click.echo(text)
    if found.findings.violations:
        sys.exit(1)
