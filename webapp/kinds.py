"""The kinds of things, by the word in their IRIs, and how the pages name them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from flask_babel import force_locale
from flask_babel import gettext as _

from webapp.datasets import LIST
from webapp.language import current_language

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
    "agreement": "Agreement",
    "event": "Event",
    "analysis": "Analysis",
    "study-programme": "StudyProgramme",
    "infrastructure": "Infrastructure",
    "place": "Place",
    "target-group": "TargetGroup",
    "topic": "Topic",
    "person": "Person",
    "source": "Document",
    "contradiction": "Contradiction",
}


def kind_name(kind: str) -> str:
    """Give the plural of a kind in the language of the request."""
    return _kind_names(current_language()).get(kind, kind.replace("-", " ").capitalize())


@cache
def _kind_names(_language: str) -> dict[str, str]:
    """Give all of them at once: lists of kinds ask for many, and each text is looked up slowly."""
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
        "agreement": _("Avtaler"),
        "event": _("Hendelser"),
        "analysis": _("Analyser"),
        "study-programme": _("Studier"),
        "infrastructure": _("Infrastruktur"),
        "place": _("Steder"),
        "target-group": _("Målgrupper"),
        "topic": _("Temaer"),
        "person": _("Personer"),
        "source": _("Dokumenter"),
        "contradiction": _("Motsigelser"),
        "participation": _("Deltakelser"),
        "membership": _("Medlemskap"),
        "responsibility": _("Ansvar"),
        "governance": _("Styring"),
        "funding": _("Finansiering"),
        "funding-party": _("Parter i finansiering"),
        "agreement-party": _("Parter i avtaler"),
        "alignment": _("Forankringer"),
        "adoption": _("Vedtakelser"),
        "scope": _("Virkeområder"),
        "place-part": _("Deler av steder"),
        "place-code": _("Stedskoder"),
        "topic-link": _("Temakoblinger"),
        "collaboration": _("Samarbeid"),
        "event-actor": _("Aktører i hendelser"),
        "succession": _("Etterfølgere"),
        "observation": _("Tall og utvikling"),
        "name": _("Navn"),
        "mention": _("Omtaler"),
        "identity": _("Identitetsvurderinger"),
        "merged-id": _("Sammenslåtte id-er"),
        "contradiction-claim": _("Omstridte påstander"),
        "actor-tie": _("Aktørbånd"),
        "boundary": _("Grenser"),
        "registered-unit": _("Enheter i registre"),
        "registered-project": _("Prosjekter i registre"),
        "registered-participation": _("Deltakelser i registre"),
        "registered-figure": _("Tall i registre"),
    }


def section_title(class_name: str, property_name: str) -> str:
    """Give the heading over what points to a thing, by class and property.

    An empty text means that there is no heading of its own.
    """
    by_both = {
        ("Participation", "actor"): _("Deltar i"),
        ("Participation", "initiative"): _("Deltakere"),
        ("Membership", "member"): _("Medlemskap og verv"),
        ("Membership", "organisation"): _("Medlemmer og verv"),
        ("Responsibility", "person"): _("Har ansvar for"),
        ("Responsibility", "subject"): _("Ansvarlige personer"),
        ("Responsibility", "employer"): _("Ansatte med ansvar"),
        ("AgreementParty", "actor"): _("Avtaler"),
        ("AgreementParty", "agreement"): _("Parter og andre roller"),
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
        ("PlaceCode", "place"): _("Koder"),
        ("PlacePart", "part"): _("Ligger i"),
        ("PlacePart", "whole"): _("Består av"),
        ("TopicLink", "subject"): _("Temaer"),
        ("TopicLink", "topic"): _("Handler om dette temaet"),
        ("Collaboration", "left"): _("Oppgitt samarbeid"),
        ("EventActor", "actor"): _("Hendelser"),
        ("EventActor", "event"): _("Aktører"),
        ("Succession", "predecessor"): _("Etterfulgt av"),
        ("Succession", "successor"): _("Tok over etter"),
        ("Succession", "event"): _("Hvem som tok over etter hvem"),
        ("Identity", "left"): _("Er dette det samme som noe annet?"),
        ("MergedId", "mergedInto"): _("Tidligere id-er"),
        ("ActorTie", "tieBetween"): _("Bånd til andre aktører"),
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
        ("Infrastructure", "place"): _("Infrastruktur"),
        ("Actor", "seat"): _("Aktører som holder til her"),
        ("Actor", "actsFor"): _("Aktører som opptrer på vegne av stedet"),
        ("Topic", "broader"): _("Smalere temaer"),
        ("Observation", "subject"): _("Tall og utvikling"),
        ("RegisteredUnit", "parentUnit"): _("Underliggende enheter"),
    }
    if property_name == "during":
        return _("Gjelder i perioden")
    return by_both.get((class_name, property_name), "")


def list_url(kind: str) -> str:
    """Give the page that lists all things of a kind, or the nearest there is."""
    own = {
        "source": "/sources",
        "mention": "/sources",
        "contradiction": "/quality#contradictions",
        "contradiction-claim": "/quality#contradictions",
        "identity": "/quality#identities",
    }
    if kind.startswith("registered-"):
        return LIST
    return own.get(kind, f"/search?kind={kind}" if kind in CLASS_OF_KIND else "/search")


def choose_a_kind(kinds: Iterable[str]) -> dict[str, str]:
    """Say in both languages which kinds may be asked for: by name, with the code beside."""
    words = {"nb": "velg en av", "en": "choose one of"}
    said = {}
    for language, start in words.items():
        with force_locale(language):
            # Not by `kind_name`, which speaks the language of the request.
            names = _kind_names(language)
        named = ", ".join(f"{names.get(kind, kind)} ({kind})" for kind in kinds)
        said[language] = f"{start} {named or '–'}"
    return said
