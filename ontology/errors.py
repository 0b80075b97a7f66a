"""Every error that Samspill raises on purpose.

SamspillError
  + VocabularyError          our own Turtle is wrong: file, line
  + StoreError               a store or snapshot cannot be opened or written: place
  + QueryError               a query cannot be answered
      + QuerySyntaxError       line, column, place
      + QueryNotAllowed        what
      + QueryFailed            reason
      + QueryTimeout           seconds
      + QueryTooLarge          what, limit
      + PoolFull               retry_after (seconds)
      + EndpointError          url, status
  + NotFound                 kind, key
      + SnapshotGone           nearest (the name of the snapshot nearest in time)
  + InputError               what somebody typed is at fault
      + ParameterError         name, value, what is allowed
      + MappingError           a table declaration asks for something that does not exist
      + CellError              one cell: file, row, column, value, rule, cure
      + TablesRejected         all cells of all tables
      + RdfFileError           file, line
      + RegisterFileError      a register's file has another form: file, line
      + RowsRejected           too many rows of a register's file: bad rows
      + DatasetError           a folder of an imported dataset: place
      + ShapesViolated         the graph breaks shapes or checks: findings
  + SettingError             name, value, what is allowed

Fields come first; the text is made from them, in Norwegian (nb) and English (en).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(eq=False)
class SamspillError(Exception):
    """Anything this project raises on purpose."""

    _text: ClassVar[dict[str, str]] = {
        "en": "Something went wrong.",
        "nb": "Noe gikk galt.",
    }

    def text(self, language: str = "en") -> str:
        """Give the message for a reader of one language.

        Parameters
        ----------
        language : str
            ``"nb"`` or ``"en"``; anything else gives English.

        Returns
        -------
        str
            One sentence or a few lines, made from the fields of the error.
        """
        template = self._text.get(language, self._text["en"])
        return template.format(**vars(self))

    def __str__(self) -> str:
        return self.text("en")


@dataclass(eq=False)
class VocabularyError(SamspillError):
    """A Turtle file of our own cannot be read or contradicts itself."""

    file: str
    line: int | None
    reason: str
    _text: ClassVar[dict[str, str]] = {
        "en": "{file}, line {line}: {reason}",
        "nb": "{file}, linje {line}: {reason}",
    }


@dataclass(eq=False)
class StoreError(SamspillError):
    """A store or snapshot cannot be opened, locked or written."""

    place: str
    reason: str
    _text: ClassVar[dict[str, str]] = {
        "en": "{place}: {reason}",
        "nb": "{place}: {reason}",
    }


@dataclass(eq=False)
class QueryError(SamspillError):
    """A query cannot be answered."""


@dataclass(eq=False)
class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1; ``line`` and ``column`` count from 1 where known.

    ``message`` is a clause by language; ``place`` shows the line with a caret under it.
    """

    message: dict[str, str]
    line: int | None = None
    column: int | None = None
    place: str | None = None
    _text: ClassVar[dict[str, str]] = {
        "en": "The query cannot be read{where}: {message}",
        "nb": "Spørringen kan ikke leses{where}: {message}",
    }

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        where = ""
        if self.line is not None:
            where = {
                "nb": f" (linje {self.line}, kolonne {self.column})",
            }.get(language, f" (line {self.line}, column {self.column})")
        template = self._text.get(language, self._text["en"])
        message = self.message.get(language) or self.message["en"]
        return template.format(where=where, message=message)


@dataclass(eq=False)
class QueryNotAllowed(QueryError):
    """The query asks for something that this service never does."""

    what: str
    _text: ClassVar[dict[str, str]] = {
        "en": "{what} is switched off here: this service only reads its own graph.",
        "nb": "{what} er slått av her: tjenesten leser bare sin egen graf.",
    }


@dataclass(eq=False)
class QueryFailed(QueryError):
    """The query is SPARQL, but asks for what the engine cannot do, such as an unknown function."""

    reason: dict[str, str]

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        reason = self.reason.get(language, self.reason["en"])
        start = {"nb": "Spørringen kan ikke besvares"}.get(language, "The query cannot be answered")
        return f"{start}: {reason}."


