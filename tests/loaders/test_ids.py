"""Ids come from what rows say; the examples are worked out by hand from the rule."""

from pathlib import Path

import pytest

from loaders.datapackage import read_contract
from loaders.ids import Proposal, propose, propose_in, slug, write
from loaders.rows import Row, read_tables
from ontology.errors import TablesRejected
from ontology.iri_policy import SLUG
from tests.loaders.conftest import SMALL, MakeTables


def rows(table: str, *cells: dict[str, str]) -> list[Row]:
    return [Row(table, f"{table}.csv", number, row) for number, row in enumerate(cells, start=2)]


def ids(table: str, *cells: dict[str, str], taken: tuple[str, ...] = ()) -> list[str]:
    return [one.id for one in propose(table, rows(table, *cells), taken)]


def test_norwegian_letters_become_ascii_by_the_rule_of_the_project() -> None:
    assert slug("Ærfugl på Sør-Odal & Åsnes") == "aerfugl-pa-sor-odal-asnes"
    assert slug("Elverum; Våler (2019)") == "elverum-valer-2019"


def test_a_long_name_is_cut_at_a_word_that_says_something() -> None:
    # 46 letters, 49 with "og" and 61 with the last word: "og" would say nothing at the end.
    name = "Viste behov for inkluderende lavterskelarenaer og møteplasser"
    assert slug(name) == "viste-behov-for-inkluderende-lavterskelarenaer"
    assert slug(name.replace("møteplasser", "møteplass")) == slug(name) + "-og-moteplass"
    assert slug("a" * 80) == "a" * 60


def test_a_label_is_the_id_and_what_it_points_to_where_there_is_none() -> None:
    assert ids("actors", {"type": "Municipality", "name_nb": "Løten kommune"}) == ["loten-kommune"]
    # The English label stands in where the Norwegian one is missing.
    assert ids("goals", {"label_nb": "", "label_en": "More jobs"}) == ["more-jobs"]
    assert ids("scopes", {"subject": "strategy:ntp", "covers": "place:hamar"}) == ["ntp-hamar"]
    # One thing alone says too little: the name, or the first code, goes with it.
    assert ids("names", {"subject": "actor:hamar", "name": "HK", "kind": "short"}) == ["hamar-hk"]
    assert ids("observations", {"subject": "place:grue", "measure": "area"}) == ["grue-area"]
    assert ids("place_codes", {"place": "grue", "scheme": "municipality", "code": "3417"}) == [
        "grue-3417"
    ]


def test_what_the_source_does_not_name_is_no_part_of_an_id() -> None:
    assert ids("memberships", {"member": "?", "organisation": "radet", "role": "member"}) == [
        "radet"
    ]


def test_two_rows_alike_get_what_sets_them_apart() -> None:
    one = {"actor": "hamar", "initiative": "t10", "role": "lead"}
    assert ids("participations", {**one, "role": "owner"}, one) == [
        "hamar-t10-owner",
        "hamar-t10-lead",
    ]
    # A row that has its id already counts as well, though its id is another.
    assert ids("participations", {**one, "id": "typed", "role": "owner"}, one) == ["hamar-t10-lead"]
    assert ids("participations", {**one, "valid_from": "2018"}, {**one, "valid_from": "2021"}) == [
        "hamar-t10-2018",
        "hamar-t10-2021",
    ]
    town = {"type": "Town", "name": "Kongsvinger"}
    assert ids("places", town, {**town, "type": "MunicipalTerritory"}) == [
        "kongsvinger-town",
        "kongsvinger-municipal-territory",
    ]


def test_several_columns_are_added_where_no_single_one_is_enough() -> None:
    # The last row shares its role with the second and its time with the first.
    def row(role: str, start: str) -> dict[str, str]:
        return {"actor": "hamar", "initiative": "t10", "role": role, "valid_from": start}

    found = ids("participations", row("lead", "2018"), row("owner", "2021"), row("owner", "2018"))
    assert found == ["hamar-t10-lead", "hamar-t10-2021", "hamar-t10-owner-2018"]


