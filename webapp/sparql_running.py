"""A query and the snapshot that it is run on: the one that is served, or an older one by name."""

from __future__ import annotations

from graph import snapshot as snapshots
from graph.answers import Answer, AnswerStream
from graph.snapshot import Snapshot
from graph.sparql import SparqlRequest
from ontology.errors import ParameterError
from webapp.site import opened, site

_NAMES = {
    "nb": "navnet på en utgave, som 20250517T120000Z-0123456789ab",
    "en": "the name of a snapshot, such as 20250517T120000Z-0123456789ab",
}


def asked_snapshot(name: str) -> Snapshot:
    """Give the snapshot of a name, or without one the one that is served.

    Raises `SnapshotGone` when there is none of that name any more.
    """
    if not name or name == opened().snapshot.name:
        return opened().snapshot
    if not snapshots.is_name(name):
        raise ParameterError("snapshot", name[:100], _NAMES)
    return snapshots.find(site().settings.snapshots, name)


def run(asked: SparqlRequest, format_name: str, snapshot: Snapshot, *, exactly: bool) -> Answer:
    """Run a query on a snapshot.

    Parameters
    ----------
    asked : SparqlRequest
        The query.
    format_name : str
        See `graph.isolation.QueryPool.run`.
    snapshot : Snapshot
        From `asked_snapshot`.
    exactly : bool
        False when nobody named the snapshot: if another has been published since the request
        began, that one answers (`Answer.store_path` tells).
    """
    if snapshot.name == opened().snapshot.name:
        answer = site().pool.run(asked, format_name)
        if not exactly or answer.store_path == snapshot.store_path:
            return answer
        if isinstance(answer.body, AnswerStream):
            answer.body.close()
    return site().older.pool(snapshot).run(asked, format_name)
