"""What is looked at in a network: around whom, and which measures mark the actors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flask import request

from graph.layout import Position
from graph.layouts import LAYOUTS
from graph.measure_texts import MEASURES, Values
from graph.network import Network, NetworkChoice
from graph.network_changes import Comparison, compare_ties
from graph.paths import Path, along, ego, shortest_paths
from ontology.errors import ParameterError
from webapp.kept import FEW, Kept
from webapp.language import current_language
from webapp.network_choice import (
    CHOICES_KEPT,
    MODALITIES,
    code,
    projected,
    read_choice,
    several,
    whole,
)
from webapp.network_layout import USUAL, placed_by
from webapp.site import OpenSnapshot
from webapp.wrong_fields import UnknownActor, nearest

MOST_STEPS = 3
SIZE, TWO_MODE_SIZE = "weighted-degree", "degree"
#: Measures that look at all pairs of actors, and how many actors may wait for one.
SLOW = ("betweenness", "closeness")
MEASURED_UP_TO = 3_000
COLOUR = "type"
_EGOS = Kept[Network](CHOICES_KEPT)
_WAYS_DRAWN = Kept[Network](CHOICES_KEPT)
_WAYS = Kept[list[Path]](CHOICES_KEPT)
_PLACES = Kept[dict[str, Position]](CHOICES_KEPT)
_COMPARISONS = Kept[Comparison](CHOICES_KEPT)
_MEASURES = Kept[Values](CHOICES_KEPT)
_NAMED = Kept[dict[str, list[str]]](FEW)  #: actors by name
#: Ways that are shown; how many there are is told.
MOST_WAYS = 10


_TWO_PERIODS = re.compile(
    r"(\d{4})\s*[-–]\s*(\d{4})\s*(?:[,;]|og|and)\s*(\d{4})\s*[-–]\s*(\d{4})", re.ASCII
)


@dataclass(frozen=True)
class View:
    """A network as it is shown; equal views are drawn equally."""

    choice: NetworkChoice
    language: str
    ego: str = ""  #: IRI of the actor in the middle; empty for the whole network
    steps: int = 1
    size: str = SIZE  #: measure that the actors' size follows
    colour: str = COLOUR  #: measure that the actors' colour follows
    compare: tuple[int, int, int, int] | None = None  #: first and last year of two periods
    two_mode: bool = False  #: the initiatives and agreements are nodes too
    layout: str = USUAL  #: how the actors are placed, one of `graph.layouts.LAYOUTS`
    ends: tuple[str, str] | None = None  #: the actors that a way is asked between
    without: tuple[str, ...] = ()  #: actors that the way does not go through
    only_path: bool = False  #: nothing else than the ways is shown

    @property
    def part(self) -> tuple[object, ...]:
        """What decides who and what is in the network, without how it is marked."""
        steps = self.steps if self.ego else 0
        ways = (self.ends, self.without) if self.only_path else None
        return (self.choice, self.language, self.ego, steps, self.compare, self.two_mode, ways)


def read_view(snapshot: OpenSnapshot) -> View:
    """Read from the address what is shown; what is not known is refused by name."""
    steps = whole("steps")
    if steps is not None and not 1 <= steps <= MOST_STEPS:
        raise ParameterError(
            "steps",
            str(steps),
            {"nb": f"fra 1 til {MOST_STEPS}", "en": f"from 1 to {MOST_STEPS}"},
        )
    start, end = read_actor(snapshot, "from-actor"), read_actor(snapshot, "to-actor")
    ends = (start, end) if start and end else None
    # A way goes through actors, and through those of one choice.
    only_path = _one("only", ("path",), "") == "path" and ends is not None
    two_mode = _one("mode", ("one", "two"), "one") == "two" and not only_path
    known = measures_of(two_mode)
    around, periods = read_actor(snapshot, "ego"), _periods()
    return View(
        read_choice(snapshot),
        current_language(),
        "" if only_path else around,
        steps or 1,
        _one("size", sizes_of(two_mode), TWO_MODE_SIZE if two_mode else SIZE),
        _one("colour", known, COLOUR),
        None if only_path else periods,
        two_mode,
        _one("layout", tuple(LAYOUTS), USUAL),
        ends,
        read_actors(snapshot, "not"),
        only_path,
    )


def measures_of(two_mode: bool) -> tuple[str, ...]:
    """Name the measures that say something of a network in one or two modes."""
    return tuple(key for key, one in MEASURES.items() if one.two_mode or not two_mode)


def sizes_of(two_mode: bool) -> tuple[str, ...]:
    """Name those among the measures that a size can follow."""
    return tuple(key for key in measures_of(two_mode) if MEASURES[key].kind == "number")


def shown(snapshot: OpenSnapshot, view: View) -> Network:
    """Give the network of a view: of its choice or two periods, what is around one, or the ways."""
    if view.only_path:
        return _WAYS_DRAWN.of(
            snapshot,
            view.part,
            lambda: along(where_ways_go(snapshot, view), ways(snapshot, view)),
        )
    compared = comparison(snapshot, view)
    if compared is not None and not view.ego:
        return compared.network
    if not view.ego:
        return projected(snapshot, view.choice, view.language, view.two_mode)

    def around() -> Network:
        # An actor without ties is in the middle of a network of one.
        choice = replace(view.choice, include_isolated=True)
        all_of_it = (
            compared.network
            if compared
            else projected(snapshot, choice, view.language, view.two_mode)
        )
        if any(node.iri == view.ego for node in all_of_it.nodes):
            return ego(all_of_it, view.ego, view.steps)
        return Network([], [], dict(all_of_it.left_out), view.language)

    return _EGOS.of(snapshot, view.part, around)


def ways(snapshot: OpenSnapshot, view: View) -> list[Path]:
    """Give the strongest of the shortest ways that a view asks for, at most `MOST_WAYS`."""
    if view.ends is None:
        return []
    start, end = view.ends
    return _WAYS.of(
        snapshot,
        (view.choice, view.language, view.ends, view.without),
        lambda: shortest_paths(where_ways_go(snapshot, view), start, end, view.without, MOST_WAYS),
    )


def where_ways_go(snapshot: OpenSnapshot, view: View) -> Network:
    """Give the network that ways are looked for in: actors alone, those without ties too."""
    return projected(snapshot, replace(view.choice, include_isolated=True), view.language)


def comparison(snapshot: OpenSnapshot, view: View) -> Comparison | None:
    """Give the two periods that a view compares, drawn as one network; nothing without them."""
    if view.compare is None:
        return None
    first, second = view.compare[:2], view.compare[2:]

    def compare() -> Comparison:
        before, after = (
            projected(
                snapshot,
                # The day of the whole site would leave the same ties in both periods.
                replace(view.choice, start_year=start, end_year=end, day=""),
                view.language,
                view.two_mode,
            )
            for start, end in (first, second)
        )
        return compare_ties(before, after)

    part = (view.choice, view.language, view.compare, view.two_mode)
    return _COMPARISONS.of(snapshot, part, compare)


def placed(snapshot: OpenSnapshot, view: View) -> dict[str, Position]:
    """Give each node of a view its place; in the usual layout a filter moves nobody."""
    return _PLACES.of(
        snapshot,
        (view.part, view.layout),
        lambda: placed_by(snapshot, view, shown(snapshot, view)),
    )


def measured(snapshot: OpenSnapshot, view: View, key: str) -> Values:
    """Give a measure of the network that a view shows: the value of each actor that has one.

    Raises
    ------
    ParameterError
        If the network is too large to be measured while somebody waits.
    """
    found = shown(snapshot, view)
    if key in SLOW and not measurable(found):
        nodes = f"{len(found.nodes)} > {MEASURED_UP_TO}"
        raise ParameterError(
            "size" if view.size == key else "colour",
            key,
            {
                "nb": f"målet tar for lang tid med så mange aktører ({nodes}); velg typer, "
                "et tidsrom eller nettverket rundt én aktør",
                "en": f"the measure takes too long with so many actors ({nodes}); choose types, "
                "a period or the network around one actor",
            },
        )
    return _MEASURES.of(snapshot, (view.part, key), lambda: MEASURES[key].function(found))


def betweenness_of(snapshot: OpenSnapshot, view: View) -> dict[str, float]:
    """Give who lies between whom in a network, measured once for table, colours and sentences."""
    values = measured(snapshot, view, "betweenness")
    return {iri: float(value) for iri, value in values.items()}


def measurable(found: Network) -> bool:
    """Tell whether all that takes time with the number of pairs may be worked out for a page."""
    return len(found.nodes) <= MEASURED_UP_TO


def everybody(snapshot: OpenSnapshot) -> Network:
    """Give the network that leaves nobody out."""
    choice = NetworkChoice(modalities=MODALITIES, include_groups=True)
    return projected(snapshot, choice, current_language())


def read_actor(snapshot: OpenSnapshot, name: str) -> str:
    """Read one actor from the address; see `read_actors`."""
    return next(iter(read_actors(snapshot, name)), "")


def read_actors(snapshot: OpenSnapshot, name: str) -> tuple[str, ...]:
    """Read actors from the address, by ``actor:id``, by IRI or by the name as it is written.

    Returns
    -------
    tuple of str
        IRIs, each once, in the order of the address.

    Raises
    ------
    ParameterError
        If there is no such actor, or if two have the name.
    """
    found: dict[str, None] = {}
    for value in request.args.getlist(name):
        if text := value.strip():
            found[_actor(snapshot, name, text)] = None
    return tuple(found)


def _actor(snapshot: OpenSnapshot, name: str, text: str) -> str:
    named = _NAMED.of(snapshot, current_language(), lambda: _by_name(snapshot))
    hits = named.get(text.casefold(), [])
    if len(hits) == 1:
        return hits[0]
    # Who has most ties is meant most often.
    nodes = sorted(everybody(snapshot).nodes, key=lambda node: (-node.degree, node.iri))
    if hits:
        codes = ", ".join(code(iri) for iri in hits)
        allowed = {"nb": f"flere heter det; velg blant {codes}", "en": f"choose among {codes}"}
        types = {node.iri: f"{node.label} ({node.type_label})" for node in nodes}
        same = tuple((code(iri), types[iri]) for iri in hits)
        raise UnknownActor(name, text[:100], allowed, near=same, several=True)
    raise UnknownActor(
        name,
        text[:100],
        {
            "nb": "skriv navnet på en aktør slik det står på siden om den, eller actor:id",
            "en": "the name of an actor as its page has it, or actor:id",
        },
        near=nearest(text[:100], [(code(node.iri), node.label) for node in nodes]),
    )


def _by_name(snapshot: OpenSnapshot) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for node in everybody(snapshot).nodes:
        for text in {node.iri, code(node.iri), node.label.casefold()}:
            named.setdefault(text.casefold(), []).append(node.iri)
    return named


def _periods() -> tuple[int, int, int, int] | None:
    text = request.args.get("compare", "").strip()
    if not text:
        return None
    match = _TWO_PERIODS.fullmatch(text)
    years = tuple(map(int, match.groups())) if match else ()
    if len(years) != 4 or years[0] > years[1] or years[2] > years[3]:
        raise ParameterError(
            "compare",
            text[:100],
            {
                "nb": "to tidsrom i år, som 2015-2018,2019-2022",
                "en": "two periods in years, as 2015-2018,2019-2022",
            },
        )
    return years[0], years[1], years[2], years[3]


def _one(name: str, known: tuple[str, ...], default: str) -> str:
    return (several(name, known) or (default,))[0]
