"""The browser of these tests: the Chromium of the machine, never a download."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.browser.chromium import find_chromium


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, with a software renderer for WebGL."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium: run the tests with `make test`, which finds or installs it")
    arguments = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    if os.geteuid() == 0:
        # Chromium's own sandbox refuses to run as root.
        arguments.append("--no-sandbox")
    return {**browser_type_launch_args, "executable_path": path, "args": arguments}
