"""What the tests of the query editor share: queries, and how hands write them."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

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


def address(query: str, view: str = "table") -> str:
    return f"/sparql?query={quote(query)}&view={view}"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reached {selector}")


def rewrite(page: Page, query: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def complete(page: Page, typed: str, expected: str) -> None:
    """Type the beginning of something, wait until it is offered first, and take it."""
    page.keyboard.type(typed, delay=20)
    first = page.locator(".cm-tooltip-autocomplete li[aria-selected]")
    expect(first).to_contain_text(expected)
    # CodeMirror takes nothing in the first moment, so that nobody takes what was not yet read.
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    expect(page.locator(".cm-tooltip-autocomplete")).to_have_count(0)
