"""Answers packed with gzip for clients that take it (RFC 9110, section 12.5.3)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from flask import Response, request

#: Shorter answers are not worth it.
_LEAST_BYTES = 1_000
_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
#: What is text although its media type does not begin so: pictures (SVG), feeds and networks too.
_TEXTS = ("/json", "+json", "/xml", "+xml", "/n-triples", "/n-quads", "/trig", "/sparql-query")
#: Packed already.
_PACKED = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)


def compress(response: Response) -> Response:
    """Pack the answer if the client takes gzip; say that the client's wish was looked at.

    A stream is packed part by part, so that the first row does not wait for the last. A stream
    that is cut has no end of gzip either.
    """
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0 or response.mimetype in _PACKED:
        return response
    if response.is_streamed:
        # What werkzeug closes at the end is the first iterator, whatever is put around it.
        response.response = _Packed(response.response)
    else:
        body = response.get_data()
        if len(body) < _LEAST_BYTES:
            return response
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def pack(response: Response) -> Response:
    """Pack a page or a file of text on its way out, unless it has been packed where it was made.

    A stream is left to whoever makes it, since how it ends says whether it was cut.

    Packing what a page repeats of the address beside a secret would let somebody guess the secret
    by the length (BREACH). No page holds one: there is no session, no token and nobody to be, what
    is shown is open data, and the word for style sheets is another one on each page.
    """
    known = "Content-Encoding" in response.headers or not _is_text(response.mimetype)
    if known or response.is_streamed or response.direct_passthrough:
        return response
    tag, weak = response.get_etag()
    response = compress(response)
    if tag and not weak and "Content-Encoding" in response.headers:
        # Other bytes, the same answer (RFC 9110, section 8.8.3.3).
        response.set_etag(tag, weak=True)
    return response


def _is_text(mimetype: str | None) -> bool:
    return (mimetype or "").startswith("text/") or (mimetype or "").endswith(_TEXTS)


class _Packed:
    """A stream of bytes, packed."""

    def __init__(self, parts: object) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        for part in self._parts:  # type: ignore[attr-defined]
            yield packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH)
        yield packer.flush()

    def close(self) -> None:
        """Close what it reads from."""
        close = getattr(self._parts, "close", None)
        if close is not None:
            close()
