"""Files of SSB Klass: a list of codes or of changes, in JSON or CSV, not yet judged."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders.registers.reading import BadRow, first_sign, opened, other_form, require

#: What an item of each kind of file must have; in JSON a value may be null.
CODES = ("code", "name")
CHANGES = ("oldCode", "oldName", "newCode", "newName", "changeOccurred")
_CLASSIFICATION = re.compile(r"/classifications/(\d+)")


@dataclass(frozen=True)
class Item:
    """One code or change; what is absent or null is empty."""

    line: int
    values: Mapping[str, str]
    counts: str = "line"  #: what ``line`` counts, as in `BadRow`


@dataclass(frozen=True)
class KlassFile:
    """What a file holds: `CODES` or `CHANGES`, and the classification's number if it says it."""

    kind: tuple[str, ...]
    items: Sequence[Item | BadRow]
    classification: str = ""


def read_klass_file(path: Path) -> KlassFile:
    r"""Read a file of either kind in either format, whole: the largest has some thousand items.

    Parameters
    ----------
    path : Path
        JSON in UTF-8, or CSV in UTF-8 or Windows-1252 separated by ``;``, ``,`` or tabs; plain or
        gzip.

    Returns
    -------
    KlassFile
        The items in the order of the file.

    Raises
    ------
    RegisterFileError
        If it is neither kind, or cannot be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "fylker.csv")
    ...     _ = path.write_bytes(b'"code";"name"\n"15";"M\xf8re og Romsdal"\n')
    ...     file = read_klass_file(path)
    >>> file.kind, [dict(item.values) for item in file.items if isinstance(item, Item)]
    (('code', 'name'), [{'code': '15', 'name': 'Møre og Romsdal'}])
    """
    return _read_json(path) if first_sign(path) in ("{", "[") else _read_csv(path)


def _read_json(path: Path) -> KlassFile:
    with opened(path) as stream:
        try:
            said = json.loads(stream.read().decode("utf-8"))
        except UnicodeDecodeError as error:
            raise other_form(
                path, "er ikke skrevet som UTF-8.", "is not written as UTF-8."
            ) from error
        except json.JSONDecodeError as error:
            raise other_form(
                path,
                f"kan ikke leses som JSON ({error.msg}). Last den ned på nytt.",
                f"cannot be read as JSON ({error.msg}). Download it again.",
                line=error.lineno,
            ) from error
    if isinstance(said, dict):
        for key, kind in (("codes", CODES), ("codeChanges", CHANGES)):
            if isinstance(said.get(key), list):
                rest = json.dumps({name: said[name] for name in said if name != key})
                match = _CLASSIFICATION.search(rest)
                items = [_json_item(number, one, kind) for number, one in enumerate(said[key], 1)]
                return KlassFile(kind, items, match[1] if match else "")
    raise other_form(
        path,
        "har verken «codes» eller «codeChanges», som filer fra Klass har.",
        "has neither “codes” nor “codeChanges”, which files of Klass have.",
    )


def _json_item(number: int, one: object, kind: tuple[str, ...]) -> Item | BadRow:
    if not isinstance(one, dict):
        return BadRow(number, {"nb": "er ikke et objekt.", "en": "is not an object."}, "item")
    texts = {name: value.strip() for name, value in one.items() if isinstance(value, str)}
    # A code that is a number in JSON has lost its leading zeros.
    odd = [name for name in kind if one.get(name) is not None and name not in texts]
    if odd:
        return BadRow(
            number,
            {"nb": f"{', '.join(odd)} er ikke tekst.", "en": f"{', '.join(odd)} is not text."},
            "item",
        )
    return Item(number, {**dict.fromkeys(kind, ""), **texts}, "item")


def _read_csv(path: Path) -> KlassFile:
    with opened(path) as stream:
        content = stream.read()
    head = content.partition(b"\n")[0]
    separator = max(b";", b",", b"\t", key=head.count).decode()
    reader = csv.reader(
        io.StringIO(_text(path, content), newline=""), delimiter=separator, strict=True
    )
    items: list[Item | BadRow] = []
    try:
        names = [name.strip() for name in next(reader)]
        kind = CHANGES if "oldCode" in names or "newCode" in names else CODES
        require(path, names, kind)
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if any(cells):
                items.append(_csv_item(line, cells, names))
    except csv.Error as error:
        raise other_form(
            path,
            f"kan ikke leses som CSV ({error}).",
            f"cannot be read as CSV ({error}).",
            line=reader.line_num,
        ) from error
    return KlassFile(kind, items)


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        # SSB's own CSV; the two encodings differ in no letter of a Norwegian name.
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise other_form(
            path,
            "er verken UTF-8 eller Windows-1252.",
            "is neither UTF-8 nor Windows-1252.",
        ) from error


def _csv_item(line: int, cells: Sequence[str], names: Sequence[str]) -> Item | BadRow:
    if len(cells) == len(names):
        return Item(line, dict(zip(names, map(str.strip, cells), strict=True)))
    return BadRow(
        line,
        {
            "nb": f"{len(cells)} celler der overskriften har {len(names)}.",
            "en": f"{len(cells)} cells where the header has {len(names)}.",
        },
    )
