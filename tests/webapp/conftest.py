"""The application on a snapshot of the small region, built as any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from loaders.build import Recipe, build
from queries import catalogue
from tests.loaders.conftest import write_tables
from tests.webapp.dated_region import dated as dated_tables
from tests.webapp.programme import PROGRAMME
from tests.webapp.region import REGION
from webapp import create_app
from webapp.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def build_region(tables: Mapping[str, Any], folder: Path) -> Path:
    """Build a snapshot of some tables; give the folder of all snapshots."""
    data = write_tables(folder / "data", dict(tables))
    build(Recipe(data, catalogue.rules(), catalogue.checks()), folder / "snapshots")
    return folder / "snapshots"


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the region once for all tests that only read it."""
    return build_region(REGION, tmp_path_factory.mktemp("region"))


def close(app: Flask) -> None:
    app.extensions["samspill"].close()


@pytest.fixture(scope="session")
def app(snapshots: Path) -> Iterator[Flask]:
    """Make one application; its query workers start at the first query."""
    settings = Settings(
        snapshots=snapshots,
        query_timeout=2,
        query_workers=1,
        query_max_rows=3_000,
        watch_seconds=0,
        log_requests=False,
    )
    made = create_app(settings)
    yield made
    close(made)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a client with no cookies yet."""
    return app.test_client()


class Visitor:
    """Somebody with a browser."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, address: str, **options: Any) -> TestResponse:
        return self._client.get(address, headers=BROWSER, **options)

    def ask(self, address: str) -> TestResponse:
        """Ask as a program does."""
        return self._client.get(address)

    def read(self, address: str, *, expect: int = 200) -> str:
        """Give the words of the page's main part, as somebody reads them."""
        response = self.get(address)
        assert response.status_code == expect, response.text
        return words(response.text)


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture(scope="session")
def programme_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Make an application on the small programme, which has every kind of thing."""
    snapshots = build_region(PROGRAMME, tmp_path_factory.mktemp("programme"))
    made = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield made
    close(made)


@pytest.fixture
def programme(programme_app: Flask) -> Visitor:
    """Give somebody who reads the pages of the programme."""
    return Visitor(programme_app.test_client())


@pytest.fixture(scope="session")
def dated_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    snapshots = build_region(dated_tables(), tmp_path_factory.mktemp("dated"))
    app = create_app(Settings(snapshots=snapshots, watch_seconds=0, log_requests=False))
    yield app
    close(app)


@pytest.fixture
def dated(dated_app: Flask) -> Visitor:
    return Visitor(dated_app.test_client())


def words(page: str) -> str:
    """Take the words out of a page: no marks, single spaces."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0])).replace("\xa0", " "))
    # A link may end before a comma, which then follows it at once.
    return text.replace(" ,", ",")


def assert_problem(response: TestResponse, status: int, says: str) -> None:
    """Check that an answer is our problem document and tells the reader something."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    body = response.get_json()
    assert set(body) >= {"type", "title", "status", "detail", "request_id"}
    assert body["status"] == status
    assert says in body["detail"]
