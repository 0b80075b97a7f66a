"""Windows between a phone and a desk, and the folded menu of phones."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser


@pytest.mark.parametrize("address", ["/money/rows", "/sources", "/search?view=table"])
def test_tables_of_many_columns_hide_nothing_to_the_side(
    browser: Browser, server: str, address: str
) -> None:
    page = browser.new_page(viewport={"width": 768, "height": 900})
    page.goto(server + address)
    hidden = page.evaluate(
        """() => [...document.querySelectorAll(".table-scroll")]
            .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.dataset.label)"""
    )
    assert hidden == []
    assert page.locator(".wide-table").count() > 0
    page.close()


def test_the_menu_of_a_phone_is_folded_and_works_without_script(
    browser: Browser, server: str
) -> None:
    page = browser.new_page(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, color_scheme="dark"
    )
    page.goto(server + "/")
    money = page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Penger")
    assert money.count() == 0
    field = page.get_by_role("searchbox").bounding_box()
    assert field is not None
    assert field["y"] < 500
    page.locator(".site-menu__summary").focus()
    page.keyboard.press("Enter")
    assert money.count() == 1
    money.click()
    assert page.url.endswith("/money")
    page.close()
