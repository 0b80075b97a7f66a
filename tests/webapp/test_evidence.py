"""The evidence card of a source mark: what a row rests on, cited, and a letter on a fault."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from graph.snapshot import current
from tests.webapp.conftest import BROWSER, Visitor, close
from webapp import create_app
from webapp.settings import Settings

# A former name of the council: the first row of its table.
ROW = "https://w3id.org/samspill/id/name/n1"


def current_name(snapshots: Path) -> str:
    return current(snapshots).name


def card_of(page: str, iri: str) -> str:
    """Give the words of the card whose footnote ends in an address."""
    cards = re.findall(r'<details class="evidence">.*?</details>', page, re.DOTALL)
    found = next(card for card in cards if f"{iri}</span>" in card)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found)).replace("\xa0", " "))


def test_a_card_says_document_lines_row_modality_confidence_and_time(visitor: Visitor) -> None:
    card = card_of(visitor.get("/page/actor/radet").text, ROW)
    assert "Dokument Saksframlegg Utgiver ikke oppgitt Publisert ikke datert" in card
    assert "Hvor i dokumentet Linje 9 Rad i tabellen names, rad 2" in card
    # That something happened is said in words too, and so is what the document says itself.
    assert "Modalitet Faktisk. Det skjedde eller gjelder." in card
    assert "Sikkerhet Står i kilden. Kilden sier det selv." in card
    assert "Gjelder til 2018" in card


def test_a_card_names_publisher_and_date_where_they_are_known(programme: Visitor) -> None:
    page = programme.get("/page/mention/radet-igjen").text
    card = card_of(page, "https://w3id.org/samspill/id/mention/radet-igjen")
    assert "Utgiver Regionrådet Publisert 1. mai 2021" in card
    assert "Regionrådet, «Sluttrapport», 1. mai 2021, linje 40. Gjengitt i Samspill" in card


def test_a_footnote_has_the_document_its_lines_the_snapshot_and_the_address(
    visitor: Visitor, snapshots: Path
) -> None:
    name = current_name(snapshots)
    text = unescape(visitor.get("/page/actor/radet").text)
    assert f"«Saksframlegg», linje 9. Gjengitt i Samspill, utgave {name}, {ROW}" in text


def test_a_card_speaks_english(visitor: Visitor) -> None:
    card = card_of(visitor.get("/page/actor/radet?lang=en").text, ROW)
    assert "Actual. It happened or holds." in card
    assert "Reproduced in Samspill" in card


def test_the_card_of_a_claim_has_the_lines_of_the_claim(visitor: Visitor) -> None:
    # The row stands on lines 5 to 8; what it claims here, on line 5.
    page = visitor.get("/page/contradiction/vedtatt").text
    card = card_of(page, "https://w3id.org/samspill/id/funding/tilsagt")
    assert "Hvor i dokumentet Linje 5 Rad" in card
    assert "«Saksframlegg», linje 5. Gjengitt" in card


def test_without_a_contact_no_letter_is_offered(visitor: Visitor) -> None:
    assert "mailto:" not in visitor.get("/page/actor/radet").text


def test_a_letter_on_a_fault_names_the_row_and_the_snapshot(snapshots: Path) -> None:
    app = create_app(
        Settings(
            snapshots=snapshots, watch_seconds=0, log_requests=False, contact="post@example.org"
        )
    )
    page = app.test_client().get("/page/actor/radet", headers=BROWSER).text
    close(app)
    letters = [unescape(found) for found in re.findall(r'href="(mailto:[^"]+)"', page)]
    [letter] = [one for one in letters if "name%2Fn1" in one or "name/n1" in one.split("&")[0]]
    parts = urlsplit(letter)
    assert (parts.scheme, parts.path) == ("mailto", "post@example.org")
    fields = parse_qs(parts.query)
    assert fields["subject"] == ["Feil i Samspill: name/n1"]
    assert f"Adresse: {ROW}" in fields["body"][0]
    assert f"Utgave: {current_name(snapshots)}" in fields["body"][0]
    assert "Kilde: Saksframlegg, linje 9" in fields["body"][0]
    # The page as a whole has one too.
    assert any("actor/radet" in one for one in letters)
