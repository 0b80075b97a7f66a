"""``samspill reconcile``: what it offers for names, on the real tables and on small ones."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.running import samspill
from tests.loaders.conftest import SMALL, write_tables
from webapp.cli.reconcile import COLUMNS

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"

Lines = list[dict[str, str]]


def offered(folder: Path, names: list[str], *options: object, data: Path = DATA) -> Lines:
    """Give the lines for a list of names."""
    text = io.StringIO()
    csv.writer(text).writerows([["navn", "merknad"], *([name, "x"] for name in names)])
    (folder / "liste.csv").write_text(text.getvalue(), encoding="utf-8")
    done = samspill(
        "reconcile", "liste.csv", "--column", "navn", "--data", data, *options, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def table(name: str) -> Lines:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def actors(name: str) -> set[str]:
    """Give the actors of the real tables that bear a name in one of its forms, as typed."""
    found = {
        f"actor:{row['id']}"
        for row in table("actors")
        if name.casefold() in {row[c].casefold() for c in ("name_nb", "name_en", "short_name")}
    }
    found |= {
        row["subject"]
        for row in table("names")
        if row["subject"].startswith("actor:") and row["name"].casefold() == name.casefold()
    }
    assert found, f"data/ has no actor {name!r} any more"
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Konsvingerregionen", "Kongsvingerregionen"),
        ("Høgskolen Innlandet", "Høgskolen i Innlandet"),
        ("HOEGSKOLEN I INNLANDET", "Høgskolen i Innlandet"),
        ("HKP", "Hedmark kunnskapspark"),
        ("hedmrk kunnskapspark", "Hedmark kunnskapspark"),
    ],
)
def test_the_thing_that_is_meant_comes_first(tmp_path: Path, typed: str, meant: str) -> None:
    first = offered(tmp_path, [typed], "--kind", "actor")[0]
    assert first["right"] in actors(meant)
    assert first["name"] == typed


def test_a_name_spelt_as_one_thing_alone_is_proposed_and_a_similar_one_is_unsure(
    tmp_path: Path,
) -> None:
    bearers = actors("Hedmark kunnskapspark")
    typed = ["Hedmark kunnskapspark", "hedmrk kunnskapspark"]
    lines = offered(tmp_path, typed, "--kind", "actor", "--best", 1)
    exact, similar = lines[:-1], lines[-1]
    # A successor may come to bear the name as a former one: then none of them is certain.
    assert {line["right"] for line in exact} == bearers
    certain = "same" if len(bearers) == 1 else "unsure"
    assert {(line["judgement"], line["score"]) for line in exact} == {(certain, "1.0")}
    assert exact[0]["reason"].startswith("Skrevet som navn")
    assert similar["right"] in bearers
    assert similar["judgement"] == "unsure"
    assert 0.75 < float(similar["score"]) < 1
    assert similar["reason"].startswith("Ligner på")


def test_a_municipality_is_not_a_business_garden(tmp_path: Path) -> None:
    gardens = actors("Grue Næringshage")
    lines = offered(tmp_path, ["Grue kommune"], "--best", 10)
    assert lines[0]["right"] in actors("Grue kommune")
    assert not [line for line in lines if line["right"] in gardens and line["judgement"]]
    # Also where the tables have the garden only.
    small = write_tables(
        tmp_path / "small",
        {
            **SMALL,
            "actors": [{"id": "garden", "type": "BusinessGarden", "name_nb": "Grue Næringshage"}],
        },
    )
    (alone,) = offered(tmp_path, ["Grue kommune"], data=small)
    assert (alone["right"], alone["judgement"]) == ("actor:garden", "")
    assert "«kommune» og «Næringshage» er ulike slag" in alone["reason"]


VANG: dict[str, Lines] = {
    **SMALL,
    "places": [
        {"id": "valdres", "type": "Region", "name": "Valdres"},
        {"id": "hedmark", "type": "County", "name": "Hedmark"},
        {"id": "vang", "type": "MunicipalTerritory", "name": "Vang"},
        {"id": "vang-hedmark", "type": "MunicipalTerritory", "name": "Vang"},
    ],
    "place_parts": [
        {"id": "1", "part": "vang", "whole": "valdres"},
        {"id": "2", "part": "vang-hedmark", "whole": "hedmark"},
    ],
    "place_codes": [
        {"id": "1", "place": "vang", "scheme": "municipality-number", "code": "3454"},
    ],
    "actors": [
        {"id": "v", "type": "Municipality", "name_nb": "Vang kommune", "acts_for": "vang"},
        {
            "id": "h",
            "type": "Municipality",
            "name_nb": "Vang kommune",
            "acts_for": "vang-hedmark",
            "dissolved": "1992",
        },
    ],
}


def test_two_things_of_one_name_are_both_offered_with_their_places(tmp_path: Path) -> None:
    data = write_tables(tmp_path / "small", VANG)
    lines = offered(tmp_path, ["Vang kommune"], "--kind", "actor", "--best", 1, data=data)
    assert [(line["right"], line["judgement"]) for line in lines] == [
        ("actor:v", "unsure"),
        ("actor:h", "unsure"),
    ]
    assert "sted: Vang, del av Valdres, nummer 3454" in lines[0]["reason"]
    assert "sted: Vang, del av Hedmark, til 1992" in lines[1]["reason"]
    assert "samme navn har actor:h" in lines[0]["reason"]
    places = offered(tmp_path, ["Vang"], "--kind", "place", data=data)
    assert [line["judgement"] for line in places] == ["unsure", "unsure"]
    assert "sted: del av Valdres, nummer 3454" in places[0]["reason"]


def test_two_ids_that_are_judged_the_same_are_one_thing(tmp_path: Path) -> None:
    judged = [
        {
            "id": "1",
            "left": "actor:h",
            "right": "actor:v",
            "judgement": "same",
            "evidence": "Samme.",
        }
    ]
    data = write_tables(tmp_path / "small", {**VANG, "identities": judged})
    lines = offered(tmp_path, ["Vang kommune"], "--kind", "actor", data=data)
    assert [line["judgement"] for line in lines] == ["same", "same"]


def test_all_forms_of_a_name_lead_to_the_thing(tmp_path: Path) -> None:
    names = [
        {"id": str(number), "subject": "actor:radet", "name": name, "kind": kind}
        for number, (name, kind) in enumerate(
            [
                ("Glåmdal råd", "former"),
                ("GR", "abbreviation"),
                ("Glamdalsraad", "misspelling"),
                ("Rådet vårt", "variant"),
                ("Rådet", "short"),
            ]
        )
    ]
    merged = [{"id": "1", "old_id": "actor:solor-rad", "new_id": "actor:radet", "why": "Samme."}]
    actor = {"id": "radet", "type": "RegionalCouncil", "name_nb": "Regionrådet for Solør"}
    data = write_tables(
        tmp_path / "small",
        {**SMALL, "actors": [{**actor, "short_name": "RS"}], "names": names, "merged_ids": merged},
    )
    typed = ["Glåmdal råd", "gr", "GLAMDALSRAAD", "Rådet vårt", "RS", "Solør råd", "Rådet"]
    lines = offered(tmp_path, typed, "--kind", "actor", data=data)
    assert {line["right"] for line in lines} == {"actor:radet"}
    assert [line["matched_kind"] for line in lines] == [
        *("former", "abbreviation", "misspelling", "variant", "short", "former-id", "short"),
    ]
    # An id that was given up is no name, and the last one is a word that every document uses for a
    # council of its own.
    assert [line["judgement"] for line in lines] == ["same"] * 5 + ["unsure"] * 2
    assert "et vanlig ord som kan bety flere" in lines[-1]["reason"]


def test_company_forms_that_differ_are_not_certainly_one_company(tmp_path: Path) -> None:
    rows = [{"id": "hias", "type": "Company", "name_nb": "Hias IKS"}]
    data = write_tables(tmp_path / "small", {**SMALL, "actors": rows})
    lines = offered(tmp_path, ["HIAS", "Hias iks", "Hias AS"], data=data)
    assert [line["judgement"] for line in lines] == ["same", "same", "unsure"]
    assert "ulike selskapsformer: AS, IKS" in lines[2]["reason"]


def test_an_empty_cell_and_a_name_like_none_have_lines_that_say_so(tmp_path: Path) -> None:
    lines = offered(tmp_path, ["", "Xyzzyq", "–"])
    assert [(line["row"], line["right"], line["reason"], line["judgement"]) for line in lines] == [
        ("2", "", "Cellen er tom", ""),
        ("3", "", "Ingen kandidat", ""),
        ("4", "", "Navnet har verken bokstaver eller tall", ""),
    ]


def test_people_are_offered_only_when_asked_for(tmp_path: Path) -> None:
    person = {"id": "kari", "name": "Kari Nordmann", "show_until": "2999"}
    data = write_tables(tmp_path / "small", {**SMALL, "persons": [person]})
    (unasked,) = offered(tmp_path, ["Kari Nordmann"], data=data)
    assert unasked["right"] == ""
    (asked,) = offered(tmp_path, ["Kari Nordmann"], "--kind", "person", data=data)
    assert asked["right"] == "person:kari"


def test_reasons_are_in_the_language_asked_for(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("n,x\nVang kommune,\n,1\n", encoding="utf-8")
    data = write_tables(tmp_path / "small", VANG)
    call = ("--lang", "en", "reconcile", "l.csv", "--column", "n", "--data", data)
    done = samspill(*call, "--kind", "actor", cwd=tmp_path)
    first, _, empty = csv.DictReader(io.StringIO(done.stdout))
    assert first["reason"] == (
        "Spelt as name; actor:h has the same name; place: Vang, part of Valdres, number 3454"
    )
    assert (first["type"], empty["reason"]) == ("municipality", "The cell is empty")
    assert done.stderr.startswith("1 names: 0 proposed as same, 1 as unsure")


def test_lists_as_norwegian_spreadsheets_write_them_are_read(tmp_path: Path) -> None:
    data = write_tables(tmp_path / "small", VANG)
    text = 'id;Navn på kommune;tall\r\nvang;"Vang; kommune";1,5\r\n'
    for name, content in {
        "semikolon.csv": text.encode("cp1252"),
        "hint.csv": b"sep=;\r\n" + text.encode("cp1252"),
        "merket.csv": text.encode("utf-8-sig"),
    }.items():
        (tmp_path / name).write_bytes(content)
        call = ("reconcile", name, "--column", "Navn på kommune", "--data", data)
        done = samspill(*call, "--kind", "actor", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        first = next(csv.DictReader(io.StringIO(done.stdout)))
        # With the kind the row's own id is the left side of a judgement.
        assert (first["left"], first["right"]) == ("actor:vang", "actor:v"), name
    # The same id on both sides is no judgement.
    (tmp_path / "egen.csv").write_text("id,navn\nv,Vang kommune\n", encoding="utf-8")
    call = ("reconcile", "egen.csv", "--column", "navn", "--data", data)
    done = samspill(*call, "--kind", "actor", cwd=tmp_path)
    lines = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [line["left"] for line in lines] == ["", "actor:v"]


def test_a_workbook_in_gives_a_workbook_out(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "Om listen"
    sheet = book.create_sheet("Kommuner")
    for row in (["nr", "navn"], [1, "Vang kommune"], [None, None], [3, "=1+1"], [4, "Vang"]):
        sheet.append(row)
    sheet["B4"].data_type = "s"
    book.save(tmp_path / "liste.xlsx")
    data = write_tables(tmp_path / "small", VANG)
    call = ("reconcile", "liste.xlsx", "--column", "navn", "--data", data, "--out", "svar.xlsx")
    done = samspill(*call, "--kind", "actor", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Skrevet: svar.xlsx"
    written = load_workbook(tmp_path / "svar.xlsx").active
    assert written is not None
    header, *rows = written.iter_rows(values_only=True)
    assert header == COLUMNS
    by_row = {row[0]: row for row in reversed(rows)}  # the first line of each
    assert by_row[2][3] == "actor:v"
    assert by_row[3][9] == "Cellen er tom"
    # A name that begins with "=" is text and no formula.
    assert by_row[4][1] == "=1+1"
    assert {cell.data_type for cell in written["B"]} <= {"s", "n"}
    offers = written.data_validations.dataValidation
    assert [offer.formula1 for offer in offers] == ['"same,different,unsure"']


def test_a_missing_column_is_refused_with_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text('aktør;"navn, langt";sted\nx;y;z\n', encoding="utf-8")
    call = ("reconcile", "l.csv", "--column", "navn", "--data", DATA, "--out", "ut.csv")
    done = samspill(*call, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "l.csv, rad 1, kolonne «navn»: finnes ikke i første rad. "
        "Kolonnene er «aktør», «navn, langt», «sted».\n"
    )
    assert not (tmp_path / "ut.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("l.csv", b'navn,x\n"uten slutt,1\n', "et anførselstegn står alene"),
        ("l.csv", "navn\nÅs\n".encode("utf-16"), "er lagret som UTF-16"),
        ("l.csv", b"navn\tx\na\tb\n", "er skilt med tabulator"),
        ("l.csv", b"navn\n\x81\x8d\n", "er en byte som verken er UTF-8"),
        ("l.csv", b"", "er tom"),
        ("l.csv", b"navn,navn\na,b\n", "mer enn én gang"),
        ("l.csv", b"navn,x\nA,B,1\n", "l.csv, rad 2: har flere celler"),
        ("l.xlsx", b"navn\n", "kan ikke leses som .xlsx"),
        ("l.ods", b"navn\n", "er verken CSV eller .xlsx"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    call = ("reconcile", name, "--column", "navn", "--data", DATA, "--out", "ut.csv")
    done = samspill(*call, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "ut.csv").exists()


def test_tables_that_cannot_be_read_are_refused_too(tmp_path: Path) -> None:
    data = write_tables(tmp_path / "small", SMALL)
    (data / "names.csv").write_text("id\n", encoding="utf-8")
    (tmp_path / "l.csv").write_text("navn\nVang\n", encoding="utf-8")
    call = ("reconcile", "l.csv", "--column", "navn", "--data", data, "--out", "ut.csv")
    done = samspill(*call, cwd=tmp_path)
    assert done.returncode == 1
    assert "names.csv" in done.stderr
    assert not (tmp_path / "ut.csv").exists()


def test_a_file_that_is_there_is_written_over_with_force_only(tmp_path: Path) -> None:
    data = write_tables(tmp_path / "small", VANG)
    (tmp_path / "l.csv").write_text("navn\nVang kommune\n", encoding="utf-8")
    (tmp_path / "ut.csv").write_text("min egen", encoding="utf-8")
    call = ("reconcile", "l.csv", "--column", "navn", "--data", data, "--out", "ut.csv")
    refused = samspill(*call, cwd=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr == "ut.csv: finnes allerede. Bruk --force for å skrive over den.\n"
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8") == "min egen"
    assert samspill(*call, "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8").startswith(",".join(COLUMNS))
    wrong = samspill(*call[:-1], "ut.txt", cwd=tmp_path)
    assert wrong.returncode == 2
