"""Which thing of the tables a name may mean: the best candidates, with score and reason.

What is proposed here is decided by a curator. ``same`` is proposed only where the name is spelt as
one form of one thing alone; whatever is merely similar is ``unsure`` at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loaders.generic_words import is_generic
from loaders.identity import Judgement, clusters
from loaders.name_index import NameIndex
from loaders.name_matching import FORMER_ID_SHARE, HEAD_SHARE, Likeness, fold_name, head_of
from loaders.named_things import FORMER_ID, HEAD, Form, NamedThing, Text, Whereabouts, form_text
from loaders.rows import Tables

SAME = "same"
UNSURE = "unsure"
#: What is less like the name is not offered, from 0 to 1.
LEAST_OFFERED = 0.5
#: What is less like the name gets no proposed judgement.
LEAST_UNSURE = 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean."""

    thing: NamedThing
    form: Form  #: of its names the one that is most like
    score: float  #: 0 to 1; 1 is spelt alike
    reason: Text  #: in nb and en
    judgement: str  #: ``same``, ``unsure`` or empty: what is proposed


class Reconciler:
    """Finds candidates for names among things.

    Parameters
    ----------
    things : sequence of NamedThing
        Among which to look.
    tables : Tables
        What was read: says where things are, and which are judged the same.

    Examples
    --------
    >>> from loaders.named_things import read_things
    >>> from loaders.rows import Row
    >>> names = ["Grue kommune", "Grue Næringshage"]
    >>> tables = Tables({"actors": [
    ...     Row("actors", "actors.csv", number, {"id": f"a{number}", "name_nb": name})
    ...     for number, name in enumerate(names, start=2)]}, [])
    >>> reconciler = Reconciler(read_things(tables), tables)
    >>> [(c.thing.ref, c.judgement) for c in reconciler.candidates("GRUE KOMMUNE", 1)]
    [('actor:a2', 'same')]
    """

    def __init__(self, things: Sequence[NamedThing], tables: Tables) -> None:
        self._forms = [(thing, form) for thing in things for form in thing.forms]
        self._index = NameIndex(form.folded for _, form in self._forms)
        self._whereabouts = Whereabouts(tables)
        self._cluster = cluster_of(judgements(tables))

    def candidates(self, name: str, best: int = 3) -> list[Candidate]:
        """Find the things that a name may mean.

        Parameters
        ----------
        name : str
            As it is typed.
        best : int
            How many to give at most; things that bear exactly this name are all given.

        Returns
        -------
        list of Candidate
            The most alike first; none where nothing is alike, or the name has neither letters nor
            digits. Where one is proposed as ``same``, the others have no proposal.
        """
        offered = self._alike(name)
        alike = [thing for thing, _, like in offered.values() if like.score == 1]
        if not alike and (head := head_of(name)):
            # "Høgskolen i Innlandet (HINN)": what stands behind is often a name of its own.
            for ref, (thing, form, like) in self._alike(head).items():
                capped = replace(like, score=like.score * HEAD_SHARE)
                if ref not in offered or offered[ref][2].score < capped.score:
                    offered[ref] = (thing, form, capped)
        ranked = sorted(offered.values(), key=lambda one: -one[2].score)
        made = [
            self._candidate(name, thing, form, like, alike)
            for thing, form, like in ranked[: max(best, len(alike))]
        ]
        if any(one.judgement == SAME for one in made):
            made = [one if one.judgement == SAME else _without(one) for one in made]
        return made

    def _alike(self, name: str) -> dict[str, tuple[NamedThing, Form, Likeness]]:
        """Give for each thing that has a like name the form that is most like, the best first."""
        folded = fold_name(name)
        found: dict[str, tuple[NamedThing, Form, Likeness]] = {}
        for position, like in self._index.find(folded, LEAST_OFFERED):
            thing, form = self._forms[position]
            if form.kind == HEAD:
                like = replace(like, score=like.score * HEAD_SHARE)
            if form.kind == FORMER_ID:
                # An id was made for an address, not for a reader: a name that fits goes before it.
                like = replace(like, score=like.score * FORMER_ID_SHARE)
            if like.score < LEAST_OFFERED:
                continue
            known = found.get(thing.ref)
            # Of forms spelt alike the one with the same company ending says most.
            closer = known and form.folded == folded != known[1].folded
            if (
                not known
                or like.score > known[2].score
                or (closer and like.score == known[2].score)
            ):
                found[thing.ref] = (thing, form, like)
        return found

    def _candidate(
        self,
        name: str,
        thing: NamedThing,
        form: Form,
        like: Likeness,
        alike: Sequence[NamedThing],
    ) -> Candidate:
        kind = form_text(form)
        if like.score < 1:
            said = [_text(f"Ligner på {kind['nb']}", f"Similar to {kind['en']}")]
            said += against(like, name, form.text)
            unsure = like.score >= LEAST_UNSURE and len(said) == 1
            return Candidate(thing, form, like.score, joined(said), UNSURE if unsure else "")
        said = [_text(f"Skrevet som {kind['nb']}", f"Spelt as {kind['en']}")]
        others = [other.ref for other in alike if not self._one(thing, other)]
        if others:
            listed = ", ".join(others)
            said.append(_text(f"samme navn har {listed}", f"{listed} has the same name"))
            place = self._whereabouts.text(thing)
            said.append(_text(f"sted: {place['nb']}", f"place: {place['en']}"))
        endings = {fold_name(name).ending, form.folded.ending} - {""}
        if len(endings) > 1:
            listed = ", ".join(sorted(ending.upper() for ending in endings))
            said.append(
                _text(f"ulike selskapsformer: {listed}", f"different company forms: {listed}")
            )
        if all(map(is_generic, form.folded.words)):
            said.append(
                _text(
                    "et vanlig ord som kan bety flere; se hva dokumentet mener",
                    "a general word that may mean several; see what the document means",
                )
            )
        return Candidate(thing, form, 1.0, joined(said), UNSURE if len(said) > 1 else SAME)

    def _one(self, thing: NamedThing, other: NamedThing) -> bool:
        ours, theirs = thing.ref, other.ref
        return self._cluster.get(ours, ours) == self._cluster.get(theirs, theirs)


