"""Kinds of pages that no other test opens, in a real browser: axe, and the other language."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request

#: One of each kind; the English ones are those with most of their own words.
KINDS = [
    "/page/topic/attraktivitet",
    "/page/event/7sterke-stiftet",
    "/page/indicator/byr-netto-arbeidsplasser",
    "/page/target/agrifoodtech-25-internasjonal-mal",
    "/page/infrastructure/aksen-ost-vest",
    "/page/study-programme/biookonomi",
    "/page/actor-tie/7sterke-og-aktiv-bemanning-1b52aa95",
    "/quality/actors-without-place",
    "/changes",
    "/page/actor/hamarregionen-ipr?lang=en",
    "/network?lang=en",
    "/quality?lang=en",
    "/questions/funding-by-funder?lang=en",
    "/ontology?lang=en",
    "/about?lang=en",
]


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_no_violation_and_the_page_fits(
    browser: Browser, server: str, address: str
) -> None:
    outside: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((server, "data:")):
            outside.append(request.url)

    # Light on a small phone, dark on a desk: each scheme and each width is loaded once.
    for scheme, width in (("light", 320), ("dark", 1280)):
        context = browser.new_context(
            base_url=server,
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": 800},
        )
        page = context.new_page()
        page.on("request", watch)
        response = page.goto(address)
        assert response is not None
        assert response.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        context.close()
    assert outside == []
