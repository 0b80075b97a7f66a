"""Things as the pages read them: their statements, what they are called, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode, Quad

from graph.binding import Term
from graph.names import local_name
from ontology.iri_policy import CONCEPT, ID, named_graph, page_path, table_and_id
from ontology.namespaces import PREFIXES, SAMSPILL_NS
from webapp import evidence, prepared, texts, titles
from webapp.datasets import Dataset, datasets
from webapp.documents import place_url
from webapp.kept import Kept
from webapp.site import OpenSnapshot

RDF_TYPE = PREFIXES["rdf"] + "type"
LABEL = PREFIXES["rdfs"] + "label"
SOURCE = PREFIXES["dct"] + "source"
ACTUAL = "actual"
#: Texts that the editors write in Norwegian without saying so.
EDITORS_TEXTS = {"note", "evidence", "frequency", "why"}

RESULT_STATUS = CONCEPT + "result-status/"
_NORWEGIAN = "nb"
_DEPTH = 3
#: What a rule made of a thing and the page of the thing shows.
_SHOWN_THOUGH_DERIVED = {SAMSPILL_NS + name for name in ("succeededBy", "registeredUnit")}


@dataclass
class Record:
    """The statements about one thing, by the IRI of the property."""

    iri: str
    statements: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    derived: set[str] = field(default_factory=set)  #: properties that a rule made
    graphs: set[str] = field(default_factory=set)  #: IRIs of the named graphs that speak of it

    def all(self, name: str) -> list[Term]:
        """Give the values of a property of ours, or of a whole IRI."""
        return self.statements.get(name if ":" in name else SAMSPILL_NS + name, [])

    def one(self, name: str) -> str:
        """Give the first value as text, or nothing."""
        found = self.all(name)
        return found[0].value if found else ""

    def code(self, name: str) -> str:
        """Give the code of a value from a closed list, or nothing."""
        value = self.one(name)
        return local_name(value) if value else ""

    @property
    def type(self) -> str:
        """The IRI of its class, or nothing."""
        return self.one(RDF_TYPE)

    @property
    def modality(self) -> str:
        """The code of its modality; what has none is a fact."""
        return self.code("modality") or ACTUAL

    def things(self) -> set[str]:
        """Give the IRIs of all things of ours that it points to."""
        return {
            term.value
            for terms in self.statements.values()
            for term in terms
            if isinstance(term, NamedNode) and term.value.startswith(ID)
        }


#: The weight is that of the statements, of all things together.
_KEPT = Kept[Record](
    300_000, lambda record: 5 + sum(len(terms) for terms in record.statements.values())
)


class Records:
    """The records that one page needs, and the names of all that they mention."""

    def __init__(
        self,
        snapshot: OpenSnapshot,
        language: str,
        former: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.language = language
        self.former = former or {}  #: names that things bore on the day of the view
        self._known: dict[str, Record] = {}
        self._followed: set[str] = set()  #: those whose things are known too

    def called(self, former: Mapping[str, Mapping[str, str]]) -> Records:
        """Give the same records with the names that things bore on another day."""
        other = copy(self)
        other.former = former
        return other

    def load(self, iris: Iterable[str], depth: int = _DEPTH) -> None:
        """Read things and what they point to: one query a step, however many things."""
        # What was read as part of another thing may lack what it points to itself.
        wanted = set(iris) - self._followed
        for step in range(depth):
            if not wanted:
                return
            self._read(wanted - self._known.keys())
            found = [self._known[iri] for iri in wanted]
            if step:
                # What has a label needs nothing more to be named.
                found = [record for record in found if not record.all(LABEL)]
            if step + 1 < depth:
                self._followed.update(record.iri for record in found)
            wanted = {iri for record in found for iri in record.things()} - self._known.keys()

    def _read(self, iris: set[str]) -> None:
        large = _large_records(self.snapshot)
        unread = []
        for iri in sorted(iris):
            known = large.get(iri) or _KEPT.get(self.snapshot, iri)
            if known is not None:
                self._known[iri] = known
            else:
                self._known[iri] = Record(iri)
                unread.append(iri)
        said: dict[str, list[Quad]] = {iri: [] for iri in unread}
        for quad in self.snapshot.reader.about(unread):
            if isinstance(quad.subject, NamedNode):
                said[quad.subject.value].append(quad)
        for iri, quads in said.items():
            _fill(self._known[iri], quads)
            _KEPT.put(self.snapshot, iri, self._known[iri])

    def __getitem__(self, iri: str) -> Record:
        return self._known.get(iri) or Record(iri)

    def name(self, iri: str) -> tuple[str, str | None]:
        """Give what a thing, class or code is called, and its language where it is another."""
        labels: Mapping[str, str] | None = self.snapshot.terms.labels.get(iri)
        labels = self.former.get(iri, labels)
        if labels is None:
            labels = {}
            for term in self[iri].all(LABEL):
                if isinstance(term, Literal):
                    labels.setdefault(term.language or "", term.value)
        for tag in (self.language, "nb", "en", *sorted(labels)):
            if tag in labels:
                return labels[tag], tag if tag and tag != self.language else None
        return titles.composed(self, self[iri]) or local_name(iri), None

    def text(self, iri: str) -> str:
        """Give what a thing, class or code is called."""
        return self.name(iri)[0]

    def words(self, record: Record, name: str) -> tuple[str, str | None]:
        """Give a text in the language of the page, else in the one there is."""
        found = {
            term.language or "": term.value
            for term in record.all(name)
            if isinstance(term, Literal)
        }
        for tag in (self.language, "nb", "en", *sorted(found)):
            if tag in found:
                return found[tag], tag if tag and tag != self.language else None
        return "", None

    def type_name(self, record: Record) -> str:
        """Give the name of its class, with a capital."""
        name = self.snapshot.terms.label(record.type, self.language) if record.type else ""
        return name[:1].upper() + name[1:]

    def class_name(self, record: Record) -> str:
        """Give the name of its class in our ontology, without the namespace."""
        return record.type.removeprefix(SAMSPILL_NS)

    def amount(self, record: Record) -> str:
        """Write the money of a funding row: bound, amount, currency and unit."""
        given = decimal(record.one("amount"))
        if given is None:
            return _("Beløp ikke oppgitt")
        text = texts.bounded(texts.money(given, record.one("currency")), record.code("bound"))
        unit = record.code("amountUnit")
        if unit and unit != "total":
            text += " " + self.text(record.one("amountUnit"))
        return text

    def value(self, record: Record, *, unit: bool = True) -> str:
        """Write a figure with its bound and what it counts."""
        given = decimal(record.one("value"))
        if given is None:
            return ""
        text = texts.bounded(texts.number(given), record.code("bound"))
        counted = record.one("unit") if unit else ""
        return f"{text} {self.text(counted)}" if counted else text

    def day(self, record: Record, name: str) -> str:
        """Write a day as precisely as its source gives it, or nothing."""
        value = record.one(name)
        return texts.day(value, record.code(f"{name}Precision") or "day") if value else ""

    def time(self, record: Record) -> str:
        """Write when it holds, or the day that it speaks of."""
        text = texts.period(
            record.one("startDate") or None,
            record.one("endDate") or None,
            record.code("startPrecision") or "day",
            record.code("endPrecision") or "day",
        )
        if not text and record.one("date"):
            text = texts.day(record.one("date"), record.code("datePrecision") or "day")
        if not text and record.one("asOf"):
            precision = record.code("asOfPrecision") or "day"
            text = _("per %(day)s", day=texts.day(record.one("asOf"), precision))
        return text

    def source(
        self, record: Record, *, link: bool = True, locator: str = "", card: bool = True
    ) -> dict[str, object]:
        """Give the source mark of a row; with `link` it leads to the row's own page.

        A `locator` stands in place of the row's own where less of the document is meant; without
        a `card` the mark does not open the evidence.
        """
        locator = locator or record.one("locator")
        mark: dict[str, object] = {
            "table": record.one("table"),
            "row": record.one("row"),
            "locator": locator,
            "lines": texts.lines(locator),
            "confidence": record.code("confidence"),
            "modality": record.modality,
            "modality_label": self.text(record.one("modality")) if record.all("modality") else "",
        }
        if link:
            mark["url"] = page_path(record.iri)
        document = record.one(SOURCE)
        if document:
            mark["document"] = self.text(document)
            mark["document_url"] = place_url(document, locator)
            if card:
                mark["card"] = evidence.card(self, record, document, locator, link=link)
        elif register := self.dataset(record):
            mark |= register.mark(self.language)
        elif record.one("derivedBy"):
            if self.class_name(record) == "ActorTie":
                # On a list of ties the same words on each row would only hide where it leads.
                mark["derived"] = _("Se kildene") if link else _("Utledet av det de er sammen om")
            else:
                mark["rule"] = self.text(record.one("derivedBy"))
                mark.pop("url", None)
        elif record.one("table"):
            mark["document"] = _(
                "Ført av redaksjonen (%(file)s, rad %(row)s)",
                file=record.one("table") + ".csv",
                row=record.one("row"),
            )
        return mark

    def dataset(self, record: Record) -> Dataset | None:
        """Give the newest dataset of a register that speaks of a thing with no row in a table."""
        if record.all("table"):
            return None
        known = datasets(self.snapshot)
        found = [known[name] for name in sorted(record.graphs & known.keys())]
        return max(found, key=lambda one: one.date, default=None)

    def cell(self, term: Term) -> dict[str, object]:
        """Give a value as the templates show it: linked, in its language, marked if not actual."""
        if isinstance(term, Literal):
            language = term.language
            other = language if language and language != self.language else None
            return {"text": texts.literal(term), "lang": other}
        text, language = self.name(term.value)
        cell: dict[str, object] = {"text": text, "lang": language, "url": self.url(term.value)}
        if term.value.startswith(RESULT_STATUS):
            # Told by a shape as well: the page's macro draws it.
            cell["status"] = local_name(term.value)
        other_thing = self[term.value]
        if other_thing.modality != ACTUAL:
            cell["tag"] = self.modality_tag(other_thing)
        return cell

    def modality_tag(self, record: Record) -> dict[str, str]:
        """Give the mark of something that is not actual."""
        return {"modality": record.modality, "text": self.text(record.one("modality"))}

    def editors_language(self) -> str | None:
        """Give the language of what the editors write, where it is not that of the page."""
        return None if self.language == _NORWEGIAN else _NORWEGIAN

    def url(self, iri: str) -> str | None:
        """Give the page of a thing or a term; other IRIs have none here."""
        if iri in self.snapshot.terms.labels:
            return None
        return page_path(iri) if table_and_id(iri) else None


_LARGE = Kept[dict[str, Record]]()


def _large_records(snapshot: OpenSnapshot) -> dict[str, Record]:
    """Give the records that the build has read: of things that rules say very much of."""

    def read() -> dict[str, Record]:
        found = prepared.read(snapshot.snapshot, "records") or {}
        return {iri: _from_json(iri, known) for iri, known in found.items()}

    return _LARGE.of(snapshot, "", read)


def as_json(record: Record) -> object:
    """Write a record as plain data; `_from_json` reads it."""
    return {
        "statements": {
            name: [
                [term.value, term.language, term.datatype.value]
                if isinstance(term, Literal)
                else term.value
                for term in terms
            ]
            for name, terms in record.statements.items()
        },
        "derived": sorted(record.derived),
        "graphs": sorted(record.graphs),
    }


def _from_json(iri: str, found: dict[str, Any]) -> Record:
    record = Record(iri, derived=set(found["derived"]), graphs=set(found["graphs"]))
    for name, terms in found["statements"].items():
        record.statements[name] = [
            NamedNode(term) if isinstance(term, str) else _literal(*term) for term in terms
        ]
    return record


def _literal(value: str, language: str | None, datatype: str) -> Literal:
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype))


def _fill(record: Record, quads: list[Quad]) -> None:
    """Put the statements of a thing into its record, in one order whatever the store's."""
    derived = NamedNode(named_graph("derived"))
    is_derived = any(
        quad.graph_name == derived and quad.predicate.value == RDF_TYPE for quad in quads
    )
    values: defaultdict[str, set[Term]] = defaultdict(set)
    for quad in quads:
        name, value = quad.predicate.value, quad.object
        assert isinstance(quad.graph_name, NamedNode)
        record.graphs.add(quad.graph_name.value)
        if quad.graph_name == derived:
            record.derived.add(name)
            # Thousands of direct links may lead from a thing; its page shows the rows behind them.
            if not is_derived and name not in _SHOWN_THOUGH_DERIVED:
                continue
        if isinstance(value, NamedNode | Literal):
            values[name].add(value)
    for name in sorted(values):
        # By value: what is written around it would put a longer IRI before a shorter one.
        record.statements[name] = sorted(values[name], key=lambda term: (term.value, str(term)))


def decimal(text: str) -> Decimal | None:
    """Read a number of the graph."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
