"""What is wrong with a query, in words: the parser only lists what else could have stood there.

Its list names inner rules and classes of characters and leaves out most of what is meant, so it
is read for the few faults that it calls by name. The rest is told from the query: what stands at
the place, what is still open, what is missing before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph import syntaxwords as words
from ontology.namespaces import PREFIXES

_TOKEN = re.compile(
    r"""
      (?P<blank>\s++|\#[^\r\n]*+)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    | (?P<text>\"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")?|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?
        |"(?:[^"\\\r\n]|\\.)*+"?|'(?:[^'\\\r\n]|\\.)*+'?)
    | (?P<variable>[?$]\w++)
    | (?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^)
    | (?P<node>_:\w++)
    | (?P<name>(?:[^\W\d][\w\-\u00b7]*+)?:(?:[\w:\-\u00b7]|\.(?=[\w:\-])|%[0-9A-Fa-f]{2}|\\.)*+)
    | (?P<number>\d[\d.]*+(?:[eE][+-]?\d++)?)
    | (?P<word>[^\W\d]\w*+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TERMS = frozenset(["iri", "text", "variable", "node", "name", "number"])
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
#: A triple has so many terms, and one after a semicolon so many.
_TRIPLE = {"{": 3, "}": 3, ".": 3, ";": 2}
_AGGREGATES = frozenset(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"])
_SHOWN_LETTERS = 40
_BAD_ESCAPE = re.compile(r"\\[^tbnrf\"'\\uU]")
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*:")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def upper(self) -> str:
        return self.text.upper()


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a clause by language, and where; counted from 1."""

    message: words.Words
    line: int
    column: int


@dataclass(frozen=True)
class _Hint:
    message: words.Words
    start: int


def explain(said: str, query: str, line: int, column: int) -> Fault:
    """Say what is wrong with a query.

    Parameters
    ----------
    said : str
        The parser's words, after the place.
    query : str
        The query as it was sent.
    line, column : int
        How far the parser came, counted from 1: at the fault, or a little behind it.

    Returns
    -------
    Fault
        At the word or sign that is wrong, where that can be told, else where the parser stopped.

    Examples
    --------
    >>> fault = explain("expected …", "SELECT * { ?s ?p }", 1, 19)
    >>> fault.message["en"], fault.column
    ('before “}” something is missing: subject, predicate and object belong together', 18)
    """
    place = _offset(query, line, column)
    tokens = [
        _Token(found.lastgroup or "", found.group(), found.start())
        for found in _TOKEN.finditer(query)
        if found.lastgroup != "blank"
    ]
    # What begins behind the place has not been read; the next token has been looked at.
    behind = next((n for n, token in enumerate(tokens) if token.start >= place), len(tokens))
    read = tokens[: behind + 1]
    hint = _fault_of_prefix(read) or next(
        (_Hint(told, place) for name, told in words.NAMED.items() if name in said), None
    )
    hint = (
        hint
        or _fault_of_text(read)
        or _fault_of_brackets(read)
        or _fault_of_iri(read)
        or _fault_of_form(read)
        or _fault_of_words(read)
        or _fault_of_triple(read)
        or _fault_of_end(query, tokens, behind, place)
    )
    before = query[: hint.start]
    return Fault(hint.message, before.count("\n") + 1, hint.start - before.rfind("\n"))


def _told(texts: words.Words, token: _Token, after: object = "") -> _Hint:
    what = token.text.partition("\n")[0]
    cut = what if len(what) <= _SHOWN_LETTERS else what[:_SHOWN_LETTERS] + "…"
    told = {lang: text.format(what=cut, after=after) for lang, text in texts.items()}
    return _Hint(told, token.start)


def _fault_of_prefix(read: Sequence[_Token]) -> _Hint | None:
    declared = set()
    for before, token in pairwise(read):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before.upper == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            found = _Token(token.kind, prefix, token.start)
            return _told(words.NO_PREFIX, found, PREFIXES.get(prefix, "…"))
    return None


def _fault_of_text(read: Sequence[_Token]) -> _Hint | None:
    for token in read:
        if token.kind != "text":
            continue
        quotes = token.text[:3] if token.text[:3] in ('"""', "'''") else token.text[:1]
        if len(token.text) < 2 * len(quotes) or not token.text.endswith(quotes):
            return _told(words.OPEN_TEXT, token)
        if _BAD_ESCAPE.search(token.text.replace("\\\\", "")):
            return _told(words.UNKNOWN_ESCAPE, token)
    return None


def _fault_of_brackets(read: Sequence[_Token]) -> _Hint | None:
    still_open: list[str] = []
    for token in read:
        if token.kind != "sign":
            continue
        if token.text in _PAIRS:
            still_open.append(token.text)
        elif token.text in _CLOSING:
            if not still_open:
                return _told(words.UNOPENED, token)
            if still_open[-1] != _CLOSING[token.text]:
                return _told(words.CROSSED, token, still_open[-1])
            still_open.pop()
    return None


def _fault_of_words(read: Sequence[_Token]) -> _Hint | None:
    begun = False
    for token in read:
        begun = begun or token.upper in _FORMS
        if token.kind == "word" and token.upper not in words.WORDS:
            return _told(words.UNKNOWN_WORD if begun else words.BEGINS, token)
    return None


def _fault_of_iri(read: Sequence[_Token]) -> _Hint | None:
    has_base = False
    for before, token in pairwise(read):
        if token.kind == "iri":
            whole = bool(_SCHEME.match(token.text))
            if not whole and not has_base:
                return _told(words.NAMED["IRI parsing failed"], token)
            has_base = has_base or (whole and before.upper == "BASE")
    return None


def _fault_of_form(read: Sequence[_Token]) -> _Hint | None:
    in_select = False
    depth = 0
    for token, after in pairwise(read):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.upper == "SELECT":
            in_select, depth = True, 0
        elif token.text == "{" or token.upper in ("WHERE", "FROM"):
            in_select = False
        if in_select and depth == 0 and after.text == ",":
            return _told(words.NO_COMMA, after)
        if in_select and depth == 0 and after.upper in _AGGREGATES:
            return _told(words.NEEDS_NAME, after)
        if token.upper == "FILTER" and after.kind in ("variable", "number", "text"):
            return _told(words.NEEDS_BRACKET, after)
        if token.upper in ("LIMIT", "OFFSET") and after.kind != "number":
            return _told(words.NO_NUMBER, after, token.upper)
        if token.upper in ("OPTIONAL", "UNION", "MINUS", "EXISTS") and after.text != "{":
            return _told(words.NO_BLOCK, after, token.upper)
    return _fault_of_bind(read)


def _fault_of_bind(read: Sequence[_Token]) -> _Hint | None:
    number = next((n for n in reversed(range(len(read))) if read[n].upper == "BIND"), len(read))
    depth = 0
    for at in range(number + 1, len(read)):
        depth += {"(": 1, ")": -1}.get(read[at].text, 0)
        if depth == 0:
            bound, word = read[at - 1], read[at - 2]
            if word.upper != "AS" or bound.kind != "variable":
                return _told(words.NEEDS_AS, read[at])
            stopped_here = at + 2 >= len(read)
            if stopped_here and any(token.text[1:] == bound.text[1:] for token in read[:number]):
                return _told(words.IN_USE, bound)
            return None
    return None


def _fault_of_triple(read: Sequence[_Token]) -> _Hint | None:
    # Only where the parser stopped: elsewhere braces may hold values or paths.
    for number in range(max(0, len(read) - 3), len(read)):
        token = read[number]
        if token.text not in ("}", ".", ";") or token.kind != "sign":
            continue
        terms = 0
        for earlier in reversed(read[:number]):
            if earlier.kind == "sign" and earlier.text in _TRIPLE:
                if 0 < terms < _TRIPLE[earlier.text]:
                    return _told(words.INCOMPLETE, token)
                break
            if earlier.kind in _TERMS or earlier.upper == "A":
                terms += 1
            elif earlier.kind != "tag":
                break
    return None


def _fault_of_end(query: str, tokens: Sequence[_Token], behind: int, place: int) -> _Hint:
    if not any(token.upper in _FORMS for token in tokens[:behind]):
        return _Hint(words.BEGINS, tokens[0].start if tokens else 0)
    if behind < len(tokens):
        return _told(words.SOMETHING, tokens[behind])
    still_open: list[_Token] = []
    for token in tokens:
        if token.kind == "sign" and token.text in _PAIRS:
            still_open.append(token)
        elif token.kind == "sign" and token.text in _CLOSING and still_open:
            still_open.pop()
    if still_open:
        last = still_open[-1]
        at = query.count("\n", 0, last.start) + 1
        return _Hint(_told(words.UNCLOSED, last, at).message, place)
    last = tokens[-1]
    # A query that has been closed does not end too early: something in it is wrong.
    return _told(words.SOMETHING, last) if last.text in _CLOSING else _Hint(words.ENDS, place)


def _offset(query: str, line: int, column: int) -> int:
    lines = query.split("\n")
    return sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column - 1
