"""Stores on real engines: a snapshot's folder, and an Oxigraph server on a free port."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

import httpx
import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from graph.store import Reader, open_store

MakeReader = Callable[[list[Quad]], Reader]


def make_store(folder: Path, quads: list[Quad]) -> Path:
    """Write statements as a build does, and let go of the files."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    store = Store(str(folder))
    store.bulk_extend(quads)
    store.optimize()
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(stack: ExitStack, quads: list[Quad]) -> str:
    """Start an empty server, load the statements over HTTP, give its query address."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    server = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(server.wait)
    stack.callback(server.kill)
    base = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(f"{base}/query", params={"query": "ASK {}"})
            break
        except httpx.TransportError:
            time.sleep(0.05)
    data = serialize(quads, format=RdfFormat.N_QUADS)
    answer = httpx.post(
        f"{base}/store", content=data, headers={"Content-Type": "application/n-quads"}
    )
    assert answer.is_success, answer.text
    return f"{base}/query"


@pytest.fixture
def write_store() -> Callable[[Path, list[Quad]], Path]:
    """Give the function that writes statements to a folder."""
    return make_store


@pytest.fixture
def serve_quads() -> Iterator[Callable[[list[Quad]], str]]:
    """Give a function that serves statements and says the query address."""
    with ExitStack() as stack:
        yield lambda quads: serve(stack, quads)


@pytest.fixture(params=["embedded", "remote"])
def make_reader(
    request: pytest.FixtureRequest, tmp_path: Path, serve_quads: Callable[[list[Quad]], str]
) -> Iterator[MakeReader]:
    """Give a function that puts statements into an engine of each kind and opens it."""
    with ExitStack() as stack:

        def make(quads: list[Quad]) -> Reader:
            if request.param == "embedded":
                folder = Path(mkdtemp(prefix="snapshot-", dir=tmp_path))
                reader = open_store(make_store(folder / "store", quads).parent)
            else:
                reader = open_store(serve_quads(quads))
            stack.callback(reader.close)
            return reader

        yield make


SMALL_REGION = Path(__file__).parent / "data" / "small-region.trig"


@pytest.fixture(scope="session")
def small_region_quads() -> list[Quad]:
    """The statements of data/small-region.trig, on which networks are counted by hand."""
    return list(parse(path=str(SMALL_REGION), format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def small_region_folder(
    small_region_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder that holds the small region as a store."""
    return make_store(tmp_path_factory.mktemp("small-region") / "store", small_region_quads)


@pytest.fixture(scope="session")
def small_region(small_region_folder: Path) -> Iterator[Reader]:
    """The small region, open for reading."""
    reader = open_store(small_region_folder)
    yield reader
    reader.close()
