"""What the query editor asks for: the vocabulary in use, and what the things of an answer are."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, Response, jsonify, request
from pyoxigraph import Literal, NamedNode

from graph.names import choose_label, local_name
from ontology.errors import ParameterError
from ontology.iri_policy import BASE, CONCEPT, page_path, table_and_id
from ontology.namespaces import SAMSPILL_NS
from webapp.completion import completion
from webapp.language import current_language
from webapp.records import Records
from webapp.resultpage import anchor
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query

pages = Blueprint("editor", __name__)

#: Things that one request may ask the names of.
MOST_LABELS = 500
_LONGEST_IRI = 2_000


@pages.get("/api/completion")
def api_completion() -> Response:
    """Give prefixes, classes, properties and codes with their labels and counts."""
    snapshot = opened()
    response = jsonify(completion(snapshot) | {"snapshot": snapshot.snapshot.name})
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(snapshot.snapshot.name)
    response.make_conditional(request)
    return response


@pages.post("/api/labels")
def api_labels() -> Response:
    """Give label, class and page of things, terms and codes; unknown IRIs are left out."""
    snapshot, language = opened(), current_language()
    iris = [iri for iri in _asked() if iri.startswith(BASE)]
    found = _named(snapshot, iris, language)
    # Only what has no label is read whole: a title is made of what it joins.
    nameless = [iri for iri, one in found.items() if not one["label"]]
    records = Records(snapshot, language)
    records.load(nameless)
    for iri in nameless:
        found[iri]["label"] = records.text(iri)
    return jsonify(labels=found)


def _named(snapshot: OpenSnapshot, iris: list[str], language: str) -> dict[str, dict[str, str]]:
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    types: dict[str, str] = {}
    nodes = [NamedNode(iri) for iri in iris]
    rows = snapshot.reader.select(site_query("names-of-things"), {"thing": nodes}) if nodes else []
    for row in rows:
        iri, label = row["thing"].value, row.get("label")
        types.setdefault(iri, row["type"].value)
        if isinstance(label, Literal):
            labels[iri].setdefault(label.language or "", label.value)
    found: dict[str, dict[str, str]] = {}
    for iri in iris:
        given = snapshot.terms.labels.get(iri) or labels[iri]
        if not given and iri not in types:
            continue
        one = {"label": choose_label(given, language, iri) if given else ""}
        if iri in types:
            name = snapshot.terms.label(types[iri], language)
            one |= {"type": local_name(types[iri]), "type_label": name[:1].upper() + name[1:]}
        url = _page(iri, known=iri in snapshot.terms.labels)
        if url:
            one["url"] = url
        found[iri] = one
    return found


def _page(iri: str, *, known: bool) -> str | None:
    if known and iri.startswith((SAMSPILL_NS, CONCEPT)):
        return "/ontology#" + anchor(iri)
    return page_path(iri) if table_and_id(iri) else None


def _asked() -> list[str]:
    """Read the IRIs of the request; whatever else is sent is refused."""
    sent = request.get_json(silent=True)
    iris = sent.get("iris") if isinstance(sent, dict) else None
    if not isinstance(iris, list) or not all(_is_iri(one) for one in iris):
        raise ParameterError(
            "iris",
            "",
            {
                "nb": 'JSON av formen {"iris": ["https://…"]}',
                "en": 'JSON like {"iris": ["https://…"]}',
            },
        )
    if len(iris) > MOST_LABELS:
        raise ParameterError(
            "iris",
            str(len(iris)),
            {"nb": f"høyst {MOST_LABELS} om gangen", "en": f"at most {MOST_LABELS} at a time"},
        )
    return list(dict.fromkeys(iris))


def _is_iri(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST_IRI:
        return False
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True
