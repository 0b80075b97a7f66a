"""What moves between two networks, counted by hand on networks of a few actors."""

from dataclasses import replace

from graph.network import Edge, Evidence, Network, NetworkChoice, Node, project
from graph.network_changes import Shape, Shift, Tie, compare_networks, compare_ties
from graph.omissions import Omission
from graph.store import Reader


def network(actors: str, ties: str, *, lonely: int = 0, groups: str = "") -> Network:
    """Make a network from letters: actors "abc", ties "ab bc"."""
    through = (Evidence("r", "t", "T10", "actual", "L1", "d", "D"),)
    return Network(
        [
            Node(iri, iri.upper(), "", "", 0, 0.0, group=iri in groups)
            for iri in sorted(actors + groups)
        ],
        [Edge(pair[0], pair[1], 1.0, 1, through) for pair in ties.split()],
        {"isolated": Omission(lonely, "")} if lonely else {},
    )


def test_actors_and_ties_that_come_and_go_are_named() -> None:
    found = compare_networks(network("abc", "ab bc"), network("abd", "ab ad"))
    assert [node.label for node in found.actors_gained] == ["D"]
    assert [node.label for node in found.actors_lost] == ["C"]
    assert found.ties_gained == (Tie("a", "d", ("A", "D"), ("T10",)),)
    assert found.ties_lost == (Tie("b", "c", ("B", "C"), ("T10",)),)


def test_parts_are_counted_without_groups_and_lonely_actors_wherever_they_are() -> None:
    # a-b and c-d become a-b-c-d; a group tied to a joins nothing, three actors are not drawn.
    before = network("abcd", "ab cd", lonely=3)
    after = network("abcd", "ab bc cd az", groups="z")
    found = compare_networks(before, after)
    assert found.before == Shape(actors=4, ties=2, components=2, largest=2, without_tie=3)
    assert found.after == Shape(actors=4, ties=3, components=1, largest=4, without_tie=0)


def test_betweenness_moves_by_the_share_of_pairs() -> None:
    # In the chain a-b-c, b lies between the one pair a, c. In the chain a-b-c-d each of b and c
    # lies between two of the three pairs of others: b between a,c and a,d; c between a,d and b,d.
    found = compare_networks(network("abc", "ab bc"), network("abcd", "ab bc cd"))
    assert found.shifts == (
        Shift("c", "C", 0.0, 0.666666667),
        Shift("b", "B", 1.0, 0.666666667),
    )
    assert found.shifted == 2


def test_the_largest_changes_come_first_and_the_rest_is_counted() -> None:
    # A star of five: the middle lies between all six pairs of the others, who lie between none.
    # A ring of five: each lies between one of the six pairs of the others.
    found = compare_networks(network("abcde", "ab ac ad ae"), network("abcde", "ab bc cd de ae"), 2)
    assert found.shifts == (
        Shift("a", "A", 1.0, 0.166666667),
        Shift("b", "B", 0.0, 0.166666667),
    )
    assert found.shifted == 5


def test_an_actor_that_goes_loses_all_it_had() -> None:
    found = compare_networks(network("abc", "ab bc"), network("ac", "ac"))
    assert found.shifts == (Shift("b", "B", 1.0, None),)


def test_against_nothing_all_is_gained() -> None:
    found = compare_networks(None, network("abc", "ab bc"))
    assert len(found.actors_gained) == 3
    assert found.before == Shape(0, 0, 0, 0, 0)
    assert found.shifts == (Shift("b", "B", None, 1.0),)


def test_ties_are_new_kept_or_lost_and_drawn_together() -> None:
    found = compare_ties(network("abc", "ab bc"), network("bcd", "bc cd bd"))
    assert found.states == {
        ("a", "b"): "lost",
        ("b", "c"): "kept",
        ("b", "d"): "new",
        ("c", "d"): "new",
    }
    assert [found.count(state) for state in ("new", "kept", "lost")] == [2, 1, 1]
    assert {node.iri: node.degree for node in found.network.nodes} == {
        "a": 1,
        "b": 3,
        "c": 2,
        "d": 2,
    }
    # The same row joins b and c in both: nothing says that they met anew.
    assert found.unmoved == {("b", "c")}


def test_a_kept_tie_has_the_rows_of_both_periods_and_the_weight_of_the_later() -> None:
    before, after = network("ab", "ab"), network("ab", "ab")
    later = Evidence("r2", "t2", "T20", "actual", "L2", "d", "D")
    after = replace(after, edges=[replace(after.edges[0], weight=2.0, through=(later,))])
    (edge,) = compare_ties(before, after).network.edges
    assert (edge.weight, edge.labels) == (2.0, ["T10", "T20"])
    assert compare_ties(before, after).unmoved == frozenset()


def test_two_periods_of_the_small_region(small_region: Reader) -> None:
    before = project(small_region, NetworkChoice(end_year=2016))
    after = project(small_region, NetworkChoice(start_year=2017))
    found = compare_ties(before, after)
    names = {
        tuple(end.rsplit("/", 1)[1] for end in pair): state for pair, state in found.states.items()
    }
    # The college and the institute until 2016; Grønn vekst from 2018; two that no source dates.
    assert names == {
        ("hamar", "hinn"): "kept",
        ("hamar", "loten"): "new",
        ("hamar", "stange"): "new",
        ("hamarregionen-ipr", "innlandet"): "kept",
        ("hinn", "loten"): "new",
        ("hinn", "ostlandsforskning"): "lost",
        ("hinn", "stange"): "new",
        ("loten", "stange"): "new",
    }
    # Hamar and the college met anew in Grønn vekst; of the other two only the undated is known.
    assert [pair[0].rsplit("/", 1)[1] for pair in found.unmoved] == ["hamarregionen-ipr"]
