"""In which order lists stand, and what stands in them beside the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path

import pytest

from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.region import MEASURES, REGION
from webapp import create_app
from webapp.settings import Settings


@pytest.fixture(scope="module")
def other_visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Visit a region whose ids tell nothing about the order of the names."""
    tables = deepcopy(REGION)
    backwards = {row["id"]: f"Øvelse {31 - at:02}" for at, row in enumerate(MEASURES, 1)}
    for row in tables["initiatives"]:
        row["name_nb"] = backwards.get(row["id"], row["name_nb"])
    common = {"source": "sak", "locator": "L40"}
    tables["funding_parties"] += [
        {"id": "a", "funding": "tilsagt", "actor": "loten", "role": "funder"}
        | {"modality": "proposed", **common},
        {"id": "b", "funding": "foreslatt", "actor": "?", "role": "recipient"}
        | {"modality": "proposed", **common},
    ]
    tables["funding"] += [
        {"id": "aa", "subject": "initiative:rom", "amount": "9000000", "currency": "NOK"}
        | {"kind": "budget", "status": "not-stated", "note": "Ingen giver er nevnt.", **common}
        | {"decided": "2015-07"},
    ]
    tables["goals"] = [{"id": "vekst", "holder": "actor:radet", "label_nb": "Vekst", **common}]
    tables["targets"] = [
        {"id": "hundre", "subject": "goal:vekst", "value": "100", "bound": "lower-bound"}
        | {"unit": "jobs-per-year", **common},
    ]
    tables["mentions"] += [
        {"id": "m2", "subject": "actor:radet", "source": "plan", "locator": "L6", "says": "Tidlig."}
    ]
    for row in tables["sources"]:
        row["published"] = "2019" if row["id"] == "sak" else "2019-01-01"
    tables["events"] = [
        {"id": "vedtak", "type": "decision", "label_nb": "Vedtak om penger", **common}
    ]
    folder: Path = tmp_path_factory.mktemp("order")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield Visitor(app.test_client())
    close(app)


def test_lists_are_sorted_by_name_before_they_are_cut_into_pages(other_visitor: Visitor) -> None:
    first = other_visitor.read("/page/initiative/gronn")
    assert "Øvelse 01" in first
    assert "Øvelse 26" not in first
    second = other_visitor.read("/page/initiative/gronn?initiative-partof=2")
    assert "Øvelse 26" in second
    assert "Øvelse 01" not in second


def test_money_is_sorted_by_number(other_visitor: Visitor) -> None:
    text = other_visitor.read("/page/initiative/rom")
    text = text[text.index("Finansiering 3") :]
    assert text.index("700 000 kroner tilskudd foreslått") < text.index("9 000 000 kroner ramme")
    assert text.index("inntil 700 000 kroner") < text.index("9 000 000 kroner ramme")


def test_a_proposed_giver_of_money_that_is_given_is_told_from_the_giver(
    other_visitor: Visitor,
) -> None:
    text = other_visitor.read("/page/initiative/rom")
    assert "Løten kommune (finansiør, foreslått); Regionrådet (finansiør)" in text
    # Of a proposed amount all is proposed.
    assert "700 000 kroner tilskudd foreslått ikke navngitt (mottaker)" in text
    assert "9 000 000 kroner ramme ikke oppgitt ikke oppgitt" in text


def test_a_lower_bound_is_part_of_the_figure(other_visitor: Visitor) -> None:
    text = other_visitor.read("/page/target/hundre")
    assert "Vekst: minst 100 arbeidsplasser per år" in text
    assert "Verdi minst 100 arbeidsplasser per år Kilde" in text


def test_mentions_stand_in_the_order_of_the_lines(other_visitor: Visitor) -> None:
    text = other_visitor.read("/page/actor/radet")
    assert text.index("Tidlig.") < text.index("Nevnt som vertskap.")


def test_what_the_source_does_not_say_of_an_event_is_said(other_visitor: Visitor) -> None:
    assert "Dato ikke oppgitt" in other_visitor.read("/page/event/vedtak")
    assert "Mottaker ikke oppgitt" in other_visitor.read("/page/funding/aa")
    assert "Mottaker ikke oppgitt" not in other_visitor.read("/page/funding/foreslatt")


def test_a_day_is_told_as_precisely_as_its_source_tells_it(other_visitor: Visitor) -> None:
    assert "Vedtatt dato juli 2015" in other_visitor.read("/page/funding/aa")
    # Of one document the year is known, of the other one the day, which is the first of a year.
    assert "Publisert 2019 " in other_visitor.read("/page/source/sak")
    assert "Publisert 1. januar 2019 " in other_visitor.read("/page/source/plan")
    page = unescape(other_visitor.get("/page/actor/radet").text)
    assert "«Saksframlegg», 2019, linje 7–8. Gjengitt" in page
    assert "«Regional plan», 1. januar 2019, linje 55. Gjengitt" in page
    # The list of the sources tells the day of one of them only.
    assert other_visitor.read("/sources").count("1. januar 2019") == 1


@pytest.fixture(scope="module")
def tied_visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Visit a region where Hamar has much in common with what stands last in the alphabet."""
    tables = deepcopy(REGION)
    common = {"source": "sak", "locator": "L40"}
    tables["actors"] += [
        {"id": f"b{number:02}", "type": "Company", "name_nb": f"Bedrift {number:02}", **common}
        for number in range(1, 30)
    ]
    tables["actors"] += [{"id": "aas", "type": "Company", "name_nb": "Ås bruk", **common}]
    # Thirty-one meet in one measure; Hamar and Ås bruk alone in two more.
    meetings = {"tiltak-01": [f"b{number:02}" for number in range(1, 30)] + ["aas", "hamar"]}
    meetings |= {"tiltak-02": ["aas", "hamar"], "tiltak-03": ["aas", "hamar"]}
    tables["participations"] += [
        {"id": f"{initiative}-{actor}", "actor": actor, "initiative": initiative}
        | {"role": "partner", **common}
        for initiative, actors in meetings.items()
        for actor in actors
    ]
    folder = tmp_path_factory.mktemp("ties")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield Visitor(app.test_client())
    close(app)


def test_the_strongest_ties_stand_first_and_the_weight_is_explained(tied_visitor: Visitor) -> None:
    page = tied_visitor.get("/page/actor/hamar").text
    ties = page[page.index('id="actortie-tiebetween"') :]
    rows = re.findall(r"<th scope=row[^>]*><a[^>]*>([^<]+)</a>.*?</tr>", ties, re.S)
    # Ås bruk: 1 + 1 + 1/30. Løten and the council: 1 for the one thing; each Bedrift has 1/30.
    assert rows[:4] == ["Ås bruk", "Løten kommune", "Regionrådet", "Bedrift 01"]
    assert "2,03" in unescape(ties)
    assert "1 delt på antallet andre som er med" in ties
    strongest = ties[ties.index("Ås bruk</a></th>") :].split("</tr>")[0]
    for number in (1, 2, 3):
        assert f'href="/page/initiative/tiltak-0{number}"' in strongest
