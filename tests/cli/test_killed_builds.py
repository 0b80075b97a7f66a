"""Builds of real tables, killed at random moments: what is published stays as it was.

The rows of the five documents are enough for it, and a build of them takes a third of the time.
"""

import random
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from graph import snapshot
from graph.store import open_store
from tests.data.documents import lay_documents

ROOT = Path(__file__).parents[2]
MOMENTS = 30


def start_build(data: Path, root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "build", str(data), "--out", str(root), "--force"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_killed_at_thirty_random_moments_never_changes_what_is_published(
    tmp_path: Path,
) -> None:
    data, root = lay_documents(tmp_path / "data"), tmp_path / "snapshots"
    started = time.monotonic()
    assert start_build(data, root).wait() == 0
    whole_build = time.monotonic() - started
    published = snapshot.current(root)
    before = contents(published.path)
    # From now on each build would publish something else.
    sources = data / "sources.csv"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(
        text.replace("Rom for flere unge,", "Rom for flere unge (endret),", 1), "utf-8"
    )

    chance = random.Random(20261124)
    killed = 0
    for _ in range(MOMENTS):
        build = start_build(data, root)
        time.sleep(chance.uniform(0, whole_build))
        build.send_signal(signal.SIGKILL)
        if build.wait() == -signal.SIGKILL:
            killed += 1
        else:
            # The first build was slower than this one, on a machine that had more to do then.
            whole_build *= 0.7
        # The old one is whole, whoever is current; a newer one counts only when it is published.
        assert contents(published.path) == before
        assert (snapshot.current(root).path / "report.json").is_file()
    assert killed >= MOMENTS / 2, "most builds were through before they were killed"

    newest = snapshot.current(root)
    reader = open_store(newest.path)
    assert reader.ask("ASK { ?thing a <https://w3id.org/samspill/ontology#Document> }")
    reader.close()
    assert start_build(data, root).wait() == 0
    assert not list(root.glob(".building-*"))
    assert contents(published.path) == before
