"""Documents and what they mention."""

from loaders.tables import (
    DCT_SOURCE,
    RDFS_LABEL,
    Column,
    Table,
    code,
    dated,
    link,
    ref,
    text,
    value,
)
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "sources",
        Samspill.Document,
        (
            text("title", RDFS_LABEL, required=True),
            text("publisher", Samspill.publisher),
            value("url", "url", Samspill.url),
            text("file", Samspill.file),
            value("lines", "integer", Samspill.lineCount),
            dated(value("published", "date", Samspill.published), Samspill.publishedPrecision),
            value("retrieved", "date", Samspill.retrieved),
            Column("language", "language", Samspill.language),
            code("kind", Samspill.documentKind, "document-kind"),
            text("licence", Samspill.licence),
            text("note", Samspill.note),
        ),
        evidence=False,
    ),
    Table(
        "mentions",
        Samspill.Mention,
        (
            ref("subject", Samspill.subject, required=True),
            link("source", DCT_SOURCE, "sources", required=True),
            Column("locator", "locator", Samspill.locator),
            Column("says", "words", Samspill.says, language="nb"),
            Column("fills", "column", Samspill.fills),
        ),
        evidence=False,
    ),
)
