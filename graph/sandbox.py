"""The walls around a query worker: how much memory and time it may use, and no network.

`SERVICE` makes the engine call out, and the engine has no switch for it. So the process denies
itself sockets before the store is opened; threads that the engine starts inherit the denial.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
import sys

# Of linux/prctl.h, linux/seccomp.h, linux/audit.h and linux/bpf_common.h.
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_RET_ALLOW = 0x7FFF0000
_RET_EACCES = 0x00050000 | errno.EACCES
_LOAD_WORD = 0x20
_JUMP_IF_EQUAL = 0x15
_JUMP_IF_AT_LEAST = 0x35
_RETURN = 0x06
_OFFSET_OF_NUMBER = 0
_OFFSET_OF_ARCHITECTURE = 4
# The x32 ABI reaches the same calls under numbers from here on.
_X32 = 0x40000000
_AF_INET, _SOCK_STREAM = 2, 1

#: Processor: its name in audit.h, then the numbers of socket, connect and io_uring_setup.
_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 425)),
    "aarch64": (0xC00000B7, (198, 203, 425)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def limit_memory(megabytes: int) -> None:
    """Give this process a ceiling for memory of its own, and no core file when it hits it.

    Parameters
    ----------
    megabytes : int
        For heap and private mappings (RLIMIT_DATA); files that the store maps do not count.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1024**2, megabytes * 1024**2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor_time(seconds: float) -> None:
    """Let the kernel end this process when it has computed this much longer.

    The parent kills in time; this is for a parent that is itself dead.

    Parameters
    ----------
    seconds : float
        From now on; one or two seconds are added.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    ceiling = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (ceiling, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def deny_sockets() -> bool:
    """Take from this process, and the threads it will start, the means to call out.

    Returns
    -------
    bool
        True when a socket has been tried and was refused; False where there is no such filter
        (another system or processor), so that the caller must keep queries out by other means.
    """
    if not sys.platform.startswith("linux") or platform.machine() not in _CALLS:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    architecture, numbers = _CALLS[platform.machine()]
    code = _filter(architecture, numbers)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    unused = ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), unused, unused, unused):
        return False
    mode = ctypes.c_ulong(_SECCOMP_MODE_FILTER)
    if libc.prctl(_PR_SET_SECCOMP, mode, ctypes.byref(program), unused, unused):
        return False
    refused = libc.socket(_AF_INET, _SOCK_STREAM, 0) == -1
    return bool(refused and ctypes.get_errno() == errno.EACCES)


def _filter(architecture: int, numbers: tuple[int, ...]) -> bytes:
    def step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("=HBBI", operation, if_true, if_false, value)

    # Each denied number jumps over the rest of the tests and the permission.
    tests = [
        step(_JUMP_IF_EQUAL, number, len(numbers) - place) for place, number in enumerate(numbers)
    ]
    return b"".join(
        [
            step(_LOAD_WORD, _OFFSET_OF_ARCHITECTURE),
            # A call of another architecture has other numbers: none is let through.
            step(_JUMP_IF_EQUAL, architecture, 1, 0),
            step(_RETURN, _RET_EACCES),
            step(_LOAD_WORD, _OFFSET_OF_NUMBER),
            step(_JUMP_IF_AT_LEAST, _X32, len(numbers) + 1, 0),
            *tests,
            step(_RETURN, _RET_ALLOW),
            step(_RETURN, _RET_EACCES),
        ]
    )
