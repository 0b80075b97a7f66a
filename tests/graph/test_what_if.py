"""What hangs on an actor, by hand."""

from __future__ import annotations

from graph.network import Node
from graph.network_changes import Shape, Shift
from graph.omissions import omission
from graph.what_if import without_actors
from tests.graph.letters import KITE, network


def labels(nodes: tuple[Node, ...]) -> str:
    return "".join(node.label for node in nodes)


def test_without_heather_ike_and_jane_come_away() -> None:
    found = without_actors(network(KITE), ["h"])
    assert (labels(found.alone), labels(found.cut_off)) == ("", "IJ")
    assert found.changes.before == Shape(10, 18, 1, 10, 0)
    # Heather's three ties are gone; seven hang together, and Ike with Jane.
    assert found.changes.after == Shape(9, 15, 2, 7, 0)
    assert [tie.names for tie in found.changes.ties_lost] == [("F", "H"), ("G", "H"), ("H", "I")]


def test_who_had_ties_to_those_alone_is_left_without() -> None:
    found = without_actors(network("ab ac cd ef", "x"), ["a"])
    # b had only a; c and d have each other, and are the first of the two largest parts.
    assert (labels(found.alone), labels(found.cut_off)) == ("B", "")
    # x had no tie before either.
    assert found.changes.after.without_tie == 2
    assert (found.changes.before.with_tie, found.changes.after.with_tie) == (6, 4)


def test_who_loses_all_ties_moves_from_the_one_count_to_the_other() -> None:
    # In all there are eight, three of them not drawn; without a, b and c have nobody.
    drawn = network("ab ac de")
    drawn.left_out["isolated"] = omission("isolated", 3, "nb")
    found = without_actors(drawn, ["a"]).changes
    assert (found.before.with_tie, found.before.without_tie) == (5, 3)
    assert (found.after.with_tie, found.after.without_tie) == (2, 5)


def test_where_another_part_becomes_the_largest_nobody_is_cut_off_from_it() -> None:
    found = without_actors(network("ab ac ad xy yz"), ["a"])
    assert (labels(found.alone), labels(found.cut_off)) == ("BCD", "")
    assert found.changes.after.largest == 3


def test_several_go_at_a_time_and_strangers_change_nothing() -> None:
    found = without_actors(network("ab bc cd de"), ["b", "d"])
    assert labels(found.alone) == "ACE"
    nothing = without_actors(network("ab bc"), ["nobody"])
    assert (nothing.alone, nothing.cut_off, nothing.changes.ties_lost) == ((), (), ())
    assert nothing.changes.shifts == ()


def test_betweenness_moves_to_those_who_take_over() -> None:
    # A ring of five without e is a chain a-b-c-d: b and c lie on two of three pairs of others.
    found = without_actors(network("ab bc cd de ae"), ["e"])
    assert found.changes.shifts == (
        Shift("b", "B", 0.166666667, 0.666666667),
        Shift("c", "C", 0.166666667, 0.666666667),
        Shift("a", "A", 0.166666667, 0.0),
        Shift("d", "D", 0.166666667, 0.0),
        Shift("e", "E", 0.166666667, None),
    )


def test_a_group_that_goes_takes_no_actor_along() -> None:
    found = without_actors(network("ab az bz", groups="z"), ["z"])
    assert (found.alone, found.cut_off) == ((), ())
    assert found.changes.before == found.changes.after
