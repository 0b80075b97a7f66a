"""Find what the sources leave open: things that lack what most of their kind have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from graph.binding import syntax_error

#: Documents by the year they were published; those without a date under the empty string.
SourceYears = dict[str, int]

_SOURCE_YEARS = """
PREFIX samspill: <https://w3id.org/samspill/ontology#>
SELECT ?year (COUNT(?document) AS ?count) WHERE {
  ?document a samspill:Document
  OPTIONAL { ?document samspill:published ?day }
  BIND(IF(BOUND(?day), STR(YEAR(?day)), "") AS ?year)
}
GROUP BY ?year
"""


@dataclass(frozen=True)
class Gap:
    """A SELECT query of ``?thing`` and ``?missing``: every thing asked of, and whether it lacks it.

    Label and comment in nb and en; the comment says what the number means and does not mean.
    """

    name: str
    label: dict[str, str]
    comment: dict[str, str]
    query: str


@dataclass(frozen=True)
class GapCount:
    """What a gap found: how many things it asked of, and those that lack something."""

    name: str
    label: dict[str, str]
    comment: dict[str, str]
    total: int
    things: tuple[str, ...]  #: IRIs in order


def find_gaps(store: Store, gaps: Iterable[Gap], graphs: Iterable[str]) -> list[GapCount]:
    """Ask every gap of a store.

    Parameters
    ----------
    store : Store
        Statements of the tables and the ontology.
    gaps : iterable of Gap
        The queries.
    graphs : iterable of str
        IRIs of the named graphs that are asked: our own, not imported ones.

    Returns
    -------
    list of GapCount
        One a gap, in their order, those that found nothing too. That a thing lacks something is no
        fault: the source may not say it.

    Raises
    ------
    QuerySyntaxError
        If a query is not SPARQL.
    """
    asked = _named(graphs)
    found = []
    for gap in gaps:
        try:
            result = store.query(gap.query, default_graph=asked)
        except SyntaxError as error:
            raise syntax_error(str(error), gap.query, f"{gap.name}.rq") from error
        assert isinstance(result, QuerySolutions)
        missing: dict[str, bool] = {}
        for solution in result:
            thing, lacks = solution["thing"], solution["missing"]
            assert isinstance(thing, NamedNode)
            assert isinstance(lacks, Literal)
            missing[thing.value] = lacks.value == "true"
        things = tuple(iri for iri, lacks in missing.items() if lacks)
        found.append(GapCount(gap.name, gap.label, gap.comment, len(missing), things))
    return found


def source_years(store: Store, graphs: Iterable[str]) -> SourceYears:
    """Count the documents by the year they were published.

    Returns
    -------
    dict
        Number of documents by year, oldest first; those without a date under ``""``, last.
    """
    asked = _named(graphs)
    result = store.query(_SOURCE_YEARS, default_graph=asked)
    assert isinstance(result, QuerySolutions)
    counts = {}
    for solution in result:
        year, count = solution["year"], solution["count"]
        assert isinstance(year, Literal)
        assert isinstance(count, Literal)
        counts[year.value] = int(count.value)
    return dict(sorted(counts.items(), key=lambda item: (not item[0], item[0])))


def _named(graphs: Iterable[str]) -> list[NamedNode | BlankNode | DefaultGraph]:
    return [NamedNode(name) for name in graphs]
