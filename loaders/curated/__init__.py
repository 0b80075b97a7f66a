"""The curated tables: one module a subject; ``TABLES`` joins them in the order of the build."""

from loaders.curated import (
    actors,
    agreements,
    claims,
    events,
    funding,
    initiatives,
    people,
    places,
    sources,
    strategies,
)
from loaders.tables import Table

TABLES: tuple[Table, ...] = (
    *sources.TABLES,
    *places.TABLES,
    *actors.TABLES,
    *initiatives.TABLES,
    *people.TABLES,
    *strategies.TABLES,
    *funding.TABLES,
    *agreements.TABLES,
    *events.TABLES,
    *claims.TABLES,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
