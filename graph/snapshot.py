"""A build's folder: written beside the others under a lock, published whole, never changed.

Layout: ``<root>/<utc>-<hash12>/`` for each snapshot, ``<root>/current`` with the name of the one
that is served, ``<root>/kept`` with the names that are never pruned, ``<root>/.lock`` for the
build's lock and ``<root>/.building-<pid>`` while a build runs.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from ontology.errors import NotFound, SnapshotGone, StoreError
from ontology.iri_policy import named_graph

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}\Z")
_STAMP = "%Y%m%dT%H%M%SZ"
_BUILDING = ".building-"


@dataclass(frozen=True)
class Snapshot:
    """One published build."""

    path: Path

    @property
    def name(self) -> str:
        """The folder's name: time of the build and hash of the statements."""
        return self.path.name

    @property
    def published(self) -> datetime:
        """The time in the name, in UTC."""
        return datetime.strptime(self.name[:16], _STAMP).replace(tzinfo=UTC)

    @property
    def store_path(self) -> Path:
        """The folder of the statements."""
        return self.path / "store"

    @property
    def index_path(self) -> Path:
        """The folder of the index of names."""
        return self.path / "index"

    @property
    def layout_path(self) -> Path:
        """The file with the network's positions."""
        return self.path / "layout.json"

    @property
    def pages_path(self) -> Path:
        """The folder of what the build computed for the pages; older snapshots have none."""
        return self.path / "pages"

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the build said about itself; read at the first use.

        Raises
        ------
        StoreError
            If the file is missing or not a JSON object.
        """
        place = self.path / "report.json"
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise StoreError(str(place), f"cannot be read ({error})") from error
        if not isinstance(found, dict):
            raise StoreError(str(place), "is not a JSON object")
        return found


@dataclass(frozen=True)
class Building:
    """A build under way: the folder to write into, and the root that it will stand in."""

    path: Path
    root: Path


def list_snapshots(root: Path) -> list[Snapshot]:
    """Give every published snapshot.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots; it need not exist.

    Returns
    -------
    list of Snapshot
        Newest first.
    """
    if not root.is_dir():
        return []
    found = (folder for folder in root.iterdir() if _NAME.match(folder.name) and folder.is_dir())
    return [Snapshot(folder) for folder in sorted(found, key=lambda f: f.name, reverse=True)]


def current(root: Path) -> Snapshot:
    """Give the snapshot that is served.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots.

    Returns
    -------
    Snapshot
        The one that the file ``current`` names.

    Raises
    ------
    StoreError
        If nothing has been published, or what ``current`` names is gone; the text says the cure.
    """
    try:
        name = _pointed_at(root)
    except FileNotFoundError as error:
        raise StoreError(str(root), "holds no snapshot yet: run `samspill build`") from error
    except OSError as error:
        raise StoreError(str(root), f"cannot be read ({error})") from error
    if not _NAME.match(name) or not (root / name).is_dir():
        raise StoreError(
            str(root / "current"),
            f"names {name!r}, which is not there: run `samspill snapshots use NAME` or "
            "`samspill build`",
        )
    return Snapshot(root / name)


def is_name(name: str) -> bool:
    """Say whether a text has the form of a snapshot's name, be there one or not.

    Examples
    --------
    >>> is_name("20250517T120000Z-0123456789ab"), is_name("../current")
    (True, False)
    """
    return bool(_NAME.match(name))


def find(root: Path, name: str) -> Snapshot:
    """Give a snapshot by its name, current or not.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots.
    name : str
        Of a snapshot, perhaps of one that has been pruned since.

    Returns
    -------
    Snapshot
        It may be pruned at any moment.

    Raises
    ------
    SnapshotGone
        If it is not there; the error names the snapshot that is nearest in time.
    NotFound
        If the name is none of a snapshot.
    """
    if not is_name(name):
        raise NotFound("snapshot", name)
    snapshot = Snapshot(root / name)
    if snapshot.path.is_dir():
        return snapshot
    try:
        wanted = snapshot.published
    except ValueError as error:  # such as the 31st of April
        raise NotFound("snapshot", name) from error
    there = list_snapshots(root)
    near = min(there, key=lambda one: abs(one.published - wanted), default=None)
    raise SnapshotGone("snapshot", name, near.name if near else "")


def use(root: Path, name: str) -> Snapshot:
    """Serve another snapshot: going back, or forward again.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots.
    name : str
        A name from `list_snapshots`.

    Returns
    -------
    Snapshot
        The one that is now current.

    Raises
    ------
    NotFound
        If there is no snapshot of that name.
    """
    with _pointer_lock(root):
        snapshot = _find(root, name)
        _replace_text(root / "current", name + "\n")
    return snapshot


def keep(root: Path, name: str) -> Snapshot:
    """Mark a snapshot so that `prune` never removes it.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots.
    name : str
        A name from `list_snapshots`.

    Returns
    -------
    Snapshot
        The one that is now kept.

    Raises
    ------
    NotFound
        If there is no snapshot of that name.
    """
    with _pointer_lock(root):
        snapshot = _find(root, name)
        names = sorted(kept(root) | {name})
        _replace_text(root / "kept", "".join(f"{each}\n" for each in names))
    return snapshot


def kept(root: Path) -> set[str]:
    """Give the names that `keep` has marked."""
    try:
        return set((root / "kept").read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return set()


def prune(root: Path, newest: int = 5) -> list[str]:
    """Remove old snapshots.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots.
    newest : int
        How many of the newest stay, beside the current one and the kept ones.

    Returns
    -------
    list of str
        The names removed, newest first.
    """
    if not root.is_dir():
        return []
    with _pointer_lock(root):
        safe = kept(root) | {snapshot.name for snapshot in list_snapshots(root)[: max(newest, 0)]}
        with suppress(FileNotFoundError):
            safe.add(_pointed_at(root))
        removed = [snapshot for snapshot in list_snapshots(root) if snapshot.name not in safe]
        for snapshot in removed:
            # Renamed first: a half-removed folder must not look like a snapshot.
            doomed = root / f"{_BUILDING}pruned-{snapshot.name}"
            os.rename(snapshot.path, doomed)
            shutil.rmtree(doomed, ignore_errors=True)
    return [snapshot.name for snapshot in removed]


@contextmanager
def building(root: Path) -> Iterator[Building]:
    """Hold the lock of a build and give it an empty folder.

    Parameters
    ----------
    root : Path
        The folder that holds all snapshots; it is made if need be.

    Yields
    ------
    Building
        The folder is gone at the end, unless `publish` made a snapshot of it.

    Raises
    ------
    StoreError
        If another build holds the lock (the text says which process), or the folder cannot be
        made.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = os.open(root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(str(root), f"cannot be written ({error.strerror})") from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(lock, 200).decode("utf-8", "replace").strip() or "another process"
            raise StoreError(str(root), f"another build is running here ({holder})") from error
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"process {os.getpid()}, since {since}\n".encode(), 0)
        # The lock is ours, so whatever another build left here is dead.
        for leaving in root.glob(f"{_BUILDING}*"):
            shutil.rmtree(leaving, ignore_errors=True)
        path = root / f"{_BUILDING}{os.getpid()}"
        path.mkdir()
        try:
            yield Building(path, root)
        finally:
            shutil.rmtree(path, ignore_errors=True)
            os.ftruncate(lock, 0)
    finally:
        os.close(lock)


