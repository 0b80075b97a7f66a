"""Words of names that tell one thing from another badly or not at all, and what kind they name.

All are folded as `loaders.name_matching.fold_name` folds: æ is ae, ø is o and å is a.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Company endings (Enhetsregisteret's organisation forms, and those of neighbours).
ENDINGS = frozenset(
    {
        *("as", "asa", "sa", "iks", "kf", "fkf", "ba", "da", "ans", "ks", "nuf", "enk", "sf"),
        *("hf", "rhf", "sus", "ab", "hb", "oy", "gmbh", "ltd", "inc", "llc"),
    }
)

#: What kind of thing a word names, by its stem. A word may be compound: a *sparebankstiftelse* is
#: a foundation. Two names with words of different kinds are not certainly one thing.
_KINDS: dict[str, str] = {
    "kommuner": "municipalities",
    "kommunene": "municipalities",
    "municipalities": "municipalities",
    "kommune": "municipality",
    "municipality": "municipality",
    "fylkeskommune": "county authority",
    "fylke": "county",
    "regionrad": "council",
    "rad": "council",
    "ipr": "council",
    "naeringshage": "business garden",
    "naringshage": "business garden",
    "kunnskapspark": "knowledge park",
    "forskningspark": "knowledge park",
    "stiftelse": "foundation",
    "foundation": "foundation",
    "bank": "bank",
    "fond": "fund",
    "hogskole": "higher education",
    "hogskule": "higher education",
    "hoyskole": "higher education",
    "universitet": "higher education",
    "university": "higher education",
    "fagskole": "vocational school",
    "folkehogskole": "folk high school",
    "senter": "centre",
    "centre": "centre",
    "klynge": "cluster",
    "cluster": "cluster",
    "forening": "association",
    "forbund": "union",
    "sykehus": "hospital",
    "bibliotek": "library",
    "museum": "museum",
    "reiseliv": "tourism",
    "utvikling": "development",
    "program": "programme",
    "prosjekt": "project",
    "forprosjekt": "preliminary project",
    "hovedprosjekt": "main project",
    "strategi": "plan",
    "plan": "plan",
    "arbeidsutvalg": "committee",
    "kommunestyre": "municipal council",
    "formannskap": "executive board",
}
_INFLECTED = "(?:en|et|met|a|n|t|e|er|ene|ne|s|ns|ts|ens|ets|enes)?"
_STEMS = "|".join(sorted(_KINDS, key=len, reverse=True))
# The leftmost stem that the word ends in is the longest: "fylkeskommune" before "kommune".
_ENDS_IN_KIND = re.compile(rf"({_STEMS}){_INFLECTED}\Z")
#: Too short to be looked for inside a word.
_WHOLE_ONLY = frozenset({"ipr", "rad"})

_SMALL = frozenset(
    {
        *("av", "de", "den", "det", "en", "et", "for", "fra", "med", "om", "pa", "som", "til"),
        *("ved", "the", "of", "in", "to", "an", "at", "a"),
    }
)
_GENERIC = _SMALL | frozenset(
    {
        # Who acts in a body, and bodies that every municipality has.
        *("radene", "styre", "styret", "administrasjon", "administrasjonen"),
        *("ledelse", "ledelsen", "politisk", "politiske", "interkommunalt", "interkommunal"),
        *("ordforer", "ordforeren", "radmann", "radmannen", "utvalg", "utvalget", "council"),
        *("board", "department", "avdeling", "avd", "campus", "gruppe", "gruppen", "konsern"),
        # What such things are about.
        *("regional", "regionale", "regionalt", "region", "regionen", "lokal", "lokale"),
        *("nasjonal", "nasjonalt", "felles", "innovasjon", "innovation", "naering"),
        *("naeringsliv", "naeringslivet", "nettverk", "nettverket", "samarbeid", "samarbeidet"),
        *("fase", "delprosjekt", "selskap", "selskapet", "group", "holding", "development"),
        *("project",),
    }
)


@lru_cache(maxsize=100_000)
def kind_of(word: str) -> str:
    """Give the kind of thing that a folded word names, empty if it names none.

    Examples
    --------
    >>> kind_of("kommunen"), kind_of("fylkeskommune"), kind_of("sparebankstiftelsen")
    ('municipality', 'county authority', 'foundation')
    >>> kind_of("kommunene"), kind_of("hamarregionen")
    ('municipalities', '')
    """
    match = _ENDS_IN_KIND.search(word)
    if not match or (match[1] in _WHOLE_ONLY and match.start()):
        return ""
    return _KINDS[match[1]]


@lru_cache(maxsize=100_000)
def is_generic(word: str) -> bool:
    """Tell whether a folded word says what something is, or little at all, and not which.

    Examples
    --------
    >>> is_generic("kommune"), is_generic("regionradet"), is_generic("hamar")
    (True, True, False)
    """
    match = _ENDS_IN_KIND.search(word)
    return word in _GENERIC or bool(match and not match.start())


def is_small(word: str) -> bool:
    """Tell whether a folded word only joins others.

    Examples
    --------
    >>> is_small("for"), is_small("kommune")
    (True, False)
    """
    return word in _SMALL
