"""How a curated table is declared: its columns, what they hold, and what they become.

A declaration is the one place that says which column becomes which property. The contract that
curators and other tools read, ``data/datapackage.json``, is generated from the declarations and
the ontology (`loaders.contract`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from ontology.namespaces import Samspill

RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DCT_SOURCE = NamedNode("http://purl.org/dc/terms/source")

#: A reference that may point to a row of any table.
ANY = ("*",)


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells hold and the property that they become.

    ``kind`` is one of: ``id``, ``class`` (a class below ``root``), ``text``, ``words`` (text in
    ``language``), ``code`` (of the list ``scheme``), ``link`` (an id of the one table in ``to``),
    ``ref`` (``kind:id``, of the tables in ``to``), ``former`` (``kind:id`` that has no row any
    more), ``decimal``, ``integer``, ``boolean``, ``date``,
    ``from``, ``to``, ``url``, ``currency``, ``orgnr``, ``locator``, ``language``, ``column`` (a
    column of the row that the same row's ``subject`` names). Where a link is
    ``unnamed``, a ``?`` may stand: the source says that there is one and does not name it.
    """

    name: str
    kind: str
    property: NamedNode | None = None
    required: bool = False
    scheme: str = ""
    to: tuple[str, ...] = ()
    root: str = ""
    language: str = ""
    default: str = ""
    unnamed: bool = False
    precision: NamedNode | None = None


@dataclass(frozen=True)
class Table:
    """One curated table.

    ``class_`` is the class of its things, or None where the column ``type`` says it. With
    ``evidence`` it has the columns that say which source states the row and when it held; with
    ``validity`` False the columns ``valid_from`` and ``valid_to`` are left out because the table
    has dates of its own; with ``modal`` it has the column ``modality``.
    """

    name: str
    class_: NamedNode | None
    own: tuple[Column, ...]
    evidence: bool = True
    validity: bool = True
    modal: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column in the order of the file."""
        columns: tuple[Column, ...] = (Column("id", "id", required=True), *self.own)
        if self.modal:
            columns += (MODALITY,)
        if self.evidence:
            columns += tuple(
                column
                for column in EVIDENCE
                if self.validity or column.name not in ("valid_from", "valid_to")
            )
        return columns


def text(name: str, property_: NamedNode, *, required: bool = False) -> Column:
    """Declare a column of plain text."""
    return Column(name, "text", property_, required)


def words(name: str, property_: NamedNode, *, required: bool = False) -> tuple[Column, Column]:
    """Declare the pair ``name_nb``, ``name_en``; only the Norwegian one can be required."""
    return (
        Column(f"{name}_nb", "words", property_, required, language="nb"),
        Column(f"{name}_en", "words", property_, language="en"),
    )


def code(
    name: str,
    property_: NamedNode,
    scheme: str,
    *,
    required: bool = False,
    default: str = "",
) -> Column:
    """Declare a column of a closed list; an empty cell means ``default``."""
    return Column(name, "code", property_, required, scheme=scheme, default=default)


def link(
    name: str, property_: NamedNode, to: str, *, required: bool = False, unnamed: bool = False
) -> Column:
    """Declare a column that holds ids of one table."""
    return Column(name, "link", property_, required, to=(to,), unnamed=unnamed)


def ref(
    name: str, property_: NamedNode, *to: str, required: bool = False, unnamed: bool = False
) -> Column:
    """Declare a column that holds ``kind:id`` of several tables; none named means all."""
    return Column(name, "ref", property_, required, to=to or ANY, unnamed=unnamed)


def value(name: str, kind: str, property_: NamedNode, *, required: bool = False) -> Column:
    """Declare a column of numbers, dates or addresses."""
    return Column(name, kind, property_, required)


def class_of(root: NamedNode) -> Column:
    """Declare the column ``type``: a class at or below ``root``."""
    local = root.value.rpartition("#")[2]
    return Column("type", "class", RDF_TYPE, required=True, root=local)


def dated(column: Column, precision: NamedNode) -> Column:
    """Say where the precision of a date goes."""
    return replace(column, precision=precision)


MODALITY = code("modality", Samspill.modality, "modality", default="actual")

EVIDENCE: tuple[Column, ...] = (
    link("source", DCT_SOURCE, "sources", required=True),
    Column("locator", "locator", Samspill.locator),
    code("confidence", Samspill.confidence, "confidence", default="explicit"),
    dated(value("valid_from", "from", Samspill.startDate), Samspill.startPrecision),
    dated(value("valid_to", "to", Samspill.endDate), Samspill.endPrecision),
    dated(value("as_of", "date", Samspill.asOf), Samspill.asOfPrecision),
    link("during", Samspill.during, "initiatives"),
    value("quantity", "decimal", Samspill.quantity),
    text("quantity_of", Samspill.quantityOf),
    text("note", Samspill.note),
)
