"""The ontology: a drawing, and classes, properties and code lists with meaning and use."""

from __future__ import annotations

import pyoxigraph
from flask import Blueprint, Response, make_response, render_template
from flask_babel import gettext as _
from pyoxigraph import RdfFormat

from graph.names import alphabetical
from graph.turtle import prefixes_for, shortened
from ontology.iri_policy import CONCEPT, named_graph
from ontology.namespaces import SAMSPILL_NS
from webapp.language import current_language
from webapp.negotiation import choose
from webapp.ontology_diagram import draw, rows_of
from webapp.ontology_use import Use, uses
from webapp.resultpage import anchor
from webapp.site import OpenSnapshot, opened

pages = Blueprint("ontology", __name__)


@pages.get("/ontology")
def ontology() -> Response:
    """Show the list to people; give programs the Turtle."""
    offered = {"page": ("text/html", "application/xhtml+xml"), "ttl": ("text/turtle",)}
    if choose(offered) == "ttl":
        response = turtle()
    else:
        snapshot, language = opened(), current_language()
        used = uses(snapshot, language)
        response = make_response(
            render_template(
                "ontology.html",
                groups=_groups(snapshot, language),
                uses=used,
                nothing=Use(),
                diagram=draw(snapshot.terms, used, language),
                joins=rows_of(snapshot.terms, used, language),
            )
        )
    response.vary.add("Accept")
    return response


@pages.get("/ontology.ttl")
def turtle() -> Response:
    """Give the ontology with its code lists as Turtle."""
    quads = opened().reader.quads(named_graph("ontology"))
    triples = sorted({quad.triple for quad in quads}, key=str)
    text = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes_for(triples))
    return Response(text, mimetype="text/turtle")


def _groups(snapshot: OpenSnapshot, language: str) -> list[dict[str, object]]:
    classes: list[dict[str, object]] = []
    properties: list[dict[str, object]] = []
    concepts: list[dict[str, object]] = []
    for iri in snapshot.terms.labels:
        term = _term(snapshot, iri, language)
        if iri.startswith(CONCEPT):
            concepts.append(term)
        elif iri.startswith(SAMSPILL_NS):
            local = iri.removeprefix(SAMSPILL_NS)
            (classes if local[:1].isupper() else properties).append(term)
    for terms in (classes, properties):
        terms.sort(key=lambda term: alphabetical(str(term["label"])))
    concepts.sort(key=lambda term: str(term["iri"]))
    return [
        {"id": "classes", "title": _("Klasser"), "terms": classes},
        {"id": "properties", "title": _("Egenskaper"), "terms": properties},
        {"id": "concepts", "title": _("Kodelister"), "terms": concepts},
    ]


def _term(snapshot: OpenSnapshot, iri: str, language: str) -> dict[str, object]:
    parents = [
        {"text": snapshot.terms.label(one, language), "anchor": anchor(one)}
        for one in sorted(snapshot.terms.parents.get(iri, ()))
        if one.startswith(SAMSPILL_NS)
    ]
    return {
        "iri": iri,
        "short": shortened(iri),
        "anchor": anchor(iri),
        "label": snapshot.terms.label(iri, language),
        "comment": snapshot.terms.comment(iri, language),
        "parents": parents,
        "is_list": iri.startswith(CONCEPT) and "/" not in iri.removeprefix(CONCEPT),
    }
