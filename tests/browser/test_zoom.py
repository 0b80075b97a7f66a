"""Pages at twice the size: zoomed by the browser, and with twice as large text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_kinds import KINDS
from tests.browser.test_site import PAGES

#: What stands over a link, button or field when it is brought into view, told for each.
COVERED = """() => {
  const found = [];
  const own = "a[href], button, input, select, summary, textarea";
  for (const one of document.querySelectorAll(own)) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    // Hidden until needed, or laid over the picture on purpose.
    if (one.closest(".ds-sr-only, .ds-skip-link, .network-view")) continue;
    one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = one.getClientRects()[0];
    if (!box || box.width < 2 || box.height < 2) continue;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (!top || one.contains(top) || top.contains(one)) continue;
    if (one.labels && [...one.labels].some((label) => label.contains(top))) continue;
    found.push(`${one.outerHTML.slice(0, 150)} under ${top.outerHTML.slice(0, 150)}`);
  }
  return found;
}"""


def faults(page: Page, address: str, width: int) -> list[str]:
    """Tell what is wrong with a page that is open."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = [f"{address} is {wide} pixels wide"] if wide > width else []
    return found + [f"{address}: {one}" for one in page.evaluate(COVERED)]


def test_pages_can_be_used_at_200_per_cent(browser: Browser, server: str) -> None:
    # A window of 1280 pixels, zoomed: half as many, each twice as large.
    context = browser.new_context(
        base_url=server, viewport={"width": 640, "height": 512}, device_scale_factor=2
    )
    page = context.new_page()
    found = []
    for address in (*PAGES, *KINDS):
        page.goto(address)
        found += faults(page, address, 640)
    assert found == []
    context.close()


def test_pages_can_be_used_with_text_twice_as_large(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = []
    for address in (*PAGES, *KINDS):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found += faults(page, address, 1280)
    assert found == []
    context.close()


@pytest.mark.parametrize("fault", ["width", "cover"])
def test_these_tests_can_fail(browser: Browser, server: str, fault: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 640, "height": 512})
    page = context.new_page()
    page.goto("/about")
    assert faults(page, "/about", 640) == []
    style = {
        "width": "main.style.width = '900px'",
        "cover": "header.style.cssText = 'position: fixed; inset: 0; z-index: 9; background: red'",
    }[fault]
    page.evaluate(
        f"const main = document.querySelector('main'), header = document.querySelector('header');"
        f"{style}"
    )
    assert faults(page, "/about", 640)
    context.close()
