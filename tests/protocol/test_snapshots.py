"""An older snapshot answers as long as it is there; afterwards the nearest is named."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.snapshot import Snapshot, current, list_snapshots, prune, use
from graph.sparql import SparqlRequest
from ontology.errors import PoolFull
from tests.protocol.asking import COUNT_MEMBERS
from tests.webapp.conftest import BROWSER, assert_problem, build_region, close, words
from tests.webapp.region import REGION
from webapp import create_app
from webapp.older_snapshots import OlderSnapshots
from webapp.settings import Settings

STANGE = {"id": "stange", "type": "Municipality", "name_nb": "Stange kommune", "source": "plan"}
#: Two municipalities at first, then three.
LATER = {**REGION, "actors": [*REGION["actors"], STANGE]}
OLD, OLDER = "20200101T000000Z-0123456789ab", "20100101T000000Z-0123456789ab"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "later")]
    first, later = (
        build_region(tables, folder)
        for tables, folder in zip((REGION, LATER), folders, strict=True)
    )
    return current(first).path, current(later).path


@pytest.fixture
def root(built: tuple[Path, Path], tmp_path: Path) -> Path:
    """Give a folder with the first snapshot, once more as an older one, and the later one."""
    first, later = built
    for source, name in ((first, OLDER), (first, OLD), (later, later.name)):
        shutil.copytree(source, tmp_path / name)
    use(tmp_path, later.name)
    return tmp_path


@pytest.fixture
def settings(root: Path) -> Settings:
    return Settings(snapshots=root, query_workers=1, watch_seconds=0, log_requests=False)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    yield made
    close(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def members(response: TestResponse) -> str:
    assert response.status_code == 200, response.text
    return str(response.get_json(force=True)["results"]["bindings"][0]["n"]["value"])


def ask(client: FlaskClient, name: str = "", **headers: str) -> TestResponse:
    asked = {"query": COUNT_MEMBERS} | ({"snapshot": name} if name else {})
    return client.get("/sparql", query_string=asked, headers=headers)


def test_a_snapshot_that_is_named_answers_and_says_so(client: FlaskClient, root: Path) -> None:
    newest, older = ask(client), ask(client, OLD)
    assert (members(newest), members(older)) == ("3", "2")
    assert newest.headers["Samspill-Snapshot"] == current(root).name
    assert older.headers["Samspill-Snapshot"] == OLD
    named = ask(client, current(root).name)
    assert members(named) == "3"
    assert named.headers["ETag"] == newest.headers["ETag"] != older.headers["ETag"]


def test_it_can_be_named_in_every_form_of_a_request(client: FlaskClient) -> None:
    form = client.post("/sparql", data={"query": COUNT_MEMBERS, "snapshot": OLD})
    assert members(form) == "2"
    assert members(client.post(f"/sparql?snapshot={OLD}", data={"query": COUNT_MEMBERS})) == "2"
    alone = client.post(
        f"/sparql?snapshot={OLD}", data=COUNT_MEMBERS, content_type="application/sparql-query"
    )
    assert members(alone) == "2"


def test_a_browser_sees_the_older_answer_too(client: FlaskClient) -> None:
    page = client.get(
        "/sparql", query_string={"query": COUNT_MEMBERS, "snapshot": OLD}, headers=BROWSER
    )
    assert page.status_code == 200
    assert re.search(r"\bn 2\b", words(page.text))
    newest = client.get("/sparql", query_string={"query": COUNT_MEMBERS}, headers=BROWSER)
    assert re.search(r"\bn 3\b", words(newest.text))


def test_its_tag_is_found_before_the_query_runs(client: FlaskClient) -> None:
    tag = ask(client, OLD).headers["ETag"]
    assert ask(client, OLD, **{"If-None-Match": tag}).status_code == 304
    assert ask(client, **{"If-None-Match": tag}).status_code == 200


def test_the_description_of_the_service_is_that_of_the_snapshot(client: FlaskClient) -> None:
    old, new = client.get(f"/sparql?snapshot={OLD}"), client.get("/sparql")
    assert OLD in old.text
    assert OLD not in new.text


def test_one_that_is_gone_is_answered_410_with_the_nearest(client: FlaskClient, root: Path) -> None:
    assert members(ask(client, OLD)) == "2"
    removed = prune(root, newest=1)
    assert removed == [OLD, OLDER]
    response = ask(client, OLD)
    assert_problem(response, 410, current(root).name)
    body = response.get_json()
    assert body["nearest"] == current(root).name
    assert members(ask(client, body["nearest"])) == "3"
    page = client.get(f"/sparql?query=ASK{{}}&snapshot={OLD}", headers=BROWSER)
    assert (page.status_code, page.mimetype) == (410, "text/html")
    assert current(root).name in page.text


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("20091231T000000Z-ffffffffffff", OLDER),
        ("20141231T000000Z-ffffffffffff", OLDER),
        ("20150102T000000Z-ffffffffffff", OLD),
        ("20210101T000000Z-ffffffffffff", OLD),
    ],
)
def test_the_nearest_is_nearest_in_time(client: FlaskClient, wanted: str, nearest: str) -> None:
    response = ask(client, wanted)
    assert (response.status_code, response.get_json()["nearest"]) == (410, nearest)


@pytest.mark.parametrize("name", ["x", "../" + OLD, OLD.upper(), OLD + "\n", "current"])
def test_what_is_no_name_is_a_bad_request(client: FlaskClient, name: str) -> None:
    assert_problem(ask(client, name), 400, "navnet på en utgave")


def test_a_day_that_never_was_is_not_found(client: FlaskClient) -> None:
    assert_problem(ask(client, "20200431T000000Z-0123456789ab"), 404, "20200431T000000Z")


def test_one_published_meanwhile_does_not_answer_for_another(
    client: FlaskClient, root: Path
) -> None:
    """The snapshot that was asked for answers also when it has just been replaced."""
    newest = current(root).name
    assert members(ask(client)) == "3"
    use(root, OLD)
    with client.application.app_context():
        client.application.extensions["samspill"].look()
    assert members(ask(client)) == "2"
    assert members(ask(client, newest)) == "3"


# The workers of older snapshots.


def snapshot_of(root: Path, name: str) -> Snapshot:
    return next(one for one in list_snapshots(root) if one.name == name)


def test_no_more_than_two_older_ones_are_open_and_the_longest_unused_is_closed(
    settings: Settings, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.older_snapshots._GRACE_SECONDS", 0.0)
    older = OlderSnapshots(settings)
    try:
        for name in (OLD, OLDER, OLD, current(root).name):
            older.pool(snapshot_of(root, name)).run(SparqlRequest("ASK {}"), "json")
        assert set(older.names()) == {OLD, current(root).name}
    finally:
        older.close()


def test_one_that_is_in_use_is_not_closed_for_another(
    settings: Settings, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.older_snapshots._GRACE_SECONDS", 0.0)
    monkeypatch.setattr("webapp.older_snapshots.MOST_OPEN", 1)
    older = OlderSnapshots(settings)
    try:
        wide = SparqlRequest("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 90000")
        answer = older.pool(snapshot_of(root, OLD)).run(wide, "json")
        assert not answer.complete
        with pytest.raises(PoolFull):
            older.pool(snapshot_of(root, OLDER))
        assert not isinstance(answer.body, bytes)
        assert b"".join(answer.body).endswith(b"]}}")
        older.pool(snapshot_of(root, OLDER))
        assert older.names() == [OLDER]
    finally:
        older.close()


def test_one_that_is_not_asked_for_a_while_is_closed(settings: Settings, root: Path) -> None:
    older = OlderSnapshots(settings, idle_seconds=0.2)
    try:
        older.pool(snapshot_of(root, OLD)).run(SparqlRequest("ASK {}"), "json")
        assert older.names() == [OLD]
        while older.names():
            time.sleep(0.05)
    finally:
        older.close()
