"""Municipality and county numbers of SSB Klass: periods, mergers, splits and new names."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.registers.importing import import_file
from loaders.registers.klass import REGISTER
from loaders.registers.reading import BadRow, Record
from ontology import vocabulary
from ontology.errors import RegisterFileError
from ontology.iri_policy import CONCEPT
from ontology.namespaces import PREFIXES

SAMPLES = Path(__file__).parents[2] / "data" / "registers"
CODES = SAMPLES / "klass-codes.json"
CHANGES = SAMPLES / "klass-changes.json"
Items = list[dict[str, Any]]
Said = dict[str, dict[str, set[str]]]


def read(path: Path) -> tuple[Said, list[BadRow]]:
    """Give what is said of each concept, by the property's last word, and the bad rows."""
    said: Said = {}
    bad = []
    for one in REGISTER.read(path, "2025-01-01"):
        if isinstance(one, BadRow):
            bad.append(one)
            continue
        for triple in one.triples:
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode | Literal)
            value = triple.object.value.removeprefix(CONCEPT)
            if isinstance(triple.object, Literal) and triple.object.language:
                value += f"@{triple.object.language}"
            name = triple.predicate.value.replace("#", "/").rpartition("/")[2]
            subject = said.setdefault(triple.subject.value.removeprefix(CONCEPT), {})
            assert value not in subject.setdefault(name, set()), triple
            subject[name].add(value)
    return said, bad


def municipality(said: Said, code: str, *names: str) -> tuple[set[str], ...]:
    return tuple(said[f"municipality-number/{code}"].get(name, set()) for name in names)


