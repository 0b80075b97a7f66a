"""Ask every question of the library over HTTP, beside the engine in process and rdflib-endpoint.

Figures to reach: median at most 10 ms, p95 at most 50 ms, at most 1.5 ms more than the engine.
Each question has its default values, and its query is asked for as JSON (a CONSTRUCT as N-Triples)
without a conditional header, over one open connection, one at a time; over a bare socket, since
Python's HTTP client would add a quarter of a millisecond of its own. The engine answers the same
query to the same format in this process. A round is all questions over HTTP and then all in
process, shuffled anew (seed 20260101): question by question in turn, each side would find the
processor's caches full of the other's. rdflib-endpoint runs on uvicorn in a process of its own with
the same statements and their union as default graph; it has some seconds for each question, and is
started again where that is not enough. The first answer of each side is not counted. What we add
is the median over the questions of the difference between their medians.
"""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Self
from urllib.parse import urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

from graph import snapshot
from graph.store import open_store
from loaders.build import Recipe, build
from queries import catalogue
from queries.answers import prepare
from queries.questions import library
from tests.conftest import serving

ROOT = Path(__file__).parents[1]
SEED = 20260101
ROUNDS = 10
PEER_ROUNDS = 2
PEER_SECONDS = 5.0
SLOWEST = 5


@dataclass
class _Asked:
    """One question with the seconds of each answer; ``peer_fault`` tells why the peer has none."""

    name: str
    query: str
    is_table: bool
    rows: int = 0
    engine: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    peer_rows: int = 0
    peer_fault: str = ""


