"""Search over all names, for people and programs."""

import csv
import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem, words

ID = "https://w3id.org/samspill/id/"
NS = "https://w3id.org/samspill/ontology#"


def test_the_api_answers_with_the_promised_fields(client: FlaskClient) -> None:
    response = client.get("/api/search?q=hamar")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    body = response.get_json()
    assert set(body) == {"results", "total"}
    by_iri = {one["iri"]: one for one in body["results"]}
    assert by_iri[ID + "actor/hamar"] == {
        "iri": ID + "actor/hamar",
        "url": "/page/actor/hamar",
        "label": "Hamar kommune",
        "kind": "actor",
        "type": "Kommune",
        "types": [NS + "Municipality"],
        "matched_name": "Hamar kommune",
    }


def test_a_kind_narrows_the_hits(client: FlaskClient) -> None:
    body = client.get("/api/search?q=hamar&kind=place").get_json()
    assert [one["iri"] for one in body["results"]] == [ID + "place/hamar-omrade"]
    assert body["total"] == 1


def test_a_limit_cuts_the_results_and_not_the_total(client: FlaskClient) -> None:
    body = client.get("/api/search?q=tiltak&limit=3").get_json()
    assert (len(body["results"]), body["total"]) == (3, 30)


@pytest.mark.parametrize("limit", ["0", "-1", "101", "mange", "1.5", "²"])
def test_a_bad_limit_is_refused_by_name(client: FlaskClient, limit: str) -> None:
    assert_problem(client.get("/api/search", query_string={"q": "x", "limit": limit}), 400, "limit")


def test_an_unknown_kind_is_refused_with_the_known_ones(client: FlaskClient) -> None:
    assert_problem(client.get("/api/search?q=x&kind=dragon"), 400, "actor")


def test_an_error_of_the_api_is_a_problem_document_even_in_a_browser(visitor: Visitor) -> None:
    assert_problem(visitor.get("/api/search?limit=x"), 400, "limit")


def test_a_page_shows_the_name_that_matched_when_it_is_another(visitor: Visitor) -> None:
    text = visitor.read("/search?q=gamlerådet")
    assert "Regionrådet" in text
    assert "også kjent som «Gamlerådet»" in text
    assert "også kjent som" not in visitor.read("/search?q=løten")


def test_typos_are_forgiven(visitor: Visitor) -> None:
    assert "Regionrådet" in visitor.read("/search?q=regonrådet")


def test_kinds_with_hits_are_links_with_counts(visitor: Visitor) -> None:
    text = visitor.read("/search?q=hamar")
    assert "Aktører 1" in text
    assert "Steder 1" in text
    assert "Strategier" not in text


def test_long_lists_are_paged(visitor: Visitor) -> None:
    assert "Tiltak 01" in visitor.read("/search?q=tiltak")
    second = visitor.read("/search?q=tiltak&page=2")
    assert "Tiltak 30" in second
    assert "Tiltak 01" not in second
    assert "Tiltak 30" in visitor.read("/search?kind=initiative&page=2")


def test_no_hits_say_what_to_try(visitor: Visitor) -> None:
    text = visitor.read("/search?q=qqqqqq")
    assert "Ingen treff på «qqqqqq»" in text
    assert "Prøv færre ord" in text


