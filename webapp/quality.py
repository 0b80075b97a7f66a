"""What is uncertain in a snapshot: findings of the build, disagreements, and what is left open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from pyoxigraph import Literal

from graph.binding import bind
from graph.gaps import GapCount
from graph.names import local_name
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query


@dataclass(frozen=True)
class Finding:
    """One thing that a check of the build has to say, as the snapshot's report keeps it."""

    severity: str
    check: str
    thing: str
    path: str
    value: str
    message: dict[str, str]
    table: str
    row: int | None

    def text(self, language: str) -> str:
        """Give the message in a language, else in the one there is."""
        return self.message.get(language) or next(iter(self.message.values()), self.check)


@dataclass
class Disagreement:
    """A contradiction: its kind, its claims and the documents they stand in."""

    iri: str
    kind: str = ""
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


#: What was counted, by name and code; the code is an IRI, or empty where there is none.
Figures = dict[str, dict[str, int]]


_FIGURES = Kept[Figures]()
_DISAGREEMENTS = Kept[list[Disagreement]]()
_JUDGEMENTS = Kept[dict[str, list[str]]]()
_PEOPLE = Kept[set[str]]()


def findings(snapshot: OpenSnapshot) -> list[Finding]:
    """Give what the build found, as its report has it."""
    found = []
    for one in snapshot.snapshot.report.get("findings", []):
        place = one.get("place") or {}
        found.append(
            Finding(
                one.get("severity", ""),
                one.get("rule", ""),
                one.get("focus", ""),
                one.get("path", ""),
                one.get("value", ""),
                one.get("message") or {},
                place.get("table", ""),
                place.get("row"),
            )
        )
    return found


def gaps(snapshot: OpenSnapshot) -> list[GapCount]:
    """Give what the sources leave open, as the build counted it."""
    return [
        GapCount(**{**one, "things": tuple(one["things"])})
        for one in snapshot.snapshot.report.get("gaps", [])
    ]


def source_years(snapshot: OpenSnapshot) -> dict[str, int]:
    """Give the documents by the year they were published, as the build counted them."""
    found: dict[str, int] = snapshot.snapshot.report.get("source_years", {})
    return found


def figures(snapshot: OpenSnapshot) -> Figures:
    """Count how sure the rows are and what the documents leave open."""

    def count() -> Figures:
        made: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for row in snapshot.reader.select(site_query("quality-counts")):
            code = row["code"].value if "code" in row else ""
            made[row["what"].value][code] = int(row["count"].value)
        return dict(made)

    return _FIGURES.of(snapshot, "", count)


def disagreements(snapshot: OpenSnapshot) -> list[Disagreement]:
    """Give every contradiction."""

    def read() -> list[Disagreement]:
        made: dict[str, Disagreement] = {}
        for row in snapshot.reader.select(site_query("all-contradictions")):
            iri = row["contradiction"].value
            one = made.setdefault(iri, Disagreement(iri))
            one.kind = row["kind"].value if "kind" in row else one.kind
            one.claims |= {row["claim"].value} if "claim" in row else set()
            one.documents |= {row["document"].value} if "document" in row else set()
        return list(made.values())

    return _DISAGREEMENTS.of(snapshot, "", read)


def judgements(snapshot: OpenSnapshot) -> dict[str, list[str]]:
    """Give the judgements on identity by their code: same, different, unsure."""

    def read() -> dict[str, list[str]]:
        made: defaultdict[str, list[str]] = defaultdict(list)
        for row in snapshot.reader.select(site_query("judgements")):
            made[local_name(row["judgement"].value)].append(row["identity"].value)
        return dict(made)

    return _JUDGEMENTS.of(snapshot, "", read)


def people(snapshot: OpenSnapshot) -> set[str]:
    """Give the rows that are about people, which no file holds."""
    return _PEOPLE.of(
        snapshot,
        "",
        lambda: {row["row"].value for row in snapshot.reader.select(site_query("people"))},
    )


def query_address(name: str, language: str) -> str:
    """Give the address of the query page with the query that lists what a figure counts."""
    query = site_query(name)
    if "#bind ?language" in query:
        query = bind(query, {"language": Literal(language)})
    return "/sparql?" + urlencode({"query": query})
