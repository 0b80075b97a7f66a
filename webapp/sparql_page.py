"""The page /sparql for people: a form that works without scripts, and what its editor needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, make_response, render_template, request

from graph.results import RDF_FORMATS, RESULT_FORMATS
from graph.sparql import refuse_updates_and_service
from ontology.errors import QueryError
from webapp import errors, security
from webapp.examples import examples
from webapp.language import current_language
from webapp.resultpage import MOST_ROWS, Result, read_result
from webapp.site import opened, site
from webapp.sparql_answers import joined
from webapp.sparql_requests import Sent, formats_of
from webapp.sparql_running import asked_snapshot, run
from webapp.sparqltexts import editor_texts

#: Longer queries are not put into an address to share: servers and mail programs cut them.
LONGEST_LINK = 2_000
#: Bytes of an answer that the page hands to its script, which else asks again.
LARGEST_KEPT = 500_000

_NAMES = {
    "json": "JSON",
    "xml": "XML",
    "csv": "CSV",
    "tsv": "TSV",
    "xlsx": "Excel (XLSX)",
    "csv-excel": "CSV for Excel",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF/XML",
    "jsonld": "JSON-LD",
    "nquads": "N-Quads",
    "trig": "TriG",
}


@dataclass(frozen=True)
class Answered:
    """An answer that is held whole: JSON of a SELECT or ASK, Turtle of triples."""

    format_name: str
    body: bytes
    seconds: float | None


def for_people(sent: Sent) -> Response:
    """Show the form, and the answer where a query was sent."""

    def answer() -> Answered:
        asked = sent.request()
        refuse_updates_and_service(asked.query)
        name = "turtle" if formats_of(asked.query) is RDF_FORMATS else "json"
        wanted = sent.choice("snapshot")
        found = run(asked, name, asked_snapshot(wanted), exactly=bool(wanted))
        return Answered(name, joined(found.body), found.seconds)

    query = sent.value("query")
    submitted = bool(query) or request.method not in ("GET", "HEAD")
    return show(query, answer if submitted else None, sent.choice("snapshot"))


def show(query: str, answer: Callable[[], Answered] | None, snapshot: str = "") -> Response:
    """Give the page.

    Parameters
    ----------
    query : str
        What stands in the form; empty shows the first example.
    answer : callable or None
        Runs the query; a `QueryError` that it raises is shown beside the query. None asks
        nothing.
    snapshot : str
        The older snapshot that the address asks; empty for the published one.

    Returns
    -------
    flask.Response
        With the status of the error, if there was one.
    """
    language = current_language()
    found, kept, error, status = None, None, None, 200
    if answer is not None:
        try:
            answered = answer()
            found = read_result(answered.format_name, answered.body, opened(), language)
            found.seconds = answered.seconds
            kept = _kept(answered, found)
        except QueryError as refused:
            # Shown beside the query, which would be lost on a page of its own.
            error, status = refused, errors.status_of(refused)
    # Browsers set style attributes themselves when a selection is typed over in an editor.
    security.allow_inline_styles()
    settings = site().settings
    shown = examples(language)
    text = render_template(
        "sparql.html",
        query=query or shown[0].query,
        asked=answer is not None,
        result=found,
        kept=kept,
        error=error.text(language) if error else "",
        error_line=getattr(error, "line", None),
        formats=_formats(found),
        examples=shown,
        share_url=_share_url(query),
        timeout=settings.query_timeout,
        max_rows=settings.query_max_rows,
        max_bytes=settings.max_request_bytes,
        nonce=security.style_nonce(),
        texts=editor_texts(),
        longest_link=LONGEST_LINK,
        snapshot=snapshot,
    )
    response = make_response(text, status)
    if status in errors.COME_BACK:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", 5))
    response.vary.add("Accept")
    return response


def _formats(found: Result | None) -> list[dict[str, object]]:
    """Give every format, and which of them fit the answer that is shown."""
    triples = found is not None and found.truth is None and not found.columns
    return [
        {
            "value": name,
            "text": _NAMES[name],
            "of": "triples" if name in RDF_FORMATS else "rows",
            "fits": (name in RDF_FORMATS) == triples,
        }
        for name in [*RESULT_FORMATS, *RDF_FORMATS]
    ]


def _kept(answered: Answered, found: Result) -> dict[str, object] | None:
    """Give a small answer as the editor reads it, so that it need not ask a second time."""
    if answered.format_name != "json" or len(answered.body) > LARGEST_KEPT:
        return None
    if found.truth is None and found.total > MOST_ROWS:
        return None
    return {"answer": json.loads(answered.body), "seconds": answered.seconds}


def _share_url(query: str) -> str:
    return "/sparql?" + urlencode({"query": query}) if 0 < len(query) <= LONGEST_LINK else ""
