"""Places, their codes, and how they make up each other."""

from loaders.tables import RDFS_LABEL, Column, Table, class_of, code, link, text, value
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
    Table(
        "place_codes",
        Samspill.PlaceCode,
        (
            link("place", Samspill.place, "places", required=True),
            code("scheme", Samspill.codeList, "territory-code-list", required=True),
            text("code", Samspill.placeCode, required=True),
        ),
    ),
)
