"""Which columns the table of each kind of relation has."""

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
    "Target": ("value",),
    "Result": ("resultStatus", "value"),
    "Observation": ("measure", "value", "direction"),
}
