"""The SPARQL 1.1 Protocol for programs (query operation), and a form for people."""

from __future__ import annotations

from flask import Blueprint, Response, request
from pyoxigraph import Triple

from graph.querytext import changes_each_time
from graph.results import RDF_FORMATS
from graph.sparql import refuse_updates_and_service
from webapp import rdf_answers, service_description
from webapp.negotiation import wants_page
from webapp.sparql_answers import respond
from webapp.sparql_page import for_people
from webapp.sparql_requests import Sent, chosen_format, formats_of, read_sent
from webapp.sparql_running import asked_snapshot, run
from webapp.validators import entity_tag, unchanged

pages = Blueprint("sparql", __name__)


@pages.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer a query in the form that the client asks for."""
    sent = read_sent()
    if wants_page() and not sent.value("format"):
        return for_people(sent)
    if sent.asks_nothing:
        return _about_service(sent)
    return _for_programs(sent)


def _about_service(sent: Sent) -> Response:
    format_name = chosen_format(sent, RDF_FORMATS)
    snapshot = asked_snapshot(sent.choice("snapshot"))

    def make() -> list[Triple]:
        return service_description.describe(request.base_url, snapshot)

    return rdf_answers.respond(snapshot.name, "service", format_name, make)


def _for_programs(sent: Sent) -> Response:
    asked = sent.request()
    refuse_updates_and_service(asked.query)
    format_name = chosen_format(sent, formats_of(asked.query))
    wanted = sent.choice("snapshot")
    asked_of = asked_snapshot(wanted)
    snapshot = asked_of.name
    tag = None if changes_each_time(asked.query) else entity_tag(snapshot, format_name, asked)
    if tag is not None and (known := unchanged(tag)) is not None:
        return known
    answer = run(asked, format_name, asked_of, exactly=bool(wanted))
    if answer.store_path is not None and answer.store_path.parent.name != snapshot:
        # Another snapshot has been published since this request began.
        snapshot, tag = answer.store_path.parent.name, None
    return respond(answer, snapshot, tag, download=bool(sent.value("download")))
