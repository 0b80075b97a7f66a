"""One JSON line a request on standard error, and one for each fault of ours.

What a visitor asked for (the query string, the SPARQL query) is not logged.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
import traceback
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, request

_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")

_WRITING = threading.Lock()


def install(app: Flask, *, lines: bool) -> None:
    """Give each request an id, and log a line when it is answered if `lines`."""

    def begin() -> None:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _GIVEN_ID.match(given) else uuid.uuid4().hex
        g.started = time.perf_counter()

    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        if lines:
            fields = {
                "request_id": request_id(),
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
            }
            started = g.get("started", time.perf_counter())
            # At the close, so that the time of a streamed answer is that of the whole stream.
            response.call_on_close(
                lambda: write("request", **fields, ms=_milliseconds_since(started))
            )
        return response

    app.before_request(begin)
    app.after_request(end)


def request_id() -> str:
    """Give the id of this request."""
    return str(g.get("request_id", ""))


def log_fault(error: BaseException, *, request_id: str = "") -> None:
    """Log an error that nobody expected, whole."""
    write(
        "fault",
        request_id=request_id,
        error=repr(error),
        trace="".join(traceback.format_exception(error)),
    )


def write(event: str, **fields: object) -> None:
    """Write one line."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    # ASCII only: some characters beyond it end a line or steer a terminal.
    line = json.dumps({"time": now, "event": event, **fields}, default=str)
    with _WRITING:
        # Line and line feed at once, or the lines of two threads get mixed.
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _milliseconds_since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
