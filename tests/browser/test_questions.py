"""A question in a real browser: from the list over the form to a citation that can be followed."""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha256

from playwright.sync_api import Browser, Page, expect


def test_a_question_is_found_answered_and_cited(desk: Page, browser: Browser, server: str) -> None:
    page = desk
    page.goto("/questions")
    page.get_by_role("link", name="Hvor mye gir hver giver?").click()
    page.get_by_label("Status").select_option("paid")
    page.get_by_role("button", name="Vis svaret").press("Enter")
    expect(page).to_have_url(re.compile(r"status=paid"))
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader").first).to_have_text("Giver")
    answer = table.inner_text()

    # The file has the checksum that the citation says.
    said = page.locator("section[aria-labelledby=cite]").inner_text()
    (checksum,) = set(re.findall(r"\b[0-9a-f]{64}\b", said))
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).first.click()
    data = download.value.path().read_bytes()
    assert sha256(data).hexdigest() == checksum
    assert next(csv.reader(io.StringIO(data.decode("utf-8"))))

    # Somebody else follows the citation, in a browser that knows nothing.
    link = page.get_by_role("link", name="Lenke til dette svaret i denne utgaven")
    address = link.get_attribute("href")
    assert address is not None
    assert "snapshot=" in address
    context = browser.new_context(base_url=server)
    other = context.new_page()
    other.goto(address)
    assert other.get_by_role("table").first.inner_text() == answer
    assert checksum in other.locator("section[aria-labelledby=cite]").inner_text()
    context.close()


def test_the_query_of_a_question_opens_in_the_editor(desk: Page) -> None:
    page = desk
    page.goto("/questions/who-makes-up-a-region")
    shown = page.get_by_role("table").first.get_by_role("row").count()
    page.get_by_role("link", name="Åpne i SPARQL-siden").click()
    page.wait_for_url("**/sparql**")
    page.get_by_role("button", name="Kjør spørringen").click()
    expect(page.locator("#answer-status, main")).to_contain_text(f"{shown - 1} rad")