def test_what_was_typed_is_text_on_the_page(visitor: Visitor) -> None:
    page = visitor.get("/search", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def facet(visitor: Visitor, address: str, name: str) -> dict[str, int]:
    """Read one facet of a page: values and counts."""
    page = visitor.get(address).text
    section = re.search(rf'aria-labelledby="facet-{name}">(.*?)</section>', page, re.DOTALL)
    assert section, name
    found = re.findall(
        r'facet__text"[^>]*>([^<]+)</span> <span class="facet__count">(\d+)', section[1]
    )
    return {text: int(count) for text, count in found}


def test_facets_count_everything_without_a_query(visitor: Visitor) -> None:
    # 5 actors, 32 initiatives, 2 places, 2 documents and a contradiction.
    assert "I alfabetisk rekkefølge 42" in visitor.read("/search")
    assert facet(visitor, "/search", "kind") == {
        "Aktører": 5,
        "Initiativer": 32,
        "Steder": 2,
        "Dokumenter": 2,
        "Motsigelser": 1,
    }
    types = facet(visitor, "/search", "type")
    assert (types["Tiltak"], types["Prosjekt"], types["Kommune"]) == (30, 2, 2)
    assert facet(visitor, "/search", "modality") == {"Faktisk": 41, "Planlagt": 1}


def test_a_place_holds_what_lies_in_it_acts_for_it_and_has_a_participant_from_it(
    visitor: Visitor,
) -> None:
    # The region itself, Hamar in it, its council, and the project that the council owns. That
    # Hamar is only planned to take part in a planned project makes no difference here.
    assert facet(visitor, "/search", "place") == {"Regionen": 4, "Hamar": 1}
    text = visitor.read("/search?place=regionen")
    assert "I alfabetisk rekkefølge 4" in text
    for name in ("Hamar", "Regionen", "Regionrådet", "Rom for unge"):
        assert name in text
    assert "Grønn vekst" not in text


def test_a_thing_stands_in_each_period_that_its_years_touch(visitor: Visitor) -> None:
    # Green growth from 2018 to 2020, room for the young from 2025; nothing else has a year.
    assert facet(visitor, "/search", "period") == {
        "2025–2029": 1,
        "2020–2024": 1,
        "2015–2019": 1,
        "Uten årstall": 40,
    }
    assert "Grønn vekst" in visitor.read("/search?period=2020-2024")


def test_choices_of_several_facets_must_all_hold(visitor: Visitor) -> None:
    address = "/search?kind=actor&place=regionen"
    assert "I alfabetisk rekkefølge 1" in visitor.read(address)
    # Its own choice narrows no facet: what could be chosen instead is still told.
    assert facet(visitor, address, "kind") == {"Aktører": 1, "Initiativer": 1, "Steder": 2}
    assert facet(visitor, address, "place") == {"Regionen": 1}
    assert "Ingenting har alle disse valgene" in visitor.read("/search?kind=actor&modality=planned")


def test_facets_count_only_the_hits_of_a_query(visitor: Visitor) -> None:
    # "Tiltak 01" to "Tiltak 30", all from the plan: only the kind of thing is left to tell.
    page = visitor.get("/search?q=tiltak").text
    assert 'id="facet-' not in page
    assert facet(visitor, "/search?q=hamar", "kind") == {"Aktører": 1, "Steder": 1}


def test_a_choice_is_a_link_and_can_be_taken_back(visitor: Visitor) -> None:
    page = visitor.get("/search?q=hamar&kind=place&view=cards").text
    assert "Fjern Kategori: Steder" in words(page)
    removal = re.search(r'class="chosen__one" rel="nofollow" href="([^"]+)"', page)
    assert removal
    assert removal[1] == "/search?q=hamar&amp;view=cards"
    # A search from the form keeps what was chosen.
    assert '<input type="hidden" name="kind" value="place">' in page
    assert '<input type="hidden" name="view" value="cards">' in page


@pytest.mark.parametrize(
    "address",
    [
        "/search?place=atlantis",
        "/search?type=Dragon",
        "/search?period=2015-2020",
        "/search?modality=perhaps",
        "/search?view=pie",
        "/search?all=everything",
        "/search.csv?topic=none",
    ],
)
def test_a_value_that_nothing_has_is_refused_by_name(client: FlaskClient, address: str) -> None:
    name = re.split(r"[?=]", address)[1]
    assert_problem(client.get(address, headers={"Accept": "application/json"}), 400, name)


def test_a_facet_with_many_values_can_be_read_from_a_to_z(visitor: Visitor) -> None:
    # By count "Tiltak" stands first.
    assert next(iter(facet(visitor, "/search", "type"))) == "Tiltak"
    unfolded = list(facet(visitor, "/search?all=type", "type"))
    assert unfolded[:3] == ["Aktørgruppe", "Kommune", "Kommuneområde"]
    assert "noindex" in visitor.get("/search?all=type").text


def test_robots_are_kept_from_combinations_of_choices(visitor: Visitor) -> None:
    assert "noindex" not in visitor.get("/search?kind=actor").text
    assert "noindex" in visitor.get("/search?kind=actor&place=regionen").text
    assert "noindex" in visitor.get("/search?view=table").text
    page = visitor.get("/search").text
    for link in re.findall(r'<a class="facet__value"[^>]*>', page):
        assert 'rel="nofollow"' in link


def test_the_table_tells_type_place_years_and_source(visitor: Visitor) -> None:
    text = visitor.read("/search?kind=initiative&type=Project&view=table")
    assert "Navn Type Sted År Kilde" in text
    assert "Grønn vekst Prosjekt 2018–2020 Regional plan" in text
    # It has no place of its own, so the place of its owner is told.
    assert "Rom for unge Prosjekt · planlagt Regionen 2025 Saksframlegg" in text


def test_a_view_and_a_page_are_kept_in_the_address(visitor: Visitor) -> None:
    page = visitor.get("/search?kind=initiative&view=table&page=2").text
    assert "Tiltak 30" in words(page)
    assert 'href="/search?kind=initiative&amp;view=table"' in page
    assert 'href="/search?kind=initiative&amp;view=cards&amp;page=2"' in page


def test_the_table_tells_what_was_not_there_on_the_day(visitor: Visitor) -> None:
    text = visitor.read("/search?kind=initiative&type=Project&view=table&time=all&at=2019-06-01")
    assert "Rom for unge Prosjekt · planlagt · ikke ennå, fra 1. juni 2025 Regionen" in text
    assert "Grønn vekst Prosjekt 2018–2020" in text
    page = visitor.get("/search?kind=initiative&at=2019-06-01").text
    # What is chosen next is asked for the same day, and so is the file.
    assert 'href="/search?kind=initiative&amp;type=Project&amp;at=2019-06-01"' in page
    assert 'href="/search.csv?kind=initiative&amp;at=2019-06-01"' in page


def read_csv(client: FlaskClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(response.text)))


