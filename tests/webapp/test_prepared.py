"""What the build computes for the pages changes no page: it is only there sooner."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from graph import snapshot
from graph.snapshot import Snapshot
from tests.webapp.conftest import BROWSER, close
from webapp import create_app, prepared, preparing
from webapp.incoming import Incoming
from webapp.long_lists import FEWEST, LongList, Order, long_list, name_of
from webapp.settings import Settings
from webapp.validity import Span, Told

AGREEMENT = "agreement/partnerskapsavtale-innlandet-2020"
ID = "https://w3id.org/samspill/id/"


def serve(root: Path) -> Flask:
    return create_app(Settings(snapshots=root, watch_seconds=0, log_requests=False))


def copy_of(root: Path, into: Path) -> Snapshot:
    """Copy the current snapshot of a root; without what was computed for its pages."""
    current = snapshot.current(root)
    ignored = shutil.ignore_patterns("pages")
    shutil.copytree(current.path, into / current.name, ignore=ignored)
    (into / "current").write_text(current.name, encoding="utf-8")
    return snapshot.current(into)


@pytest.fixture(scope="module")
def ready(curated_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a root with the real tables, computed for the pages."""
    root = tmp_path_factory.mktemp("ready")
    preparing.prepare(copy_of(curated_snapshots, root).path, 1)
    return root


@pytest.fixture(scope="module")
def sites(curated_snapshots: Path, ready: Path) -> Iterator[tuple[Flask, Flask]]:
    """Give two sites of the same statements: one computes, for the other the build has."""
    plain, sooner = serve(curated_snapshots), serve(ready)
    yield plain, sooner
    close(plain)
    close(sooner)


def read(app: Flask, address: str) -> bytes:
    response = app.test_client().get(address, headers=BROWSER)
    assert response.status_code == 200, address
    body: bytes = response.data
    return body


def test_pages_of_long_lists_are_the_same_byte_for_byte(
    sites: tuple[Flask, Flask], ready: Path
) -> None:
    plain, sooner = sites
    names = [
        iri.removeprefix(ID)
        for iri in json.loads((snapshot.current(ready).pages_path / "records.json").read_bytes())
    ]
    # The ties follow from thousands of shared partners of one agreement.
    assert AGREEMENT in names
    assert len(names) > 10
    queries = ("", "?lang=en", "?modality=all", "?at=2016-06-01", "?at=2021-01-01&lang=en")
    for name in names:
        with sooner.extensions["samspill"].use() as opened:
            found = long_list(opened, ID + name)
        assert found is not None
        assert len(found.incoming) >= FEWEST / 2  # a row may point twice, and some kinds are none
        for query in queries:
            assert read(sooner, f"/page/{name}{query}") == read(plain, f"/page/{name}{query}")


@pytest.mark.parametrize(
    "address",
    [
        f"/page/{AGREEMENT}?actortie-through=9",
        f"/page/{AGREEMENT}?actortie-through=9&at=2022-01-01&time=all&modality=all",
        "/search",
        "/search?lang=en",
        "/search?kind=initiative&period=2010-2014",
        "/search?kind=result&lang=en",
        "/search.csv?kind=target",
        "/search?q=hamar&at=2015-01-01",
        "/ontology?lang=en",
        "/ontology",
        "/api/completion",
    ],
)
def test_the_other_pages_are_the_same_byte_for_byte(
    sites: tuple[Flask, Flask], address: str
) -> None:
    plain, sooner = sites
    assert read(sooner, address) == read(plain, address)


