"""The search on a day: what was not there is neither listed, counted nor in the file."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

from tests.webapp.conftest import Visitor, words


def facet(reader: Visitor, address: str, name: str) -> dict[str, str]:
    page = reader.get(address).text
    part = re.search(rf'aria-labelledby="facet-{name}">.*?</section>', page, re.DOTALL)
    assert part, name
    found = re.findall(
        r'class="facet__text"[^>]*>([^<]*)</span> <span class="facet__count">([^<]*)<', part[0]
    )
    return dict(found)


def test_facets_count_what_was_there(dated: Visitor) -> None:
    # In February 2020 one fund is gone and the other is not there; the planned project is to
    # begin in 2025, the merger of the funds is in March, and the code of Vang ended in 1991.
    assert facet(dated, "/search", "kind") == {
        "Aktører": "8",
        "Initiativer": "32",
        "Hendelser": "1",
        "Steder": "3",
        "Dokumenter": "2",
        "Motsigelser": "1",
    }
    assert facet(dated, "/search?at=2020-02-01", "kind") == {
        "Aktører": "6",
        "Initiativer": "31",
        "Steder": "2",
        "Dokumenter": "2",
        "Motsigelser": "1",
    }


def test_other_facets_count_the_same_things(dated: Visitor) -> None:
    assert facet(dated, "/search?kind=actor&at=2020-02-01", "type")["Fond"] == "1"
    assert facet(dated, "/search?kind=actor&at=2020-03-01", "type")["Fond"] == "2"
    # The planned project alone is of this period.
    assert "2025–2029" in facet(dated, "/search?kind=initiative", "period")
    assert "2025–2029" not in facet(dated, "/search?kind=initiative&at=2020-02-01", "period")
    assert facet(dated, "/search?kind=initiative&at=2020-02-01", "period") == {
        "2020–2024": "1",
        "2015–2019": "1",
        "Uten årstall": "30",
    }


def test_the_list_holds_what_the_facet_counts(dated: Visitor) -> None:
    text = dated.read("/search?kind=actor&at=2020-02-01")
    assert "I alfabetisk rekkefølge 6" in text
    assert "Fond" in text
    assert "Gamle fond" not in text
    assert "Nye fond" not in text


def test_what_is_left_out_and_what_is_undated_is_counted(dated: Visitor) -> None:
    text = dated.read("/search?kind=actor&at=2020-02-01")
    assert "2 til var ikke der denne dagen, og er ikke vist eller talt med." in text
    # None of the six has a day: the third fund was founded before one.
    assert "6 av treffene er uten dato i kildene, og er tatt med." in text
    page = unescape(dated.get("/search?kind=actor&at=2020-02-01").text)
    assert 'href="/search?kind=actor&time=all&at=2020-02-01"' in page


def test_all_times_are_one_click_away_and_stay(dated: Visitor) -> None:
    address = "/search?kind=actor&time=all&at=2020-02-01"
    text = dated.read(address)
    assert "I alfabetisk rekkefølge 8" in text
    assert "Viser alle tider, også det som ikke var der denne dagen." in text
    assert facet(dated, address, "type")["Fond"] == "3"
    page = unescape(dated.get(address).text)
    assert '<input type="hidden" name="time" value="all">' in page
    assert 'href="/search?kind=actor&at=2020-02-01"' in page
    assert 'href="/search.csv?kind=actor&time=all&at=2020-02-01"' in page


def test_what_is_sought_and_was_not_there_is_found_in_one_click(dated: Visitor) -> None:
    page = unescape(dated.get("/search?q=nye+fond&kind=actor&at=2020-02-01").text)
    assert "Kildene daterer 1 treff til en annen tid." in words(page)
    assert 'href="/search?q=nye+fond&kind=actor&time=all&at=2020-02-01"' in page


def test_places_and_events_are_those_of_the_day(dated: Visitor) -> None:
    assert "Vang" in dated.read("/search?kind=place&at=1991-12-31")
    assert "Vang" not in dated.read("/search?kind=place&at=1992-01-01")
    everything = dated.read("/search?kind=place&time=all&at=1992-01-01")
    assert "Vang Kommuneområde · ingen av kodene gjaldt denne dagen" in everything
    assert "Skiftet" not in dated.read("/search?q=skiftet&at=2020-02-29")
    assert "Skiftet" in dated.read("/search?kind=event&at=2020-03-01")


def test_files_are_those_of_the_day(dated: Visitor) -> None:
    def names(query: str) -> set[str]:
        rows = csv.DictReader(io.StringIO(dated.get(f"/search.csv?kind=actor{query}").text))
        return {row["iri"].rpartition("/")[2] for row in rows}

    assert len(names("")) == 8
    assert names("") - names("&at=2020-02-01") == {"gamle", "nye"}
    assert names("&at=2020-02-01&time=all") == names("")


def test_without_a_day_nothing_is_said_of_days(dated: Visitor) -> None:
    text = dated.read("/search?kind=actor")
    assert "denne dagen" not in text
    assert "uten dato" not in text
    assert 'href="/search.csv?kind=actor"' in dated.get("/search?kind=actor&time=all").text