def write(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def codes(path: Path, *items: tuple[str, str, str | None, str | None]) -> Path:
    names = ("code", "name", "validFromInRequestedRange", "validToInRequestedRange")
    rows = [dict(zip(names, item, strict=True)) for item in items]
    return write(path, {"codes": rows})


def changes(path: Path, *items: tuple[str | None, str | None, str]) -> Path:
    """Write changes of codes; a name is the code's last letter."""
    rows = [
        {
            "oldCode": old,
            "oldName": f"N{old[-1]}" if old else None,
            "newCode": new,
            "newName": f"N{new[-1]}" if new else None,
            "changeOccurred": day,
        }
        for old, new, day in items
    ]
    return write(path, {"codeChanges": rows})


def test_a_code_keeps_its_leading_zero_and_has_scheme_label_and_county() -> None:
    said, bad = read(CODES)
    assert bad == []
    assert said["municipality-number/0907"] == {
        "type": {PREFIXES["skos"] + "Concept"},
        "inScheme": {"municipality-number"},
        "notation": {"0907"},
        "label": {"0907 Øy@nb", "0907 Øy@en"},
        "prefLabel": {"0907 Øy@nb", "0907 Øy@en"},
        "broader": {"county-number/09"},
    }
    assert len(said) == 9


def test_a_code_ends_the_day_before_the_one_on_which_klass_says_it_holds_no_longer() -> None:
    said, _ = read(CODES)
    assert municipality(said, "9001", "startDate", "endDate") == (set(), {"2019-12-31"})
    assert municipality(said, "9006", "startDate", "endDate") == (set(), {"2021-12-31"})
    assert municipality(said, "9011", "startDate", "endDate") == ({"2020-01-01"}, set())


def test_the_bounds_that_were_asked_for_are_nobodys_first_or_last_day(tmp_path: Path) -> None:
    # Asked for 2019-06-01 to 2021-06-01: A held in all of it, B until 2020, C from 2020.
    path = codes(
        tmp_path / "a.json",
        ("9001", "A", "2019-06-01", "2021-06-01"),
        ("9002", "B", "2019-06-01", "2020-01-01"),
        ("9003", "C", "2020-01-01", "2021-06-01"),
    )
    said, _ = read(path)
    assert municipality(said, "9001", "startDate", "endDate") == (set(), set())
    assert municipality(said, "9002", "startDate", "endDate") == (set(), {"2019-12-31"})
    assert municipality(said, "9003", "startDate", "endDate") == ({"2020-01-01"}, set())


def test_a_renamed_code_stays_one_concept_with_its_last_name() -> None:
    for path in (CODES, CHANGES):
        said, bad = read(path)
        assert bad == []
        assert municipality(said, "9005", "prefLabel", "altLabel") == (
            {"9005 Vik - Viika@nb", "9005 Vik - Viika@en"},
            {"Vik@nb"},
        )
        assert municipality(said, "9005", "startDate", "endDate") == (set(), set())
    assert municipality(read(CHANGES)[0], "9005", "replaces") == ({"municipality-number/9006"},)


def test_a_merger_replaces_each_of_its_parts_and_ends_them() -> None:
    said, bad = read(CHANGES)
    assert bad == []
    assert municipality(said, "9011", "replaces") == (
        {"municipality-number/9001", "municipality-number/9002"},
    )
    for code in ("9001", "9002"):
        assert municipality(said, code, "endDate", "replaces") == ({"2019-12-31"}, set())


def test_a_split_is_replaced_by_each_of_its_parts() -> None:
    said, _ = read(CHANGES)
    old = {"municipality-number/9003"}
    assert municipality(said, "9013", "replaces") == (old,)
    assert municipality(said, "9014", "replaces") == (old,)
    assert municipality(said, "9003", "endDate", "replaces") == ({"2019-12-31"}, set())


def test_a_code_that_gives_a_part_away_and_keeps_its_number_does_not_end(tmp_path: Path) -> None:
    path = changes(
        tmp_path / "a.json", ("9001", "9001", "2020-01-01"), ("9001", "9002", "2020-01-01")
    )
    said, _ = read(path)
    assert municipality(said, "9001", "endDate") == (set(),)
    assert municipality(said, "9002", "replaces") == ({"municipality-number/9001"},)


def test_a_change_without_an_old_code_begins_and_one_without_a_new_code_ends() -> None:
    said, _ = read(CHANGES)
    assert municipality(said, "9007", "startDate", "endDate") == ({"2023-01-01"}, set())
    assert municipality(said, "9008", "startDate", "endDate") == (set(), {"2022-12-31"})


def test_a_municipality_that_takes_a_neighbour_in_does_not_begin_by_that() -> None:
    # 9006 went into 9005 in 2022; 9005 was there already and the list need not say so.
    said, _ = read(CHANGES)
    assert municipality(said, "9005", "startDate") == (set(),)
    assert municipality(said, "9006", "endDate") == ({"2021-12-31"},)


def test_a_code_that_comes_back_has_no_last_day(tmp_path: Path) -> None:
    path = changes(
        tmp_path / "a.json",
        ("9001", "9002", "2020-01-01"),
        ("9002", "9001", "2024-01-01"),
    )
    said, _ = read(path)
    assert municipality(said, "9001", "endDate") == (set(),)
    assert municipality(said, "9002", "endDate") == ({"2023-12-31"},)


@pytest.mark.parametrize(
    "earlier", [("9001", "9002", "2010-01-01"), ("9003", "9001", "2010-01-01")]
)
def test_a_code_that_was_there_before_does_not_begin_when_it_is_given_anew(
    tmp_path: Path, earlier: tuple[str, str, str]
) -> None:
    said, _ = read(changes(tmp_path / "a.json", earlier, (None, "9001", "2020-01-01")))
    assert municipality(said, "9001", "startDate") == (set(),)


def test_the_county_is_the_parent_code_where_the_file_has_it(tmp_path: Path) -> None:
    rows = [{"code": "9001", "name": "A", "parentCode": "91"}]
    said, _ = read(write(tmp_path / "a.json", {"codes": rows}))
    assert municipality(said, "9001", "broader") == ({"county-number/91"},)


def test_two_digits_are_counties_and_have_none_above_them(tmp_path: Path) -> None:
    path = changes(tmp_path / "a.json", ("04", "34", "2020-01-01"), ("05", "34", "2020-01-01"))
    said, bad = read(path)
    assert bad == []
    assert set(said) == {"county-number/04", "county-number/05", "county-number/34"}
    assert said["county-number/34"]["replaces"] == {"county-number/04", "county-number/05"}
    assert said["county-number/04"]["endDate"] == {"2019-12-31"}
    assert not any("broader" in facts for facts in said.values())


def test_what_is_imported_agrees_with_the_dated_lists_of_the_ontology(tmp_path: Path) -> None:
    path = changes(tmp_path / "a.json", ("0403", "3403", "2020-01-01"))
    said, _ = read(path)
    first, last = vocabulary.validity("municipality-number")["0403"]
    assert municipality(said, "0403", "endDate") == ({last},)
    assert first == ""
    assert vocabulary.validity("county-number")["34"] == ("2020-01-01", "")


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("source", [CODES, CHANGES], ids=["codes", "changes"])
def test_csv_says_the_same_as_json(
    tmp_path: Path, source: Path, separator: str, encoding: str
) -> None:
    (items,) = json.loads(source.read_text(encoding="utf-8")).values()
    path = tmp_path / "klass.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        names = list(reversed(items[0]))
        writer = csv.DictWriter(file, names, delimiter=separator, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(items)
    assert read(path) == read(source)


def test_a_packed_file_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "codes.json.gz"
    path.write_bytes(gzip.compress(CODES.read_bytes()))
    assert read(path) == read(CODES)


def test_the_classification_that_the_file_names_is_taken(tmp_path: Path) -> None:
    rows = [{"code": "34", "name": "Innlandet"}, {"code": "3403", "name": "Hamar"}]
    link = {"self": {"href": "https://data.ssb.no/api/klass/v1/classifications/131/codes"}}
    said, bad = read(write(tmp_path / "a.json", {"codes": rows, "_links": link}))
    assert set(said) == {"municipality-number/3403"}
    assert [fault.line for fault in bad] == [1]
    other = {"codes": rows, "_links": {"self": {"href": "/classifications/6/codes"}}}
    with pytest.raises(RegisterFileError) as caught:
        read(write(tmp_path / "b.json", other))
    assert "er Klass 6; bare 131 (kommuner) og 104 (fylker)" in caught.value.text("nb")


@pytest.mark.parametrize(
    ("change", "nb"),
    [
        (lambda item: item.update(code="907"), "code «907» er ikke fire sifre; nuller foran"),
        (lambda item: item.update(code=907), "code er ikke tekst."),
        (lambda item: item.update(name=""), "name «» er tomt."),
        (lambda item: item.update(validFromInRequestedRange="2020"), "er ikke en dato"),
        (lambda item: item.update(validToInRequestedRange="2018-01-01"), "ikke etter første dag"),
    ],
)
def test_a_code_that_cannot_be_read_is_bad_with_its_number(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], nb: str
) -> None:
    content = json.loads(CODES.read_text(encoding="utf-8"))
    change(content["codes"][0])
    said, bad = read(write(tmp_path / "a.json", content))
    assert [fault.line for fault in bad] == [1]
    assert nb in bad[0].reason["nb"]
    assert set(bad[0].reason) == {"nb", "en"}
    assert "municipality-number/0907" not in said
    assert len(said) == 8


@pytest.mark.parametrize(
    ("change", "nb"),
    [
        (lambda item: item.update(oldCode=None, newCode=None), "er tomme begge"),
        (lambda item: item.update(changeOccurred=None), "changeOccurred «» er ikke en dato"),
        (lambda item: item.update(newCode="90110"), "newCode «90110» er ikke fire sifre"),
    ],
)
def test_a_change_that_cannot_be_read_is_bad_with_its_number(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], nb: str
) -> None:
    content = json.loads(CHANGES.read_text(encoding="utf-8"))
    change(content["codeChanges"][1])
    _, bad = read(write(tmp_path / "a.json", content))
    assert [fault.line for fault in bad] == [2]
    assert nb in bad[0].reason["nb"]