@dataclass(eq=False)
class QueryTimeout(QueryError):
    """The query ran longer than it may and was stopped."""

    seconds: float
    _text: ClassVar[dict[str, str]] = {
        "en": "The query ran longer than {seconds:g} seconds and was stopped. "
        "Ask for less: add a LIMIT or a more exact pattern.",
        "nb": "Spørringen brukte mer enn {seconds:g} sekunder og ble stoppet. "
        "Be om mindre: legg til LIMIT eller et mer presist mønster.",
    }


@dataclass(eq=False)
class QueryTooLarge(QueryError):
    """The answer or the work behind it passed a limit; ``what`` is rows, bytes or memory."""

    what: str
    limit: int
    _names: ClassVar[dict[str, dict[str, str]]] = {
        "rows": {"en": "rows", "nb": "rader"},
        "bytes": {"en": "bytes", "nb": "byte"},
        "memory": {"en": "MB of memory", "nb": "MB minne"},
    }

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        names = self._names.get(self.what, {"en": self.what, "nb": self.what})
        if language == "nb":
            return (
                f"Svaret krever mer enn {self.limit} {names['nb']} og ble stoppet. "
                "Ingenting er utelatt i det stille: be om mindre med LIMIT og OFFSET."
            )
        return (
            f"The answer needs more than {self.limit} {names['en']} and was stopped. "
            "Nothing is left out in silence: ask for less with LIMIT and OFFSET."
        )


@dataclass(eq=False)
class PoolFull(QueryError):
    """All query workers are busy; ``retry_after`` is in seconds."""

    retry_after: int = 2
    _text: ClassVar[dict[str, str]] = {
        "en": "All query workers are busy. Try again in {retry_after} seconds.",
        "nb": "Alle spørringsprosesser er opptatt. Prøv igjen om {retry_after} sekunder.",
    }


@dataclass(eq=False)
class EndpointError(QueryError):
    """A remote SPARQL endpoint did not answer as it should; ``status`` 0 means no answer."""

    url: str
    status: int
    reason: str
    _text: ClassVar[dict[str, str]] = {
        "en": "The SPARQL endpoint {url} answered {status}: {reason}",
        "nb": "SPARQL-endepunktet {url} svarte {status}: {reason}",
    }


@dataclass(eq=False)
class NotFound(SamspillError):
    """There is no such thing, page, snapshot or file."""

    kind: str
    key: str
    _text: ClassVar[dict[str, str]] = {
        "en": "There is no {kind} “{key}”.",
        "nb": "Det finnes ingen {kind} «{key}».",
    }


@dataclass(eq=False)
class SnapshotGone(NotFound):
    """A snapshot has been removed; ``nearest`` in time is there, empty where none is."""

    nearest: str = ""
    _text: ClassVar[dict[str, str]] = {
        "en": "The snapshot {key} is not here any more. The nearest is {nearest}.",
        "nb": "Utgaven {key} finnes ikke her lenger. Den nærmeste er {nearest}.",
    }


@dataclass(eq=False)
class InputError(SamspillError):
    """What was given to us is at fault, and the message says where."""


@dataclass(eq=False)
class ParameterError(InputError):
    """A parameter of an address or of a question has a value that it may not have."""

    name: str
    value: str
    allowed: dict[str, str]

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        allowed = self.allowed.get(language, self.allowed["en"])
        if language == "nb":
            return f"{self.name}={self.value} er ikke tillatt: {allowed}."
        return f"{self.name}={self.value} is not allowed: {allowed}."


@dataclass(eq=False)
class MappingError(InputError):
    """A table declaration asks for a property, scheme or table that does not exist."""

    table: str
    reason: str
    _text: ClassVar[dict[str, str]] = {
        "en": "table {table}: {reason}",
        "nb": "tabellen {table}: {reason}",
    }


#: How much of a cell a message shows.
_LONGEST_SHOWN = 200
_COUNTED = {"line": {"nb": "linje"}, "item": {"nb": "post"}}
#: How many bad rows of a register's file a message shows.
_MOST_LINES = 20


