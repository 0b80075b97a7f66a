"""The day of the view in a real browser: chosen, carried on a walk, and left again."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

DAY = "2016-06-01"
#: With the strip, a notice that the thing was not there, lists that leave rows out, and a table.
PAGE = f"/page/actor/hogskolen-i-innlandet?at={DAY}"


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_chooses_a_day_walks_on_in_it_and_leaves_it(
    browser: Browser, server: str, script: bool
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=script)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto("/page/actor/hogskolen-i-innlandet")
    page.locator("summary", has_text="Velg dato").click()
    page.get_by_label("Vis slik det var denne dagen").fill(DAY)
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page).to_have_url(f"{server}/page/actor/hogskolen-i-innlandet?at={DAY}")
    expect(page.get_by_text("Fantes ikke ennå 1. juni 2016")).to_be_visible()
    # On to what was there then: the day comes along, by link and by search.
    page.get_by_role("link", name="Høgskolen i Hedmark").first.click()
    expect(page).to_have_url(f"{server}/page/actor/hogskolen-i-hedmark?at={DAY}")
    expect(page.get_by_text("Fantes ikke")).to_have_count(0)
    field = page.locator("header input[name=q]")
    field.fill("innlandet")
    field.press("Enter")
    page.wait_for_url("**/search?**")
    assert f"at={DAY}" in page.url
    page.get_by_role("link", name="Vis uten dato").click()
    expect(page.locator(".as-of-strip")).to_have_count(0)
    assert "at=" not in page.url
    assert "q=innlandet" in page.url
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_with_the_form_open(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(PAGE)
    page.locator(".as-of summary").click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_the_form_and_the_strip_fit_320_pixels(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(PAGE)
    page.locator(".as-of summary").click()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    box = page.locator(".as-of__form").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    context.close()


def test_the_form_opens_and_is_sent_by_keyboard_alone(desk: Page, server: str) -> None:
    desk.goto("/about")
    summary = desk.locator(".as-of summary")
    summary.focus()
    desk.keyboard.press("Enter")
    field = desk.get_by_label("Vis slik det var denne dagen")
    expect(field).to_be_visible()
    field.fill(DAY)
    field.press("Enter")
    expect(desk).to_have_url(f"{server}/about?at={DAY}")
    expect(desk.get_by_text("Denne siden viser alt, uansett dato.")).to_be_visible()


def test_a_link_that_a_script_makes_keeps_the_day(desk: Page, server: str) -> None:
    desk.goto(f"/about?at={DAY}")
    desk.evaluate(
        """() => {
          const link = document.createElement("a");
          link.href = "/page/place/hamar#facts";
          link.textContent = "laget av et skript";
          document.querySelector("main").prepend(link);
        }"""
    )
    desk.get_by_role("link", name="laget av et skript").click()
    expect(desk).to_have_url(f"{server}/page/place/hamar?at={DAY}#facts")


#: Pages whose counts, sums and forms are of the day.
COUNTED = (
    f"/search?kind=initiative&at={DAY}",
    f"/money?at={DAY}",
    f"/goals?at={DAY}",
    f"/map?measure=actors&at={DAY}",
    f"/questions/active-in-a-year?at={DAY}",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_where_the_day_is_counted(
    browser: Browser, server: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in COUNTED:
        page.goto(address)
        results = Axe().run(page)
        assert results.violations_count == 0, address + results.generate_report()
    context.close()


def test_pages_that_count_the_day_fit_320_pixels(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in COUNTED:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    context.close()


def test_a_reader_asks_for_the_day_then_for_another_and_sees_all_times(
    desk: Page, server: str
) -> None:
    desk.goto(f"/questions/active-in-a-year?at={DAY}")
    year = desk.get_by_label("År", exact=True)
    expect(year).to_have_value("2016")
    expect(desk.get_by_text("Spørsmålet er stilt for dagen du ser på.")).to_be_visible()
    year.fill("2012")
    desk.get_by_role("button", name="Vis svaret").click()
    # What was typed stands, and the day of the site comes along.
    expect(desk.get_by_label("År", exact=True)).to_have_value("2012")
    assert f"at={DAY}" in desk.url
    expect(desk.get_by_text("Spørsmålet er ikke stilt for dagen du ser på")).to_be_visible()

    desk.goto(f"/search?kind=initiative&at={DAY}")
    heading = desk.locator("#hits")
    fewer = heading.inner_text()
    desk.get_by_role("link", name="Vis for alle tider").click()
    expect(desk).to_have_url(f"{server}/search?kind=initiative&time=all&at={DAY}")
    expect(heading).not_to_have_text(fewer)
    desk.get_by_role("link", name="Vis bare det som var der").click()
    expect(heading).to_have_text(fewer)
