"""``samspill reconcile``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from loaders.datapackage import read_contract
from loaders.name_lists import ListedName, read_names
from loaders.named_things import KINDS, KINDS_UNASKED, read_things, type_text
from loaders.reconcile import SAME, UNSURE, Candidate, Reconciler
from loaders.review_files import ENDINGS, as_csv, refuse_existing, write_review
from loaders.rows import read_tables
from ontology.errors import TablesRejected
from ontology.iri_policy import SLUG
from webapp.cli import options, show

#: One line a candidate; ``left``, ``right``, ``judgement`` and ``evidence`` are those of the table
#: ``identities``.
COLUMNS = (
    "row",
    "name",
    "left",
    "right",
    "label",
    "type",
    "matched",
    "matched_kind",
    "score",
    "reason",
    "judgement",
    "evidence",
)
_WORDS = {
    "nb": {
        "comparing": "Sammenligner navn",
        "empty": "Cellen er tom",
        "signs": "Navnet har verken bokstaver eller tall",
        "none": "Ingen kandidat",
        "written": "Skrevet: {file}",
        "summary": "{names} navn: {same} med forslaget same, {unsure} med unsure, "
        "{offered} med kandidater uten forslag, {none} uten kandidat, {empty} tomme celler.",
    },
    "en": {
        "comparing": "Comparing names",
        "empty": "The cell is empty",
        "signs": "The name has neither letters nor digits",
        "none": "No candidate",
        "written": "Written: {file}",
        "summary": "{names} names: {same} proposed as same, {unsure} as unsure, "
        "{offered} with candidates and no proposal, {none} without a candidate, "
        "{empty} empty cells.",
    },
}


@click.command("reconcile")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--column", required=True, help="Column of FILE that holds the names.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help="Look among one kind only, as actor or place.",
)
@options.data_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write, .csv or .xlsx; without it CSV goes to standard output.",
)
@click.option(
    "--best",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Candidates a name; things that bear exactly this name are all given.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@click.pass_obj
def reconcile_command(
    language: str,
    file: Path,
    column: str,
    kind: str | None,
    data: Path,
    out: Path | None,
    best: int,
    force: bool,
) -> None:
    """Find which things of the tables the names in a column of FILE (CSV or .xlsx) may mean.

    All forms of all names count: labels, short and former names, abbreviations, variants,
    misspellings, former ids. What is proposed is decided by you: same only where the name is spelt
    as one form of one thing alone, unsure at most where it is merely similar or two things bear it.

    The column left is filled where FILE has a column id that holds ids as ours, and --kind is
    given. People are looked
    among with --kind person only.
    """
    words = _WORDS[language]
    check_ending(out)
    if out is not None:
        refuse_existing(out, force=force)
    listed = read_names(file, column)
    tables = read_tables(data, read_contract(data))
    if tables.faults:
        raise TablesRejected(tables.faults)
    reconciler = Reconciler(read_things(tables, (kind,) if kind else KINDS_UNASKED), tables)
    counts: Counter[str] = Counter()
    lines: list[Sequence[str | int | float]] = []
    with show.counted(words["comparing"], len(listed)) as advance:
        for one in listed:
            candidates = reconciler.candidates(one.name, best)
            counts[_outcome(one, candidates)] += 1
            lines += _lines(one, candidates, kind, language)
            advance()
    said = words["summary"].format(
        names=len(listed) - counts["empty"],
        **{name: counts[name] for name in (SAME, UNSURE, "offered", "none", "empty")},
    )
    if out is None:
        click.echo(as_csv(COLUMNS, lines), nl=False)
        click.echo(said, err=True)
    else:
        write_review(out, COLUMNS, lines, force=force)
        click.echo(words["written"].format(file=out))
        click.echo(said)


def check_ending(out: Path | None) -> None:
    """Refuse a file to write whose ending says no form that we write."""
    if out is not None and out.suffix.casefold() not in ENDINGS:
        raise click.BadParameter(f"{out} ends in neither .csv nor .xlsx", param_hint="--out")


def _outcome(one: ListedName, candidates: Sequence[Candidate]) -> str:
    if not one.name:
        return "empty"
    proposed = {candidate.judgement for candidate in candidates}
    first: Callable[[str], bool] = proposed.__contains__
    return next(filter(first, (SAME, UNSURE)), "offered" if candidates else "none")


def _lines(
    one: ListedName, candidates: Sequence[Candidate], kind: str | None, language: str
) -> Iterator[Sequence[str | int | float]]:
    words = _WORDS[language]
    left = f"{kind}:{one.id}" if kind and SLUG.match(one.id) else ""
    if not candidates:
        why = "none" if any(map(str.isalnum, one.name)) else "signs" if one.name else "empty"
        yield (one.row, one.name, left, "", "", "", "", "", "", words[why], "", "")
    for candidate in candidates:
        yield (
            one.row,
            one.name,
            "" if left == candidate.thing.ref else left,  # nothing is judged the same as itself
            candidate.thing.ref,
            candidate.thing.label,
            type_text(candidate.thing)[language],
            candidate.form.text,
            candidate.form.kind,
            round(candidate.score, 2),
            candidate.reason[language],
            candidate.judgement,
            "",
        )
