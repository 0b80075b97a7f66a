"""Queries from outside, each in a process of its own that can be killed.

The engine cannot cancel a query, and one that eats memory takes its whole process with it. So a
pool keeps a few workers (`graph.worker`), gives each query one for itself, and replaces those
that it had to kill. The site's own pages never use the pool.
"""

from __future__ import annotations

import json
import math
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph import frames
from graph.process import Process
from graph.querytext import show_place
from graph.results import RDF_FORMATS, RESULT_FORMATS, FormatError
from graph.sparql import SparqlRequest, mentions_service
from ontology.errors import (
    PoolFull,
    QueryFailed,
    QueryNotAllowed,
    QuerySyntaxError,
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
_START_SECONDS = 30.0
# Where a worker's stack has overflowed.
_NESTED = {
    "nb": "den har for mange ledd inne i hverandre",
    "en": "it has too many parts inside each other",
}
# The end follows the last part in the pipe: this is for the reading, not for the computing.
_GRACE_SECONDS = 0.02


@dataclass(frozen=True)
class Answer:
    """An answer to write out: whole, or as a stream that raises if it must be cut.

    ``rows`` is the number of rows or triples and ``seconds`` the time the query took; both are
    None for a stream, and ``rows`` is None for an ASK. A stream that is not read to its end must
    be closed: that frees the worker.
    """

    format_name: str
    media_type: str
    complete: bool
    body: bytes | AnswerStream
    rows: int | None = None
    seconds: float | None = None
    store_path: Path | None = None  #: what was asked: after a switch, not always the newest


class QueryPool:
    """A fixed number of query workers on one store; safe to share between threads.

    Parameters
    ----------
    store_path : Path
        A snapshot's folder or its ``store`` folder.
    workers : int or None
        How many queries run at a time; None means one for each processor.
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
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.timeout_seconds = timeout_seconds
        self.memory_mb = memory_mb
        self.max_rows = max_rows
        self._store_path = store_path
        self._change = threading.Condition()
        self._closed = False
        self._walled = True
        #: Those that run a query, with the moment at which they are killed.
        self._busy: dict[Process, float] = {}
        self._idle = deque(self._start_all(store_path))
        self._watch = threading.Thread(target=self._kill_late, name="query-watch", daemon=True)
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
            If no worker was free for a second.
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
            if self._busy.pop(worker, None) is None:
                return False
            if healthy and not self._closed and worker.store_path == self._store_path:
                self._idle.append(worker)
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
        if worker.late or code == -signal.SIGXCPU:
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
                self._walled = worker.wait_ready(_START_SECONDS)
        except (OSError, EOFError, StoreError) as error:
            for worker in started:
                worker.close()
            if isinstance(error, StoreError):
                raise
            raise StoreError(str(store_path), f"no query worker starts ({error})") from error
        return started

    def _fill(self) -> None:
        ours = [worker for worker in self._busy if worker.store_path == self._store_path]
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
                        self._busy[worker] = time.monotonic() + self.timeout_seconds
                        self._change.notify_all()
                        return worker
                    worker.close()
                if self._closed:
                    raise StoreError(str(self._store_path), "the service is stopping")
                try:
                    self._fill()
                except OSError as error:
                    raise PoolFull() from error
                left = until - time.monotonic()
                if self._idle:
                    continue
                if left <= 0:
                    soonest = min(self._busy.values(), default=until) - time.monotonic()
                    raise PoolFull(max(1, math.ceil(soonest)))
                self._change.wait(left)

    def _kill_late(self) -> None:
        while True:
            with self._change:
                if self._closed:
                    return
                now = time.monotonic()
                late = [worker for worker, until in self._busy.items() if until <= now]
                if not late:
                    soonest = min(self._busy.values(), default=None)
                    self._change.wait(None if soonest is None else soonest - now)
                    continue
                for worker in late:
                    worker.late = True
            for worker in late:
                self.release(worker, healthy=False)


class AnswerStream(Iterator[bytes]):
    """The parts of one answer as a worker sends them; ends, or raises why it was cut."""

    def __init__(self, pool: QueryPool, worker: Process, format_name: str) -> None:
        self._pool = pool
        self._worker = worker
        self._format_name = format_name
        self._query = ""
        self._waiting: deque[bytes] = deque()
        self._closed = False
        #: True when the last part has been received, and then `rows` holds their number.
        self.done = False
        self.rows: int | None = None

    @property
    def store_path(self) -> Path:
        """The store that is asked."""
        return self._worker.store_path

    def begin(self, request: SparqlRequest) -> None:
        """Send the query to the worker."""
        self._query = request.query
        try:
            walled = self._worker.wait_ready(_START_SECONDS)
            if not walled and mentions_service(request.query):
                raise QueryNotAllowed("SERVICE")
            self._worker.ask(
                {
                    "query": request.query,
                    "default_graphs": request.default_graphs,
                    "named_graphs": request.named_graphs,
                    "format": self._format_name,
                    "timeout_seconds": self._pool.timeout_seconds,
                }
            )
        except (EOFError, BrokenPipeError) as error:
            raise self._pool.why_gone(self._worker) from error

    def receive(self, timeout_seconds: float | None) -> bytes | None:
        """Give the next part; None when it is not there in time, or at the end (see `done`)."""
        try:
            message = self._worker.read(timeout_seconds)
        except EOFError as error:
            raise self._pool.why_gone(self._worker) from error
        if message is None:
            return None
        kind, payload = message
        if kind == frames.PART:
            return payload
        said = json.loads(payload)
        healthy = said.get("kind") != "memory"
        self._finish(healthy=healthy)
        if kind == frames.ERROR:
            raise self._fault(said)
        self.done = True
        self.rows = said["rows"]
        return None

    def put_back(self, parts: list[bytes]) -> None:
        """Hold parts that were received so that the iteration begins with them."""
        self._waiting.extend(parts)

    def __next__(self) -> bytes:
        if self._waiting:
            return self._waiting.popleft()
        if self.done or self._closed:
            raise StopIteration
        try:
            part = self.receive(None)
        except BaseException:
            self.close()
            raise
        if part is None:
            raise StopIteration
        return part

    def close(self) -> None:
        """Give up what has not been read; the worker is killed unless it had finished."""
        self._finish(healthy=False)

    def __del__(self) -> None:
        self.close()

    def _finish(self, *, healthy: bool) -> None:
        if not self._closed:
            self._closed = True
            if not self._pool.release(self._worker, healthy=healthy):
                self._worker.close()

    def _fault(self, said: dict[str, Any]) -> SamspillError:
        match said["kind"]:
            case "syntax":
                line, column = said["place"]
                place = show_place(self._query, line, column) if line and column else None
                return QuerySyntaxError(said["message"], line, column, place)
            case "rows":
                return QueryTooLarge("rows", self._pool.max_rows)
            case "memory":
                return QueryTooLarge("memory", self._pool.memory_mb)
            case "service":
                return QueryNotAllowed("SERVICE")
            case "query":
                return QueryFailed(dict.fromkeys(("nb", "en"), said["reason"].rstrip(".")))
            case "format":
                return FormatError(self._format_name, said["what"])
            case _:
                return StoreError(str(self._worker.store_path), said["reason"])
