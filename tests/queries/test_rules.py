"""Each rule on a few rows made by hand."""

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from graph.derive import derive
from loaders import mapping
from loaders.datapackage import read_contract
from loaders.rows import read_tables
from ontology import vocabulary
from ontology.iri_policy import ID, ONTOLOGY, named_graph
from queries import catalogue
from tests.loaders.conftest import SMALL, write_tables

ACTORS = [
    {"id": name, "type": "Municipality", "name_nb": name.upper()} for name in ("a", "b", "c")
] + [{"id": "alle", "type": "ActorGroup", "name_nb": "Alle"}]
TABLES = {
    "sources": SMALL["sources"],
    "places": [
        {"id": "liten", "type": "MunicipalTerritory", "name": "Liten"},
        {"id": "stor", "type": "Region", "name": "Stor"},
    ],
    "place_parts": [
        {"id": "pp1", "part": "liten", "whole": "stor"},
        {"id": "pp2", "part": "stor", "whole": "liten", "modality": "planned"},
    ],
    "actors": ACTORS,
    "initiatives": [
        {"id": "tre", "type": "Programme", "name_nb": "Tre", "start": "2014", "end": "2016-05"},
        {"id": "to", "type": "Project", "name_nb": "To", "part_of": "tre", "start": "2018-02"},
        {"id": "fase", "type": "Phase", "name_nb": "Fase", "part_of": "to"},
        {"id": "plan", "type": "Project", "name_nb": "Plan", "modality": "planned"},
    ],
    "participations": [
        {"id": f"{initiative}-{actor}", "actor": actor, "initiative": initiative, "role": "partner"}
        for initiative, members in (("tre", "abc"), ("to", "ab"), ("plan", "ac"))
        for actor in members
    ]
    + [
        {"id": "group", "actor": "alle", "initiative": "tre", "role": "partner"},
        {"id": "wish", "actor": "c", "initiative": "to", "role": "partner", "modality": "desired"},
        {"id": "voice", "actor": "c", "initiative": "to", "role": "advocate"},
        # The same actor twice in one initiative: owner too.
        {"id": "twice", "actor": "a", "initiative": "to", "role": "owner"},
    ],
    "strategies": [{"id": "s", "type": "regional-strategy", "title_nb": "S"}],
    "alignments": [
        {"id": "al1", "initiative": "to", "subject": "strategy:s", "relation": "supports"},
        {"id": "al2", "initiative": "tre", "subject": "strategy:s", "relation": "in-line-with"},
    ],
    "collaborations": [{"id": "co", "left": "a", "right": "c"}],
    "funding": [
        {"id": f, "subject": "initiative:to", "kind": "grant", "status": status}
        for f, status in (("yes", "granted"), ("no", "proposed"))
    ],
    "funding_parties": [
        {"id": "fp1", "funding": "yes", "actor": "a", "role": "funder"},
        {"id": "fp2", "funding": "yes", "actor": "b", "role": "recipient"},
        {"id": "fp3", "funding": "no", "actor": "c", "role": "funder"},
    ],
    "topics": [{"id": "t", "scheme": "policy-area", "label_nb": "T"}],
    "topic_links": [{"id": "tl", "subject": "initiative:to", "topic": "t"}],
    "names": [
        {"id": "n1", "subject": "actor:a", "name": "Aa", "kind": "former"},
        {"id": "n2", "subject": "actor:a", "name": "Aaa", "kind": "misspelling"},
    ],
}


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    folder: Path = write_tables(tmp_path_factory.mktemp("rules"), TABLES)
    store = Store()
    store.extend(vocabulary.quads())
    for rows in read_tables(folder, read_contract(folder)).rows.values():
        store.extend(mapping.map_rows(rows))

    def short(term: object) -> str:
        assert isinstance(term, (NamedNode, Literal))
        value = term.value
        for base in (ID, ONTOLOGY, "http://www.w3.org/2004/02/skos/core#"):
            value = value.removeprefix(base)
        return value

    derive(store, catalogue.rules())
    made = store.quads_for_pattern(None, None, None, NamedNode(named_graph("derived")))
    return {(short(quad.subject), short(quad.predicate), short(quad.object)) for quad in made}


@pytest.mark.parametrize(
    ("predicate", "pairs"),
    [
        (
            "participatesIn",
            {("a", "tre"), ("b", "tre"), ("c", "tre"), ("alle", "tre"), ("a", "to"), ("b", "to")}
            | {("a", "plan"), ("c", "plan")},
        ),
        ("supports", {("to", "s")}),
        ("fundedBy", {("to", "a")}),
        ("collaboratesWith", {("a", "c"), ("c", "a")}),
        ("locatedIn", {("liten", "stor")}),
        ("hasTopic", {("to", "t")}),
        ("hasPart", {("tre", "to"), ("to", "fase")}),
        ("partOfTransitive", {("to", "tre"), ("fase", "to"), ("fase", "tre")}),
        ("altLabel", {("a", "Aa")}),
        ("hiddenLabel", {("a", "Aaa")}),
    ],
)
def test_direct_links_come_from_actual_relations_alone(
    derived: set[tuple[str, str, str]], predicate: str, pairs: set[tuple[str, str]]
) -> None:
    found = {
        (subject.rpartition("/")[2], object_.rpartition("/")[2])
        for subject, name, object_ in derived
        if name == predicate
    }
    assert found == pairs


def tie(left: str, right: str) -> str:
    """Give the id of a tie: both ids, and a hash since "-og-" may stand in an id too."""
    both = f"{ID}actor/{left} {ID}actor/{right}"
    return f"actor-tie/{left}-og-{right}-{sha256(both.encode()).hexdigest()[:8]}"


def test_ties_join_actors_of_actual_initiatives_and_weigh_by_their_size(
    derived: set[tuple[str, str, str]],
) -> None:
    ties = {s for s, p, o in derived if p.endswith("type") and o == "ActorTie"}
    assert ties == {tie("a", "b"), tie("a", "c"), tie("b", "c")}

    def told(left: str, right: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for subject, predicate, object_ in derived:
            if subject == tie(left, right):
                found.setdefault(predicate, set()).add(object_)
        return found

    # a and b share a programme of three (1/2) and a project of two (1/1).
    first = told("a", "b")
    assert first["through"] == {"initiative/tre", "initiative/to"}
    assert first["sharedInitiatives"] == {"2"}
    assert {float(weight) for weight in first["weight"]} == {1.5}
    assert first["firstYear"] == {"2014"}
    assert first["lastYear"] == {"2016"}
    assert first["tieBetween"] == {"actor/a", "actor/b"}
    # The planned project and the wished-for participation make no tie; the group counts nowhere.
    assert told("a", "c")["sharedInitiatives"] == {"1"}
    assert {float(weight) for weight in told("b", "c")["weight"]} == {0.5}


def test_every_derived_predicate_and_node_names_its_rule(
    derived: set[tuple[str, str, str]],
) -> None:
    named = {subject for subject, predicate, _ in derived if predicate == "derivedBy"}
    for subject, predicate, _ in derived:
        if predicate != "derivedBy" and not subject.startswith("https://w3id.org/samspill/rule/"):
            full = {subject, predicate, f"http://www.w3.org/2004/02/skos/core#{predicate}"}
            assert full & named or subject in named, (subject, predicate)
    rules = {o for _, p, o in derived if p == "derivedBy"}
    assert rules == {f"https://w3id.org/samspill/rule/{rule.name}" for rule in catalogue.rules()}
