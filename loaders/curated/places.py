"""Places and how they make up each other."""

from loaders.tables import RDFS_LABEL, Column, Table, class_of, link, value
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "places",
        None,
        (
            class_of(Samspill.Place),
            Column("name", "words", RDFS_LABEL, required=True, language="nb"),
            value("latitude", "decimal", Samspill.latitude),
            value("longitude", "decimal", Samspill.longitude),
        ),
    ),
    Table(
        "place_parts",
        Samspill.PlacePart,
        (
            link("part", Samspill.part, "places", required=True),
            link("whole", Samspill.whole, "places", required=True),
        ),
        modal=True,
    ),
)
