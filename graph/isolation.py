"""Queries from outside, each in a process of its own that can be killed.

The engine cannot cancel a query, and one that eats memory takes its whole process with it. So a
pool keeps a few workers (`graph.worker`), gives each query one for itself, and replaces those
that it had to kill. The site's own pages never use the pool.

There are two kinds of lanes. A query begins in a fast one. When it has run for a second it is
moved to a slow one, where its process is niced and leaves one processor to others, and a fresh
worker takes its place: whoever comes next finds a fast lane. When the slow lanes are full, it is
stopped and told when to come back.
"""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.answers import START_SECONDS, Answer, AnswerStream
from graph.process import Process
from graph.results import RDF_FORMATS, RESULT_FORMATS
from graph.sparql import SparqlRequest
from ontology.errors import (
    PoolFull,
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
    SamspillError,
    StoreError,
)

#: An answer within both is given whole, a longer one as a stream.
WHOLE_BYTES = 1024 * 1024
WHOLE_SECONDS = 0.25
#: How long a query waits for a free worker before it is turned away.
WAIT_SECONDS = 1.0
#: A query that has run so long is moved to a slow lane ...
SLOW_AFTER_SECONDS = 1.0
#: ... and one that has run so long when somebody waits for a lane.
MAKE_WAY_SECONDS = 0.1
# Where a worker's stack has overflowed.
_NESTED = {
    "nb": "den har for mange ledd inne i hverandre",
    "en": "it has too many parts inside each other",
}
# The end follows the last part in the pipe: this is for the reading, not for the computing.
_GRACE_SECONDS = 0.02


@dataclass
class _Run:
    """A query that runs."""

    began: float
    until: float  #: the moment at which it is killed
    slow: bool = False  #: whether it has been moved to a slow lane

    @property
    def due(self) -> float:
        """The moment at which something is to be done about it."""
        return self.until if self.slow else min(self.until, self.began + SLOW_AFTER_SECONDS)


