"""``samspill validate``."""

from __future__ import annotations

from pathlib import Path

import click

from loaders.build import check
from webapp.cli import options, quality, show


@click.command("validate")
@options.data_argument
@options.rdf_option
@options.keep_graphs_option
@click.option(
    "--report",
    "quality_report",
    is_flag=True,
    help="Tell too what the sources leave open: what is missing of how many, and how old they are.",
)
@options.dataset_option
@options.json_option
@click.pass_obj
def validate_command(
    language: str,
    data: Path,
    rdf: tuple[str, ...],
    keep_graphs: bool,
    quality_report: bool,
    datasets: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check the tables in DATA as a build does, and write nothing."""
    with show.faults(as_json=as_json), show.progress(language, quiet=as_json) as tell:
        recipe = options.recipe(data, rdf, keep_graphs, datasets)
        result = check(recipe, progress=tell)
    show.report(result, language, as_json=as_json)
    if quality_report and not as_json:
        for line in quality.as_text(result, language):
            click.echo(line)
