"""When things happened on the page of a thing: by year, with what has no time counted."""

import re
from datetime import date

from tests.webapp.conftest import Visitor
from webapp.drawing_timeline import MOST_BARS, picture_of
from webapp.timeline import Entry, When


def test_what_has_a_time_stands_by_year(programme: Visitor) -> None:
    # The town had one number to the end of 2019 and has another one since.
    text = programme.read("/page/place/byen")
    former = text.index("2019 0403 til 31. desember 2019 · Koder Kilde: Sluttrapport")
    assert former < text.index("2020 3403 fra 1. januar 2020 · Koder Kilde: Sluttrapport")


def test_a_picture_is_for_the_eye_only(programme: Visitor) -> None:
    page = programme.get("/page/place/byen").text
    [picture] = re.findall(r'<svg class="timeline-picture".*?</svg>', page, re.DOTALL)
    assert 'aria-hidden="true"' in picture
    assert picture.count("timeline-picture__bar") == 2


def test_a_row_without_a_time_has_that_of_what_it_is_about_and_says_so(visitor: Visitor) -> None:
    # Hamar's part in the project has no time of its own; the project lasted from 2018.
    text = visitor.read("/page/actor/hamar?modality=all")
    assert "2018 Grønn vekst 2018 – høsten 2020 · Deltar i · tiden gjelder initiativet" in text
    assert "2025 Rom for unge fra 1. juni 2025 · Deltar i · tiden gjelder initiativet" in text
    # The stated collaboration has none at all.
    assert "1 opplysning er ikke med fordi kildene ikke oppgir noen tid." in text


def test_a_single_time_makes_no_timeline(visitor: Visitor) -> None:
    # Only the project's own period is known, and that is among its facts.
    assert "Tidslinje" not in visitor.read("/page/initiative/gronn")


def test_names_in_use_stand_before_former_ones(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/radet")
    assert text.index("Regjonrådet") < text.index("Gamlerådet")


def entry(first: date | None, last: date | None, *, runs: bool = False) -> Entry:
    return Entry(When(first, last, "", runs), "", {"text": "Tiltak"}, "", {})


def test_bars_stand_where_the_days_are() -> None:
    # 2019 and 2020 have 731 days on 600 units, from 340 on: a year of 365 days takes 299.6.
    whole = entry(date(2019, 1, 1), date(2019, 12, 31))
    since = entry(date(2020, 1, 1), None)
    until = entry(None, date(2020, 12, 31))
    runs = entry(date(2020, 1, 1), None, runs=True)
    picture = picture_of([whole, since, until, runs])
    assert picture.ticks == [(340, 2019), (639.6, 2020)]
    assert [(bar.x, bar.width) for bar in picture.bars[:2]] == [(340, 299.6), (639.6, 6)]
    # A bound that is not stated is a line to the edge; what goes on is a bar to the edge.
    assert [bar.line for bar in picture.bars] == [None, (639.6, 940), (340, 940), None]
    assert picture.bars[3].width == 300.4
    assert picture.bars[3].runs


def test_of_many_things_it_is_counted_how_many_begin_each_year() -> None:
    entries = [entry(date(2019, 5, 1), None)] * 20 + [entry(date(2021, 5, 1), None)] * 10
    assert len(entries) > MOST_BARS
    picture = picture_of(entries)
    assert not picture.bars
    assert [column.count for column in picture.columns] == [20, 10]
    assert picture.columns[0].height == 2 * picture.columns[1].height
