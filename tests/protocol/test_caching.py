"""Who has an answer already is told so before the query runs (RFC 9110, sections 8.8 and 13)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.protocol.asking import GRAPH, MEMBERS, OWNERS, QUERY
from tests.webapp.conftest import assert_problem, build_region, close
from tests.webapp.region import REGION
from webapp import create_app
from webapp.settings import Settings

#: Runs until it is stopped, in these tests after two seconds.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def ask(client: FlaskClient, query: str = OWNERS, tag: str = "", **params: Any) -> TestResponse:
    headers = {"If-None-Match": tag} if tag else {}
    return client.get("/sparql", query_string={"query": query, **params}, headers=headers)


def test_an_answer_has_a_tag_and_is_not_sent_to_who_has_it(client: FlaskClient) -> None:
    first = ask(client)
    tag = first.headers["ETag"]
    again = ask(client, tag=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert set(again.vary) == set(first.vary)
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert (
        client.head(
            "/sparql", query_string={"query": OWNERS}, headers={"If-None-Match": tag}
        ).status_code
        == 304
    )


def test_the_tag_is_looked_at_before_the_query_runs(client: FlaskClient) -> None:
    """The worker would need more than its two seconds."""
    assert ask(client, ENDLESS).status_code == 504
    assert ask(client, ENDLESS, tag="*").status_code == 304


@pytest.mark.parametrize("known", ["{tag}", '"other", {tag}', "*", "{strong}"])
def test_a_tag_is_found_among_others(client: FlaskClient, known: str) -> None:
    tag = ask(client).headers["ETag"]
    assert tag.startswith('W/"')
    given = known.format(tag=tag, strong=tag.removeprefix("W/"))
    assert ask(client, tag=given).status_code == 304
    assert ask(client, tag='W/"other"').status_code == 200


def test_another_question_has_another_tag(client: FlaskClient) -> None:
    answers = [
        ask(client),
        ask(client, OWNERS + " "),
        ask(client, format="csv"),
        ask(client, format="csv-excel"),
        ask(client, lang="en"),
        ask(client, **{"default-graph-uri": GRAPH + "curated"}),
        ask(client, **{"named-graph-uri": GRAPH + "curated"}),
        ask(client, MEMBERS),
    ]
    assert [one.status_code for one in answers] == [200] * len(answers)
    assert len({one.headers["ETag"] for one in answers}) == len(answers)
    assert ask(client).headers["ETag"] == answers[0].headers["ETag"]


@contextmanager
def another(settings: Settings) -> Iterator[FlaskClient]:
    app = create_app(settings)
    try:
        yield app.test_client()
    finally:
        close(app)


def test_other_limits_another_snapshot_and_another_code_have_another_tag(
    snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(snapshots=snapshots, query_workers=1, watch_seconds=0, log_requests=False)
    tables = {**REGION}
    tables.pop("mentions", None)
    elsewhere = build_region(tables, tmp_path)
    tags = []
    for one in (
        settings,
        replace(settings, query_max_rows=5),
        replace(settings, query_timeout=3),
        replace(settings, snapshots=elsewhere),
    ):
        with another(one) as client:
            tags.append(ask(client).headers["ETag"])
    with another(settings) as client:
        assert ask(client).headers["ETag"] == tags[0]
        monkeypatch.setattr("webapp.validators.code_version", lambda: "another")
        tags.append(ask(client).headers["ETag"])
    assert len(set(tags)) == 5


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "StrUUID ()", "BNODE('x')"])
def test_what_differs_each_time_has_no_tag_and_is_stored_nowhere(
    client: FlaskClient, call: str
) -> None:
    response = ask(client, f"SELECT ({call} AS ?x) {{}}", tag="*")
    assert response.status_code == 200
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


def test_a_call_that_the_lexer_loses_has_no_tag_either(client: FlaskClient) -> None:
    # To the lexer "<?b&&NOW()>" is an IRI.
    response = ask(client, "SELECT * { VALUES (?a ?b ?c) { (1 2 3) } FILTER(?a<?b&&NOW()>?c) }")
    assert response.status_code == 200
    assert "ETag" not in response.headers


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?now { ?now ?rand ?uuid } LIMIT 1",
        "SELECT ?x { ?x ?p 'NOW()' } # RAND()",
        "PREFIX now: <https://example.org/now#> ASK { ?s now:rand 'uuid' }",
    ],
)
def test_the_words_alone_change_nothing(client: FlaskClient, query: str) -> None:
    assert ask(client, query).headers["ETag"]


def test_an_error_is_stored_nowhere(client: FlaskClient) -> None:
    for query in ("ASK", "DROP ALL", ENDLESS):
        response = ask(client, query)
        assert response.status_code in (400, 403, 504)
        assert "ETag" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"


def test_vary_names_all_that_the_answer_depends_on(client: FlaskClient) -> None:
    for response in (ask(client), ask(client, "SELECT (NOW() AS ?x) {}"), client.get("/sparql")):
        named = {name.strip() for name in response.headers["Vary"].split(",")}
        assert named >= {"Accept", "Accept-Encoding", "Cookie"}


def test_a_post_has_a_tag_and_who_has_it_is_told_that_nothing_was_done(
    client: FlaskClient,
) -> None:
    posted = client.post("/sparql", data=OWNERS, content_type=QUERY)
    tag = posted.headers["ETag"]
    assert tag == ask(client).headers["ETag"]
    again = client.post("/sparql", data=OWNERS, content_type=QUERY, headers={"If-None-Match": tag})
    # RFC 9110, section 13.1.2: 304 is for GET and HEAD.
    assert_problem(again, 412, "If-None-Match")
