"""The figures of the map on a day; the region is that of the map, with days, counted on paper.

Kraft (Øy) was founded in 2015, Lys (Øy) dissolved in 2018, Melk (Ås) has no day. Ås is part of
the region from 2020 on. Varme runs from 2016 to 2020; the part of Kraft in it from 2018 on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import deepcopy
from html import unescape

import pytest
from flask import Flask

from tests.loaders.conftest import Rows
from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.test_map import TABLES
from webapp import create_app
from webapp.settings import Settings


def _dated() -> dict[str, Rows]:
    tables = deepcopy(TABLES)
    kraft, lys, _melk = tables["actors"]
    kraft["founded"], lys["dissolved"] = "2015", "2018"
    tables["initiatives"][0] |= {"start": "2016", "end": "2020"}
    tables["participations"][0]["valid_from"] = "2018"
    # Two grants to Kraft: the first has the time of what it is for, the other its own.
    tables["funding"].append(
        {**tables["funding"][0], "id": "g", "amount": "70", "valid_from": "2022"}
    )
    tables["funding_parties"].append({**tables["funding_parties"][0], "id": "gp", "funding": "g"})
    return tables


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(_dated(), tmp_path_factory.mktemp("map-of-a-day"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    close(made)


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def figures(reader: Visitor, query: str) -> dict[str, str]:
    text = reader.get(f"/map.csv?{query}").text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    rows = csv.DictReader(io.StringIO(text))
    return {row["id"]: row["value"] for row in rows if row["value"]}


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("measure=actors", {"oy": "2", "as": "1"}),
        ("measure=actors&at=2014-06-01", {"oy": "1", "as": "1"}),
        ("measure=actors&at=2016-06-01", {"oy": "2", "as": "1"}),
        ("measure=actors&at=2019-06-01", {"oy": "1", "as": "1"}),
        # The company in Ås belongs in the region once Ås does.
        ("show=region&measure=actors&at=2019-06-01", {"regionen": "1"}),
        ("show=region&measure=actors&at=2020-06-01", {"regionen": "2"}),
        ("measure=initiatives", {"oy": "1"}),
        ("measure=initiatives&at=2015-06-01", {}),
        # Lys takes part as long as it is there, Kraft from 2018 on.
        ("measure=initiatives&at=2017-06-01", {"oy": "1"}),
        ("measure=initiatives&at=2019-06-01", {"oy": "1"}),
        ("measure=initiatives&at=2021-06-01", {}),
        ("measure=money-NOK", {"oy": "570"}),
        ("measure=money-NOK&at=2015-06-01", {}),
        ("measure=money-NOK&at=2019-06-01", {"oy": "500"}),
        ("measure=money-NOK&at=2022-06-01", {"oy": "70"}),
    ],
)
def test_figures_count_what_was_there(reader: Visitor, query: str, values: dict[str, str]) -> None:
    assert figures(reader, query) == values


def test_what_is_over_is_counted_as_left_out(reader: Visitor) -> None:
    text = reader.read("/map?measure=initiatives&at=2021-06-01")
    assert "1 til gjelder en annen tid og er ikke talt med." in text


def test_the_page_says_what_it_counts_and_what_it_cannot_date(reader: Visitor) -> None:
    text = reader.read("/map?measure=actors&at=2019-06-01")
    assert "Tallene er det som var der denne dagen, i delene som stedet hadde da." in text
    assert "1 til gjelder en annen tid og er ikke talt med." in text
    assert "1 er uten tid i kildene, og er talt med." in text
    assert "Tallene gjelder alle år" not in text
    assert "Tallene gjelder alle år" in reader.read("/map?measure=actors")
    assert "Tallene er penger som gjaldt denne dagen. 1 til" in reader.read(
        "/map?measure=money-NOK&at=2019-06-01"
    )


def test_money_leads_to_the_rows_of_the_day(reader: Visitor) -> None:
    page = unescape(reader.get("/map?measure=money-NOK&at=2019-06-01").text)
    address = "/money/rows?kind=grant&status=granted&place=place:oy"
    link = next(
        one for one in page.replace("%3A", ":").split('href="') if one.startswith(address)
    ).partition('"')[0]
    assert "time=" not in link
    rows = reader.get(link.replace("/money/rows?", "/money/rows.csv?")).text
    assert ",500," in rows
    assert ",70," not in rows
