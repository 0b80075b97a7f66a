"""The query editor in a real browser: written by keyboard, marked, kept, shared."""

from __future__ import annotations

import csv
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.editor import PREFIX, complete, rewrite, tab_to
from tests.conftest import ROOT


def test_a_query_is_written_run_viewed_and_shared_by_keyboard_alone(
    browser: Browser, server: str, desk: Page
) -> None:
    page = desk
    page.goto("/sparql")
    tab_to(page, ".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT ?rolle ?hva WHERE { ?del a ")
    complete(page, "deltak", "samspill:Participation")
    page.keyboard.type(" ; ")
    complete(page, "akt", "samspill:actor")
    page.keyboard.type(" ")
    complete(page, "Hamarregionen utvik", "Hamarregionen utvikling")
    page.keyboard.type(" ; ")
    complete(page, "initiat", "samspill:initiative")
    page.keyboard.type(" ?hva ; ")
    complete(page, "rol", "samspill:role")
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
    tab_to(page, "#query-share")
    page.keyboard.press("Enter")
    shared = page.locator("#share-address").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == shared
    tab_to(page, "#answer-tab-table")
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
    rewrite(page, "ASK {}")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(page.locator("textarea[name=query]")).to_have_value("  ASK {}")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#query-run")).to_be_focused()


def test_faults_are_marked_as_they_are_typed(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    rewrite(page, PREFIX + "SELECT * WHERE {\n  ?s samspill:actor }")
    expect(page.locator(".cm-lintRange-error")).to_have_text("}")
    rewrite(page, PREFIX + "SELECT * WHERE { ?s a samspill:Actor ; samspill:acctor ?a . }")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect(page.locator(".cm-lintRange-warning")).to_have_text(
        ["samspill:Actor", "samspill:acctor"]
    )
    rewrite(page, "SELECT * WHERE { ?s rdfs:label ?l }")
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
    rewrite(
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
    rewrite(page, query)
    page.locator("#query-share").click()
    shared = page.locator("#share-address").input_value()
    assert shared.startswith(f"{server}/sparql#query=")
    context = browser.new_context()
    stranger = context.new_page()
    stranger.goto(shared)
    expect(stranger.locator(".answer-table tr[data-index] td")).to_have_text("42")
    assert stranger.locator("textarea[name=query]").input_value() == query
    context.close()


def test_what_only_the_service_can_tell_is_marked_at_its_line_and_column(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    # The grammar lets this pass: nothing is wrong with its form, but ?s is not grouped.
    query = "SELECT ?s (COUNT(?o) AS ?n)\nWHERE { ?s ?p ?o }"
    rewrite(page, query)
    page.wait_for_timeout(600)
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#query-problem")).to_contain_text("linje 2")
    expect(page.locator(".cm-lintRange-error")).to_have_text("}")
    expect(page.locator("#answer-section")).to_be_hidden()
    page.keyboard.press("Control+End")
    page.keyboard.type(" GROUP BY ?s LIMIT 3")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer-table tr[data-index]")).to_have_count(3)
    expect(page.locator("#query-problem")).to_be_hidden()


def test_tabs_and_history_are_kept_in_the_browser(desk: Page) -> None:
    page = desk
    page.goto("/sparql")
    rewrite(page, "# Første\nASK {}")
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
def test_axe_finds_no_violation_where_something_is_offered_or_wrong(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/sparql")
    rewrite(page, PREFIX + "SELECT * WHERE { ?s a samspill:Actor ; samspill:foo ?x ; ")
    page.keyboard.type("s")
    page.locator(".cm-tooltip-autocomplete").wait_for()
    page.locator(".cm-lintRange-error").wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_explanation_of_an_offer_is_seen_and_covers_no_offer(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto("/sparql")
    rewrite(desk, "SELECT * WHERE { ?a a ")
    desk.keyboard.type("samspill:ActorG", delay=20)
    explanation = desk.locator(".cm-completionInfo")
    expect(explanation).to_contain_text("samlet eller uten navn")
    seen, offers = (
        explanation.bounding_box(),
        desk.locator(".cm-tooltip-autocomplete > ul").bounding_box(),
    )
    assert seen is not None
    assert offers is not None
    beside = seen["x"] >= offers["x"] + offers["width"] - 2
    below = seen["y"] >= offers["y"] + offers["height"] - 2
    assert beside if width == 1280 else below
    assert seen["x"] + seen["width"] <= width
    middle = (seen["x"] + seen["width"] / 2, seen["y"] + seen["height"] / 2)
    on_top = "([x, y]) => !!document.elementFromPoint(x, y).closest('.cm-completionInfo')"
    assert desk.evaluate(on_top, middle)
