"""Pages and files of text are packed for clients that take gzip, and say the same unpacked."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from webapp.compression import pack

GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/network",
        "/goals",
        "/network.svg",
        "/network.gexf",
        "/network.json",
        "/search.csv",
        "/ontology.ttl",
        "/no-such-page",
    ],
)
def test_pages_and_files_are_packed_once(client: FlaskClient, address: str) -> None:
    # An error says as a page what a browser asks for.
    browser = {"Accept": "text/html, */*;q=0.8"} if address == "/no-such-page" else {}
    plain = client.get(address, headers=browser)
    packed = client.get(address, headers=GZIP | browser)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    # An error has a number of its own each time.
    number = re.compile(rb"[0-9a-f]{32}")
    assert number.sub(b"", gzip.decompress(packed.data)) == number.sub(b"", plain.data)
    for response in (plain, packed):
        assert "Accept-Encoding" in response.headers["Vary"]
    if packed.status_code == 200:
        head = client.head(address, headers=GZIP | browser)
        assert head.headers["Content-Length"] == packed.headers["Content-Length"]


def test_what_is_short_or_no_text_is_left_alone(client: FlaskClient) -> None:
    short = client.get("/health", headers=GZIP)
    assert "Content-Encoding" not in short.headers
    workbook = client.get("/network/missing.xlsx", headers=GZIP)
    assert workbook.status_code == 200
    assert "Content-Encoding" not in workbook.headers
    assert workbook.data[:2] == b"PK"


def test_the_day_of_the_view_is_on_the_links_of_a_packed_page(client: FlaskClient) -> None:
    page = gzip.decompress(client.get("/network?at=2019-06-01", headers=GZIP).data).decode()
    assert "/page/actor/hamar?at=2019-06-01" in page


def test_who_has_a_packed_file_already_is_told_so(client: FlaskClient) -> None:
    first = client.get("/network.svg", headers=GZIP)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    for wish in ({}, GZIP):
        again = client.get("/network.svg", headers={"If-None-Match": tag} | wish)
        assert (again.status_code, again.data) == (304, b"")


def test_a_strong_tag_is_not_kept_on_other_bytes(app: Flask) -> None:
    text = "a line of text\n" * 200
    for wish, expected in ({}, '"abc"'), (GZIP, 'W/"abc"'):
        with app.test_request_context(headers=wish):
            response = Response(text, mimetype="text/plain")
            response.set_etag("abc")
            assert pack(response).headers["ETag"] == expected


def test_a_stream_is_left_to_whoever_makes_it(app: Flask) -> None:
    with app.test_request_context(headers=GZIP):
        response = Response(iter(["a line\n"] * 1_000), mimetype="text/csv")
        assert "Content-Encoding" not in pack(response).headers
        assert response.is_streamed
