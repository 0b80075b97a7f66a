"""Find the query files and read their headers.

A header line is ``#+ key: value``; the query starts after the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.derive import Rule
from graph.gaps import Gap
from graph.validation import Check
from ontology.errors import VocabularyError

FOLDER = Path(__file__).parent
_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


def header(text: str) -> dict[str, str]:
    r"""Give the ``#+ key: value`` lines of a query file.

    Examples
    --------
    >>> header("#+ label_en: Parts\\nSELECT * {}")
    {'label_en': 'Parts'}
    """
    return dict(_HEADER.findall(text))


def rules() -> list[Rule]:
    """Give the rules that make the derived graph, in the order of their names."""
    return [
        Rule(
            path.stem,
            {"nb": head["label_nb"], "en": head["label_en"]},
            {"nb": head["comment_nb"], "en": head["comment_en"]},
            text,
            int(head.get("stage", "1")),
        )
        for path, head, text in _files("rules", "label_nb", "label_en", "comment_nb", "comment_en")
    ]


def checks() -> list[Check]:
    """Give the checks over several rows, in the order of their names."""
    return [
        Check(
            path.stem,
            head["severity"],
            {"nb": head["message_nb"], "en": head["message_en"]},
            text,
        )
        for path, head, text in _files("checks", "severity", "message_nb", "message_en")
    ]


def gaps() -> list[Gap]:
    """Give the questions on what the sources leave open, in the order of their names."""
    return [
        Gap(
            path.stem,
            {"nb": head["label_nb"], "en": head["label_en"]},
            {"nb": head["comment_nb"], "en": head["comment_en"]},
            text,
        )
        for path, head, text in _files("gaps", "label_nb", "label_en", "comment_nb", "comment_en")
    ]


def _files(folder: str, *keys: str) -> Iterator[tuple[Path, dict[str, str], str]]:
    for path in sorted((FOLDER / folder).glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        head = header(text)
        for key in keys:
            if key not in head:
                raise VocabularyError(path.name, 1, f"the header line '#+ {key}:' is missing")
        yield path, head, text
