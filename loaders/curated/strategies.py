"""Strategies, goals, and the road from a goal to what was observed."""

from loaders.tables import RDFS_LABEL, Table, code, dated, link, ref, value, words
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "strategies",
        Samspill.Strategy,
        (
            code("type", Samspill.strategyType, "strategy-type", required=True),
            *words("title", RDFS_LABEL, required=True),
            link("holder", Samspill.holder, "actors", unnamed=True),
            dated(value("start", "from", Samspill.startDate), Samspill.startPrecision),
            dated(value("end", "to", Samspill.endDate), Samspill.endPrecision),
        ),
        validity=False,
    ),
    Table(
        "focus_areas",
        Samspill.FocusArea,
        (
            link("strategy", Samspill.strategy, "strategies", required=True),
            *words("label", RDFS_LABEL, required=True),
        ),
    ),
    Table(
        "goals",
        Samspill.Goal,
        (
            ref("holder", Samspill.holder, "actors", "initiatives", unnamed=True),
            link("strategy", Samspill.strategy, "strategies"),
            link("initiative", Samspill.initiative, "initiatives"),
            ref("parent", Samspill.parent, "goals", "focus_areas"),
            *words("label", RDFS_LABEL, required=True),
        ),
    ),
    Table(
        "indicators",
        Samspill.Indicator,
        (
            link("goal", Samspill.goal, "goals", required=True, unnamed=True),
            *words("label", RDFS_LABEL, required=True),
            code("unit", Samspill.unit, "unit"),
        ),
    ),
    Table(
        "targets",
        Samspill.Target,
        (
            ref("subject", Samspill.subject, "indicators", "goals", required=True),
            value("value", "decimal", Samspill.value),
            code("bound", Samspill.bound, "amount-bound"),
            code("unit", Samspill.unit, "unit"),
            dated(value("by", "date", Samspill.by), Samspill.byPrecision),
        ),
    ),
    Table(
        "results",
        Samspill.Result,
        (
            ref("subject", Samspill.subject, "indicators", "goals", required=True),
            code("status", Samspill.resultStatus, "result-status", required=True),
            value("value", "decimal", Samspill.value),
            code("unit", Samspill.unit, "unit"),
            dated(value("period", "date", Samspill.date), Samspill.datePrecision),
        ),
    ),
    Table(
        "deliverables",
        Samspill.Deliverable,
        (
            link("initiative", Samspill.initiative, "initiatives", required=True),
            link("goal", Samspill.goal, "goals"),
            *words("label", RDFS_LABEL, required=True),
            ref("realised_as", Samspill.realisedAs),
        ),
        modal=True,
    ),
    Table(
        "alignments",
        Samspill.Alignment,
        (
            link("initiative", Samspill.initiative, "initiatives", required=True),
            ref(
                "subject",
                Samspill.subject,
                "goals",
                "strategies",
                "focus_areas",
                "agreements",
                "initiatives",
                required=True,
            ),
            code(
                "relation",
                Samspill.alignmentRelation,
                "alignment-relation",
                required=True,
            ),
        ),
        modal=True,
    ),
    Table(
        "adoptions",
        Samspill.Adoption,
        (
            ref("subject", Samspill.subject, "strategies", "goals", required=True),
            ref("adopter", Samspill.adopter, "actors", "initiatives", required=True, unnamed=True),
            dated(value("date", "date", Samspill.date), Samspill.datePrecision),
        ),
        modal=True,
    ),
    Table(
        "scopes",
        Samspill.Scope,
        (
            ref(
                "subject",
                Samspill.subject,
                "strategies",
                "initiatives",
                "goals",
                "agreements",
                "events",
                "deliverables",
                required=True,
            ),
            ref(
                "covers",
                Samspill.covers,
                "places",
                "target_groups",
                "actors",
                "infrastructure",
                required=True,
                unnamed=True,
            ),
        ),
        modal=True,
    ),
)
