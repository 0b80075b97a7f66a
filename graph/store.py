"""The one door to the statements: what a reader can do, and how one is opened.

Two engines fill the role, the embedded snapshot and any SPARQL 1.1 endpoint; the same tests run
on both. Nothing here writes: a build makes a new snapshot, and a snapshot never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad, Triple

from graph.binding import Row, Values


class Reader(Protocol):
    """A store as the site's own pages see it: it answers and cannot be written.

    The default graph of every query is the union of all named graphs; a FROM in the query has no
    effect. Each method raises `QuerySyntaxError` for a query that is not SPARQL 1.1 and, on a
    remote store, `EndpointError`.
    """

    def select(self, query: str, values: Values | None = None) -> list[Row]:
        """Run a SELECT query and give its rows in the order of the answer."""
        ...

    def ask(self, query: str, values: Values | None = None) -> bool:
        """Run an ASK query."""
        ...

    def construct(self, query: str, values: Values | None = None) -> list[Triple]:
        """Run a CONSTRUCT or DESCRIBE query."""
        ...

    def quads(self, named_graph: str) -> Iterator[Quad]:
        """Give every statement of one named graph; none when there is no such graph."""
        ...

    def about(self, things: Sequence[str]) -> Iterator[Quad]:
        """Give every statement whose subject is one of these IRIs, in no order."""
        ...

    def named_graphs(self) -> list[str]:
        """Give the IRIs of all named graphs, sorted."""
        ...

    def close(self) -> None:
        """Let go of what the reader holds; it cannot be used afterwards."""
        ...


def open_store(place: Path | str) -> Reader:
    """Open a snapshot or a SPARQL endpoint for reading.

    Parameters
    ----------
    place : Path or str
        A snapshot's folder, the ``store`` folder in it, or the http(s) address of a SPARQL 1.1
        query endpoint.

    Returns
    -------
    Reader
        A remote one has not been asked anything yet.

    Raises
    ------
    StoreError
        If the folder is not a store.

    Notes
    -----
    Opening a folder that another process is still writing is undefined; published snapshots are
    never written again.
    """
    # Imported here so that a query worker, which needs one engine, does not pay for the other.
    if str(place).startswith(("http://", "https://")):
        from graph.remote import RemoteStore

        return RemoteStore(str(place))
    from graph.embedded import EmbeddedStore

    return EmbeddedStore(Path(place))
