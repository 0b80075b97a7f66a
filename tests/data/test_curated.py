"""What the curated tables must say, worked out from the documents and not from the graph."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from frictionless import Package
from pyoxigraph import Literal

from graph import snapshot
from graph.export_network import (
    write_edges_csv,
    write_gexf,
    write_graphml,
    write_nodes_csv,
)
from graph.export_rdf import RDF_FILES, write_rdf
from graph.layout import arrange
from graph.network import project
from graph.search import NameIndex
from graph.store import Reader, open_store

DATA = Path(__file__).parents[2] / "data"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PREFIXES = """
PREFIX samspill: <https://w3id.org/samspill/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX concept: <https://w3id.org/samspill/concept/>
PREFIX initiative: <https://w3id.org/samspill/id/initiative/>
PREFIX actor: <https://w3id.org/samspill/id/actor/>
PREFIX place: <https://w3id.org/samspill/id/place/>
"""


@pytest.fixture(scope="module")
def reader(curated_snapshots: Path) -> Iterator[Reader]:
    found = open_store(snapshot.current(curated_snapshots).path)
    yield found
    found.close()


def values(reader: Reader, query: str) -> list[tuple[str, ...]]:
    """Give the rows of a query as text, codes and ids without their base."""
    rows = reader.select(PREFIXES + query)
    return [
        tuple(
            term.value if isinstance(term, Literal) else term.value.rpartition("/")[2]
            for term in row.values()
        )
        for row in rows
    ]


def rows_of(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_the_data_package_valid() -> None:
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


@pytest.mark.skipif(
    not SEEDS.exists(), reason="the source documents do not stand beside the project"
)
def test_every_file_has_the_lines_that_its_row_says() -> None:
    files = [row for row in rows_of("sources") if row["file"]]
    assert len(files) == 5
    for row in files:
        text = (SEEDS / row["file"]).read_text(encoding="utf-8")
        assert int(row["lines"]) == len(text.split("\n")) - text.endswith("\n"), row["id"]


def test_the_heading_and_the_request_are_two_claims_about_one_grant(reader: Reader) -> None:
    # L7-8: up to 700,000 over two years, under the heading "Vedtak"; L30-31: proposed, 700,000.
    found = values(
        reader,
        """SELECT ?status ?bound ?amount ?currency ?whole ?modality ?locator WHERE {
          ?grant samspill:subject initiative:rom-for-flere-unge-voksne ;
            samspill:fundingKind <https://w3id.org/samspill/concept/funding-kind/grant> ;
            samspill:fundingStatus ?status ; samspill:bound ?bound ; samspill:amount ?amount ;
            samspill:currency ?currency ; samspill:partOf/samspill:amount ?whole ;
            samspill:modality ?modality ; samspill:locator ?locator .
        } ORDER BY ?status""",
    )
    assert [row[:6] for row in found] == [
        ("granted", "ceiling", "700000", "NOK", "1400000", "actual"),
        ("proposed", "exact", "700000", "NOK", "1400000", "proposed"),
    ]
    assert found[0][6].startswith("L7-8")
    assert found[1][6].startswith("L30-31")


def test_the_two_claims_are_joined_by_an_ambiguity(reader: Reader) -> None:
    assert reader.ask(
        PREFIXES
        + """ASK {
          ?contradiction samspill:contradictionKind
            <https://w3id.org/samspill/concept/contradiction-kind/ambiguity> .
          ?one samspill:contradiction ?contradiction ; samspill:claim ?granted .
          ?other samspill:contradiction ?contradiction ; samspill:claim ?proposed .
          ?granted samspill:fundingStatus
            <https://w3id.org/samspill/concept/funding-status/granted> .
          ?proposed samspill:fundingStatus
            <https://w3id.org/samspill/concept/funding-status/proposed> .
        }"""
    )


def test_the_frame_states_no_currency_and_no_funder(reader: Reader) -> None:
    # L31: "1 400 000,-", without a word for the currency, and nobody named for the other half.
    assert values(
        reader,
        """SELECT ?amount ?inferred ?kind WHERE {
          ?frame samspill:subject initiative:rom-for-flere-unge-voksne ;
            samspill:amount ?amount ; samspill:currencyInferred ?inferred ;
            samspill:fundingKind ?kind .
          FILTER(?amount > 700000)
          FILTER NOT EXISTS { ?party samspill:funding ?frame }
        }""",
    ) == [("1400000", "true", "budget")]


def test_the_project_is_planned_for_two_years_to_the_day(reader: Reader) -> None:
    assert values(
        reader,
        """SELECT ?modality ?start ?end ?precision WHERE {
          initiative:rom-for-flere-unge-voksne samspill:modality ?modality ;
            samspill:startDate ?start ; samspill:endDate ?end ;
            samspill:startPrecision ?precision .
        }""",
    ) == [("planned", "2025-06-01", "2027-06-01", "day")]


def test_the_young_adults_are_20_to_40(reader: Reader) -> None:
    assert ("20", "40") in values(
        reader, "SELECT ?from ?to WHERE { ?g samspill:ageFrom ?from ; samspill:ageTo ?to }"
    )


def test_a_region_of_seven_municipalities_has_a_strategy_for_six(reader: Reader) -> None:
    # L49-50: one applicant and six that cooperate; L3 and L18: for 6 municipalities.
    parts = values(
        reader,
        """SELECT ?part WHERE {
          ?relation a samspill:PlacePart ; samspill:part ?part ;
            samspill:whole place:kongsvingerregionen ;
            samspill:confidence <https://w3id.org/samspill/concept/confidence/implied> .
        } ORDER BY ?part""",
    )
    assert len(parts) == 7
    six = values(
        reader,
        """SELECT ?quantity ?of WHERE {
          ?scope a samspill:Scope ; samspill:notNamed samspill:covers ;
            samspill:quantity ?quantity ; samspill:quantityOf ?of .
        }""",
    )
    assert six
    assert set(six) == {("6", "kommuner")}
    assert reader.ask(
        PREFIXES
        + """ASK { ?c samspill:contradictionKind
            <https://w3id.org/samspill/concept/contradiction-kind/gap> }"""
    )


