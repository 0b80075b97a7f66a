"""The page of the ontology: what terms mean, how they are used, and the drawing of classes."""

import re

from ontology import vocabulary
from ontology.iri_policy import ONTOLOGY
from tests.webapp.conftest import Visitor
from tests.webapp.conftest import words as words_of
from webapp.ontology_diagram import DRAWN, HEIGHT, PLACES, TOLD, WIDTH, draw
from webapp.ontology_use import Use
from webapp.terms import Terms


def row(page: str, anchor: str) -> str:
    """Give the words of one term's row."""
    found = re.search(rf'<tr role="row" id="{anchor}">(.*?)</tr>', page, re.DOTALL)
    assert found
    return words_of(f"<main>{found[1]}</main>")


def test_a_class_counts_its_things_and_those_below_it(visitor: Visitor) -> None:
    page = visitor.get("/ontology").text
    # Two municipalities, a council, an agency and a group.
    assert " 2 " in row(page, "Municipality")
    assert " 5 " in row(page, "Actor")
    assert " 32 " in row(page, "Initiative")
    # 4 participations, a collaboration, governance, 2 fundings, a party and a part of a place.
    assert " 10 " in row(page, "Relation")
    assert " 0 " in row(page, "Town")


def test_a_class_has_an_example_with_its_page(visitor: Visitor) -> None:
    page = visitor.get("/ontology").text
    assert "Hamar kommune, prosjekteier i Grønn vekst" in row(page, "Participation")
    assert 'href="/page/participation/gronn-hamar"' in page


def test_a_property_says_what_it_joins_and_how_often(visitor: Visitor) -> None:
    page = visitor.get("/ontology").text
    # One row of governance, whose body is not named; so none has the property.
    body = row(page, "body")
    assert "styring aktør 0" in body
    # Every initiative but the two projects is a part of one: thirty measures.
    assert " 30 " in row(page, "partOf")
    # 700 000 twice.
    assert "finansiering tall 2 700 000" in row(page, "amount")


def test_people_are_no_examples(programme: Visitor) -> None:
    page = programme.get("/ontology").text
    # Two persons, one of whom has a responsibility.
    assert " 2 " in row(page, "Person")
    assert " 1 " in row(page, "Responsibility")
    assert "Nordmann" not in page
    assert "/page/person/" not in page
    assert "/page/responsibility/" not in page


def test_the_drawing_says_what_the_ontology_says() -> None:
    known = vocabulary.classes() | vocabulary.properties()
    for start, by, end in (*DRAWN, *TOLD):
        for local in (start, by, *([end] if end else [])):
            assert ONTOLOGY + local in known
        if by[:1].isupper():
            assert by in vocabulary.subclasses("Relation")


def test_what_is_drawn_stands_beside_it_in_words(visitor: Visitor) -> None:
    page = visitor.get("/ontology").text
    text = words_of(page)
    assert "Aktør Deltakelse Initiativ 4" in text
    assert "Funding" not in text.partition("Klasser")[0]
    assert text.count("Flere slags ting") == sum(not end for _, _, end in TOLD)
    svg = page[page.index('<svg viewBox="0 0 1') : page.index("</svg>", page.index("arrow-end"))]
    assert svg.count("<line") == len(DRAWN)
    assert svg.count("<rect") == len(PLACES)


def test_no_box_is_covered_by_another_or_crossed_by_a_line() -> None:
    diagram = draw(Terms(), {ONTOLOGY + "Actor": Use(5)}, "nb")
    boxes = dict(zip(PLACES, diagram.boxes, strict=True))
    assert boxes["Actor"].count == "5"
    for name, box in boxes.items():
        for other, it in boxes.items():
            if name != other:
                assert abs(box.x - it.x) >= WIDTH or abs(box.y - it.y) >= HEIGHT
        assert box.x + WIDTH <= diagram.width
        assert box.y + HEIGHT <= diagram.height
    for (start, _, end), arrow in zip(DRAWN, diagram.arrows, strict=True):
        for step in range(1, 100):
            x = arrow.x1 + (arrow.x2 - arrow.x1) * step / 100
            y = arrow.y1 + (arrow.y2 - arrow.y1) * step / 100
            inside = [
                name
                for name, box in boxes.items()
                if box.x < x < box.x + WIDTH and box.y < y < box.y + HEIGHT
            ]
            assert inside == [], (start, end)
