"""Small queries beside four that run away, and an answer of 100,000 rows, over HTTP.

Figures to reach: a runaway is stopped within 1.2 times its limit (10 seconds); the p95 of small
queries beside four of them stays under 3 times their usual one; of 100,000 rows as CSV the first
byte comes within 300 ms, and the web process grows by at most 50 MB. The small query asks for five
statements of an actor, 200 times over one connection with 10 ms between, in three rounds of
without and beside; a runaway multiplies all statements with each other. rdflib-endpoint is asked
the same with one runaway, since it has no means to stop it and no second process.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit

from pyoxigraph import RdfFormat, Store

from benchmarks.questions import start_peer
from graph import snapshot
from loaders.build import Recipe, build
from queries import catalogue
from tests.conftest import processes, serving

ROOT = Path(__file__).parents[1]
ACTOR = "https://w3id.org/samspill/id/actor/hamarregionen-utvikling"
SMALL = f"SELECT ?p WHERE {{ <{ACTOR}> ?p ?o }} LIMIT 5"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MANY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } LIMIT 100000"
LIMIT_SECONDS = 10
RUNAWAYS = 4
TIMES = 200
ROUNDS = 3
PEER_SECONDS = 5.0
JSON = "application/sparql-results+json"


def table() -> str:
    """Measure and give the tables."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "snapshots"
        build(
            Recipe(ROOT / "data", catalogue.rules(), catalogue.checks(), gaps=catalogue.gaps()),
            root,
        )
        dump = Path(folder) / "statements.nq"
        store = Store.read_only(str(snapshot.current(root).store_path))
        store.dump(str(dump), format=RdfFormat.N_QUADS)
        with serving(root, SAMSPILL_QUERY_TIMEOUT=str(LIMIT_SECONDS)) as (address, server):
            beside = _beside_runaways(address)
            many = _many_rows(address, server)
        return f"{beside}{_beside_one_at_peer(dump)}\n{many}"


def _beside_runaways(address: str) -> str:
    usual: list[float] = []
    beside: list[float] = []
    stopped: list[float] = []
    _small(address, "/sparql", TIMES)
    for _ in range(ROUNDS):
        usual += _small(address, "/sparql", TIMES)
        runaways = [
            threading.Thread(target=lambda: stopped.append(_runaway(address)))
            for _ in range(RUNAWAYS)
        ]
        for one in runaways:
            one.start()
        # Till the last has been moved to a slow lane.
        time.sleep(1.5)
        beside += _small(address, "/sparql", TIMES)
        for one in runaways:
            one.join()
    return (
        "| side | runaways | small query, p95 alone, ms | beside them, ms | ratio "
        "| runaway stopped after, of its limit |\n|---|---|---|---|---|---|\n"
        f"| ours | {RUNAWAYS} | {_p95(usual):.1f} (median {median(usual) * 1000:.1f}) "
        f"| {_p95(beside):.1f} (median {median(beside) * 1000:.1f}) "
        f"| {_p95(beside) / _p95(usual):.2f} | {max(stopped) / LIMIT_SECONDS:.3f} at most |\n"
    )


def _beside_one_at_peer(dump: Path) -> str:
    process, port = start_peer(dump)
    address = f"http://127.0.0.1:{port}"
    try:
        _small(address, "/", TIMES)
        usual = _small(address, "/", TIMES)
        runaway = HTTPConnection("127.0.0.1", port)
        _ask(runaway, "/", RUNAWAY, JSON)
        time.sleep(1.5)
        found = _until_it_stalls(lambda: _small(address, "/", TIMES, PEER_SECONDS))
    finally:
        process.kill()
        process.wait()
    told = f"{_p95(found):.0f}" if found else f"no answer in {PEER_SECONDS:.0f} s"
    ratio = f"{_p95(found) / _p95(usual):.0f}" if found else "–"
    return f"| rdflib-endpoint | 1 | {_p95(usual):.1f} | {told} | {ratio} | never |\n"


def _until_it_stalls(ask: Callable[[], list[float]]) -> list[float]:
    try:
        return ask()
    except TimeoutError:
        return []


def _many_rows(address: str, server: int) -> str:
    (web,) = [
        pid
        for pid, (parent, command) in processes().items()
        if parent == server and "graph.worker" not in command
    ]
    before, _ = _memory_mb(web)
    first: list[float] = []
    whole: list[float] = []
    for _ in range(ROUNDS):
        connection = _connected(address, 60)
        start = perf_counter()
        _ask(connection, "/sparql", MANY, "text/csv")
        response = connection.getresponse()
        response.read(1)
        first.append(perf_counter() - start)
        rows = response.read().count(b"\n") - 1
        whole.append(perf_counter() - start)
        connection.close()
        if rows < 100_000:
            raise RuntimeError(f"{rows} rows")
    _, most = _memory_mb(web)
    return (
        "| rows as CSV | first byte, ms | last byte, ms | the web process grew by, MB |\n"
        "|---|---|---|---|\n"
        f"| 100,000 | {median(first) * 1000:.0f} | {median(whole) * 1000:.0f} "
        f"| {most - before:.1f} |\n"
    )


def _small(address: str, path: str, times: int, timeout: float = 60) -> list[float]:
    connection = _connected(address, timeout)
    found = []
    for _ in range(times):
        start = perf_counter()
        _ask(connection, path, SMALL, JSON)
        response = connection.getresponse()
        response.read()
        found.append(perf_counter() - start)
        if response.status != 200:
            raise RuntimeError(f"{response.status}")
        time.sleep(0.01)
    connection.close()
    return found


def _runaway(address: str) -> float:
    connection = _connected(address, 60)
    start = perf_counter()
    _ask(connection, "/sparql", RUNAWAY, JSON)
    response = connection.getresponse()
    response.read()
    if response.status != 504:
        raise RuntimeError(f"{response.status}")
    return perf_counter() - start


def _connected(address: str, timeout: float) -> HTTPConnection:
    parts = urlsplit(address)
    return HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)


def _ask(connection: HTTPConnection, path: str, query: str, media_type: str) -> None:
    headers = {"Content-Type": "application/sparql-query", "Accept": media_type}
    connection.request("POST", path, query.encode(), headers)


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] * 1000


def _memory_mb(pid: int) -> tuple[float, float]:
    """Give what a process holds now and the most that it has held."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    held = {name: text for name, _, text in (line.partition(":") for line in lines)}
    return int(held["VmRSS"].split()[0]) / 1024, int(held["VmHWM"].split()[0]) / 1024
