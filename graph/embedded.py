"""The embedded engine: a snapshot on this machine, opened read-only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from graph.binding import Row, Values, bind, syntax_error
from ontology.errors import StoreError


def open_read_only(place: Path) -> Store:
    """Open a snapshot's statements so that nothing can write them.

    Parameters
    ----------
    place : Path
        A snapshot's folder or the ``store`` folder in it.

    Returns
    -------
    pyoxigraph.Store
        Several processes may have it open at a time.

    Raises
    ------
    StoreError
        If there is no readable store.
    """
    folder = place / "store" if (place / "store").is_dir() else place
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError, ValueError) as error:
        # A damaged store is a RuntimeError of the engine.
        raise StoreError(str(folder), f"cannot be opened as a store ({error})") from error


class EmbeddedStore:
    """A `graph.store.Reader` of a published snapshot; safe to share between threads."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._store: Store | None = open_read_only(place)

    def select(self, query: str, values: Values | None = None) -> list[Row]:
        """Run a SELECT query; see `graph.store.Reader`."""
        answer = self._run(query, values)
        if not isinstance(answer, QuerySolutions):
            raise ValueError("select() takes a SELECT query")
        names = [variable.value for variable in answer.variables]
        return [
            {name: term for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in answer
        ]

    def ask(self, query: str, values: Values | None = None) -> bool:
        """Run an ASK query; see `graph.store.Reader`."""
        answer = self._run(query, values)
        if not isinstance(answer, QueryBoolean):
            raise ValueError("ask() takes an ASK query")
        return bool(answer)

    def construct(self, query: str, values: Values | None = None) -> list[Triple]:
        """Run a CONSTRUCT or DESCRIBE query; see `graph.store.Reader`."""
        answer = self._run(query, values)
        if not isinstance(answer, QueryTriples):
            raise ValueError("construct() takes a CONSTRUCT or DESCRIBE query")
        return list(answer)

    def quads(self, named_graph: str) -> Iterator[Quad]:
        """Give the statements of a named graph; see `graph.store.Reader`."""
        return self._open().quads_for_pattern(None, None, None, NamedNode(named_graph))

    def about(self, things: Sequence[str]) -> Iterator[Quad]:
        """Give every statement of some subjects; see `graph.store.Reader`."""
        store = self._open()
        # A third of the time of a query for the same, which would sort and copy its rows.
        for iri in things:
            yield from store.quads_for_pattern(NamedNode(iri), None, None, None)

    def named_graphs(self) -> list[str]:
        """Give the IRIs of all named graphs, sorted."""
        return sorted(
            name.value for name in self._open().named_graphs() if isinstance(name, NamedNode)
        )

    def close(self) -> None:
        """Let go of the files once no answer is being read any more."""
        self._store = None

    def _open(self) -> Store:
        if self._store is None:
            raise StoreError(str(self.place), "is closed")
        return self._store

    def _run(
        self, query: str, values: Values | None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        bound = bind(query, values)
        try:
            return self._open().query(bound, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise syntax_error(str(error), bound) from error
