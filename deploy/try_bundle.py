"""Install a bundle and serve it without a network: ``unshare -n python try_bundle.py ARCHIVE``.

Run as root on Linux: it wakes the loopback device of the empty network it was started in.
"""

from __future__ import annotations

import fcntl
import json
import re
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path


def main(archive: Path) -> None:
    """Unpack, install, serve, fetch a page and an answer; any failure ends it."""
    wake_loopback()
    with socket.socket() as trial:
        try:
            trial.settimeout(2)
            trial.connect(("192.0.2.1", 80))
        except OSError as error:
            print(f"no network: {error}")
        else:
            raise SystemExit("there is a network here: start this with `unshare -n`")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        (unpacked,) = Path(folder).iterdir()
        target = Path(folder) / "opt"
        subprocess.run([unpacked / "install.sh", target], check=True)
        command = [str(target / ".venv/bin/samspill"), "serve", "--port", "0"]
        command += ["--snapshots", str(target / "snapshots")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            found = re.search(r"http://\S+?(?=/)", server.stdout.readline())
            assert found
            try:
                page = fetch(found[0] + "/")
                assert "Samspill" in page
                query = "ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D"
                assert json.loads(fetch(f"{found[0]}/sparql?query={query}"))["boolean"] is True
            finally:
                server.terminate()
    print("The bundle installs and serves without a network.")


def fetch(address: str) -> str:
    """Give the text at an address of this machine."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def wake_loopback() -> None:
    """Set the flag IFF_UP of the device lo (ioctl SIOCSIFFLAGS)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device:
        fcntl.ioctl(device, 0x8914, struct.pack("16sH14s", b"lo", 1, b""))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
