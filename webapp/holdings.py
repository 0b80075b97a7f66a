"""All things that can be searched for, with what a search is narrowed by; read once a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.binding import Row
from graph.facets import FacetTable
from graph.names import alphabetical, local_name
from ontology.iri_policy import CONCEPT, table_and_id
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp import prepared
from webapp.kept import FEW, Kept
from webapp.kinds import CLASS_OF_KIND
from webapp.language import current_language
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import BEST_FIRST, Span, Told, last_day, told

ACTUAL = "actual"
UNDATED = "undated"
#: What is older than this stands in one period.
OLDEST_YEAR = 2000
BEFORE_OLDEST = f"before-{OLDEST_YEAR}"
_YEARS_OF_PERIOD = 5

_SOURCE = PREFIXES["dct"] + "source"
#: The days that say when something was there; the others say what happened to it.
_OF_SPAN = ("startDate", "endDate", "date", "founded", "dissolved")
_DAYS = ("startDate", "endDate", "date", "signed", "published", "founded", "dissolved", "by")
#: Where something lies, or whom it stands for.
_PLACES = ("seat", "actsFor", "place")
_WIDER_PLACES = ("inTerritory", "locatedIn", "locatedInTransitive")

Years = tuple[int, int]


@dataclass
class Holding:
    """One thing: what it is called and what is known of it for narrowing a search."""

    iri: str
    kind: str
    type: str = ""  #: IRI of its class
    code: str = ""  #: IRI of its type in a closed list, where the class says less
    labels: dict[str, str] = field(default_factory=dict)
    summaries: dict[str, str] = field(default_factory=dict)
    modality: str = ACTUAL
    places: set[str] = field(default_factory=set)  #: stated of the thing itself
    near: set[str] = field(default_factory=set)  #: those of the actors that it belongs with
    topics: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    years: Years | None = None  #: of its own days
    span: Span = field(default_factory=Span)  #: when it was there
    codes: list[Span] = field(default_factory=list)  #: when each code of a place holds

    def told(self, day: date) -> Told:
        """Tell whether it was there on a day; a place of which no code held was not."""
        found = told(self.type, self.span, day)
        if found is not Told.UNDATED or not self.codes:
            return found
        return min((code.told(day) for code in self.codes), key=BEST_FIRST.index)


@dataclass
class Holdings:
    """All things by IRI, and the table of their facets."""

    things: dict[str, Holding]
    table: FacetTable
    unnamed: list[str]  #: those without a label, which are called by what they say
    named: set[str] = field(default_factory=set)  #: languages that these have been named in
    orders: dict[str, list[str]] = field(default_factory=dict)  #: by language

    def title(self, iri: str, language: str) -> tuple[str, str | None]:
        """Give what a thing is called, and the language where it is not that of the page."""
        held = self.things.get(iri)
        return _text(held.labels if held else {}, language) or (local_name(iri), None)

    def summary(self, iri: str, language: str) -> str:
        """Give its summary in the language, or nothing."""
        return self.things[iri].summaries.get(language, "")

    def in_order(self, language: str) -> list[str]:
        """Give all things in Norwegian alphabetical order of what they are called."""
        if language not in self.orders:
            self.orders[language] = sorted(
                self.things, key=lambda iri: (alphabetical(self.title(iri, language)[0]), iri)
            )
        return self.orders[language]


def _text(texts: dict[str, str], language: str) -> tuple[str, str | None] | None:
    for tag in (language, "nb", "en", *sorted(texts)):
        if tag in texts:
            return texts[tag], tag if tag and tag != language else None
    return None


_HOLDINGS = Kept[Holdings]()
_NAMED = Kept[None](FEW)  #: languages that what has no label has been named in


def holdings(snapshot: OpenSnapshot) -> Holdings:
    """Give everything of a snapshot that can be searched for."""

    def make() -> Holdings:
        known = prepared.read(snapshot.snapshot, "holdings")
        return _read(snapshot) if known is None else _from_json(known)

    found = _HOLDINGS.of(snapshot, "", make)
    language = current_language()
    _NAMED.of(snapshot, language, lambda: _name(snapshot, found, language))
    return found


def as_json(found: Holdings) -> object:
    """Write all things and their facets, a thing by its place in the list where it is meant."""
    place = {iri: number for number, iri in enumerate(found.things)}
    return {
        "things": [
            [_plain(value) for value in vars(held).values()] for held in found.things.values()
        ],
        "facets": {
            facet: {value: sorted(place[iri] for iri in values[value]) for value in sorted(values)}
            for facet, values in sorted(found.table.values.items())
        },
        "unnamed": found.unnamed,
        "named": sorted(found.named),
        "orders": {
            language: [place[iri] for iri in iris]
            for language, iris in sorted(found.orders.items())
        },
    }


def _plain(value: object) -> object:
    if isinstance(value, set):
        return sorted(value)
    if isinstance(value, Span):
        return [value.first, value.last, value.event]
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _from_json(found: dict[str, Any]) -> Holdings:
    things = {}
    for values in found["things"]:
        *plain, places, near, topics, sources, years, span, codes = values
        sets = (set(one) for one in (places, near, topics, sources))
        held = Holding(*plain, *sets)
        held.years = (years[0], years[1]) if years else None
        held.span = Span(*span)
        held.codes = [Span(*one) for one in codes]
        things[held.iri] = held
    iris = list(things)
    facets = {
        facet: {value: frozenset(iris[one] for one in having) for value, having in values.items()}
        for facet, values in found["facets"].items()
    }
    return Holdings(
        things,
        FacetTable(facets),
        found["unnamed"],
        set(found["named"]),
        {language: [iris[one] for one in places] for language, places in found["orders"].items()},
    )


def _name(snapshot: OpenSnapshot, found: Holdings, language: str) -> None:
    """Give a target or a result, which has no label, the name that its page has."""
    if language in found.named:
        return
    records = Records(snapshot, language)
    records.load(found.unnamed)
    for iri in found.unnamed:
        held = found.things[iri]
        # A copy: other requests may be reading the old one.
        held.labels = {**held.labels, language: records.text(iri)}
    found.named.add(language)


def _read(snapshot: OpenSnapshot) -> Holdings:
    things = _read_things(snapshot)
    wider: defaultdict[str, set[str]] = defaultdict(set)  # places and topics: what they lie in
    days: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in snapshot.reader.select(site_query("facet-statements")):
        held = things.get(row["thing"].value)
        if held is not None:
            _take(held, row, wider, days)
    belonging = _read_rows(snapshot, things)
    for iri, of_thing in days.items():
        things[iri].years = _years(of_thing)
    _read_codes(snapshot, things)
    of_relations = _read_days_of_relations(snapshot, things)
    triples = _triples(snapshot, things, wider, belonging, of_relations)
    unnamed = [iri for iri, held in things.items() if not held.labels]
    return Holdings(things, FacetTable.of(triples), unnamed)


def _read_things(snapshot: OpenSnapshot) -> dict[str, Holding]:
    things: dict[str, Holding] = {}
    # A class that is below no other is not among those below it.
    classes = {
        iri
        for root in CLASS_OF_KIND.values()
        for iri in (SAMSPILL_NS + root, *snapshot.terms.below(root))
    }
    values = {"type": [NamedNode(iri) for iri in sorted(classes)]}
    for row in snapshot.reader.select(site_query("things-of-classes"), values):
        iri, label = row["thing"].value, row.get("label")
        parts = table_and_id(iri)
        if parts is None or parts[0] not in CLASS_OF_KIND:
            continue
        held = things.setdefault(iri, Holding(iri, parts[0]))
        held.type = row["type"].value
        if isinstance(label, Literal):
            held.labels.setdefault(label.language or "", label.value)
    return things


def _take(
    held: Holding,
    row: Row,
    wider: defaultdict[str, set[str]],
    days: defaultdict[str, dict[str, str]],
) -> None:
    """Put one statement where it belongs."""
    name, value = row["property"].value.removeprefix(SAMSPILL_NS), row["value"]
    if name == _SOURCE:
        held.sources.add(value.value)
    elif name == "modality":
        held.modality = local_name(value.value)
    elif name in ("strategyType", "documentKind"):
        held.code = value.value if local_name(value.value) != "not-stated" else ""
    elif name == "summary" and isinstance(value, Literal):
        held.summaries.setdefault(value.language or "nb", value.value)
    elif name in _PLACES:
        held.places.add(value.value)
    elif name in _WIDER_PLACES or name == "broader":
        wider[held.iri].add(value.value)
    elif name in _DAYS:
        days[held.iri].setdefault(name, value.value)
        if name in _OF_SPAN:
            held.span.add(SAMSPILL_NS + name, value.value)
    elif name == "datePrecision" and held.type == SAMSPILL_NS + "Result":
        # Read after the day itself: what came of a year is known when it is over.
        held.span.event = last_day(held.span.event, local_name(value.value))
    elif name == "foundedPrecision" and local_name(value.value) == "before":
        # Read after the day itself: "founded before 2025" does not say since when.
        held.span.first = ""


def _read_codes(snapshot: OpenSnapshot, things: dict[str, Holding]) -> None:
    """Read when the codes of places hold: those of a place that is no more hold no more."""
    for row in snapshot.reader.select(site_query("place-code-times")):
        if (held := things.get(row["place"].value)) is not None:
            days = (row[name].value if name in row else "" for name in ("start", "end"))
            held.codes.append(Span(*days))


def _read_rows(snapshot: OpenSnapshot, things: dict[str, Holding]) -> dict[str, set[str]]:
    """Read places, topics and sources that rows give; give the actors that things belong with.

    What is only planned of something that has happened does not count; what is planned of
    something that is itself planned does.
    """
    belonging: defaultdict[str, set[str]] = defaultdict(set)
    for row in snapshot.reader.select(site_query("facet-rows")):
        held, value = things.get(row["thing"].value), row["value"].value
        if held is None or not _counts(row, held) or value not in things:
            continue
        if row["class"].value == SAMSPILL_NS + "Mention":
            held.sources.add(value)
        elif things[value].kind == "topic":
            held.topics.add(value)
        elif things[value].kind == "place":
            held.places.add(value)
        elif things[value].kind == "actor":
            belonging[held.iri].add(value)
    return belonging


def _counts(row: Row, held: Holding) -> bool:
    modality = local_name(row["modality"].value) if "modality" in row else ACTUAL
    return modality in (ACTUAL, held.modality)


def _read_days_of_relations(
    snapshot: OpenSnapshot, things: dict[str, Holding]
) -> dict[str, list[Years]]:
    """Read when the relations of things hold that have no days of their own."""
    days: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in snapshot.reader.select(site_query("facet-days")):
        held = things.get(row["thing"].value)
        if held is not None and held.years is None and _counts(row, held):
            name = row["property"].value.removeprefix(SAMSPILL_NS)
            days[held.iri, row["row"].value].setdefault(name, row["day"].value)
    found: defaultdict[str, list[Years]] = defaultdict(list)
    for (iri, _), of_row in days.items():
        found[iri].append(_years(of_row))
    return found


def _years(days: dict[str, str]) -> Years:
    """Give the first and the last year; what has no end is counted for its first year only."""
    years = [int(day[:4]) for day in days.values()]
    return min(years), max(years)


def periods(years: Years) -> Iterator[str]:
    """Give the periods of five years that some years touch.

    Examples
    --------
    >>> list(periods((1998, 2006)))
    ['before-2000', '2000-2004', '2005-2009']
    """
    first, last = years
    if first < OLDEST_YEAR:
        yield BEFORE_OLDEST
    start = max(first, OLDEST_YEAR) // _YEARS_OF_PERIOD * _YEARS_OF_PERIOD
    for year in range(start, last + 1, _YEARS_OF_PERIOD):
        yield f"{year}-{year + _YEARS_OF_PERIOD - 1}"


def _triples(
    snapshot: OpenSnapshot,
    things: dict[str, Holding],
    wider: dict[str, set[str]],
    belonging: dict[str, set[str]],
    of_relations: dict[str, list[Years]],
) -> Iterator[tuple[str, str, str]]:
    only_class = {
        kind for kind, root in CLASS_OF_KIND.items() if len(snapshot.terms.below(root)) < 2
    }

    def widened(iris: set[str], kind: str) -> set[str]:
        found: set[str] = set()
        waiting = set(iris)
        while waiting:
            found |= waiting
            waiting = set().union(*(wider.get(iri, ()) for iri in waiting)) - found
        return {iri for iri in found if iri in things and things[iri].kind == kind}

    for iri, held in things.items():
        yield iri, "kind", held.kind
        if held.code:
            yield iri, "type", held.code.removeprefix(CONCEPT)
        elif held.kind not in only_class:
            yield iri, "type", local_name(held.type)
        yield iri, "modality", held.modality
        # A place is found by itself and by what it lies in; so is an actor of the place.
        around = widened({iri, *held.places}, "place")
        for actor in belonging.get(iri, ()):
            held.near |= things[actor].places
            around |= widened({actor, *things[actor].places}, "place")
        for place in around:
            yield iri, "place", local_id(place)
        own = {iri} if held.kind == "topic" else set()
        for topic in widened(own | held.topics, "topic"):
            yield iri, "topic", local_id(topic)
        for source in held.sources & things.keys():
            yield iri, "source", local_id(source)
        spans = [held.years] if held.years else of_relations.get(iri, [])
        for period in {period for span in spans for period in periods(span)} or {UNDATED}:
            yield iri, "period", period


def local_id(iri: str) -> str:
    """Give the id of a thing as the tables have it."""
    parts = table_and_id(iri)
    return parts[1] if parts else iri
