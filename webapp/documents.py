"""What a document supports, line by line, and how much in all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.names import alphabetical
from ontology.iri_policy import named_graph, page_path, table_and_id
from ontology.namespaces import SAMSPILL_NS
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.texts import first_line

#: Rows on one page of a document; a group of rows on the same lines is never parted.
PAGE_ROWS = 1_000
#: About so many links lead down a long page.
_MOST_JUMPS = 12
_FEWEST_GROUPS = 20
_PERSONS = named_graph("persons")
_RANGE = re.compile(r"L(\d+)(?:-(\d+))?\Z")


@dataclass(frozen=True)
class Counts:
    """How much a document supports."""

    rows: int = 0
    mentions: int = 0
    contradictions: int = 0


_Contested = dict[str, dict[str, list[str]]]
_COUNTS = Kept[dict[str, Counts]]()
_CONTESTED = Kept[_Contested]()


@dataclass(frozen=True)
class DocumentRow:
    """A row that a document supports."""

    iri: str
    kind: str
    locator: str
    about_people: bool


@dataclass
class Group:
    """The rows on the same lines of a document."""

    locator: str
    rows: list[DocumentRow] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)  #: the lines that lead here

    @property
    def first(self) -> int | None:
        """The first line, if the locator speaks of lines."""
        found = ranges(self.locator)
        return found[0][0] if found else None


def ranges(locator: str) -> list[tuple[int, int]]:
    """Give the first and last line of each part of a locator that speaks of lines."""
    found = []
    for part in locator.split(";"):
        match = _RANGE.match(part.strip())
        if match:
            first = int(match[1])
            found.append((first, max(first, int(match[2] or first))))
    return found


def place_url(document: str, locator: str) -> str | None:
    """Give the place on a document's page where what stands at a locator is shown."""
    path, lines = page_path(document), ranges(locator)
    return f"{path}#L{lines[0][0]}" if path and lines else path


def counts_of_documents(snapshot: OpenSnapshot) -> dict[str, Counts]:
    """Count the rows, mentions and contradictions of every document, once a snapshot."""

    def count() -> dict[str, Counts]:
        rows: Counter[str] = Counter()
        mentions: Counter[str] = Counter()
        for row in snapshot.reader.select(site_query("document-counts")):
            into = mentions if row["type"].value == SAMSPILL_NS + "Mention" else rows
            into[row["document"].value] += int(row["count"].value)
        disputed = contested_rows(snapshot)
        return {
            iri: Counts(
                rows[iri],
                mentions[iri],
                len({one for found in disputed.get(iri, {}).values() for one in found}),
            )
            for iri in {*rows, *mentions, *disputed}
        }

    return _COUNTS.of(snapshot, "", count)


def contested_rows(snapshot: OpenSnapshot) -> _Contested:
    """Give by document the rows that are claims of contradictions, with these contradictions."""

    def read() -> _Contested:
        found: defaultdict[str, defaultdict[str, list[str]]]
        found = defaultdict(lambda: defaultdict(list))
        for row in snapshot.reader.select(site_query("document-contradictions")):
            found[row["document"].value][row["claim"].value].append(row["contradiction"].value)
        return {document: dict(rows) for document, rows in found.items()}

    return _CONTESTED.of(snapshot, "", read)


def rows_of_document(snapshot: OpenSnapshot, iri: str) -> list[DocumentRow]:
    """Give the rows that a document supports, in the order of its lines."""
    found: dict[str, DocumentRow] = {}
    for row in snapshot.reader.select(site_query("document-rows"), {"thing": NamedNode(iri)}):
        subject = row["row"].value
        parts = table_and_id(subject)
        if parts is not None:
            locator = row["locator"].value if "locator" in row else ""
            people = row["graph"].value == _PERSONS
            found.setdefault(subject, DocumentRow(subject, parts[0], locator, people))
    return sorted(found.values(), key=lambda row: (*_place(row.locator), row.iri))


def _place(locator: str) -> tuple[object, ...]:
    """Give the key of a locator: its first line, then its last, then the rest as text."""
    line, text = first_line(locator)
    found = ranges(locator)
    return (line, found[0][1] if found else line, text)


def groups_of(rows: Iterable[DocumentRow]) -> list[Group]:
    """Put the rows on the same lines together, and say for each line which group it leads to.

    A line leads to the rows that begin nearest before it: a row on the whole document would else
    take every line.
    """
    groups: list[Group] = []
    for row in rows:
        if not groups or groups[-1].locator != row.locator:
            groups.append(Group(row.locator))
        groups[-1].rows.append(row)
    best: dict[int, tuple[int, int]] = {}  # line: (first line of the range, number of the group)
    for number, group in enumerate(groups):
        for first, last in ranges(group.locator):
            for line in range(first, last + 1):
                start, _group = best.get(line, (0, 0))
                if first > start:
                    best[line] = (first, number)
    for line in sorted(best):
        groups[best[line][1]].anchors.append(line)
    return groups


def pages_of(groups: list[Group]) -> list[list[Group]]:
    """Part the groups into pages of about `PAGE_ROWS` rows; there is always one page."""
    pages: list[list[Group]] = [[]]
    count = 0
    for group in groups:
        if count and count + len(group.rows) > PAGE_ROWS:
            pages.append([])
            count = 0
        pages[-1].append(group)
        count += len(group.rows)
    return pages


def jumps(pages: list[list[Group]]) -> list[tuple[int, int]]:
    """Give places to jump to in a long list: the line and the number of its page, from 1."""
    places: dict[int, int] = {}
    for number, groups in enumerate(pages, 1):
        for group in groups:
            if group.first is not None and group.first in group.anchors:
                places.setdefault(group.first, number)
    if sum(len(groups) for groups in pages) < _FEWEST_GROUPS:
        return []
    lines = sorted(places)
    step = max(1, -(-len(lines) // _MOST_JUMPS))
    return [(line, places[line]) for line in lines[::step]]


def by_name(rows: Iterable[DocumentRow], names: dict[str, str]) -> list[DocumentRow]:
    """Sort the rows on the same lines by kind and name."""
    return sorted(rows, key=lambda row: (row.kind, *alphabetical(names[row.iri])))
