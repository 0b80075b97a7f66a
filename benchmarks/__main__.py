"""Run every benchmark and write its table."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks import building

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Write one Markdown table a benchmark, with versions and machine."""
    RESULTS.mkdir(exist_ok=True)
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "pyshacl", "rdflib"))
    machine = f"{platform.machine()}, {os.cpu_count()} processors"
    for benchmark in (building,):
        name = benchmark.__name__.rpartition(".")[2]
        text = (
            f"# {name}\n\n{(benchmark.__doc__ or '').strip()}\n\n{benchmark.table()}\n"
            f"Python {platform.python_version()}, {versions}, {machine}.\n"
        )
        (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
        print(text)


if __name__ == "__main__":
    main()
