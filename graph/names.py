"""Names as people type, read and sort them: folding, Norwegian order, choice of language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from ontology.namespaces import PREFIXES

#: The PREFIX lines that the queries of this room begin with.
SPARQL_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

# Letters that Unicode does not take apart into a base letter and a mark.
_FOLDED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "þ": "th", "ł": "l"}
)
# In Norwegian order æ, ø and å follow z; the Swedish letters stand with their Norwegian sisters.
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Give a name as it is compared: lower case, plain letters, single spaces.

    Parameters
    ----------
    text : str
        A name or what somebody typed.

    Returns
    -------
    str
        Words of letters and digits with one space between them; æ becomes ae, ø o and å a.
        Empty when the text has neither letters nor digits.

    Examples
    --------
    >>> fold("Høgskolen i Innlandet (HINN)")
    'hogskolen i innlandet hinn'
    >>> fold("Ås-Ærfugl  AS")
    'as aerfugl as'
    >>> fold("–")
    ''
    """
    plain = _without_marks(text.casefold().translate(_FOLDED))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def alphabetical(text: str) -> tuple[str, str]:
    """Give the key that sorts names in Norwegian alphabetical order.

    Parameters
    ----------
    text : str
        A name.

    Returns
    -------
    tuple of str
        A key for `sorted`: first without regard to case and accents, then the name itself, so
        that different names never count as equal.

    Notes
    -----
    æ, ø and å come after z. The older "aa" is sorted as two a's, since in a mixed list of names
    nobody can tell which ones stand for å.

    Examples
    --------
    >>> sorted(["Åsnes", "Eidskog", "Øyer", "Ærøy", "Zoo"], key=alphabetical)
    ['Eidskog', 'Zoo', 'Ærøy', 'Øyer', 'Åsnes']
    """
    return _without_marks(unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)), text


def choose_label(labels: Mapping[str, str], language: str, iri: str) -> str:
    """Choose the label to show: the language asked for, then nb, en and any other.

    Parameters
    ----------
    labels : mapping
        Language tag (``""`` where there is none) to label.
    language : str
        The reader's language, ``"nb"`` or ``"en"``.
    iri : str
        What the labels are of; its last part is shown when there is no label at all.

    Returns
    -------
    str
        Never empty unless the chosen label itself is.

    Examples
    --------
    >>> choose_label({"nb": "Hamar", "se": "Hámmir"}, "en", "https://example.org/hamar")
    'Hamar'
    >>> choose_label({}, "nb", "https://example.org/id/actor/hamar")
    'hamar'
    """
    for tag in (language, "nb", "en"):
        if tag in labels:
            return labels[tag]
    if labels:
        return labels[min(labels)]
    return local_name(iri)


def local_name(iri: str) -> str:
    """Give what stands after the last slash or hash of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/samspill/ontology#Municipality")
    'Municipality'
    >>> local_name("https://w3id.org/samspill/concept/modality/planned")
    'planned'
    """
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
