"""Which columns the table of each kind of relation has, what heads them, and their order."""

from __future__ import annotations

from flask_babel import gettext as _

#: The columns of each class; the one that is the page's own thing is left out.
COLUMNS: dict[str, tuple[str, ...]] = {
    "Participation": ("actor", "initiative", "role"),
    "Governance": ("subject", "body", "function", "reportsTo", "frequency"),
    "Funding": ("amount", "fundingKind", "fundingStatus", "subject"),
    "FundingParty": ("actor", "funding", "role", "shareAmount"),
    "Alignment": ("initiative", "subject", "alignmentRelation"),
    "Adoption": ("subject", "adopter"),
    "Scope": ("subject", "covers"),
    "PlacePart": ("part", "whole"),
    "TopicLink": ("subject", "topic"),
    "Collaboration": ("left", "right", "about"),
    "EventActor": ("event", "actor", "role"),
    "Identity": ("left", "right", "judgement", "evidence"),
    "ActorTie": ("tieBetween", "through", "sharedInitiatives"),
    "Target": ("value", "subject"),
    "Result": ("resultStatus", "value", "subject"),
    "Observation": ("measure", "value", "direction", "subject"),
}

#: The order of the sections of a page, by class; who and with what money comes first.
ORDER = (
    "Participation",
    "Funding",
    "FundingParty",
    "Governance",
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
    "PlacePart",
    "Collaboration",
    "EventActor",
    "Event",
    "Analysis",
    "StudyProgramme",
    "TopicLink",
    "Topic",
    "Observation",
    "Actor",
    "Place",
    "Identity",
    "ActorTie",
)


def heading(class_name: str, name: str) -> str:
    """Give the heading of a column that the name of its property would not explain."""
    if name in ("left", "right", "tieBetween"):
        return _("Sammenlignet med") if class_name == "Identity" else _("Den andre parten")
    return {
        ("Funding", "subject"): _("Hva"),
        ("Governance", "subject"): _("Hva"),
        ("Adoption", "subject"): _("Hva"),
        ("TopicLink", "subject"): _("Hva"),
        ("Scope", "subject"): _("Hva"),
        ("Observation", "subject"): _("Hva"),
        ("Target", "subject"): _("Hva"),
        ("Result", "subject"): _("Hva"),
        ("Scope", "covers"): _("Sted eller målgruppe"),
        ("Alignment", "subject"): _("Mål eller strategi"),
        ("PlacePart", "part"): _("Sted"),
        ("PlacePart", "whole"): _("Sted"),
    }.get((class_name, name), "")
