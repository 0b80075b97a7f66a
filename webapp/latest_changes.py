"""The newest changes in a few words, for the front page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from webapp import kept_changes, texts
from webapp.change_words import STATES, counts_of, kind_words, said, totals_of
from webapp.kept import FEW, Kept
from webapp.language import current_language
from webapp.site import opened

#: Kinds that are told one by one, and names of each.
MOST_KINDS = 5
MOST_NAMES = 3
#: Above this many statements the two snapshots are compared only when somebody asks for it.
MOST_STATEMENTS = 1_000_000
_LATEST = Kept[dict[str, Any]](FEW)


def latest() -> dict[str, Any]:
    """Tell what is different between the snapshot that is served and the one before it.

    Nothing is compared while the visitor waits: what is not kept yet is computed beside, and
    until then ``found`` is None.

    Returns
    -------
    dict
        ``time`` of the snapshot, ``before`` that of the one before it or None, and ``found`` with
        ``said``, ``kinds`` and ``more``, the number of kinds that are not told.
    """
    snapshot = opened()
    served = snapshot.snapshot
    # Newest first: the first that is older is the one before.
    older = next((one for one in kept_changes.there() if one.name < served.name), None)
    told: dict[str, Any] = {
        "time": texts.moment(served.published),
        "before": older and texts.moment(older.published),
        "found": None,
    }
    if older is None:
        return told
    language = current_language()
    # A snapshot never changes, and this is small: the differences themselves may be megabytes.
    key = (older.name, language)
    told["found"] = _LATEST.get(snapshot, key)
    if told["found"] is None:
        found = kept_changes.kept(older, served, language)
        if found is not None:
            told["found"] = in_short = _told(found)
            _LATEST.put(snapshot, key, in_short)
        elif snapshot.statements <= MOST_STATEMENTS:
            kept_changes.begin(older, served, language)
    return told


def _told(found: dict[str, Any]) -> dict[str, Any]:
    kinds = list(found["kinds"].items())
    return {
        "said": said(totals_of(found)),
        "kinds": [_kind(kind, of_state) for kind, of_state in kinds[:MOST_KINDS]],
        "more": max(0, len(kinds) - MOST_KINDS),
    }


def _kind(kind: str, of_state: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    states = {"new": _("kommet til"), "gone": _("borte"), "changed": _("endret")}
    entries = [(state, entry) for state in STATES for entry in of_state[state]]
    return {
        "name": kind_words(kind),
        "url": f"/changes?{urlencode({'kind': kind})}",
        "said": said(counts_of(of_state)),
        "names": [
            {
                "text": entry["text"],
                "lang": entry["lang"],
                # What is gone has no page any more.
                "url": None if state == "gone" else entry["url"],
                "note": states[state],
            }
            for state, entry in entries[:MOST_NAMES]
        ],
        "more": max(0, len(entries) - MOST_NAMES),
    }
