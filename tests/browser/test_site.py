"""The site in a real browser, on the real tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, expect

PAGES = [
    "/",
    "/search?q=hamarregin",
    "/search?q=zzzzzzzz",
    "/page/initiative/rom-for-flere-unge-voksne",
    "/page/actor/hamarregionen-ipr?modality=all",
    "/page/funding/rfuv-vedtak",
    "/page/source/byregion-kongsvingerregionen",
    "/page/contradiction/rfuv-vedtatt-eller-foreslatt",
    "/page/place/kongsvingerregionen",
    "/page/goal/mr-hogskole",
    "/page/result/mr-netto-100",
    "/page/strategy/felles-naeringsstrategi",
    "/page/agreement/intensjonsavtale-hogskolen-i-innlandet",
    "/page/person/lars-gillund",
    "/page/identity/arbeidsplassmal-regionen-og-prosjektet",
    "/page/source/sluttrapport-byregionprogrammet",
    "/sources",
    "/quality",
    "/network",
    "/network?from=1990&to=1991&isolated=1",
    "/network/missing?actor=Klosser Innovasjon",
    "/network/what-if?without=Klosser Innovasjon",
    "/network/brokers",
    "/network/pair?a=Hamar kommune&b=Stange kommune",
    "/network/evidence?edge=eidskog-kommune--grue-kommune",
    "/sparql",
    "/sparql?query=SELECT+*+WHERE+{+?s+a+<https://w3id.org/samspill/ontology%23Funding>+}",
    "/sparql?query=SELECT+broken",
    "/questions",
    "/questions?q=zzzzzzzz",
    "/questions/funding-by-funder",
    "/questions/targets-against-results",
    "/questions/who-makes-up-a-region?region=nowhere",
    "/questions/ties-of-an-actor-as-rdf",
    "/downloads",
    "/ontology",
    "/about",
    "/no-such-page",
]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Page]:
    """Give a page in a context of its own that knows the server's address."""
    context = browser.new_context(base_url=server)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_violation(browser: Browser, server: str, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    if address.startswith("/network"):
        page.wait_for_timeout(500)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_pages_fit_320_pixels_and_ask_nobody_else(
    browser: Browser, server: str, address: str
) -> None:
    context = browser.new_context(base_url=server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((server, "data:")):
            outside.append(request.url)

    page.on("request", watch)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console",
        lambda message: (
            errors.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, address
    assert outside == []
    assert errors == []
    context.close()


def test_a_reader_gets_from_home_to_the_line_of_the_document(open_page: Page) -> None:
    page = open_page
    page.goto("/")
    page.get_by_role("combobox").last.fill("Rom for flere unge voksen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rom for flere unge voksne", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rom for flere unge voksne")
    expect(page.locator("main")).to_contain_text("inntil 700 000 kroner")
    expect(page.locator("main")).to_contain_text("linje 7–8")
    page.get_by_role("link", name="inntil 700 000 kroner", exact=True).first.click()
    expect(page).to_have_url(re.compile("/page/funding/rfuv-vedtak"))
    expect(page.locator("main")).to_contain_text("tilsagt")


def test_default_views_leave_the_planned_project_out_and_say_so(open_page: Page) -> None:
    page = open_page
    page.goto("/page/actor/hamarregionen-utvikling")
    expect(page.locator("main")).to_contain_text("planlagt")
    shown = page.get_by_role("link", name="Rom for flere unge voksne", exact=True).count()
    page.goto("/page/actor/hamarregionen-utvikling?modality=all")
    assert page.get_by_role("link", name="Rom for flere unge voksne", exact=True).count() > shown


def test_a_clicked_row_lists_the_evidence_of_its_tie(open_page: Page) -> None:
    page = open_page
    # The table has many pages; the tie that 004 tells stands where its names do.
    for number in range(1, 30):
        page.goto(f"/network?tie=participation&type=Municipality&page={number}")
        button = page.get_by_role("button", name="Vis kilder for Eidskog kommune og Grue kommune")
        if button.count():
            break
    page.locator("#network canvas").first.wait_for()
    button.click()
    evidence = page.locator("#network-evidence")
    expect(evidence).to_contain_text("Byregionprosjektet")
    expect(evidence).to_contain_text("linje 50")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_tie_clicked_in_the_picture_lists_its_evidence(open_page: Page) -> None:
    page = open_page
    page.goto("/network?tie=agreement&type=Municipality")
    picture = page.locator("#network canvas").last
    picture.wait_for()
    picture.scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    box = picture.bounding_box()
    assert box is not None
    evidence = page.locator("#network-evidence")
    empty = evidence.inner_text()
    # All 46 municipalities are parties to one agreement, so a line across the picture must hit a
    # tie; between two clicks stands more time than a double click has.
    for step in range(30, 70, 3):
        page.mouse.click(box["x"] + box["width"] * step / 100, box["y"] + box["height"] * 0.45)
        page.wait_for_timeout(400)
        if evidence.inner_text() != empty and "Partnerskapsavtale" in evidence.inner_text():
            return
    pytest.fail("no click in the picture showed the evidence of a tie")


def test_the_network_can_take_in_what_is_planned(open_page: Page) -> None:
    page = open_page
    page.goto("/network")
    before = page.locator("#network-summary").inner_text()
    page.get_by_role("link", name=re.compile("^Ta med alt, også det som er planlagt")).click()
    page.wait_for_load_state("networkidle")
    assert page.locator("#network-summary").inner_text() != before


def test_pages_read_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/network")
    expect(page.locator("table tbody tr").first).to_be_visible()
    page.goto("/page/initiative/rom-for-flere-unge-voksne")
    expect(page.locator("main")).to_contain_text("linje 7–8")
    page.goto("/search?q=HIPR")
    expect(page.get_by_role("link", name="Hamarregionen IPR", exact=True).first).to_be_visible()
    context.close()


def test_a_reader_finds_the_line_of_a_document_without_javascript(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sources?sort=-rows")
    page.locator(".sources-table tbody a").first.click()
    expect(page.locator("h1")).to_have_text("Sluttrapport Byregionprogrammet Kongsvingerregionen")
    page.get_by_role("link", name=re.compile(r"^Resultater \(")).click()
    expect(page).to_have_url(re.compile(r"\?kind=result#lines$"))
    row = page.locator(".line-table tbody tr td a").first
    row.click()
    source = page.locator(".page-source a").first
    line = (source.get_attribute("href") or "").partition("#")[2]
    source.click()
    expect(page).to_have_url(re.compile(f"#{line}$"))
    expect(page.locator(f"tbody:has(#{line})")).to_be_in_viewport()
    context.close()


def test_findings_lead_to_the_page_of_their_thing(open_page: Page) -> None:
    page = open_page
    page.goto("/quality")
    page.get_by_role("link", name="1 400 000 kroner til Rom for flere unge voksne").click()
    expect(page).to_have_url(re.compile("/page/funding/rfuv-ramme"))
    expect(page.locator("main")).to_contain_text("Hvem som betaler")


def test_the_status_of_a_result_is_a_word_beside_its_shape(open_page: Page) -> None:
    page = open_page
    page.emulate_media(forced_colors="active")
    page.goto("/page/goal/mr-hogskole")
    status = page.locator(".chain-table .result-status").first
    expect(status).to_have_text(re.compile("nådd|målt|lesbart|rapportert"))
    expect(status.locator("svg")).to_be_visible()


def test_the_language_switch_stays_for_the_next_page(open_page: Page) -> None:
    page = open_page
    page.goto("/")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/downloads")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_colour_scheme_stays_for_the_next_page(open_page: Page) -> None:
    page = open_page
    page.goto("/")
    page.get_by_role("radio", name="Mørkt").check(force=True)
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    page.goto("/about")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_paper_is_white_whatever_was_chosen_for_the_screen(open_page: Page) -> None:
    page = open_page
    page.goto("/about")
    page.get_by_role("radio", name="Mørkt").check(force=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "light")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")


def test_a_table_is_a_stop_for_the_keyboard_only_where_it_can_be_scrolled(open_page: Page) -> None:
    page = open_page
    page.goto("/network")
    place = page.locator(".table-scroll:has(.network-ties)")
    expect(place).not_to_have_attribute("tabindex", "0")
    # Long words in the cells cannot be broken.
    page.locator("table.network-ties tbody th").first.evaluate(
        "cell => { cell.style.minWidth = '3000px'; }"
    )
    page.set_viewport_size({"width": 900, "height": 700})
    expect(place).to_have_attribute("tabindex", "0")
    expect(place).to_have_attribute("role", "region")
    expect(place).to_have_attribute("aria-label", "Båndene som tabell")


@pytest.mark.parametrize("address", ["/ontology", "/network", "/quality"])
def test_a_phone_shows_the_rows_of_wide_tables_as_blocks(open_page: Page, address: str) -> None:
    page = open_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    row = page.locator("main tbody tr").first
    cells = [box for cell in row.locator("> *").all() if (box := cell.bounding_box())]
    assert len({round(box["x"]) for box in cells}) == 1
    assert [box["y"] for box in cells] == sorted(box["y"] for box in cells)


def test_the_buttons_of_the_picture_hide_no_actor_on_a_phone(open_page: Page) -> None:
    page = open_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/network")
    picture = page.locator("#network").bounding_box()
    button = page.locator("[data-zoom=in]").bounding_box()
    assert picture is not None
    assert button is not None
    assert button["y"] >= picture["y"] + picture["height"]


def test_the_first_tab_reaches_the_content(open_page: Page) -> None:
    page = open_page
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
