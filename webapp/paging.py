"""The page of a list that an address asks for."""

from __future__ import annotations

from webapp.errors import NoSuchPage


def page_of(asked: int, pages: int) -> int:
    """Give the page asked for; one after the last is no page.

    Parameters
    ----------
    asked : int
        What the address asks for, from 1.
    pages : int
        How many there are.

    Raises
    ------
    NoSuchPage
        When the list is shorter.
    """
    if asked > max(1, pages):
        raise NoSuchPage(str(asked), str(max(1, pages)))
    return max(1, asked)
