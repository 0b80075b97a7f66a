"""The places that a map shows on a day, and a figure for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from graph.binding import Row
from graph.map_points import Spot, spots, within
from graph.outline import Point
from ontology.iri_policy import page_path
from webapp import money
from webapp.map_of_day import actors_of_day, initiatives_of_day, money_of_day
from webapp.money import Choice
from webapp.money_words import rows_url
from webapp.records import Record, Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: What the map may show, by the word of the address: the class of ours.
LEVELS = {"municipality": "MunicipalTerritory", "region": "Region", "county": "County"}
#: The measures that are no money; that of money has its currency behind it.
MEASURES = ("actors", "initiatives", "population")
MONEY = "money-"


@dataclass(frozen=True)
class Figure:
    """What a place measures, and what is behind it."""

    value: Decimal
    url: str = ""
    date: str = ""


@dataclass
class Places:
    """The places of a level that there are on a day.

    ``gone`` counts those whose numbers hold on other days only. ``undated`` is how many have no
    number with a day, and so may have been another place then. ``of_day`` is how many of what the
    measure counts are of another time than the day of the view, and how many have no time.
    """

    iris: list[str]
    spots: dict[str, Spot]
    parts: dict[str, set[str]]
    codes: dict[str, set[str]]
    gone: int = 0
    undated: int = 0
    figures: dict[str, Figure] = field(default_factory=dict)
    of_day: tuple[int, int] = (0, 0)


def places_of(snapshot: OpenSnapshot, level: str, day: date) -> Places:
    """Give the places of a level on a day, with where they stand."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    dated: set[str] = set()
    for row in snapshot.reader.select(site_query("map-codes")):
        place = row["place"].value
        if "start" in row or "end" in row:
            dated.add(place)
        if _holds(row, day):
            codes[place].add(row["code"].value)
        else:
            codes.setdefault(place, set())
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for row in snapshot.reader.select(site_query("map-parts")):
        if _holds(row, day):
            parts[row["whole"].value].add(row["part"].value)
    own: dict[str, Point] = {}
    found: list[str] = []
    for row in snapshot.reader.select(site_query("map-places")):
        place = row["place"].value
        if "latitude" in row and "longitude" in row:
            own[place] = (float(row["longitude"].value), float(row["latitude"].value))
        if row["type"].value.endswith(f"#{LEVELS[level]}"):
            found.append(place)
    there = [place for place in found if codes.get(place, True)]
    return Places(
        there,
        spots(own, parts),
        dict(parts),
        dict(codes),
        gone=len(found) - len(there),
        undated=sum(1 for place in there if place not in dated),
    )


def map_url(records: Records, record: Record) -> str:
    """Give the address of a place among those of its level on the map, if it may stand there."""
    for level, class_name in LEVELS.items():
        if records.class_name(record) == class_name:
            return f"/map?show={level}#place-{record.iri.rpartition('/')[2]}"
    return ""


def currencies(snapshot: OpenSnapshot, language: str) -> list[str]:
    """Give the currencies that recipients got money in."""
    counts = money.counted(snapshot, money.ledger(snapshot, language), Choice())
    return [one for one in counts.currencies() if counts.of("recipient", one)]


def measure(
    snapshot: OpenSnapshot, places: Places, name: str, day: date, language: str, asked: date | None
) -> None:
    """Give each place the figure that the sources have for it.

    Parameters
    ----------
    snapshot : OpenSnapshot
        What is open.
    places : Places
        Gets the figures, and what the day leaves out of them.
    name : str
        One of `MEASURES`, or `MONEY` with a currency.
    day : date
        The day that the places are of.
    language : str
        ``nb`` or ``en``.
    asked : date or None
        The day of the view; without one what is counted is of all times.
    """
    if name == "population":
        places.figures = _population(snapshot, places, day)
    elif name.startswith(MONEY):
        currency = name.removeprefix(MONEY)
        places.figures = _money(snapshot, places, currency, language, asked)
        if asked:
            places.of_day = money_of_day(snapshot, currency, language, asked)
    elif asked:
        count = actors_of_day if name == "actors" else initiatives_of_day
        found = count(snapshot, places.iris, places.parts, asked)
        places.figures = {place: Figure(Decimal(one)) for place, one in found.counts.items()}
        places.of_day = (found.left_out, found.undated)
    else:
        shown = set(places.iris)
        places.figures = {
            row["place"].value: Figure(Decimal(row["count"].value))
            for row in snapshot.reader.select(site_query(f"map-{name}"))
            if row["place"].value in shown
        }


def _population(snapshot: OpenSnapshot, places: Places, day: date) -> dict[str, Figure]:
    """Give the newest figure that was there on the day, else the oldest one after it."""
    shown = set(places.iris)
    found: dict[str, Figure] = {}
    for row in snapshot.reader.select(site_query("map-population")):
        place, known = row["place"].value, row["date"].value if "date" in row else ""
        if place in shown and (place not in found or known <= day.isoformat()):
            found[place] = Figure(
                Decimal(row["value"].value), page_path(row["row"].value) or "", known
            )
    return found


def _money(
    snapshot: OpenSnapshot, places: Places, currency: str, language: str, asked: date | None
) -> dict[str, Figure]:
    """Add up grants to recipients in a place and its parts: the counting rule of the library."""
    book = money.ledger(snapshot, language)
    counts = money.counted(snapshot, book, Choice(day=asked))
    by_place = money.by_place(counts.of("recipient", currency), book)
    found = {}
    for place in places.iris:
        inside = [one for one in within(place, places.parts) if one in by_place]
        if inside:
            total = sum((money.total(by_place[one]) for one in inside), start=Decimal(0))
            # Rows are listed by one place: the sum of several has no such list.
            url = rows_url(Choice(place=place, day=asked), currency, sum="recipient")
            found[place] = Figure(total, url if inside == [place] else "")
    return found


def _holds(row: Row, day: date) -> bool:
    text = day.isoformat()
    starts = "start" not in row or row["start"].value <= text
    return starts and ("end" not in row or row["end"].value >= text)


def by_figure(places: Places, records: Records, key: Callable[[str], object]) -> Iterable[str]:
    """Give the places with the largest figure first, those without one last, by name."""
    none = Decimal(-1)

    def order(place: str) -> tuple[object, ...]:
        figure = places.figures.get(place)
        return (-(figure.value if figure else none), key(records.text(place)), place)

    return sorted(places.iris, key=order)
