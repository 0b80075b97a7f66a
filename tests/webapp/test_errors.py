"""An error says what to do: to people on a page, to programs in a problem document."""

import json
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import RequestEntityTooLarge

from graph.sparql import RequestError
from ontology.errors import (
    EndpointError,
    NotFound,
    PoolFull,
    QueryNotAllowed,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    SamspillError,
    StoreError,
)
from tests.webapp.conftest import Visitor, assert_problem, close
from webapp import create_app
from webapp.errors import status_of
from webapp.negotiation import NotAcceptable, choose
from webapp.settings import Settings


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (QuerySyntaxError({"en": "x"}, 1, 2), 400),
        (QueryTooLarge("rows", 5), 400),
        (QueryNotAllowed("SERVICE"), 403),
        (NotFound("page", "x"), 404),
        (NotAcceptable(("text/html",)), 406),
        (EndpointError("https://example.org/", 404, "gone"), 502),
        (PoolFull(3), 429),
        (StoreError("/srv", "broken"), 503),
        (QueryTimeout(10), 504),
        (SamspillError(), 500),
        (RequestError(415, "x", "x"), 415),
        (RequestEntityTooLarge(), 413),
        (ValueError("x"), 500),
        # What another server said to us is no status of ours.
        (HTTPError("https://example.org/", 404, "gone", Message(), None), 500),
    ],
)
def test_the_table_gives_each_error_its_status(error: Exception, status: int) -> None:
    assert status_of(error) == status


def test_people_get_a_page_that_says_what_to_do(visitor: Visitor) -> None:
    response = visitor.get("/no-such-page")
    assert (response.status_code, response.mimetype) == (404, "text/html")
    text = visitor.read("/no-such-page", expect=404)
    assert "Siden finnes ikke" in text
    assert "søk etter navnet" in text


def test_programs_get_a_problem_document(client: FlaskClient) -> None:
    assert_problem(client.get("/no-such-page"), 404, "skrivefeil")
    assert_problem(client.get("/no-such-page?lang=en"), 404, "typing errors")


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/search")
    assert_problem(response, 405, "Allow")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_range_that_a_file_does_not_have_is_answered_with_its_size(client: FlaskClient) -> None:
    with client.get("/downloads/samspill.nq") as whole:
        size = len(whole.data)
    response = client.get("/downloads/samspill.nq", headers={"Range": f"bytes={size}-"})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{size}"


def test_what_changes_with_the_language_or_at_any_moment_says_so(client: FlaskClient) -> None:
    with client.get("/downloads/network-nodes.csv") as by_language:
        assert "Cookie" in by_language.headers["Vary"]
    with client.get("/downloads/samspill.nq") as same:
        assert "Cookie" not in same.headers.get("Vary", "")
    assert client.get("/health").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("limit", ["٣", "-1", "1.0"])
def test_a_number_is_written_in_the_digits_of_the_web(client: FlaskClient, limit: str) -> None:
    response = client.get("/api/search", query_string={"q": "x", "limit": limit})
    assert_problem(response, 400, "limit=")


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/html", "/page/actor/radet"),
        ("application/xhtml+xml", "/page/actor/radet"),
        ("*/*", "/page/actor/radet"),
        ("text/html;q=0, */*", "/data/actor/radet.ttl"),
        ("application/*", "/data/actor/radet.nt"),
        ("application/rdf+xml, application/xhtml+xml;q=0.5, */*;q=0.1", "/data/actor/radet.rdf"),
    ],
)
def test_a_thing_sends_each_client_where_it_likes_best(
    client: FlaskClient, accept: str, place: str
) -> None:
    response = client.get("/id/actor/radet", headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, place)


@pytest.fixture
def broken(snapshots: Path) -> Iterator[Flask]:
    """Give an application with two pages that fail."""
    app = create_app(Settings(snapshots=snapshots, watch_seconds=0))

    @app.get("/broken")
    def fail() -> str:
        raise RuntimeError("the password is 1234")

    @app.get("/closed")
    def refuse() -> str:
        raise StoreError("/srv/secret/store", "is unreadable")

    @app.get("/busy")
    def turn_away() -> str:
        raise PoolFull(7)

    yield app
    close(app)


