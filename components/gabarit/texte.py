"""Text of a slide that goes to a file: cut at words, made smaller, never out of its frame.

Lengths are in millimetres, sizes of text in points.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

POINT = 25.4 / 72  # millimetres
INTERLIGNE = 1.2
TAILLE_MINIMALE = 12.0  # 24 pixels of a screen 1080 pixels high
PAS = 0.94  # from a size to the next smaller one
POINTS_DE_SUSPENSION = "…"
INSECABLES = "\u00a0\u202f"
RETRAIT = 1.1  # of the size, between a bullet and its text
ENCRE, GRIS, BLEU, BLANC = "#1b2430", "#3f4a59", "#1f4e8c", "#ffffff"


class Mesure(Protocol):
    """Tells the width of a text in the fonts of a kind of file."""

    def __call__(self, texte: str, taille: float, gras: bool) -> float: ...


@dataclass(frozen=True)
class Texte:
    """A paragraph. ``avant``: space above it; ``retrait``: width kept for a bullet.

    ``une_ligne``: written smaller rather than on two lines, as far as ``minimum``.
    """

    texte: str
    taille: float
    gras: bool = False
    couleur: str = ENCRE
    puce: bool = False
    avant: float = 0.0
    minimum: float = TAILLE_MINIMALE
    une_ligne: bool = False

    @property
    def retrait(self) -> float:
        return RETRAIT * self.taille * POINT if self.puce else 0.0

    @property
    def pas(self) -> float:
        """Height of a line."""
        return self.taille * POINT * INTERLIGNE


def propre(texte: object) -> str:
    """Return a text of the data as plain text on one line: no control sign, no line break.

    What XML forbids is left out: control characters, lone surrogates, U+FFFE and U+FFFF.
    """
    flat = "".join(_sign(sign) for sign in unicodedata.normalize("NFC", str(texte)))
    return " ".join(part for part in flat.split(" ") if part)


def _sign(sign: str) -> str:
    if sign in "\t\n\r\v\f\u2028\u2029":
        return " "
    category = unicodedata.category(sign)
    if category in ("Cc", "Cs") or ord(sign) & 0xFFFE == 0xFFFE:
        return ""
    # Signs that turn the direction of the text would disorder the rest of the line.
    return "" if sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" else sign


def lignes(
    texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure
) -> tuple[str, ...]:
    """Return the lines of a text in a width; a word wider than a line is cut.

    Words held together by non-breaking spaces are parted there before any is cut.
    """
    if "\n" in texte:
        parts = (lignes(part, taille, gras, largeur, mesure) for part in texte.split("\n"))
        return tuple(line for part in parts for line in part)
    found: list[str] = []
    line = ""
    for word in texte.split(" "):
        longer = f"{line} {word}" if line else word
        if mesure(longer, taille, gras) <= largeur:
            line = longer
            continue
        if line:
            found.append(line)
        line = word
        while len(line) > 1 and mesure(line, taille, gras) > largeur:
            kept = _fitting(line, taille, gras, largeur, mesure)
            parted = max(line.rfind(space, 0, kept + 1) for space in INSECABLES)
            found.append(line[: parted if parted > 0 else kept])
            line = line[parted + 1 if parted > 0 else kept :]
    return (*found, line) if line else tuple(found)


def _fitting(word: str, taille: float, gras: bool, largeur: float, mesure: Mesure) -> int:
    """Return how many letters of a word hold in a width, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if mesure(word[:middle], taille, gras) <= largeur:
            low = middle
        else:
            high = middle - 1
    return low


def raccourci(texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure) -> str:
    """Return a text cut so that it holds on one line."""
    if mesure(texte, taille, gras) <= largeur:
        return texte
    return _with_ellipsis(texte, taille, gras, largeur, mesure)


def _with_ellipsis(texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure) -> str:
    room = largeur - mesure(POINTS_DE_SUSPENSION, taille, gras)
    kept = _fitting(texte, taille, gras, room, mesure)
    return texte[:kept].rstrip() + POINTS_DE_SUSPENSION


