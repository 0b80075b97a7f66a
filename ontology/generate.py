"""Write ``ontology/namespaces.py`` from the Turtle: ``python -m ontology.generate``."""

from __future__ import annotations

import keyword
from pathlib import Path

from ontology import vocabulary
from ontology.iri_policy import CONCEPT, GRAPH, ID, ONTOLOGY

PREFIXES = {
    "samspill": ONTOLOGY,
    "id": ID,
    "concept": CONCEPT,
    "graph": GRAPH,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "qb": "http://purl.org/linked-data/cube#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "geo": "http://www.opengis.net/ont/geosparql#",
}


def module_text() -> str:
    """Give the text of ``namespaces.py``.

    Returns
    -------
    str
        Python source: the prefixes, and one constant a class and a property.
    """
    lines = [
        '"""Every term as a constant. Generated: run ``python -m ontology.generate``."""',
        "",
        "from typing import Final",
        "",
        "from pyoxigraph import NamedNode",
        "",
        f'SAMSPILL_NS: Final = "{ONTOLOGY}"',
        "",
        "#: The prefixes that every query of the site may use.",
        "PREFIXES: Final[dict[str, str]] = {",
        *(f'    "{name}": "{iri}",' for name, iri in PREFIXES.items()),
        "}",
        "",
        "",
        "class Samspill:",
        '    """Every class and property of the ontology."""',
        "",
    ]
    for iri in sorted(vocabulary.terms(), key=lambda term: (term.casefold(), term)):
        name = iri.removeprefix(ONTOLOGY)
        attribute = f"{name}_" if keyword.iskeyword(name) else name
        lines.append(f"    {attribute}: Final = NamedNode(SAMSPILL_NS + {_quoted(name)})")
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    Path(__file__).with_name("namespaces.py").write_text(module_text(), encoding="utf-8")
