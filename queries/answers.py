"""Put a question of the library to a store, and say its answer as rows, bytes and a sentence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, Triple

from graph.binding import Row, Term, bind
from graph.results import write_rows, write_triples
from graph.store import Reader
from ontology.errors import ParameterError, QueryTooLarge
from queries.catalogue import FOLDER
from queries.parameters import Parameter, codes_of, read_value
from queries.questions import Question, written_out

#: Rows that an answer may have; a longer one is refused, never cut.
MOST_ROWS = 10_000
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Choice:
    """One thing or code that a parameter offers; ``value`` is as addresses have it."""

    value: str
    iri: str
    label: str
    label_language: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer with all that it takes to get it again.

    ``values`` are the parameters as addresses have them, ``query`` the SPARQL with its values
    bound. ``rows`` are those of a SELECT, ``triples`` those of a CONSTRUCT.
    """

    question: Question
    values: Mapping[str, str]
    language: str
    query: str
    rows: Sequence[Row] = ()
    triples: Sequence[Triple] = ()

    def written(self, format_name: str) -> bytes:
        """Give the answer in a format of `graph.results`.

        Raises
        ------
        FormatError
            If the answer cannot be said in the format.
        KeyError
            If there is no such format for this kind of answer.
        """
        parts: list[bytes] = []
        if self.question.form == "CONSTRUCT":
            write_triples(format_name, self.triples, parts.append)
        else:
            names = [column.name for column in self.question.columns]
            cells = ([row.get(name) for name in names] for row in self.rows)
            write_rows(format_name, names, cells, parts.append)
        return b"".join(parts)

    @cached_property
    def checksum(self) -> str:
        """SHA-256, in hexadecimal, of the answer as CSV (N-Triples, sorted, for RDF)."""
        if self.question.form == "CONSTRUCT":
            lines = sorted(self.written("ntriples").splitlines(keepends=True))
            return hashlib.sha256(b"".join(lines)).hexdigest()
        return hashlib.sha256(self.written("csv")).hexdigest()


def answer(
    question: Question,
    reader: Reader,
    given: Mapping[str, str],
    language: str = "nb",
    most_rows: int = MOST_ROWS,
) -> Answer:
    """Put a question with some values; what is not given has its default.

    Parameters
    ----------
    question : Question
        Of the library.
    reader : Reader
        The store.
    given : mapping of str to str
        Values as somebody typed them; empty ones count as not given.
    language : str
        Of the names in the answer, ``nb`` or ``en``.
    most_rows : int
        How many rows the answer may have.

    Returns
    -------
    Answer
        Whole.

    Raises
    ------
    ParameterError
        If a value is not allowed, or there is no such parameter.
    QueryTooLarge
        If the answer has more rows.
    """
    values, query = prepare(question, reader, given, language)
    if question.form == "CONSTRUCT":
        triples = reader.construct(query)
        if len(triples) > most_rows:
            raise QueryTooLarge("rows", most_rows)
        return Answer(question, values, language, query, triples=triples)
    rows = reader.select(f"{query}LIMIT {most_rows + 1}\n")
    if len(rows) > most_rows:
        raise QueryTooLarge("rows", most_rows)
    return Answer(question, values, language, query, rows)


def prepare(
    question: Question, reader: Reader, given: Mapping[str, str], language: str
) -> tuple[dict[str, str], str]:
    """Check the values of a question; give them as addresses have them, and the bound query."""
    known = {parameter.name for parameter in question.parameters}
    for name, value in given.items():
        if name not in known:
            allowed = ", ".join(sorted(known))
            raise ParameterError(
                name,
                value,
                {
                    "nb": f"spørsmålet har {allowed or 'ingen parametere'}",
                    "en": f"the question has {allowed or 'no parameters'}",
                },
            )
    values: dict[str, str] = {}
    terms: dict[str, Term | Sequence[Term]] = {}
    for parameter in question.parameters:
        typed = given.get(parameter.name, "").strip()
        every = [choice.iri for choice in choices(parameter, reader)] if parameter.any else []
        try:
            found = read_value(parameter, typed or parameter.default, reader, every)
        except ParameterError:
            # A default of the tables here need not be in the tables of another region.
            others = [] if typed else choices(parameter, reader, language)
            if not others:
                raise
            free = [one for one in others if one.value not in values.values()]
            found = read_value(parameter, (free or others)[0].value, reader, every)
        values[parameter.name], terms[parameter.name] = found
    if question.in_language:
        terms["language"] = Literal(language)
    return values, bind(question.query, terms)


def choices(parameter: Parameter, reader: Reader, language: str = "nb") -> list[Choice]:
    """Give what a parameter offers; nothing for a value that is typed freely."""
    if parameter.type == "code":
        things = codes_of(parameter.scheme, reader)
        rows = reader.select(
            written_out(
                "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
                "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
                "SELECT ?thing ?thingLabel WHERE {\n"
                f"VALUES ?thing {{ {' '.join(f'<{iri}>' for iri in things)} }}\n"
                "#bind ?language\n#label ?thing\n}"
            ),
            {"language": Literal(language)},
        )
    elif parameter.choices:
        text = (FOLDER / "choices" / f"{parameter.choices}.rq").read_text(encoding="utf-8")
        rows = reader.select(written_out(text), {"language": Literal(language)})
    else:
        return []
    found = []
    for row in rows:
        iri, label = row["thing"].value, row.get("thingLabel")
        last = iri.rpartition("/")[2]
        value = last if parameter.type == "code" else f"{parameter.type}:{last}"
        said = label.value if label is not None else last
        found.append(Choice(value, iri, said, getattr(label, "language", None) or ""))
    return found


def sentence(
    answer: Answer, names: Mapping[str, str], say: Callable[[Term], str], language: str
) -> str:
    """Say an answer in a sentence.

    Parameters
    ----------
    answer : Answer
        Its question holds a template for no row, one row and several.
    names : mapping of str to str
        What each parameter's value is called.
    say : callable
        Writes a term for a reader.
    language : str
        ``nb`` or ``en``.

    Returns
    -------
    str
        In the template ``{n}`` is the number of rows, ``{<parameter>}`` what its value is called,
        ``{top_<column>}`` the column's value in the first row and ``{distinct_<column>}`` how many
        values it has.
    """
    rows = answer.rows
    count = len(rows) or len(answer.triples)
    question = answer.question
    template = (question.none, question.one, question.many)[min(count, 2)][language]

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "n":
            return say(Literal(count))
        kind, _, column = name.partition("_")
        if kind == "top" and rows:
            term = rows[0].get(column)
            return say(term) if term is not None else "–"
        if kind == "distinct":
            return say(Literal(len({row[column] for row in rows if column in row})))
        return names.get(name, found.group(0))

    return _PLACE.sub(fill, template)
