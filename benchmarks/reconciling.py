"""Find what a misspelt name means among 1.2 million names, beside comparing with all of them.

Figure to reach: at most 50 milliseconds a name. The names are made up (seed 20260101): words of
Norwegian syllables, few of them frequent, with a trade and a company ending, as a register of
companies has them. Each query is one of them with one letter left out, doubled or exchanged, in
small letters and without its ending. The peer is rapidfuzz.process.extract over the same folded
names (token_sort_ratio, best three). "Found" is how often the name that was misspelt is among the
best three.
"""

from __future__ import annotations

import random
import resource
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import fuzz, process

from loaders.name_index import NameIndex
from loaders.name_matching import fold_name

SEED = 20260101
NAMES = 1_200_000
QUERIES = 300
#: The peer needs seconds for each.
PEER_QUERIES = 20
BEST = 3

_SYLLABLES = (
    *("ham", "ar", "kon", "gs", "ving", "er", "el", "ve", "rum", "lil", "le", "gjø", "vik"),
    *("grue", "ås", "nes", "tryn", "sil", "val", "dres", "to", "ten", "løt", "en", "stan", "ge"),
    *("rin", "sak", "nor", "od", "al", "sør", "ren", "da", "vå", "ler", "fol", "dal", "tol", "ga"),
)
_TRADES = (
    *("bygg", "eiendom", "invest", "transport", "elektro", "rør", "regnskap", "barnehage"),
    *("idrettslag", "borettslag", "velforening", "næringshage", "kommune", "stiftelse", "gård"),
)
_ENDINGS = ("AS", "AS", "AS", "ENK", "SA", "ANS", "DA", "")


def table() -> str:
    """Measure and give the rows of the table."""
    rng = random.Random(SEED)
    names = _names(rng)
    queries = [_misspelt(rng, rng.choice(names)) for _ in range(QUERIES)]
    before = _resident()
    start = perf_counter()
    index = NameIndex(map(fold_name, names))
    build = perf_counter() - start
    grown = _resident() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    folded = [" ".join(fold_name(name).words) for name in names]

    def ours(query: str) -> list[str]:
        return [folded[found.position] for found in index.find(fold_name(query))[:BEST]]

    def peer(query: str) -> list[str]:
        words = " ".join(fold_name(query).words)
        best = process.extract(words, folded, scorer=fuzz.token_sort_ratio, limit=BEST)
        return [name for name, _, _ in best]

    rows = [
        _row("NameIndex.find", ours, queries),
        _row("rapidfuzz.process.extract", peer, queries[:PEER_QUERIES]),
    ]
    return (
        "| what | queries | median, ms | p95, ms | worst, ms | found |\n"
        "|---|---|---|---|---|---|\n"
        + "".join(rows)
        + f"\n{NAMES} names ({len(set(folded))} different). Making the index, folding included: "
        f"{build:.1f} s, {grown:.0f} MB kept; {peak:.0f} MB at most, with the names themselves.\n"
    )


def _row(what: str, find: Callable[[str], list[str]], queries: Sequence[tuple[str, str]]) -> str:
    seconds, found = [], 0
    for typed, meant in queries:
        start = perf_counter()
        answer = find(typed)
        seconds.append(perf_counter() - start)
        found += meant in answer
    slow = quantiles(seconds, n=20)[-1]
    return (
        f"| {what} | {len(queries)} | {median(seconds) * 1000:.1f} | {slow * 1000:.1f} "
        f"| {max(seconds) * 1000:.1f} | {found / len(queries):.0%} |\n"
    )


def _names(rng: random.Random) -> list[str]:
    words = [
        "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).capitalize() for _ in range(60_000)
    ]
    # Zipf: the word of rank r is as frequent as 1/r.
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    first = rng.choices(words, k=NAMES)
    second = rng.choices(words, weights, k=NAMES)
    return [
        f"{one} {rng.choice(_TRADES)} {other} {rng.choice(_ENDINGS)}".strip()
        if rng.random() < 0.5
        else f"{one} {other} {rng.choice(_ENDINGS)}".strip()
        for one, other in zip(first, second, strict=True)
    ]


def _misspelt(rng: random.Random, name: str) -> tuple[str, str]:
    """Give a name misspelt, and the folded name that is meant."""
    meant = " ".join(fold_name(name).words)
    letters = list(" ".join(name.split()[:-1] if name.split()[-1].isupper() else name.split()))
    at = rng.randrange(1, len(letters) - 1)
    match rng.randrange(3):
        case 0:
            del letters[at]
        case 1:
            letters.insert(at, letters[at])
        case _:
            letters[at - 1], letters[at] = letters[at], letters[at - 1]
    return "".join(letters).lower(), meant


def _resident() -> float:
    """Give the memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20
