"""What search engines are told: robots.txt and the sitemap."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

import webapp.pages.crawlers
from tests.webapp.conftest import Visitor

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://localhost"


def locations(visitor: Visitor, address: str) -> list[str]:
    root = ElementTree.fromstring(visitor.ask(address).text)
    return [str(one.text) for one in root.iter(f"{SITEMAP}loc")]


def pages(visitor: Visitor) -> list[str]:
    parts = locations(visitor, "/sitemap.xml")
    return [page for part in parts for page in locations(visitor, part.removeprefix(HOST))]


def test_robots_are_kept_from_what_costs_much(visitor: Visitor) -> None:
    response = visitor.ask("/robots.txt")
    lines = response.text.splitlines()
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    for path in ("/sparql?", "/downloads/", "/network?", "/changes?", "/search?", "/*?at="):
        assert f"Disallow: {path}" in lines
    # Python's reader knows no asterisks, and reads the rest.
    rules = RobotFileParser()
    rules.parse([line for line in lines if "*" not in line or line == "User-agent: *"])
    assert not rules.can_fetch("*", f"{HOST}/sparql?query=x")
    assert not rules.can_fetch("*", f"{HOST}/downloads/samspill.ttl")
    assert rules.can_fetch("*", f"{HOST}/page/actor/hamar")


def test_every_page_of_the_sitemap_answers(visitor: Visitor) -> None:
    found = pages(visitor)
    assert len(set(found)) == len(found)
    for address in found:
        path = address.removeprefix(HOST)
        if path.startswith("/page/initiative/tiltak-") and "01" not in path:
            continue  # thirty alike
        if not path.startswith("/questions/"):
            assert visitor.get(path).status_code == 200, path


def test_each_language_names_the_other(visitor: Visitor) -> None:
    (part,) = locations(visitor, "/sitemap.xml")
    root = ElementTree.fromstring(visitor.ask(part.removeprefix(HOST)).text)
    by_address = {str(url.findtext(f"{SITEMAP}loc")): url for url in root}
    norwegian, english = f"{HOST}/page/actor/hamar", f"{HOST}/page/actor/hamar?lang=en"
    for address in (norwegian, english):
        url = by_address[address]
        links = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        assert links == {"nb": norwegian, "en": english}
        published = str(url.findtext(f"{SITEMAP}lastmod"))
        assert published[:10].replace("-", "") in visitor.get("/health").get_json()["snapshot"]


def test_persons_are_not_told_to_search_engines(programme: Visitor) -> None:
    assert programme.get("/page/person/kari").status_code == 200
    found = pages(programme)
    assert f"{HOST}/page/goal/arbeidsplasser" in found
    assert not [address for address in found if "/person/" in address]
    assert not [address for address in found if "/responsibility/" in address]


def test_the_sitemap_has_parts(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    # Twenty thousand things are too many to build for a test: the size of a part is made small.
    whole = pages(visitor)
    monkeypatch.setattr(webapp.pages.crawlers, "PART", 30)
    assert len(locations(visitor, "/sitemap.xml")) == -(-len(whole) // 60)
    assert pages(visitor) == whole
    monkeypatch.undo()
    assert visitor.get("/sitemap-0.xml").status_code == 404
    assert visitor.get("/sitemap-2.xml").status_code == 404
