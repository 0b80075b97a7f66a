"""What is kept of a snapshot between requests, in bounded memory: the least recently used goes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from webapp.site import OpenSnapshot

T = TypeVar("T")


class Kept(Generic[T]):
    """Finished values by key, each with a weight; together they weigh no more than `most`.

    Safe to share between threads. Values are shared too: nobody may change them.

    Examples
    --------
    >>> kept = Kept[str](10)
    >>> kept.put("a", "first", 6); kept.put("b", "second", 6)
    >>> kept.get("a"), kept.get("b")
    (None, 'second')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """Give the value of a key, or nothing."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: T, weight: int) -> None:
        """Keep a value; what alone weighs more than all may is not kept."""
        if weight > self._most:
            return
        with self._lock:
            old = self._values.pop(key, None)
            self._weight += weight - (old[1] if old else 0)
            self._values[key] = (value, weight)
            while self._weight > self._most:
                _key, (_value, lightest) = self._values.popitem(last=False)
                self._weight -= lightest


def kept_of(snapshot: OpenSnapshot, name: str, most: int) -> Kept:  # type: ignore[type-arg]
    """Give what is kept of a snapshot under a name; it goes when the snapshot is closed."""
    found = snapshot.memory.setdefault(("kept", name), Kept[object](most))
    assert isinstance(found, Kept)
    return found
