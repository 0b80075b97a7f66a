"""The rows of the five documents answer questions to them as the documents do.

What other sources say of the same things is left out here, since it would answer too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import networkx as nx
import pytest
from pyoxigraph import Literal

from graph import measures, snapshot
from graph.network import NetworkChoice, project
from graph.store import Reader, open_store
from loaders.build import Recipe, build
from queries import catalogue
from tests.data import questions, questions_of_the_report
from tests.data.documents import lay_documents
from tests.data.questions import Question

PREFIXES = """
PREFIX samspill: <https://w3id.org/samspill/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX modality: <https://w3id.org/samspill/concept/modality/>
PREFIX role: <https://w3id.org/samspill/concept/participation-role/>
PREFIX party: <https://w3id.org/samspill/concept/agreement-role/>
PREFIX seat: <https://w3id.org/samspill/concept/membership-role/>
PREFIX function: <https://w3id.org/samspill/concept/governance-function/>
PREFIX status: <https://w3id.org/samspill/concept/result-status/>
PREFIX money: <https://w3id.org/samspill/concept/funding-status/>
PREFIX measure: <https://w3id.org/samspill/concept/measure/>
PREFIX actor: <https://w3id.org/samspill/id/actor/>
PREFIX place: <https://w3id.org/samspill/id/place/>
PREFIX initiative: <https://w3id.org/samspill/id/initiative/>
PREFIX indicator: <https://w3id.org/samspill/id/indicator/>
PREFIX goal: <https://w3id.org/samspill/id/goal/>
PREFIX strategy: <https://w3id.org/samspill/id/strategy/>
PREFIX agreement: <https://w3id.org/samspill/id/agreement/>
PREFIX atype: <https://w3id.org/samspill/concept/agreement-type/>
PREFIX source: <https://w3id.org/samspill/id/source/>
"""

QUESTIONS = [*questions.QUESTIONS, *questions_of_the_report.QUESTIONS]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("documents")
    tables = lay_documents(folder / "data")
    build(Recipe(tables, catalogue.rules(), catalogue.checks()), folder / "snapshots")
    found = open_store(snapshot.current(folder / "snapshots").path)
    yield found
    found.close()


def short(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    value: str = getattr(term, "value", "")
    return value.rpartition("/")[2].rpartition("#")[2]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_graph_answers_as_the_documents_do(reader: Reader, question: Question) -> None:
    text = question.query
    head = text[text.index("SELECT") : text.index("{")]
    # What stands after AS is the name of an aggregate.
    names = re.findall(r"\?(\w+)", re.sub(r"\([A-Z]+\([^)]*\) AS", "", head))
    rows = reader.select(PREFIXES + text)
    assert {tuple(short(row.get(name)) for name in names) for row in rows} == question.answer, (
        question.lines
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_question_asks_of_things_that_are_there(reader: Reader, question: Question) -> None:
    # Without this, an id that is mistyped would answer "nothing" as if the documents did.
    for prefix, name in re.findall(r"(?<![\w/])([a-z]+):([a-z0-9-]+)", question.query):
        if prefix in ("samspill", "rdfs", "dct", "http", "https"):
            continue
        assert reader.ask(f"{PREFIXES} ASK {{ {prefix}:{name} ?property ?value }}"), name


def test_there_are_thirty_questions_and_more() -> None:
    assert len({question.name for question in QUESTIONS}) >= 30


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        # 003 L62-64 and 004 L49-50: both take part in the project.
        ("grue-kommune", "klosser-innovasjon", ["grue-kommune", "klosser-innovasjon"]),
        # 003 L490: the fund; 003 L64: the county authority takes part in the project.
        (
            "sparebankstiftelsen-hedmark",
            "eidskog-kommune",
            ["sparebankstiftelsen-hedmark", "hedmark-fylkeskommune", "eidskog-kommune"],
        ),
        # Two regions of which no document says that their actors meet.
        ("hamarregionen-utvikling", "kongsvinger-kommune", []),
        # An agreement that is only planned is no step, and groups join nobody.
        ("sintef-raufoss-manufacturing", "hedmark-kunnskapspark", []),
        ("hedmark-kunnskapspark", "klosser-innovasjon", []),
    ],
)
def test_a_path_runs_over_what_happened_and_over_actors_alone(
    reader: Reader, start: str, end: str, path: list[str]
) -> None:
    ties = measures.actors_only(project(reader))
    base = "https://w3id.org/samspill/id/actor/"
    try:
        found = nx.shortest_path(ties, base + start, base + end)
    except nx.NetworkXNoPath:
        found = []
    assert [iri.removeprefix(base) for iri in found] == path


def test_what_is_planned_joins_when_asked_for(reader: Reader) -> None:
    # 003 L339-346: the agreement with Sintef Raufoss Manufacturing is to come.
    ties = measures.actors_only(project(reader, NetworkChoice(modalities=("actual", "planned"))))
    base = "https://w3id.org/samspill/id/actor/"
    assert list(ties[base + "sintef-raufoss-manufacturing"]) == [base + "hedmark-kunnskapspark"]
