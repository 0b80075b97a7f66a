"""The front page, and the pages that say what this is."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, build_region, close
from webapp import create_app
from webapp.settings import Settings


def test_the_front_page_counts_what_is_in_the_graph(visitor: Visitor) -> None:
    text = visitor.read("/")
    # 4 participations, a collaboration, governance, 2 fundings, a party and a part of a place.
    for figure in ("5 aktører", "32 initiativer", "10 relasjoner med kilde", "2 dokumenter"):
        assert figure in text


def test_a_figure_leads_to_all_that_it_counts(visitor: Visitor) -> None:
    assert 'href="/search?kind=actor"' in visitor.get("/").text
    text = visitor.read("/search?kind=actor")
    assert "I alfabetisk rekkefølge 5" in text
    # Norwegian order, and a name is text, never markup.
    assert text.index("Alle kommunene") < text.index("Hamar kommune") < text.index("Løten")
    assert "<b>Farlig</b> & Sønn" in text


def test_a_figure_has_a_query_that_gives_as_many_rows(
    client: FlaskClient, visitor: Visitor
) -> None:
    addresses = re.findall(
        r'key-figure__query" rel="nofollow" href="([^"]+)"', visitor.get("/").text
    )
    counted = [
        len(client.get(unescape(one) + "&format=csv").text.splitlines()) - 1 for one in addresses
    ]
    # Actors, initiatives, relations and documents, as the front page counts them.
    assert counted == [5, 32, 10, 2]


def test_the_front_page_shows_who_has_the_most_ties(visitor: Visitor) -> None:
    # Hamar shares green growth with Løten and a collaboration with the council; what it is only
    # planned to take part in gives no tie.
    text = visitor.read("/")
    assert "Hamar kommune har bånd til 2 andre aktører, og ingen har flere" in text
    assert "Løten kommune 1 felles Regionrådet 1 felles" in text
    page = visitor.get("/").text
    assert page.count('class="small-network__spoke"') == 2
    # The council and Løten have no tie: nothing is drawn between them.
    assert '<path class="small-network__among" d=""/>' in page


def test_without_ties_the_front_page_shows_no_network(tmp_path: Path) -> None:
    tables = {"sources": [{"id": "sak", "title": "Saksframlegg"}]}
    root = build_region(tables, tmp_path)
    app = create_app(Settings(snapshots=root, watch_seconds=0, log_requests=False))
    assert "small-network" not in Visitor(app.test_client()).get("/").text
    close(app)


def test_the_footer_names_the_edition_of_the_data(visitor: Visitor, snapshots: Path) -> None:
    name = (snapshots / "current").read_text().strip()
    assert name in visitor.get("/").text


def test_health_tells_snapshot_and_statements(client: FlaskClient, snapshots: Path) -> None:
    body = client.get("/health").get_json()
    assert body["status"] == "ok"
    assert body["snapshot"] == (snapshots / "current").read_text().strip()
    counted = client.get(
        "/sparql",
        query_string={
            "query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
            "format": "csv",
        },
    )
    assert body["statements"] == int(counted.text.split()[1])


def test_about_says_honestly_what_is_not_registered(visitor: Visitor) -> None:
    assert "ikke registrert ennå" in visitor.read("/about")


def test_about_names_who_takes_reports_of_faults(snapshots: Path, visitor: Visitor) -> None:
    assert "ikke oppgitt noen adresse for feilmeldinger" in visitor.read("/about")
    app = create_app(
        Settings(
            snapshots=snapshots, contact="hjelp@example.org", watch_seconds=0, log_requests=False
        )
    )
    page = Visitor(app.test_client()).get("/about").text
    name = (snapshots / "current").read_text().strip()
    letters = re.findall(r'href="(mailto:[^"]*)"', page)
    assert letters
    for letter in letters:
        assert letter.startswith("mailto:hjelp@example.org?subject=Feil%20i%20Samspill")
        assert name in letter
    assert "ikke oppgitt noen adresse" not in page
    close(app)


def test_about_states_what_is_accessible_and_what_is_not(visitor: Visitor) -> None:
    text = visitor.read("/about")
    statement = text[text.index("Tilgjengelighetserklæring") :]
    for part in ("WCAG 2.1", "Slik er det prøvd", "Dette vet vi ikke virker", "Slik melder du fra"):
        assert part in statement


def test_the_ontology_lists_its_terms_and_gives_turtle(
    client: FlaskClient, visitor: Visitor
) -> None:
    page = visitor.get("/ontology")
    assert 'id="Participation"' in page.text
    assert 'id="concept-modality-planned"' in page.text
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert turtle.mimetype == "text/turtle"
    assert "samspill:Participation" in turtle.text


def test_a_newer_snapshot_is_served_without_a_restart(tmp_path: Path) -> None:
    sources = [{"id": "sak", "title": "Saksframlegg"}]
    actor = {"id": "hamar", "type": "Municipality", "name_nb": "Hamar kommune", "source": "sak"}
    root = build_region({"sources": sources, "actors": [actor]}, tmp_path)
    app = create_app(Settings(snapshots=root, watch_seconds=0.05, log_requests=False))
    client = app.test_client()
    municipality = "<https://w3id.org/samspill/ontology#Municipality>"
    query = {"query": f"SELECT (COUNT(*) AS ?n) {{ ?a a {municipality} }}"}
    before = client.get("/sparql", query_string={**query, "format": "csv"}).text
    first = client.get("/health").get_json()["snapshot"]
    held = app.extensions["samspill"].take()
    second_actor = {**actor, "id": "loten", "name_nb": "Løten kommune"}
    build_region({"sources": sources, "actors": [actor, second_actor]}, tmp_path)
    for _ in range(200):
        app.extensions["samspill"]._closed.wait(0.05)
        if client.get("/health").get_json()["snapshot"] != first:
            break
    assert client.get("/page/actor/loten").status_code == 200
    after = client.get("/sparql", query_string={**query, "format": "csv"}).text
    assert (before.split()[1], after.split()[1]) == ("1", "2")
    # A request that began on the old snapshot still reads it.
    assert held.figures["Actor"] == 1
    app.extensions["samspill"].give_back(held)
    close(app)


def test_without_a_snapshot_the_site_says_what_to_run(tmp_path: Path) -> None:
    app = create_app(Settings(snapshots=tmp_path, watch_seconds=0, log_requests=False))
    visitor = Visitor(app.test_client())
    text = visitor.read("/", expect=503)
    assert "samspill build" in text
    assert str(tmp_path) not in text
    assert visitor.get("/").headers["Retry-After"]
    health = app.test_client().get("/health")
    assert (health.status_code, health.content_type) == (503, "application/problem+json")
    close(app)


def test_a_snapshot_built_later_is_found(tmp_path: Path) -> None:
    app = create_app(
        Settings(snapshots=tmp_path / "snapshots", watch_seconds=0, log_requests=False)
    )
    assert app.test_client().get("/health").status_code == 503
    build_region({"sources": [{"id": "sak", "title": "Saksframlegg"}]}, tmp_path)
    assert app.test_client().get("/health").status_code == 200
    close(app)


@pytest.mark.parametrize("address", ["/", "/about", "/ontology", "/downloads", "/network"])
def test_pages_have_one_heading_of_the_first_level(visitor: Visitor, address: str) -> None:
    assert visitor.get(address).text.count("<h1") == 1


@pytest.mark.parametrize("address", ["/", "/network"])
def test_indicators_by_year_are_linked_with_their_answers(visitor: Visitor, address: str) -> None:
    text, page = visitor.read(address), visitor.get(address).text
    assert "Samarbeidet år for år" in text
    links = re.findall(r'href="(/questions/[a-z-]+-by-year)"', page)
    assert len(links) == 5
    for link in links:
        assert visitor.get(f"{link}.csv").text.startswith("year,")
