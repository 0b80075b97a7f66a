"""Parameters of a question: how a header line declares one, and how a typed value becomes terms.

A value is never pasted into a query: it is read, checked and bound as RDF terms at the line
``#bind ?name`` (`graph.binding.bind`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.binding import Term
from graph.store import Reader
from ontology.errors import ParameterError, VocabularyError
from ontology.iri_policy import ID, SLUG, concept, thing
from ontology.namespaces import PREFIXES

#: Types that are no kind of thing: what is typed, and what is allowed in words.
PLAIN_TYPES = {
    "year": {"nb": "et årstall, for eksempel 2019", "en": "a year, for example 2019"},
    "date": {"nb": "en dag som 2019-12-31", "en": "a day such as 2019-12-31"},
    "language": {"nb": "nb eller en", "en": "nb or en"},
    "integer": {"nb": "et helt tall, for eksempel 2", "en": "a whole number, for example 2"},
    "text": {"nb": "høyst 200 tegn", "en": "at most 200 characters"},
}
#: The value that stands for every choice, where a parameter allows it.
ANY = "any"
_LONGEST_TEXT = 200
_YEAR = re.compile(r"[12]\d{3}\Z")
_WHOLE = re.compile(r"-?\d{1,9}\Z")
_XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
_KNOWN = (
    "SELECT ?now WHERE {\n#bind ?asked\n"
    "{ ?asked ?property ?value BIND(?asked AS ?now) } UNION "
    "{ ?merged <https://w3id.org/samspill/ontology#formerThing> ?asked ;"
    " <https://w3id.org/samspill/ontology#mergedInto> ?now } } LIMIT 1"
)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question.

    ``type`` is a table in the singular (``place``), ``code`` with its ``scheme``, or a key of
    `PLAIN_TYPES`. ``default`` is written as a visitor types it. ``choices`` names the query in
    ``queries/choices/`` that lists what may be chosen; codes list their scheme without one.
    ``any`` says that the value `ANY` stands for all of them. ``as_of`` says that whoever looks at
    a day asks about that day, or its year, where nothing else is asked for.
    """

    name: str
    type: str
    default: str
    label: Mapping[str, str]
    scheme: str = ""
    choices: str = ""
    any: bool = False
    as_of: bool = False

    def default_on(self, day: date) -> str:
        """Give the default for somebody who looks at a day, as a visitor types it.

        A day that does not follow it, such as the first of a period, is at least not after it:
        else the period would end before it began.

        Examples
        --------
        >>> line = "year; default 2018; label_nb År; label_en Year; as_of"
        >>> parse_parameter("x.rq", "year", line).default_on(date(2012, 6, 1))
        '2012'
        >>> line = "date; default 2015-01-01; label_nb Fra; label_en From"
        >>> parse_parameter("x.rq", "from", line).default_on(date(2012, 6, 1))
        '2012-01-01'
        """
        if self.type == "year" and self.as_of:
            return f"{day.year:04}"
        if self.type == "date" and self.as_of:
            return day.isoformat()
        if self.type == "date" and self.default > day.isoformat():
            return day.replace(month=1, day=1).isoformat()
        return self.default

    @property
    def is_thing(self) -> bool:
        """True where the value is a thing of a table."""
        return self.type not in PLAIN_TYPES and self.type != "code"


def parse_parameter(file: str, name: str, line: str) -> Parameter:
    """Read what stands after ``#+ param_<name>:`` in a header.

    Parameters
    ----------
    file : str
        Named in an error.
    name : str
        The variable, without the question mark.
    line : str
        The type, then fields with ``;`` between them: ``default``, ``label_nb``, ``label_en``,
        ``choices``, ``any`` and ``as_of`` (with no value).

    Raises
    ------
    VocabularyError
        If a field is missing or unknown.

    Examples
    --------
    >>> found = parse_parameter("x.rq", "since", "year; default 2010; label_nb Fra; label_en From")
    >>> found.type, found.default, found.label["en"]
    ('year', '2010', 'From')
    """
    kind, *parts = (part.strip() for part in line.split(";"))
    fields = {key: value.strip() for key, _, value in (part.partition(" ") for part in parts)}
    type_, _, scheme = kind.partition(" ")
    for key in ("default", "label_nb", "label_en"):
        if not fields.get(key):
            raise VocabularyError(file, 1, f"param_{name}: the field '{key}' is missing")
    if unknown := fields.keys() - {"default", "label_nb", "label_en", "choices", "any", "as_of"}:
        raise VocabularyError(file, 1, f"param_{name}: unknown field {sorted(unknown)}")
    if (type_ == "code") != bool(scheme):
        raise VocabularyError(file, 1, f"param_{name}: a code, and only a code, has a scheme")
    if "as_of" in fields and type_ not in ("date", "year"):
        raise VocabularyError(file, 1, f"param_{name}: only a day or a year follows a day")
    return Parameter(
        name,
        type_,
        fields["default"],
        {"nb": fields["label_nb"], "en": fields["label_en"]},
        scheme,
        fields.get("choices", ""),
        "any" in fields,
        "as_of" in fields,
    )


