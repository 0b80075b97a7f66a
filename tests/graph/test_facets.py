"""Counting along facets, against counts made on paper and a count the slow way."""

from __future__ import annotations

import random

from graph.facets import FacetTable

#: Four things: two actors in Hamar, one initiative in Hamar and Løten, one place.
TABLE = FacetTable.of(
    [
        ("council", "kind", "actor"),
        ("school", "kind", "actor"),
        ("bridge", "kind", "initiative"),
        ("loten", "kind", "place"),
        ("council", "place", "hamar"),
        ("school", "place", "hamar"),
        ("bridge", "place", "hamar"),
        ("bridge", "place", "loten"),
        ("loten", "place", "loten"),
        ("bridge", "topic", "roads"),
    ]
)
ALL = ["council", "school", "bridge", "loten"]


def test_each_value_is_counted_when_nothing_is_chosen() -> None:
    assert TABLE.counts(ALL, {}) == {
        "kind": {"actor": 2, "initiative": 1, "place": 1},
        "place": {"hamar": 3, "loten": 2},
        "topic": {"roads": 1},
    }


def test_a_choice_narrows_the_other_facets_and_not_its_own() -> None:
    assert TABLE.narrowed(ALL, {"place": "hamar"}) == {"council", "school", "bridge"}
    assert TABLE.counts(ALL, {"place": "hamar"}) == {
        "kind": {"actor": 2, "initiative": 1},
        "place": {"hamar": 3, "loten": 2},
        "topic": {"roads": 1},
    }


def test_two_choices_must_both_hold() -> None:
    choice = {"place": "loten", "kind": "initiative"}
    assert TABLE.narrowed(ALL, choice) == {"bridge"}
    assert TABLE.counts(ALL, choice) == {
        "kind": {"initiative": 1, "place": 1},
        "place": {"hamar": 1, "loten": 1},
        "topic": {"roads": 1},
    }


def test_a_chosen_value_stays_to_be_taken_back_when_nothing_is_left() -> None:
    assert TABLE.counts(["council"], {"topic": "roads"}) == {
        "kind": {},
        "place": {},
        "topic": {"roads": 0},
    }


def test_only_what_there_is_to_choose_among_is_counted() -> None:
    assert TABLE.counts(["loten"], {})["place"] == {"loten": 1}
    assert TABLE.narrowed([], {"kind": "actor"}) == set()


def test_a_facet_or_value_that_nothing_has_leaves_nothing() -> None:
    assert TABLE.narrowed(ALL, {"place": "atlantis"}) == set()
    assert TABLE.narrowed(ALL, {"colour": "red"}) == set()


def test_a_count_is_what_a_click_would_give() -> None:
    chance = random.Random(6)
    things = [f"thing-{number}" for number in range(60)]
    facets = {"a": "xyz", "b": "pqrst", "c": "mn"}
    table = FacetTable.of(
        (thing, facet, value)
        for thing in things
        for facet, values in facets.items()
        for value in chance.sample(values, chance.randint(0, 2))
    )
    for _ in range(40):
        within = chance.sample(things, 30)
        choice = {
            facet: chance.choice(values)
            for facet, values in facets.items()
            if chance.random() < 0.5
        }
        for facet, counted in table.counts(within, choice).items():
            for value in facets[facet]:
                after = table.narrowed(within, {**choice, facet: value})
                assert counted.get(value, 0) == len(after)
