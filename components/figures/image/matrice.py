"""A heat map: one row per series, one column per category, lighter is less."""

from itertools import pairwise

from babel.numbers import format_decimal

from components.commun.mots.formats import LOCALE
from components.commun.statuts import ECHELLE_PARTS, SANS_DONNEE
from components.figures.figure import Graphique
from components.figures.image.cadre import PART_DES_NOMS, Cadre, clarte
from components.figures.image.feuille import NOIR
from components.figures.image.police import largeur, lignes, raccourci

PENTE = 40  # degrees, of the names of the columns
SINUS, COSINUS = 0.643, 0.766
COLONNE_AU_PLUS = 14.0  # millimetres
NOM_DE_COLONNE = 52.0  # millimetres, at most, along the slope
PRESENCE = "oui"


def teinte(part: float) -> str:
    """Return the colour of a share, from 0 to 100: between the colours of the scale."""
    at = min(max(part / 100, 0.0), 1.0)
    for (low, first), (high, last) in pairwise(ECHELLE_PARTS):
        if at <= high:
            share = (at - low) / (high - low)
            pairs = [(int(first[k : k + 2], 16), int(last[k : k + 2], 16)) for k in (1, 3, 5)]
            return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
    return ECHELLE_PARTS[-1][1]


def draw_matrice(cadre: Cadre, graphique: Graphique) -> None:
    """Draw the cells with their values; grey where nothing is known.

    With a unit "%", values are shares; without one, a cell says whether there is something.
    """
    longest = max(largeur(one.nom, cadre.taille) for one in graphique.series)
    names = min(longest, PART_DES_NOMS * cadre.largeur) + 3
    widest = max(largeur(name, cadre.taille) for name in graphique.categories)
    slope = min(widest, NOM_DE_COLONNE)
    head = slope * SINUS + cadre.ligne
    room = cadre.largeur - names - slope * COSINUS
    column = min(room / len(graphique.categories), COLONNE_AU_PLUS)
    row = (cadre.hauteur - head) / len(graphique.series)
    for rank, name in enumerate(graphique.categories):
        text = raccourci(name, cadre.taille, NOM_DE_COLONNE)
        x = cadre.x + names + (rank + 0.4) * column
        cadre.feuille.ecrit(x, cadre.y + head - 1.2 * cadre.ligne, text, cadre.taille, pente=PENTE)
    for rank, serie in enumerate(graphique.series):
        top = cadre.y + head + rank * row
        _name(cadre, serie.nom, names, top + row / 2)
        for place, value in enumerate(serie.valeurs):
            left = cadre.x + names + place * column
            _cell(cadre, graphique.unite, value, (left, top, column, row))


def _name(cadre: Cadre, nom: str, place: float, milieu: float) -> None:
    rows = lignes(nom, cadre.taille, place - 3)
    if len(rows) > 2:
        rows = [rows[0], raccourci(" ".join(rows[1:]), cadre.taille, place - 3)]
    y = milieu - (1.24 * len(rows) - 0.2) * cadre.ligne / 2
    for text in rows:
        cadre.feuille.ecrit(cadre.x + place - 2, y, text, cadre.taille, ancre="right")
        y += 1.15 * cadre.ligne


def _cell(
    cadre: Cadre, unite: str, valeur: float | None, case: tuple[float, float, float, float]
) -> None:
    x, y, width, height = case
    share = unite.strip() == "%"
    shown = None if valeur is None else valeur if share else 100.0 * (valeur > 0)
    colour = SANS_DONNEE if shown is None else teinte(shown)
    cadre.feuille.rectangle(x + 0.15, y + 0.15, width - 0.3, height - 0.3, colour)
    text = "" if valeur is None else PRESENCE if valeur > 0 else ""
    if share and valeur is not None:
        text = str(format_decimal(round(valeur), locale=LOCALE))
    size = 0.9 * cadre.taille
    if not text or largeur(text, size) > width:
        return
    ink = "#ffffff" if clarte(colour) < 0.55 else NOIR
    middle = y + height / 2 - 0.56 * cadre.ligne
    cadre.feuille.ecrit(x + width / 2, middle, text, size, couleur=ink, ancre="center")
