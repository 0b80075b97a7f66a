"""Files to take home hold the open graph, and neither people nor rows."""

import csv
import hashlib
import io
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat

from tests.webapp.conftest import Visitor, close
from webapp import create_app
from webapp.files import MAKERS
from webapp.settings import Settings

ROW = "https://w3id.org/samspill/ontology#row"


def fetch(client: FlaskClient, name: str) -> bytes:
    with client.get(f"/downloads/{name}") as response:
        assert response.status_code == 200
        assert response.mimetype == MAKERS[name].media_type
        assert "attachment" in response.headers["Content-Disposition"]
        return bytes(response.data)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("samspill.ttl", RdfFormat.TURTLE),
        ("samspill.nq", RdfFormat.N_QUADS),
        ("samspill.jsonld", RdfFormat.JSON_LD),
    ],
)
def test_the_graph_can_be_taken_home_without_rows(
    client: FlaskClient, name: str, form: RdfFormat
) -> None:
    quads = list(pyoxigraph.parse(fetch(client, name), format=form))
    assert len({quad.triple for quad in quads}) > 2_000
    # The property is described in the ontology; no thing has it.
    assert not [quad for quad in quads if quad.predicate.value == ROW]


def test_the_network_can_be_taken_home(client: FlaskClient) -> None:
    assert ElementTree.fromstring(fetch(client, "network.graphml")).tag.endswith("graphml")
    assert ElementTree.fromstring(fetch(client, "network.gexf")).tag.endswith("gexf")
    edges = list(csv.DictReader(io.StringIO(fetch(client, "network-edges.csv").decode())))
    assert {(row["source_label"], row["target_label"]) for row in edges} == {
        ("Hamar kommune", "Løten kommune"),
        ("Hamar kommune", "Regionrådet"),
    }
    nodes = list(csv.DictReader(io.StringIO(fetch(client, "network-nodes.csv").decode())))
    assert "Hamar kommune" in {row["label"] for row in nodes}


def test_the_page_to_mail_around_is_whole(client: FlaskClient) -> None:
    page = fetch(client, "network.html").decode()
    assert "Hamar kommune" in page
    assert 'src="http' not in page


def test_the_list_tells_formats_and_sizes(visitor: Visitor) -> None:
    page = visitor.get("/downloads").text
    for name in MAKERS:
        assert f'href="/downloads/{name}"' in page
    text = visitor.read("/downloads")
    assert "kB" in text
    assert "Filene inneholder verken personer eller radnumre" in text


def test_the_name_of_a_file_tells_the_snapshot(client: FlaskClient, snapshots: Path) -> None:
    name = (snapshots / "current").read_text().strip()
    with client.get("/downloads/samspill.ttl") as response:
        assert f"samspill-{name}.ttl" in response.headers["Content-Disposition"]


def test_an_unchanged_file_is_not_sent_again(client: FlaskClient) -> None:
    with client.get("/downloads/samspill.nq") as first:
        tag = first.headers["ETag"]
    with client.get("/downloads/samspill.nq", headers={"If-None-Match": tag}) as second:
        assert (second.status_code, second.data) == (304, b"")


def test_a_file_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/downloads/../settings.py").status_code == 404
    assert client.get("/downloads/samspill.xlsx").status_code == 404


def test_files_are_made_once_in_the_folder_of_the_settings(snapshots: Path, tmp_path: Path) -> None:
    settings = Settings(
        snapshots=snapshots, cache=str(tmp_path / "cache"), watch_seconds=0, log_requests=False
    )
    app = create_app(settings)
    name = (snapshots / "current").read_text().strip()
    made = tmp_path / "cache" / name / "samspill.nq"
    with app.test_client().get("/downloads/samspill.nq") as response:
        content = response.data
    assert made.read_bytes() == content
    changed = made.stat().st_mtime_ns
    with app.test_client().get("/downloads/samspill.nq"):
        pass
    assert made.stat().st_mtime_ns == changed
    close(app)


def test_each_file_has_its_checksum(client: FlaskClient, visitor: Visitor) -> None:
    # A page that is slow to make is not made for the list; then it has no checksum there yet.
    first = visitor.get("/downloads").text
    for name in ("samspill.ttl", "network-edges.csv"):
        assert hashlib.sha256(fetch(client, name)).hexdigest() in first
    response = client.get("/downloads/SHA256SUMS")
    assert response.mimetype == "text/plain"
    told = {line[66:]: line[:64] for line in response.text.splitlines()}
    saved = {}
    for name in MAKERS:
        with client.get(f"/downloads/{name}") as one:
            saved_as = one.headers["Content-Disposition"].partition("filename=")[2]
            saved[saved_as] = hashlib.sha256(one.data).hexdigest()
    assert told == saved
    assert (
        told[next(name for name in told if name.endswith(".html"))]
        in visitor.get("/downloads").text
    )