def limite(
    texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure, nombre: int
) -> tuple[str, ...]:
    """Return at most ``nombre`` lines, the last one ending with an ellipsis when text is left."""
    found = lignes(texte, taille, gras, largeur, mesure)
    if len(found) <= nombre:
        return found
    start = _start_of(nombre - 1, found, texte)
    last = _with_ellipsis(texte[start:], taille, gras, largeur, mesure)
    return (*found[: nombre - 1], last)


def abrege(
    texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure, nombre: int
) -> str:
    """Return a text as it is when it holds on ``nombre`` lines, else cut, with an ellipsis.

    Only its end is left out: programs that show it break the lines again by themselves.
    """
    found = lignes(texte, taille, gras, largeur, mesure)
    if len(found) <= nombre:
        return texte
    start = _start_of(nombre - 1, found, texte)
    return texte[:start] + _with_ellipsis(texte[start:], taille, gras, largeur, mesure)


def _start_of(rang: int, found: Sequence[str], texte: str) -> int:
    """Return where a line of a text starts in it."""
    start = 0
    for line in found[:rang]:
        start = texte.index(line, start) + len(line)
    return texte.index(found[rang], start)


def lignes_de(texte: Texte, largeur: float, mesure: Mesure) -> tuple[str, ...]:
    """Return the lines of a paragraph."""
    return lignes(texte.texte, texte.taille, texte.gras, largeur - texte.retrait, mesure)


def hauteur(textes: Iterable[Texte], largeur: float, mesure: Mesure) -> float:
    """Return the height of paragraphs in a width."""
    return sum(one.avant + len(lignes_de(one, largeur, mesure)) * one.pas for one in textes)


def _smaller(texte: Texte) -> Texte:
    size = max(round(texte.taille * PAS, 1), min(texte.taille, texte.minimum))
    return replace(texte, taille=size, avant=texte.avant * PAS)


def _on_one_line(texte: Texte, largeur: float, mesure: Mesure) -> Texte:
    while texte.une_ligne and len(lignes_de(texte, largeur, mesure)) > 1:
        smaller = _smaller(texte)
        if smaller.taille == texte.taille:
            break
        texte = smaller
    return texte


def ajuste(
    textes: Sequence[Texte], largeur: float, place: float, mesure: Mesure
) -> tuple[Texte, ...]:
    """Return paragraphs that hold in a frame: written smaller, then cut, then left out.

    An ellipsis tells what is cut; ``… et 3 autres`` stands for the bullets left out.
    """
    fitted = tuple(_on_one_line(one, largeur, mesure) for one in textes)
    while hauteur(fitted, largeur, mesure) > place:
        smaller = tuple(_smaller(one) for one in fitted)
        if all(a.taille == b.taille for a, b in zip(smaller, fitted, strict=True)):
            return _cut(fitted, largeur, place, mesure)
        fitted = smaller
    return fitted


def _cut(
    textes: tuple[Texte, ...], largeur: float, place: float, mesure: Mesure
) -> tuple[Texte, ...]:
    kept: list[Texte] = []
    for rank, one in enumerate(textes):
        left = len(textes) - rank - 1
        reserve = textes[-1].pas + textes[-1].avant if left else 0.0
        room = place - hauteur(kept, largeur, mesure) - one.avant
        if len(lignes_de(one, largeur, mesure)) * one.pas <= room - reserve:
            kept.append(one)
            continue
        number = int(room / one.pas + 1e-6)
        if not left or not kept:
            if number:
                shown = abrege(
                    one.texte, one.taille, one.gras, largeur - one.retrait, mesure, number
                )
                kept.append(replace(one, texte=shown))
            return tuple(kept)
        rest = replace(one, texte=f"… et {left + 1} autres", puce=False, gras=False)
        return (*kept, rest) if number else tuple(kept)
    return tuple(kept)