def test_an_unlisted_error_is_logged_whole_and_answered_without_its_text(
    broken: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    response = broken.test_client().get("/broken", headers={"X-Request-Id": "abc-12345"})
    assert_problem(response, 500, "loggført")
    assert "1234" not in response.text.replace("abc-12345", "")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    fault = next(line for line in lines if line["event"] == "fault")
    assert "the password is 1234" in fault["trace"]
    assert fault["request_id"] == "abc-12345"
    page = Visitor(broken.test_client()).read("/broken", expect=500)
    assert "Noe gikk galt hos oss" in page


def test_a_path_of_the_server_is_never_told(broken: Flask) -> None:
    response = broken.test_client().get("/closed")
    assert response.status_code == 503
    assert "secret" not in response.text


def test_a_full_pool_says_when_to_come_back_and_of_no_build(broken: Flask) -> None:
    visitor = Visitor(broken.test_client())
    text = visitor.read("/busy", expect=429)
    assert text.count("Prøv igjen om 7 sekunder") == 1
    assert "samspill build" not in text
    assert visitor.get("/busy").headers["Retry-After"] == "7"
    assert_problem(broken.test_client().get("/busy"), 429, "7 sekunder")


def test_only_a_site_without_a_snapshot_is_told_to_build(
    broken: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    visitor = Visitor(broken.test_client())
    assert "samspill build" in visitor.read("/closed", expect=503)
    assert visitor.get("/").status_code == 200
    text = visitor.read("/closed", expect=503)
    assert "samspill build" not in text
    assert "Varsle den som drifter tjenesten" in text
    # That person finds the place in the log.
    assert "/srv/secret/store" in capfd.readouterr().err


def test_each_request_is_one_line_of_json_without_what_was_asked(
    broken: Flask, capfd: pytest.CaptureFixture[str]
) -> None:
    response = broken.test_client().get("/search?q=hemmelig", buffered=True)
    response.close()
    (line,) = capfd.readouterr().err.splitlines()
    told = json.loads(line)
    assert told["request_id"] == response.headers["X-Request-Id"]
    assert (told["method"], told["path"], told["status"]) == ("GET", "/search", 200)
    assert told["ms"] >= 0
    assert "hemmelig" not in line


def test_a_request_id_that_could_forge_a_line_is_replaced(client: FlaskClient) -> None:
    answered = client.get("/health", headers={"X-Request-Id": 'x"} {"event": "forged'})
    assert "forged" not in answered.headers["X-Request-Id"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ([], "a"),
        ([("*/*", 1)], "a"),
        ([("text/b", 1)], "b"),
        ([("text/*", 1)], "a"),
        ([("text/a", 0.5), ("text/b", 0.8)], "b"),
        ([("text/a", 0), ("*/*", 0.1)], "b"),
        ([("*/*", 1), ("text/b", 1)], "b"),
        ([("application/old-b", 1)], "b"),
        ([("application/*", 1), ("text/*", 0.5)], "a"),
        ([("text/a", 0.5), ("application/old-b", 0.8)], "b"),
        ([("application/old-b", 1), ("*/*", 0)], "b"),
        ([("text/a", 0.5), ("text/*", 0.2), ("*/*", 1)], "a"),
    ],
)
def test_accept_is_weighed(accept: list[tuple[str, float]], chosen: str) -> None:
    offered = {"a": ("text/a",), "b": ("text/b", "application/old-b")}
    assert choose(offered, MIMEAccept(accept)) == chosen


@pytest.mark.parametrize(
    "accept",
    [
        [("image/png", 1)],
        [("*/*", 0)],
        [("text/a", 0)],
        [("application/*", 1)],
        [("text/b", 0), ("application/old-b", 1)],
    ],
)
def test_what_is_not_offered_is_not_acceptable(accept: list[tuple[str, float]]) -> None:
    with pytest.raises(NotAcceptable):
        choose({"a": ("text/a",)}, MIMEAccept(accept))
