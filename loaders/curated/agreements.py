"""Agreements in their states, and who stands in them in which role."""

from loaders.tables import RDFS_LABEL, Table, code, dated, link, value, words
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "agreements",
        Samspill.Agreement,
        (
            code("type", Samspill.agreementType, "agreement-type", required=True),
            *words("title", RDFS_LABEL, required=True),
            dated(value("signed", "date", Samspill.signed), Samspill.signedPrecision),
        ),
        modal=True,
    ),
    Table(
        "agreement_parties",
        Samspill.AgreementParty,
        (
            link("agreement", Samspill.agreement, "agreements", required=True),
            link("actor", Samspill.actor, "actors", required=True, unnamed=True),
            code("role", Samspill.role, "agreement-role", required=True),
        ),
        modal=True,
    ),
)
