"""Files to take home: the whole graph and the network, made once a snapshot."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, render_template, send_file
from flask_babel import gettext as _

from ontology.errors import NotFound
from webapp import files
from webapp.language import current_language
from webapp.site import opened, site
from webapp.texts import size

pages = Blueprint("downloads", __name__)


@pages.get("/downloads")
def downloads() -> str:
    """List the files with their sizes; small ones are made now, so that the size is known."""
    snapshot = opened()
    cache = files.FileCache.of(site())
    groups = [
        {
            "title": _("Hele grafen"),
            "files": [
                _file(cache, "samspill.ttl", "Turtle", _("Alle utsagn, hvert én gang.")),
                _file(cache, "samspill.nq", "N-Quads", _("Med de navngitte grafene.")),
                _file(cache, "samspill.jsonld", "JSON-LD", _("Med de navngitte grafene.")),
            ],
        },
        {
            "title": _("Samarbeidsnettverket"),
            "files": [
                _file(
                    cache,
                    "network.html",
                    "HTML",
                    _("Nettside til å sende på e-post og åpne uten nett."),
                ),
                _file(cache, "network.graphml", "GraphML", _("Til Gephi, Cytoscape, yEd og R.")),
                _file(cache, "network.gexf", "GEXF", _("Til Gephi og Gephi Lite, med plassering.")),
                _file(cache, "network-nodes.csv", "CSV", _("Én rad per aktør.")),
                _file(cache, "network-edges.csv", "CSV", _("Én rad per bånd, med kilder.")),
            ],
        },
    ]
    return render_template("downloads.html", groups=groups, snapshot=snapshot.snapshot.name)


@pages.get("/downloads/<name>")
def download(name: str) -> Response:
    """Send one file; it is made at the first request."""
    if name not in files.MAKERS:
        raise NotFound(_("fil"), name)
    path = files.FileCache.of(site()).path(opened(), name, current_language())
    response = send_file(
        path,
        mimetype=files.MAKERS[name].media_type,
        as_attachment=True,
        download_name=_saved_as(name),
        conditional=True,
        etag=f"{opened().snapshot.name}-{current_language()}-{name}",
    )
    response.headers["Cache-Control"] = "no-cache"
    if files.MAKERS[name].by_language:
        response.vary.add("Cookie")
    return response


@pages.get("/downloads/SHA256SUMS")
def checksums() -> Response:
    """Give the checksum of each file under the name it is saved as, as ``sha256sum -c`` reads."""
    cache, language = files.FileCache.of(site()), current_language()
    lines = [
        f"{cache.checksum(opened(), name, language)}  {_saved_as(name)}\n" for name in files.MAKERS
    ]
    response = Response("".join(lines), mimetype="text/plain")
    response.headers["Content-Disposition"] = "attachment; filename=SHA256SUMS"
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response


def _saved_as(name: str) -> str:
    return f"{Path(name).stem}-{opened().snapshot.name}{Path(name).suffix}"


def _file(cache: files.FileCache, name: str, form: str, description: str) -> dict[str, object]:
    snapshot = opened()
    language = current_language()
    made = cache.size(snapshot, name, language)
    return {
        "name": name,
        "url": f"/downloads/{name}",
        "description": description,
        "format": form,
        "size": size(made) if made is not None else _("lages ved nedlasting"),
        "checksum": cache.checksum(snapshot, name, language) if made is not None else "",
    }
