"""Units of Enhetsregisteret: what each field becomes, and which rows are refused."""

import csv
import gzip
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from benchmarks.registers import write_csv, write_json
from loaders.registers.enhetsregisteret import NEEDED, REGISTER
from loaders.registers.reading import BadRow, Record
from ontology.errors import RegisterFileError
from ontology.iri_policy import ID, ONTOLOGY

SAMPLES = Path(__file__).parents[2] / "data" / "registers"
NUMBER = "900000014"


def read(path: Path) -> list[Record | BadRow]:
    return list(REGISTER.read(path, ""))


def said(record: Record | BadRow) -> dict[str, str]:
    """Give what a record says, by the last word of the property; types in brackets."""
    assert isinstance(record, Record)
    found = {}
    for triple in record.triples:
        assert isinstance(triple.object, NamedNode | Literal)
        value = triple.object.value
        if isinstance(triple.object, Literal):
            kind = triple.object.datatype.value.rpartition("#")[2]
            value += "" if kind == "string" else f" [{kind}]"
        name = triple.predicate.value.replace("#", "/").rpartition("/")[2]
        found[name] = value.removeprefix(ID).removeprefix(ONTOLOGY)
    return found


def unit(**changed: Any) -> dict[str, Any]:
    plain = {"organisasjonsnummer": NUMBER, "navn": "PRØVE", "organisasjonsform": {"kode": "AS"}}
    return {**plain, **changed}


def write(path: Path, items: Any) -> Path:
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["enheter.json", "enheter.csv"])
def test_every_field_becomes_a_statement_and_both_forms_say_the_same(name: str) -> None:
    municipality, part, bankrupt, deleted = read(SAMPLES / name)
    assert said(municipality) == {
        "type": "RegisteredUnit",
        "label": "HAMAR PRØVEKOMMUNE",
        "organisationNumber": "900000014",
        "organisationForm": "KOMM",
        "municipalityNumber": "3403",
        "industryCode": "84.110",
        "sectorCode": "6500",
        "employees": "2500 [integer]",
        "founded": "1838-01-01 [date]",
        "bankrupt": "false [boolean]",
        "beingWoundUp": "false [boolean]",
    }
    assert said(part)["parentUnit"] == "registered-unit/900000014"
    assert said(part)["employees"] == "0 [integer]"
    assert said(bankrupt)["bankrupt"] == "true [boolean]"
    assert said(bankrupt)["beingWoundUp"] == "true [boolean]"
    assert said(bankrupt)["label"] == "Prøvebedriften AS"
    assert "employees" not in said(bankrupt)
    assert said(deleted) == {
        "type": "RegisteredUnit",
        "label": "SLETTET PRØVE AS",
        "organisationNumber": "900000049",
        "organisationForm": "AS",
        "deletedFromRegister": "2024-03-01 [date]",
    }
    assert isinstance(municipality, Record)
    assert {triple.subject for triple in municipality.triples} == {
        NamedNode(f"{ID}registered-unit/900000014")
    }


@pytest.mark.parametrize("name", ["enheter.json", "enheter.csv"])
def test_packed_with_gzip_and_after_a_byte_order_mark_it_says_the_same(
    name: str, tmp_path: Path
) -> None:
    content = (SAMPLES / name).read_bytes()
    marked, packed = tmp_path / name, tmp_path / f"{name}.gz"
    marked.write_bytes(b"\xef\xbb\xbf" + content)
    packed.write_bytes(gzip.compress(marked.read_bytes()))
    assert read(marked) == read(packed) == read(SAMPLES / name)


