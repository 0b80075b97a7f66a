"""What search engines read: which addresses cost too much, and which pages there are."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from flask import Blueprint, Response, current_app, url_for
from pyoxigraph import NamedNode

from ontology.errors import NotFound
from ontology.iri_policy import page_path, table_and_id
from queries import questions
from webapp.kept import Kept
from webapp.kinds import CLASS_OF_KIND
from webapp.language import DEFAULT, LANGUAGES
from webapp.site import OpenSnapshot, opened
from webapp.site_queries import site_query

pages = Blueprint("crawlers", __name__)

#: Addresses that have no end or take long; a page of things or of a question is for all.
_COSTLY = """
    /sparql? /downloads/ /network? /network. /network/ /changes? /search? /money? /money/rows
    /goals? /map? /*?at= /*&at= /*.csv /*.xlsx
"""
_PAGES = """
    / /search /network /money /goals /map /questions /sources /quality /sparql /ontology /changes
    /downloads /about
"""
#: Pages in one file: each has an entry in two languages, and 50,000 is the most there may be.
PART = 20_000
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_PATHS = Kept[list[list[str]]]()


@pages.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers from asking queries and making files; pages are for all."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in _COSTLY.split()),
        # The longest line that fits decides (RFC 9309), so these stay open in English.
        "Allow: /*?lang=en$",
        "Allow: /",
        "",
        f"Sitemap: {url_for('crawlers.sitemap', _external=True)}",
        "",
    ]
    return Response("\n".join(lines), mimetype="text/plain")


@pages.get("/sitemap.xml")
def sitemap() -> Response:
    """List the parts of the sitemap."""
    index = ElementTree.Element("sitemapindex", {"xmlns": _SITEMAP})
    for number in range(1, len(_parts(opened())) + 1):
        part = ElementTree.SubElement(index, "sitemap")
        address = url_for("crawlers.sitemap_part", number=number, _external=True)
        ElementTree.SubElement(part, "loc").text = address
        ElementTree.SubElement(part, "lastmod").text = _changed(opened())
    return _answer(index)


@pages.get("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """List pages in each language; those of persons are for visitors and not for search engines."""
    parts = _parts(opened())
    if not 1 <= number <= len(parts):
        raise NotFound("sitemap", str(number))
    urls = ElementTree.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    root = url_for("home.home", _external=True).rstrip("/")
    for path in parts[number - 1]:
        addresses = {
            language: root + path + ("" if language == DEFAULT else f"?lang={language}")
            for language in LANGUAGES
        }
        for address in addresses.values():
            url = ElementTree.SubElement(urls, "url")
            ElementTree.SubElement(url, "loc").text = address
            ElementTree.SubElement(url, "lastmod").text = _changed(opened())
            for language, other in addresses.items():
                values = {"rel": "alternate", "hreflang": language, "href": other}
                ElementTree.SubElement(url, "xhtml:link", values)
    return _answer(urls)


def _parts(snapshot: OpenSnapshot) -> list[list[str]]:
    def make() -> list[list[str]]:
        paths = [*_fixed(), *sorted(_things(snapshot))]
        return [paths[i : i + PART] for i in range(0, len(paths), PART)]

    return _PATHS.of(snapshot, PART, make)


def _fixed() -> Iterable[str]:
    known = {rule.rule for rule in current_app.url_map.iter_rules()}
    yield from (path for path in _PAGES.split() if path in known)
    yield from (f"/questions/{question.name}" for question in questions.library())


def _things(snapshot: OpenSnapshot) -> set[str]:
    kinds = CLASS_OF_KIND.keys() - {"person"}
    classes = sorted({iri for kind in kinds for iri in snapshot.terms.below(CLASS_OF_KIND[kind])})
    nodes = [NamedNode(iri) for iri in classes]
    rows = snapshot.reader.select(site_query("things-of-classes"), {"type": nodes})
    found = set()
    for row in rows:
        parts, path = table_and_id(row["thing"].value), page_path(row["thing"].value)
        if parts and path and parts[0] in kinds:
            found.add(path)
    return found


def _changed(snapshot: OpenSnapshot) -> str:
    return snapshot.snapshot.published.strftime("%Y-%m-%dT%H:%M:%SZ")


def _answer(root: ElementTree.Element) -> Response:
    text = ElementTree.tostring(root, encoding="unicode")
    response = Response(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', mimetype="text/xml")
    response.headers["Cache-Control"] = "no-cache"
    return response
