"""The screen before the judge: nobody slips through, and nobody sound is kept."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from pyshacl import validate as judge

from graph.screening import UnknownConstruct, suspects
from loaders import mapping
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology import vocabulary

DATA = Path(__file__).parents[2] / "data"
SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def quads_of(text: str) -> list[Quad]:
    return list(parse((PREFIXES + text).encode(), RdfFormat.TURTLE))


def triples_of(text: str) -> list[Triple]:
    return [quad.triple for quad in quads_of(text)]


def found(shape: str, data: str) -> list[str]:
    return [
        iri.rpartition("/")[2]
        for iri in suspects(quads_of(data), triples_of(f"e:s a sh:NodeShape ; {shape}"))
    ]


def judged_wrong(quads: list[Quad], shapes: list[Triple]) -> set[str]:
    def load(triples: list[Triple]) -> rdflib.Graph:
        text = serialize(triples, format=RdfFormat.N_TRIPLES)
        assert text is not None
        return rdflib.Graph().parse(data=text.decode(), format="nt")

    _, report, _ = judge(
        load([quad.triple for quad in quads]), shacl_graph=load(shapes), inference="none"
    )
    assert isinstance(report, rdflib.Graph)
    return {str(node) for node in report.objects(None, SHACL.focusNode)}


@pytest.mark.parametrize(
    ("constraint", "data", "wrong"),
    [
        ("sh:minCount 1", "e:a a e:C ; e:p 1 . e:b a e:C .", ["b"]),
        ("sh:maxCount 1", "e:a a e:C ; e:p 1 . e:b a e:C ; e:p 1, 2 .", ["b"]),
        (
            "sh:datatype xsd:date",
            'e:a a e:C ; e:p "2020-01-31"^^xsd:date . e:b a e:C ; e:p "2020-13-01"^^xsd:date .'
            ' e:c a e:C ; e:p "2020-01-31" .',
            ["b", "c"],
        ),
        ("sh:nodeKind sh:IRI", "e:a a e:C ; e:p e:x . e:b a e:C ; e:p 1 .", ["b"]),
        ("sh:class e:D", "e:x a e:D . e:a a e:C ; e:p e:x . e:b a e:C ; e:p e:y .", ["b"]),
        (
            "sh:class e:D",
            "e:E rdfs:subClassOf e:D . e:x a e:E . e:a a e:C ; e:p e:x .",
            [],
        ),
        ("sh:in ( e:x 2 )", "e:a a e:C ; e:p e:x, 2 . e:b a e:C ; e:p 3 .", ["b"]),
        ("sh:minInclusive 0", "e:a a e:C ; e:p 0 . e:b a e:C ; e:p -0.1 .", ["b"]),
        ("sh:minLength 1", 'e:a a e:C ; e:p "x" . e:b a e:C ; e:p "" .', ["b"]),
        (
            "sh:uniqueLang true",
            'e:a a e:C ; e:p "x"@nb, "y"@en . e:b a e:C ; e:p "x"@nb, "y"@nb .',
            ["b"],
        ),
        ("sh:hasValue e:x", "e:a a e:C ; e:p e:x, e:y . e:b a e:C ; e:p e:y .", ["b"]),
        (
            "sh:or ( [ sh:class e:D ] [ sh:datatype xsd:integer ] )",
            "e:x a e:D . e:a a e:C ; e:p e:x, 1 . e:b a e:C ; e:p e:y .",
            ["b"],
        ),
    ],
)  # fmt: skip
def test_a_node_that_breaks_a_constraint_is_kept_for_the_judge(
    constraint: str, data: str, wrong: list[str]
) -> None:
    shape = f"sh:targetClass e:C ; sh:property [ sh:path e:p ; {constraint} ] ."
    assert found(shape, data) == wrong
    text = f"e:s a sh:NodeShape ; {shape}"
    assert {
        iri.rpartition("/")[2] for iri in judged_wrong(quads_of(data), triples_of(text))
    } == set(wrong)


def test_a_node_of_a_class_below_the_target_is_looked_at() -> None:
    shape = "sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    assert found(shape, "e:D rdfs:subClassOf e:C . e:a a e:D .") == ["a"]


def test_an_inverse_path_counts_who_points_here() -> None:
    shape = "sh:targetClass e:C ; sh:property [ sh:path [ sh:inversePath e:p ] ; sh:minCount 1 ] ."
    assert found(shape, "e:a a e:C . e:b a e:C . e:x e:p e:a .") == ["b"]


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:pattern 'x'",
        "sh:not [ sh:class e:D ]",
        "sh:datatype xsd:gYear",
        "sh:qualifiedMinCount 1",
    ],
)
def test_what_the_screen_does_not_know_it_does_not_pass(constraint: str) -> None:
    with pytest.raises(UnknownConstruct):
        found(f"sh:targetClass e:C ; sh:property [ sh:path e:p ; {constraint} ] .", "e:a a e:C .")


@pytest.fixture(scope="module")
def curated() -> list[Quad]:
    contract = read_contract(DATA)
    mapping.bind(contract)
    tables = read_tables(DATA, contract)
    rows = [row for some in tables.rows.values() for row in some[:60]]
    quads = [quad for quad in mapping.map_rows(rows) if "/rows" not in str(quad.graph_name)]
    return [*quads, *vocabulary.quads()]


@pytest.mark.parametrize("seed", range(4))
def test_after_random_damage_the_screen_keeps_those_that_the_judge_finds(
    curated: list[Quad], seed: int
) -> None:
    # Only the first rows of each table are there, so many references dangle too.
    chance = random.Random(seed)
    damaged: list[Quad] = []
    wrong_values: list[Literal | NamedNode] = [
        Literal("x"),
        Literal("x", language="nb"),
        Literal("-1", datatype=NamedNode(str(rdflib.XSD.decimal))),
        NamedNode("https://example.org/nowhere"),
        NamedNode("https://w3id.org/samspill/concept/modality/actual"),
    ]
    for quad in curated:
        fate = chance.random() if "/id/" in str(quad.subject) else 1.0
        if fate < 0.01:
            continue
        if fate < 0.02:
            value = chance.choice(wrong_values)
            damaged.append(Quad(quad.subject, quad.predicate, value, quad.graph_name))
            if fate < 0.015:
                continue
        damaged.append(quad)
    shapes = list(vocabulary.shapes())
    wrong = judged_wrong(damaged, shapes)
    assert len(wrong) > 100
    assert set(suspects(damaged, shapes)) == wrong
