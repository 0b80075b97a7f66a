"""The list of documents, and what each of them supports, line by line."""

import csv
import io
import re

import pytest

from tests.webapp.conftest import Visitor, assert_problem
from webapp.documents import DocumentRow, Group, groups_of, pages_of, ranges

#: Every row of the programme whose source is the report, without the three mentions; see
#: `tests.webapp.programme`.
ROWS = 52


def titles(page: str) -> list[str]:
    table = page.partition("sources-table")[2].partition("</table>")[0]
    return re.findall(r'<th scope="row".*?>([^<]+)</a>', table)


def test_the_list_tells_how_much_each_document_supports(programme: Visitor) -> None:
    text = programme.read("/sources")
    assert f"Sluttrapport Rapport Regionrådet 1. mai 2021 {ROWS} 3 2" in text
    assert "Årsplan ikke oppgitt ikke datert 1 0 0" in text
    assert "Ulest notat ikke oppgitt ikke datert 0 0 0" in text


def test_what_is_only_mentioned_stands_apart_with_its_place(programme: Visitor) -> None:
    text = programme.read("/sources")
    read, _, cited = text.partition("Bare omtalt 1")
    assert "Søknaden" not in read
    assert "Søknaden Søknad · ikke datert · omtalt i Sluttrapport, linje 90–91" in cited


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["Sluttrapport", "Ulest notat", "Årsplan"]),
        ("?sort=-title", ["Årsplan", "Ulest notat", "Sluttrapport"]),
        ("?sort=-rows", ["Sluttrapport", "Årsplan", "Ulest notat"]),
        ("?sort=rows", ["Ulest notat", "Årsplan", "Sluttrapport"]),
        # What is not dated comes first.
        ("?sort=date", ["Ulest notat", "Årsplan", "Sluttrapport"]),
    ],
)
def test_the_list_is_sorted_by_any_column(
    programme: Visitor, sort: str, expected: list[str]
) -> None:
    page = programme.get(f"/sources{sort}").text
    assert titles(page) == expected
    assert page.count("aria-sort=") == 1


def test_a_column_that_is_not_there_is_refused(programme: Visitor) -> None:
    response = programme.ask("/sources?sort=colour")
    assert_problem(response, 400, "sort=colour")


def test_the_rows_of_a_document_stand_by_line(programme: Visitor) -> None:
    text = programme.read("/page/source/paper")
    assert f"linje for linje {ROWS + 3}" in text
    places = [text.index(f" {title} ") for title in ("Linje 2", "Linje 41", "Linje 90–91")]
    assert places == sorted(places)
    assert "Nye bedrifter: ikke lesbart tolket Resultat" in text
    assert "Godsterminalen planlagt Infrastruktur" in text
    assert "Netto vekst i året: 2019 (ikke målt) omstridt Resultat" in text
    # A mention says of what, and what is said.
    assert "Regionrådet Vertskap. Omtale" in text


def test_every_line_that_was_read_has_one_stable_place(programme: Visitor) -> None:
    page = programme.get("/page/source/paper").text
    anchors = re.findall(r'id="L(\d+)"', page)
    assert len(anchors) == len(set(anchors))
    assert {"1", "72", "90", "91", "140"} <= set(anchors)
    assert 'href="/page/source/paper#L74"' in programme.get("/page/result/vekst-2018").text
    plan = programme.get("/page/source/plan").text
    assert re.findall(r'id="L(\d+)"', plan) == ["5", "6", "9"]


def test_the_rows_are_narrowed_to_a_kind_by_a_link(programme: Visitor) -> None:
    page = programme.get("/page/source/paper").text
    assert 'href="/page/source/paper?kind=result#lines"' in page
    text = programme.read("/page/source/paper?kind=result")
    assert "linje for linje 4" in text
    assert "Regionrådet Vertskap" not in text
    assert 'href="/sources/paper.csv?kind=result"' in (
        programme.get("/page/source/paper?kind=result").text
    )
    response = programme.ask("/page/source/paper?kind=colour")
    assert_problem(response, 400, "kind=colour")


def test_contradictions_of_a_document_are_listed(programme: Visitor) -> None:
    text = programme.read("/page/source/paper")
    part = text.partition("Motsigelser der en rad herfra er en påstand 2")[2]
    assert "Ble det 132 arbeidsplasser, eller ble det ikke målt?" in part


def test_a_document_that_nobody_has_read_says_so(programme: Visitor) -> None:
    assert "Samspill har ikke lest dette dokumentet." in programme.read("/page/source/soknad")
    assert "Ingen rad har dette dokumentet som kilde." in programme.read("/page/source/ulest")
    assert "Publisert ikke datert" in programme.read("/page/source/plan")


def test_the_rows_are_a_table_without_people(programme: Visitor) -> None:
    response = programme.get("/sources/paper.csv")
    assert response.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    # Two people, one responsibility and one mention of somebody are left out.
    assert len(rows) == ROWS + 3 - 4
    assert "Nordmann" not in response.text
    result = next(row for row in rows if row["kind"] == "result" and row["id"] == "bedrifter")
    assert result == {
        "first_line": "76",
        "last_line": "76",
        "locator": "L76",
        "kind": "result",
        "id": "bedrifter",
        "label": "Nye bedrifter: ikke lesbart",
        "class": "Result",
        "modality": "actual",
        "confidence": "implied",
        "says": "",
        "iri": "https://w3id.org/samspill/id/result/bedrifter",
    }
    assert [int(row["first_line"]) for row in rows] == sorted(int(r["first_line"]) for r in rows)
    assert "uten rader om personer" in programme.read("/page/source/paper")
    only = list(csv.DictReader(io.StringIO(programme.get("/sources/paper.csv?kind=goal").text)))
    assert [row["id"] for row in only] == ["arbeidsplasser"]
    assert programme.get("/sources/nothing.csv").status_code == 404


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("", []),
        ("L7", [(7, 7)]),
        ("L7-9; L31", [(7, 9), (31, 31)]),
        ("p. 3", []),
        ("§ 4; L2", [(2, 2)]),
        # Typed the wrong way round: the line alone.
        ("L9-7", [(9, 9)]),
    ],
)
def test_lines_are_read_from_a_locator(locator: str, expected: list[tuple[int, int]]) -> None:
    assert ranges(locator) == expected


def row(name: str, locator: str) -> DocumentRow:
    return DocumentRow(f"https://w3id.org/samspill/id/actor/{name}", "actor", locator, False)


def test_a_line_leads_to_the_rows_that_begin_nearest_before_it() -> None:
    groups = groups_of([row("all", "L1-9"), row("a", "L3-4"), row("b", "L3-4"), row("c", "L4; L8")])
    assert [(group.locator, len(group.rows)) for group in groups] == [
        ("L1-9", 1),
        ("L3-4", 2),
        ("L4; L8", 1),
    ]
    assert [group.anchors for group in groups] == [[1, 2, 5, 6, 7, 9], [3], [4, 8]]


def test_rows_on_the_same_lines_are_never_parted() -> None:
    def group(count: int, line: int) -> Group:
        return Group(f"L{line}", [row(f"x{number}", f"L{line}") for number in range(count)])

    pages = pages_of([group(400, 1), group(600, 2), group(1, 3), group(1500, 4)])
    assert [[len(one.rows) for one in page] for page in pages] == [[400, 600], [1], [1500]]
    assert pages_of([]) == [[]]
