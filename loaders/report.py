"""What a build did: tables, rows, statements, findings, seconds a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

from graph.gaps import GapCount, SourceYears
from graph.validation import Finding, Place
from loaders.registers.dataset import About
from loaders.rows import Tables
from ontology.errors import CellError

#: What a report takes over from the ``dataset.json`` of a dataset.
_OF_DATASET = (
    *("id", "register", "title", "publisher", "licence", "source_url", "date"),
    *("rows_read", "rows_bad", "things"),
)


@dataclass
class BuildReport:
    """The report of one build, or of one validation (then without a snapshot)."""

    rows: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    things: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    #: What the sources leave open.
    gaps: list[GapCount] = field(default_factory=list)
    #: Documents by the year they were published; "" for those without a date.
    source_years: SourceYears = field(default_factory=dict)
    #: What was put right while reading, such as an encoding.
    notes: list[CellError] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    snapshot: str = ""
    created: str = ""
    version: str = ""
    #: Rows left out since the people in them are shown no longer, by table.
    not_shown: dict[str, int] = field(default_factory=dict)
    #: The first day on which somebody is shown no longer; empty where nobody has a limit.
    people_change: str = ""
    #: Each dataset of a register: register, title, licence, date, rows and statements.
    datasets: list[dict[str, Any]] = field(default_factory=list)
    unchanged: bool = False

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step of the build."""
        start = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - start, 3)

    def count_rows(self, tables: Tables) -> None:
        """Take over the number of rows of each table that has a file."""
        self.rows = {name: len(rows) for name, rows in tables.rows.items()}

    def as_json(self) -> dict[str, Any]:
        """Give the report as plain values, for ``report.json`` and ``--json``."""
        return asdict(self)


def about_dataset(about: About, statements: int) -> dict[str, Any]:
    """Give what a report says of one dataset.

    Parameters
    ----------
    about : About
        Of the dataset.
    statements : int
        How many its named graph holds, those about itself included.
    """
    whole = asdict(about)
    return {name: whole[name] for name in _OF_DATASET} | {"statements": statements}


def from_json(values: Mapping[str, Any]) -> BuildReport:
    """Read a report back from ``report.json``."""
    known = {name: values[name] for name in BuildReport.__dataclass_fields__ if name in values}
    findings = [
        Finding(**{**one, "place": Place(**one["place"]) if one["place"] else None})
        for one in values.get("findings", [])
    ]
    notes = [CellError(**one) for one in values.get("notes", [])]
    gaps = [GapCount(**{**one, "things": tuple(one["things"])}) for one in values.get("gaps", [])]
    return BuildReport(**{**known, "findings": findings, "notes": notes, "gaps": gaps})
