"""Run the rules that make the derived graph; each derived statement can be led back to its rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store

from graph.binding import syntax_error
from ontology.errors import VocabularyError
from ontology.iri_policy import BASE, named_graph
from ontology.namespaces import Samspill

_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_COMMENT = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_DERIVED = NamedNode(named_graph("derived"))


@dataclass(frozen=True)
class Rule:
    """A CONSTRUCT query; label and comment in nb and en.

    A rule sees what the rules of lower stages have made; rules of one stage see nothing of each
    other.
    """

    name: str
    label: dict[str, str]
    comment: dict[str, str]
    query: str
    stage: int = 1

    @property
    def iri(self) -> NamedNode:
        """The rule's own IRI."""
        return NamedNode(f"{BASE}rule/{self.name}")


def derive(store: Store, rules: Sequence[Rule]) -> None:
    """Run every rule over the union of all graphs of a store and add what they construct.

    Parameters
    ----------
    store : Store
        Curated statements and the ontology. What is derived goes into its named graph ``derived``:
        the constructed statements, the rules themselves, and ``samspill:derivedBy`` on every
        derived node and predicate.
    rules : sequence of Rule
        A predicate belongs to one rule alone, so that the predicate names the rule.

    Raises
    ------
    QuerySyntaxError
        If a rule is not SPARQL.
    VocabularyError
        If a rule is no CONSTRUCT, or two rules make the same predicate.
    """
    owners: dict[NamedNode, Rule] = {}
    for _, found in groupby(sorted(rules, key=_stage), key=_stage):
        made = [_run(store, rule, owners) for rule in found]
        store.bulk_extend(chain.from_iterable(made))


def _stage(rule: Rule) -> int:
    return rule.stage


def _run(store: Store, rule: Rule, owners: dict[NamedNode, Rule]) -> list[Quad]:
    quads = [Quad(rule.iri, _TYPE, Samspill.Rule, _DERIVED)]
    for language in ("nb", "en"):
        label = Literal(rule.label[language], language=language)
        comment = Literal(rule.comment[language], language=language)
        quads.append(Quad(rule.iri, _LABEL, label, _DERIVED))
        quads.append(Quad(rule.iri, _COMMENT, comment, _DERIVED))
    try:
        result = store.query(rule.query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise syntax_error(str(error), rule.query, f"{rule.name}.rq") from error
    if not isinstance(result, QueryTriples):
        raise VocabularyError(f"{rule.name}.rq", 1, "a rule is a CONSTRUCT query")
    triples = set(result)
    nodes = {triple.subject for triple in triples if triple.predicate == _TYPE}
    named: set[NamedNode] = set()
    for triple in triples:
        quads.append(Quad(triple.subject, triple.predicate, triple.object, _DERIVED))
        if triple.subject in nodes:
            assert isinstance(triple.subject, NamedNode)
            named.add(triple.subject)
        else:
            owner = owners.setdefault(triple.predicate, rule)
            if owner is not rule:
                reason = f"{triple.predicate} is made by {owner.name} already"
                raise VocabularyError(f"{rule.name}.rq", 1, reason)
            named.add(triple.predicate)
    quads.extend(Quad(node, Samspill.derivedBy, rule.iri, _DERIVED) for node in named)
    return quads
