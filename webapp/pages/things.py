"""Everything in the graph has an address, a page and its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph
from flask import Blueprint, Response, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import NamedNode, RdfFormat
from werkzeug.wrappers import Response as AnyResponse

from graph.turtle import prefixes_for
from ontology.errors import ParameterError
from ontology.iri_policy import SLUG, concept, singular, table_and_id, thing
from ontology.namespaces import PREFIXES
from webapp import (
    anchors,
    day_of_thing,
    evidence,
    facts,
    quality,
    registered,
    relation_tables,
    relations,
    timeline,
)
from webapp.asof import as_of
from webapp.chain import KEY, chain_of, is_shown_in_chain, trail_of
from webapp.disagreements import contradictions_of, doubts_of, sides_of
from webapp.documentpage import lines_of
from webapp.drawing_timeline import picture_of
from webapp.errors import NoSuchThing
from webapp.incoming import Incoming
from webapp.kinds import kind_name, list_url
from webapp.language import current_language
from webapp.money_of_actor import blocks_of
from webapp.negotiation import choose
from webapp.places_on_map import map_url
from webapp.records import ACTUAL, Record, Records
from webapp.relations import Section
from webapp.sections import sections_of
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query
from webapp.small_network import picture
from webapp.texts import count_of_modality
from webapp.validity import names_of_day

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
    iri = existing(opened(), table, identifier)
    if isinstance(iri, Moved):
        return moved_to("/id", iri)
    offered: dict[str, tuple[str, ...]] = {"page": ("text/html", "application/xhtml+xml")}
    offered |= {extension: types for extension, (_name, types, _form) in DATA_FORMS.items()}
    form = choose(offered)
    path = f"/{table}/{identifier}"
    # Language and date were chosen for the page; data are the same in each.
    response = redirect(f"/page{path}{_asked()}" if form == "page" else f"/data{path}.{form}", 303)
    response.vary.add("Accept")
    return response


@pages.get("/data/<table>/<identifier>.<extension>")
def data(table: str, identifier: str, extension: str) -> AnyResponse:
    """Give what the graph says about a thing, and the rows that point to it."""
    if extension not in DATA_FORMS:
        raise NoSuchThing(table, f"{identifier}.{extension}")
    iri = existing(opened(), table, identifier)
    if isinstance(iri, Moved):
        return moved_to("/data", iri, f".{extension}")
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
def page(table: str, identifier: str) -> str | AnyResponse:
    """Show a thing: facts, names, relations, disagreement, mentions, each with its source."""
    snapshot = opened()
    iri = existing(snapshot, table, identifier)
    if isinstance(iri, Moved):
        return moved_to("/page", iri)
    day = as_of()
    records = Records(snapshot, current_language(), names_of_day(snapshot, day) if day else None)
    records.load([iri])
    record = records[iri]
    incoming = relations.read_incoming(snapshot, iri)
    # The day that the lists are of: a reader of a day may want those of every time.
    told_of = None if day_of_thing.every_time() else day
    if told_of:
        incoming = day_of_thing.tell(snapshot, iri, incoming, told_of)
    is_document = table == "source"
    open_page = _is_about_all(table, record)
    everything = shows_everything(table, record)
    chain = chain_of(records, record, _pages_asked().get(KEY, 1), told_of)
    sections = [
        section
        for section in sections_of(
            records, iri, incoming, _pages_asked(), everything=everything, day=told_of
        )
        if not (chain and is_shown_in_chain(section.class_name, section.link))
    ]
    if table == "actor-tie":
        sections += relations.rows_of_tie(snapshot, iri, _pages_asked())
    row = anchors.asked()
    beside = {*facts.companions(incoming), *timeline.rows_to_read(sections)}
    relation_tables.make(sections, records, iri, beside, row)
    is_unit = records.class_name(record) == registered.UNIT
    in_registers = (registered.of_unit if is_unit else registered.of_actor)(records, record)
    title, title_lang = records.name(iri)
    incoming, names_left_out = day_of_thing.of_the_day(incoming)
    names, names_have_time = facts.names_of(records, incoming)
    mentions = facts.mentions_of(records, incoming)
    times = timeline.timeline_of(records, record, sections, incoming)
    # A single time stands among the facts.
    has_timeline = len(times.entries) > 1
    anchors.set_anchors([names, *(section.rows for section in sections), mentions])
    return render_template(
        "document.html" if is_document else "thing.html",
        title=title,
        title_lang=title_lang,
        kind=records.type_name(record),
        tags=facts.tags_of(records, record),
        trail=[
            {"text": _("Hjem"), "url": "/"},
            {"text": _("Kilder") if is_document else kind_name(table), "url": list_url(table)},
            {"text": title},
        ],
        source=facts.own_mark(records, record),
        facts=registered.actors_of(records, incoming)
        if is_unit
        else _facts(records, record, incoming),
        in_registers=in_registers,
        is_unit=is_unit,
        register_warnings=registered.warnings(in_registers),
        successors=_successors(records, record),
        names=names,
        names_have_time=names_have_time,
        mentions=mentions,
        contradictions=contradictions_of(records, iri),
        sections=[
            section
            for section in sections
            if section.total or section.left_out or section.other_time
        ],
        of_day=day_of_thing.summary(records, record, incoming, sections, day) if day else None,
        note_of_day=day_of_thing.note,
        names_left_out=names_left_out,
        every_time_url=_url(time="all"),
        that_day_url=_url(time=None),
        chain=chain,
        way=trail_of(records, record),
        sides=sides_of(records, record) if table == "identity" else [],
        doubts=doubts_of(records, incoming, iri),
        left_out=_left_out(sections),
        not_shown=_not_shown,
        is_contradiction=table == "contradiction",
        everything=everything,
        may_leave_out=not open_page,
        show_all_url=_url(modality="all"),
        show_actual_url=_url(modality=None),
        page_url=lambda section: _page_url(section.key),
        file_url=lambda section, form: _file_url(section.key, form),
        people=quality.people(snapshot),
        chain_page_url=_page_url(KEY),
        data_links_list=[
            {"text": name, "url": f"/data/{table}/{identifier}.{extension}"}
            for extension, (name, _types, _form) in DATA_FORMS.items()
        ],
        iri=iri,
        money=blocks_of(records, iri, incoming, told_of) if table == "actor" else [],
        timeline=times if has_timeline else None,
        timeline_picture=picture_of(times.entries) if has_timeline else None,
        missing_row=anchors.is_missing(row, [names, mentions], sections),
        report=evidence.report_url(iri),
        network=picture(snapshot, iri, current_language()) if table == "actor" else None,
        is_document=is_document,
        map_url=map_url(records, record),
        modality_note=_modality_note(records, record),
        **(lines_of(records, record) if is_document else {}),
    )


def _is_about_all(table: str, record: Record) -> bool:
    """Say whether a page shows everything, whatever is asked for.

    The page of something planned is about what is planned; of a document, about all it says; of a
    person, about the responsibilities that are the reason for it.
    """
    told = ("source", "person", "contradiction", "contradiction-claim")
    return table in told or record.modality != ACTUAL


def shows_everything(table: str, record: Record) -> bool:
    """Say whether the lists hold what is not actual too."""
    # The choice is read first: one that is not allowed is refused on each page.
    return _modality_choice() == "all" or _is_about_all(table, record)


def _page_url(key: str) -> Callable[[int], str]:
    return lambda number: _url(**{key: str(number), "row": None}) + f"#{key}"


def _facts(records: Records, record: Record, incoming: list[Incoming]) -> list[dict[str, object]]:
    # The cards of a contradiction say all that its own row does.
    class_name = records.class_name(record)
    if class_name == "Contradiction":
        return []
    roles = relation_tables.roles_of(records, record.iri) if class_name == "Funding" else set()
    missing = facts.not_stated(records, record, roles)
    lines = facts.fact_rows(records, record, facts.marks_of_cells(records, incoming))
    # A note is the last line.
    found = lines[:-1] + missing + lines[-1:] if record.all("note") else lines + missing
    anchors.set_anchors_of_facts(found)
    return found


def _file_url(key: str, form: str) -> str:
    """Give the address of all rows of a section, of the same choice as the page."""
    kept = urlencode([(name, request.args[name]) for name in anchors.KEPT if name in request.args])
    return f"{request.path}/{key}.{form}" + (f"?{kept}" if kept else "")


@dataclass(frozen=True)
class Moved:
    """A former id: the thing that it is now."""

    table: str
    identifier: str


def _successors(records: Records, record: Record) -> list[dict[str, object]]:
    """Give those that an actor has become, each with its page."""
    terms = record.all("succeededBy")
    records.load({term.value for term in terms})
    return [records.cell(term) for term in terms]


def existing(snapshot: OpenSnapshot, table: str, identifier: str) -> str | Moved:
    """Give the IRI of a thing that there is, or where a former id has gone."""
    # Only the singular stands in an IRI: a thing has one address.
    if not SLUG.match(table) or not SLUG.match(identifier) or singular(table) != table:
        raise NoSuchThing(table, identifier)
    iri = thing(table, identifier)
    if snapshot.reader.ask(site_query("exists"), {"thing": NamedNode(iri)}):
        return iri
    for row in snapshot.reader.select(site_query("merged-into"), {"thing": NamedNode(iri)}):
        parts = table_and_id(row["now"].value)
        if parts:
            return Moved(*parts)
    raise NoSuchThing(table, identifier)


def moved_to(root: str, moved: Moved, end: str = "") -> AnyResponse:
    """Send a visitor from a former id to the thing that it is now, for good."""
    return redirect(f"{root}/{moved.table}/{moved.identifier}{end}{_asked()}", 301)


def _asked() -> str:
    """Give what follows the path of this request, for the address that it is sent to."""
    return f"?{request.query_string.decode('ascii', 'replace')}" if request.query_string else ""


def _modality_choice() -> str:
    value = request.args.get("modality", ACTUAL)
    if value not in (ACTUAL, "all"):
        allowed = {"nb": "actual eller all", "en": "actual or all"}
        raise ParameterError("modality", value, allowed)
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
            if modality == "opinion":
                label = _("en vurdering")
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
