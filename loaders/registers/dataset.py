"""The folder that an import makes of a register's file, and that a build loads whole.

``statements.nt.gz`` holds what the file says, ``rejected.csv`` the rows that could not be read,
and ``dataset.json`` where it all comes from, with counts and hashes of the two others.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.errors import DatasetError
from ontology.iri_policy import OWN_GRAPHS, SLUG, named_graph
from ontology.namespaces import PREFIXES, Samspill

STATEMENTS = "statements.nt.gz"
REJECTED = "rejected.csv"
ABOUT = "dataset.json"

_XSD = PREFIXES["xsd"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_DCT = PREFIXES["dct"]
_NAME = NamedNode(PREFIXES["foaf"] + "name")
_AGENT = NamedNode(PREFIXES["foaf"] + "Agent")


@dataclass(frozen=True)
class About:
    """What ``dataset.json`` says: where a dataset comes from and how much of it there is."""

    id: str
    register: str
    title: dict[str, str]
    publisher: str
    licence: str  #: an IRI; empty where none is stated
    source_url: str
    date: str  #: of the file, ISO
    file: str  #: the name of the file that was read
    file_sha256: str
    rows_read: int
    rows_bad: int
    things: dict[str, int]  #: how many of each class
    statements: int
    statements_sha256: str
    rejected_sha256: str
    version: str  #: of the program that read the file


@dataclass(frozen=True)
class Dataset:
    """A folder whose files have been found to be what its ``dataset.json`` says."""

    path: Path
    about: About

    @property
    def named_graph(self) -> str:
        """The IRI of the named graph that holds the dataset."""
        return named_graph(self.about.id)

    @property
    def content_hash(self) -> str:
        """SHA-256 of all that goes into the named graph."""
        return hashlib.sha256((self.path / ABOUT).read_bytes()).hexdigest()


def dataset_id(folder: Path) -> str:
    """Give the id of the dataset in a folder: the folder's name.

    Raises
    ------
    DatasetError
        If the name is no slug, or is one of our own graphs.

    Examples
    --------
    >>> dataset_id(Path("registers/enheter-innlandet"))
    'enheter-innlandet'
    >>> dataset_id(Path("curated"))
    Traceback (most recent call last):
        ...
    ontology.errors.DatasetError: curated: is the name of one of our own graphs; give the folder \
