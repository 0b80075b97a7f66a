"""The rows of a section as a file: both parties, role, time, modality and source; no people."""

import csv
import io
import re
from html import unescape

import openpyxl
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem

ID = "https://w3id.org/samspill/id/"


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_has_both_parties_role_modality_and_source(client: FlaskClient) -> None:
    response = client.get("/page/initiative/gronn/participation-initiative.csv")
    assert response.mimetype == "text/csv"
    rows = table(response.text)
    # In the order of the page: Hamar before Løten.
    assert [row["actor"] for row in rows] == ["Hamar kommune", "Løten kommune"]
    first = rows[0]
    assert first["iri"] == ID + "participation/gronn-hamar"
    assert first["actor_iri"] == ID + "actor/hamar"
    assert (first["initiative"], first["initiative_iri"]) == (
        "Grønn vekst",
        ID + "initiative/gronn",
    )
    assert first["role_iri"].endswith("/owner")
    assert (first["modality"], first["confidence"]) == ("actual", "explicit")
    assert (first["source"], first["source_iri"]) == ("Regional plan", ID + "source/plan")
    assert (first["locator"], first["table"], first["row"]) == ("L20", "participations", "2")


def test_a_file_has_the_rows_of_all_pages(client: FlaskClient) -> None:
    rows = table(client.get("/page/initiative/gronn/initiative-partof.csv").text)
    assert [row["label"] for row in rows] == [f"Tiltak {number:02}" for number in range(1, 31)]
    assert {row["partOf_iri"] for row in rows} == {ID + "initiative/gronn"}


def test_a_file_makes_the_choice_of_the_page(client: FlaskClient) -> None:
    # Hamar takes part in one project, and in another that is only planned.
    address = "/page/actor/hamar/participation-actor.csv"
    assert [row["initiative"] for row in table(client.get(address).text)] == ["Grønn vekst"]
    everything = table(client.get(address + "?modality=all").text)
    assert {(row["initiative"], row["modality"]) for row in everything} == {
        ("Grønn vekst", "actual"),
        ("Rom for unge", "planned"),
    }


def test_money_is_a_number_in_the_workbook(client: FlaskClient) -> None:
    response = client.get("/page/actor/radet/fundingparty-actor.xlsx?modality=all")
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    [header, row] = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = dict(zip(header, row, strict=True))
    assert found["Beløp (finansiering)"] == 700000
    assert found["Valuta (finansiering)"] == "NOK"
    assert found["Hvor nøyaktig beløpet er (finansiering)"] == "inntil"


def test_what_a_source_does_not_name_is_said(client: FlaskClient) -> None:
    [row] = table(client.get("/page/initiative/gronn/governance-subject.csv").text)
    assert (row["body"], row["body_iri"]) == ("Ikke navngitt i kilden", "")


def test_a_page_leads_to_its_files(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/hamar?modality=all").text
    links = [unescape(one) for one in re.findall(r'href="([^"]+\.(?:csv|xlsx)[^"]*)"', page)]
    assert "/page/actor/hamar/participation-actor.csv?modality=all" in links
    assert "/page/actor/hamar/participation-actor.xlsx?modality=all" in links
    for link in links:
        assert visitor.ask(link).status_code == 200, link


def test_people_are_in_no_file(programme: Visitor) -> None:
    # The page of the project names its manager; no file does, though its address is known.
    page = programme.get("/page/initiative/prosjektet").text
    assert "Kari Nordmann" in page
    links = re.findall(r'href="(/page/[^"]+\.csv[^"]*)"', page)
    assert "/page/initiative/prosjektet/participation-initiative.csv" in links
    assert not any("responsibility" in link for link in links)
    for address in (*links, "/page/initiative/prosjektet/responsibility-subject.csv"):
        assert "Kari" not in programme.ask(unescape(address)).text
    assert ">CSV<" not in programme.get("/page/person/kari").text
    found = programme.ask("/page/person/kari/responsibility-person.csv").text
    assert found.count("\n") == 1  # the header


def test_an_unknown_section_thing_or_form_is_not_found(client: FlaskClient) -> None:
    for address in (
        "/page/initiative/gronn/nothing-here.csv",
        "/page/initiative/gronn/participation-initiative.ods",
        "/page/initiative/nobody/participation-initiative.csv",
    ):
        assert client.get(address).status_code == 404, address
    assert_problem(
        client.get("/page/actor/hamar/participation-actor.csv?modality=some"), 400, "modality"
    )
