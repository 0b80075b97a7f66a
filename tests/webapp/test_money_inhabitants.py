"""Money per inhabitant, on the library's region with populations, worked out by hand.

Nes got 1000 kroner in 2016 and Dal 600 in 2018; 10 euro go to both places together.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from loaders.build import Recipe, build
from queries import catalogue
from tests.loaders.conftest import write_tables
from tests.queries.region import TABLES, build_region
from tests.webapp.conftest import Visitor, close
from webapp import create_app, money
from webapp.inhabitants import Divided, divide, inhabitants
from webapp.money import Choice
from webapp.settings import Settings
from webapp.site import opened

#: How many live where, and when that was; one source has no year, and two disagree on Dal.
POPULATIONS = [
    ("nes", "999", ""),
    ("nes", "200", "2015-01-01"),
    ("nes", "250", "2019"),
    ("nord", "400", "2018-01-01"),
    ("gamlefylket", "100", "2021"),
    ("fylket", "1000", "2018"),
    ("vik", "50", "2018"),
    ("dal", "10", "2018-01-01"),
    ("dal", "12", "2018-01-01"),
]


def _build(folder: Path, populations: list[tuple[str, str, str]] = POPULATIONS) -> Path:
    tables = {}
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = [dict(row) for row in csv.DictReader(file)]
    tables["places"].append({"id": "vest", "type": "Region", "name": "Vest", "source": "plan"})
    tables["observations"] += [
        {
            "id": f"folketall-{number}",
            "subject": f"place:{place}",
            "measure": "population",
            "value": value,
            "unit": "persons",
            "date": day,
            "source": "plan",
            "locator": f"L{80 + number}",
        }
        for number, (place, value, day) in enumerate(populations)
    ]
    data = write_tables(folder / "data", tables)
    build(Recipe(data, catalogue.rules(), catalogue.checks()), folder / "snapshots")
    return folder / "snapshots"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = _build(tmp_path_factory.mktemp("inhabitants"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    close(made)


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def _divided(app: Flask, currency: str, year: str = "", place: str = "") -> Divided:
    with app.test_request_context("/"):
        snapshot = opened()
        book = money.ledger(snapshot, "nb")
        shares = money.counted(snapshot, book, Choice(year=year)).of("recipient", currency)
        return divide(shares, book, inhabitants(snapshot, "nb"), year, place)


def _each(found: Divided) -> dict[str, tuple[Decimal, str]]:
    return {row.place.rpartition("/")[2]: (row.each, row.population.year) for row in found.rows}


def test_sums_are_divided_by_the_newest_population_with_a_year(app: Flask) -> None:
    found = _divided(app, "NOK")
    # Nes lies in the north, Dal in the old county as long as there was one, and in the south,
    # which lies in the county from 2020: its figure of 2018 is of what was to be the county.
    assert _each(found) == {
        "gamlefylket": (Decimal(6), "2021"),
        "nes": (Decimal(4), "2019"),
        "nord": (Decimal("2.5"), "2018"),
        "fylket": (Decimal("1.6"), "2018"),
    }
    assert [one.rpartition("/")[2] for one in found.disputed] == ["dal"]
    assert not found.without
    assert (found.elsewhere, found.places) == (Decimal(0), 2)


def test_a_year_has_the_population_of_its_time(app: Flask) -> None:
    # Of 2016: what was known of Nes in 2015, and the first figures after for the others.
    assert _each(_divided(app, "NOK", year="2016")) == {
        "nes": (Decimal(5), "2015"),
        "nord": (Decimal("2.5"), "2018"),
        "fylket": (Decimal(1), "2018"),
    }


def test_what_has_no_place_of_its_own_is_never_divided(app: Flask) -> None:
    found = _divided(app, "EUR")
    assert not found.rows
    assert (found.elsewhere, found.places) == (Decimal(10), 0)


def test_the_page_tells_population_year_and_source_and_what_is_missing(reader: Visitor) -> None:
    text = reader.read("/money")
    assert "Nes Kommuneområde 4,0 1 000 250 2019 " in text
    assert "Nordregionen Region, med Nes 2,5 1 000 400 2018" in text
    assert "Plan for Nordregionen, linje 82" in text
    assert "ulike folketall for samme dag: Dal." in text
    # The euro belong to no one place.
    assert "Ingenting av dette kan deles på innbyggere. Ikke med: 10 EUR der mottakeren" in text
    assert "Tabellene sier hvilke steder som ligger i 2 av 3 regioner." in text


def test_places_that_no_figure_holds_are_named(tmp_path: Path) -> None:
    # Only the north has a population: Nes lies in it and is in its sum, Dal is in none.
    app = create_app(
        Settings(
            snapshots=_build(tmp_path, [("nord", "400", "2018")]),
            watch_seconds=0,
            log_requests=False,
        )
    )
    text = Visitor(app.test_client()).read("/money")
    assert "Nordregionen Region, med Nes 2,5 1 000 400 2018" in text
    assert "pengene dit er ikke i noe av beløpene: Dal." in text
    close(app)


def test_one_place_is_told_with_what_lies_in_it(reader: Visitor) -> None:
    text = reader.read("/money?place=place:nes")
    assert "Nes Kommuneområde 4,0" in text
    assert "Nordregionen Region" not in text
    assert "Per innbygger" not in reader.read("/money?place=many")


def test_without_populations_the_page_says_for_which_places(tmp_path: Path) -> None:
    app = create_app(
        Settings(snapshots=build_region(tmp_path), watch_seconds=0, log_requests=False)
    )
    text = Visitor(app.test_client()).read("/money")
    assert "folketall med år for 0 av 2 steder med mottakere. Det mangler for Dal og Nes." in text
    close(app)


def test_the_file_has_a_row_for_each_place_of_the_page(reader: Visitor) -> None:
    sheet = reader.get("/money/inhabitants.csv").text
    rows = list(csv.DictReader(io.StringIO(sheet.lstrip("\ufeff"))))
    told = [
        (row["place"], row["amount"], row["inhabitants"], row["amount_per_inhabitant"])
        for row in rows
    ]
    assert told == [
        ("Gamlefylket", "600", "100", "6.00"),
        ("Nes", "1000", "250", "4.00"),
        ("Nordregionen", "1000", "400", "2.50"),
        ("Fylket", "1600", "1000", "1.60"),
    ]
    assert rows[2]["places_in_it"] == "Nes"
    assert (rows[1]["inhabitants_year"], rows[1]["locator"]) == ("2019", "L82")
    assert reader.get("/money/inhabitants.xlsx?year=2016").data[:2] == b"PK"
