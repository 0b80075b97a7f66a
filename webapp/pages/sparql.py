"""The SPARQL 1.1 Protocol for programs (query operation), and a form for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import RequestEntityTooLarge

from graph.isolation import Answer, AnswerStream
from graph.results import RDF_FORMATS, RESULT_FORMATS, Format
from graph.sparql import (
    FORM,
    RequestError,
    SparqlRequest,
    parse_request,
    query_form,
    refuse_updates_and_service,
)
from ontology.errors import QueryTooLarge, SamspillError
from webapp import requestlog, sparqlpage
from webapp.errors import BadParameter
from webapp.negotiation import NotAcceptable, choose, wants_page
from webapp.site import site

pages = Blueprint("sparql", __name__)

#: Other names that clients use for the same forms.
_OLDER_NAMES = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "turtle": ("application/x-turtle",),
    "ntriples": ("text/plain",),
    "rdfxml": ("application/xml",),
    "jsonld": ("application/json",),
}
_OVERRIDES = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "json-ld": "jsonld",
}
#: Bytes of an answer that this process may hold; a worker's limits do not bound what it sends.
LARGEST_JOINED = 64 * 1024 * 1024


@pages.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query in the form that the client asks for."""
    sent = _read_sent()
    if wants_page() and not sent.value("format"):
        return _for_people(sent)
    asked = sent.request()
    refuse_updates_and_service(asked.query)
    format_name = _chosen_format(sent, asked.query)
    return _answer(site().pool.run(asked, format_name), download=bool(sent.value("download")))


@dataclass(frozen=True)
class _Sent:
    """What came with a request: the address and the body, whole and decoded."""

    args: list[tuple[str, str]]
    form: list[tuple[str, str]] | None
    body: bytes | None

    def value(self, name: str) -> str:
        """Give a parameter of the form, or of the address where no form was sent."""
        pairs = self.args if self.form is None else self.form
        return next((value for key, value in pairs if key == name), "")

    def request(self) -> SparqlRequest:
        """Read it as an operation of the protocol."""
        return parse_request(
            request.method,
            request.content_type,
            self.args,
            self.form,
            self.body,
            site().settings.max_request_bytes,
        )


def _read_sent() -> _Sent:
    limit = site().settings.max_request_bytes
    # One byte more than allowed: at its limit the stream of a chunked body just ends, and a query
    # that is cut off may still be one.
    request.max_content_length = limit + 1
    body = request.get_data(cache=False)
    if len(body) > limit:
        raise RequestEntityTooLarge
    args = _parameters(request.query_string)
    if request.method == "POST" and request.mimetype == FORM:
        return _Sent(args, _parameters(body), None)
    return _Sent(args, None, body)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Decode parameters; what is not UTF-8 is refused, never replaced by something else."""
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, "The request is not valid UTF-8.", "Forespørselen er ikke gyldig UTF-8."
        ) from error


def _formats(query: str) -> dict[str, Format]:
    return RDF_FORMATS if query_form(query) in ("CONSTRUCT", "DESCRIBE") else RESULT_FORMATS


def _chosen_format(sent: _Sent, query: str) -> str:
    formats = _formats(query)
    override = sent.value("format") or request.args.get("format")
    if override:
        name = _OVERRIDES.get(override.lower(), override.lower())
        if name in formats:
            return name
        if name in RESULT_FORMATS or name in RDF_FORMATS:
            raise NotAcceptable(tuple(form.media_type for form in formats.values()))
        known = ", ".join([*RESULT_FORMATS, *RDF_FORMATS])
        raise BadParameter(
            "format", override, {"nb": f"velg en av {known}", "en": f"choose one of {known}"}
        )
    offered = {
        name: (form.media_type, *_OLDER_NAMES.get(name, ())) for name, form in formats.items()
    }
    return choose(offered, request.accept_mimetypes or MIMEAccept([("*/*", 1)]))


def _answer(answer: Answer, *, download: bool) -> Response:
    form = (RESULT_FORMATS | RDF_FORMATS)[answer.format_name]
    content_type = answer.media_type
    if not content_type.endswith(("json", "xml")):
        content_type += "; charset=utf-8"
    headers = _headers(answer, form, download=download)
    body = answer.body
    if not isinstance(body, bytes):
        # A client of HTTP/1.0 cannot tell a cut answer from a whole one.
        if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
            body = _joined(body)
        else:
            streamed = _Logged(body, requestlog.request_id())
            return Response(streamed, headers=headers, content_type=content_type)
    return Response(body, headers=headers, content_type=content_type)


def _joined(body: bytes | AnswerStream) -> bytes:
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


def _headers(answer: Answer, form: Format, *, download: bool) -> dict[str, str]:
    headers = {"Vary": "Accept"}
    if answer.rows is not None:
        headers["Samspill-Rows"] = str(answer.rows)
    if answer.seconds is not None:
        headers["Samspill-Seconds"] = f"{answer.seconds:.3f}"
    if download:
        headers["Content-Disposition"] = f'attachment; filename="svar.{form.extension}"'
    return headers


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


def _for_people(sent: _Sent) -> Response:
    def run() -> sparqlpage.Answered:
        asked = sent.request()
        refuse_updates_and_service(asked.query)
        name = "turtle" if _formats(asked.query) is RDF_FORMATS else "json"
        answer = site().pool.run(asked, name)
        return sparqlpage.Answered(name, _joined(answer.body), answer.seconds)

    query = sent.value("query")
    submitted = bool(query) or request.method not in ("GET", "HEAD")
    return sparqlpage.show(query, run if submitted else None)