another.
    """
    name = folder.resolve().name if folder.name in ("", ".", "..") else folder.name
    if not SLUG.match(name):
        raise _fault(
            folder,
            "mappens navn er datasettets id og må være små bokstaver a-z og tall med enkle "
            "bindestreker, som «enheter-2025».",
            "the folder's name is the id of the dataset and must be small letters a-z and digits "
            "with single hyphens, such as “enheter-2025”.",
        )
    if name in OWN_GRAPHS:
        raise _fault(
            folder,
            "er navnet på en av våre egne grafer; gi mappen et annet.",
            "is the name of one of our own graphs; give the folder another.",
        )
    return name


def read_dataset(folder: Path) -> Dataset:
    """Open the folder of a dataset and make sure that it is whole.

    Parameters
    ----------
    folder : Path
        As `loaders.registers.importing.import_file` has made it.

    Returns
    -------
    Dataset
        The hashes of its files agree; the statements are counted when they are loaded.

    Raises
    ------
    DatasetError
        If a file is missing, has been changed or is damaged, or the folder has another name than
        the dataset.
    """
    identifier = dataset_id(folder)
    about = _read_about(folder)
    if about.id != identifier:
        raise _fault(
            folder,
            f"mappen heter noe annet enn datasettet i den, «{about.id}». Gi mappen det navnet, "
            "eller importer på nytt.",
            f"the folder has another name than the dataset in it, “{about.id}”. Give the folder "
            "that name, or import again.",
        )
    for name, expected in (
        (STATEMENTS, about.statements_sha256),
        (REJECTED, about.rejected_sha256),
    ):
        if _sha256(folder / name) != expected:
            raise _fault(
                folder / name,
                "er endret eller skadet etter importen. Importer filen på nytt.",
                "has been changed or damaged since the import. Import the file again.",
            )
    return Dataset(folder, about)


def read_datasets(folders: Iterable[Path]) -> tuple[Dataset, ...]:
    """Open several datasets.

    Raises
    ------
    DatasetError
        As `read_dataset` does, or if two of them have the same id.
    """
    found: dict[str, Dataset] = {}
    for folder in folders:
        one = read_dataset(folder)
        if one.about.id in found:
            raise _fault(
                folder,
                f"har samme id som {found[one.about.id].path}; hvert datasett kan lastes én gang.",
                f"has the same id as {found[one.about.id].path}; load each dataset once.",
            )
        found[one.about.id] = one
    return tuple(found.values())


def is_dataset(folder: Path) -> bool:
    """Tell whether a folder holds a dataset, whole or damaged."""
    return (folder / ABOUT).is_file() and (folder / STATEMENTS).is_file()


def quads(dataset: Dataset) -> Iterator[Quad]:
    """Give what goes into the dataset's named graph, read as a stream.

    Yields
    ------
    Quad
        First what the dataset says of itself, then its statements.

    Raises
    ------
    DatasetError
        If the statements cannot be read or are not as many as they should be.
    """
    name = NamedNode(dataset.named_graph)
    yield from _of_itself(dataset.about, name)
    place = dataset.path / STATEMENTS
    count = 0
    try:
        with gzip.open(place, "rb") as file:
            for quad in parse(cast(IO[bytes], file), format=RdfFormat.N_TRIPLES):
                count += 1
                yield Quad(quad.subject, quad.predicate, quad.object, name)
    except (OSError, EOFError, zlib.error, SyntaxError, ValueError) as error:
        raise _fault(
            place,
            f"kan ikke leses ({error}). Importer filen på nytt.",
            f"cannot be read ({error}). Import the file again.",
        ) from error
    if count != dataset.about.statements:
        raise _fault(
            place,
            f"har {count} utsagn, men {ABOUT} sier {dataset.about.statements}. "
            "Importer filen på nytt.",
            f"has {count} statements, but {ABOUT} says {dataset.about.statements}. "
            "Import the file again.",
        )


def _of_itself(about: About, name: NamedNode) -> Iterator[Quad]:
    yield Quad(name, _TYPE, NamedNode(PREFIXES["void"] + "Dataset"), name)
    for language, text in sorted(about.title.items()):
        yield Quad(name, NamedNode(_DCT + "title"), Literal(text, language=language), name)
    publisher = NamedNode(name.value + "#publisher")
    yield Quad(name, NamedNode(_DCT + "publisher"), publisher, name)
    yield Quad(publisher, _TYPE, _AGENT, name)
    yield Quad(publisher, _NAME, Literal(about.publisher), name)
    if about.licence:
        yield Quad(name, NamedNode(_DCT + "license"), NamedNode(about.licence), name)
    if about.source_url:
        yield Quad(name, NamedNode(_DCT + "source"), NamedNode(about.source_url), name)
    day = Literal(about.date, datatype=NamedNode(_XSD + "date"))
    yield Quad(name, NamedNode(_DCT + "issued"), day, name)
    yield Quad(name, Samspill.register, Literal(about.register), name)
    yield Quad(name, Samspill.rowsRead, Literal(about.rows_read), name)
    yield Quad(name, Samspill.rowsRejected, Literal(about.rows_bad), name)


def _read_about(folder: Path) -> About:
    place = folder / ABOUT
    try:
        values = json.loads(place.read_text(encoding="utf-8"))
        about = About(**values)
        if not isinstance(about.statements, int) or not isinstance(about.title, dict):
            raise TypeError("counts and titles have another form")
    except FileNotFoundError as error:
        raise _fault(
            folder,
            f"er ikke et datasett: den har ingen {ABOUT}. Lag det med «samspill import».",
            f"is no dataset: it has no {ABOUT}. Make it with `samspill import`.",
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise _fault(
            place,
            f"kan ikke leses ({error}). Importer filen på nytt.",
            f"cannot be read ({error}). Import the file again.",
        ) from error
    return about


def about_text(about: About) -> str:
    """Give the text of ``dataset.json``."""
    return json.dumps(asdict(about), ensure_ascii=False, indent=1) + "\n"


def _sha256(place: Path) -> str:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _fault(
            place,
            f"mangler eller kan ikke leses ({error.strerror}). Importer filen på nytt.",
            f"is missing or cannot be read ({error.strerror}). Import the file again.",
        ) from error


def _fault(place: Path, nb: str, en: str) -> DatasetError:
    return DatasetError(str(place), {"nb": nb, "en": en})
