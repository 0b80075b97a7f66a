"""What a tie rests on, row by row, each with the card that pages of things have."""

from __future__ import annotations

from collections.abc import Sequence

from graph.network import Evidence
from webapp.language import current_language
from webapp.network_data import evidence_row
from webapp.records import Records
from webapp.site import OpenSnapshot


def evidence_cards(snapshot: OpenSnapshot, rows: Sequence[Evidence]) -> list[dict[str, object]]:
    """Give the rows of a tie with what it takes to check, cite and correct each.

    Parameters
    ----------
    snapshot : OpenSnapshot
        What the rows stand in.
    rows : sequence of Evidence
        What one tie goes through.

    Returns
    -------
    list of dict
        As `webapp.network_data.evidence_row`, and in ``source`` the mark that
        `webapp.records.Records.source` gives, with its ``card`` where a document is named.
    """
    records = Records(snapshot, current_language())
    records.load(row.relation for row in rows)
    return [
        evidence_row(snapshot, row) | {"source": records.source(records[row.relation])}
        for row in rows
    ]
