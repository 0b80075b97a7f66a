"""What the sources say about who takes part in what: the raw relations behind a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyoxigraph

from graph import money_ties
from graph.belonging import Belonging, choices, read_belonging
from graph.binding import Row
from graph.names import SPARQL_PREFIXES, choose_label, local_name
from graph.store import Reader
from ontology.iri_policy import concept
from ontology.namespaces import SAMSPILL_NS

#: Relations of one actor and something where it meets others, and relations of two actors.
MEETING = ("participation", "agreement")
MEMBERSHIP = "membership"
DIRECT = (MEMBERSHIP, "collaboration")
#: The kinds of relation that join two actors unless others are asked for.
KINDS = (*MEETING, *DIRECT)
#: These and what is drawn only when asked for.
ALL_KINDS = (*KINDS, *money_ties.ASKED_FOR)

#: Classes of actors that are shown and filtered, but that no path may run through.
GROUP_CLASS = SAMSPILL_NS + "ActorGroup"
REGION_CLASS = SAMSPILL_NS + "RegionAsActor"

# The relations are read raw, not as the derived ties: which modalities count is the reader's
# choice, and the derived ties know only what is actual.
_RELATION_FACTS = """
  OPTIONAL { ?relation samspill:modality ?modality }
  OPTIONAL { ?relation samspill:role ?role }
  OPTIONAL { ?relation samspill:startDate ?start }
  OPTIONAL { ?relation samspill:endDate ?end }
  OPTIONAL { ?relation samspill:during ?during }
  OPTIONAL { ?relation dct:source ?document }
  OPTIONAL { ?relation samspill:locator ?locator }
"""


def _relations(class_: str, *ends: str, condition: str = "") -> str:
    return (
        f"{SPARQL_PREFIXES}SELECT * WHERE {{ ?relation a samspill:{class_} ; "
        f"{' ; '.join(ends)} .{_RELATION_FACTS}{condition}}}"
    )


def _but(role_list: str, role: str) -> str:
    return f"FILTER(!BOUND(?role) || ?role != <{concept(role_list, role)}>)"


_QUERIES = {
    # Who only speaks for an initiative takes no part in it (rule participates-in).
    "participation": _relations(
        "Participation",
        "samspill:actor ?actor",
        "samspill:initiative ?thing",
        condition=_but("participation-role", "advocate"),
    ),
    # Advocates and channels are no parties (rule party-to); an intended party is one for a reader
    # who takes what is planned, and never of what is told as a fact.
    "agreement": _relations(
        "AgreementParty",
        "samspill:actor ?actor",
        "samspill:agreement ?thing",
        condition=f"FILTER(?role = <{concept('agreement-role', 'party')}> || "
        f"(?role = <{concept('agreement-role', 'intended-party')}> && BOUND(?modality) && "
        f"?modality != <{concept('modality', 'actual')}>))",
    ),
    # An observer is no member (rule member-of).
    "membership": _relations(
        "Membership",
        "samspill:member ?actor",
        "samspill:organisation ?other",
        condition=_but("membership-role", "observer"),
    ),
    "collaboration": _relations("Collaboration", "samspill:left ?actor", "samspill:right ?other"),
}
_CLASSES = (
    "VALUES ?class { samspill:Participation samspill:AgreementParty samspill:Membership "
    "samspill:Collaboration }"
)
_THINGS = (
    SPARQL_PREFIXES
    + f"""
SELECT ?thing ?modality ?start ?end WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{
      {_CLASSES} ?relation a ?class .
      ?relation samspill:initiative|samspill:agreement|samspill:during ?thing }} }}
  OPTIONAL {{ ?thing samspill:modality ?modality }}
  OPTIONAL {{ ?thing samspill:startDate ?start }}
  OPTIONAL {{ ?thing samspill:endDate ?end }}
}}"""
)
_ACTORS = (
    SPARQL_PREFIXES
    + """
SELECT ?actor ?type ?ancestor WHERE {
  { SELECT DISTINCT ?type ?ancestor WHERE {
      ?type rdfs:subClassOf* samspill:Actor . ?type rdfs:subClassOf* ?ancestor } }
  ?actor a ?type .
}"""
)
_LABELS = (
    SPARQL_PREFIXES
    + f"""
