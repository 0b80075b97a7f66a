"""The network of the small region, counted on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.network import Edge, Network, NetworkChoice, project, project_facts
from graph.store import Reader
from graph.ties import read_facts

ACTOR = "https://w3id.org/samspill/id/actor/"
PARTICIPATION = "https://w3id.org/samspill/id/participation/"
COLLABORATION = "https://w3id.org/samspill/id/collaboration/"


def weights(network: Network) -> dict[tuple[str, str], float]:
    """Give the weight of every tie, by the ids of its ends."""
    return {
        (edge.source.removeprefix(ACTOR), edge.target.removeprefix(ACTOR)): edge.weight
        for edge in network.edges
    }


def edge(network: Network, source: str, target: str) -> Edge:
    (found,) = [
        edge
        for edge in network.edges
        if (edge.source, edge.target) == (ACTOR + source, ACTOR + target)
    ]
    return found


THIRD = 0.333333333


def test_actors_are_joined_through_shared_initiatives_and_stated_collaboration(
    small_region: Reader,
) -> None:
    network = project(small_region)
    assert weights(network) == {
        ("hamar", "hinn"): 1.333333333,
        ("hamar", "loten"): THIRD,
        ("hamar", "stange"): THIRD,
        ("hamarregionen-ipr", "innlandet"): 1.0,
        ("hinn", "loten"): THIRD,
        ("hinn", "ostlandsforskning"): 1.0,
        ("hinn", "stange"): THIRD,
        ("loten", "stange"): THIRD,
    }


def test_the_plain_count_stands_beside_the_weight(small_region: Reader) -> None:
    network = project(small_region)
    assert {edge.count for edge in network.edges} == {1, 2}
    assert edge(network, "hamar", "hinn").count == 2


def test_every_actor_is_a_node_with_degree_and_weighted_degree(small_region: Reader) -> None:
    nodes = {
        node.iri.removeprefix(ACTOR): (
            node.label,
            node.type_label,
            node.degree,
            node.weighted_degree,
        )
        for node in project(small_region).nodes
    }
    assert nodes == {
        "aasnes": ("Åsnes kommune", "kommune", 0, 0.0),
        "hamar": ("Hamar kommune", "kommune", 3, 2.0),
        "hamarregionen-ipr": ("Hamarregionen interkommunalt politisk råd", "regionråd", 1, 1.0),
        "hinn": ("Høgskolen i Innlandet", "utdanningsinstitusjon", 4, 3.0),
        "innlandet": ("Innlandet fylkeskommune", "fylkeskommune", 1, 1.0),
        "loten": ("Løten kommune", "kommune", 3, 1.0),
        "ostlandsforskning": ("Østlandsforskning", "forskningsinstitutt", 1, 1.0),
        "stange": ("Stange kommune", "kommune", 3, 1.0),
    }


def test_an_english_label_falls_back_to_norwegian(small_region: Reader) -> None:
    labels = {node.iri.removeprefix(ACTOR): node for node in project(small_region, lang="en").nodes}
    assert labels["hamar"].label == "Hamar municipality"
    assert labels["loten"].label == "Løten kommune"
    assert labels["hinn"].type_label == "utdanningsinstitusjon"


def test_an_edge_lists_every_row_it_rests_on(small_region: Reader) -> None:
    rows = edge(project(small_region), "hamar", "hinn").through
    assert [
        (
            row.relation.removeprefix(PARTICIPATION),
            row.label,
            row.role,
            row.document_label,
            row.locator,
        )
        for row in rows
    ] == [
        ("campus-hamar", "Campus Hamar", "partner", "Saksframlegg", "L20"),
        ("campus-hinn", "Campus Hamar", "eier", "Saksframlegg", "L21"),
        ("gronn-hamar", "Grønn vekst", "eier", "Regional plan", "L10"),
        ("gronn-hamar-2", "Grønn vekst", "leder", "Regional plan", "L40"),
        ("gronn-hinn", "Grønn vekst", "partner", "Saksframlegg", "L3"),
    ]
    assert {row.modality for row in rows} == {"actual"}


def test_a_stated_collaboration_tells_what_it_is_about(small_region: Reader) -> None:
    (row,) = edge(project(small_region), "hinn", "ostlandsforskning").through
    assert (row.kind, row.label, row.actor) == ("collaboration", "Forskning om bygder", "")
    assert row.relation == row.thing == COLLABORATION + "hinn-of"


def test_what_is_not_actual_is_left_out_and_counted_by_modality(small_region: Reader) -> None:
    omission = project(small_region).left_out["modality"]
    # A participation told as a fact in an initiative that is planned counts as planned.
    assert omission.detail == {"desired": 1, "planned": 3, "proposed": 1}
    assert omission.count == 5


def test_what_is_planned_is_included_when_chosen(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(modalities=("actual", "planned")))
    found = weights(network)
    assert found["aasnes", "hamar"] == 0.5
    assert found["aasnes", "hamarregionen-ipr"] == 0.5
    assert found["hamar", "hamarregionen-ipr"] == 0.5
    assert len(found) == 11
    assert network.left_out["modality"].detail == {"desired": 1, "proposed": 1}
    told_as_fact = edge(network, "aasnes", "hamar").through[1]
    assert told_as_fact.relation == PARTICIPATION + "rom-hamar"
    assert (told_as_fact.modality, told_as_fact.modality_label) == ("planned", "planlagt")


def test_a_tie_needs_its_initiative_and_itself_in_the_choice(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(modalities=("planned",)))
    # Hamar's participation is actual, so it is left out although its initiative is planned.
    assert weights(network) == {("aasnes", "hamarregionen-ipr"): 1.0}


def test_groups_and_regions_are_left_out_and_the_reason_is_told(small_region: Reader) -> None:
    network = project(small_region, lang="en")
    assert not any(node.group for node in network.nodes)
    omission = network.left_out["groups"]
    assert omission.count == 2
    assert omission.detail == {"groups": 1, "regions": 1, "relations": 2}
    assert "never join two actors" in omission.why


def test_chosen_groups_are_shown_and_change_nothing_between_actors(small_region: Reader) -> None:
    without = project(small_region)
    network = project(small_region, NetworkChoice(include_groups=True))
    found = weights(network)
    assert "groups" not in network.left_out
    assert {pair: found[pair] for pair in weights(without)} == weights(without)
    assert {pair: weight for pair, weight in found.items() if pair not in weights(without)} == {
        ("alle-kommuner", "hamar"): 0.25,
        ("alle-kommuner", "hinn"): 0.25,
        ("alle-kommuner", "loten"): 0.25,
        ("alle-kommuner", "stange"): 0.25,
        ("hamar", "hamarregionen"): 0.5,
        ("hamarregionen", "hinn"): 0.5,
    }
    degrees = {node.iri.removeprefix(ACTOR): node.degree for node in network.nodes}
    assert (degrees["hamar"], degrees["hinn"], degrees["alle-kommuner"]) == (3, 4, 4)


def test_a_period_takes_the_ties_own_dates_then_the_phases_then_the_initiatives(
    small_region: Reader,
) -> None:
    network = project(small_region, NetworkChoice(start_year=2019))
    # Stange took part in phase 1 (2018) only, and the research ended in 2016.
    assert weights(network) == {
        ("hamar", "hinn"): 1.5,
        ("hamar", "loten"): 0.5,
        ("hamarregionen-ipr", "innlandet"): 1.0,
        ("hinn", "loten"): 0.5,
    }
    assert network.left_out["period"].count == 2


def test_undated_ties_stay_and_are_counted(small_region: Reader) -> None:
    omission = project(small_region, NetworkChoice(start_year=2019)).left_out["undated"]
    # Three participations in Campus Hamar and one stated collaboration.
    assert omission.count == 4
    assert "undated" not in project(small_region).left_out


def test_a_later_row_of_an_actor_does_not_hide_its_earlier_one(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(start_year=2018, end_year=2018))
    rows = edge(network, "hamar", "loten").through
    assert [row.locator for row in rows] == ["L10", "L11"]


def test_a_type_filter_changes_no_weight(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(actor_types=("Municipality",)))
    assert weights(network) == {
        ("hamar", "loten"): THIRD,
        ("hamar", "stange"): THIRD,
        ("loten", "stange"): THIRD,
    }
    assert len(network.nodes) == 4
    assert network.left_out["actor_type"].count == 6


def test_a_class_above_takes_the_classes_below(small_region: Reader) -> None:
    choice = NetworkChoice(actor_types=("https://w3id.org/samspill/ontology#Actor",))
    assert weights(project(small_region, choice)) == weights(project(small_region))


def test_one_kind_of_tie_can_be_chosen(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(ties=("collaboration",)))
    assert list(weights(network)) == [
        ("hamarregionen-ipr", "innlandet"),
        ("hinn", "ostlandsforskning"),
    ]


def test_an_unknown_kind_of_tie_is_refused(small_region: Reader) -> None:
    with pytest.raises(ValueError, match="unknown kind of tie: marriage"):
        project(small_region, NetworkChoice(ties=("marriage",)))


def test_actors_without_ties_can_be_left_out(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(include_isolated=False))
    assert len(network.nodes) == 7
    assert network.left_out["isolated"].count == 1


def test_two_projections_are_equal(small_region: Reader) -> None:
    assert project(small_region) == project(small_region)


def test_both_engines_give_the_same_network(
    small_region: Reader,
    small_region_quads: list[Quad],
    make_reader: Callable[[list[Quad]], Reader],
) -> None:
    choice = NetworkChoice(modalities=("actual", "planned"), include_groups=True)
    assert project(make_reader(small_region_quads), choice) == project(small_region, choice)


def test_facts_that_were_read_once_serve_every_choice(small_region: Reader) -> None:
    facts = read_facts(small_region)
    for choice in (
        NetworkChoice(),
        NetworkChoice(ties=("collaboration",), include_groups=True),
        NetworkChoice(modalities=("planned",), start_year=2018),
    ):
        assert project_facts(facts, choice, "en") == project(small_region, choice, "en")


AGREEMENTS = """
@prefix samspill: <https://w3id.org/samspill/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/samspill/id/> .
@prefix c: <https://w3id.org/samspill/concept/> .
GRAPH <https://w3id.org/samspill/graph/ontology> {
  samspill:Company rdfs:subClassOf samspill:Actor .
  <https://w3id.org/samspill/concept/membership-role/chair> rdfs:label "leder"@nb .
}
GRAPH <https://w3id.org/samspill/graph/curated> {
  <https://w3id.org/samspill/id/actor/a> a samspill:Company .
  <https://w3id.org/samspill/id/actor/b> a samspill:Company .
  <https://w3id.org/samspill/id/actor/c> a samspill:Company .
  <https://w3id.org/samspill/id/actor/d> a samspill:Company .
  <https://w3id.org/samspill/id/agreement/x> a samspill:Agreement ; rdfs:label "Avtale"@nb .
  <https://w3id.org/samspill/id/agreement/y> a samspill:Agreement ;
    samspill:modality <https://w3id.org/samspill/concept/modality/planned> .
  PARTIES
  <https://w3id.org/samspill/id/membership/1> a samspill:Membership ;
    samspill:member <https://w3id.org/samspill/id/actor/d> ;
    samspill:organisation <https://w3id.org/samspill/id/actor/c> ;
    samspill:role <https://w3id.org/samspill/concept/membership-role/chair> .
  <https://w3id.org/samspill/id/membership/2> a samspill:Membership ;
    samspill:member <https://w3id.org/samspill/id/actor/a> ;
    samspill:organisation <https://w3id.org/samspill/id/actor/d> ;
    samspill:role <https://w3id.org/samspill/concept/membership-role/observer> .
}
GRAPH <https://w3id.org/samspill/graph/derived> {
  <https://w3id.org/samspill/id/actor/b> samspill:canonical <https://w3id.org/samspill/id/actor/a> .
  <https://w3id.org/samspill/id/actor/a> samspill:canonical <https://w3id.org/samspill/id/actor/a> .
}
"""


def agreements() -> list[Quad]:
    """Three are parties to x, two to the planned y, and d only speaks for x."""
    parties = [("x", "a", "party"), ("x", "b", "party"), ("x", "c", "party")]
    parties += [("x", "d", "advocate"), ("y", "a", "party"), ("y", "d", "intended-party")]
    modality = {"x": "actual", "y": "planned"}
    rows = "".join(
        f"<{PARTY}{agreement}-{actor}> a samspill:AgreementParty ; "
        f"samspill:agreement <https://w3id.org/samspill/id/agreement/{agreement}> ; "
        f"samspill:actor <{ACTOR}{actor}> ; "
        f"samspill:role <https://w3id.org/samspill/concept/agreement-role/{role}> ; "
        f"samspill:modality <https://w3id.org/samspill/concept/modality/{modality[agreement]}> .\n"
        for agreement, actor, role in parties
    )
    return list(parse(AGREEMENTS.replace("PARTIES", rows), format=RdfFormat.TRIG))


PARTY = "https://w3id.org/samspill/id/agreement-party/"


def test_parties_to_an_agreement_and_members_are_joined(
    make_reader: Callable[[list[Quad]], Reader],
) -> None:
    network = project(make_reader(agreements()))
    assert weights(network) == {
        ("a", "b"): 0.5,
        ("a", "c"): 0.5,
        ("b", "c"): 0.5,
        ("c", "d"): 1.0,
    }
    assert edge(network, "a", "b").labels == ["Avtale"]
    # d is the member, though c comes first in the tie.
    assert edge(network, "c", "d").labels == ["d leder c"]
    assert edge(network, "c", "d").through[0].kind == "membership"


def test_a_planned_agreement_counts_only_when_chosen(
    make_reader: Callable[[list[Quad]], Reader],
) -> None:
    choice = NetworkChoice(modalities=("actual", "planned"), ties=("agreement",))
    assert weights(project(make_reader(agreements()), choice)) == {
        ("a", "b"): 0.5,
        ("a", "c"): 0.5,
        ("a", "d"): 1.0,
        ("b", "c"): 0.5,
    }


def test_merged_actors_are_one_and_have_no_tie_with_themselves(
    make_reader: Callable[[list[Quad]], Reader],
) -> None:
    network = project(make_reader(agreements()), NetworkChoice(merged=True))
    # a and b are one, so two meet in x.
    assert weights(network) == {("a", "c"): 1.0, ("c", "d"): 1.0}
    assert [node.iri for node in network.nodes] == [ACTOR + name for name in "acd"]
    assert len(edge(network, "a", "c").through) == 3
