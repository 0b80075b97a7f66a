"""The page to mail around, opened in a browser that has no network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from graph.layout import arrange
from graph.network import Edge, Evidence, Network, Node
from graph.standalone import write_page

EVIL = "</script><script>window.wasHere = 1</script><img src=x onerror='window.wasHere = 2'>"


def small_network() -> Network:
    """Give a triangle, a pair and one alone; one label wants to be markup."""
    names = ["Hamar kommune", "Løten kommune", "Høgskolen i Innlandet", "Ås", "Øyer", EVIL]
    nodes = [
        Node(
            f"https://w3id.org/samspill/id/actor/a{number}", name, f"t{number % 2}", "type", 1, 1.0
        )
        for number, name in enumerate(names)
    ]
    row = Evidence("r", "t", EVIL, "actual", "L7-8", "d", "Saksframlegg")
    pairs = [(0, 1), (0, 2), (1, 2), (3, 4)]
    edges = [Edge(nodes[a].iri, nodes[b].iri, 0.5, 1, (row,)) for a, b in pairs]
    return Network(nodes, edges, {})


@pytest.fixture
def opened(page: Page, tmp_path: Path) -> tuple[Page, list[str], list[str]]:
    """Open the page from a file; give it with every other request and every error."""
    network = small_network()
    file = tmp_path / "network.html"
    file.write_text(write_page(network, arrange(network)), encoding="utf-8")
    requests: list[str] = []
    errors: list[str] = []

    def block(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            requests.append(route.request.url)
            route.abort()

    page.route("**/*", block)
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.goto(file.as_uri())
    page.wait_for_selector("#network[data-drawn]")
    requests.remove(file.as_uri())
    return page, requests, errors


def test_every_node_is_drawn_without_any_request(
    opened: tuple[Page, list[str], list[str]],
) -> None:
    page, requests, errors = opened
    assert page.get_attribute("#network", "data-drawn") == "6"
    assert requests == []
    assert errors == []


def test_the_nodes_stand_where_the_layout_put_them(
    opened: tuple[Page, list[str], list[str]],
) -> None:
    page, *_ = opened
    network = small_network()
    found = page.evaluate("samspillNetwork.getPositions()")
    for iri, (x, y) in arrange(network).items():
        # vis-network keeps whole numbers.
        assert abs(found[iri]["x"] - 420 * x) <= 1
        assert abs(found[iri]["y"] + 420 * y) <= 1


def test_something_is_painted_where_a_node_stands(
    opened: tuple[Page, list[str], list[str]],
) -> None:
    page, *_ = opened
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector("#network canvas");
          const ratio = canvas.width / canvas.clientWidth;
          return Object.values(samspillNetwork.getPositions()).map((place) => {
            const { x, y } = samspillNetwork.canvasToDOM(place);
            const data = canvas.getContext("2d").getImageData(x * ratio, y * ratio, 1, 1).data;
            return [...data].join();
          });
        }"""
    )
    # Two types, two colours: blue 0072b2 and orange e69f00.
    assert set(colours) == {"0,114,178,255", "230,159,0,255"}


def test_a_label_stays_text(opened: tuple[Page, list[str], list[str]]) -> None:
    page, *_ = opened
    assert page.evaluate("window.wasHere") is None
    assert page.locator("#actors th", has_text="wasHere").inner_text() == EVIL
    assert page.locator("img").count() == 0


def test_the_table_shows_the_evidence(opened: tuple[Page, list[str], list[str]]) -> None:
    page, *_ = opened
    rows = page.locator("#ties tbody tr")
    assert rows.count() == 4
    assert "Saksframlegg, L7-8" in rows.first.inner_text()
