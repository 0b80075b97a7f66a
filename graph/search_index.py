"""Writes the index of all names in a snapshot, which `graph.search` reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from graph.names import SPARQL_PREFIXES, alphabetical, choose_label, fold
from graph.store import Reader
from ontology.errors import StoreError
from ontology.iri_policy import ID, table_and_id

LANGUAGES = ("nb", "en")
#: Of hits that fit equally well, what most people look for stands first, documents last.
KINDS_FIRST = ("actor", "place", "initiative", "agreement", "strategy", "goal", "topic")
KINDS_LAST = ("contradiction", "source")

#: The field of labels alone, without other names; an index of an older snapshot has none.
MAIN = "main"

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
    builder.add_text_field(MAIN, tokenizer_name="raw", index_option="basic")
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
                        _place_of_kind(iri),
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


def _place_of_kind(iri: str) -> int:
    parts = table_and_id(iri)
    kind = parts[0] if parts else ""
    if kind in KINDS_FIRST:
        return KINDS_FIRST.index(kind)
    return len(KINDS_FIRST) + (kind in KINDS_LAST)


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
    for folded in sorted({fold(label) for label in entry.labels.values()}):
        document.add_text(MAIN, folded)
    for iri_of_type in sorted(entry.types):
        document.add_text("type", iri_of_type)
    for language in LANGUAGES:
        document.add_text(f"label_{language}", choose_label(entry.labels, language, iri))
        document.add_unsigned(f"rank_{language}", ranks[language][iri])
        for iri_of_type in sorted(entry.types):
            label = choose_label(type_labels.get(iri_of_type, {}), language, iri_of_type)
            document.add_text(f"type_label_{language}", label)
    return document
