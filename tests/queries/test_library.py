"""Every question of the library: its header, its answer on a small region, and the real data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, Store

from graph import snapshot
from graph.binding import Term, bind
from graph.store import Reader, open_store
from ontology.errors import ParameterError
from queries.answers import Answer, answer, choices, prepare
from queries.parameters import ANY
from queries.questions import LANGUAGES, THEMES, Question, library, question
from tests.graph.conftest import serve
from tests.queries.region import build_region

EXPECTED = Path(__file__).parent / "expected.txt"
BASE = "https://w3id.org/samspill/"


@pytest.fixture(scope="module", params=["embedded", "remote"])
def region(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """Give the small region, in the embedded engine and behind a real SPARQL server."""
    folder = build_region(tmp_path_factory.mktemp("region"))
    embedded = open_store(snapshot.current(folder).path)
    with ExitStack() as stack:
        stack.callback(embedded.close)
        if request.param == "embedded":
            yield embedded
            return
        quads = [quad for name in embedded.named_graphs() for quad in embedded.quads(name)]
        remote = open_store(serve(stack, quads))
        stack.callback(remote.close)
        yield remote


@pytest.fixture(scope="module")
def real(curated_snapshots: Path) -> Iterator[Reader]:
    found = open_store(snapshot.current(curated_snapshots).path)
    yield found
    found.close()


def expected() -> list[tuple[str, list[list[str]]]]:
    """Give each block: its first line, and its rows cell by cell."""
    lines = [
        line
        for line in EXPECTED.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    blocks = re.split(r"\n\s*\n", "\n".join(lines).strip())
    found = []
    for block in blocks:
        head, *rows = block.splitlines()
        cells = [[cell.strip() for cell in row.split("|")] for row in rows if row != "-"]
        found.append((head, cells))
    return found


def short(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        value = term.value
        if value.startswith(BASE + "id/"):
            return value.removeprefix(BASE + "id/").replace("/", ":")
        return value.replace("#", "/").rpartition("/")[2]
    return term.value


def rows(found: Answer) -> list[list[str]]:
    names = [column.name for column in found.question.columns if not column.label_of]
    return [[short(row.get(name)) for name in names] for row in found.rows]


@pytest.mark.parametrize(("head", "cells"), expected(), ids=[head for head, _ in expected()])
def test_an_answer_on_the_small_region_is_what_was_worked_out_by_hand(
    region: Reader, head: str, cells: list[list[str]]
) -> None:
    name, *values = head.split()
    given = dict(value.split("=", 1) for value in values)
    assert rows(answer(question(name), region, given)) == cells


def test_every_table_question_has_an_answer_worked_out_by_hand() -> None:
    worked_out = {head.split()[0] for head, _ in expected()}
    assert {one.name for one in library() if one.form == "SELECT"} == worked_out


def test_the_ties_of_an_actor_are_triples(region: Reader) -> None:
    # Vik meets Nes and the park in the school: 9 triples a tie, and 2 and 1 names.
    found = answer(question("ties-of-an-actor-as-rdf"), region, {"actor": "vik-kommune"})
    assert len(found.triples) == 2 * 9 + 3


def test_a_fact_that_another_document_mentions_does_not_rest_on_one(region: Reader) -> None:
    found = answer(question("facts-that-rest-on-one-document"), region, {"source": "plan"})
    facts = {row["fact"].value.removeprefix(BASE + "id/") for row in found.rows}
    assert "participation/skolen-park" in facts
    assert not facts & {"participation/skolen-nes", "place-part/vik-i-nord"}


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_a_question_runs_on_the_real_data_and_says_something(real: Reader, one: Question) -> None:
    # The default values are chosen so that a visitor sees an answer at once.
    found = answer(one, real, {})
    assert found.rows or found.triples


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_a_header_says_what_the_query_gives(real: Reader, one: Question) -> None:
    _values, query = prepare(one, real, {}, "nb")
    result = Store().query(query)
    if one.form == "CONSTRUCT":
        assert isinstance(result, QueryTriples)
        assert one.view == "rdf"
        return
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    assert [column.name for column in one.columns] == names
    # Two runs must give the same bytes.
    assert re.search(r"\nORDER BY .+\n?$", query)
    assert one.bar in ("", *names)
    assert (one.view == "bar") == bool(one.bar)
    if one.left_out:
        other = {parameter.name for parameter in question(one.left_out).parameters}
        assert other == {parameter.name for parameter in one.parameters}


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_a_question_has_its_words_in_both_languages(one: Question) -> None:
    for texts in (one.title, one.means, one.means_not, one.none, one.one, one.many):
        assert set(texts) == set(LANGUAGES)
        assert texts["nb"] != texts["en"]
    assert all(len(one.keywords[language]) >= 3 for language in LANGUAGES)
    for column in one.columns:
        assert set(column.label) == set(LANGUAGES)
    known = {"n"} | {parameter.name for parameter in one.parameters}
    for kind in ("top", "distinct"):
        known |= {f"{kind}_{column.name}" for column in one.columns}
    for texts in (one.none, one.one, one.many):
        for text in texts.values():
            assert set(re.findall(r"\{(\w+)\}", text)) <= known, text


def test_there_are_at_least_two_questions_of_each_theme_and_more_than_45() -> None:
    counts = {theme: sum(one.theme == theme for one in library()) for theme in THEMES}
    assert min(counts.values()) >= 2, counts
    assert sum(counts.values()) >= 45
    assert len({one.name for one in library()}) == len(library())


@pytest.mark.parametrize("one", library(), ids=lambda one: one.name)
def test_everything_in_an_answer_that_has_a_name_is_named(real: Reader, one: Question) -> None:
    for language in LANGUAGES:
        unnamed = {
            row[column.label_of]
            for column in one.columns
            for row in answer(one, real, {}, language).rows
            if column.label_of in row and column.name not in row
        }
        query = "SELECT ?thing ?name { #\n#bind ?thing\n ?thing <%s> ?name }"
        label = "http://www.w3.org/2000/01/rdf-schema#label"
        assert not real.select(query % label, {"thing": list(unnamed)})


@pytest.mark.parametrize("role", ["funder", "recipient", "year"])
def test_money_is_either_in_the_sum_or_told_to_be_left_out_and_never_both(
    real: Reader, role: str
) -> None:
    (every,) = real.select(
        "SELECT (COUNT(?f) AS ?n) { ?f a <https://w3id.org/samspill/ontology#Funding> }"
    )
    for given in ({}, {"kind": "any", "status": "any"}, {"kind": "budget", "status": "any"}):
        left = answer(question(f"money-left-out-by-{role}"), real, given)
        shared = answer(question(f"funding-by-{role}"), real, given)
        # Every funder of the real tables gives a whole amount, or all of them give it together.
        counted = sum(int(row["count"].value) for row in [*left.rows, *shared.rows])
        assert counted == int(every["n"].value)


def test_a_sum_by_year_is_the_sum_of_the_amounts_that_are_no_parts(real: Reader) -> None:
    query = """
        PREFIX s: <https://w3id.org/samspill/ontology#>
        PREFIX m: <https://w3id.org/samspill/concept/modality/>
        PREFIX k: <https://w3id.org/samspill/concept/funding-kind/>
        PREFIX st: <https://w3id.org/samspill/concept/funding-status/>
        PREFIX u: <https://w3id.org/samspill/concept/amount-unit/>
        PREFIX b: <https://w3id.org/samspill/concept/amount-bound/>
        SELECT ?f ?amount ?whole WHERE {
          ?f s:amount ?amount ; s:currency "NOK" ; s:modality m:actual ; s:fundingKind k:grant ;
            s:fundingStatus st:granted ; s:amountUnit u:total ; s:bound ?bound .
          FILTER(?bound IN (b:exact, b:ceiling))
          OPTIONAL { ?f s:partOf ?whole }
        }"""
    found = {row["f"].value: row for row in real.select(query)}

    def inside(iri: str) -> bool:
        whole = found[iri].get("whole") if iri in found else None
        return whole is not None and (whole.value in found or inside(whole.value))

    total = sum(Decimal(row["amount"].value) for iri, row in found.items() if not inside(iri))
    by_year = answer(question("funding-by-year"), real, {})
    nok = [row for row in by_year.rows if row["currency"].value == "NOK"]
    assert sum(Decimal(row["amount"].value) for row in nok) == total > 0


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("active-in-a-year", {"year": "18"}, "year=18 is not allowed: a year, for example 2019"),
        ("events-between-two-days", {"from": "2019-02-30"}, "from=2019-02-30 is not allowed"),
        ("most-active-actors", {"least": "many"}, "least=many is not allowed: a whole number"),
        ("results-with-a-status", {"status": "done"}, "status=done is not allowed: choose one of"),
        ("results-with-a-status", {"status": ANY}, "status=any is not allowed"),
        ("who-makes-up-a-region", {"region": "place:nowhere"}, "write place:id of something"),
        ("who-makes-up-a-region", {"region": "actor:park"}, "region=actor:park is not allowed"),
        ("who-makes-up-a-region", {"region": "x> } DROP ALL"}, "is not allowed: write place:id"),
        ("who-makes-up-a-region", {"where": "nord"}, "where=nord is not allowed: the question has"),
    ],
)
def test_a_bad_value_is_an_error_with_its_name_and_what_is_allowed(
    region: Reader, name: str, given: dict[str, str], says: str
) -> None:
    with pytest.raises(ParameterError, match=re.escape(says)) as refused:
        answer(question(name), region, given)
    assert "er ikke tillatt" in refused.value.text("nb")


def test_a_thing_may_be_written_as_id_kind_and_id_or_address(region: Reader) -> None:
    asked = question("partners-of-an-actor")
    for value in ("park", "actor:park", BASE + "id/actor/park", " park "):
        assert answer(asked, region, {"actor": value}).values == {"actor": "actor:park"}


def test_an_id_that_was_given_up_leads_to_what_it_became(region: Reader) -> None:
    found = answer(question("partners-of-an-actor"), region, {"actor": "nesparken"})
    assert found.values == {"actor": "actor:park"}


def test_a_value_goes_in_as_a_term_whatever_it_holds() -> None:
    asked = bind("SELECT * {\n#bind ?name\n}", {"name": Literal('" } DROP ALL # \\')})
    result = Store().query(asked)
    assert isinstance(result, QuerySolutions)
    (row,) = list(result)
    assert row["name"] == Literal('" } DROP ALL # \\')


def test_names_are_in_the_readers_language_and_else_in_another(region: Reader) -> None:
    asked = question("who-makes-up-a-region")
    for language, wanted in (("nb", "kommuneområde"), ("en", "municipal territory")):
        found = answer(asked, region, {"region": "nord"}, language)
        assert {row["typeLabel"].value for row in found.rows} == {wanted}
        assert {row["partLabel"].value for row in found.rows} == {"Nes", "Vik"}


def test_the_checksum_is_that_of_the_csv_and_changes_with_the_answer(region: Reader) -> None:
    import hashlib

    asked = question("who-makes-up-a-region")
    north = answer(asked, region, {"region": "nord"})
    assert north.checksum == hashlib.sha256(north.written("csv")).hexdigest()
    assert north.checksum == answer(asked, region, {"region": "place:nord"}).checksum
    assert north.checksum != answer(asked, region, {"region": "sor"}).checksum


def test_choices_can_all_be_asked_for(region: Reader) -> None:
    for one in library():
        for parameter in one.parameters:
            for choice in choices(parameter, region):
                answer(one, region, {parameter.name: choice.value})
