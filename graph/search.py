"""The index of all names in a snapshot: typos forgiven, equal answers in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA

from graph.names import alphabetical, fold
from graph.search_index import LANGUAGES, MAIN
from ontology.errors import StoreError

#: The most hits that one page may hold.
MAX_LIMIT = 100
#: What a visitor types is cut here, in letters: what is longer is found by its beginning.
MAX_QUERY = 200


@dataclass(frozen=True)
class SearchHit:
    """A thing that one of its names led to."""

    iri: str
    label: str  #: in the language asked for, else nb, en or any
    kind: str  #: the table's singular, as in the IRI: ``actor``, ``initiative``, …
    types: tuple[str, ...]  #: IRIs of its classes
    matched_name: str  #: the name that fits best; may be a former name, a misspelling, …
    type_labels: tuple[str, ...] = ()  #: the classes' names, in the language asked for


@dataclass(frozen=True)
class SearchPage:
    """Some of the hits, best first, and how many there are."""

    results: list[SearchHit] = field(default_factory=list)
    total: int = 0


class Found:
    """Everything that fits what was typed, best first; what a hit shows is read when asked for."""

    def __init__(
        self, documents: dict[str, tantivy.Document], words: list[str], language: str
    ) -> None:
        self._documents = documents
        self._words = words
        self._language = language

    @property
    def iris(self) -> list[str]:
        """The IRIs of all hits, best first."""
        return list(self._documents)

    def hit(self, iri: str) -> SearchHit:
        """Give what one of the hits shows."""
        return _hit(self._documents[iri], self._words, self._language)


class NameIndex:
    """A snapshot's index of names, open for reading; may be shared by threads.

    Parameters
    ----------
    folder : Path
        Where `build_index` wrote it.

    Raises
    ------
    StoreError
        If there is no index, or one of another version of this program.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir() or not tantivy.Index.exists(str(folder)):
            raise StoreError(str(folder), "there is no search index; run “samspill build”")
        try:
            index = tantivy.Index.open(str(folder))
        except ValueError as error:
            raise StoreError(str(folder), f"the search index cannot be read: {error}") from error
        self._searcher = index.searcher()
        self._schema = index.schema

    @property
    def size(self) -> int:
        """How many things the index knows."""
        return self._searcher.num_docs

    def search(
        self,
        q: str,
        kind: str | None = None,
        limit: int = 20,
        lang: str = "nb",
        offset: int = 0,
    ) -> SearchPage:
        """Find things by any of their names.

        Parameters
        ----------
        q : str
            What somebody typed. Case, accents and punctuation do not count; every word must fit,
            in any order. Words of 4 letters and more may have one typo, of 8 and more two, and
            the last word may be unfinished.
        kind : str, optional
            Only things of this kind (the table's singular, ``actor``).
        limit : int
            How many hits to give, at most `MAX_LIMIT`; more is taken as `MAX_LIMIT`.
        lang : str
            ``"nb"`` or ``"en"``: language of labels and of the alphabetical order.
        offset : int
            How many of the best hits to pass over.

        Returns
        -------
        SearchPage
            First names equal to `q`, then labels that begin with it, other names that do, names
            with all the words, names with an unfinished last word, and last those with typos:
            names that begin with what was meant, then fewer typos before more; within each step
            actors first, then the other `KINDS_FIRST`, documents last, each in Norwegian
            alphabetical order. Empty for an empty `q`.

        Notes
        -----
        Typos are counted as in optimal string alignment: a letter too many, too few, wrong, or
        two swapped count as one each.
        """
        words = fold(q[:MAX_QUERY]).split()
        limit, offset = max(0, min(limit, MAX_LIMIT)), max(0, offset)
        language = lang if lang in LANGUAGES else "nb"
        if not words:
            return SearchPage()
        total = 0
        results: list[SearchHit] = []
        earlier: list[tantivy.Query] = []
        for step in _steps(words, self._schema):
            query = _only(step, earlier, kind, self._schema)
            earlier.append(step)
            found = self._searcher.search(
                query,
                # Zero is not a limit that tantivy takes.
                limit=max(1, limit - len(results)),
                offset=max(0, offset - total),
                order_by_field=f"rank_{language}",
                order=tantivy.Order.Asc,
            )
            count = int(found.count)  # type: ignore[attr-defined]  # missing in its stub
            if len(results) < limit and offset < total + count:
                for _, address in found.hits:
                    results.append(_hit(self._searcher.doc(address), words, language))
            total += count
        return SearchPage(results, total)

    def find(self, q: str, lang: str = "nb") -> Found:
        """Find all things that `search` would give, in the same order, however many.

        Parameters
        ----------
        q : str
            What somebody typed, as for `search`.
        lang : str
            ``"nb"`` or ``"en"``: language of labels and of the alphabetical order.

        Returns
        -------
        Found
            Empty for an empty `q`. Names are compared only for the hits that are shown.
        """
        words = fold(q[:MAX_QUERY]).split()
        language = lang if lang in LANGUAGES else "nb"
        documents: dict[str, tantivy.Document] = {}
        earlier: list[tantivy.Query] = []
        for step in _steps(words, self._schema) if words else ():
            found = self._searcher.search(
                _only(step, earlier, None, self._schema),
                limit=max(1, self.size),
                order_by_field=f"rank_{language}",
                order=tantivy.Order.Asc,
            )
            earlier.append(step)
            for _, address in found.hits:
                document = self._searcher.doc(address)
                documents[str(document.get_first("iri"))] = document
        return Found(documents, words, language)


