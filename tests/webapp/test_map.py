"""The map: which places there are on a day, where they stand, and what they measure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from loaders.build import Recipe, build
from loaders.registers import REGISTERS
from loaders.registers.dataset import Dataset, read_datasets
from loaders.registers.importing import import_file
from queries import catalogue
from tests.loaders.conftest import Rows, write_tables
from tests.webapp.conftest import Visitor
from webapp import create_app
from webapp.settings import Settings

BOUNDARIES = Path(__file__).parents[1] / "data" / "registers" / "municipalities.geojson"


def _number(identifier: str, place: str, code: str, **days: str) -> dict[str, str]:
    scheme = "county-number" if len(code) == 2 else "municipality-number"
    return {"id": identifier, "place": place, "scheme": scheme, "code": code, "source": "s", **days}


#: Two municipalities of a region, a county that ended in 2019, and one place that nobody has put
#: on a map. The outlines of 0907 and 9001 are in the boundaries.
TABLES: dict[str, Rows] = {
    "sources": [{"id": "s", "title": "Saksframlegg"}],
    "places": [
        {
            "id": id_,
            "type": type_,
            "name": name,
            "source": "s",
            **({"latitude": point[0], "longitude": point[1]} if point else {}),
        }
        for id_, type_, name, point in (
            ("oy", "MunicipalTerritory", "Øy", ("61", "11")),
            ("as", "MunicipalTerritory", "Ås", ("60", "13")),
            ("dal", "MunicipalTerritory", "Dal", None),
            ("regionen", "Region", "Regionen", None),
            ("gamle", "County", "Gamle fylke", None),
            ("nye", "County", "Nye fylke", None),
        )
    ],
    "place_codes": [
        _number("n1", "oy", "0401", valid_to="2019-12-31"),
        _number("n2", "oy", "0907", valid_from="2020-01-01"),
        _number("n3", "dal", "9001"),
        _number("n4", "gamle", "04", valid_to="2019-12-31"),
        _number("n5", "nye", "34", valid_from="2020-01-01"),
    ],
    "place_parts": [
        {"id": "p1", "part": "oy", "whole": "regionen", "source": "s"},
        {"id": "p2", "part": "as", "whole": "regionen", "source": "s", "valid_from": "2020-01-01"},
        {"id": "p3", "part": "oy", "whole": "gamle", "source": "s"},
    ],
    "actors": [
        {"id": "k", "type": "Company", "name_nb": "Kraft", "seat": "oy", "source": "s"},
        {"id": "l", "type": "Company", "name_nb": "Lys", "seat": "oy", "source": "s"},
        {"id": "m", "type": "Company", "name_nb": "Melk", "seat": "as", "source": "s"},
    ],
    "initiatives": [
        {"id": "i", "type": "Project", "name_nb": "Varme", "source": "s"},
    ],
    "participations": [
        {"id": "d1", "actor": "k", "initiative": "i", "role": "partner", "source": "s"},
        {"id": "d2", "actor": "l", "initiative": "i", "role": "partner", "source": "s"},
    ],
    "observations": [
        {
            "id": id_,
            "subject": "place:oy",
            "measure": "population",
            "value": value,
            "unit": "persons",
            "date": day,
            "source": "s",
        }
        for id_, value, day in (("o1", "900", "2015-01-01"), ("o2", "1000", "2021-01-01"))
    ],
    "funding": [
        {
            "id": "f",
            "subject": "initiative:i",
            "amount": "500",
            "currency": "NOK",
            "kind": "grant",
            "status": "granted",
            "source": "s",
        },
    ],
    "funding_parties": [
        {"id": "fp", "funding": "f", "actor": "k", "role": "recipient", "source": "s"},
    ],
}


def site_with(folder: Path, *, boundaries: bool) -> Flask:
    """Build the tables, with or without the outlines of municipalities."""
    data = write_tables(folder / "data", TABLES)
    datasets: tuple[Dataset, ...] = ()
    if boundaries:
        import_file(REGISTERS["boundaries"], BOUNDARIES, folder / "borders", date="2024-01-01")
        datasets = read_datasets([folder / "borders"])
    build(
        Recipe(data, catalogue.rules(), catalogue.checks(), datasets=datasets),
        folder / "snapshots",
    )
    settings = Settings(snapshots=folder / "snapshots", watch_seconds=0, log_requests=False)
    return create_app(settings)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = site_with(tmp_path_factory.mktemp("points"), boundaries=False)
    yield made
    made.extensions["samspill"].close()


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def sheet(reader: Visitor, query: str) -> dict[str, dict[str, str]]:
    """Give the rows of the table by the place's id."""
    text = reader.get(f"/map.csv?{query}").text.lstrip("\ufeff")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("measure=actors", {"oy": "2", "as": "1", "dal": ""}),
        ("measure=initiatives", {"oy": "1", "as": "", "dal": ""}),
        ("measure=population&at=2022-01-01", {"oy": "1000", "as": "", "dal": ""}),
        ("measure=population&at=2016-01-01", {"oy": "900", "as": "", "dal": ""}),
        ("measure=money-NOK", {"oy": "500", "as": "", "dal": ""}),
        # Three companies have their seat in parts of the region.
        ("show=region&measure=actors", {"regionen": "3"}),
        ("show=region&measure=money-NOK", {"regionen": "500"}),
    ],
)
def test_each_place_has_its_figure(reader: Visitor, query: str, values: dict[str, str]) -> None:
    assert {key: row["value"] for key, row in sheet(reader, query).items()} == values


