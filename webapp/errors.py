"""Errors become answers: one table from class to status, one handler.

Programs get a problem document (RFC 9457), people a page that says what to do. An error that the
table does not know is a fault of ours: logged whole, answered without its text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

from flask import Flask, Response, make_response, render_template, request
from flask_babel import gettext as _
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import HTTPException

from graph.results import FormatError
from graph.sparql import RequestError
from ontology.errors import (
    EndpointError,
    InputError,
    NotFound,
    PoolFull,
    QueryError,
    QueryFailed,
    QueryNotAllowed,
    QueryTimeout,
    QueryTooLarge,
    SamspillError,
    SettingError,
    SnapshotGone,
    StoreError,
)
from webapp import requestlog
from webapp.language import current_language
from webapp.negotiation import NotAcceptable, wants_page
from webapp.site import site, snapshot_in_use
from webapp.texts import number


@dataclass(eq=False)
class NoSuchThing(NotFound):
    """The graph has no thing at this address."""

    _text: ClassVar[dict[str, str]] = {
        "en": "Samspill knows nothing by the address /id/{kind}/{key}.",
        "nb": "Samspill kjenner ingenting med adressen /id/{kind}/{key}.",
    }


@dataclass(eq=False)
class NoSuchPage(NotFound):
    """A list has no page of this number."""

    _text: ClassVar[dict[str, str]] = {
        "en": "The list has no page {kind}; the last one is page {key}.",
        "nb": "Lista har ingen side {kind}; den siste er side {key}.",
    }


@dataclass(eq=False)
class NoSuchGap(NotFound):
    """No gap in the data is counted by this name."""

    _text: ClassVar[dict[str, str]] = {
        "en": "No gap in the data is counted by the name “{key}”. All of them stand at /quality.",
        "nb": "Ingen hull i opplysningene er talt under navnet «{key}». Alle står på /quality.",
    }


STATUS: dict[type[Exception], int] = {
    QueryError: 400,
    InputError: 400,
    QueryNotAllowed: 403,
    ParseException: 400,  # of gunicorn: a body that is not what its header says
    NotFound: 404,
    SnapshotGone: 410,
    FormatError: 406,
    NotAcceptable: 406,
    SettingError: 500,
    EndpointError: 502,
    PoolFull: 429,
    StoreError: 503,
    QueryTimeout: 504,
}


#: With these an answer says when to come back.
COME_BACK = (429, 503)


def status_of(error: Exception) -> int:
    """Give the status that an error is made to say or that its nearest listed ancestor has."""
    # Only these: the status of other errors is what somebody said to us, not what we say.
    if isinstance(error, RequestError):
        return error.status
    if isinstance(error, HTTPException):
        return error.code or 500
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def install(app: Flask) -> None:
    """Make the one handler answer every error of the application."""
    app.register_error_handler(Exception, answer)


def answer(error: Exception) -> Response:
    """Answer an error in the form that the client reads."""
    if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
        return make_response(error.get_response())
    status = status_of(error)
    # A store that is open and fails: the answer says to tell us, so the log says what it was.
    if status == 500 or (isinstance(error, StoreError) and snapshot_in_use() is not None):
        requestlog.log_fault(error, request_id=requestlog.request_id())
    page = wants_page() and not request.path.startswith("/api/")
    response = _page(error, status) if page else problem(error, status)
    if isinstance(error, HTTPException):
        for name, value in error.get_headers():
            if name.lower() in ("allow", "retry-after", "location", "content-range"):
                response.headers[name] = value
    if status in COME_BACK:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", 5))
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def problem(error: Exception, status: int) -> Response:
    """Give a problem document, with the place of a syntax error where it is known."""
    title, _cure = _title_and_cure(error, status)
    body: dict[str, object] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail_of(error, status),
    }
    for name in ("line", "column", "place", "seconds", "limit", "what", "offered", "nearest"):
        value = getattr(error, name, None)
        if value is not None and status < 500 and not isinstance(error, StoreError):
            body[name] = value
    body["request_id"] = requestlog.request_id()
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, mimetype="application/problem+json")


def detail_of(error: Exception, status: int) -> str:
    """Give the sentence that a stranger may read: never a path of the server or a trace."""
    _title, cure = _title_and_cure(error, status)
    if isinstance(error, StoreError) or status == 500 or not isinstance(error, SamspillError):
        return cure
    return error.text(current_language())


def _page(error: Exception, status: int) -> Response:
    title, cure = _title_and_cure(error, status)
    detail = detail_of(error, status)
    text = render_template(
        "error.html",
        status=status,
        title=title,
        detail=detail if detail != cure else "",
        cure=cure,
        request_id=requestlog.request_id(),
    )
    return make_response(text, status)


def _title_and_cure(error: Exception, status: int) -> tuple[str, str]:
    """Give what happened and what to do, in the language of the request."""
    if isinstance(error, PoolFull):
        return _("Tjenesten er opptatt"), error.text(current_language())
    if isinstance(error, QueryTooLarge):
        return _("Spørringen krever for mye"), error.text(current_language())
    if isinstance(error, QueryFailed):
        return _("Spørringen kan ikke besvares"), error.text(current_language())
    if isinstance(error, StoreError) and site().waits_for_build:
        return (
            _("Tjenesten er ikke klar"),
            _(
                "Det finnes ingen ferdig utgave av dataene. Den som drifter tjenesten, "
                "kjører samspill build; siden virker straks utgaven er bygget."
            ),
        )
    database = (
        _("Databasen svarte ikke som den skulle"),
        _("Prøv igjen om litt. Varsle den som drifter tjenesten hvis det ikke hjelper."),
    )
    known = {
        400: (
            _("Forespørselen kan ikke leses"),
            _("Se etter skrivefeil i adressen eller skjemaet, og prøv igjen."),
        ),
        403: (
            _("Ikke tillatt"),
            _("Tjenesten leser bare sin egen graf. Skriv spørringen uten denne delen."),
        ),
        404: (
            _("Siden finnes ikke"),
            _("Se etter skrivefeil i adressen, eller søk etter navnet."),
        ),
        405: (
            _("Metoden er ikke tillatt her"),
            _("Bruk en av metodene i svarets felt Allow."),
        ),
        406: (
            _("Formatet finnes ikke her"),
            _("Be om et av formatene som finnes, eller utelat Accept."),
        ),
        410: (
            _("Utgaven finnes ikke lenger"),
            _("Bruk den nærmeste utgaven, eller utelat snapshot for den nyeste."),
        ),
        412: (
            _("Svaret er det du alt har"),
            _("If-None-Match passer, og bare GET og HEAD kan svare 304. Utelat feltet."),
        ),
        413: (
            _("Forespørselen er for stor"),
            _(
                "Den kan ha høyst %(limit)s byte. Send en kortere spørring.",
                limit=number(site().settings.max_request_bytes),
            ),
        ),
        414: (
            _("Adressen er for lang"),
            _("Send spørringen med POST: da kan den være lengre."),
        ),
        415: (
            _("Innholdstypen er ukjent"),
            _("Send spørringen som skjema eller som application/sparql-query."),
        ),
        431: (
            _("Forespørselens hode er for stort"),
            _("Send færre eller kortere felt, for eksempel færre informasjonskapsler."),
        ),
        501: (
            _("Måten å sende på er ukjent"),
            _("Send innholdet med Content-Length eller Transfer-Encoding: chunked."),
        ),
        502: database,
        503: database,
        504: (
            _("Spørringen tok for lang tid"),
            _("Be om mindre: legg til LIMIT eller et mer presist mønster."),
        ),
    }
    return known.get(status) or (
        (_("Noe gikk galt hos oss"), _("Feilen er loggført. Prøv igjen om litt."))
        if status >= 500
        else known[400]
    )