@dataclass(eq=False)
class CellError(InputError):
    """One cell (or a whole row or file) broke one rule.

    ``row`` is the row as the spreadsheet shows it (the header is row 1) and 0 where the fault
    concerns the whole file. ``rule`` and ``cure`` hold the sentence in nb and en.
    """

    file: str
    row: int
    column: str
    value: str
    rule: dict[str, str]
    cure: dict[str, str] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        words = {"nb": ("rad", "kolonne"), "en": ("row", "column")}
        row_word, column_word = words.get(language, words["en"])
        place = self.file
        if self.row:
            place += f", {row_word} {self.row}"
        if self.column:
            place += f", {column_word} «{self.column}»"
        value = "⏎".join(self.value.splitlines()) if self.value else ""
        if len(value) > _LONGEST_SHOWN:
            value = value[: _LONGEST_SHOWN - 1] + "…"
        shown = f"«{value}» " if value else ""
        said = self.rule.get(language, self.rule["en"])
        cure = self.cure.get(language, self.cure.get("en", ""))
        return f"{place}: {shown}{said}" + (f" {cure}" if cure else "")


@dataclass(eq=False)
class TablesRejected(InputError):
    """Some tables had faults; nothing was loaded."""

    faults: Sequence[CellError]

    def text(self, language: str = "en") -> str:
        """Give every fault on a line of its own; see `SamspillError.text`."""
        return "\n".join(fault.text(language) for fault in self.faults)


@dataclass(eq=False)
class RdfFileError(InputError):
    """An RDF file cannot be read or may not be loaded as asked; ``line`` where known."""

    file: str
    line: int | None
    reason: dict[str, str]

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        line_word = {"nb": "linje"}.get(language, "line")
        place = f"{self.file}, {line_word} {self.line}" if self.line else self.file
        return f"{place}: {self.reason.get(language, self.reason['en'])}"


@dataclass(eq=False)
class RegisterFileError(RdfFileError):
    """A register's file is of another form or cannot be read; ``line`` where known."""


@dataclass(eq=False)
class RowsRejected(InputError):
    """Too many rows of a register's file are bad; nothing was written.

    Each of ``bad`` has a ``line`` and a ``reason``; there may be fewer than ``count``.
    """

    file: str
    read: int
    count: int
    bad: Sequence[BadLine]

    def text(self, language: str = "en") -> str:
        """Give the first bad rows and how many more there are; see `SamspillError.text`."""
        shown = self.bad[:_MOST_LINES]
        lines = [f"{self.file}, {one.text(language)}" for one in shown]
        more, of = self.count - len(shown), self.read + self.count
        if language == "nb":
            lines += [f"… og {more} til; --json har dem"] if more else []
            lines.append(
                f"{self.count} av {of} rader kan ikke leses. Det er mer enn 1 %, så ingenting er "
                "skrevet. Er dette rett fil?"
            )
        else:
            lines += [f"… and {more} more; --json has them"] if more else []
            lines.append(
                f"{self.count} of {of} rows cannot be read. That is more than 1 %, so nothing was "
                "written. Is this the right file?"
            )
        return "\n".join(lines)


@dataclass(frozen=True)
class BadLine:
    """One row of a register's file that cannot be read, and why, in nb and en.

    ``line`` counts as the user sees it: the line of a CSV file or, with ``counts`` ``"item"``, the
    number of an item in JSON.
    """

    line: int
    reason: dict[str, str]
    counts: str = "line"

    def text(self, language: str = "en") -> str:
        """Give place and reason in one line."""
        word = _COUNTED[self.counts].get(language, self.counts)
        return f"{word} {self.line}: {self.reason.get(language, self.reason['en'])}"


@dataclass(eq=False)
class DatasetError(InputError):
    """A folder of an imported dataset is not as it should be: damaged, missing or in the way."""

    place: str
    reason: dict[str, str]

    def text(self, language: str = "en") -> str:
        """Give the message; see `SamspillError.text`."""
        return f"{self.place}: {self.reason.get(language, self.reason['en'])}"


@dataclass(eq=False)
class ShapesViolated(InputError):
    """The graph breaks shapes or checks; each finding knows table and row and has ``text``."""

    findings: Sequence[object]

    def text(self, language: str = "en") -> str:
        """Give every finding on a line of its own; see `SamspillError.text`."""
        lines = []
        for finding in self.findings:
            say = getattr(finding, "text", None)
            lines.append(say(language) if callable(say) else str(finding))
        return "\n".join(lines)


@dataclass(eq=False)
class SettingError(SamspillError):
    """A setting has a value that it may not have."""

    name: str
    value: str
    allowed: str
    _text: ClassVar[dict[str, str]] = {
        "en": "{name}={value!r} is not allowed: {allowed}",
        "nb": "{name}={value!r} er ikke tillatt: {allowed}",
    }
