"""What a build is made from, as hashes: equal inputs make an equal snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

#: Raised when the layout of a snapshot's folder changes, so that old ones are built anew.
SNAPSHOT_FORMAT = 1

_CODE_FOLDERS = ("ontology", "graph", "loaders", "queries")


def fingerprint(
    data: Path,
    rdf_files: Iterable[tuple[str, Path]] = (),
    *,
    keep_graphs: bool = False,
    datasets: Iterable[str] = (),
) -> dict[str, str]:
    """Hash everything that a snapshot is made from.

    Parameters
    ----------
    data : Path
        The folder with the tables, or the .xlsx file.
    rdf_files : iterable of tuple
        Named graph and path of each further RDF file.
    keep_graphs : bool
        Whether quads keep their own graphs.
    datasets : iterable of str
        The content hash of each dataset of a register.

    Returns
    -------
    dict
        SHA-256 by name: ``tables`` (byte for byte), ``program`` (ontology, shapes, rules, checks
        and the code that reads them), ``rdf`` (further files) and ``datasets``; equal dictionaries
        mean that nothing changed.
    """
    files = [data] if data.is_file() else [*data.glob("*.csv"), data / "datapackage.json"]
    root = Path(__file__).parents[1]
    program = [
        path
        for folder in _CODE_FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".ttl", ".rq")
    ]
    extra = {f"{name}\n{keep_graphs}\n{path}": path for name, path in rdf_files}
    return {
        "format": str(SNAPSHOT_FORMAT),
        "tables": _hash({path.name: path for path in files if path.is_file()}),
        "program": _hash({path.relative_to(root).as_posix(): path for path in program}),
        "rdf": _hash(extra),
        "datasets": sha256("".join(sorted(datasets)).encode()).hexdigest(),
    }


def _hash(files: Mapping[str, Path]) -> str:
    total = sha256()
    for name in sorted(files):
        total.update(name.encode())
        total.update(sha256(files[name].read_bytes()).digest())
    return total.hexdigest()
