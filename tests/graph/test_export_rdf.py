"""The whole graph as files: read back by other readers, byte for byte the same, without people."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graph.export_rdf import RDF_FILES, write_rdf
from graph.store import Reader, open_store

GRAPH = "https://w3id.org/samspill/graph/"
SMALL_REGION = Path(__file__).parent / "data" / "small-region.trig"


def written(reader: Reader, form: str) -> bytes:
    file = io.BytesIO()
    write_rdf(reader, form, file)
    return file.getvalue()


@pytest.fixture(scope="module")
def expected() -> set[pyoxigraph.Quad]:
    """Every quad of the file, without persons, rows and the derived statement about a person."""
    quads = pyoxigraph.parse(path=str(SMALL_REGION), format=pyoxigraph.RdfFormat.TRIG)
    return {
        quad
        for quad in quads
        if quad.graph_name.value.removeprefix(GRAPH) not in ("persons", "rows")
        and "/id/person/" not in str(quad.object)
    }


@pytest.mark.parametrize(
    ("form", "syntax"),
    [("nq", pyoxigraph.RdfFormat.N_QUADS), ("jsonld", pyoxigraph.RdfFormat.JSON_LD)],
)
def test_files_with_graphs_hold_the_same_quads(
    small_region: Reader, expected: set[pyoxigraph.Quad], form: str, syntax: pyoxigraph.RdfFormat
) -> None:
    found = list(pyoxigraph.parse(written(small_region, form), format=syntax))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_turtle_is_the_union_of_the_graphs(
    small_region: Reader, expected: set[pyoxigraph.Quad]
) -> None:
    found = pyoxigraph.parse(written(small_region, "ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    assert {quad.triple for quad in found} == {quad.triple for quad in expected}


def test_rdflib_reads_as_many_statements(
    small_region: Reader, expected: set[pyoxigraph.Quad]
) -> None:
    turtle = rdflib.Graph().parse(data=written(small_region, "ttl").decode(), format="turtle")
    assert len(turtle) == len(expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_rdflib_reads_as_many_quads(small_region: Reader, expected: set[pyoxigraph.Quad]) -> None:
    # Its own parser trips its own deprecation warnings.
    dataset = rdflib.Dataset()
    dataset.parse(data=written(small_region, "jsonld").decode(), format="json-ld")
    assert len(dataset) == len(expected)


@pytest.mark.parametrize("form", RDF_FILES)
def test_the_number_of_statements_is_told(
    small_region: Reader, expected: set[pyoxigraph.Quad], form: str
) -> None:
    assert write_rdf(small_region, form, io.BytesIO()) == len(expected)


@pytest.mark.parametrize("form", RDF_FILES)
def test_no_file_names_a_person_or_a_row(small_region: Reader, form: str) -> None:
    text = written(small_region, form).decode()
    assert "Kari" not in text
    assert "person/" not in text
    assert "responsib" not in text
    assert "ontology#row" not in text
    assert "samspill:row" not in text


def test_people_can_be_asked_for(small_region: Reader) -> None:
    file = io.BytesIO()
    write_rdf(small_region, "nq", file, leave_out=("rows",))
    assert file.getvalue().count(b"person/kari") == 3


@pytest.mark.parametrize("form", RDF_FILES)
def test_two_exports_are_equal_whatever_the_order_of_loading(
    small_region: Reader, tmp_path: Path, form: str
) -> None:
    quads = list(pyoxigraph.parse(path=str(SMALL_REGION), format=pyoxigraph.RdfFormat.TRIG))
    store = pyoxigraph.Store(str(tmp_path / "store"))
    for quad in reversed(quads):
        store.add(quad)
    store.flush()
    del store
    other = open_store(tmp_path / "store")
    assert written(other, form) == written(small_region, form) == written(small_region, form)
    other.close()


def test_n_quads_are_sorted_within_each_graph(small_region: Reader) -> None:
    lines = written(small_region, "nq").decode().splitlines()
    curated = [line for line in lines if line.endswith("/curated> .")]
    assert curated == sorted(curated)


def test_turtle_uses_the_prefixes(small_region: Reader) -> None:
    text = written(small_region, "ttl").decode()
    assert "@prefix samspill: <https://w3id.org/samspill/ontology#> ." in text
    assert "samspill:Municipality" in text


def test_an_unknown_form_is_refused(small_region: Reader) -> None:
    with pytest.raises(ValueError, match="'rdf' is none of ttl, nq, jsonld"):
        write_rdf(small_region, "rdf", io.BytesIO())


def test_both_engines_give_the_same_file(
    small_region: Reader,
    small_region_quads: list[pyoxigraph.Quad],
    make_reader: Callable[[list[pyoxigraph.Quad]], Reader],
) -> None:
    assert written(make_reader(small_region_quads), "nq") == written(small_region, "nq")
