"""Requests and queries that nobody thought of: no fault of ours, no hang, and no word to others.

``make fuzz`` tries ten times as many as the tests do, and others each time.
"""

import http.client
import json
import os
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.answers import AnswerStream
from graph.isolation import QueryPool
from graph.results import RDF_FORMATS, RESULT_FORMATS
from graph.snapshot import current
from graph.sparql import SparqlRequest, query_form
from ontology.errors import QueryError, StoreError
from tests.conftest import serving
from tests.protocol.hostile import LISTENER, QUERIES, Request, requests

#: How many of each; `make fuzz` says more.
EXAMPLES = int(os.environ.get("SAMSPILL_FUZZ", "500"))
TIMEOUT_SECONDS = 1.0
#: A client waits much longer than the server may take.
PATIENCE_SECONDS = 20.0

often = settings(
    max_examples=EXAMPLES,
    # How fast this machine is, is not the question; a hang is told by the client's patience.
    deadline=None,
    database=None,
    derandomize=EXAMPLES == 500,
    suppress_health_check=list(HealthCheck),
)


class Listener:
    """A socket that counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def heard(self) -> bool:
        with suppress(BlockingIOError):
            connection, _ = self._socket.accept()
            connection.close()
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture(scope="module")
def address(snapshots: Path) -> Iterator[str]:
    with serving(
        snapshots,
        SAMSPILL_QUERY_TIMEOUT=str(TIMEOUT_SECONDS),
        SAMSPILL_QUERY_WORKERS="2",
        SAMSPILL_QUERY_MAX_ROWS="3000",
        SAMSPILL_QUERY_MEMORY_MB="400",
    ) as (found, _):
        yield found.removeprefix("http://")


@pytest.fixture(scope="module")
def pool(snapshots: Path) -> Iterator[QueryPool]:
    with QueryPool(
        current(snapshots).path,
        workers=2,
        timeout_seconds=TIMEOUT_SECONDS,
        max_rows=3_000,
        memory_mb=400,
    ) as made:
        yield made


@pytest.fixture(scope="module", autouse=True)
def _figures() -> Iterator[Counter[str]]:
    FIGURES.clear()
    yield FIGURES
    print("\n" + ", ".join(f"{count} {name}" for name, count in sorted(FIGURES.items())))


FIGURES: Counter[str] = Counter()


def send(address: str, request: Request) -> tuple[int, str, bytes]:
    """Send a request as it stands; give status, media type and body, or what came of it."""
    connection = http.client.HTTPConnection(address, timeout=PATIENCE_SECONDS)
    try:
        connection.putrequest(request.method, request.target, skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name, value)
        if request.method == "POST":
            connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body or None)
        response = connection.getresponse()
        kind = response.headers.get_content_type()
        try:
            return response.status, kind, response.read()
        except http.client.IncompleteRead as cut:
            return response.status, "cut", cut.partial
    finally:
        connection.close()


@often
@given(request=requests())
def test_no_request_finds_a_fault_of_ours(
    address: str, listener: Listener, request: Request
) -> None:
    request.body = request.body.replace(LISTENER.encode(), listener.url.encode())
    status, kind, body = send(address, request)
    FIGURES[f"requests answered {status}{' and cut' if kind == 'cut' else ''}"] += 1
    # A time-out is announced; nothing else of the server's own may happen.
    assert status < 500 or status == 504, (status, body)
    if status >= 400 and kind == "application/problem+json" and request.method != "HEAD":
        said = json.loads(body)
        assert said["status"] == status
        assert said["title"]
        assert said["detail"]
    if kind == "cut":
        assert status == 200
    assert not listener.heard()


@often
@given(query=QUERIES)
def test_no_query_leaves_its_worker_or_fails_for_a_reason_of_ours_without_the_lexer(
    pool: QueryPool, listener: Listener, query: str
) -> None:
    """Nothing refuses SERVICE or an update before the worker here."""
    triples = query_form(query) in ("CONSTRUCT", "DESCRIBE")
    names = list(RDF_FORMATS if triples else RESULT_FORMATS)
    name = names[len(query) % len(names)]
    query = query.replace(LISTENER, listener.url)
    try:
        # What is no UTF-8 never gets so far.
        query.encode()
        answer = pool.run(SparqlRequest(query), name)
        if isinstance(answer.body, AnswerStream):
            for _ in answer.body:
                pass
        FIGURES["queries answered"] += 1
    except UnicodeEncodeError:
        FIGURES["queries that are no text"] += 1
    except StoreError:
        raise
    except QueryError as error:
        FIGURES[f"queries ended by {type(error).__name__}"] += 1
    assert not listener.heard()


def test_the_listener_would_hear_a_call(listener: Listener) -> None:
    """Otherwise the silence above would be its own."""
    host, port = listener.url.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))):
        assert listener.heard()


def test_the_server_is_well_afterwards(address: str, pool: QueryPool) -> None:
    good = Request("GET", "/sparql?query=ASK%20%7B%7D", [("Accept", "text/csv")])
    assert send(address, good) == (200, "text/csv", b"true\r\n")
    assert pool.run(SparqlRequest("ASK {}"), "csv").body == b"true\r\n"
