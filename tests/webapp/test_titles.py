"""What things without a name are called, and how lines of documents are written."""

import pytest
from flask import Flask

from tests.webapp.conftest import Visitor
from webapp import texts
from webapp.facts import said_in


@pytest.mark.parametrize(
    ("locator", "norwegian", "english"),
    [
        ("", "", ""),
        ("L7", "linje 7", "line 7"),
        ("L7-8", "linje 7–8", "lines 7–8"),
        ("L19-21; L30", "linje 19–21 og 30", "lines 19–21 and 30"),
        ("L1; L4; L6-7", "linje 1, 4 og 6–7", "lines 1, 4 and 6–7"),
        ("p. 3", "p. 3", "p. 3"),
        ("§ 4; tab. 2 row 5", "§ 4; tab. 2 row 5", "§ 4; tab. 2 row 5"),
        ("L4; § 4", "linje 4; § 4", "line 4; § 4"),
    ],
)
def test_lines_are_written_in_words(app: Flask, locator: str, norwegian: str, english: str) -> None:
    with app.test_request_context("/?lang=nb"):
        assert texts.lines(locator) == norwegian
    with app.test_request_context("/?lang=en"):
        assert texts.lines(locator) == english


def test_a_day_is_written_as_in_britain(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert texts.day("2025-06-01") == "1 June 2025"


@pytest.mark.parametrize(
    ("modality", "count", "expected"),
    [("planned", 1, "1 planlagt"), ("planned", 2, "2 planlagte"), ("proposed", 3, "3 foreslåtte")],
)
def test_modalities_are_counted_in_words(
    app: Flask, modality: str, count: int, expected: str
) -> None:
    with app.test_request_context("/?lang=nb"):
        assert texts.count_of_modality(modality, count) == expected


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/page/funding/tilsagt", "Inntil 700 000 kroner til Rom for unge (tilsagt)"),
        (
            "/page/funding-party/tilsagt-radet",
            "Regionrådet, finansiør: Inntil 700 000 kroner til Rom for unge (tilsagt)",
        ),
        ("/page/participation/gronn-loten", "Løten kommune, samarbeidspart i Grønn vekst"),
        ("/page/governance/styring", "Ikke navngitt styrer: Grønn vekst"),
        ("/page/place-part/pp1", "Hamar i Regionen"),
        ("/page/mention/m1", "Omtale av Regionrådet, linje 55"),
        ("/page/collaboration/hamar-radet", "Samarbeid mellom Hamar kommune og Regionrådet"),
        (
            "/page/contradiction-claim/c1",
            "Påstand: Inntil 700 000 kroner til Rom for unge (tilsagt)",
        ),
    ],
)
def test_a_thing_without_a_name_is_called_by_what_it_says(
    visitor: Visitor, address: str, title: str
) -> None:
    assert f"{title}</h1>" in visitor.get(address).text.replace("\xa0", " ")


def test_a_heading_tells_only_whole_words() -> None:
    def line(text: str, **more: str) -> dict[str, object]:
        return {"label": "Kind", "values": [{"text": text, **more}]}

    title = "Up to NOK 700,000 for X (granted)"
    assert not said_in(title, line("grant"))
    assert said_in(title, line("granted"))
    assert said_in(title, line("NOK 700,000"))
    assert not said_in(title, line("granted", note="the currency is inferred"))


def test_what_the_editors_write_is_marked_as_norwegian_on_english_pages(visitor: Visitor) -> None:
    page = visitor.get("/page/funding/foreslatt?lang=en").text
    assert '<span lang="nb">Ingen giver er nevnt.</span>' in page
    assert '<span lang="nb">Ingen giver' not in visitor.get("/page/funding/foreslatt?lang=nb").text
