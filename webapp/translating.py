"""Keep the English catalogue in step: ``python -m webapp.translating``.

The texts in templates and code are Norwegian (bokmål); ``translations/en`` has the English ones.
Both the readable .po and the compiled .mo are kept, so that installing needs no tool. Run it after
changing a text: it adds what is new, drops what is gone, compiles, and lists what lacks English.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOM = Path(__file__).parent
CATALOGUE = ROOM / "translations" / "en" / "LC_MESSAGES" / "messages.po"
_METHODS = [
    ("templates/**.html", "jinja2.ext:babel_extract"),
    ("**.py", "webapp.translating:python_texts"),
]
_OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def python_texts(
    file: IO[bytes],
    keywords: Mapping[str, object],
    comment_tags: Sequence[str],
    options: Mapping[str, object],
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Give the texts of a module, as babel's own reader does but also those inside of f-strings.

    Parameters
    ----------
    file : file of bytes
        The module.
    keywords : mapping
        Names of the functions that take texts.
    comment_tags, options
        Of babel's interface; there are none here.

    Yields
    ------
    tuple
        Line, name of the function, its text or texts, and no comments.

    Raises
    ------
    ValueError
        If a text is not written out where it is asked for: no catalogue could hold it.
    """
    for node in ast.walk(ast.parse(file.read())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        name = node.func.id
        if name not in keywords:
            continue
        wanted = node.args[:2] if name == "ngettext" else node.args[:1]
        texts = tuple(
            one.value
            for one in wanted
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )
        if len(texts) != len(wanted):
            raise ValueError(f"{getattr(file, 'name', '')}:{node.lineno}: {ast.unparse(node)}")
        yield node.lineno, name, texts if len(texts) > 1 else texts[0], []


def extract() -> Catalog:
    """Give every text of the pages, sorted, without line numbers (they change too often)."""
    catalogue = Catalog(locale="en", project="Samspill", charset="utf-8")
    for file, _line, message, _comments, context in extract_from_dir(
        ROOM, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS
    ):
        if not file.startswith(("frontend", "static", "cli")):
            catalogue.add(message, locations=[(file, 0)], context=context)
    return catalogue


def read() -> Catalog:
    """Give the catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """Give the catalogue as the application reads it."""
    out = io.BytesIO()
    # The header would hold the minute of the reading.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(out, catalogue)
    return out.getvalue()


def readable(catalogue: Catalog) -> bytes:
    """Give the catalogue as translators read it, without the clock and names of its header."""
    catalogue.fuzzy = False
    catalogue.header_comment = "# The English texts of the pages; see webapp/translating.py."
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, no_location=True)
    kept = ("Language:", "Plural-Forms:", "MIME-Version:", "Content-")
    lines = out.getvalue().decode("utf-8").splitlines(keepends=True)
    head = lines.index("\n")
    lines[:head] = [
        line
        for line in lines[:head]
        if not line.startswith('"') or line.startswith(tuple(f'"{name}' for name in kept))
    ]
    return "".join(lines).encode("utf-8")


def untranslated(catalogue: Catalog) -> list[str]:
    """Give the texts that lack English."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]


def main() -> None:
    """Update and compile the catalogue."""
    catalogue = read() if CATALOGUE.exists() else Catalog(locale="en")
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(readable(catalogue))
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(read()))
    for text in untranslated(catalogue):
        print(text)


if __name__ == "__main__":
    main()
