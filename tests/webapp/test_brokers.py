"""Who stands between whom, by sectors and by places, as a page and as files."""

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

PAGE = "/network/brokers"


@pytest.fixture(scope="module")
def star_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Serve a region where Stange stands between two firms, a school and another municipality."""
    tables = deepcopy(REGION)
    common = {"source": "plan", "locator": "L70"}
    kinds = {
        "stange": "Municipality",
        "aasnes": "Municipality",
        "alfa": "Company",
        "beta": "Company",
        "gamma": "School",
        "delta": "Foundation",
    }
    tables["actors"] += [
        {"id": name, "type": kind, "name_nb": name.title(), **common}
        for name, kind in kinds.items()
    ]
    tables["collaborations"] += [
        {"id": f"stange-{name}", "left": "stange", "right": name, "about_nb": "Noe", **common}
        for name in ("aasnes", "alfa", "beta", "gamma", "delta")
    ]
    folder: Path = tmp_path_factory.mktemp("star")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield app
    close(app)


@pytest.fixture
def star(star_app: Flask) -> Visitor:
    """Visit it, in Norwegian until another language is asked for."""
    return Visitor(star_app.test_client())


def rows(visitor: Visitor, query: str = "") -> dict[str, list[int]]:
    text = visitor.get(f"{PAGE}.csv?type=Municipality&type=Company&type=School{query}").text
    return {
        row["label"]: [
            int(row[name])
            for name in ("coordinator", "gatekeeper", "consultant", "liaison", "total")
        ]
        for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    }


def test_the_pairs_of_each_role_are_counted(star: Visitor) -> None:
    # Of Åsnes, Alfa, Beta and Gamma there are six pairs. Åsnes is of Stange's own sector, and three
    # pairs lead from it to another; Alfa and Beta are both business; Alfa or Beta and Gamma are of
    # two others. Hamar stands between Løten and nobody, since the council is not asked for.
    assert rows(star)["Stange"] == [0, 3, 1, 2, 6]


def test_the_page_tells_each_role_in_a_sentence_and_whom_it_leaves_out(star: Visitor) -> None:
    text = star.read(PAGE)
    assert "Mellommann Binder sammen to på hver sin side, begge andre enn dens egen." in text
    assert "Flest par: Stange (2)." in text
    assert "Samordner Binder sammen to på sin egen side." in text
    # The foundation is of a mixed sector.
    assert "1 aktør er ikke med, fordi sektoren er blandet eller ikke kjent." in text
    assert "Stange Offentlig forvaltning 0 3 1 2 6" in text
    english = star.read(f"{PAGE}?lang=en")
    assert "Liaison Joins two of two other sides." in english
    assert "1 actor is left out" in english


def test_the_order_and_the_choice_are_in_the_address(star: Visitor) -> None:
    page = star.get(f"{PAGE}?sort=consultant&type=Company&type=Municipality").text
    assert '<option value="consultant" selected>' in page
    assert '<input type="hidden" name="type" value="Company">' in page
    assert_problem(star.ask(f"{PAGE}?by=colour"), 400, "sector")
    assert_problem(star.ask(f"{PAGE}?sort=height"), 400, "liaison")


def test_nobody_between_others_is_an_answer_too(star: Visitor) -> None:
    assert "Ingen står mellom to andre" in star.read(f"{PAGE}?type=School")
    # Hamar and Løten alone have a place, and nobody stands between the two.
    assert "Ingen står mellom to andre" in star.read(f"{PAGE}?by=place")


def test_the_network_leads_there_with_its_choice(star: Visitor) -> None:
    page = star.get("/network?type=Municipality").text
    assert 'href="/network/brokers?type=Municipality&amp;lang=nb"' in page
