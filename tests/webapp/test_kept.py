"""What is kept of a snapshot: made once, however many ask at once, and never more than may be."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.kept import Kept, Memory


class Snapshot:
    """As much of an open snapshot as values are kept of."""

    def __init__(self) -> None:
        self.memory = Memory()


def test_a_value_is_made_once_though_many_ask_at_once() -> None:
    words, snapshot = Kept[str](), Snapshot()
    begun, go_on, made = threading.Event(), threading.Event(), []

    def slowly() -> str:
        begun.set()
        assert go_on.wait(10)
        made.append("made")
        return "word"

    with ThreadPoolExecutor(5) as threads:
        first = threads.submit(words.of, snapshot, "key", slowly)
        assert begun.wait(10)
        others = [threads.submit(words.of, snapshot, "key", slowly) for _ in range(4)]
        # Another key is not held up.
        assert Kept[str]().of(snapshot, "other", lambda: "at once") == "at once"
        go_on.set()
        assert [one.result(10) for one in (first, *others)] == ["word"] * 5
    assert made == ["made"]


def test_who_waits_for_what_fails_tries_again() -> None:
    words, snapshot = Kept[str](), Snapshot()
    begun, go_on = threading.Event(), threading.Event()

    def fail() -> str:
        begun.set()
        assert go_on.wait(10)
        raise LookupError("gone")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(words.of, snapshot, "key", fail)
        assert begun.wait(10)
        second = threads.submit(words.of, snapshot, "key", lambda: "word")
        go_on.set()
        with pytest.raises(LookupError):
            first.result(10)
        assert second.result(10) == "word"


def test_the_least_recently_used_goes_when_all_weigh_too_much() -> None:
    words, snapshot = Kept[str](6, len), Snapshot()
    for word in ("ab", "cd", "ef"):
        words.put(snapshot, word, word)
    assert words.get(snapshot, "ab") == "ab"  # used, so that "cd" is the oldest
    words.put(snapshot, "gh", "gh")
    left = [word for word in ("ab", "cd", "ef", "gh") if words.get(snapshot, word)]
    assert left == ["ab", "ef", "gh"]
    # A heavier value in the place of a lighter one counts with its new weight only.
    words.put(snapshot, "gh", "ghij")
    assert (words.get(snapshot, "ab"), words.get(snapshot, "ef")) == (None, "ef")


def test_what_alone_weighs_too_much_is_given_but_not_kept() -> None:
    words, snapshot = Kept[str](3, len), Snapshot()
    assert words.of(snapshot, "key", lambda: "long word") == "long word"
    assert words.count(snapshot) == 0


def test_nothing_is_kept_between_snapshots_or_kinds() -> None:
    words, numbers, one, other = Kept[str](), Kept[int](), Snapshot(), Snapshot()
    assert words.of(one, "key", lambda: "first") == "first"
    assert words.of(other, "key", lambda: "second") == "second"
    assert numbers.of(one, "key", lambda: 1) == 1
    # Nothing is a value too.
    assert Kept[None]().of(one, "key", lambda: None) is None
