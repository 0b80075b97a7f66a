"""The page of changes in a real browser, on two builds of the small region."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from graph.snapshot import list_snapshots
from tests.conftest import serving
from tests.webapp.conftest import build_region
from tests.webapp.later_region import later
from tests.webapp.region import REGION

OLDER = "20250517T120000Z-0123456789ab"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the region as it is later, with the earlier one beside it."""
    root = build_region(later(), tmp_path_factory.mktemp("later"))
    earlier = build_region(REGION, tmp_path_factory.mktemp("earlier"))
    shutil.copytree(list_snapshots(earlier)[0].path, root / OLDER)
    with serving(root) as (address, _):
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page_of", ["/changes", "/changes?kind=actor", "/changes?lang=en", "/"])
def test_axe_finds_no_violation(browser: Browser, address: str, page_of: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(page_of)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_a_reader_compares_by_keyboard_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 320, "height": 640}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/changes")
    expect(page.locator("main")).to_contain_text("Hamar bykommune")
    page.get_by_label("Til utgaven").focus()
    page.keyboard.press("End")  # the oldest of the list, which is chosen on the left as well
    page.get_by_role("button", name="Sammenlign").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("én og samme utgave")
    context.close()


def test_the_page_fits_320_pixels(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for one in ("/changes", "/changes?kind=participation", "/"):
        page.goto(one)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
