"""Bars of the parts of one whole, and the sample of a class, as SVG placed in a document.

Lengths are in millimetres, sizes of text in points.
"""

from functools import lru_cache

from components.commun.statuts import Aspect
from components.figures.figure import Jauge, Jauges
from components.figures.image.feuille import GRIS, NOIR, Feuille
from components.figures.image.formes import hachures
from components.figures.image.police import raccourci

FOND = "#ebeef2"  # of the part that nothing covers
BARRE = 2.6
TAILLE_DU_NOM, TAILLE_DU_TEXTE = 9.0, 8.5
HAUT_DE_LA_BARRE, HAUT_DU_TEXTE = 4.1, 7.0
PAS = 11.7  # from a bar to the next one
ECHANTILLON = (10.0, 10.0)  # the least sheet; the document shows a part of it


def hauteur_des_jauges(jauges: Jauges) -> float:
    """Return the height that bars take."""
    return max(PAS * len(jauges.jauges), 10.0)


def jauges_svg(jauges: Jauges, largeur_mm: float) -> bytes:
    """Return bars as an SVG of a width, as high as ``hauteur_des_jauges``."""
    feuille = Feuille(largeur_mm, hauteur_des_jauges(jauges))
    for rank, jauge in enumerate(jauges.jauges):
        _draw(feuille, jauge, rank * PAS)
    return feuille.enregistre("svg", 0, jauges.titre, jauges.alternative, avec_police=False)


def _draw(feuille: Feuille, jauge: Jauge, y: float) -> None:
    width = feuille.largeur
    feuille.ecrit(0, y, raccourci(jauge.nom, TAILLE_DU_NOM, width), TAILLE_DU_NOM, couleur=NOIR)
    feuille.rectangle(0, y + HAUT_DE_LA_BARRE, width, BARRE, FOND)
    x = 0.0
    for part, aspect in jauge.parts:
        long = max(min(part / 100 * width, width - x), 0.0)
        if long:
            _fill(feuille, x, y + HAUT_DE_LA_BARRE, long, BARRE, aspect)
        x += long
    text = raccourci(jauge.texte, TAILLE_DU_TEXTE, width)
    feuille.ecrit(0, y + HAUT_DU_TEXTE, text, TAILLE_DU_TEXTE, couleur=GRIS)


def _fill(feuille: Feuille, x: float, y: float, long: float, haut: float, aspect: Aspect) -> None:
    feuille.rectangle(
        x,
        y,
        long,
        haut,
        aspect.couleur,
        bord=GRIS,
        trait=0.15,
        hachures=hachures(aspect),
        couleur_hachures=aspect.couleur_motif,
    )


@lru_cache(maxsize=64)
def echantillon_svg(aspect: Aspect, largeur_mm: float, hauteur_mm: float) -> bytes:
    """Return the sample of a class, at the top left of a sheet of ECHANTILLON."""
    feuille = Feuille(*ECHANTILLON)
    _fill(feuille, 0.1, 0.1, largeur_mm - 0.2, hauteur_mm - 0.2, aspect)
    return feuille.enregistre("svg", 0, aspect.libelle, aspect.libelle, avec_police=False)
