"""The archive for a server without internet: what goes in; equal content is equal bytes."""

from datetime import UTC, datetime
from pathlib import Path

from deploy.bundle import LEFT_OUT, pack, without

ROOT = Path(__file__).parents[2]


def names(lock: str) -> set[str]:
    return {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalnum()}


def test_only_what_builds_the_front_end_is_left_out() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    shorter = without(lock, LEFT_OUT)
    assert names(lock) - names(shorter) == set(LEFT_OUT)
    assert "--hash=sha256:" in shorter
    for name in LEFT_OUT:
        assert name not in shorter.replace(f"# {name}", "")


def test_equal_content_is_packed_into_equal_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "samspill-x"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"a")
    (folder / "install.sh").write_text("#!/bin/sh\n")
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    pack(folder, tmp_path / "one.tar.gz", moment)
    (folder / "install.sh").touch()
    pack(folder, tmp_path / "two.tar.gz", moment)
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "two.tar.gz").read_bytes()
