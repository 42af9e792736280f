"""Source Sans Pro for pictures made on the server: measured, written, and embedded in an SVG.

Lengths are in millimetres, sizes of text in points.
"""

import base64
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

POINT = 25.4 / 72  # millimetres
FAMILLE = "Source Sans Pro"
FICHIERS = {False: "SourceSansPro", True: "SourceSansProSemibold"}
GRAISSES = {False: 400, True: 600}
USUELLES = frozenset(map(chr, range(0x20, 0x180))) | frozenset("–—‘’“”…•€≤≥\u2009\u2011\u202f")
SANS_LARGEUR = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
POINTS_DE_SUSPENSION = "…"
TEXTE_AU_PLUS = 20_000  # signs of a text that is read: ten pages
LETTRE_ETROITE = 0.15  # of the size of the text: the width of an ``i`` is 0.25


def police(taille: float, gras: bool = False) -> FontProperties:
    """Return the font of a text: its very file, whatever is installed on the server."""
    return FontProperties(
        family=FAMILLE,
        weight=GRAISSES[gras],
        size=taille,
        fname=font_source_sans_pro.font_files_ttf[FICHIERS[gras]],
    )


@lru_cache(maxsize=2)
def _contenu(gras: bool) -> bytes:
    """Return the file of the font: read once and closed, whatever interrupts what follows."""
    return Path(font_source_sans_pro.font_files_ttf[FICHIERS[gras]]).read_bytes()


@lru_cache(maxsize=2)
def _known(gras: bool) -> frozenset[int]:
    with TTFont(BytesIO(_contenu(gras)), lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=4096)
def lisible(texte: str, gras: bool = False) -> str:
    """Return a text that the font can write: composed letters, no invisible or unknown sign."""
    text = unicodedata.normalize("NFC", texte).translate(SANS_LARGEUR)
    flat = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return "".join(sign if ord(sign) in _known(gras) else "?" for sign in flat)


@lru_cache(maxsize=4096)
def largeur(texte: str, taille: float, gras: bool = False) -> float:
    """Return the width of a text, in millimetres."""
    if not texte:
        return 0.0
    measured = TextToPath().get_text_width_height_descent(
        lisible(texte, gras), police(taille, gras), ismath=False
    )
    return float(measured[0]) * POINT


def lettres_au_plus(taille: float, place: float) -> int:
    """Return more letters than a width can hold: no text is measured beyond."""
    return max(int(place / (LETTRE_ETROITE * taille * POINT)), 0) + 1


def raccourci(texte: str, taille: float, place: float, gras: bool = False) -> str:
    """Return a text cut so that it holds in a width, as long as can be.

    It is measured a dozen times, however long it is.
    """
    bound = lettres_au_plus(taille, place)
    text = lisible(texte[:TEXTE_AU_PLUS], gras)
    if len(text) <= bound and largeur(text, taille, gras) <= place:
        return text
    short, long = 0, min(bound, len(text))
    while short < long:
        middle = (short + long + 1) // 2
        if largeur(text[:middle] + POINTS_DE_SUSPENSION, taille, gras) <= place:
            short = middle
        else:
            long = middle - 1
    return text[:short].rstrip() + POINTS_DE_SUSPENSION


def lignes(texte: str, taille: float, place: float, gras: bool = False) -> list[str]:
    """Cut a text at its breaking spaces into lines that hold in a width."""
    found: list[str] = []
    for word in (one for one in lisible(texte[:TEXTE_AU_PLUS], gras).split(" ") if one):
        longer = f"{found[-1]} {word}" if found else word
        if found and largeur(longer, taille, gras) <= place:
            found[-1] = longer
        else:
            found.append(raccourci(word, taille, place, gras))
    return found


@lru_cache(maxsize=2)
def _usual(gras: bool) -> bytes:
    """Return the font of the usual letters: the same ones are cut out of it twice as fast."""
    return _reduced(_contenu(gras), "".join(sorted(USUELLES)), None)


def _reduced(fichier: bytes, lettres: str, flavor: str | None) -> bytes:
    """Return a font that has some letters only; ``flavor``: as it is in a page, or None."""
    content = BytesIO()
    with TTFont(BytesIO(fichier), recalcTimestamp=False, lazy=True) as font:
        subsetter = Subsetter(Options(notdef_outline=True, hinting=False))
        subsetter.populate(text=lettres)
        subsetter.subset(font)
        font.flavor = flavor
        font.save(content)
    return content.getvalue()


def police_embarquee(textes: str, gras: bool) -> str:
    """Return a CSS rule that holds the letters of some texts, so that an SVG needs no font."""
    return _embedded("".join(sorted(set(textes))), gras)


@lru_cache(maxsize=64)
def _embedded(lettres: str, gras: bool) -> str:
    """Return the rule of some letters: the pictures of a view, and of the next ones, share it."""
    whole = _usual(gras) if USUELLES.issuperset(lettres) else _contenu(gras)
    data = base64.b64encode(_reduced(whole, lettres, "woff")).decode("ascii")
    return (
        f"@font-face{{font-family:'{FAMILLE}';font-weight:{GRAISSES[gras]};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )
