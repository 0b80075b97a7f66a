"""Write ``queries/README.md``: run ``python -m queries.readme`` after a question has changed."""

from __future__ import annotations

from queries.catalogue import FOLDER
from queries.questions import THEMES, Question, library

PLACE = FOLDER / "README.md"
_TOP = """# The question library

Generated from the headers of the files here: run `python -m queries.readme` after a change. \
How a question is written stands in [docs/questions.md](../docs/questions.md).

{count} questions in {themes} themes. Each has a page (`/questions/<name>`), a command \
(`samspill query <name>`) and an entry in `/questions.ttl` and `/api/questions`.
"""


def text() -> str:
    """Give the document."""
    parts = [_TOP.format(count=len(library()), themes=len(THEMES))]
    for theme, names in THEMES.items():
        parts.append(f"\n## {names['en']}\n\n| question | parameters | asks |\n|---|---|---|\n")
        parts += [_row(one) for one in library() if one.theme == theme]
    return "".join(parts)


def _row(question: Question) -> str:
    parameters = ", ".join(f"`{one.name}={one.default}`" for one in question.parameters)
    link = f"[`{question.name}`]({question.theme}/{question.name}.rq)"
    title = f"{question.title['en']}<br>{question.title['nb']}"
    return f"| {link} | {parameters} | {title} |\n"


if __name__ == "__main__":
    PLACE.write_text(text(), encoding="utf-8")
