"""The collaboration network: a picture, and the same as a table with its evidence."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request
from flask_babel import gettext as _

from graph.layout import arrange
from graph.names import alphabetical, local_name
from graph.network import Edge, Evidence, Network, NetworkChoice, project_facts
from graph.ties import Facts, read_facts
from ontology.errors import ParameterError
from ontology.iri_policy import concept, page_path, table_and_id
from webapp import texts
from webapp.asof import as_of
from webapp.documents import place_url
from webapp.language import current_language
from webapp.security import allow_inline_styles
from webapp.site import OpenSnapshot, opened
from webapp.texts import number

pages = Blueprint("network", __name__)

MODALITIES = ("actual", "planned", "proposed", "desired", "recommended", "forecast", "opinion")
PAGE_SIZE = 100
#: Every kind of tie.
TIES = NetworkChoice().ties
#: Choices whose networks are kept; each costs as much memory as the network it holds.
_KEPT = 16


@pages.get("/network")
def network() -> str:
    """Show the network of a choice, and say what the choice leaves out."""
    snapshot = opened()
    choice = read_choice(snapshot)
    found = projected(snapshot, choice, current_language())
    labels = {node.iri: node.label for node in found.nodes}
    edges = sorted(found.edges, key=lambda edge: _names(edge, labels))
    pages_ = max(1, -(-len(edges) // PAGE_SIZE))
    page = min(max(1, _whole("page", 1) or 1), pages_)
    shown = edges[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    allow_inline_styles()
    return render_template(
        "network.html",
        data_url=_url("/network.json"),
        choice=choice,
        nodes=len(found.nodes),
        edges=len(edges),
        ties=[_tie(edge, labels) for edge in shown],
        lonely=_without_tie(found),
        left_out=[one for one in _left_out(found) if one["key"] != "undated"],
        undated=[one for one in _left_out(found) if one["key"] == "undated"],
        modalities=[
            {
                "value": code,
                "text": snapshot.terms.label(concept("modality", code), current_language()),
                "checked": code in choice.modalities,
            }
            for code in MODALITIES
        ],
        types=_types(snapshot, choice),
        kinds=[
            {"value": "participation", "text": _("Deltar i det samme initiativet")},
            {"value": "agreement", "text": _("Er part i den samme avtalen")},
            {"value": "membership", "text": _("Er medlem av den andre")},
            {"value": "collaboration", "text": _("Samarbeid som en kilde oppgir")},
        ],
        page=page,
        pages=pages_,
        page_url=lambda one: _url("/network", page=str(one)) + "#ties",
        modalities_url=_url("/network", modality=list(MODALITIES)),
        everything_url="/network?"
        + urlencode({"modality": MODALITIES, "groups": "1", "isolated": "1"}, doseq=True),
        has_filter=bool(request.args.keys() - {"lang", "page", "at"}),
    )


@pages.get("/network.json")
def network_json() -> Response:
    """Give the same network to the drawing, and to anybody else."""
    snapshot = opened()
    found = projected(snapshot, read_choice(snapshot), current_language())
    places = arrange(found, snapshot.layout)
    return jsonify(
        nodes=[
            {
                "id": node.iri,
                "label": node.label,
                "type": local_name(node.type),
                "type_label": node.type_label[:1].upper() + node.type_label[1:],
                "x": places[node.iri][0],
                "y": places[node.iri][1],
                "degree": node.degree,
                "weighted_degree": node.weighted_degree,
                "group": node.group,
                "url": page_path(node.iri),
            }
            for node in found.nodes
        ],
        edges=[
            {
                "id": edge_id(edge),
                "source": edge.source,
                "target": edge.target,
                "weight": edge.weight,
                "count": edge.count,
                "evidence": [_evidence(snapshot, row) for row in edge.through],
            }
            for edge in found.edges
        ],
        left_out={
            key: {"count": one.count, "why": one.why, "detail": one.detail}
            for key, one in found.left_out.items()
        },
    )


def read_choice(snapshot: OpenSnapshot) -> NetworkChoice:
    """Read the filters of the address; what is not known is refused by name."""
    modalities = _several("modality", MODALITIES) or ("actual",)
    known = [local_name(iri) for iri in snapshot.terms.below("Actor")]
    start, end = _whole("from"), _whole("to")
    if start is not None and end is not None and start > end:
        allowed = {"nb": f"et år som ikke er før {start}", "en": f"a year not before {start}"}
        raise ParameterError("to", str(end), allowed)
    day = as_of()
    return NetworkChoice(
        # Years of its own say more than the day of the whole site.
        day=day.isoformat() if day and start is None and end is None else "",
        modalities=modalities,
        actor_types=_several("type", tuple(known)),
        start_year=start,
        end_year=end,
        ties=_several("tie", TIES) or TIES,
        include_groups=request.args.get("groups") == "1",
        include_isolated=request.args.get("isolated") == "1",
        merged="merged" in _several("identity", ("strict", "merged")),
    )


def projected(snapshot: OpenSnapshot, choice: NetworkChoice, language: str) -> Network:
    """Project a network, or take it from the last few choices of this snapshot."""
    key = ("network", choice, language)
    found = snapshot.memory.get(key)
    if not isinstance(found, Network):
        facts = snapshot.memory.get(("facts", choice.ties))
        if not isinstance(facts, Facts):
            facts = snapshot.memory[("facts", choice.ties)] = read_facts(
                snapshot.reader, choice.ties
            )
        found = project_facts(facts, choice, language)
        kept = [one for one in list(snapshot.memory) if isinstance(one, tuple)]
        kept = [one for one in kept if one[0] == "network"]
        for old in kept[: max(0, len(kept) - _KEPT + 1)]:
            snapshot.memory.pop(old, None)
        snapshot.memory[key] = found
    return found


def edge_id(edge: Edge) -> str:
    """Give a name for a tie that is the same in the picture and in the table."""
    ends = [(end, table_and_id(end)) for end in (edge.source, edge.target)]
    # An actor of an imported graph has no id of ours, only its IRI.
    return "--".join(own[1] if own else end for end, own in ends)


def _several(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    values = [value for value in request.args.getlist(name) if value]
    for value in values:
        if value not in known:
            choices = ", ".join(known)
            raise ParameterError(
                name, value, {"nb": f"velg blant {choices}", "en": f"choose among {choices}"}
            )
    # In one order, so that equal choices are one choice.
    return tuple(one for one in known if one in values)


def _whole(name: str, default: int | None = None) -> int | None:
    text = request.args.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        allowed = {"nb": "et helt tall med høyst fire sifre", "en": "at most four digits"}
        raise ParameterError(name, text, allowed)
    return int(text)


def _url(path: str, **changed: str | list[str]) -> str:
    args = {
        name: values
        for name, values in request.args.to_dict(flat=False).items()
        if name != "page" and any(values)
    }
    args.update({name: one if isinstance(one, list) else [one] for name, one in changed.items()})
    if path == "/network.json":
        args["lang"] = [current_language()]
    query = urlencode(args, doseq=True)
    return f"{path}?{query}" if query else path


def _names(edge: Edge, labels: dict[str, str]) -> tuple[object, ...]:
    return (alphabetical(labels[edge.source]), alphabetical(labels[edge.target]))


def _tie(edge: Edge, labels: dict[str, str]) -> dict[str, object]:
    snapshot = opened()
    return {
        "id": edge_id(edge),
        "left": labels[edge.source],
        "left_url": page_path(edge.source),
        "right": labels[edge.target],
        "right_url": page_path(edge.target),
        "weight": number(edge.weight, 2),
        "count": edge.count,
        "summary": "; ".join(edge.labels),
        "evidence": [_evidence(snapshot, row) for row in edge.through],
    }


def _evidence(snapshot: OpenSnapshot, row: Evidence) -> dict[str, object]:
    modality = snapshot.terms.label(concept("modality", row.modality), current_language())
    return {
        "label": row.label or _("Samarbeid som kilden oppgir"),
        "url": page_path(row.thing),
        "relation": row.relation,
        "relation_url": page_path(row.relation),
        "modality": row.modality,
        "modality_label": modality,
        "document": row.document_label,
        "document_url": place_url(row.document, row.locator) if row.document else None,
        "locator": row.locator,
        "lines": texts.lines(row.locator),
        "actor": row.actor_label,
        "role": row.role,
    }


def _without_tie(found: Network) -> list[dict[str, object]]:
    joined = {end for edge in found.edges for end in (edge.source, edge.target)}
    alone = [node for node in found.nodes if node.iri not in joined]
    return [
        {"text": node.label, "url": page_path(node.iri)}
        for node in sorted(alone, key=lambda node: alphabetical(node.label))
    ]


def _left_out(found: Network) -> list[dict[str, object]]:
    names = {
        "modality": _("Planlagt, foreslått eller lignende"),
        "period": _("Annet tidsrom"),
        "undated": _("Tatt med uten dato"),
        "groups": _("Grupper og regioner"),
        "actor_type": _("Andre typer aktører"),
        "isolated": _("Aktører uten bånd"),
        "not_an_actor": _("Ikke en aktør"),
    }
    rows: list[dict[str, object]] = []
    for key, one in found.left_out.items():
        detail = ""
        if key == "modality":
            detail = ", ".join(
                texts.count_of_modality(code, count) for code, count in one.detail.items()
            )
        link = {
            "groups": (_("Ta med grupper og regioner"), _url("/network", groups="1")),
            "isolated": (_("Ta med aktører uten bånd"), _url("/network", isolated="1")),
        }.get(key)
        rows.append(
            {
                "key": key,
                "name": names[key],
                "count": one.count,
                # The room of networks has no word for how a choice was made; this page has.
                "why": _("Du har ikke valgt å ta dem med.") if key == "modality" else one.why,
                "detail": detail,
                "link": {"text": link[0], "url": link[1]} if link else None,
            }
        )
    return rows


def _types(snapshot: OpenSnapshot, choice: NetworkChoice) -> list[dict[str, object]]:
    """Give the classes of actors that the graph has, for the filter."""
    whole = projected(
        snapshot,
        NetworkChoice(modalities=MODALITIES, include_groups=True),
        current_language(),
    )
    labels = {local_name(node.type): node.type_label for node in whole.nodes}
    return [
        {
            "value": name,
            "text": label[:1].upper() + label[1:],
            "checked": name in choice.actor_types,
        }
        for name, label in sorted(labels.items(), key=lambda item: alphabetical(item[1]))
    ]
