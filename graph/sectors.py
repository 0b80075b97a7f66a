"""The sector of an actor, as its class tells it.

No source of the graph states a sector. The class of an actor says what kind of organisation it is,
and where organisations of that kind always have their owners or their task in one sector, the
actor is given that one. Knowledge parks, business gardens, development agencies, innovation and
destination companies, clusters, networks, funds, foundations and cultural institutions are owned
by municipalities, by firms or by both, from case to case: they are ``mixed``, which also stands
for what is not known. That is not a guess at the owners of the single one.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.names import local_name

#: The sectors in the order of legends, with what they are called.
SECTORS = {
    "public": {"nb": "offentlig forvaltning", "en": "public administration"},
    "private": {"nb": "næringsliv", "en": "business"},
    "civil": {"nb": "sivilsamfunn og arbeidsliv", "en": "civil society and social partners"},
    "research": {"nb": "forskning og utdanning", "en": "research and education"},
    "mixed": {"nb": "blandet eller ikke kjent", "en": "mixed or not known"},
}
_OF_CLASS = {
    "Municipality": "public",
    "CountyAuthority": "public",
    "RegionalCouncil": "public",
    "StateBody": "public",
    "Company": "private",
    "BusinessAssociation": "private",
    "VoluntaryOrganisation": "civil",
    "SocialPartner": "civil",
    "HigherEducationInstitution": "research",
    "ResearchInstitute": "research",
    "School": "research",
}


def sector_of(classes: Iterable[str]) -> str:
    """Give the sector of an actor.

    Parameters
    ----------
    classes : iterable of str
        Names or IRIs of its classes and what is above them.

    Returns
    -------
    str
        A key of `SECTORS`: ``mixed`` where the classes tell no sector, or more than one.

    Examples
    --------
    >>> sector_of(["https://w3id.org/samspill/ontology#Municipality", "Actor"])
    'public'
    >>> sector_of(["Cluster"]), sector_of(["School", "Company"])
    ('mixed', 'mixed')
    """
    found = {_OF_CLASS[name] for name in map(local_name, classes) if name in _OF_CLASS}
    return found.pop() if len(found) == 1 else "mixed"
