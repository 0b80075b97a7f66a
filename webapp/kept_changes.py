"""Differences between snapshots, computed once a pair and kept as files.

Neither snapshot of a pair changes, so a file stays right until one of the two is pruned.
"""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from flask import copy_current_request_context

from graph import snapshot as snapshots
from graph.snapshot import Snapshot
from ontology.errors import SamspillError
from webapp import requestlog
from webapp.change_words import compare
from webapp.files import FileCache
from webapp.kept import FEW, Kept
from webapp.site import OpenSnapshot, opened, site

_FOLDER = "changes"
#: Raised when the files have to hold something else.
_FORMAT = 1


def there() -> list[Snapshot]:
    """Give all snapshots that are there, newest first."""
    return snapshots.list_snapshots(site().settings.snapshots)


def find(name: str) -> Snapshot:
    """Give a snapshot by its name; raises `SnapshotGone` when it has been pruned."""
    return snapshots.find(site().settings.snapshots, name)


def changes(older: Snapshot, newer: Snapshot, language: str) -> dict[str, Any]:
    """Give what `webapp.change_words.compare` finds between two snapshots.

    Raises `SnapshotGone` when one of them is pruned meanwhile.
    """

    def write(file: BinaryIO) -> None:
        _forget()
        with ExitStack() as stack:
            found = compare(_open(stack, older), _open(stack, newer), language)
        file.write(json.dumps(found, ensure_ascii=False).encode())

    place = FileCache.of(site()).keep(_FOLDER, _file_name(older, newer, language), write)
    return _read(place)


def kept(older: Snapshot, newer: Snapshot, language: str) -> dict[str, Any] | None:
    """Give what `changes` gives if it has been computed already, at once."""
    place = FileCache.of(site()).folder(_FOLDER) / _file_name(older, newer, language)
    return _read(place) if place.exists() else None


_BEGUN = Kept[None](FEW)


def begin(older: Snapshot, newer: Snapshot, language: str) -> None:
    """Compute `changes` beside the requests, once as long as the served snapshot is open."""

    @copy_current_request_context
    def work() -> None:
        try:
            changes(older, newer, language)
        except (SamspillError, OSError, RuntimeError, ValueError) as error:
            # Pruned, or the service is stopping: the page keeps to its link.
            requestlog.write("changes-not-compared", error=str(error))

    key = (older.name, newer.name, language)
    _BEGUN.of(opened(), key, threading.Thread(target=work, daemon=True).start)


def _file_name(older: Snapshot, newer: Snapshot, language: str) -> str:
    return f"{older.name}-{newer.name}-{language}-{_FORMAT}.json"


def _read(place: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.read_bytes())
    return found


def _open(stack: ExitStack, snapshot: Snapshot) -> OpenSnapshot:
    if snapshot.name == opened().snapshot.name:
        return opened()
    try:
        side = OpenSnapshot.of(snapshot)
    except (SamspillError, OSError):
        # Pruned since it was listed, which is told as such; else it is a fault.
        find(snapshot.name)
        raise
    stack.callback(side.reader.close)
    return side


def _forget() -> None:
    """Remove the files of pairs that cannot be asked for any more."""
    names = {one.name for one in there()}
    folder = FileCache.of(site()).folder(_FOLDER)
    for file in folder.glob("[0-9]*.json") if folder.is_dir() else ():
        if not {_first(file), _second(file)} <= names:
            with suppress(FileNotFoundError):
                file.unlink()


def _first(file: Path) -> str:
    return file.name[: len("20250517T120000Z-0123456789ab")]


def _second(file: Path) -> str:
    return file.name[len(_first(file)) + 1 :][: len(_first(file))]