def test_counties_are_those_of_the_day(reader: Visitor) -> None:
    assert set(sheet(reader, "show=county&at=2019-06-01")) == {"gamle"}
    assert set(sheet(reader, "show=county&at=2020-06-01")) == {"nye"}
    text = reader.read("/map?show=county&at=2019-06-01")
    assert "Stedene er de som fantes 1. juni 2019." in text
    assert "1 sted fantes ikke denne dagen og er ikke med." in text


def test_a_region_stands_in_the_middle_of_the_parts_of_the_day(reader: Visitor) -> None:
    row = sheet(reader, "show=region&at=2021-01-01")["regionen"]
    assert (row["latitude"], row["longitude"], row["middle_of"]) == ("60.5", "12.0", "2")
    # Ås came in 2020.
    row = sheet(reader, "show=region&at=2019-01-01")["regionen"]
    assert (row["latitude"], row["longitude"], row["middle_of"]) == ("61.0", "11.0", "1")
    assert "ja, midt mellom de 2 delene" in reader.read("/map?show=region&at=2021-01-01")


def test_numbers_are_those_of_the_day(reader: Visitor) -> None:
    assert sheet(reader, "at=2019-06-01")["oy"]["codes"] == "0401"
    assert sheet(reader, "at=2021-06-01")["oy"]["codes"] == "0907"


def test_a_place_without_a_point_is_told_of_and_stands_in_the_table(reader: Visitor) -> None:
    text = reader.read("/map")
    assert "2 av 3 steder står på kartet." in text
    assert "Dal 9001 ikke oppgitt nei, punktet er ikke kjent" in text
    # Largest figure first.
    table = text.partition("Som tabell")[2]
    assert table.index("Øy") < table.index("Ås") < table.index("Dal")


def test_a_place_of_the_picture_is_a_link_with_name_and_figure(reader: Visitor) -> None:
    page = reader.get("/map").text
    places = re.findall(r'<a class="map__place" href="([^"]+)" aria-label="([^"]+)"', page)
    assert places == [("/page/place/oy", "Øy: 2"), ("/page/place/as", "Ås: 1")]
    assert "Kartverket" in page
    # The circle of half the figure has half the area.
    radii = [float(one) for one in re.findall(r'map__circle" [^>]* r="([\d.]+)"', page)]
    assert radii[0] ** 2 == pytest.approx(2 * radii[1] ** 2, rel=0.02)


@pytest.mark.parametrize("query", ["show=x", "measure=x", "measure=money-USD", "at=1.1.2019"])
def test_what_is_not_offered_is_refused(reader: Visitor, query: str) -> None:
    assert reader.get(f"/map?{query}").status_code == 400


def test_the_workbook_is_one(reader: Visitor) -> None:
    assert reader.get("/map.xlsx").data.startswith(b"PK")


def test_areas_are_drawn_where_boundaries_were_imported(tmp_path: Path) -> None:
    made = site_with(tmp_path, boundaries=True)
    reader = Visitor(made.test_client())
    page = reader.get("/map?at=2024-06-01").text
    # Øy and Dal have outlines; Ås has none and stays a point.
    assert len(re.findall(r'class="map__area map__area--5"', page)) == 1
    assert len(re.findall(r'class="map__area map__area--0"', page)) == 1
    assert len(re.findall(r'class="map__circle"', page)) == 1
    text = reader.read("/map?at=2024-06-01")
    assert "3 av 3 steder" not in text
    assert "Dal 9001 ikke oppgitt ja, som areal" in text
    # In 2019 the number of Øy was another one, which has no outline here.
    before = reader.get("/map?at=2019-06-01").text
    assert len(re.findall(r'class="map__area ', before)) == 1
    made.extensions["samspill"].close()