def test_population_and_area_stand_as_the_page_gives_them(reader: Reader) -> None:
    found = values(
        reader,
        """SELECT ?measure ?value ?unit WHERE {
          ?o a samspill:Observation ; samspill:measure ?measure ; samspill:value ?value ;
            samspill:unit ?unit ; samspill:locator ?locator .
          FILTER(?locator IN ("L51", "L52"))
        } ORDER BY ?measure""",
    )
    assert found == [("area", "4969", "km2"), ("population", "53232", "persons")]


def test_the_target_is_a_floor_and_the_result_is_read_out_of_the_page(reader: Reader) -> None:
    # L7: net 100 plus a year; L21: plus 132 in 2017, which answers it, but no word says "reached".
    assert values(
        reader,
        """SELECT ?target ?bound ?result ?status ?confidence ?day WHERE {
          ?t a samspill:Target ; samspill:subject ?indicator ; samspill:value ?target ;
            samspill:bound ?bound ;
            dct:source <https://w3id.org/samspill/id/source/byregion-kongsvingerregionen> .
          ?r a samspill:Result ; samspill:subject ?indicator ; samspill:value ?result ;
            samspill:resultStatus ?status ; samspill:confidence ?confidence ;
            samspill:date ?day .
        }""",
    ) == [("100", "lower-bound", "132", "reached", "implied", "2017-01-01")]


def test_the_advice_of_the_region_is_no_council(reader: Reader) -> None:
    # L23 "råd" is advice: three recommended measures, and no council of Kongsvingerregionen.
    advice = values(
        reader,
        """SELECT ?m WHERE {
          ?m a samspill:Measure ;
            samspill:modality <https://w3id.org/samspill/concept/modality/recommended> ;
            samspill:locator ?locator .
          FILTER(REGEX(?locator, "L2[567]"))
        }""",
    )
    assert len(advice) == 3
    council = """SELECT ?council WHERE {
      ?council a samspill:RegionalCouncil ; dct:source/samspill:file ?file }"""
    assert values(reader, council) == [("hamarregionen-ipr",)]


