"""``samspill duplicates``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from loaders.datapackage import read_contract
from loaders.duplicates import FURTHER_KINDS, KINDS, Duplicates, find_duplicates
from loaders.pairs import Pair, ref
from loaders.review_files import refuse_existing, write_review
from loaders.rows import read_tables
from ontology.errors import TablesRejected
from webapp.cli import options, show
from webapp.cli.reconcile import check_ending

#: One line a pair; ``left``, ``right``, ``judgement`` and ``evidence`` are those of the table
#: ``identities``.
COLUMNS = (
    "score",
    "left",
    "right",
    "label_left",
    "label_right",
    "table",
    "row_left",
    "row_right",
    "reason",
    "judgement",
    "evidence",
)
_WORDS = {
    "nb": {
        "looking": "Ser etter dubletter",
        "rows": "rad {left} og {right}",
        "none": "Ingen par å vurdere.",
        "pairs": "Par å vurdere: {count}",
        "judged": "Utelatt fordi de er vurdert: {count}",
        "written": "Skrevet: {file}",
    },
    "en": {
        "looking": "Looking for duplicates",
        "rows": "rows {left} and {right}",
        "none": "No pairs to judge.",
        "pairs": "Pairs to judge: {count}",
        "judged": "Left out since they are judged: {count}",
        "written": "Written: {file}",
    },
}


@click.command("duplicates")
@options.data_argument
@click.option(
    "--kind",
    type=click.Choice([*KINDS, *FURTHER_KINDS]),
    metavar="KIND",
    help=f"Look through one kind only: {', '.join([*KINDS, *FURTHER_KINDS])}; goals only so.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, .csv or .xlsx, to judge the pairs in.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@options.json_option
@click.pass_obj
def duplicates_command(
    language: str, data: Path, kind: str | None, out: Path | None, force: bool, as_json: bool
) -> None:
    """Tell which rows of the tables may be one thing and are not judged yet.

    Looked through are the names of actors, initiatives, strategies and places, the addresses of
    sources, and funding of one amount, currency, party and year. Pairs of which the table
    identities says anything, from either side or by a chain of same, are left out.

    The exit code is 0 however many there are, and 1 only when a table cannot be read.
    """
    words = _WORDS[language]
    check_ending(out)
    if out is not None:
        refuse_existing(out, force=force)
    kinds = (kind,) if kind else KINDS
    with show.faults(as_json=as_json):
        tables = read_tables(data, read_contract(data))
        if tables.faults:
            raise TablesRejected(tables.faults)
    with show.counted(words["looking"], len(kinds)) as advance:
        found = find_duplicates(tables, kinds, advance)
    if out is not None:
        write_review(out, COLUMNS, [_line(pair, language) for pair in found.pairs], force=force)
    if as_json:
        click.echo(json.dumps(_report(found), ensure_ascii=False, indent=1))
        return
    if out is not None:
        click.echo(words["written"].format(file=out))
    else:
        for line in _told(found, language):
            click.echo(line)
    count = len(found.pairs)
    click.echo(words["pairs"].format(count=count) if count else words["none"])
    if found.judged:
        click.echo(words["judged"].format(count=found.judged))


def _line(pair: Pair, language: str) -> tuple[str | int | float, ...]:
    return (
        round(pair.score, 2),
        ref(pair.left),
        ref(pair.right),
        *pair.labels,
        pair.left.table,
        pair.left.number,
        pair.right.number,
        pair.reason[language],
        "",
        "",
    )


def _told(found: Duplicates, language: str) -> Iterator[str]:
    words = _WORDS[language]
    for pair in found.pairs:
        rows = words["rows"].format(left=pair.left.number, right=pair.right.number)
        yield f"{pair.score:.2f}  {ref(pair.left)} – {ref(pair.right)} ({pair.left.file}, {rows})"
        yield f"      {pair.labels[0]} | {pair.labels[1]}"
        yield f"      {pair.reason[language]}"
    if found.pairs:
        yield ""


def _report(found: Duplicates) -> dict[str, object]:
    return {
        "rows": found.rows,
        "judged": found.judged,
        "pairs": [
            {
                "score": round(pair.score, 2),
                "left": ref(pair.left),
                "right": ref(pair.right),
                "labels": pair.labels,
                "table": pair.left.table,
                "file": pair.left.file,
                "rows": [pair.left.number, pair.right.number],
                "reason": pair.reason,
            }
            for pair in found.pairs
        ],
    }
