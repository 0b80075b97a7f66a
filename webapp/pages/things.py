"""Everything in the graph has an address, a page and its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

import pyoxigraph
from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import NamedNode, RdfFormat
from werkzeug.wrappers import Response as AnyResponse

from graph.turtle import prefixes_for
from ontology.iri_policy import SLUG, concept, singular, thing
from ontology.namespaces import PREFIXES
from webapp import facts, relation_tables, relations
from webapp.disagreements import contradictions_of
from webapp.errors import BadParameter, NoSuchThing
from webapp.kinds import CLASS_OF_KIND, kind_name
from webapp.language import current_language
from webapp.negotiation import choose
from webapp.records import ACTUAL, Record, Records
from webapp.relations import Section
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query
from webapp.texts import count_of_modality

pages = Blueprint("things", __name__)

#: Extension to name, media types (the first is ours) and form.
DATA_FORMS: dict[str, tuple[str, tuple[str, ...], RdfFormat]] = {
    "ttl": ("Turtle", ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE),
    "nt": ("N-Triples", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES),
    "rdf": ("RDF/XML", ("application/rdf+xml", "application/xml"), RdfFormat.RDF_XML),
    "jsonld": ("JSON-LD", ("application/ld+json", "application/json"), RdfFormat.JSON_LD),
}


@pages.get("/id/<table>/<identifier>")
def identifier(table: str, identifier: str) -> AnyResponse:
    """Send a visitor to the page of a thing, and a program to its data."""
    _existing(opened(), table, identifier)
    offered: dict[str, tuple[str, ...]] = {"page": ("text/html", "application/xhtml+xml")}
    offered |= {extension: types for extension, (_name, types, _form) in DATA_FORMS.items()}
    form = choose(offered)
    path = f"/{table}/{identifier}"
    response = redirect(f"/page{path}" if form == "page" else f"/data{path}.{form}", 303)
    response.vary.add("Accept")
    return response


@pages.get("/data/<table>/<identifier>.<extension>")
def data(table: str, identifier: str, extension: str) -> Response:
    """Give what the graph says about a thing, and the rows that point to it."""
    if extension not in DATA_FORMS:
        raise NoSuchThing(table, f"{identifier}.{extension}")
    iri = _existing(opened(), table, identifier)
    _name, media_types, form = DATA_FORMS[extension]
    triples = opened().reader.construct(site_query("thing-data"), {"thing": NamedNode(iri)})
    ordered = sorted(set(triples), key=str)
    prefixes = {
        RdfFormat.TURTLE: prefixes_for(ordered),
        RdfFormat.RDF_XML: PREFIXES,
    }.get(form)
    text = pyoxigraph.serialize(ordered, format=form, prefixes=prefixes)
    assert text is not None
    return Response(text, mimetype=media_types[0])


@pages.get("/page/<table>/<identifier>")
def page(table: str, identifier: str) -> str:
    """Show a thing: facts, names, relations, disagreement, mentions, each with its source."""
    snapshot = opened()
    iri = _existing(snapshot, table, identifier)
    records = Records(snapshot, current_language())
    records.load([iri])
    record = records[iri]
    incoming = relations.read_incoming(snapshot, iri)
    is_document = table == "source"
    # The page of something planned is about what is planned; of a document, about all it says.
    open_page = is_document or record.modality != ACTUAL or table.startswith("contradiction")
    everything = _modality_choice() == "all" or open_page
    sections = _sections(snapshot, incoming, everything=everything)
    if is_document:
        sections = relations.document_sections(incoming, _pages_asked()) + sections
    if table == "actor-tie":
        sections.append(relations.participations_of_tie(snapshot, iri, _pages_asked()))
    records.load(
        {
            row
            for section in sections
            for row in (section.shown if section.is_sorted else section.iris)
        }
    )
    records.load(facts.companions(incoming))
    for section in sections:
        relation_tables.arrange(section, records, iri)
        relation_tables.fill(section, records, iri)
    title, title_lang = records.name(iri)
    names, names_have_time = facts.names_of(records, incoming)
    return render_template(
        "thing.html",
        title=title,
        title_lang=title_lang,
        kind=records.type_name(record),
        tags=facts.tags_of(records, record),
        trail=[
            {"text": _("Hjem"), "url": "/"},
            {"text": kind_name(table), "url": _list_url(table)},
            {"text": title},
        ],
        source=facts.own_mark(records, record),
        facts=_facts(records, record),
        names=names,
        names_have_time=names_have_time,
        mentions=facts.mentions_of(records, incoming),
        contradictions=contradictions_of(records, iri),
        sections=[section for section in sections if section.total or section.left_out],
        left_out=_left_out(sections),
        not_shown=_not_shown,
        is_contradiction=table == "contradiction",
        everything=everything,
        may_leave_out=not open_page,
        show_all_url=_url(modality="all"),
        show_actual_url=_url(modality=None),
        page_url=lambda section: (
            lambda number: _url(**{section.key: str(number)}) + f"#{section.key}"
        ),
        data_links_list=[
            {"text": name, "url": f"/data/{table}/{identifier}.{extension}"}
            for extension, (name, _types, _form) in DATA_FORMS.items()
        ],
        iri=iri,
        is_document=is_document,
        modality_note=_modality_note(records, record),
    )


def _facts(records: Records, record: Record) -> list[dict[str, object]]:
    # The cards of a contradiction say all that its own row does.
    class_name = records.class_name(record)
    if class_name == "Contradiction":
        return []
    roles = relation_tables.roles_of(records, record.iri) if class_name == "Funding" else set()
    missing = facts.not_stated(records, record, roles)
    lines = facts.fact_rows(records, record)
    # A note is the last line.
    return lines[:-1] + missing + lines[-1:] if record.all("note") else lines + missing


def _existing(snapshot: OpenSnapshot, table: str, identifier: str) -> str:
    # Only the singular stands in an IRI: a thing has one address.
    if not SLUG.match(table) or not SLUG.match(identifier) or singular(table) != table:
        raise NoSuchThing(table, identifier)
    iri = thing(table, identifier)
    if not snapshot.reader.ask(site_query("exists"), {"thing": NamedNode(iri)}):
        raise NoSuchThing(table, identifier)
    return iri


def _sections(
    snapshot: OpenSnapshot, incoming: list[relations.Incoming], *, everything: bool
) -> list[Section]:
    return relations.sections_of(
        snapshot, incoming, snapshot.terms.derived, _pages_asked(), everything=everything
    )


def _modality_choice() -> str:
    value = request.args.get("modality", ACTUAL)
    if value not in (ACTUAL, "all"):
        allowed = {"nb": "actual eller all", "en": "actual or all"}
        raise BadParameter("modality", value, allowed)
    return value


def _pages_asked() -> dict[str, int]:
    return {
        key: int(value)
        for key, value in request.args.items()
        if value.isdecimal() and len(value) < 7
    }


def _url(**changed: str | None) -> str:
    args = {**request.args.to_dict(), **changed}
    query = urlencode({name: value for name, value in args.items() if value is not None})
    return f"{request.path}?{query}" if query else request.path


def _list_url(table: str) -> str:
    return f"/search?kind={table}" if table in CLASS_OF_KIND else "/search"


def _left_out(sections: list[Section]) -> dict[str, object]:
    counts: Counter[str] = Counter()
    for section in sections:
        for (modality, _other), number in section.left_out.items():
            counts[modality] += number
    return {"count": counts.total(), "by_modality": _counted(counts)}


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(count_of_modality(one, number) for one, number in sorted(counts.items()))


def _not_shown(section: Section) -> list[str]:
    """Say what a section leaves out: what is planned itself, and what is about a plan."""
    own = {one: count for (one, other), count in section.left_out.items() if not other}
    said = [_("%(what)s er ikke vist.", what=_counted(own))] if own else []
    labels = opened().terms
    for (modality, other), count in sorted(section.left_out.items()):
        if other:
            label = labels.label(concept("modality", modality), current_language())
            said.append(
                ngettext(
                    "%(num)s er ikke vist fordi det gjelder noe som er %(modality)s.",
                    "%(num)s er ikke vist fordi de gjelder noe som er %(modality)s.",
                    count,
                    modality=label,
                )
            )
    return said


def _modality_note(records: Records, record: Record) -> str:
    """Say what the modality of the thing of this page means."""
    if record.modality == ACTUAL:
        return ""
    return records.snapshot.terms.comment(record.one("modality"), records.language)
