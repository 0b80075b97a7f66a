"""What is computed from a snapshot and kept between requests: one place, bounded, made once.

A snapshot never changes, so what is made of one may be kept as long as it is open; it goes with
it. Each kind of value is a `Kept` of the module that makes it; addresses are endless and memory is
not, so each kind has a limit, and of those over it the least recently used goes.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")

#: Choices of which there are few: languages, roles, closed lists.
FEW = 200


class HasMemory(Protocol):
    """What values can be kept of: an open snapshot."""

    memory: Memory


class Kept(Generic[T]):
    """One kind of value that is kept of each open snapshot.

    Threads share the values, so nobody may change them. When several ask for what is not there,
    the first makes it and the others wait.

    Parameters
    ----------
    most : int
        All values of a snapshot together weigh no more; what alone weighs more is not kept.
    weight : callable
        The weight of a value; without it each weighs 1, and `most` is their number.

    Examples
    --------
    A module keeps a tree for each language, two hundred at most::

        _TREES = Kept[GoalTree](FEW)

        def goal_tree(snapshot: OpenSnapshot, language: str) -> GoalTree:
            return _TREES.of(snapshot, language, lambda: _read(snapshot, language))
    """

    def __init__(self, most: int = 1, weight: Callable[[T], int] = lambda _value: 1) -> None:
        self._most = most
        self._weight = weight

    def of(self, snapshot: HasMemory, key: Hashable, make: Callable[[], T]) -> T:
        """Give the value of a key, made now if it is not there.

        What is made depends on nothing else but the snapshot and the key. When making it fails,
        whoever waits for it tries for itself.
        """
        shelf = self._shelf(snapshot)
        while True:
            with shelf.lock:
                if key in shelf.values:
                    return shelf.take(key)
                making = shelf.making.get(key)
                if making is None:
                    mine = shelf.making[key] = _Making[T]()
            if making is None:
                return self._make(shelf, key, mine, make)
            making.ended.wait()
            if making.made:
                return making.made[0]

    def get(self, snapshot: HasMemory, key: Hashable) -> T | None:
        """Give the value of a key, or nothing; for what is read many at a time."""
        shelf = self._shelf(snapshot)
        with shelf.lock:
            return shelf.take(key) if key in shelf.values else None

    def put(self, snapshot: HasMemory, key: Hashable, value: T) -> None:
        """Keep a finished value."""
        shelf = self._shelf(snapshot)
        with shelf.lock:
            shelf.put(key, value, self._weight(value), self._most)

    def count(self, snapshot: HasMemory) -> int:
        """Say how many values of a snapshot are kept."""
        return len(self._shelf(snapshot).values)

    def _shelf(self, snapshot: HasMemory) -> _Shelf[T]:
        # Values stand in the snapshot and not here: they may point to it, and go when it goes.
        return snapshot.memory.shelf(self)

    def _make(
        self, shelf: _Shelf[T], key: Hashable, making: _Making[T], make: Callable[[], T]
    ) -> T:
        try:
            value = make()
            with shelf.lock:
                shelf.put(key, value, self._weight(value), self._most)
            making.made.append(value)
            return value
        finally:
            with shelf.lock:
                del shelf.making[key]
            making.ended.set()


class Memory:
    """All that is kept of one snapshot, by kind."""

    def __init__(self) -> None:
        self._shelves: dict[object, Any] = {}

    def shelf(self, kind: Kept[T]) -> _Shelf[T]:
        """Give the values of a kind."""
        found: _Shelf[T] | None = self._shelves.get(kind)
        # Of two threads that are here at once, one sets it, and both use that one.
        return found if found is not None else self._shelves.setdefault(kind, _Shelf[T]())


class _Making(Generic[T]):
    """A value that one thread is making."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.made: list[T] = []  #: the value; nothing when making it has failed


class _Shelf(Generic[T]):
    """The values of one kind and snapshot; `lock` is held by whoever touches them."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self.making: dict[Hashable, _Making[T]] = {}
        self._weight = 0

    def take(self, key: Hashable) -> T:
        self.values.move_to_end(key)
        return self.values[key][0]

    def put(self, key: Hashable, value: T, weight: int, most: int) -> None:
        if weight > most:
            return
        old = self.values.pop(key, None)
        self._weight += weight - (old[1] if old else 0)
        self.values[key] = (value, weight)
        while self._weight > most:
            _key, (_value, lightest) = self.values.popitem(last=False)
            self._weight -= lightest
