"""A real server and what no well-behaved client sends: each gets our answer, and a line of ours."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, only_child, serving
from webapp import security

MEBIBYTE = 1024 * 1024
#: Cut at a mebibyte it has one row, whole it has none.
LONG = b"SELECT (1 AS ?x) {}" + b" " * 2 * MEBIBYTE + b" LIMIT 0"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Server:
    """A server and the file that it logs to."""

    address: tuple[str, int]
    log: Path

    def lines(self) -> list[dict[str, Any]]:
        """Give its log; a line that is not JSON fails."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def send(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send bytes; give status, headers and body of all that comes back."""
        with socket.create_connection(self.address, timeout=30) as connection:
            connection.sendall(request)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return int(first.split()[1]), headers, body


@pytest.fixture(scope="module")
def server(curated_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "server.log"
    with ExitStack() as stack, log.open("w") as file:
        address, _ = stack.enter_context(serving(curated_snapshots, log=file))
        host, port = address.removeprefix("http://").split(":")
        yield Server((host, int(port)), log)


def chunked(content_type: str, body: bytes, *more: str) -> bytes:
    head = [
        "POST /sparql HTTP/1.1",
        "Host: x",
        "Connection: close",
        f"Content-Type: {content_type}",
        "Transfer-Encoding: chunked",
        *more,
        "\r\n",
    ]
    parts = [body[start : start + 65536] for start in range(0, len(body), 65536)]
    written = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
    return "\r\n".join(head).encode() + written


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize(
    ("content_type", "body"), [(QUERY, LONG), (FORM, b"query=" + LONG.replace(b" ", b"+"))]
)
def test_a_chunked_body_over_the_limit_is_refused_and_never_cut(
    server: Server, content_type: str, body: bytes, accept: str
) -> None:
    status, _, said = server.send(chunked(content_type, body, f"Accept: {accept}"))
    assert status == 413
    assert "1\xa0048\xa0576 byte" in said.decode()


def test_a_chunked_body_of_just_the_limit_is_answered(server: Server) -> None:
    query = b"SELECT (1 AS ?x) {} LIMIT 0".ljust(MEBIBYTE)
    status, headers, said = server.send(chunked(QUERY, query))
    assert (status, headers["samspill-rows"]) == (200, "0"), said
    assert server.send(chunked(QUERY, query + b" "))[0] == 413


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        (b"GET /sparql?query=" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, "med POST"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431, "færre"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", 400, "skrivefeil"),
        (b"GET /\xe6 HTTP/1.1\r\nHost: x\r\n\r\n", 400, "skrivefeil"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: x\r\n\r\n", 501, "chunked"),
    ],
)
def test_what_is_no_request_gets_a_problem_document_with_the_headers_of_all(
    server: Server, request_: bytes, status: int, says: str
) -> None:
    found, headers, body = server.send(request_)
    assert found == status
    assert headers["content-type"] == "application/problem+json"
    assert int(headers["content-length"]) == len(body)
    for name, value in security.headers_without_request().items():
        assert headers[name.lower()] == value.lower()
    told = json.loads(body)
    assert told["status"] == status
    assert says in told["detail"]
    line = next(one for one in server.lines() if one.get("request_id") == told["request_id"])
    assert (line["event"], line["status"]) == ("request-refused", status)
    assert "aaaa" not in json.dumps(line)


def test_a_body_in_broken_chunks_is_a_bad_request_and_no_fault_of_ours(server: Server) -> None:
    broken = chunked(QUERY, b"ASK{}").replace(b"5\r\n", b"zz\r\n")
    assert server.send(broken)[0] == 400
    # A connection that would be kept gets one answer as well.
    status, _, body = server.send(broken.replace(b"Connection: close\r\n", b""))
    assert status == 400
    assert b"HTTP/1.1" not in body
    assert not [line for line in server.lines() if line["event"] == "fault"]


@pytest.mark.parametrize("path", ["///", "//sparql", "/id//actor/x", "/page//actor/hamar"])
def test_an_address_with_slashes_too_many_is_unknown(server: Server, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    status, headers, _ = server.send(request.encode())
    assert status == 404
    assert "location" not in headers


def test_a_cut_answer_is_one_line_in_the_log(server: Server) -> None:
    query = "SELECT%20*%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff%7D"
    before = len(server.lines())
    status, _, body = server.send(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert status == 200
    assert not body.endswith(b"0\r\n\r\n")
    assert [line["event"] for line in server.lines()[before:]] == ["answer-cut"]


def test_clients_that_stall_do_not_stop_the_site_for_good(server: Server) -> None:
    with ExitStack() as stack:
        for _number in range(16):
            stalled = stack.enter_context(socket.create_connection(server.address, timeout=30))
            stalled.sendall(b"GET / HTTP/1.1\r\nHost")
        begun = time.monotonic()
        request = b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        assert server.send(request)[0] == 200
        assert time.monotonic() - begun < 20
        assert all(line["event"] != "server" for line in server.lines())


def test_what_gunicorn_says_is_a_line_of_json(curated_snapshots: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("w") as file, serving(curated_snapshots, log=file) as (_, pid):
        worker = only_child(pid)
        os.kill(worker, signal.SIGKILL)
        for _attempt in range(100):
            if log.read_text():
                break
            time.sleep(0.1)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert lines[0]["event"] == "server"
    assert str(worker) in lines[0]["message"]


def test_lines_of_several_threads_do_not_mix() -> None:
    program = (
        "import sys, threading\n"
        "sys.setswitchinterval(1e-6)\n"
        "from webapp import requestlog\n"
        "def many():\n"
        "    for number in range(300):\n"
        "        requestlog.write('x', text='æ\\u2028\\x1b[2J\\n' * 50, number=number)\n"
        "threads = [threading.Thread(target=many) for _ in range(8)]\n"
        "[one.start() for one in threads]\n"
        "[one.join() for one in threads]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert done.stderr.isascii()
    lines = [json.loads(line) for line in done.stderr.decode().splitlines()]
    assert sorted(line["number"] for line in lines) == sorted([*range(300)] * 8)
