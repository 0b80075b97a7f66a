"""Publishing by lock and rename; a killed build leaves what was published."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.snapshot import (
    Snapshot,
    building,
    content_hash,
    current,
    keep,
    list_snapshots,
    prune,
    publish,
    use,
)
from ontology.errors import NotFound, StoreError
from ontology.iri_policy import named_graph

HASH = "0123456789abcdef" * 4
NOON = datetime(2025, 5, 17, 12, 0, 0, tzinfo=UTC)


def make(root: Path, when: datetime = NOON, content: str = HASH, text: str = "{}") -> Snapshot:
    with building(root) as build:
        (build.path / "store").mkdir()
        (build.path / "store" / "data").write_bytes(b"x" * 1000)
        (build.path / "report.json").write_text(text)
        return publish(build, content, when)


def names(root: Path) -> list[str]:
    return [snapshot.name for snapshot in list_snapshots(root)]


def leavings(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob(".building-*"))


# Publishing.


def test_a_published_build_is_current_under_its_time_and_hash(tmp_path: Path) -> None:
    made = make(tmp_path, text='{"rows": 7}')
    assert made.name == "20250517T120000Z-0123456789ab"
    assert current(tmp_path) == made
    assert (current(tmp_path).report, made.published) == ({"rows": 7}, NOON)
    assert (made.store_path / "data").stat().st_size == 1000
    assert (made.index_path, made.layout_path) == (made.path / "index", made.path / "layout.json")
    assert leavings(tmp_path) == []


def test_the_time_in_the_name_is_utc(tmp_path: Path) -> None:
    oslo = datetime(2025, 5, 17, 14, 0, 0, tzinfo=timezone(timedelta(hours=2)))
    assert make(tmp_path, oslo).name.startswith("20250517T120000Z")
    with pytest.raises(ValueError, match="time zone"):
        make(tmp_path, datetime(2025, 5, 17, 14, 0, 0))


def test_what_is_no_hash_gets_no_name(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        make(tmp_path, content="../../x" * 5)
    assert names(tmp_path) == []


def test_two_equal_builds_within_a_second_both_stand(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path)
    assert names(tmp_path) == [second.name, first.name]
    assert second.published - first.published == timedelta(seconds=1)


def test_a_build_that_raises_leaves_no_folder_and_changes_nothing(tmp_path: Path) -> None:
    made = make(tmp_path)

    def fail() -> None:
        with building(tmp_path) as build:
            (build.path / "half").write_text("half")
            raise RuntimeError("row 7 is bad")

    with pytest.raises(RuntimeError, match="row 7"):
        fail()
    assert current(tmp_path) == made
    assert leavings(tmp_path) == []


def test_a_build_that_is_not_published_leaves_no_folder(tmp_path: Path) -> None:
    with building(tmp_path) as build:
        (build.path / "same as before").write_text("x")
    assert (leavings(tmp_path), names(tmp_path)) == ([], [])


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StoreError, match="cannot be written") as caught,
        building(tmp_path / "file" / "snapshots"),
    ):
        pass
    assert caught.value.place == str(tmp_path / "file" / "snapshots")


# The lock.


def test_a_second_build_is_told_which_process_holds_the_lock(tmp_path: Path) -> None:
    with building(tmp_path):
        with (
            pytest.raises(
                StoreError, match=f"another build is running here .process {os.getpid()}"
            ),
            building(tmp_path),
        ):
            pass
        assert leavings(tmp_path) == [f".building-{os.getpid()}"]
    with building(tmp_path):
        pass


def test_leavings_of_a_dead_build_are_cleared_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".building-1" / "store").mkdir(parents=True)
    with building(tmp_path) as build:
        assert leavings(tmp_path) == [build.path.name]


# A build in a process of its own that stops at one point of its work and says so. To stop there,
# it puts a pause before (or after) one call of the operating system; all calls are real.
BUILD = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from graph.snapshot import building, publish

def pause():
    print("here", flush=True)
    sys.stdin.readline()

def pausing(name, before):
    real = getattr(os, name)
    def call(*arguments):
        if before:
            pause()
        done = real(*arguments)
        if not before:
            pause()
        return done
    setattr(os, name, call)

root, point = Path(sys.argv[1]), sys.argv[2]
with building(root) as build:
    (build.path / "report.json").write_text("{")
    if point == "half written":
        pause()
    (build.path / "report.json").write_text("{}")
    if point != "half written":
        call, place = point.split()
        pausing(call, place == "before")
    publish(build, "f" * 64, datetime(2030, 1, 1, tzinfo=UTC))
"""


@contextmanager
def build_stopped_at(root: Path, point: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, root, point],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "here\n"
        yield build
        build.send_signal(signal.SIGKILL)


@pytest.mark.parametrize(
    ("point", "wins"),
    [
        ("half written", False),
        ("fsync before", False),
        ("fsync after", False),
        ("rename before", False),
        ("rename after", False),
        ("replace before", False),
        ("replace after", True),
    ],
)
def test_a_build_killed_at_any_point_leaves_one_whole_current_snapshot(
    tmp_path: Path, point: str, wins: bool
) -> None:
    old = make(tmp_path)
    with build_stopped_at(tmp_path, point):
        # The same is seen while it stands there as after its death.
        assert (current(tmp_path) == old) is not wins
    assert (current(tmp_path) == old) is not wins
    assert current(tmp_path).report == {}
    newest = make(tmp_path, datetime(2031, 1, 1, tzinfo=UTC))
    assert current(tmp_path) == newest
    assert leavings(tmp_path) == []


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    with (
        build_stopped_at(tmp_path, "half written") as other,
        pytest.raises(StoreError, match=f"process {other.pid}, since 2"),
        building(tmp_path),
    ):
        pass
    with building(tmp_path):
        pass