def test_what_the_build_computed_is_asked_for_no_more(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = serve(ready)
    read(app, "/page/actor/hamar-kommune")
    with app.extensions["samspill"].use() as opened:
        asked: list[str] = []
        select = opened.reader.select

        def noted(query: str, values: object = None) -> object:
            asked.append(query.splitlines()[0])
            return select(query, values)

        monkeypatch.setattr(opened.reader, "select", noted)
        for address in (f"/page/{AGREEMENT}?at=2021-01-01", "/search", "/api/completion"):
            read(app, address)
    close(app)
    long_ones = [
        "# What points to a thing: by which property, of which class, and how sure.",
        "# When what points to a thing holds: by its own dates, those of the phase it names, else"
        " those of",
        "# Everything of some classes, with its labels.",
        "# Which properties the things of each class have, how often, and one value.",
    ]
    folder = Path(preparing.__file__).parent / "pages" / "queries"
    known = {file.read_text(encoding="utf-8").splitlines()[0] for file in folder.glob("*.rq")}
    assert known.issuperset(long_ones)
    assert asked
    assert not [query for query in asked if query in long_ones]


@pytest.mark.parametrize("fault", ["gone", "another program", "damaged"])
def test_without_the_files_pages_are_computed_when_asked_for(
    ready: Path, tmp_path: Path, sites: tuple[Flask, Flask], fault: str
) -> None:
    broken = copy_of(ready, tmp_path)
    if fault != "gone":
        shutil.copytree(snapshot.current(ready).pages_path, broken.pages_path)
    if fault == "another program":
        (broken.pages_path / "program.txt").write_text("0" * 64, encoding="utf-8")
        # What another program made is not even looked at.
        (broken.pages_path / "vocabulary.json").write_text('{"classes": 1}', encoding="utf-8")
    if fault == "damaged":
        for file in broken.pages_path.rglob("*.json"):
            file.write_bytes(file.read_bytes()[:-9])
    app = serve(tmp_path)
    for address in (f"/page/{AGREEMENT}", "/search?kind=place", "/ontology"):
        assert read(app, address) == read(sites[0], address)
    close(app)


def test_equal_graphs_are_computed_to_equal_bytes(ready: Path, tmp_path: Path) -> None:
    again = copy_of(ready, tmp_path)
    preparing.prepare(again.path, 1)
    first = snapshot.current(ready).pages_path
    files = {file.relative_to(first) for file in first.rglob("*.*")}
    assert {Path("holdings.json"), Path(f"{name_of(ID + AGREEMENT)}.json")} < files
    for file in files:
        assert (again.pages_path / file).read_bytes() == (first / file).read_bytes(), file


def test_a_very_large_graph_is_not_gone_through(ready: Path, tmp_path: Path) -> None:
    large = copy_of(ready, tmp_path)
    preparing.prepare(large.path, 2_000_001)
    assert prepared.read(large, "vocabulary") is None
    assert prepared.read(large, "holdings") is None
    assert prepared.read(large, name_of(ID + AGREEMENT)) is not None


def made_up() -> LongList:
    """Give three rows: the second and the third go by years, the first has no day."""
    rows = [Incoming(f"{ID}participation/{name}", "link", "type", "actual") for name in "abc"]
    spans = [(Span("2010-01-01", "2012-12-31"),), (Span("2015-01-01"), Span(last="2011-12-31"))]
    order = Order({"nb": [2, 0, 1], "en": [0, 1, 2]}, frozenset({"renamed"}))
    return LongList(rows, spans, [-1, 0, 1], {"participation-actor": order})


def test_rows_of_a_day_are_told_by_their_spans() -> None:
    found = made_up()
    b, c = (one.iri for one in found.incoming[1:])
    assert found.told(date(2011, 6, 1)) == {b: Told.HOLDS, c: Told.HOLDS}
    # Neither of the two grounds of the third holds in 2013; the first holds again from 2015.
    assert found.told(date(2013, 1, 1)) == {b: Told.OTHER_TIME, c: Told.OTHER_TIME}
    assert found.told(date(2016, 1, 1)) == {b: Told.OTHER_TIME, c: Told.HOLDS}


def test_a_part_of_a_list_keeps_the_order_of_the_whole() -> None:
    found = made_up()
    a, b, c = (one.iri for one in found.incoming)
    part = [a, c]
    assert found.order("participation-actor", part, "nb", ())
    assert part == [c, a]
    assert found.order("participation-actor", part, "en", ())
    assert part == [a, c]
    # What is not known is not ordered: another section, a row more, or a name of the day.
    assert not found.order("membership-member", part, "nb", ())
    assert not found.order("participation-actor", [a, b, c, "more"], "nb", ())
    assert not found.order("participation-actor", part, "nb", ("renamed",))
    assert part == [a, c]
