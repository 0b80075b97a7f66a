"""What is uncertain: warnings, contradictions, open judgements, and what is left open."""

import csv
import io

from tests.webapp.conftest import Visitor


def part(programme: Visitor, start: str, end: str) -> str:
    """Give the text between two headings; their names stand in the list of parts above too."""
    text = programme.read("/quality")
    text = text[text.index("Ikke navngitt") :]
    return text.partition(start)[2].partition(end)[0]


def test_warnings_stand_by_what_they_say_with_table_row_and_page(programme: Visitor) -> None:
    text = part(programme, "Varsler fra kontrollene Tabellene", "Motsigelser 2")
    assert "Finansieringen har verken finansiør eller mottaker. 1 Hva det betyr" in text
    assert "1 400 000 kroner til Byprosjektet (ramme) funding.csv, rad 2" in text
    assert "Ingen rad har dette dokumentet som kilde. 1 Hva det betyr" in text
    assert "Ulest notat sources.csv, rad 4" in text
    page = programme.get("/quality").text
    assert 'href="/page/funding/rammen"' in page
    assert 'href="/page/source/ulest"' in page


def test_contradictions_stand_by_kind_with_their_claims_counted(programme: Visitor) -> None:
    text = part(programme, "Motsigelser 2", "Uavklarte identiteter 1")
    conflict, _, ambiguity = text.partition("Tvetydighet 1")
    assert "Konflikt 1 Påstandene kan ikke begge være sanne." in conflict
    assert (
        "Ble det 132 arbeidsplasser, eller ble det ikke målt? Flere arbeidsplasser 2 Sluttrapport"
        in conflict
    )
    assert "Hvilket selskap er utviklingsselskapet? Utviklingsselskapet 2 Sluttrapport" in ambiguity


def test_open_judgements_are_listed_and_settled_ones_counted(programme: Visitor) -> None:
    text = part(programme, "Uavklarte identiteter 1", "Hvor sikre radene er")
    assert "Utviklingsselskapet Nye Utvikling Samme oppgaver, ulike navn." in text
    assert "Gamle Utvikling" not in text
    assert "Avgjort: 0 som samme ting og 1 som forskjellige ting." in text


def test_certainty_is_counted(programme: Visitor) -> None:
    text = part(programme, "Hvor sikre radene er", "Status for resultater")
    # 51 rows of the report and one of the plan; identities have no confidence.
    assert "Sagt rett ut i dokumentet 51 98,1 %" in text
    assert "Tolket: lest ut av sammenhengen · vis radene (Tolket: lest ut av" in text
    assert "1 1,9 %" in text
    assert "Uten linjer i dokumentet 0 0 %" in text
    # A terminal and a letter of intent.
    assert "Planlagt, ønsket eller på annen måte ikke skjedd" in text
    assert " 2 " in text.partition("ikke skjedd)")[2]


def test_every_status_of_a_result_is_counted_also_those_of_none(programme: Visitor) -> None:
    text = part(programme, "Status for resultater", "Ikke navngitt")
    for word, count in (
        ("nådd Målet er nådd.", 1),
        ("delvis nådd Målet er nådd i noen grad.", 1),
        ("ikke nådd Målet er ikke nådd.", 0),
        ("ikke målt Kilden sier at det ikke er målt.", 1),
        ("ikke lesbart Kilden ga et svar som ikke kan leses.", 1),
        ("ikke rapportert Kilden sier ikke noe om det.", 0),
    ):
        assert f"{word} {count}" in text


def test_what_is_not_named_is_counted_by_what_it_is(programme: Visitor) -> None:
    text = part(programme, "Ikke navngitt Dokumentet sier", "Som data")
    assert "Aktør 1 Medlem 1 Tilbyder 1 Utført av 1" in text


def test_a_figure_leads_to_the_query_that_lists_its_rows(programme: Visitor) -> None:
    page = programme.get("/quality?lang=en").text
    assert "/sparql?query=%23+Rows+that+were+read+out+of+the+context" in page
    assert "VALUES+%3Flanguage+%7B+%22en%22+%7D" in page


def test_what_has_nothing_to_report_says_so(visitor: Visitor) -> None:
    text = visitor.read("/quality")
    assert "Ingen vurderinger av identitet står åpne." in text
    assert "Avgjort: 0 som samme ting og 0 som forskjellige ting." in text


def test_programs_get_the_same(programme: Visitor) -> None:
    found = programme.get("/quality.json").get_json()
    assert [(one["check"], one["table"], one["row"]) for one in found["findings"]] == [
        ("funding-without-party", "funding", 2),
        ("source-without-rows", "sources", 4),
    ]
    assert found["findings"][0]["thing"] == "https://w3id.org/samspill/id/funding/rammen"
    assert found["findings"][0]["message"]["en"]
    assert {len(one["claims"]) for one in found["contradictions"]} == {2}
    assert sorted(found["identities"]) == ["different", "unsure"]
    assert found["figures"]["result"] == {
        "reached": 1,
        "partly-reached": 1,
        "not-measured": 1,
        "not-legible": 1,
    }
    assert found["figures"]["confidence"] == {"explicit": 51, "implied": 1}
    assert found["figures"]["without-locator"] == {"all": 0}
    assert found["findings_about_people"] == 0


def test_the_warnings_are_a_table(programme: Visitor) -> None:
    rows = list(csv.DictReader(io.StringIO(programme.get("/quality.csv?lang=en").text)))
    assert [row["check"] for row in rows] == ["funding-without-party", "source-without-rows"]
    assert rows[0]["message"].startswith("The funding has neither")


def test_sources_and_quality_are_in_the_menu(programme: Visitor) -> None:
    page = programme.get("/about").text
    assert page.count('href="/sources"') >= 3
    assert page.count('href="/quality"') >= 3
