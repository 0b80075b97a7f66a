"""The columns of the network's files: fixed ones, and what a reader chose to see beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.money_ties import NOT_IN_FILES
from graph.network import Network

Value = str | int | float | bool


@dataclass(frozen=True)
class Extra:
    """A column beside the fixed ones: a measure, a community, what became of a tie.

    The values of nodes are by IRI, those of ties by the IRIs of both ends. What is not there has
    no value in the files. All values are of one type, or whole and other numbers.
    """

    name: str
    values: Mapping[str, Value] | Mapping[tuple[str, str], Value]


@dataclass(frozen=True)
class Column:
    """A column with the names that its type has in the two formats."""

    name: str
    graphml_type: str
    gexf_type: str
    values: Mapping[object, Value] = field(default_factory=dict)  #: of an `Extra`


#: All columns, and those among them that hold an `Extra`.
Both = tuple[tuple[Column, ...], list[Column]]

_TYPES = {bool: ("boolean", "boolean"), int: ("int", "integer"), float: ("double", "double")}


def with_extras(fixed: Sequence[Column], extras: Sequence[Extra]) -> Both:
    """Set the chosen columns behind the fixed ones.

    Raises
    ------
    ValueError
        If two columns have one name.
    """
    more: list[Column] = []
    for extra in extras:
        if extra.name in {column.name for column in (*fixed, *more)}:
            raise ValueError(f"two columns are called {extra.name}")
        values: dict[object, Value] = dict(extra.values.items())
        kinds: set[type] = {type(value) for value in values.values()}
        kind = float if kinds == {int, float} else kinds.pop() if len(kinds) == 1 else str
        more.append(Column(extra.name, *_TYPES.get(kind, ("string", "string")), values))
    return (*fixed, *more), more


def written(column: Column, key: object) -> str | None:
    """Give a value as text, or nothing where there is none."""
    value = column.values.get(key)
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if column.graphml_type == "double" and not isinstance(value, str):
        return number(value)
    return str(value)


def number(value: float) -> str:
    """Write a number with a point and at most nine decimals.

    Examples
    --------
    >>> number(1 / 3), number(-0.0), number(2)
    ('0.333333333', '0.0', '2.0')
    """
    return repr(round(float(value), 9) + 0.0)


def refuse_persons(network: Network) -> None:
    """Refuse ties that rest on rows about persons: a file may go anywhere.

    Raises
    ------
    ValueError
        If a tie is of a kind of `graph.money_ties.NOT_IN_FILES`.
    """
    if kinds := {row.kind for edge in network.edges for row in edge.through} & set(NOT_IN_FILES):
        raise ValueError(f"ties of these kinds stand in no file: {', '.join(sorted(kinds))}")