def table() -> str:
    """Measure and give the tables."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "snapshots"
        build(
            Recipe(ROOT / "data", catalogue.rules(), catalogue.checks(), gaps=catalogue.gaps()),
            root,
        )
        place = snapshot.current(root).store_path
        asked = _questions(place)
        store = Store.read_only(str(place))
        dump = Path(folder) / "statements.nq"
        store.dump(str(dump), format=RdfFormat.N_QUADS)
        _measure_ours(asked, store, root)
        _measure_peer(asked, dump)
        return _written(asked, len(store))


def _questions(place: Path) -> list[_Asked]:
    reader = open_store(place)
    try:
        return [
            _Asked(one.name, prepare(one, reader, {}, "nb")[1], one.form == "SELECT")
            for one in library()
        ]
    finally:
        reader.close()


def _measure_ours(asked: Sequence[_Asked], store: Store, root: Path) -> None:
    rng = random.Random(SEED)
    with serving(root) as (address, _), _Connection(address) as connection:
        for one in asked:
            _in_process(store, one)
            one.rows = _rows(one, connection.ask(one)[0])
        for _ in range(ROUNDS):
            for one in rng.sample(asked, k=len(asked)):
                one.ours.append(connection.ask(one)[1])
            for one in rng.sample(asked, k=len(asked)):
                one.engine.append(_in_process(store, one))


class _Connection:
    """An open connection to our server that does no more than it must."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host = parts.netloc
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=60)
        self._answers = self._socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        self._socket.close()

    def ask(self, one: _Asked) -> tuple[bytes, float]:
        """Give the body and the seconds."""
        query = one.query.encode()
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: {self._host}\r\nAccept: {_media_type(one)}\r\n"
            f"Content-Type: application/sparql-query\r\nContent-Length: {len(query)}\r\n\r\n"
        )
        start = perf_counter()
        self._socket.sendall(head.encode() + query)
        status = self._answers.readline()
        length = None
        while (line := self._answers.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        body = self._answers.read(length or 0)
        seconds = perf_counter() - start
        if status.split()[1] != b"200" or length is None:
            raise RuntimeError(f"{one.name}: {status!r} {body[:300]!r}")
        return body, seconds


def _media_type(one: _Asked) -> str:
    return "application/sparql-results+json" if one.is_table else "application/n-triples"


def _in_process(store: Store, one: _Asked) -> float:
    start = perf_counter()
    answer = store.query(one.query, use_default_graph_as_union=True)
    if isinstance(answer, QueryTriples):
        answer.serialize(format=RdfFormat.N_TRIPLES)
    else:
        answer.serialize(format=QueryResultsFormat.JSON)
    return perf_counter() - start


def _over_http(connection: HTTPConnection, one: _Asked) -> tuple[int, bytes, float]:
    start = perf_counter()
    connection.request(
        "POST",
        "/",
        one.query.encode(),
        {
            "Content-Type": "application/sparql-query",
            "Accept": _media_type(one),
        },
    )
    response = connection.getresponse()
    body = response.read()
    return response.status, body, perf_counter() - start


def _rows(one: _Asked, body: bytes) -> int:
    if one.is_table:
        return len(json.loads(body)["results"]["bindings"])
    return sum(1 for line in body.splitlines() if line.strip())


def _measure_peer(asked: Sequence[_Asked], dump: Path) -> None:
    process = None
    for one in random.Random(SEED).sample(asked, k=len(asked)):
        if process is None:
            process, port = start_peer(dump)
        connection = HTTPConnection("127.0.0.1", port, timeout=PEER_SECONDS)
        try:
            for turn in range(1 + PEER_ROUNDS):
                status, body, seconds = _over_http(connection, one)
                if status != 200:
                    # Its message begins with the same words every time.
                    reason = json.loads(body)["message"].splitlines()[0].rpartition("Graph: ")[2]
                    one.peer_fault = f"{status}, {reason}"
                    break
                one.peer_rows = _rows(one, body)
                if turn:
                    one.peer.append(seconds)
        except TimeoutError:
            one.peer.clear()
            one.peer_fault = f"more than {PEER_SECONDS:.0f} s"
            # It would go on, and nothing else would be answered.
            process.kill()
            process.wait()
            process = None
        finally:
            connection.close()
    if process is not None:
        process.kill()
        process.wait()


def start_peer(dump: Path) -> tuple[subprocess.Popen[str], int]:
    """Serve a dump with rdflib-endpoint; give its process and port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.rdflib_peer", str(dump)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout:
        return process, int(process.stdout.readline())


def _written(asked: Sequence[_Asked], statements: int) -> str:
    both = [one for one in asked if one.peer]
    ratios = [median(one.peer) / median(one.ours) for one in both]
    added = median(median(one.ours) - median(one.engine) for one in asked)
    text = (
        "| side | questions answered | times each | median, ms | p95, ms | worst, ms |\n"
        "|---|---|---|---|---|---|\n"
        + _side("ours, POST /sparql", [one.ours for one in asked])
        + _side("the engine in process", [one.engine for one in asked])
        + _side("rdflib-endpoint", [one.peer for one in asked])
        + f"\nWe add to the engine: {added * 1000:.2f} ms. Over the {len(both)} questions that "
        f"rdflib-endpoint answers it takes {median(ratios):.1f} times our time (median; from "
        f"{min(ratios):.1f} to {max(ratios):.0f}). {statements} statements.\n\n"
        "| slowest of ours | rows | ours, median ms | engine, median ms | rdflib-endpoint, ms |\n"
        "|---|---|---|---|---|\n"
    )
    for one in sorted(asked, key=lambda one: median(one.ours), reverse=True)[:SLOWEST]:
        peer = f"{median(one.peer) * 1000:.0f}" if one.peer else "no answer"
        text += (
            f"| {one.name} | {one.rows} | {median(one.ours) * 1000:.1f} "
            f"| {median(one.engine) * 1000:.1f} | {peer} |\n"
        )
    faults: dict[str, list[str]] = {}
    for one in asked:
        if one.peer_fault:
            faults.setdefault(one.peer_fault, []).append(one.name)
    for fault, names in faults.items():
        text += f"\nNot answered by rdflib-endpoint ({fault}), {len(names)}: {', '.join(names)}.\n"
    other = [
        f"{one.name} ({one.peer_rows}, ours {one.rows})"
        for one in both
        if one.peer_rows != one.rows
    ]
    if other:
        text += (
            f"\nAnswered by rdflib-endpoint with another number of rows, {len(other)}: "
            f"{', '.join(other)}.\n"
        )
    return text


def _side(what: str, times: Sequence[Sequence[float]]) -> str:
    answered = [one for one in times if one]
    every = [seconds * 1000 for one in answered for seconds in one]
    return (
        f"| {what} | {len(answered)} of {len(times)} | {len(every) // len(answered)} "
        f"| {median(every):.1f} | {quantiles(every, n=20)[-1]:.1f} | {max(every):.1f} |\n"
    )
