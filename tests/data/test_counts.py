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
    "actors": 643,
    "adoptions": 71,
    "agreement_parties": 121,
    "agreements": 23,
    "alignments": 89,
    "analyses": 12,
    "collaborations": 26,
    "contradiction_claims": 220,
    "contradictions": 63,
    "deliverables": 73,
    "event_actors": 56,
    "events": 43,
    "focus_areas": 9,
    "funding": 298,
    "funding_parties": 446,
    "goals": 201,
    "governance": 41,
    "identities": 147,
    "indicators": 35,
    "infrastructure": 12,
    "initiatives": 492,
    "memberships": 270,
    "mentions": 582,
    "merged_ids": 722,
    "names": 105,
    "observations": 122,
    "participations": 1023,
    "persons": 6,
    "place_codes": 101,
    "place_parts": 263,
    "places": 208,
    "responsibilities": 12,
    "results": 31,
    "scopes": 78,
    "sources": 418,
    "strategies": 68,
    "study_programmes": 5,
    "target_groups": 13,
    "targets": 41,
    "topic_links": 193,
    "topics": 55,
}
THINGS = {
    "ActorGroup": 78,
    "Adoption": 71,
    "Agreement": 23,
    "AgreementParty": 121,
    "Alignment": 89,
    "Analysis": 12,
    "BusinessAssociation": 12,
    "BusinessGarden": 10,
    "Cluster": 12,
    "Collaboration": 26,
    "Company": 82,
    "Contradiction": 63,
    "ContradictionClaim": 220,
    "CooperationNetwork": 30,
    "Country": 2,
    "County": 3,
    "CountyAuthority": 14,
    "CulturalInstitution": 12,
    "Deliverable": 73,
    "DestinationCompany": 19,
    "DevelopmentAgency": 17,
    "Document": 418,
    "Event": 43,
    "EventActor": 56,
    "FocusArea": 9,
    "Foundation": 5,
    "Fund": 11,
    "Funding": 298,
    "FundingParty": 446,
    "Goal": 201,
    "Governance": 41,
    "HigherEducationInstitution": 23,
    "Identity": 147,
    "Indicator": 35,
    "Infrastructure": 12,
    "Initiative": 55,
    "InnovationCompany": 8,
    "KnowledgePark": 6,
    "Measure": 76,
    "Membership": 270,
    "Mention": 582,
    "MergedId": 722,
    "MunicipalTerritory": 178,
    "Municipality": 185,
    "Name": 105,
    "Observation": 122,
    "OtherOrganisation": 13,
    "Participation": 1023,
    "Person": 6,
    "Phase": 22,
    "PlaceCode": 101,
    "PlacePart": 263,
    "PreProject": 28,
    "Programme": 50,
    "Project": 252,
    "Region": 24,
    "RegionAsActor": 6,
    "RegionalCouncil": 22,
    "ResearchInstitute": 18,
    "Responsibility": 12,
    "Result": 31,
    "School": 5,
    "Scope": 78,
    "SocialPartner": 9,
    "StateBody": 33,
    "Strategy": 68,
    "StudyProgramme": 5,
    "SubProject": 9,
    "Target": 41,
    "TargetGroup": 13,
    "Topic": 55,
    "TopicLink": 193,
    "Town": 1,
    "VoluntaryOrganisation": 13,
}
ROWS_OF_DOCUMENT = {
    "byregion-kongsvingerregionen": 172,
    "hamar-region-case-study": 174,
    "hamarregionen-ipr-satsinger": 149,
    "rom-for-flere-unge-voksne": 158,
    "sluttrapport-byregionprogrammet": 852,
}
#: Rows that stand in something with an address: web pages, news, registers.
ROWS_OF_THE_WEB = 4509


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
    with_address = {row["id"] for row in tables()["sources"] if row["url"]}
    assert {one: n for one, n in sources.items() if one not in with_address} == ROWS_OF_DOCUMENT
    assert sum(sources[one] for one in with_address) == ROWS_OF_THE_WEB


def test_every_row_is_a_thing_of_its_kind_in_the_graph() -> None:
    report = check(Recipe(DATA, catalogue.rules(), catalogue.checks()))
    assert report.things == THINGS
    assert sum(THINGS.values()) == sum(ROWS.values())
