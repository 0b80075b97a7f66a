"""How an answer is cited: question, parameters, snapshot, checksum and date; as text and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from queries.answers import Answer
from webapp import texts

_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Citation:
    """An answer in a list of references; ``path`` is the address without the site's name."""

    path: str
    url: str
    text: str
    bibtex: str
    checksum: str
    snapshot: str


def today() -> date:
    """Give the day it is in Norway."""
    return datetime.now(ZoneInfo("Europe/Oslo")).date()


def address(name: str, values: Mapping[str, str], **more: str) -> str:
    """Give the stable address of an answer, relative to the site."""
    parameters = urlencode([*values.items(), *more.items()], safe=":")
    return f"/questions/{name}" + (f"?{parameters}" if parameters else "")


def cite(answer: Answer, names: Mapping[str, str], snapshot: str, site: str) -> Citation:
    """Make the citation of an answer.

    ``names`` say what the values are called, by the label of the parameter; ``site`` is the
    address of the site, ending in a slash. The link carries the snapshot, so that whoever follows
    it gets the same answer as long as that snapshot is kept.
    """
    question, language, day = answer.question, answer.language, today()
    path = address(question.name, answer.values, lang=language, snapshot=snapshot)
    url = site.rstrip("/") + path
    title = question.title[language]
    chosen = "; ".join(f"{label}: {name}" for label, name in names.items())
    text = _(
        "Samspill (%(year)s). %(title)s%(chosen)s Utgave %(snapshot)s. Hentet %(day)s fra %(url)s. "
        "SHA-256 av svaret: %(checksum)s.",
        year=day.year,
        title=title,
        chosen=f" [{chosen}]." if chosen else "",
        snapshot=snapshot,
        day=texts.day(day),
        url=url,
        checksum=answer.checksum,
    )
    note = [_("Utgave %(snapshot)s", snapshot=snapshot)]
    if chosen:
        note.append(chosen)
    note.append(_("SHA-256 av svaret: %(checksum)s", checksum=answer.checksum))
    fields = {
        "author": "{Samspill}",
        "title": "{" + _latex(title) + "}",
        "year": str(day.year),
        "url": url,
        "urldate": day.isoformat(),
        "version": snapshot,
        "note": _latex("; ".join(note)),
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items())
    bibtex = f"@misc{{samspill-{question.name}-{answer.checksum[:8]},\n{lines}\n}}"
    return Citation(path, url, text, bibtex, answer.checksum, snapshot)


def _latex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _LATEX.get(found[0], "\\" + found[0]), text)
