"""The answer of a query worker as it comes: whole, or a stream that raises if it must be cut."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import frames
from graph.binding import syntax_error
from graph.process import Process
from graph.results import FormatError
from graph.sparql import SparqlRequest, mentions_service
from ontology.errors import (
    QueryFailed,
    QueryNotAllowed,
    QueryTooLarge,
    SamspillError,
    StoreError,
)

if TYPE_CHECKING:
    from graph.isolation import QueryPool

#: How long a worker may take to open the store.
START_SECONDS = 30.0


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
            walled = self._worker.wait_ready(START_SECONDS)
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
                return syntax_error(said["said"], self._query)
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
