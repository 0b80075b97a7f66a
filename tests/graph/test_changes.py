"""Statements that come and go between two stores, and how they are said in words."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.changes import Count, by_thing, compare_statements
from graph.wording import Wording
from tests.graph.conftest import MakeReader

CURATED = "https://w3id.org/samspill/graph/curated"
DERIVED = "https://w3id.org/samspill/graph/derived"
ROWS = "https://w3id.org/samspill/graph/rows"
IMPORTED = "https://example.org/register"
ID = "https://w3id.org/samspill/id/"
ONTOLOGY = "https://w3id.org/samspill/ontology#"
PREFIXES = """
@prefix samspill: <https://w3id.org/samspill/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix actor: <https://w3id.org/samspill/id/actor/> .
@prefix initiative: <https://w3id.org/samspill/id/initiative/> .
@prefix participation: <https://w3id.org/samspill/id/participation/> .
@prefix source: <https://w3id.org/samspill/id/source/> .
"""


def said(turtle: str, graph_name: str = CURATED) -> list[Quad]:
    name = NamedNode(graph_name)
    return [
        Quad(one.subject, one.predicate, one.object, name)
        for one in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)
    ]


HAMAR = 'actor:hamar a samspill:Municipality ; rdfs:label "Hamar"@nb .'
LOTEN = 'actor:loten a samspill:Municipality ; rdfs:label "Løten"@nb .'


def test_what_only_one_store_holds_has_come_or_gone(make_reader: MakeReader) -> None:
    before = make_reader(said(HAMAR))
    after = make_reader(said(HAMAR.replace('"Hamar"', '"Hamar kommune"') + LOTEN))
    changes = compare_statements(before, after)
    assert (changes.added, changes.removed) == (3, 1)
    # Hamar's label went and came; Løten came whole.
    assert [(one.added, one.thing.rpartition("/")[2], one.value) for one in changes.statements] == [
        (False, "hamar", Literal("Hamar", language="nb")),
        (True, "hamar", Literal("Hamar kommune", language="nb")),
        (True, "loten", NamedNode(ONTOLOGY + "Municipality")),
        (True, "loten", Literal("Løten", language="nb")),
    ]
    assert changes.by_graph == {CURATED: Count(3, 1, new_things=1)}
    assert changes.by_kind == {"actor": Count(3, 1, new_things=1)}


def test_row_numbers_are_no_change(make_reader: MakeReader) -> None:
    before = make_reader(said(HAMAR) + said("actor:hamar samspill:row 2 .", ROWS))
    after = make_reader(said(HAMAR) + said("actor:hamar samspill:row 3 .", ROWS))
    changes = compare_statements(before, after)
    assert changes.statements == ()
    assert changes.by_graph == {}


def test_without_an_older_store_all_is_new_with_the_tables_first(make_reader: MakeReader) -> None:
    after = make_reader(
        said("actor:hamar samspill:participatesIn initiative:t10 .", DERIVED)
        + said("<https://example.org/a> rdfs:label 'a' .", IMPORTED)
        + said(HAMAR)
    )
    changes = compare_statements(None, after)
    assert list(changes.by_graph) == [CURATED, IMPORTED, DERIVED]
    assert changes.removed == 0
    assert changes.by_kind == {"actor": Count(3, 0, new_things=1), "": Count(1, 0)}


def test_a_thing_of_another_class_is_neither_new_nor_gone(make_reader: MakeReader) -> None:
    before = make_reader(said(HAMAR))
    after = make_reader(said(HAMAR.replace("Municipality", "ActorGroup")))
    assert compare_statements(before, after).by_kind == {"actor": Count(1, 1)}
    gone = compare_statements(before, make_reader(said(LOTEN)))
    assert gone.by_kind == {"actor": Count(2, 2, new_things=1, gone_things=1)}


def test_words_name_things_properties_and_values(make_reader: MakeReader, tmp_path: Path) -> None:
    reader = make_reader(
        said(
            HAMAR
            + """initiative:t10 a samspill:Initiative ; rdfs:label "T10"@nb , "T ten"@en .
            source:paper a samspill:Document ; rdfs:label "A paper"@en .
            participation:p a samspill:Participation ; samspill:actor actor:hamar ;
              samspill:initiative initiative:t10 ; dct:source source:paper ."""
        )
    )
    words = Wording([reader], "en")
    words.learn([ID + "actor/hamar", ID + "participation/p", ID + "actor/unknown"])
    assert words.thing(ID + "actor/hamar") == "Hamar (actor:hamar)"
    # A relation has no label: it is called by its class and what it joins, its source left out.
    assert words.thing(ID + "participation/p") == "participation: Hamar, T ten (participation:p)"
    assert words.thing(ID + "actor/unknown") == "actor:unknown"
    assert words.property(ONTOLOGY + "initiative") == "initiative"
    assert Wording([reader], "nb").property("http://purl.org/dc/terms/source") == "kilde"
    assert words.value(Literal("Hei", language="nb")) == "«Hei» (nb)"
    assert words.value(Literal("L7")) == "«L7»"
    assert words.value(Literal(700000)) == "700000"
    assert words.value(NamedNode("https://example.org/x")) == "https://example.org/x"


def test_the_first_store_that_knows_a_name_gives_it(make_reader: MakeReader) -> None:
    old = make_reader(said(HAMAR + LOTEN))
    new = make_reader(said(HAMAR.replace('"Hamar"', '"Hamar kommune"')))
    words = Wording([new, old], "nb")
    words.learn([ID + "actor/hamar", ID + "actor/loten"])
    assert words.thing(ID + "actor/hamar") == "Hamar kommune (actor:hamar)"
    assert words.thing(ID + "actor/loten") == "Løten (actor:loten)"


def test_differences_are_gathered_by_thing(make_reader: MakeReader) -> None:
    before = make_reader(
        said(HAMAR + LOTEN + 'actor:stange a samspill:Municipality ; rdfs:label "Stange"@nb .')
    )
    after = make_reader(
        said(
            HAMAR.replace('"Hamar"', '"Hamar kommune"')
            + LOTEN.replace("Municipality", "ActorGroup")
            + 'actor:ringsaker a samspill:Municipality ; rdfs:label "Ringsaker"@nb .'
        )
    )
    found = by_thing(compare_statements(before, after).statements)
    assert [(one.thing.rpartition("/")[2], one.kind, one.state) for one in found] == [
        ("hamar", "actor", "changed"),
        ("loten", "actor", "changed"),  # another class: neither new nor gone
        ("ringsaker", "actor", "new"),
        ("stange", "actor", "gone"),
    ]
    (label,) = found[0].properties
    assert label.predicate.endswith("#label")
    assert (label.removed, label.added) == (
        (Literal("Hamar", language="nb"),),
        (Literal("Hamar kommune", language="nb"),),
    )


def test_a_statement_that_moves_between_graphs_is_no_difference_of_the_thing(
    make_reader: MakeReader,
) -> None:
    before = make_reader(said(HAMAR) + said(LOTEN, IMPORTED))
    after = make_reader(said(HAMAR) + said(LOTEN))
    changes = compare_statements(before, after)
    assert (changes.added, changes.removed) == (2, 2)
    assert by_thing(changes.statements) == []
