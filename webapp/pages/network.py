"""The collaboration network: a picture, and the same as a table with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from graph.communities import Community, communities, modularity
from graph.layouts import LAYOUTS
from graph.names import alphabetical, local_name
from graph.network import Edge, Network, NetworkChoice
from graph.structure_report import describe
from graph.two_mode_report import describe_two_mode
from ontology.iri_policy import concept, page_path
from webapp import texts
from webapp.asof import as_of
from webapp.kept import Kept
from webapp.language import current_language
from webapp.network_choice import (
    CHOICES_KEPT,
    MODALITIES,
    code,
    edge_id,
    hidden_fields,
    network_url,
    whole,
    years_of,
)
from webapp.network_chosen import chosen, years_chosen
from webapp.network_data import Body, body_answer, body_tag, drawing_data, evidence_row
from webapp.network_layout import layout_line
from webapp.network_marks import measure_line
from webapp.network_nodes import node_table
from webapp.network_offers import offered_places, offered_topics
from webapp.network_paths import read_paths
from webapp.network_titles import file_stem, title_of
from webapp.network_view import (
    View,
    betweenness_of,
    comparison,
    everybody,
    measurable,
    measures_of,
    read_view,
    shown,
    sizes_of,
)
from webapp.networktexts import kinds, left_out, picture_texts, states
from webapp.security import allow_inline_styles
from webapp.site import OpenSnapshot, opened
from webapp.texts import number
from webapp.wrong_fields import asked_again

pages = Blueprint("network", __name__)

PAGE_SIZE = 100
_BODIES = Kept[Body](CHOICES_KEPT)
_TIES = Kept[dict[str, Edge]](CHOICES_KEPT)  #: by their names
_COMMUNITIES = Kept[tuple[Community, ...]](CHOICES_KEPT)
_SENTENCES = Kept[list[str]](CHOICES_KEPT)
#: Parts of the address that choose nothing of what is in the form.
_NOT_FILTERS = (
    *("lang", "at", "page", "selected", "camera", "sort", "actors"),
    *("from-actor", "to-actor", "not", "only"),
)


@pages.get("/network")
def network() -> str | tuple[str, int]:
    """Show the network of a choice, and say what the choice leaves out."""
    return asked_again(_page)


def _page() -> str:
    snapshot = opened()
    view = read_view(snapshot)
    choice = view.choice
    found = shown(snapshot, view)
    labels = {node.iri: node.label for node in found.nodes}
    # One key an actor, not two a tie: there are many more ties.
    by_name = {iri: alphabetical(label) for iri, label in labels.items()}
    edges = sorted(found.edges, key=lambda edge: (by_name[edge.source], by_name[edge.target]))
    pages_ = max(1, -(-len(edges) // PAGE_SIZE))
    page = min(max(1, whole("page", 1) or 1), pages_)
    ties = edges[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    omitted = left_out(found)
    compared = comparison(snapshot, view)
    ways = compared.states if compared else {}
    allow_inline_styles()
    return render_template(
        "network.html",
        data_url=network_url("/network.json"),
        file_url=lambda name: network_url(f"/{name}"),
        png_name=f"{file_stem(view, 'network')}-{snapshot.snapshot.name}.png",
        title=title_of(snapshot, view),
        picture_texts=picture_texts(),
        choice=choice,
        view=view,
        years=years_of(snapshot, choice.ties),
        day_gives_way=_day_that_gives_way(view),
        ego=_ego(snapshot, view),
        names=sorted((node.label for node in everybody(snapshot).nodes), key=alphabetical),
        measures=[measure_line(key, view.two_mode) for key in measures_of(view.two_mode)],
        sizes=sizes_of(view.two_mode),
        size=measure_line(view.size, view.two_mode),
        colour=measure_line(view.colour, view.two_mode),
        layouts=[layout_line(key) for key in LAYOUTS],
        layout=layout_line(view.layout),
        sentences=_sentences(snapshot, view),
        missing_url=network_url("/network/missing", actor=request.args.get("ego", "")),
        brokers_url=network_url("/network/brokers", sort=""),
        pair_url=network_url("/network/pair", a=request.args.get("ego", "")),
        what_if_url=network_url("/network/what-if", without=request.args.get("ego", "")),
        compared=_compared(snapshot, view),
        places=offered_places(snapshot, choice),
        topics=offered_topics(snapshot, choice),
        chosen_places=[code(iri) for iri in choice.places],
        chosen_topics=[code(iri) for iri in choice.topics],
        communities=_communities(snapshot, view),
        actors=node_table(snapshot, view, found),
        path=read_paths(snapshot, view),
        hidden=hidden_fields,
        nodes=sum(1 for node in found.nodes if node.kind == "actor"),
        things=sum(1 for node in found.nodes if node.kind != "actor"),
        edges=len(edges),
        ties=[_tie(edge, labels, ways) for edge in ties],
        lonely=_without_tie(found),
        left_out=[one for one in omitted if one["key"] != "undated"],
        undated=[one for one in omitted if one["key"] == "undated"],
        modalities=[
            {
                "value": code,
                "text": snapshot.terms.label(concept("modality", code), current_language()),
                "checked": code in choice.modalities,
            }
            for code in MODALITIES
        ],
        types=_types(snapshot, choice),
        kinds=kinds(),
        page=page,
        pages=pages_,
        page_url=lambda one: network_url("/network", page=str(one)) + "#ties",
        modalities_url=network_url("/network", modality=list(MODALITIES)),
        everything_url="/network?"
        + urlencode({"modality": MODALITIES, "groups": "1", "isolated": "1"}, doseq=True),
        chosen=chosen(snapshot, view),
        years_chosen="" if view.compare else years_chosen(choice),
        no_path_url=network_url("/network", **{"from-actor": "", "to-actor": "", "not": ""}),
        years_url=network_url("/network", **{"from": "", "to": ""}),
        has_filter=bool(request.args.keys() - set(_NOT_FILTERS)),
    )


@pages.get("/network.json")
def network_json() -> Response:
    """Give the same network to the drawing, and to anybody else."""
    snapshot = opened()
    view = read_view(snapshot)
    return body_answer(
        lambda: _BODIES.of(snapshot, view, lambda: Body.of(drawing_data(snapshot, view))),
        body_tag(snapshot, view),
    )


def _day_that_gives_way(view: View) -> str:
    """Name the day of the whole site where years that were chosen hold instead of it."""
    chosen = as_of()
    return texts.day(chosen.isoformat()) if chosen and (view.compare or not view.choice.day) else ""


def _ego(snapshot: OpenSnapshot, view: View) -> dict[str, str] | None:
    """Give the actor in the middle and the way back to the whole network."""
    if not view.ego:
        return None
    name = next(node.label for node in everybody(snapshot).nodes if node.iri == view.ego)
    return {
        "name": name,
        "url": page_path(view.ego) or "",
        "whole": network_url("/network", ego="", steps=""),
    }


def _communities(snapshot: OpenSnapshot, view: View) -> dict[str, object] | None:
    """Describe the communities when the picture is coloured by them."""
    if view.colour != "community":
        return None
    found = _found_communities(snapshot, view)
    value = modularity(shown(snapshot, view), found)
    return {"found": found, "modularity": number(value, 2)}


def _found_communities(snapshot: OpenSnapshot, view: View) -> tuple[Community, ...]:
    network_ = shown(snapshot, view)
    return _COMMUNITIES.of(snapshot, view.part, lambda: tuple(communities(network_)))


def _sentences(snapshot: OpenSnapshot, view: View) -> list[str]:
    """Tell in words what the picture shows; not of a network that takes too long to measure."""
    found = shown(snapshot, view)
    if view.two_mode:
        return _SENTENCES.of(snapshot, view.part, lambda: describe_two_mode(found))
    if not measurable(found):
        return []
    return _SENTENCES.of(
        snapshot,
        view.part,
        lambda: describe(
            found,
            _found_communities(snapshot, view),
            betweenness_of(snapshot, view),
        ),
    )


def _compared(snapshot: OpenSnapshot, view: View) -> list[dict[str, object]]:
    """Count the ties that are new, kept and gone between two periods."""
    compared = comparison(snapshot, view)
    if compared is None:
        return []
    # Around one actor there are fewer of them.
    counted = Counter(
        compared.states[edge.source, edge.target] for edge in shown(snapshot, view).edges
    )
    return [
        {"state": state, "text": text, "count": counted[state]} for state, text in states().items()
    ]


def _tie(
    edge: Edge, labels: dict[str, str], ways: Mapping[tuple[str, str], str]
) -> dict[str, object]:
    snapshot = opened()
    return {
        "id": edge_id(edge),
        "state": ways.get((edge.source, edge.target), ""),
        "left": labels[edge.source],
        "left_url": page_path(edge.source),
        "right": labels[edge.target],
        "right_url": page_path(edge.target),
        "weight": number(edge.weight, 2),
        "count": edge.count,
        "summary": "; ".join(edge.labels),
        "evidence": [evidence_row(snapshot, row) for row in edge.through],
        "url": network_url("/network/evidence", edge=edge_id(edge)),
    }


def _without_tie(found: Network) -> list[dict[str, object]]:
    joined = {end for edge in found.edges for end in (edge.source, edge.target)}
    alone = [node for node in found.nodes if node.iri not in joined]
    return [
        {"text": node.label, "url": page_path(node.iri)}
        for node in sorted(alone, key=lambda node: alphabetical(node.label))
    ]


def _types(snapshot: OpenSnapshot, choice: NetworkChoice) -> list[dict[str, object]]:
    """Give the classes of actors that the graph has, for the filter."""
    labels = {local_name(node.type): node.type_label for node in everybody(snapshot).nodes}
    return [
        {
            "value": name,
            "text": label[:1].upper() + label[1:],
            "checked": name in choice.actor_types,
        }
        for name, label in sorted(labels.items(), key=lambda item: alphabetical(item[1]))
    ]
