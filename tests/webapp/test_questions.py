"""The pages of the question library, their files, and the library as data."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from graph import snapshot
from loaders.build import Recipe, build
from queries import catalogue
from queries.questions import THEMES, library
from tests.queries.region import build_region, write_region
from tests.webapp.conftest import Visitor, assert_problem, close
from webapp import create_app
from webapp.settings import Settings

NORD = "/questions/who-makes-up-a-region?region=place:nord"


@pytest.fixture(scope="module")
def region_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(tmp_path_factory.mktemp("questions"))
    settings = Settings(snapshots=snapshots, watch_seconds=0, log_requests=False, query_workers=1)
    made = create_app(settings)
    yield made
    close(made)


@pytest.fixture
def region(region_app: Flask) -> Visitor:
    return Visitor(region_app.test_client())


def test_the_library_lists_every_question_under_its_theme(region: Visitor) -> None:
    page = region.get("/questions")
    for one in library():
        assert f'href="/questions/{one.name}"' in page.text
    text = region.read("/questions")
    for names in THEMES.values():
        assert names["nb"] in text


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("hvem betaler", {"funding-by-funder", "who-owns-leads-funds-and-steers"}),
        ("HVEM  BETALER", {"funding-by-funder", "who-owns-leads-funds-and-steers"}),
        # The keywords of both languages are searched.
        ("who pays", {"funding-by-funder"}),
        ("kommunenummer", {"codes-of-a-place"}),
        ("zzz", set()),
    ],
)
def test_a_search_finds_questions_by_their_keywords(
    region: Visitor, sought: str, found: set[str]
) -> None:
    page = region.get("/questions", query_string={"q": sought})
    assert set(re.findall(r'href="/questions/([a-z-]+)"', page.text)) == found
    assert ("Ingen spørsmål passer" in page.text) == (not found)


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_every_question_has_a_page_with_its_answer(
    region: Visitor, one: object, language: str
) -> None:
    page = region.get(f"/questions/{one.name}?lang={language}")  # type: ignore[attr-defined]
    assert page.status_code == 200
    assert 'id="answer"' in page.text
    assert 'id="cite"' in page.text
    assert one.means_not[language].split(".")[0] in page.text.replace("&#39;", "'")  # type: ignore[attr-defined]
    # A place that a template leaves unfilled would show as it stands.
    assert not re.search(r">[^<>{]*\{[a-z_]+\}[^<>}]*<", page.text.split("<pre")[0])


def test_an_answer_is_a_sentence_and_a_table_with_links(region: Visitor) -> None:
    page = region.get(NORD)
    text = region.read(NORD)
    assert "Nordregionen består av 2 steder, etter 2 kilder." in text
    assert 'href="/page/place/nes"' in page.text
    assert 'href="/page/source/avis"' in page.text
    assert "linje 2" in text
    assert "kommuneområde" in text


def test_the_form_offers_choices_in_alphabetical_order_with_the_chosen_one(
    region: Visitor,
) -> None:
    page = region.get(NORD).text
    options = re.findall(r'<option value="([^"]+)"( selected)?>([^<]+)', page)
    assert [name for _, _, name in options] == [
        "Fylket",
        "Gamlefylket",
        "Nordregionen",
        "Sørregionen",
    ]
    assert [value for value, selected, _ in options if selected] == ["place:nord"]


def test_a_bad_value_is_told_beside_its_field(region: Visitor) -> None:
    page = region.get("/questions/active-in-a-year?year=18")
    assert page.status_code == 400
    assert "year=18 er ikke tillatt: et årstall, for eksempel 2019." in page.text
    assert 'aria-invalid="true"' in page.text
    assert 'id="answer"' not in page.text
    assert region.get("/questions/active-in-a-year?when=2018").status_code == 400


def test_money_says_what_it_left_out_below_the_sum(region: Visitor) -> None:
    text = region.read("/questions/funding-by-funder")
    sums, left_out = text.split("Ikke med i summen")
    assert "Fylkeskommunen NOK tilskudd tilsagt 1 000 1" in sums
    # The grant of two funders stands once, for both.
    assert "Flere givere i fellesskap, andelene er ikke oppgitt NOK tilskudd tilsagt 600 1" in sums
    assert "Del av et større beløp som er talt med NOK 1 400" in left_out


def test_a_bar_is_as_long_as_its_share_of_the_longest_of_its_currency(region: Visitor) -> None:
    page = region.get("/questions/funding-by-funder").text
    widths = [int(found) for found in re.findall(r'<rect width="(\d+)"', page)]
    # EUR 6 and 4; NOK 1000, 600 and 30: 120 is the longest.
    assert widths == [120, 80, 120, 72, 3]
    assert page.count('<svg width="120" height="10" viewBox="0 0 120 10" aria-hidden="true"') == 5


def test_a_status_that_is_not_measured_looks_another_than_one_not_legible(region: Visitor) -> None:
    page = region.get("/questions/targets-against-results").text
    assert page.count("result-status__icon") == 3
    text = region.read("/questions/targets-against-results")
    assert "Nok plasser ikke lesbart" in text
    assert "Nye jobber 100 31. desember 2020 ikke målt" in text


def test_a_thing_without_a_name_has_the_title_that_its_page_has(region: Visitor) -> None:
    address = "/questions/how-two-actors-are-connected?from=nes-kommune&to=nordradet"
    assert "Nes kommune er medlem av Nordrådet" in region.read(address)


def test_the_query_on_the_page_gives_the_same_answer_at_the_endpoint(region: Visitor) -> None:
    page = region.get(NORD).text
    link = re.search(r'href="(/sparql\?query=[^"]+)"', page)
    assert link
    file = region.ask(NORD.replace("?", ".csv?"))
    direct = region.ask(link[1] + "&format=csv")
    assert direct.data == file.data
    assert len(file.data.splitlines()) == 4


def test_an_answer_can_be_taken_along_in_every_format(region: Visitor) -> None:
    page = region.get(NORD).text
    links = re.findall(r'href="(/questions/who-makes-up-a-region\.[^"]+)"', page)
    assert {link.partition("?")[0].rpartition(".")[2] for link in links} >= {"csv", "srj", "srx"}
    for link in links:
        response = region.ask(link.replace("&amp;", "&"))
        assert response.status_code == 200
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    rows = list(csv.DictReader(io.StringIO(region.ask(NORD.replace("?", ".csv?")).text)))
    assert [row["partLabel"] for row in rows] == ["Nes", "Vik", "Vik"]
    graph_file = region.ask("/questions/ties-of-an-actor-as-rdf.ttl?actor=vik-kommune")
    assert len(list(parse(graph_file.data, RdfFormat.TURTLE))) == 21
    query = region.ask(NORD.replace("?", ".rq?"))
    assert query.mimetype == "application/sparql-query"
    assert "VALUES ?region { <https://w3id.org/samspill/id/place/nord> }" in query.text


def test_a_file_with_a_bad_value_or_of_another_kind_is_refused(region: Visitor) -> None:
    response = region.ask("/questions/who-makes-up-a-region.csv?region=nowhere")
    assert_problem(response, 400, "region=nowhere er ikke tillatt")
    assert region.ask("/questions/who-makes-up-a-region.ttl").status_code == 404
    assert_problem(region.ask("/questions/none"), 404, "noe spørsmål «none»")


def test_an_answer_can_be_cited_with_values_snapshot_and_checksum(region: Visitor) -> None:
    file = region.ask(NORD.replace("?", ".csv?"))
    checksum = hashlib.sha256(file.data).hexdigest()
    assert file.headers["Samspill-Checksum"] == checksum
    name = file.headers["Samspill-Snapshot"]
    text = region.read(NORD)
    assert f"Utgave {name}." in text
    assert f"SHA-256 av svaret: {checksum}" in text
    assert "[Område: Nordregionen]" in text
    bibtex = text[text.index("@misc{") :]
    assert f"samspill-who-makes-up-a-region-{checksum[:8]}" in bibtex
    url = re.search(r"url = \{([^}]+)\}", bibtex)
    assert url
    parts = urlsplit(url[1])
    assert parts.query == f"region=place:nord&lang=nb&snapshot={name}"
    assert region.read(f"{parts.path}?{parts.query}") == text


def test_the_citation_of_an_english_answer_is_in_english(region: Visitor) -> None:
    text = region.read(NORD + "&lang=en")
    assert "Nordregionen consists of 2 places; sources: 2." in text
    assert "SHA-256 of the answer" in text
    assert "&lang=en&snapshot=" in text


def test_a_cited_answer_stays_the_same_after_the_next_build_while_its_snapshot_is_kept(
    tmp_path: Path,
) -> None:
    snapshots = build_region(tmp_path)
    first = snapshot.current(snapshots).name
    app = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    visitor = Visitor(app.test_client())
    cited = f"{NORD}&snapshot={first}"
    before = visitor.ask(cited.replace("?", ".csv?"))

    data = write_region(tmp_path / "next")
    place_parts = data / "place_parts.csv"
    lines = place_parts.read_text(encoding="utf-8").splitlines(keepends=True)
    place_parts.write_text(
        "".join(line for line in lines if not line.startswith("vik-")), encoding="utf-8"
    )
    build(Recipe(data, catalogue.rules(), catalogue.checks()), snapshots)
    app.extensions["samspill"].look()
    assert snapshot.current(snapshots).name != first
    after = visitor.ask(cited.replace("?", ".csv?"))
    assert after.data == before.data != visitor.ask(NORD.replace("?", ".csv?")).data
    assert f"Svaret er fra en tidligere utgave av dataene, {first}." in visitor.read(cited)
    assert "tidligere utgave" not in visitor.read(NORD)

    shutil.rmtree(snapshots / first)
    assert f"Utgaven {first} finnes ikke her lenger" in visitor.read(cited)
    assert visitor.ask(cited.replace("?", ".csv?")).status_code == 410
    close(app)


@pytest.mark.parametrize("name", ["../../etc", "20200101T000000Z-000000000000", "current"])
def test_a_snapshot_that_never_was_is_told(region: Visitor, name: str) -> None:
    page = region.get(NORD + f"&snapshot={name}")
    assert page.status_code == 200
    assert "finnes ikke her lenger" in page.text


SH = "http://www.w3.org/ns/shacl#"


def test_the_library_is_rdf_whose_queries_run_as_they_stand(region: Visitor) -> None:
    response = region.ask("/questions.ttl")
    assert response.mimetype == "text/turtle"
    store = Store()
    store.load(response.data, RdfFormat.TURTLE)
    found = store.query(
        f"SELECT ?q ?text {{ ?q a <{SH}SPARQLExecutable> ; <{SH}select>|<{SH}construct> ?text ; "
        "<https://schema.org/keywords> ?word ; <https://schema.org/target> ?endpoint }"
    )
    assert isinstance(found, QuerySolutions)
    texts = {row["q"].value: row["text"].value for row in found}
    assert len(texts) == len(library())
    for text in texts.values():
        Store().query(text)
    region_question = NamedNode("https://w3id.org/samspill/question/who-makes-up-a-region")
    words = {
        quad.object
        for quad in store.quads_for_pattern(
            region_question, NamedNode("https://schema.org/keywords"), None
        )
    }
    assert Literal("municipalities", language="en") in words
    parameters = list(store.quads_for_pattern(region_question, NamedNode(SH + "parameter"), None))
    assert len(parameters) == 1


def test_who_asks_the_library_for_turtle_gets_turtle(region_app: Flask) -> None:
    client = region_app.test_client()
    answer = client.get("/questions", headers={"Accept": "text/turtle"})
    assert answer.mimetype == "text/turtle"
    assert answer.data == client.get("/questions.ttl").data
    assert client.get("/questions", headers={"Accept": "text/html"}).mimetype == "text/html"
    assert client.get("/questions").mimetype == "text/html"


def test_the_library_is_json_with_the_addresses_of_answers(region: Visitor) -> None:
    told = region.ask("/api/questions").get_json()
    assert [one["name"] for one in told["questions"]] == [one.name for one in library()]
    for one in told["questions"]:
        address = urlsplit(next(iter(one["answers"].values()))).path
        assert region.ask(address).status_code == 200
        assert {"title", "means", "means_not", "parameters", "columns", "query"} <= one.keys()


def test_the_front_page_begins_with_questions(region: Visitor) -> None:
    links = re.findall(r'href="(/questions/[^"]+)"', region.get("/").text)
    # Six to begin with, and the five that count by year.
    assert len(links) == len(set(links)) == 11
    assert all(region.get(link).status_code == 200 for link in links)
