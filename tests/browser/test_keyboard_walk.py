"""A walk by keyboard only: from the front page to what a tie of the network rests on, and back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.editor import tab_to


def focused(page: Page) -> str:
    """Give the words of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_from_the_front_page_to_the_evidence_of_a_tie_by_keyboard_only(desk: Page) -> None:
    page = desk
    page.goto("/")
    tab_to(page, ".site-nav a[href='/network']")
    page.keyboard.press("Enter")
    # The first to come waits until the snapshot is read and measured.
    expect(page).to_have_url(re.compile("/network$"), timeout=30_000)
    page.locator("#network canvas").first.wait_for(state="attached")

    # Past the menu, to the field that finds an actor in the picture.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "#network-find-field")
    page.keyboard.type("eidskog k")
    expect(page.locator("#network-find [role=status]")).to_contain_text("treff")
    page.keyboard.press("Enter")
    panel = page.locator("#network-evidence")
    expect(panel.locator(".evidence__title")).to_have_text("Eidskog kommune")
    assert focused(page) == "Eidskog kommune"
    expect(page).to_have_url(re.compile("selected=eidskog-kommune"))

    # Its ties are buttons; the one to Grue rests on what 004 tells.
    tab_to(page, "#network-evidence button[data-edge='eidskog-kommune--grue-kommune']")
    page.keyboard.press("Enter")
    expect(panel.locator(".evidence__title")).to_have_text("Eidskog kommune – Grue kommune")
    expect(panel).to_contain_text("Byregionprosjektet")
    expect(panel).to_contain_text("linje 50")
    assert focused(page) == "Eidskog kommune – Grue kommune"

    # What it takes to check and cite a row opens by keyboard too.
    tab_to(page, "#network-evidence .evidence > summary")
    page.keyboard.press("Enter")
    expect(panel.locator(".evidence__card").first).to_contain_text("Rad i tabellen")
    tab_to(page, "#network-evidence .evidence__copy")
    page.keyboard.press("Enter")
    expect(panel.locator(".evidence__copy").first).to_have_text("Kopiert")
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied == panel.locator(".evidence__text").first.inner_text()

    # On to the other end, and back the way we came.
    tab_to(page, "#network-evidence button[data-node$='/grue-kommune']")
    page.keyboard.press("Enter")
    expect(panel.locator(".evidence__title")).to_have_text("Grue kommune")
    page.keyboard.press("Escape")
    assert focused(page) == "Eidskog kommune – Grue kommune"
    page.keyboard.press("Escape")
    assert focused(page) == "Eidskog kommune"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "network-find-field"
    expect(panel).to_contain_text("Velg et bånd eller en aktør")
    expect(page).not_to_have_url(re.compile("selected="))
