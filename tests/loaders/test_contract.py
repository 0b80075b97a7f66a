"""The contract that curators read is what declarations and ontology say, and other tools agree."""

import json
from pathlib import Path

import pytest

from loaders import contract, mapping
from loaders.curated import TABLES
from loaders.datapackage import read_contract
from ontology import vocabulary
from ontology.errors import MappingError, TablesRejected
from ontology.iri_policy import singular
from tests.loaders.conftest import MakeTables

# Written out: these words stand in IRIs and in "kind:id", and are costly to turn later.
WORDS = """
sources source
mentions mention
places place
place_parts place-part
place_codes place-code
actors actor
names name
identities identity
merged_ids merged-id
memberships membership
initiatives initiative
participations participation
governance governance
persons person
responsibilities responsibility
strategies strategy
focus_areas focus-area
adoptions adoption
scopes scope
goals goal
indicators indicator
targets target
results result
deliverables deliverable
alignments alignment
funding funding
funding_parties funding-party
agreements agreement
agreement_parties agreement-party
events event
event_actors event-actor
analyses analysis
study_programmes study-programme
infrastructure infrastructure
target_groups target-group
topics topic
topic_links topic-link
collaborations collaboration
observations observation
contradictions contradiction
contradiction_claims contradiction-claim
"""
DATA = Path(__file__).parents[2] / "data"


def test_the_file_is_what_its_generator_makes_now() -> None:
    assert (DATA / "datapackage.json").read_text(encoding="utf-8") == contract.text()


def test_every_field_has_words_in_both_languages() -> None:
    for resource in contract.descriptor()["resources"]:
        for field in resource["schema"]["fields"]:
            for key in ("title", "title_en", "description", "description_en"):
                assert field[key], f"{resource['name']}.{field['name']}: {key}"


def test_every_list_of_codes_is_the_whole_scheme() -> None:
    fields = {
        (resource["name"], field["name"]): field
        for resource in contract.descriptor()["resources"]
        for field in resource["schema"]["fields"]
    }
    for table in TABLES:
        for column in table.columns:
            if column.kind == "code":
                listed = fields[table.name, column.name]["constraints"]["enum"]
                assert listed == list(vocabulary.codes(column.scheme))


def test_no_two_tables_share_the_word_in_their_iris() -> None:
    words = [singular(table.name) for table in TABLES]
    assert len(words) == len(set(words))


def test_the_word_of_each_table_is_its_singular() -> None:
    words = dict(line.split() for line in WORDS.strip().splitlines())
    assert {table: singular(table) for table in words} == words
    assert [singular(word) for word in words.values()] == list(words.values())
    assert {table.name for table in TABLES} <= set(words)


def test_a_table_that_no_loader_declares_is_refused(make_tables: MakeTables) -> None:
    folder = make_tables()
    described = json.loads((folder / "datapackage.json").read_text())
    described["resources"][0]["name"] = "wishes"
    (folder / "datapackage.json").write_text(json.dumps(described))
    with pytest.raises(MappingError, match="a table that no loader declares"):
        mapping.bind(read_contract(folder))


def test_a_column_that_only_one_side_knows_is_refused(make_tables: MakeTables) -> None:
    folder = make_tables()
    described = json.loads((folder / "datapackage.json").read_text())
    removed = described["resources"][0]["schema"]["fields"].pop()
    (folder / "datapackage.json").write_text(json.dumps(described))
    with pytest.raises(MappingError, match=removed["name"]):
        mapping.bind(read_contract(folder))


def test_a_contract_that_is_no_json_names_its_line(make_tables: MakeTables) -> None:
    folder = make_tables()
    (folder / "datapackage.json").write_text('{\n "name": samspill }')
    with pytest.raises(TablesRejected, match=r"datapackage\.json, row 2: is not a readable"):
        read_contract(folder)
