"""The evidence of a row: what it takes to check it, to cite it, and to report a fault in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import current_app
from flask_babel import gettext as _

from ontology.iri_policy import concept, page_path, table_and_id
from webapp import texts
from webapp.documents import place_url
from webapp.site import snapshot_in_use

#: What a row without a modality has.
ACTUAL = "actual"

if TYPE_CHECKING:
    from webapp.records import Record, Records

Card = dict[str, object]


def card(
    records: Records, record: Record, document: str, locator: str, *, link: bool = True
) -> Card:
    """Give the evidence card of a row that a document supports.

    Parameters
    ----------
    records : Records
        The records of the page; the document is one of them.
    record : Record
        The row.
    document : str
        The IRI of the document.
    locator : str
        Where in the document, as the tables have it.
    link : bool
        Whether the card leads to the row's own page.

    Returns
    -------
    dict
        ``lines``: what is said, each a ``label`` and a ``text``, with a ``url`` and a ``lang``
        where there is one; ``footnote``: the row's evidence in one sentence; ``report``: the
        address of a letter on a fault, or nothing where nobody takes letters; ``url``: the row's
        own page, or nothing. Only texts, so that it can be sent as JSON too.
    """
    title, language = records.name(document)
    about = records[document]
    publisher, day = about.one("publisher"), records.day(about, "published")
    place, url = texts.lines(locator), place_url(document, locator)
    table = _("%(table)s, rad %(row)s", table=record.one("table"), row=record.one("row"))
    lines = [
        _line(_("Dokument"), title, page_path(document), language),
        _line(_("Utgiver"), publisher or _("ikke oppgitt"), None),
        _line(_("Publisert"), day or _("ikke datert"), None),
        _line(_("Hvor i dokumentet"), place[:1].upper() + place[1:] or _("hele dokumentet"), url),
        _line(_("Rad i tabellen"), table, None) if record.all("table") else {},
        _line(_("Modalitet"), _in_words(records, record, "modality"), None),
        _line(_("Sikkerhet"), _in_words(records, record, "confidence"), None)
        if record.all("confidence")
        else {},
        _line(_("Gjelder"), records.time(record) or _("tiden er ikke oppgitt"), None),
    ]
    return {
        "lines": [line for line in lines if line],
        "footnote": _footnote([publisher, f"«{title}»", day, place], record),
        "report": report_url(record.iri, ", ".join(one for one in (title, place) if one)),
        "url": page_path(record.iri) if link else None,
    }


def _line(label: str, text: str, url: str | None, language: str | None = None) -> Card:
    return {"label": label, "text": text, "url": url, "lang": language}


def _in_words(records: Records, record: Record, name: str) -> str:
    """Give a code and what it means; of modality also that something happened."""
    iri = record.one(name) or concept(name, ACTUAL)
    label, means = records.text(iri), records.snapshot.terms.comment(iri, records.language)
    return f"{label[:1].upper()}{label[1:]}. {means}".strip()


def _footnote(parts: list[str], record: Record) -> str:
    """Cite the document, and where its statement was read: in which snapshot, at which address."""
    return _(
        "%(document)s. Gjengitt i Samspill, utgave %(snapshot)s, %(address)s",
        document=", ".join(part for part in parts if part),
        snapshot=_snapshot_name(),
        address=record.iri,
    )


def report_url(iri: str, document: str = "") -> str:
    """Give the address of a letter that reports a fault; nothing if nobody takes such letters.

    The letter says which thing it is about and in which snapshot it was seen.
    """
    contact = current_app.extensions["samspill"].settings.contact
    if not contact:
        return ""
    name = "/".join(table_and_id(iri) or (iri,))
    said = [
        _("Hva er feil, og hvor står det riktige?"),
        "",
        "",
        "--",
        _("Adresse: %(address)s", address=iri),
        _("Utgave: %(snapshot)s", snapshot=_snapshot_name()),
        *([_("Kilde: %(document)s", document=document)] if document else []),
    ]
    subject = _("Feil i Samspill: %(name)s", name=name)
    body = "\r\n".join(said)
    return f"mailto:{quote(contact, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _snapshot_name() -> str:
    snapshot = snapshot_in_use()
    return snapshot.name if snapshot is not None else ""
