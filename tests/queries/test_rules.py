"""Each rule on a few rows made by hand."""

from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

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
] + [
    {"id": "alle", "type": "ActorGroup", "name_nb": "Alle"},
    # Nobody below takes part in the initiatives of a, b and c.
    {"id": "d", "type": "KnowledgePark", "name_nb": "D", "seat": "liten"},
    {"id": "e", "type": "BusinessGarden", "name_nb": "E"},
    {"id": "f", "type": "Company", "name_nb": "F"},
    {"id": "d2", "type": "Company", "name_nb": "D igjen", "orgnr": "974760673"},
    {"id": "vi", "type": "ActorGroup", "name_nb": "Vi"},
    {"id": "raad", "type": "RegionalCouncil", "name_nb": "Råd", "acts_for": "stor"},
]
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
    "collaborations": [
        {"id": "co", "left": "a", "right": "c"},
        {"id": "co2", "left": "d2", "right": "f"},
    ],
    "funding": [
        {"id": f, "subject": "initiative:to", "kind": "grant", "status": status}
        for f, status in (("yes", "granted"), ("no", "proposed"))
    ],
    "funding_parties": [
        {"id": "fp1", "funding": "yes", "actor": "a", "role": "funder"},
        {"id": "fp2", "funding": "yes", "actor": "b", "role": "recipient"},
        {"id": "fp3", "funding": "no", "actor": "c", "role": "funder"},
        {"id": "fp4", "funding": "no", "actor": "b", "role": "recipient"},
    ],
    "topics": [{"id": "t", "scheme": "policy-area", "label_nb": "T"}],
    "topic_links": [{"id": "tl", "subject": "initiative:to", "topic": "t"}],
    "agreements": [
        {"id": "avtale", "type": "cooperation", "title_nb": "Avtale", "valid_from": "2018"},
        {"id": "hensikt", "type": "letter-of-intent", "title_nb": "H", "modality": "planned"},
    ],
    "agreement_parties": [
        {"id": "ap1", "agreement": "avtale", "actor": "d", "role": "party"},
        {"id": "ap2", "agreement": "avtale", "actor": "e", "role": "party"},
        {"id": "ap3", "agreement": "avtale", "actor": "f", "role": "advocate"},
        # Party to something that is only planned.
        {"id": "ap4", "agreement": "hensikt", "actor": "d", "role": "party"},
    ],
    "memberships": [
        {"id": "m1", "member": "d", "organisation": "raad", "role": "member"},
        {"id": "m2", "member": "e", "organisation": "raad", "role": "observer"},
        {"id": "m3", "member": "f", "organisation": "raad", "role": "board-member"}
        | {"modality": "planned"},
    ],
    "persons": [{"id": "p", "name": "P"}],
    "responsibilities": [
        {"id": "r1", "person": "p", "subject": "initiative:to", "role": "responsible"},
        {"id": "r2", "person": "p", "subject": "initiative:tre", "role": "responsible"}
        | {"modality": "planned"},
    ],
    "governance": [
        {"id": "g1", "subject": "initiative:to", "body": "raad", "function": "steering"},
        {"id": "g2", "subject": "initiative:to", "body": "alle", "function": "reference"},
        {"id": "g3", "subject": "strategy:s", "body": "raad", "function": "deciding"}
        | {"modality": "proposed"},
    ],
    "adoptions": [
        {"id": "ad1", "subject": "strategy:s", "adopter": "actor:a"},
        {"id": "ad2", "subject": "strategy:s", "adopter": "actor:b", "modality": "planned"},
    ],
    "scopes": [
        {"id": "sc1", "subject": "strategy:s", "covers": "place:stor"},
        {"id": "sc2", "subject": "strategy:s", "covers": "place:liten", "modality": "planned"},
    ],
    "events": [
        {"id": "fusjon", "type": "merger", "label_nb": "Fusjon"},
        {"id": "neste", "type": "merger", "label_nb": "Neste", "modality": "planned"},
    ],
    "event_actors": [
        {"id": "ev1", "event": "fusjon", "actor": "e", "role": "before"},
        {"id": "ev2", "event": "fusjon", "actor": "d", "role": "before"},
        {"id": "ev3", "event": "fusjon", "actor": "d", "role": "after"},
        {"id": "ev4", "event": "neste", "actor": "d", "role": "before"},
        {"id": "ev5", "event": "neste", "actor": "f", "role": "after"},
    ],
    "identities": [
        {"id": "i1", "left": "actor:d2", "right": "actor:d", "judgement": "same"}
        | {"evidence": "x"},
        {"id": "i2", "left": "actor:vi", "right": "actor:d2", "judgement": "same"}
        | {"evidence": "x"},
        {"id": "i3", "left": "actor:e", "right": "actor:f", "judgement": "unsure"}
        | {"evidence": "x"},
    ],
    "names": [
        {"id": "n1", "subject": "actor:a", "name": "Aa", "kind": "former"},
        {"id": "n2", "subject": "actor:a", "name": "Aaa", "kind": "misspelling"},
    ],
}


