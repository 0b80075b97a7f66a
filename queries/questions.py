r"""The question library: one question a file, with a header in Norwegian and English.

Beside ``#bind ?name`` a query may have two other lines. ``#label ?thing`` becomes the patterns
that give ``?thingLabel``, the name of a thing, class or code in the reader's language where there
is one, else in another. ``#include name`` becomes the text of ``queries/fragments/name.rq``, so
that a rule such as which money may be added stands in one place; ``#include name word`` puts the
word where the fragment has ``__word__``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from graph.sparql import query_form
from ontology.errors import NotFound, VocabularyError
from queries.catalogue import FOLDER, header
from queries.parameters import PLAIN_TYPES, Parameter, parse_parameter

LANGUAGES = ("nb", "en")
#: The folders of questions in the order of the library, with their names.
THEMES: dict[str, dict[str, str]] = {
    "actors": {"nb": "Aktører", "en": "Actors"},
    "membership": {"nb": "Medlemskap og styring", "en": "Membership and governance"},
    "initiatives": {"nb": "Prosjekter og programmer", "en": "Projects and programmes"},
    "strategies": {"nb": "Strategier og mål", "en": "Strategies and goals"},
    "results": {"nb": "Indikatorer og resultater", "en": "Indicators and results"},
    "money": {"nb": "Penger", "en": "Money"},
    "agreements": {"nb": "Avtaler", "en": "Agreements"},
    "events": {"nb": "Hendelser og etterfølgere", "en": "Events and succession"},
    "collaboration": {"nb": "Samarbeid", "en": "Collaboration"},
    "responsibilities": {"nb": "Ansvar", "en": "Responsibilities"},
    "time": {"nb": "Tid", "en": "Time"},
    "places": {"nb": "Steder", "en": "Places"},
    "provenance": {"nb": "Kilder og motsigelser", "en": "Provenance and contradictions"},
    "missing": {"nb": "Det som mangler", "en": "Gaps"},
}
VIEWS = ("table", "sentence", "bar", "rdf")
_TEXTS = ("title", "means", "not", "keywords", "none", "one", "many")
_LABEL = re.compile(r"^([ \t]*)#label[ \t]+\?(\w+)[ \t]*\r?$", re.MULTILINE)
_INCLUDE = re.compile(r"^[ \t]*#include[ \t]+([\w-]+)(?:[ \t]+([\w-]+))?[ \t]*\r?\n", re.MULTILINE)
_BIND = re.compile(r"^[ \t]*#bind[ \t]+\?(\w+)[ \t]*\r?$", re.MULTILINE)
_HEADER_LINE = re.compile(r"^#\+.*\n", re.MULTILINE)


@dataclass(eq=False)
class NoSuchQuestion(NotFound):
    """The library has no question by that name."""

    _text: ClassVar[dict[str, str]] = {
        "en": "The library has no question “{key}”.",
        "nb": "Biblioteket har ikke noe spørsmål «{key}».",
    }


@dataclass(frozen=True)
class Column:
    """One column of an answer; ``label_of`` names the column whose thing it is the name of."""

    name: str
    label: Mapping[str, str]
    label_of: str = ""


@dataclass(frozen=True)
class Question:
    """One question of the library; the texts are by language.

    ``query`` is SPARQL with its ``#bind`` lines. ``none``, ``one`` and ``many`` are the answer as
    a sentence for no row, one row and several: see `queries.answers.sentence`. ``left_out`` is the
    name of the question that tells what a sum does not hold. ``bar`` is the column that a bar
    shows, where the default view is one.
    """

    name: str
    theme: str
    title: Mapping[str, str]
    means: Mapping[str, str]
    means_not: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    none: Mapping[str, str]
    one: Mapping[str, str]
    many: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    view: str
    bar: str
    left_out: str
    query: str

    @property
    def form(self) -> str:
        """``SELECT`` or ``CONSTRUCT``."""
        return query_form(self.query)

    @property
    def in_language(self) -> bool:
        """True where the answer has words of the reader's language."""
        return "language" in _BIND.findall(self.query)


