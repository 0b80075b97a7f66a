"""Gunicorn as we want it: its log in our form, its errors as ours, and no client that stalls."""

from __future__ import annotations

import logging
import select
import socket
import ssl
import struct
import time
import traceback
import uuid
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from flask import g
from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import errors as refused
from gunicorn.workers.gthread import ThreadWorker

from ontology.errors import SamspillError
from webapp import errors, requestlog, security

#: Seconds that a thread waits for the next byte of a request, and for room to send an answer.
_WAIT_SECONDS = {socket.SO_RCVTIMEO: 10, socket.SO_SNDTIMEO: 30}
#: A connection whose next request follows at once keeps its thread for so long, since the way
#: through the main loop costs a tenth of a millisecond. After its turn the others have theirs.
_TURN_SECONDS = 0.1
_NEXT_REQUEST_MS = 5
_STATUS = {
    refused.ForbiddenProxyRequest: 403,
    refused.LimitRequestLine: 414,
    refused.ExpectationFailed: 417,
    refused.LimitRequestHeaders: 431,
    refused.UnsupportedTransferCoding: 501,
}
#: Faults with no line of gunicorn's: a cut answer has one of ours, a client that stalls needs none.
_TOLD: dict[str, type[Exception]] = {
    "Error handling request": SamspillError,
    "Socket error processing request.": BlockingIOError,
}
_OUR_FAULT = (
    refused.ConfigurationProblem,
    refused.InvalidResponseHeader,
    refused.InvalidResponseHeaderName,
)


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn has to say, as lines in our form."""

    def setup(self, cfg: Any) -> None:
        """Set the log up; again when the settings are read again."""
        super().setup(cfg)
        self.error_log.handlers = [_Lines()]


class _Lines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and isinstance(error, _TOLD.get(str(record.msg), ())):
            return
        fields = {"level": record.levelname.lower(), "message": record.getMessage()}
        if error is not None:
            fields["trace"] = "".join(traceback.format_exception(error))
        requestlog.write("server", **fields)


class Worker(ThreadWorker):  # type: ignore[misc]
    """Threads that wait for no client for long, and that answer errors as the application does."""

    def handle(self, conn: Any) -> Any:
        """Serve a connection."""
        # By the kernel: gunicorn sets the socket's own time limit to none at each request.
        for option, seconds in _WAIT_SECONDS.items():
            conn.sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", seconds, 0))
        until = time.monotonic() + _TURN_SECONDS
        kept = super().handle(conn)
        while kept is True and self.alive and time.monotonic() < until and _asks_again(conn):
            kept = super().handle(conn)
        if kept is False:
            # Here, since gunicorn's main loop would wait for this client to hang up, and everybody
            # else with it.
            with suppress(OSError):
                util.close_graceful(conn.sock.dup())
                conn.sock.shutdown(socket.SHUT_RDWR)
        return kept

    def handle_error(self, _req: Any, client: socket.socket, _addr: Any, exc: Exception) -> None:
        """Answer what never became a request, or failed outside the application."""
        number = uuid.uuid4().hex
        theirs = isinstance(exc, refused.ParseException | ssl.SSLError | UnicodeError)
        if theirs and not isinstance(exc, _OUR_FAULT):
            status = next((_STATUS[kind] for kind in type(exc).__mro__ if kind in _STATUS), 400)
            # Not its text, which holds what was asked for.
            requestlog.write(
                "request-refused", request_id=number, status=status, error=type(exc).__name__
            )
        else:
            status = 500
            requestlog.log_fault(exc, request_id=number)
        with self.wsgi.app_context():
            g.request_id = number
            answer = errors.problem(exc, status)
        body = answer.get_data()
        headers = {
            "Connection": "close",
            "Content-Type": answer.content_type,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Request-Id": number,
            **security.headers_without_request(),
        }
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        try:
            util.write_nonblock(client, "\r\n".join([*lines, "", ""]).encode("ascii") + body)
        except OSError:
            return  # the client has gone


def _asks_again(conn: Any) -> bool:
    poll = select.poll()
    poll.register(conn.sock, select.POLLIN)
    return bool(poll.poll(_NEXT_REQUEST_MS))
