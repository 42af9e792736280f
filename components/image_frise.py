"""A timeline: one bar per category, from a first year to a last one."""

from math import ceil, floor

from components.figures import Graphique
from components.image_cadre import GRILLE, PART_DES_NOMS, Cadre, graduations, motif_de
from components.image_feuille import GRIS, NOIR
from components.image_formes import HACHURES
from components.image_police import largeur, raccourci

VIDE = 0.3  # of a row, between two bars
INCONNUE = "dates non renseignées"


def _year(valeur: float) -> str:
    return f"{floor(valeur + 1e-9)}"


def draw_frise(cadre: Cadre, graphique: Graphique) -> None:
    """Draw the bars of two series, first and last year; a year with a fraction is a day in it.

    With one of them unknown, the other is marked by a short bar.
    """
    if len(graphique.series) != 2:
        raise ValueError(f"frise: two series expected, {len(graphique.series)} given")
    first, last = graphique.series
    known = [value for one in graphique.series for value in one.valeurs if value is not None]
    low, high = floor(min(known)), max(ceil(max(known)), floor(min(known)) + 1)
    longest = max(largeur(name, cadre.taille) for name in graphique.categories)
    names = min(longest, PART_DES_NOMS * cadre.largeur) + 3
    label = largeur("2026–2031", cadre.taille) + 2
    left, right = cadre.x + names, cadre.x + cadre.largeur - label
    per_year = (right - left) / (high - low)
    top = cadre.y + 1.6 * cadre.ligne
    row = (cadre.hauteur - 1.6 * cadre.ligne) / len(graphique.categories)
    many = max(int((right - left) / (largeur("2026", cadre.taille) + 3)), 1)
    for year in graduations(low, high, min(many, 8)):
        if year != int(year) or not low <= year <= high:
            continue
        x = left + (year - low) * per_year
        cadre.feuille.segment(x, top, x, cadre.y + cadre.hauteur, GRILLE, 0.2)
        cadre.feuille.ecrit(x, cadre.y, _year(year), cadre.taille, couleur=GRIS, ancre="center")
    motif, colour = motif_de(first, 0)
    for rank, name in enumerate(graphique.categories):
        middle = top + (rank + 0.5) * row
        text_top = middle - 0.62 * cadre.ligne
        text = raccourci(name, cadre.taille, names - 3)
        cadre.feuille.ecrit(left - 2, text_top, text, cadre.taille, ancre="right")
        start, end = first.valeurs[rank], last.valeurs[rank]
        if start is None and end is None:
            cadre.feuille.ecrit(left + 1, text_top, INCONNUE, cadre.taille, couleur=GRIS)
            continue
        x = left + ((end if start is None else start) - low) * per_year  # type: ignore[operator]
        x2 = left + ((start if end is None else end) - low) * per_year  # type: ignore[operator]
        cadre.feuille.rectangle(
            x,
            middle - row * (1 - VIDE) / 2,
            max(x2 - x, 1.0),
            row * (1 - VIDE),
            first.couleur,
            bord=GRIS,
            trait=0.15,
            hachures=HACHURES[motif],
            couleur_hachures=colour,
        )
        years = "–".join("?" if one is None else _year(one) for one in (start, end))
        cadre.feuille.ecrit(max(x2, x + 1.0) + 1, text_top, years, cadre.taille, couleur=NOIR)
