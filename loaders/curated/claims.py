"""Where sources disagree, or words have two meanings."""

from loaders.tables import RDFS_LABEL, Column, Table, code, link, ref, text, words
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "contradictions",
        Samspill.Contradiction,
        (
            code("kind", Samspill.contradictionKind, "contradiction-kind", required=True),
            ref("subject", Samspill.subject, required=True),
            *words("label", RDFS_LABEL, required=True),
            *words("says", Samspill.says),
        ),
        evidence=False,
    ),
    Table(
        "contradiction_claims",
        Samspill.ContradictionClaim,
        (
            link("contradiction", Samspill.contradiction, "contradictions", required=True),
            ref("claim", Samspill.claim, required=True),
            Column("locator", "locator", Samspill.locator),
            text("note", Samspill.note),
        ),
        evidence=False,
    ),
)
