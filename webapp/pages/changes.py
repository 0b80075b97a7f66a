"""What is different between two snapshots: a page for people and a feed for those who follow."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.snapshot import Snapshot
from ontology.errors import ParameterError
from ontology.iri_policy import table_and_id
from webapp import kept_changes, texts
from webapp.change_words import STATES, counts_of, kind_words, said, totals_of
from webapp.changefeed import Entry, write_feed
from webapp.language import current_language
from webapp.site import opened
from webapp.site_queries import site_query

pages = Blueprint("changes", __name__)

#: Things of each kind and state in the overview.
FEW = 5
#: Things on a page about one kind.
PAGE_SIZE = 50
#: Snapshots that the feed tells of.
MOST_ENTRIES = 10


@pages.get("/changes")
def changes() -> str:
    """Compare two snapshots; without a choice the one that is served with the one before it."""
    snapshots = kept_changes.there()
    older, newer = _pair(snapshots)
    kind = request.args.get("kind", "")
    shown: dict[str, Any] = {}
    if older and newer and older.name != newer.name:
        found = kept_changes.changes(older, newer, current_language())
        shown = _one_kind(found, kind) if kind else _overview(found)
        _link(shown["sections"], newer)
        shown["network"] = found["network"] and _network(found["network"])
    return render_template(
        "changes.html",
        options=[{"value": one.name, "text": _called(one)} for one in snapshots],
        only=_called(snapshots[0]) if len(snapshots) == 1 else "",
        older=older and {"name": older.name, "text": texts.moment(older.published)},
        newer=newer and {"name": newer.name, "text": texts.moment(newer.published)},
        kind=kind,
        kind_name=kind_words(kind) if kind else "",
        overview=_url(),
        **shown,
    )


@pages.get("/changes.atom")
def feed() -> Response:
    """Tell of the newest snapshots, each beside the one before it (RFC 4287)."""
    snapshots = kept_changes.there()
    pairs = zip(snapshots, [*snapshots[1:], None], strict=True)
    entries = [_entry(newer, older) for newer, older in list(pairs)[:MOST_ENTRIES]]
    text = write_feed(
        entries,
        title=_("Samspill: endringer i dataene"),
        language=current_language(),
        own=url_for("changes.feed", lang=current_language(), _external=True),
        page=url_for("changes.changes", lang=current_language(), _external=True),
    )
    response = Response(text, mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response


def _pair(snapshots: list[Snapshot]) -> tuple[Snapshot | None, Snapshot | None]:
    """Give the chosen snapshots in the order of time."""
    asked = {name: request.args.get(name, "") for name in ("from", "to")}
    newer = kept_changes.find(asked["to"]) if asked["to"] else opened().snapshot
    if asked["from"]:
        older = kept_changes.find(asked["from"])
    else:
        others = [one for one in snapshots if one.name != newer.name]
        before = [one for one in others if one.name < newer.name]
        older = (before or others or [None])[0]  # type: ignore[list-item]
    if older and older.name > newer.name:
        older, newer = newer, older
    return older, newer


def _called(snapshot: Snapshot) -> str:
    text = texts.moment(snapshot.published)
    served = snapshot.name == opened().snapshot.name
    return _("%(time)s (vises nå)", time=text) if served else text


def _overview(found: dict[str, Any]) -> dict[str, Any]:
    kinds = [
        {"key": kind, "name": kind_words(kind), "url": _url(kind=kind), "counts": counts_of(one)}
        for kind, one in found["kinds"].items()
    ]
    sections = [
        _section(kind, one, {state: one[state][:FEW] for state in STATES})
        for kind, one in found["kinds"].items()
    ]
    return {"kinds": kinds, "totals": totals_of(found), "sections": sections}


def _one_kind(found: dict[str, Any], kind: str) -> dict[str, Any]:
    of_state = found["kinds"].get(kind)
    if of_state is None:
        return {"kinds": [], "totals": {}, "sections": []}
    every = [(state, entry) for state in STATES for entry in of_state[state]]
    number, pages_ = _page(), max(1, -(-len(every) // PAGE_SIZE))
    shown = every[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    part = {state: [entry for one, entry in shown if one == state] for state in STATES}
    return {
        "kinds": [],
        "totals": counts_of(of_state),
        "sections": [_section(kind, of_state, part)],
        "page": number,
        "pages": pages_,
        "page_url": lambda one: _url(kind=kind, page=str(one)),
    }


def _section(
    kind: str, of_state: dict[str, list[Any]], shown: dict[str, list[Any]]
) -> dict[str, Any]:
    counts = counts_of(of_state)
    return {
        "key": kind,
        "name": kind_words(kind),
        "said": said(counts),
        "total": sum(counts.values()),
        "whole": all(len(shown[state]) == counts[state] for state in STATES),
        "url": _url(kind=kind),
        "counts": counts,
        **shown,
    }


def _page() -> int:
    text = request.args.get("page", "1")
    # The length first: Python refuses to read a number of some thousand digits.
    if not (len(text) < 7 and text.isascii() and text.isdecimal() and int(text)):
        raise ParameterError(
            "page", text, {"nb": "et helt tall fra 1", "en": "a whole number from 1"}
        )
    return int(text)


def _url(**more: str) -> str:
    kept = {name: request.args[name] for name in ("from", "to") if request.args.get(name)}
    query = urlencode(kept | more)
    return f"/changes?{query}" if query else "/changes"


def _link(sections: list[dict[str, Any]], newer: Snapshot) -> None:
    """Take the links away that lead nowhere: what the served snapshot lacks has no page."""
    entries = [entry for one in sections for state in STATES for entry in one[state]]
    things = {entry["iri"] for entry in entries if table_and_id(entry["iri"])}
    there: set[str] = set()
    if things:
        nodes = [NamedNode(iri) for iri in sorted(things)]
        rows = opened().reader.select(site_query("things-there"), {"thing": nodes})
        there = {row["thing"].value for row in rows}
    terms = opened().terms.labels
    for entry in entries:
        if entry["iri"] not in there and entry["iri"] not in terms:
            entry["url"] = None


def _network(found: dict[str, Any]) -> dict[str, Any]:
    names = {
        "actors": _("Aktører"),
        "ties": _("Bånd"),
        "components": _("Sammenhengende deler"),
        "largest": _("Aktører i den største delen"),
        "without_tie": _("Aktører uten bånd"),
    }
    return {
        "figures": [
            {"label": names[name], "before": texts.number(one), "after": texts.number(other)}
            for name, (one, other) in found["figures"].items()
        ],
        "gained": len(found["gained"]),
        "lost": len(found["lost"]),
        "shifted": found["shifted"],
        "shifts": [
            {
                **shift,
                "before": _share(shift["before"]),
                "after": _share(shift["after"]),
            }
            for shift in found["shifts"]
        ],
    }


def _share(share: float | None) -> str:
    return _("ikke med") if share is None else texts.number(share, 4)


def _entry(newer: Snapshot, older: Snapshot | None) -> Entry:
    language = current_language()
    title = _("Utgaven fra %(time)s", time=texts.moment(newer.published))
    if older is None:
        summary = _("Det finnes ingen eldre utgave her å sammenligne med.")
        url = url_for("changes.changes", lang=language, _external=True)
        return Entry(newer.name, title, newer.published, url, summary, [])
    values = {"from": older.name, "to": newer.name, "lang": language}
    url = url_for("changes.changes", _external=True, **values)
    found = kept_changes.changes(older, newer, language)
    lines = [f"{kind_words(kind)}: {said(counts_of(one))}" for kind, one in found["kinds"].items()]
    summary = said(totals_of(found)) or _("Ingenting er endret.")
    return Entry(newer.name, title, newer.published, url, summary, lines)
