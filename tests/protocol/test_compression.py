"""Answers are packed for clients that take gzip, streams too."""

import gzip
import zlib

import httpx
import pytest
from flask.testing import FlaskClient

from ontology.errors import QueryTooLarge
from tests.protocol.asking import WIDE

ALL = {"query": "SELECT * { ?s ?p ?o } LIMIT 500", "format": "csv"}
GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("wish", "packed"),
    [
        ("gzip", True),
        ("gzip, deflate, br;q=1.0", True),
        ("*", True),
        ("gzip;q=0.1", True),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_is_for_who_takes_it(client: FlaskClient, wish: str, packed: bool) -> None:
    plain = client.get("/sparql", query_string=ALL).data
    response = client.get("/sparql", query_string=ALL, headers={"Accept-Encoding": wish})
    assert (response.headers.get("Content-Encoding") == "gzip") is packed
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert (gzip.decompress(response.data) if packed else response.data) == plain
    assert len(response.data) < len(plain) / 3 or not packed


def test_head_tells_the_same_length(client: FlaskClient) -> None:
    got = client.get("/sparql", query_string=ALL, headers=GZIP)
    head = client.head("/sparql", query_string=ALL, headers=GZIP)
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["Content-Encoding"] == "gzip"


def test_what_is_short_or_packed_already_is_left_alone(client: FlaskClient) -> None:
    short = client.get("/sparql?query=ASK{}", headers=GZIP)
    assert "Content-Encoding" not in short.headers
    workbook = client.get("/sparql", query_string=ALL | {"format": "xlsx"}, headers=GZIP)
    assert "Content-Encoding" not in workbook.headers
    assert "Accept-Encoding" in workbook.headers["Vary"]


def test_a_packed_stream_is_read_as_it_comes_and_has_no_end_when_it_is_cut(
    client: FlaskClient,
) -> None:
    response = client.get("/sparql", query_string={"query": WIDE}, headers=GZIP)
    assert response.headers["Content-Encoding"] == "gzip"
    assert "Content-Length" not in response.headers
    unpack = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts = response.iter_encoded()
    first = unpack.decompress(next(parts))
    assert not unpack.eof
    assert first.startswith(b'{"head":')
    assert len(first) > 60_000
    with pytest.raises(QueryTooLarge):
        unpack.decompress(b"".join(parts))
    response.close()


def test_a_real_client_reads_a_packed_stream_to_its_end(server: str) -> None:
    # More than a megabyte, so a stream, and fewer rows than the limit.
    params = {"query": "SELECT * { ?s ?p ?o } LIMIT 60000", "format": "tsv"}
    plain = httpx.get(f"{server}/sparql", params=params, headers={"Accept-Encoding": "identity"})
    packed = httpx.get(f"{server}/sparql", params=params, headers=GZIP)
    assert "content-length" not in plain.headers
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.num_bytes_downloaded < len(plain.content) / 3
    assert packed.content == plain.content
    assert plain.text.count("\n") == 60_001
