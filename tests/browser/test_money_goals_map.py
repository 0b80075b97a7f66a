"""Money, goals and the map in a real browser, on the real tables."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

#: The whole tree is long: what axe judges in it is the same in one of its branches.
BRANCH = "/goals?strategy=strategy:naeringsstrategi-kongsvingerregionen-2016-2028"
PAGES = [
    "/money",
    "/money?kind=fund-capital",
    "/money/rows?kind=grant&status=granted&sum=funder&currency=NOK&party=others",
    "/map",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [BRANCH, *PAGES])
def test_axe_finds_no_violation(browser: Browser, server: str, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    # What is folded has to be right as well.
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("address", ["/goals", *PAGES])
def test_pages_fit_320_pixels(browser: Browser, server: str, address: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_figure_of_money_leads_to_its_rows_and_their_document(desk: Page) -> None:
    desk.goto("/money")
    row = desk.get_by_role("row", name=re.compile("^Kommunal- og moderniseringsdepartementet"))
    row.first.get_by_role("link", name=re.compile(r"^133")).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Radene bak tallet")
    expect(desk.locator("main")).to_contain_text(re.compile(r"Talt med: 133\s000\s000 kroner"))
    expect(desk.get_by_role("link", name="Byregionprogrammet fase 2").first).to_be_visible()


def test_a_flow_in_the_picture_opens_the_rows_behind_it(desk: Page) -> None:
    desk.goto("/money")
    box = desk.locator(".flow-picture__box").first
    box.click()
    expect(desk).to_have_url(re.compile(r"/money/rows\?.*sum=funder"))


def test_a_goal_unfolds_by_keyboard_and_shows_how_it_went(desk: Page) -> None:
    desk.goto(BRANCH)
    strategy = desk.locator("details > summary.goal-tree__summary").first
    # The only one of the choice stands open.
    expect(strategy.locator("..")).to_have_attribute("open", "")
    strategy.focus()
    desk.keyboard.press("Enter")
    expect(strategy.locator("..")).not_to_have_attribute("open", "")


def test_a_place_is_reached_by_keyboard_and_opens_its_page(desk: Page) -> None:
    desk.goto("/map")
    place = desk.get_by_role("link", name=re.compile(r"^Kongsvinger: \d+$"))
    place.focus()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/page/place/kongsvinger$"))
