"""What points to a thing, by kind: with the other party filled in, paged, and what is left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.names import local_name
from ontology.iri_policy import table_and_id
from ontology.namespaces import SAMSPILL_NS
from webapp.kinds import CLASS_OF_KIND, kind_name, section_title
from webapp.language import current_language
from webapp.records import ACTUAL, SOURCE
from webapp.relation_columns import COLUMNS
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

PAGE_SIZE = 25

#: Shown in parts of the page of their own.
_ELSEWHERE = {"Name", "Mention", "Contradiction", "ContradictionClaim"}
_BOTH_WAYS = {"left": "left", "right": "left"}


@dataclass
class Incoming:
    """One row that points to the thing of the page."""

    iri: str
    link: str  #: the property by which it points
    type: str
    modality: str  #: its own, or that of the other thing where its own is actual
    locator: str


@dataclass
class Section:
    """What points to the thing by one class and one property."""

    key: str
    title: str
    class_name: str
    link: str  #: the property by which it points
    total: int = 0
    page: int = 1
    left_out: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)
    columns: list[dict[str, object]] = field(default_factory=list)
    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))


def read_incoming(snapshot: OpenSnapshot, iri: str) -> list[Incoming]:
    """Ask once what points to a thing."""
    found: dict[tuple[str, str], Incoming] = {}
    for row in snapshot.reader.select(site_query("incoming"), {"thing": NamedNode(iri)}):
        subject, name = row["subject"].value, row["property"].value
        if table_and_id(subject) is None:
            continue
        own = local_name(row["modality"].value) if "modality" in row else ACTUAL
        other = local_name(row["otherModality"].value) if "otherModality" in row else ACTUAL
        one = Incoming(
            subject,
            name,
            row["type"].value,
            own if own != ACTUAL else other,
            row["locator"].value if "locator" in row else "",
        )
        known = found.setdefault((subject, name), one)
        if known.modality == ACTUAL:
            known.modality = one.modality
    return list(found.values())


def sections_of(
    snapshot: OpenSnapshot,
    incoming: list[Incoming],
    derived: set[str],
    pages: dict[str, int],
    *,
    everything: bool,
) -> list[Section]:
    """Sort what points to a thing into sections, and choose the rows of the page asked for."""
    groups: defaultdict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for one in incoming:
        name = one.link.removeprefix(SAMSPILL_NS)
        class_name = _class_for_columns(snapshot, one.type)
        if class_name in _ELSEWHERE or one.link == SOURCE:
            continue
        if one.link in derived and class_name != "ActorTie":
            continue
        if class_name == "ActorTie" and name != "tieBetween":
            continue
        groups[class_name, _BOTH_WAYS.get(name, name)].append(one)
    made = []
    for (class_name, name), rows in groups.items():
        title = section_title(class_name, name) or _plain_title(snapshot, class_name, name)
        key = f"{class_name}-{name}".lower()
        section = Section(key, title, class_name, name)
        taken = [row for row in rows if everything or row.modality == ACTUAL]
        section.left_out.update(
            row.modality for row in rows if not everything and row.modality != ACTUAL
        )
        _choose_page(section, [row.iri for row in sorted(taken, key=lambda row: row.iri)], pages)
        made.append(section)
    return _without_repeats(sorted(made, key=_section_order))


def _without_repeats(sections: list[Section]) -> list[Section]:
    """Drop a section whose rows all stand in another one of the same class.

    An initiative that has set its own goals has them by `initiative` and by `holder`.
    """
    kept: dict[tuple[object, ...], Section] = {}
    for section in sections:
        plain = section.class_name not in COLUMNS
        own = () if plain else (section.link,)
        key = (section.class_name, *own, section.total, tuple(section.shown))
        if not plain or not section.shown or key not in kept:
            kept[(*key, section.link) if not section.shown else key] = section
    return list(kept.values())


def document_sections(incoming: list[Incoming], pages: dict[str, int]) -> list[Section]:
    """Sort all rows that a document supports by kind, in the order of its lines."""
    groups: defaultdict[str, list[Incoming]] = defaultdict(list)
    for one in incoming:
        parts = table_and_id(one.iri)
        if one.link == SOURCE and parts:
            groups[parts[0]].append(one)
    made = []
    for kind, rows in groups.items():
        section = Section(f"source-{kind}", kind_name(kind), CLASS_OF_KIND.get(kind, ""), "source")
        ordered = sorted(rows, key=lambda row: (_first_line(row.locator), row.iri))
        _choose_page(section, [row.iri for row in ordered], pages)
        made.append(section)
    kinds = list(CLASS_OF_KIND)
    return sorted(
        made,
        key=lambda section: (
            kinds.index(section.key[7:]) if section.key[7:] in kinds else len(kinds),
            section.title,
        ),
    )


def _choose_page(section: Section, iris: list[str], pages: dict[str, int]) -> None:
    section.total = len(iris)
    section.page = min(max(1, pages.get(section.key, 1)), section.pages)
    start = (section.page - 1) * PAGE_SIZE
    section.shown = iris[start : start + PAGE_SIZE]


def _class_for_columns(snapshot: OpenSnapshot, type_iri: str) -> str:
    """Give the class that sections are made by: all kinds of actors stand together."""
    for root in ("Actor", "Place", "Initiative"):
        if snapshot.terms.is_a(type_iri, root):
            return root
    return type_iri.removeprefix(SAMSPILL_NS)


def _plain_title(snapshot: OpenSnapshot, class_name: str, name: str) -> str:
    language = current_language()
    class_label = snapshot.terms.label(SAMSPILL_NS + class_name, language)
    label = snapshot.terms.label(name if ":" in name else SAMSPILL_NS + name, language)
    return f"{class_label[:1].upper()}{class_label[1:]} – {label}"


def _section_order(section: Section) -> tuple[object, ...]:
    order = tuple(COLUMNS)
    known = section.class_name in order
    place = order.index(section.class_name) if known else -1
    return (section.class_name == "ActorTie", section.link == "during", place, section.title)


def _first_line(locator: str) -> tuple[int, str]:
    found = re.search(r"\d+", locator)
    return (int(found.group()) if found else 10**9, locator)
