"""Draw networks in a browser, beside pyvis and its vis-network on the same nodes, places and ties.

Chromium without a graphics card (SwiftShader), which is slower at painting than any reader's
machine; script is as fast. "data" is the server's time for `/network.json`, the first of a
snapshot that has been read and the second of the same choice. "drawn" runs from the start of the
loading of the page until the nodes stand on it: the whole page of ours with its tables; of pyvis a
page with the drawing alone, its script inside, nodes at the places that we give and no physics.
"a frame" is time in script per frame while the picture is dragged to and fro, as the browser
counts it (ScriptDuration). The made-up networks grow as real ones do (preferential attachment,
seed 1) and stand on a spiral.

Figures to reach: 700 actors with data in 150 ms and drawn in 1.5 s; 10,000 nodes and 50,000 ties
drawn in 5 s, with at most 4 ms of script a frame.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

import networkx as nx
from playwright.sync_api import Page, Route, sync_playwright

from loaders.build import Recipe, build
from queries import catalogue
from tests.browser.chromium import find_chromium
from tests.conftest import serving

DATA = Path(__file__).parents[1] / "data"
SIZES = ((700, 4), (10_000, 5))
#: Movements of the pointer while the picture is dragged.
MOVES = 60
_ARGUMENTS = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def table() -> str:
    """Measure and give the rows of the table."""
    lines = [
        "| network | drawn by | data, ms | drawn, s | script a frame, ms |",
        "|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        snapshots = Path(folder) / "snapshots"
        recipe = Recipe(DATA, catalogue.rules(), catalogue.checks(), gaps=catalogue.gaps())
        build(recipe, snapshots)
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*_ARGUMENTS, *sandbox]
        )
        with serving(snapshots) as (address, _):
            # The first reader of a snapshot waits for the reading of it.
            fetch(f"{address}/network")
            first, second = (fetch(f"{address}/network.json?size=degree") for _ in range(2))
            body = json.loads(urlopen(f"{address}/network.json").read())
            data = f"{first * 1000:.0f}, then {second * 1000:.1f}"
            named = [(f"curated, {count(body)}", body, data)]
            for size, ties in SIZES:
                made = made_up(size, ties)
                named.append((f"made up, {count(made)}", made, ""))
            for name, network, told in named:
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                row = ours(page, address, network)
                lines.append(f"| {name} | Samspill | {told} | {row}")
                page.close()
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                row = theirs(page, Path(folder), network)
                lines.append(f"| {name} | pyvis, vis-network | | {row}")
                page.close()
        browser.close()
    return "\n".join(lines) + "\n"


def fetch(address: str) -> float:
    """Ask for something and give the seconds until it was there."""
    start = perf_counter()
    with urlopen(address) as answer:
        answer.read()
    return perf_counter() - start


def count(body: dict[str, list[object]]) -> str:
    """Say how large a network is."""
    return f"{len(body['nodes']):,} nodes, {len(body['edges']):,} ties"


def made_up(size: int, ties: int) -> dict[str, list[object]]:
    """Give a network as `/network.json` has it."""
    graph = nx.barabasi_albert_graph(size, ties, seed=1)
    golden = math.pi * (3 - math.sqrt(5))
    highest = max(degree for _, degree in graph.degree())
    nodes: list[object] = [
        {
            "id": f"n{number}",
            "key": f"n{number}",
            "label": f"Aktør {number}",
            "kind": "actor",
            "type": "Company",
            "x": math.sqrt(number / size) * math.cos(number * golden),
            "y": math.sqrt(number / size) * math.sin(number * golden),
            "degree": graph.degree[number],
            "weighted_degree": float(graph.degree[number]),
            "share": math.sqrt(graph.degree[number] / highest),
            "colour": ("municipality", "county", "other")[number % 3],
            "url": "/",
        }
        for number in graph
    ]
    edges: list[object] = [
        {"source": source, "target": target, "weight": 1.0, "count": 1, "through": [0]}
        for source, target in graph.edges
    ]
    return {"nodes": nodes, "edges": edges, "things": ["Noe"], "legend": [], "types": {}}  # type: ignore[dict-item]


def ours(page: Page, address: str, body: object) -> str:
    """Draw a network on the page of the site."""
    text = json.dumps(body)

    def answer(route: Route) -> None:
        route.fulfill(body=text, content_type="application/json")

    page.route("**/network.json*", answer)
    return measured(
        page,
        lambda: page.goto(f"{address}/network"),
        "#network canvas.sigma-nodes",
        "() => document.querySelector('#network-status').textContent === ''",
        "#network",
    )


def theirs(page: Page, folder: Path, body: dict[str, list[dict[str, object]]]) -> str:
    """Draw the same network as pyvis writes it."""
    from pyvis.network import Network as PyvisNetwork

    drawing = PyvisNetwork(height="600px", cdn_resources="in_line")
    side = 420 * max(1.0, math.sqrt(len(body["nodes"])) / 4)
    for node in body["nodes"]:
        x, y = float(str(node["x"])) * side, -float(str(node["y"])) * side
        drawing.add_node(node["id"], label=node["label"], x=x, y=y, physics=False, shape="dot")
    ids = [node["id"] for node in body["nodes"]]
    drawing.edges = [
        {"from": ids[int(str(edge["source"]))], "to": ids[int(str(edge["target"]))]}
        for edge in body["edges"]
    ]
    drawing.toggle_physics(False)
    file = folder / "pyvis.html"
    file.write_text(drawing.generate_html(), encoding="utf-8")
    page.route("http*://**/*", lambda route: route.abort())
    return measured(
        page,
        lambda: page.goto(file.as_uri()),
        "#mynetwork canvas",
        "() => typeof network !== 'undefined' && network.body.nodeIndices.length > 0",
        "#mynetwork",
    )


def measured(page: Page, load: Callable[[], object], canvas: str, drawn: str, picture: str) -> str:
    """Load a page until its picture is drawn, drag the picture, and give the last two columns."""
    start = perf_counter()
    load()
    page.locator(canvas).first.wait_for(state="attached", timeout=600_000)
    while not page.evaluate(drawn):
        page.wait_for_timeout(10)
    # A frame after the drawing, so that it has been painted.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    seconds = perf_counter() - start
    page.locator(picture).scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = page.locator(picture).bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(
        "() => { window.frames_ = 0; const tick = () => { window.frames_++;"
        " requestAnimationFrame(tick); }; requestAnimationFrame(tick); }"
    )
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    before = (script_seconds(session), int(page.evaluate("window.frames_")))
    for step in range(MOVES):
        page.mouse.move(middle[0] + 100 * math.sin(step / 5), middle[1] + 60 * math.cos(step / 5))
    after = (script_seconds(session), int(page.evaluate("window.frames_")))
    page.mouse.up()
    frames = max(1, after[1] - before[1])
    return f"{seconds:.1f} | {(after[0] - before[0]) / frames * 1000:.1f} |"


def script_seconds(session: object) -> float:
    """Give the time that the page has spent in script."""
    metrics = session.send("Performance.getMetrics")["metrics"]  # type: ignore[attr-defined]
    return float(next(one["value"] for one in metrics if one["name"] == "ScriptDuration"))
