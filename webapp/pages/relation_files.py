"""What points to a thing, a section a file: CSV or a workbook."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from webapp import day_of_thing, relation_files, relation_tables, relations
from webapp.asof import as_of
from webapp.errors import NoSuchThing
from webapp.language import current_language
from webapp.pages.things import Moved, existing, moved_to, shows_everything
from webapp.records import Records
from webapp.sections import sections_of
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import opened
from webapp.validity import names_of_day

pages = Blueprint("relation_files", __name__)


@pages.get("/page/<table>/<identifier>/<key>.<form>")
def rows(table: str, identifier: str, key: str, form: str) -> AnyResponse:
    """Give all rows of a section of a thing's page; rows about people are in no file."""
    snapshot = opened()
    iri = existing(snapshot, table, identifier)
    if form not in SHEETS:
        raise NoSuchThing(table, f"{identifier}/{key}.{form}")
    if isinstance(iri, Moved):
        return moved_to("/page", iri, f"/{key}.{form}")
    day = as_of()
    records = Records(snapshot, current_language(), names_of_day(snapshot, day) if day else None)
    records.load([iri])
    everything = shows_everything(table, records[iri])
    incoming = relations.read_incoming(snapshot, iri)
    day = None if day_of_thing.every_time() else day
    if day:
        incoming = day_of_thing.tell(snapshot, iri, incoming, day)
    sections = sections_of(records, iri, incoming, {}, everything=everything, day=day)
    if table == "actor-tie":
        sections += relations.rows_of_tie(snapshot, iri, {})
    section = next((one for one in sections if one.key == key), None)
    if section is None:
        raise NoSuchThing(table, f"{identifier}/{key}")
    if not section.is_sorted:
        records.load(section.iris)
        relation_tables.arrange(section, records, iri)
    name = f"{table}-{identifier}-{key}-{snapshot.snapshot.name}"
    header = relation_files.header(section)
    return sheet_answer(
        name, form, header, relation_files.rows(section, records), relation_files.CODES
    )