SELECT ?thing ?label WHERE {{
  {{ SELECT DISTINCT ?thing WHERE {{
      {{ ?type rdfs:subClassOf* samspill:Actor . ?thing a ?type }}
      UNION {{ ?thing rdfs:subClassOf* samspill:Actor }}
      UNION {{ {_CLASSES} ?thing a ?class }}
      UNION {{ {_CLASSES} ?relation a ?class .
        ?relation samspill:initiative|samspill:agreement|samspill:role|dct:source ?thing }}
      UNION {{ {_CLASSES} ?relation a ?class . ?relation samspill:modality ?thing }}
      UNION {{ {_CLASSES} ?relation a ?class .
        ?relation (samspill:initiative|samspill:agreement)/samspill:modality ?thing }} }} }}
  ?thing rdfs:label ?label .
}}"""
)
_ABOUT = (
    SPARQL_PREFIXES
    + "SELECT ?thing ?label WHERE { ?thing a samspill:Collaboration ; samspill:about ?label }"
)
# What a rule found to be the same by a chain of judgements.
_CANONICAL = SPARQL_PREFIXES + "SELECT ?thing ?first WHERE { ?thing samspill:canonical ?first }"


@dataclass(frozen=True)
class Period:
    """First and last day as ``YYYY-MM-DD``; empty where a source states none."""

    first: str = ""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def touches(self, start_year: int | None, end_year: int | None, day: str = "") -> bool:
        """Tell whether it has a day in the years given, or this very day; no bound is open.

        Examples
        --------
        >>> Period("2019-08-01", "2021-06-30").touches(2021, 2022)
        True
        >>> Period("2019-08-01").touches(None, 2018)
        False
        >>> Period("2019-08-01", "2021-06-30").touches(None, None, "2021-07-01")
        False
        """
        if day and (self.first > day or (self.last and self.last < day)):
            return False
        if start_year is not None and self.last and int(self.last[:4]) < start_year:
            return False
        return not (end_year is not None and self.first and int(self.first[:4]) > end_year)


@dataclass
class Actor:
    """An actor of the store with its classes; ``ancestors`` holds these and what is above."""

    iri: str
    types: set[str] = field(default_factory=set)
    ancestors: set[str] = field(default_factory=set)

    @property
    def is_group(self) -> bool:
        """Whether no path may run through it."""
        return GROUP_CLASS in self.ancestors or REGION_CLASS in self.ancestors


@dataclass
class Relation:
    """One relation that joins actors, as its row says it."""

    iri: str
    kind: str  #: one of `ALL_KINDS`
    actors: tuple[str, ...]  #: two for the kinds of `DIRECT`, one for the others
    thing: str  #: what the actor meets others in; for the kinds of `DIRECT` the relation itself
    modality: str
    thing_modality: str
    period: Period
    role: str = ""
    document: str = ""
    locator: str = ""
    status: str = ""  #: IRI of the status of the money; empty for other kinds
    member: str = ""  #: of a membership the one who is in the other; empty for other kinds


@dataclass
class Facts:
    """Everything that a network is made of; texts are in the languages of the store."""

    actors: dict[str, Actor]
    relations: list[Relation]
    labels: dict[str, dict[str, str]]
    canonical: dict[str, str] = field(default_factory=dict)  #: the one for all that are the same
    belonging: Belonging = field(default_factory=Belonging)  #: places and topics

    def label(self, iri: str, language: str) -> str:
        """Give the label of anything named in the facts."""
        return choose_label(self.labels.get(iri, {}), language, iri)

    def place_choices(self, language: str) -> list[tuple[str, str, int]]:
        """Give the places that actors belong to, as `graph.belonging.choices`."""
        return choices(self.belonging.territories, lambda iri: self.label(iri, language))

    def topic_choices(self, language: str) -> list[tuple[str, str, int]]:
        """Give the topics of what joins actors, as `graph.belonging.choices`."""
        things = {relation.thing for relation in self.relations}
        themes = {thing: of for thing, of in self.belonging.themes.items() if thing in things}
        return choices(themes, lambda iri: self.label(iri, language))


def read_facts(reader: Reader, kinds: Sequence[str] = KINDS) -> Facts:
    """Read actors, where they belong and the relations between them, in some queries a kind.

    Parameters
    ----------
    reader : Reader
        A store whose union of named graphs holds the ontology too.
    kinds : sequence of str
        Of `ALL_KINDS`; those of `KINDS` when absent.

    Returns
    -------
    Facts
        Relations in the order of their IRIs. A relation without modality counts as actual.
    """
    actors: dict[str, Actor] = {}
    for row in reader.select(_ACTORS):
        actor = actors.setdefault(row["actor"].value, Actor(row["actor"].value))
        actor.types.add(row["type"].value)
        actor.ancestors.add(row["ancestor"].value)
    things = _read_things(reader, _THINGS)
    labels = _read_labels(reader)
    if set(kinds) & set(money_ties.ASKED_FOR):
        things = _read_things(reader, money_ties.THINGS) | things
        labels = money_ties.read_labels(reader) | labels
    relations: dict[str, Relation] = {}
    for kind in ALL_KINDS:
        if kind not in kinds:
            continue
        for row in reader.select((_QUERIES | money_ties.QUERIES)[kind]):
            ends: tuple[str, ...]
            if kind in DIRECT:
                ends = tuple(sorted((row["actor"].value, row["other"].value)))
                thing = row["relation"].value
            else:
                ends, thing = (row["actor"].value,), row["thing"].value
            _add(relations, row, kind, ends, thing, things)
    canonical = {row["thing"].value: row["first"].value for row in reader.select(_CANONICAL)}
    belonging, more = read_belonging(reader)
    in_order = [relations[key] for key in sorted(relations)]
    return Facts(actors, in_order, more | labels, canonical, belonging)


def _read_things(reader: Reader, query: str) -> dict[str, tuple[str, Period]]:
    things: dict[str, tuple[str, Period]] = {}
    for row in sorted(reader.select(query), key=_row_order):
        things.setdefault(row["thing"].value, (_code(row), _period(row)))
    return things


def _read_labels(reader: Reader) -> dict[str, dict[str, str]]:
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    # What a collaboration is about says more than the label of its row.
    for row in [*reader.select(_ABOUT), *sorted(reader.select(_LABELS), key=_row_order)]:
        literal = row["label"]
        language = (literal.language or "") if isinstance(literal, pyoxigraph.Literal) else ""
        labels[row["thing"].value].setdefault(language, literal.value)
    return dict(labels)


def _add(
    relations: dict[str, Relation],
    row: Row,
    kind: str,
    actors: tuple[str, ...],
    thing: str,
    things: dict[str, tuple[str, Period]],
) -> None:
    iri = row["relation"].value
    during = things[row["during"].value][1] if "during" in row else Period()
    thing_modality, thing_period = things.get(thing, ("actual", Period()))
    relation = Relation(
        iri,
        kind,
        actors,
        thing,
        _code(row),
        thing_modality,
        _period(row) or during or thing_period,
        *(
            row[name].value if name in row else ""
            for name in ("role", "document", "locator", "status")
        ),
    )
    if kind == MEMBERSHIP:
        relation.member = row["actor"].value
    # A row with two sources or two roles gives several answers: the first in order stands for it.
    known = relations.get(iri)
    if known is None or _order(relation) < _order(known):
        relations[iri] = relation


def _order(relation: Relation) -> tuple[str, ...]:
    return (relation.document, relation.locator, relation.role, *relation.actors, relation.thing)


def _row_order(row: Row) -> list[tuple[str, str]]:
    return sorted((name, term.value) for name, term in row.items())


def _code(row: Row) -> str:
    return local_name(row["modality"].value) if "modality" in row else "actual"


def _period(row: Row) -> Period:
    return Period(_day(row, "start"), _day(row, "end"))


def _day(row: Row, name: str) -> str:
    """Give a date, or nothing where an imported file holds something else in its place."""
    value = row[name].value if name in row else ""
    return value if value[:4].isdecimal() and len(value) >= 4 else ""
