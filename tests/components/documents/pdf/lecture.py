"""A PDF read back as the programs of readers read it: what it says, where, and what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import numpy as np
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTChar, LTContainer, LTPage
from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def parts(container: LTContainer, kind: type) -> Iterator[Any]:
    """What a page holds of a kind (letter, curve, image), whatever it lies in."""
    for one in container:
        if isinstance(one, kind):
            yield one
        elif isinstance(one, LTContainer):
            yield from parts(one, kind)


def flat(texte: str) -> str:
    """The same text without a space nor a line break."""
    return "".join(texte.split())


def overlaps(boxes: np.ndarray) -> list[tuple[int, int]]:
    """Return the pairs of boxes whose hearts meet: kerning and line spacing are forgiven."""
    west, south, east, north = boxes.T
    dx, dy = 0.2 * (east - west), 0.3 * (north - south)
    west, east, south, north = west + dx, east - dx, south + dy, north - dy
    meet = (
        (west[:, None] < east[None, :])
        & (west[None, :] < east[:, None])
        & (south[:, None] < north[None, :])
        & (south[None, :] < north[:, None])
    )
    first, second = np.nonzero(np.triu(meet, k=1))
    return list(zip(first.tolist(), second.tolist(), strict=True))


@dataclass(frozen=True)
class Lu:
    """A PDF read back."""

    contenu: bytes

    @cached_property
    def pages(self) -> list[LTPage]:
        return list(extract_pages(BytesIO(self.contenu)))

    @cached_property
    def texte(self) -> str:
        """The text of the whole file, line breaks made spaces."""
        return " ".join(extract_text(BytesIO(self.contenu)).split("\n")).replace("  ", " ")

    def texte_de(self, rang: int) -> str:
        """The text of a page, line breaks made spaces."""
        text = "".join(one.get_text() for one in self.pages[rang] if hasattr(one, "get_text"))
        return " ".join(text.split(" \n")).replace("\n", " ")

    def lettres(self, rang: int = 0) -> list[LTChar]:
        """The signs of a page, each with its place, spaces left out."""
        return [one for one in parts(self.pages[rang], LTChar) if one.get_text().strip()]

    @cached_property
    def lecteur(self) -> PdfReader:
        return PdfReader(BytesIO(self.contenu))

    @property
    def catalogue(self) -> DictionaryObject:
        return self.lecteur.root_object

    @cached_property
    def signets(self) -> list[str]:
        """The titles of the bookmarks, whatever their depth."""
        return list(_titles(self.lecteur.outline))

    @cached_property
    def polices(self) -> list[DictionaryObject]:
        """The fonts of all the pages, and of what is drawn on them."""
        return [
            font.get_object()
            for resources in self.ressources()
            for font in resources.get("/Font", {}).values()
        ]

    @property
    def images(self) -> list[DictionaryObject]:
        """The pictures made of points."""
        return [one for one in self._drawings() if one.get("/Subtype") == "/Image"]

    @property
    def motifs(self) -> int:
        """How many patterns surfaces are filled with."""
        return sum(len(resources.get("/Pattern", {})) for resources in self.ressources())

    def _drawings(self) -> list[DictionaryObject]:
        return [
            one.get_object()
            for resources in self.ressources()
            for one in resources.get("/XObject", {}).values()
        ]

    def ressources(self) -> Iterator[DictionaryObject]:
        """What the pages draw with, and what the drawings and patterns of theirs draw with."""
        waiting = [page["/Resources"].get_object() for page in self.lecteur.pages]
        seen: set[int] = set()
        while waiting:
            resources = waiting.pop()
            if id(resources) in seen:
                continue
            seen.add(id(resources))
            yield resources
            for kind in ("/XObject", "/Pattern"):
                for one in resources.get(kind, {}).values():
                    inner = one.get_object().get("/Resources")
                    if inner is not None:
                        waiting.append(inner.get_object())


def _titles(outline: list[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _titles(one)
        else:
            yield one.title
