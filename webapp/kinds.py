"""The kinds of things, by the word in their IRIs, and how the pages name them."""

from __future__ import annotations

from flask_babel import gettext as _

#: Kind (the table's singular) to the class that all its things belong to.
CLASS_OF_KIND = {
    "actor": "Actor",
    "initiative": "Initiative",
    "strategy": "Strategy",
    "focus-area": "FocusArea",
    "goal": "Goal",
    "indicator": "Indicator",
    "target": "Target",
    "result": "Result",
    "deliverable": "Deliverable",
    "event": "Event",
    "analysis": "Analysis",
    "study-programme": "StudyProgramme",
    "place": "Place",
    "target-group": "TargetGroup",
    "topic": "Topic",
    "source": "Document",
    "contradiction": "Contradiction",
}


def kind_name(kind: str) -> str:
    """Give the plural of a kind in the language of the request."""
    return {
        "actor": _("Aktører"),
        "initiative": _("Initiativer"),
        "strategy": _("Strategier"),
        "focus-area": _("Satsingsområder"),
        "goal": _("Mål"),
        "indicator": _("Indikatorer"),
        "target": _("Måltall"),
        "result": _("Resultater"),
        "deliverable": _("Leveranser"),
        "event": _("Hendelser"),
        "analysis": _("Analyser"),
        "study-programme": _("Studier"),
        "place": _("Steder"),
        "target-group": _("Målgrupper"),
        "topic": _("Temaer"),
        "source": _("Dokumenter"),
        "contradiction": _("Motsigelser"),
        "participation": _("Deltakelser"),
        "governance": _("Styring"),
        "funding": _("Finansiering"),
        "funding-party": _("Parter i finansiering"),
        "alignment": _("Forankringer"),
        "adoption": _("Vedtakelser"),
        "scope": _("Virkeområder"),
        "place-part": _("Deler av steder"),
        "topic-link": _("Temakoblinger"),
        "collaboration": _("Samarbeid"),
        "event-actor": _("Aktører i hendelser"),
        "observation": _("Tall og utvikling"),
        "name": _("Navn"),
        "mention": _("Omtaler"),
        "identity": _("Identitetsvurderinger"),
        "contradiction-claim": _("Omstridte påstander"),
        "actor-tie": _("Aktørbånd"),
    }.get(kind, kind.replace("-", " ").capitalize())


def section_title(class_name: str, property_name: str) -> str:
    """Give the heading over what points to a thing, by class and property.

    An empty text means that there is no heading of its own.
    """
    by_both = {
        ("Participation", "actor"): _("Deltar i"),
        ("Participation", "initiative"): _("Deltakere"),
        ("Governance", "body"): _("Styrer eller gir råd om"),
        ("Governance", "subject"): _("Styring"),
        ("Governance", "reportsTo"): _("Mottar rapporter og innstillinger"),
        ("Funding", "subject"): _("Finansiering"),
        ("Funding", "partOf"): _("Deler av beløpet"),
        ("FundingParty", "actor"): _("Penger gitt og mottatt"),
        ("FundingParty", "funding"): _("Giver og mottaker"),
        ("Alignment", "initiative"): _("Forankring og tilknytning"),
        ("Alignment", "subject"): _("Initiativer som er forankret her"),
        ("Adoption", "adopter"): _("Har vedtatt"),
        ("Adoption", "subject"): _("Vedtatt av"),
        ("Scope", "subject"): _("Gjelder for"),
        ("Scope", "covers"): _("Omfattes av"),
        ("PlacePart", "part"): _("Ligger i"),
        ("PlacePart", "whole"): _("Består av"),
        ("TopicLink", "subject"): _("Temaer"),
        ("TopicLink", "topic"): _("Handler om dette temaet"),
        ("Collaboration", "left"): _("Oppgitt samarbeid"),
        ("EventActor", "actor"): _("Hendelser"),
        ("EventActor", "event"): _("Aktører"),
        ("Identity", "left"): _("Er dette det samme som noe annet?"),
        ("ActorTie", "tieBetween"): _("Deltar sammen med"),
        ("Goal", "holder"): _("Mål som er satt"),
        ("Goal", "strategy"): _("Mål"),
        ("Goal", "initiative"): _("Mål"),
        ("Goal", "parent"): _("Delmål"),
        ("Strategy", "holder"): _("Strategier"),
        ("FocusArea", "strategy"): _("Satsingsområder"),
        ("Indicator", "goal"): _("Indikatorer"),
        ("Target", "subject"): _("Måltall"),
        ("Result", "subject"): _("Resultater"),
        ("Deliverable", "initiative"): _("Leveranser"),
        ("Deliverable", "goal"): _("Leveranser"),
        ("Deliverable", "realisedAs"): _("Kom ut av leveransen"),
        ("Initiative", "partOf"): _("Delprosjekter, faser og tiltak"),
        ("Analysis", "analysedBy"): _("Analyser"),
        ("StudyProgramme", "provider"): _("Studier"),
        ("StudyProgramme", "place"): _("Studier"),
        ("Actor", "seat"): _("Aktører som holder til her"),
        ("Actor", "actsFor"): _("Aktører som opptrer på vegne av stedet"),
        ("Topic", "broader"): _("Smalere temaer"),
        ("Observation", "subject"): _("Tall og utvikling"),
    }
    if property_name == "during":
        return _("Gjelder i perioden")
    return by_both.get((class_name, property_name), "")
