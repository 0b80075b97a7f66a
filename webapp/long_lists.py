"""What points to a thing with very many rows, as the build found it: order and days too.

Ten thousand rows take a second to read and to put in order; a file of them is read in some
hundredths. Such a list is the same for each request of a snapshot, so the build makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ontology.iri_policy import ID, table_and_id
from webapp import prepared
from webapp.incoming import Incoming
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.validity import Span, Told, told_of_spans

#: With fewer rows than this it takes no longer to ask the graph.
FEWEST = 200


@dataclass(frozen=True)
class Order:
    """The order of the rows of one section, whatever part of them is shown."""

    rows: dict[str, list[int]]  #: by language, the places of the rows in the list
    names: frozenset[str]  #: what the order goes by that has borne other names


@dataclass(frozen=True)
class LongList:
    """All rows that point to a thing, with what the build found out about them."""

    incoming: list[Incoming]
    spans: Sequence[tuple[Span, ...]]  #: each combination of spans once
    span_of: list[int]  #: the place of its spans for each row; below zero where it has none
    orders: dict[str, Order]  #: by the key of the section

    def told(self, day: date) -> dict[str, Told]:
        """Tell of each row whether it holds on a day, as `webapp.validity.told_of_rows` does."""
        told = [told_of_spans(spans, day) for spans in self.spans]
        return {
            one.iri: told[place]
            for one, place in zip(self.incoming, self.span_of, strict=True)
            if place >= 0
        }

    def order(self, key: str, iris: list[str], language: str, former: Sequence[str]) -> bool:
        """Put the rows of a section in order; say whether the build knows their order.

        On a day when something had another name (`former`) it may stand elsewhere.
        """
        known = self.orders.get(key)
        if known is None or not known.names.isdisjoint(former):
            return False
        wanted = set(iris)
        in_order = [self.incoming[place].iri for place in known.rows.get(language, ())]
        chosen = [iri for iri in in_order if iri in wanted]
        if len(chosen) != len(iris):
            return False
        iris[:] = chosen
        return True


_LISTS = Kept[LongList | None](100_000, lambda found: 1 + len(found.incoming) if found else 1)


def long_list(snapshot: OpenSnapshot, iri: str) -> LongList | None:
    """Give the list of a thing that the build has made one of."""

    def read() -> LongList | None:
        name = name_of(iri)
        found = prepared.read(snapshot.snapshot, name) if name else None
        return _from_json(found) if found is not None else None

    return _LISTS.of(snapshot, iri, read)


def name_of(iri: str) -> str:
    """Give the name of the file of a thing."""
    parts = table_and_id(iri)
    return f"lists/{parts[0]}-{parts[1]}" if parts else ""


def as_json(found: LongList) -> object:
    """Write a list as columns: what many rows share stands once."""
    columns = {
        "links": [one.link for one in found.incoming],
        "types": [one.type for one in found.incoming],
        "modalities": [one.modality for one in found.incoming],
    }
    words = sorted({word for column in columns.values() for word in column})
    number = {word: place for place, word in enumerate(words)}
    return {
        "words": words,
        "iris": [one.iri.removeprefix(ID) for one in found.incoming],
        **{name: [number[word] for word in column] for name, column in columns.items()},
        "through_other": [int(one.through_other) for one in found.incoming],
        "spans": [[[one.first, one.last, one.event] for one in spans] for spans in found.spans],
        "span_of": found.span_of,
        "orders": {
            key: {"rows": one.rows, "names": sorted(one.names)} for key, one in found.orders.items()
        },
    }


def _from_json(found: dict[str, Any]) -> LongList:
    word = found["words"].__getitem__
    rows = zip(
        [iri if ":" in iri else ID + iri for iri in found["iris"]],
        map(word, found["links"]),
        map(word, found["types"]),
        map(word, found["modalities"]),
        map(bool, found["through_other"]),
        strict=True,
    )
    return LongList(
        [Incoming(*row) for row in rows],
        [tuple(Span(*one) for one in spans) for spans in found["spans"]],
        found["span_of"],
        {key: Order(one["rows"], frozenset(one["names"])) for key, one in found["orders"].items()},
    )
