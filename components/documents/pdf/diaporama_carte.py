"""The map of a slide on a PDF page: paths and patterns, no picture.

Shapes are laid as on the exported pictures: same projection, same insets. Lengths are in
millimetres.
"""

import numpy as np
import shapely

from components.commun.statuts import HORS_VUE, Aspect
from components.documents.pdf.dessin import echantillon, motif, peint
from components.documents.pdf.texte import Page, rgb
from components.figures.figure import Carte
from components.figures.image.carte import (
    BORD_CLAIR,
    BORD_CONTEXTE,
    BORD_SOMBRE,
    CADRE,
    CONTEXTE,
    CONTOUR,
    FOND_ENCART,
    LARGEUR_BORDURES,
    MER,
    TRAIT,
)
from components.figures.image.formes import Cadrage, allege, cadrage, largeur_typique, pose
from components.gabarit.gabarit import Cadre
from components.gabarit.page import titre_de_carte
from components.gabarit.texte import ENCRE, GRIS, POINT, Mesure, raccourci

HAUTEUR_DU_TITRE = 8.5
TAILLE_DE_LA_LEGENDE = 13.0
TAILLE_DES_ENCARTS = 9.0
LIGNE_DE_LEGENDE = 6.6
ECHANTILLON = 6.0
Rectangle = tuple[float, float, float, float]


def dessine_carte(page: Page, carte: Carte, cadre: Cadre, mesure: Mesure) -> None:
    """Draw a map under its title, its legend at the bottom of the frame."""
    size, title = titre_de_carte(carte, cadre.largeur, mesure)
    page.police(size, True, rgb(ENCRE))
    page.ecrit(cadre.x, cadre.y, page.lisible(title))
    rows = _legend(carte, cadre.largeur, mesure)
    top = cadre.y + (HAUTEUR_DU_TITRE if title else 0)
    below = LIGNE_DE_LEGENDE * len(rows) + 2.0
    place = (cadre.x, top, cadre.largeur, max(cadre.bas - below - top, 15.0))
    _draw(page, carte, place)
    _write_legend(page, rows, cadre.x, top + place[3] + 2.4)


def _on_paper(shapes: np.ndarray, frame: shapely.Geometry) -> np.ndarray:
    """Return the shapes cut to the frame, in their order; None where nothing is left.

    A reader of PDF would write what goes beyond the frame over the texts of the slide.
    """
    cut = np.full(len(shapes), None, dtype=object)
    kept = np.flatnonzero([shape is not None for shape in shapes.tolist()])
    inside = shapely.covers(frame, shapely.box(*shapely.bounds(shapes[kept]).T))
    cut[kept[inside]] = shapes[kept[inside]]
    crossing = kept[~inside]
    if len(crossing):
        valid = shapely.make_valid(shapes[crossing])
        pieces = shapely.intersection(valid, frame)
        cut[crossing] = np.where(shapely.is_empty(pieces), None, pieces)
    return cut


def _present(shapes: np.ndarray, wanted: np.ndarray | None = None) -> list[shapely.Geometry]:
    among = shapes if wanted is None else shapes[wanted]
    return [shape for shape in among.tolist() if shape is not None]


def _draw(page: Page, carte: Carte, place: Rectangle) -> None:
    left, top, width, height = place
    frame = shapely.box(left, top, left + width, top + height)
    shapely.prepare(frame)
    classes = np.array(list(carte.etat.classes))
    chosen = np.isin(carte.formes.codes, carte.etat.selection)
    seen = (classes != HORS_VUE) | chosen
    peint(page, [frame], MER, None, 0)
    laying = cadrage(carte.formes, seen if seen.any() else ~seen, place, carte.etat.encarts)
    laid = _on_paper(allege(pose(carte.formes, laying, place)), frame)
    _draw_insets(page, laying)
    peint(page, _present(laid, ~seen), CONTEXTE, BORD_CONTEXTE, 0.15)
    typical = np.array(_present(laid, seen), dtype=object)
    fine = bool(len(typical)) and largeur_typique(typical) < LARGEUR_BORDURES
    for aspect in carte.legende:
        drawn = _present(laid, classes == aspect.code)
        if not drawn:
            continue
        stroke = aspect.couleur if fine else _border(aspect)
        peint(page, drawn, aspect.couleur, aspect.couleur if fine else None, 0.06)
        if aspect.motif:
            motif(page, shapely.union_all(shapely.make_valid(drawn)), aspect)
        if not fine:
            peint(page, drawn, None, stroke, 0.15)
    if carte.traits is not None:
        outlines = _on_paper(pose(carte.traits, laying, place), frame)
        peint(page, _present(outlines), None, CONTOUR, 0.25)
    selected = _present(laid, chosen)
    if selected:
        peint(page, selected, None, "#ffffff", 1.5)  # seen on dark shapes too
        peint(page, selected, None, TRAIT, 0.75)


def _border(aspect: Aspect) -> str:
    red, green, blue = rgb(aspect.couleur)
    return BORD_CLAIR if 0.299 * red + 0.587 * green + 0.114 * blue > 230 else BORD_SOMBRE


def _draw_insets(page: Page, laying: Cadrage) -> None:
    """Draw the frames of the overseas regions and their names."""
    for inset in laying.encarts:
        left, top, width, height = laying.rectangle(inset.cadre)
        peint(page, [shapely.box(left, top, left + width, top + height)], FOND_ENCART, CADRE, 0.2)
        page.police(TAILLE_DES_ENCARTS, couleur=rgb(GRIS))
        page.ecrit(left + 0.8, top + 0.3, page.raccourci(inset.nom, width - 1.4))


def _legend(
    carte: Carte, largeur: float, mesure: Mesure
) -> list[list[tuple[float, str, Aspect | None]]]:
    """Return the items of the legend, row by row: distance from the left, word, class."""
    items: list[tuple[str, Aspect | None]] = [(one.libelle, one) for one in carte.legende]
    chosen = carte.formes.noms[np.isin(carte.formes.codes, carte.etat.selection)].tolist()
    if chosen:
        items.append((str(chosen[0]) if len(chosen) == 1 else "Territoires choisis", None))
    rows: list[list[tuple[float, str, Aspect | None]]] = [[]]
    x, size = 0.0, TAILLE_DE_LA_LEGENDE
    for label, aspect in items:
        text = raccourci(label, size, False, largeur - ECHANTILLON - 2, mesure)
        width = ECHANTILLON + 1.6 + mesure(text, size, False)
        if rows[-1] and x + width > largeur:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, aspect))
        x += width + 5.0
    return rows


def _write_legend(
    page: Page, rows: list[list[tuple[float, str, Aspect | None]]], x: float, y: float
) -> None:
    for row in rows:
        for left, text, aspect in row:
            if aspect is None:
                page.set_draw_color(*rgb(TRAIT))
                page.set_line_width(0.8)
                page.line(x + left, y + 2.5, x + left + ECHANTILLON, y + 2.5)
            else:
                echantillon(page, x + left, y + 0.8, aspect)
            page.police(TAILLE_DE_LA_LEGENDE, couleur=rgb(ENCRE))
            top = y + 2.5 - TAILLE_DE_LA_LEGENDE * POINT * 0.62
            page.ecrit(x + left + ECHANTILLON + 1.6, top, page.lisible(text))
        y += LIGNE_DE_LEGENDE
