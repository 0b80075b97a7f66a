"""What differs between two snapshots: two builds of the region, their differences on paper."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask

from graph.snapshot import list_snapshots
from tests.webapp.conftest import Visitor, assert_problem, build_region, close
from tests.webapp.later_region import later
from webapp import create_app
from webapp.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
#: Older than any build of today, so that the order of the two is sure.
OLDER = "20250517T120000Z-0123456789ab"


@pytest.fixture(scope="module")
def root(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes")
    place = build_region(later(), folder)
    shutil.copytree(list_snapshots(snapshots)[0].path, place / OLDER)
    return place


@pytest.fixture(scope="module")
def changes_app(root: Path) -> Iterator[Flask]:
    cache = str(root.parent / "cache")
    made = create_app(Settings(snapshots=root, cache=cache, watch_seconds=0, log_requests=False))
    yield made
    close(made)


@pytest.fixture
def reader(changes_app: Flask) -> Visitor:
    return Visitor(changes_app.test_client())


def test_the_newest_is_compared_with_the_one_before_it(reader: Visitor) -> None:
    text = reader.read("/changes")
    # New: an actor, a participation and a collaboration. Gone: a measure. Changed: a name, a date
    # and a role.
    assert "3 kommet til 1 borte 3 endret" in text
    assert "Aktører 1 0 1 Initiativer 0 1 1 Deltakelser 1 0 1 Samarbeid 1 0 0" in text
    # The relation is called as on its own page.
    assert "Stange kommune, samarbeidspart i Grønn vekst Kilde: Regional plan, linje 22" in text
    assert "Stange kommune Kommune" in text
    assert "Borte Tiltak 30" in text


def test_a_changed_property_is_told_before_and_after(reader: Visitor) -> None:
    text = reader.read("/changes")
    assert "Hamar bykommune Navn Hamar kommune Hamar bykommune" in text
    assert "Rolle samarbeidspart prosjekteier" in text
    # Dates are written as elsewhere, and what is planned is marked as planned.
    assert "1. juni 2025 1. juli 2025" in text
    assert "Rom for unge planlagt" in text


def test_names_lead_to_pages_and_what_is_gone_leads_nowhere(reader: Visitor) -> None:
    page = reader.get("/changes").text
    for address in (
        "/page/actor/stange",
        "/page/actor/hamar",
        "/page/participation/gronn-stange",
    ):
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 200
    assert "/page/initiative/tiltak-30" not in page


def test_persons_and_what_is_derived_are_left_out_and_it_is_said(reader: Visitor) -> None:
    text = reader.read("/changes")
    assert "Kari" not in text
    assert "Ansvar" not in text
    # Stange's new ties are derived from its participation.
    assert "Aktørbånd" not in text
    assert "Ikke med her: personer, registre, radnumre, det som regler har utledet" in text


def test_the_network_is_told_before_and_after(reader: Visitor) -> None:
    text = reader.read("/changes")
    # Before: Hamar–Løten by the project, Hamar–Regionrådet as stated. Farlig has no tie.
    # Then Stange with a tie to each of the three.
    assert "Nye bånd: 3. Bånd som er borte: 0." in text
    assert "Aktører 4 5 Bånd 2 5 Sammenhengende deler 2 2 Aktører i den største delen 3 4" in text
    # Hamar was between one pair of three. Now the pair of Løten and the council, one of six, has
    # two ways: over Hamar and over Stange.
    assert "Hamar bykommune 0,3333 0,0833" in text
    assert "Stange kommune ikke med 0,0833" in text


def test_one_kind_has_a_page_with_all_of_it(reader: Visitor) -> None:
    text = reader.read("/changes?kind=actor")
    assert "1 kommet til 0 borte 1 endret" in text
    assert "Deltakelser" not in text
    assert "Ingenting av dette slaget er forskjellig" in reader.read("/changes?kind=place")


def test_the_order_of_the_two_is_that_of_time(reader: Visitor, root: Path) -> None:
    newest = list_snapshots(root)[0].name
    turned = reader.read(f"/changes?from={newest}&to={OLDER}")
    assert "3 kommet til 1 borte 3 endret" in turned
    assert "Dette er én og samme utgave" in reader.read(f"/changes?from={OLDER}&to={OLDER}")


def test_english_words_have_english_values(reader: Visitor) -> None:
    text = reader.read("/changes?lang=en")
    assert "partner owner" in text
    assert "1 June 2025 1 July 2025" in text


def test_a_pair_is_compared_once(reader: Visitor, root: Path) -> None:
    reader.read("/changes")
    (kept,) = (root.parent / "cache" / "changes").glob(f"{OLDER}-*-nb-*.json")
    made = kept.stat().st_mtime_ns
    reader.read("/changes?kind=actor")
    assert kept.stat().st_mtime_ns == made


def test_a_pruned_snapshot_is_gone_and_an_unknown_one_was_never_there(reader: Visitor) -> None:
    gone = reader.ask("/changes?from=20240101T000000Z-0123456789ab")
    assert_problem(gone, 410, OLDER)
    assert reader.get("/changes?to=20240101T000000Z-0123456789ab").status_code == 410
    assert reader.get("/changes?from=yesterday").status_code == 404
    assert reader.get("/changes?page=" + "1" * 5000 + "&kind=actor").status_code == 400


def test_files_of_a_pair_go_when_one_of_it_is_pruned(root: Path, tmp_path: Path) -> None:
    place, cache = tmp_path / "snapshots", tmp_path / "cache"
    shutil.copytree(root, place)
    shutil.copytree(place / OLDER, place / OLDER.replace("2025", "2024"))
    app = create_app(Settings(snapshots=place, cache=str(cache), watch_seconds=0))
    visitor = Visitor(app.test_client())
    visitor.read(f"/changes?from={OLDER.replace('2025', '2024')}")
    shutil.rmtree(place / OLDER.replace("2025", "2024"))
    visitor.read("/changes")
    assert [one.name[:4] for one in (cache / "changes").iterdir()] == ["2025"]
    close(app)


def test_a_thing_without_a_page_now_is_no_link(root: Path, tmp_path: Path) -> None:
    # The older snapshot is served again: what came with the newer has no page.
    place = tmp_path / "snapshots"
    shutil.copytree(root, place)
    (place / "current").write_text(OLDER + "\n")
    app = create_app(Settings(snapshots=place, watch_seconds=0, log_requests=False))
    page = Visitor(app.test_client()).get("/changes").text
    assert "Stange kommune" in page
    assert "/page/actor/stange" not in page
    assert "/page/actor/hamar" in page
    close(app)


def test_with_one_snapshot_the_page_says_so(visitor: Visitor) -> None:
    text = visitor.read("/changes")
    assert "Det finnes bare én utgave av dataene" in text
    assert "Sammenlign" not in text


def test_equal_tables_have_no_differences(snapshots: Path, tmp_path: Path) -> None:
    place = tmp_path / "snapshots"
    shutil.copytree(snapshots, place)
    shutil.copytree(list_snapshots(snapshots)[0].path, place / OLDER)
    app = create_app(Settings(snapshots=place, watch_seconds=0, log_requests=False))
    assert "De to utgavene sier det samme" in Visitor(app.test_client()).read("/changes")
    close(app)


def test_the_feed_is_one_of_rfc_4287(reader: Visitor, root: Path) -> None:
    response = reader.ask("/changes.atom")
    assert response.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(response.text)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    # Section 4: what each must have exactly once, and ids that differ.
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            (text,) = one.findall(ATOM + name)
            assert text.text
            if name == "updated":
                assert datetime.fromisoformat(text.text).tzinfo
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [one.findtext(f"{ATOM}id") for one in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert str(links["self"]).endswith("/changes.atom?lang=nb")
    # The newest first; each leads to its comparison.
    names = [snapshot.name for snapshot in list_snapshots(root)]
    assert [str(one.findtext(f"{ATOM}id")).split(":")[-2] for one in entries] == names
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    address = str(link.get("href")).removeprefix("http://localhost")
    assert "3 kommet til" in reader.read(address)


def test_an_entry_of_the_feed_says_what_differs(reader: Visitor) -> None:
    feed = ElementTree.fromstring(reader.ask("/changes.atom").text)
    newest, oldest = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}summary") == "3 nye, 1 borte, 3 endrede"
    content = newest.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "xhtml"
    assert [line.text for line in content.iter(f"{XHTML}li")] == [
        "Aktører: 1 ny, 1 endret",
        "Initiativer: 1 borte, 1 endret",
        "Deltakelser: 1 ny, 1 endret",
        "Samarbeid: 1 ny",
    ]
    assert "ingen eldre utgave" in str(oldest.findtext(f"{ATOM}summary"))
    english = ElementTree.fromstring(reader.ask("/changes.atom?lang=en").text)
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "3 new, 1 gone, 3 changed" in ElementTree.tostring(english, encoding="unicode")


def test_every_page_names_the_feed(visitor: Visitor) -> None:
    page = visitor.get("/about").text
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert visitor.ask("/changes.atom?lang=nb").status_code == 200
