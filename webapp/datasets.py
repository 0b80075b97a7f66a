"""The registers that a build has loaded: title, date and licence of each."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from pyoxigraph import Literal

from graph.names import choose_label
from webapp import texts
from webapp.kept import Kept
from webapp.site import OpenSnapshot
from webapp.site_queries import site_query

#: Where the page of sources lists them.
LIST = "/sources#registers"
_LICENCES = {
    "https://data.norge.no/nlod/no/2.0": "NLOD 2.0",
    "https://data.norge.no/nlod/no/1.0": "NLOD 1.0",
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
}


@dataclass(frozen=True)
class Dataset:
    """What one dataset says of itself."""

    iri: str  #: of its named graph
    titles: dict[str, str]  #: by language
    publisher: str
    date: str
    licence: str  #: an IRI, or nothing
    source_url: str
    rows_read: int
    rows_rejected: int

    @property
    def id(self) -> str:
        """The name of its graph."""
        return self.iri.rpartition("/")[2]

    def title(self, language: str) -> str:
        """Give the title in the language."""
        return choose_label(self.titles, language, self.iri)

    def day(self) -> str:
        """Write the date of the register's file."""
        return texts.day(self.date)

    def licence_name(self) -> str:
        """Write the licence, or that none is stated."""
        known = _LICENCES.get(self.licence, self.licence).replace(" ", "\N{NO-BREAK SPACE}")
        return known or _("ikke oppgitt")

    def licence_url(self) -> str | None:
        """Give the address of the licence, if it may be linked."""
        return self.licence if self.licence.startswith(("https://", "http://")) else None

    def mark(self, language: str) -> dict[str, object]:
        """Give the source mark of what it says: register, date and licence."""
        return {
            "document": _("%(register)s, %(day)s", register=self.title(language), day=self.day()),
            "document_url": LIST,
            "licence": self.licence_name(),
            "licence_url": self.licence_url(),
            "modality": "",
        }


_DATASETS = Kept[dict[str, Dataset]]()


def datasets(snapshot: OpenSnapshot) -> dict[str, Dataset]:
    """Give the datasets of a snapshot by the IRI of their graph; read once."""

    def read() -> dict[str, Dataset]:
        found: dict[str, Dataset] = {}
        for row in snapshot.reader.select(site_query("datasets")):
            iri, title = row["dataset"].value, row["title"]
            one = found.setdefault(
                iri,
                Dataset(
                    iri,
                    {},
                    row["publisher"].value,
                    row["date"].value,
                    row["licence"].value if "licence" in row else "",
                    row["source"].value if "source" in row else "",
                    int(row["read"].value),
                    int(row["rejected"].value),
                ),
            )
            language = title.language if isinstance(title, Literal) else None
            one.titles[language or ""] = title.value
        return found

    return _DATASETS.of(snapshot, "", read)
