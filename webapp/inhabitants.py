"""How many people live where, as the sources state it with a year, and what lies in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.flows import Share
from graph.map_points import within
from webapp import money
from webapp.kept import FEW, Kept
from webapp.money import MANY, NONE, Ledger
from webapp.records import Records
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query


@dataclass(frozen=True)
class Population:
    """How many live in a place on a day, by one row of a source."""

    row: str
    value: Decimal
    day: str

    @property
    def year(self) -> str:
        """The year of the day."""
        return self.day[:4]


@dataclass(frozen=True)
class Part:
    """That a place lies in another, from one day to another; nothing is no bound."""

    part: str
    whole: str
    start: str
    end: str


@dataclass(frozen=True)
class Inhabitants:
    """Populations by place, the oldest first, and the parts of places."""

    records: Records
    populations: Mapping[str, list[Population]]
    parts: list[Part]
    regions: frozenset[str]

    def of(self, place: str, year: str = "") -> list[Population]:
        """Give what the sources say for a year: several where they differ, none where silent.

        It is the newest that is not after the year, else the first after it; without a year the
        newest of all.
        """
        known = self.populations.get(place, [])
        before = [one for one in known if not year or one.year <= year]
        if not known:
            return []
        day = before[-1].day if before else known[0].day
        said: dict[Decimal, Population] = {}
        for one in known:
            if one.day == day:
                said.setdefault(one.value, one)
        return list(said.values())

    def places_in(self, place: str, day: str) -> set[str]:
        """Give a place and what lay in it on a day; what has no bounds always did.

        A place that had no parts yet, or has none any more, is taken on the nearest day that it
        had: figures of a county are made up before the county is.
        """
        dated = [one for one in self.parts if one.whole == place and (one.start or one.end)]
        if dated:
            day = max(day, min(one.start for one in dated))
            day = min(day, max(one.end or day for one in dated))
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.parts:
            if (one.start or day) <= day <= (one.end or day):
                found[one.whole].add(one.part)
        return within(place, found)

    def regions_with_parts(self) -> int:
        """Count the regions that the tables say what lies in."""
        return len(self.regions & {one.whole for one in self.parts})


@dataclass(frozen=True)
class PerHead:
    """What recipients in a place got, divided by those who live there.

    ``others`` are the places in it whose recipients are in the amount too.
    """

    place: str
    amount: Decimal
    rows: int
    others: tuple[str, ...]
    population: Population

    @property
    def each(self) -> Decimal:
        """The amount for each inhabitant."""
        return self.amount / self.population.value


@dataclass(frozen=True)
class Divided:
    """What is divided by inhabitants, the most for each first, and what is not and why."""

    rows: list[PerHead]
    without: list[str]  #: places with money of their own and no population with a year
    outside: list[str]  #: those of them that no row holds the money of
    disputed: list[str]  #: places of which the sources give several populations for one day
    elsewhere: Decimal  #: money of recipients without a place, or in several
    places: int  #: places with money of their own


_KNOWN = Kept[Inhabitants](FEW)


def inhabitants(snapshot: OpenSnapshot, language: str) -> Inhabitants:
    """Give what a snapshot says of inhabitants, read once in each language."""
    return _KNOWN.of(snapshot, language, lambda: _read(snapshot, language))


def divide(
    shares: Iterable[Share], book: Ledger, known: Inhabitants, year: str = "", place: str = ""
) -> Divided:
    """Divide what recipients got by the inhabitants of their places and of what these lie in.

    Parameters
    ----------
    shares : iterable of Share
        Of recipients, in one currency, from all places: what lies in a place is part of its sum.
    book : Ledger
        That the shares are of.
    known : Inhabitants
        Populations and parts.
    year : str
        Of which a population is wanted; empty is the newest.
    place : str
        The only place that is wanted; empty is all.

    Returns
    -------
    Divided
        With a row for each place that has a population and money, its own or that of its parts.
    """
    by_place = money.by_place(shares, book)
    elsewhere = sum((money.total(by_place.pop(one, [])) for one in (NONE, MANY)), start=Decimal(0))
    rows, disputed = [], []
    for one in [place] if place else sorted({*known.populations, *by_place}):
        said = known.of(one, year)
        if not said:
            continue
        inside = known.places_in(one, said[0].day) & by_place.keys()
        found = [share for each in sorted(inside) for share in by_place[each]]
        if not found:
            continue
        if len(said) > 1:
            disputed.append(one)
        elif said[0].value > 0:
            others = tuple(sorted(inside - {one}))
            count = len({share.row for share in found})
            rows.append(PerHead(one, money.total(found), count, others, said[0]))
    rows.sort(key=lambda row: (-row.each, row.place))
    without = [one for one in by_place if not known.of(one, year)]
    held = {one for row in rows for one in (row.place, *row.others)}
    outside = [one for one in without if one not in held]
    return Divided(rows, without, outside, disputed, elsewhere, len(by_place))


def _read(snapshot: OpenSnapshot, language: str) -> Inhabitants:
    populations: defaultdict[str, list[Population]] = defaultdict(list)
    for row in snapshot.reader.select(site_query("map-population")):
        # A figure without a day may be of any time.
        if "date" in row:
            populations[row["place"].value].append(
                Population(row["row"].value, Decimal(row["value"].value), row["date"].value)
            )
    parts = [
        Part(
            row["part"].value,
            row["whole"].value,
            row["start"].value if "start" in row else "",
            row["end"].value if "end" in row else "",
        )
        for row in snapshot.reader.select(site_query("map-parts"))
    ]
    regions = frozenset(
        row["place"].value
        for row in snapshot.reader.select(site_query("map-places"))
        if row["type"].value.endswith("#Region")
    )
    records = Records(snapshot, language)
    records.load([one.row for said in populations.values() for one in said], depth=2)
    records.load(populations, depth=1)
    return Inhabitants(records, dict(populations), parts, regions)
