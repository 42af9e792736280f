"""What prevents a PDF from being read by everybody: its structure read back, fault by fault.

The rules are those of PDF/UA-1 (ISO 14289-1) that a program can check.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from tests.components.documents.pdf.lecture import Lu

TITRES = re.compile(r"/H([1-6])$")
CELLULES = {"/TH", "/TD"}
NORME = re.compile(rb"<pdfuaid:part>1</pdfuaid:part>")
TITRE_XMP = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>.*?</dc:title>", re.DOTALL)
# A string of the page may hold the name of an operator: it is left out before they are looked for.
CHAINES = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
MOTS = re.compile(rb"/?[^\s/<>\[\]]+")
OUVRENT, FERMENT = {b"BDC", b"BMC"}, b"EMC"
PEIGNENT = {b"Tj", b"TJ", b"f", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh"}


@dataclass(frozen=True, eq=False)
class Element:
    """An element of the structure: ``genre`` ("/Figure"), what lies in it, its own dictionary."""

    genre: str
    enfants: tuple["Element", ...]
    brut: DictionaryObject

    def descendants(self) -> Iterator["Element"]:
        """The element and all that lies in it, in the order of reading."""
        yield self
        for one in self.enfants:
            yield from one.descendants()

    def de(self, *genres: str) -> list["Element"]:
        """Its descendants of some kinds."""
        return [one for one in self.descendants() if one.genre in genres]


def structure(lu: Lu) -> list[Element]:
    """Return the elements at the top of the structure of a file, none when it is not tagged."""
    root = lu.catalogue.get("/StructTreeRoot")
    return _elements(root.get_object().get("/K")) if root is not None else []


def _elements(kids: Any) -> list[Element]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    many = kids if isinstance(kids, ArrayObject) else [kids]
    found = [one.get_object() for one in many if hasattr(one, "get_object")]
    return [
        Element(str(one["/S"]), tuple(_elements(one.get("/K"))), one)
        for one in found
        if isinstance(one, DictionaryObject) and "/S" in one
    ]


def elements(lu: Lu, *genres: str) -> list[Element]:
    """Return the elements of some kinds, in the order of reading."""
    return [one for top in structure(lu) for one in top.de(*genres)]


def defauts(lu: Lu) -> list[str]:
    """Return what is wrong, in words; nothing for a file that everybody can read."""
    return [
        *_document(lu),
        *_headings(lu),
        *_figures(lu),
        *_tables(lu),
        *_lists(lu),
        *_links(lu),
        *_fonts(lu),
        *_marks(lu),
    ]


def _document(lu: Lu) -> Iterator[str]:
    catalogue = lu.catalogue
    if not str(catalogue.get("/Lang", "")).startswith("fr"):
        yield "no language"
    if not (lu.lecteur.metadata and lu.lecteur.metadata.title):
        yield "no title"
    if not catalogue.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not catalogue.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown in place of the name of the file"
    about = catalogue["/Metadata"].get_object().get_data() if "/Metadata" in catalogue else b""
    if not NORME.search(about):
        yield "does not say that it follows PDF/UA-1"
    if not TITRE_XMP.search(about):
        yield "no title in its metadata"
    if not structure(lu):
        yield "no structure"
    if not lu.signets:
        yield "no bookmark"


def _headings(lu: Lu) -> Iterator[str]:
    levels = [
        int(found[1])
        for top in structure(lu)
        for one in top.descendants()
        if (found := TITRES.match(one.genre))
    ]
    if not levels:
        yield "no heading"
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"heading out of order: H{level} after H{before}"


def _figures(lu: Lu) -> Iterator[str]:
    for one in elements(lu, "/Figure"):
        if not str(one.brut.get("/Alt", "")).strip():
            yield "figure without an alternative text"


def _tables(lu: Lu) -> Iterator[str]:
    for table in elements(lu, "/Table"):
        headers = table.de("/TH")
        if not headers:
            yield "table without a header cell"
        if any("/Scope" not in str(one.brut.get("/A", "")) for one in headers):
            yield "header cell that does not say of what"
        rows = [[one for one in row.enfants if one.genre in CELLULES] for row in table.de("/TR")]
        if len({len(row) for row in rows}) > 1:
            yield "rows of different lengths"


def _lists(lu: Lu) -> Iterator[str]:
    for one in elements(lu, "/L"):
        if not one.enfants or any(item.genre != "/LI" for item in one.enfants):
            yield "list of something else than items"
        if any(not item.de("/LBody") for item in one.de("/LI")):
            yield "item without a body"


def _links(lu: Lu) -> Iterator[str]:
    tagged = len(elements(lu, "/Link"))
    links = [
        note.get_object()
        for page in lu.lecteur.pages
        for note in page.get("/Annots", ArrayObject())
    ]
    if links and not tagged:
        yield "link out of the structure"
    if any(not str(one.get("/Contents", "")).strip() for one in links):
        yield "link without a description"


def _fonts(lu: Lu) -> Iterator[str]:
    for font in lu.polices:
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        files = [descriptor[key] for key in ("/FontFile2", "/FontFile3") if key in descriptor]
        if not files or len(files[0].get_object().get_data()) < 1000:
            yield f"font that is not embedded: {font['/BaseFont']}"
        if "/ToUnicode" not in font:
            yield f"font whose letters are not known: {font['/BaseFont']}"


def _marks(lu: Lu) -> Iterator[str]:
    """Tell whether something is painted that is neither in the structure nor set aside as decor."""
    for rank, page in enumerate(lu.lecteur.pages, 1):
        content = page.get_contents()
        depth = 0
        for word in MOTS.findall(CHAINES.sub(b" ", b"" if content is None else content.get_data())):
            if word in OUVRENT:
                depth += 1
            elif word == FERMENT:
                depth -= 1
            elif word in PEIGNENT and depth == 0:
                yield f"page {rank}: something is painted out of the structure"
                break
