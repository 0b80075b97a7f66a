"""The network that is shown, as files to take home: for other programs, for e-mail, for a slide."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response
from flask_babel import gettext as _

from graph import export_network, standalone
from graph.export_columns import Extra, Value
from graph.measure_texts import Values
from graph.money_ties import NOT_IN_FILES
from graph.network_svg import write_svg
from ontology.errors import ParameterError
from webapp.network_data import body_tag
from webapp.network_marks import HEX, colours, measure_line, sizes
from webapp.network_nodes import node_columns
from webapp.network_view import View, comparison, measured, placed, read_view, shown
from webapp.site import OpenSnapshot, opened
from webapp.validators import tagged, unchanged

pages = Blueprint("network_files", __name__)

_MEDIA_TYPES = {
    "network.gexf": "application/gexf+xml",
    "network.graphml": "application/graphml+xml",
    "network-nodes.csv": "text/csv",
    "network-edges.csv": "text/csv",
    "network.html": "text/html",
    "network.svg": "image/svg+xml",
}
#: Columns that the files have whatever is chosen.
_FIXED = ("degree", "weighted-degree", "type")


@pages.get("/<any(" + ", ".join(f"'{name}'" for name in _MEDIA_TYPES) + "):name>")
def network_file(name: str) -> Response:
    """Give the network of the address as a file."""
    snapshot = opened()
    view = _without_persons(read_view(snapshot))
    tag = body_tag(snapshot, view, name)
    short = unchanged(tag)
    if short is not None:
        return short
    response = Response(_written(snapshot, view, name), mimetype=_MEDIA_TYPES[name])
    stem, _dot, ending = name.partition(".")
    file = f"{stem}-{snapshot.snapshot.name}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return tagged(response, tag)


def _without_persons(view: View) -> View:
    """Leave out ties whose rows are about persons; nothing else than such is refused."""
    ties = tuple(kind for kind in view.choice.ties if kind not in NOT_IN_FILES)
    if not ties:
        raise ParameterError(
            "tie",
            ", ".join(view.choice.ties),
            {
                "nb": "radene handler om personer og står i ingen fil; velg flere bånd",
                "en": "the rows are about persons and stand in no file; choose more ties",
            },
        )
    return replace(view, choice=replace(view.choice, ties=ties))


def _written(snapshot: OpenSnapshot, view: View, name: str) -> bytes | str:
    found = shown(snapshot, view)
    places = placed(snapshot, view)
    compared = comparison(snapshot, view)
    of_nodes = [
        Extra(key.replace("-", "_"), _column(measured(snapshot, view, key)))
        for key in node_columns(view, found)
        if key not in _FIXED
    ]
    if view.two_mode:
        of_nodes.append(Extra("kind", {node.iri: node.kind for node in found.nodes}))
    of_edges = [Extra("state", compared.states)] if compared else []
    note = f"Samspill, {snapshot.snapshot.name}, CC BY 4.0"
    if name == "network.gexf":
        return export_network.write_gexf(found, places, of_nodes, of_edges)
    if name == "network.graphml":
        return export_network.write_graphml(found, places, of_nodes, of_edges)
    if name == "network-nodes.csv":
        return export_network.write_nodes_csv(found, places, of_nodes)
    if name == "network-edges.csv":
        return export_network.write_edges_csv(found, of_edges)
    if name == "network.html":
        return standalone.write_page(found, places, view.language, note=note)
    size, colour = measure_line(view.size), measure_line(view.colour)
    marks = colours(found, view.colour, measured(snapshot, view, view.colour))
    return write_svg(
        found,
        places,
        sizes(found, measured(snapshot, view, view.size)),
        {iri: HEX[one] for iri, one in marks.of.items()},
        [(HEX[one], text) for one, text in marks.legend],
        _("Samarbeidsnettverket"),
        [
            _("Størrelsen viser: %(measure)s", measure=size["name"])
            + ". "
            + _("Fargen viser: %(measure)s", measure=colour["name"])
            + ".",
            note,
        ],
        compared.states if compared else None,
    )


def _column(values: Values) -> dict[str, Value]:
    found: dict[str, Value] = {}
    found.update(values)
    return found
