"""The table of a slide: columns as wide as they need, rows cut so that it never overflows.

Lengths are in millimetres, sizes of text in points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from numbers import Integral, Real

import pandas as pd
from babel.numbers import format_decimal

from components.commun.mots.formats import LOCALE, NON_RENSEIGNE, jour_en_lettres, nombre, pluriel
from components.gabarit.texte import INTERLIGNE, POINT, Mesure, abrege, lignes, propre

TAILLES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
TAILLE_SI_COUPE = 13.0
MARGE_X, MARGE_Y = 2.2, 1.2  # around the text of a cell
LIGNES_PAR_CELLULE = (6, 3)  # the second when the first leaves rows out
PART_AU_PLUS = 0.55  # of the width of the table, for a column
MOT_AU_PLUS = 0.3  # of the width of the table: a longer word is cut


@dataclass(frozen=True)
class TableauCompose:
    """A table laid out.

    Attributes
    ----------
    entetes : names of the columns. ``lignes``: the rows that hold, each a text per column.
    largeurs, hauteurs : of the columns; of the header, the rows and the last line.
    numeriques : whether each column holds figures, written at the right.
    taille : of the text.
    suite : last line ("… et 12 autres lignes"), "" when all the rows hold.
    serre : whether a word is wider than its column, and cut.
    """

    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    largeurs: tuple[float, ...]
    hauteurs: tuple[float, ...]
    numeriques: tuple[bool, ...]
    taille: float
    suite: str
    serre: bool = False


def cellule(valeur: object) -> str:
    """Return what a cell says, in French."""
    if valeur is None or valeur is pd.NaT or valeur is pd.NA or valeur != valeur:
        return NON_RENSEIGNE
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Integral):
        return nombre(int(valeur))
    if isinstance(valeur, Real):
        return str(format_decimal(round(float(valeur), 1), locale=LOCALE))
    if isinstance(valeur, date):
        return jour_en_lettres(valeur)
    return propre(valeur)


def _is_figure(texte: str) -> bool:
    """Tell a figure, with its unit: what is mostly digits, signs and separators."""
    digits = sum(sign.isdigit() for sign in texte)
    letters = sum(sign.isalpha() for sign in texte)
    return texte == NON_RENSEIGNE or (digits > 0 and letters <= 4 and texte[0] in "-−+0123456789<>")


def textes_du_tableau(tableau: pd.DataFrame) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the names of the columns and the rows, as texts."""
    columns = [
        [cellule(value) for value in tableau.iloc[:, rank]] for rank in range(tableau.shape[1])
    ]
    return tuple(propre(name) for name in tableau.columns), list(zip(*columns, strict=True))


def _step(taille: float) -> float:
    return taille * POINT * INTERLIGNE


def _widths(
    rows: Sequence[tuple[str, ...]], taille: float, largeur: float, mesure: Mesure
) -> tuple[float, ...]:
    """Share the width: what each column needs, or less for the widest ones."""
    natural, least = [], []
    for column in zip(*rows, strict=True):
        texts = set(column)
        natural.append(max(mesure(text, taille, True) for text in texts) + 2 * MARGE_X)
        longest = max(mesure(word, taille, True) for word in _words(texts)) + 2 * MARGE_X
        least.append(min(longest, MOT_AU_PLUS * largeur))
    wanted = [min(width, PART_AU_PLUS * largeur) for width in natural]
    if sum(natural) <= largeur:
        spare = (largeur - sum(natural)) / len(natural)
        return tuple(width + spare for width in natural)
    if sum(least) >= largeur:
        return tuple(width * largeur / sum(least) for width in least)
    wanted = [max(w, low) for w, low in zip(wanted, least, strict=True)]
    room, asked = largeur - sum(least), sum(wanted) - sum(least)
    share = room / asked if asked else 0.0
    return tuple(low + share * (w - low) for w, low in zip(wanted, least, strict=True))


