"""How things, concepts and named graphs are named: the one place where IRIs are made."""

from __future__ import annotations

import re

BASE = "https://w3id.org/samspill/"
ONTOLOGY = BASE + "ontology#"
ID = BASE + "id/"
CONCEPT = BASE + "concept/"
GRAPH = BASE + "graph/"
#: All that a snapshot holds, as VoID describes it.
DATASET = BASE + "dataset"
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")

#: The named graphs that a build makes itself; no imported file may use these names.
OWN_GRAPHS = ("curated", "persons", "ontology", "derived", "rows", "void")

# `<table>` in an IRI is the singular of the table's name; only these do not just lose an "s".
_IRREGULAR = {
    "analyses": "analysis",
    "strategies": "strategy",
    "identities": "identity",
    "funding": "funding",
    "governance": "governance",
    "infrastructure": "infrastructure",
    "responsibilities": "responsibility",
    "funding_parties": "funding-party",
    "agreement_parties": "agreement-party",
}
_SINGULARS = frozenset(_IRREGULAR.values())


def singular(table: str) -> str:
    """Give the word that stands for a table in IRIs and before the colon in ``kind:id``.

    Parameters
    ----------
    table : str
        The table's name, plural, with underscores; a singular is given back as it is.

    Returns
    -------
    str
        Singular, with hyphens.

    Examples
    --------
    >>> singular("actors"), singular("strategies"), singular("contradiction_claims")
    ('actor', 'strategy', 'contradiction-claim')
    """
    if table in _SINGULARS:
        return table
    return _IRREGULAR.get(table, table.removesuffix("s").replace("_", "-"))


def thing(table: str, identifier: str) -> str:
    """Give the IRI of a row's thing.

    Parameters
    ----------
    table : str
        The table's name (``actors``) or its singular (``actor``).
    identifier : str
        The row's ``id``: an ASCII slug.

    Returns
    -------
    str
        An absolute IRI.

    Raises
    ------
    ValueError
        If the identifier is not an ASCII slug.

    Examples
    --------
    >>> thing("actors", "hamarregionen-ipr")
    'https://w3id.org/samspill/id/actor/hamarregionen-ipr'
    """
    if not SLUG.match(identifier):
        raise ValueError(f"{identifier!r} is not a slug of a-z, 0-9 and single hyphens")
    return f"{ID}{singular(table)}/{identifier}"


def concept(scheme: str, code: str) -> str:
    """Give the IRI of a code in one of the lists of ``ontology/schemes/``.

    Examples
    --------
    >>> concept("modality", "planned")
    'https://w3id.org/samspill/concept/modality/planned'
    """
    return f"{CONCEPT}{scheme}/{code}"


def named_graph(name: str) -> str:
    """Give the IRI of a named graph of ours.

    Examples
    --------
    >>> named_graph("curated")
    'https://w3id.org/samspill/graph/curated'
    """
    return GRAPH + name


def table_and_id(iri: str) -> tuple[str, str] | None:
    """Take the IRI of a thing apart.

    Returns
    -------
    tuple of str or None
        The table's singular and the id, or None when the IRI is not one of a thing of ours.

    Examples
    --------
    >>> table_and_id("https://w3id.org/samspill/id/actor/hamar")
    ('actor', 'hamar')
    >>> table_and_id("https://example.org/actor/hamar") is None
    True
    """
    if not iri.startswith(ID):
        return None
    table, _, identifier = iri[len(ID) :].partition("/")
    if not SLUG.match(table) or not SLUG.match(identifier):
        return None
    return table, identifier


def page_path(iri: str) -> str | None:
    """Give the address of the page about a thing, relative to the site's root.

    Examples
    --------
    >>> page_path("https://w3id.org/samspill/id/actor/hamar")
    '/page/actor/hamar'
    """
    parts = table_and_id(iri)
    return f"/page/{parts[0]}/{parts[1]}" if parts else None
