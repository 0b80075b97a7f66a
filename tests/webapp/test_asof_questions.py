"""Questions with a day or a year: whoever looks at a day is told of that day, unless asked else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from ontology.errors import VocabularyError
from queries.parameters import parse_parameter
from tests.queries.region import build_region
from tests.webapp.conftest import Visitor
from webapp import create_app
from webapp.settings import Settings

AREAS = "/questions/areas-of-a-place-on-a-day"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(tmp_path_factory.mktemp("questions-of-a-day"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    made.extensions["samspill"].close()


@pytest.fixture
def reader(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def areas(reader: Visitor, query: str) -> set[str]:
    rows = csv.DictReader(io.StringIO(reader.get(f"{AREAS}.csv?place=dal&{query}").text))
    return {row["area"].rpartition("/")[2] for row in rows}


def test_the_day_of_the_view_is_the_day_of_the_question(reader: Visitor) -> None:
    # Dal lies in the old county until the end of 2019.
    assert areas(reader, "at=2019-12-31") == {"sor", "gamlefylket"}
    assert areas(reader, "at=2020-01-01") == {"sor"}


def test_a_day_that_was_typed_goes_before_that_of_the_view(reader: Visitor) -> None:
    assert areas(reader, "at=2020-01-01&day=2019-12-31") == {"sor", "gamlefylket"}
    assert "ikke stilt for dagen" in reader.read(f"{AREAS}?place=dal&at=2020-01-01&day=2019-12-31")


def test_the_form_the_query_and_the_answer_agree_on_the_day(reader: Visitor) -> None:
    page = reader.get(f"{AREAS}?place=dal&at=2013-04-05").text
    assert re.search(r'name="day"[^>]*value="2013-04-05"', page)
    assert "Spørsmålet er stilt for dagen du ser på." in page
    assert "2013-04-05" in reader.get(f"{AREAS}.rq?place=dal&at=2013-04-05").text
    assert "2019-06-01" not in page


def test_an_emptied_field_means_the_day_of_the_view(reader: Visitor) -> None:
    assert areas(reader, "at=2020-01-01&day=") == {"sor"}


def test_a_year_is_that_of_the_day(reader: Visitor) -> None:
    # The lift begins in 2015, the school and its first phase in 2016, the centre in 2018.
    page = reader.read("/questions/active-in-a-year?at=2015-03-01")
    assert "Ett initiativ var i gang i 2015: Løftet." in page


def test_a_period_ends_on_the_day_and_never_before_it_began(reader: Visitor) -> None:
    path = "/questions/events-between-two-days"
    # The opening was on 15 August 2019; a period from 2015 cannot end in 2012.
    assert "Åpningen" not in reader.read(f"{path}?at=2019-08-14")
    assert "Åpningen" in reader.read(f"{path}?at=2019-08-15")
    page = reader.get(f"{path}?at=2012-06-01").text
    assert re.search(r'name="from"[^>]*value="2012-01-01"', page)
    assert "Sammenslåingen" in page


def test_a_question_without_a_day_says_that_it_shows_everything(reader: Visitor) -> None:
    page = reader.get("/questions/actors-by-type?at=2013-04-05").text
    assert "Denne siden viser alt, uansett dato." in page
    assert "uansett dato" not in reader.get(f"{AREAS}?place=dal&at=2013-04-05").text


def test_only_a_day_or_a_year_follows_a_day() -> None:
    with pytest.raises(VocabularyError, match="only a day or a year"):
        parse_parameter("x.rq", "n", "integer; default 2; label_nb N; label_en N; as_of")
