"""Search over all names, for people and programs."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem

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
        "label": "Hamar kommune",
        "kind": "actor",
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
    assert "Aktører (1)" in text
    assert "Steder (1)" in text
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
