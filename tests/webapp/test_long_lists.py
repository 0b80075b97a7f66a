"""Lists longer than a page: ordered without reading their rows, and kept in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from flask import Flask

from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.region import REGION
from webapp import create_app, relation_tables, relations
from webapp.order import can_be_ordered, order
from webapp.records import Records
from webapp.settings import Settings
from webapp.site import opened

ID = "https://w3id.org/samspill/id/"
COMMON = {"source": "sak", "locator": "L40"}


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Visit a region where Hamar takes part in thirty measures, and the council has many members.

    The ids run against the names, and Ås, which every alphabet but ours puts first, has the chair.
    """
    tables = deepcopy(REGION)
    for number, row in enumerate(tables["initiatives"][2:], 1):
        row["name_nb"] = f"{'Ærlig' if number % 2 else 'Zorn'} {31 - number:02}"
    tables["participations"] += [
        {"id": f"p{number:02}", "actor": "hamar", "initiative": f"tiltak-{number:02}"}
        | {"role": "partner", **COMMON}
        for number in range(1, 31)
    ]
    tables["actors"] += [
        {"id": f"m{number:02}", "type": "Company", "name_nb": f"Medlem {40 - number}", **COMMON}
        for number in range(1, 28)
    ]
    tables["actors"] += [{"id": "aas", "type": "Company", "name_nb": "Ås", **COMMON}]
    tables["memberships"] = [
        {"id": f"m{number:02}", "member": f"m{number:02}", "organisation": "radet"}
        | {"role": "member", **COMMON}
        for number in range(1, 28)
    ]
    tables["memberships"] += [
        {"id": "chair", "member": "aas", "organisation": "radet", "role": "chair", **COMMON},
        {"id": "late", "member": "aas", "organisation": "radet", "role": "observer", **COMMON},
    ]
    tables["collaborations"] += [
        {"id": "noen", "left": "?", "right": "loten", "about_nb": "Noe", **COMMON}
    ]
    folder = tmp_path_factory.mktemp("lists")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield Visitor(app.test_client())
    close(app)


def test_a_long_list_of_relations_is_sorted_as_norwegians_do(lists: Visitor) -> None:
    pages = [lists.read(f"/page/actor/hamar?participation-actor={page}") for page in (1, 2)]
    # Grønn vekst, then fifteen of Zorn, then the first nine of the fifteen of Ærlig; six are left.
    first = pages[0][pages[0].index("Deltar i 31") : pages[0].index("Forrige")]
    assert "Grønn vekst" in first
    assert first.index("Zorn 01") < first.index("Zorn 29") < first.index("Ærlig 02")
    assert "Ærlig 18" in first
    assert "Ærlig 20" not in first
    assert "Ærlig 20" in pages[1]
    assert "Ærlig 18" not in pages[1]


def test_in_a_long_list_the_chair_comes_first_and_the_observer_last(lists: Visitor) -> None:
    first = lists.read("/page/actor/radet")
    assert first.index("Ås leder") < first.index("Medlem 13") < first.index("Medlem 14")
    assert "Ås observatør" not in first
    assert "Ås observatør" in lists.read("/page/actor/radet?membership-organisation=2")


def test_who_is_not_named_is_said_on_the_page_of_the_other_side(lists: Visitor) -> None:
    assert "Ikke navngitt i kilden Noe" in lists.read("/page/actor/loten")


@pytest.fixture(scope="module")
def real_site(curated_snapshots: Path) -> Iterator[Flask]:
    app = create_app(Settings(snapshots=curated_snapshots, watch_seconds=0, log_requests=False))
    yield app
    close(app)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_order_is_the_same_whether_or_not_the_rows_are_read(
    real_site: Flask, language: str
) -> None:
    compared: set[str] = set()
    names = ["place/innlandet", "actor/hogskolen-i-innlandet", "actor/klosser-innovasjon"]
    names += ["place/norge", "actor/innlandet-fylkeskommune", "actor/innovasjon-norge"]
    with real_site.test_request_context(f"/?lang={language}"):
        for own in (ID + name for name in names):
            records = Records(opened(), language)
            incoming = relations.read_incoming(opened(), own)
            derived = opened().terms.derived
            for section in relations.sections_of(opened(), incoming, derived, {}, everything=True):
                if not can_be_ordered(section):
                    continue
                records.load(section.iris)
                relation_tables.arrange(section, records, own)
                read = list(section.iris)
                section.iris.sort()
                order(section, Records(opened(), language), own)
                assert section.iris == read, (own, section.key)
                compared.add(section.class_name)
    assert {"Participation", "ActorTie"} < compared
