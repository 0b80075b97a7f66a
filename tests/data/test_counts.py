"""How many rows, things of each kind and rows of each document there are.

The counts are held so that a lost row is noticed. Whoever adds or takes away rows on purpose
changes them here, in the same commit.
"""

import csv
from collections import Counter
from pathlib import Path

from loaders.build import Recipe, check
from queries import catalogue

DATA = Path(__file__).parents[2] / "data"

ROWS = {
    "actors": 108,
    "adoptions": 8,
    "agreement_parties": 15,
    "agreements": 7,
    "alignments": 48,
    "analyses": 12,
    "collaborations": 26,
    "contradiction_claims": 204,
    "contradictions": 55,
    "deliverables": 73,
    "event_actors": 24,
    "events": 14,
    "focus_areas": 9,
    "funding": 6,
    "funding_parties": 4,
    "goals": 74,
    "governance": 31,
    "identities": 81,
    "indicators": 35,
    "infrastructure": 8,
    "initiatives": 109,
    "memberships": 12,
    "mentions": 179,
    "merged_ids": 0,
    "names": 38,
    "observations": 34,
    "participations": 95,
    "persons": 6,
    "place_codes": 0,
    "place_parts": 17,
    "places": 22,
    "responsibilities": 12,
    "results": 31,
    "scopes": 74,
    "sources": 9,
    "strategies": 18,
    "study_programmes": 5,
    "target_groups": 13,
    "targets": 6,
    "topic_links": 193,
    "topics": 55,
}
THINGS = {
    "ActorGroup": 68,
    "Adoption": 8,
    "Agreement": 7,
    "AgreementParty": 15,
    "Alignment": 48,
    "Analysis": 12,
    "BusinessAssociation": 1,
    "BusinessGarden": 1,
    "Collaboration": 26,
    "Contradiction": 55,
    "ContradictionClaim": 204,
    "CooperationNetwork": 3,
    "Country": 2,
    "County": 2,
    "CountyAuthority": 2,
    "Deliverable": 73,
    "DevelopmentAgency": 2,
    "Document": 9,
    "Event": 14,
    "EventActor": 24,
    "FocusArea": 9,
    "Foundation": 2,
    "Fund": 1,
    "Funding": 6,
    "FundingParty": 4,
    "Goal": 74,
    "Governance": 31,
    "HigherEducationInstitution": 5,
    "Identity": 81,
    "Indicator": 35,
    "Infrastructure": 8,
    "Initiative": 9,
    "InnovationCompany": 1,
    "KnowledgePark": 1,
    "Measure": 76,
    "Membership": 12,
    "Mention": 179,
    "MunicipalTerritory": 11,
    "Municipality": 8,
    "Name": 38,
    "Observation": 34,
    "Participation": 95,
    "Person": 6,
    "Phase": 3,
    "PlacePart": 17,
    "Programme": 4,
    "Project": 8,
    "Region": 6,
    "RegionAsActor": 5,
    "RegionalCouncil": 1,
    "ResearchInstitute": 2,
    "Responsibility": 12,
    "Result": 31,
    "Scope": 74,
    "SocialPartner": 2,
    "StateBody": 3,
    "Strategy": 18,
    "StudyProgramme": 5,
    "SubProject": 9,
    "Target": 6,
    "TargetGroup": 13,
    "Topic": 55,
    "TopicLink": 193,
    "Town": 1,
}
ROWS_OF_DOCUMENT = {
    "byregion-kongsvingerregionen": 172,
    "hamar-region-case-study": 174,
    "hamarregionen-ipr-satsinger": 146,
    "rom-for-flere-unge-voksne": 158,
    "sluttrapport-byregionprogrammet": 852,
}


def tables() -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in sorted(DATA.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def test_no_table_has_lost_a_row() -> None:
    assert {name: len(rows) for name, rows in tables().items()} == ROWS


def test_no_document_has_lost_a_row() -> None:
    sources = Counter(
        row["source"] for rows in tables().values() for row in rows if row.get("source")
    )
    assert dict(sources) == ROWS_OF_DOCUMENT


def test_every_row_is_a_thing_of_its_kind_in_the_graph() -> None:
    report = check(Recipe(DATA, catalogue.rules(), catalogue.checks()))
    assert report.things == THINGS
    assert sum(THINGS.values()) == sum(ROWS.values())
