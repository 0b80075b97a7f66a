"""Judge a graph by shapes (SHACL Core, pySHACL) and by queries; one list of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graph import screening
from graph.binding import syntax_error
from ontology.iri_policy import named_graph
from ontology.namespaces import Samspill

VIOLATION = "violation"
WARNING = "warning"
_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True)
class Check:
    """A SELECT query whose rows are findings: ``?focus`` and perhaps ``?value``."""

    name: str
    severity: str
    message: dict[str, str]
    query: str


@dataclass(frozen=True)
class Place:
    """Where a thing's statements came from: table and row as the spreadsheet shows it."""

    table: str
    row: int


@dataclass(frozen=True)
class Finding:
    """One thing that a shape or check has to say of one node."""

    severity: str
    rule: str
    focus: str
    path: str
    value: str
    message: dict[str, str]
    place: Place | None

    def text(self, language: str = "en") -> str:
        """Give the finding in one line, its table and row first."""
        words = {"nb": "rad", "en": "row"}
        where = self.focus
        if self.place:
            where = f"{self.place.table}.csv, {words.get(language, 'row')} {self.place.row}"
        shown = f" ({self.value})" if self.value else ""
        message = self.message.get(language) or self.message.get("en", "")
        # A check has a name of its own; of a shape only the engine's word for its kind is known.
        check = "" if self.rule.endswith("ConstraintComponent") else f" [{self.rule}]"
        return f"{where}: {message}{shown}{check}"


def validate(
    store: Store, shapes: Iterable[Triple], checks: Iterable[Check], graphs: Iterable[str]
) -> list[Finding]:
    """Find everything that breaks a shape or a check.

    Parameters
    ----------
    store : Store
        The whole graph, the named graph ``rows`` included.
    shapes : iterable of Triple
        SHACL Core shapes.
    checks : iterable of Check
        Rules over several rows; they see the graphs that the shapes judge.
    graphs : iterable of str
        IRIs of the named graphs that the shapes judge (the curated ones); imported graphs are not
        judged by our shapes.

    Returns
    -------
    list of Finding
        Violations first, then by table, row and rule.

    Raises
    ------
    QuerySyntaxError
        If a check is not SPARQL.
    """
    places = row_places(store)
    judged = list(graphs)
    findings = _by_shapes(store, shapes, judged, places) + _by_checks(store, checks, judged, places)
    return sorted(
        findings,
        key=lambda f: (
            f.severity != VIOLATION,
            f.place.table if f.place else "",
            f.place.row if f.place else 0,
            f.focus,
            f.rule,
            f.path,
            f.value,
        ),
    )


def row_places(store: Store) -> dict[str, Place]:
    """Give table and row of every thing, from the named graph ``rows``."""
    rows = NamedNode(named_graph("rows"))
    tables: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for quad in store.quads_for_pattern(None, None, None, rows):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, Literal)
        if quad.predicate == Samspill.table:
            tables[quad.subject.value] = quad.object.value
        elif quad.predicate == Samspill.row:
            numbers[quad.subject.value] = int(quad.object.value)
    return {iri: Place(table, numbers[iri]) for iri, table in tables.items()}


def _by_shapes(
    store: Store, shapes: Iterable[Triple], graphs: Iterable[str], places: Mapping[str, Place]
) -> list[Finding]:
    shapes, graphs = list(shapes), list(graphs)
    suspected = _suspected(store, shapes, graphs)
    if not suspected and suspected is not None:
        return []
    import rdflib
    from pyshacl import validate as judge

    def load(triples: Iterable[Triple]) -> rdflib.Graph:
        text = serialize(triples, format=RdfFormat.N_TRIPLES)
        assert text is not None
        return rdflib.Graph().parse(data=text.decode(), format="nt")

    judged = load(
        Triple(quad.subject, quad.predicate, quad.object)
        for name in graphs
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name))
    )
    _, report, _ = judge(
        judged,
        shacl_graph=load(shapes),
        advanced=False,
        inference="none",
        focus_nodes=suspected,
    )
    assert isinstance(report, rdflib.Graph)
    shacl = rdflib.Namespace(_SHACL)
    findings = []
    for result in report.objects(None, shacl.result):
        message = {
            str(words.language or "en"): str(words)
            for words in report.objects(result, shacl.resultMessage)
            if isinstance(words, rdflib.Literal)
        }
        severity = report.value(result, shacl.resultSeverity)
        focus = str(report.value(result, shacl.focusNode))
        component = str(report.value(result, shacl.sourceConstraintComponent))
        path = report.value(result, shacl.resultPath)
        value = report.value(result, shacl.value)
        if value == report.value(result, shacl.focusNode):
            value = None  # a shape on the node itself: the row says it already
        findings.append(
            Finding(
                VIOLATION if severity == shacl.Violation else WARNING,
                component.removeprefix(_SHACL),
                focus,
                str(path) if isinstance(path, rdflib.URIRef) else "",
                "" if value is None else str(value),
                message,
                places.get(focus),
            )
        )
    return findings


def _suspected(store: Store, shapes: Iterable[Triple], graphs: Iterable[str]) -> list[str] | None:
    """Give the nodes that the judge must look at; None stands for all."""
    judged = (
        quad
        for name in graphs
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name))
    )
    try:
        return screening.suspects(judged, shapes)
    except screening.UnknownConstruct:
        return None


def _by_checks(
    store: Store, checks: Iterable[Check], graphs: Iterable[str], places: Mapping[str, Place]
) -> list[Finding]:
    findings = []
    seen: list[NamedNode | BlankNode] = [NamedNode(name) for name in graphs]
    for check in checks:
        try:
            result = store.query(check.query, default_graph=list(seen), named_graphs=seen)
        except SyntaxError as error:
            raise syntax_error(str(error), check.query, f"{check.name}.rq") from error
        assert isinstance(result, QuerySolutions)
        has_value = any(variable.value == "value" for variable in result.variables)
        for solution in result:
            focus = solution["focus"]
            value = solution["value"] if has_value else None
            assert isinstance(focus, NamedNode)
            findings.append(
                Finding(
                    check.severity,
                    check.name,
                    focus.value,
                    "",
                    value.value if isinstance(value, (Literal, NamedNode)) else "",
                    check.message,
                    places.get(focus.value),
                )
            )
    return findings
