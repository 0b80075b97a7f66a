"""Where sources disagree about a thing: its own claims first, the others beside them."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import NamedNode

from graph.names import alphabetical
from ontology.iri_policy import page_path
from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.facts import fact_rows, said_in
from webapp.incoming import Incoming
from webapp.kept import Kept
from webapp.records import SOURCE, Record, Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: Of more claims than this, those about other things are folded away until asked for.
MOST_OPEN = 4


def contradictions_of(records: Records, iri: str) -> list[dict[str, object]]:
    """Give each contradiction that touches a thing, its claims in the order of the documents."""
    disputes = _disputes(records.snapshot).get(iri, [])
    if not disputes:
        return []
    nodes = [NamedNode(one) for one in disputes]
    rows = records.snapshot.reader.select(site_query("contradictions"), {"contradiction": nodes})
    claims: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        pair = (row["entry"].value, row["claim"].value)
        claims.setdefault(row["contradiction"].value, []).append(pair)
    wanted = {*claims, *(one for pairs in claims.values() for pair in pairs for one in pair)}
    records.load(wanted)
    return [_contradiction(records, found, pairs, iri) for found, pairs in claims.items()]


_DISPUTES = Kept[dict[str, list[str]]]()


def _disputes(snapshot: OpenSnapshot) -> dict[str, list[str]]:
    """Give by thing the contradictions that touch it; asked once a snapshot."""

    def read() -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in snapshot.reader.select(site_query("disputed-things")):
            found[row["thing"].value].append(row["contradiction"].value)
        return dict(found)

    return _DISPUTES.of(snapshot, "", read)


def sides_of(records: Records, record: Record) -> list[dict[str, object]]:
    """Give what a judgement on identity compares, side by side."""
    iris = [term.value for name in ("left", "right") for term in record.all(name)]
    records.load(iris)
    # What has a label was read without what it points to.
    records.load({other for iri in iris for other in records[iri].things()})
    return [
        {
            **_claim(records, "", iri),
            "url": page_path(iri),
            "source": records.source(records[iri], link=False),
        }
        for iri in iris
    ]


def doubts_of(
    records: Records, incoming: list[Incoming], iri: str
) -> list[tuple[dict[str, object], str | None]]:
    """Give what a thing may be the same as, where nobody has decided, and the judgement's page."""
    found = []
    for row in sorted({one.iri for one in incoming if one.type == SAMSPILL_NS + "Identity"}):
        record = records[row]
        if record.code("judgement") == "unsure":
            sides = [term for name in ("left", "right") for term in record.all(name)]
            found += [(records.cell(term), page_path(row)) for term in sides if term.value != iri]
    return found


def _contradiction(
    records: Records, iri: str, pairs: list[tuple[str, str]], own: str
) -> dict[str, object]:
    record = records[iri]
    title, language = records.name(iri)
    kind = record.one("contradictionKind")
    own_page = iri == own
    ordered = sorted(pairs, key=lambda pair: _place(records, *pair))
    claims = [_claim(records, entry, claim) for entry, claim in ordered]
    about = [_is_about(records[claim], own) for _entry, claim in ordered]
    first = [claim for claim, one in zip(claims, about, strict=True) if one]
    others = [claim for claim, one in zip(claims, about, strict=True) if not one]
    # A few claims stand side by side, and so do all on the page of what the question is about.
    is_subject = any(term.value == own for term in record.all("subject"))
    if own_page or is_subject or len(claims) <= MOST_OPEN:
        first, others = first + others, []
    return {
        "iri": iri,
        "url": None if own_page else page_path(iri),
        "kind": records.text(kind) if kind else "",
        "help": records.snapshot.terms.comment(kind, records.language) if kind else "",
        "title": title,
        "says": records.words(record, "says")[0],
        "lang": language,
        "subjects": [
            records.cell(term) for term in record.all("subject") if own_page or term.value != own
        ],
        "claims": first,
        "others": others,
    }


def _place(records: Records, entry: str, claim: str) -> tuple[object, ...]:
    """Give the key of a claim: document, first line, and the name where several share a line."""
    record = records[claim]
    line, _rest = texts.first_line(records[entry].one("locator") or record.one("locator"))
    return (record.one(SOURCE), line, *alphabetical(records.text(claim)))


def _is_about(claim: Record, own: str) -> bool:
    return claim.iri == own or own in claim.things()


def _claim(records: Records, entry: str, claim: str) -> dict[str, object]:
    record, note = records[claim], records[entry]
    text, language = records.name(claim)
    # The claim may stand on fewer lines than the row as a whole.
    mark = records.source(record, locator=note.one("locator"))
    return {
        "title": text,
        "lang": language,
        "type": records.type_name(record),
        "lines": [line for line in fact_rows(records, record) if not said_in(text, line)],
        "note": note.one("note"),
        "note_lang": records.editors_language(),
        "source": mark,
    }
