"""The network as files for other programs: GraphML, GEXF and two tables, equal bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from graph.export_columns import (
    Both,
    Column,
    Extra,
    number,
    refuse_persons,
    with_extras,
    written,
)
from graph.layout import Position
from graph.names import local_name
from graph.network import Edge, Evidence, Network, Node
from graph.xml_rows import Rows

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
    if row.document_label and row.locator:
        return f"{row.document_label}, {row.locator}"
    return row.document_label or row.locator


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
    rows = Rows('    <node id="%s">', _data("node", of_nodes), "</node>")
    for node in network.nodes:
        yield rows.line((node.iri, *_node_row(node, places[node.iri], of_nodes)))
    rows = Rows('    <edge id="%s" source="%s" target="%s">', _data("edge", of_edges), "</edge>")
    for place, edge in enumerate(network.edges):
        yield rows.line((f"e{place}", edge.source, edge.target, *_edge_row(edge, of_edges)))
    yield "  </graph>"
    yield "</graphml>"


def _data(domain: str, both: Both) -> list[str]:
    return [f'<data key="{domain}_{column.name}">%s</data>' for column in both[0]]


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
    rows = Rows(
        '      <node id="%s" label="%s"><attvalues>',
        _attvalues(of_nodes),
        '</attvalues><viz:position x="%s" y="%s" z="0.0"/></node>',
    )
    for node in network.nodes:
        x, y = places[node.iri]
        # The label has its place before the attributes, and the node's row begins with it.
        values = _node_row(node, (x, y), of_nodes)
        yield rows.line((node.iri, *values, number(x * 1000), number(y * 1000)))
    yield "    </nodes>"
    yield "    <edges>"
    rows = Rows(
        '      <edge id="%s" source="%s" target="%s" weight="%s"><attvalues>',
        _attvalues(of_edges),
        "</attvalues></edge>",
    )
    for place, edge in enumerate(network.edges):
        # So has the weight.
        yield rows.line((f"e{place}", edge.source, edge.target, *_edge_row(edge, of_edges)))
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _attvalues(both: Both) -> list[str]:
    return [f'<attvalue for="{column.name}" value="%s"/>' for column in both[0][1:]]


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
        ([node.iri, *_node_row(node, places[node.iri], both)] for node in network.nodes),
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
                *_edge_row(edge, both),
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


def _node_row(node: Node, place: Position, both: Both) -> list[str | None]:
    """Give a node's values, a text for each column or nothing, the label first."""
    return [
        node.label,
        local_name(node.type),
        node.type_label,
        str(node.degree),
        _weight(node.weighted_degree),
        "true" if node.group else "false",
        number(place[0]),
        number(place[1]),
        *[written(column, node.iri) for column in both[1]],
    ]


def _edge_row(edge: Edge, both: Both) -> list[str | None]:
    """Give a tie's values, a text for each column or nothing, the weight first."""
    rows = edge.through
    if len(rows) == 1:  # most ties of a large network
        through = (rows[0].said or rows[0].label, source_text(rows[0]), rows[0].relation)
    else:
        through = (
            _each_once(row.said or row.label for row in rows),
            _each_once(text for row in rows if (text := source_text(row))),
            _each_once(row.relation for row in rows),
        )
    more = [written(column, (edge.source, edge.target)) for column in both[1]]
    return [_weight(edge.weight), str(edge.count), *through, *more]


def _each_once(texts: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(texts))


#: Few weights are many ties'.
_weight = lru_cache(maxsize=1024)(number)


def _lines(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8")
