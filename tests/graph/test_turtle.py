"""Turtle with a prefix a table: readable, and without escaped slashes that some tools misread."""

from __future__ import annotations

import pyoxigraph
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graph.turtle import prefixes_for
from ontology.iri_policy import BASE, CONCEPT, ID, ONTOLOGY

HAMAR = NamedNode(ID + "actor/hamar")
MODALITY = NamedNode(ONTOLOGY + "modality")
ACTUAL = NamedNode(CONCEPT + "modality/actual")
TRIPLES = [
    Triple(HAMAR, MODALITY, ACTUAL),
    Triple(HAMAR, NamedNode(BASE + "rule/x"), Literal("1")),
    Triple(NamedNode(CONCEPT + "modality"), MODALITY, NamedNode("https://example.org/a/b")),
]


def test_each_table_and_code_list_has_a_prefix_and_nothing_unused_has() -> None:
    assert prefixes_for(TRIPLES) == {
        "actor": ID + "actor/",
        "modality": CONCEPT + "modality/",
        "samspill": ONTOLOGY,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }


def test_what_is_written_needs_no_escape_and_reads_back_with_both_readers() -> None:
    text = pyoxigraph.serialize(TRIPLES, format=RdfFormat.TURTLE, prefixes=prefixes_for(TRIPLES))
    assert text is not None
    assert b"actor:hamar samspill:modality modality:actual" in text
    assert b"\\/" not in text
    assert {q.triple for q in pyoxigraph.parse(text, format=RdfFormat.TURTLE)} == set(TRIPLES)
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(TRIPLES)


def test_a_name_that_a_standard_prefix_has_is_not_taken_from_it() -> None:
    odd = NamedNode(ID + "org/x")
    assert "org" not in prefixes_for([Triple(odd, MODALITY, odd)])
