"""EU grants of Forskningsrådet: projects, organisations and their parts, whatever the row order."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers import REGISTERS
from loaders.registers.importing import import_file
from loaders.registers.reading import BadRow, Record
from ontology.errors import RegisterFileError, RowsRejected
from ontology.iri_policy import ID
from ontology.namespaces import PREFIXES, Samspill

SAMPLE = Path(__file__).parents[2] / "data" / "registers" / "eu-grants.csv"
REAL = (
    Path(__file__).parents[4]
    / "shared"
    / "registers"
    / "h2020_innlandet_projects_all_norwegian_participants.csv"
)
REGISTER = REGISTERS["forskningsradet"]
TYPE = NamedNode(PREFIXES["rdf"] + "type")
XSD = PREFIXES["xsd"]
AMOUNT = "Innvilget beløp organisasjon EUR"
Rows = list[list[str]]


def read(path: Path) -> tuple[list[Record], list[BadRow]]:
    found = list(REGISTER.read(path, "2022-01-28"))
    return (
        [one for one in found if isinstance(one, Record)],
        [one for one in found if isinstance(one, BadRow)],
    )


def said(records: list[Record]) -> dict[str, dict[str, set[str]]]:
    """Give what is said, by the end of the subject's IRI and the property's local name."""
    things: dict[str, dict[str, set[str]]] = {}
    for triple in (triple for record in records for triple in record.triples):
        assert isinstance(triple.subject, NamedNode)
        value = triple.object
        assert isinstance(value, (NamedNode, Literal))
        name = triple.predicate.value.replace("#", "/").rpartition("/")[2]
        thing = things.setdefault(triple.subject.value.removeprefix(ID), {})
        thing.setdefault(name, set()).add(value.value.removeprefix(ID))
    return things


def changed(tmp_path: Path, change: Callable[[Rows], object]) -> Path:
    """Write the sample with another content; row 0 is the header."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    change(rows)
    path = tmp_path / "changed.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def set_cell(rows: Rows, row: int, column: str, value: str) -> None:
    rows[row][rows[0].index(column)] = value


def test_a_project_is_told_once_with_its_programme_call_and_days() -> None:
    records, bad = read(SAMPLE)
    assert bad == []
    assert [record.line for record in records] == [2, 3, 4, 5, 6]
    things = said(records)
    assert things["registered-project/h2020-900001"] == {
        "type": {Samspill.RegisteredProject.value},
        "projectNumber": {"900001"},
        "frameworkProgramme": {"H2020"},
        "label": {"Shops; schools and services in small places"},
        "acronym": {"BYGD"},
        "programmeCode": {"EU.3.2."},
        "programmeName": {"Food security"},
        "call": {"H2020-BYGD-2019"},
        "callTopic": {"BYGD-01-2019"},
        "actionType": {"RIA"},
        "contractStatus": {"SIGNED"},
        "contractSigned": {"2020-05-25"},
        "startDate": {"2020-06-01"},
        "endDate": {"2024-05-31"},
        "durationMonths": {"48"},
    }
    counted = Counter(triple for record in records for triple in record.triples)
    assert set(counted.values()) == {1}


def test_a_unit_has_its_municipality_number_with_the_leading_zero_back() -> None:
    things = said(read(SAMPLE)[0])
    assert things["registered-unit/100000016"] == {
        "type": {Samspill.RegisteredUnit.value},
        "organisationNumber": {"100000016"},
        "label": {"LILLEBY KOMMUNE"},
        "municipalityNumber": {"0301"},
        "researchSector": {"Øvrige"},
    }
    assert set(things["registered-unit/100000024"]) == {"type", "organisationNumber", "label"}


def test_an_organisation_that_is_in_a_project_twice_has_two_participations() -> None:
    things = said(read(SAMPLE)[0])
    ends = sorted(name for name in things if name.startswith("registered-participation/"))
    assert [name.partition("/")[2] for name in ends] == [
        "h2020-900001-1-100000008-beneficiary",
        "h2020-900001-2-100000016-beneficiary",
        "h2020-900001-7-100000016-third-party",
        "h2020-900002-1-100000024",
        "h2020-900002-3-100000008-beneficiary",
    ]
    assert things["registered-participation/h2020-900001-7-100000016-third-party"] == {
        "type": {Samspill.RegisteredParticipation.value},
        "registeredProject": {"registered-project/h2020-900001"},
        "participatingUnit": {"registered-unit/100000016"},
        "participantNumber": {"7"},
        "roleInProject": {"PARTICIPANT"},
        "financialRole": {"THIRD_PARTY"},
        "awardedAmountEur": {"4000.50"},
    }


def test_an_amount_is_a_decimal_in_cents_and_an_empty_one_is_not_said() -> None:
    things = said(read(SAMPLE)[0])
    amounts = {
        name.rpartition("/")[2]: facts.get("awardedAmountEur", set())
        for name, facts in things.items()
        if name.startswith("registered-participation/")
    }
    # 626199.99999984 is 626200; half a cent (0.125) goes up.
    assert amounts["h2020-900001-2-100000016-beneficiary"] == {"626200.00"}
    assert amounts["h2020-900002-3-100000008-beneficiary"] == {"0.13"}
    assert amounts["h2020-900002-1-100000024"] == set()
    kinds = {
        triple.object.datatype.value
        for record in read(SAMPLE)[0]
        for triple in record.triples
        if triple.predicate == Samspill.awardedAmountEur and isinstance(triple.object, Literal)
    }
    assert kinds == {XSD + "decimal"}


