"""The questions that tell how collaboration develops from year to year."""

from __future__ import annotations

from queries.questions import question
from webapp.language import current_language

INDICATORS = (
    "initiatives-by-year",
    "actors-by-year",
    "ties-by-year",
    "new-ties-by-year",
    "across-municipalities-by-year",
)


def indicators() -> list[dict[str, str]]:
    """Give the indicators as links to their answers."""
    language = current_language()
    return [
        {"text": question(name).title[language], "url": f"/questions/{name}"} for name in INDICATORS
    ]
