"""Horizontal bars, side by side or stacked, with their values written on them."""

from components.figures.figure import Graphique, Serie
from components.figures.image.cadre import (
    AXE,
    PART_DES_NOMS,
    Cadre,
    clarte,
    echelle_de,
    motif_de,
    valeur_ecrite,
)
from components.figures.image.feuille import GRIS, NOIR
from components.figures.image.formes import HACHURES
from components.figures.image.police import largeur, lignes, raccourci

INCONNUE = "non renseigné"
VIDE = 0.28  # of a row, between two bars
PART_SUR_DEUX_LIGNES = 0.42  # of the width, for names on two lines
INTERLIGNE = 1.15
DEUX_LIGNES, SERREES = 2.0, 1.5  # lines that a row holds; that it holds between two short names


def _names(cadre: Cadre, graphique: Graphique) -> tuple[float, list[list[str]]]:
    """Return the width kept for the names of the categories, and the lines of each.

    A name too long for its line goes on two, where the height of the rows lets it.
    """
    longest = max(largeur(name, cadre.taille) for name in graphique.categories)
    rows = cadre.hauteur / len(graphique.categories) / (INTERLIGNE * cadre.ligne)
    share = PART_SUR_DEUX_LIGNES if rows >= SERREES else PART_DES_NOMS
    width = min(longest, share * cadre.largeur)
    found: list[list[str]] = []
    for name in graphique.categories:
        follows_two = bool(found) and len(found[-1]) > 1
        may_be_two = rows >= DEUX_LIGNES or (rows >= SERREES and not follows_two)
        found.append(_lines(name, cadre.taille, width, may_be_two))
    return width + 2, found


def _lines(nom: str, taille: float, place: float, sur_deux: bool) -> list[str]:
    if not sur_deux or largeur(nom, taille) <= place:
        return [raccourci(nom, taille, place)]
    first, *rest = lignes(nom, taille, place)
    return [first, raccourci(" ".join(rest), taille, place)] if rest else [first]


def _total(graphique: Graphique, rang: int) -> float | None:
    known = [serie.valeurs[rang] for serie in graphique.series]
    values = [value for value in known if value is not None]
    return sum(values) if values else None


def _bar(
    cadre: Cadre, serie: Serie, rang: int, x: float, y: float, long: float, haut: float
) -> None:
    if long <= 0:
        return
    motif, colour = motif_de(serie, rang)
    cadre.feuille.rectangle(
        x,
        y,
        long,
        haut,
        serie.couleur,
        bord=GRIS,
        trait=0.15,
        hachures=HACHURES[motif],
        couleur_hachures=colour,
    )


def _row_name(cadre: Cadre, nom: list[str], place: float, milieu: float) -> None:
    y = milieu - (0.62 + INTERLIGNE * (len(nom) - 1) / 2) * cadre.ligne
    for line in nom:
        cadre.feuille.ecrit(cadre.x + place - 2, y, line, cadre.taille, ancre="right")
        y += INTERLIGNE * cadre.ligne


def _axis(cadre: Cadre, x: float) -> None:
    cadre.feuille.segment(x, cadre.y, x, cadre.y + cadre.hauteur, AXE, 0.2)


def draw_barres(cadre: Cadre, graphique: Graphique) -> None:
    """Draw one bar per category and per series, each with its value at its end."""
    names, written = _names(cadre, graphique)
    values = [value for one in graphique.series for value in one.valeurs if value is not None]
    low, high = echelle_de(cadre, graphique, values, min([*values, 0.0]))
    labels = [valeur_ecrite(value, graphique.unite) for value in values]
    if any(value is None for one in graphique.series for value in one.valeurs):
        labels.append(INCONNUE)
    room = max(largeur(text, cadre.taille) for text in labels) + 1.5
    start, span = cadre.x + names, max(cadre.largeur - names - room, 5.0)
    per_unit = span / (high - low)
    zero = start - low * per_unit
    row = cadre.hauteur / len(graphique.categories)
    thickness = row * (1 - VIDE) / len(graphique.series)
    for rank in range(len(graphique.categories)):
        top = cadre.y + rank * row + row * VIDE / 2
        _row_name(cadre, written[rank], names, cadre.y + (rank + 0.5) * row)
        for place, serie in enumerate(graphique.series):
            value = serie.valeurs[rank]
            y = top + place * thickness
            text = INCONNUE if value is None else valeur_ecrite(value, graphique.unite)
            length = (value or 0) * per_unit
            _bar(cadre, serie, place, zero + min(length, 0), y, abs(length), thickness)
            cadre.feuille.ecrit(
                zero + max(length, 0) + 1,
                y + thickness / 2 - 0.62 * cadre.ligne,
                text,
                cadre.taille,
                couleur=GRIS if value is None else NOIR,
            )
    _axis(cadre, zero)


def draw_barres_empilees(cadre: Cadre, graphique: Graphique) -> None:
    """Draw one bar per category, cut by series; values inside when they hold, the sum at its end.

    Values are expected to be positive.
    """
    names, written = _names(cadre, graphique)
    totals = [_total(graphique, rank) for rank in range(len(graphique.categories))]
    known = [total for total in totals if total is not None]
    _, high = echelle_de(cadre, graphique, known)
    labels = [INCONNUE if one is None else valeur_ecrite(one, graphique.unite) for one in totals]
    room = max(largeur(text, cadre.taille, True) for text in labels) + 1.5
    start, span = cadre.x + names, max(cadre.largeur - names - room, 5.0)
    per_unit = span / high
    row = cadre.hauteur / len(graphique.categories)
    thickness = row * (1 - VIDE)
    for rank in range(len(graphique.categories)):
        middle = cadre.y + (rank + 0.5) * row
        _row_name(cadre, written[rank], names, middle)
        x = start
        for place, serie in enumerate(graphique.series):
            length = (serie.valeurs[rank] or 0) * per_unit
            _bar(cadre, serie, place, x, middle - thickness / 2, length, thickness)
            _inside(cadre, graphique, place, rank, x, middle, length)
            x += length
        cadre.feuille.ecrit(
            x + 1,
            middle - 0.62 * cadre.ligne,
            labels[rank],
            cadre.taille,
            gras=totals[rank] is not None,
            couleur=GRIS if totals[rank] is None else NOIR,
        )
    _axis(cadre, start)


def _inside(
    cadre: Cadre,
    graphique: Graphique,
    place: int,
    rang: int,
    x: float,
    milieu: float,
    long: float,
) -> None:
    """Write a value in its part of a bar when it holds there, on a ground that keeps it legible."""
    serie = graphique.series[place]
    value = serie.valeurs[rang]
    if not value or len(graphique.series) < 2:
        return
    size = 0.9 * cadre.taille
    text = valeur_ecrite(value, graphique.unite)
    width = largeur(text, size)
    if width + 2.4 > long:
        return
    centre, motif = x + long / 2, motif_de(serie, place)[0]
    top = milieu - 0.56 * cadre.ligne
    if motif:  # a pattern would run through the figures
        cadre.feuille.rectangle(
            centre - width / 2 - 0.6, top, width + 1.2, 1.15 * cadre.ligne, serie.couleur
        )
    colour = "#ffffff" if clarte(serie.couleur) < 0.55 else NOIR
    cadre.feuille.ecrit(centre, top, text, size, couleur=colour, ancre="center")
