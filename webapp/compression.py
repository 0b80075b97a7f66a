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
