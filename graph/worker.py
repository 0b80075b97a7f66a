"""The process that runs a query from outside: ``python -m graph.worker STORE MEMORY_MB MAX_ROWS``.

It has no sockets, little memory and a store that cannot be written, and it is killed when it
takes too long. Everything it needs is imported at the start; keep it little, since a killed
worker is replaced while somebody waits.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store

from graph import frames
from graph.embedded import open_read_only
from graph.results import (
    RDF_FORMATS,
    RESULT_FORMATS,
    Cells,
    FormatError,
    write_rows,
    write_triples,
    write_truth,
)
from graph.sandbox import deny_sockets, limit_memory, limit_processor_time
from graph.sparql import mentions_service, names_dataset
from ontology.errors import QueryTooLarge, StoreError

_Item = TypeVar("_Item")


def main() -> None:
    """Open the store behind the walls, then answer one query after another until the pipe ends."""
    place, memory_mb, max_rows = sys.argv[1:]
    # Whatever prints by mistake must not end up inside an answer.
    answers = os.dup(1)
    os.dup2(2, 1)
    limit_memory(int(memory_mb))
    walled = deny_sockets()
    try:
        store = open_read_only(Path(place))
    except StoreError as error:
        _send(answers, frames.ERROR, {"kind": "store", "reason": error.reason})
        return
    _send(answers, frames.READY, {"walled": walled})
    questions = frames.FrameReader(0)
    while True:
        try:
            message = questions.read()
        except EOFError:
            return
        if message is None:
            return
        try:
            _answer(store, json.loads(message[1]), int(max_rows), answers)
        except BrokenPipeError:
            return
        except MemoryError:
            # What else failed to be allocated in here is unknown: a fresh process is safer.
            _send(answers, frames.ERROR, {"kind": "memory"})
            return


def _answer(store: Store, question: dict[str, Any], max_rows: int, answers: int) -> None:
    limit_processor_time(question["timeout_seconds"])
    parts = _Parts(answers)
    try:
        rows = _write(store, question, max_rows, parts)
    except SyntaxError as error:
        fault = {"kind": "syntax", "said": str(error)}
    except QueryTooLarge:
        fault = {"kind": "rows"}
    except FormatError as error:
        fault = {"kind": "format", "what": error.what}
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        if mentions_service(question["query"]):
            fault = {"kind": "service"}
        else:
            # Only a damaged store is our fault; an unknown function, say, is the query's.
            damaged = "Corruption" in str(error) or isinstance(error, OSError)
            fault = {"kind": "store" if damaged else "query", "reason": str(error)}
    else:
        parts.end(frames.END, {"rows": rows})
        return
    _send(answers, frames.ERROR, fault)


def _write(store: Store, question: dict[str, Any], max_rows: int, parts: _Parts) -> int | None:
    name = question["format"]
    count = _Count(max_rows)
    answer = store.query(question["query"], **_dataset(question))
    if isinstance(answer, QueryBoolean):
        if name not in RESULT_FORMATS:
            raise FormatError(name, "table")
        write_truth(name, bool(answer), parts.write)
        return None
    if isinstance(answer, QuerySolutions):
        if name not in RESULT_FORMATS:
            raise FormatError(name, "table")
        names = [variable.value for variable in answer.variables]
        rows: Iterator[Cells] = (tuple(solution) for solution in count(answer))
        write_rows(name, names, rows, parts.write)
    else:
        if name not in RDF_FORMATS:
            raise FormatError(name, "triples")
        write_triples(name, count(answer), parts.write)
    return count.found


def _dataset(question: dict[str, Any]) -> dict[str, Any]:
    default_graphs, named_graphs = question["default_graphs"], question["named_graphs"]
    if default_graphs or named_graphs:
        return {
            "default_graph": [NamedNode(iri) for iri in default_graphs],
            "named_graphs": [NamedNode(iri) for iri in named_graphs],
        }
    # The union would override a FROM, so it is asked for only where the query has none.
    return {} if names_dataset(question["query"]) else {"use_default_graph_as_union": True}


class _Count:
    """Lets so many items through and counts them."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.found = 0

    def __call__(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            if self.found == self.limit:
                raise QueryTooLarge("rows", self.limit)
            self.found += 1
            yield item


class _Parts:
    """Gathers small writes and sends them on in parts of one size."""

    def __init__(self, answers: int) -> None:
        self._answers = answers
        self._held = bytearray()

    def write(self, data: bytes) -> None:
        self._held += data
        while len(self._held) >= frames.PART_BYTES:
            self._send(frames.PART_BYTES)

    def end(self, kind: bytes, payload: dict[str, Any]) -> None:
        """Send what is held and the last word, at once: a short answer wakes its reader once."""
        last = frames.frame(frames.PART, bytes(self._held)) if self._held else b""
        self._held.clear()
        frames.write_all(self._answers, last + _said(kind, payload))

    def _send(self, length: int) -> None:
        part = bytes(self._held[:length])
        del self._held[:length]
        frames.write_all(self._answers, frames.frame(frames.PART, part))


def _said(kind: bytes, payload: dict[str, Any]) -> bytes:
    return frames.frame(kind, json.dumps(payload).encode())


def _send(answers: int, kind: bytes, payload: dict[str, Any]) -> None:
    frames.write_all(answers, _said(kind, payload))


if __name__ == "__main__":
    main()
