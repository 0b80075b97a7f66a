"""What a query worker and its pool say to each other: a kind, a length, and that many bytes."""

from __future__ import annotations

import os
import select
import struct

#: The worker: "the store is open" (JSON); part of the answer; its end (JSON); an error (JSON).
READY, PART, END, ERROR = b"R", b"P", b"E", b"X"
#: The pool: a query (JSON).
ASK = b"Q"
#: Parts of an answer are cut to this.
PART_BYTES = 64 * 1024

_HEAD = struct.Struct("!cI")
_READ_BYTES = 256 * 1024


def frame(kind: bytes, payload: bytes) -> bytes:
    r"""Give the bytes of one message.

    Examples
    --------
    >>> frame(PART, b"abc")
    b'P\x00\x00\x00\x03abc'
    """
    return _HEAD.pack(kind, len(payload)) + payload


def write_all(descriptor: int, data: bytes) -> None:
    """Write to a pipe until everything is through; raises BrokenPipeError when nobody reads."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


class FrameReader:
    """Messages from a pipe, in order."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held = bytearray()
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN)

    def read(self, timeout_seconds: float | None = None) -> tuple[bytes, bytes] | None:
        """Give the next message.

        Parameters
        ----------
        timeout_seconds : float or None
            How long to wait for more bytes each time some are missing; None waits for ever.

        Returns
        -------
        tuple of (bytes, bytes) or None
            Kind and payload; None when the time passed and the message is not complete.

        Raises
        ------
        EOFError
            If the other side is gone.
        """
        while True:
            if len(self._held) >= _HEAD.size:
                kind, length = _HEAD.unpack_from(self._held)
                end = _HEAD.size + length
                if len(self._held) >= end:
                    payload = bytes(self._held[_HEAD.size : end])
                    del self._held[:end]
                    return kind, payload
            wait = None if timeout_seconds is None else timeout_seconds * 1000
            if not self._poll.poll(wait):
                return None
            data = os.read(self._descriptor, _READ_BYTES)
            if not data:
                raise EOFError
            self._held += data
