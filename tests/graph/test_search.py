"""Search over the names of the small region."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph
import pytest

from graph.names import alphabetical
from graph.search import NameIndex, SearchHit, SearchPage
from graph.search_index import build_index
from graph.store import Reader, open_store
from ontology.errors import StoreError

ID = "https://w3id.org/samspill/id/"


@pytest.fixture(scope="module")
def index(small_region: Reader, tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    folder = tmp_path_factory.mktemp("index") / "index"
    build_index(small_region, folder)
    return NameIndex(folder)


def found(page: SearchPage) -> list[str]:
    return [hit.iri.removeprefix(ID) for hit in page.results]


def make_index(names: list[str], folder: Path) -> NameIndex:
    """Index municipalities with the names given; the ids are their numbers."""
    triples = "".join(
        f"<{ID}actor/n{number}> a <https://w3id.org/samspill/ontology#Municipality> ;"
        f' <http://www.w3.org/2000/01/rdf-schema#label> "{name}"@nb .\n'
        for number, name in enumerate(names)
    )
    store = pyoxigraph.Store(str(folder / "store"))
    store.bulk_load(triples.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    store.flush()
    del store
    reader = open_store(folder / "store")
    build_index(reader, folder / "index")
    reader.close()
    return NameIndex(folder / "index")


def test_things_are_counted_and_relations_and_name_rows_are_not(
    small_region: Reader, tmp_path: Path
) -> None:
    # Ten actors, four initiatives, two documents, one person.
    assert build_index(small_region, tmp_path / "index") == 17
    assert NameIndex(tmp_path / "index").size == 17


def test_a_hit_says_what_it_is(index: NameIndex) -> None:
    (hit,) = index.search("Østlandsforskning").results
    assert hit.iri == ID + "actor/ostlandsforskning"
    assert (hit.label, hit.kind, hit.matched_name) == (
        "Østlandsforskning",
        "actor",
        "Østlandsforskning",
    )
    assert hit.types == ("https://w3id.org/samspill/ontology#ResearchInstitute",)
    assert hit.type_labels == ("forskningsinstitutt",)


def test_labels_are_in_the_language_asked_for(index: NameIndex) -> None:
    (hit,) = index.search("Høgskolen i Innlandet", lang="en").results
    assert (hit.label, hit.matched_name) == ("Inland Norway University", "Høgskolen i Innlandet")
    (hit,) = index.search("Østlandsforskning", lang="en").results
    assert (hit.label, hit.type_labels) == ("Østlandsforskning", ("research institute",))


@pytest.mark.parametrize(
    ("typed", "iri", "name"),
    [
        ("HINN", "actor/hinn", "HINN"),
        ("Hamarregionen IPR", "actor/hamarregionen-ipr", "Hamarregionen IPR"),
        ("regionrådet", "actor/hamarregionen-ipr", "Regionrådet for Hamarområdet"),
        ("Høyskolen i Innlandet", "actor/hinn", "Høyskolen i Innlandet"),
        ("green growth", "initiative/gronn", "Green growth"),
        ("kari", "person/kari", "Kari Nordmann"),
    ],
)
def test_every_kind_of_name_leads_to_its_thing(
    index: NameIndex, typed: str, iri: str, name: str
) -> None:
    first = index.search(typed).results[0]
    assert (first.iri, first.matched_name) == (ID + iri, name)


@pytest.mark.parametrize("typed", ["ØSTLANDSFORSKNING", "ostlandsforskning", "Östlandsforskning"])
def test_case_and_norwegian_letters_do_not_count(index: NameIndex, typed: str) -> None:
    assert found(index.search(typed)) == ["actor/ostlandsforskning"]


@pytest.mark.parametrize(
    ("typed", "iri"),
    [
        ("Lotne kommune", "actor/loten"),  # swapped
        ("Stnge", "actor/stange"),  # too few
        ("Staange", "actor/stange"),  # too many
        ("Stunge", "actor/stange"),  # wrong
        ("aasnes", "actor/aasnes"),  # å written as aa
        ("Oestlandsforskning", "actor/ostlandsforskning"),
        ("Ostlansforskning", "actor/ostlandsforskning"),
        ("Østlandforskninn", "actor/ostlandsforskning"),  # two in a long word
        ("Hamar regionen IPR", "actor/hamarregionen-ipr"),  # a space too many
        ("gronvekst", "initiative/gronn"),  # a space too few, and a letter
    ],
)
def test_typos_are_forgiven(index: NameIndex, typed: str, iri: str) -> None:
    assert found(index.search(typed))[0] == iri


def test_short_words_are_taken_as_typed(index: NameIndex) -> None:
    assert index.search("ron").total == 0
    assert found(index.search("rom")) == ["initiative/rom"]


def test_two_typos_are_too_many_for_a_word_of_seven_letters(tmp_path: Path) -> None:
    index = make_index(["Elverum", "Eidskog"], tmp_path)
    assert found(index.search("Elvreum")) == ["actor/n0"]
    assert index.search("Elvrexm").total == 0


def test_the_last_word_may_be_unfinished(index: NameIndex) -> None:
    assert found(index.search("innlandet fyl")) == ["actor/innlandet"]
    assert found(index.search("fyl innlandet")) == []
    assert found(index.search("ostlnadsf")) == ["actor/ostlandsforskning"]


def test_words_may_stand_in_any_order_and_must_all_fit(index: NameIndex) -> None:
    assert found(index.search("kommune hamar")) == ["actor/hamar"]
    assert index.search("hamar universitet").total == 0


def test_exact_names_go_first_then_beginnings_then_words(tmp_path: Path) -> None:
    names = ["Nye Hamar", "Hamarregionen", "Hamar", "Kamar", "Hamar kommune", "Nye Hamarby"]
    index = make_index(names, tmp_path)
    assert [hit.label for hit in index.search("hamar").results] == [
        "Hamar",
        "Hamar kommune",
        "Hamarregionen",
        "Nye Hamar",
        "Nye Hamarby",
        "Kamar",
    ]


def test_ties_are_in_norwegian_alphabetical_order(tmp_path: Path) -> None:
    names = ["By Ås", "By Øyer", "By Zeta", "By Ære", "By Ærø", "By Aremark"]
    index = make_index(names, tmp_path)
    expected = ["By Aremark", "By Zeta", "By Ære", "By Ærø", "By Øyer", "By Ås"]
    assert [hit.label for hit in index.search("by").results] == expected
    assert sorted(names, key=alphabetical) == expected


def test_the_order_does_not_depend_on_the_order_of_loading(tmp_path: Path) -> None:
    names = [f"Vekst {number}" for number in range(300)]
    shuffled = names[:]
    random.Random(7).shuffle(shuffled)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = make_index(names, tmp_path / "a").search("vekst", limit=100)
    other = make_index(shuffled, tmp_path / "b").search("vekst", limit=100)
    assert [hit.label for hit in one.results] == [hit.label for hit in other.results]
    assert one.total == other.total == 300


def test_pages_follow_one_another_across_the_steps(tmp_path: Path) -> None:
    names = ["Vekst", *(f"Vekst {number}" for number in range(7)), *(f"Ny vekst {n}" for n in "ab")]
    index = make_index(names, tmp_path)
    whole = found(index.search("vekst"))
    assert len(whole) == 10
    parts = [found(index.search("vekst", limit=3, offset=offset)) for offset in (0, 3, 6, 9, 12)]
    assert [len(part) for part in parts] == [3, 3, 3, 1, 0]
    assert [iri for part in parts for iri in part] == whole
    assert {index.search("vekst", limit=3, offset=offset).total for offset in (0, 6, 12)} == {10}


def test_the_kind_filters_hits_and_total(index: NameIndex) -> None:
    assert index.search("hamar").total == 4
    page = index.search("hamar", kind="initiative")
    assert (found(page), page.total) == (["initiative/campus"], 1)
    assert index.search("hamar", kind="no-such-kind") == SearchPage()


def test_a_page_holds_at_most_a_hundred(tmp_path: Path) -> None:
    index = make_index([f"Vekst {number}" for number in range(150)], tmp_path)
    page = index.search("vekst", limit=1000)
    assert (len(page.results), page.total) == (100, 150)
    assert index.search("vekst", limit=0) == SearchPage([], 150)


@pytest.mark.parametrize("typed", ["", "   ", "–", '"', "()*+?[]{}|\\"])
def test_nothing_typed_gives_an_empty_page(index: NameIndex, typed: str) -> None:
    assert index.search(typed) == SearchPage()


@pytest.mark.parametrize(
    "typed", ["hamar*", "ham.*", "(hamar", "hamar AND", "name:hamar", "x" * 5000]
)
def test_nothing_that_is_typed_is_taken_as_a_query_language(index: NameIndex, typed: str) -> None:
    page = index.search(typed)
    assert page.total == len(page.results)


def test_a_missing_index_is_told_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="samspill build"):
        NameIndex(tmp_path / "none")


def test_an_index_is_never_written_over(small_region: Reader, tmp_path: Path) -> None:
    build_index(small_region, tmp_path)
    with pytest.raises(StoreError, match="already"):
        build_index(small_region, tmp_path)


def test_an_empty_store_gives_an_empty_index(tmp_path: Path) -> None:
    assert make_index([], tmp_path).search("hamar") == SearchPage()


@pytest.mark.parametrize("q", ["hamar", "ha", "regionrad", "hamer komune", "", "xqzw"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_all_hits_are_those_of_the_pages_in_the_same_order(
    index: NameIndex, q: str, lang: str
) -> None:
    everything = index.find(q, lang)
    paged: list[SearchHit] = []
    while page := index.search(q, limit=3, offset=len(paged), lang=lang).results:
        paged += page
    assert everything.iris == [hit.iri for hit in paged]
    assert [everything.hit(iri) for iri in everything.iris] == paged


def test_a_label_stands_before_another_name_and_an_actor_before_a_document(tmp_path: Path) -> None:
    ontology = "https://w3id.org/samspill/ontology#"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    store = pyoxigraph.Store(str(tmp_path / "store"))
    store.bulk_load(
        f"""
        <{ID}actor/a> a <{ontology}Company> ; {label} "Aure næringshage"@nb ;
            <http://www.w3.org/2004/02/skos/core#altLabel> "Klosser Innovasjon avdeling Aure"@nb .
        <{ID}actor/k> a <{ontology}Company> ; {label} "Klosser Innovasjon"@nb .
        <{ID}source/s> a <{ontology}Document> ; {label} "Klosser, en rapport"@nb .
        <{ID}result/r> a <{ontology}Result> ; {label} "Klosser i bruk"@nb .
        """.encode(),
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    store.flush()
    del store
    reader = open_store(tmp_path / "store")
    build_index(reader, tmp_path / "index")
    reader.close()
    expected = ["actor/k", "result/r", "source/s", "actor/a"]
    index = NameIndex(tmp_path / "index")
    assert found(index.search("klos")) == expected
    assert [iri.removeprefix(ID) for iri in index.find("klos").iris] == expected
    assert found(index.search("klos", limit=2, offset=1)) == expected[1:3]
