"""Flows of money: what is added up, what stands together, and where it is drawn."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from graph.flows import (
    BOX,
    COLUMNS,
    NOWHERE,
    OTHERS,
    TOGETHER,
    Flows,
    Node,
    Share,
    flows,
    group,
    lay_out,
)


def share(row: str, party: str, initiative: str, amount: int) -> Share:
    return Share(row, party, initiative, Decimal(amount))


#: The county gives 100 to the school and 30 to the road, the fund 20 to the school; the school
#: passes 90 on to the town. Two give 7 together, for nothing that is stated.
GIVEN = [
    share("r1", "county", "school", 100),
    share("r2", "county", "road", 30),
    share("r3", "fund", "school", 20),
    share("r4", TOGETHER, NOWHERE, 7),
]
RECEIVED = [share("r1", "town", "school", 90)]


def drawn(most: int = 12) -> Flows:
    return flows(GIVEN, RECEIVED, group(GIVEN, RECEIVED, most))


def test_a_node_has_all_that_passes_through_it() -> None:
    assert drawn().nodes == (
        # All of it goes to the topmost initiative, of the county's only most.
        Node(0, "fund", Decimal(20), 1),
        Node(0, "county", Decimal(130), 2),
        Node(0, TOGETHER, Decimal(7), 1),
        # 120 come in and 90 go out: the larger of the two.
        Node(1, "school", Decimal(120), 2),
        Node(1, "road", Decimal(30), 1),
        Node(1, NOWHERE, Decimal(7), 1),
        Node(2, "town", Decimal(90), 1),
    )


def test_what_flows_between_two_is_added_up() -> None:
    twice = [*GIVEN, share("r5", "fund", "school", 5)]
    links = flows(twice, RECEIVED, group(twice, RECEIVED, 12)).links
    found = {(link.start, link.end): (link.amount, link.rows) for link in links}
    assert found == {
        ("county", "school"): (Decimal(100), 1),
        ("county", "road"): (Decimal(30), 1),
        ("fund", "school"): (Decimal(25), 2),
        (TOGETHER, NOWHERE): (Decimal(7), 1),
        ("school", "town"): (Decimal(90), 1),
    }


def test_the_small_ones_stand_together_and_nothing_is_lost() -> None:
    given = [share(f"r{number}", f"p{number}", "school", number) for number in range(1, 8)]
    found = flows(given, [], group(given, [], 3))
    amounts = {node.key: node.amount for node in found.column(0)}
    # 7, 6 and 5 stand for themselves; 4 + 3 + 2 + 1 stand together.
    assert amounts == {"p7": 7, "p6": 6, "p5": 5, OTHERS: 10}
    assert found.column(0)[-1].key == OTHERS
    assert found.column(0)[-1].rows == 4


def test_a_single_small_one_keeps_its_name() -> None:
    given = [share(f"r{number}", f"p{number}", "school", number) for number in range(1, 5)]
    assert OTHERS not in {node.key for node in flows(given, [], group(given, [], 3)).nodes}


def test_an_undecided_share_is_never_put_with_others() -> None:
    given = [share(f"r{number}", f"p{number}", "school", 50 + number) for number in range(6)]
    given.append(share("shared", TOGETHER, "school", 1))
    keys = [node.key for node in flows(given, [], group(given, [], 2)).column(0)]
    assert keys[-2:] == [TOGETHER, OTHERS]


def test_the_fullest_column_sets_the_scale_for_all() -> None:
    picture = lay_out(drawn())
    heights = {box.node.key: box.height for box in picture.boxes}
    # 157 is the most in a column and is 420 high.
    assert heights["county"] == pytest.approx(420 * 130 / 157, abs=0.06)
    assert heights["town"] == pytest.approx(420 * 90 / 157, abs=0.06)


def test_labels_have_room_and_boxes_do_not_overlap() -> None:
    given = [share(f"r{number}", f"p{number}", "school", 1) for number in range(12)]
    picture = lay_out(flows(given, [], group(given, [], 12)))
    for column in COLUMNS:
        boxes = [box for box in picture.boxes if box.x == column]
        for above, below in pairwise(boxes):
            assert below.y >= above.y + above.height
            assert below.middle - above.middle >= 34


def test_a_band_goes_from_box_to_box() -> None:
    picture = lay_out(drawn())
    band = next(one for one in picture.bands if one.link.start == "school")
    school = next(box for box in picture.boxes if box.node.key == "school")
    assert band.path.startswith(f"M{COLUMNS[1] + BOX:.1f} {school.y:.1f}C")
    assert f" {COLUMNS[2]:.1f} " in band.path


def test_no_money_is_an_empty_picture() -> None:
    assert lay_out(flows([], [], group([], [], 12))).boxes == ()
