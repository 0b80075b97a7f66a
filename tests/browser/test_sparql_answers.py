"""Answers of the query editor in a real browser: table, chart, network, text, files."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.editor import (
    AGENCY,
    ENDLESS,
    GRANTS,
    HUNDRED_THOUSAND,
    MEMBERS,
    VIEWS,
    address,
    rewrite,
)


def test_an_answer_over_the_limit_is_never_taken_for_whole(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    rewrite(page, HUNDRED_THOUSAND.replace("VALUES ?a { 0", "VALUES ?a { 10 0"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-problem")).to_contain_text(re.compile("brutt|for stort|rader"))
    expect(page.locator("#answer-section")).to_be_hidden()


def test_an_answer_of_a_hundred_thousand_rows_has_only_those_in_sight(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    rewrite(page, HUNDRED_THOUSAND)
    page.keyboard.press("Control+Enter")
    table = page.locator(".answer-table")
    expect(table).to_have_attribute("aria-rowcount", "100001", timeout=60_000)
    rows = table.locator("tbody tr[data-index]")
    assert 5 < rows.count() < 80
    place = page.locator(".answer-scroll")
    place.evaluate("place => { place.scrollTop = place.scrollHeight; }")
    expect(table.locator("tr[data-index='99999']")).to_be_visible()
    assert rows.count() < 80
    table.get_by_role("button", name="n", exact=True).click()
    expect(table.locator("th").first).to_have_attribute("aria-sort", "ascending")
    expect(table.locator("tr[data-index='0'] td")).to_have_text(["0", "row 0"])
    table.get_by_role("button", name="n", exact=True).click()
    # Digits in groups of three, four digits without a space.
    expect(table.locator("tr[data-index='0'] td").first).to_have_text(re.compile(r"^99\s999$"))
    page.get_by_label("Filtrer radene").fill("row 4242")
    expect(page.locator("#answer-panel [role=status]")).to_contain_text("11 rader")
    expect(rows).to_have_count(11)
    expect(table.locator("tr[data-index='10'] td").first).to_have_text("4242")


def test_things_show_their_name_and_one_click_shows_their_iri(desk: Page) -> None:
    page = desk
    page.goto(address(f"SELECT ?who {{ VALUES ?who {{ <{AGENCY}> }} }}"))
    cell = page.locator(".answer-table tr[data-index] td a")
    expect(cell).to_have_text("Hamarregionen utvikling")
    expect(cell).to_have_attribute("href", "/page/actor/hamarregionen-utvikling")
    page.get_by_role("button", name="Vis IRI-er").click()
    expect(cell).to_have_text(AGENCY)
    page.get_by_role("button", name="Vis IRI-er").click()
    page.get_by_role("button", name="Kopier tabellen").click()
    expect(page.locator("#answer-panel [role=status]")).to_contain_text("1 rad")
    assert page.evaluate("navigator.clipboard.readText()") == "who\nHamarregionen utvikling"


def test_numbers_days_and_truths_are_written_in_the_language(desk: Page) -> None:
    page = desk
    query = (
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        'SELECT (1234567.5 AS ?a) (2017 AS ?b) ("2020-02-01"^^xsd:date AS ?c) (true AS ?d) {}'
    )
    page.goto(address(query))
    cells = page.locator(".answer-table tr[data-index] td")
    expect(cells.first).to_have_text(re.compile(r"^1\s234\s567,5$"))
    assert cells.all_inner_texts()[1:] == ["2017", "1. februar 2020", "ja"]
    page.goto(address(query) + "&lang=en")
    expect(cells).to_have_text(["1,234,567.5", "2017", "1 February 2020", "yes"])


def test_a_chart_stands_beside_a_table_of_its_figures(desk: Page) -> None:
    page = desk
    page.goto(address(GRANTS, "chart"))
    drawing = page.locator("#answer-panel svg.chart")
    expect(drawing).to_have_attribute("aria-hidden", "true")
    expect(drawing.locator("rect")).to_have_count(12)
    figures = page.get_by_role("table", name="Tallene i diagrammet")
    expect(figures.locator("tbody tr")).to_have_count(12)
    page.locator("#chart-kind").select_option("line")
    expect(drawing.locator("circle")).to_have_count(12)
    expect(page).to_have_url(re.compile(r"view=chart&chart=line&x=who&y=amount$"))
    page.reload()
    expect(drawing.locator("circle")).to_have_count(12)


def test_triples_are_drawn_as_a_network_with_a_table_beside_it(desk: Page) -> None:
    page = desk
    page.goto(address(MEMBERS, "network"))
    expect(page.locator("#answer-panel canvas").first).to_be_attached()
    expect(page.locator("#answer-panel .network")).to_have_attribute("aria-hidden", "true")
    expect(page.locator(".network-view__status")).to_be_empty()
    expect(page.locator("#answer-panel .network-legend")).to_contain_text("Regionråd")
    edges = page.locator("#answer-panel > div > .note").inner_text()
    page.get_by_role("tab", name="Tabell").click()
    rows = int(page.locator(".answer-table").get_attribute("aria-rowcount") or 0) - 1
    assert f"{rows} forbindelser" in edges
    page.get_by_role("tab", name="Tekst").click()
    expect(page.locator("#answer-panel pre")).to_contain_text("@prefix samspill:")


def test_a_running_query_can_be_stopped(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    rewrite(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-progress")).to_contain_text("Kjører")
    page.get_by_role("button", name="Stopp").click()
    expect(page.locator("#query-status")).to_have_text("Stoppet.")
    expect(page.get_by_role("button", name="Stopp")).to_be_hidden()
    expect(page.locator("#query-run")).to_be_focused()


def test_the_answer_can_be_taken_along_in_each_format(desk: Page) -> None:
    page = desk
    page.goto(address("SELECT (1 AS ?one) {}"))
    for name, file, text in [
        ("CSV", "svar.csv", "one\r\n1\r\n"),
        ("TSV", "svar.tsv", "?one\n"),
    ]:
        with page.expect_download() as waiting:
            page.locator("#answer-downloads").get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == file
        assert waiting.value.path().read_bytes().decode().startswith(text)
    page.goto(address(MEMBERS))
    expect(page.locator("#answer-downloads button:visible")).to_have_text(
        ["Turtle", "N-Triples", "RDF/XML", "JSON-LD", "N-Quads", "TriG"]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", list(VIEWS))
def test_axe_finds_no_violation_in_any_view(
    browser: Browser, server: str, view: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address(VIEWS[view], view))
    page.locator("#answer-panel > *").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator("#panel-classes summary").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_fits_320_pixels_and_asks_nobody_else(
    browser: Browser, server: str, view: str
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url) if not request.url.startswith((server, "data:")) else None
        ),
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    page.goto(address(VIEWS[view], view))
    page.locator("#answer-panel > *").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" sam")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert outside == []
    assert faults == []
    context.close()


def test_without_javascript_the_form_is_answered_as_a_page(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sparql")
    page.locator("textarea[name=query]").fill(GRANTS)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main table tbody tr")).to_have_count(12)
    expect(page.get_by_role("button", name="CSV", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Turtle")).to_have_count(0)
    page.locator("textarea[name=query]").fill("SELECT * WHERE {\n ?s ?p }")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("linje 2"))
    expect(page.locator("textarea[name=query]")).to_have_value("SELECT * WHERE {\n ?s ?p }")
    context.close()
