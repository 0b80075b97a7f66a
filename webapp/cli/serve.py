"""``samspill serve``: the site on gunicorn, one process with threads."""

from __future__ import annotations

import gc
import os
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from graph import snapshot
from webapp import create_app
from webapp.cli import options
from webapp.server import ServerLog, Worker
from webapp.settings import Settings

#: How long requests may take to end when the server stops, and then the closing.
_GRACEFUL_SECONDS = 5
_CLOSING_SECONDS = 3
#: New objects before the collector looks at them, and its rounds before it looks at older ones.
_COLLECT_AFTER = (10_000, 20, 20)


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with the settings of the command and nothing from a file."""

    def __init__(self, settings: Settings, choices: dict[str, Any]) -> None:
        self.settings = settings
        self.choices = choices
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.choices.items():
            self.cfg.set(name, value)
        self.cfg.set("post_fork", self._leave_time_to_close)
        self.cfg.set("worker_exit", self._close_site)

    def load(self) -> Flask:
        # A network is tens of thousands of objects that stay. Looking for circles among all of
        # them several times while one is made takes up to a fifth of a page's time.
        gc.set_threshold(*_COLLECT_AFTER)
        # Made in the worker process, so that threads and query workers belong to it.
        return create_app(self.settings)

    def _leave_time_to_close(self, _master: Any, worker: Any) -> None:
        # In the worker process alone, which would otherwise wait for its last requests just as
        # long as its master waits for it, and be killed before it has ended its query workers.
        worker.cfg.set("graceful_timeout", _GRACEFUL_SECONDS)

    def _close_site(self, _master: Any, _worker: Any) -> None:
        # The master calls this too, for a worker that is gone; it has no application.
        if self.callable is not None:
            self.callable.extensions["samspill"].close()


@click.command("serve")
@options.snapshots_option("--snapshots")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--threads",
    type=click.IntRange(1),
    default=16,
    show_default=True,
    help="Requests served at the same time.",
)
@click.pass_obj
def serve_command(language: str, root: Path, host: str, port: int, threads: int) -> None:
    """Serve the published snapshot."""
    snapshot.current(root)  # a missing snapshot is told at once, with its cure
    settings = replace(Settings.from_environ(os.environ), snapshots=root)
    shown = f"[{host}]" if ":" in host else host
    _refuse_taken(host, port, language)
    choices = {
        "bind": f"{shown}:{port}",
        "workers": 1,
        "worker_class": Worker,
        "logger_class": ServerLog,
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": _GRACEFUL_SECONDS + _CLOSING_SECONDS,
        "keepalive": 5,
        # A query in an address; the engine of the server takes no longer line.
        "limit_request_line": 8190,
        "loglevel": "warning",
        "proc_name": "samspill",
        "when_ready": lambda server: click.echo(
            {"nb": "Samspill svarer på ", "en": "Samspill answers at "}[language]
            + " ".join(f"http://{_address(listener)}/" for listener in server.LISTENERS)
        ),
    }
    _Server(settings, choices).run()


def _address(listener: Any) -> str:
    host, port = listener.sock.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _refuse_taken(host: str, port: int, language: str) -> None:
    """Say at once what gunicorn would try five times, and what to do."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            words = {
                "nb": "{host}:{port} kan ikke brukes ({reason}). Velg en annen: --port {free}",
                "en": "{host}:{port} cannot be used ({reason}). Choose another: --port {free}",
            }[language]
            text = words.format(host=host, port=port, reason=error.strerror, free=port + 1)
            raise click.ClickException(text) from error
