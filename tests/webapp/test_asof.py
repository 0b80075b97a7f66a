"""The day of the view: read from the address, carried by every link, and what it changes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem


@pytest.fixture
def reader(dated: Visitor) -> Visitor:
    return dated


@pytest.mark.parametrize(
    "day", ["2019", "2019-13-01", "2019-02-29", "2019-W01-1", "20190601", "i går", "1" * 5000]
)
@pytest.mark.parametrize("path", ["/page/actor/radet", "/questions", "/", "/network"])
def test_what_is_no_day_is_refused_on_every_page(client: FlaskClient, path: str, day: str) -> None:
    assert_problem(client.get(path, query_string={"at": day}), 400, "2019-06-01")


def test_a_page_that_refuses_a_day_is_still_a_page(visitor: Visitor) -> None:
    response = visitor.get("/?at=2019")
    assert response.status_code == 400
    assert "2019-06-01" in response.text


def test_an_empty_date_field_is_no_day(visitor: Visitor) -> None:
    assert visitor.read("/page/actor/radet?at=") == visitor.read("/page/actor/radet")


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/page/actor/radet", "/page/source/sak", "/network", "/search?q=hamar", "/sources"),
        *("/questions", "/questions/funding-by-recipient", "/quality", "/about", "/downloads"),
        "/sparql",
    ],
)
def test_every_link_and_form_keeps_the_day(visitor: Visitor, path: str) -> None:
    joint = "&" if "?" in path else "?"
    page = visitor.get(f"{path}{joint}at=2019-06-01").text
    tags = [tag for tag in re.findall(r"<a [^>]*>", page) if " data-bare" not in tag]
    links = [unescape(link) for tag in tags for link in re.findall(r'href="(/[^"]*)"', tag)]
    links = [
        one for one in links if not one.startswith(("/data/", "/api/", "/downloads/", "/static/"))
    ]
    assert len(links) > 8
    assert [one for one in links if one.count("at=2019-06-01") != 1] == []
    for form in re.findall(r'<form [^>]*method="get"[^>]*>.*?</form>', page, re.DOTALL):
        assert form.count('name="at"') == 1, form
    # Files are the same on every day.
    assert not re.search(r'"/(static|downloads/|data/)[^"]*at=2019', page)


def test_the_day_stands_before_the_place_on_the_page(visitor: Visitor) -> None:
    page = unescape(visitor.get("/page/actor/radet?modality=all&at=2019-06-01").text)
    assert 'href="/page/source/sak?at=2019-06-01#L7"' in page
    assert "modality=all&at=2019-06-01&at=" not in page


def test_a_page_without_a_day_has_no_day_in_its_links(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/radet").text
    assert "at=2" not in page
    assert "as-of-strip" not in page
    assert 'name="robots"' not in page


def test_a_redirect_keeps_the_day(client: FlaskClient) -> None:
    response = client.get("/id/actor/radet?at=2019-06-01")
    assert response.headers["Location"] == "/page/actor/radet?at=2019-06-01"
    response = client.get("/id/actor/radet?lang=en&at=2019-06-01")
    assert response.headers["Location"] == "/page/actor/radet?lang=en&at=2019-06-01"
    data = client.get("/id/actor/radet?at=2019-06-01&lang=en", headers={"Accept": "text/turtle"})
    assert data.headers["Location"] == "/data/actor/radet.ttl"


def test_a_page_of_a_day_is_no_page_for_search_engines(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/radet?modality=all&at=2019-06-01").text
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert '<link rel="canonical" href="/page/actor/radet?modality=all">' in page


def test_the_strip_says_the_day_and_leads_back(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/radet?at=2019-06-01").text
    assert "Slik det var 1. juni 2019" in page
    assert '<a class="ds-link" data-bare href="/page/actor/radet">Vis uten dato</a>' in page
    assert "Slik det er oppgitt for 1. juni 2100" in visitor.get("/?at=2100-06-01").text


def test_a_page_that_no_day_changes_says_so(visitor: Visitor) -> None:
    assert "Denne siden viser alt, uansett dato." in visitor.get("/about?at=2019-06-01").text
    assert "Slik det var" not in visitor.get("/about?at=2019-06-01").text


def test_the_form_keeps_what_else_the_address_says(visitor: Visitor) -> None:
    page = visitor.get("/search?q=hamar&page=2&at=2019-06-01").text
    form = re.search(r'<form class="as-of__form".*?</form>', page, re.DOTALL)
    assert form
    assert '<input type="hidden" name="q" value="hamar">' in form[0]
    assert 'name="page"' not in form[0]
    assert 'value="2019-06-01"' in form[0]


def test_codes_are_those_of_the_day(reader: Visitor) -> None:
    before = reader.read("/page/place/hamar-omrade?at=2019-12-31")
    after = reader.read("/page/place/hamar-omrade?at=2020-01-01")
    assert ("0403" in before, "3403" in before) == (True, False)
    assert ("0403" in after, "3403" in after) == (False, True)
    assert "1 gjelder en annen tid og er ikke vist." in after


def test_rows_hold_from_their_first_day_to_their_last(reader: Visitor) -> None:
    # The chair's membership runs from 2015 through the autumn of 2017, which ends in November.
    shown = {
        day: "Hamar kommune leder" in reader.read(f"/page/actor/radet?at={day}")
        for day in ("2014-12-31", "2015-01-01", "2017-11-30", "2017-12-01")
    }
    assert list(shown.values()) == [False, True, True, False]


def test_rows_without_a_date_stay_and_are_counted(reader: Visitor) -> None:
    text = reader.read("/page/actor/radet?at=2016-06-01")
    assert "Løten kommune medlem" in text
    assert "1 er uten dato og er tatt med." in text
    assert "Kildene daterer ingen av disse." in reader.read("/page/actor/radet?at=2020-06-01")


def test_what_is_left_out_is_counted_and_one_click_away(reader: Visitor) -> None:
    page = unescape(reader.get("/page/actor/radet?at=2020-06-01").text)
    # The chair's membership, and the money for a project that begins in 2025. The tie to Hamar
    # stays: the two also work together in something that no source dates. The former name is
    # counted beside the names.
    assert "2 opplysninger som gjelder en annen tid, er ikke vist i listene." in page
    assert "1 navn fra en annen tid er ikke vist." in page
    assert 'href="/page/actor/radet?at=2020-06-01&time=all"' in page
    everything = reader.read("/page/actor/radet?at=2020-06-01&time=all")
    assert "Hamar kommune leder" in everything
    assert "Listene viser alle tider, ikke bare denne dagen." in everything
    assert "annen tid" not in everything


def test_an_unknown_choice_of_time_is_refused(client: FlaskClient) -> None:
    assert_problem(client.get("/page/actor/radet?at=2019-06-01&time=some"), 400, "time")


def test_an_undated_row_holds_as_long_as_what_it_is_about(visitor: Visitor) -> None:
    # Green growth runs from 2018 through the autumn of 2020.
    shown = {
        day: "Grønn vekst prosjekteier" in visitor.read(f"/page/actor/hamar?at={day}")
        for day in ("2017-12-31", "2018-01-01", "2020-11-30", "2020-12-01")
    }
    assert list(shown.values()) == [False, True, True, False]


def test_a_tie_holds_while_something_that_joins_the_two_does(visitor: Visitor) -> None:
    tie = "Løten kommune Grønn vekst 1"
    assert tie in visitor.read("/page/actor/hamar?at=2019-06-01")
    assert tie not in visitor.read("/page/actor/hamar?at=2021-06-01")


def test_figures_stay_true_and_are_only_not_there_yet(reader: Visitor) -> None:
    text = reader.read("/page/actor/radet?at=2018-06-01")
    assert "12 personer" in text or "ansatte 12" in text
    assert not re.search(r"\b34\b", text)


def test_a_thing_is_called_what_it_was_called(reader: Visitor) -> None:
    old = reader.read("/page/actor/radet?at=2018-12-31")
    assert re.search(r"Regionråd Gamlerådet Kilde:", old)
    assert "Overskriften er navnet den dagen. I dag: Regionrådet" in old
    assert "Gamlerådet" not in reader.read("/page/actor/radet?at=2019-01-01")
    # Elsewhere too: on the pages of others, and in lists.
    assert "Gamlerådet Felles skole" in reader.read("/page/actor/hamar?at=2018-12-31")
    assert "Gamlerådet Regionråd · i dag: Regionrådet" in reader.read(
        "/search?kind=actor&at=2018-12-31"
    )


def test_names_stand_in_the_order_of_their_time(reader: Visitor) -> None:
    text = reader.read("/page/actor/hamar")
    listed = text[text.index("Andre navn 4") :]
    places = [listed.index(name) for name in ("HK", "Nyest", "Eldst", "Udatert")]
    assert places == sorted(places)
    # Of two former names the one of the day; a name that no source dates never heads the page.
    assert re.search(r"Kommune Eldst Kilde:", reader.read("/page/actor/hamar?at=1960-01-01"))
    assert re.search(r"Kommune Nyest Kilde:", reader.read("/page/actor/hamar?at=1971-01-01"))
    assert re.search(
        r"Kommune Hamar kommune Kilde:", reader.read("/page/actor/hamar?at=1991-01-01")
    )


def test_what_was_not_there_says_so_and_leads_on(reader: Visitor) -> None:
    # The old fund was dissolved in 2019: until the last day of the year.
    assert "Fantes ikke" not in reader.read("/page/actor/gamle?at=2019-12-31")
    gone = reader.read("/page/actor/gamle?at=2020-01-01")
    assert "Fantes ikke lenger 1. januar 2020 Etterfulgt av: Nye fond" in gone
    early = reader.read("/page/actor/nye?at=2020-02-29")
    assert "Fantes ikke ennå 29. februar 2020 Før dette: Gamle fond" in early
    assert "Fantes ikke" not in reader.read("/page/actor/nye?at=2020-03-01")
    # Founded before June 2020: since when, nobody says.
    assert "Fantes ikke" not in reader.read("/page/actor/fra-for?at=2010-01-01")
    assert "Fra før Fond ·" not in reader.read("/search?kind=actor&at=2010-01-01")
    assert "Var avsluttet 1. januar 2021" in reader.read("/page/initiative/gronn?at=2021-01-01")
    assert "Hadde ikke begynt" in reader.read("/page/initiative/gronn?at=2017-12-31")


def test_founded_before_a_day_does_not_say_since_when_in_lists_either(reader: Visitor) -> None:
    before = reader.read("/page/place/hamar-omrade?at=2020-02-29")
    assert ("Fra før" in before, "Nye fond" in before) == (True, False)
    after = reader.read("/page/place/hamar-omrade?at=2020-03-01")
    assert ("Fra før" in after, "Nye fond" in after) == (True, True)


def test_a_place_whose_codes_are_all_of_another_time_says_so(reader: Visitor) -> None:
    assert "Ingen av kodene for stedet gjaldt 1. januar 1992." in reader.read(
        "/page/place/vang?at=1992-01-01"
    )
    assert "Ingen av kodene" not in reader.read("/page/place/vang?at=1991-12-31")
    assert "Ingen av kodene" not in reader.read("/page/place/hamar-omrade?at=1950-01-01")
    assert "Ingen av kodene" not in reader.read("/page/place/regionen?at=1950-01-01")


def test_lists_mark_what_was_not_there(reader: Visitor) -> None:
    text = reader.read("/search?kind=actor&time=all&at=2020-02-01")
    assert "Gamle fond Fond · ikke lenger, til 31. desember 2019" in text
    assert "Nye fond Fond · ikke ennå, fra 1. mars 2020" in text
    # The same list without a day is not touched.
    assert "ikke lenger" not in reader.read("/search?kind=actor")


def test_figures_of_the_front_page_are_those_of_the_day(reader: Visitor) -> None:
    # Eight actors; in February 2020 one fund is gone and the other is not there yet.
    assert re.search(r"\b8 aktører", reader.read("/"))
    text = reader.read("/?at=2020-02-01")
    assert re.search(r"\b6 aktører 2 til var ikke der denne dagen", text)


def test_the_network_is_that_of_the_day_unless_it_has_years_of_its_own(client: FlaskClient) -> None:
    def joined(query: str) -> set[tuple[str, str]]:
        data = client.get(f"/network.json?{query}").get_json()
        names = [node["key"] for node in data["nodes"]]
        return {(names[edge["source"]], names[edge["target"]]) for edge in data["edges"]}

    school, green = ("hamar", "radet"), ("hamar", "loten")
    assert joined("at=2020-11-30") == {school, green}
    assert joined("at=2020-12-01") == {school}
    assert joined("at=2020-12-01&from=2020&to=2020") == {school, green}
    assert "data-src" in client.get("/network?at=2020-12-01").text
    assert (
        "at=2020-12-01"
        in re.findall(r'data-src="([^"]*)"', client.get("/network?at=2020-12-01").text)[0]
    )


def test_two_periods_are_compared_whatever_the_day(client: FlaskClient) -> None:
    def states(query: str) -> list[str]:
        data = client.get(f"/network.json?compare=2018-2018,2021-2021{query}").get_json()
        return sorted(edge["state"] for edge in data["edges"])

    # What Hamar and the council have has no date; Grønn vekst ran from 2018 to 2020.
    assert states("") == states("&at=1990-01-01")
    assert len(states("")) == 2


def test_networks_have_the_names_of_the_day(dated_app: Flask, reader: Visitor) -> None:
    def names(query: str) -> set[str]:
        nodes = dated_app.test_client().get(f"/network.json?{query}").get_json()["nodes"]
        return {node["label"] for node in nodes}

    assert "Gamlerådet" in names("at=2018-12-31")
    assert "Regionrådet" not in names("at=2018-12-31")
    assert "Regionrådet" in names("at=2019-01-01")
    # What was kept for one day is not shown on another.
    assert "Gamlerådet" not in names("")
    assert "Gamlerådet" in reader.read("/network?view=table&at=2018-12-31")
