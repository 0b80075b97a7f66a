"""Names as they are compared to find the same thing: folded words, their weight, their likeness.

The folding here is for matching alone; what is written is always the name as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz.distance import OSA

from graph.names import fold
from loaders.generic_words import ENDINGS, is_generic, is_small, kind_of

#: A name that differs in any letter is at most this like another (1.0 is the same name).
MOST_UNEQUAL = 0.99
#: What is left of the score where only what stands before a sign such as "(" is like a name.
HEAD_SHARE = 0.9
#: What a former id that is spelt alike is worth beside a name.
FORMER_ID_SHARE = 0.95
_REST = re.compile(r"\s*(?:\(|\s[–—-]\s|:\s).*\Z", re.DOTALL)
#: Words that two spellings of one name may have or lack.
_LEFT_OUT = frozenset({"og", "i", "and"})
#: How alike two words must be to count as one word misspelt.
_NEAR = 0.74
#: Words of fewer letters are abbreviations, in which each letter counts.
_SHORTEST_MISSPELT = 4
#: What a generic word keeps of its weight where one name has it, or both.
_GENERIC_SHARE = 0.15
#: The same where the other name has another word instead: "Kommunene i X" and "Bankene i X".
_EXCHANGED_SHARE = 0.5
_KINDS_DIFFER = 0.75
_NUMBERS_DIFFER = 0.7
#: A word that is met more seldom weighs as one that is met this often; such need no memory.
_SELDOM = 1


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name taken apart for matching.

    ``words`` are the folded words without ``og``, ``i``, ``and`` and company endings; ``ending`` is
    the company ending, empty where the name has none.
    """

    words: tuple[str, ...]
    ending: str = ""

    @property
    def key(self) -> str:
        """What equal names have in common: the letters and digits, however they are parted."""
        return "".join(self.words)


def fold_name(text: str) -> FoldedName:
    """Take a name apart for matching.

    Parameters
    ----------
    text : str
        A name as it is typed.

    Returns
    -------
    FoldedName
        Without case, accents and punctuation; æ, ä and ae are one letter, ø, ö, oe and o another,
        and å, aa and a a third. A name of nothing but words that would be left out keeps them.

    Examples
    --------
    >>> fold_name("Høgskolen i Innlandet")
    FoldedName(words=('hogskolen', 'innlandet'), ending='')
    >>> fold_name("HOEGSKOLEN & Innlandet A/S") == fold_name("Högskolen og Innlandet AS")
    True
    >>> fold_name("AS").words, fold_name("–").words
    (('as',), ())
    """
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    folded = fold(plain.casefold().replace("ä", "ae")).replace("oe", "o").replace("aa", "a")
    words = folded.split()
    ending = ""
    while len(words) > 1:
        if words[-1] in ENDINGS:
            ending = words.pop()
        elif words[-2:] == ["a", "s"] and len(words) > 2:
            ending = "as"
            del words[-2:]
        else:
            break
    kept = [word for word in words if word not in _LEFT_OUT]
    return FoldedName(tuple(kept or words), ending)


def head_of(name: str) -> str:
    """Give a name without what stands in brackets, behind a dash or a colon; empty if all of it.

    Examples
    --------
    >>> head_of("Høgskolen i Innlandet (HINN)"), head_of("KingsCross – logistikk")
    ('Høgskolen i Innlandet', 'KingsCross')
    >>> head_of("Nord-Odal kommune")
    ''
    """
    head = _REST.sub("", name).strip()
    return head if head != name.strip() else ""


