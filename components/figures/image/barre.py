"""The barre de certitude as a picture: on a slide, its parts, its marks, and what they mean.

Lengths are in millimetres, sizes of text in points.
"""

from components.commun.mots.formats import pourcentage
from components.figures.certitude import BarreDeCertitude
from components.figures.image.feuille import GRIS, NOIR, Feuille, pas
from components.figures.image.police import largeur, raccourci

PLEIN, CLAIR, FOND, REPERE = "#1f4e8c", "#dfe7f0", "#f6f4ef", "#8a1f5c"
TEINTES = {"plein": (PLEIN, ""), "hachures": ("#c9ddf1", "///"), "clair": (CLAIR, "")}
MOTS = {
    "plein": "dates lues",
    "hachures": "recensé, dates à confirmer comprises",
    "clair": "au plus, d'après le registre",
}
HAUTEUR = 12.5  # of the picture
BARRE = 4.6
ECHANTILLON = (5.0, 3.0)
DEBORD = 0.6  # of a mark, above and below the bar
ESPACE = 5.0  # between two words


def barre_feuille(barre: BarreDeCertitude, largeur_mm: float, taille: float) -> Feuille:
    """Return the bar drawn on a sheet of a width."""
    feuille = Feuille(largeur_mm, HAUTEUR)
    feuille.rectangle(0, DEBORD, largeur_mm, BARRE, FOND, bord=GRIS)
    for one in barre.segments:
        left, right = one.debut / 100 * largeur_mm, one.fin / 100 * largeur_mm
        _part(feuille, one.trame, (left, DEBORD, right - left, BARRE))
    for mark in barre.reperes:
        x = min(max(mark.taux / 100 * largeur_mm, 0.6), largeur_mm - 0.6)
        feuille.rectangle(x - 0.6, 0, 1.2, BARRE + 2 * DEBORD, REPERE)
    _words(feuille, barre, taille)
    return feuille


def barre_image(barre: BarreDeCertitude, format_: str, largeur_mm: float, taille: float) -> bytes:
    """Return the bar as an SVG to be placed in a document that holds the font, or as a PNG."""
    feuille = barre_feuille(barre, largeur_mm, taille)
    title = "Barre de certitude"
    return feuille.enregistre(format_, 220, title, barre.alternative, avec_police=False)


def _part(feuille: Feuille, trame: str, place: tuple[float, float, float, float]) -> None:
    colour, hatch = TEINTES[trame]
    feuille.rectangle(*place, colour, bord=GRIS, trait=0.15, hachures=hatch, couleur_hachures=PLEIN)


def _words(feuille: Feuille, barre: BarreDeCertitude, taille: float) -> None:
    """Write what the parts mean, on one line, those that hold."""
    wide, high = ECHANTILLON
    x, y = 0.0, BARRE + 2 * DEBORD + 1.0
    middle = y + pas(taille) / 2 - high / 2
    items = [
        (one.trame, f"{MOTS[one.trame]}\u00a0: {pourcentage(one.fin)}") for one in barre.segments
    ]
    items += [("", one.libelle) for one in barre.reperes]
    for trame, words in items:
        room = feuille.largeur - x - wide - 1.2
        text = raccourci(words, taille, room) if room > 10 else ""
        if not text:
            return
        if trame:
            _part(feuille, trame, (x, middle, wide, high))
        else:
            feuille.rectangle(x + wide / 2 - 0.6, middle - 0.4, 1.2, high + 0.8, REPERE)
        feuille.ecrit(x + wide + 1.2, y, text, taille, couleur=NOIR)
        x += wide + 1.2 + largeur(text, taille) + ESPACE
