"""The actors of a network as a table, with the measures that the picture shows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from graph.measure_texts import MEASURES
from graph.names import alphabetical
from graph.network import Network, Node
from ontology.errors import ParameterError
from ontology.iri_policy import page_path
from webapp.network_choice import network_url, node_key, whole
from webapp.network_marks import measure_line, value_text
from webapp.network_view import View, measurable, measured, measures_of
from webapp.site import OpenSnapshot

PAGE_SIZE = 50
#: Shown whatever the picture's size and colour are.
_ALWAYS = ("degree", "weighted-degree", "betweenness")


@dataclass(frozen=True)
class Column:
    """One column of the table, and the address that sorts by it."""

    key: str
    name: str
    numeric: bool
    url: str
    sorted: str  #: ``ascending``, ``descending`` or empty


def node_columns(view: View, found: Network) -> list[str]:
    """Give the measures of the table: the usual ones, and those of size and colour."""
    usual = _ALWAYS if measurable(found) else _ALWAYS[:2]
    chosen = dict.fromkeys((*usual, view.size, view.colour))
    return [key for key in measures_of(view.two_mode) if key in chosen and key != "type"]


def node_table(snapshot: OpenSnapshot, view: View, found: Network) -> dict[str, object]:
    """Give one page of the table, sorted as the address asks."""
    keys = node_columns(view, found)
    values = {key: measured(snapshot, view, key) for key in keys}
    sort = request.args.get("sort", "") or f"-{view.size}"
    name = sort.removeprefix("-")
    if name not in (*keys, "name", "type"):
        allowed = ", ".join(("name", "type", *keys))
        raise ParameterError(
            "sort", sort[:100], {"nb": f"velg blant {allowed}", "en": f"choose among {allowed}"}
        )

    def order(node: Node) -> tuple[object, ...]:
        if name == "name":
            return (alphabetical(node.label),)
        value = node.type_label if name == "type" else values[name].get(node.iri)
        return (alphabetical(value) if isinstance(value, str) else value,)

    by_name = sorted(found.nodes, key=lambda node: (alphabetical(node.label), node.iri))
    known = [node for node in by_name if order(node) != (None,)]
    # Those without a value stand last whichever way the others stand.
    without = [node for node in by_name if order(node) == (None,)]
    rows = [*sorted(known, key=order, reverse=sort.startswith("-")), *without]
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(1, whole("actors", 1) or 1), pages)
    return {
        "columns": [_column(key, sort) for key in ("name", "type", *keys)],
        "rows": [
            {
                "key": node_key(node.iri),
                "label": node.label,
                "url": page_path(node.iri),
                "type": value_text(node.type_label),
                "values": [value_text(values[key].get(node.iri)) for key in keys],
            }
            for node in rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ],
        "count": len(rows),
        "page": page,
        "pages": pages,
        "page_url": lambda one: network_url("/network", actors=str(one)) + "#actors",
        "explained": [measure_line(key, view.two_mode) for key in keys],
    }


def _column(key: str, sort: str) -> Column:
    numeric = key in MEASURES and MEASURES[key].kind == "number"
    names = {"name": _("Aktør"), "type": _("Type")}
    name = names.get(key) or measure_line(key)["name"]
    # The first press gives the highest number or the first of the alphabet.
    first, second = (f"-{key}", key) if numeric else (key, f"-{key}")
    url = network_url("/network", sort=second if sort == first else first, actors="")
    stands = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
    return Column(key, name, numeric, url + "#actors", stands)
