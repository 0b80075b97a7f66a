"""``samspill duplicates``: which pairs are told, which are not, and in which order."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.running import samspill
from tests.loaders.conftest import SMALL, Rows, write_tables

ROOT = Path(__file__).parents[2]
SHARED = Path(__file__).parents[3] / "shared" / "facts"
TABLES = ("places", "actors", "initiatives", "participations", "funding", "funding_parties")
EMPTY: dict[str, Rows] = {name: [] for name in TABLES}


def pairs(folder: Path, tables: dict[str, Rows], *options: str) -> list[dict[str, Any]]:
    """Give the pairs that are told of small tables."""
    write_tables(folder / "data", {**SMALL, **EMPTY, **tables})
    done = samspill("duplicates", "--json", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["pairs"]
    assert isinstance(found, list)
    return found


def ends(found: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(pair["left"], pair["right"]) for pair in found}


def actor(identifier: str, name: str, type_: str = "Company", **cells: str) -> dict[str, str]:
    return {"id": identifier, "type": type_, "name_nb": name, **cells}


def test_rows_with_names_alike_are_told_with_score_reason_and_place(tmp_path: Path) -> None:
    rows = [
        actor("a", "Magnor Næringshage", "BusinessGarden"),
        actor("b", "Sirkula IKS"),
        actor("c", "MAGNOR NARINGSHAGE", "BusinessGarden"),
        actor("d", "Sirkula"),
    ]
    first, second = pairs(tmp_path, {"actors": rows})
    assert (first["left"], first["right"], first["score"]) == ("actor:b", "actor:d", 0.85)
    assert first["reason"] == {
        "nb": "Samme navn; begge fra samme kilde",
        "en": "Same name; both from one source",
    }
    assert (first["file"], first["table"], first["rows"]) == ("actors.csv", "actors", [3, 5])
    assert (second["left"], second["right"]) == ("actor:a", "actor:c")
    assert second["reason"]["nb"].startswith("Navnene ligner")


@pytest.mark.parametrize("judgement", ["same", "different", "unsure"])
@pytest.mark.parametrize(("left", "right"), [("a", "b"), ("b", "a")])
def test_a_pair_that_is_judged_is_not_told(
    tmp_path: Path, left: str, right: str, judgement: str
) -> None:
    judged = {
        "id": "1",
        "left": f"actor:{left}",
        "right": f"actor:{right}",
        "judgement": judgement,
        "evidence": "Sett etter.",
    }
    rows = [actor("a", "Sirkula"), actor("b", "Sirkula IKS")]
    assert len(pairs(tmp_path, {"actors": rows})) == 1
    assert pairs(tmp_path, {"actors": rows, "identities": [judged]}) == []


def test_a_chain_of_same_counts_as_judged(tmp_path: Path) -> None:
    rows = [actor("a", "Sirkula"), actor("b", "Renovasjonen"), actor("c", "Sirkula IKS")]
    rows.append(actor("d", "Sirkula AS"))
    judged = [
        {
            "id": f"{left}-{right}",
            "left": f"actor:{left}",
            "right": f"actor:{right}",
            "judgement": judgement,
            "evidence": "Sett etter.",
        }
        for left, right, judgement in [
            ("a", "b", "same"),
            ("c", "b", "same"),
            ("b", "d", "different"),
        ]
    ]
    told = pairs(tmp_path, {"actors": rows, "identities": judged})
    # a, b and c are one; what is said of b and d holds for all three.
    assert told == []


def test_ids_that_are_merged_are_not_told(tmp_path: Path) -> None:
    rows = [actor("a", "Sirkula"), actor("b", "Sirkula IKS")]
    merged = [{"id": "1", "old_id": "actor:b", "new_id": "actor:a", "why": "Samme."}]
    # The table still has the row: that is for `samspill validate` to tell.
    assert pairs(tmp_path, {"actors": rows, "merged_ids": merged}) == []


def test_a_municipality_and_its_territory_are_never_a_pair(tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "places": [{"id": "hamar", "type": "MunicipalTerritory", "name": "Hamar"}],
        "actors": [actor("hamar", "Hamar", "Municipality", acts_for="hamar")],
    }
    assert pairs(tmp_path, tables) == []


def test_a_part_and_its_whole_are_told_as_such_and_come_last(tmp_path: Path) -> None:
    initiatives = [
        {"id": "program", "type": "Programme", "name_nb": "Grønn vekst"},
        {"id": "prosjekt", "type": "Project", "name_nb": "Grønn vekst", "part_of": "program"},
        {"id": "fase", "type": "Phase", "name_nb": "Grønn vekst", "part_of": "prosjekt"},
        {"id": "annet", "type": "Project", "name_nb": "Grønn  vekst!"},
    ]
    told = pairs(tmp_path, {"initiatives": initiatives})
    assert told[0]["left"] == "initiative:prosjekt"
    assert told[0]["right"] == "initiative:annet"
    parts = [pair for pair in told if "er del av" in pair["reason"]["nb"]]
    assert ends(parts) == {
        ("initiative:program", "initiative:prosjekt"),
        ("initiative:prosjekt", "initiative:fase"),
        ("initiative:program", "initiative:fase"),  # by way of the project
    }
    assert told[-3:] == parts
    assert "initiative:fase er del av initiative:program" in " ".join(
        pair["reason"]["nb"] for pair in parts
    )


def test_what_speaks_against_is_told_and_lowers_the_score(tmp_path: Path) -> None:
    places = [
        {"id": "vang", "type": "MunicipalTerritory", "name": "Vang"},
        {"id": "vang-hedmark", "type": "MunicipalTerritory", "name": "Vang"},
        {"id": "valdres", "type": "Region", "name": "Valdres"},
        {"id": "hedmark", "type": "County", "name": "Hedmark"},
    ]
    parts = [
        {"id": "1", "part": "vang", "whole": "valdres"},
        {"id": "2", "part": "vang-hedmark", "whole": "hedmark"},
    ]
    actors = [
        actor("v", "Vang kommune", "Municipality", acts_for="vang"),
        actor("h", "Vang kommune", "Municipality", acts_for="vang-hedmark", dissolved="1991"),
        actor("n", "Vang kommune", "Municipality", acts_for="vang", founded="1992"),
    ]
    told = pairs(tmp_path, {"places": places, "place_parts": parts, "actors": actors})
    by_ends = {(pair["left"], pair["right"]): pair for pair in told}
    territories = by_ends["place:vang", "place:vang-hedmark"]
    assert "ulike steder: place:valdres, place:hedmark" in territories["reason"]["nb"]
    same = by_ends["actor:v", "actor:n"]
    elsewhere = by_ends["actor:v", "actor:h"]
    later = by_ends["actor:h", "actor:n"]
    assert "ulike steder: place:vang, place:vang-hedmark" in elsewhere["reason"]["nb"]
    assert "ikke på samme tid" in later["reason"]["nb"]
    assert same["score"] > elsewhere["score"] > later["score"]


def test_one_organisation_number_is_a_pair_whatever_the_names(tmp_path: Path) -> None:
    rows = [
        actor("a", "Hedmark Kunnskapspark", orgnr="974760673"),
        actor("b", "Klosser Innovasjon", orgnr="974760673"),
        actor("c", "Klosser Innovasjon AS", orgnr="971526920"),
    ]
    told = pairs(tmp_path, {"actors": rows})
    assert (told[0]["left"], told[0]["right"], told[0]["score"]) == ("actor:a", "actor:b", 1.0)
    assert "ulike organisasjonsnumre" in told[1]["reason"]["nb"]
    assert told[1]["score"] < 0.5


def test_sources_of_one_address_are_a_pair(tmp_path: Path) -> None:
    sources = [
        {"id": "a", "title": "Om", "url": "https://www.hamar.kommune.no/om/"},
        {"id": "b", "title": "Noe annet", "url": "http://hamar.kommune.no/om#topp"},
        {"id": "c", "title": "Om", "url": "https://www.hamar.kommune.no/om?side=2"},
        {"id": "d", "title": "Om"},
        {"id": "e", "title": "Om"},
    ]
    assert ends(pairs(tmp_path, {"sources": sources})) == {("source:a", "source:b")}


def money(identifier: str, **cells: str) -> dict[str, str]:
    row = {"amount": "5000000", "currency": "NOK", "kind": "grant", "status": "granted"}
    return {"id": identifier, "subject": "initiative:i", **row, **cells}


def test_the_same_money_in_two_rows_is_a_pair(tmp_path: Path) -> None:
    funding = [
        money("a", valid_from="2018", valid_to="2020"),
        money("b", valid_from="2020", valid_to="2022"),  # a year in common with a
        money("c", valid_from="2023", valid_to="2024"),  # none
        money("d", currency="SEK", valid_from="2018"),
        money("e", amount="5000001", valid_from="2018"),
        money("f", amount="5000000.0", decided="2018-05-30"),  # decided in the first year of a
        money("g", valid_from="2018"),  # of another
        money("h", part_of="a"),  # no year
    ]
    parties = [
        {"id": one["id"], "funding": one["id"], "actor": "fylket", "role": "funder"}
        for one in funding
        if one["id"] != "g"
    ]
    parties.append({"id": "g", "funding": "g", "actor": "?", "role": "funder"})
    tables: dict[str, Rows] = {
        "actors": [actor("fylket", "Innlandet fylkeskommune", "CountyAuthority")],
        "initiatives": [{"id": "i", "type": "Project", "name_nb": "Grønn vekst"}],
        "funding": funding,
        "funding_parties": parties,
    }
    told = pairs(tmp_path, tables)
    by_ends = {(pair["left"][8:], pair["right"][8:]): pair for pair in told}
    years = {("a", "b"), ("a", "f")}
    no_year = {(one, "h") for one in "abcf"}
    assert set(by_ends) == years | no_year
    assert by_ends["a", "b"]["score"] == 1.0
    assert by_ends["a", "b"]["reason"]["nb"] == (
        "Samme beløp: 5000000 NOK; samme finansiør: actor:fylket; samme år"
    )
    assert "året står ikke på begge" in by_ends["b", "h"]["reason"]["nb"]
    part = by_ends["a", "h"]
    assert "funding:h er del av funding:a" in part["reason"]["nb"]
    assert told[-1] == part


def test_two_recipients_of_one_sum_are_less_of_a_pair(tmp_path: Path) -> None:
    funding = [money(one, decided="2024") for one in "abc"]
    parties = [
        {"id": f"{one}-{role}", "funding": one, "actor": name, "role": role}
        for one, recipient in (("a", "x"), ("b", "y"), ("c", ""))
        for role, name in (("funder", "fylket"), ("recipient", recipient))
        if name
    ]
    tables: dict[str, Rows] = {
        "actors": [
            actor("fylket", "Innlandet fylkeskommune", "CountyAuthority"),
            actor("x", "Fjellhagen", "Company"),
            actor("y", "Dalskogen", "Company"),
        ],
        "initiatives": [{"id": "i", "type": "Project", "name_nb": "Grønn vekst"}],
        "funding": funding,
        "funding_parties": parties,
    }
    by_ends = {(one["left"][8:], one["right"][8:]): one for one in pairs(tmp_path, tables)}
    assert set(by_ends) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert by_ends["a", "b"]["score"] == 0.5
    assert "ulike mottakere" in by_ends["a", "b"]["reason"]["nb"]
    # Who received the one is not told, so it may be the other.
    assert by_ends["a", "c"]["score"] == 1.0


def test_goals_are_looked_through_only_when_asked_for(tmp_path: Path) -> None:
    goals = [
        {"id": name, "holder": "actor:r", "label_nb": "Bygge et felles omdømme"} for name in "ab"
    ]
    tables: dict[str, Rows] = {"actors": [actor("r", "Rådet")], "goals": goals}
    assert pairs(tmp_path, tables) == []
    assert ends(pairs(tmp_path, tables, "--kind", "goal")) == {("goal:a", "goal:b")}


def test_pairs_are_told_to_people_in_both_languages(tmp_path: Path) -> None:
    rows = [actor("a", "Sirkula"), actor("b", "Sirkula IKS")]
    write_tables(tmp_path / "data", {**SMALL, **EMPTY, "actors": rows})
    done = samspill("duplicates", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "0.85  actor:a – actor:b (actors.csv, rad 2 og 3)",
        "      Sirkula | Sirkula IKS",
        "      Samme navn; begge fra samme kilde",
        "",
        "Par å vurdere: 1",
    ]
    english = samspill("--lang", "en", "duplicates", "data", cwd=tmp_path).stdout
    assert "(actors.csv, rows 2 and 3)" in english
    assert english.endswith("Pairs to judge: 1\n")


def test_tables_without_a_pair_say_so(tmp_path: Path) -> None:
    write_tables(tmp_path / "data", SMALL)
    done = samspill("duplicates", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Ingen par å vurdere.\n")


def test_the_pairs_can_be_written_to_judge_them_in(tmp_path: Path) -> None:
    rows = [actor("a", "Sirkula"), actor("b", "Sirkula IKS")]
    write_tables(tmp_path / "data", {**SMALL, **EMPTY, "actors": rows})
    done = samspill("duplicates", "--out", "par.xlsx", cwd=tmp_path)
    assert done.stdout == "Skrevet: par.xlsx\nPar å vurdere: 1\n"
    sheet = load_workbook(tmp_path / "par.xlsx").active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True))[1] == (
        *(0.85, "actor:a", "actor:b", "Sirkula", "Sirkula IKS", "actors", 2, 3),
        *("Samme navn; begge fra samme kilde", None, None),
    )
    assert samspill("duplicates", "--out", "par.xlsx", cwd=tmp_path).returncode == 1
    assert samspill("duplicates", "--out", "par.csv", "--force", cwd=tmp_path).returncode == 0
    with (tmp_path / "par.csv").open(encoding="utf-8", newline="") as file:
        (line,) = csv.DictReader(file)
    assert (line["left"], line["judgement"], line["evidence"]) == ("actor:a", "", "")


def test_a_table_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    write_tables(tmp_path / "data", SMALL)
    (tmp_path / "data" / "names.csv").write_text("id\n", encoding="utf-8")
    done = samspill("duplicates", "--json", "--out", "par.csv", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["faults"][0]["file"] == "names.csv"
    assert not (tmp_path / "par.csv").exists()


def test_no_pair_of_the_real_tables_is_judged_already(tmp_path: Path) -> None:
    done = samspill("duplicates", ROOT / "data", "--json", cwd=tmp_path)
    told = json.loads(done.stdout)
    with (ROOT / "data" / "identities.csv").open(encoding="utf-8", newline="") as file:
        judged = {frozenset((row["left"], row["right"])) for row in csv.DictReader(file)}
    assert judged
    assert not judged & {frozenset(pair) for pair in ends(told["pairs"])}
    scores = [pair["score"] for pair in told["pairs"]]
    assert scores == sorted(scores, reverse=True)
    kinds = {
        end.partition(":")[0] for pair in told["pairs"] for end in (pair["left"], pair["right"])
    }
    assert kinds <= {"actor", "initiative", "strategy", "place", "source", "funding"}


def facts(name: str) -> list[dict[str, str]]:
    """Give a file of the two sets of facts, the ids of each set made its own."""
    rows = []
    for folder in ("kongsvinger-hamar", "innlandet-national"):
        with (SHARED / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in ("id", "actor"):
                    if row.get(column):
                        row[column] = f"{folder[0]}-{row[column]}"
                rows.append(row)
    return rows


@pytest.mark.skipif(not SHARED.is_dir(), reason="the facts of ../shared are not here")
def test_two_independent_collections_meet_in_most_of_what_a_reader_found_the_same(
    tmp_path: Path,
) -> None:
    actors = [
        actor(row["id"], row["name_nb"], row["type"], orgnr=row["orgnr"]) for row in facts("actors")
    ]
    names = [
        {"id": str(i), "subject": f"actor:{row['actor']}", "name": row["name"], "kind": row["kind"]}
        for i, row in enumerate(facts("actor_names"))
    ]
    told = ends(pairs(tmp_path, {"actors": actors, "names": names}, "--kind", "actor"))
    with (SHARED / "pairs.csv").open(encoding="utf-8", newline="") as file:
        wanted = [
            (f"actor:k-{row['id_k']}", f"actor:i-{row['id_i']}")
            for row in csv.DictReader(file)
            if row["kind"] == "actor-same"
        ]
    assert len(wanted) == 18
    assert len([pair for pair in wanted if pair in told]) >= 17
