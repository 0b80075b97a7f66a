"""The index of all names in a snapshot: typos forgiven, equal answers in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from rapidfuzz.distance import OSA

from graph.names import SPARQL_PREFIXES, alphabetical, choose_label, fold
from graph.store import Reader
from ontology.errors import StoreError
from ontology.iri_policy import ID, table_and_id

#: The most hits that one page may hold.
MAX_LIMIT = 100
#: What a visitor types is cut here, in letters: what is longer is found by its beginning.
MAX_QUERY = 200
LANGUAGES = ("nb", "en")

_HEAP_BYTES = 50_000_000

# Shape of the answers: one row a thing and name.
_LABELS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?name ?property WHERE {
  VALUES ?property { rdfs:label samspill:shortName skos:altLabel skos:hiddenLabel }
  ?thing ?property ?name .
  FILTER NOT EXISTS {
    VALUES ?registered {
      samspill:RegisteredUnit samspill:RegisteredProject samspill:RegisteredParticipation
    }
    ?thing a ?registered
  }
}"""
)
_NAME_ROWS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?name WHERE {
  ?row a samspill:Name ; samspill:subject ?thing ; samspill:nameText|samspill:name ?name .
}"""
)
_TYPES = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?type WHERE {
  ?thing a ?type
  FILTER(?type NOT IN (samspill:RegisteredUnit, samspill:RegisteredProject,
                       samspill:RegisteredParticipation))
}"""
)
_TYPE_LABELS = (
    SPARQL_PREFIXES
    + """
SELECT ?type ?label WHERE {
  { SELECT DISTINCT ?type WHERE { ?thing a ?type } }
  ?type rdfs:label ?label .
}"""
)
# What only stands in a register is left out (docs/adr/0012).
# A relation or a name row has no name of its own: its label repeats those of the things it joins,
# and would bury them.
_NOT_NAMED = (
    SPARQL_PREFIXES
    + """
SELECT DISTINCT ?type WHERE {
  { ?type rdfs:subClassOf* samspill:Relation }
  UNION { VALUES ?type { samspill:Name samspill:Mention samspill:Identity samspill:ActorTie
                         samspill:ContradictionClaim } }
}"""
)


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


