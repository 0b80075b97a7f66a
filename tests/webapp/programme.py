"""A small programme in tables, with every kind of thing; expectations are counted from here.

Rows without a source stand in the report (`paper`), line 1.
"""

from tests.loaders.conftest import Rows

PROGRAMME: dict[str, Rows] = {
    "sources": [
        {
            "id": "paper",
            "title": "Sluttrapport",
            "publisher": "Regionrådet",
            "file": "rapport.txt",
            "lines": "300",
            "published": "2021-05-01",
            "language": "nb",
            "kind": "report",
        },
        {"id": "plan", "title": "Årsplan", "file": "plan.txt", "lines": "50", "language": "nb"},
        # Read by nobody yet: a warning of the build.
        {"id": "ulest", "title": "Ulest notat", "file": "notat.txt", "lines": "9"},
        # Only spoken of.
        {"id": "soknad", "title": "Søknaden", "kind": "application", "note": "Ingen fil."},
    ],
    "mentions": [
        {
            "id": "soknad-sitert",
            "subject": "source:soknad",
            "source": "paper",
            "locator": "L90-91",
            "says": "Grunnlaget for programmet.",
        },
        {
            "id": "radet-igjen",
            "subject": "actor:radet",
            "source": "paper",
            "locator": "L40",
            "says": "Vertskap.",
        },
        {"id": "kari-igjen", "subject": "person:kari", "source": "paper", "locator": "L41"},
    ],
    "places": [
        {"id": "regionen", "type": "Region", "name": "Regionen", "locator": "L2"},
        {"id": "byen", "type": "MunicipalTerritory", "name": "Byen", "locator": "L2"},
    ],
    "place_codes": [
        {
            "id": "byen-gammel",
            "place": "byen",
            "scheme": "municipality-number",
            "code": "0403",
            "valid_to": "2019-12-31",
        },
        {
            "id": "byen-ny",
            "place": "byen",
            "scheme": "municipality-number",
            "code": "3403",
            "valid_from": "2020-01-01",
        },
    ],
    "actors": [
        {"id": "radet", "type": "RegionalCouncil", "name_nb": "Regionrådet", "locator": "L3"},
        {"id": "kommunen", "type": "Municipality", "name_nb": "Bykommunen", "locator": "L4"},
        {"id": "gamle", "type": "Company", "name_nb": "Gamle Utvikling", "locator": "L5"},
        {"id": "nye", "type": "DevelopmentAgency", "name_nb": "Nye Utvikling", "locator": "L5"},
        {
            "id": "utvikling",
            "type": "ActorGroup",
            "name_nb": "Utviklingsselskapet",
            "locator": "L6",
        },
    ],
    "memberships": [
        {
            "id": "m-kommunen",
            "member": "kommunen",
            "organisation": "radet",
            "role": "member",
            "locator": "L10",
        },
        {
            "id": "m-observator",
            "member": "nye",
            "organisation": "radet",
            "role": "observer",
            "locator": "L11",
        },
        {
            "id": "m-leder",
            "member": "?",
            "organisation": "radet",
            "role": "chair",
            "locator": "L12",
        },
    ],
    "identities": [
        {
            "id": "utvikling-eller-nye",
            "left": "actor:utvikling",
            "right": "actor:nye",
            "judgement": "unsure",
            "evidence": "Samme oppgaver, ulike navn.",
            "source": "paper",
            "locator": "L6",
        },
        {
            "id": "gamle-ikke-nye",
            "left": "actor:gamle",
            "right": "actor:nye",
            "judgement": "different",
            "evidence": "Den ene tok over etter den andre.",
        },
    ],
    "merged_ids": [
        {
            "id": "utgatt-1",
            "old_id": "actor:regionraadet",
            "new_id": "actor:radet",
            "why": "Samme navn, sted og type.",
        },
        {
            "id": "utgatt-2",
            "old_id": "actor:rr",
            "new_id": "actor:radet",
            "why": "Forkortelsen ble ført som en egen aktør.",
        },
    ],
    "initiatives": [
        {"id": "programmet", "type": "Programme", "name_nb": "Byprogrammet", "locator": "L20"},
        {
            "id": "prosjektet",
            "type": "Project",
            "part_of": "programmet",
            "name_nb": "Byprosjektet",
            "name_en": "The town project",
            "locator": "L21",
        },
    ],
    "participations": [
        {
            "id": "p-radet",
            "actor": "radet",
            "initiative": "prosjektet",
            "role": "owner",
            "locator": "L22",
        },
    ],
    "persons": [
        {"id": "kari", "name": "Kari Nordmann", "show_until": "2030-12-31", "locator": "L41"},
        {"id": "ola", "name": "Ola Nordmann", "locator": "L42"},
    ],
    "responsibilities": [
        {
            "id": "kari-leder",
            "person": "kari",
            "subject": "initiative:prosjektet",
            "role": "project-manager",
            "employer": "nye",
            "locator": "L41",
        },
    ],
    "target_groups": [
        {
            "id": "unge",
            "label_nb": "Unge voksne",
            "label_en": "Young adults",
            "age_from": "20",
            "age_to": "35",
        },
    ],
    "study_programmes": [
        {"id": "logistikk", "label_nb": "Logistikkstudium", "provider": "?", "place": "byen"},
    ],
    "infrastructure": [
        {
            "id": "terminalen",
            "label_nb": "Godsterminalen",
            "label_en": "The freight terminal",
            "place": "byen",
            "modality": "planned",
            "locator": "L50",
        },
    ],
    "strategies": [
        {
            "id": "strategien",
            "type": "regional-strategy",
            "title_nb": "Næringsstrategien",
            "title_en": "The business strategy",
            "holder": "radet",
            "locator": "L60",
        },
    ],
    "focus_areas": [
        {
            "id": "vekst",
            "strategy": "strategien",
            "label_nb": "Vekst",
            "label_en": "Growth",
            "locator": "L61",
        },
    ],
    "adoptions": [
        {
            "id": "vedtatt-av-kommunen",
            "subject": "strategy:strategien",
            "adopter": "actor:kommunen",
            "date": "2017",
            "locator": "L62",
        },
    ],
    "scopes": [
        {
            "id": "strategi-regionen",
            "subject": "strategy:strategien",
            "covers": "place:regionen",
            "locator": "L60",
        },
    ],
    "goals": [
        {
            "id": "arbeidsplasser",
            "holder": "initiative:prosjektet",
            "strategy": "strategien",
            "parent": "focus-area:vekst",
            "label_nb": "Flere arbeidsplasser",
            "label_en": "More jobs",
            "locator": "L70",
        },
        {
            "id": "omdomme",
            "holder": "actor:radet",
            "strategy": "strategien",
            "label_nb": "Bedre omdømme",
            "label_en": "A better reputation",
            "source": "plan",
            "locator": "L5-6; L9",
        },
    ],
    "indicators": [
        {
            "id": "vekst-i-aret",
            "goal": "arbeidsplasser",
            "label_nb": "Netto vekst i året",
            "label_en": "Net growth a year",
            "unit": "jobs-per-year",
            "locator": "L72",
        },
        {
            "id": "nye-bedrifter",
            "goal": "arbeidsplasser",
            "label_nb": "Nye bedrifter",
            "label_en": "New businesses",
            "locator": "L73",
        },
    ],
    "targets": [
        {
            "id": "hundre",
            "subject": "indicator:vekst-i-aret",
            "value": "100",
            "bound": "lower-bound",
            "unit": "jobs-per-year",
            "by": "2020-12-31",
            "locator": "L72",
        },
    ],
    "results": [
        {
            "id": "vekst-2018",
            "subject": "indicator:vekst-i-aret",
            "status": "reached",
            "value": "132",
            "unit": "jobs-per-year",
            "period": "2018",
            "locator": "L74",
            "note": "Flere forhold ligger bak.",
        },
        {
            "id": "vekst-2019",
            "subject": "indicator:vekst-i-aret",
            "status": "not-measured",
            "period": "2019",
            "locator": "L75",
        },
        {
            "id": "bedrifter",
            "subject": "indicator:nye-bedrifter",
            "status": "not-legible",
            "confidence": "implied",
            "locator": "L76",
            "note": "Tegnet i ruten er borte.",
        },
        {
            "id": "samlet",
            "subject": "goal:arbeidsplasser",
            "status": "partly-reached",
            "locator": "L77",
        },
    ],
    "deliverables": [
        {
            "id": "kartet",
            "initiative": "prosjektet",
            "goal": "arbeidsplasser",
            "label_nb": "Et næringskart",
            "label_en": "A map of businesses",
            "locator": "L80",
        },
    ],
    "alignments": [
        {
            "id": "prosjekt-strategi",
            "initiative": "prosjektet",
            "subject": "strategy:strategien",
            "relation": "supports",
            "locator": "L63",
        },
    ],
    "funding": [
        {
            "id": "rammen",
            "subject": "initiative:prosjektet",
            "amount": "1400000",
            "currency": "NOK",
            "currency_inferred": "true",
            "kind": "budget",
            "status": "not-stated",
            "locator": "L100",
            "note": "Hvem som dekker rammen, står ikke.",
        },
        {
            "id": "delen",
            "subject": "initiative:prosjektet",
            "amount": "700000",
            "currency": "NOK",
            "bound": "ceiling",
            "kind": "grant",
            "status": "granted",
            "part_of": "rammen",
            "locator": "L101",
        },
        {
            "id": "satsen",
            "subject": "initiative:programmet",
            "amount": "50",
            "currency": "NOK",
            "unit": "per-inhabitant",
            "kind": "budget",
            "status": "budgeted",
            "locator": "L102",
        },
    ],
    "funding_parties": [
        {"id": "delen-radet", "funding": "delen", "actor": "radet", "role": "funder"},
        {"id": "satsen-noen", "funding": "satsen", "actor": "?", "role": "funder"},
    ],
    "agreements": [
        {
            "id": "intensjonen",
            "type": "letter-of-intent",
            "title_nb": "Intensjonsavtale om høgskole",
            "title_en": "Letter of intent on a college",
            "modality": "planned",
            "locator": "L110",
        },
        {
            "id": "partnerskapet",
            "type": "partnership",
            "title_nb": "Partnerskapet",
            "signed": "2018-06",
            "locator": "L111",
        },
    ],
    "agreement_parties": [
        {
            "id": "partnerskapet-radet",
            "agreement": "partnerskapet",
            "actor": "radet",
            "role": "party",
            "locator": "L111",
        },
        {
            "id": "partnerskapet-kommunen",
            "agreement": "partnerskapet",
            "actor": "kommunen",
            "role": "party",
            "locator": "L111",
        },
        {
            "id": "partnerskapet-gamle",
            "agreement": "partnerskapet",
            "actor": "gamle",
            "role": "advocate",
            "locator": "L112",
        },
    ],
    "events": [
        {
            "id": "overtakelsen",
            "type": "merger",
            "label_nb": "Nye Utvikling tar over",
            "date": "2019",
            "locator": "L120",
        },
    ],
    "event_actors": [
        {
            "id": "for",
            "event": "overtakelsen",
            "actor": "gamle",
            "role": "before",
            "locator": "L120",
        },
        {
            "id": "etter",
            "event": "overtakelsen",
            "actor": "nye",
            "role": "after",
            "locator": "L120",
        },
    ],
    "analyses": [{"id": "analysen", "label_nb": "Næringsanalysen", "by": "?", "locator": "L130"}],
    "topics": [
        {
            "id": "talent",
            "scheme": "four-ts",
            "label_nb": "Talent",
            "label_en": "Talent",
            "locator": "L140",
        },
    ],
    "topic_links": [
        {
            "id": "prosjekt-talent",
            "subject": "initiative:prosjektet",
            "topic": "talent",
            "locator": "L140",
        },
    ],
    "contradictions": [
        {
            "id": "hvor-mange",
            "kind": "conflict",
            "subject": "goal:arbeidsplasser",
            "label_nb": "Ble det 132 arbeidsplasser, eller ble det ikke målt?",
            "label_en": "Were there 132 jobs, or was it not measured?",
        },
        {
            "id": "hvem-er-selskapet",
            "kind": "ambiguity",
            "subject": "actor:utvikling",
            "label_nb": "Hvilket selskap er utviklingsselskapet?",
            "label_en": "Which company is the development company?",
        },
    ],
    "contradiction_claims": [
        {"id": "k1", "contradiction": "hvor-mange", "claim": "result:vekst-2018", "locator": "L74"},
        {"id": "k2", "contradiction": "hvor-mange", "claim": "result:vekst-2019", "locator": "L75"},
        {
            "id": "k3",
            "contradiction": "hvem-er-selskapet",
            "claim": "identity:utvikling-eller-nye",
            "locator": "L6",
        },
        {"id": "k4", "contradiction": "hvem-er-selskapet", "claim": "actor:gamle", "locator": "L5"},
    ],
}
