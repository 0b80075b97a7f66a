"""The road from tables to a published snapshot.

Read and check everything, then map, derive, judge, index and publish. Nothing is written before
every table has passed, and nothing is published before shapes and checks have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from graph import layout, search_index, snapshot, void
from graph.derive import Rule, derive
from graph.gaps import Gap, find_gaps, source_years
from graph.network import NetworkChoice, project
from graph.store import open_store
from graph.validation import VIOLATION, Check, Finding, validate
from loaders import mapping, people, rdf_files
from loaders.checking import check_tables
from loaders.datapackage import read_contract
from loaders.inputs import fingerprint
from loaders.rdf_files import RdfFile
from loaders.registers import dataset
from loaders.registers.dataset import Dataset
from loaders.report import BuildReport, about_dataset, from_json
from loaders.rows import Tables, read_tables
from loaders.sound_rows import JUDGED, judge_sound_rows
from loaders.tables import RDF_TYPE
from ontology import vocabulary
from ontology.errors import ShapesViolated, StoreError, TablesRejected
from ontology.iri_policy import ID, ONTOLOGY

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Finish:
    """What is computed of a graph that is ready, for those who will read the snapshot."""

    version: str  #: hash of the code that computes; another one makes another snapshot
    #: Given the folder of the snapshot before it is published, and how many statements it has.
    write: Callable[[Path, int], None]


@dataclass(frozen=True)
class Recipe:
    """Everything that a build is made from, beside the code."""

    data: Path
    rules: Sequence[Rule]
    checks: Sequence[Check]
    rdf: Sequence[RdfFile] = ()
    keep_graphs: bool = False
    gaps: Sequence[Gap] = ()
    datasets: Sequence[Dataset] = ()
    finish: Finish | None = None


def build(
    recipe: Recipe,
    root: Path,
    *,
    force: bool = False,
    progress: Progress = lambda step: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> BuildReport:
    """Build a snapshot and publish it.

    Parameters
    ----------
    recipe : Recipe
        Tables, rules, checks, further RDF files, datasets of registers and the last step.
    root : Path
        The folder that holds all snapshots; made when it does not exist.
    force : bool
        Build even when the published snapshot was made from equal inputs.
    progress : callable
        Told the name of each step as it begins.
    now : callable
        The clock, for the snapshot's name.

    Returns
    -------
    BuildReport
        With ``unchanged`` true, and the published snapshot's figures, when nothing had to be done.

    Raises
    ------
    TablesRejected
        With every fault of every table; nothing is written.
    RdfFileError, DatasetError
        If a further RDF file or a dataset cannot be read.
    ShapesViolated
        With every violation; the published snapshot is untouched.
    StoreError
        If another build runs, or the folder cannot be written.
    """
    files = [(file.named_graph, file.path) for file in recipe.rdf]
    datasets = [one.content_hash for one in recipe.datasets]
    inputs = fingerprint(recipe.data, files, keep_graphs=recipe.keep_graphs, datasets=datasets)
    if recipe.finish:
        inputs["finish"] = recipe.finish.version
    day = now().date()
    if not force and (published := _published_from(root, inputs, day)):
        return published
    report = BuildReport(inputs=inputs, version=program_version())
    tables = _checked(recipe.data, recipe.checks, report, day, progress)
    with snapshot.building(root) as work:
        store = Store(str(work.path / "store"))
        _fill(store, recipe, tables, report, progress)
        _judge(store, recipe, report, progress)
        _describe(store, report, progress)
        progress("optimise")
        with report.step("optimise"):
            store.flush()
            store.optimize()
            content = snapshot.content_hash(
                iter(store), {one.named_graph: one.content_hash for one in recipe.datasets}
            )
        del store  # the engine lets nobody else open the folder while this one writes
        _index(work.path, report, progress)
        if recipe.finish:
            progress("finish")
            with report.step("finish"):
                recipe.finish.write(work.path, sum(report.statements.values()))
        progress("publish")
        when = now()
        report.created = when.isoformat(timespec="seconds")
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
        (work.path / "report.json").write_text(text + "\n", encoding="utf-8")
        report.snapshot = snapshot.publish(work, content, when).name
    return report


def check(recipe: Recipe, *, progress: Progress = lambda step: None) -> BuildReport:
    """Do all of a build but write nothing: what ``samspill validate`` runs.

    Raises
    ------
    TablesRejected, RdfFileError, DatasetError, ShapesViolated
        As `build` does.
    """
    report = BuildReport(version=program_version())
    tables = _checked(recipe.data, recipe.checks, report, datetime.now(UTC).date(), progress)
    store = Store()
    _fill(store, recipe, tables, report, progress)
    _judge(store, recipe, report, progress)
    return report


def draft(
    recipe: Recipe, folder: Path, day: date, *, progress: Progress = lambda step: None
) -> BuildReport:
    """Do all of a build in a folder and publish nothing: what a preview rests on.

    Parameters
    ----------
    recipe : Recipe
        Tables, rules, checks, further RDF files and datasets of registers.
    folder : Path
        An empty folder; it gets the store, the index and the positions of a snapshot.
    day : date
        The day that decides which people are shown.
    progress : callable
        Told the name of each step as it begins.

    Returns
    -------
    BuildReport
        Violations stop nothing here: they are among its findings.

    Raises
    ------
    TablesRejected, RdfFileError, DatasetError
        As `build` does.
    """
    report = BuildReport(version=program_version())
    tables = _checked(recipe.data, recipe.checks, report, day, progress)
    store = Store(str(folder / "store"))
    _fill(store, recipe, tables, report, progress)
    with suppress(ShapesViolated):
        _judge(store, recipe, report, progress)
    store.flush()
    del store  # the engine lets nobody else open the folder while this one writes
    _index(folder, report, progress)
    return report


def program_version() -> str:
    """Give the version of the installed program, or ``0`` when it runs without being installed."""
    try:
        return version("samspill")
    except PackageNotFoundError:
        return "0"


def _published_from(root: Path, inputs: dict[str, str], day: date) -> BuildReport | None:
    try:
        current = snapshot.current(root)
        if current.report.get("inputs") != inputs:
            return None
    except StoreError:
        return None
    published = from_json(current.report)
    if published.people_change and published.people_change <= day.isoformat():
        return None
    published.snapshot = current.name
    published.unchanged = True
    return published


def _checked(
    data: Path, checks: Sequence[Check], report: BuildReport, day: date, progress: Progress
) -> Tables:
    progress("read")
    with report.step("read"):
        contract = read_contract(data)
        mapping.bind(contract)
        tables = read_tables(data, contract)
    progress("check")
    with report.step("check"):
        faults = check_tables(tables, contract)
    report.count_rows(tables)
    report.notes = list(tables.notes)
    if faults:
        raise TablesRejected([*faults, *judge_sound_rows(tables, faults, checks)])
    shown, report.not_shown = people.shown_on(tables, day)
    limits = people.last_day(shown.rows.get("persons", ())).values()
    report.people_change = (min(limits) + timedelta(days=1)).isoformat() if limits else ""
    return shown


def _fill(
    store: Store, recipe: Recipe, tables: Tables, report: BuildReport, progress: Progress
) -> None:
    progress("map")
    with report.step("map"):
        # One load for all: on disk each costs about a tenth of a second, however small.
        store.bulk_extend(
            chain(
                vocabulary.quads(),
                _counted(mapping.map_rows(chain.from_iterable(tables.rows.values())), report),
                *(rdf_files.quads(file, keep_graphs=recipe.keep_graphs) for file in recipe.rdf),
                *(dataset.quads(one) for one in recipe.datasets),
            )
        )
    progress("derive")
    with report.step("derive"):
        derive(store, recipe.rules)
    report.statements = {
        name.value: sum(1 for _ in store.quads_for_pattern(None, None, None, name))
        for name in sorted(store.named_graphs(), key=str)
        if isinstance(name, NamedNode)
    }
    report.datasets = [
        about_dataset(one.about, report.statements[one.named_graph]) for one in recipe.datasets
    ]


def _counted(quads: Iterator[Quad], report: BuildReport) -> Iterator[Quad]:
    counts = Counter(report.things)
    for quad in quads:
        if quad.predicate == RDF_TYPE and isinstance(quad.object, NamedNode):
            assert isinstance(quad.subject, NamedNode)
            if quad.subject.value.startswith(ID):
                counts[quad.object.value.removeprefix(ONTOLOGY)] += 1
        yield quad
    report.things = dict(sorted(counts.items()))


def _judge(store: Store, recipe: Recipe, report: BuildReport, progress: Progress) -> None:
    progress("judge")
    with report.step("judge"):
        report.findings = validate(store, vocabulary.shapes(), recipe.checks, JUDGED)
        report.gaps = find_gaps(store, recipe.gaps, JUDGED)
        report.source_years = source_years(store, JUDGED)
    violations: list[Finding] = [f for f in report.findings if f.severity == VIOLATION]
    if violations:
        raise ShapesViolated(violations)


def _describe(store: Store, report: BuildReport, progress: Progress) -> None:
    progress("describe")
    with report.step("describe"):
        quads = void.describe(store, report.statements)
        store.bulk_extend(quads)
        report.statements[void.VOID_GRAPH] = sum(
            1 for _ in store.quads_for_pattern(None, None, None, NamedNode(void.VOID_GRAPH))
        )


def _index(folder: Path, report: BuildReport, progress: Progress) -> None:
    reader = open_store(folder)
    try:
        progress("index")
        with report.step("index"):
            search_index.build_index(reader, folder / "index")
        progress("layout")
        with report.step("layout"):
            everything = NetworkChoice(modalities=vocabulary.codes("modality"), include_groups=True)
            network = project(reader, everything, "nb")
            layout.write_layout(folder / "layout.json", layout.arrange(network))
    finally:
        reader.close()
