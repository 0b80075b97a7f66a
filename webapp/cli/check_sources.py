"""``samspill check-sources``."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from loaders.source_checks import SourceReport, SourceWarning, check_sources
from webapp.cli import options, show

_WORDS = {
    "nb": {
        "row": "rad",
        "rows": "{source}: kilde for {rows} rader, omtalt i {pointed_to}",
        "none": "Ingen advarsler.",
        "warnings": "Advarsler: {count}",
        "row-without-locator": "Rader uten sted i kilden (locator)",
        "row-without-source": "Rader uten kilde (source)",
        "unknown-source": "Rader med en kilde som ikke står i sources",
        "unreadable-locator": "Rader med et sted som ikke kan leses",
        "locator-outside": "Rader med et sted utenfor dokumentets linjer",
        "source-without-rows": "Kilder som ingen rad er hentet fra",
        "source-without-date": "Kilder uten dato (published)",
        "spoken of": "omtalt i {count} rader",
    },
    "en": {
        "row": "row",
        "rows": "{source}: source of {rows} rows, spoken of in {pointed_to}",
        "none": "No warnings.",
        "warnings": "Warnings: {count}",
        "row-without-locator": "Rows without a place in their source (locator)",
        "row-without-source": "Rows without a source",
        "unknown-source": "Rows whose source is not in sources",
        "unreadable-locator": "Rows with a place that cannot be read",
        "locator-outside": "Rows with a place outside the document's lines",
        "source-without-rows": "Sources that no row is taken from",
        "source-without-date": "Sources without a date (published)",
        "spoken of": "spoken of in {count} rows",
    },
}


@click.command("check-sources")
@options.data_option
@options.json_option
@click.pass_obj
def check_sources_command(language: str, data: Path, as_json: bool) -> None:
    """Tell which rows cannot be followed to a source, and which sources say nothing.

    Named with file and row: rows without a locator, rows whose source is missing or unknown,
    locators outside the document's lines, sources without rows, sources without a date.

    These are warnings: the exit code is 0 however many there are, and 1 only when a table cannot
    be read. What may not stand at all, `samspill validate` refuses.
    """
    with show.faults(as_json=as_json):
        report = check_sources(data)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
        return
    for line in _lines(report, _WORDS[language]):
        click.echo(line)


def _lines(report: SourceReport, words: dict[str, str]) -> list[str]:
    lines = [
        words["rows"].format(source=source, rows=rows, pointed_to=report.pointed_to[source])
        for source, rows in report.rows.items()
    ]
    for kind, some in groupby(report.warnings, key=lambda warning: warning.kind):
        told = [_told(warning, words) for warning in some]
        lines += ["", f"{words[kind]}: {len(told)}", *told]
    count = len(report.warnings)
    return [*lines, "", words["warnings"].format(count=count) if count else words["none"]]


def _told(warning: SourceWarning, words: dict[str, str]) -> str:
    place = f"  {warning.file}, {words['row']} {warning.row}: {warning.id or '–'}"
    if warning.kind == "source-without-rows":
        return f"{place} ({words['spoken of'].format(count=warning.detail)})"
    about = warning.detail or ("" if warning.kind.startswith("source") else warning.source)
    return f"{place} ({about})" if about else place
