"""A feed of snapshots in Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
#: Before the name of a snapshot: an id that stays the same wherever the site is served from.
TAG = "tag:w3id.org,2025:samspill:"


@dataclass(frozen=True)
class Entry:
    """One snapshot in words."""

    name: str
    title: str
    updated: datetime
    url: str
    summary: str
    lines: list[str]  #: what is different, a line for each kind


def write_feed(entries: list[Entry], *, title: str, language: str, own: str, page: str) -> str:
    """Write a feed.

    Parameters
    ----------
    entries : list of Entry
        Newest first, at least one: a feed has to say when it was updated.
    title, language : str
        Of the whole.
    own, page : str
        Addresses of the feed and of the page that it is beside.

    Returns
    -------
    str
        XML with its declaration.
    """
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _text(feed, "id", f"{TAG}changes:{language}")
    _text(feed, "title", title)
    _text(feed, "updated", _moment(entries[0].updated))
    _text(ElementTree.SubElement(feed, "author"), "name", "Samspill")
    _link(feed, "self", "application/atom+xml", own)
    _link(feed, "alternate", "text/html", page)
    for one in entries:
        entry = ElementTree.SubElement(feed, "entry")
        _text(entry, "id", f"{TAG}snapshot:{one.name}:{language}")
        _text(entry, "title", one.title)
        _text(entry, "updated", _moment(one.updated))
        _link(entry, "alternate", "text/html", one.url)
        _text(entry, "summary", one.summary)
        if one.lines:
            content = ElementTree.SubElement(entry, "content", type="xhtml")
            div = ElementTree.SubElement(content, "div", xmlns=_XHTML)
            list_ = ElementTree.SubElement(div, "ul")
            for line in one.lines:
                ElementTree.SubElement(list_, "li").text = line
    text = ElementTree.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _text(parent: ElementTree.Element, local: str, text: str) -> None:
    ElementTree.SubElement(parent, local).text = text


def _link(parent: ElementTree.Element, rel: str, media_type: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", rel=rel, type=media_type, href=address)


def _moment(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
