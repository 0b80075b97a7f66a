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
    "funding_status": {
        "nb": "Pengene er søkt om eller foreslått, eller kilden sier ikke om de er gitt.",
        "en": "The money is applied for or proposed, or the source does not say whether it is "
        "given.",
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
    "place": {
        "nb": "Aktøren hører ikke til et av de valgte stedene og har ingen bånd dit, eller ingen "
        "kilde sier hvor den hører til.",
        "en": "The actor does not belong to one of the places chosen and has no ties to it, or no "
        "source says where it belongs.",
    },
    "topic": {
        "nb": "Det som binder aktørene sammen, er ikke om et av de valgte temaene, eller ingen "
        "kilde sier hva det er om.",
        "en": "What joins the actors is not about one of the topics chosen, or no source says "
        "what it is about.",
    },
    "weight": {
        "nb": "Båndet bygger på færre felles forhold enn det som er valgt.",
        "en": "The tie rests on fewer things in common than was chosen.",
    },
    "steps": {
        "nb": "Aktøren er flere steg unna, eller ingen vei i kildene fører til den.",
        "en": "The actor is more steps away, or no path in the sources leads to it.",
    },
    "path": {
        "nb": "Aktøren ligger ikke på en av veiene som vises.",
        "en": "The actor lies on none of the paths that are shown.",
    },
    "removed": {
        "nb": "Aktøren er tatt ut for å se hva som henger på den.",
        "en": "The actor is taken out to see what hangs on it.",
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


def omission(key: str, count: int, lang: str) -> Omission:
    """Give one omission without details.

    Parameters
    ----------
    key : str
        One of the keys of `graph.network.Network.left_out`.
    count : int
        How many are left out.
    lang : str
        ``"nb"`` or ``"en"``.

    Returns
    -------
    Omission
        With the sentence that says why.

    Raises
    ------
    KeyError
        If there is no such key.

    Examples
    --------
    >>> omission("steps", 2, "en").why
    'The actor is more steps away, or no path in the sources leads to it.'
    """
    return Omission(count, _WHY[key]["nb" if lang == "nb" else "en"])


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
