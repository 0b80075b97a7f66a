"""The answer of a query worker as an answer of HTTP: whole, streamed, packed, tagged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from flask import Response, request

from graph.answers import Answer, AnswerStream
from graph.results import RDF_FORMATS, RESULT_FORMATS, Format
from ontology.errors import QueryTooLarge, SamspillError
from webapp import requestlog
from webapp.compression import compress
from webapp.validators import tagged

#: Bytes of an answer that this process may hold; a worker's limits do not bound what it sends.
LARGEST_JOINED = 64 * 1024 * 1024


def respond(answer: Answer, snapshot: str, tag: str | None, *, download: bool) -> Response:
    """Give the response for an answer, whole or as a stream."""
    form = (RESULT_FORMATS | RDF_FORMATS)[answer.format_name]
    response = _body(answer, content_type(form))
    headers = response.headers
    headers["Samspill-Snapshot"] = snapshot
    if answer.rows is not None:
        headers["Samspill-Rows"] = str(answer.rows)
    if answer.seconds is not None:
        headers["Samspill-Seconds"] = f"{answer.seconds:.3f}"
    if download:
        headers["Content-Disposition"] = f'attachment; filename="svar.{form.extension}"'
    return tagged(compress(response), tag)


def content_type(form: Format) -> str:
    """Give the media type of a format, with its character encoding where that is not fixed."""
    fixed = form.media_type.endswith(("json", "xml", "sheet"))
    return form.media_type if fixed else form.media_type + "; charset=utf-8"


def _body(answer: Answer, kind: str) -> Response:
    body = answer.body
    if isinstance(body, bytes):
        return Response(body, content_type=kind)
    if request.method == "HEAD":
        # Nobody will read it, and nobody would close it.
        body.close()
        return Response(iter(()), content_type=kind)
    # A client of HTTP/1.0 cannot tell a cut answer from a whole one.
    if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
        return Response(joined(body), content_type=kind)
    return Response(_Logged(body, requestlog.request_id()), content_type=kind)


def joined(body: bytes | AnswerStream) -> bytes:
    """Give an answer whole; one that is too large is stopped."""
    if isinstance(body, bytes):
        return body
    parts: list[bytes] = []
    size = 0
    # An answer that is given up must be closed: that frees its worker.
    with closing(body):
        for part in body:
            size += len(part)
            if size > LARGEST_JOINED:
                raise QueryTooLarge("bytes", LARGEST_JOINED)
            parts.append(part)
    return b"".join(parts)


class _Logged:
    """A streamed answer: an error in mid-stream is logged and cuts the connection."""

    def __init__(self, body: Iterator[bytes], request_id: str) -> None:
        self._body = body
        self._request_id = request_id

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except SamspillError as error:
            requestlog.write("answer-cut", request_id=self._request_id, error=str(error))
            raise

    def close(self) -> None:
        """Free the worker when the client has gone."""
        close = getattr(self._body, "close", None)
        if close is not None:
            close()
