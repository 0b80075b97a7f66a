"""A query worker as its pool sees it: a process that is asked, read and killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph import frames
from ontology.errors import SamspillError, StoreError

_ROOT = Path(__file__).resolve().parent.parent
#: How nice a process that gives way is: it gets a sixtieth of a processor that others want.
_NICENESS = 19


class Process:
    """One worker.

    Killing is safe from any thread at any time. Reading, asking and closing belong to the one
    thread that holds the worker: a pipe that is closed under a reader may be another file a
    moment later.
    """

    def __init__(self, store_path: Path, memory_mb: int, max_rows: int) -> None:
        self.store_path = store_path
        #: Why the pool killed it, if it did.
        self.stopped_for: SamspillError | None = None
        self._walled: bool | None = None
        # -P keeps a folder of the same name, wherever the service was started, from being
        # imported instead.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "graph.worker", store_path, str(memory_mb), str(max_rows)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions, self._answers = self._process.stdin, self._process.stdout
        self._frames = frames.FrameReader(self._answers.fileno())

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """False once the process has ended."""
        return self._process.poll() is None

    def wait_ready(self, timeout_seconds: float) -> bool:
        """Wait until the store is open; say whether the worker is walled in.

        Raises
        ------
        StoreError
            If the store cannot be opened, or it takes longer than the time given.
        EOFError
            If the process has ended.
        """
        if self._walled is None:
            message = self._frames.read(timeout_seconds)
            if message is None:
                raise StoreError(str(self.store_path), "a query worker does not start")
            said = json.loads(message[1])
            if message[0] != frames.READY:
                raise StoreError(str(self.store_path), said["reason"])
            self._walled = bool(said["walled"])
        return self._walled

    def ask(self, question: dict[str, Any]) -> None:
        """Send a query; raises BrokenPipeError when the process has ended."""
        data = frames.frame(frames.ASK, json.dumps(question).encode())
        frames.write_all(self._questions.fileno(), data)

    def read(self, timeout_seconds: float | None) -> tuple[bytes, bytes] | None:
        """Give the next message; see `graph.frames.FrameReader.read`."""
        return self._frames.read(timeout_seconds)

    def give_way(self) -> None:
        """Let others have the processors first, and one of them always; not to be taken back."""
        with suppress(OSError):  # it has just ended
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICENESS)
            if sys.platform == "linux":
                # Nice processes on every processor still triple the time of a small query.
                _, *rest = sorted(os.sched_getaffinity(0))
                os.sched_setaffinity(self.pid, rest or os.sched_getaffinity(0))

    def kill(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Kill the process and close its pipes."""
        self.kill()
        self._questions.close()
        self._answers.close()

    def wait(self) -> int:
        """Wait until the process is gone; give its exit code, negative for a signal."""
        return self._process.wait()


def _environment() -> dict[str, str]:
    # Only what an interpreter needs to start: queries from outside shall find no secrets.
    passed = ("LD_LIBRARY_PATH", "PYTHONHOME")
    found = {name: os.environ[name] for name in passed if name in os.environ}
    packages = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return found | {"PYTHONPATH": os.pathsep.join(packages), "LANG": "C.UTF-8"}
