"""Everything that may differ between two installations, read once when the application is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

from ontology.errors import SettingError

PREFIX = "SAMSPILL_"
_ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")


@dataclass(frozen=True)
class Settings:
    """Settings of the server; each is read from ``SAMSPILL_<NAME>`` in the environment."""

    snapshots: Path = Path("snapshots")  #: folder that holds all snapshots
    cache: str = ""  #: folder for files made on demand; empty: a temporary one of this process
    query_timeout: float = 10.0  #: seconds that a query of a visitor may run
    query_memory_mb: int = 768  #: megabytes that a query of a visitor may take
    query_max_rows: int = 100_000  #: rows that the answer to a query may have
    query_workers: int = 0  #: processes that wait for queries; 0: as many as processors
    query_slow_workers: int = 0  #: queries that may run for over a second; 0: twice the workers
    max_request_bytes: int = 1_048_576  #: size that a request may have
    watch_seconds: float = 1.0  #: seconds between looks for a newer snapshot; 0: never look
    log_requests: bool = True  #: whether a line is logged for each request
    contact: str = ""  #: e-mail address that takes reports of faults; empty: none is shown

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read the settings; a value that is not allowed raises `SettingError` with its name."""
        given: dict[str, Any] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name in environ:
                given[field.name] = _read(name, environ[name], field.name)
        return cls(**given)


def _read(name: str, value: str, field_name: str) -> object:
    allowed, convert = _ALLOWED[field_name]
    try:
        return convert(value.strip())
    except ValueError as error:
        raise SettingError(name, value, allowed) from error


def _number(kind: type[int] | type[float], least: float) -> Callable[[str], float]:
    def convert(value: str) -> float:
        number = kind(value)
        # The comparison is false for "nan" too.
        if not least <= number < float("inf"):
            raise ValueError(value)
        return number

    return convert


def _folder(value: str) -> Path:
    if not value:
        raise ValueError(value)
    return Path(value)


def _switch(value: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.lower() not in known:
        raise ValueError(value)
    return known[value.lower()]


def _address(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise ValueError(value)
    return value


_ALLOWED: dict[str, tuple[str, Callable[[str], object]]] = {
    "snapshots": ("a folder", _folder),
    "cache": ("a folder, or nothing", str),
    "query_timeout": ("a number of seconds, at least 0.1", _number(float, 0.1)),
    "query_memory_mb": ("a whole number of megabytes, at least 256", _number(int, 256)),
    "query_max_rows": ("a whole number, at least 1", _number(int, 1)),
    "query_workers": ("a whole number, 0 for as many as processors", _number(int, 0)),
    "query_slow_workers": ("a whole number, 0 for twice the workers", _number(int, 0)),
    "max_request_bytes": ("a whole number of bytes, at least 1024", _number(int, 1024)),
    "watch_seconds": ("a number of seconds, 0 for never", _number(float, 0)),
    "log_requests": ("true or false", _switch),
    "contact": ("an e-mail address, or nothing", _address),
}
