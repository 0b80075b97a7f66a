"""Workbooks in the words of the pages; tables for programs keep their short names."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from ontology.iri_policy import concept
from ontology.namespaces import SAMSPILL_NS
from webapp.kinds import kind_name
from webapp.language import current_language
from webapp.site import OpenSnapshot

#: Columns of codes that are the same in all tables, and the list that each is of.
_CODES = {
    "modality": "modality",
    "confidence": "confidence",
    "start_precision": "precision",
    "end_precision": "precision",
}
#: A column of the kinds of things, which are no list of the ontology.
KIND_OF_THING = "kind of thing"


def heading(snapshot: OpenSnapshot, name: str) -> str:
    """Give the heading of a column; that of a property is the property's label."""
    texts = _headings()
    if name in texts:
        return texts[name]
    if name.endswith("_iri"):
        return _("%(column)s (adresse)", column=heading(snapshot, name.removesuffix("_iri")))
    if name.startswith("funding_"):
        return _("%(column)s (finansiering)", column=heading(snapshot, name[len("funding_") :]))
    label = snapshot.terms.label(SAMSPILL_NS + name, current_language())
    return label[:1].upper() + label[1:]


def word(snapshot: OpenSnapshot, name: str, value: str, codes: Mapping[str, str]) -> str:
    """Give a code in words; any other value as it is."""
    scheme = codes.get(name) or _CODES.get(name)
    if not scheme or not value:
        return value
    if scheme == KIND_OF_THING:
        return kind_name(value)
    return snapshot.terms.label(concept(scheme, value), current_language())


def _headings() -> dict[str, str]:
    return {
        "amount": _("Beløp"),
        "as_of": _("Per"),
        "below": _("Under"),
        "bound": _("Hvor nøyaktig beløpet er"),
        "class": _("Type"),
        "codes": _("Nummer"),
        "confidence": _("Hvor sikkert"),
        "counted": _("Regnet med"),
        "currency": _("Valuta"),
        "date": _("Dato"),
        "document": _("Dokument"),
        "end": _("Til"),
        "end_precision": _("Hvor nøyaktig til er oppgitt"),
        "first": _("Første aktør (adresse)"),
        "first_label": _("Første aktør"),
        "first_year": _("Første år"),
        "funders": _("Givere"),
        "holder": _("Hvem som har strategien"),
        "id": _("Id"),
        "initiatives": _("Initiativer"),
        "iri": _("Adresse"),
        "kind": _("Slag"),
        "label": _("Navn"),
        "last_year": _("Siste år"),
        "latitude": _("Grader nord"),
        "level": _("Nivå"),
        "locator": _("Linjer"),
        "longitude": _("Grader øst"),
        "matched_name": _("Navnet som passet"),
        "measure": _("Mål"),
        "middle_of": _("Midt mellom så mange steder"),
        "modality": _("Sagt som"),
        "name": _("Navn"),
        "partner_labels": _("Felles partnere"),
        "partners": _("Antall felles partnere"),
        "places": _("Steder"),
        "places_of_participants": _("Steder der deltakerne er"),
        "recipients": _("Mottakere"),
        "row": _("Rad"),
        "score": _("Poeng"),
        "second": _("Andre aktør (adresse)"),
        "second_label": _("Andre aktør"),
        "source": _("Kilde"),
        "source_iri": _("Kilde (adresse)"),
        "sources": _("Kilder"),
        "start": _("Fra"),
        "start_precision": _("Hvor nøyaktig fra er oppgitt"),
        "status": _("Status"),
        "subject": _("Hva"),
        "table": _("Tabell"),
        "time": _("Tid"),
        "topics": _("Emner"),
        "type": _("Type"),
        "unit": _("Enhet"),
        "value": _("Verdi"),
        "year": _("År"),
    }
