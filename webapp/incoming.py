"""One row that points to the thing of a page."""

from __future__ import annotations

from typing import NamedTuple

from webapp.validity import Told


class Incoming(NamedTuple):
    """One row that points to the thing of the page; there may be ten thousand."""

    iri: str
    link: str  #: the property by which it points
    type: str
    modality: str  #: its own, or that of the other thing where its own is actual
    through_other: bool = False  #: its own modality is actual, that of the other thing is not
    told: Told = Told.HOLDS  #: of the day of the view; without a day all holds
