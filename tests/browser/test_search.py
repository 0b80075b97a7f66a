"""The search in a real browser: names while typing, facets, and the same without script."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGES = [
    "/search",
    "/search?q=hamar&place=innlandet&view=table",
    "/search?q=utvikling&view=cards&lang=en",
    "/search?q=zzzzzzzz&kind=actor",
]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Page]:
    """Give a page in a context of its own that knows the server's address."""
    context = browser.new_context(base_url=server)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def assert_accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        assert_accessible(page)
    # Names under the field, one of them chosen, and everything unfolded.
    page.goto("/search?q=hamar&lang=nb")
    for more in page.locator(".facet__more > summary").all():
        more.click()
    page.get_by_role("combobox").fill("kongsv")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert_accessible(page)
    context.close()


def test_a_phone_needs_no_sideways_scrolling(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    # The facets are folded, and one touch unfolds them.
    page.goto("/search?q=hamar&lang=nb")
    expect(page.get_by_role("heading", name="Kategori")).not_to_be_visible()
    page.locator(".facets > summary").click()
    expect(page.get_by_role("heading", name="Kategori")).to_be_visible()
    page.get_by_role("combobox").fill("interkommunalt politisk")
    expect(page.get_by_role("option").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_name_is_chosen_by_keyboard_while_typing(open_page: Page) -> None:
    page = open_page
    page.goto("/about")
    field = page.get_by_role("combobox", name="Søk i alle navn")
    field.press_sequentially("rom for flere unge")
    options = page.get_by_role("listbox", name="Forslag").get_by_role("option")
    expect(options.first).to_contain_text("Rom for flere unge")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("rom for flere unge")
    field.press("ArrowDown")
    expect(options.first).to_be_visible()
    position = [one.inner_text().startswith("Rom for flere unge voksne") for one in options.all()]
    for _ in range(position.index(True) + 1):
        field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/page/\w+/.*rom-for-flere-unge-voksne"))


def test_enter_without_a_choice_asks_the_search_page(open_page: Page) -> None:
    page = open_page
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("hamar")
    expect(page.get_by_role("option", name="Vis alle")).to_be_visible()
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=hamar$"))
    expect(page.get_by_role("listbox")).not_to_be_visible()


def test_a_click_on_a_name_leads_to_its_page(open_page: Page) -> None:
    page = open_page
    page.goto("/search?kind=place&at=2018-06-01")
    page.get_by_role("combobox").press_sequentially("hamarregi")
    # Among places, since that is what was chosen, and on the day of the view.
    option = page.get_by_role("option", name="Hamarregionen Region", exact=True)
    option.click()
    expect(page).to_have_url(re.compile(r"/page/place/hamarregionen\?at=2018-06-01$"))


@pytest.mark.parametrize("script", [True, False])
def test_hits_are_narrowed_and_widened_by_links(
    browser: Browser, server: str, script: bool
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=script)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/search?kind=initiative")
    everything = hits(page)
    facet = page.get_by_role("region", name="Sted")
    link = facet.get_by_role("link", name=re.compile("^Hamarregionen"))
    promised = int(re.sub(r"\D", "", link.inner_text()))
    link.click()
    assert hits(page) == promised < everything
    page.get_by_role("link", name="Tabell").click()
    expect(page.get_by_role("columnheader", name="Kilde")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == promised
    page.get_by_role("link", name="Fjern Sted: Hamarregionen").click()
    assert hits(page) == everything
    assert page.url.endswith("/search?kind=initiative&view=table")
    context.close()


def hits(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("#hits .section-heading__count").inner_text()))
