"""The newest changes on the front page: two builds of the region, their differences on paper."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from graph.snapshot import list_snapshots
from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.later_region import later
from webapp import create_app, latest_changes
from webapp.settings import Settings

OLDER = "20250517T120000Z-0123456789ab"


@pytest.fixture(scope="module")
def root(snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = build_region(later(), tmp_path_factory.mktemp("latest"))
    shutil.copytree(list_snapshots(snapshots)[0].path, place / OLDER)
    return place


def _served(root: Path, cache: Path) -> Flask:
    return create_app(
        Settings(snapshots=root, cache=str(cache), watch_seconds=0, log_requests=False)
    )


@pytest.fixture
def app_of_two(root: Path, tmp_path: Path) -> Iterator[Flask]:
    made = _served(root, tmp_path / "cache")
    yield made
    close(made)


def _compared(visitor: Visitor, address: str) -> str:
    """Read the page again until the two have been compared."""
    for _ in range(200):
        text = visitor.read(address)
        if "ikke sammenlignet ennå" not in text and "not been compared" not in text:
            return text
        time.sleep(0.05)
    raise AssertionError("never compared")


def test_the_first_visitor_does_not_wait_and_a_later_one_reads_what_differs(
    app_of_two: Flask,
) -> None:
    visitor = Visitor(app_of_two.test_client())
    first = visitor.read("/")
    assert "utgaven før er fra 17. mai 2025" in first
    assert "De to er ikke sammenlignet ennå" in first
    text = _compared(visitor, "/")
    # New: an actor, a participation and a collaboration. Gone: a measure. Changed: a name, a date
    # and a role.
    assert "3 nye, 1 borte, 3 endrede." in text
    assert (
        "Aktører 1 ny, 1 endret Stange kommune kommet til Hamar bykommune endret "
        "Initiativer 1 borte, 1 endret Tiltak 30 borte Rom for unge endret "
        "Deltakelser 1 ny, 1 endret" in text
    )


def test_what_is_gone_is_named_without_a_link(app_of_two: Flask) -> None:
    visitor = Visitor(app_of_two.test_client())
    _compared(visitor, "/")
    page = visitor.get("/").text
    assert 'href="/page/actor/stange"' in page
    assert "/page/initiative/tiltak-30" not in page
    assert 'href="/changes?kind=initiative"' in page


def test_each_language_has_its_words(app_of_two: Flask) -> None:
    text = _compared(Visitor(app_of_two.test_client()), "/?lang=en")
    assert "3 new, 1 gone, 3 changed." in text
    assert "Stange kommune added" in text


def test_what_has_been_compared_already_is_told_at_once(root: Path, tmp_path: Path) -> None:
    before = _served(root, tmp_path)
    Visitor(before.test_client()).read("/changes")
    close(before)
    after = _served(root, tmp_path)
    assert "3 nye, 1 borte, 3 endrede." in Visitor(after.test_client()).read("/")
    close(after)


def test_large_graphs_are_compared_only_when_somebody_asks(
    app_of_two: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest_changes, "MOST_STATEMENTS", 10)
    visitor = Visitor(app_of_two.test_client())
    for _ in range(3):
        assert "Sammenlign de to utgavene" in visitor.read("/")
        time.sleep(0.1)
    assert not (tmp_path / "cache" / "changes").exists()
    visitor.read("/changes")
    assert "3 nye, 1 borte, 3 endrede." in visitor.read("/")


def test_with_nothing_older_the_page_says_so(visitor: Visitor, root: Path, tmp_path: Path) -> None:
    said = "Det finnes ingen eldre utgave her å sammenligne med"
    text = visitor.read("/")
    assert said in text
    assert "Sammenlign" not in text.replace("å sammenligne med", "")
    assert 'href="/changes.atom?lang=nb"' in visitor.get("/").text
    # The older one is served again: the newer is no edition before it.
    place = tmp_path / "snapshots"
    shutil.copytree(root, place)
    (place / "current").write_text(OLDER + "\n")
    app = _served(place, tmp_path / "cache")
    assert said in Visitor(app.test_client()).read("/")
    close(app)
