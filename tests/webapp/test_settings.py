"""Settings come from the environment; a bad one is refused by name."""

from dataclasses import fields
from pathlib import Path

import pytest

from ontology.errors import SettingError
from webapp.settings import Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environ({"PATH": "/bin", "SAMSPILL_UNKNOWN": "x"}) == Settings()


def test_every_setting_is_read() -> None:
    given = {
        "SAMSPILL_SNAPSHOTS": "/srv/snapshots",
        "SAMSPILL_CACHE": "/var/cache/samspill",
        "SAMSPILL_QUERY_TIMEOUT": "2.5",
        "SAMSPILL_QUERY_MEMORY_MB": "512",
        "SAMSPILL_QUERY_MAX_ROWS": "10",
        "SAMSPILL_QUERY_WORKERS": "3",
        "SAMSPILL_QUERY_SLOW_WORKERS": "4",
        "SAMSPILL_MAX_REQUEST_BYTES": "2048",
        "SAMSPILL_WATCH_SECONDS": "0",
        "SAMSPILL_LOG_REQUESTS": "false",
        "SAMSPILL_CONTACT": "post@example.org",
    }
    assert len(given) == len(fields(Settings))
    assert Settings.from_environ(given) == Settings(
        snapshots=Path("/srv/snapshots"),
        cache="/var/cache/samspill",
        query_timeout=2.5,
        query_memory_mb=512,
        query_max_rows=10,
        query_workers=3,
        query_slow_workers=4,
        max_request_bytes=2048,
        watch_seconds=0,
        log_requests=False,
        contact="post@example.org",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMSPILL_SNAPSHOTS", ""),
        ("SAMSPILL_QUERY_TIMEOUT", "0"),
        ("SAMSPILL_QUERY_TIMEOUT", "nan"),
        ("SAMSPILL_QUERY_TIMEOUT", "inf"),
        ("SAMSPILL_QUERY_MEMORY_MB", "128"),
        ("SAMSPILL_QUERY_MAX_ROWS", "many"),
        ("SAMSPILL_QUERY_WORKERS", "-1"),
        ("SAMSPILL_MAX_REQUEST_BYTES", "1e6"),
        ("SAMSPILL_WATCH_SECONDS", "-1"),
        ("SAMSPILL_LOG_REQUESTS", "maybe"),
        ("SAMSPILL_CONTACT", "nobody"),
        ("SAMSPILL_CONTACT", "a@example.org, b@example.org"),
    ],
)
def test_a_bad_value_is_refused_by_name_with_what_is_allowed(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environ({name: value})
    assert (caught.value.name, caught.value.value) == (name, value)
    assert name in str(caught.value)
    assert caught.value.allowed in str(caught.value)
