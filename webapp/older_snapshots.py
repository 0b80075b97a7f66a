"""Query workers on snapshots that are served no longer: few, on demand, closed after a while.

The newest snapshot has the pool of the site; an older one is asked by somebody who checks a
citation, now and then.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from graph.isolation import QueryPool
from graph.snapshot import Snapshot
from ontology.errors import PoolFull
from webapp.settings import Settings

#: How many older snapshots are open at a time.
MOST_OPEN = 2
#: How long one stays open after its last query.
IDLE_SECONDS = 60.0
# One that was just handed out may not have begun its query yet.
_GRACE_SECONDS = 1.0


@dataclass
class _Open:
    pool: QueryPool
    used: float


class OlderSnapshots:
    """The pools of older snapshots; safe to share between threads."""

    def __init__(self, settings: Settings, idle_seconds: float = IDLE_SECONDS) -> None:
        self._settings = settings
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._open: dict[str, _Open] = {}
        self._timer: threading.Timer | None = None
        self._closed = False

    def pool(self, snapshot: Snapshot) -> QueryPool:
        """Give the pool of a snapshot, started now unless it is open.

        Raises `PoolFull` when as many others are in use as may be open.
        """
        with self._lock:
            found = self._open.get(snapshot.name)
            if found is None:
                self._make_room()
                found = self._open[snapshot.name] = _Open(self._start(snapshot), 0.0)
            found.used = time.monotonic()
            self._watch()
            return found.pool

    def names(self) -> list[str]:
        """Give the names of the snapshots that are open."""
        with self._lock:
            return list(self._open)

    def close(self) -> None:
        """Close all pools; none is opened any more."""
        with self._lock:
            self._closed = True
            if self._timer is not None:
                self._timer.cancel()
            for found in self._open.values():
                found.pool.close()
            self._open.clear()

    def _start(self, snapshot: Snapshot) -> QueryPool:
        settings = self._settings
        return QueryPool(
            snapshot.store_path,
            workers=1,
            timeout_seconds=settings.query_timeout,
            memory_mb=settings.query_memory_mb,
            max_rows=settings.query_max_rows,
            slow_workers=1,
        )

    def _make_room(self) -> None:
        if self._closed:
            raise PoolFull()
        now = time.monotonic()
        while len(self._open) >= MOST_OPEN:
            free = [
                name
                for name, one in self._open.items()
                if not one.pool.busy and now - one.used >= _GRACE_SECONDS
            ]
            if not free:
                raise PoolFull()
            oldest = min(free, key=lambda name: self._open[name].used)
            self._open.pop(oldest).pool.close()

    def _watch(self) -> None:
        if self._timer is None and self._open and not self._closed:
            self._timer = threading.Timer(self._idle_seconds, self._close_unused)
            self._timer.daemon = True
            self._timer.start()

    def _close_unused(self) -> None:
        with self._lock:
            self._timer = None
            now = time.monotonic()
            for name, one in list(self._open.items()):
                if one.pool.busy:
                    one.used = now
                elif now - one.used >= self._idle_seconds:
                    self._open.pop(name).pool.close()
            self._watch()
