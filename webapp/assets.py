"""Addresses of the built front end, read from the manifest that Vite writes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.errors import StoreError

STATIC = Path(__file__).parent / "static"


@lru_cache(maxsize=1)
def _manifest(path: Path, changed: float) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def vite_assets(entry: str) -> dict[str, list[str]]:
    """Give the style sheets and scripts of one entry, such as ``src/site.ts``.

    Under ``imports`` stand the scripts that its own ask for, to be fetched beside them.
    """
    path = STATIC / ".vite" / "manifest.json"
    try:
        manifest = _manifest(path, path.stat().st_mtime)
        chunk = manifest[entry]
        imports = [manifest[name]["file"] for name in chunk.get("imports", [])]
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(str(path), f"the front end is not built ({entry}): {error}") from error
    return {
        "css": [f"/static/{name}" for name in chunk.get("css", [])],
        "js": [f"/static/{chunk['file']}"] if chunk["file"].endswith(".js") else [],
        "imports": [f"/static/{name}" for name in imports],
    }
