"""The page of a thing on a day: whether it was there, what it was called, and what held then."""

from __future__ import annotations

from datetime import date

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from pyoxigraph import NamedNode

from ontology.errors import ParameterError
from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.asof import as_of
from webapp.incoming import Incoming
from webapp.kept import Kept
from webapp.long_lists import long_list
from webapp.records import LABEL, Record, Records
from webapp.relations import Section
from webapp.site import OpenSnapshot
from webapp.validity import Told, has_period, span_of, told_of_rows

#: `?time=all` shows the rows of every time on the page of a day.
PARAMETER = "time"
ALL = "all"
#: Of all things and days together; the weight is that of the rows.
_TOLD = Kept[list[Incoming]](50_000, len)
_SUCCEEDED_BY = SAMSPILL_NS + "succeededBy"
_PLACE_CODE = SAMSPILL_NS + "PlaceCode"
_NAME = SAMSPILL_NS + "Name"


def every_time() -> bool:
    """Say whether the reader wants the rows of every time."""
    value = request.args.get(PARAMETER, "")
    if value not in ("", ALL):
        raise ParameterError(PARAMETER, value, {"nb": "all eller tomt", "en": "all or empty"})
    return value == ALL


def day_of_lists() -> date | None:
    """Give the day that lists are of; none without a day, or where every time is asked for."""
    day = as_of()
    return None if day is None or every_time() else day


def tell(snapshot: OpenSnapshot, iri: str, incoming: list[Incoming], day: date) -> list[Incoming]:
    """Say of each row whether it holds on the day."""

    def make() -> list[Incoming]:
        known = long_list(snapshot, iri)
        if known is not None:
            told = known.told(day)
        else:
            told = told_of_rows(snapshot, iri, day, {one.iri: one.type for one in incoming})
        timeless = {type_ for type_ in {one.type for one in incoming} if not has_period(type_)}
        return [
            one if one.type in timeless or found is Told.HOLDS else Incoming(*one[:-1], found)
            for one, found in zip(
                incoming, (told.get(one.iri, Told.UNDATED) for one in incoming), strict=True
            )
        ]

    return _TOLD.of(snapshot, (iri, day), make)


def of_the_day(incoming: list[Incoming]) -> tuple[list[Incoming], int]:
    """Give what points to a thing without the names of another time, and how many those are."""
    other = [one for one in incoming if one.type == _NAME and one.told is Told.OTHER_TIME]
    return [one for one in incoming if one not in other] if other else incoming, len(other)


def summary(
    records: Records, record: Record, incoming: list[Incoming], sections: list[Section], day: date
) -> dict[str, object]:
    """Give what the top of the page says about the day."""
    left_out = sum(section.other_time for section in sections)
    undated = sum(section.undated for section in sections)
    return {
        "life": _life(records, record, incoming, day),
        "name_now": _name_now(records, record),
        "left_out": left_out,
        "says": _says(left_out, undated),
        "every_time": every_time(),
    }


def note(section: Section) -> list[str]:
    """Say what a section leaves out because of the day, and what it shows without dates."""
    said = []
    if section.other_time:
        said.append(
            ngettext(
                "%(num)s gjelder en annen tid og er ikke vist.",
                "%(num)s gjelder en annen tid og er ikke vist.",
                section.other_time,
            )
        )
    if section.undated and section.undated < section.total:
        said.append(
            ngettext(
                "%(num)s er uten dato og er tatt med.",
                "%(num)s er uten dato og er tatt med.",
                section.undated,
            )
        )
    elif section.undated:
        said.append(_("Kildene daterer ingen av disse."))
    return said


def _says(left_out: int, undated: int) -> list[str]:
    said = []
    if left_out:
        said.append(
            ngettext(
                "%(num)s opplysning som gjelder en annen tid, er ikke vist i listene.",
                "%(num)s opplysninger som gjelder en annen tid, er ikke vist i listene.",
                left_out,
            )
        )
    if undated:
        said.append(
            ngettext(
                "%(num)s er tatt med uten at kildene sier når den gjaldt.",
                "%(num)s er tatt med uten at kildene sier når de gjaldt.",
                undated,
            )
        )
    return said


def _name_now(records: Records, record: Record) -> dict[str, object] | None:
    """Give what the thing is called today, where the title is a former name."""
    if record.iri not in records.former:
        return None
    today = Records(records.snapshot, records.language)
    today.load([record.iri], depth=1)
    text, language = today.name(record.iri)
    return {"text": text, "lang": language} if record.all(LABEL) else None


def _life(
    records: Records, record: Record, incoming: list[Incoming], day: date
) -> dict[str, object] | None:
    """Say that the thing was not there yet or no longer, and what was there instead."""
    if not has_period(record.type):
        return None
    span = span_of(record)
    text = day.isoformat()
    if span.begins > text:
        before = sorted({one.iri for one in incoming if one.link == _SUCCEEDED_BY})
        return _told(records, record, day, before, is_before=True)
    if span.last and span.last < text:
        after = [term.value for term in record.all(_SUCCEEDED_BY)]
        return _told(records, record, day, after, is_before=False)
    codes = [one.told for one in incoming if one.type == _PLACE_CODE]
    if codes and all(told is Told.OTHER_TIME for told in codes):
        said = _("Ingen av kodene for stedet gjaldt %(day)s.", day=texts.day(day))
        return {"title": said, "others": [], "others_label": ""}
    return None


def _told(
    records: Records, record: Record, day: date, others: list[str], *, is_before: bool
) -> dict[str, object]:
    is_a = records.snapshot.terms.is_a
    when = texts.day(day)
    if any(is_a(record.type, name) for name in ("Actor", "Place")):
        said = (
            _("Fantes ikke ennå %(day)s", day=when)
            if is_before
            else _("Fantes ikke lenger %(day)s", day=when)
        )
    elif is_a(record.type, "Initiative"):
        said = (
            _("Hadde ikke begynt %(day)s", day=when)
            if is_before
            else _("Var avsluttet %(day)s", day=when)
        )
    else:
        said = (
            _("Gjaldt ikke ennå %(day)s", day=when)
            if is_before
            else _("Gjaldt ikke lenger %(day)s", day=when)
        )
    records.load(others)
    return {
        "title": said,
        "others": [records.cell(NamedNode(iri)) for iri in others],
        "others_label": _("Før dette:") if is_before else _("Etterfulgt av:"),
    }
