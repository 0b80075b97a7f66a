"""Who is missing from the table, as a page and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.conftest import Visitor, assert_problem, build_region, close
from tests.webapp.region import REGION
from webapp import create_app
from webapp.settings import Settings

PAGE = "/network/missing"


@pytest.fixture(scope="module")
def table_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Serve a region where Stange and Åsnes each work with Alfa, Beta and Gamma."""
    tables = deepcopy(REGION)
    common = {"source": "plan", "locator": "L70"}
    tables["actors"] += [
        {"id": "stange", "type": "Municipality", "name_nb": "Stange kommune", **common},
        {"id": "aasnes", "type": "Municipality", "name_nb": "Åsnes kommune", **common},
        *(
            {"id": name.lower(), "type": "Company", "name_nb": name, **common}
            for name in ("Alfa", "Beta", "Gamma")
        ),
    ]
    tables["collaborations"] += [
        {"id": f"{one}-{other}", "left": one, "right": other, "about_nb": "Noe", **common}
        for one in ("stange", "aasnes")
        for other in ("alfa", "beta", "gamma")
    ]
    folder: Path = tmp_path_factory.mktemp("table")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield app
    close(app)


@pytest.fixture
def table(table_app: Flask) -> Visitor:
    """Visit it, in Norwegian until another language is asked for."""
    return Visitor(table_app.test_client())


def test_a_pair_stands_with_what_it_has_in_common(table: Visitor) -> None:
    text = table.read(PAGE)
    assert "1 par, det med mest felles først." in text
    # Alfa, Beta and Gamma have two in common each, which is too few.
    assert "Stange kommune Åsnes kommune 3 Alfa, Beta, Gamma." in text
    assert "At ingen kilde oppgir et bånd, betyr ikke at det ikke finnes." in text
    english = table.read(f"{PAGE}?lang=en")
    assert "1 pair, the one with most in common first." in english


def test_the_actor_asked_for_stands_first(table: Visitor) -> None:
    assert "Åsnes kommune Stange kommune 3" in table.read(f"{PAGE}?actor=actor:aasnes")
    assert "Åsnes kommune Stange kommune 3" in table.read(f"{PAGE}?actor=Åsnes+kommune")
    assert "Ingen par har så mye felles" in table.read(f"{PAGE}?actor=actor:alfa")


def test_the_choice_of_the_network_is_that_of_the_list(table: Visitor) -> None:
    assert "Ingen par har så mye felles" in table.read(f"{PAGE}?tie=participation")
    page = table.get(f"{PAGE}?tie=collaboration&actor=actor:stange").text
    # The form and the way back keep it.
    assert '<input type="hidden" name="tie" value="collaboration">' in page
    assert 'href="/network?tie=collaboration"' in page
    assert 'href="/network/missing.csv?tie=collaboration&amp;actor=actor%3Astange"' in page


def test_the_files_hold_the_same_pairs(table: Visitor) -> None:
    answer = table.ask(f"{PAGE}.csv")
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert row == {
        "first": "https://w3id.org/samspill/id/actor/stange",
        "first_label": "Stange kommune",
        "second": "https://w3id.org/samspill/id/actor/aasnes",
        "second_label": "Åsnes kommune",
        "partners": "3",
        "partner_labels": "Alfa | Beta | Gamma",
        "places": "",
        "topics": "",
        # Each of the three partners has two ties of weight 1: three times a half.
        "score": "1.5",
    }
    assert table.ask(f"{PAGE}.xlsx").data[:2] == b"PK"


def test_the_network_leads_there(table: Visitor) -> None:
    assert '<a class="ds-link" href="/network/missing' in table.get("/network").text


def test_a_region_of_three_has_nobody_missing(visitor: Visitor) -> None:
    assert "Ingen par har så mye felles uten å ha et bånd." in visitor.read(PAGE)


def test_an_actor_that_is_not_there_is_refused(visitor: Visitor) -> None:
    assert_problem(visitor.ask(f"{PAGE}.csv?actor=actor:nobody"), 400, "actor")
    visitor.read(f"{PAGE}?page={'9' * 5000}", expect=400)
