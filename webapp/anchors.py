"""The address of one row of a page: its own id, and the page of a list that it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import request

from ontology.iri_policy import table_and_id
from webapp.relations import PAGE_SIZE, Section

Rows = list[dict[str, object]]

#: What the address of a row keeps of that of the page: without it the row may not be shown.
KEPT = ("modality", "at", "time")


def row_name(iri: str) -> str:
    """Give what a row is called in an address: its kind and its id."""
    return "-".join(table_and_id(iri) or (iri,))


def asked() -> str:
    """Give the row that the address asks for by ``?row=``, or nothing."""
    return request.args.get("row", "")


def open_page(section: Section, name: str) -> bool:
    """Choose the page of a list that a row stands on; say whether it has that row."""
    # Asked for no row, a list of ten thousand is not looked through.
    for place, iri in enumerate(section.iris if name else ()):
        if row_name(iri) == name:
            section.asked = place // PAGE_SIZE + 1
            return True
    return False


def is_missing(name: str, lists: Iterable[Rows], sections: Iterable[Section]) -> bool:
    """Say whether the row that is asked for stands nowhere on the page."""
    if not name:
        return False
    iris = [iri for section in sections for iri in section.iris]
    iris += [str(row["id"]) for rows in lists for row in rows]
    return all(row_name(iri) != name for iri in iris)


def set_anchors(lists: Iterable[Rows]) -> None:
    """Give each row an id and an address; a row that stands in two lists has it in the first."""
    kept = [(name, request.args[name]) for name in KEPT if name in request.args]
    taken: set[str] = set()
    for rows in lists:
        for row in rows:
            name = row_name(str(row["id"]))
            if name not in taken:
                taken.add(name)
                row["anchor"] = f"row-{name}"
                query = urlencode([*kept, ("row", name)])
                row["anchor_url"] = f"{request.path}?{query}#row-{name}"


def set_anchors_of_facts(lines: Rows) -> None:
    """Take the id from a line whose property another one has already."""
    taken: set[object] = set()
    for line in lines:
        if line["anchor"] in taken:
            line["anchor"] = ""
        taken.add(line["anchor"])
