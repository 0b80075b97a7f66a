"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from loaders import rdf_files
from loaders.build import Recipe
from loaders.registers.dataset import read_datasets
from queries import catalogue
from webapp import preparing

Command = TypeVar("Command", bound=Callable[..., Any])

data_argument = click.argument(
    "data", type=click.Path(path_type=Path, exists=True), default=Path("data"), required=False
)
data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder with the tables.",
)
rdf_option = click.option(
    "--rdf",
    "rdf",
    multiple=True,
    metavar="GRAPH_IRI=FILE",
    help="Load an RDF file into a named graph beside the curated one. Repeatable.",
)
keep_graphs_option = click.option(
    "--keep-graphs", is_flag=True, help="Quads of those files keep their own graphs."
)
dataset_option = click.option(
    "--dataset",
    "datasets",
    multiple=True,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Load the dataset that `samspill import` has made of a register. Repeatable.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")


def snapshots_option(flag: str) -> Callable[[Command], Command]:
    """Give the option for the folder that holds all snapshots, by the name a command gives it."""
    return click.option(
        flag,
        "root",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("snapshots"),
        envvar="SAMSPILL_SNAPSHOTS",
        show_default=True,
        show_envvar=True,
        help="Folder that holds all snapshots.",
    )


def recipe(
    data: Path, rdf: tuple[str, ...], keep_graphs: bool, datasets: tuple[Path, ...]
) -> Recipe:
    """Join what a build is made from: here loaders and queries meet."""
    return Recipe(
        data,
        catalogue.rules(),
        catalogue.checks(),
        tuple(rdf_files.read_option(option) for option in rdf),
        keep_graphs,
        catalogue.gaps(),
        read_datasets(datasets),
        preparing.finish(),
    )
