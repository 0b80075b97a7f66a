"""Import 1.2 million made-up units of Enhetsregisteret, as JSON and as CSV.

Figure to reach: at most 300 MB of memory. Each import runs in a process of its own; the memory is
the largest that the system has given it.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import IO, Any

from loaders.registers.enhetsregisteret import NEEDED, WANTED
from loaders.values import organisation_number_is_valid

ROOT = Path(__file__).parents[1]
UNITS = 1_200_000
SEED = 2025

_FORMS = ("AS", "ENK", "ANS", "FLI", "NUF", "STI", "ORGL", "KOMM")
_WORDS = ("Furu", "Elv", "Nord", "Mjøs", "Fjell", "Skog", "Bygg", "Drift", "Åker", "Øst")
_MUNICIPALITIES = ("3401", "3403", "3405", "3407", "3411", "3413", "3420", "0301")


def units(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Make units in the form of the JSON file; the same for the same seed."""
    random = Random(seed)
    for number in _numbers(count):
        unit: dict[str, Any] = {
            "organisasjonsnummer": number,
            "navn": f"{random.choice(_WORDS)} {random.choice(_WORDS)} {number[:5]} AS".upper(),
            "organisasjonsform": {"kode": random.choice(_FORMS), "beskrivelse": "Noe"},
            "postadresse": {"land": "Norge", "postnummer": "2300", "adresse": ["Postboks 1"]},
            "forretningsadresse": {
                "land": "Norge",
                "adresse": ["Storgata 1"],
                "kommunenummer": random.choice(_MUNICIPALITIES),
            },
            "naeringskode1": {"kode": f"{random.randint(10, 96)}.{random.randint(100, 999)}"},
            "institusjonellSektorkode": {"kode": "2100", "beskrivelse": "Private foretak"},
            "stiftelsesdato": f"{random.randint(1900, 2024)}-{random.randint(1, 12):02d}-15",
            "konkurs": random.random() < 0.01,
            "underAvvikling": random.random() < 0.01,
            "registrertIMvaregisteret": random.random() < 0.5,
        }
        if random.random() < 0.3:
            unit["antallAnsatte"] = random.randint(1, 500)
        yield unit


def _numbers(count: int) -> Iterator[str]:
    # Spread over all numbers that are given out; a first eight digits in eleven has no ninth.
    step = 99_999_999 // max(2 * count, 1)
    given = 0
    for start in range(80_000_000, 100_000_000, max(step // 6, 1)):
        number = f"{start:08d}"
        for last in "0123456789":
            if organisation_number_is_valid(number + last):
                yield number + last
                given += 1
        if given == count:
            return


def write_json(path: Path, count: int, seed: int = SEED) -> None:
    """Write units as the JSON file has them, packed with gzip."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write("[")
        for place, unit in enumerate(units(count, seed)):
            file.write(",\n" if place else "\n")
            json.dump(unit, file, ensure_ascii=False)
        file.write("\n]\n")


def write_csv(path: Path, count: int, seed: int = SEED) -> None:
    """Write the same units as the CSV file has them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        _write_rows(file, units(count, seed))


def _write_rows(file: IO[str], made: Iterator[dict[str, Any]]) -> None:
    names = (*NEEDED, *WANTED)
    writer = csv.writer(file, delimiter=";")
    writer.writerow(names)
    for unit in made:
        cells = []
        for name in names:
            value: Any = unit
            for part in name.split("."):
                value = value.get(part, "") if isinstance(value, dict) else ""
            cells.append({True: "J", False: "N"}[value] if isinstance(value, bool) else value)
        writer.writerow(cells)


def table() -> str:
    """Measure and give the rows of the table."""
    rows = [
        "| file | size, MB | units | seconds | peak memory, MB | statements | dataset, MB |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as place:
        for name, write in (("enheter.json.gz", write_json), ("enheter.csv", write_csv)):
            file, folder = Path(place, name), Path(place, f"from-{name.split('.')[1]}")
            write(file, UNITS)
            seconds, memory = _import(file, folder)
            about = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
            size = sum(path.stat().st_size for path in folder.iterdir())
            rows.append(
                f"| {name} | {file.stat().st_size / 1e6:.0f} | {about['rows_read']} "
                f"| {seconds:.0f} | {memory:.0f} | {about['statements']} | {size / 1e6:.0f} |"
            )
    return "\n".join(rows) + "\n"


def _import(file: Path, folder: Path) -> tuple[float, float]:
    """Run the command in a process of its own; give seconds and the peak of memory in MB."""
    command = [sys.executable, "-m", "webapp.cli", "import", "enhetsregisteret", str(file)]
    start = perf_counter()
    process = subprocess.Popen(
        [*command, "--dataset", str(folder), "--date", "2025-06-01"], cwd=ROOT
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return perf_counter() - start, used.ru_maxrss * 1024 / 1e6
