"""Places, topics, least weight, and the kinds of tie that are drawn only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.communities import communities
from graph.export_network import write_edges_csv, write_gexf, write_graphml
from graph.layout import positions
from graph.measure_texts import MEASURES
from graph.money_ties import NOT_IN_FILES
from graph.network import Network, NetworkChoice, project
from graph.standalone import write_page
from graph.store import Reader, open_store
from graph.ties import ALL_KINDS, KINDS, read_facts
from graph.two_mode import project_two_mode
from tests.graph.conftest import make_store

ID = "https://w3id.org/samspill/id/"
CONCEPT = "https://w3id.org/samspill/concept/"

# Hamar and the college are in the town of Hamar, the county authority acts for the county, the
# firm is nowhere. The project is about rail by itself and about climate by a goal; rail is a part
# of transport. All four are in the project, Hamar and the college in the second one as well.
TEXT = """
PREFIX : <https://w3id.org/samspill/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX actor: <https://w3id.org/samspill/id/actor/>
PREFIX id: <https://w3id.org/samspill/id/initiative/>
PREFIX place: <https://w3id.org/samspill/id/place/>
PREFIX topic: <https://w3id.org/samspill/id/topic/>
PREFIX row: <https://w3id.org/samspill/id/row/>
PREFIX money: <https://w3id.org/samspill/id/funding/>
PREFIX status: <https://w3id.org/samspill/concept/funding-status/>
PREFIX role: <https://w3id.org/samspill/concept/funding-role/>
PREFIX modality: <https://w3id.org/samspill/concept/modality/>
PREFIX bound: <https://w3id.org/samspill/concept/amount-bound/>
GRAPH <https://w3id.org/samspill/graph/ontology> {
  :Municipality rdfs:subClassOf :Actor . :CountyAuthority rdfs:subClassOf :Actor .
  :Company rdfs:subClassOf :Actor . :HigherEducationInstitution rdfs:subClassOf :Actor .
  role:funder rdfs:label "finansiør"@nb . role:recipient rdfs:label "mottaker"@nb .
  <https://w3id.org/samspill/concept/responsibility-role/responsible> rdfs:label "ansvarlig"@nb .
}
GRAPH <https://w3id.org/samspill/graph/curated> {
  actor:hamar a :Municipality ; rdfs:label "Hamar kommune"@nb ; :actsFor place:hamar .
  actor:hinn a :HigherEducationInstitution ; rdfs:label "Høgskolen"@nb ; :seat place:hamar .
  actor:county a :CountyAuthority ; rdfs:label "Fylkeskommunen"@nb ; :actsFor place:innlandet .
  actor:firm a :Company ; rdfs:label "Bedriften"@nb .
  place:hamar rdfs:label "Hamar"@nb . place:innlandet rdfs:label "Innlandet"@nb .
  topic:rail a :Topic ; rdfs:label "Bane"@nb , "Rail"@en ; :broader topic:transport .
  topic:transport a :Topic ; rdfs:label "Transport"@nb .
  topic:climate a :Topic ; rdfs:label "Klima"@nb .
  id:one rdfs:label "Prosjektet"@nb . id:two rdfs:label "Det andre"@nb .
  row:goal a :Goal ; :initiative id:one .
  row:a1 a :Participation ; :actor actor:hamar ; :initiative id:one .
  row:b1 a :Participation ; :actor actor:hinn ; :initiative id:one .
  row:c1 a :Participation ; :actor actor:county ; :initiative id:one .
  row:d1 a :Participation ; :actor actor:firm ; :initiative id:one .
  row:a2 a :Participation ; :actor actor:hamar ; :initiative id:two .
  row:b2 a :Participation ; :actor actor:hinn ; :initiative id:two .

  # Granted: from the county and Hamar to the firm and the college. Applied for: from the county to
  # Hamar. Proposed as a whole: from Hamar to the firm.
  money:granted a :Funding ; :fundingStatus status:granted ; :amount 1250000.5 ; :currency "NOK" ;
    :bound bound:ceiling ; :subject id:one ; :startDate "2020-01-01" ; :endDate "2020-12-31" .
  money:applied a :Funding ; :fundingStatus status:applied ; :subject id:two .
  money:proposed a :Funding ; :fundingStatus status:proposed ; :modality modality:proposed .
  row:g1 a :FundingParty ; :funding money:granted ; :actor actor:county ; :role role:funder .
  row:g2 a :FundingParty ; :funding money:granted ; :actor actor:hamar ; :role role:funder .
  row:g3 a :FundingParty ; :funding money:granted ; :actor actor:firm ; :role role:recipient .
  row:g4 a :FundingParty ; :funding money:granted ; :actor actor:hinn ; :role role:recipient .
  row:g5 a :FundingParty ; :funding money:applied ; :actor actor:county ; :role role:funder .
  row:g6 a :FundingParty ; :funding money:applied ; :actor actor:hamar ; :role role:recipient .
  row:g7 a :FundingParty ; :funding money:proposed ; :actor actor:hamar ; :role role:funder .
  row:g8 a :FundingParty ; :funding money:proposed ; :actor actor:firm ; :role role:recipient .
}
GRAPH <https://w3id.org/samspill/graph/persons> {
  <https://w3id.org/samspill/id/responsibility/kari-one> a :Responsibility ; :subject id:one ;
    :employer actor:hamar ; :person <https://w3id.org/samspill/id/person/kari> ;
    :role <https://w3id.org/samspill/concept/responsibility-role/responsible> .
  <https://w3id.org/samspill/id/responsibility/ola-one> a :Responsibility ; :subject id:one ;
    :employer actor:firm ; :person <https://w3id.org/samspill/id/person/ola> .
}
GRAPH <https://w3id.org/samspill/graph/derived> {
  actor:hamar :inTerritory place:hamar , place:innlandet .
  actor:hinn :inTerritory place:hamar , place:innlandet .
  actor:county :inTerritory place:innlandet .
  id:one :hasTopic topic:rail . row:goal :hasTopic topic:climate .
}
"""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with ExitStack() as stack:
        folder: Path = make_store(tmp_path_factory.mktemp("filters") / "store", quads())
        reader = open_store(folder.parent)
        stack.callback(reader.close)
        yield reader


def quads() -> list[Quad]:
    return list(parse(TEXT, format=RdfFormat.TRIG))


def ties(network: Network) -> dict[str, float]:
    return {
        f"{edge.source.removeprefix(ID + 'actor/')} {edge.target.removeprefix(ID + 'actor/')}": (
            edge.weight
        )
        for edge in network.edges
    }


def test_a_tie_is_in_a_place_when_one_of_its_ends_is(region: Reader) -> None:
    in_hamar = project(region, NetworkChoice(places=(ID + "place/hamar",)))
    # All but the tie between the two that do not belong to Hamar; no weight is another.
    assert ties(in_hamar) == {
        "firm hamar": 0.333333333,
        "county hamar": 0.333333333,
        "county hinn": 0.333333333,
        "firm hinn": 0.333333333,
        "hamar hinn": 1.333333333,
    }
    assert "place" not in in_hamar.left_out
    # Who has no tie to the place that is strong enough is not of it.
    strong = project(region, NetworkChoice(places=(ID + "place/hamar",), least_weight=2))
    assert [node.label for node in strong.nodes] == ["Hamar kommune", "Høgskolen"]
    assert strong.left_out["place"].count == 2


def test_in_two_modes_a_place_takes_what_its_actors_are_in(region: Reader) -> None:
    choice = NetworkChoice(places=(ID + "place/hamar",), include_isolated=False)
    in_hamar = project_two_mode(read_facts(region), choice)
    # Both projects with the four and the two of them.
    assert len(in_hamar.edges) == 6
    first = NetworkChoice(places=(ID + "place/hamar",), topics=(ID + "topic/rail",))
    assert len(project_two_mode(read_facts(region), first).edges) == 4


def test_a_node_says_where_it_belongs_and_in_what_sector(region: Reader) -> None:
    nodes = {node.label: node for node in project(region).nodes}
    assert nodes["Høgskolen"].place_labels == ("Hamar",)
    assert nodes["Fylkeskommunen"].places == (ID + "place/innlandet",)
    assert nodes["Bedriften"].places == ()
    assert {label: node.sector for label, node in nodes.items()} == {
        "Bedriften": "private",
        "Fylkeskommunen": "public",
        "Hamar kommune": "public",
        "Høgskolen": "research",
    }


@pytest.mark.parametrize("topic", ["rail", "transport", "climate"])
def test_topics_of_a_thing_of_its_goals_and_above_choose_relations(
    region: Reader, topic: str
) -> None:
    found = project(region, NetworkChoice(topics=(f"{ID}topic/{topic}",)))
    assert set(ties(found).values()) == {0.333333333}
    assert len(found.edges) == 6
    # The two of the second project, which no source says the topic of.
    assert found.left_out["topic"].count == 2


def test_evidence_names_the_topics(region: Reader) -> None:
    found = project(region)
    topics = {row.label: row.topics for edge in found.edges for row in edge.through}
    assert topics == {"Prosjektet": ("Bane", "Klima"), "Det andre": ()}
    assert {one.topics for one in communities(found)} == {(("Bane", 1), ("Klima", 1))}


def test_the_filters_know_what_they_can_offer(region: Reader) -> None:
    facts = read_facts(region)
    assert [one[1:] for one in facts.place_choices("nb")] == [("Hamar", 2), ("Innlandet", 3)]
    assert [one[1:] for one in facts.topic_choices("en")] == [
        ("Klima", 1),
        ("Rail", 1),
        ("Transport", 1),
    ]


def test_ties_that_rest_on_too_little_are_left_out_and_counted(region: Reader) -> None:
    found = project(region, NetworkChoice(least_weight=2, include_isolated=False))
    assert ties(found) == {"hamar hinn": 1.333333333}
    assert found.left_out["weight"].count == 5
    assert found.left_out["isolated"].count == 2
    assert {node.degree for node in found.nodes} == {1}


def test_funding_joins_who_gives_and_who_gets(region: Reader) -> None:
    found = project(region, NetworkChoice(ties=("funding",)))
    # Four are parties to the amount; two funders, and two recipients, are not joined.
    third = 0.333333333
    assert ties(found) == {
        "county firm": third,
        "county hinn": third,
        "firm hamar": third,
        "hamar hinn": third,
    }
    (edge, *_) = found.edges
    assert [(row.actor_label, row.role, row.kind) for row in edge.through] == [
        ("Fylkeskommunen", "finansiør", "funding"),
        ("Bedriften", "mottaker", "funding"),
    ]
    assert edge.labels == ["inntil 1\u00a0250\u00a0000,50 NOK til Prosjektet"]


def test_money_that_is_not_given_is_counted_by_why(region: Reader) -> None:
    found = project(region, NetworkChoice(ties=("funding",)), "en")
    assert found.left_out["funding_status"].detail == {"applied": 2}
    assert found.left_out["modality"].detail == {"proposed": 2}
    assert found.edges[0].labels == ["up to 1,250,000.50 NOK for Prosjektet"]
    choice = NetworkChoice(ties=("funding",), modalities=("actual", "proposed"))
    proposed = next(e for e in project(region, choice).edges if e.weight == 1.333333333)
    assert (proposed.source, proposed.target) == (ID + "actor/firm", ID + "actor/hamar")
    # A proposal is no gift, whatever its status, and is there for who asks for proposals.
    assert proposed.labels[1:] == ["Penger til noe som ikke er oppgitt, beløp ikke oppgitt"]


def test_money_has_the_time_of_the_amount(region: Reader) -> None:
    later = project(region, NetworkChoice(ties=("funding",), start_year=2021))
    assert later.edges == []
    assert later.left_out["period"].count == 4


def test_employers_that_answer_for_the_same_are_joined_without_naming_persons(
    region: Reader,
) -> None:
    found = project(region, NetworkChoice(ties=("responsibility",)))
    assert ties(found) == {"firm hamar": 1.0}
    # By the rows' IRIs: Kari's before Ola's.
    rows = found.edges[0].through
    assert [(row.label, row.actor_label, row.role) for row in rows] == [
        ("Prosjektet", "Hamar kommune", "ansvarlig"),
        ("Prosjektet", "Bedriften", ""),
    ]


def test_what_is_about_persons_stands_in_no_file(region: Reader) -> None:
    found = project(region, NetworkChoice(ties=("participation", "responsibility")))
    places = positions([node.iri for node in found.nodes], [])
    for write in (
        lambda: write_gexf(found, places),
        lambda: write_graphml(found, places),
        lambda: write_edges_csv(found),
        lambda: write_page(found, places),
    ):
        with pytest.raises(ValueError, match="responsibility"):
            write()
    assert NOT_IN_FILES == ("responsibility",)


def test_nobody_gets_these_ties_without_asking(region: Reader) -> None:
    assert NetworkChoice().ties == KINDS
    assert set(ALL_KINDS) - set(KINDS) == {"funding", "responsibility"}
    assert {row.kind for edge in project(region).edges for row in edge.through} == {"participation"}


def test_money_is_a_node_in_two_modes(region: Reader) -> None:
    choice = NetworkChoice(ties=("funding",))
    found = project_two_mode(read_facts(region, choice.ties), choice)
    (amount,) = [node for node in found.nodes if node.kind != "actor"]
    assert (amount.kind, amount.type_label, amount.degree) == ("funding", "penger", 4)
    assert amount.label == "inntil 1\u00a0250\u00a0000,50 NOK til Prosjektet"


def test_all_kinds_together_add_up(region: Reader) -> None:
    found = project(region, NetworkChoice(ties=ALL_KINDS))
    # The project and the money a third each, and one that both answer for the same.
    assert ties(found)["firm hamar"] == 1.666666667
    assert next(e for e in found.edges if e.weight == 1.666666667).count == 3


def test_both_engines_give_the_same(
    region: Reader, make_reader: Callable[[list[Quad]], Reader]
) -> None:
    choice = NetworkChoice(ties=ALL_KINDS, topics=(ID + "topic/rail",))
    other = make_reader(quads())
    assert project(other, choice) == project(region, choice)
    assert read_facts(other, ALL_KINDS) == read_facts(region, ALL_KINDS)


def test_every_measure_has_a_sentence_in_both_languages_and_values(region: Reader) -> None:
    found = project(region)
    for key, measure in MEASURES.items():
        assert key == measure.key
        for text in (measure.name, measure.sentence, measure.unit):
            assert text.keys() == {"nb", "en"}
        assert measure.two_mode.keys() in ({"nb", "en"}, set())
        for sentence in measure.sentence.values():
            assert sentence.endswith(".")
        values = measure.function(found)
        assert values.keys() <= {node.iri for node in found.nodes}
        kind = str if measure.kind == "category" else (int, float)
        assert all(isinstance(value, kind) for value in values.values())
    assert [key for key, one in MEASURES.items() if one.kind == "category"] == [
        "community",
        "type",
        "sector",
        "place",
    ]
    assert MEASURES["sector"].function(found)[ID + "actor/firm"] == "næringsliv"
    # All four have ties to each other.
    assert set(MEASURES["sector-bridges"].function(found).values()) == {0}
    assert MEASURES["place"].function(found) == {
        ID + "actor/county": "Innlandet",
        ID + "actor/hamar": "Hamar",
        ID + "actor/hinn": "Hamar",
    }
