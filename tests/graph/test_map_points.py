"""Where places stand on the map, and the room for their names."""

from __future__ import annotations

import pytest

from graph.map_points import Frame, Spot, labels, spots

OWN = {"a": (10.0, 60.0), "b": (12.0, 61.0), "c": (11.0, 62.0)}


def test_a_region_stands_in_the_middle_of_its_parts() -> None:
    found = spots(OWN, {"region": ["a", "b"], "county": ["region", "c"]})
    assert found["region"] == Spot(11.0, 60.5, 2)
    # The mean of all three municipalities, not of the region and one of them.
    assert found["county"] == Spot(11.0, 61.0, 3)


def test_parts_without_a_point_are_counted() -> None:
    assert spots(OWN, {"region": ["a", "b", "x"]})["region"] == Spot(11.0, 60.5, 2, 1)


def test_where_most_parts_have_no_point_there_is_no_middle() -> None:
    assert "country" not in spots(OWN, {"country": ["a", "x", "y"]})


def test_a_point_of_its_own_counts_before_the_parts() -> None:
    assert spots(OWN, {"a": ["b", "c"]})["a"] == Spot(10.0, 60.0)


def test_a_circle_of_parts_does_not_hang() -> None:
    assert spots(OWN, {"one": ["two", "a"], "two": ["one"]})["two"] == Spot(10.0, 60.0, 1)


def test_north_is_up_and_east_is_right() -> None:
    frame = Frame.around(list(OWN.values()), 400, 400, 20)
    (west, south), (east, middle), (_x, north) = (frame.place(OWN[one]) for one in "abc")
    assert west < east
    assert north < middle < south
    for x, y in (frame.place(point) for point in OWN.values()):
        assert 20 <= x <= 380
        assert 20 <= y <= frame.height - 20


def test_shapes_are_true_at_each_latitude() -> None:
    # On Mercator's map a degree of longitude at 60 degrees is as long as half a degree of latitude.
    frame = Frame.around([(10.0, 59.0), (14.0, 61.0)], 400, 400, 0)
    left, _y = frame.place((11.0, 60.0))
    right, _y = frame.place((12.0, 60.0))
    _x, top = frame.place((11.0, 60.25))
    _x, bottom = frame.place((11.0, 59.75))
    assert right - left == pytest.approx(bottom - top, rel=0.01)


def test_one_place_alone_has_a_land_around_it() -> None:
    frame = Frame.around([(10.0, 60.0)], 400, 400, 20)
    left, top = frame.place((10.0, 60.0))
    assert left == 200.0
    assert top == pytest.approx(frame.height / 2, abs=0.1)


def test_no_place_has_no_frame() -> None:
    with pytest.raises(ValueError, match="needs a point"):
        Frame.around([], 400, 400, 20)


def test_a_name_gives_way_to_one_that_came_first() -> None:
    first, second = labels([(50, 50, 5, "Hamar"), (52, 66, 5, "Stange")], 400)
    assert first is not None
    assert (first.x, first.y, first.anchor) == (59, 50, "start")
    assert second is not None
    assert (second.y, second.anchor) == (66, "start")


def test_the_name_of_an_area_stands_in_its_middle() -> None:
    (label,) = labels([(100, 50, 0, "Hamar")], 400)
    assert label is not None
    assert (label.x, label.y, label.anchor) == (100, 50, "middle")


def test_a_name_without_room_is_left_out() -> None:
    circles = [(30.0, 30.0, 10.0, "A very long name")]
    assert labels(circles, 60) == [None]
