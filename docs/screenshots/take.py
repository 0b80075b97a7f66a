"""Take the pictures of the documents: ``python docs/screenshots/take.py http://127.0.0.1:8000``.

Each page is taken at 390, 768 and 1440 pixels in both colour schemes, and the six go side by side
into one small picture. A folder as second argument gets them in full size, to look at. A site must
be serving at the address, with two editions of the data for the page of changes, which is left as
it is otherwise; CHROMIUM names a browser other than the system's.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.chromium import find_chromium

HERE = Path(__file__).parent
PAGES = {
    "home": "/",
    "search": "/search?q=hamarregin",
    "search-cards": "/search?q=hamarregin&view=cards",
    "actor": "/page/actor/klosser-innovasjon",
    "project": "/page/initiative/rom-for-flere-unge-voksne",
    "network": "/network",
    "money": "/money",
    "goals": "/goals",
    "map": "/map",
    "question": "/questions/funding-by-year",
    "sparql": "/sparql",
    "ontology": "/ontology",
    "changes": "/changes",
}
#: What has to be on a page for it to be worth a picture.
NEEDED = {"changes": ".change-form"}
#: Where the picture of a page begins that has a form above what it is about.
FROM = {
    "network": ".network-view",
    "money": "#currency-NOK",
    "goals": "#strategies",
    "map": ".map",
}
#: Width in pixels to the height of the window.
WINDOWS = {390: 844, 768: 844, 1440: 844}
SCHEMES = ("light", "dark")
#: Those that a document shows large; the rest are only in the small pictures.
LARGE = {"project": "light"}
#: How much smaller the six are in the one picture.
_SCALE = 0.33
MISSING = "no such page"


def main(address: str, folder: Path | None) -> int:
    """Take all pictures; give how many pages are wrong: not there or wider than the window."""
    wrong = 0
    arguments = ["--no-sandbox", "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        for name, place in PAGES.items():
            taken: dict[tuple[str, int], bytes] = {}
            missing = False
            for scheme in SCHEMES:
                for width in WINDOWS:
                    picture, said = take(browser, address + place, scheme, width, name)
                    taken[scheme, width] = picture
                    if said:
                        print(f"{place}, {width} pixels, {scheme}: {said}")
                        wrong += 1
                        missing = missing or said == MISSING
                    if folder:
                        (folder / f"{name}-{scheme}-{width}.png").write_bytes(picture)
            if missing:
                continue
            (HERE / f"{name}.png").write_bytes(side_by_side(browser, taken))
            if name in LARGE:
                scheme = LARGE[name]
                (HERE / f"{name}-{scheme}.png").write_bytes(taken[scheme, 1440])
        browser.close()
    return wrong


def take(browser: Browser, address: str, scheme: str, width: int, name: str) -> tuple[bytes, str]:
    """Take one picture, as high as one screen; say what is wrong with the page, if anything."""
    page = browser.new_page(
        viewport={"width": width, "height": WINDOWS[width]},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    response = page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    said = "" if response and response.ok else MISSING
    if name in NEEDED and not page.locator(NEEDED[name]).count():
        said = MISSING
    if name in FROM and not said:
        page.locator(FROM[name]).first.evaluate("one => one.scrollIntoView()")
        page.wait_for_timeout(200)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        said = "wider than the window"
    picture = page.screenshot()
    page.close()
    return picture, said


def side_by_side(browser: Browser, taken: dict[tuple[str, int], bytes]) -> bytes:
    """Lay pictures out in a row for each colour scheme, in one small picture."""
    rows = []
    for scheme in SCHEMES:
        images = "".join(
            f'<img width="{round(width * _SCALE)}" '
            f'src="data:image/png;base64,{b64encode(taken[scheme, width]).decode()}">'
            for width in WINDOWS
        )
        rows.append(f"<div>{images}</div>")
    page = browser.new_page()
    page.set_content(
        "<style>body { margin: 0 } main { padding: 8px; width: max-content; background: #888 }"
        "div { display: flex; gap: 8px } div + div { margin-top: 8px } img { display: block }"
        f"</style><main>{''.join(rows)}</main>"
    )
    picture = page.locator("main").screenshot()
    page.close()
    return picture


if __name__ == "__main__":
    looked_at = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if looked_at:
        looked_at.mkdir(parents=True, exist_ok=True)
    sys.exit(min(main(sys.argv[1].rstrip("/"), looked_at), 1))
