"""Print reports and progress, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from graph.validation import Finding
from loaders.build import Progress as Report
from loaders.report import BuildReport
from ontology.errors import BadLine, InputError, RowsRejected, ShapesViolated, TablesRejected

#: The steps of a build in their order, with their names.
STEPS = {
    "read": {"nb": "Leser tabellene", "en": "Reading the tables"},
    "check": {"nb": "Sjekker cellene", "en": "Checking the cells"},
    "map": {"nb": "Lager utsagn", "en": "Making statements"},
    "derive": {"nb": "Avleder", "en": "Deriving"},
    "judge": {"nb": "Prøver mot formene", "en": "Judging by the shapes"},
    "describe": {"nb": "Beskriver grafen", "en": "Describing the graph"},
    "optimise": {"nb": "Pakker lageret", "en": "Packing the store"},
    "index": {"nb": "Lager søkeindeks", "en": "Indexing names"},
    "layout": {"nb": "Tegner nettverket", "en": "Laying out the network"},
    "finish": {"nb": "Regner ut for sidene", "en": "Computing for the pages"},
    "publish": {"nb": "Publiserer", "en": "Publishing"},
}
_WORDS = {
    "nb": {
        "rows": "rader",
        "tables": "tabeller",
        "statements": "utsagn",
        "warnings": "advarsler",
        "seconds": "sekunder",
        "published": "Publisert",
        "unchanged": "Ingenting er endret; dette er publisert fra før",
        "note": "Merk",
        "dataset": "Datasett",
        "licence": "lisens",
        "not stated": "ikke oppgitt",
        "not_shown": "Rader som er utelatt fordi personene i dem ikke vises lenger",
        "sound": "Tabellene er i orden. Ingenting er skrevet.",
    },
    "en": {
        "rows": "rows",
        "tables": "tables",
        "statements": "statements",
        "warnings": "warnings",
        "seconds": "seconds",
        "published": "Published",
        "unchanged": "Nothing has changed; this is published already",
        "note": "Note",
        "dataset": "Dataset",
        "licence": "licence",
        "not stated": "not stated",
        "not_shown": "Rows left out since the people in them are shown no longer",
        "sound": "The tables are in order. Nothing was written.",
    },
}


@contextmanager
def progress(language: str, *, quiet: bool) -> Iterator[Report]:
    """Show a progress bar on a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda step: None
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=len(STEPS))

        def tell(step: str) -> None:
            done = list(STEPS).index(step)
            bar.update(task, completed=done, description=STEPS[step][language])

        yield tell


@contextmanager
def counted(description: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how many of some steps are done on a terminal, and nothing elsewhere.

    What is given is called once a step.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(description, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def faults(*, as_json: bool) -> Iterator[None]:
    """Print the faults of the input as JSON too, for a program that asked for JSON."""
    try:
        yield
    except InputError as error:
        if as_json:
            click.echo(json.dumps(_fault_report(error), ensure_ascii=False, indent=1))
        raise


def _fault_report(error: InputError) -> dict[str, object]:
    if isinstance(error, TablesRejected):
        told = [
            {
                **{name: getattr(fault, name) for name in ("file", "row", "column", "value")},
                "nb": fault.text("nb"),
                "en": fault.text("en"),
            }
            for fault in error.faults
        ]
        return {"faults": told}
    if isinstance(error, RowsRejected):
        return {"file": error.file, "rows_read": error.read, **bad_rows(error.count, error.bad)}
    if isinstance(error, ShapesViolated):
        return {"findings": [asdict(one) for one in error.findings if isinstance(one, Finding)]}
    return {"faults": [{"nb": error.text("nb"), "en": error.text("en")}]}


def bad_rows(count: int, bad: Iterable[BadLine]) -> dict[str, object]:
    """Give the bad rows of a register's file for a program."""
    return {"rows_bad": count, "bad": [{"line": one.line, **one.reason} for one in bad]}


def report(result: BuildReport, language: str, *, as_json: bool) -> None:
    """Print what a build or validation did."""
    if as_json:
        click.echo(json.dumps(result.as_json(), ensure_ascii=False, indent=1))
        return
    words = _WORDS[language]
    click.echo(
        f"{len(result.rows)} {words['tables']}, {sum(result.rows.values())} {words['rows']}, "
        f"{sum(result.statements.values())} {words['statements']}"
    )
    for one in result.datasets:
        click.echo(f"  {_dataset(one, words)}")
    for note in result.notes:
        click.echo(f"  {words['note']}: {note.text(language)}")
    if result.not_shown:
        click.echo(f"  {words['not_shown']}: {sum(result.not_shown.values())}")
    if not result.unchanged:
        for finding in result.findings:
            click.echo(f"  {finding.text(language)}")
        click.echo(f"{len(result.findings)} {words['warnings']}")
        steps = ", ".join(f"{STEPS[k][language]} {v:.2f}" for k, v in result.seconds.items())
        click.echo(f"{sum(result.seconds.values()):.2f} {words['seconds']}: {steps}")
    if result.snapshot:
        click.echo(f"{words['unchanged' if result.unchanged else 'published']}: {result.snapshot}")
    else:
        click.echo(words["sound"])


def _dataset(one: dict[str, Any], words: dict[str, str]) -> str:
    return (
        f"{words['dataset']} {one['id']}: {one['statements']} {words['statements']}, "
        f"{one['date']}, {words['licence']} {one['licence'] or words['not stated']}"
    )
