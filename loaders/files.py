"""Files that are replaced whole: written beside and renamed, so that no reader meets a half."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def replace(path: Path, content: bytes) -> None:
    """Write a file beside the one of that name, sync it, and give it the name.

    Parameters
    ----------
    path : Path
        The file to make or replace; a link stays a link. Rights stay as they are; a new file gets
        those of any file that the process makes.
    content : bytes
        All that the file shall hold.

    Raises
    ------
    OSError
        If the folder cannot be written; the file is then as it was.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     replace(Path(folder, "a.csv"), b"id")
    ...     Path(folder, "a.csv").read_bytes(), len(os.listdir(folder))
    (b'id', 1)
    """
    place = path.resolve()
    handle, beside = mkstemp(prefix=f".{place.name}-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), _rights(place))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, place)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


def _rights(place: Path) -> int:
    if place.exists():
        return place.stat().st_mode & 0o7777
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