def read_value(
    parameter: Parameter, value: str, reader: Reader, choices: Sequence[str] = ()
) -> tuple[str, list[Term]]:
    """Check a value and make its terms.

    Parameters
    ----------
    parameter : Parameter
        What is asked for.
    value : str
        As somebody typed it: ``place:hamarregionen``, the id alone or the whole IRI for a thing;
        a code's last part; `ANY`.
    reader : Reader
        Asked whether there is such a thing or code. An id that was given up leads to the thing
        that it became.
    choices : sequence of str
        The IRIs that `ANY` stands for.

    Returns
    -------
    tuple of str and list of term
        The value in the one form that addresses use, and what to bind.

    Raises
    ------
    ParameterError
        With the parameter's name, the value and what is allowed.
    """
    asked = value.strip()
    if parameter.any and asked == ANY:
        return ANY, [NamedNode(iri) for iri in choices]
    if parameter.is_thing:
        return _read_thing(parameter, asked, reader)
    if parameter.type == "code":
        return _read_code(parameter, asked, reader)
    term = _plain_term(parameter.type, asked)
    if term is None:
        raise ParameterError(parameter.name, value, PLAIN_TYPES[parameter.type])
    return asked, [term]


def unchecked(parameter: Parameter) -> Term:
    """Give the term of a default value, whether a store has such a thing or not.

    Examples
    --------
    >>> line = "place; default place:hamar; label_nb Sted; label_en Place"
    >>> unchecked(parse_parameter("x.rq", "place", line)).value
    'https://w3id.org/samspill/id/place/hamar'
    """
    if parameter.type == "code":
        return NamedNode(concept(parameter.scheme, parameter.default))
    if parameter.is_thing:
        return NamedNode(thing(parameter.type, parameter.default.partition(":")[2]))
    term = _plain_term(parameter.type, parameter.default)
    if term is None:
        raise ParameterError(parameter.name, parameter.default, PLAIN_TYPES[parameter.type])
    return term


def _read_thing(parameter: Parameter, asked: str, reader: Reader) -> tuple[str, list[Term]]:
    kind = parameter.type
    short = asked.removeprefix(f"{ID}{kind}/").removeprefix(f"{kind}:")
    if SLUG.match(short) and len(short) <= _LONGEST_TEXT:
        for row in reader.select(_KNOWN, {"asked": NamedNode(thing(kind, short))}):
            found = row["now"].value
            if found.startswith(f"{ID}{kind}/"):
                return f"{kind}:{found.rpartition('/')[2]}", [NamedNode(found)]
    raise ParameterError(
        parameter.name,
        asked,
        {
            "nb": f"skriv {kind}:id for noe som finnes i grafen, for eksempel {parameter.default}",
            "en": f"write {kind}:id of something in the graph, for example {parameter.default}",
        },
    )


def _read_code(parameter: Parameter, asked: str, reader: Reader) -> tuple[str, list[Term]]:
    code = asked.removeprefix(concept(parameter.scheme, ""))
    if SLUG.match(code):
        found = NamedNode(concept(parameter.scheme, code))
        if reader.select(_KNOWN, {"asked": found}):
            return code, [found]
    codes = ", ".join(iri.rpartition("/")[2] for iri in codes_of(parameter.scheme, reader))
    more = {"nb": f", eller {ANY} for alle", "en": f", or {ANY} for all"} if parameter.any else {}
    raise ParameterError(
        parameter.name,
        asked,
        {
            "nb": f"velg en av {codes}{more.get('nb', '')}",
            "en": f"choose one of {codes}{more.get('en', '')}",
        },
    )


def codes_of(scheme: str, reader: Reader) -> list[str]:
    """Give the IRIs of all codes of a scheme, sorted."""
    query = (
        "SELECT ?code WHERE {\n#bind ?scheme\n"
        f"?code <{PREFIXES['skos']}inScheme> ?scheme }} ORDER BY ?code"
    )
    rows = reader.select(query, {"scheme": NamedNode(concept(scheme, "").rstrip("/"))})
    return [row["code"].value for row in rows]


def _plain_term(type_: str, asked: str) -> Term | None:
    if type_ == "year":
        return Literal(int(asked)) if _YEAR.match(asked) else None
    if type_ == "integer":
        return Literal(int(asked)) if _WHOLE.match(asked) else None
    if type_ == "date":
        try:
            return Literal(date.fromisoformat(asked).isoformat(), datatype=_XSD_DATE)
        except ValueError:
            return None
    if type_ == "language":
        return Literal(asked) if asked in ("nb", "en") else None
    return Literal(asked) if 0 < len(asked) <= _LONGEST_TEXT else None
