"""What `bootstrap.py` says when a machine lacks something."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare_folder(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "bootstrap.py", tmp_path)
    return tmp_path


def _run(folder: Path, before: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys, bootstrap; {before}; sys.exit(bootstrap.main('run'))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_refused_in_one_line(bare_folder: Path) -> None:
    done = _run(bare_folder, "sys.version_info = (3, 9, 2)")
    assert done.returncode == 1
    assert done.stderr == (
        "Samspill needs Python 3.11 or newer and this is 3.9: "
        "run for example `make PYTHON=python3.11`\n"
    )


def test_a_missing_venv_names_the_package_in_one_line(bare_folder: Path) -> None:
    done = _run(bare_folder, "sys.modules['ensurepip'] = None")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert done.returncode == 1
    assert done.stderr == (
        f"Python's venv is missing: install it, on Debian with `apt install python{version}-venv`\n"
    )
    assert not (bare_folder / ".venv").exists()
