"""The things of the curated tables with their names in all forms, and where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from loaders.curated import BY_NAME, TABLES
from loaders.name_matching import FoldedName, fold_name, head_of
from loaders.people import is_about_people
from loaders.rows import Row, Tables
from loaders.tables import RDFS_LABEL
from ontology import vocabulary
from ontology.iri_policy import ONTOLOGY, concept, singular

Text = dict[str, str]

#: Columns that hold the label, by kind; other names of the row stand in `_SHORT`.
LABELS: dict[str, tuple[str, ...]] = {
    singular(table.name): tuple(
        column.name for column in table.own if column.property == RDFS_LABEL
    )
    for table in TABLES
    if any(column.property == RDFS_LABEL for column in table.own)
}
#: The kinds of things that have names, in the order of the tables.
KINDS = tuple(LABELS)
#: People stand in no file unless they are asked for.
KINDS_UNASKED = tuple(kind for kind in KINDS if kind != "person")
#: The kind of a form that is a part of a label only.
HEAD = "head"
#: The kind of a form that is an id which was given up.
FORMER_ID = "former-id"
_SHORT = "short_name"
_TABLES = {singular(table.name): table.name for table in TABLES}
# A region in a region in a county in a country: more is a circle.
_MOST_WHOLES = 4


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name.

    ``kind`` is ``label``, a code of the list name-kind, ``former-id``, or ``head``: what stands
    before a bracket, dash or colon in a label, which is no name that the tables have.
    """

    text: str
    kind: str
    folded: FoldedName


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A row of a table that has names."""

    row: Row
    forms: tuple[Form, ...]  #: the label first; forms that fold to the same are there once

    @property
    def kind(self) -> str:
        """The table's singular."""
        return singular(self.row.table)

    @property
    def ref(self) -> str:
        """The thing as other tables point to it: ``kind:id``."""
        return f"{self.kind}:{self.row.id}"

    @property
    def label(self) -> str:
        """The first label that the row has."""
        return self.forms[0].text

    @property
    def type(self) -> str:
        """The column ``type``, empty where the table has none."""
        return self.row.cells.get("type", "")


def read_things(tables: Tables, kinds: Collection[str] = KINDS_UNASKED) -> list[NamedThing]:
    """Gather the things of some kinds with all their names.

    Parameters
    ----------
    tables : Tables
        What was read; need not be checked.
    kinds : collection of str
        Some of `KINDS`; people only if asked for.

    Returns
    -------
    list of NamedThing
        In the order of the tables. Names come from the label columns, ``short_name``, the table
        ``names`` and the former ids of ``merged_ids``. A row without id or any label is left out.

    Examples
    --------
    >>> actor = Row("actors", "actors.csv", 2, {"id": "hkp", "name_nb": "Hedmark Kunnskapspark"})
    >>> cells = {"subject": "actor:hkp", "name": "HKP", "kind": "abbreviation"}
    >>> name = Row("names", "names.csv", 2, cells)
    >>> (thing,) = read_things(Tables({"actors": [actor], "names": [name]}, []), ["actor"])
    >>> thing.ref, [(form.text, form.kind) for form in thing.forms]
    ('actor:hkp', [('Hedmark Kunnskapspark', 'label'), ('HKP', 'abbreviation')])
    """
    further: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in tables.rows.get("names", ()):
        if "person" in kinds or not is_about_people(row):
            name = (row.cells.get("name", ""), row.cells.get("kind", ""))
            further[row.cells.get("subject", "")].append(name)
    for former, now in merged(tables).items():
        further[now].append((former.partition(":")[2].replace("-", " "), FORMER_ID))
    things = []
    for kind in kinds:
        for row in tables.rows.get(_TABLES[kind], ()):
            labels = [(row.cells.get(column, ""), "label") for column in LABELS[kind]]
            short = [(row.cells.get(_SHORT, ""), "short")]
            if row.id and any(text for text, _ in labels):
                heads = [(head_of(text), HEAD) for text, _ in labels]
                forms = tuple(_forms(chain(labels, further[f"{kind}:{row.id}"], short, heads)))
                things.append(NamedThing(row, forms))
    return things


def _forms(names: Iterable[tuple[str, str]]) -> Iterator[Form]:
    seen = set()
    for text, kind in names:
        folded = fold_name(text)
        if text and (folded.key, folded.ending) not in seen:
            seen.add((folded.key, folded.ending))
            yield Form(text, kind, folded)


