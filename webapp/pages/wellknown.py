"""What machines look for at addresses that are known beforehand (RFC 8615)."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from pyoxigraph import NamedNode, Triple

from graph.results import RDF_FORMATS
from graph.void import VOID_GRAPH
from ontology.iri_policy import DATASET
from ontology.namespaces import PREFIXES
from webapp.files import RDF_DUMPS
from webapp.rdf_answers import respond
from webapp.site import opened
from webapp.sparql_requests import chosen_format, read_sent

pages = Blueprint("wellknown", __name__)

_VOID = PREFIXES["void"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")


@pages.get("/.well-known/void")
def void() -> Response:
    """Describe the dataset in VoID, with the addresses of this site (VoID, section 7.2)."""
    format_name = chosen_format(read_sent(), RDF_FORMATS)
    return respond(opened().snapshot.name, "void", format_name, _described)


def _described() -> list[Triple]:
    dataset, document = NamedNode(DATASET), NamedNode(request.base_url)
    found = [quad.triple for quad in opened().reader.quads(VOID_GRAPH)]
    found += [
        Triple(document, _TYPE, NamedNode(_VOID + "DatasetDescription")),
        Triple(document, NamedNode(PREFIXES["foaf"] + "primaryTopic"), dataset),
        Triple(dataset, NamedNode(_VOID + "sparqlEndpoint"), _address("sparql.sparql")),
    ]
    for name in RDF_DUMPS:
        address = _address("downloads.download", name=name)
        found.append(Triple(dataset, NamedNode(_VOID + "dataDump"), address))
    return found


def _address(endpoint: str, **values: str) -> NamedNode:
    return NamedNode(url_for(endpoint, _external=True, **values))
