"""The network as one page to mail around: a picture, a table, and no request to anywhere."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.export_columns import refuse_persons
from graph.export_network import source_text
from graph.layout import Position
from graph.names import alphabetical
from graph.network import Edge, Evidence, Network
from graph.tie_looks import Look, is_uncertain, look_named, look_of
from ontology.errors import QueryTooLarge

#: More nodes than this make a page that no browser draws in reasonable time.
MAX_NODES = 1_500

# Okabe and Ito's colours, told apart by colour-blind readers; the first is for the commonest type.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#f0e442", "#7f7f7f")
#: Half the width of a small drawing in the units of vis-network, in which letters are 18 high.
_SIDE = 420
_LETTERS = 18

_TEXTS = {
    "nb": {
        "title": "Samarbeidsnettverket",
        "counts": "{nodes} aktører og {edges} bånd.",
        "picture": "Nettverket som tegning. De samme opplysningene står i tabellene under.",
        "hint": "Dra for å flytte, rull for å forstørre, pek på en aktør for å se hvem det er.",
        "legend": "Farger",
        "ties": "Båndene og hva de bygger på",
        "from": "Aktør",
        "to": "Aktør",
        "count": "Antall",
        "weight": "Styrke",
        "evidence": "Kilder",
        "actors": "Aktører",
        "type": "Type",
        "degree": "Bånd",
        "left_out": "Ikke med i tegningen",
        "kept": "Tatt med uten dato",
        "no_source": "uten oppgitt kilde",
        "weight_note": "Styrke: summen av 1/(n−1) over felles initiativ med n aktører; et uttalt "
        "samarbeid teller 1.",
        "no_script": "Tegningen krever JavaScript; tabellene under viser det samme.",
        "group_note": "firkant: gruppe eller region, ingen vei går gjennom den",
    },
    "en": {
        "title": "The collaboration network",
        "counts": "{nodes} actors and {edges} ties.",
        "picture": "The network as a drawing. The same facts stand in the tables below.",
        "hint": "Drag to move, scroll to zoom, point at an actor to see who it is.",
        "legend": "Colours",
        "ties": "Ties and what they rest on",
        "from": "Actor",
        "to": "Actor",
        "count": "Count",
        "weight": "Strength",
        "evidence": "Sources",
        "actors": "Actors",
        "type": "Type",
        "degree": "Ties",
        "left_out": "Not in the drawing",
        "kept": "Kept without a date",
        "no_source": "no source stated",
        "weight_note": "Strength: the sum of 1/(n−1) over shared initiatives of n actors; a stated "
        "collaboration counts 1.",
        "no_script": "The drawing needs JavaScript; the tables below show the same.",
        "group_note": "square: group or region, no path runs through it",
    },
}


@dataclass(frozen=True)
class Marks:
    """How nodes and ties are marked where a reader chose it, and the key to that."""

    fill: Mapping[str, str]  #: colour of every node
    share: Mapping[str, float]  #: its size, from 0 to 1
    legend: Sequence[tuple[str, str]] = ()  #: colours and what they mean
    note: str = ""  #: what size and colour show
    states: Mapping[tuple[str, str], str] = field(default_factory=dict)  #: as `write_svg` has it
    ties: Sequence[tuple[str, str]] = ()  #: names of `graph.tie_looks.looks` and what they mean


@dataclass(eq=False)
class NetworkTooLarge(QueryTooLarge):
    """The network has more nodes than a page of its own can draw."""

    nodes: int = 0

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        if language == "nb":
            return (
                f"Nettverket har {self.nodes} aktører; en frittstående side kan tegne "
                f"{self.limit}. Velg typer, en periode eller bare aktører med bånd, eller "
                "last ned GraphML eller GEXF."
            )
        return (
            f"The network has {self.nodes} actors; a page of its own can draw {self.limit}. "
            "Choose types, a period or only actors with ties, or download GraphML or GEXF."
        )


def write_page(
    network: Network,
    places: Mapping[str, Position],
    lang: str = "nb",
    title: str = "",
    note: str = "",
    marks: Marks | None = None,
) -> str:
    """Give the network as one HTML page that opens without any network.

    Parameters
    ----------
    network : Network
        At most `MAX_NODES` nodes.
    places : mapping
        Position of every node; those that are drawn fill the picture.
    lang : str
        ``"nb"`` or ``"en"``.
    title : str
        Heading of the page; a general one when empty.
    note : str
        A line under the heading: snapshot, date, licence.
    marks : Marks, optional
        Sizes and colours; degree and type when absent.

    Returns
    -------
    str
        A whole document in UTF-8 with script and style inside. Its content security policy
        forbids every request. Equal input gives equal text.

    Raises
    ------
    NetworkTooLarge
        If there are more than `MAX_NODES` nodes.
    KeyError
        If a node has no position.
    ValueError
        If a tie is of a kind that stands in no file.

    References
    ----------
    .. [1] pyvis, https://pyvis.readthedocs.io/ (nodes, edges and the script of vis-network)
    """
    if len(network.nodes) > MAX_NODES:
        raise NetworkTooLarge("nodes", MAX_NODES, len(network.nodes))
    refuse_persons(network)
    language = lang if lang in _TEXTS else "nb"
    texts = _TEXTS[language]
    marks = marks or _usual_marks(network)
    drawing, script = _draw(network, places, marks)
    environment = Environment(
        loader=PackageLoader("graph", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    labels = {node.iri: node.label for node in network.nodes}
    return environment.get_template("network.html").render(
        lang=language,
        title=title or texts["title"],
        note=note,
        texts=texts,
        counts=texts["counts"].format(nodes=len(network.nodes), edges=len(network.edges)),
        legend=marks.legend,
        ties=[(look_named(name), text) for name, text in marks.ties],
        marks_note=marks.note,
        groups=any(node.group for node in network.nodes),
        edges=_rows(network.edges, labels),
        nodes=sorted(network.nodes, key=lambda node: (alphabetical(node.label), node.iri)),
        labels=labels,
        left_out=network.left_out,
        weight=lambda value: _decimal(value, language),
        evidence_text=lambda row: _evidence_text(row, texts["no_source"]),
        # Safe as they stand: the one is escaped, the other comes from the installed package.
        drawing=Markup(_json_in_html(drawing)),
        script=Markup(script),
    )


def _usual_marks(network: Network) -> Marks:
    """Mark the number of ties by size and the type by colour."""
    colours = _colours(network)
    type_labels = {node.type: node.type_label for node in network.nodes}
    most = max((node.degree for node in network.nodes), default=0) or 1
    return Marks(
        {node.iri: colours[node.type] for node in network.nodes},
        {node.iri: math.sqrt(node.degree / most) for node in network.nodes},
        [(colour, type_labels[iri]) for iri, colour in colours.items()],
    )


def _draw(
    network: Network, places: Mapping[str, Position], marks: Marks
) -> tuple[dict[str, object], str]:
    """Give nodes, edges and options as pyvis makes them, and the script that draws them."""
    # Inside, since pyvis brings IPython along and takes seconds to import.
    from pyvis.edge import Edge as PyvisEdge
    from pyvis.network import Network as PyvisNetwork

    at = _spread(network, places)
    # The larger the drawing the further away it is seen from; not all of the way, or names of few
    # would find room.
    grown = max(1.0, 0.7 * _times(network))
    named = _named(network, at, marks, grown)
    drawing = PyvisNetwork()
    for node in network.nodes:
        x, y = at[node.iri]
        drawing.add_node(
            node.iri,
            label=_wrapped(node.label),
            title=f"{node.label}\n{node.type_label}",
            x=x,
            y=y,
            shape="square" if node.group or node.kind != "actor" else "dot",
            size=_radius(marks.share[node.iri], grown),
            color=marks.fill[node.iri],
            physics=False,
        )
        if node.iri not in named:
            # pyvis takes an empty label for none, and writes the IRI instead.
            drawing.nodes[-1]["label"] = ""
    # Not add_edge: it looks through all edges for each new one.
    drawing.edges = [
        PyvisEdge(
            edge.source,
            edge.target,
            title="\n".join(edge.labels),
            width=round(1 + math.sqrt(edge.weight), 3),
            **_drawn_as(
                look_of(marks.states.get((edge.source, edge.target), ""), is_uncertain(edge))
            ),
        ).options
        for edge in network.edges
    ]
    nodes, edges, *_ = drawing.get_network_data()
    options = {
        "physics": {"enabled": False},
        "edges": {"smooth": False, "color": {"color": "#8a8f98", "highlight": "#0072b2"}},
        "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}},
        "nodes": {"font": {"size": round(_LETTERS * grown)}},
    }
    return {"nodes": nodes, "edges": edges, "options": options}, _vis_script()


def _drawn_as(look: Look) -> dict[str, object]:
    """Give what vis-network is told of a tie that does not look as most do."""
    plain = look_of("", uncertain=False)
    told: dict[str, object] = {}
    if look.stroke != plain.stroke:
        told["color"] = look.stroke
    if look.dash:
        told["dashes"] = [2 * int(length) for length in look.dash.split()]
    return told


def _radius(share: float, grown: float) -> float:
    return round((8 + 24 * share) * grown, 3)


def _times(network: Network) -> float:
    """Tell how many times as wide as a small one a drawing is, for all to find room."""
    return max(1.0, math.sqrt(len(network.nodes)) / 4)


def _spread(network: Network, places: Mapping[str, Position]) -> dict[str, Position]:
    """Give each node its place in units of vis-network; those drawn fill the picture."""
    at = [places[node.iri] for node in network.nodes]
    reach = max((max(axis) - min(axis) for axis in zip(*at, strict=True)), default=0.0)
    side = _SIDE * _times(network)
    scale = side / (reach / 2) if reach else side
    return {
        # A screen's y runs downwards.
        iri: (round(x * scale, 3), round(-y * scale, 3) + 0.0)
        for iri, (x, y) in zip((node.iri for node in network.nodes), at, strict=True)
    }


def _named(network: Network, at: Mapping[str, Position], marks: Marks, grown: float) -> set[str]:
    """Give the nodes whose names find room below them, the largest first.

    vis-network writes all names it is given, and enlarges them with the picture.
    """
    taken: list[tuple[float, float, float, float]] = []
    found = set()
    for node in sorted(network.nodes, key=lambda node: (-marks.share[node.iri], node.iri)):
        x, y = at[node.iri]
        lines = _wrapped(node.label).split("\n")
        letters = _LETTERS * grown
        half = max(map(len, lines)) * letters * 0.28
        top = y + _radius(marks.share[node.iri], grown)
        box = (x - half, top, x + half, top + len(lines) * letters * 1.2)
        if not any(
            box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3]
            for one in taken
        ):
            taken.append(box)
            found.add(node.iri)
    return found


def _vis_script() -> str:
    """Give the newest vis-network script that the installed pyvis brings along."""
    script = _newest_vis(Path(str(files("pyvis"))) / "templates" / "lib").read_text("utf-8")
    # The map is not there, and looking for it would be a request.
    script = re.sub(r"//# sourceMappingURL=\S+\s*$", "", script)
    return script.replace("</script", "<\\/script")


def _newest_vis(folder: Path) -> Path:
    """Give the script of the highest version; as text 9 would be higher than 10."""
    return max(
        folder.glob("vis-*/vis-network.min.js"),
        key=lambda script: [int(number) for number in re.findall(r"\d+", script.parent.name)],
    )


def _json_in_html(value: object) -> str:
    """Write JSON that nothing in it can end early, whatever the labels hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _colours(network: Network) -> dict[str, str]:
    """Give each type a colour, the commonest first; what is left shares the last one."""
    sizes: dict[str, int] = {}
    for node in network.nodes:
        sizes[node.type] = sizes.get(node.type, 0) + 1
    ordered = sorted(sizes, key=lambda iri: (-sizes[iri], iri))
    return {iri: _COLOURS[min(place, len(_COLOURS) - 1)] for place, iri in enumerate(ordered)}


