"""Pairs of rows that may be one thing, and that nobody has judged yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from loaders.curated import TABLES
from loaders.duplicate_facts import funding_pairs, same_url_pairs
from loaders.generic_words import is_generic
from loaders.name_index import NameIndex
from loaders.name_matching import HEAD_SHARE, Likeness
from loaders.named_things import HEAD, Form, NamedThing, Text, read_things, type_text
from loaders.pairs import Judged, Objection, Pair, Wholes, apart, days, ref, text, weighed
from loaders.reconcile import against
from loaders.rows import Tables
from ontology.iri_policy import singular

#: The kinds that are looked through unless one is asked for.
KINDS = ("actor", "initiative", "strategy", "place", "source", "funding")
#: Labels of goals are sentences of ours, and goals of two documents stay two rows: only if asked.
FURTHER_KINDS = ("goal",)
#: Names that are less alike than this are not told, 0 to 1.
LEAST = 0.75

# What is left of the score for each thing that speaks against.
_OTHER_TYPE = 0.9
_OTHER_PLACE = 0.7
_OTHER_TIME = 0.7
_OTHER_NUMBER = 0.5
_ONE_SOURCE = 0.85
_GENERIC = 0.5

_TABLES = {singular(table.name): table.name for table in TABLES}
_STARTS = ("start", "founded", "valid_from")
_ENDS = ("end", "dissolved", "valid_to")


@dataclass(frozen=True)
class Duplicates:
    """What may be one thing, and how much was looked through."""

    pairs: tuple[Pair, ...]  #: not judged yet, the highest score first
    rows: int  #: rows looked through
    judged: int  #: pairs left out since a judgement on them stands


def find_duplicates(
    tables: Tables,
    kinds: Collection[str] = KINDS,
    advance: Callable[[], None] = lambda: None,
) -> Duplicates:
    """Find pairs of rows that may be one thing.

    Parameters
    ----------
    tables : Tables
        What was read; need not be checked.
    kinds : collection of str
        Some of `KINDS` and `FURTHER_KINDS`. The two rows of a pair are of one table, so that a
        municipality and its territory are never a pair.
    advance : function
        Called once a kind, for a bar of progress.

    Returns
    -------
    Duplicates
        Actors, initiatives, strategies, places and goals whose names are alike, and actors of one
        organisation number; sources of one address; funding of one amount and currency with a
        funder or recipient in common, unless the years differ. A judgement in ``identities``
        counts from either side and through chains of ``same``, and so does ``merged_ids``.

    Examples
    --------
    >>> from loaders.rows import Row
    >>> rows = [Row("places", "places.csv", number, {"id": f"p{number}", "name": name})
    ...         for number, name in enumerate(["Nord-Odal", "Nord Odal", "Sør-Odal"], start=2)]
    >>> found = find_duplicates(Tables({"places": rows}, []), ["place"])
    >>> [(pair.left.id, pair.right.id, pair.score) for pair in found.pairs]
    [('p2', 'p3', 1.0)]
    """
    judged, wholes = Judged(tables), Wholes(tables)
    pairs: list[Pair] = []
    left_out = 0
    for kind in kinds:
        found: Iterator[Pair]
        if kind == "source":
            found = same_url_pairs(tables)
        elif kind == "funding":
            found = funding_pairs(tables, judged, wholes)
        else:
            found = _named_pairs(read_things(tables, (kind,)), judged, wholes)
        for pair in found:
            if judged.stands(ref(pair.left), ref(pair.right)):
                left_out += 1
            else:
                pairs.append(pair)
        advance()
    pairs.sort(key=lambda pair: (-pair.score, pair.left.table, pair.left.number, pair.right.number))
    rows = sum(len(tables.rows.get(_TABLES[kind], ())) for kind in kinds)
    return Duplicates(tuple(pairs), rows, left_out)


_Match = tuple[Form, Form, Likeness]


def _named_pairs(things: Sequence[NamedThing], judged: Judged, wholes: Wholes) -> Iterator[Pair]:
    best = _alike(things)
    for left, right in _same_number(things):
        best.setdefault((left, right), None)
    for (left, right), match in best.items():
        one, other = things[left], things[right]
        said, score = [], 0.0
        number = one.row.cells.get("orgnr", "")
        if number and number == other.row.cells.get("orgnr", ""):
            score = 1.0
            said.append(text(f"Samme organisasjonsnummer: {number}", f"Same number: {number}"))
        objections: list[Objection] = []
        if match is not None:
            said.append(_names(*match))
            if not score:
                score = match[2].score
                objections = _objections(one, other, match, judged, wholes)
        objections += wholes.objections(one.row, other.row)
        yield weighed(one.row, other.row, (one.label, other.label), score, said, objections)


def _alike(things: Sequence[NamedThing]) -> dict[tuple[int, int], _Match | None]:
    """Give for each pair of things the forms of their names that are most alike."""
    forms = [(owner, form) for owner, thing in enumerate(things) for form in thing.forms]
    index = NameIndex(form.folded for _, form in forms)
    best: dict[tuple[int, int], _Match | None] = {}
    for owner, form in forms:
        for position, like in index.find(form.folded, LEAST):
            other, its = forms[position]
            if other <= owner:  # the pair is met from the other side too
                continue
            known = best.get((owner, other))
            # A pair that shares a name of its own is not less alike for sharing a general one.
            for part in (form, its):
                if part.kind == HEAD:
                    like = replace(like, score=like.score * HEAD_SHARE)
            if like.score < LEAST:
                continue
            if known is None or _rank(form, like) > _rank(known[0], known[2]):
                best[owner, other] = (form, its, like)
    return best


def _rank(form: Form, like: Likeness) -> float:
    return like.score * (_GENERIC if _is_general(form) else 1)


def _is_general(form: Form) -> bool:
    return all(map(is_generic, form.folded.words))


def _same_number(things: Sequence[NamedThing]) -> Iterator[tuple[int, int]]:
    by_number: defaultdict[str, list[int]] = defaultdict(list)
    for owner, thing in enumerate(things):
        if number := thing.row.cells.get("orgnr", ""):
            by_number[number].append(owner)
    for owners in by_number.values():
        yield from combinations(owners, 2)


def _names(form: Form, other: Form, like: Likeness) -> Text:
    shown = ""
    if (form.kind, other.kind) != ("label", "label"):
        shown = f": «{form.text}», «{other.text}»"
    if like.score == 1:
        return text(f"Samme navn{shown}", f"Same name{shown}")
    return text(f"Navnene ligner{shown}", f"Similar names{shown}")


def _objections(
    one: NamedThing, other: NamedThing, match: _Match, judged: Judged, wholes: Wholes
) -> list[Objection]:
    form, its, like = match
    # What the words say against it has taken its part of the score already.
    said: list[Objection] = [(why, 1.0) for why in against(like, form.text, its.text)]
    if _is_general(form) and _is_general(its):
        why = text("et vanlig ord som kan bety flere", "a general word that may mean several")
        said.append((why, _GENERIC))
    if one.type != other.type:
        ours, theirs = type_text(one), type_text(other)
        if ours == theirs:  # two codes of one class, as strategies have
            ours, theirs = text(one.type, one.type), text(other.type, other.type)
        why = text(
            f"ulike typer: {ours['nb']}, {theirs['nb']}",
            f"different types: {ours['en']}, {theirs['en']}",
        )
        said.append((why, _OTHER_TYPE))
    numbers = [thing.row.cells.get("orgnr", "") for thing in (one, other)]
    if all(numbers):
        listed = ", ".join(numbers)
        why = text(f"ulike organisasjonsnumre: {listed}", f"different numbers: {listed}")
        said.append((why, _OTHER_NUMBER))
    places = [_place(thing, wholes) for thing in (one, other)]
    if all(places) and not _one_area(places[0], places[1], judged, wholes):
        listed = ", ".join(places)
        said.append((text(f"ulike steder: {listed}", f"different places: {listed}"), _OTHER_PLACE))
    if (source := one.row.cells.get("source", "")) and source == other.row.cells.get("source", ""):
        # Whoever wrote both rows had one document in hand, which may name one thing only once.
        said.append((text("begge fra samme kilde", "both from one source"), _ONE_SOURCE))
    if apart(days(one.row, _STARTS, _ENDS), days(other.row, _STARTS, _ENDS)):
        said.append((text("ikke på samme tid", "not at the same time"), _OTHER_TIME))
    return said


def _place(thing: NamedThing, wholes: Wholes) -> str:
    """Give the place by which a thing is told from others of its name, empty if none is stated.

    For a place it is what the place is next part of; for an actor where it acts or sits.
    """
    if thing.kind == "place":
        return next(iter(wholes.above(thing.ref)), "")
    place = thing.row.cells.get("acts_for", "") or thing.row.cells.get("seat", "")
    return f"place:{place}" if place not in ("", "?") else ""


def _one_area(one: str, other: str, judged: Judged, wholes: Wholes) -> bool:
    """Tell whether two places are one, or one lies in the other: sources differ in how exact."""
    return (
        judged.one(one) == judged.one(other)
        or one in wholes.above(other)
        or other in wholes.above(one)
    )
