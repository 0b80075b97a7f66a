"""What a thing without a name of its own is called: one sentence a class, from what it joins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from graph.names import alphabetical, local_name
from ontology.iri_policy import table_and_id
from webapp import texts

if TYPE_CHECKING:
    from webapp.records import Record, Records


def composed(records: Records, record: Record) -> str:
    """Give the title of a thing that has no label, or nothing for a class without titles."""
    if record.all("nameText"):
        return records.words(record, "nameText")[0]
    make = _MAKERS.get(records.class_name(record))
    text = make(_Parts(records, record)) if make else ""
    return text[:1].upper() + text[1:]


class _Parts:
    """The parts of a title as text."""

    def __init__(self, records: Records, record: Record) -> None:
        self.records = records
        self.record = record

    def __getitem__(self, name: str) -> str:
        """Give what a property points to; where that is empty, what the row says of it."""
        terms = self.record.all(name)
        if terms:
            return ", ".join(self.records.text(term.value) for term in terms)
        named = {local_name(term.value) for term in self.record.all("notNamed")}
        return _("ikke navngitt") if name in named else _("ikke oppgitt")

    def stated(self, name: str) -> str:
        """Give a code, or nothing where the source does not say."""
        return "" if self.record.code(name) in ("", "not-stated") else self[name]

    def sides(self, *names: str) -> list[str]:
        """Give the two sides of a relation that has no direction, in alphabetical order."""
        terms = [term for name in names for term in self.record.all(name)]
        return sorted((self.records.text(term.value) for term in terms), key=alphabetical)


def _with(text: str, *more: str) -> str:
    given = ", ".join(one for one in more if one)
    return f"{text} ({given})" if given else text


def _funding(parts: _Parts) -> str:
    manner = parts.stated("fundingStatus") or parts.stated("fundingKind")
    if not parts.record.all("amount"):
        return _with(_("Penger til %(what)s, beløp ikke oppgitt", what=parts["subject"]), manner)
    amount = parts.records.amount(parts.record)
    return _with(_("%(amount)s til %(what)s", amount=amount, what=parts["subject"]), manner)


def _observation(parts: _Parts) -> str:
    counts_people = parts.record.code("unit") == "persons"
    figure = parts.records.value(parts.record, unit=not counts_people)
    said = " ".join(one for one in (parts["measure"], figure, parts.stated("direction")) if one)
    return _with(f"{parts['subject']}: {said}", parts.records.time(parts.record))


def _target(parts: _Parts) -> str:
    return f"{parts['subject']}: {parts.records.value(parts.record) or _('ikke oppgitt')}"


def _result(parts: _Parts) -> str:
    value = parts.records.value(parts.record, unit=False)
    time = parts.records.time(parts.record)
    if value and time.isdecimal():
        said = _("%(value)s i %(year)s", value=value, year=time)
    else:
        said = ", ".join(one for one in (value, time) if one)
    status = parts["resultStatus"]
    return _with(f"{parts['subject']}: {said}", status) if said else f"{parts['subject']}: {status}"


def _identity(parts: _Parts) -> str:
    judgement = parts["judgement"]
    return _(
        "Er %(left)s og %(right)s det samme? %(judgement)s",
        left=parts["left"],
        right=parts["right"],
        judgement=judgement[:1].upper() + judgement[1:],
    )


def _mention(parts: _Parts) -> str:
    lines = texts.lines(parts.record.one("locator"))
    text = _("Omtale av %(what)s", what=parts["subject"])
    return f"{text}, {lines}" if lines else text


def _collaboration(parts: _Parts) -> str:
    sides = [*parts.sides("left", "right"), *[_("ikke navngitt")] * 2]
    return _("Samarbeid mellom %(left)s og %(right)s", left=sides[0], right=sides[1])


def _participation(parts: _Parts) -> str:
    who, what, role = parts["actor"], parts["initiative"], parts.stated("role")
    if not role:
        return _("%(who)s deltar i %(what)s", who=who, what=what)
    return _("%(who)s, %(role)s i %(what)s", who=who, role=role, what=what)


def _membership(parts: _Parts) -> str:
    who, where = parts["member"], parts["organisation"]
    if parts.record.code("role") == "member":
        return _("%(who)s er medlem av %(where)s", who=who, where=where)
    return _("%(who)s, %(role)s i %(where)s", who=who, role=parts["role"], where=where)


def _merged_id(parts: _Parts) -> str:
    former = table_and_id(parts.record.one("formerThing"))
    return _(
        "«%(former)s» er nå %(now)s",
        former=":".join(former) if former else parts["formerThing"],
        now=parts["mergedInto"],
    )


def _governance(parts: _Parts) -> str:
    # Some functions are verbs and some are nouns.
    joint = ", " if parts.record.code("function") in ("reference", "dialogue") else " "
    return f"{parts['body']}{joint}{parts['function']}: {parts['subject']}"


_MAKERS: dict[str, Callable[[_Parts], str]] = {
    "Participation": _participation,
    "Membership": _membership,
    "Responsibility": lambda parts: f"{parts['person']}, {parts['role']}: {parts['subject']}",
    "AgreementParty": lambda parts: f"{parts['actor']}, {parts['role']}: {parts['agreement']}",
    "Governance": _governance,
    "Funding": _funding,
    "FundingParty": lambda parts: f"{parts['actor']}, {parts['role']}: {parts['funding']}",
    "Alignment": lambda parts: (
        f"{parts['initiative']} {parts['alignmentRelation']} {parts['subject']}"
    ),
    "Adoption": lambda parts: _(
        "%(who)s vedtar %(what)s", who=parts["adopter"], what=parts["subject"]
    ),
    "Scope": lambda parts: _(
        "%(what)s gjelder for %(whom)s", what=parts["subject"], whom=parts["covers"]
    ),
    "PlaceCode": lambda parts: _(
        "%(place)s: %(list)s %(code)s",
        place=parts["place"],
        list=parts["codeList"],
        code=parts.record.one("placeCode"),
    ),
    "PlacePart": lambda parts: _("%(part)s i %(whole)s", part=parts["part"], whole=parts["whole"]),
    "TopicLink": lambda parts: _(
        "%(what)s har temaet %(topic)s", what=parts["subject"], topic=parts["topic"]
    ),
    "Collaboration": _collaboration,
    "EventActor": lambda parts: f"{parts['actor']}, {parts['role']}: {parts['event']}",
    "Succession": lambda parts: _(
        "%(after)s tok over etter %(before)s",
        after=parts["successor"],
        before=parts["predecessor"],
    ),
    "Identity": _identity,
    "MergedId": _merged_id,
    "Mention": _mention,
    "Observation": _observation,
    "Target": _target,
    "Result": _result,
    "ContradictionClaim": lambda parts: _("Påstand: %(claim)s", claim=parts["claim"]),
    "ActorTie": lambda parts: " – ".join(parts.sides("tieBetween")),
}
