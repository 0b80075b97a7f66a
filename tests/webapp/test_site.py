"""Opening, exchanging and closing snapshots, whatever goes on at the same time."""

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask

import webapp.site
from graph.snapshot import Snapshot, current, use
from ontology.errors import SamspillError, StoreError
from tests.webapp.conftest import assert_problem, close
from webapp import create_app
from webapp.settings import Settings
from webapp.site import Site

NEWER = "20990101T000000Z-0123456789ab"


@pytest.fixture
def root(snapshots: Path, tmp_path: Path) -> Path:
    """Give a folder of snapshots that a test may change: the region, and the same once more."""
    place = tmp_path / "snapshots"
    first = current(snapshots)
    for name in (first.name, NEWER):
        shutil.copytree(first.path, place / name)
    use(place, first.name)
    return place


@pytest.fixture
def app(root: Path) -> Iterator[Flask]:
    made = create_app(
        Settings(snapshots=root, query_workers=1, watch_seconds=0, log_requests=False)
    )
    yield made
    close(made)


@pytest.fixture
def site(app: Flask) -> Site:
    found = app.extensions["samspill"]
    assert isinstance(found, Site)
    return found


class Held:
    """Holds a call until it is let go: how long it takes by itself is not for a test to say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        real = getattr(webapp.site, name)
        self.reached, self.let_go = threading.Event(), threading.Event()

        def call(*arguments: Any, **options: Any) -> Any:
            self.reached.set()
            self.let_go.wait()
            return real(*arguments, **options)

        monkeypatch.setattr(webapp.site, name, call)


def open_files(snapshot: Path) -> list[str]:
    """Give the files below a folder that this process has open."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found.append(os.readlink(link))
    return [name for name in found if name.startswith(str(snapshot))]


def store_of_workers(site: Site) -> set[str]:
    """Give the stores that the query workers were started with."""
    commands = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in site.pool.worker_pids()]
    return {command.decode().split("\0")[4] for command in commands}


def test_pages_answer_while_the_query_workers_start(
    app: Flask, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting = Held(monkeypatch, "QueryPool")
    with ThreadPoolExecutor() as threads:
        try:
            query = threads.submit(app.test_client().get, "/sparql?query=ASK{}")
            starting.reached.wait()
            page = threads.submit(app.test_client().get, "/health")
            assert page.result(timeout=10).status_code == 200
            assert not query.done()
        finally:
            starting.let_go.set()
        assert query.result().get_json(force=True)["boolean"] is True


def test_a_snapshot_published_while_the_workers_start_reaches_them(
    root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting = Held(monkeypatch, "QueryPool")
    with ThreadPoolExecutor() as threads:
        pool = threads.submit(lambda: site.pool)
        starting.reached.wait()
        use(root, NEWER)
        look = threads.submit(site.look)
        starting.let_go.set()
        assert look.result() is True
        pool.result()
    assert site.open_snapshot == Snapshot(root / NEWER)
    assert store_of_workers(site) == {str(root / NEWER / "store")}


@pytest.mark.parametrize("part", ["index", "layout.json"])
def test_a_snapshot_that_cannot_be_opened_is_closed_again(
    root: Path, site: Site, part: str
) -> None:
    with site.use() as opened:
        first = opened.snapshot
    remove = shutil.rmtree if part == "index" else os.remove
    remove(root / NEWER / part)
    use(root, NEWER)
    # The error is kept, and with it all that its frames hold.
    with pytest.raises(SamspillError) as caught:
        site.look()
    assert caught.value
    assert open_files(root / NEWER) == []
    assert site.open_snapshot == first
    assert open_files(first.path)


def engine_fault(_path: Path) -> NoReturn:
    raise RuntimeError("the engine gave up")


def test_the_watcher_tells_once_of_a_damaged_snapshot_and_takes_the_next(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    last = "20990102T000000Z-0123456789ab"
    shutil.copytree(root / NEWER, root / last)
    for file in (root / NEWER / "store").glob("CURRENT"):
        file.write_text("nonsense")
    looks = threading.Semaphore(0)
    real = Site.look

    def look(site: Site) -> bool:
        try:
            return real(site)
        finally:
            looks.release()

    others = set(threading.enumerate())
    site = Site(Settings(snapshots=root, query_workers=1, watch_seconds=0.01))
    try:
        with site.use() as opened:
            first = opened.snapshot
        monkeypatch.setattr(Site, "look", look)
        use(root, NEWER)
        # Three more after the one that may have begun before.
        assert all(looks.acquire(timeout=10) for _look in range(4))
        assert site.open_snapshot == first
        # An error of the engine's, and none of ours.
        with monkeypatch.context() as patched:
            patched.setattr(webapp.site, "open_store", engine_fault)
            assert all(looks.acquire(timeout=10) for _look in range(4))
        use(root, last)
        for _attempt in range(1000):
            if site.open_snapshot == Snapshot(root / last):
                break
            looks.acquire(timeout=10)
        assert site.open_snapshot == Snapshot(root / last)
    finally:
        site.close()
        for thread in set(threading.enumerate()) - others:
            thread.join()
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    told = [line["error"] for line in lines if line["event"] == "snapshot-not-opened"]
    damaged = [text for text in told if NEWER in text]
    # Once before the other error and at most once after it.
    assert 1 <= len(damaged) <= 2
    assert sum("the engine gave up" in text for text in told) == 1
    assert len(told) == len(damaged) + 1


def test_a_snapshot_without_workers_is_closed_again_and_the_old_one_answers(
    root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.pool.worker_pids()
    first = site.open_snapshot
    use(root, NEWER)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/bin/false")
        with pytest.raises(StoreError, match="worker") as caught:
            site.look()
    assert caught.value
    assert open_files(root / NEWER) == []
    assert site.open_snapshot == first
    assert site.pool.worker_pids() == before


def test_a_closed_site_opens_nothing_more_and_asks_for_no_build(
    app: Flask, root: Path, site: Site
) -> None:
    with site.use():
        pass
    site.close()
    use(root, NEWER)
    assert site.look() is False
    assert site.open_snapshot is None
    with pytest.raises(StoreError, match="is stopping"):
        site.take()
    with pytest.raises(StoreError, match="is stopping"):
        _ = site.pool
    for address in ("/health", "/sparql?query=ASK{}"):
        response = app.test_client().get(address)
        assert_problem(response, 503, "Prøv igjen om litt")
        assert "samspill build" not in response.text
    assert open_files(root) == []


def test_closing_waits_for_what_is_being_opened(
    root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = Held(monkeypatch, "read_terms")
    with ThreadPoolExecutor() as threads:
        look = threads.submit(site.look)
        opening.reached.wait()
        closing = threads.submit(site.close)
        site._closed.wait()
        opening.let_go.set()
        assert look.result() is True
        closing.result()
    assert site.open_snapshot is None
    assert open_files(root) == []
