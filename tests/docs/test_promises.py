"""What the documents promise is there, and what is there is in the documents."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from webapp.cli import samspill
from webapp.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "data").glob("*.md"),
        *(ROOT / "deploy").rglob("*.md"),
    ]
)


def test_every_setting_is_in_its_document_with_its_default() -> None:
    document = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        name = f"{PREFIX}{field.name.upper()}"
        row = re.search(rf"^\| `{name}` \| (.+?) \|", document, flags=re.MULTILINE)
        assert row, name
        default = str(field.default)
        shown = row[1].strip("`")
        if shown == "empty":
            assert default == "", name
        elif isinstance(field.default, bool):
            assert shown == default.lower(), name
        elif isinstance(field.default, (int, float)):
            assert float(shown) == float(field.default), name
        else:
            assert shown == default, name


def test_every_command_is_in_the_readme_and_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    promised = set(re.findall(r"^\| `samspill ([\w-]+)", readme, flags=re.MULTILINE))
    assert promised == set(samspill.commands)
    group = samspill.commands["snapshots"]
    assert isinstance(group, click.Group)
    for name in group.commands:
        assert re.search(rf"`(snapshots )?{name}`|snapshots {name}`", readme), name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_every_adr_has_its_four_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        for part in ("**Context.**", "**Decision.**", "**Alternatives.**", "**Consequences.**"):
            assert part in text, f"{record.name}: {part}"
