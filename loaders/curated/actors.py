"""Actors, their memberships, the names of things, and judgements on what is the same."""

from loaders.tables import (
    DCT_SOURCE,
    RDFS_LABEL,
    Column,
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
        "actors",
        None,
        (
            class_of(Samspill.Actor),
            *words("name", RDFS_LABEL, required=True),
            text("short_name", Samspill.shortName),
            Column("orgnr", "orgnr", Samspill.organisationNumber),
            link("seat", Samspill.seat, "places", unnamed=True),
            link("acts_for", Samspill.actsFor, "places"),
            dated(value("founded", "date", Samspill.founded), Samspill.foundedPrecision),
            dated(value("dissolved", "date", Samspill.dissolved), Samspill.dissolvedPrecision),
            value("website", "url", Samspill.website),
            *words("summary", Samspill.summary),
        ),
    ),
    Table(
        "names",
        Samspill.Name,
        (
            ref("subject", Samspill.subject, required=True),
            text("name", Samspill.nameText, required=True),
            Column("language", "language"),
            code("kind", Samspill.nameKind, "name-kind", required=True),
        ),
    ),
    Table(
        "memberships",
        Samspill.Membership,
        (
            link("member", Samspill.member, "actors", required=True, unnamed=True),
            link("organisation", Samspill.organisation, "actors", required=True, unnamed=True),
            code("role", Samspill.role, "membership-role", required=True),
        ),
        modal=True,
    ),
    Table(
        "identities",
        Samspill.Identity,
        (
            ref("left", Samspill.left, required=True),
            ref("right", Samspill.right, required=True),
            code("judgement", Samspill.judgement, "judgement", required=True),
            text("evidence", Samspill.evidence, required=True),
            link("source", DCT_SOURCE, "sources"),
            Column("locator", "locator", Samspill.locator),
        ),
        evidence=False,
    ),
    Table(
        "merged_ids",
        Samspill.MergedId,
        (
            Column("old_id", "former", Samspill.formerThing, required=True),
            ref("new_id", Samspill.mergedInto, required=True),
            text("why", Samspill.why, required=True),
        ),
        evidence=False,
    ),
)
