"""One tie of a network: a page, of which the panel beside the picture takes its part, and JSON."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from graph.network import Edge
from ontology.errors import NotFound
from ontology.iri_policy import page_path
from webapp.kept import Kept
from webapp.negotiation import wants_page
from webapp.network_choice import CHOICES_KEPT, code, edge_id, network_url
from webapp.network_data import Body, body_answer, body_tag
from webapp.network_view import View, read_view, shown
from webapp.site import OpenSnapshot, opened
from webapp.texts import number
from webapp.tie_evidence import evidence_cards

pages = Blueprint("tie", __name__)

_TIES = Kept[dict[str, Edge]](CHOICES_KEPT)  #: by name


@pages.get("/network/evidence")
def evidence() -> ResponseReturnValue:
    """Give what one tie of a network rests on, with the card of each row."""
    snapshot = opened()
    view = read_view(snapshot)
    edge = _asked(snapshot, view)
    if wants_page():
        return _page(snapshot, view, edge)
    return _json(snapshot, view, edge)


def _json(snapshot: OpenSnapshot, view: View, edge: Edge) -> Response:
    name = edge_id(edge)
    return body_answer(
        lambda: Body.of({"edge": name, "evidence": evidence_cards(snapshot, edge.through)}),
        body_tag(snapshot, view.part, name),
    )


def _page(snapshot: OpenSnapshot, view: View, edge: Edge) -> str:
    names = {node.iri: node.label for node in shown(snapshot, view).nodes}
    network = network_url("/network", edge="")
    return render_template(
        "tie.html",
        ends=[{"text": names[iri], "url": page_path(iri)} for iri in (edge.source, edge.target)],
        rows=evidence_cards(snapshot, edge.through),
        count=edge.count,
        weight=number(edge.weight, 2),
        network_url=network,
        pair_url=network_url("/network/pair", edge="", a=code(edge.source), b=code(edge.target)),
        picture_url=network_url("/network", edge="", selected=edge_id(edge)),
    )


def _asked(snapshot: OpenSnapshot, view: View) -> Edge:
    asked = request.args.get("edge", "")
    ties = _TIES.of(
        snapshot,
        view.part,
        lambda: {edge_id(edge): edge for edge in shown(snapshot, view).edges},
    )
    edge = ties.get(asked)
    if edge is None:
        raise NotFound(_("bånd"), asked[:200])
    return edge