@pytest.mark.parametrize(
    ("content", "nb"),
    [
        ('{"codes": [', "kan ikke leses som JSON"),
        ('{"versions": []}', "verken «codes» eller «codeChanges»"),
        ("[]", "verken «codes» eller «codeChanges»"),
        ('{"codes": []}', "verken kommunenumre"),
        ('{"codes": [{"code": "01.110", "name": "Korn"}]}', "verken kommunenumre"),
        ("code;level\n0301;1\n", "mangler kolonner: name"),
        ("oldCode;newCode\n0301;1\n", "mangler kolonner: oldName, newName, changeOccurred"),
        ("", "filen er tom"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str, nb: str) -> None:
    path = tmp_path / "a"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegisterFileError) as caught:
        read(path)
    assert nb in caught.value.text("nb")


def test_an_import_has_the_licence_of_klass_and_asks_for_the_date(tmp_path: Path) -> None:
    with pytest.raises(RegisterFileError) as caught:
        import_file(REGISTER, CODES, tmp_path / "kommuner")
    assert "--date" in caught.value.text("nb")
    done = import_file(REGISTER, CODES, tmp_path / "kommuner", date="2025-01-01")
    assert done.about.licence == "https://creativecommons.org/licenses/by/4.0/"
    # Ten items, nine codes: one code has two names.
    assert (done.about.rows_read, done.about.rows_bad) == (10, 0)


def test_records_stand_in_the_order_of_the_file_whichever_are_bad() -> None:
    found = list(REGISTER.read(CHANGES, ""))
    assert [one.line for one in found] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(isinstance(one, Record) for one in found)
