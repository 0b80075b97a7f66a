"""The locks: whole, with hashes, and without the address of any registry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
RUN_LOCK = PROJECT / "requirements.lock"
DEV_LOCK = PROJECT / "requirements-dev.lock"
NPM_LOCK = PROJECT / "webapp" / "frontend" / "package-lock.json"


def _pins(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(), flags=re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def _wanted(*groups: str) -> list[Requirement]:
    lines = list(PYPROJECT["project"]["dependencies"])
    for group in groups:
        lines += PYPROJECT["dependency-groups"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=["run", "dev"])
def test_a_python_lock_names_no_address(lock: Path) -> None:
    assert "://" not in lock.read_text()


@pytest.mark.parametrize("lock", [RUN_LOCK, DEV_LOCK], ids=["run", "dev"])
def test_every_pin_has_a_hash(lock: Path) -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text())
    pinned = [block for block in blocks if re.match(r"[A-Za-z0-9._-]+==", block)]
    assert pinned
    assert [block.splitlines()[0] for block in pinned if "--hash=sha256:" not in block] == []


def test_the_run_lock_fulfils_what_the_project_asks_for() -> None:
    pins = _pins(RUN_LOCK)
    for wanted in _wanted("build"):
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), wanted


def test_the_dev_lock_fulfils_what_the_tests_ask_for() -> None:
    pins = _pins(DEV_LOCK)
    for wanted in _wanted("dev"):
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), wanted


def test_the_dev_lock_holds_the_whole_run_lock() -> None:
    run, dev = _pins(RUN_LOCK), _pins(DEV_LOCK)
    assert {name: dev.get(name) for name in run} == run


def test_the_npm_lock_names_no_registry() -> None:
    packages = json.loads(NPM_LOCK.read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert "omit-lockfile-registry-resolved=true" in (NPM_LOCK.parent / ".npmrc").read_text()


def test_the_npm_lock_holds_every_platform() -> None:
    names = json.loads(NPM_LOCK.read_text())["packages"]
    for platform in ("linux-x64-gnu", "linux-arm64-gnu", "linux-x64-musl", "darwin-arm64"):
        assert any("rolldown" in name and name.endswith(platform) for name in names), platform
