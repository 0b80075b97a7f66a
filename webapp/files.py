"""Files made from a snapshot on demand and kept on disk as long as it is the open one.

None holds people, row numbers or registers: the graphs `persons` and `rows` and those of imported
datasets are left out.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph import export_network, export_rdf, standalone
from graph.layout import arrange
from graph.network import NetworkChoice, project
from webapp.datasets import datasets
from webapp.site import OpenSnapshot, Site

#: A graph of more statements than this is not written out just to tell the file's size.
_SMALL_GRAPH = 200_000


@dataclass(frozen=True)
class Maker:
    """How one file is made, and what it is served as."""

    media_type: str
    write: Callable[[OpenSnapshot, str, BinaryIO], object]
    slow: bool = False
    by_language: bool = False


def _rdf(form: str) -> Callable[[OpenSnapshot, str, BinaryIO], object]:
    def write(opened: OpenSnapshot, _language: str, file: BinaryIO) -> object:
        # A register has a licence of its own, and may be larger than memory.
        registers = [one.id for one in datasets(opened).values()]
        leave_out = (*export_rdf.LEFT_OUT, *registers)
        return export_rdf.write_rdf(opened.reader, form, file, leave_out)

    return write


def _network(kind: str) -> Callable[[OpenSnapshot, str, BinaryIO], object]:
    def write(opened: OpenSnapshot, language: str, file: BinaryIO) -> object:
        found = project(opened.reader, NetworkChoice(), language)
        places = arrange(found, opened.layout)
        if kind == "graphml":
            return file.write(export_network.write_graphml(found, places))
        if kind == "gexf":
            return file.write(export_network.write_gexf(found, places))
        if kind == "nodes":
            return file.write(export_network.write_nodes_csv(found, places))
        if kind == "edges":
            return file.write(export_network.write_edges_csv(found))
        note = f"Samspill, {opened.snapshot.name}, CC BY 4.0"
        return file.write(standalone.write_page(found, places, language, note=note).encode())

    return write


def _rdf_maker(form: str) -> Maker:
    return Maker(export_rdf.RDF_FILES[form].media_type, _rdf(form))


MAKERS: dict[str, Maker] = {
    "samspill.ttl": _rdf_maker("ttl"),
    "samspill.nq": _rdf_maker("nq"),
    "samspill.jsonld": _rdf_maker("jsonld"),
    "network.graphml": Maker("application/graphml+xml", _network("graphml"), by_language=True),
    "network.gexf": Maker("application/gexf+xml", _network("gexf"), by_language=True),
    "network-nodes.csv": Maker("text/csv", _network("nodes"), by_language=True),
    "network-edges.csv": Maker("text/csv", _network("edges"), by_language=True),
    "network.html": Maker("text/html", _network("page"), slow=True, by_language=True),
}


#: Those that hold the graph itself.
RDF_DUMPS = ("samspill.ttl", "samspill.nq", "samspill.jsonld")


class FileCache:
    """The folder of made files: one folder in it for each snapshot."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._locks: dict[Path, threading.Lock] = {}

    @classmethod
    def of(cls, site: Site) -> FileCache:
        """Give the cache of a site; without a folder in the settings, a temporary one."""
        if site.files is None:
            if site.settings.cache:
                root = Path(site.settings.cache)
            else:
                root = Path(tempfile.mkdtemp(prefix="samspill-"))
                atexit.register(shutil.rmtree, root, ignore_errors=True)
            site.files = cls(root)
        found = site.files
        assert isinstance(found, FileCache)
        return found

    def path(self, opened: OpenSnapshot, name: str, language: str) -> Path:
        """Give a file, made now unless it is there."""
        maker = MAKERS[name]

        def write(file: BinaryIO) -> None:
            self._forget_others(opened)
            maker.write(opened, language, file)

        return self._kept(self._place(opened, name, language), write)

    def keep(self, folder: str, name: str, write: Callable[[BinaryIO], object]) -> Path:
        """Give a file that depends on more than one snapshot, made now unless it is there.

        Its folder stands beside those of the snapshots; who keeps a file there removes it.
        """
        return self._kept(self.folder(folder) / name, write)

    def folder(self, name: str) -> Path:
        """Give a folder of files of more than one snapshot; it need not be there."""
        return self._root / name

    def _kept(self, place: Path, write: Callable[[BinaryIO], object]) -> Path:
        with self._lock:
            lock = self._locks.setdefault(place, threading.Lock())
        with lock:
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                # Written beside and renamed: another process may share the folder.
                beside = place.with_name(f".{place.name}-{os.getpid()}")
                with beside.open("wb") as file:
                    write(file)
                os.replace(beside, place)
        return place

    def size(self, opened: OpenSnapshot, name: str, language: str) -> int | None:
        """Give the size of a file, or None when making it takes too long to tell."""
        place = self._place(opened, name, language)
        if not place.exists() and (MAKERS[name].slow or opened.statements > _SMALL_GRAPH):
            return None
        return self.path(opened, name, language).stat().st_size

    def checksum(self, opened: OpenSnapshot, name: str, language: str) -> str:
        """Give the SHA-256 of a file in hexadecimal; the file is made now unless it is there."""
        made = self.path(opened, name, language)

        def write(file: BinaryIO) -> None:
            with made.open("rb") as content:
                file.write(hashlib.file_digest(content, "sha256").hexdigest().encode())

        # Kept as well: a graph of gigabytes takes seconds to read.
        return self._kept(made.with_name(f"{made.name}.sha256"), write).read_text()

    def _place(self, opened: OpenSnapshot, name: str, language: str) -> Path:
        folder = self._root / opened.snapshot.name
        return folder / (f"{language}-{name}" if MAKERS[name].by_language else name)

    def _forget_others(self, opened: OpenSnapshot) -> None:
        """Remove the files of snapshots that are not served any more, but for the last one."""
        if not self._root.is_dir():
            return
        folders = sorted(
            (one for one in self._root.iterdir() if one.is_dir() and one.name[:8].isdecimal()),
            key=lambda one: one.stat().st_mtime,
        )
        for folder in folders[:-2]:
            if folder.name != opened.snapshot.name:
                shutil.rmtree(folder, ignore_errors=True)