def registered() -> list[Quad]:
    """Give units as a register has them: that of d2, and one that only has the name of E.

    The register gives its number to an actor of ours, too, and is not believed.
    """
    in_register = NamedNode(named_graph("enheter"))
    number = NamedNode(ONTOLOGY + "organisationNumber")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    one, other = (NamedNode(f"{ID}registered-unit/{n}") for n in ("974760673", "923609016"))
    unit = NamedNode(ONTOLOGY + "RegisteredUnit")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return [
        Quad(one, kind, unit, in_register),
        Quad(one, number, Literal("974760673"), in_register),
        Quad(other, kind, unit, in_register),
        Quad(other, number, Literal("923609016"), in_register),
        Quad(other, label, Literal("E"), in_register),
        Quad(NamedNode(f"{ID}actor/e"), number, Literal("923609016"), in_register),
    ]


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, str]]:
    folder: Path = write_tables(tmp_path_factory.mktemp("rules"), TABLES)
    store = Store()
    store.extend(vocabulary.quads())
    for rows in read_tables(folder, read_contract(folder)).rows.values():
        store.extend(mapping.map_rows(rows))
    store.extend(registered())

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
        ("collaboratesWith", {("a", "c"), ("c", "a"), ("d2", "f"), ("f", "d2")}),
        ("receivesFundingFrom", {("b", "a")}),
        ("memberOf", {("d", "raad")}),
        ("partyTo", {("d", "avtale"), ("e", "avtale")}),
        ("responsibleFor", {("p", "to")}),
        ("governedBy", {("to", "raad")}),
        ("adoptedBy", {("s", "a")}),
        ("appliesTo", {("s", "stor")}),
        ("involvedIn", {("e", "fusjon"), ("d", "fusjon")}),
        ("succeededBy", {("e", "d")}),
        ("locatedInTransitive", {("liten", "stor")}),
        # d has its seat in the smaller place, the council acts for the larger one.
        ("inTerritory", {("d", "liten"), ("d", "stor"), ("raad", "stor")}),
        ("sameThing", {("d2", "d"), ("d", "d2"), ("vi", "d2"), ("d2", "vi")}),
        # "d" comes first of those that are no group; "unsure" joins nothing.
        ("canonical", {("d", "d"), ("d2", "d"), ("vi", "d")}),
        # By number, as the tables state it; never by name, nor by what the register says of us.
        ("registeredUnit", {("d2", "974760673")}),
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


def told(derived: set[tuple[str, str, str]], node: str) -> dict[str, set[str]]:
    """Give what is said of one derived node."""
    found: dict[str, set[str]] = {}
    for subject, predicate, object_ in derived:
        if subject == node:
            found.setdefault(predicate, set()).add(object_)
    return found


def test_ties_join_actors_that_meet_and_stand_once_an_identity_mode(
    derived: set[tuple[str, str, str]],
) -> None:
    ties = {s for s, p, o in derived if p.endswith("type") and o == "ActorTie"}
    kept_apart = {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"), ("d", "raad"), ("d2", "f")}
    # Joined, d2 is d; the group that is the same as d adds no actor.
    joined = {("a", "b"), ("a", "c"), ("b", "c"), ("d", "e"), ("d", "raad"), ("d", "f")}
    assert ties == {tie(*pair) for pair in kept_apart} | {f"{tie(*pair)}-merged" for pair in joined}
    assert told(derived, tie("d2", "f"))["identityMode"] == {"strict"}
    assert told(derived, tie("d", "f") + "-merged")["identityMode"] == {"merged"}


def test_ties_weigh_by_how_many_meet_and_count_what_they_run_through(
    derived: set[tuple[str, str, str]],
) -> None:
    # a and b share a programme of three (1/2) and a project of two (1/1).
    first = told(derived, tie("a", "b"))
    assert first["through"] == {"initiative/tre", "initiative/to"}
    assert first["sharedInitiatives"] == {"2"}
    assert {float(weight) for weight in first["weight"]} == {1.5}
    assert first["firstYear"] == {"2014"}
    assert first["lastYear"] == {"2016"}
    assert first["tieBetween"] == {"actor/a", "actor/b"}
    # The planned project and the wished-for participation make no tie; the group counts nowhere.
    # Beside the programme of three stands a stated collaboration, which weighs 1.
    second = told(derived, tie("a", "c"))
    assert second["sharedInitiatives"] == {"1"}
    assert second["statedCollaborations"] == {"1"}
    assert {float(weight) for weight in second["weight"]} == {1.5}
    assert {float(weight) for weight in told(derived, tie("b", "c"))["weight"]} == {0.5}
    # An agreement of two weighs 1, and the advocate is no party to it.
    third = told(derived, tie("d", "e"))
    assert third["through"] == {"agreement/avtale"}
    assert third["sharedAgreements"] == {"1"}
    assert third["sharedInitiatives"] == {"0"}
    assert {float(weight) for weight in third["weight"]} == {1}
    assert third["firstYear"] == {"2018"}
    assert "lastYear" not in third
    # A membership is a tie of member and organisation.
    fourth = told(derived, tie("d", "raad"))
    assert fourth["through"] == {"membership/m1"}
    assert fourth["sharedMemberships"] == {"1"}


def test_an_actor_that_is_gone_after_an_event_has_a_successor(
    derived: set[tuple[str, str, str]],
) -> None:
    found = [s for s, p, o in derived if p.endswith("type") and o == "Succession"]
    assert len(found) == 1
    said = told(derived, found[0])
    assert said["predecessor"] == {"actor/e"}
    assert said["successor"] == {"actor/d"}
    assert said["event"] == {"event/fusjon"}


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