def test_rows_and_columns_in_another_order_say_the_same(tmp_path: Path) -> None:
    def turn(rows: Rows) -> None:
        rows[1:] = rows[:0:-1]
        for row in rows:
            row.reverse()

    expected = {triple for record in read(SAMPLE)[0] for triple in record.triples}
    records, bad = read(changed(tmp_path, turn))
    assert bad == []
    assert {triple for record in records for triple in record.triples} == expected


@pytest.mark.parametrize(
    ("column", "value", "nb"),
    [
        ("Organisasjonsnummer", "100000009", "riktig kontrollsiffer"),
        ("Organisasjonsnummer", "", "riktig kontrollsiffer"),
        ("Prosjektnr", "BYGD-1", "ikke et prosjektnummer"),
        ("Rammeprogram", "", "er tomt"),
        ("Prosjektnavn", "", "er tomt"),
        ("Organisasjonsnavn", "", "er tomt"),
        ("Deltakernr", "", "ikke et helt tall"),
        ("Kontrakt startdato", "31.06.2020 00:00", "ikke en dato"),
        ("Kontrakt sluttdato", "2024-05-31", "ikke en dato"),
        ("Varighet måneder", "fire", "ikke et helt tall"),
        ("Adresse kommunenummer", "Oslo", "ikke et kommunenummer"),
        (AMOUNT, "1 000", "ikke et beløp"),
        (AMOUNT, "-5", "ikke et beløp"),
        (AMOUNT, "NaN", "ikke et beløp"),
    ],
)
def test_a_cell_that_cannot_be_read_makes_its_row_bad_and_no_other(
    tmp_path: Path, column: str, value: str, nb: str
) -> None:
    # Line 6 is the only row of its organisation; its project stands on line 3 too.
    path = changed(tmp_path, lambda rows: set_cell(rows, 5, column, value))
    records, bad = read(path)
    assert [record.line for record in records] == [2, 3, 4, 5]
    assert [fault.line for fault in bad] == [6]
    assert column in bad[0].reason["nb"]
    assert nb in bad[0].reason["nb"]
    assert column in bad[0].reason["en"]


def test_rows_of_a_project_that_disagree_are_all_bad(tmp_path: Path) -> None:
    path = changed(
        tmp_path, lambda rows: set_cell(rows, 5, "Kontrakt sluttdato", "30.06.2021 00:00")
    )
    records, bad = read(path)
    assert [record.line for record in records] == [2, 4, 5]
    assert [fault.line for fault in bad] == [3, 6]
    assert {fault.reason["nb"] for fault in bad} == {
        "radene til prosjektet (linje 3, 6) er uenige om: Kontrakt sluttdato."
    }


def test_a_copy_of_a_row_is_bad_and_the_first_is_kept(tmp_path: Path) -> None:
    records, bad = read(changed(tmp_path, lambda rows: rows.append(rows[2])))
    assert [fault.line for fault in bad] == [7]
    assert bad[0].reason["en"] == (
        "the same participation stands on several lines (3, 7) with the same content."
    )
    assert {t for r in records for t in r.triples} == {
        t for r in read(SAMPLE)[0] for t in r.triples
    }


def test_two_amounts_of_one_participation_make_both_rows_bad(tmp_path: Path) -> None:
    def add(rows: Rows) -> None:
        rows.append(list(rows[2]))
        set_cell(rows, 6, AMOUNT, "9")

    records, bad = read(changed(tmp_path, add))
    assert [fault.line for fault in bad] == [3, 7]
    assert "ulikt innhold" in bad[0].reason["nb"]
    assert [record.line for record in records] == [2, 4, 5, 6]


def test_a_file_without_the_columns_is_refused_with_their_names(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda rows: [row.pop(10) for row in rows])
    with pytest.raises(RegisterFileError) as caught:
        read(path)
    assert "mangler kolonner: Prosjektnr." in caught.value.text("nb")


def test_nothing_is_written_when_one_row_of_five_is_bad(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda rows: set_cell(rows, 5, AMOUNT, "mye"))
    with pytest.raises(RowsRejected) as caught:
        import_file(REGISTER, path, tmp_path / "eu", date="2022-01-28")
    assert (caught.value.read, caught.value.count) == (4, 1)
    assert not (tmp_path / "eu").exists()


def test_the_real_extract_loads_whole(tmp_path: Path) -> None:
    if not REAL.exists():
        pytest.skip("shared/registers is not beside this checkout: the real file is not read")
    done = import_file(REGISTER, REAL, tmp_path / "eu-innlandet", date="2022-01-28")
    # Counted with awk: distinct $11, $28 and ($11, $28, $33), and the sum of $44 in cents.
    assert (done.about.rows_read, done.about.rows_bad) == (87, 0)
    assert done.about.things == {
        "RegisteredParticipation": 87,
        "RegisteredProject": 40,
        "RegisteredUnit": 55,
    }
    assert done.about.licence == ""
    triples: list[Triple] = [triple for record in read(REAL)[0] for triple in record.triples]
    amounts = [
        Decimal(triple.object.value)
        for triple in triples
        if triple.predicate == Samspill.awardedAmountEur and isinstance(triple.object, Literal)
    ]
    assert (len(amounts), sum(amounts)) == (87, Decimal("47526947.17"))
    roles = Counter(
        triple.object.value
        for triple in triples
        if triple.predicate == Samspill.roleInProject and isinstance(triple.object, Literal)
    )
    assert roles == {"PARTICIPANT": 72, "COORDINATOR": 15}
    numbers = [
        triple.object.value
        for triple in triples
        if triple.predicate == Samspill.municipalityNumber and isinstance(triple.object, Literal)
    ]
    assert len(numbers) == 55
    assert all(len(number) == 4 for number in numbers)
    # 24 of the 55 organisations have an address in Innlandet, 6 in Oslo ("301").
    assert sum(number.startswith("34") for number in numbers) == 24
    assert numbers.count("0301") == 6