class Weights:
    """How much each word says: much if few names have it, little if many do or it is generic.

    Parameters
    ----------
    names : iterable of sequence of str
        The folded words of each name.

    Examples
    --------
    >>> weights = Weights([("grue", "kommune"), ("hamar", "kommune"), ("hamar", "arena")])
    >>> weights["grue"] > weights["hamar"] > weights["kommune"]
    True
    """

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._count = 0
        met: Counter[str] = Counter()
        for words in names:
            self._count += 1
            met.update(set(words))
        self._often = {word: times for word, times in met.items() if times > _SELDOM}

    def __getitem__(self, word: str) -> float:
        """Give the weight of a word, above 0 and at most 1."""
        if not self._count:
            return 1.0
        often = self._often.get(word, _SELDOM)
        weight = log(1 + self._count / often) / log(1 + self._count / _SELDOM)
        return weight * _GENERIC_SHARE if is_generic(word) else weight


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and what speaks against their being one thing."""

    score: float
    kinds: tuple[str, str] | None = None  #: the words that name two kinds, as "kommune"
    numbers: tuple[str, str] | None = None  #: the numbers that differ


def likeness(one: FoldedName, other: FoldedName, weights: Weights) -> Likeness:
    """Compare two names word by word, whatever the order of the words.

    Parameters
    ----------
    one, other : FoldedName
        The names.
    weights : Weights
        How much the words say.

    Returns
    -------
    Likeness
        The weight of the words that both have, or have nearly, as a share of all words' weight:
        1.0 where the names are equal but for case, accents, punctuation, spacing and company
        ending. Words that name two kinds of thing, and numbers that differ, take some of it away.

    Notes
    -----
    Near is by restricted Damerau-Levenshtein distance (optimal string alignment), as a share of
    the longer word. What is left over on both sides is compared once more as one word, since
    Norwegian writes compounds in one word or two.

    Examples
    --------
    >>> names = [fold_name(n) for n in ("Grue kommune", "Grue Næringshage", "Gruve kommune")]
    >>> weights = Weights(name.words for name in names)
    >>> likeness(names[0], names[1], weights).kinds
    ('kommune', 'naeringshage')
    >>> likeness(names[0], names[2], weights).score > likeness(names[0], names[1], weights).score
    True
    """
    if one.key == other.key:
        return Likeness(1.0)
    matched, left, right = 0.0, list(one.words), list(other.words)
    for word in one.words:
        if word in right:
            matched += 2 * weights[word]
            left.remove(word)
            right.remove(word)
    matched += _near_words(left, right, weights)
    if left and right and len(left) + len(right) > 2:
        near = OSA.normalized_similarity("".join(left), "".join(right), score_cutoff=_NEAR)
        matched += near * _sum([*left, *right], weights)
        if near:
            left, right = [], []
    total = _sum([*one.words, *other.words], weights) + _exchanged(left, right, weights)
    score = matched / total
    kinds = _kinds(one.words, other.words)
    numbers = _numbers(one.words, other.words)
    score *= (_KINDS_DIFFER if kinds else 1) * (_NUMBERS_DIFFER if numbers else 1)
    return Likeness(min(score, MOST_UNEQUAL), kinds, numbers)


def _near_words(left: list[str], right: list[str], weights: Weights) -> float:
    """Match words that are nearly the same, the nearest first, and take them out of both lists."""
    near = sorted(
        (
            (OSA.normalized_similarity(word, rival, score_cutoff=_NEAR), word, rival)
            for word in left
            if _may_be_misspelt(word)
            for rival in right
            if _may_be_misspelt(rival)
        ),
        reverse=True,
    )
    matched = 0.0
    for alike, word, rival in near:
        if alike and word in left and rival in right:
            matched += alike * (weights[word] + weights[rival])
            left.remove(word)
            right.remove(rival)
    return matched


def _exchanged(left: Sequence[str], right: Sequence[str], weights: Weights) -> float:
    """Give what generic words weigh more for standing in each other's place, unless of one kind."""
    ours, theirs = ([word for word in words if not is_small(word)] for words in (left, right))
    if not ours or not theirs or ({*map(kind_of, ours)} & {*map(kind_of, theirs)}) - {""}:
        return 0.0
    more = _EXCHANGED_SHARE / _GENERIC_SHARE - 1
    return more * _sum(filter(is_generic, [*ours, *theirs]), weights)


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= _SHORTEST_MISSPELT and not word.isdecimal()


def _sum(words: Iterable[str], weights: Weights) -> float:
    return sum(weights[word] for word in words)


def _kinds(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """Give the words by which two names name different kinds of thing, None if they do not."""
    ours = {kind: word for word in one if (kind := kind_of(word))}
    theirs = {kind: word for word in other if (kind := kind_of(word))}
    if not ours or not theirs or ours.keys() & theirs.keys():
        return None
    return next(iter(ours.values())), next(iter(theirs.values()))


def _numbers(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    ours, theirs = (list(filter(_has_number, words)) for words in (one, other))
    if not ours or not theirs or sorted(ours) == sorted(theirs):
        return None
    # "7sterke" and "7sterke 2" differ in a number only one has: that is a word more.
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return None
    return " ".join(ours), " ".join(theirs)


_NUMBER = re.compile(r"\d+[a-z]?\Z")


@lru_cache(maxsize=10_000)
def _has_number(word: str) -> bool:
    return bool(_NUMBER.match(word))
