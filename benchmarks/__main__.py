"""Run every benchmark, or those that are named, and write their tables."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    analysis,
    building,
    drawing,
    gexf,
    isolation,
    pages,
    questions,
    reconciling,
    registers,
)

RESULTS = Path(__file__).parent / "results"
#: Whose versions stand below each table.
PACKAGES = (
    "pyoxigraph",
    "pyshacl",
    "rdflib",
    "rapidfuzz",
    "networkx",
    "pyvis",
    "numpy",
    "scipy",
    "rdflib-endpoint",
)


def main(wanted: list[str]) -> None:
    """Write one Markdown table a benchmark, with versions and machine."""
    RESULTS.mkdir(exist_ok=True)
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    for benchmark in (
        analysis,
        building,
        drawing,
        gexf,
        isolation,
        pages,
        questions,
        reconciling,
        registers,
    ):
        name = benchmark.__name__.rpartition(".")[2]
        if wanted and name not in wanted:
            continue
        text = (
            f"# {name}\n\n{(benchmark.__doc__ or '').strip()}\n\n{benchmark.table()}\n"
            f"Python {platform.python_version()}, {versions}, {machine}.\n"
        )
        (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
