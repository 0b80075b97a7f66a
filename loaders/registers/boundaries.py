"""Outlines of municipalities from GeoJSON, such as Kartverket's in the form that maps use.

A file is a feature collection in degrees (RFC 7946: longitude and latitude of WGS 84), one
feature a municipality. **The rings are turned.** RFC 7946 (section 3.1.6) wants outer rings
counter-clockwise and holes clockwise; d3-geo, which draws on a sphere, wants the opposite, and
fills the rest of the world where a ring runs the other way. The signed area on the plane of
longitude and latitude decides which way a ring runs; no municipality of Norway is near a pole or
across the antimeridian, where it would not.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import ijson
from pyoxigraph import Literal, NamedNode, Triple

from loaders.registers.reading import BadRow, Record, Register, Unreadable, opened, other_form
from loaders.tables import RDF_TYPE, RDFS_LABEL
from ontology.iri_policy import concept, thing
from ontology.namespaces import PREFIXES, Samspill

Ring: TypeAlias = list[tuple[float, float]]

_AS_GEOJSON = NamedNode(PREFIXES["geo"] + "asGeoJSON")
_GEOJSON = NamedNode(PREFIXES["geo"] + "geoJSONLiteral")
_DATE = NamedNode(PREFIXES["xsd"] + "date")
_CODE = re.compile(r"[0-9]{4}\Z")
#: A triangle that is closed.
_FEWEST_POSITIONS = 4


def read(path: Path, day: str) -> Iterator[Record | BadRow]:
    """Read the boundaries of municipalities as a stream.

    Parameters
    ----------
    path : Path
        GeoJSON in UTF-8, plain or gzip: features with the property ``kommunenummer`` (text, four
        digits) and perhaps ``kommunenavn``, each a Polygon or MultiPolygon.
    day : str
        The date of the file, ISO: the boundaries are known to hold on it.

    Yields
    ------
    Record or BadRow
        One a feature; the line is its number. A second feature of one number is bad. Heights are
        left out; whether rings cross themselves or each other is not checked.

    Raises
    ------
    RegisterFileError
        If the file is not JSON or holds no features.
    """
    seen: dict[str, int] = {}
    number = 0
    with opened(path) as stream:
        try:
            for number, feature in enumerate(
                ijson.items(stream, "features.item", use_float=True), start=1
            ):
                try:
                    code, triples = _boundary(feature, day)
                    if code in seen:
                        raise Unreadable(
                            "kommunenummer",
                            code,
                            f"har element {seen[code]} også.",
                            f"is that of item {seen[code]} too.",
                        )
                except Unreadable as error:
                    yield BadRow(number, error.reason, "item")
                    continue
                seen[code] = number
                yield Record(number, triples)
        except ijson.JSONError as error:
            raise other_form(
                path,
                f"er ikke gyldig JSON etter element {number}. Last filen ned på nytt.",
                f"is not valid JSON after item {number}. Download the file again.",
            ) from error
    if not number:
        raise other_form(
            path,
            "har ingen «features», som en samling i GeoJSON har.",
            "has no “features”, which a collection in GeoJSON has.",
        )


def _boundary(feature: object, day: str) -> tuple[str, tuple[Triple, ...]]:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(feature, Mapping) or not isinstance(properties, Mapping):
        raise Unreadable("properties", "", "mangler.", "is missing.")
    code = properties.get("kommunenummer")
    if not isinstance(code, str) or not _CODE.match(code):
        raise Unreadable(
            "kommunenummer",
            "" if code is None else code,
            "er ikke fire sifre som tekst; nuller foran skal være med.",
            "is not four digits as text; leading zeros belong to it.",
        )
    name = properties.get("kommunenavn")
    label = f"{code} {name.strip()}" if isinstance(name, str) else code
    geometry = json.dumps(for_drawing(feature.get("geometry")), separators=(",", ":"))
    boundary = NamedNode(thing("boundary", f"{code}-{day}"))
    return code, (
        Triple(boundary, RDF_TYPE, Samspill.Boundary),
        Triple(boundary, RDFS_LABEL, Literal(label.strip())),
        Triple(boundary, Samspill.municipalityNumber, Literal(code)),
        Triple(boundary, Samspill.boundaryOf, NamedNode(concept("municipality-number", code))),
        Triple(boundary, Samspill.asOf, Literal(day, datatype=_DATE)),
        Triple(boundary, _AS_GEOJSON, Literal(geometry, datatype=_GEOJSON)),
    )


def for_drawing(geometry: object) -> dict[str, object]:
    """Check a GeoJSON geometry and turn its rings for d3-geo.

    Parameters
    ----------
    geometry : object
        A Polygon or MultiPolygon as JSON gives it, longitude first, in degrees.

    Returns
    -------
    dict
        The same geometry without heights, outer rings clockwise and holes counter-clockwise (the
        opposite of RFC 7946), each beginning with the position that it began with.

    Raises
    ------
    Unreadable
        If it is of another type, or a ring is not closed, has fewer than four positions or no
        area, or a position is not two numbers within 180 and 90 degrees.

    Examples
    --------
    >>> square = [[10, 60], [11, 60], [11, 61], [10, 61], [10, 60]]
    >>> for_drawing({"type": "Polygon", "coordinates": [square]})["coordinates"]
    [[(10, 60), (10, 61), (11, 61), (11, 60), (10, 60)]]
    """
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or kind not in ("Polygon", "MultiPolygon"):
        raise Unreadable(
            "geometry",
            kind or "",
            "er ikke Polygon eller MultiPolygon.",
            "is not a Polygon or a MultiPolygon.",
        )
    coordinates = geometry.get("coordinates")
    if kind == "Polygon":
        return {"type": kind, "coordinates": _polygon(coordinates)}
    return {"type": kind, "coordinates": [_polygon(one) for one in _listed(coordinates)]}


def _polygon(rings: object) -> list[Ring]:
    return [_turned(ring, clockwise=place == 0) for place, ring in enumerate(_listed(rings))]


def _turned(positions: object, *, clockwise: bool) -> Ring:
    ring = [_position(position) for position in _listed(positions)]
    if len(ring) < _FEWEST_POSITIONS:
        raise Unreadable(
            "coordinates",
            f"{len(ring)}",
            "punkter er for få til en ring; den må ha minst fire.",
            "positions are too few for a ring, which has at least four.",
        )
    if ring[0] != ring[-1]:
        raise Unreadable(
            "coordinates",
            ring[-1],
            "lukker ikke ringen: siste punkt må være likt det første.",
            "does not close the ring: its last position must be its first.",
        )
    area = signed_area(ring)
    if area == 0:
        raise Unreadable("coordinates", ring[0], "er i en ring uten areal.", "is in a flat ring.")
    return ring if (area < 0) == clockwise else ring[::-1]


def signed_area(ring: Ring) -> float:
    """Give the area within a closed ring on the plane, in square degrees; clockwise is negative.

    Examples
    --------
    >>> signed_area([(0, 0), (2, 0), (2, 1), (0, 1), (0, 0)])
    2.0
    """
    # Seen from its first position, so that no digits are lost to where on Earth the ring lies.
    left, foot = ring[0]
    moved = [(x - left, y - foot) for x, y in ring]
    return math.fsum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(moved)) / 2


def _position(position: object) -> tuple[float, float]:
    match position:
        case [int() | float() as longitude, int() | float() as latitude, *_] if not (
            isinstance(longitude, bool) or isinstance(latitude, bool)
        ):
            if -180 <= longitude <= 180 and -90 <= latitude <= 90:
                return longitude, latitude
            raise Unreadable(
                "coordinates",
                (longitude, latitude),
                "er utenfor 180 og 90 grader; filen må ha lengde og bredde i grader (WGS 84).",
                "is beyond 180 and 90 degrees; the file must have longitude and latitude in "
                "degrees (WGS 84).",
            )
    raise Unreadable("coordinates", position, "er ikke to tall.", "is not two numbers.")


def _listed(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise Unreadable("coordinates", value, "er ikke en liste.", "is not a list.")
    return value


REGISTER = Register(
    name="boundaries",
    title={
        "nb": "Kartverket: kommunegrenser",
        "en": "Norwegian Mapping Authority: boundaries of municipalities",
    },
    publisher="Kartverket",
    licence="https://creativecommons.org/licenses/by/4.0/",
    source_url="https://www.geonorge.no/",
    read=read,
)
