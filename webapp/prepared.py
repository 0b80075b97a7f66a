"""What a build has computed for the pages, as files of the snapshot.

It is plain data that pages would else compute at the first request. A file counts only when this
very program has made it: what another one made may stand in another order or form. Whatever is
missing is computed when it is asked for, so that every snapshot can be served.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.snapshot import Snapshot

_PROGRAM = "program.txt"
_ROOMS = ("ontology", "graph", "webapp")
_SUFFIXES = (".py", ".rq", ".ttl", ".mo")
#: Folders of no influence on what is computed.
_NOT_READ = {"frontend", "static", "cli", "templates"}


@cache
def program() -> str:
    """Give the hash of all that what is computed depends on, beside the graph."""
    root = Path(__file__).parents[1]
    files = sorted(
        path
        for room in _ROOMS
        for folder in (root / room).iterdir()
        if folder.name not in _NOT_READ
        for path in (folder.rglob("*") if folder.is_dir() else (folder,))
        if path.suffix in _SUFFIXES
    )
    total = sha256()
    for path in files:
        total.update(path.relative_to(root).as_posix().encode())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read(snapshot: Snapshot, name: str) -> Any:
    """Give what the build computed under a name, or None where there is nothing of use."""
    folder = snapshot.pages_path
    try:
        if (folder / _PROGRAM).read_text(encoding="utf-8") != program():
            return None
        return json.loads((folder / f"{name}.json").read_bytes())
    except (OSError, ValueError):
        return None


class Writer:
    """Writes the files of a snapshot that is being built; equal values give equal bytes."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._folder = snapshot.pages_path
        self._folder.mkdir()
        (self._folder / _PROGRAM).write_text(program(), encoding="utf-8")

    def write(self, name: str, value: object) -> None:
        """Write a value of plain data under a name, which may have a folder."""
        place = self._folder / f"{name}.json"
        place.parent.mkdir(exist_ok=True)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        place.write_text(text, encoding="utf-8")
