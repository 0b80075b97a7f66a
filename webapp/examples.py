"""The example queries of the SPARQL page: files with a title in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from queries.catalogue import header
from webapp.site_queries import FOLDER


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
    """Give the examples in the order of their files."""
    found = []
    for path in sorted((FOLDER.parent / "examples").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        head = header(text)
        query = "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith("#+")
        )
        found.append(Example(path.stem, head[f"title_{language}"], query.strip() + "\n"))
    return tuple(found)
