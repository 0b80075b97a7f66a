"""Names that two things of a list share, told apart by what kind of thing each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def shared(names: Iterable[str]) -> set[str]:
    """Give the names that stand more than once."""
    return {name for name, count in Counter(names).items() if count > 1}


def with_type(name: str, type_name: str) -> str:
    """Write a name with the kind of thing behind it."""
    return f"{name} ({type_name[:1].lower()}{type_name[1:]})" if type_name else name


def told_apart(names: Mapping[Key, str], type_of: Callable[[Key], str]) -> dict[Key, str]:
    """Give the same names, those that several bear with the type of each.

    Parameters
    ----------
    names : mapping
        What each thing of a list is called.
    type_of : callable
        The name of the type of a thing; asked only where it is needed.

    Examples
    --------
    >>> types = {"a": "Kommune", "b": "By", "c": "By"}
    >>> told_apart({"a": "Grue", "b": "Grue", "c": "Hamar"}, types.__getitem__)
    {'a': 'Grue (kommune)', 'b': 'Grue (by)', 'c': 'Hamar'}
    """
    twice = shared(names.values())
    return {
        key: with_type(name, type_of(key)) if name in twice else name for key, name in names.items()
    }
