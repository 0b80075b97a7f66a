"""What one snapshot says and another does not: statements added and removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.store import Reader
from ontology.iri_policy import named_graph, table_and_id

#: Row numbers move whenever a row is put in, and say nothing about the world.
ROWS = named_graph("rows")
#: What is counted from the rest says nothing new either.
VOID = named_graph("void")
_FIRST = (named_graph("curated"), named_graph("persons"))
_LAST = (named_graph("derived"), named_graph("ontology"))
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_Value = NamedNode | Literal
_HEAD = (_RDF_TYPE, "http://www.w3.org/2000/01/rdf-schema#label")


@dataclass(frozen=True)
class Change:
    """One statement that has come or gone."""

    added: bool
    named_graph: str
    thing: str  #: IRI of the subject
    predicate: str  #: IRI of the property
    value: NamedNode | Literal

    @property
    def kind(self) -> str:
        """The kind of the thing by the word in its IRI; empty for what is no thing of ours."""
        found = table_and_id(self.thing)
        return found[0] if found else ""


@dataclass(frozen=True)
class Count:
    """How many statements have come and gone, and how many things with all that is said of them."""

    added: int
    removed: int
    new_things: int = 0
    gone_things: int = 0


@dataclass(frozen=True)
class Changes:
    """The difference between two stores.

    The statements of the tables come first, then those of other graphs, the derived ones and the
    ontology; inside a graph by thing and property, a removed value before the added one.
    """

    statements: tuple[Change, ...]
    by_graph: dict[str, Count]  #: by IRI, in the order of the statements; equal graphs left out
    by_kind: dict[str, Count]  #: by `Change.kind`, sorted, no kind last

    @property
    def added(self) -> int:
        """The number of statements that have come."""
        return sum(count.added for count in self.by_graph.values())

    @property
    def removed(self) -> int:
        """The number of statements that have gone."""
        return sum(count.removed for count in self.by_graph.values())


def compare_statements(
    before: Reader | None, after: Reader, leave_out: Iterable[str] = (ROWS, VOID)
) -> Changes:
    """Find the statements that only one of two stores holds.

    Parameters
    ----------
    before : Reader or None
        The older store; None stands for one without statements.
    after : Reader
        The newer store.
    leave_out : iterable of str
        IRIs of named graphs that are not compared.

    Returns
    -------
    Changes
        A statement that has moved to another named graph is removed from one and added to the
        other. A thing is new when its class has come and it had none, and gone the other way
        round. Blank nodes count by their label; the data has none.

    Notes
    -----
    Both stores' statements of one named graph at a time are held in memory.
    """
    unseen = set(leave_out)
    old_names = set(before.named_graphs()) if before else set()
    changes: list[Change] = []
    for name in sorted((old_names | set(after.named_graphs())) - unseen, key=_graph_order):
        old = set(before.quads(name)) if before and name in old_names else set()
        new = set(after.quads(name))
        found = [_change(quad, added=False) for quad in old - new]
        found += [_change(quad, added=True) for quad in new - old]
        changes += sorted(found, key=_order)
    graphs = dict.fromkeys(change.named_graph for change in changes)
    kinds = sorted({change.kind for change in changes}, key=lambda kind: (not kind, kind))
    typed = _typed(changes)
    return Changes(
        tuple(changes),
        {name: _count([c for c in changes if c.named_graph == name], typed) for name in graphs},
        {kind: _count([c for c in changes if c.kind == kind], typed) for kind in kinds},
    )


@dataclass(frozen=True)
class ChangedProperty:
    """The values of one property that only one of the stores holds."""

    predicate: str  #: IRI
    removed: tuple[NamedNode | Literal, ...]
    added: tuple[NamedNode | Literal, ...]


@dataclass(frozen=True)
class ChangedThing:
    """All that is different about one thing."""

    thing: str  #: IRI
    kind: str  #: as `Change.kind`
    state: str  #: ``new``, ``gone`` or ``changed``
    properties: tuple[ChangedProperty, ...]


def by_thing(changes: Iterable[Change]) -> list[ChangedThing]:
    """Gather statements that have come and gone by what they speak of.

    Parameters
    ----------
    changes : iterable of Change
        In the order of `Changes.statements`.

    Returns
    -------
    list of ChangedThing
        In the order of their first statements. A thing is new when its class has come and none
        has gone, and gone the other way round. A value that went from one named graph and came
        in another is no difference; a thing that has no other is left out.

    Examples
    --------
    >>> old, new = Literal("Hamar"), Literal("Hamar kommune")
    >>> label = "http://www.w3.org/2000/01/rdf-schema#label"
    >>> found = by_thing([Change(False, "g", "a", label, old), Change(True, "g", "a", label, new)])
    >>> found[0].state, found[0].properties[0].added == (new,)
    ('changed', True)
    """
    of_thing: dict[str, dict[str, tuple[dict[_Value, None], dict[_Value, None]]]] = {}
    kinds: dict[str, str] = {}
    for one in changes:
        kinds[one.thing] = one.kind
        values = of_thing.setdefault(one.thing, {}).setdefault(one.predicate, ({}, {}))
        values[one.added][one.value] = None
    found = []
    for iri, properties in of_thing.items():
        differing = tuple(
            ChangedProperty(
                predicate,
                tuple(value for value in removed if value not in added),
                tuple(value for value in added if value not in removed),
            )
            for predicate, (removed, added) in properties.items()
            if removed.keys() != added.keys()
        )
        if differing:
            found.append(ChangedThing(iri, kinds[iri], _state(differing), differing))
    return found


def _state(properties: tuple[ChangedProperty, ...]) -> str:
    classes = next((one for one in properties if one.predicate == _RDF_TYPE), None)
    if classes is None or (classes.removed and classes.added):
        return "changed"
    return "new" if classes.added else "gone"


def _change(quad: Quad, *, added: bool) -> Change:
    assert isinstance(quad.object, NamedNode | Literal)
    return Change(
        added,
        getattr(quad.graph_name, "value", ""),
        getattr(quad.subject, "value", ""),
        quad.predicate.value,
        quad.object,
    )


def _order(change: Change) -> tuple[str, str, int, str, bool, str]:
    # What a thing is and what it is called stand before what is said of it.
    rank = _HEAD.index(change.predicate) if change.predicate in _HEAD else len(_HEAD)
    return change.kind, change.thing, rank, change.predicate, change.added, str(change.value)


def _graph_order(name: str) -> tuple[int, str]:
    if name in _FIRST:
        return _FIRST.index(name), ""
    return (len(_FIRST) + 1 + _LAST.index(name), "") if name in _LAST else (len(_FIRST), name)


def _typed(changes: Iterable[Change]) -> dict[str, Counter[bool]]:
    """Count, for each thing of ours, the classes that it has got and lost."""
    found: dict[str, Counter[bool]] = {}
    for change in changes:
        if change.predicate == _RDF_TYPE and change.kind:
            found.setdefault(change.thing, Counter())[change.added] += 1
    return found


def _count(changes: list[Change], typed: dict[str, Counter[bool]]) -> Count:
    added = sum(1 for change in changes if change.added)
    new = gone = 0
    for thing in {
        change.thing for change in changes if change.predicate == _RDF_TYPE
    } & typed.keys():
        new += typed[thing][True] > 0 and typed[thing][False] == 0
        gone += typed[thing][False] > 0 and typed[thing][True] == 0
    return Count(added, len(changes) - added, new, gone)
