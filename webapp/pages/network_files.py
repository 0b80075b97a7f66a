"""The network that is shown, as files to take home: for other programs, for e-mail, for a slide."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from flask import Blueprint, Response
from flask_babel import gettext as _
from pyoxigraph import Literal, NamedNode

from graph import export_network, standalone
from graph.export_columns import Extra, Value
from graph.measure_texts import Values
from graph.money_ties import NOT_IN_FILES
from graph.network_svg import write_svg
from graph.results import RESULT_FORMATS
from graph.spreadsheet import write_xlsx
from ontology.errors import ParameterError
from webapp.network_data import body_tag
from webapp.network_marks import HEX, colours, measure_line, sizes
from webapp.network_nodes import node_columns
from webapp.network_titles import file_stem, filters_of, title_of
from webapp.network_view import View, comparison, measured, placed, read_view, shown
from webapp.networktexts import tie_looks
from webapp.site import OpenSnapshot, opened
from webapp.validators import tagged, unchanged

pages = Blueprint("network_files", __name__)

_MEDIA_TYPES = {
    "network.gexf": "application/gexf+xml",
    "network.graphml": "application/graphml+xml",
    "network-nodes.csv": "text/csv",
    "network-edges.csv": "text/csv",
    "network-nodes.xlsx": RESULT_FORMATS["xlsx"].media_type,
    "network-edges.xlsx": RESULT_FORMATS["xlsx"].media_type,
    "network.html": "text/html",
    "network.svg": "image/svg+xml",
}
#: Columns that the files have whatever is chosen.
_FIXED = ("degree", "weighted-degree", "type")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE, _DECIMAL = re.compile(r"-?\d{1,15}"), re.compile(r"-?\d{1,15}\.\d+")


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
    file = f"{file_stem(view, stem)}-{snapshot.snapshot.name}.{ending}"
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
    if name.startswith("network-nodes"):
        return _table(export_network.write_nodes_csv(found, places, of_nodes), name)
    if name.startswith("network-edges"):
        return _table(export_network.write_edges_csv(found, of_edges), name)
    said = _said(snapshot, view)
    marks = colours(found, view.colour, measured(snapshot, view, view.colour))
    share = sizes(found, measured(snapshot, view, view.size))
    fill = {iri: HEX[one] for iri, one in marks.of.items()}
    legend = [(HEX[one], text) for one, text in marks.legend]
    ways = compared.states if compared else {}
    ties = list(tie_looks(found, ways).items())
    if name == "network.html":
        chosen = standalone.Marks(fill, share, legend, " ".join(said), ways, ties)
        title = title_of(snapshot, view)
        return standalone.write_page(found, places, view.language, title, note, chosen)
    return write_svg(
        found,
        places,
        share,
        fill,
        legend,
        title_of(snapshot, view),
        [*said, note],
        ways,
        ties,
    )


def _said(snapshot: OpenSnapshot, view: View) -> list[str]:
    """Say what is shown beside the title: what was chosen, and what the marks follow."""
    size = _("Størrelsen viser: %(measure)s", measure=measure_line(view.size)["name"])
    colour = _("Fargen viser: %(measure)s", measure=measure_line(view.colour)["name"])
    return [line for line in (filters_of(snapshot, view), f"{size}. {colour}.") if line]


def _table(written: bytes, name: str) -> bytes | str:
    """Give a table as it is written, or as a workbook, which any Excel opens as it should."""
    if name.endswith(".csv"):
        return written
    header, *rows = csv.reader(io.StringIO(written.decode()))
    body = bytearray()
    write_xlsx(header, [tuple(map(_cell, row)) for row in rows], body.extend)
    return bytes(body)


def _cell(text: str) -> Literal | None:
    if not text:
        return None
    for kind, form in (("integer", _WHOLE), ("double", _DECIMAL)):
        if form.fullmatch(text):
            return Literal(text, datatype=NamedNode(_XSD + kind))
    return Literal(text)


def _column(values: Values) -> dict[str, Value]:
    found: dict[str, Value] = {}
    found.update(values)
    return found
