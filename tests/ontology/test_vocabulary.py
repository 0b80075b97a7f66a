"""What the ontology promises: every term is labelled, explained, typed, and leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ontology import generate, vocabulary
from ontology.errors import VocabularyError
from ontology.iri_policy import BASE, CONCEPT, ONTOLOGY

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SHACL = "http://www.w3.org/ns/shacl#"
OWL = "http://www.w3.org/2002/07/owl#"


def test_every_term_and_concept_has_label_and_comment_in_both_languages() -> None:
    subjects = {
        triple.subject.value
        for triple in vocabulary.statements()
        if isinstance(triple.subject, NamedNode)
        and triple.predicate.value == RDF_TYPE
        and triple.subject.value.startswith((ONTOLOGY, CONCEPT))
    }
    assert len(subjects) > 200
    texts = vocabulary.texts()
    for iri in sorted(subjects):
        assert set(texts[iri].label) == {"nb", "en"}, iri
        assert set(texts[iri].comment) == {"nb", "en"}, iri


def test_every_term_used_by_us_is_typed() -> None:
    triples = list(vocabulary.statements())
    for path in vocabulary.shape_files():
        triples += vocabulary.read_turtle(path)
    defined = {
        triple.subject.value
        for triple in triples
        if isinstance(triple.subject, NamedNode) and triple.predicate.value == RDF_TYPE
    }
    used = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith((ONTOLOGY, CONCEPT))
    }
    assert used - defined == set()


def test_every_superclass_range_and_domain_of_ours_is_a_class() -> None:
    classes = vocabulary.classes()
    for triple in vocabulary.statements():
        if triple.predicate.value in (RDFS + "subClassOf", RDFS + "domain", RDFS + "range"):
            assert isinstance(triple.object, NamedNode)
            if triple.object.value.startswith(ONTOLOGY):
                assert triple.object.value in classes, triple


def test_no_subclass_chain_runs_in_a_circle() -> None:
    for iri in vocabulary.classes():
        local = iri.removeprefix(ONTOLOGY)
        below = vocabulary.subclasses(local)
        assert len(below) == len(set(below)), local


def test_every_concept_is_in_the_scheme_of_its_file_and_its_code_is_its_name() -> None:
    for path in sorted((vocabulary.FOLDER / "schemes").glob("*.ttl")):
        triples = vocabulary.read_turtle(path)
        scheme = f"{CONCEPT}{path.stem}"
        concepts = {t.subject for t in triples if t.object == NamedNode(SKOS + "Concept")}
        assert concepts, path.name
        for concept in concepts:
            assert isinstance(concept, NamedNode)
            own = {(t.predicate.value, t.object) for t in triples if t.subject == concept}
            assert (SKOS + "inScheme", NamedNode(scheme)) in own, concept
            assert (SKOS + "notation", Literal(concept.value.rpartition("/")[2])) in own, concept


def test_the_roots_are_declared_disjoint_and_no_class_is_below_two_of_them() -> None:
    roots = {
        local
        for local in (iri.removeprefix(ONTOLOGY) for iri in vocabulary.classes())
        if not any(
            triple.subject == NamedNode(ONTOLOGY + local)
            and triple.predicate.value == RDFS + "subClassOf"
            and isinstance(triple.object, NamedNode)
            and triple.object.value.startswith(ONTOLOGY)
            for triple in vocabulary.statements()
        )
    }
    listed = {
        triple.object.value.removeprefix(ONTOLOGY)
        for triple in vocabulary.statements()
        if triple.predicate.value.endswith("#first") and isinstance(triple.object, NamedNode)
    }
    assert listed == roots
    families = [set(vocabulary.subclasses(root)) for root in sorted(roots)]
    assert sum(map(len, families)) == len(set().union(*families))


def test_alignments_name_only_terms_of_ours_as_subjects_and_others_as_objects() -> None:
    for triple in vocabulary.read_turtle(vocabulary.FOLDER / "alignments.ttl"):
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode)
        assert triple.subject.value in vocabulary.terms()
        assert not triple.object.value.startswith(BASE)


def test_every_shape_has_a_message_in_both_languages() -> None:
    files = vocabulary.shape_files()
    assert len(files) > 20
    for path in files:
        triples = vocabulary.read_turtle(path)
        constrained = {
            t.subject
            for t in triples
            if t.predicate.value in (SHACL + "or", SHACL + "minCount", SHACL + "maxCount")
        }
        said: dict[object, set[str | None]] = {}
        for t in triples:
            if t.predicate.value == SHACL + "message" and isinstance(t.object, Literal):
                said.setdefault(t.subject, set()).add(t.object.language)
        # The members of a sh:or are judged through the node that holds the list.
        members = {t.object for t in triples if t.predicate.value.endswith("#first")}
        for node in constrained - members:
            assert said.get(node) == {"nb", "en"}, f"{path.name}: {node}"


def test_the_generated_constants_are_what_the_turtle_gives(tmp_path: Path) -> None:
    made = tmp_path / "namespaces.py"
    made.write_text(generate.module_text(), encoding="utf-8")
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "format", "--quiet", "--config", "pyproject.toml", made], check=True)
    assert made.read_text() == (vocabulary.FOLDER / "namespaces.py").read_text()


def test_broken_turtle_is_refused_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(
        "<https://example.org/a> a <https://example.org/b> .\n<https://example.org/c> a .\n"
    )
    with pytest.raises(VocabularyError) as caught:
        vocabulary.read_turtle(broken)
    assert caught.value.file == "broken.ttl"
    assert caught.value.line == 2
    assert re.search(r"broken\.ttl, linje 2: ", caught.value.text("nb"))


def test_a_list_of_our_turtle_keeps_no_blank_node() -> None:
    for triple in vocabulary.statements():
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, (NamedNode, Literal))