@dataclass
class _Entry:
    labels: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("iri", stored=True, tokenizer_name="raw")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("name", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("type", stored=True, tokenizer_name="raw", index_option="basic")
    for language in LANGUAGES:
        builder.add_text_field(f"label_{language}", stored=True, tokenizer_name="raw")
        builder.add_text_field(f"type_label_{language}", stored=True, tokenizer_name="raw")
        builder.add_unsigned_field(f"rank_{language}", fast=True)
    builder.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("joined", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


_SCHEMA = _schema()


def _collect(reader: Reader) -> tuple[dict[str, _Entry], dict[str, dict[str, str]]]:
    """Read every name of every thing, and the labels of the classes."""
    not_named = {row["type"].value for row in reader.select(_NOT_NAMED)}
    entries: defaultdict[str, _Entry] = defaultdict(_Entry)
    for row in reader.select(_TYPES):
        if row["thing"].value.startswith(ID):
            entries[row["thing"].value].types.add(row["type"].value)
    for row in reader.select(_LABELS):
        iri, name = row["thing"].value, row["name"]
        if not iri.startswith(ID):
            continue
        entries[iri].names.add(name.value)
        if row["property"].value.endswith("#label"):
            language = getattr(name, "language", None) or ""
            shown = entries[iri].labels.setdefault(language, name.value)
            entries[iri].labels[language] = min(shown, name.value)
    for row in reader.select(_NAME_ROWS):
        entries[row["thing"].value].names.add(row["name"].value)
    type_labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in reader.select(_TYPE_LABELS):
        language = getattr(row["label"], "language", None) or ""
        type_labels[row["type"].value][language] = row["label"].value
    named = {
        iri: entry
        for iri, entry in entries.items()
        if entry.names and not entry.types & not_named and table_and_id(iri)
    }
    return named, dict(type_labels)


def build_index(reader: Reader, folder: Path) -> int:
    """Write the index of all names into a folder.

    Parameters
    ----------
    reader : Reader
        The store whose names are read: every ``rdfs:label`` and ``samspill:shortName``, every
        ``samspill:Name`` row, and alternative and hidden labels. Relations and name rows get no
        entry of their own, nor do things of registers (docs/adr/0012), and only IRIs of the
        project's own things do.
    folder : Path
        Made if missing. It must hold no index yet.

    Returns
    -------
    int
        How many things the index knows.

    Raises
    ------
    StoreError
        If the folder cannot be written or already holds an index.

    Notes
    -----
    The content is the same for the same names; the names of the files inside are not (tantivy
    gives each segment a random name).
    """
    if folder.exists() and tantivy.Index.exists(str(folder)):
        raise StoreError(str(folder), "there is a search index already")
    entries, type_labels = _collect(reader)
    ranks = {
        language: {
            iri: rank
            for rank, iri in enumerate(
                sorted(
                    entries,
                    key=lambda iri: (
                        alphabetical(choose_label(entries[iri].labels, language, iri)),
                        iri,
                    ),
                )
            )
        }
        for language in LANGUAGES
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_SCHEMA, path=str(folder))
        writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        for iri in sorted(entries):
            writer.add_document(_document(iri, entries[iri], type_labels, ranks))
        writer.commit()
        writer.wait_merging_threads()
    except (OSError, ValueError) as error:
        raise StoreError(str(folder), f"the search index cannot be written: {error}") from error
    return len(entries)


def _document(
    iri: str,
    entry: _Entry,
    type_labels: dict[str, dict[str, str]],
    ranks: dict[str, dict[str, int]],
) -> tantivy.Document:
    parts = table_and_id(iri)
    document = tantivy.Document()
    document.add_text("iri", iri)
    document.add_text("kind", parts[0] if parts else "")
    for name in sorted(entry.names, key=alphabetical):
        document.add_text("name", name)
    for folded in sorted({fold(name) for name in entry.names}):
        document.add_text("whole", folded)
        document.add_text("joined", folded.replace(" ", ""))
        document.add_text("words", folded)
    for iri_of_type in sorted(entry.types):
        document.add_text("type", iri_of_type)
    for language in LANGUAGES:
        document.add_text(f"label_{language}", choose_label(entry.labels, language, iri))
        document.add_unsigned(f"rank_{language}", ranks[language][iri])
        for iri_of_type in sorted(entry.types):
            label = choose_label(type_labels.get(iri_of_type, {}), language, iri_of_type)
            document.add_text(f"type_label_{language}", label)
    return document


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
            First names equal to `q`, then names that begin with it, names with all the words,
            names with an unfinished last word, and last those with typos: names that begin with
            what was meant, then fewer typos before more; within each step in Norwegian
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
        for step in _steps(words):
            query = _only(step, earlier, kind)
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
        for step in _steps(words) if words else ():
            found = self._searcher.search(
                _only(step, earlier, None),
                limit=max(1, self.size),
                order_by_field=f"rank_{language}",
                order=tantivy.Order.Asc,
            )
            earlier.append(step)
            for _, address in found.hits:
                document = self._searcher.doc(address)
                documents[str(document.get_first("iri"))] = document
        return Found(documents, words, language)


def _only(step: tantivy.Query, earlier: list[tantivy.Query], kind: str | None) -> tantivy.Query:
    """Narrow a step to what no earlier step gave."""
    clauses = [(tantivy.Occur.Must, step)]
    clauses += [(tantivy.Occur.MustNot, query) for query in earlier]
    if kind:
        kind_query = tantivy.Query.term_query(_SCHEMA, "kind", kind)
        clauses.append((tantivy.Occur.Must, kind_query))
    return tantivy.Query.boolean_query(clauses)


def _steps(words: list[str]) -> Iterator[tantivy.Query]:
    """Give the ways in which a name may fit, best first."""
    query = tantivy.Query
    whole = " ".join(words)
    yield query.term_query(_SCHEMA, "whole", whole)
    yield _begins("whole", whole)
    exact = [query.term_query(_SCHEMA, "words", word) for word in words]
    unfinished = _begins("words", words[-1])
    yield _all(exact)
    yield _all([*exact[:-1], unfinished])
    yield query.fuzzy_term_query(
        _SCHEMA, "whole", whole, distance=_typos(whole, 2), prefix=len(whole) > 4
    )
    for most in (1, 2):
        yield query.boolean_query(
            [
                (tantivy.Occur.Should, _all([_close(word, most) for word in words])),
                (tantivy.Occur.Should, _joined("".join(words), most)),
            ]
        )
    begun = [_close(word, 2) for word in words[:-1]]
    yield _all([*begun, unfinished])
    yield _all([*begun, _close(words[-1], 2, prefix=len(words[-1]) > 4)])


def _begins(field_name: str, text: str) -> tantivy.Query:
    # Not a regular expression, which a long text makes too large for the engine.
    return tantivy.Query.fuzzy_term_query(_SCHEMA, field_name, text, distance=0, prefix=True)


def _all(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _typos(word: str, most: int) -> int:
    """Give how many typos a word may have: one from 4 letters on, two from 8 on."""
    return min(most, (len(word) >= 4) + (len(word) >= 8))


def _close(word: str, most: int, prefix: bool = False) -> tantivy.Query:
    typos = _typos(word, most)
    if not typos and not prefix:
        return tantivy.Query.term_query(_SCHEMA, "words", word)
    return tantivy.Query.fuzzy_term_query(_SCHEMA, "words", word, distance=typos, prefix=prefix)


def _joined(word: str, most: int) -> tantivy.Query:
    """Match a name whose spaces were typed elsewhere: "Hamar regionen"."""
    return tantivy.Query.fuzzy_term_query(_SCHEMA, "joined", word, distance=_typos(word, most))


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
