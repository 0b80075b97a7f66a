"""Which columns the table of each kind of relation has, what heads them, and their order."""

from __future__ import annotations

from flask_babel import gettext as _

#: Columns of numbers.
NUMERIC = {"shareAmount", "weight"}

#: The columns of each class; the one that is the page's own thing is left out.
COLUMNS: dict[str, tuple[str, ...]] = {
    "Participation": ("actor", "initiative", "role"),
    "Membership": ("member", "organisation", "role"),
    "Responsibility": ("person", "role", "subject", "employer"),
    "AgreementParty": ("agreement", "actor", "role"),
    "Governance": ("subject", "body", "function", "reportsTo", "frequency"),
    "Funding": ("amount", "fundingKind", "fundingStatus", "subject"),
    "FundingParty": ("actor", "funding", "role", "shareAmount"),
    "Alignment": ("initiative", "subject", "alignmentRelation"),
    "Adoption": ("subject", "adopter"),
    "Scope": ("subject", "covers"),
    "PlacePart": ("part", "whole"),
    "PlaceCode": ("placeCode", "codeList", "place"),
    "TopicLink": ("subject", "topic"),
    "Collaboration": ("left", "right", "about"),
    "EventActor": ("event", "actor", "role"),
    "Succession": ("predecessor", "successor", "event"),
    "Identity": ("left", "right", "judgement", "evidence"),
    "MergedId": ("formerThing", "why"),
    "ActorTie": ("tieBetween", "through", "weight"),
    "Target": ("value", "subject", "by"),
    "Result": ("resultStatus", "value", "subject"),
    "Observation": ("measure", "value", "direction", "subject"),
}

#: The order of the sections of a page, by class; who and with what money comes first.
ORDER = (
    "Participation",
    "AgreementParty",
    "Funding",
    "FundingParty",
    "Membership",
    "Governance",
    "Responsibility",
    "Goal",
    "Target",
    "Result",
    "Indicator",
    "Initiative",
    "Deliverable",
    "Alignment",
    "Strategy",
    "FocusArea",
    "Adoption",
    "Scope",
    "PlaceCode",
    "PlacePart",
    "Collaboration",
    "Agreement",
    "EventActor",
    "Succession",
    "Event",
    "Analysis",
    "StudyProgramme",
    "Infrastructure",
    "TopicLink",
    "Topic",
    "Observation",
    "Actor",
    "Place",
    "Identity",
    "MergedId",
    "ActorTie",
)

#: Where the order of a list of codes says more than the alphabet: who is a party comes first.
ROLES_FIRST = {
    "AgreementParty": ("party", "intended-party", "channel", "advocate"),
    "FundingParty": ("funder", "recipient"),
    "Membership": ("chair", "board-member", "member", "representative", "observer"),
}


#: Where the weight of the rows says more than the alphabet.
HEAVIEST_FIRST = {"ActorTie"}


def columns_beside(class_name: str, link: str) -> list[str]:
    """Give the columns of a section: all but the one that is the page's own thing."""
    names = [name for name in COLUMNS[class_name] if name != link]
    return ["tieBetween", *names] if class_name == "ActorTie" else names


def first_column(class_name: str, link: str) -> str:
    """Give the column that names each row and that the rows are sorted by."""
    name = columns_beside(class_name, link)[0]
    # Of two sides without a direction the other one is shown, whichever it is.
    return "left" if is_two_sided(class_name, link) and name == "right" else name


def is_two_sided(class_name: str, link: str) -> bool:
    """Say whether the rows have two sides, one of which is the page's own thing."""
    return link == "left" or class_name == "ActorTie"


def heading(class_name: str, name: str) -> str:
    """Give the heading of a column that the name of its property would not explain."""
    if name in ("left", "right", "tieBetween"):
        return _("Sammenlignet med") if class_name == "Identity" else _("Den andre parten")
    return {
        ("Membership", "organisation"): _("Organisasjon eller organ"),
        ("Funding", "subject"): _("Hva"),
        ("Governance", "subject"): _("Hva"),
        ("Adoption", "subject"): _("Hva"),
        ("TopicLink", "subject"): _("Hva"),
        ("Scope", "subject"): _("Hva"),
        ("Observation", "subject"): _("Hva"),
        ("Target", "subject"): _("Hva"),
        ("Result", "subject"): _("Hva"),
        ("Responsibility", "subject"): _("Hva"),
        ("Scope", "covers"): _("Sted, målgruppe eller aktør"),
        ("PlaceCode", "codeList"): _("Kodeliste"),
        ("MergedId", "formerThing"): _("Tidligere id"),
        ("Alignment", "subject"): _("Mål eller strategi"),
        ("PlacePart", "part"): _("Sted"),
        ("PlacePart", "whole"): _("Sted"),
    }.get((class_name, name), "")
