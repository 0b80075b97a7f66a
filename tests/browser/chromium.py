"""Finds the Chromium of the machine for the browser tests and prints its path.

On Debian, as root, it installs the package; nothing else is ever downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Return the path of a Chromium that runs; CHROMIUM in the environment goes first."""
    asked_for = os.environ.get("CHROMIUM")
    candidates = [asked_for] if asked_for else [shutil.which(name) for name in NAMES]
    return next((path for path in candidates if path and _runs(path)), None)


def _runs(path: str) -> bool:
    try:
        # Ubuntu's package is a stub that only asks for another way to install it.
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install_on_debian() -> None:
    if os.environ.get("CHROMIUM") or not Path("/etc/debian_version").exists():
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("Installing Chromium …", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", "chromium"]):
        subprocess.run(["apt-get", *command], env=quiet, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the path, or say in one line what to install."""
    path = find_chromium()
    if path is None:
        _install_on_debian()
        path = find_chromium()
    if path is None:
        print(
            "The browser tests need Chromium: install it (on Debian `apt install chromium`) "
            "or say CHROMIUM=path",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
