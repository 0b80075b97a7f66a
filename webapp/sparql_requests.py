"""What came with a request to /sparql: the query, its dataset, the format and the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import RequestEntityTooLarge

from graph.results import RDF_FORMATS, RESULT_FORMATS, Format
from graph.sparql import FORM, RequestError, SparqlRequest, parse_request, query_form
from ontology.errors import ParameterError
from webapp.negotiation import NotAcceptable, choose
from webapp.site import site

#: Other names that clients use for the same forms.
_OLDER_NAMES = {
    "json": ("application/json",),
    "xml": ("application/xml", "text/xml"),
    "turtle": ("application/x-turtle",),
    "ntriples": ("text/plain",),
    "rdfxml": ("application/xml",),
    "jsonld": ("application/json",),
    "nquads": ("text/x-nquads",),
    "trig": ("application/x-trig",),
}
_OVERRIDES = {
    "srj": "json",
    "srx": "xml",
    "ttl": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "json-ld": "jsonld",
    "nq": "nquads",
    "n-quads": "nquads",
    "n-triples": "ntriples",
    "rdf+xml": "rdfxml",
    "n3": "turtle",
}
#: Clients that know one name for tables and triples send it with every query.
_OF_TRIPLES = {"xml": "rdfxml", "json": "jsonld"}
#: To Accept these are another form; only a parameter can ask for them.
_BY_NAME_ONLY = ("csv-excel",)


@dataclass(frozen=True)
class Sent:
    """What came with a request: the address and the body, whole and decoded."""

    args: list[tuple[str, str]]
    form: list[tuple[str, str]] | None
    body: bytes | None

    def value(self, name: str) -> str:
        """Give a parameter of the form, or of the address where no form was sent."""
        pairs = self.args if self.form is None else self.form
        return next((value for key, value in pairs if key == name), "")

    def choice(self, name: str) -> str:
        """Give a parameter that is none of the protocol's: from the form, else from the address."""
        return self.value(name) or next((value for key, value in self.args if key == name), "")

    @property
    def asks_nothing(self) -> bool:
        """True for a GET or HEAD of the bare service (SPARQL 1.1 Service Description, 2)."""
        names = {name for name, _ in self.args}
        return request.method in ("GET", "HEAD") and not names & {"query", "update"}

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


def read_sent() -> Sent:
    """Read the request, its body to the end."""
    limit = site().settings.max_request_bytes
    # One byte more than allowed: at its limit the stream of a chunked body just ends, and a query
    # that is cut off may still be one.
    request.max_content_length = limit + 1
    body = request.get_data(cache=False)
    if len(body) > limit:
        raise RequestEntityTooLarge
    args = _parameters(request.query_string)
    if request.method == "POST" and request.mimetype == FORM:
        return Sent(args, _parameters(body), None)
    return Sent(args, None, body)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Decode parameters; what is not UTF-8 is refused, never replaced by something else."""
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, "The request is not valid UTF-8.", "Forespørselen er ikke gyldig UTF-8."
        ) from error


def formats_of(query: str) -> dict[str, Format]:
    """Give the formats that the answer to a query can have."""
    return RDF_FORMATS if query_form(query) in ("CONSTRUCT", "DESCRIBE") else RESULT_FORMATS


def chosen_format(sent: Sent, formats: dict[str, Format]) -> str:
    """Give the name of the format that the client asks for: ``format`` goes before Accept."""
    override = sent.choice("format")
    if override:
        name = _OVERRIDES.get(override.lower(), override.lower())
        for known in (name, _OF_TRIPLES.get(name, ""), _by_media_type(formats).get(name, "")):
            if known in formats:
                return known
        if name in RESULT_FORMATS or name in RDF_FORMATS:
            raise NotAcceptable(tuple(dict.fromkeys(form.media_type for form in formats.values())))
        known = ", ".join([*RESULT_FORMATS, *RDF_FORMATS])
        raise ParameterError(
            "format", override, {"nb": f"velg en av {known}", "en": f"choose one of {known}"}
        )
    return choose(_offered(formats), request.accept_mimetypes or MIMEAccept([("*/*", 1)]))


def _offered(formats: dict[str, Format]) -> dict[str, tuple[str, ...]]:
    return {
        name: (form.media_type, *_OLDER_NAMES.get(name, ()))
        for name, form in formats.items()
        if name not in _BY_NAME_ONLY
    }


def _by_media_type(formats: dict[str, Format]) -> dict[str, str]:
    return {kind: name for name, kinds in _offered(formats).items() for kind in kinds}
