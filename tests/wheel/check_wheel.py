"""Builds the wheel and uses it from outside the repository, without a network.

The wheel is built directly, not through an sdist, and installed in an environment of its own,
which sees the packages of the main one through a .pth file. Then the command is asked for its
version, a snapshot is built from a copy of the data, and the server answers with its page and
every asset that the page names.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# What git ignores or hatchling could leave out without a word.
MUST_HOLD = (
    r"ontology/.*\.ttl$",
    r"ontology/schemes/.*\.ttl$",
    r"ontology/shapes/.*\.ttl$",
    r"queries/rules/.*\.rq$",
    r"queries/checks/.*\.rq$",
    r"graph/templates/.*\.html$",
    r"webapp/pages/queries/.*\.rq$",
    r"queries/places/.*\.rq$",
    r"queries/fragments/.*\.rq$",
    r"queries/choices/.*\.rq$",
    r"webapp/templates/base\.html$",
    r"webapp/outline/norway\.json$",
    r"webapp/translations/.*\.mo$",
    r"webapp/static/\.vite/manifest\.json$",
    r"webapp/static/assets/site-.*\.css$",
    r"webapp/static/assets/.*\.woff2$",
)
MUST_NOT_HOLD = (r"webapp/frontend/", r"^tests/", r"\.pyc$", r"^data/")
START_SECONDS = 30


def main() -> int:
    """Run every step; the first that fails ends it."""
    with tempfile.TemporaryDirectory(prefix="samspill-wheel-") as folder:
        outside = Path(folder)
        wheel = build_wheel(outside)
        check_content(wheel)
        samspill = install(wheel, outside / "environment")
        check_command(samspill, outside)
        shutil.copytree(PROJECT / "data", outside / "data")
        run([str(samspill), "build", "data", "--out", "snapshots"], outside)
        check_server(samspill, outside)
    print("The wheel is whole: built, installed, and served from outside the repository.")
    return 0


def build_wheel(outside: Path) -> Path:
    """Build the wheel with the packages that are installed."""
    target = outside / "dist"
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)], PROJECT)
    (wheel,) = target.glob("samspill-*.whl")
    return wheel


def check_content(wheel: Path) -> None:
    """Refuse a wheel that lacks a kind of file, or holds one too many."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for pattern in MUST_HOLD:
        if not any(re.search(pattern, name) for name in names):
            raise SystemExit(f"the wheel holds nothing like {pattern}")
    for pattern in MUST_NOT_HOLD:
        surplus = [name for name in names if re.search(pattern, name)]
        if surplus:
            raise SystemExit(f"the wheel holds {surplus[0]}")


def install(wheel: Path, environment: Path) -> Path:
    """Install the wheel in a new environment and return the command."""
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    # Before the .pth file: pip must not see the editable install of the main environment.
    quiet = ["-q", "--disable-pip-version-check", "--no-deps", "--no-index"]
    run([str(python), "-m", "pip", "install", *quiet, str(wheel)], environment)
    own = environment / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (own / "main-environment.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment / "bin" / "samspill"


def check_command(samspill: Path, outside: Path) -> None:
    """The command starts, from the wheel and not from the repository."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    answer = run([str(samspill), "--version"], outside)
    if version not in answer:
        raise SystemExit(f"samspill --version says {answer!r}, not {version}")
    python = samspill.with_name("python")
    for room in ("ontology", "graph", "loaders", "queries", "webapp"):
        code = f"import {room}; print(list({room}.__path__)[0])"
        place = run([str(python), "-c", code], outside).strip()
        if not Path(place).resolve().is_relative_to(outside.resolve()):
            raise SystemExit(f"{room} is taken from {place}, not from the wheel")


def check_server(samspill: Path, outside: Path) -> None:
    """The front page and every asset it names are served."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [str(samspill), "serve", "--snapshots", "snapshots", "--port", port]
    log = outside / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, cwd=outside, env=environment_outside(), stdout=output, stderr=output
        )
    try:
        base = f"http://127.0.0.1:{port}"
        page = wait_for(f"{base}/", server, log)
        assets = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page)))
        if not any(asset.endswith(".css") for asset in assets):
            raise SystemExit("the front page names no style sheet")
        for asset in assets:
            with urllib.request.urlopen(base + asset, timeout=10) as answer:
                if not answer.read():
                    raise SystemExit(f"{asset} is empty")
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> str:
    """Fetch a page from a server that is starting."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, ConnectionError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{url}: {error}\n{log.read_text()}") from error
            time.sleep(0.2)


def environment_outside() -> dict[str, str]:
    """The environment variables, without those that lead back into the repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(command: list[str], folder: Path) -> str:
    """Run a command and return what it printed; what it says on failure is shown."""
    done = subprocess.run(
        command, cwd=folder, env=environment_outside(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
