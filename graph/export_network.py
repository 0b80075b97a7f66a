"""The network as files for other programs: GraphML, GEXF and two tables, equal bytes each time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from graph.export_columns import (
    Both,
    Column,
    Extra,
    Row,
    number,
    refuse_persons,
    with_extras,
    written,
)
from graph.layout import Position
from graph.names import local_name
from graph.network import Edge, Evidence, Network, Node

# XML 1.0, section 2.2: these characters cannot stand in a document, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_BETWEEN = " | "

_NODE_COLUMNS = (
    Column("label", "string", "string"),
    Column("type", "string", "string"),
    Column("type_label", "string", "string"),
    Column("degree", "int", "integer"),
    Column("weighted_degree", "double", "double"),
    Column("group", "boolean", "boolean"),
    Column("x", "double", "double"),
    Column("y", "double", "double"),
)
_EDGE_COLUMNS = (
    Column("weight", "double", "double"),
    Column("count", "int", "integer"),
    Column("through", "string", "string"),
    Column("sources", "string", "string"),
    Column("relations", "string", "string"),
)


def source_text(row: Evidence) -> str:
    """Give the document and the place in it that a row of evidence stands on.

    Examples
    --------
    >>> source_text(Evidence("r", "t", "Rom", "actual", "L7-8", "d", "Saksframlegg"))
    'Saksframlegg, L7-8'
    >>> source_text(Evidence("r", "t", "Rom", "actual", "", "", ""))
    ''
    """
    return ", ".join(part for part in (row.document_label, row.locator) if part)


def write_graphml(
    network: Network,
    places: Mapping[str, Position],
    nodes: Sequence[Extra] = (),
    edges: Sequence[Extra] = (),
) -> bytes:
    """Give the network as GraphML.

    Parameters
    ----------
    network : Network
        Any choice.
    places : mapping
        Position of every node.
    nodes, edges : sequence of Extra
        More attributes of actors and ties.

    Returns
    -------
    bytes
        UTF-8. Nodes carry label, type (name of the class), type_label, degree, weighted_degree,
        group, x and y; edges weight, count, through (labels), sources and relations (IRIs), lists
        joined by `` | ``. Characters that XML cannot hold are left out.

    Raises
    ------
    KeyError
        If a node has no position.
    ValueError
        If two columns have one name, or a tie is of a kind that stands in no file.

    References
    ----------
    .. [1] U. Brandes et al., "GraphML Primer", http://graphml.graphdrawing.org/
    """
    refuse_persons(network)
    return _lines(
        _graphml(
            network, places, with_extras(_NODE_COLUMNS, nodes), with_extras(_EDGE_COLUMNS, edges)
        )
    )


def _graphml(
    network: Network, places: Mapping[str, Position], of_nodes: Both, of_edges: Both
) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    for domain, columns in (("node", of_nodes[0]), ("edge", of_edges[0])):
        for column in columns:
            yield (
                f'  <key id="{domain}_{column.name}" for="{domain}" attr.name="{column.name}"'
                f' attr.type="{column.graphml_type}"/>'
            )
    yield '  <graph id="samspill" edgedefault="undirected">'
    for node in network.nodes:
        yield f"    <node id={_attribute(node.iri)}>"
        yield from _data("node", *_node_row(node, places[node.iri], of_nodes))
        yield "    </node>"
    for place, edge in enumerate(network.edges):
        yield (
            f'    <edge id="e{place}" source={_attribute(edge.source)}'
            f" target={_attribute(edge.target)}>"
        )
        yield from _data("edge", *_edge_row(edge, of_edges))
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(domain: str, columns: Sequence[Column], values: Sequence[str | None]) -> Iterator[str]:
    for column, value in zip(columns, values, strict=True):
        if value is not None:
            yield f'      <data key="{domain}_{column.name}">{_text(value)}</data>'


def write_gexf(
    network: Network,
    places: Mapping[str, Position],
    nodes: Sequence[Extra] = (),
    edges: Sequence[Extra] = (),
) -> bytes:
    """Give the network as GEXF 1.3, as Gephi and Gephi Lite open it.

    Parameters
    ----------
    network : Network
        Any choice.
    places : mapping
        Position of every node.
    nodes, edges : sequence of Extra
        More attributes of actors and ties.

    Returns
    -------
    bytes
        UTF-8, with the attributes of `write_graphml` and ``viz:position`` (a thousand times x and
        y, the scale that Gephi draws at). No date of writing, so that equal networks give equal
        bytes.

    Raises
    ------
    KeyError
        If a node has no position.
    ValueError
        If two columns have one name, or a tie is of a kind that stands in no file.

    References
    ----------
    .. [1] GEXF 1.3, https://gexf.net/1.3/
    """
    refuse_persons(network)
    return _lines(
        _gexf(network, places, with_extras(_NODE_COLUMNS, nodes), with_extras(_EDGE_COLUMNS, edges))
    )


def _gexf(
    network: Network, places: Mapping[str, Position], of_nodes: Both, of_edges: Both
) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">'
    )
    yield "  <meta>"
    yield "    <creator>Samspill</creator>"
    yield "  </meta>"
    yield '  <graph defaultedgetype="undirected" mode="static">'
    # The label and the weight have places of their own in GEXF.
    for domain, columns in (("node", of_nodes[0][1:]), ("edge", of_edges[0][1:])):
        yield f'    <attributes class="{domain}">'
        for column in columns:
            yield (
                f'      <attribute id="{column.name}" title="{column.name}"'
                f' type="{column.gexf_type}"/>'
            )
        yield "    </attributes>"
    yield "    <nodes>"
    for node in network.nodes:
        x, y = places[node.iri]
        yield f"      <node id={_attribute(node.iri)} label={_attribute(node.label)}>"
        yield from _attvalues(*_node_row(node, places[node.iri], of_nodes))
        yield (f'        <viz:position x="{number(x * 1000)}" y="{number(y * 1000)}" z="0.0"/>')
        yield "      </node>"
    yield "    </nodes>"
    yield "    <edges>"
    for place, edge in enumerate(network.edges):
        yield (
            f'      <edge id="e{place}" source={_attribute(edge.source)}'
            f' target={_attribute(edge.target)} weight="{number(edge.weight)}">'
        )
        yield from _attvalues(*_edge_row(edge, of_edges))
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _attvalues(columns: Sequence[Column], values: Sequence[str | None]) -> Iterator[str]:
    yield "        <attvalues>"
    for column, value in zip(columns[1:], values[1:], strict=True):
        if value is not None:
            yield f'          <attvalue for="{column.name}" value={_attribute(value)}/>'
    yield "        </attvalues>"


def write_nodes_csv(
    network: Network, places: Mapping[str, Position], nodes: Sequence[Extra] = ()
) -> bytes:
    """Give the actors as a table: UTF-8, comma, one header row, one row an actor.

    Parameters
    ----------
    network : Network
        Any choice.
    places : mapping
        Position of every node.
    nodes : sequence of Extra
        More columns.

    Returns
    -------
    bytes
        Columns ``iri`` and those of `write_graphml`.

    Raises
    ------
    KeyError
        If a node has no position.
    ValueError
        If two columns have one name, or a tie is of a kind that stands in no file.
    """
    refuse_persons(network)
    both = with_extras(_NODE_COLUMNS, nodes)
    return _csv(
        ["iri", *(column.name for column in both[0])],
        ([node.iri, *_node_row(node, places[node.iri], both)[1]] for node in network.nodes),
    )


def write_edges_csv(network: Network, edges: Sequence[Extra] = ()) -> bytes:
    """Give the ties as a table: UTF-8, comma, one header row, one row a tie.

    Parameters
    ----------
    network : Network
        Any choice.
    edges : sequence of Extra
        More columns.

    Returns
    -------
    bytes
        Columns ``source``, ``source_label``, ``target``, ``target_label`` and those of
        `write_graphml`.

    Raises
    ------
    ValueError
        If two columns have one name, or a tie is of a kind that stands in no file.
    """
    refuse_persons(network)
    both = with_extras(_EDGE_COLUMNS, edges)
    labels = {node.iri: node.label for node in network.nodes}
    return _csv(
        [
            "source",
            "source_label",
            "target",
            "target_label",
            *(column.name for column in both[0]),
        ],
        (
            [
                *(edge.source, labels[edge.source], edge.target, labels[edge.target]),
                *_edge_row(edge, both)[1],
            ]
            for edge in network.edges
        ),
    )


def _csv(header: list[str], rows: Iterator[list[str | None]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _node_row(node: Node, place: Position, both: Both) -> Row:
    more = [written(column, node.iri) for column in both[1]]
    return both[0], [*_node_values(node, place), *more]


def _edge_row(edge: Edge, both: Both) -> Row:
    more = [written(column, (edge.source, edge.target)) for column in both[1]]
    return both[0], [*_edge_values(edge), *more]


def _node_values(node: Node, place: Position) -> list[str]:
    return [
        node.label,
        local_name(node.type),
        node.type_label,
        str(node.degree),
        number(node.weighted_degree),
        "true" if node.group else "false",
        number(place[0]),
        number(place[1]),
    ]


def _edge_values(edge: Edge) -> list[str]:
    sources = dict.fromkeys(text for row in edge.through if (text := source_text(row)))
    relations = dict.fromkeys(row.relation for row in edge.through)
    return [
        number(edge.weight),
        str(edge.count),
        _BETWEEN.join(edge.labels),
        _BETWEEN.join(sources),
        _BETWEEN.join(relations),
    ]


def _attribute(value: str) -> str:
    # A line break in an attribute is read back as a space unless it is written as a reference.
    return quoteattr(_NOT_XML.sub("", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(value: str) -> str:
    return escape(_NOT_XML.sub("", value), {"\r": "&#13;"})


def _lines(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8")
