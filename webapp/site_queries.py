"""The site's own queries: files beside the pages, values bound and never pasted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "pages" / "queries"


@cache
def site_query(name: str) -> str:
    """Give the text of one query by the name of its file."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")