def merged(tables: Tables) -> dict[str, str]:
    """Give for each former id of ``merged_ids`` the id that stands for it now, as ``kind:id``.

    Examples
    --------
    >>> rows = [Row("merged_ids", "merged_ids.csv", 2, {"old_id": "actor:a", "new_id": "actor:b"}),
    ...         Row("merged_ids", "merged_ids.csv", 3, {"old_id": "actor:b", "new_id": "actor:c"})]
    >>> merged(Tables({"merged_ids": rows}, []))
    {'actor:a': 'actor:c', 'actor:b': 'actor:c'}
    """
    steps = {
        row.cells.get("old_id", ""): row.cells.get("new_id", "")
        for row in tables.rows.get("merged_ids", ())
    }
    found = {}
    for former in steps:
        now, met = steps[former], {former}
        while now in steps and now not in met:
            met.add(now)
            now = steps[now]
        found[former] = now
    return found


class Whereabouts:
    """Where the things of the tables are, in words: what sets apart two things of one name.

    Parameters
    ----------
    tables : Tables
        What was read.
    """

    def __init__(self, tables: Tables) -> None:
        places = tables.rows.get("places", ())
        self._names = {row.id: row.cells.get("name", "") for row in places}
        self._wholes: defaultdict[str, list[str]] = defaultdict(list)
        for row in tables.rows.get("place_parts", ()):
            if row.cells.get("modality", "") in ("", "actual"):
                self._wholes[row.cells.get("part", "")].append(row.cells.get("whole", ""))
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        for row in tables.rows.get("place_codes", ()):
            self._codes[row.cells.get("place", "")].append(row.cells.get("code", ""))

    def wholes(self, place: str) -> list[str]:
        """Give the ids of the places that a place is part of, the nearest first."""
        found: list[str] = []
        level = [place]
        for _ in range(_MOST_WHOLES):
            level = [whole for part in level for whole in self._wholes[part]]
            found += [whole for whole in level if whole not in found and whole != place]
        return found

    def text(self, thing: NamedThing) -> Text:
        """Say in nb and en where a thing is, and when it ended.

        For a place what it is part of, for others the place that they act for or sit in; with the
        codes of the place. Says so where the tables do not tell.
        """
        cells = thing.row.cells
        of_its_own = thing.kind == "place"
        place = thing.row.id if of_its_own else cells.get("acts_for", "") or cells.get("seat", "")
        parts_nb, parts_en = [], []
        if place in self._names and not of_its_own:
            parts_nb.append(self._names[place])
            parts_en.append(self._names[place])
        wholes = ", ".join(self._names.get(whole, whole) for whole in self.wholes(place))
        if place and wholes:
            parts_nb.append(f"del av {wholes}")
            parts_en.append(f"part of {wholes}")
        if codes := ", ".join(self._codes[place]) if place else "":
            parts_nb.append(f"nummer {codes}")
            parts_en.append(f"number {codes}")
        if not parts_nb:
            parts_nb.append("ikke oppgitt")
            parts_en.append("not stated")
        if ended := cells.get("dissolved", "") or cells.get("valid_to", "").strip("."):
            parts_nb.append(f"til {ended}")
            parts_en.append(f"until {ended}")
        return {"nb": ", ".join(parts_nb), "en": ", ".join(parts_en)}


def type_text(thing: NamedThing) -> Text:
    """Give the label of a thing's class in nb and en.

    Examples
    --------
    >>> type_text(NamedThing(Row("actors", "actors.csv", 2, {"type": "BusinessGarden"}), ()))
    {'nb': 'næringshage', 'en': 'business garden'}
    """
    class_ = BY_NAME[thing.row.table].class_
    iri = class_.value if class_ else f"{ONTOLOGY}{thing.type}"
    known = vocabulary.texts()
    return known[iri].label if iri in known else {"nb": thing.type, "en": thing.type}


def form_text(form: Form) -> Text:
    """Say in nb and en what kind of name a form is.

    Examples
    --------
    >>> form_text(Form("HKP", "abbreviation", fold_name("HKP")))
    {'nb': 'forkortelse', 'en': 'abbreviation'}
    """
    own = {
        "label": {"nb": "navn", "en": "name"},
        HEAD: {"nb": "første del av navnet", "en": "first part of the name"},
        FORMER_ID: {"nb": "tidligere id", "en": "former id"},
    }
    iri = concept("name-kind", form.kind) if form.kind and form.kind not in own else ""
    known = vocabulary.texts()
    if form.kind in own:
        return own[form.kind]
    return known[iri].label if iri in known else {"nb": form.kind, "en": form.kind}
