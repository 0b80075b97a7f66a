"""The front page."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, render_template
from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph.binding import Term, bind
from ontology.namespaces import SAMSPILL_NS
from queries.questions import question
from webapp import lives
from webapp.asof import as_of
from webapp.language import current_language
from webapp.latest_changes import latest
from webapp.site import opened
from webapp.site_queries import site_query
from webapp.small_network import most_tied, picture
from webapp.texts import lines, number

pages = Blueprint("home", __name__)

#: The questions that the front page begins with.
ENTRY_QUESTIONS = (
    "who-owns-leads-funds-and-steers",
    "funding-by-recipient",
    "initiatives-that-serve-a-goal",
    "what-joins-two-regions",
    "targets-against-results",
    "what-sources-disagree-on",
)


@pages.get("/")
def home() -> str:
    """Say what this is, how large it is, and where to begin."""
    snapshot = opened()
    counts = snapshot.figures
    day = as_of()
    other = lives.of_another_time(snapshot, day) if day else {}
    figures = [
        {
            "value": number(counts.get(name, 0) - other.get(name, 0)),
            "label": label,
            "url": url,
            "note": lives.note_of_figure(name, other.get(name, 0)),
            # The query counts what there is on any day.
            "query_url": None if day else _query_address(name),
        }
        for name, label, url in (
            ("Actor", _("aktører"), "/search?kind=actor"),
            ("Initiative", _("initiativer"), "/search?kind=initiative"),
            ("Relation", _("relasjoner med kilde"), "/network"),
            ("Document", _("dokumenter"), "/sources"),
        )
    ]
    centre = most_tied(snapshot)
    return render_template(
        "home.html",
        figures=figures,
        network=picture(snapshot, centre, current_language()) if centre else None,
        has_data=any(counts.values()),
        questions=[
            {"title": question(name).title[current_language()], "url": f"/questions/{name}"}
            for name in ENTRY_QUESTIONS
        ],
        changes=latest(),
        example_lines=lines("L7-8"),
    )


def _query_address(name: str) -> str:
    """Give the address of the query page with the query that lists what a figure counts."""
    values: dict[str, Term] = {
        "root": NamedNode(SAMSPILL_NS + name),
        "language": Literal(current_language()),
    }
    return "/sparql?" + urlencode({"query": bind(site_query("front-page-figure"), values)})
