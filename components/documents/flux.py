"""What is published, as a feed (Atom, RFC 4287)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree

ATOM = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}"
TYPE_MIME = "application/atom+xml"
# What no XML may hold, even written as &#…; (XML 1.0, Char): one would spoil the whole feed.
_HORS_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Nouvelle:
    """An entry: ``id`` never changes; ``auteur``: an organisation; ``resume``: plain text."""

    id: str
    titre: str
    auteur: str
    instant: datetime
    resume: str
    adresse: str


def flux_atom(
    id_: str, titre: str, adresse: str, page: str, instant: datetime, nouvelles: Iterable[Nouvelle]
) -> bytes:
    """Return a feed as XML, the newest entry first.

    ``adresse``: of the feed; ``page``: of what it tells of; ``instant``: of its newest entry.
    """
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {f"{XML}lang": "fr"})
    _text(feed, "id", id_)
    _text(feed, "title", titre)
    _text(feed, "updated", instant.isoformat())
    _link(feed, "self", adresse, TYPE_MIME)
    _link(feed, "alternate", page, "text/html")
    _text(feed, "rights", "Licence Ouverte 2.0")
    for one in nouvelles:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _text(entry, "id", one.id)
        _text(entry, "title", one.titre)
        _text(entry, "updated", one.instant.isoformat())
        _text(ElementTree.SubElement(entry, f"{{{ATOM}}}author"), "name", one.auteur)
        _link(entry, "alternate", one.adresse, "text/html")
        _text(entry, "summary", one.resume).set("type", "text")
    ElementTree.register_namespace("", ATOM)
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    found = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    found.text = _HORS_XML.sub("", text)
    return found


def _link(parent: ElementTree.Element, rel: str, adresse: str, kind: str) -> None:
    told = {"rel": rel, "href": adresse, "type": kind}
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", told)
