"""The SPARQL 1.1 Protocol for programs (query operation), and a form for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MIMEAccept

from graph.isolation import Answer
from graph.results import RDF_FORMATS, RESULT_FORMATS, Format
from graph.sparql import (
    FORM,
    SparqlRequest,
    parse_request,
    query_form,
    refuse_updates_and_service,
)
from ontology.errors import QueryError, SamspillError
from webapp import errors, requestlog
from webapp.errors import BadParameter, NotAcceptable
from webapp.examples import examples
from webapp.language import current_language
from webapp.negotiation import choose, wants_page
from webapp.resultpage import read_result
from webapp.site import opened, site

pages = Blueprint("sparql", __name__)

HTML = "html"
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
#: Longer queries are not put into an address to share: servers and mail programs cut them.
_LONGEST_LINK = 2_000


@pages.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query in the form that the client asks for."""
    if wants_page() and not _values().get("format"):
        return _for_people()
    asked = _read_request()
    refuse_updates_and_service(asked.query)
    format_name = _chosen_format(asked.query)
    return _answer(site().pool.run(asked, format_name))


def _values() -> Mapping[str, str]:
    return request.form if request.method == "POST" and request.mimetype == FORM else request.args


def _read_request() -> SparqlRequest:
    """Read the request; the server has refused one that is too large before this."""
    is_form = request.mimetype == FORM
    return parse_request(
        request.method,
        request.content_type,
        list(request.args.items(multi=True)),
        list(request.form.items(multi=True)) if is_form else None,
        None if is_form else request.get_data(cache=False),
        site().settings.max_request_bytes,
    )


def _formats(query: str) -> dict[str, Format]:
    return RDF_FORMATS if query_form(query) in ("CONSTRUCT", "DESCRIBE") else RESULT_FORMATS


def _chosen_format(query: str) -> str:
    formats = _formats(query)
    override = _values().get("format") or request.args.get("format")
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


def _answer(answer: Answer) -> Response:
    form = (RESULT_FORMATS | RDF_FORMATS)[answer.format_name]
    content_type = answer.media_type
    if not content_type.endswith(("json", "xml")):
        content_type += "; charset=utf-8"
    body = answer.body
    if not isinstance(body, bytes):
        # A client of HTTP/1.0 cannot tell a cut answer from a whole one.
        if request.environ.get("SERVER_PROTOCOL") == "HTTP/1.0":
            body = b"".join(body)
        else:
            response = Response(_Logged(body, requestlog.request_id()), content_type=content_type)
            return _with_headers(response, answer, form)
    return _with_headers(Response(body, content_type=content_type), answer, form)


def _with_headers(response: Response, answer: Answer, form: Format) -> Response:
    if answer.rows is not None:
        response.headers["Samspill-Rows"] = str(answer.rows)
    if answer.seconds is not None:
        response.headers["Samspill-Seconds"] = f"{answer.seconds:.3f}"
    if _values().get("download"):
        response.headers["Content-Disposition"] = f'attachment; filename="svar.{form.extension}"'
    response.vary.add("Accept")
    return response


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


def _for_people() -> Response:
    values = _values()
    query = values.get("query", "")
    found, error, status = None, None, 200
    if query or request.method not in ("GET", "HEAD"):
        try:
            asked = _read_request()
            refuse_updates_and_service(asked.query)
            name = "turtle" if _formats(asked.query) is RDF_FORMATS else "json"
            answer = site().pool.run(asked, name)
            body = answer.body if isinstance(answer.body, bytes) else b"".join(answer.body)
            found = read_result(name, body, opened(), current_language())
            found.seconds = answer.seconds
        except QueryError as refused:
            # Shown beside the query, which would be lost on a page of its own.
            error, status = refused, errors.status_of(refused)
    formats = _formats(query)
    settings = site().settings
    shown = examples(current_language())
    text = render_template(
        "sparql.html",
        query=query or shown[0].query,
        asked=bool(query),
        result=found,
        error=error.text(current_language()) if error else "",
        error_line=getattr(error, "line", None),
        formats=[(form.name, form.extension) for form in formats.values()],
        examples=shown,
        share_url=_share_url(query),
        timeout=settings.query_timeout,
        max_rows=settings.query_max_rows,
        max_bytes=settings.max_request_bytes,
    )
    response = make_response(text, status)
    if status == 503:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", 5))
    response.vary.add("Accept")
    return response


def _share_url(query: str) -> str:
    return "/sparql?" + urlencode({"query": query}) if 0 < len(query) <= _LONGEST_LINK else ""
