"""Run the command line in this process: all of it but the start of Python."""

from __future__ import annotations

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

from webapp.cli import main


def samspill(*arguments: object, cwd: Path) -> CompletedProcess[str]:
    """Run a command in a folder of the test, as ``samspill`` does; the error handling included."""
    words = list(map(str, arguments))
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            main(words)
        except SystemExit as stop:
            code = stop.code
    return CompletedProcess(
        words, code if isinstance(code, int) else 1, out.getvalue(), err.getvalue()
    )