def _wrapped(label: str, width: int = 24) -> str:
    r"""Break a long label into lines, at spaces only.

    Examples
    --------
    >>> _wrapped("Innlandet fylkeskommune ved avdeling for samfunn")
    'Innlandet fylkeskommune\nved avdeling for samfunn'
    """
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def _rows(edges: Sequence[Edge], labels: Mapping[str, str]) -> list[tuple[str, str, Edge]]:
    """Give each tie with the labels of its ends, both the ends and the ties in order."""
    rows = []
    for edge in edges:
        first, second = sorted((labels[edge.source], labels[edge.target]), key=alphabetical)
        rows.append((first, second, edge))
    return sorted(
        rows,
        key=lambda row: (
            alphabetical(row[0]),
            alphabetical(row[1]),
            row[2].source,
            row[2].target,
        ),
    )


def _decimal(value: float, language: str) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "nb" else text


def _evidence_text(row: Evidence, no_source: str) -> str:
    """Write one row of evidence: what, who in which role, how sure, and where it stands."""
    who = f": {row.actor_label}" if row.actor_label else ""
    role = f" ({row.role})" if row.role and not row.said else ""
    modality = f" [{row.modality_label or row.modality}]" if row.modality != "actual" else ""
    return f"{row.said or row.label}{who}{role}{modality} – {source_text(row) or no_source}"
