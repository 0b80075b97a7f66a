"""People in public roles. Their rows stand in a named graph of their own, `persons`."""

from loaders.tables import RDFS_LABEL, Table, code, link, ref, text, value
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "persons",
        Samspill.Person,
        (
            text("name", RDFS_LABEL, required=True),
            value("show_until", "date", Samspill.showUntil),
        ),
        validity=False,
    ),
    Table(
        "responsibilities",
        Samspill.Responsibility,
        (
            link("person", Samspill.person, "persons", required=True, unnamed=True),
            ref("subject", Samspill.subject, required=True),
            code("role", Samspill.role, "responsibility-role", required=True),
            link("employer", Samspill.employer, "actors", unnamed=True),
        ),
        modal=True,
    ),
)
