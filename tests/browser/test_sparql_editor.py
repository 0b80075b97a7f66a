"""The query editor in a real browser: written by keyboard, run, shown, shared."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT

PREFIX = "PREFIX samspill: <https://w3id.org/samspill/ontology#>\n"
GRANTS = PREFIX + (
    "SELECT ?who (SUM(?share) AS ?amount) WHERE {\n"
    "  ?party samspill:actor ?who ; samspill:funding ?grant . ?grant samspill:amount ?share\n"
    "} GROUP BY ?who ORDER BY DESC(?amount) LIMIT 12"
)
MEMBERS = PREFIX + (
    "CONSTRUCT { ?a samspill:memberOf ?b } WHERE { ?a samspill:memberOf ?b . "
    "?b a samspill:RegionalCouncil }"
)
AGENCY = "https://w3id.org/samspill/id/actor/hamarregionen-utvikling"
DIGITS = "{ 0 1 2 3 4 5 6 7 8 9 }"
HUNDRED_THOUSAND = (
    "SELECT ?n ?text WHERE {\n"
    + "".join(f"  VALUES ?{name} {DIGITS}\n" for name in "abcde")
    + "  BIND(10000*?a + 1000*?b + 100*?c + 10*?d + ?e AS ?n)\n"
    '  BIND(CONCAT("row ", STR(?n)) AS ?text)\n}'
)
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
VIEWS = {"table": GRANTS, "chart": GRANTS, "network": MEMBERS, "raw": MEMBERS}


@pytest.fixture
def desk(browser: Browser, server: str) -> Iterator[Page]:
    """Give a page in a context of its own that may use the clipboard."""
    context = browser.new_context(base_url=server)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def _address(query: str, view: str = "table") -> str:
    return f"/sparql?query={quote(query)}&view={view}"


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


def _rewrite(page: Page, query: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def _complete(page: Page, typed: str, expected: str) -> None:
    """Type the beginning of something, wait until it is offered first, and take it."""
    page.keyboard.type(typed, delay=20)
    first = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    expect(first).to_contain_text(expected)
    # CodeMirror takes nothing in the first moment, so that nobody takes what was not yet read.
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)


def test_a_query_is_written_run_viewed_and_shared_by_keyboard_alone(
    browser: Browser, server: str, desk: Page
) -> None:
    page = desk
    page.goto("/sparql")
    _tab_to(page, ".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT ?rolle ?hva WHERE { ?del a ")
    _complete(page, "deltak", "samspill:Participation")
    page.keyboard.type(" ; ")
    _complete(page, "akt", "samspill:actor")
    page.keyboard.type(" ")
    _complete(page, "Hamarregionen utvik", "Hamarregionen utvikling")
    page.keyboard.type(" ; ")
    _complete(page, "initiat", "samspill:initiative")
    page.keyboard.type(" ?hva ; ")
    _complete(page, "rol", "samspill:role")
    page.keyboard.type(" ?rolle .")
    text = page.locator("textarea[name=query]").input_value()
    assert text.startswith(
        "PREFIX samspill: <https://w3id.org/samspill/ontology#>\n"
        "PREFIX actor: <https://w3id.org/samspill/id/actor/>\n"
    )
    assert "samspill:actor actor:hamarregionen-utvikling ;" in text
    expect(page.locator(".cm-thing-name")).to_have_text("Hamarregionen utvikling")
    page.keyboard.press("Control+Enter")
    with (ROOT / "data" / "participations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["actor"] == "hamarregionen-utvikling"]
    assert rows
    cells = page.locator(".answer-table tr[data-index]")
    expect(cells).to_have_count(len(rows))
    expect(page.locator("#query-status")).to_contain_text(f"{len(rows)} rader")

    page.keyboard.press("Escape")
    _tab_to(page, "#query-share")
    page.keyboard.press("Enter")
    shared = page.locator("#share-address").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == shared
    _tab_to(page, "#answer-tab-table")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#answer-tab-network")).to_be_focused()
    expect(page.locator("#answer-panel canvas").first).to_be_attached()
    page.keyboard.press("End")
    expect(page.locator("#answer-panel pre")).to_contain_text('"bindings"')

    other = browser.new_context()
    stranger = other.new_page()
    stranger.goto(shared)
    expect(stranger.locator(".answer-table tr[data-index]")).to_have_count(len(rows))
    assert stranger.locator("textarea[name=query]").input_value() == text
    other.close()


def test_escape_and_then_tab_leaves_the_editor_and_tab_alone_indents(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(page, "ASK {}")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(page.locator("textarea[name=query]")).to_have_value("  ASK {}")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#query-run")).to_be_focused()


def test_faults_are_marked_as_they_are_typed(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(page, PREFIX + "SELECT * WHERE {\n  ?s samspill:actor }")
    expect(page.locator(".cm-lintRange-error")).to_have_text("}")
    _rewrite(page, PREFIX + "SELECT * WHERE { ?s a samspill:Actor ; samspill:acctor ?a . }")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect(page.locator(".cm-lintRange-warning")).to_have_text(
        ["samspill:Actor", "samspill:acctor"]
    )
    _rewrite(page, "SELECT * WHERE { ?s rdfs:label ?l }")
    expect(page.locator(".cm-lintRange-error")).to_have_text("rdfs:label")
    page.keyboard.press("F8")
    page.locator(".cm-diagnosticAction", has_text="Erklær rdfs:").click()
    expect(page.locator("textarea[name=query]")).to_have_value(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nSELECT * WHERE { ?s rdfs:label ?l }"
    )
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_indenting_changes_nothing_but_the_beginnings_of_lines(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(
        page,
        'SELECT * WHERE {\n?s ?p ?o ;\n?q """a\n   b""" .\n'
        "OPTIONAL {\n?s ?r (1\n2) } # {\n}\nLIMIT 1",
    )
    page.get_by_role("button", name="Rett innrykk").click()
    expect(page.locator("textarea[name=query]")).to_have_value(
        'SELECT * WHERE {\n  ?s ?p ?o ;\n    ?q """a\n   b""" .\n'
        "  OPTIONAL {\n    ?s ?r (1\n      2) } # {\n}\nLIMIT 1"
    )
    page.keyboard.press("Control+z")
    expect(page.locator("textarea[name=query]")).to_have_value(
        re.compile(r"^SELECT \* WHERE {\n\?s")
    )


def test_a_query_too_long_for_an_address_is_shared_behind_the_hash(
    browser: Browser, server: str, desk: Page
) -> None:
    page = desk
    page.goto("/sparql")
    query = "# " + "lang " * 500 + "\nSELECT (40 + 2 AS ?sum) {}"
    _rewrite(page, query)
    page.locator("#query-share").click()
    shared = page.locator("#share-address").input_value()
    assert shared.startswith(f"{server}/sparql#query=")
    context = browser.new_context()
    stranger = context.new_page()
    stranger.goto(shared)
    expect(stranger.locator(".answer-table tr[data-index] td")).to_have_text("42")
    assert stranger.locator("textarea[name=query]").input_value() == query
    context.close()


def test_an_answer_over_the_limit_is_never_taken_for_whole(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(page, HUNDRED_THOUSAND.replace("VALUES ?a { 0", "VALUES ?a { 10 0"))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-problem")).to_contain_text(re.compile("brutt|for stort|rader"))
    expect(page.locator("#answer-section")).to_be_hidden()


def test_what_the_service_says_is_marked_at_its_line_and_column(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    # The grammar of the editor lets this pass, the service does not: ?x is not grouped.
    _rewrite(page, "SELECT ?s\nWHERE { ?s ?p ?o }\nLIMIT abc")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-problem")).to_contain_text("linje 3")
    expect(page.locator(".cm-lintRange-error")).to_have_text("abc")
    expect(page.locator("#answer-section")).to_be_hidden()


def test_an_answer_of_a_hundred_thousand_rows_has_only_those_in_sight(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(page, HUNDRED_THOUSAND)
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
    page.goto(_address(f"SELECT ?who {{ VALUES ?who {{ <{AGENCY}> }} }}"))
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
    page.goto(_address(query))
    cells = page.locator(".answer-table tr[data-index] td")
    expect(cells.first).to_have_text(re.compile(r"^1\s234\s567,5$"))
    assert cells.all_inner_texts()[1:] == ["2017", "1. februar 2020", "ja"]
    page.goto(_address(query) + "&lang=en")
    expect(cells).to_have_text(["1,234,567.5", "2017", "1 February 2020", "yes"])


def test_a_chart_stands_beside_a_table_of_its_figures(desk: Page) -> None:
    page = desk
    page.goto(_address(GRANTS, "chart"))
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
    page.goto(_address(MEMBERS, "network"))
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
    _rewrite(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-progress")).to_contain_text("Kjører")
    page.get_by_role("button", name="Stopp").click()
    expect(page.locator("#query-status")).to_have_text("Stoppet.")
    expect(page.get_by_role("button", name="Stopp")).to_be_hidden()
    expect(page.locator("#query-run")).to_be_focused()


def test_tabs_and_history_are_kept_in_the_browser(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    _rewrite(page, "# Første\nASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer-panel")).to_have_text("Ja")
    page.locator("#query-new").click()
    page.keyboard.insert_text("# Andre\nSELECT (2 AS ?to) {}")
    tabs = page.locator("#query-tabs [role=tab]")
    expect(tabs).to_have_text(["Første", "Andre"])
    page.goto("/sparql")
    expect(tabs).to_have_text(["Første", "Andre"])
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    tabs.nth(1).press("ArrowLeft")
    expect(page.locator("textarea[name=query]")).to_have_value("# Første\nASK {}")
    tabs.nth(0).press("Delete")
    expect(tabs).to_have_text(["Andre"])
    page.get_by_role("tab", name="Historikk").click()
    page.locator("#panel-runs button").first.click()
    expect(page.locator("textarea[name=query]")).to_have_value("# Første\nASK {}")
    page.get_by_role("button", name="Tøm historikken").click()
    expect(page.locator("#panel-runs li")).to_have_count(0)


def test_the_panel_shows_a_class_with_its_properties_and_an_example(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    page.get_by_label("Finn klasse eller egenskap").fill("regionråd")
    term = page.locator("#panel-classes li:visible")
    expect(term).to_have_count(1)
    with (ROOT / "data" / "actors.csv").open(encoding="utf-8", newline="") as file:
        councils = sum(row["type"] == "RegionalCouncil" for row in csv.DictReader(file))
    expect(term.locator(".term__count")).to_have_text(str(councils))
    term.locator("summary").click()
    expect(term.locator(".term__facts a").first).to_have_attribute(
        "href", re.compile("^/page/actor/")
    )
    expect(term.locator(".term__properties")).to_contain_text("samspill:actsFor")
    term.get_by_role("button", name="Spør etter dette").click()
    page.locator("#query-run").click()
    rows = page.locator(".answer-table")
    expect(rows).to_have_attribute("aria-rowcount", re.compile("^[0-9]+$"))
    expect(page.locator(".answer-table tr[data-index]").first).to_be_visible()


def test_the_answer_can_be_taken_along_in_each_format(desk: Page) -> None:
    page = desk
    page.goto(_address("SELECT (1 AS ?one) {}"))
    for name, file, text in [
        ("CSV", "svar.csv", "one\r\n1\r\n"),
        ("TSV", "svar.tsv", "?one\n"),
    ]:
        with page.expect_download() as waiting:
            page.locator("#answer-downloads").get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == file
        assert waiting.value.path().read_bytes().decode().startswith(text)
    page.goto(_address(MEMBERS))
    expect(page.locator("#answer-downloads button:visible")).to_have_text(
        ["Turtle", "N-Triples", "RDF/XML", "JSON-LD"]
    )


def test_the_editor_speaks_the_language_of_the_page(desk: Page) -> None:
    page = desk
    for address, phrase in [("/sparql?lang=nb", "Finn"), ("/sparql?lang=en", "Find")]:
        page.goto(address)
        page.locator(".cm-content").click()
        page.keyboard.press("Control+f")
        expect(page.locator(".cm-search input[name=search]")).to_have_attribute(
            "aria-label", phrase
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", list(VIEWS))
def test_axe_finds_no_violation_in_any_view(
    browser: Browser, server: str, view: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(_address(VIEWS[view], view))
    page.locator("#answer-panel > *").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.locator("#panel-classes summary").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_where_something_is_offered_or_wrong(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/sparql")
    _rewrite(page, PREFIX + "SELECT * WHERE { ?s a samspill:Actor ; samspill:foo ?x ; ")
    page.keyboard.type("s")
    page.locator(".cm-tooltip-autocomplete").wait_for()
    page.locator(".cm-lintRange-error").wait_for()
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
    page.goto(_address(VIEWS[view], view))
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
    expect(page.get_by_role("button", name="CSV")).to_be_visible()
    expect(page.get_by_role("button", name="Turtle")).to_have_count(0)
    page.locator("textarea[name=query]").fill("SELECT * WHERE {\n ?s ?p }")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("linje 2"))
    expect(page.locator("textarea[name=query]")).to_have_value("SELECT * WHERE {\n ?s ?p }")
    context.close()
