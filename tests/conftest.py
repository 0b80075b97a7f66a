"""Shared by the rooms' tests: the real tables built once, and a real server on them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from loaders.build import Recipe, build
from queries import catalogue

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def curated_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the tables of ``data/`` once; give the folder of snapshots."""
    root = tmp_path_factory.mktemp("curated") / "snapshots"
    recipe = Recipe(ROOT / "data", catalogue.rules(), catalogue.checks(), gaps=catalogue.gaps())
    build(recipe, root)
    return root


@contextmanager
def serving(
    snapshots: Path, *, log: IO[str] | None = None, **settings: str
) -> Iterator[tuple[str, int]]:
    """Serve with the real command; give the address without a slash, and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "serve", "--port", "0"],
        cwd=ROOT,
        env={
            **os.environ,
            "SAMSPILL_SNAPSHOTS": str(snapshots),
            "SAMSPILL_LOG_REQUESTS": "false",
            **settings,
        },
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        said = process.stdout.readline()
        match = re.search(r"http://[\d.]+:\d+", said)
        assert match, f"the server said {said!r}"
        try:
            yield match[0], process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(curated_snapshots: Path) -> Iterator[str]:
    """Serve the curated snapshot; give the address without a slash."""
    with serving(curated_snapshots) as (address, _):
        yield address


def processes() -> dict[int, tuple[int, str]]:
    """Give the parent and the command of every process of this machine."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text()
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile
            found[int(folder.name)] = (int(stat.rpartition(")")[2].split()[1]), command)
    return found


def only_child(pid: int) -> int:
    """Give the one process below another; it may just be starting."""
    for _attempt in range(200):
        found = [child for child, (parent, _) in processes().items() if parent == pid]
        if found:
            (child,) = found
            return child
        time.sleep(0.05)
    raise AssertionError(f"process {pid} has no child")
