"""The tables as far as the five documents fill them: what other sources say is left out."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from ontology.iri_policy import singular

DATA = Path(__file__).parents[2] / "data"


def _rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _stands(reference: str, ids: dict[str, set[str]]) -> bool:
    kind, _, identifier = reference.partition(":")
    return any(identifier in some for table, some in ids.items() if singular(table) == kind)


def lay_documents(folder: Path) -> Path:
    """Write every table with the rows that stand in the five documents, or in ones they cite."""
    documents = {row["id"] for row in _rows("sources") if not row["url"]}
    kept: dict[str, list[dict[str, str]]] = {}
    for table in sorted(path.stem for path in DATA.glob("*.csv")):
        rows = _rows(table)
        if table == "sources":
            rows = [row for row in rows if row["id"] in documents]
        elif table in ("identities", "mentions") or (rows and "confidence" in rows[0]):
            rows = [row for row in rows if row["source"] in documents or not row["source"]]
        elif table == "merged_ids":
            rows = []
        kept[table] = rows
    ids = {table: {row["id"] for row in rows} for table, rows in kept.items()}
    kept["identities"] = [
        row
        for row in kept["identities"]
        if all(_stands(row[side], ids) for side in ("left", "right"))
    ]
    claimed = {
        f"{table.removesuffix('s').replace('_', '-')}:{identifier}"
        for table, some in ids.items()
        for identifier in some
    }
    claims = [
        row
        for row in kept["contradiction_claims"]
        if row["claim"] in claimed or row["claim"].partition(":")[0] in ("analysis", "strategy")
    ]
    told = {row["contradiction"] for row in claims}
    kept["contradiction_claims"] = claims
    kept["contradictions"] = [row for row in kept["contradictions"] if row["id"] in told]
    folder.mkdir(parents=True)
    shutil.copy(DATA / "datapackage.json", folder)
    for table, rows in kept.items():
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder
