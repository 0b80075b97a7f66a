"""Keep the English catalogue in step: ``python -m webapp.translating``.

The texts in templates and code are Norwegian (bokmål); ``translations/en`` has the English ones.
Both the readable .po and the compiled .mo are kept, so that installing needs no tool. Run it after
changing a text: it adds what is new, drops what is gone, compiles, and lists what lacks English.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOM = Path(__file__).parent
CATALOGUE = ROOM / "translations" / "en" / "LC_MESSAGES" / "messages.po"
_METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


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