# Choosing, keeping, pruning.


def test_one_can_go_back_and_forward(tmp_path: Path) -> None:
    old, new = make(tmp_path), make(tmp_path, NOON + timedelta(days=1))
    use(tmp_path, old.name)
    assert current(tmp_path) == old
    use(tmp_path, new.name)
    assert current(tmp_path) == new


def test_snapshots_are_listed_newest_first_and_nothing_else_is(tmp_path: Path) -> None:
    made = [make(tmp_path, NOON + timedelta(days=day)) for day in (3, 1, 2)]
    (tmp_path / "notes").mkdir()
    (tmp_path / "20250101T000000Z-0123456789ab").write_text("a file")
    assert names(tmp_path) == [made[0].name, made[2].name, made[1].name]
    assert list_snapshots(tmp_path / "none") == []


@pytest.mark.parametrize("name", ["20250101T000000Z-0123456789ab", "..", "", "current"])
def test_a_snapshot_that_is_not_there_cannot_be_chosen_or_kept(tmp_path: Path, name: str) -> None:
    made = make(tmp_path)
    for choose in (use, keep):
        with pytest.raises(NotFound):
            choose(tmp_path, name)
    assert current(tmp_path) == made


def test_pruning_spares_the_newest_the_current_and_the_kept(tmp_path: Path) -> None:
    made = [make(tmp_path, NOON + timedelta(days=day)).name for day in range(6)]
    use(tmp_path, made[0])
    keep(tmp_path, made[1])
    assert prune(tmp_path, newest=2) == [made[3], made[2]]
    assert names(tmp_path) == [made[5], made[4], made[1], made[0]]
    assert prune(tmp_path, newest=2) == []
    assert leavings(tmp_path) == []


def waits_for_a_lock() -> bool:
    """Say whether a thread of this process waits for a lock on a file (proc_locks(5))."""
    waiting = rf"->.* {os.getpid()} "
    return re.search(waiting, Path("/proc/locks").read_text()) is not None


def test_pruning_waits_for_a_build_that_is_being_published(tmp_path: Path) -> None:
    old = make(tmp_path)
    with (
        ThreadPoolExecutor() as pool,
        build_stopped_at(tmp_path, "rename after") as build,
    ):
        assert build.stdin is not None
        pruning = pool.submit(prune, tmp_path, newest=0)
        while not pruning.done() and not waits_for_a_lock():
            time.sleep(0.01)
        build.stdin.write("\n")
        build.stdin.flush()
        assert build.wait() == 0
        assert pruning.result() == [old.name]
    assert current(tmp_path).name == "20300101T000000Z-ffffffffffff"


def test_pruning_where_there_is_nothing_does_nothing(tmp_path: Path) -> None:
    assert prune(tmp_path / "none") == []


def test_without_a_snapshot_the_cure_is_named(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "none"):
        with pytest.raises(StoreError, match="run `samspill build`"):
            current(root)
    with pytest.raises(StoreError, match="run `samspill build`"):
        use(tmp_path / "none", "20250101T000000Z-0123456789ab")


@pytest.mark.parametrize("text", ["20250101T000000Z-0123456789ab\n", "../etc\n", "", "/etc"])
def test_a_pointer_to_nowhere_is_told_with_its_cure(tmp_path: Path, text: str) -> None:
    (tmp_path / "current").write_text(text)
    with pytest.raises(StoreError, match="samspill snapshots use NAME"):
        current(tmp_path)


def test_a_pointer_that_is_no_text_is_told_with_its_cure(tmp_path: Path) -> None:
    made = make(tmp_path)
    (tmp_path / "current").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="samspill snapshots use NAME"):
        current(tmp_path)
    assert prune(tmp_path) == []
    use(tmp_path, made.name)
    assert current(tmp_path) == made


@pytest.mark.parametrize("text", [None, "{", "[]"])
def test_a_report_that_cannot_be_read_is_named(tmp_path: Path, text: str | None) -> None:
    made = make(tmp_path, text=text or "")
    if text is None:
        (made.path / "report.json").unlink()
    with pytest.raises(StoreError) as caught:
        _ = made.report
    assert caught.value.place == str(made.path / "report.json")


# The hash.

A = NamedNode("https://example.org/a")
IN_CURATED = [
    Quad(A, A, Literal("one"), NamedNode(named_graph("curated"))),
    Quad(A, A, Literal("two"), NamedNode(named_graph("curated"))),
]


def test_the_hash_does_not_know_order_or_repetition() -> None:
    assert content_hash(IN_CURATED) == content_hash([*reversed(IN_CURATED), IN_CURATED[0]])


def test_the_hash_does_not_know_rows() -> None:
    row = Quad(A, A, Literal(3), NamedNode(named_graph("rows")))
    assert content_hash([*IN_CURATED, row]) == content_hash(IN_CURATED)


def test_the_hash_knows_every_other_statement_and_its_graph() -> None:
    moved = Quad(A, A, Literal("two"), NamedNode(named_graph("persons")))
    hashes = {
        content_hash(quads) for quads in ([], IN_CURATED, IN_CURATED[:1], [IN_CURATED[0], moved])
    }
    assert len(hashes) == 4


def test_the_hash_is_the_one_that_sort_and_sha256sum_give() -> None:
    # printf '<https://example.org/a> <https://example.org/a> "one" <https://example.org/g> .\n'
    quad = Quad(A, A, Literal("one"), NamedNode("https://example.org/g"))
    assert content_hash([quad]) == (
        "a3d58de4bc60c191c24781e823a9486587e46ec00c7bd156ffdb521fd89ecb82"
    )
