"""Folding, weights and likeness of names; the index over many."""

import random

import pytest

from loaders.name_index import NameIndex
from loaders.name_matching import Weights, fold_name, likeness

NAMES = [
    "Grue kommune",
    "Hamar kommune",
    "Stange kommune",
    "Løten kommune",
    "Grue Næringshage",
    "Hedmark Kunnskapspark",
    "Innlandet fylkeskommune",
    "SpareBank 1 Østlandet",
    "Byregionprosjektet fase 2",
]
WEIGHTS = Weights(fold_name(name).words for name in NAMES)


def score(one: str, other: str) -> float:
    return likeness(fold_name(one), fold_name(other), WEIGHTS).score


@pytest.mark.parametrize(
    "spellings",
    [
        ("Løten", "LØTEN", "Loten", "Loeten", "Löten"),
        ("Våler", "Vaaler", "VALER", "Va\u030aler"),
        ("Næring", "Naering", "Näring", "Na\u0308ring"),
        ("Grue og Åsnes", "Grue & Åsnes", "Grue and Aasnes"),
        ("Høgskolen i Innlandet", "Høgskolen Innlandet", "HOGSKOLEN I INNLANDET."),
        ("Sør-Odal", "Sør Odal", "«Sørodal»"),
        ("SpareBank 1", "Sparebank1"),
        ("Café Én", "Cafe En"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold_name(name).key for name in spellings}) == 1


def test_letters_that_are_other_letters_stay_apart() -> None:
    keys = {fold_name(name).key for name in ("Våler", "Væler", "Vøler", "Veler")}
    assert len(keys) == 4


@pytest.mark.parametrize(
    "ending", ["AS", "ASA", "SA", "IKS", "KF", "BA", "DA", "ANS", "AB", "A/S", "as"]
)
def test_a_company_ending_is_kept_beside_the_name(ending: str) -> None:
    folded = fold_name(f"Klosser Innovasjon {ending}")
    assert folded.words == ("klosser", "innovasjon")
    assert folded.ending == ending.lower().replace("/", "")


def test_a_name_that_is_nothing_but_an_ending_is_a_name() -> None:
    assert fold_name("AB").words == ("ab",)
    assert fold_name("i").words == ("i",)
    assert fold_name("").key == fold_name(" –, ").key == ""


def test_the_word_that_tells_things_apart_decides() -> None:
    # By letters Gran and Grue are two of four apart, and "kommune" is the longer part of both.
    assert score("Gran kommune", "Grue kommune") < 0.3
    assert score("Grue", "Grue kommune") > 0.85
    assert score("hedmrk kunskapspark", "Hedmark Kunnskapspark") > 0.85


def test_a_name_that_differs_in_a_letter_is_never_the_same_name() -> None:
    assert score("Hedmark Kunnskapspark", "Hedmark Kunnskapsparkk") < 1
    assert score("Hedmark Kunnskapspark AS", "hedmark kunnskapspark") == 1


def test_words_for_two_kinds_are_told_and_cost() -> None:
    like = likeness(fold_name("Grue kommune"), fold_name("Grue Næringshage"), WEIGHTS)
    assert like.kinds == ("kommune", "naeringshage")
    assert like.score < score("Grue", "Grue Næringshage")
    same = likeness(fold_name("Grue kommune"), fold_name("Kommunen Grue"), WEIGHTS)
    assert same.kinds is None


def test_numbers_that_differ_are_told_and_cost() -> None:
    one, other = fold_name("Byregionprosjektet fase 2"), fold_name("Byregionprosjektet fase 3")
    like = likeness(one, other, WEIGHTS)
    assert like.numbers == ("2", "3")
    assert like.score < 0.7
    assert likeness(one, fold_name("Byregionprosjektet"), WEIGHTS).numbers is None


def test_compounds_may_be_written_in_two_words() -> None:
    assert score("Hamar region", "Hamarregionen") > 0.8
    assert score("Nord-Odal kommune", "Sør-Odal kommune") < 0.75


def test_likeness_is_the_same_from_both_sides() -> None:
    for one in NAMES:
        for other in NAMES:
            assert score(one, other) == pytest.approx(score(other, one))


def test_an_abbreviation_is_not_taken_for_another_one() -> None:
    assert score("NHO", "NTO") == 0


def test_the_index_finds_what_comparing_with_every_name_finds() -> None:
    words = random.Random(7)
    syllables = ["ham", "ar", "kon", "gru", "sol", "el", "ve", "rum", "vik", "dal", "tryn", "gj"]
    names = [
        fold_name(
            " ".join(
                "".join(words.choice(syllables) for _ in range(words.randint(2, 4)))
                for _ in range(words.randint(1, 3))
            )
        )
        for _ in range(3000)
    ]
    index = NameIndex(names)
    for position in range(0, 3000, 100):
        word = list(" ".join(names[position].words))
        del word[len(word) // 2]
        typed = fold_name("".join(word))
        best = max(likeness(typed, name, index.weights).score for name in names)
        assert index.find(typed, 0)[0].likeness.score == best


def test_every_equal_name_is_found_however_many() -> None:
    index = NameIndex([fold_name(f"Vang {ending}") for ending in ["kommune", "AS"] * 400])
    found = index.find(fold_name("Vang kommune"))
    assert [one.position for one in found if one.likeness.score == 1] == list(range(0, 800, 2))


def test_an_index_without_names_finds_nothing() -> None:
    assert NameIndex([]).find(fold_name("Hamar")) == []
    assert NameIndex([fold_name("–"), fold_name("Hamar")]).find(fold_name("–")) == []
    assert NameIndex([fold_name("Хамар"), fold_name("Hamar")]).find(fold_name("Хамар")) != []
