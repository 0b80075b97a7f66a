"""Take the pictures of the documents: ``python docs/screenshots/take.py http://127.0.0.1:8000``.

A site must be serving at the address; CHROMIUM names a browser other than the system's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.chromium import find_chromium

PICTURES = {
    "project": "/page/initiative/rom-for-flere-unge-voksne",
    "network": "/network",
}


def main(address: str) -> None:
    """Take each picture in both colour schemes, as high as one screen."""
    path = find_chromium()
    arguments = ["--no-sandbox", "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 1280, "height": 800},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            for name, place in PICTURES.items():
                page.goto(address + place)
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(500)
                page.screenshot(path=Path(__file__).with_name(f"{name}-{scheme}.png"))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
