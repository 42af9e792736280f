"""A chart as a picture: PNG, SVG or PDF, made on the server without a browser.

Values are written on the chart itself, in French; series differ by pattern, line or mark too, so
that the picture reads in black and white. Lengths are in millimetres, sizes of text in points.
"""

from dataclasses import replace

from components.figures.figure import Graphique, Serie
from components.figures.image.barres import draw_barres, draw_barres_empilees
from components.figures.image.cadre import Cadre, motif_de
from components.figures.image.courbe import draw_courbe, draw_echantillon
from components.figures.image.feuille import GRIS, Feuille, hauteur
from components.figures.image.formes import HACHURES
from components.figures.image.frise import draw_frise
from components.figures.image.matrice import draw_matrice
from components.figures.image.police import POINT, largeur, raccourci

MARGE = 4.0
DESSINS = {
    "barres": draw_barres,
    "barres_empilees": draw_barres_empilees,
    "courbe": draw_courbe,
    "frise": draw_frise,
    "matrice": draw_matrice,
}
AUCUNE_VALEUR = "Aucune valeur n'est connue."


def _draw_legend(cadre: Cadre, graphique: Graphique) -> float:
    """Draw the names of the series when there are several, and return the height reached."""
    feuille, taille, y = cadre.feuille, cadre.taille, cadre.y
    named = graphique.series[::2] if graphique.genre == "frise" else graphique.series
    is_line = graphique.genre == "courbe"
    if len(named) < 2 or graphique.genre == "matrice" or (is_line and not cadre.nommee):
        return y
    sample, right = 2.1 * taille * POINT, cadre.x + cadre.largeur
    x, step = cadre.x, 1.55 * taille * POINT
    for rank, serie in enumerate(named):
        name = raccourci(serie.nom, taille, cadre.largeur - sample - 1.2)
        width = sample + 1.2 + largeur(name, taille)
        if x > cadre.x and x + width > right:
            x, y = cadre.x, y + step
        if is_line:
            draw_echantillon(feuille, serie, rank, x, y + 0.65 * taille * POINT, sample)
        else:
            _draw_sample(feuille, serie, rank, (x, y + 0.1 * taille * POINT, sample), taille)
        feuille.ecrit(x + sample + 1.2, y, name, taille)
        x += width + 1.4 * taille * POINT
    return y + step + 1


def _draw_sample(
    feuille: Feuille, serie: Serie, rang: int, place: tuple[float, float, float], taille: float
) -> None:
    x, y, width = place
    motif, colour = motif_de(serie, rang)
    feuille.rectangle(
        x,
        y,
        width,
        1.1 * taille * POINT,
        serie.couleur,
        bord=GRIS,
        hachures=HACHURES[motif],
        couleur_hachures=colour,
    )


def graphique_image(
    graphique: Graphique,
    format: str,
    largeur_mm: float,
    hauteur_mm: float,
    *,
    dpi: float = 200,
    pied: str = "",
    avec_titre: bool = True,
    taille: float = 9,
) -> bytes:
    """Return a chart as a file; the parameters are those of ``image_carte.carte_image``.

    Raises ValueError for an unknown format, a size or a number of pixels out of range.
    """
    feuille = Feuille(largeur_mm, hauteur_mm)
    titre = graphique.titre if avec_titre else ""
    place = largeur_mm - 2 * MARGE
    y = MARGE
    if titre:
        y = feuille.paragraphe(MARGE, y, place, titre, 1.5 * taille, gras=True) + 1.5
    foot_size = max(0.75 * taille, 6)
    foot_height = hauteur(pied, foot_size, place) + (1.5 if pied else 0)
    bottom = hauteur_mm - MARGE - foot_height
    _draw(Cadre(feuille, MARGE, y, place, bottom - y, taille), graphique)
    feuille.paragraphe(MARGE, bottom + 1.5, place, pied, foot_size, couleur=GRIS)
    return feuille.enregistre(format, dpi, graphique.titre, graphique.alternative)


def graphique_svg(
    graphique: Graphique,
    largeur_mm: float,
    hauteur_mm: float,
    taille: float,
    haut: float | None = None,
) -> bytes:
    """Return the same chart as an SVG to be placed in a document that holds the font.

    The document says the title and the sources; there is no margin, and series are named in a
    legend. ``haut``: end of the axis of values, None to find it from them.
    """
    feuille = Feuille(largeur_mm, hauteur_mm)
    _draw(Cadre(feuille, 0, 0, largeur_mm, hauteur_mm, taille, haut, nommee=True), graphique)
    return feuille.enregistre("svg", 0, graphique.titre, graphique.alternative, avec_police=False)


def _draw(cadre: Cadre, graphique: Graphique) -> None:
    """Draw the legend and the chart under it, or say that nothing is known."""
    y = _draw_legend(cadre, graphique)
    known = any(value is not None for serie in graphique.series for value in serie.valeurs)
    room = cadre.y + cadre.hauteur - y
    if not known:
        cadre.feuille.paragraphe(
            cadre.x, y + 2, cadre.largeur, AUCUNE_VALEUR, cadre.taille, couleur=GRIS
        )
    elif room > 2 * cadre.ligne:
        DESSINS[graphique.genre](replace(cadre, y=y, hauteur=room), graphique)


def hauteur_conseillee(graphique: Graphique, taille: float = 9) -> float:
    """Return a height in millimetres in which a chart is at ease, title and foot included."""
    if graphique.genre == "courbe":
        return 100.0
    if graphique.genre == "matrice":
        return min(75.0 + 8 * len(graphique.series), 1000.0)
    grouped = len(graphique.series) if graphique.genre == "barres" else 1
    row = max(6.5, 4.2 * grouped + 2.5) * taille / 9
    return min(38.0 + row * max(len(graphique.categories), 2), 1000.0)


def largeur_conseillee(graphique: Graphique, largeur_mm: float) -> float:
    """Return a width in millimetres, at least ``largeur_mm``: a heat map needs room by column."""
    if graphique.genre != "matrice":
        return largeur_mm
    return min(max(largeur_mm, 125.0 + 7 * len(graphique.categories)), 1000.0)
