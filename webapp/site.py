"""The open snapshot: what the pages read from, exchanged while the site runs.

A snapshot never changes, so all that was read from one may be kept as long as it is open. A newer
one is opened beside the old, which is closed when the last request that uses it has ended.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app, g

from graph import snapshot as snapshots
from graph.isolation import QueryPool
from graph.layout import Position, read_layout
from graph.search import NameIndex
from graph.snapshot import Snapshot
from graph.store import Reader, open_store
from ontology.errors import SamspillError, StoreError
from webapp import requestlog
from webapp.kept import Memory
from webapp.older_snapshots import OlderSnapshots
from webapp.settings import Settings
from webapp.site_queries import site_query
from webapp.terms import Terms, read_terms


@dataclass
class OpenSnapshot:
    """One snapshot with everything that is open on it; shared by threads."""

    snapshot: Snapshot
    reader: Reader
    names: NameIndex
    terms: Terms
    layout: dict[str, Position]  #: where the build placed the actors
    users: int = 0
    retired: bool = False
    memory: Memory = field(default_factory=Memory)  #: what pages computed from it

    @classmethod
    def of(cls, snapshot: Snapshot) -> OpenSnapshot:
        """Open a snapshot, whole or not at all."""
        reader = open_store(snapshot.store_path)
        try:
            return cls(
                snapshot,
                reader,
                NameIndex(snapshot.index_path),
                read_terms(reader),
                read_layout(snapshot.layout_path),
            )
        except BaseException:
            reader.close()
            raise

    @cached_property
    def figures(self) -> dict[str, int]:
        """How many actors, initiatives, relations and documents there are, by class name."""
        rows = self.reader.select(site_query("figures"))
        return {row["root"].value.rpartition("#")[2]: int(row["count"].value) for row in rows}

    @cached_property
    def statements(self) -> int:
        """How many statements there are, each counted once in each named graph."""
        told = self.snapshot.report.get("statements")
        # Counting takes seconds on a large graph, and the build has done it.
        if isinstance(told, dict):
            return sum(told.values())
        return int(self.reader.select(site_query("statement-count"))[0]["count"].value)


class Site:
    """Holds the open snapshot and the pool of query workers; looks for newer snapshots."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        # Who opens or closes holds `_opening`, for seconds. `_lock` is held for a moment only,
        # when fields are read or written: every request needs it.
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._open: OpenSnapshot | None = None
        self._pool: QueryPool | None = None
        self._watcher_pid = 0
        self._closed = threading.Event()
        self.older = OlderSnapshots(settings)  #: what answers from snapshots served no longer
        self.files: object = None  #: the files made on demand (`webapp.files`)

    @contextmanager
    def use(self) -> Iterator[OpenSnapshot]:
        """Hold the current snapshot open; raises `StoreError` when nothing has been built."""
        opened = self.take()
        try:
            yield opened
        finally:
            self.give_back(opened)

    def take(self) -> OpenSnapshot:
        """Take the current snapshot; the caller gives it back."""
        self._watch()
        with self._lock:
            if self._open is not None:
                self._open.users += 1
                return self._open
        self.look()
        with self._lock:
            if self._open is None:
                raise self._stopping()
            self._open.users += 1
            return self._open

    def give_back(self, opened: OpenSnapshot) -> None:
        """Give a snapshot back; a retired one is closed by its last user."""
        with self._lock:
            opened.users -= 1
            done = opened.retired and opened.users == 0
        if done:
            opened.reader.close()

    @property
    def open_snapshot(self) -> Snapshot | None:
        """The snapshot that is open just now, if any."""
        with self._lock:
            return self._open.snapshot if self._open else None

    @property
    def waits_for_build(self) -> bool:
        """True as long as there has been no snapshot to open."""
        with self._lock:
            return self._open is None and not self._closed.is_set()

    def look(self) -> bool:
        """Open the snapshot that `current` names unless it is open; say whether it was another."""
        with self._opening:
            if self._closed.is_set():
                return False
            snapshot = snapshots.current(self.settings.snapshots)
            old = self._open
            if old is not None and old.snapshot.name == snapshot.name:
                return False
            new = OpenSnapshot.of(snapshot)
            # The workers first: whoever sees the new pages may ask the new graph.
            if self._pool is not None:
                try:
                    self._pool.switch(snapshot.store_path)
                except BaseException:
                    new.reader.close()
                    raise
            with self._lock:
                self._open = new
                if old is not None:
                    old.retired = True
                unused = old is not None and old.users == 0
            if old is not None and unused:
                old.reader.close()
            return True

    @property
    def pool(self) -> QueryPool:
        """The processes that answer visitors' queries; started at the first query."""
        with self._lock:
            if self._pool is not None:
                return self._pool
        with self.use(), self._opening:
            # Not the snapshot of `use`: another may have been opened before it was our turn.
            opened = self._open
            if opened is None:
                raise self._stopping()
            if self._pool is None:
                settings = self.settings
                started = QueryPool(
                    opened.snapshot.store_path,
                    workers=settings.query_workers or os.cpu_count() or 1,
                    timeout_seconds=settings.query_timeout,
                    memory_mb=settings.query_memory_mb,
                    max_rows=settings.query_max_rows,
                    slow_workers=settings.query_slow_workers or None,
                )
                with self._lock:
                    self._pool = started
            return self._pool

    def close(self) -> None:
        """Stop the watcher and the workers, and let go of the snapshot."""
        self._closed.set()
        with self._opening:
            with self._lock:
                pool, self._pool = self._pool, None
                opened, self._open = self._open, None
                unused = opened is not None and opened.users == 0
                if opened is not None:
                    opened.retired = True
            if pool is not None:
                pool.close()
            self.older.close()
            if opened is not None and unused:
                opened.reader.close()

    def _stopping(self) -> StoreError:
        return StoreError(str(self.settings.snapshots), "the service is stopping")

    def _watch(self) -> None:
        """Start the thread that looks for newer snapshots, once in each process."""
        # Not when the application is made: a thread does not survive the fork of a server.
        seconds = self.settings.watch_seconds
        if not seconds or self._watcher_pid == os.getpid():
            return
        with self._lock:
            if self._watcher_pid == os.getpid():
                return
            self._watcher_pid = os.getpid()
        threading.Thread(target=self._look_each, args=(seconds,), daemon=True).start()

    def _look_each(self, seconds: float) -> None:
        told = ""
        while not self._closed.wait(seconds):
            try:
                if self.look():
                    requestlog.write("snapshot", name=self._open and self._open.snapshot.name)
                told = ""
            except (SamspillError, OSError, RuntimeError, ValueError) as error:
                # Whatever is wrong with one snapshot, the next may be good: the open one stays in
                # use, and the thread goes on. Said once, not each second.
                said = str(error)
                if told != said:
                    told = said
                    requestlog.write("snapshot-not-opened", error=said)


def site() -> Site:
    """Give the site of the running application."""
    found = current_app.extensions["samspill"]
    assert isinstance(found, Site)
    return found


def opened() -> OpenSnapshot:
    """Give the snapshot of this request: the same one until the request has been answered."""
    if "snapshot" not in g:
        g.snapshot = site().take()
    found = g.snapshot
    assert isinstance(found, OpenSnapshot)
    return found


def release(_error: BaseException | None = None) -> None:
    """Give back what `opened` took."""
    taken = g.pop("snapshot", None)
    if taken is not None:
        site().give_back(taken)


def snapshot_in_use() -> Snapshot | None:
    """Give the snapshot of this request if one is open; an error page opens none."""
    taken = g.get("snapshot")
    if isinstance(taken, OpenSnapshot):
        return taken.snapshot
    return site().open_snapshot
