"""A small region in tables; what the tests expect of its pages is counted on paper from here."""

from tests.loaders.conftest import Rows

#: Thirty measures of one project: more than a page of a list.
MEASURES: Rows = [
    {
        "id": f"tiltak-{number:02}",
        "type": "Measure",
        "part_of": "gronn",
        "name_nb": f"Tiltak {number:02}",
        "locator": f"L{number + 10}",
    }
    for number in range(1, 31)
]

REGION: dict[str, Rows] = {
    "sources": [
        {"id": "sak", "title": "Saksframlegg", "lines": "80", "language": "nb"},
        {"id": "plan", "title": "Regional plan", "lines": "90", "language": "nb"},
    ],
    "places": [
        {"id": "regionen", "type": "Region", "name": "Regionen", "source": "plan"},
        {"id": "hamar-omrade", "type": "MunicipalTerritory", "name": "Hamar", "source": "plan"},
    ],
    "place_parts": [
        {"id": "pp1", "part": "hamar-omrade", "whole": "regionen", "source": "plan"},
    ],
    "actors": [
        {
            "id": "radet",
            "type": "RegionalCouncil",
            "name_nb": "Regionrådet",
            "acts_for": "regionen",
            "website": "https://example.org/radet",
            "source": "sak",
            "locator": "L7-8",
        },
        {
            "id": "hamar",
            "type": "Municipality",
            "name_nb": "Hamar kommune",
            "source": "plan",
            "locator": "L1",
        },
        {
            "id": "loten",
            "type": "Municipality",
            "name_nb": "Løten kommune",
            "source": "plan",
            "locator": "L2",
            "confidence": "implied",
        },
        {"id": "alle", "type": "ActorGroup", "name_nb": "Alle kommunene", "source": "plan"},
        {
            "id": "farlig",
            "type": "DevelopmentAgency",
            "name_nb": "<b>Farlig</b> & Sønn",
            "source": "plan",
        },
    ],
    "names": [
        {
            "id": "n1",
            "subject": "actor:radet",
            "name": "Gamlerådet",
            "language": "nb",
            "kind": "former",
            "source": "sak",
            "locator": "L9",
            "valid_to": "2018",
        },
        {
            "id": "n2",
            "subject": "actor:radet",
            "name": "Regjonrådet",
            "kind": "misspelling",
            "source": "sak",
            "locator": "L12",
        },
    ],
    "mentions": [
        {
            "id": "m1",
            "subject": "actor:radet",
            "source": "plan",
            "locator": "L55",
            "says": "Nevnt som vertskap.",
        }
    ],
    "initiatives": [
        {
            "id": "gronn",
            "type": "Project",
            "name_nb": "Grønn vekst",
            "name_en": "Green growth",
            "start": "2018",
            "end": "2020-høst",
            "source": "plan",
            "locator": "L10",
        },
        {
            "id": "rom",
            "type": "Project",
            "name_nb": "Rom for unge",
            "start": "2025-06-01",
            "modality": "planned",
            "source": "sak",
            "locator": "L19-21",
        },
        *[{**row, "source": "plan"} for row in MEASURES],
    ],
    "participations": [
        {
            "id": "gronn-hamar",
            "actor": "hamar",
            "initiative": "gronn",
            "role": "owner",
            "source": "plan",
            "locator": "L20",
        },
        {
            "id": "gronn-loten",
            "actor": "loten",
            "initiative": "gronn",
            "role": "partner",
            "source": "plan",
            "locator": "L21",
        },
        {
            "id": "rom-hamar",
            "actor": "hamar",
            "initiative": "rom",
            "role": "partner",
            "modality": "planned",
            "source": "sak",
            "locator": "L32",
        },
        {
            # Told as a fact, of something that is only planned.
            "id": "rom-radet",
            "actor": "radet",
            "initiative": "rom",
            "role": "owner",
            "source": "sak",
            "locator": "L31",
        },
    ],
    "collaborations": [
        {
            "id": "hamar-radet",
            "left": "hamar",
            "right": "radet",
            "about_nb": "Felles skole",
            "source": "plan",
            "locator": "L60",
        }
    ],
    "governance": [
        {
            "id": "styring",
            "subject": "initiative:gronn",
            "body": "?",
            "function": "steering",
            "source": "plan",
            "locator": "L70",
        }
    ],
    "funding": [
        {
            "id": "tilsagt",
            "subject": "initiative:rom",
            "amount": "700000",
            "currency": "NOK",
            "bound": "ceiling",
            "kind": "grant",
            "status": "granted",
            "source": "sak",
            "locator": "L5-8",
        },
        {
            "id": "foreslatt",
            "subject": "initiative:rom",
            "amount": "700000",
            "currency": "NOK",
            "kind": "grant",
            "status": "proposed",
            "modality": "proposed",
            "note": "Ingen giver er nevnt.",
            "source": "sak",
            "locator": "L30",
        },
    ],
    "funding_parties": [
        {
            "id": "tilsagt-radet",
            "funding": "tilsagt",
            "actor": "radet",
            "role": "funder",
            "source": "sak",
            "locator": "L7",
        }
    ],
    "contradictions": [
        {
            "id": "vedtatt",
            "kind": "ambiguity",
            "subject": "initiative:rom",
            "label_nb": "Er pengene vedtatt eller foreslått?",
            "label_en": "Is the money granted or proposed?",
        }
    ],
    "contradiction_claims": [
        {"id": "c1", "contradiction": "vedtatt", "claim": "funding:tilsagt", "locator": "L5"},
        {"id": "c2", "contradiction": "vedtatt", "claim": "funding:foreslatt", "locator": "L30"},
    ],
}