def publish(build: Building, content_hash: str, when: datetime) -> Snapshot:
    """Make a finished build a snapshot and serve it from now on.

    Parameters
    ----------
    build : Building
        From `building`, still inside its ``with``; all files are written and closed.
    content_hash : str
        From `content_hash`; the first twelve hexadecimal digits go into the name.
    when : datetime
        With a time zone. A second build of equal content within the second gets the next second.

    Returns
    -------
    Snapshot
        The current one.

    Raises
    ------
    ValueError
        If ``when`` has no time zone.

    Notes
    -----
    Everything is synced before the rename, and the rename before the pointer, so that a crash or
    a power cut at any moment leaves the snapshot that was published before.
    """
    if when.tzinfo is None:
        raise ValueError("the time of a build needs a time zone")
    moment = when.astimezone(UTC)
    name = f"{moment.strftime(_STAMP)}-{content_hash[:12]}"
    while (build.root / name).exists():
        moment += timedelta(seconds=1)
        name = f"{moment.strftime(_STAMP)}-{content_hash[:12]}"
    if not _NAME.match(name):
        raise ValueError(f"{content_hash!r} is not a hexadecimal hash")
    _sync_tree(build.path)
    snapshot = Snapshot(build.root / name)
    # Under one lock, or a `prune` in between would take the new snapshot for an old one.
    with _pointer_lock(build.root):
        os.rename(build.path, snapshot.path)
        _sync_folder(build.root)
        _replace_text(build.root / "current", name + "\n")
    return snapshot


def content_hash(quads: Iterable[Quad], hashed: Mapping[str, str] | None = None) -> str:
    """Give one hash for what is said, whatever the order and the rows it was typed in.

    Parameters
    ----------
    quads : iterable of pyoxigraph.Quad
        All statements of a build. Blank nodes count by their label; the data has none.
    hashed : mapping of str to str, optional
        A hash by the IRI of each named graph whose content is known by it already; its statements
        are passed over, since a register has more than memory should hold.

    Returns
    -------
    str
        SHA-256 of the sorted N-Quads without the graphs ``rows`` and ``void`` and of the hashes
        given, 64 hexadecimal digits.

    Examples
    --------
    >>> from pyoxigraph import NamedNode
    >>> a, b = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    >>> content_hash([Quad(a, a, b), Quad(b, a, a)]) == content_hash([Quad(b, a, a), Quad(a, a, b)])
    True
    """
    known = dict(hashed or {})
    unread = {named_graph("rows"), named_graph("void"), *known}
    lines = {str(quad) for quad in quads if getattr(quad.graph_name, "value", None) not in unread}
    lines |= {f"<{name}> {known[name]}" for name in known}
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode("utf-8") + b" .\n")
    return digest.hexdigest()


def _pointed_at(root: Path) -> str:
    # What is no text names nothing, and is told like any other name of nothing.
    return (root / "current").read_text(encoding="utf-8", errors="replace").strip()


def _find(root: Path, name: str) -> Snapshot:
    if not _NAME.match(name) or not (root / name).is_dir():
        raise NotFound("snapshot", name)
    return Snapshot(root / name)


@contextmanager
def _pointer_lock(root: Path) -> Iterator[None]:
    # Apart from the build's lock, so that going back need not wait for a long build; on the
    # folder itself, so that no more files are needed.
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise StoreError(str(root), "holds no snapshot yet: run `samspill build`") from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _replace_text(place: Path, text: str) -> None:
    beside = place.with_name(f".{place.name}-new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, place)
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _sync_tree(top: Path) -> None:
    for folder, _, files in os.walk(top, topdown=False):
        for name in files:
            opened = os.open(Path(folder) / name, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
        _sync_folder(Path(folder))
