"""The network's forms where they cannot be read, and the page where no script runs."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_a_form_with_faults(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(
        base_url=server,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": 320, "height": 640},
    )
    page = context.new_page()
    page.goto("/network?ego=Hamar&least=0&from-actor=Alvdal kommune")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_part_of_a_name_is_two_presses_from_the_network(desk: Page) -> None:
    desk.goto("/network?colour=sector")
    desk.get_by_label("Bare rundt én aktør").fill("Hamar")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Bare rundt én aktør")).to_have_attribute("aria-invalid", "true")
    desk.get_by_role("link", name="Hamar kommune", exact=True).click()
    expect(desk.locator("#network-summary")).to_contain_text(
        "Dette er nettverket rundt Hamar kommune"
    )
    # What else was chosen is still chosen.
    assert "colour=sector" in desk.url


def test_without_a_script_the_picture_is_drawn_by_the_server(browser: Browser, server: str) -> None:
    context = browser.new_context(
        base_url=server, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto("/network?ego=Hamar kommune")
    still = page.locator(".network-still")
    expect(still).to_be_visible()
    box = still.bounding_box()
    assert box is not None
    # As wide as the column of the smallest phone.
    assert 250 < box["width"] <= 320
    assert box["height"] > 100
    context.close()
