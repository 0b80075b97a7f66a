"""The tools of the network page in a real browser, on the real tables."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Page, expect

WAY = "/network?from-actor=Hamar kommune&to-actor=NIBIO Apelsvoll&colour=community"
PERIODS = "/network?ego=Hamar kommune&compare=2012-2015,2016-2019&selected=hamar-kommune"

TWO = "/network?mode=two&layout=map&colour=sector&size=degree"
TIE = "/network?layout=community&selected=eidskog-kommune--grue-kommune"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [WAY, PERIODS, TWO, TIE])
def test_axe_finds_no_violation_in_the_tools(
    browser: Browser, server: str, address: str, scheme: str
) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator("#network canvas").first.wait_for()
    page.wait_for_timeout(500)
    if address == TIE:
        page.locator("#network-evidence .evidence > summary").first.click()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("address", [WAY, PERIODS, TWO, TIE])
def test_the_tools_fit_320_pixels(browser: Browser, server: str, address: str) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert errors == []
    context.close()


def test_a_link_gives_somebody_else_the_same_view(
    desk: Page, browser: Browser, server: str
) -> None:
    desk.goto("/network?type=Municipality&size=betweenness&colour=core-number")
    desk.locator("#network canvas").first.wait_for()
    desk.locator("#network-find-field").fill("hamar kommune")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("camera="))
    context = browser.new_context()
    other = context.new_page()
    other.goto(desk.url)
    other.locator("#network canvas").first.wait_for()
    expect(other.locator("#network-evidence .evidence__title")).to_have_text("Hamar kommune")
    expect(other.locator("#size")).to_have_value("betweenness")
    expect(other.locator("#colour")).to_have_value("core-number")
    expect(other.locator("#network-legend")).to_have_text(
        desk.locator("#network-legend").inner_text(), use_inner_text=True
    )
    # It looks at the same place as closely.
    other.wait_for_timeout(600)
    assert other.url == desk.url
    context.close()


def test_the_picture_is_saved_as_png(desk: Page, tmp_path: Path) -> None:
    desk.goto("/network?type=RegionalCouncil")
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="bilde (PNG)").click()
    file = tmp_path / "network.png"
    waiting.value.save_as(file)
    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    # Twice the 1,200 pixels that the SVG is wide, so that a projector has enough.
    assert struct.unpack(">II", head[16:])[0] == 2_400


def test_an_actor_of_the_table_is_shown_in_the_panel_and_leads_back(desk: Page) -> None:
    desk.goto("/network?sort=name")
    desk.locator("#network canvas").first.wait_for()
    button = desk.locator(".network-actors button").first
    button.click()
    name = desk.locator(".network-actors tbody th").first.inner_text()
    expect(desk.locator("#network-evidence .evidence__title")).to_have_text(name)
    desk.locator("#network-evidence").get_by_role("button", name="Tilbake til tabellen").click()
    expect(button).to_be_focused()


def test_names_in_the_picture_stand_on_no_other(desk: Page) -> None:
    # Sigma draws on its own canvas, so the letters are noted where they are drawn.
    desk.add_init_script(
        """window.names = [];
        const draw = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
          window.names.push([x, x + this.measureText(text).width, y]);
          return draw.apply(this, arguments);
        };
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function () {
          if (this.canvas.classList.contains("sigma-labels")) window.names = [];
          return clear.apply(this, arguments);
        };"""
    )
    desk.goto("/network")
    desk.locator("#network canvas").first.wait_for()
    desk.wait_for_timeout(1_000)
    names = desk.evaluate("window.names")
    assert len(names) > 5
    overlaps = [
        (one, other)
        for number, one in enumerate(names)
        for other in names[:number]
        if one[0] < other[1] and other[0] < one[1] and abs(one[2] - other[2]) < 10
    ]
    assert overlaps == []


def test_the_sliders_draw_the_years_and_keep_them_in_the_address(desk: Page) -> None:
    desk.goto("/network?tie=participation")
    desk.locator("#network canvas").first.wait_for()
    sliders = desk.locator("#network-time input")
    lowest = int(sliders.first.get_attribute("min") or 0)
    told = desk.locator("#network-time output")
    # By keyboard, as any slider: from the first year to the last, and one back.
    sliders.first.focus()
    desk.keyboard.press("End")
    expect(told).to_contain_text("aktører")
    last = sliders.first.input_value()
    expect(desk).to_have_url(re.compile(f"from={last}"))
    few = int(re.sub(r".*: (\d+) aktører.*", r"\1", told.inner_text()))
    desk.keyboard.press("Home")
    expect(desk).not_to_have_url(re.compile("from="))
    expect(told).to_contain_text(f"{lowest}–")
    everybody = int(re.sub(r".*: (\d+) aktører.*", r"\1", told.inner_text()))
    assert few < everybody
    # The tables of the same years are one link away.
    desk.keyboard.press("End")
    expect(desk).to_have_url(re.compile(f"from={last}"))
    desk.get_by_role("link", name="Vis tabellene for disse årene").click()
    expect(desk.locator("#network-summary")).to_contain_text(f"{few} aktører")


def test_the_page_never_waits_for_the_graphics_card(desk: Page) -> None:
    """Reading pixels makes the page wait until the card has drawn all of it, at every move."""
    desk.add_init_script(
        "window.reads = 0;"
        "const read = WebGL2RenderingContext.prototype.readPixels;"
        "WebGL2RenderingContext.prototype.readPixels = function (...all) {"
        " window.reads += 1; return read.apply(this, all); };"
    )
    desk.goto("/network?type=RegionalCouncil")
    box = _picture(desk)
    desk.mouse.move(box["x"] + 20, box["y"] + 20)
    desk.mouse.down()
    for step in range(10):
        desk.mouse.move(box["x"] + 20 + 4 * step, box["y"] + 20 + 3 * step)
    desk.mouse.up()
    desk.mouse.wheel(0, -100)
    desk.mouse.click(box["x"] + 5, box["y"] + 5)
    desk.wait_for_timeout(300)
    assert desk.evaluate("window.reads") == 0


def test_an_actor_is_chosen_by_the_pointer_where_it_is_drawn(desk: Page) -> None:
    desk.goto("/network")
    desk.locator("#network-find-field").fill("hamar kommune")
    desk.keyboard.press("Enter")
    # It now stands in the middle.
    desk.wait_for_timeout(800)
    box = _picture(desk)
    desk.locator("#network-evidence .evidence__title").blur()
    desk.keyboard.press("Escape")
    expect(desk.locator("#network-evidence .evidence__title")).to_have_count(0)
    desk.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(desk.locator("#network")).to_have_attribute("data-pointer", "")
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(desk.locator("#network-evidence .evidence__title")).to_have_text("Hamar kommune")


def _picture(page: Page) -> FloatRect:
    page.locator("#network canvas").first.wait_for()
    page.locator("#network").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = page.locator("#network").bounding_box()
    assert box is not None
    return box
