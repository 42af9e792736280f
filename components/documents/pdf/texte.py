"""Text on a PDF page: embedded fonts, lines cut at words, and blocks that never leave their frame.

Lengths are in millimetres, sizes of text in points.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
from fpdf import FPDF

from components.commun.mots.contrat import Morceau, Phrase

POLICE = "SourceSansPro"
FICHIERS = {"": "SourceSansPro", "B": "SourceSansProSemibold"}
POINT = 25.4 / 72  # millimetres
INTERLIGNE = 1.22
TAILLE_MINIMALE = 8.0
PAS_DE_REDUCTION = 0.5
TOLERANCE = 0.01  # millimetres
POINTS_DE_SUSPENSION = "…"
SANS_LARGEUR = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

Couleur = tuple[int, int, int]
NOIR: Couleur = (27, 36, 48)
GRIS: Couleur = (75, 85, 99)
BLEU: Couleur = (31, 78, 140)


def rgb(hexadecimal: str) -> Couleur:
    """Return a colour written ``#1f4e8c`` as three numbers from 0 to 255."""
    value = int(hexadecimal.removeprefix("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


class Page(FPDF):
    """A page with its fonts, A4 or of a size in millimetres, which never breaks by itself."""

    def __init__(self, taille: tuple[float, float] | None = None) -> None:
        super().__init__(orientation="portrait", unit="mm", format=taille or "A4")
        for style, name in FICHIERS.items():
            self.add_font(POLICE, style, Path(font_source_sans_pro.font_files_ttf[name]))
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.add_page()
        self.police(10)

    def police(self, taille: float, gras: bool = False, couleur: Couleur = NOIR) -> None:
        """Choose the text to come."""
        self.set_font(POLICE, "B" if gras else "", max(taille, TAILLE_MINIMALE))
        self.set_text_color(*couleur)

    def lisible(self, texte: str) -> str:
        """Return a text the fonts can write: composed letters, no invisible or unknown sign."""
        known = self.fonts[POLICE.lower()].cmap  # type: ignore[union-attr]
        text = unicodedata.normalize("NFC", texte).translate(SANS_LARGEUR)
        flat = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
        return "".join(sign if ord(sign) in known else "?" for sign in flat)

    def largeur(self, texte: str) -> float:
        """Return the width of a text in the current font."""
        return float(self.get_string_width(texte))

    def ecrit(self, x: float, y: float, texte: str) -> None:
        """Write a line whose top is at ``y``, in the current font."""
        self.text(x, y + 0.95 * self.font_size, texte)

    def raccourci(self, texte: str, largeur: float) -> str:
        """Return a text cut so that it holds in a width, in the current font."""
        text = self.lisible(texte)
        if self.largeur(text) <= largeur:
            return text
        while text and self.largeur(text + POINTS_DE_SUSPENSION) > largeur:
            text = text[:-1]
        return text.rstrip() + POINTS_DE_SUSPENSION


@dataclass(frozen=True)
class Paragraphe:
    """A paragraph: pieces of text, some of them strong. ``puce``: what stands in its margin."""

    phrase: Phrase
    puce: str = ""
    couleur: Couleur = NOIR
    taille: float = 9.5
    avant: float = 0.0  # space above, in millimetres
    lien: str = ""  # address that the paragraph opens


def paragraphe(texte: str, gras: bool = False, **options: object) -> Paragraphe:
    """Return a paragraph of one piece."""
    return Paragraphe((Morceau(texte, gras),), **options)  # type: ignore[arg-type]


Mot = tuple[str, bool]


def _words(page: Page, phrase: Phrase) -> list[list[Mot]]:
    """Cut a sentence at its breaking spaces: each word is one or several pieces stuck together."""
    words: list[list[Mot]] = [[]]
    for piece in phrase:
        parts = page.lisible(piece.texte).split(" ")
        for rank, part in enumerate(parts):
            if rank:
                words.append([])
            if part:
                words[-1].append((part, piece.fort))
    return [word for word in words if word]


def _width(page: Page, taille: float, pieces: Sequence[Mot]) -> float:
    total = 0.0
    for text, strong in pieces:
        page.police(taille, strong)
        total += page.largeur(text)
    return total


def _cut(page: Page, taille: float, word: list[Mot], width: float) -> list[list[Mot]]:
    """Cut a word wider than a line into pieces that hold."""
    if _width(page, taille, word) <= width:
        return [word]
    cut: list[list[Mot]] = [[]]
    for text, strong in word:
        for sign in text:
            if cut[-1] and _width(page, taille, [*cut[-1], (sign, strong)]) > width:
                cut.append([])
            cut[-1].append((sign, strong))
    return cut


def _merged(pieces: Iterable[Mot]) -> list[Mot]:
    """Join the neighbours of one weight, so that words stay whole in the file."""
    merged: list[Mot] = []
    for text, strong in pieces:
        if merged and merged[-1][1] == strong:
            merged[-1] = (merged[-1][0] + text, strong)
        else:
            merged.append((text, strong))
    return merged


def lignes(page: Page, texte: Paragraphe, largeur: float) -> list[list[Mot]]:
    """Return the lines of a paragraph in a width, each as pieces of one weight."""
    room = largeur - (_margin(page, texte) if texte.puce else 0)
    words = [
        part for word in _words(page, texte.phrase) for part in _cut(page, texte.taille, word, room)
    ]
    found: list[list[Mot]] = []
    line: list[Mot] = []
    for word in words:
        longer = _merged([*line, (" ", word[0][1]), *word]) if line else _merged(word)
        if line and _width(page, texte.taille, longer) > room:
            found.append(line)
            line = _merged(word)
        else:
            line = longer
    return [*found, line] if line else found


def _margin(page: Page, texte: Paragraphe) -> float:
    page.police(texte.taille, True)
    return page.largeur(texte.puce + "\u00a0")


def _step(taille: float) -> float:
    return taille * POINT * INTERLIGNE


def hauteur(page: Page, textes: Iterable[Paragraphe], largeur: float) -> float:
    """Return the height of paragraphs in a width."""
    return sum(
        texte.avant + len(lignes(page, texte, largeur)) * _step(texte.taille) for texte in textes
    )


def ajuste(
    page: Page, textes: Sequence[Paragraphe], largeur: float, place: float
) -> list[Paragraphe]:
    """Return paragraphs in a smaller text when they need more height than there is."""
    fitted = list(textes)
    while hauteur(page, fitted, largeur) > place:
        smaller = reduits(fitted)
        if smaller == fitted:
            break
        fitted = smaller
    return fitted


def reduits(textes: Iterable[Paragraphe]) -> list[Paragraphe]:
    """Return paragraphs half a point smaller, never under TAILLE_MINIMALE."""
    return [
        replace(texte, taille=max(texte.taille - PAS_DE_REDUCTION, TAILLE_MINIMALE))
        for texte in textes
    ]


@dataclass(frozen=True)
class _Ligne:
    """A line and where its top is; ``puce`` and ``lien`` as in its paragraph."""

    y: float
    morceaux: list[Mot]
    texte: Paragraphe
    puce: str


def _laid_out(
    page: Page, y: float, largeur: float, textes: Iterable[Paragraphe], bas: float
) -> tuple[list[_Ligne], bool]:
    """Return the lines that hold above ``bas``, and whether some text is left out."""
    placed: list[_Ligne] = []
    for texte in textes:
        y += texte.avant
        for rank, line in enumerate(lignes(page, texte, largeur)):
            if y + _step(texte.taille) > bas + TOLERANCE:
                return placed, True
            placed.append(_Ligne(y, line, texte, "" if rank else texte.puce))
            y += _step(texte.taille)
    return placed, False


def ecrit_bloc(
    page: Page, x: float, y: float, largeur: float, textes: Iterable[Paragraphe], bas: float
) -> float:
    """Write paragraphs one under the other and return the height reached.

    Nothing is written under ``bas``: the last line that holds then ends with an ellipsis.
    """
    placed, is_cut = _laid_out(page, y, largeur, textes, bas)
    for one in placed:
        texte = one.texte
        indent = _margin(page, texte) if texte.puce else 0.0
        if one.puce:
            page.police(texte.taille, True, texte.couleur)
            page.ecrit(x, one.y, one.puce)
        cut_here = is_cut and one is placed[-1]
        _write_line(page, x + indent, one.y, largeur - indent, one.morceaux, texte, cut_here)
        if texte.lien:
            page.link(x, one.y, largeur, _step(texte.taille), texte.lien)
        y = one.y + _step(texte.taille)
    return y


def _write_line(
    page: Page,
    x: float,
    y: float,
    width: float,
    line: list[Mot],
    texte: Paragraphe,
    is_cut: bool,
) -> None:
    if is_cut:
        while line and _width(page, texte.taille, [*line, (POINTS_DE_SUSPENSION, False)]) > width:
            text, strong = line[-1]
            line = [*line[:-1], (text[:-1], strong)] if len(text) > 1 else line[:-1]
        line = [*line, (POINTS_DE_SUSPENSION, False)]
    for text, strong in line:
        page.police(texte.taille, strong, texte.couleur)
        page.ecrit(x, y, text)
        x += page.largeur(text)
