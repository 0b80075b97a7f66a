"""Initiatives, who takes part in them and who governs them."""

from loaders.tables import (
    RDFS_LABEL,
    Table,
    class_of,
    code,
    dated,
    link,
    ref,
    text,
    value,
    words,
)
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "initiatives",
        None,
        (
            class_of(Samspill.Initiative),
            link("part_of", Samspill.partOf, "initiatives"),
            *words("name", RDFS_LABEL, required=True),
            dated(value("start", "from", Samspill.startDate), Samspill.startPrecision),
            dated(value("end", "to", Samspill.endDate), Samspill.endPrecision),
            code("status", Samspill.initiativeStatus, "initiative-status"),
            *words("aim", Samspill.aim),
            *words("summary", Samspill.summary),
        ),
        validity=False,
        modal=True,
    ),
    Table(
        "participations",
        Samspill.Participation,
        (
            link("actor", Samspill.actor, "actors", required=True, unnamed=True),
            link("initiative", Samspill.initiative, "initiatives", required=True),
            code("role", Samspill.role, "participation-role", required=True),
        ),
        modal=True,
    ),
    Table(
        "governance",
        Samspill.Governance,
        (
            ref("subject", Samspill.subject, "initiatives", "strategies", required=True),
            link("body", Samspill.body, "actors", required=True, unnamed=True),
            code("function", Samspill.function, "governance-function", required=True),
            link("reports_to", Samspill.reportsTo, "actors", unnamed=True),
            text("frequency", Samspill.frequency),
        ),
        modal=True,
    ),
    Table(
        "collaborations",
        Samspill.Collaboration,
        (
            link("left", Samspill.left, "actors", required=True, unnamed=True),
            link("right", Samspill.right, "actors", required=True, unnamed=True),
            *words("about", Samspill.about),
        ),
        modal=True,
    ),
    Table(
        "target_groups",
        Samspill.TargetGroup,
        (
            *words("label", RDFS_LABEL, required=True),
            value("age_from", "integer", Samspill.ageFrom),
            value("age_to", "integer", Samspill.ageTo),
        ),
    ),
    Table(
        "study_programmes",
        Samspill.StudyProgramme,
        (
            *words("label", RDFS_LABEL, required=True),
            link("provider", Samspill.provider, "actors", unnamed=True),
            link("place", Samspill.place, "places", unnamed=True),
        ),
        modal=True,
    ),
    Table(
        "infrastructure",
        Samspill.Infrastructure,
        (
            *words("label", RDFS_LABEL, required=True),
            link("place", Samspill.place, "places", unnamed=True),
        ),
        modal=True,
    ),
)