def _only(
    step: tantivy.Query, earlier: list[tantivy.Query], kind: str | None, schema: tantivy.Schema
) -> tantivy.Query:
    """Narrow a step to what no earlier step gave."""
    clauses = [(tantivy.Occur.Must, step)]
    clauses += [(tantivy.Occur.MustNot, query) for query in earlier]
    if kind:
        kind_query = tantivy.Query.term_query(schema, "kind", kind)
        clauses.append((tantivy.Occur.Must, kind_query))
    return tantivy.Query.boolean_query(clauses)


def _steps(words: list[str], schema: tantivy.Schema) -> Iterator[tantivy.Query]:
    """Give the ways in which a name may fit, best first."""
    query = tantivy.Query
    whole = " ".join(words)
    yield query.term_query(schema, "whole", whole)
    if _has_main(schema):
        yield _begins(MAIN, whole, schema)
    yield _begins("whole", whole, schema)
    exact = [query.term_query(schema, "words", word) for word in words]
    unfinished = _begins("words", words[-1], schema)
    yield _all(exact)
    yield _all([*exact[:-1], unfinished])
    yield query.fuzzy_term_query(
        schema, "whole", whole, distance=_typos(whole, 2), prefix=len(whole) > 4
    )
    for most in (1, 2):
        yield query.boolean_query(
            [
                (tantivy.Occur.Should, _all([_close(word, most, schema) for word in words])),
                (tantivy.Occur.Should, _joined("".join(words), most, schema)),
            ]
        )
    begun = [_close(word, 2, schema) for word in words[:-1]]
    yield _all([*begun, unfinished])
    yield _all([*begun, _close(words[-1], 2, schema, prefix=len(words[-1]) > 4)])


def _has_main(schema: tantivy.Schema) -> bool:
    try:
        tantivy.Query.term_query(schema, MAIN, "")
    except ValueError:
        return False
    return True


def _begins(field_name: str, text: str, schema: tantivy.Schema) -> tantivy.Query:
    # Not a regular expression, which a long text makes too large for the engine.
    return tantivy.Query.fuzzy_term_query(schema, field_name, text, distance=0, prefix=True)


def _all(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _typos(word: str, most: int) -> int:
    """Give how many typos a word may have: one from 4 letters on, two from 8 on."""
    return min(most, (len(word) >= 4) + (len(word) >= 8))


def _close(word: str, most: int, schema: tantivy.Schema, prefix: bool = False) -> tantivy.Query:
    typos = _typos(word, most)
    if not typos and not prefix:
        return tantivy.Query.term_query(schema, "words", word)
    return tantivy.Query.fuzzy_term_query(schema, "words", word, distance=typos, prefix=prefix)


def _joined(word: str, most: int, schema: tantivy.Schema) -> tantivy.Query:
    """Match a name whose spaces were typed elsewhere: "Hamar regionen"."""
    return tantivy.Query.fuzzy_term_query(schema, "joined", word, distance=_typos(word, most))


def _hit(document: tantivy.Document, words: list[str], language: str) -> SearchHit:
    label = str(document.get_first(f"label_{language}"))
    names = [str(name) for name in document.get_all("name")]
    return SearchHit(
        iri=str(document.get_first("iri")),
        label=label,
        kind=str(document.get_first("kind")),
        types=tuple(str(iri) for iri in document.get_all("type")),
        matched_name=min(names, key=lambda name: _distance(name, words, label)),
        type_labels=tuple(str(text) for text in document.get_all(f"type_label_{language}")),
    )


def _distance(name: str, words: list[str], label: str) -> tuple[object, ...]:
    """Sort names by how well they fit: as the steps do, then fewer typos, then the label first."""
    folded, whole = fold(name), " ".join(words)
    own = folded.split() or [""]
    exact = all(word in own for word in words[:-1])
    typos = sum(min(OSA.distance(word, other) for other in own) for word in words[:-1])
    # The last word may be unfinished, so only as much of a word as was typed is compared.
    last = words[-1]
    typos += min(OSA.distance(last, other[: len(last)]) for other in own)
    return (
        folded != whole,
        not folded.startswith(whole),
        not (exact and last in own),
        not (exact and any(word.startswith(last) for word in own)),
        typos,
        name != label,
        OSA.distance(whole, folded),
        alphabetical(name),
    )
