"""How a measure becomes a size or a colour in the picture, and what the legend says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from graph.measure_texts import MEASURES, Values
from graph.names import alphabetical, local_name
from graph.network import Network
from webapp.language import current_language
from webapp.texts import number

#: Names of colours in the style sheet, in which they have the prefix ``--node-``.
CATEGORIES = (
    *("municipality", "regional-council", "county", "education", "state", "business"),
    "network",
)
#: For what has no colour of its own.
OTHER = "other"
#: For what has no value.
UNKNOWN = "unknown"
#: From low to high.
SCALE = ("scale-1", "scale-2", "scale-3", "scale-4", "scale-5")
#: The same colours on white paper.
HEX = {
    "municipality": "#0062ba",
    "regional-council": "#b3550c",
    "county": "#00735c",
    "education": "#8a3f9e",
    "state": "#8c1d40",
    "business": "#5d6b00",
    "network": "#007c9e",
    OTHER: "#5b5d60",
    UNKNOWN: "#a3a6ab",
    "scale-1": "#7fb2e5",
    "scale-2": "#5191d2",
    "scale-3": "#2b72bb",
    "scale-4": "#13539a",
    "scale-5": "#06315f",
}
_COLOUR_OF_TYPE = {
    "Municipality": "municipality",
    "CountyAuthority": "county",
    "RegionalCouncil": "regional-council",
    "HigherEducationInstitution": "education",
    "ResearchInstitute": "education",
    "DevelopmentAgency": "business",
    "CooperationNetwork": "network",
    "StateAgency": "state",
}


@dataclass(frozen=True)
class Colours:
    """The colour of each actor by its name in the style sheet, and what the colours mean."""

    of: dict[str, str]
    legend: tuple[tuple[str, str], ...]  #: colour, text


def sizes(found: Network, values: Values) -> dict[str, float]:
    """Give each actor a size from 0 to 1, so that its area follows the measure."""
    numbers = {iri: float(value) for iri, value in values.items() if not isinstance(value, str)}
    # Nothing under zero is a size; a measure from zero on keeps its zero.
    highest = max(numbers.values(), default=0.0) or 1.0
    return {
        node.iri: round(max(0.0, numbers.get(node.iri, 0.0) / highest) ** 0.5, 4)
        for node in found.nodes
    }


def colours(found: Network, key: str, values: Values) -> Colours:
    """Give each actor a colour by a measure."""
    if key == "type":
        return _by_type(found)
    if MEASURES[key].kind == "number":
        return _by_number(
            found,
            {iri: float(value) for iri, value in values.items() if not isinstance(value, str)},
        )
    return _by_category(found, {iri: str(value) for iri, value in values.items()})


def value_text(value: float | str | None) -> str:
    """Write the value of a measure."""
    if value is None:
        return _("ikke målt")
    return value[:1].upper() + value[1:] if isinstance(value, str) else number(value, 4)


def measure_line(key: str, two_mode: bool = False) -> dict[str, str]:
    """Give the name of a measure, what it says, and who defined it."""
    one, language = MEASURES[key], "en" if current_language() == "en" else "nb"
    return {
        "key": key,
        "name": one.name[language],
        "sentence": (one.two_mode if two_mode else one.sentence)[language],
        "unit": one.unit[language],
        "source": one.source,
    }


def _by_type(found: Network) -> Colours:
    of = {
        node.iri: _COLOUR_OF_TYPE.get(local_name(node.type), OTHER)
        if node.kind == "actor"
        else UNKNOWN
        for node in found.nodes
    }
    # Types that share a colour share a line.
    labels: dict[str, dict[str, None]] = {}
    for node in found.nodes:
        text = value_text(node.type_label)
        if node.kind != "actor":
            text = _("%(what)s (firkant)", what=text)
        labels.setdefault(of[node.iri], {})[text] = None
    order = [*CATEGORIES, OTHER, UNKNOWN]
    return Colours(
        of,
        tuple(
            (colour, ", ".join(sorted(labels[colour], key=alphabetical)))
            for colour in order
            if colour in labels
        ),
    )


def _by_category(found: Network, values: Mapping[str, str]) -> Colours:
    counted = Counter(values[node.iri] for node in found.nodes if node.iri in values)
    order = sorted(counted, key=lambda text: (-counted[text], alphabetical(text)))
    own = dict(zip(order, CATEGORIES, strict=False))
    of = {
        node.iri: own.get(values[node.iri], OTHER) if node.iri in values else UNKNOWN
        for node in found.nodes
    }
    legend = [(own[text], f"{value_text(text)} ({number(counted[text])})") for text in own]
    if rest := order[len(own) :]:
        text = _("%(count)s andre", count=number(len(rest)))
        legend.append((OTHER, f"{text} ({number(sum(counted[one] for one in rest))})"))
    return Colours(of, (*legend, *_unknown(of)))


def _by_number(found: Network, values: Mapping[str, float]) -> Colours:
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if all(value.is_integer() for value in values.values()):
        return _by_whole_number(found, {iri: int(value) for iri, value in values.items()})
    # The step of the root: few actors are far above the others, and the rest would be one colour.
    span = (high - low) or 1.0

    def step(value: float) -> int:
        return min(len(SCALE) - 1, int(((value - low) / span) ** 0.5 * len(SCALE)))

    of = {
        node.iri: SCALE[step(values[node.iri])] if node.iri in values else UNKNOWN
        for node in found.nodes
    }
    bounds = [low + span * (one / len(SCALE)) ** 2 for one in range(len(SCALE) + 1)]
    legend = [
        (colour, f"{number(bounds[one], 3)}–{number(bounds[one + 1], 3)}")
        for one, colour in enumerate(SCALE)
    ]
    if high == low:
        legend = [(SCALE[0], number(low, 3))] if values else []
    return Colours(of, (*legend, *_unknown(of)))


def _by_whole_number(found: Network, values: Mapping[str, int]) -> Colours:
    """Give steps that begin and end at whole numbers and do not meet."""
    low, high = min(values.values(), default=0), max(values.values(), default=0)
    steps = min(len(SCALE), high - low + 1)
    # Of the root, as for other numbers; each step has at least one number of its own.
    firsts = [low]
    for one in range(1, steps):
        root = low + round((high - low + 1) * (one / steps) ** 2)
        firsts.append(max(firsts[-1] + 1, root))
    lasts = [*(first - 1 for first in firsts[1:]), high]
    # Few colours are as far apart as many.
    colours_ = [SCALE[round(one * (len(SCALE) - 1) / max(1, steps - 1))] for one in range(steps)]
    of = {
        node.iri: colours_[bisect_right(firsts, values[node.iri]) - 1]
        if node.iri in values
        else UNKNOWN
        for node in found.nodes
    }
    legend = [
        (colour, number(first) if first == last else f"{number(first)}–{number(last)}")
        for colour, first, last in zip(colours_, firsts, lasts, strict=True)
    ]
    return Colours(of, (*(legend if values else []), *_unknown(of)))


def _unknown(of: Mapping[str, str]) -> list[tuple[str, str]]:
    count = sum(1 for colour in of.values() if colour == UNKNOWN)
    text = _("Ingen verdi")
    return [(UNKNOWN, f"{text} ({number(count)})")] if count else []
