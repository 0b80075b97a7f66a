"""Run every benchmark, or those named, and write its table: ``python -m benchmarks [NAME]…``."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks import building, registers

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Write one Markdown table a benchmark, with versions and machine."""
    RESULTS.mkdir(exist_ok=True)
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "pyshacl", "rdflib"))
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    chosen = sys.argv[1:]
    for benchmark in (building, registers):
        name = benchmark.__name__.rpartition(".")[2]
        if chosen and name not in chosen:
            continue
        text = (
            f"# {name}\n\n{(benchmark.__doc__ or '').strip()}\n\n{benchmark.table()}\n"
            f"Python {platform.python_version()}, {versions}, {machine}.\n"
        )
        (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main()