class QueryPool:
    """Query workers on one store; safe to share between threads.

    Parameters
    ----------
    store_path : Path
        A snapshot's folder or its ``store`` folder.
    workers : int or None
        The fast lanes; None means one for each processor.
    slow_workers : int or None
        How many queries may run for more than a second at a time; None means twice as many as the
        fast lanes. Without any, no query runs longer than that.
    timeout_seconds : float
        For the whole answer, its reading by a slow client included.
    memory_mb : int
        Memory of its own that a worker may take.
    max_rows : int
        Rows or triples that an answer may have.

    Raises
    ------
    StoreError
        If the workers cannot open the store.
    """

    def __init__(
        self,
        store_path: Path,
        workers: int | None = None,
        timeout_seconds: float = 10.0,
        memory_mb: int = 768,
        max_rows: int = 100_000,
        slow_workers: int | None = None,
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.slow_workers = 2 * self.workers if slow_workers is None else slow_workers
        self.timeout_seconds = timeout_seconds
        self.memory_mb = memory_mb
        self.max_rows = max_rows
        self._store_path = store_path
        lock = threading.RLock()
        self._change = threading.Condition(lock)
        # For the watch alone, which would otherwise run twice in every query.
        self._earlier = threading.Condition(lock)
        self._wakes = math.inf
        self._closed = False
        self._walled = True
        self._busy: dict[Process, _Run] = {}
        self._idle = deque(self._start_all(store_path))
        self._watch = threading.Thread(target=self._tend, name="query-watch", daemon=True)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def run(self, request: SparqlRequest, format_name: str) -> Answer:
        """Run a query and give its answer, or the beginning of it.

        Parameters
        ----------
        request : SparqlRequest
            Not checked for updates or SERVICE: the caller does so, to be friendly.
        format_name : str
            A key of `RESULT_FORMATS` for SELECT and ASK, of `RDF_FORMATS` for CONSTRUCT and
            DESCRIBE.

        Returns
        -------
        Answer
            Whole, when its end came within a megabyte and 250 ms, or together with its first
            part; otherwise a stream. No stream begins before there is something to send, so a
            query that fails before that raises here.

        Raises
        ------
        PoolFull
            If no fast lane was free for a second, or the query took longer than that and the slow
            lanes are full; also from the stream.
        QuerySyntaxError
            If the query is not SPARQL.
        QueryNotAllowed
            If the query tried to call out.
        QueryTimeout, QueryTooLarge
            If the query passed a limit; also from the stream.
        FormatError
            If the answer cannot be said in the format; also from the stream.
        StoreError
            If a worker cannot open the store or ends for a reason of its own.
        KeyError
            If there is no such format.
        """
        media_type = (RESULT_FORMATS | RDF_FORMATS)[format_name].media_type
        started = time.monotonic()
        stream = AnswerStream(self, self._take(), format_name)
        parts: list[bytes] = []
        size = 0
        try:
            stream.begin(request)
            whole_until = time.monotonic() + WHOLE_SECONDS
            while size <= WHOLE_BYTES:
                left = max(whole_until - time.monotonic(), _GRACE_SECONDS) if parts else None
                part = stream.receive(left)
                if stream.done:
                    seconds = time.monotonic() - started
                    body = b"".join(parts)
                    return Answer(
                        format_name,
                        media_type,
                        True,
                        body,
                        stream.rows,
                        seconds,
                        stream.store_path,
                    )
                if part is None:
                    break
                parts.append(part)
                size += len(part)
        except BaseException:
            stream.close()
            raise
        stream.put_back(parts)
        return Answer(format_name, media_type, False, stream, store_path=stream.store_path)

    @property
    def walled(self) -> bool:
        """True when workers cannot open sockets; otherwise the word SERVICE is refused."""
        return self._walled

    @property
    def busy(self) -> bool:
        """True while a query runs or its answer is being read."""
        with self._change:
            return bool(self._busy)

    def worker_pids(self) -> list[int]:
        """Give the processes of the pool: those that wait, the next one first, then the busy."""
        with self._change:
            return [worker.pid for worker in (*self._idle, *self._busy)]

    def switch(self, store_path: Path) -> None:
        """Take another snapshot: new queries go there, those under way end where they began.

        A pool that is closed, or is being closed, takes none and keeps no process.

        Parameters
        ----------
        store_path : Path
            A snapshot's folder or its ``store`` folder.

        Raises
        ------
        StoreError
            If the workers cannot open it; the pool goes on with the one it has.
        """
        if store_path == self._store_path:
            return
        fresh = deque(self._start_all(store_path))
        with self._change:
            if self._closed:
                retired = fresh
            else:
                retired, self._idle = self._idle, fresh
                self._store_path = store_path
                self._change.notify_all()
        for worker in retired:
            worker.close()

    def close(self) -> None:
        """Kill all workers; a stream that is still open raises `StoreError`."""
        with self._change:
            self._closed = True
            idle, busy = list(self._idle), list(self._busy)
            self._idle.clear()
            self._busy.clear()
            self._change.notify_all()
            self._earlier.notify_all()
        for worker in idle:
            worker.close()
        for worker in busy:
            worker.kill()
        self._watch.join()

    def release(self, worker: Process, *, healthy: bool) -> bool:
        """Take a worker back; one that is not healthy is killed and replaced.

        Parameters
        ----------
        worker : Process
            From this pool. A worker that the pool has already taken back is passed over.
        healthy : bool
            True when it has said the last word of its answer.

        Returns
        -------
        bool
            False when it is of no more use and the caller is to close it.
        """
        with self._change:
            run = self._busy.pop(worker, None)
            if run is None:
                return False
            # Niceness cannot be taken back, and the fast lane has another worker already.
            of_use = healthy and not run.slow and worker.store_path == self._store_path
            if of_use and not self._closed:
                # The next one: what it has read is still at hand.
                self._idle.appendleft(worker)
                self._change.notify_all()
                return True
        worker.kill()
        with self._change, suppress(OSError):
            # Where the system has no room for a process now, the next query tries again.
            self._fill()
        return False

    def why_gone(self, worker: Process) -> SamspillError:
        """Give the error that tells why a worker ended in the middle of a query."""
        code = worker.wait()
        if worker.stopped_for is not None:
            return worker.stopped_for
        if code == -signal.SIGXCPU:
            return QueryTimeout(self.timeout_seconds)
        if self._closed:
            return StoreError(str(worker.store_path), "the service is stopping")
        # The engine aborts when it gets no more memory; the system kills when it has none left.
        if -code in (signal.SIGSEGV, signal.SIGBUS):
            return QueryFailed(_NESTED)
        if -code in (signal.SIGABRT, signal.SIGKILL):
            return QueryTooLarge("memory", self.memory_mb)
        return StoreError(str(worker.store_path), f"a query worker ended with code {code}")

    def _start(self, store_path: Path) -> Process:
        return Process(store_path, self.memory_mb, self.max_rows)

    def _start_all(self, store_path: Path) -> list[Process]:
        started: list[Process] = []
        try:
            for _ in range(self.workers):
                started.append(self._start(store_path))
            for worker in started:
                self._walled = worker.wait_ready(START_SECONDS)
        except (OSError, EOFError, StoreError) as error:
            for worker in started:
                worker.close()
            if isinstance(error, StoreError):
                raise
            raise StoreError(str(store_path), f"no query worker starts ({error})") from error
        return started

    def _fill(self) -> None:
        ours = [
            worker
            for worker, run in self._busy.items()
            if worker.store_path == self._store_path and not run.slow
        ]
        for _ in range(self.workers - len(ours) - len(self._idle)):
            if not self._closed:
                self._idle.append(self._start(self._store_path))
        self._change.notify_all()

    def _take(self) -> Process:
        until = time.monotonic() + WAIT_SECONDS
        with self._change:
            while True:
                while self._idle:
                    worker = self._idle.popleft()
                    if worker.alive:
                        now = time.monotonic()
                        run = self._busy[worker] = _Run(now, now + self.timeout_seconds)
                        if run.due < self._wakes:
                            self._earlier.notify_all()
                        return worker
                    worker.close()
                if self._closed:
                    raise StoreError(str(self._store_path), "the service is stopping")
                now = time.monotonic()
                for worker in self._fast_since(now - MAKE_WAY_SECONDS)[: self._room()]:
                    self._slow_down(worker)
                try:
                    self._fill()
                except OSError as error:
                    raise PoolFull() from error
                if self._idle:
                    continue
                if until <= now:
                    raise self._full()
                self._change.wait(min(until - now, MAKE_WAY_SECONDS))

    def _fast_since(self, moment: float) -> list[Process]:
        """Give those in fast lanes that began no later, the longest running first."""
        found = [
            (run.began, number, worker)
            for number, (worker, run) in enumerate(self._busy.items())
            if not run.slow and run.began <= moment
        ]
        return [worker for _, _, worker in sorted(found, key=lambda one: one[:2])]

    def _room(self) -> int:
        return max(0, self.slow_workers - sum(run.slow for run in self._busy.values()))

    def _slow_down(self, worker: Process) -> None:
        self._busy[worker].slow = True
        worker.give_way()

    def _full(self) -> PoolFull:
        soonest = min((run.until for run in self._busy.values() if run.slow), default=0.0)
        return PoolFull(max(1, math.ceil(soonest - time.monotonic())))

    def _tend(self) -> None:
        """Move to the slow lanes what runs long, and stop what runs too long."""
        while True:
            with self._change:
                if self._closed:
                    return
                now = time.monotonic()
                stopped = [worker for worker, run in self._busy.items() if run.until <= now]
                for worker in stopped:
                    worker.stopped_for = QueryTimeout(self.timeout_seconds)
                long = self._fast_since(now - SLOW_AFTER_SECONDS)
                moved = [worker for worker in long if worker not in stopped][: self._room()]
                for worker in moved:
                    self._slow_down(worker)
                for worker in long:
                    if worker not in moved and worker not in stopped:
                        worker.stopped_for = self._full()
                        stopped.append(worker)
                if moved:
                    with suppress(OSError):
                        self._fill()
                if not stopped:
                    self._wakes = min((run.due for run in self._busy.values()), default=math.inf)
                    self._earlier.wait(self._wakes - now if self._busy else None)
                    continue
            for worker in stopped:
                self.release(worker, healthy=False)
