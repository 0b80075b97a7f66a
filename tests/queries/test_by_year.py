"""Indicators by year on a region with gaps, undated things and shares, worked out by hand.

======== ======= ======= =================== ========================================
what     start   end     who                 municipalities
======== ======= ======= =================== ========================================
bro      2001    2003    a, b                Øy and Ås: across
vei      2002            a, c                Øy twice
kai              2003    a, d                Øy; the county authority has none
park     2006            d                   none known
ide                      b, e                Ås and Øy: across; e is in nothing else
tale     2002    2002    b speaks for it     none: who speaks for it takes no part
plan     2001    2006    planned             has not happened
======== ======= ======= =================== ========================================

In 2004 and 2005 nothing is stated: the road may go on. The series ends in 2006.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import snapshot
from graph.store import Reader, open_store
from loaders.build import Recipe, build
from queries import catalogue
from queries.answers import answer
from queries.questions import question
from tests.loaders.conftest import Rows, write_tables

NOT_MEASURED = "not measured"


def _actor(name: str, type_: str = "Company", **where: str) -> dict[str, str]:
    return {"id": name, "type": type_, "name_nb": name.upper(), "source": "s", **where}


def _initiative(name: str, start: str = "", end: str = "", modality: str = "") -> dict[str, str]:
    return {
        "id": name,
        "type": "Project",
        "name_nb": name.capitalize(),
        "start": start,
        "end": end,
        "status": "planned" if modality else "not-stated",
        "modality": modality,
        "source": "s",
    }


def _takes_part(initiative: str, actor: str, role: str = "partner") -> dict[str, str]:
    return {
        "id": f"{initiative}-{actor}",
        "actor": actor,
        "initiative": initiative,
        "role": role,
        "source": "s",
    }


TABLES: dict[str, Rows] = {
    "sources": [{"id": "s", "title": "Saksframlegg"}],
    "places": [
        {"id": "oy", "type": "MunicipalTerritory", "name": "Øy", "source": "s"},
        {"id": "as", "type": "MunicipalTerritory", "name": "Ås", "source": "s"},
        {"id": "fylket", "type": "County", "name": "Fylket", "source": "s"},
    ],
    "actors": [
        _actor("a", seat="oy"),
        _actor("b", seat="as"),
        _actor("c", seat="oy"),
        _actor("d", "CountyAuthority", acts_for="fylket"),
        _actor("e", seat="oy"),
        _actor("gruppe", "ActorGroup"),
    ],
    "initiatives": [
        _initiative("bro", "2001", "2003"),
        _initiative("vei", "2002"),
        _initiative("kai", "", "2003"),
        _initiative("park", "2006"),
        _initiative("ide"),
        _initiative("tale", "2002", "2002"),
        _initiative("plan", "2001", "2006", "planned"),
    ],
    "participations": [
        _takes_part("bro", "a"),
        _takes_part("bro", "b"),
        _takes_part("vei", "a"),
        {**_takes_part("vei", "c"), "valid_from": "2003", "valid_to": "2003"},
        _takes_part("kai", "a"),
        _takes_part("kai", "d"),
        _takes_part("kai", "gruppe"),
        _takes_part("park", "d"),
        _takes_part("ide", "b"),
        _takes_part("ide", "e"),
        _takes_part("tale", "b", "advocate"),
        {**_takes_part("plan", "e"), "modality": "planned"},
    ],
}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("years")
    data = write_tables(folder / "data", TABLES)
    build(Recipe(data, catalogue.rules(), catalogue.checks()), folder / "snapshots")
    reader = open_store(snapshot.current(folder / "snapshots").path)
    yield reader
    reader.close()


def _rows(region: Reader, name: str) -> list[tuple[str, ...]]:
    found = answer(question(name), region, {}, "en")
    names = [column.name for column in found.question.columns]
    return [tuple(row[one].value if one in row else "" for one in names) for row in found.rows]


def test_initiatives_are_counted_in_stated_years_and_what_may_go_on_apart(region: Reader) -> None:
    assert _rows(region, "initiatives-by-year") == [
        ("2001", "1", "0", ""),
        ("2002", "3", "0", ""),
        ("2003", "2", "1", ""),
        ("2004", "", "1", NOT_MEASURED),
        ("2005", "", "1", NOT_MEASURED),
        ("2006", "1", "1", ""),
        ("", "", "1", "without a year"),
    ]


def test_actors_count_once_a_year_by_their_own_dates_first(region: Reader) -> None:
    # C is in the road in 2003 alone; E is only in the idea, which has no date.
    assert _rows(region, "actors-by-year") == [
        ("2001", "2", "0", ""),
        ("2002", "2", "0", ""),
        ("2003", "4", "0", ""),
        ("2004", "", "1", NOT_MEASURED),
        ("2005", "", "1", NOT_MEASURED),
        ("2006", "1", "1", ""),
        ("", "", "1", "without a year"),
    ]


def test_ties_are_as_old_as_what_they_go_through(region: Reader) -> None:
    # A-B by the bridge, A-C by the road, A-D by the quay; B-E by the idea without a date. The park
    # of 2006 joins nobody.
    assert _rows(region, "ties-by-year") == [
        ("2001", "1", "0", ""),
        ("2002", "2", "0", ""),
        ("2003", "2", "1", ""),
        ("", "", "1", "without a year"),
    ]
    # When A and D began is not stated either.
    assert _rows(region, "new-ties-by-year") == [
        ("2001", "1", "", ""),
        ("2002", "1", "", ""),
        ("2003", "0", "", ""),
        ("", "", "2", "without a year"),
    ]


def test_the_share_across_municipalities_is_of_those_that_are_known(region: Reader) -> None:
    assert _rows(region, "across-municipalities-by-year") == [
        ("2001", "100", "1", "1", "0", ""),
        # Bridge and road; nobody takes part in what is only spoken for.
        ("2002", "50", "1", "2", "1", ""),
        # Bridge and quay: one of two; the road, begun before, is not stated for 2003.
        ("2003", "50", "1", "2", "0", ""),
        ("2004", "", "", "", "", NOT_MEASURED),
        ("2005", "", "", "", "", NOT_MEASURED),
        ("2006", "", "0", "0", "1", NOT_MEASURED),
        ("", "100", "1", "1", "0", "without a year"),
    ]
