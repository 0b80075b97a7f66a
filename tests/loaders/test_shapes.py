"""The shapes judge: each break is found at its row, and a second validator agrees."""

from collections.abc import Callable
from pathlib import Path

import pyrudof
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from graph.validation import Finding, validate
from loaders import mapping
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology import vocabulary
from ontology.iri_policy import ID, named_graph
from ontology.namespaces import Samspill
from tests.loaders.conftest import MakeTables

CURATED = NamedNode(named_graph("curated"))
JUDGED = (named_graph("curated"), named_graph("ontology"))
F1 = NamedNode(ID + "funding/f1")
P1 = NamedNode(ID + "participation/p1")


def filled(folder: Path) -> Store:
    store = Store()
    store.extend(vocabulary.quads())
    for rows in read_tables(folder, read_contract(folder)).rows.values():
        store.extend(mapping.map_rows(rows))
    return store


def ours(store: Store) -> list[Finding]:
    return validate(store, vocabulary.shapes(), [], JUDGED)


def second_opinion(store: Store) -> set[tuple[str, str]]:
    """Give focus and path of each violation that pyrudof finds."""
    judged = Store()
    for name in JUDGED:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
            judged.add(Quad(quad.subject, quad.predicate, quad.object))
    session = pyrudof.Rudof(pyrudof.RudofConfig())
    data = serialize([q.triple for q in judged], format=RdfFormat.N_TRIPLES)
    shapes = serialize(vocabulary.shapes(), format=RdfFormat.N_TRIPLES)
    assert data is not None
    assert shapes is not None
    session.read_data(data.decode(), pyrudof.RDFFormat.NTriples)
    session.read_shacl(shapes.decode(), pyrudof.ShaclFormat.NTriples)
    report = session.validate_shacl()
    return {(entry.focus_node.strip("<>"), (entry.path or "").strip("<>")) for entry in report}


def remove(subject: NamedNode, predicate: NamedNode) -> Callable[[Store], None]:
    def change(store: Store) -> None:
        for quad in list(store.quads_for_pattern(subject, predicate, None, CURATED)):
            store.remove(quad)

    return change


def add(
    subject: NamedNode, predicate: NamedNode, term: NamedNode | Literal
) -> Callable[[Store], None]:
    return lambda store: store.add(Quad(subject, predicate, term, CURATED))


def test_the_small_region_conforms_for_both(make_tables: MakeTables) -> None:
    store = filled(make_tables())
    assert ours(store) == []
    assert second_opinion(store) == set()


@pytest.mark.parametrize(
    ("change", "focus", "path"),
    [
        (remove(P1, Samspill.actor), P1, ""),
        (remove(P1, Samspill.role), P1, Samspill.role.value),
        (remove(P1, Samspill.modality), P1, Samspill.modality.value),
        (remove(P1, NamedNode("http://purl.org/dc/terms/source")), P1, ""),
        (add(P1, Samspill.role, NamedNode("https://e.org/boss")), P1, Samspill.role.value),
        (
            add(P1, Samspill.initiative, NamedNode(ID + "actor/radet")),
            P1,
            Samspill.initiative.value,
        ),
        (add(F1, Samspill.amount, Literal("ti")), F1, Samspill.amount.value),
        (remove(F1, Samspill.currency), F1, ""),
        (remove(NamedNode(ID + "funding-party/fp1"), Samspill.funding), F1, ""),
    ],
)
def test_each_break_is_found_at_its_node_by_both(
    make_tables: MakeTables, change: Callable[[Store], None], focus: NamedNode, path: str
) -> None:
    store = filled(make_tables())
    change(store)
    findings = ours(store)
    assert (focus.value, path) in {(finding.focus, finding.path) for finding in findings}
    table = {"participation": "participations", "funding": "funding"}
    kind = focus.value.removeprefix(ID).partition("/")[0]
    at = next(f for f in findings if f.focus == focus.value)
    assert at.place is not None
    assert (at.place.table, at.place.row) == (table[kind], 2)
    assert set(at.message) == {"nb", "en"}
    assert second_opinion(store) == {(finding.focus, finding.path) for finding in findings}


def test_what_the_source_does_not_name_is_no_break(make_tables: MakeTables) -> None:
    rows = [{"id": "p1", "actor": "?", "initiative": "prosjektet", "role": "owner"}]
    assert ours(filled(make_tables(participations=rows))) == []
