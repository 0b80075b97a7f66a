"""Fast lanes for whoever comes next, slow ones for what takes long, a word when all are full."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.answers import AnswerStream
from graph.isolation import QueryPool
from graph.sparql import SparqlRequest
from ontology.errors import PoolFull, QueryError, QueryTimeout

P, G = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
QUADS = [Quad(NamedNode(f"https://example.org/s{n}"), P, Literal(n), G) for n in range(400)]
COUNT = SparqlRequest("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
# 400⁴ combinations: not done in the lifetime of a test.
ENDLESS = SparqlRequest("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
# 160,000 rows from 400 × 400: more than a pipe holds, so that the worker waits for the reader.
MANY = SparqlRequest("SELECT ?a ?d WHERE { ?a ?p ?c . ?d ?p ?f }")

MakePool = Callable[..., QueryPool]


@pytest.fixture
def make_pool(
    tmp_path: Path, write_store: Callable[[Path, list[Quad]], Path]
) -> Iterator[MakePool]:
    store_path = write_store(tmp_path / "store", QUADS)
    with ExitStack() as stack:

        def make(**options: float) -> QueryPool:
            chosen = {"workers": 1, "max_rows": 200_000} | options
            return stack.enter_context(QueryPool(store_path, **chosen))  # type: ignore[arg-type]

        yield make


class Endless:
    """A query without end in a thread of its own."""

    def __init__(self, pool: QueryPool) -> None:
        self.raised: QueryError | None = None
        self.ended = 0.0
        self._pool = pool
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._pool.run(ENDLESS, "json")
        except QueryError as error:
            self.raised = error
            self.ended = time.monotonic()

    def wait(self) -> QueryError:
        self._thread.join()
        assert self.raised is not None
        return self.raised


@contextmanager
def endless(pool: QueryPool, count: int) -> Iterator[list[Endless]]:
    running = [Endless(pool) for _ in range(count)]
    yield running
    for one in running:
        one.wait()


def ask(pool: QueryPool) -> int:
    body = pool.run(COUNT, "json").body
    assert isinstance(body, bytes)
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def niceness(pid: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, pid)


def wait_for(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came true")


def test_a_query_over_a_second_is_niced_and_its_lane_is_free_again(make_pool: MakePool) -> None:
    pool = make_pool(timeout_seconds=2.5)
    (first,) = pool.worker_pids()
    before = niceness(first)
    with endless(pool, 1) as (running,):
        wait_for(lambda: len(pool.worker_pids()) == 2)
        fresh, slow = pool.worker_pids()
        assert slow == first
        assert (niceness(slow), niceness(fresh)) == (19, before)
        ours = os.sched_getaffinity(0)
        assert os.sched_getaffinity(fresh) == ours
        assert len(os.sched_getaffinity(slow)) == max(1, len(ours) - 1)
        assert ask(pool) == 400
        assert running.raised is None
    assert isinstance(running.raised, QueryTimeout)
    # What has been niced is not used again.
    assert pool.worker_pids() == [fresh]


def test_more_long_queries_than_slow_lanes_are_told_when_to_come_back(
    make_pool: MakePool,
) -> None:
    pool = make_pool(workers=3, slow_workers=2, timeout_seconds=3)
    with endless(pool, 3) as running:
        pass
    kinds = sorted(type(one.raised).__name__ for one in running)
    assert kinds == ["PoolFull", "QueryTimeout", "QueryTimeout"]
    (full,) = [one for one in running if isinstance(one.raised, PoolFull)]
    # Stopped when it should have been moved, not when its time was up.
    assert all(full.ended < one.ended for one in running if one is not full)
    assert isinstance(full.raised, PoolFull)
    assert 1 <= full.raised.retry_after <= 3
    assert ask(pool) == 400


def test_newcomers_are_answered_while_all_slow_lanes_are_full(make_pool: MakePool) -> None:
    pool = make_pool(workers=1, slow_workers=2, timeout_seconds=3)
    with endless(pool, 2) as running:
        wait_for(lambda: len(pool.worker_pids()) == 3)
        assert [ask(pool) for _ in range(20)] == [400] * 20
        assert [one.raised for one in running] == [None, None]


def test_a_query_makes_way_earlier_when_somebody_waits(
    make_pool: MakePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No query is moved by itself in the time that the test takes.
    monkeypatch.setattr("graph.isolation.SLOW_AFTER_SECONDS", 60.0)
    pool = make_pool(timeout_seconds=3)
    (first,) = pool.worker_pids()
    with endless(pool, 1):
        wait_for(lambda: pool.busy)
        assert ask(pool) == 400
        assert pool.worker_pids()[1] == first
        assert niceness(first) == 19


def test_without_a_slow_lane_nothing_makes_way_and_newcomers_are_told(
    make_pool: MakePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.isolation.SLOW_AFTER_SECONDS", 60.0)
    pool = make_pool(slow_workers=0, timeout_seconds=4)
    with endless(pool, 1) as (running,):
        wait_for(lambda: pool.busy)
        with pytest.raises(PoolFull) as caught:
            ask(pool)
        assert caught.value.retry_after >= 1
        assert running.raised is None


def test_a_long_answer_that_is_read_slowly_is_moved_and_comes_whole(make_pool: MakePool) -> None:
    pool = make_pool()
    answer = pool.run(MANY, "tsv")
    assert isinstance(answer.body, AnswerStream)
    first = next(answer.body)
    wait_for(lambda: len(pool.worker_pids()) == 2)
    assert ask(pool) == 400
    assert (first + b"".join(answer.body)).count(b"\n") == 1 + 400 * 400
    wait_for(lambda: len(pool.worker_pids()) == 1)
    assert ask(pool) == 400


def test_a_long_answer_breaks_off_when_there_is_no_slow_lane_for_it(make_pool: MakePool) -> None:
    pool = make_pool(slow_workers=0)
    answer = pool.run(MANY, "tsv")
    assert isinstance(answer.body, AnswerStream)
    (pid,) = pool.worker_pids()
    wait_for(lambda: pid not in pool.worker_pids())
    with pytest.raises(PoolFull):
        for _ in answer.body:
            pass
    assert ask(pool) == 400


def test_an_idle_pool_has_as_many_workers_as_fast_lanes(make_pool: MakePool) -> None:
    pool = make_pool(workers=2, timeout_seconds=1.5)
    with endless(pool, 3):
        pass
    assert ask(pool) == 400
    assert len(pool.worker_pids()) == 2
    assert {niceness(pid) for pid in pool.worker_pids()} == {niceness(os.getpid())}
