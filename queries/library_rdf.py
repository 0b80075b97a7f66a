"""The library as RDF: each question is an ``sh:SPARQLExecutable`` that can be run as it stands.

References
----------
SHACL Advanced Features, section 5 (https://www.w3.org/TR/shacl-af/), and the pattern of
https://github.com/sib-swiss/sparql-examples: the query with ``sh:select`` or ``sh:construct``,
its words with ``schema:keywords`` and the endpoint with ``schema:target``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from graph.results import write_triples
from graph.store import Reader
from ontology.iri_policy import BASE, CONCEPT
from ontology.namespaces import PREFIXES
from queries.answers import prepare
from queries.parameters import PLAIN_TYPES, Parameter
from queries.questions import LANGUAGES, THEMES, Question

#: Where the names of questions and themes begin.
QUESTION = BASE + "question/"
_SH = "http://www.w3.org/ns/shacl#"
_SCHEMA = "https://schema.org/"
_TYPES = {"year": "integer", "integer": "integer", "date": "date", "language": "string"}
_A = NamedNode(PREFIXES["rdf"] + "type")


def library_triples(
    questions: Iterable[Question], reader: Reader, endpoint: str, language: str = "en"
) -> Iterator[Triple]:
    """Give the triples of the library, with the default values bound.

    Parameters
    ----------
    questions : iterable of Question
        What to describe.
    reader : Reader
        The store that default values and choices are taken from.
    endpoint : str
        The address of the SPARQL endpoint that the queries are for.
    language : str
        In which the queries name things.

    Yields
    ------
    pyoxigraph.Triple
        In a fixed order; there are no blank nodes.
    """
    for theme, names in THEMES.items():
        node = NamedNode(QUESTION + "theme/" + theme)
        yield Triple(node, _A, NamedNode(PREFIXES["skos"] + "Concept"))
        for one in LANGUAGES:
            yield Triple(node, _rdfs("label"), Literal(names[one], language=one))
    for question in questions:
        yield from _question(question, reader, endpoint, language)


def _question(question: Question, reader: Reader, endpoint: str, language: str) -> Iterator[Triple]:
    node = NamedNode(QUESTION + question.name)
    kind = "Select" if question.form == "SELECT" else "Construct"
    yield Triple(node, _A, NamedNode(_SH + "SPARQLExecutable"))
    yield Triple(node, _A, NamedNode(f"{_SH}SPARQL{kind}Executable"))
    values, query = prepare(question, reader, {}, language)
    yield Triple(node, NamedNode(_SH + kind.lower()), Literal(query))
    yield Triple(node, NamedNode(_SCHEMA + "target"), NamedNode(endpoint))
    yield Triple(
        node, NamedNode(PREFIXES["dct"] + "subject"), NamedNode(f"{QUESTION}theme/{question.theme}")
    )
    for one in LANGUAGES:
        yield Triple(node, _rdfs("label"), Literal(question.title[one], language=one))
        text = f"{question.means[one]} {question.means_not[one]}"
        yield Triple(node, _rdfs("comment"), Literal(text, language=one))
        for keyword in question.keywords[one]:
            yield Triple(node, NamedNode(_SCHEMA + "keywords"), Literal(keyword, language=one))
    for order, parameter in enumerate(question.parameters):
        yield from _parameter(node, question, parameter, order, values[parameter.name])


def _parameter(
    node: NamedNode, question: Question, parameter: Parameter, order: int, default: str
) -> Iterator[Triple]:
    own = NamedNode(f"{QUESTION}{question.name}/parameter/{parameter.name}")
    yield Triple(node, NamedNode(_SH + "parameter"), own)
    yield Triple(own, _A, NamedNode(_SH + "Parameter"))
    yield Triple(own, NamedNode(_SH + "path"), NamedNode(f"{QUESTION}parameter/{parameter.name}"))
    yield Triple(own, NamedNode(_SH + "order"), Literal(order))
    yield Triple(own, NamedNode(_SCHEMA + "defaultValue"), Literal(default))
    for one in LANGUAGES:
        yield Triple(own, NamedNode(_SH + "name"), Literal(parameter.label[one], language=one))
    if parameter.type in PLAIN_TYPES:
        kind = PREFIXES["xsd"] + _TYPES.get(parameter.type, "string")
        yield Triple(own, NamedNode(_SH + "datatype"), NamedNode(kind))
    else:
        yield Triple(own, NamedNode(_SH + "nodeKind"), NamedNode(_SH + "IRI"))
        begins = CONCEPT + parameter.scheme if parameter.scheme else PREFIXES["id"] + parameter.type
        yield Triple(own, NamedNode(_SH + "pattern"), Literal(f"^{begins}/"))


def library_turtle(questions: Iterable[Question], reader: Reader, endpoint: str) -> bytes:
    """Give the library as Turtle; see `library_triples`."""
    parts: list[bytes] = []
    write_triples("turtle", library_triples(questions, reader, endpoint), parts.append)
    return b"".join(parts)


def _rdfs(name: str) -> NamedNode:
    return NamedNode(PREFIXES["rdfs"] + name)
