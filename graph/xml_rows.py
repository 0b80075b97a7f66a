"""Many XML elements of one form, quickly: a pattern that is filled in for each row of values."""

from __future__ import annotations

import re
from collections.abc import Sequence

# XML 1.0, section 2.2: these characters cannot stand in a document, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A line break in an attribute is read back as a space unless it is written as a reference.
_REFERENCES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)

_IN_PRINT = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
_BETWEEN = "\x00"  # in no text that can be printed


def escaped(value: str) -> str:
    """Write a text so that it can stand between quotation marks or between tags.

    Parameters
    ----------
    value : str
        Any text; characters that XML cannot hold are left out.

    Examples
    --------
    >>> escaped('Øst & Vest "AS"')
    'Øst &amp; Vest &quot;AS&quot;'
    """
    return _NOT_XML.sub("", value).translate(_REFERENCES)


class Rows:
    """Writes elements of one form, an element a row.

    Parameters
    ----------
    head, tail : str
        What stands before and after the values that may be absent; ``%s`` where a value goes.
    parts : sequence of str
        One for each value that may be absent, with one ``%s``; left out where it is.

    Examples
    --------
    >>> rows = Rows('<node id="%s">', ["<name>%s</name>", "<type>%s</type>"], "</node>")
    >>> rows.line(("a", "Øst & Vest", None))
    '<node id="a"><name>Øst &amp; Vest</name></node>'
    """

    def __init__(self, head: str, parts: Sequence[str], tail: str) -> None:
        self._head, self._parts, self._tail = head, parts, tail
        self._whole = "".join((head, *parts, tail))
        self._first = head.count("%s")
        self._last = self._first + len(parts)

    def line(self, row: tuple[str | None, ...]) -> str:
        """Write one element.

        Parameters
        ----------
        row : tuple of str or None
            The values of the head, one for each part, and those of the tail.

        Returns
        -------
        str
            The element, escaped.
        """
        try:
            text = "".join(row)  # type: ignore[arg-type]
        except TypeError:
            return self._with_absent(row)
        # Nearly all rows have nothing to escape, which is asked of the whole row at once.
        if not text.isprintable():
            return self._with_absent(row)
        if "&" in text or "<" in text or ">" in text or '"' in text:
            text = _BETWEEN.join(row)  # type: ignore[arg-type]
            for character, reference in _IN_PRINT:
                text = text.replace(character, reference)
            return self._whole % tuple(text.split(_BETWEEN))
        return self._whole % row

    def _with_absent(self, row: tuple[str | None, ...]) -> str:
        safe = [None if value is None else escaped(value) for value in row]
        values = safe[self._first : self._last]
        middle = [
            part % value
            for part, value in zip(self._parts, values, strict=True)
            if value is not None
        ]
        head = self._head % tuple(safe[: self._first])
        return "".join((head, *middle, self._tail % tuple(safe[self._last :])))
