"""What a mistake in a query is called: asked of the real parser, expected from what was changed."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.binding import syntax_error
from graph.syntaxhints import explain
from graph.syntaxwords import WORDS
from ontology.errors import QuerySyntaxError
from queries.questions import library


def fault_of(query: str) -> QuerySyntaxError:
    with pytest.raises(SyntaxError) as caught:
        Store().query(query)
    return syntax_error(str(caught.value), query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "SELECT * { ?s skos:note ?o }",
            "skriv PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
        ),
        ("SELECT * { ?s x:y ?o }", "prefikset «x:» er ikke erklært"),
        ("SELECT ?a ?b { ?a ?p ?b } GROUP BY ?a", "som det er gruppert på"),
        ("SELECT ?x (1 AS ?x) {}", "to ganger"),
        ("SELECT * {} GROUP BY ?a", "SELECT * går ikke sammen med GROUP BY"),
        ("SELECT * { ?s <navn> ?o }", "en IRI her er ikke gyldig"),
        ("SELECT * { ?s <a b> ?o }", "en IRI her er ikke gyldig"),
        ("SELECT * { ?s ?p }", "før «}» mangler noe"),
        ("SELECT * { ?s ?p . ?s ?p ?o }", "før «.» mangler noe"),
        ("SELECT * { ?s ?p ?o ; ?q }", "før «}» mangler noe"),
        ("SELECT * {\n  ?s ?p ?o", "«{» på linje 1 er ikke lukket"),
        ("SELECT * { FILTER(?x > 3 }", "«(» er ikke lukket før «}»"),
        ("SELECT * { ?s ?p ?o }}", "«}» lukker noe som ikke er åpnet"),
        ("SELECT * { ?s ?p 'Løten }", "teksten som begynner med 'Løten } er ikke avsluttet"),
        (r'SELECT * { ?s ?p "\q" }', "omvendt skråstrek"),
        ("SELCT * {}", "en spørring begynner med SELECT"),
        ("SELECT ?s\nWERE { ?s ?p ?o }", "«WERE» er ikke et ord i SPARQL"),
        ("SELECT * { FILTER(storst(?x)) }", "«storst» er ikke et ord i SPARQL"),
        ("SELECT * { ?s ?p ?o } LIMIT ti", "etter LIMIT kommer et helt tall, ikke ti"),
        ("SELECT * { ?s ?p ?o FILTER ?o > 3 }", "etter FILTER kommer en parentes"),
        ("SELECT * { OPTIONAL ?s ?p ?o }", "etter OPTIONAL kommer en blokk"),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "parentes og navn"),
        ("SELECT ?a, ?b { ?a ?p ?b }", "uten komma"),
        ("SELECT * { ?s ?p ?o BIND(STR(?o) ?n) }", "BIND trenger AS"),
        ("SELECT * { ?s ?p ?o BIND(1 AS ?o) }", "?o er i bruk før BIND"),
        ("SELECT * { ?s ?p ?o } ORDER BY", "spørringen slutter for tidlig"),
        ("SELECT * { ?s ?p ?o FILTER(?o > ) }", "eller noe rett før, passer ikke her"),
    ],
)
def test_a_mistake_is_called_by_its_name(query: str, words: str) -> None:
    assert words in fault_of(query).text("nb")


def test_both_languages_say_where_and_what() -> None:
    error = fault_of("SELECT * {\n  ?s ?p ?o . x\n}")
    assert error.text("en").startswith("The query cannot be read (line 2, column 14)")
    assert error.place == "  ?s ?p ?o . x\n             ^"
    assert "“x” is not a word of SPARQL" in error.text("en")
    assert "«x» er ikke et ord i SPARQL" in error.text("nb")
    assert "expected" not in error.text("en")


def test_a_mistake_at_the_end_of_a_good_query_is_not_sought_in_its_good_part() -> None:
    # Whatever stands in a question of the library, only what was added is wrong.
    for question in library():
        told = fault_of(f"{question.query}\nSPØKELSE").text("nb")
        assert "«SPØKELSE» er ikke et ord i SPARQL" in told, (question.name, told)


def test_every_word_that_the_parser_knows_is_known_here() -> None:
    functions = [word for word in WORDS if word.startswith(("STR", "IS", "LANG", "SHA", "HAS"))]
    assert len(functions) > 15
    for word in functions:
        # A name without arguments is a mistake; that the word is unknown is not what is said.
        assert "ikke et ord" not in fault_of(f"SELECT * {{ FILTER({word}(?x }}").text("nb")


def test_a_long_hostile_query_is_read_in_one_pass() -> None:
    # Not asked of the parser, whose stack would overflow; a worker has one of its own for that.
    for part in ("( ", "BIND(", "BIND(1 AS ?x) ", "?s ?p ", "'", "{ ?a ?b } ", "<a> ", "x "):
        query = "SELECT * { " + part * (200_000 // len(part))
        assert explain("expected …", query, 1, len(query)).message["nb"]
