"""The outlines of the municipalities on a day, for a map."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.names import SPARQL_PREFIXES
from graph.store import Reader
from ontology.namespaces import PREFIXES

_OUTLINES = (
    SPARQL_PREFIXES
    + """
SELECT DISTINCT ?boundary ?number ?label ?asOf ?outline {
  ?boundary a samspill:Boundary ;
    samspill:municipalityNumber ?number ;
    samspill:boundaryOf ?concept ;
    samspill:asOf ?asOf ;
    geo:asGeoJSON ?outline .
  OPTIONAL { ?boundary rdfs:label ?label }
  #bind ?day
  FILTER NOT EXISTS { ?concept samspill:startDate ?start FILTER(?start > ?day) }
  FILTER NOT EXISTS { ?concept samspill:endDate ?end FILTER(?end < ?day) }
}
ORDER BY ?number ?asOf ?boundary
"""
)


def outlines(reader: Reader, day: date) -> dict[str, Any]:
    """Give the outlines of the municipalities of a day.

    Parameters
    ----------
    reader : Reader
        A graph with imported boundaries; without them there are no features.
    day : date
        Municipality numbers that had ended by then, or had not begun, are left out. One whose
        days the graph does not know is taken: import SSB Klass for those of all Norway.

    Returns
    -------
    dict
        A GeoJSON feature collection, one feature a number, ordered by it. ``id`` is the number;
        ``properties`` hold ``number``, ``label``, ``asOf`` (ISO day of the boundary) and
        ``boundary`` (its IRI). Of several boundaries of a number it is the last one known by that
        day, else the first one known after it. Outer rings run clockwise, as d3-geo wants them
        and against RFC 7946.

    Raises
    ------
    QueryError
        If the store cannot be asked.
    """
    chosen: dict[str, dict[str, Any]] = {}
    literal = Literal(day.isoformat(), datatype=NamedNode(PREFIXES["xsd"] + "date"))
    for row in reader.select(_OUTLINES, {"day": literal}):
        number, known = row["number"].value, row["asOf"].value
        # They come by their day: a later one is better only while it is not after the day asked.
        if number in chosen and known > day.isoformat():
            continue
        chosen[number] = {
            "type": "Feature",
            "id": number,
            "properties": {
                "number": number,
                "label": row["label"].value if "label" in row else number,
                "asOf": known,
                "boundary": row["boundary"].value,
            },
            "geometry": json.loads(row["outline"].value),
        }
    return {"type": "FeatureCollection", "features": list(chosen.values())}
