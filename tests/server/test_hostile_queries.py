"""A real server with hostile queries: each is stopped while the site answers."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from tests.conftest import only_child, processes, serving

# Small lists multiplied: without an end in time, and without much memory.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE {" + "".join(
    f" VALUES ?v{number} {{ {' '.join(map(str, range(60)))} }}" for number in range(9)
)
ENDLESS += " }"
# Each step doubles the text: 40 of them are a million million letters.
HUNGRY = (
    "SELECT (STRLEN(?x40) AS ?n) WHERE { BIND('aaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }"
)
# All labels joined, some 20 kB, in each of more rows than 64 MB have room for.
WIDE = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?all WHERE { "
    "{ SELECT (GROUP_CONCAT(?l) AS ?all) WHERE { ?x rdfs:label ?l } } ?s ?p ?o }"
)
SMALL = "SELECT ?s WHERE { ?s a <https://w3id.org/samspill/ontology#Funding> }"


@pytest.fixture(scope="module")
def hostile(curated_snapshots: Path) -> Iterator[tuple[str, int]]:
    with serving(
        curated_snapshots,
        SAMSPILL_QUERY_TIMEOUT="2",
        SAMSPILL_QUERY_WORKERS="2",
        SAMSPILL_QUERY_MEMORY_MB="256",
    ) as found:
        yield found


def ask(address: str, query: str) -> httpx.Response:
    return httpx.post(
        f"{address}/sparql",
        data={"query": query},
        headers={"Accept": "application/sparql-results+json, application/problem+json;q=0.5"},
        timeout=30,
    )


def site_answers(address: str) -> bool:
    pages = ("/", "/page/initiative/rom-for-flere-unge-voksne", "/network", "/api/search?q=hamar")
    return all(httpx.get(address + page, timeout=10).status_code == 200 for page in pages)


def workers_of(server_pid: int) -> list[int]:
    """Give the query workers below a server's process."""
    known = processes()
    workers = [pid for pid, (_, command) in known.items() if "graph.worker" in command]

    def below(pid: int) -> bool:
        return pid == server_pid or (pid in known and below(known[pid][0]))

    return [pid for pid in workers if below(pid)]


def most_memory_mb(server_pid: int) -> float:
    """Give the most memory that the web process below a server has had at any moment."""
    status = Path(f"/proc/{only_child(server_pid)}/status").read_text()
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, flags=re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def ask_by_http_1_0(address: str, query: str) -> str:
    """Ask as many proxies do; give everything that the server sends until it hangs up."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        target = "/sparql?" + urlencode({"query": query})
        connection.sendall(f"GET {target} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        parts = iter(lambda: connection.recv(65536), b"")
        return b"".join(parts).decode()


def test_a_query_without_end_is_stopped_while_the_site_answers(hostile: tuple[str, int]) -> None:
    address, _ = hostile
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(ask, address, ENDLESS)
        assert site_answers(address)
        assert ask(address, SMALL).status_code == 200
        response = answer.result()
    assert response.status_code == 504
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert response.json()["status"] == 504
    assert "2 sek" in response.json()["detail"]


def test_a_worker_that_sleeps_is_stopped_while_the_site_answers(hostile: tuple[str, int]) -> None:
    address, server = hostile
    assert ask(address, SMALL).status_code == 200
    asleep = workers_of(server)
    assert len(asleep) == 2
    for pid in asleep:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(ask, address, SMALL) for _ in asleep]
        assert site_answers(address)
        assert [answer.result().status_code for answer in answers] == [504, 504]
    assert ask(address, SMALL).status_code == 200
    assert not set(workers_of(server)) & set(asleep)


def test_a_query_that_eats_memory_is_stopped_while_the_site_answers(
    hostile: tuple[str, int],
) -> None:
    address, _ = hostile
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(ask, address, HUNGRY)
        assert site_answers(address)
        response = answer.result()
    assert response.status_code == 400
    assert "256 MB" in response.json()["detail"]
    assert ask(address, SMALL).status_code == 200


def test_a_service_call_past_the_lexer_reaches_nobody(hostile: tuple[str, int]) -> None:
    address, _ = hostile
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(1.5)
        port = listener.getsockname()[1]
        # To the lexer "<?b)SERVICE#>" is an IRI, to the parser a comparison and a call.
        query = (
            "SELECT * WHERE { VALUES (?a ?b) { (1 2) } FILTER(?a<?b)SERVICE#>\n"
            f"<http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}"
        )

        def listen() -> None:
            try:
                connection, _ = listener.accept()
                calls.append(connection)
                connection.close()
            except TimeoutError:
                pass

        waiting = threading.Thread(target=listen)
        waiting.start()
        response = ask(address, query)
        assert site_answers(address)
        waiting.join()
    assert calls == []
    assert response.status_code == 403
    assert "SERVICE" in response.json()["detail"]


def test_a_full_pool_says_when_to_come_back_and_the_site_answers(
    hostile: tuple[str, int],
) -> None:
    address, _ = hostile
    # Two run in fast lanes and four in slow ones.
    with ThreadPoolExecutor(max_workers=12) as pool:
        answers = [pool.submit(ask, address, ENDLESS) for _ in range(12)]
        assert site_answers(address)
        responses = [answer.result() for answer in answers]
    refused = [response for response in responses if response.status_code == 429]
    assert refused
    for response in refused:
        assert int(response.headers["Retry-After"]) >= 1
        assert response.json()["title"]
    assert {response.status_code for response in responses} == {429, 504}


def test_an_answer_that_must_be_held_whole_is_stopped_before_it_fills_the_memory(
    curated_snapshots: Path,
) -> None:
    # A limit of time that is out of the way: how fast this machine writes is not the question.
    with serving(curated_snapshots, SAMSPILL_QUERY_TIMEOUT="60", SAMSPILL_QUERY_WORKERS="2") as (
        address,
        server,
    ):
        page = httpx.post(
            f"{address}/sparql", data={"query": WIDE}, headers={"Accept": "text/html"}, timeout=60
        )
        assert page.status_code == 400
        assert "67108864 byte" in page.text
        old = ask_by_http_1_0(address, WIDE)
        assert re.match(r"HTTP/1.[01] 400 ", old)
        assert "67108864 byte" in old
        assert site_answers(address)
        assert ask(address, SMALL).status_code == 200
        assert most_memory_mb(server) < 500


def test_a_server_that_stops_leaves_no_query_worker(curated_snapshots: Path) -> None:
    with (
        ThreadPoolExecutor() as pool,
        serving(curated_snapshots, SAMSPILL_QUERY_TIMEOUT="60", SAMSPILL_QUERY_WORKERS="2") as (
            address,
            server,
        ),
    ):
        pool.submit(ask, address, ENDLESS)
        # Till it is in a slow lane and a third worker has taken its place in the fast ones.
        while len(workers := workers_of(server)) < 3:
            time.sleep(0.05)
        os.kill(server, signal.SIGTERM)
        while running(server):
            time.sleep(0.05)
        assert [pid for pid in workers if running(pid)] == []


def running(pid: int) -> bool:
    """Say whether a process is there and is not a zombie that nobody has fetched."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_cut_stream_is_seen_as_cut(hostile: tuple[str, int]) -> None:
    address, _ = hostile
    # More than a megabyte before the row limit: the answer begins, then reaches 100,000 rows.
    query = "SELECT ?a ?d WHERE { ?a ?b ?c . ?d ?e ?f }"
    with pytest.raises(httpx.RemoteProtocolError):
        ask(address, query)
