"""Find names that are like a name, among a million: an index of trigrams, then word by word.

A trigram is three signs of a folded name, its blanks included. The index keeps, for each of them,
the names that have it (compressed sparse rows, four bytes a name); a search adds up how much the
shared trigrams weigh (the rarer, the more: inverse document frequency) and compares only the best
of these names word by word (`loaders.name_matching.likeness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from loaders.name_matching import FoldedName, Likeness, Weights, likeness

#: How many names of most weight in common are compared word by word.
COMPARED = 100
#: So many entries of the index are read for one name at most, the rarest trigrams first.
_MOST_ENTRIES = 600_000
# 0 is a blank, then digits and letters; one sign stands for all others.
_SIGNS = 38
_CODES = np.zeros(256, dtype=np.uint16)
_CODES[[*b"0123456789abcdefghijklmnopqrstuvwxyz"]] = np.arange(1, 37)
_OTHER = 37
_CODES[ord("?")] = _OTHER
# So many names are taken in hand at a time, so that making the index needs little memory.
_CHUNK = 50_000

Ints = NDArray[np.int64]


class Found(NamedTuple):
    """One name of the index that is like the one looked for."""

    position: int
    likeness: Likeness


class NameIndex:
    """An index over folded names, each found again by its position.

    Parameters
    ----------
    names : iterable of FoldedName
        In the order that positions count; the same name may be there twice.

    Examples
    --------
    >>> from loaders.name_matching import fold_name
    >>> index = NameIndex(map(fold_name, ["Grue kommune", "Hedmark kunnskapspark", "Grue"]))
    >>> [(found.position, found.likeness.score) for found in index.find(fold_name("Grue Kommune"))]
    [(0, 1.0), (2, 0.89...)]
    >>> index.find(fold_name("hedmrk kunskapspark"))[0].position
    1
    """

    def __init__(self, names: Iterable[FoldedName]) -> None:
        # One string a name is much smaller than a tuple of words.
        texts = []
        endings = {}
        for position, name in enumerate(names):
            texts.append(" ".join(name.words))
            if name.ending:
                endings[position] = name.ending
        self._texts, self._endings = texts, endings
        self.weights = Weights(text.split() for text in texts)
        keys = np.fromiter(
            (hash(text.replace(" ", "")) for text in texts), dtype=np.int64, count=len(texts)
        )
        self._by_key = np.argsort(keys, kind="stable").astype(np.uint32)
        self._keys = keys[self._by_key]
        self._make()

    def __len__(self) -> int:
        return len(self._texts)

    def name(self, position: int) -> FoldedName:
        """Give the folded name at a position."""
        return FoldedName(tuple(self._texts[position].split(" ")), self._endings.get(position, ""))

    def equal(self, name: FoldedName) -> list[int]:
        """Give the positions of the names whose key is that of a name, however many."""
        key = hash(name.key)
        first, last = (
            np.searchsorted(self._keys, key, "left"),
            np.searchsorted(self._keys, key, "right"),
        )
        return [
            int(position)
            for position in self._by_key[first:last]
            if self._texts[position].replace(" ", "") == name.key
        ]

    def find(self, name: FoldedName, least: float = 0.5) -> list[Found]:
        """Find the names that are like a name.

        Parameters
        ----------
        name : FoldedName
            What is looked for.
        least : float
            The least likeness to be given, from 0 to 1.

        Returns
        -------
        list of Found
            Best first, then by position: every equal name, and of the others the best among the
            `COMPARED` that share most. Empty when the name has neither letters nor digits.
        """
        if not name.key:
            return []
        positions = {*self.equal(name), *self._sharing(" ".join(name.words))}
        found = [Found(p, likeness(name, self.name(p), self.weights)) for p in positions]
        kept = [one for one in found if one.likeness.score >= least]
        return sorted(kept, key=lambda one: (-one.likeness.score, one.position))

    def _make(self) -> None:
        counts = np.zeros(_SIGNS**3, dtype=np.int64)
        for trigrams, _ in self._chunks():
            counts += np.bincount(trigrams, minlength=len(counts))
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._weights = np.log1p(len(self) / np.maximum(counts, 1)).astype(np.float32)
        self._names = np.empty(int(self._starts[-1]), dtype=np.uint32)
        self._totals = np.zeros(len(self), dtype=np.float32)
        filled = self._starts[:-1].copy()
        for trigrams, positions in self._chunks():
            here = np.bincount(trigrams, minlength=len(counts))
            begins = np.concatenate([[0], np.cumsum(here)[:-1]])
            self._names[filled[trigrams] + np.arange(len(trigrams)) - begins[trigrams]] = positions
            filled += here
            low, high = int(positions.min(initial=0)), int(positions.max(initial=-1)) + 1
            self._totals[low:high] += np.bincount(
                positions - low, weights=self._weights[trigrams], minlength=max(high - low, 0)
            )[: max(high - low, 0)]

    def _chunks(self) -> Iterator[tuple[Ints, Ints]]:
        """Give the trigrams of some names at a time, sorted, with the position of each one's name.

        A trigram that a name has twice is there once.
        """
        for start in range(0, len(self._texts), _CHUNK):
            texts = self._texts[start : start + _CHUNK]
            lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 2
            at, trigrams = _trigrams(texts)
            owners = np.repeat(np.arange(start, start + len(texts)), lengths)[at]
            # Sorted and compared with what stands before: four times as quick as np.unique.
            both = np.sort(trigrams << 32 | owners)
            both = both[np.diff(both, prepend=-1) > 0]
            yield both >> 32, both & 0xFFFFFFFF

    def _sharing(self, text: str) -> list[int]:
        """Give the positions of the names that share the most weight of trigrams with a text."""
        trigrams = np.unique(_trigrams([text])[1])
        sizes = self._starts[trigrams + 1] - self._starts[trigrams]
        order = np.argsort(sizes, kind="stable")
        trigrams, sizes = trigrams[order], sizes[order]
        # The rarest first; those that too many names have tell little and cost most.
        fits = np.cumsum(sizes) <= _MOST_ENTRIES
        fits[: int(np.count_nonzero(sizes == 0)) + 1] = True
        shared = np.zeros(len(self), dtype=np.float32)
        for trigram in trigrams[fits & (sizes > 0)]:
            entries = self._names[self._starts[trigram] : self._starts[trigram + 1]]
            shared[entries] += self._weights[trigram]
        best = float(shared.max(initial=0))
        if not best:
            return []
        # Below a fourth of the most shared weight nothing can be like the name.
        candidates = np.flatnonzero(shared > best / 4)
        # Dice's coefficient: what is shared as a part of what both have.
        total = float(self._weights[trigrams].sum())
        alike = shared[candidates] / (self._totals[candidates] + total)
        if len(candidates) > COMPARED:
            nearest = np.argpartition(-alike, COMPARED)[:COMPARED]
            candidates = candidates[nearest]
        return [int(position) for position in candidates]


def _trigrams(texts: list[str]) -> tuple[Ints, Ints]:
    """Give place and code of each trigram of texts that stand behind each other.

    Each text has a blank before and behind it. No trigram has its blank in the middle, so that
    none reaches from one word into the next: the order of words does not matter.
    """
    joined = f" {'  '.join(texts)} ".encode("ascii", "replace")
    signs = _CODES[np.frombuffer(joined, dtype=np.uint8)].astype(np.int64)
    codes = (signs[:-2] * _SIGNS + signs[1:-1]) * _SIGNS + signs[2:]
    at = np.flatnonzero(signs[1:-1])
    return at, codes[at]