def _words(textes: Iterable[str]) -> set[str]:
    """Return what a cell never cuts: words, and what non-breaking spaces hold together."""
    return {word for text in textes for word in text.split(" ")}


def _cuts_a_word(
    rows: Sequence[tuple[str, ...]], widths: Sequence[float], taille: float, mesure: Mesure
) -> bool:
    return any(
        mesure(word, taille, True) > width - 2 * MARGE_X
        for column, width in zip(zip(*rows, strict=True), widths, strict=True)
        for word in _words(column)
    )


def _height(
    row: Sequence[str], widths: Sequence[float], taille: float, gras: bool, mesure: Mesure
) -> float:
    most = max(
        len(lignes(text, taille, gras, width - 2 * MARGE_X, mesure))
        for text, width in zip(row, widths, strict=True)
    )
    return max(most, 1) * _step(taille) + 2 * MARGE_Y


def _shortened(
    row: Sequence[str],
    widths: Sequence[float],
    taille: float,
    gras: bool,
    nombre_de_lignes: int,
    mesure: Mesure,
) -> tuple[str, ...]:
    return tuple(
        abrege(
            _parted(text, taille, gras, width - 2 * MARGE_X, mesure),
            *(taille, gras, width - 2 * MARGE_X, mesure, nombre_de_lignes),
        )
        for text, width in zip(row, widths, strict=True)
    )


def _parted(texte: str, taille: float, gras: bool, largeur: float, mesure: Mesure) -> str:
    """Let the words of a date part when they hold together on no line, before a word is cut."""
    if all(mesure(word, taille, gras) <= largeur for word in texte.split(" ")):
        return texte
    return texte.replace("\u00a0", " ")


def compose_tableau(
    tableau: pd.DataFrame, largeur: float, hauteur: float, mesure: Mesure
) -> TableauCompose:
    """Lay out a table in a frame: in the largest text that holds, else without its last rows.

    A smaller text is preferred to a word cut, and a word cut to a row left out.
    """
    header, rows = textes_du_tableau(tableau)
    for lines in LIGNES_PAR_CELLULE:
        sizes = [
            _laid_out(header, rows, size, lines, (largeur, hauteur), mesure) for size in TAILLES
        ]
        whole = [one for one in sizes if not one.suite]
        if whole:
            return next((one for one in whole if not one.serre), whole[-1])
    return _laid_out(header, rows, TAILLE_SI_COUPE, lines, (largeur, hauteur), mesure)


def _laid_out(
    header: tuple[str, ...],
    rows: list[tuple[str, ...]],
    size: float,
    lines: int,
    place: tuple[float, float],
    mesure: Mesure,
) -> TableauCompose:
    largeur, hauteur = place
    figures = tuple(
        bool(rows) and all(_is_figure(row[rank]) for row in rows) for rank in range(len(header))
    )
    candidates = rows[: int(hauteur / _step(size)) + 1]
    widths = _widths([header, *candidates], size, largeur, mesure)
    tight = _cuts_a_word([header, *candidates], widths, size, mesure)
    header = _shortened(header, widths, size, True, 3, mesure)
    heights = [_height(header, widths, size, True, mesure)]
    kept: list[tuple[str, ...]] = []
    last = _step(size) + 2 * MARGE_Y
    for rank, row in enumerate(candidates):
        short = _shortened(row, widths, size, False, lines, mesure)
        height = _height(short, widths, size, False, mesure)
        reserve = last if rank < len(rows) - 1 else 0.0
        if sum(heights) + height + reserve > hauteur:
            break
        kept.append(short)
        heights.append(height)
    left = len(rows) - len(kept)
    if not left:
        return TableauCompose(header, tuple(kept), widths, tuple(heights), figures, size, "", tight)
    more = f"… et {pluriel(left, 'autre ligne', 'autres lignes')}"
    heights.append(last)
    return TableauCompose(header, tuple(kept), widths, tuple(heights), figures, size, more, tight)
