"""Clients that others have written ask a running server and get what was asked for."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import rdflib
from pyoxigraph import Literal, QuerySolutions, Store
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from graph.store import open_store
from tests.conftest import serving
from tests.protocol.asking import COUNT_MEMBERS, GRAPH, HAMAR, MEMBERS, OWNERS, PREFIX, RADET

NEVER = GRAPH + "no-such-graph"


@pytest.fixture(scope="module")
def endpoint(snapshots: Path) -> Iterator[str]:
    with serving(snapshots, SAMSPILL_QUERY_TIMEOUT="2", SAMSPILL_QUERY_WORKERS="1") as (address, _):
        yield f"{address}/sparql"


# rdflib.


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_for_a_table_in_every_way(endpoint: str, method: str, form: str) -> None:
    store = SPARQLStore(endpoint, method=method, returnFormat=form)
    rows = [row[0] for row in rdflib.Graph(store).query(OWNERS)]  # type: ignore[index]
    # In TSV, rdflib gives terms; in CSV, the standard has no terms, and rdflib guesses them.
    assert [str(term) for term in rows] == [HAMAR, RADET]


def test_rdflib_asks_truth_and_triples(endpoint: str) -> None:
    dataset = rdflib.Graph(SPARQLStore(endpoint, returnFormat="xml"))
    assert dataset.query(f"ASK {{ <{HAMAR}> ?p ?o }}").askAnswer is True
    assert dataset.query("ASK { <https://example.org/x> ?p ?o }").askAnswer is False
    made = dataset.query(MEMBERS).graph
    assert made is not None
    assert len(made) == 2


def test_rdflib_walks_the_graph_as_if_it_were_its_own(endpoint: str) -> None:
    dataset = rdflib.Graph(SPARQLStore(endpoint))
    labels = set(dataset.objects(rdflib.URIRef(HAMAR), rdflib.RDFS.label))
    assert labels == {rdflib.Literal("Hamar kommune", lang="nb")}
    assert (rdflib.URIRef(HAMAR), None, None) in dataset


def test_rdflib_reads_one_named_graph(endpoint: str) -> None:
    store = SPARQLStore(endpoint, context_aware=True)
    counts = {}
    for name in (GRAPH + "curated", GRAPH + "derived", NEVER):
        (row,) = store.query(COUNT_MEMBERS, queryGraph=name)
        counts[name] = int(str(row[0]))  # type: ignore[index]
    assert counts == {GRAPH + "curated": 2, GRAPH + "derived": 0, NEVER: 0}


# SPARQLWrapper.


def wrapper(endpoint: str, query: str, form: str = JSON) -> SPARQLWrapper:
    made = SPARQLWrapper(endpoint)
    made.setQuery(query)
    made.setReturnFormat(form)
    return made


@pytest.mark.parametrize("how", ["GET", "POST", "direct"])
def test_sparqlwrapper_asks_in_every_way(endpoint: str, how: str) -> None:
    made = wrapper(endpoint, OWNERS)
    made.setMethod("GET" if how == "GET" else POST)
    if how == "direct":
        made.setRequestMethod(POSTDIRECTLY)
    answer = made.queryAndConvert()
    assert [row["actor"]["value"] for row in answer["results"]["bindings"]] == [HAMAR, RADET]


# SPARQLWrapper itself uses what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_sparqlwrapper_reads_every_form(endpoint: str) -> None:
    assert wrapper(endpoint, OWNERS, CSV).queryAndConvert().split() == [
        b"actor",
        HAMAR.encode(),
        RADET.encode(),
    ]
    assert wrapper(endpoint, OWNERS, TSV).queryAndConvert().split()[0] == b"?actor"
    document = wrapper(endpoint, OWNERS, XML).queryAndConvert()
    assert len(document.getElementsByTagName("result")) == 2
    assert b"Municipality" in wrapper(endpoint, MEMBERS, TURTLE).queryAndConvert()
    assert len(wrapper(endpoint, MEMBERS, RDFXML).queryAndConvert()) == 2


def test_sparqlwrapper_names_the_dataset(endpoint: str) -> None:
    counts = []
    for name in (GRAPH + "curated", GRAPH + "derived"):
        made = wrapper(endpoint, COUNT_MEMBERS)
        made.addDefaultGraph(name)
        answer = made.queryAndConvert()
        counts.append(answer["results"]["bindings"][0]["n"]["value"])
    assert counts == ["2", "0"]


def test_sparqlwrapper_is_told_of_a_mistake_and_of_a_time_out(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match="column"):
        wrapper(endpoint, "SELECT *\nWHERE [ }").query()
    # A gateway's time-out is no class of its own there.
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises((EndPointInternalError, OSError), match="504"):
        wrapper(endpoint, endless).query()


# curl, and our own reader of endpoints.


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_curl_asks_as_the_page_says_and_reads_packed_answers(endpoint: str) -> None:
    done = subprocess.run(
        [
            *("curl", "-sS", "--fail", "--compressed", "-H", "Accept: text/csv"),
            *("--data-urlencode", f"query={OWNERS}", endpoint),
        ],
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert done.stdout.decode().split() == ["actor", HAMAR, RADET]


def test_our_own_reader_of_endpoints_finds_all_graphs(endpoint: str) -> None:
    reader = open_store(endpoint)
    try:
        names = [GRAPH + name for name in ("curated", "derived", "ontology", "rows", "void")]
        assert reader.named_graphs() == names
        assert [row["actor"].value for row in reader.select(OWNERS)] == [HAMAR, RADET]
        assert len(reader.construct(MEMBERS)) == 2
    finally:
        reader.close()


def test_another_engine_may_call_us_and_we_call_nobody(endpoint: str) -> None:
    """With SERVICE, an Oxigraph of somebody else asks us from within a query of its own."""
    call = f"SERVICE <{endpoint}> {{ ?a a samspill:Municipality }}"
    query = f"{PREFIX} SELECT (COUNT(*) AS ?n) {{ {call} }}"
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    assert [row["n"] for row in found] == [Literal(2)]
    refused = httpx.get(endpoint, params={"query": query})
    assert (refused.status_code, json.loads(refused.text)["status"]) == (403, 403)