def test_a_file_holds_all_hits_and_not_a_page(client: FlaskClient) -> None:
    rows = read_csv(client, "/search.csv?q=tiltak&page=2")
    assert [row["name"] for row in rows] == [f"Tiltak {number:02}" for number in range(1, 31)]
    assert read_csv(client, "/search.csv?place=regionen&modality=planned") == [
        {
            "name": "Rom for unge",
            "kind": "initiative",
            "type": "Prosjekt",
            "modality": "planned",
            "first_year": "2025",
            "last_year": "2025",
            "places": "",
            "places_of_participants": "Regionen",
            "topics": "",
            "sources": "Saksframlegg",
            "matched_name": "",
            "iri": ID + "initiative/rom",
        }
    ]


def test_the_workbook_has_the_same_rows(client: FlaskClient) -> None:
    response = client.get("/search.xlsx?q=gamlerådet")
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    with zipfile.ZipFile(io.BytesIO(response.data)) as book:
        text = "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xml")
        )
    assert "Gamlerådet" in text
    assert ID + "actor/radet" in text
    assert "actor/hamar" not in text


def test_what_has_no_name_is_called_as_on_its_page(programme: Visitor) -> None:
    page = programme.get("/page/result/vekst-2018").text
    title = re.search(r"<h1[^>]*>(.*?)</h1>", page)
    assert title
    assert title[1] in programme.get("/search?kind=result").text
    assert "vekst-2018</a>" not in programme.get("/search?kind=result").text
    english = programme.get("/search?kind=result&lang=en").text
    assert title[1] not in english


def test_people_are_found_on_the_page_and_stand_in_no_file(programme: Visitor) -> None:
    assert "Kari Nordmann" in programme.read("/search?kind=person")
    assert "Personer er ikke med i filer" in programme.read("/search?kind=person")
    assert "uten 2 personer, som ikke er med i filene" in programme.read("/search")
    for address in ("/search.csv", "/search.csv?kind=person", "/search.csv?q=kari"):
        assert "person/" not in programme.ask(address).text
        assert "Kari" not in programme.ask(address).text