def judgements(tables: Tables) -> list[Judgement]:
    """Give the rows of ``identities``."""
    return [
        Judgement(*(row.cells.get(name, "") for name in ("left", "right", "judgement")))
        for row in tables.rows.get("identities", ())
    ]


def cluster_of(judged: Iterable[Judgement]) -> dict[str, str]:
    """Give for each thing that is judged the same as another one name for all of them.

    Examples
    --------
    >>> cluster_of([Judgement("b", "a", "same"), Judgement("b", "c", "same")])
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    return {member: min(found) for found in clusters(judged) for member in sorted(found)}


def against(like: Likeness, one: str, other: str) -> list[Text]:
    """Say in nb and en what speaks against two names being those of one thing.

    Parameters
    ----------
    like : Likeness
        What `loaders.name_matching.likeness` gave.
    one, other : str
        The names as typed.

    Returns
    -------
    list of dict
        None, one or two: words for different kinds of thing, and different numbers.
    """
    said = []
    if like.kinds:
        ours, theirs = (_typed(*pair) for pair in zip((one, other), like.kinds, strict=True))
        said.append(
            _text(
                f"«{ours}» og «{theirs}» er ulike slag",
                f"“{ours}” and “{theirs}” are different kinds",
            )
        )
    if like.numbers:
        ours, theirs = like.numbers
        said.append(_text(f"ulike tall: {ours} og {theirs}", f"numbers differ: {ours}, {theirs}"))
    return said


def joined(said: Iterable[Text]) -> Text:
    """Join the parts of a reason to one line in each language."""
    parts = list(said)
    return {language: "; ".join(part[language] for part in parts) for language in ("nb", "en")}


def _typed(text: str, word: str) -> str:
    """Give a folded word as it stands in a name."""
    for part in text.replace("-", " ").split():
        if fold_name(part).words == (word,):
            return part.strip(".,;:()«»\"'")
    return word


def _text(nb: str, en: str) -> Text:
    return {"nb": nb, "en": en}


def _without(one: Candidate) -> Candidate:
    return replace(one, judgement="")
