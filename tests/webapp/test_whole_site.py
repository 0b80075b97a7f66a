"""Every page of the real tables answers, and no link on it is broken."""

import re
from binascii import crc32
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from graph.layout import read_layout
from graph.search import NameIndex
from graph.snapshot import current
from graph.store import open_store
from tests.graph.conftest import serve
from tests.webapp.conftest import Visitor, close, words
from webapp import create_app
from webapp.settings import Settings
from webapp.site import OpenSnapshot
from webapp.terms import read_terms


@pytest.fixture
def real_site(curated_snapshots: Path) -> Iterator[Flask]:
    app = create_app(Settings(snapshots=curated_snapshots, watch_seconds=0, log_requests=False))
    yield app
    close(app)


def test_every_link_from_the_front_page_on_leads_somewhere(
    real_site: Flask, curated_snapshots: Path
) -> None:
    # Some thousand pages would take minutes: of the pages of things one in twelve is read, chosen
    # by its address; of the others it is only asked whether their thing is there.
    visitor = Visitor(real_site.test_client())
    reader = open_store(current(curated_snapshots).path)
    things = {
        f"/page/{row['thing'].value.removeprefix('https://w3id.org/samspill/id/')}"
        for row in reader.select(
            # A former id is none of a thing, and leads to one.
            "PREFIX samspill: <https://w3id.org/samspill/ontology#> SELECT DISTINCT ?thing "
            "{ { ?thing a ?class } UNION { ?row samspill:formerThing ?thing } }"
        )
    }
    reader.close()
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        # Languages, rows and files are tested elsewhere; filters of network and search have no end,
        # and both lists of a page turned over together come to many.
        if address in seen or re.search(
            r"[?&](lang|row)=|^/(static|downloads/|network\?|search\.)|^/page/.*\.(csv|xlsx)"
            r"|^/search\?.*\b(type|place|period|topic|source|modality|view|all)="
            r"|^/goals.*page=.*page=",
            address,
        ):
            continue
        seen.add(address)
        path = address.partition("?")[0]
        if path.startswith("/page/") and crc32(path.encode()) % 12:
            assert path in things, address
            continue
        # Every figure of money leads to its rows: hundreds of addresses and two files each.
        if path.startswith("/money/rows") and crc32(address.encode()) % 24:
            continue
        with visitor.get(address) as response:
            assert response.status_code in (200, 303), address
            if response.mimetype == "text/html":
                waiting += map(
                    unescape, re.findall(r'href="(/[^"#]*)', response.get_data(as_text=True))
                )
    pages = {address for address in seen if address.startswith("/page/") and "?" not in address}
    assert len(pages) > 3000


def test_the_planned_project_is_left_out_of_the_councils_page(real_site: Flask) -> None:
    visitor = Visitor(real_site.test_client())
    text = visitor.read("/page/actor/hamarregionen-ipr")
    relations = text[text.index("Penger gitt og mottatt") : text.index("Hendelser")]
    # The project has no row and no link; the money that is given already names it, and says so.
    page = visitor.get("/page/actor/hamarregionen-ipr").text
    assert "/page/initiative/rom-for-flere-unge-voksne" not in page
    given = "Inntil 700 000 kroner til Rom for flere unge voksne (tilsagt)"
    assert f"{given} til noe som er planlagt finansiør" in relations
    assert "Rom for flere unge voksne" not in relations.replace(given, "")
    assert re.search(r"\d+ planlagte?\b[^.]* er ikke vist", relations)
    everything = visitor.get("/page/actor/hamarregionen-ipr?modality=all")
    assert "Rom for flere unge voksne" in words(everything.text)


def test_a_tie_names_its_sides_in_norwegian_order(real_site: Flask) -> None:
    visitor = Visitor(real_site.test_client())
    page = visitor.get("/page/actor/asnes-kommune").text
    found = re.findall(r'href="(/page/actor-tie/[^"]*eidskog[^"]*)"', page)
    assert found
    assert "Eidskog kommune – Åsnes kommune" in visitor.read(found[0])


@pytest.mark.parametrize(
    ("fixture", "addresses"),
    [
        (
            "app",
            (
                "/",
                "/page/actor/radet",
                "/page/initiative/rom",
                "/network",
                "/ontology",
                "/search",
                "/search?place=regionen&view=table",
            ),
        ),
        (
            "dated_app",
            (
                "/?at=2020-02-01",
                "/search?at=2020-02-01",
                "/page/actor/radet?at=2016-06-01",
                "/page/actor/hamar?at=2021-06-01",
                "/page/place/hamar-omrade?at=2020-02-29",
                "/map?measure=initiatives&at=2019-06-01",
                "/network?at=2018-12-31",
            ),
        ),
        (
            "programme_app",
            (
                "/sources",
                "/quality",
                "/search?kind=result",
                "/page/source/paper",
                "/page/goal/arbeidsplasser",
                "/page/strategy/strategien",
                "/page/result/vekst-2018",
                "/page/identity/utvikling-eller-nye",
                "/goals",
                "/goals?at=2018-12-31",
                "/page/goal/arbeidsplasser?at=2018-12-31",
                "/page/strategy/strategien?at=2018-12-31",
                "/money?kind=budget&status=not-stated&at=2018-12-31",
                "/money?kind=budget&status=not-stated",
                "/money/rows",
                "/map?measure=initiatives",
                "/page/actor/rr",
            ),
        ),
    ],
)
def test_pages_are_the_same_from_another_engine(
    request: pytest.FixtureRequest, fixture: str, addresses: tuple[str, ...]
) -> None:
    embedded = request.getfixturevalue(fixture)
    snapshots = embedded.extensions["samspill"].settings.snapshots
    visitor = Visitor(embedded.test_client())
    reader = open_store(current(snapshots).path)
    quads = [quad for name in reader.named_graphs() for quad in reader.quads(name)]
    reader.close()
    with ExitStack() as stack:
        app = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
        stack.callback(close, app)
        snapshot, other = current(snapshots), open_store(serve(stack, quads))
        app.extensions["samspill"]._open = OpenSnapshot(
            snapshot,
            other,
            NameIndex(snapshot.index_path),
            read_terms(other),
            read_layout(snapshot.layout_path),
        )
        remote = Visitor(app.test_client())
        for address in addresses:
            there, here = remote.get(address), visitor.get(address)
            assert (there.status_code, there.location) == (here.status_code, here.location)
            if here.status_code == 200:
                assert words(there.text) == words(here.text), address


@pytest.mark.parametrize("parameter", ["page", "initiative-partof", "limit", "from"])
def test_a_number_of_thousands_of_digits_is_no_fault_of_ours(
    visitor: Visitor, parameter: str
) -> None:
    for address in ("/search", "/page/initiative/gronn", "/api/search", "/network"):
        response = visitor.get(address, query_string={parameter: "1" * 5000, "kind": "actor"})
        assert response.status_code in (200, 400), address