def test_rows_that_nothing_sets_apart_are_numbered() -> None:
    one = {"actor": "hamar", "initiative": "t10", "role": "lead", "note": "en merknad"}
    assert ids("participations", one, one, one) == ["hamar-t10", "hamar-t10-2", "hamar-t10-3"]
    assert ids("topics", {"label_nb": "Klima"}, taken=("klima",)) == ["klima-2"]


def test_an_id_that_another_row_has_is_not_given_twice() -> None:
    # The row "hamar" means something else, and differs in its type.
    assert ids(
        "actors",
        {"id": "hamar", "type": "Municipality", "name_nb": "Hamar kommune"},
        {"type": "ActorGroup", "name_nb": "Hamar"},
    ) == ["hamar-actor-group"]


def test_a_row_that_says_nothing_gets_the_name_of_its_kind() -> None:
    found = propose("participations", rows("participations", {"id": ""}, {"id": ""}))
    assert found == [
        Proposal("participations.csv", 2, "participation", ()),
        Proposal("participations.csv", 3, "participation-2", ()),
    ]


def test_every_proposal_for_the_curated_tables_is_an_id_and_unique() -> None:
    data = Path(__file__).parents[2] / "data"
    for name, found in read_tables(data, read_contract(data)).rows.items():
        blank = [Row(name, row.file, row.number, {**row.cells, "id": ""}) for row in found]
        proposed = [one.id for one in propose(name, blank)]
        assert len(set(proposed)) == len(found)
        assert all(SLUG.match(one) for one in proposed), name


def test_ids_are_written_into_the_file_and_then_there_are_none_to_propose(
    make_tables: MakeTables,
) -> None:
    folder = make_tables(
        participations=[{**row, "id": ""} for row in SMALL["participations"]],
        merged_ids=[
            {
                "id": "m",
                "old_id": "participation:radet-prosjektet",
                "new_id": "participation:x",
                "why": "",
            }
        ],
    )
    file = folder / "participations.csv"
    before = file.read_bytes()
    file.chmod(0o640)
    proposals = propose_in(folder, "participations")
    # "radet-prosjektet" was an id once and is not given again.
    assert [one.id for one in proposals] == ["radet-prosjektet-2", "selskapet-prosjektet"]
    assert file.read_bytes() == before
    write(folder, "participations", proposals)
    wanted = before.replace(b"\n,radet", b"\nradet-prosjektet-2,radet")
    wanted = wanted.replace(b"\n,selskapet", b"\nselskapet-prosjektet,selskapet")
    assert file.read_bytes() == wanted
    assert file.stat().st_mode & 0o777 == 0o640
    assert propose_in(folder, "participations") == []
    assert {path.suffix for path in folder.iterdir()} == {".csv", ".json"}


def test_a_file_that_has_changed_meanwhile_is_left_alone(make_tables: MakeTables) -> None:
    folder = make_tables(participations=[{**row, "id": ""} for row in SMALL["participations"]])
    proposals = propose_in(folder, "participations")
    file = folder / "participations.csv"
    file.write_bytes(file.read_bytes().replace(b"owner", b"partner").replace(b"radet", b"rotet"))
    changed = file.read_bytes()
    with pytest.raises(TablesRejected, match=r"participations.csv.* was not changed"):
        write(folder, "participations", proposals)
    assert file.read_bytes() == changed


def test_a_table_that_cannot_be_read_whole_or_has_no_file_is_refused(
    make_tables: MakeTables,
) -> None:
    folder = make_tables()
    with pytest.raises(TablesRejected, match=r"goals.csv: does not exist"):
        propose_in(folder, "goals")
    (folder / "goals.csv").write_text("id,holder\n", encoding="utf-8")
    with pytest.raises(TablesRejected, match="is missing from the header"):
        propose_in(folder, "goals")
    # The fault of another table is no hindrance.
    assert propose_in(folder, "participations") == []
