"""The example queries of the SPARQL page: a few questions of the library, values filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from pyoxigraph import Literal

from graph.binding import Term, bind
from queries.parameters import unchecked
from queries.questions import question

#: Different in kind, and none too long to read.
NAMES = (
    "who-makes-up-a-region",
    "partners-of-an-actor",
    "who-owns-leads-funds-and-steers",
    "goals-of-a-strategy",
    "targets-against-results",
    "planned-but-never-reported-done",
    "funding-by-year",
    "started-by-year",
)


@dataclass(frozen=True)
class Example:
    """One example: what it asks in words, and how."""

    name: str
    title: str
    query: str

    @property
    def url(self) -> str:
        """The page with the query and its answer."""
        return "/sparql?" + urlencode({"query": self.query})


@cache
def examples(language: str) -> tuple[Example, ...]:
    """Give the examples in their order; their values are the defaults, whatever the store has."""
    found = []
    for name in NAMES:
        asked = question(name)
        values: dict[str, Term] = {one.name: unchecked(one) for one in asked.parameters}
        if asked.in_language:
            values["language"] = Literal(language)
        found.append(Example(name, asked.title[language], bind(asked.query, values)))
    return tuple(found)
