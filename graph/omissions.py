"""What a network leaves out, how much of it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Omission:
    """How much a choice left out (or, for ``undated``, kept on trust), and why."""

    count: int
    why: str  #: a sentence without the number, in the language asked for
    detail: dict[str, int] = field(default_factory=dict)


_WHY = {
    "modality": {
        "nb": "Relasjonen eller initiativet har en annen modalitet enn de valgte.",
        "en": "The relation or its initiative has another modality than those chosen.",
    },
    "period": {
        "nb": "Relasjonen gjelder et annet tidsrom enn det valgte.",
        "en": "The relation holds in another period than the one chosen.",
    },
    "undated": {
        "nb": "Ingen kilde daterer relasjonen eller initiativet; den er tatt med likevel.",
        "en": "No source dates the relation or its initiative; it is kept all the same.",
    },
    "groups": {
        "nb": "Grupper og regioner som aktør vises bare når de er valgt, og binder aldri to "
        "aktører sammen.",
        "en": "Groups and regions as actors are shown only when chosen, and never join two actors.",
    },
    "actor_type": {
        "nb": "Aktøren er av en annen type enn de valgte.",
        "en": "The actor is of another type than those chosen.",
    },
    "isolated": {
        "nb": "Aktøren har ingen bånd i utvalget.",
        "en": "The actor has no tie in this choice.",
    },
    "not_an_actor": {
        "nb": "Relasjonen nevner noe som ikke er en aktør i grafen.",
        "en": "The relation names something that is not an actor in the graph.",
    },
}


def omissions(counts: Mapping[str, Counter[str]], lang: str) -> dict[str, Omission]:
    """Turn counts by key and detail into sentences; what was not left out is not there.

    Examples
    --------
    >>> omissions({"period": Counter({"": 2})}, "en")["period"].count
    2
    """
    language = "nb" if lang == "nb" else "en"
    found = {}
    for key, why in _WHY.items():
        counted = counts.get(key, Counter())
        detail = {name: number for name, number in sorted(counted.items()) if number}
        count = sum(number for name, number in detail.items() if name != "relations")
        if count:
            named = {name: number for name, number in detail.items() if name}
            found[key] = Omission(count, why[language], named)
    return found
