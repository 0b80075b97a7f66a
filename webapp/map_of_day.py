"""What places measure on a day: actors and initiatives that were there, and money that held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.map_points import within
from webapp import lives, money
from webapp.holdings import holdings
from webapp.money import Choice
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query
from webapp.validity import Span, Told


@dataclass(frozen=True)
class OfDay:
    """What is counted in each place on a day.

    ``left_out`` is how many things of the places are of another time, and ``undated`` how many of
    those counted have no time.
    """

    counts: Mapping[str, int]
    left_out: int
    undated: int


def actors_of_day(
    snapshot: OpenSnapshot, places: Iterable[str], parts: Mapping[str, set[str]], day: date
) -> OfDay:
    """Count the actors that belong in places and their parts of the day.

    Parameters
    ----------
    snapshot : OpenSnapshot
        What is open.
    places : iterable of str
        IRIs of the places that are counted.
    parts : mapping of str to set of str
        The parts that places had on the day.
    day : date
        The day of the view.
    """
    on_day = lives.on_day(snapshot, holdings(snapshot), day)
    inside = _inside(snapshot, places, parts)
    everybody: set[str] = set().union(*inside.values())
    counted = everybody - on_day.absent
    return OfDay(
        {place: len(counted & actors) for place, actors in inside.items() if counted & actors},
        len(everybody & on_day.absent),
        len(counted & on_day.undated),
    )


def initiatives_of_day(
    snapshot: OpenSnapshot, places: Iterable[str], parts: Mapping[str, set[str]], day: date
) -> OfDay:
    """Count the initiatives of the day that the actors of places took part in then.

    The parameters are those of `actors_of_day`.
    """
    on_day = lives.on_day(snapshot, holdings(snapshot), day)
    every, then = _participations(snapshot, day)
    inside = _inside(snapshot, places, parts)
    counts: dict[str, int] = {}
    known: set[str] = set()
    counted: set[str] = set()
    for place, actors in inside.items():
        known |= set().union(*(every.get(actor, set()) for actor in actors))
        mine = set().union(*(then.get(actor, set()) for actor in actors - on_day.absent))
        mine -= on_day.absent
        counted |= mine
        if mine:
            counts[place] = len(mine)
    return OfDay(counts, len(known - counted), len(counted & on_day.undated))


def money_of_day(
    snapshot: OpenSnapshot, currency: str, language: str, day: date
) -> tuple[int, int]:
    """Count the rows of money to recipients that a day leaves out, and those without a time."""
    book = money.ledger(snapshot, language)
    every = money.counted(snapshot, book, Choice()).of("recipient", currency)
    rows = {one.row for one in every}
    kept = {iri for iri in rows if Choice(day=day).takes(book.rows[iri])}
    return len(rows - kept), sum(1 for iri in kept if book.rows[iri].span == Span())


def _inside(
    snapshot: OpenSnapshot, places: Iterable[str], parts: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Give the actors of each place and of the parts it had on the day."""
    seated: defaultdict[str, set[str]] = defaultdict(set)
    for row in snapshot.reader.select(site_query("map-seats")):
        seated[row["place"].value].add(row["actor"].value)
    return {
        place: set().union(*(seated.get(one, set()) for one in within(place, parts)))
        for place in places
    }


def _participations(
    snapshot: OpenSnapshot, day: date
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Give the initiatives that each actor takes part in at any time, and on the day."""
    spans: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for row in snapshot.reader.select(site_query("map-participation-days")):
        span = spans[row["row"].value].setdefault(row["by"].value, Span())
        span.add(row["property"].value, row["value"].value)
    every: defaultdict[str, set[str]] = defaultdict(set)
    then: defaultdict[str, set[str]] = defaultdict(set)
    for row in snapshot.reader.select(site_query("map-participations")):
        actor, initiative = row["actor"].value, row["initiative"].value
        every[actor].add(initiative)
        by_ground = spans.get(row["row"].value, {})
        span = by_ground.get("own") or by_ground.get("during") or Span()
        if span.told(day) is not Told.OTHER_TIME:
            then[actor].add(initiative)
    return dict(every), dict(then)
