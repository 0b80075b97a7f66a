"""Answers as bytes: SPARQL results as JSON, XML, CSV, TSV and sheets, triples as RDF.

The writers take rows one at a time and hand bytes on as they come, so that an answer of any
length needs little memory.

References
----------
https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/ and
https://www.w3.org/TR/sparql11-results-csv-tsv/, with ``its:dir`` and ``triple`` as in the SPARQL
1.2 drafts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from json.encoder import encode_basestring as _json_text
from typing import IO, ClassVar, TypeAlias, cast
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graph import spreadsheet
from graph.turtle import prefixes_for, term_text
from ontology.errors import QueryError
from ontology.namespaces import PREFIXES

#: A term of an answer; None is an unbound variable.
Cell: TypeAlias = NamedNode | Literal | BlankNode | Triple | None
Cells: TypeAlias = Sequence[Cell]
Write: TypeAlias = Callable[[bytes], object]

#: From so many of the first triples come the prefixes of a Turtle answer.
_PREFIXES_FROM = 1_000
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
# XML 1.0 has no way to write these, not even as a character reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# RDF/XML writes a predicate as an element, so its IRI must end in an XML name. Editions of XML
# disagree on letters beyond Latin, and so do readers: such an IRI is not written.
_ENDS_IN_XML_NAME = re.compile(
    r"[!-\u024f]*[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f][\w.\-\u00b7]*"
)


@dataclass(frozen=True)
class Format:
    """A way to write an answer."""

    name: str
    media_type: str
    extension: str


def _formats(*rows: tuple[str, str, str]) -> dict[str, Format]:
    return {name: Format(name, media_type, extension) for name, media_type, extension in rows}


#: For SELECT and ASK, the preferred one first.
RESULT_FORMATS = _formats(
    ("json", "application/sparql-results+json", "srj"),
    ("xml", "application/sparql-results+xml", "srx"),
    ("csv", "text/csv", "csv"),
    ("tsv", "text/tab-separated-values", "tsv"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    # By its name only: to Accept it is CSV like the other.
    ("csv-excel", "text/csv", "csv"),
)
#: For CONSTRUCT and DESCRIBE, the preferred one first.
RDF_FORMATS = _formats(
    ("turtle", "text/turtle", "ttl"),
    ("ntriples", "application/n-triples", "nt"),
    ("rdfxml", "application/rdf+xml", "rdf"),
    ("jsonld", "application/ld+json", "jsonld"),
    # With all triples in the default graph.
    ("nquads", "application/n-quads", "nq"),
    ("trig", "application/trig", "trig"),
)

_RDF_WRITERS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


@dataclass(eq=False)
class FormatError(QueryError):
    """An answer holds what the chosen format cannot say; another format can."""

    format_name: str
    what: str
    _reasons: ClassVar[dict[str, tuple[str, str]]] = {
        "character": (
            "a control character, which XML has no way to write",
            "et kontrolltegn, som XML ikke kan skrive",
        ),
        "predicate": (
            "a property whose IRI does not end in an XML name",
            "en egenskap med en IRI som ikke slutter på et XML-navn",
        ),
        "triple": ("a triple as a term", "et trippel som term"),
        "columns": ("more columns than a sheet holds", "flere kolonner enn et regneark rommer"),
        "sheet-rows": ("more rows than a sheet holds", "flere rader enn et regneark rommer"),
        "letters": (
            f"a text of more than {spreadsheet.MOST_LETTERS} signs, the most in a cell",
            f"en tekst på over {spreadsheet.MOST_LETTERS} tegn, det meste en celle rommer",
        ),
        "table": ("a table of results", "en tabell med resultater"),
        "triples": ("triples", "tripler"),
    }

    def text(self, language: str = "en") -> str:
        """Give the sentence; see `ontology.errors.SamspillError.text`."""
        english, norwegian = self._reasons[self.what]
        if language == "nb":
            return f"Svaret kan ikke skrives som {self.format_name}: det har {norwegian}."
        return f"The answer cannot be written as {self.format_name}: it has {english}."


def write_rows(format_name: str, names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    r"""Write the answer of a SELECT.

    Parameters
    ----------
    format_name : str
        A key of `RESULT_FORMATS`.
    names : sequence of str
        The variables, without question marks, in the order of the answer.
    rows : iterable of sequences of terms
        One term or None for each variable.
    write : callable
        Takes the bytes as they come.

    Raises
    ------
    FormatError
        If XML meets a character that it cannot say, or a sheet cannot hold the answer, after some
        bytes may have been written.
    KeyError
        If there is no such format.

    Examples
    --------
    >>> out: list[bytes] = []
    >>> write_rows("csv", ["a", "b"], [[Literal("x,y"), None]], out.append)
    >>> b"".join(out)
    b'a,b\r\n"x,y",\r\n'
    """
    _ROW_WRITERS[format_name](names, rows, write)


def write_truth(format_name: str, truth: bool, write: Write) -> None:
    """Write the answer of an ASK.

    Parameters
    ----------
    format_name : str
        A key of `RESULT_FORMATS`. CSV and TSV have no form for a truth value in the standard;
        here it is the one word ``true`` or ``false``, in a sheet its one cell.
    truth : bool
        The answer.
    write : callable
        Takes the bytes.

    Raises
    ------
    KeyError
        If there is no such format.

    Examples
    --------
    >>> write_truth("json", True, print)
    b'{"head":{},"boolean":true}'
    """
    word = "true" if truth else "false"
    if format_name == "xlsx":
        boolean = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
        spreadsheet.write_xlsx([], [[Literal(word, datatype=boolean)]], write)
        return
    forms = {
        "json": f'{{"head":{{}},"boolean":{word}}}',
        "xml": f"{_XML_START}<head/><boolean>{word}</boolean></sparql>\n",
        "csv": f"{word}\r\n",
        "tsv": f"{word}\n",
        "csv-excel": f"\ufeff{word}\r\n",
    }
    write(forms[format_name].encode())


def write_triples(format_name: str, triples: Iterable[Triple], write: Write) -> None:
    r"""Write the answer of a CONSTRUCT or DESCRIBE.

    Parameters
    ----------
    format_name : str
        A key of `RDF_FORMATS`.
    triples : iterable of pyoxigraph.Triple
        Written in the order given; Turtle gets the prefixes of the ontology.
    write : callable
        Takes the bytes as they come.

    Raises
    ------
    FormatError
        If the format cannot say a triple, after some bytes may have been written.
    KeyError
        If there is no such format.

    Examples
    --------
    >>> a = NamedNode("https://example.org/a")
    >>> write_triples("ntriples", [Triple(a, a, Literal(1))], lambda part: print(part.decode()))
    <https://example.org/a> <https://example.org/a> "1"^^<...#integer> .
    """
    prefixes = PREFIXES if format_name == "rdfxml" else None
    if format_name in ("turtle", "trig"):
        waiting = iter(triples)
        # The prefixes stand before the first statement, and the rest has not been asked for yet.
        beginning = list(islice(waiting, _PREFIXES_FROM))
        prefixes = prefixes_for(beginning)
        triples = chain(beginning, waiting)
    checked = _CHECKS[format_name](triples) if format_name in _CHECKS else triples
    sink = cast(IO[bytes], _Sink(write, as_xml=format_name == "rdfxml"))
    serialize(checked, sink, _RDF_WRITERS[format_name], prefixes=prefixes)


class _Sink:
    """What pyoxigraph takes for a file: it only calls these two."""

    def __init__(self, write: Write, *, as_xml: bool) -> None:
        self._write = write
        self._as_xml = as_xml

    def write(self, data: bytes) -> int:
        # pyoxigraph leaves a literal's carriage returns bare, and an XML reader would take them
        # for line feeds (XML 1.0, section 2.11).
        self._write(data.replace(b"\r", b"&#13;") if self._as_xml else data)
        return len(data)

    def flush(self) -> None:
        pass


# RDF/XML, section 5.1: the names that no property element may have.
_NO_PROPERTIES = {
    PREFIXES["rdf"] + name
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description"),
        *("aboutEach", "aboutEachPrefix", "bagID", "li"),
    )
}


def _writable_as_rdfxml(triples: Iterable[Triple]) -> Iterator[Triple]:
    for triple in triples:
        predicate = triple.predicate.value
        if not _ENDS_IN_XML_NAME.fullmatch(predicate) or predicate in _NO_PROPERTIES:
            raise FormatError("rdfxml", "predicate")
        if isinstance(triple.object, Triple) or isinstance(triple.subject, Triple):
            raise FormatError("rdfxml", "triple")
        for term in (triple.subject, triple.object):
            if _NOT_XML.search(term.value):
                raise FormatError("rdfxml", "character")
        yield triple


def _writable_as_jsonld(triples: Iterable[Triple]) -> Iterator[Triple]:
    for triple in triples:
        if isinstance(triple.object, Triple) or isinstance(triple.subject, Triple):
            raise FormatError("jsonld", "triple")
        yield triple


_CHECKS = {"rdfxml": _writable_as_rdfxml, "jsonld": _writable_as_jsonld}


def _json_term(term: NamedNode | Literal | BlankNode | Triple) -> str:
    # By hand: json.dumps of a dictionary takes twice as long for each cell.
    if isinstance(term, NamedNode):
        return f'{{"type":"uri","value":{_json_text(term.value)}}}'
    if isinstance(term, BlankNode):
        return f'{{"type":"bnode","value":{_json_text(term.value)}}}'
    if isinstance(term, Triple):
        parts = (
            f'{{"subject":{_json_term(term.subject)},"predicate":{_json_term(term.predicate)},'
            f'"object":{_json_term(term.object)}}}'
        )
        return f'{{"type":"triple","value":{parts}}}'
    about = ""
    if term.language:
        about = f',"xml:lang":{_json_text(term.language)}'
        if term.direction:
            about += f',"its:dir":{_json_text(term.direction.value)}'
    elif (datatype := term.datatype.value) != _XSD_STRING:
        about = f',"datatype":{_json_text(datatype)}'
    return f'{{"type":"literal","value":{_json_text(term.value)}{about}}}'


def _write_json(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    quoted = [_json_text(name) for name in names]
    write(f'{{"head":{{"vars":[{",".join(quoted)}]}},"results":{{"bindings":['.encode())
    mark = ""
    for row in rows:
        bound = ",".join(
            [
                f"{name}:{_json_term(term)}"
                for name, term in zip(quoted, row, strict=True)
                if term is not None
            ]
        )
        write(f"{mark}\n{{{bound}}}".encode())
        mark = ","
    write(b"\n]}}")


_XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml_text(text: str) -> str:
    if _NOT_XML.search(text):
        raise FormatError("xml", "character")
    # A bare carriage return would reach the reader as a line feed (XML 1.0, section 2.11).
    return escape(text, {"\r": "&#13;"})


def _xml_term(term: NamedNode | Literal | BlankNode | Triple) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, Triple):
        return (
            f"<triple><subject>{_xml_term(term.subject)}</subject>"
            f"<predicate>{_xml_term(term.predicate)}</predicate>"
            f"<object>{_xml_term(term.object)}</object></triple>"
        )
    about = ""
    if term.language:
        about = f" xml:lang={quoteattr(term.language)}"
        if term.direction:
            about += (
                ' xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0"'
                f" its:dir={quoteattr(term.direction.value)}"
            )
    elif term.datatype.value != _XSD_STRING:
        _xml_text(term.datatype.value)  # refuses what XML cannot write; quoteattr escapes
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{_xml_text(term.value)}</literal>"


def _write_xml(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    write(f"{_XML_START}<head>{variables}</head><results>".encode())
    for row in rows:
        bound = "".join(
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        write(f"\n<result>{bound}</result>".encode())
    write(b"\n</results></sparql>\n")


def _csv_field(term: Cell) -> str:
    if term is None:
        return ""
    text = term_text(term) if isinstance(term, BlankNode | Triple) else term.value
    if any(sign in text for sign in '",\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _write_csv(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    write((",".join(names) + "\r\n").encode())
    for row in rows:
        write((",".join(map(_csv_field, row)) + "\r\n").encode())


def _write_tsv(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    write(("\t".join(f"?{name}" for name in names) + "\n").encode())
    for row in rows:
        fields = ("" if term is None else term_text(term) for term in row)
        write(("\t".join(fields) + "\n").encode())


def _write_xlsx(names: Sequence[str], rows: Iterable[Cells], write: Write) -> None:
    try:
        spreadsheet.write_xlsx(names, rows, write)
    except spreadsheet.SheetLimit as error:
        raise FormatError("xlsx", str(error)) from error


_ROW_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Cells], Write], None]] = {
    "json": _write_json,
    "xml": _write_xml,
    "csv": _write_csv,
    "tsv": _write_tsv,
    "xlsx": _write_xlsx,
    "csv-excel": spreadsheet.write_csv_excel,
}