def test_a_mistyped_name_leads_to_what_begins_with_it(curated_snapshots: Path) -> None:
    index = NameIndex(snapshot.current(curated_snapshots).index_path)
    assert index.search("kongsvingerregin").results[0].label == "Kongsvingerregionen"
    assert "Hamarregionen" in [hit.label for hit in index.search("hamarregin").results]
    assert index.search("glåmdalregionen").results[0].matched_name == "Glåmdalsregionen"


def test_names_are_found_in_every_spelling(reader: Reader) -> None:
    found = {
        (name, kind)
        for name, kind in values(
            reader,
            "SELECT ?name ?kind WHERE { ?n samspill:nameText ?name ; samspill:nameKind ?kind }",
        )
    }
    assert found >= {
        ("Glåmdalsregionen", "former"),
        ("Konsvingerregionen", "misspelling"),
        ("Byregionoprogrammet", "misspelling"),
        ("Nær8ingsutvikling", "misspelling"),
        ("Rom for flere unge", "variant"),
    }


def test_sums_of_granted_money_leave_the_proposal_and_the_frame_out(reader: Reader) -> None:
    (row,) = reader.select(
        PREFIXES
        + """SELECT (SUM(?amount) AS ?sum) WHERE {
          ?f a samspill:Funding ; samspill:amount ?amount ;
            samspill:modality <https://w3id.org/samspill/concept/modality/actual> ;
            samspill:fundingStatus <https://w3id.org/samspill/concept/funding-status/granted> ;
            dct:source/samspill:file ?file .
        }"""
    )
    assert Decimal(row["sum"].value) == Decimal(700000)


def test_every_row_has_a_source_and_a_place_in_it_where_it_has_lines() -> None:
    # A web page has an address and no lines; a document that was read as a file has lines.
    sources = {row["id"]: row for row in rows_of("sources")}
    for file in sorted(DATA.glob("*.csv")):
        for row in rows_of(file.stem):
            if "confidence" in row:
                source = sources[row["source"]]
                assert source["url"] or row["locator"], (file.name, row["id"])


def test_no_class_has_instances_that_are_also_of_a_disjoint_one(reader: Reader) -> None:
    mixed = values(
        reader,
        """SELECT ?thing ?left ?right WHERE {
          ?thing a/rdfs:subClassOf* ?left , ?right .
          ?list (<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*/
                 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first>) ?left , ?right .
          ?all <http://www.w3.org/2002/07/owl#members> ?list .
          FILTER(STR(?left) < STR(?right))
          FILTER(STRSTARTS(STR(?thing), "https://w3id.org/samspill/id/"))
        }""",
    )
    assert mixed == []


def test_every_class_that_has_things_is_defined(reader: Reader) -> None:
    undefined = values(
        reader,
        """SELECT DISTINCT ?class WHERE {
          GRAPH <https://w3id.org/samspill/graph/curated> { ?thing a ?class }
          FILTER NOT EXISTS { ?class a <http://www.w3.org/2002/07/owl#Class> }
        }""",
    )
    assert undefined == []


def test_no_file_names_a_person(reader: Reader) -> None:
    # 003 L559-629: six people, whom queries and pages tell and files do not.
    names = [row["name"] for row in rows_of("persons")]
    assert len(names) == 6
    for form in RDF_FILES:
        file = BytesIO()
        write_rdf(reader, form, file)
        text = file.getvalue().decode("utf-8")
        assert "Hedmark kunnskapspark" in text
        assert not [name for name in names if name in text]
        assert "/id/person/" not in text
    network = project(reader)
    places = arrange(network, {})
    for written in (
        write_graphml(network, places),
        write_gexf(network, places),
        write_nodes_csv(network, places),
        write_edges_csv(network),
    ):
        assert not [name for name in names if name in written.decode("utf-8")]
