"""Serve N-Quads with rdflib-endpoint on uvicorn: ``python -m benchmarks.rdflib_peer FILE``.

Prints its port when it is ready. A query without FROM is asked of the union of all named graphs.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint


def main(path: Path) -> None:
    """Load the statements and serve them until the process is ended."""
    dataset = Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(SparqlEndpoint(graph=dataset), log_level="critical")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
