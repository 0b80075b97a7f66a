"""Find the nodes that SHACL Core shapes may have something against, fast.

pySHACL is the judge: it says what is wrong, with which words. It needs seconds for some thousand
rows, nearly all of them sound. Here every node is looked at once by the same rules, and only those
that do not pass go before the judge. What this screen does not know, it does not pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term = NamedNode | BlankNode | Literal
Test = Callable[[Term], bool]

_SHACL = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = NamedNode(_RDF + "type")
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_FIRST, _REST, _NIL = _RDF + "first", _RDF + "rest", _RDF + "nil"
#: The lexical forms of the datatypes that our shapes ask for (XSD 1.1 part 2).
_LEXICAL = {
    _XSD + "string": re.compile(r"(?s).*"),
    _XSD + "anyURI": re.compile(r"(?s).*"),
    _XSD + "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    _XSD + "integer": re.compile(r"[+-]?\d+"),
    _XSD + "boolean": re.compile(r"true|false|1|0"),
    _XSD + "date": re.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"),
    _RDF + "langString": re.compile(r"(?s).*"),
}
#: What says nothing on whether a node conforms.
_SILENT = {_SHACL + name for name in ("message", "severity", "path", "targetClass")} | {
    _RDF + "type",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2000/01/rdf-schema#comment",
}


class UnknownConstruct(Exception):
    """The shapes use something that this screen does not know; all must go before the judge."""


@dataclass(frozen=True)
class _Facts:
    """The judged statements, by subject and predicate, and by predicate and object."""

    forward: dict[Term, dict[str, list[Term]]]
    backward: dict[str, dict[Term, int]]
    classes: dict[str, set[str]]
    instances: dict[str, list[Term]]

    def values(self, node: Term, predicate: str) -> list[Term]:
        return self.forward.get(node, {}).get(predicate, [])

    def is_a(self, node: Term, class_: str) -> bool:
        types = self.values(node, _TYPE.value)
        return any(class_ in self.classes.get(getattr(one, "value", ""), ()) for one in types)


def suspects(quads: Iterable[Quad], shapes: Iterable[Triple]) -> list[str]:
    """Give the nodes that do not pass every shape that targets them.

    Parameters
    ----------
    quads : iterable of Quad
        The statements that the shapes judge.
    shapes : iterable of Triple
        SHACL Core shapes with ``sh:targetClass``.

    Returns
    -------
    list of str
        IRIs in order; a node that conforms is not among them, and every node that does not is.

    Raises
    ------
    UnknownConstruct
        If the shapes use a constraint, path or datatype that is not known here. Known are the
        component constraints class, datatype, nodeKind, minCount, maxCount, minInclusive,
        minLength, uniqueLang, in, hasValue, or, property, and predicate and inverse paths
        (https://www.w3.org/TR/shacl/#core-components).

    Examples
    --------
    >>> from pyoxigraph import parse, RdfFormat
    >>> shape = '''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
    ... e:s a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:minCount 1 ] .'''
    >>> data = b'''@prefix e: <http://e/> . e:a a e:C ; e:p 1 . e:b a e:C .'''
    >>> suspects(parse(data, RdfFormat.TURTLE), [q.triple for q in parse(shape, RdfFormat.TURTLE)])
    ['http://e/b']
    """
    facts = _facts(quads)
    index: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in shapes:
        index[_plain(triple.subject)][triple.predicate.value].append(_plain(triple.object))
    found: set[str] = set()
    for shape in list(index):
        for target in index[shape].get(_SHACL + "targetClass", []):
            passes = _node_test(index, shape, facts)
            class_ = getattr(target, "value", "")
            for node in facts.instances.get(class_, ()):
                if not passes(node):
                    found.add(str(getattr(node, "value", "")))
    return sorted(found)


def _plain(term: object) -> Term:
    if not isinstance(term, (NamedNode, BlankNode, Literal)):
        raise UnknownConstruct("a statement about a statement")
    return term


def _facts(quads: Iterable[Quad]) -> _Facts:
    forward: dict[Term, dict[str, list[Term]]] = {}
    backward: dict[str, dict[Term, int]] = defaultdict(lambda: defaultdict(int))
    supers: dict[str, set[str]] = defaultdict(set)
    seen = set()
    for quad in quads:
        key = (quad.subject, quad.predicate, quad.object)
        if key in seen:
            continue  # in two named graphs: one statement to a shape
        seen.add(key)
        subject, value = _plain(quad.subject), _plain(quad.object)
        predicate = quad.predicate.value
        forward.setdefault(subject, {}).setdefault(predicate, []).append(value)
        backward[predicate][value] += 1
        if quad.predicate == _SUBCLASS and isinstance(value, NamedNode):
            supers[getattr(subject, "value", "")].add(value.value)
    classes: dict[str, set[str]] = {}
    used = {value.value for value in backward[_TYPE.value] if isinstance(value, NamedNode)}
    for one in used:
        above, waiting = {one}, [one]
        while waiting:
            fresh = supers.get(waiting.pop(), set()) - above
            above |= fresh
            waiting.extend(fresh)
        classes[one] = above
    instances: dict[str, list[Term]] = defaultdict(list)
    for node, properties in forward.items():
        types = properties.get(_TYPE.value, [])
        for one in set().union(
            *(classes[value.value] for value in types if value.value in classes)
        ):
            instances[one].append(node)
    return _Facts(forward, backward, classes, instances)


def _node_test(index: dict[Term, dict[str, list[Term]]], shape: Term, facts: _Facts) -> Test:
    """Make the test of one shape, a node shape or a property shape, on a focus node."""
    tests = [
        _constraint(index, shape, name, values, facts)
        for name, values in index[shape].items()
        if name not in _SILENT and not _counts(name)
    ]
    paths = index[shape].get(_SHACL + "path")
    if not paths:
        if any(_counts(name) for name in index[shape]):
            raise UnknownConstruct("a count without a path")
        return lambda node: all(test(node) for test in tests)
    (path,) = paths
    inverse = index[path].get(_SHACL + "inversePath") if isinstance(path, BlankNode) else None
    least, most = _bounds(index, shape)
    if inverse:
        if tests:
            raise UnknownConstruct("a constraint on the values of an inverse path")
        (backward,) = inverse
        pointing = facts.backward[getattr(backward, "value", "")]
        return lambda node: least <= pointing.get(node, 0) <= most
    if not isinstance(path, NamedNode):
        raise UnknownConstruct("a path of several steps")
    predicate = path.value
    unique, wanted = _of_all_values(index, shape)

    def passes(node: Term) -> bool:
        values = facts.values(node, predicate)
        if not least <= len(values) <= most:
            return False
        if wanted and not all(value in values for value in wanted):
            return False
        if unique:
            languages = [
                one.language for one in values if isinstance(one, Literal) and one.language
            ]
            if len(languages) != len(set(languages)):
                return False
        return all(test(value) for test in tests for value in values)

    return passes


def _counts(name: str) -> bool:
    """Tell whether a constraint is about all values together, not about each."""
    return name.removeprefix(_SHACL) in ("minCount", "maxCount", "uniqueLang", "hasValue")


def _bounds(index: dict[Term, dict[str, list[Term]]], shape: Term) -> tuple[int, float]:
    least = [int(getattr(one, "value", "0")) for one in index[shape].get(_SHACL + "minCount", [])]
    most = [int(getattr(one, "value", "0")) for one in index[shape].get(_SHACL + "maxCount", [])]
    return max(least, default=0), min(most, default=float("inf"))


def _of_all_values(
    index: dict[Term, dict[str, list[Term]]], shape: Term
) -> tuple[bool, Sequence[Term]]:
    unique = any(
        getattr(one, "value", "") == "true" for one in index[shape].get(_SHACL + "uniqueLang", [])
    )
    return unique, index[shape].get(_SHACL + "hasValue", [])


def _constraint(
    index: dict[Term, dict[str, list[Term]]],
    shape: Term,
    name: str,
    values: Sequence[Term],
    facts: _Facts,
) -> Test:
    kind = name.removeprefix(_SHACL)
    if kind == "property":
        inner = [_node_test(index, one, facts) for one in values]
        return lambda node: all(test(node) for test in inner)
    if kind == "or":
        lists = [[_node_test(index, one, facts) for one in _list(index, head)] for head in values]
        return lambda node: all(any(test(node) for test in some) for some in lists)
    if kind == "in":
        allowed = [set(_list(index, head)) for head in values]
        return lambda node: all(node in some for some in allowed)
    if len(values) != 1 and kind != "class":
        raise UnknownConstruct(f"{kind} given twice")
    value = getattr(values[0], "value", "")
    if kind == "class":
        names = [getattr(one, "value", "") for one in values]
        return lambda node: all(facts.is_a(node, one) for one in names)
    if kind == "datatype":
        return _datatype(value)
    if kind == "nodeKind":
        return _node_kind(value)
    if kind == "minInclusive":
        return _at_least(Decimal(value))
    if kind == "minLength":
        return lambda node: not isinstance(node, BlankNode) and len(node.value) >= int(value)
    raise UnknownConstruct(name)


def _list(index: dict[Term, dict[str, list[Term]]], head: Term) -> list[Term]:
    found = []
    while getattr(head, "value", "") != _NIL:
        found += index[head][_FIRST]
        (head,) = index[head][_REST]
    return found


def _datatype(iri: str) -> Test:
    form = _LEXICAL.get(iri)
    if form is None:
        raise UnknownConstruct(f"the datatype {iri}")
    return lambda node: (
        isinstance(node, Literal)
        and node.datatype.value == iri
        and form.fullmatch(node.value) is not None
    )


def _node_kind(iri: str) -> Test:
    kinds = {_SHACL + "IRI": NamedNode, _SHACL + "Literal": Literal}
    if iri not in kinds:
        raise UnknownConstruct(f"the node kind {iri}")
    kind = kinds[iri]
    return lambda node: isinstance(node, kind)


def _at_least(bound: Decimal) -> Test:
    def passes(node: Term) -> bool:
        if not isinstance(node, Literal):
            return False
        try:
            return Decimal(node.value) >= bound
        except InvalidOperation:
            return False

    return passes
