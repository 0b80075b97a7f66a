"""What points to a thing, by kind: with the other party filled in, paged, and what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.names import local_name
from ontology.iri_policy import table_and_id
from ontology.namespaces import SAMSPILL_NS
from webapp.incoming import Incoming
from webapp.kept import Kept
from webapp.kinds import section_title
from webapp.language import current_language
from webapp.long_lists import long_list
from webapp.records import ACTUAL, SOURCE
from webapp.relation_columns import COLUMNS, ORDER
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Told

PAGE_SIZE = 25
#: A longer list stands in the order of its IRIs: naming all its rows would take too long.
MOST_SORTED = 2_000

#: Shown in parts of the page of their own.
_ELSEWHERE = {"Name", "Mention", "Contradiction", "ContradictionClaim"}
_BOTH_WAYS = {"left": "left", "right": "left"}


@dataclass
class Section:
    """What points to the thing by one class and one property."""

    key: str
    title: str
    class_name: str
    link: str  #: the property by which it points
    iris: list[str] = field(default_factory=list)  #: of all its rows, on every page
    asked: int = 1  #: the page that the address asks for
    #: By modality, and whether that is the modality of the thing that the row is about.
    left_out: Counter[tuple[str, bool]] = field(default_factory=Counter)
    other_time: int = 0  #: rows that do not hold on the day of the view
    undated: int = 0  #: rows shown that may hold on any day
    is_sorted: bool = False  #: whether the rows keep the order they have
    columns: list[dict[str, object]] = field(default_factory=list)
    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.iris)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def page(self) -> int:
        """The page asked for, or the nearest that there is."""
        return min(max(1, self.asked), self.pages)

    @property
    def shown(self) -> list[str]:
        """The rows of the page asked for."""
        return self.iris[(self.page - 1) * PAGE_SIZE : self.page * PAGE_SIZE]


#: Of all things together; the weight is that of the rows.
_INCOMING = Kept[list[Incoming]](100_000, len)


def read_incoming(snapshot: OpenSnapshot, iri: str) -> list[Incoming]:
    """Give what points to a thing, in the order of IRIs; asked once a snapshot."""
    known = long_list(snapshot, iri)
    if known is not None:
        return known.incoming
    return _INCOMING.of(snapshot, iri, lambda: _read_incoming(snapshot, iri))


def _read_incoming(snapshot: OpenSnapshot, iri: str) -> list[Incoming]:
    node = NamedNode(iri)
    other = {
        row["subject"].value: local_name(row["modality"].value)
        for row in snapshot.reader.select(site_query("incoming-not-actual"), {"thing": node})
    }
    found: dict[tuple[str, str], Incoming] = {}
    for row in snapshot.reader.select(site_query("incoming"), {"thing": node}):
        subject, name = row["subject"].value, row["property"].value
        if table_and_id(subject) is None:
            continue
        own = local_name(row["modality"].value) if "modality" in row else ACTUAL
        modality = own if own != ACTUAL else other.get(subject, ACTUAL)
        through_other = own == ACTUAL and modality != ACTUAL
        one = Incoming(subject, name, row["type"].value, modality, through_other)
        known_one = found.get((subject, name))
        # Of several classes or modalities always the same one, whatever order they come in.
        if known_one is None or _rank(one) < _rank(known_one):
            found[subject, name] = one
    return [found[key] for key in sorted(found)]


def _rank(one: Incoming) -> tuple[object, ...]:
    return (one.modality == ACTUAL, one.type, one.modality)


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
    classes = {
        type_: _class_for_columns(snapshot, type_) for type_ in {one.type for one in incoming}
    }
    for one in incoming:
        name = one.link.removeprefix(SAMSPILL_NS)
        class_name = classes[one.type]
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
        section = Section(key, title, class_name, name, asked=pages.get(key, 1))
        taken = [row for row in rows if everything or row.modality == ACTUAL]
        section.left_out.update(
            (row.modality, row.through_other)
            for row in rows
            if not everything and row.modality != ACTUAL
        )
        section.iris = sorted({row.iri for row in taken if row.told is not Told.OTHER_TIME})
        section.other_time = len({row.iri for row in taken}) - section.total
        section.undated = len({row.iri for row in taken if row.told is Told.UNDATED})
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
        key = (section.class_name, *own, tuple(section.iris))
        if not plain or not section.iris or key not in kept:
            kept[(*key, section.link) if not section.iris else key] = section
    return list(kept.values())


def rows_of_tie(snapshot: OpenSnapshot, iri: str, pages: dict[str, int]) -> list[Section]:
    """Give the rows that a tie follows from, a section a class."""
    rows = snapshot.reader.select(site_query("tie-rows"), {"thing": NamedNode(iri)})
    by_class: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_class[row["type"].value.removeprefix(SAMSPILL_NS)].append(row["row"].value)
    made = []
    for class_name, iris in by_class.items():
        key = f"{class_name}-tie".lower()
        title = {
            "Participation": _("Deltakelsene båndet er utledet av"),
            "AgreementParty": _("Avtalene båndet er utledet av"),
            "Membership": _("Medlemskapene båndet er utledet av"),
            "Collaboration": _("Samarbeidene båndet er utledet av"),
        }[class_name]
        made.append(Section(key, title, class_name, "tie", iris, pages.get(key, 1)))
    return made


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
    known = section.class_name in ORDER
    place = ORDER.index(section.class_name) if known else len(ORDER)
    return (section.class_name == "ActorTie", section.link == "during", place, section.title)
