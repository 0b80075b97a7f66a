"""The page to mail around, read as text; tests/browser opens it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.layout import arrange
from graph.network import Edge, Evidence, Network, NetworkChoice, Node, project
from graph.standalone import MAX_NODES, NetworkTooLarge, _newest_vis, write_page
from graph.store import Reader

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)">&\u2028'


class Page(HTMLParser):
    """Collects tags, and the content of the drawing and of table cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.drawing = ""
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = "drawing" if dict(attrs).get("id") == "drawing" else tag
        if tag in ("td", "th", "li"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self._inside == "drawing":
            self.drawing += data
        elif self._inside in ("td", "th", "li"):
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def awkward(count: int = 2) -> Network:
    nodes = [Node(f"https://e.org/{n}", EVIL, "t", EVIL, 1, 1.0) for n in range(count)]
    row = Evidence("r", "t", EVIL, "planned", "L1", "d", EVIL, actor="a", actor_label=EVIL)
    return Network(nodes, [Edge(nodes[0].iri, nodes[1].iri, 1.0, 1, (row,))], {})


def test_the_drawing_holds_every_node_where_it_was_placed(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(include_groups=True))
    places = arrange(network)
    drawing = json.loads(Page(write_page(network, places)).drawing)
    found = {node["id"]: node for node in drawing["nodes"]}
    assert set(found) == set(places)
    assert len(drawing["edges"]) == 14
    assert drawing["options"]["physics"] == {"enabled": False}
    assert not any(node["physics"] for node in found.values())
    squares = {iri.rsplit("/")[-1] for iri, node in found.items() if node["shape"] == "square"}
    assert squares == {"alle-kommuner", "hamarregionen"}
    # One scale for all, with the y of a screen running downwards.
    scales = {round(found[iri]["x"] / x) for iri, (x, _) in places.items() if abs(x) > 0.1}
    scales |= {round(-found[iri]["y"] / y) for iri, (_, y) in places.items() if abs(y) > 0.1}
    assert scales == {420}


def test_the_table_lists_each_tie_with_its_evidence(small_region: Reader) -> None:
    network = project(small_region)
    cells = Page(write_page(network, arrange(network))).cells
    assert "Campus Hamar: Høgskolen i Innlandet (eier) – Saksframlegg, L21" in cells
    assert "Forskning om bygder – Regional plan, L50" in cells
    assert "1,33" in cells


def test_a_tie_that_is_only_planned_says_so(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(modalities=("planned",)))
    cells = Page(write_page(network, arrange(network))).cells
    assert "Rom for unge: Åsnes kommune (partner) [planlagt] – Saksframlegg, L31" in cells
    # The ends of a tie stand in alphabetical order, as the ties do.
    first = cells.index("Hamarregionen interkommunalt politisk råd")
    assert cells[first + 1] == "Åsnes kommune"


def test_the_page_speaks_both_languages(small_region: Reader) -> None:
    norwegian = write_page(project(small_region), arrange(project(small_region)))
    network = project(small_region, lang="en")
    english = write_page(network, arrange(network), "en", note="Snapshot 1")
    assert '<html lang="nb">' in norwegian
    assert "8 aktører og 8 bånd" in norwegian
    assert '<html lang="en">' in english
    assert "8 actors and 8 ties" in english
    assert "Campus Hamar: Hamar municipality (partner) – Case paper, L20" in english
    assert "<p>Snapshot 1</p>" in english
    assert "1.33" in english


def test_what_was_left_out_is_told(small_region: Reader) -> None:
    network = project(small_region, NetworkChoice(start_year=2019), lang="en")
    text = write_page(network, arrange(network), "en")
    assert "<strong>Not in the drawing:</strong> 5. The relation or its initiative" in text
    assert "<strong>Kept without a date:</strong> 4. No source dates" in text


def test_nothing_in_a_label_becomes_markup() -> None:
    network = awkward()
    text = write_page(network, arrange(network), title=EVIL, note=EVIL)
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert "img" not in [tag for tag, _ in page.tags]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    drawing = json.loads(page.drawing)
    assert drawing["nodes"][0]["title"] == f"{EVIL}\n{EVIL}"
    assert text.count("</script>") == 3


def test_the_page_asks_for_nothing(small_region: Reader) -> None:
    network = project(small_region)
    text = write_page(network, arrange(network))
    page = Page(text)
    assert not any({"src", "href", "srcset"} & set(attributes) for _, attributes in page.tags)
    assert not {"link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    assert "sourceMappingURL" not in text
    assert not re.search(r"@import|url\(\s*['\"]?http", text)
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none';")


def test_a_network_that_no_browser_draws_is_refused_with_a_cure() -> None:
    network = awkward(MAX_NODES + 1)
    places = {node.iri: (0.0, 0.0) for node in network.nodes}
    with pytest.raises(NetworkTooLarge) as caught:
        write_page(network, places)
    assert "1501 actors" in str(caught.value)
    assert "GraphML" in str(caught.value)
    assert "1501 aktører" in caught.value.text("nb")


def test_an_empty_network_gives_a_page() -> None:
    assert "0 aktører og 0 bånd" in write_page(Network([], [], {}), {})


def test_the_script_of_the_highest_version_is_taken(tmp_path: Path) -> None:
    for version in ("9.0.4", "10.1.0", "10.0.12", "9.1.2"):
        (tmp_path / f"vis-{version}").mkdir()
        (tmp_path / f"vis-{version}" / "vis-network.min.js").touch()
    assert _newest_vis(tmp_path).parent.name == "vis-10.1.0"


def test_importing_the_module_does_not_import_pyvis() -> None:
    code = (
        "import sys, graph.standalone; sys.exit('pyvis' in sys.modules or 'IPython' in sys.modules)"
    )
    path = ":".join(filter(None, sys.path))
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": path}).returncode == 0
