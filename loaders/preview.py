"""What a build would change, without publishing it: statements, findings, network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import snapshot
from graph.changes import Changes, compare_statements
from graph.network import NetworkChoice, project
from graph.network_changes import NetworkChanges, compare_networks
from graph.store import Reader, open_store
from graph.validation import VIOLATION, Finding
from graph.wording import Wording
from loaders.build import Progress, Recipe, draft
from loaders.report import BuildReport, from_json

#: What the page of the network shows before anybody has chosen anything.
DEFAULT_CHOICE = NetworkChoice(include_isolated=False)


@dataclass(frozen=True)
class FindingChanges:
    """Findings that have come, gone and stayed; the same one on another row has stayed."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    staying: tuple[Finding, ...]

    @property
    def violations(self) -> int:
        """How many would stop the build."""
        now = (*self.new, *self.staying)
        return sum(1 for finding in now if finding.severity == VIOLATION)


@dataclass(frozen=True)
class Preview:
    """What a build would change against the published snapshot."""

    against: str  #: the name of the published snapshot; empty when there is none
    report: BuildReport
    statements: Changes
    wording: Wording
    findings: FindingChanges
    network: NetworkChanges


@contextmanager
def preview(
    recipe: Recipe,
    root: Path,
    *,
    language: str = "nb",
    progress: Progress = lambda step: None,
    day: date | None = None,
) -> Iterator[Preview]:
    """Build in a folder of its own and tell what publishing it would change.

    Parameters
    ----------
    recipe : Recipe
        Tables, rules, checks, further RDF files and datasets, as `loaders.build.build` takes them.
    root : Path
        The folder that holds all snapshots; only read, and it need not exist.
    language : str
        ``"nb"`` or ``"en"``: of all names.
    progress : callable
        Told the name of each step as it begins.
    day : date, optional
        The day that decides which people are shown; today in UTC when absent.

    Yields
    ------
    Preview
        Inside the ``with`` both stores are open, so that any statement can be put in words.

    Raises
    ------
    TablesRejected, RdfFileError, DatasetError
        As `loaders.build.build` does. Violations of shapes and checks raise nothing: they are
        among the findings.
    StoreError
        If the published snapshot cannot be opened.
    """
    with ExitStack() as opened:
        published = _published(root)
        scratch = Path(opened.enter_context(TemporaryDirectory(prefix="samspill-preview-")))
        report = draft(recipe, scratch, day or datetime.now(UTC).date(), progress=progress)
        before: Reader | None = None
        if published:
            before = open_store(published.path)
            opened.callback(before.close)
        after = open_store(scratch)
        opened.callback(after.close)
        old_findings = from_json(published.report).findings if published else []
        old_network = project(before, DEFAULT_CHOICE, language) if before else None
        yield Preview(
            published.name if published else "",
            report,
            compare_statements(before, after),
            Wording([after, before] if before else [after], language),
            compare_findings(old_findings, report.findings),
            compare_networks(old_network, project(after, DEFAULT_CHOICE, language)),
        )


def compare_findings(before: Sequence[Finding], after: Sequence[Finding]) -> FindingChanges:
    """Divide findings into those that have come, gone and stayed.

    Parameters
    ----------
    before, after : sequence of Finding
        Of the published snapshot and of the new build.

    Returns
    -------
    FindingChanges
        Each in its own order; those that stay are given as the new build words and places them.

    Examples
    --------
    >>> one = Finding("warning", "lonely", "https://e.org/a", "", "", {"en": "is alone"}, None)
    >>> found = compare_findings([], [one])
    >>> len(found.new), len(found.gone), len(found.staying)
    (1, 0, 0)
    """
    old, new = ({_key(finding) for finding in findings} for findings in (before, after))
    return FindingChanges(
        tuple(finding for finding in after if _key(finding) not in old),
        tuple(finding for finding in before if _key(finding) not in new),
        tuple(finding for finding in after if _key(finding) in old),
    )


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.severity, finding.rule, finding.focus, finding.path, finding.value


def _published(root: Path) -> snapshot.Snapshot | None:
    # No pointer means that nothing was ever published; a pointer to nowhere is an error.
    return snapshot.current(root) if (root / "current").exists() else None
