"""Actors and what they meet in, counted on the small region."""

from __future__ import annotations

import pytest

from graph.measures import betweenness, degree
from graph.network import Network, NetworkChoice, project
from graph.store import Reader
from graph.ties import read_facts
from graph.two_mode import arrange_two_mode, project_two_mode

ID = "https://w3id.org/samspill/id/"


def two_modes(reader: Reader, choice: NetworkChoice | None = None, lang: str = "nb") -> Network:
    choice = choice or NetworkChoice()
    return project_two_mode(read_facts(reader, choice.ties), choice, lang)


def ties(network: Network) -> dict[tuple[str, str], int]:
    return {
        (edge.source.removeprefix(ID), edge.target.removeprefix(ID)): edge.count
        for edge in network.edges
    }


def test_each_actor_has_a_tie_to_each_thing_it_is_in(small_region: Reader) -> None:
    # Two rows say that Hamar is in Grønn vekst; the two stated collaborations join two actors.
    assert ties(two_modes(small_region)) == {
        ("actor/hamar", "initiative/campus"): 1,
        ("actor/hamar", "initiative/gronn"): 2,
        ("actor/hamarregionen-ipr", "actor/innlandet"): 1,
        ("actor/hinn", "actor/ostlandsforskning"): 1,
        ("actor/hinn", "initiative/campus"): 1,
        ("actor/hinn", "initiative/gronn"): 1,
        ("actor/loten", "initiative/gronn"): 1,
        ("actor/stange", "initiative/gronn"): 1,
    }
    assert {edge.weight for edge in two_modes(small_region).edges} == {1.0}


def test_things_are_nodes_that_tell_what_they_are(small_region: Reader) -> None:
    things = [node for node in two_modes(small_region).nodes if node.kind != "actor"]
    assert [(node.label, node.kind, node.type_label, node.degree) for node in things] == [
        ("Campus Hamar", "initiative", "initiativ", 2),
        ("Grønn vekst", "initiative", "initiativ", 4),
    ]
    english = two_modes(small_region, lang="en").nodes
    assert {(node.label, node.type_label) for node in english if node.kind != "actor"} == {
        ("Campus Hamar", "initiative"),
        ("Green growth", "initiative"),
    }


def test_the_rows_are_the_evidence(small_region: Reader) -> None:
    found = two_modes(small_region)
    edge = next(e for e in found.edges if e.count == 2)
    assert [(row.role, row.locator) for row in edge.through] == [("eier", "L10"), ("leder", "L40")]


def test_the_filters_are_those_of_the_one_mode(small_region: Reader) -> None:
    for choice in (
        NetworkChoice(include_groups=True, include_isolated=False),
        NetworkChoice(actor_types=("Municipality",)),
        NetworkChoice(modalities=("planned",), start_year=2019),
    ):
        one, two = project(small_region, choice), two_modes(small_region, choice)
        actors = {node.iri for node in two.nodes if node.kind == "actor"}
        assert {node.iri for node in one.nodes} <= actors
        assert {key: one.left_out[key] for key in one.left_out if key != "isolated"} == {
            key: two.left_out[key] for key in two.left_out if key != "isolated"
        }


def test_paths_run_through_things_and_never_through_groups(small_region: Reader) -> None:
    found = two_modes(small_region, NetworkChoice(include_groups=True))
    assert ties(found)["actor/alle-kommuner", "initiative/gronn"] == 1
    # Grønn vekst has Hamar, Løten, Stange and the college; the group is not counted.
    assert degree(found)[ID + "initiative/gronn"] == 4
    shares = betweenness(found)
    # Løten and Stange meet only there.
    assert shares[ID + "initiative/gronn"] > 0
    assert ID + "actor/alle-kommuner" not in shares


def test_an_actor_without_relations_is_left_out_when_asked(small_region: Reader) -> None:
    found = two_modes(small_region, NetworkChoice(include_isolated=False))
    assert found.left_out["isolated"].count == 1
    assert ID + "actor/aasnes" not in {node.iri for node in found.nodes}


def test_an_unknown_kind_of_tie_is_refused(small_region: Reader) -> None:
    with pytest.raises(ValueError, match="friendship"):
        project_two_mode(read_facts(small_region), NetworkChoice(ties=("friendship",)))


def test_actors_stay_where_they_are_and_things_stand_between_them(small_region: Reader) -> None:
    found = two_modes(small_region)
    actors = sorted(node.iri for node in found.nodes if node.kind == "actor")
    known = {iri: (number / 10, -number / 10) for number, iri in enumerate(actors)}
    places = arrange_two_mode(found, known)
    assert {iri: places[iri] for iri in actors} == known
    # hamar 0.1, hinn 0.3, loten 0.5 and stange 0.7 in Grønn vekst: the middle is 0.4, where
    # innlandet stands; one step from there in the direction of the golden angle.
    order = [iri.rsplit("/", 1)[1] for iri in actors]
    assert order == [
        "aasnes",
        "hamar",
        "hamarregionen-ipr",
        "hinn",
        "innlandet",
        "loten",
        "ostlandsforskning",
        "stange",
    ]
    x, y = places[ID + "initiative/gronn"]
    assert (x - 0.4) ** 2 + (y + 0.4) ** 2 == pytest.approx(0.02**2, abs=1e-7)
    assert len(set(places.values())) == len(places)
    assert list(places) == [node.iri for node in found.nodes]
    assert arrange_two_mode(found, known) == places


def test_without_a_stored_layout_it_is_laid_out_anew(small_region: Reader) -> None:
    found = two_modes(small_region)
    places = arrange_two_mode(found)
    assert places.keys() == {node.iri for node in found.nodes}
    assert arrange_two_mode(found, {"somebody-else": (0.0, 0.0)}) == places
