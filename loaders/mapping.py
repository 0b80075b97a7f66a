"""Checked rows to statements: one thing a row, one statement a filled cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from loaders.curated import BY_NAME
from loaders.datapackage import TableContract
from loaders.people import is_about_people
from loaders.rows import Row
from loaders.tables import RDF_TYPE, RDFS_LABEL, Column, Table
from loaders.values import Period, read_decimal, read_period
from ontology import vocabulary
from ontology.errors import MappingError
from ontology.iri_policy import ONTOLOGY, concept, named_graph, singular, thing
from ontology.namespaces import Samspill

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECIMAL = NamedNode(_XSD + "decimal")
_INTEGER = NamedNode(_XSD + "integer")
_BOOLEAN = NamedNode(_XSD + "boolean")
_DATE = NamedNode(_XSD + "date")
_ANY_URI = NamedNode(_XSD + "anyURI")
_CURATED = NamedNode(named_graph("curated"))
_PERSONS = NamedNode(named_graph("persons"))
_ROWS = NamedNode(named_graph("rows"))
#: Where the last day of a cell is the one that counts: the end of something.
_LAST_DAY = {Samspill.endDate, Samspill.dissolved, Samspill.by}

Term = NamedNode | Literal


def bind(contract: dict[str, TableContract]) -> None:
    """Check, before any row is read, that the declarations and the contract fit.

    Parameters
    ----------
    contract : dict
        The contract of the folder to be read.

    Raises
    ------
    MappingError
        If a table or column of the contract has no declaration or a declared column no place in
        the contract, or a property is not in the ontology.
    """
    known = vocabulary.properties()
    for name, table in contract.items():
        if name not in BY_NAME:
            raise MappingError(name, "the contract has a table that no loader declares")
        declared = {column.name for column in BY_NAME[name].columns}
        for column in sorted(declared ^ set(table.fields)):
            raise MappingError(name, f"column {column!r} stands in one of contract and loader only")
    for table_ in BY_NAME.values():
        for column_ in table_.columns:
            iri = column_.property.value if column_.property else ""
            if iri.startswith(ONTOLOGY) and iri not in known:
                raise MappingError(table_.name, f"{column_.name}: no property {iri}")


def property_of(kind: str, column: str) -> NamedNode:
    """Give the property that a column of a table becomes.

    Parameters
    ----------
    kind : str
        The table's singular, as in ``kind:id``.
    column : str
        The column's name.

    Raises
    ------
    KeyError
        If there is no such column, or it becomes no property.

    Examples
    --------
    >>> property_of("actor", "orgnr").value
    'https://w3id.org/samspill/ontology#organisationNumber'
    """
    columns = next((one.columns for one in BY_NAME.values() if singular(one.name) == kind), ())
    for one in columns:
        if one.name == column and one.property is not None:
            return one.property
    raise KeyError(f"{kind}.{column}")


def map_rows(rows: Iterable[Row]) -> Iterator[Quad]:
    """Turn checked rows into quads of the graphs ``curated``, ``persons`` and ``rows``.

    Parameters
    ----------
    rows : iterable of Row
        Rows in which `loaders.checking.check_tables` found no fault; this is not checked again.

    Yields
    ------
    Quad
        Class, label, properties and evidence of each row's thing; table and row number in ``rows``.
    """
    for row in rows:
        table = BY_NAME[row.table]
        subject = NamedNode(thing(row.table, row.id))
        into = _PERSONS if is_about_people(row) else _CURATED
        yield Quad(subject, Samspill.table, Literal(row.table), _ROWS)
        yield Quad(subject, Samspill.row, Literal(str(row.number), datatype=_INTEGER), _ROWS)
        if table.class_ is not None:
            yield Quad(subject, RDF_TYPE, table.class_, into)
        for column in table.columns:
            cell = row.cells.get(column.name, "") or column.default
            if cell and column.property is not None:
                for predicate, term in _statements(row, table, column, cell):
                    yield Quad(subject, predicate, term, into)


def _statements(
    row: Row, table: Table, column: Column, cell: str
) -> Iterator[tuple[NamedNode, Term]]:
    assert column.property is not None
    if cell == "?" and column.kind in ("link", "ref"):
        yield Samspill.notNamed, column.property
    elif column.kind in ("date", "from", "to"):
        yield from _period(column, read_period(cell))
    elif column.name == "name" and table.name == "names":
        # The name keeps the language that its row says, and none where the row says none.
        language = row.cells.get("language", "")
        yield (
            column.property,
            Literal(cell, language=language) if language else Literal(cell),
        )
    else:
        yield column.property, _term(row, column, cell)


def _term(row: Row, column: Column, cell: str) -> Term:
    match column.kind:
        case "class":
            return NamedNode(ONTOLOGY + cell)
        case "code":
            return NamedNode(concept(column.scheme, cell))
        case "link":
            return NamedNode(thing(column.to[0], cell))
        case "ref" | "former":
            kind, _, identifier = cell.partition(":")
            return NamedNode(thing(kind, identifier))
        case "column":
            return property_of(row.cells["subject"].partition(":")[0], cell)
        case "words":
            return Literal(cell, language=column.language)
        case "decimal":
            return Literal(format(read_decimal(cell), "f"), datatype=_DECIMAL)
        case "integer":
            return Literal(cell, datatype=_INTEGER)
        case "boolean":
            return Literal(cell, datatype=_BOOLEAN)
        case "url":
            return Literal(cell, datatype=_ANY_URI)
    if column.property == RDFS_LABEL:
        # A document's title is in the language of the document.
        return Literal(cell, language=row.cells.get("language") or "nb")
    return Literal(cell)


def _period(column: Column, period: Period) -> Iterator[tuple[NamedNode, Term]]:
    assert column.property is not None
    day = period.last if column.property in _LAST_DAY or period.first is None else period.first
    # "Before June" types a last day, whatever column it stands in: never a first one.
    property_ = (
        Samspill.endDate
        if period.precision == "before" and column.property == (Samspill.startDate)
        else column.property
    )
    if day is not None:
        yield property_, Literal(day.isoformat(), datatype=_DATE)
    if column.precision is not None:
        yield column.precision, NamedNode(concept("precision", period.precision))
