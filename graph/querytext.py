"""A query as a text: its words without parsing it, and the place of a mistake.

The lexer cannot be exact, see `graph.sparql`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every repetition is possessive and an unclosed string runs to its end: a hostile query of a
# megabyte is read in one pass.
_TOKEN = re.compile(
    r"""
      \#[^\r\n]*+
    | <[^<>"{}|^`\\\x00-\x20]*+>
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?
    | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
    | "(?:[^"\\\r\n]|\\.)*+"?
    | '(?:[^'\\\r\n]|\\.)*+'?
    | [?$]\w*+
    | @[A-Za-z]++(?:-[A-Za-z0-9]++)*+
    | (?:[^\W\d][\w.\-\u00b7]*+)?:(?:[\w.:\-\u00b7]|%[0-9A-Fa-f]{2}|\\.)*+
    | (?P<bare>[^\W\d][\w.\-\u00b7]*+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: Functions of SPARQL 1.1 that give something else each time (sections 17.4.2 to 17.4.5).
_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID", "BNODE"])
_VOLATILE_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_VOLATILE))})\b", re.IGNORECASE)
# What the lexer takes for an IRI and may be a comparison: from there on it may be wrong.
_DOUBTFUL_IRI = re.compile(r"<(?:[?$]|[^<>\"{}|^`\\\x00-\x20]*['()&])")
_SHOWN_LETTERS = 80


def keywords(query: str) -> Iterator[str]:
    """Give the words outside strings, IRIs, comments, variables and prefixed names, in capitals.

    Examples
    --------
    >>> list(keywords("ASK { ?now a <now>, 'NOW', now:now } # NOW"))
    ['ASK', 'A']
    """
    for found in _TOKEN.finditer(query):
        if found.group("bare"):
            # A full stop or minus may end a keyword as well as stand in a prefix.
            yield from re.split(r"[.\-]", found.group("bare").upper())


def unescaped(query: str) -> str:
    r"""Put characters in the place of ``\u`` and ``\U``, which the standard lets stand anywhere.

    Examples
    --------
    >>> unescaped(r"\u0041SK {}")
    'ASK {}'
    """
    return _ESCAPE.sub(lambda found: _code_point(found.group(1) or found.group(2)), query)


def _code_point(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def changes_each_time(query: str) -> bool:
    """Say whether a query calls NOW, RAND, UUID, STRUUID or BNODE, so that no answer holds.

    Parameters
    ----------
    query : str
        SPARQL, not parsed.

    Returns
    -------
    bool
        True also in doubt: where the lexer may have lost its way, the bare word is enough.

    Examples
    --------
    >>> changes_each_time("SELECT (NOW() AS ?t) {}"), changes_each_time("SELECT ?now { ?now ?p 1 }")
    (True, False)
    """
    plain = unescaped(query)
    if not _VOLATILE_WORD.search(plain):
        return False
    if _DOUBTFUL_IRI.search(plain):
        return True
    return any(word in _VOLATILE for word in keywords(plain))


def show_place(query: str, line: int, column: int) -> str:
    r"""Show where in a query something is, as a compiler does.

    Parameters
    ----------
    query : str
        The query as it was sent.
    line, column : int
        Counted from 1.

    Returns
    -------
    str
        The line, or the part of a long one around the place, and under it a caret; empty where the
        query has no such line.

    Examples
    --------
    >>> print(show_place("SELECT *\nWHERE [ }", 2, 7))
    WHERE [ }
          ^
    """
    lines = query.split("\n")
    if not 1 <= line <= len(lines):
        return ""
    # Tabs and other signs of no width would put the caret elsewhere.
    text = re.sub(r"\s", " ", lines[line - 1].rstrip())
    at = min(max(column - 1, 0), len(text))
    start = max(0, at - _SHOWN_LETTERS // 2)
    shown = text[start : start + _SHOWN_LETTERS]
    before = "…" if start else ""
    after = "…" if start + _SHOWN_LETTERS < len(text) else ""
    return f"{before}{shown}{after}\n{' ' * (len(before) + at - start)}^"
