"""The page of /sparql: a query, its answer as a table, and the mistake beside it."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, make_response, render_template, request

from graph.results import RDF_FORMATS
from graph.sparql import refuse_updates_and_service
from ontology.errors import QueryError
from webapp import errors
from webapp.examples import examples
from webapp.language import current_language
from webapp.resultpage import read_result
from webapp.site import opened, site
from webapp.sparql_answers import joined
from webapp.sparql_requests import Sent, formats_of
from webapp.sparql_running import asked_snapshot, run

#: Longer queries are not put into an address to share: servers and mail programs cut them.
_LONGEST_LINK = 2_000


def for_people(sent: Sent) -> Response:
    """Show the form, and the answer where a query was sent."""
    query = sent.value("query")
    found, error, status = None, None, 200
    if query or request.method not in ("GET", "HEAD"):
        try:
            asked = sent.request()
            refuse_updates_and_service(asked.query)
            name = "turtle" if formats_of(asked.query) is RDF_FORMATS else "json"
            wanted = sent.choice("snapshot")
            answer = run(asked, name, asked_snapshot(wanted), exactly=bool(wanted))
            found = read_result(name, joined(answer.body), opened(), current_language())
            found.seconds = answer.seconds
        except QueryError as refused:
            # Shown beside the query, which would be lost on a page of its own.
            error, status = refused, errors.status_of(refused)
    formats = formats_of(query)
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
    if status in errors.COME_BACK:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", 5))
    response.vary.add("Accept")
    return response


def _share_url(query: str) -> str:
    return "/sparql?" + urlencode({"query": query}) if 0 < len(query) <= _LONGEST_LINK else ""
