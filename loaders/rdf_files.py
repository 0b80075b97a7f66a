"""Load any RDF file into a named graph beside the curated one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import RdfFileError
from ontology.iri_policy import BASE, OWN_GRAPHS, named_graph

_LINE = re.compile(r"(?:line |at )(\d+)")


@dataclass(frozen=True)
class RdfFile:
    """One file to load and the IRI of the named graph that it goes into."""

    named_graph: str
    path: Path


def read_option(option: str) -> RdfFile:
    """Read ``GRAPH_IRI=FILE``, split at the last ``=``, since an IRI may hold one.

    Raises
    ------
    RdfFileError
        If a part is missing, the graph is no absolute IRI or is one of our own, or the file does
        not exist.

    Examples
    --------
    >>> read_option("nowhere")
    Traceback (most recent call last):
        ...
    ontology.errors.RdfFileError: nowhere: is not of the form GRAPH_IRI=FILE.
    """
    name, separator, file = option.rpartition("=")
    if not separator or not name or not file:
        raise _error(
            option, None, "er ikke på formen GRAF_IRI=FIL.", "is not of the form GRAPH_IRI=FILE."
        )
    try:
        node = NamedNode(name)
    except ValueError as error:
        raise _error(
            option, None, f"{name} er ingen absolutt IRI.", f"{name} is no absolute IRI."
        ) from error
    _refuse_own(node.value, file)
    path = Path(file)
    if not path.is_file():
        raise _error(file, None, "finnes ikke.", "does not exist.")
    return RdfFile(node.value, path)


def quads(file: RdfFile, *, keep_graphs: bool = False) -> Iterator[Quad]:
    """Read a file as quads of its named graph; blank nodes get IRIs.

    Parameters
    ----------
    file : RdfFile
        Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD or N3, by the file's ending.
    keep_graphs : bool
        Quads keep the graphs that the file gives them; otherwise all go into ``file.named_graph``.

    Yields
    ------
    Quad
        One a statement; the same blank node of one file gets the same IRI.

    Raises
    ------
    RdfFileError
        If the ending is unknown, the syntax is wrong (with the line) or, with ``keep_graphs``, the
        file names one of our own graphs.
    """
    path = file.path
    format_ = RdfFormat.from_extension(path.suffix.lstrip("."))
    if format_ is None:
        raise _error(
            str(path),
            None,
            "har en filendelse som ikke er kjent; bruk .ttl, .nt, .nq, .trig, .rdf eller .jsonld.",
            "has an unknown ending; use .ttl, .nt, .nq, .trig, .rdf or .jsonld.",
        )
    # Graph and content name a file's blank nodes: two files never share one.
    content = sha256(file.named_graph.encode() + b"\n" + path.read_bytes())
    seed = content.hexdigest()[:12]
    fresh: dict[BlankNode, NamedNode] = {}
    default = NamedNode(file.named_graph)

    def named(term: object) -> object:
        if isinstance(term, BlankNode):
            return fresh.setdefault(term, NamedNode(f"{BASE}genid/{seed}/{len(fresh) + 1}"))
        return term

    try:
        for quad in parse(path=str(path), format=format_, base_iri=file.named_graph):
            if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
                raise _error(
                    str(path),
                    None,
                    "har utsagn om utsagn (RDF 1.2), som ikke støttes.",
                    "holds statements about statements (RDF 1.2), which are not supported.",
                )
            graph_name: object = default
            if keep_graphs and not isinstance(quad.graph_name, DefaultGraph):
                graph_name = named(quad.graph_name)
                _refuse_own(getattr(graph_name, "value", ""), str(path))
            yield Quad(named(quad.subject), quad.predicate, named(quad.object), graph_name)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        if line is None and (match := _LINE.search(str(error))):
            line = int(match[1])
        raise _error(
            str(path), line, f"er ikke lesbar RDF: {error}", f"is not readable RDF: {error}"
        ) from error
    except OSError as error:
        raise _error(
            str(path), None, f"kan ikke leses: {error}", f"cannot be read: {error}"
        ) from error


def _refuse_own(name: str, file: str) -> None:
    own = {named_graph(graph_name) for graph_name in OWN_GRAPHS}
    if name in own or name.startswith(named_graph("")):
        raise _error(
            file,
            None,
            f"{name} er en av våre egne grafer; gi filen en annen.",
            f"{name} is one of our own graphs; give the file another.",
        )


def _error(file: str, line: int | None, nb: str, en: str) -> RdfFileError:
    return RdfFileError(file, line, {"nb": nb, "en": en})