def written_out(query: str) -> str:
    r"""Write out the ``#include name`` and ``#label ?thing`` lines of a query.

    Parameters
    ----------
    query : str
        SPARQL where ``?language`` is bound before a label is asked for.

    Returns
    -------
    str
        ``?thingLabel`` is bound where the thing is bound and has a label. Where it had two labels
        in other languages than the one asked for, its row would come twice: the tables allow none.

    Examples
    --------
    >>> print(written_out("#label ?a"))
    BIND(COALESCE(?a, rdf:nil) AS ?aNamed)
    OPTIONAL { ?aNamed rdfs:label ?aWanted FILTER(LANG(?aWanted) = ?language) }
    BIND(COALESCE(IF(BOUND(?aWanted), rdf:nil, ?aNamed), rdf:nil) AS ?aElse)
    OPTIONAL { ?aElse rdfs:label ?aOther }
    BIND(COALESCE(?aWanted, ?aOther) AS ?aLabel)
    """

    def included(found: re.Match[str]) -> str:
        name, word = found.groups()
        text = (FOLDER / "fragments" / f"{name}.rq").read_text(encoding="utf-8")
        # A fragment may include others.
        return _INCLUDE.sub(included, text.replace("__word__", word or ""))

    def labelled(found: re.Match[str]) -> str:
        indent, name = found.groups()
        wanted = f"?{name}Named rdfs:label ?{name}Wanted FILTER(LANG(?{name}Wanted) = ?language)"
        without = f"IF(BOUND(?{name}Wanted), rdf:nil, ?{name}Named)"
        lines = (
            # What is not bound would match the label of everything.
            f"BIND(COALESCE(?{name}, rdf:nil) AS ?{name}Named)",
            f"OPTIONAL {{ {wanted} }}",
            # Another is looked for only where there is none in the language.
            f"BIND(COALESCE({without}, rdf:nil) AS ?{name}Else)",
            f"OPTIONAL {{ ?{name}Else rdfs:label ?{name}Other }}",
            f"BIND(COALESCE(?{name}Wanted, ?{name}Other) AS ?{name}Label)",
        )
        return "\n".join(indent + line for line in lines)

    return _LABEL.sub(labelled, _INCLUDE.sub(included, query))


@cache
def library() -> tuple[Question, ...]:
    """Give all questions, by theme and in each theme by name."""
    return tuple(
        read_question(path) for theme in THEMES for path in sorted((FOLDER / theme).glob("*.rq"))
    )


@cache
def _by_name() -> dict[str, Question]:
    return {question.name: question for question in library()}


def question(name: str) -> Question:
    """Give a question by its name.

    Raises
    ------
    NoSuchQuestion
        If there is none.
    """
    if name not in _by_name():
        raise NoSuchQuestion("question", name)
    return _by_name()[name]


def read_question(path: Path) -> Question:
    """Read the file of one question.

    Parameters
    ----------
    path : Path
        ``<theme>/<name>.rq``.

    Raises
    ------
    VocabularyError
        If its header lacks a line, has one twice, or does not fit the query.
    """
    text = path.read_text(encoding="utf-8")
    head = header(text)

    def fail(reason: str) -> VocabularyError:
        return VocabularyError(path.name, 1, reason)

    if len(re.findall(r"^#\+ ", text, re.MULTILINE)) != len(head):
        raise fail("a header line stands there twice or is not '#+ key: value'")
    is_table = query_form(text) == "SELECT"
    texts: dict[str, dict[str, str]] = {}
    for key in _TEXTS:
        for language in LANGUAGES:
            if f"{key}_{language}" not in head:
                raise fail(f"the header line '#+ {key}_{language}:' is missing")
            texts.setdefault(key, {})[language] = head[f"{key}_{language}"].strip()
    known = {f"{key}_{language}" for key in _TEXTS for language in LANGUAGES}
    known |= {"view", "bar", "left_out"}
    parameters, columns = [], []
    for key, value in head.items():
        if key.startswith("param_"):
            parameters.append(parse_parameter(path.name, key.removeprefix("param_"), value))
        elif key.startswith("column_"):
            columns += _columns(path.name, key.removeprefix("column_"), value, text)
        elif key not in known:
            raise fail(f"unknown header line '#+ {key}:'")
    query = written_out(_HEADER_LINE.sub("", text)).strip() + "\n"
    bound = set(_BIND.findall(query)) - {"language"}
    if bound != {parameter.name for parameter in parameters}:
        raise fail(f"the query binds {sorted(bound)}, the header declares other parameters")
    view = head.get("view", "table")
    if view not in VIEWS or bool(columns) != is_table:
        raise fail("the view or the columns do not fit")
    for parameter in parameters:
        if parameter.type == "language" or (
            parameter.type in PLAIN_TYPES and (parameter.choices or parameter.any)
        ):
            raise fail(f"param_{parameter.name}: its type has no choices")
    return Question(
        path.stem,
        path.parent.name,
        texts["title"],
        texts["means"],
        texts["not"],
        {one: tuple(w.strip() for w in texts["keywords"][one].split(",")) for one in LANGUAGES},
        texts["none"],
        texts["one"],
        texts["many"],
        tuple(parameters),
        tuple(columns),
        view,
        head.get("bar", ""),
        head.get("left_out", ""),
        query,
    )


def _columns(file: str, name: str, line: str, text: str) -> list[Column]:
    fields = dict(part.strip().partition(" ")[::2] for part in line.split(";"))
    if set(fields) != set(LANGUAGES):
        raise VocabularyError(file, 1, f"column_{name}: write 'nb …; en …'")
    found = [Column(name, fields)]
    if re.search(rf"^SELECT\b[^{{]*\?{name}Label\b", text, re.MULTILINE):
        words = {"nb": "{} (navn)", "en": "{} (name)"}
        named = {one: words[one].format(fields[one]) for one in LANGUAGES}
        found.append(Column(f"{name}Label", named, label_of=name))
    return found
