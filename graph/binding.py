"""Queries with values: what goes in as terms, and where the parser says a query is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.querytext import show_place
from graph.syntaxhints import explain
from ontology.errors import QuerySyntaxError

Term: TypeAlias = NamedNode | Literal | BlankNode
#: One solution: variable name without the question mark; an unbound variable is absent.
Row: TypeAlias = dict[str, Term]
#: Values for the ``#bind ?name`` lines of a query.
Values: TypeAlias = Mapping[str, Term | Sequence[Term]]

_MARKER = re.compile(r"^[ \t]*#bind[ \t]+\?(\w+)[ \t]*\r?$", re.MULTILINE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def bind(query: str, values: Values | None) -> str:
    r"""Put values into a query at its ``#bind ?name`` lines, as VALUES blocks.

    Parameters
    ----------
    query : str
        SPARQL with one comment line ``#bind ?name`` (or several) for each parameter.
    values : mapping of str to term or sequence of terms, or None
        By variable name. An empty sequence gives an empty block, so no row matches.

    Returns
    -------
    str
        The query to run. Terms are written in N-Triples form, so no value can change the query.

    Raises
    ------
    ValueError
        If a marker has no value, a value has no marker, or a value is a blank node.

    Examples
    --------
    >>> print(bind("SELECT ?a {\n#bind ?a\n}", {"a": NamedNode("https://example.org/x")}))
    SELECT ?a {
    VALUES ?a { <https://example.org/x> }
    }
    """
    given = dict(values or {})
    wanted = {found.group(1) for found in _MARKER.finditer(query)}
    if missing := sorted(wanted - given.keys()):
        raise ValueError(f"no value for {', '.join('?' + name for name in missing)}")
    if unknown := sorted(given.keys() - wanted):
        raise ValueError(f"no line '#bind' for {', '.join('?' + name for name in unknown)}")

    def block(found: re.Match[str]) -> str:
        name = found.group(1)
        value = given[name]
        terms = [value] if isinstance(value, NamedNode | Literal | BlankNode) else list(value)
        if not all(isinstance(term, NamedNode | Literal) for term in terms):
            raise ValueError(f"?{name} can be bound to IRIs and literals only")
        return f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}"

    return _MARKER.sub(block, query)


def syntax_error(text: str, query: str, file: str = "") -> QuerySyntaxError:
    """Read the parser's message, which carries line and column in its text only.

    Parameters
    ----------
    text : str
        For example ``error at 1:19: expected …``; text of another form has no place.
    query : str
        The query as it was sent.
    file : str
        The file that the query stands in, if any.

    Returns
    -------
    QuerySyntaxError
        To be raised by the caller.

    Examples
    --------
    >>> error = syntax_error("error at 1:12: expected …", "SELECT * { }}")
    >>> error.line, error.column
    (1, 12)
    """
    where = f"{file}: " if file else ""
    found = _PLACE.search(text)
    if not found:
        return QuerySyntaxError(dict.fromkeys(("nb", "en"), where + text.strip()))
    fault = explain(found.group(3), query, int(found.group(1)), int(found.group(2)))
    message = {language: where + words for language, words in fault.message.items()}
    place = show_place(query, fault.line, fault.column)
    return QuerySyntaxError(message, fault.line, fault.column, place)