def test_csv_with_commas_and_in_another_order_says_the_same(tmp_path: Path) -> None:
    with (SAMPLES / "enheter.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with (tmp_path / "e.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*reversed(row)] for row in rows)
    assert read(tmp_path / "e.csv") == read(SAMPLES / "enheter.csv")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (
            {"organisasjonsnummer": "900000015"},
            "organisasjonsnummer «900000015» har ikke ni sifre med riktig kontrollsiffer.",
        ),
        (
            {"organisasjonsnummer": None},
            "organisasjonsnummer «» har ikke ni sifre med riktig kontrollsiffer.",
        ),
        ({"navn": " "}, "navn «» er ikke et navn."),
        ({"navn": "A\u0000B"}, "navn «A\u0000B» er ikke et navn."),
        ({"organisasjonsform": None}, "organisasjonsform.kode «» mangler."),
        ({"organisasjonsform": "AS"}, "organisasjonsform «AS» er ikke et JSON-objekt."),
        ({"antallAnsatte": "noen"}, "antallAnsatte «noen» er ikke et helt tall."),
        ({"antallAnsatte": 1.5}, "antallAnsatte «1.5» er ikke et helt tall."),
        ({"antallAnsatte": -1}, "antallAnsatte «-1» er ikke et helt tall."),
        (
            {"stiftelsesdato": "31.08.2019"},
            "stiftelsesdato «31.08.2019» er ikke en dato på formen ÅÅÅÅ-MM-DD.",
        ),
        (
            {"slettedato": "2023-02-29"},
            "slettedato «2023-02-29» er ikke en dato på formen ÅÅÅÅ-MM-DD.",
        ),
        ({"konkurs": "kanskje"}, "konkurs «kanskje» er ikke ja eller nei."),
        ({"underAvvikling": 1}, "underAvvikling «1» er ikke ja eller nei."),
        (
            {"forretningsadresse": {"kommunenummer": "301"}},
            "forretningsadresse.kommunenummer «301» er ikke fire sifre.",
        ),
        (
            {"naeringskode1": {"kode": "IT"}},
            "naeringskode1.kode «IT» er ikke sifre som 62.010.",
        ),
        (
            {"overordnetEnhet": "123456789"},
            "overordnetEnhet «123456789» har ikke ni sifre med riktig kontrollsiffer.",
        ),
        (
            {"navn": ["A"]},
            "navn «['A']» er en liste eller et objekt, ikke en verdi.",
        ),
    ],
)
def test_what_cannot_be_read_makes_the_unit_bad_and_the_next_is_read(
    changed: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    bad, good = read(write(tmp_path / "e.json", [unit(**changed), unit()]))
    assert isinstance(bad, BadRow)
    assert bad.line == 1
    assert bad.reason["nb"] == reason
    assert bad.reason["en"] != reason
    assert said(good)["organisationNumber"] == NUMBER


def test_an_item_that_is_no_object_is_bad(tmp_path: Path) -> None:
    bad, _ = read(write(tmp_path / "e.json", ["enhet", unit()]))
    assert bad == BadRow(
        1,
        {
            "nb": "enhet «enhet» er ikke et JSON-objekt.",
            "en": "enhet “enhet” is not a JSON object.",
        },
        "item",
    )


def test_a_number_that_stands_twice_is_bad_the_second_time(tmp_path: Path) -> None:
    again = unit(navn="IGJEN")
    _, other, bad = read(
        write(tmp_path / "e.json", [unit(), unit(organisasjonsnummer="900000022"), again])
    )
    assert isinstance(other, Record)
    assert isinstance(bad, BadRow)
    assert bad.text("nb") == "post 3: organisasjonsnummer «900000014» står tidligere i filen."


def test_a_bad_unit_does_not_use_up_its_number(tmp_path: Path) -> None:
    bad, good = read(write(tmp_path / "e.json", [unit(antallAnsatte="x"), unit()]))
    assert isinstance(bad, BadRow)
    assert isinstance(good, Record)


def test_a_line_of_csv_is_the_one_where_the_row_begins(tmp_path: Path) -> None:
    lines = (SAMPLES / "enheter.csv").read_text(encoding="utf-8").splitlines()
    lines[1] = lines[1].replace("HAMAR PRØVEKOMMUNE", "HAMAR\nPRØVEKOMMUNE")
    lines[2] = lines[2].replace("900000022", "900000023")
    (tmp_path / "e.csv").write_text("\n".join([*lines[:2], "", *lines[2:]]), encoding="utf-8")
    first, bad, *_ = read(tmp_path / "e.csv")
    assert said(first)["label"] == "HAMAR PRØVEKOMMUNE"
    # The header, a row of two lines and a blank line stand before it.
    assert isinstance(bad, BadRow)
    assert bad.text("nb").startswith("linje 5: organisasjonsnummer «900000023» har ")


def test_missing_columns_are_named_with_those_that_were_found(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("organisasjonsnummer;navn;form\n", encoding="utf-8")
    with pytest.raises(RegisterFileError) as caught:
        read(tmp_path / "e.csv")
    assert caught.value.line == 1
    assert caught.value.text("nb").endswith(
        "mangler kolonner: organisasjonsform.kode, forretningsadresse.kommunenummer, "
        "naeringskode1.kode, institusjonellSektorkode.kode, antallAnsatte, stiftelsesdato, "
        "konkurs, underAvvikling. Filen har: organisasjonsnummer, navn, form."
    )


@pytest.mark.parametrize(
    ("content", "said_en"),
    [
        (b'{"_embedded": {"enheter": []}}', "is one JSON object, not an array of units"),
        (b'[{"navn": "A"}, {"navn": ]', "is not valid JSON in unit 2"),
        (b'[{"navn": "A"}', "is not valid JSON in unit 2"),
        (b'[{"navn": "\xe6"}]', "is not valid JSON in unit 1"),
        (b"", "the file is empty"),
        (gzip.compress(b'[{"navn": "A"}]' * 9)[:-9], "is packed with gzip and is damaged"),
        ("\n".join([";".join(NEEDED), "æ"]).encode("latin-1"), "is not written as UTF-8"),
    ],
)
def test_a_file_of_another_form_is_refused(content: bytes, said_en: str, tmp_path: Path) -> None:
    path = tmp_path / "enheter"
    path.write_bytes(content)
    with pytest.raises(RegisterFileError) as caught:
        read(path)
    assert said_en in str(caught.value)


@pytest.mark.parametrize("write_units", [write_json, write_csv])
def test_the_memory_does_not_grow_with_the_file(
    write_units: Callable[[Path, int], None], tmp_path: Path
) -> None:
    peaks = []
    for count in (2_000, 20_000):
        path = tmp_path / f"{count}"
        write_units(path, count)
        tracemalloc.start()
        read_units = sum(1 for row in REGISTER.read(path, "") if isinstance(row, Record))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert read_units == count
    # Ten times the units; held as a whole they would be some 30 MB more.
    assert peaks[1] - peaks[0] < 1_000_000
    assert peaks[1] < 20_000_000
