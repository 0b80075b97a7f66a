"""Money: one row an amount, and who gives and receives it."""

from loaders.tables import Column, Table, code, dated, link, ref, value
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "funding",
        Samspill.Funding,
        (
            ref(
                "subject",
                Samspill.subject,
                "initiatives",
                "strategies",
                "actors",
                "agreements",
                "infrastructure",
                "study_programmes",
                required=True,
                unnamed=True,
            ),
            value("amount", "decimal", Samspill.amount),
            Column("currency", "currency", Samspill.currency),
            value("currency_inferred", "boolean", Samspill.currencyInferred),
            code("bound", Samspill.bound, "amount-bound", default="exact"),
            code("unit", Samspill.amountUnit, "amount-unit", default="total"),
            code("kind", Samspill.fundingKind, "funding-kind", required=True),
            code("status", Samspill.fundingStatus, "funding-status", required=True),
            dated(value("decided", "date", Samspill.decided), Samspill.decidedPrecision),
            link("part_of", Samspill.partOf, "funding"),
        ),
        modal=True,
    ),
    Table(
        "funding_parties",
        Samspill.FundingParty,
        (
            link("funding", Samspill.funding, "funding", required=True),
            link("actor", Samspill.actor, "actors", required=True, unnamed=True),
            code("role", Samspill.role, "funding-role", required=True),
            value("share_amount", "decimal", Samspill.shareAmount),
        ),
        modal=True,
    ),
)
