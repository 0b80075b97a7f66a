"""The page of a thing in a real browser: evidence by keyboard, footnotes, addresses, paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PROJECT = "/page/initiative/rom-for-flere-unge-voksne"
#: It has a timeline, money both ways, paged lists and a long table.
COUNTY = "/page/actor/innlandet-fylkeskommune"
PARTY = ".relation-table tr[id^='row-participation']"


def test_a_source_mark_opens_its_evidence_by_keyboard_and_its_footnote_is_copied(
    desk: Page,
) -> None:
    page = desk
    page.goto(PROJECT)
    row = page.locator(PARTY).first
    summary = row.locator("summary")
    expect(row.get_by_text("Rad i tabellen")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    card = row.locator(".evidence__card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("participations, rad")
    page.keyboard.press("Tab")  # the document
    page.keyboard.press("Tab")  # its lines
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.get_by_role("button")).to_have_text("Kopiert")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.locator(".evidence__text").text_content()
    assert re.search(r"utgave \S+, https://w3id\.org/samspill/id/participation/\S+$", copied)


def test_evidence_is_read_without_script_and_its_footnote_can_be_selected(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto(PROJECT)
    row = page.locator(PARTY).first
    row.locator("summary").click()
    expect(row.locator(".evidence__text")).to_be_visible()
    # A button that needs script is not shown.
    expect(row.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_open_evidence(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in (PROJECT, COUNTY):
        page.goto(address)
        for summary in page.locator("main summary").all()[:3]:
            summary.click()
        page.locator("main details").last.evaluate("one => (one.open = true)")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    context.close()


def test_open_evidence_and_timeline_fit_320_pixels(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in (PROJECT, COUNTY):
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    context.close()


def test_the_address_of_a_row_on_another_page_leads_to_it(desk: Page) -> None:
    page = desk
    page.goto(COUNTY)
    section = page.locator("section[aria-labelledby='fundingparty-actor']")
    section.get_by_role("link", name="Neste").click()
    link = section.locator(".anchor-link").last
    address = link.get_attribute("href")
    assert address
    row = address.partition("#")[2]
    page.goto(COUNTY)
    expect(page.locator(f"#{row}")).to_have_count(0)
    page.goto(address)
    expect(page.locator(f"#{row}")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == row


@pytest.mark.parametrize("address", [PROJECT, COUNTY])
def test_a_page_prints_on_a4_and_no_table_is_cut(
    browser: Browser, server: str, address: str
) -> None:
    # The paper less its margins is 182 mm wide: 688 pixels.
    context = browser.new_context(base_url=server, viewport={"width": 688, "height": 900})
    page = context.new_page()
    page.goto(address)
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = {
        tuple(round(float(one)) for one in found)
        for found in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    }
    assert sizes == {(595, 842)}  # A4 in points
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('main table, main svg, main .evidence__card')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth).length"
    )
    assert cut == 0
    # Paper says which snapshot it shows, and where; nothing on it waits for a click.
    expect(page.locator("main .print-only").first).to_contain_text("w3id.org/samspill/id/")
    expect(page.locator("main summary:visible")).to_have_count(0)
    if address == COUNTY:
        expect(page.locator("main .print-only:visible").last).to_contain_text("av")
        expect(page.locator(".timeline__entry").last).to_be_visible()
    context.close()
