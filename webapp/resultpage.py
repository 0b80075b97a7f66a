"""The answer to a query as a table for people."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from graph.names import choose_label
from graph.turtle import shortened
from ontology.iri_policy import CONCEPT, page_path
from ontology.namespaces import SAMSPILL_NS
from webapp.site import OpenSnapshot

#: More rows than this are only in the files: a page of 100,000 rows helps nobody.
MOST_ROWS = 500
MOST_LINES = 2_000
#: Letters of one cell or line: a query can make a single text of many megabytes.
MOST_LETTERS = 2_000


@dataclass
class Result:
    """What the page shows."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[dict[str, object]]] = field(default_factory=list)
    total: int = 0
    truth: bool | None = None
    text: str = ""
    left_out: int = 0  #: lines of the text that are only in the files
    seconds: float | None = None


def read_result(format_name: str, body: bytes, snapshot: OpenSnapshot, language: str) -> Result:
    """Read an answer in JSON or Turtle."""
    if format_name == "turtle":
        text = body.decode("utf-8")
        lines = text.splitlines(keepends=True)
        shown = lines[:MOST_LINES]
        cut = "".join(_cut(line) for line in shown)
        return Result(text=cut, total=len(lines), left_out=len(lines) - len(shown))
    found: dict[str, Any] = json.loads(body)
    if "boolean" in found:
        return Result(truth=found["boolean"], total=1)
    columns: list[str] = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    rows = [
        [_cell(row.get(name), snapshot, language) for name in columns]
        for row in bindings[:MOST_ROWS]
    ]
    return Result(columns, rows, len(bindings))


def _cell(term: dict[str, Any] | None, snapshot: OpenSnapshot, language: str) -> dict[str, object]:
    if term is None:
        return {"text": ""}
    value = term["value"]
    if term["type"] == "uri" and len(value) <= MOST_LETTERS:
        return _link(value, snapshot, language)
    if term["type"] == "triple":
        parts = (value["subject"], value["predicate"], value["object"])
        return {"text": " ".join(str(_cell(one, snapshot, language)["text"]) for one in parts)}
    other = term.get("xml:lang")
    return {"text": _cut(value), "lang": other if other and other != language else None}


def _cut(text: str) -> str:
    left_out = len(text) - MOST_LETTERS
    if left_out <= 0:
        return text
    return f"{text[:MOST_LETTERS]} … " + _("(%(count)s tegn til i filene)", count=left_out) + "\n"


def _link(iri: str, snapshot: OpenSnapshot, language: str) -> dict[str, object]:
    path = page_path(iri)
    if path is not None:
        return {"text": shortened(iri), "url": path}
    labels = snapshot.terms.labels.get(iri)
    if labels and iri.startswith((SAMSPILL_NS, CONCEPT)):
        note = choose_label(labels, language, iri)
        return {"text": shortened(iri), "url": "/ontology#" + anchor(iri), "note": note}
    if iri.startswith(("https://", "http://")) and not iri.startswith("https://w3id.org/samspill/"):
        return {"text": shortened(iri), "url": iri}
    return {"text": shortened(iri)}


def anchor(iri: str) -> str:
    """Give the place of a term on the page of the ontology."""
    if iri.startswith(CONCEPT):
        return "concept-" + iri.removeprefix(CONCEPT).replace("/", "-")
    return iri.removeprefix(SAMSPILL_NS)


def truth_text(truth: bool) -> str:
    """Write the answer to an ASK."""
    return _("Ja") if truth else _("Nei")
