"""A map as a picture: PNG, SVG or PDF, made on the server without a browser.

The same classes, colours, patterns, outlines and insets as the map on screen, with its title, its
legend and its sources. Lengths are in millimetres, sizes of text in points.
"""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from components.carte.carte import ATTRIBUTION
from components.commun.statuts import HORS_VUE, Aspect
from components.figures.figure import Carte
from components.figures.image.encarts import projette
from components.figures.image.feuille import GRIS, Feuille, hauteur
from components.figures.image.formes import (
    Cadrage,
    Rectangle,
    allege,
    cadrage,
    decoupe,
    hachures,
    largeur_typique,
    peint,
    pose,
)
from components.figures.image.noms import write_etiquettes, write_noms
from components.figures.image.police import POINT, largeur, raccourci
from geo.territoires.contours import Contours

PRODUCTEUR = "IGN"  # of the shapes: a foot that names it says where they come from
MER = "#e9f1f6"
CADRE = "#b4c4cf"
FOND_ENCART = "#f3f8fb"
CONTEXTE, BORD_CONTEXTE = "#e4e8eb", "#f7f9fa"
TRAIT, CONTOUR = "#12181f", "#46545f"
BORD_CLAIR, BORD_SOMBRE = "#cdc8bd", "#ffffff"
MARGE = 4.0
ESPACE = 2.5
LARGEUR_BORDURES = 1.3  # on smaller territories, borders would hide the colours
PIXEL = 25.4 / 96
CARTE_MINIMALE = 15.0
TAILLE_DES_ENCARTS = 7.5  # of their names, at least
TAILLE_DES_NOMS = 0.8  # of the size of the legend
PART_DES_ENCARTS = 0.7  # of the size of the legend


@dataclass(frozen=True)
class Trace:
    """How a map is drawn. ``taille``: of the text of the legend; ``marge``: around the sheet.

    ``avec_noms``: the names of the territories that have room for it are written on them.
    """

    taille: float
    marge: float
    en_vecteurs: bool
    avec_noms: bool = False


def _border(aspect: Aspect) -> str:
    """Return the colour of the borders of a class: dark on light colours, and the reverse."""
    red, green, blue = (int(aspect.couleur[at : at + 2], 16) for at in (1, 3, 5))
    is_light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255 > 0.9
    return BORD_CLAIR if is_light else BORD_SOMBRE


def _paint_classes(axes: Axes, carte: Carte, laid: np.ndarray, classes: np.ndarray) -> None:
    on_paper = np.array([shape is not None for shape in laid.tolist()], dtype=bool)
    out = on_paper & (classes == HORS_VUE) & ~np.isin(carte.formes.codes, carte.etat.selection)
    peint(axes, laid[out], CONTEXTE, bord=BORD_CONTEXTE, trait=0.15, etage=1)
    shown = laid[on_paper & (classes != HORS_VUE)]
    width = largeur_typique(shown)
    fine = width < LARGEUR_BORDURES
    stroke = 0.06 if fine else float(np.clip(width / 40, 0.25 * PIXEL, 0.9 * PIXEL))
    for aspect in carte.legende:
        peint(
            axes,
            laid[on_paper & (classes == aspect.code)],
            aspect.couleur,
            bord=aspect.couleur if fine else _border(aspect),
            trait=stroke,
            motif=hachures(aspect),
            couleur_motif=aspect.couleur_motif,
            etage=2,
        )


def _draw_frames(feuille: Feuille, axes: Axes, cadre: Cadrage, taille: float) -> None:
    size = min(taille, max(TAILLE_DES_ENCARTS, PART_DES_ENCARTS * taille))
    for encart in cadre.encarts:
        left, top, width, height = cadre.rectangle(encart.cadre)
        axes.fill(
            [left, left + width, left + width, left],
            [top, top, top + height, top + height],
            facecolor=FOND_ENCART,
            edgecolor=CADRE,
            linewidth=0.5,
            zorder=0.5,
        )
        name = raccourci(encart.nom, size, width - 1.0)
        feuille.ecrit(left + 0.5, top + 0.5, name, size, couleur=GRIS)


def _selection(carte: Carte) -> np.ndarray:
    found: np.ndarray = np.isin(carte.formes.codes, carte.etat.selection)
    return found


def _present(formes: np.ndarray) -> np.ndarray:
    return formes[[shape is not None for shape in formes.tolist()]]


def _laid(formes: Contours, cadre: Cadrage, place: Rectangle, en_vecteurs: bool) -> np.ndarray:
    laid = pose(formes, cadre, place)
    return decoupe(allege(laid), place) if en_vecteurs else laid


def _draw_around(axes: Axes, carte: Carte, cadre: Cadrage, place: Rectangle, trace: Trace) -> None:
    """Paint the land beyond the layers of the map, which would else be taken for the sea."""
    if carte.autour is not None:
        around = _present(_laid(carte.autour, cadre, place, trace.en_vecteurs))
        peint(axes, around, CONTEXTE, bord=BORD_CONTEXTE, trait=0.15, etage=0.8)


def _draw_map(feuille: Feuille, carte: Carte, place: Rectangle, trace: Trace) -> None:
    """Draw the map in a rectangle of the sheet: left, top, width, height."""
    axes = feuille.cadre(*place)
    left, top, width, height = place
    classes = np.array(list(carte.etat.classes))
    chosen = _selection(carte)
    seen = (classes != HORS_VUE) | chosen
    axes.fill(
        [left, left + width, left + width, left],
        [top, top, top + height, top + height],
        facecolor=MER,
        zorder=0,
    )
    cadre = cadrage(carte.formes, seen if seen.any() else ~seen, place, carte.etat.encarts)
    laid = pose(carte.formes, cadre, place)
    if trace.en_vecteurs:
        laid = decoupe(allege(laid, chosen & (classes == HORS_VUE)), place)
    _draw_around(axes, carte, cadre, place, trace)
    _draw_frames(feuille, axes, cadre, trace.taille)
    _paint_classes(axes, carte, laid, classes)
    if carte.traits is not None:
        outlines = _present(_laid(carte.traits, cadre, place, trace.en_vecteurs))
        stroke = 1.0 * PIXEL
        peint(axes, outlines, None, bord=CONTOUR, trait=stroke, etage=3, opacite=0.75)
    outline = _present(laid[chosen])
    peint(axes, outline, None, bord="#ffffff", trait=1.5, etage=4)  # seen on dark shapes too
    peint(axes, outline, None, bord=TRAIT, trait=0.75, etage=5)
    if carte.etat.etiquettes:
        names, *where = zip(*carte.etat.etiquettes, strict=True)
        points = cadre(projette(np.column_stack(where)))
        write_etiquettes(feuille, names, points, place, TAILLE_DES_NOMS * trace.taille)
    if trace.avec_noms:
        named = np.flatnonzero(classes != HORS_VUE)
        points = cadre(projette(carte.formes.points[named]))
        noms = carte.formes.noms[named].tolist()
        write_noms(feuille, noms, laid[named], points, place, _selected_name(carte))


def _selected_name(carte: Carte) -> str:
    names = carte.formes.noms[_selection(carte)].tolist()
    if not names:
        return ""
    return str(names[0]) if len(names) == 1 else "Territoires choisis"


def _legend_rows(
    carte: Carte, taille: float, place: float
) -> list[list[tuple[float, str, Aspect | None]]]:
    """Return the items of the legend, row by row: distance from the left, word, class."""
    items: list[tuple[str, Aspect | None]] = [(one.libelle, one) for one in carte.legende]
    name = _selected_name(carte)
    if name:
        items.append((name, None))
    sample = _sample(taille)
    rows: list[list[tuple[float, str, Aspect | None]]] = [[]]
    x = 0.0
    for label, aspect in items:
        text = raccourci(label, taille, place - sample - 1.5)
        width = sample + 1.2 + largeur(text, taille)
        if rows[-1] and x + width > place:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, aspect))
        x += width + 1.4 * taille * POINT
    return rows


def _sample(taille: float) -> float:
    """Return the width of the sample of a class, in millimetres."""
    return 2.1 * taille * POINT


def _draw_legend(
    feuille: Feuille,
    rows: list[list[tuple[float, str, Aspect | None]]],
    y: float,
    trace: Trace,
) -> float:
    taille = trace.taille
    sample, step = _sample(taille), 1.55 * taille * POINT
    for row in rows:
        for x, text, aspect in row:
            left, middle = trace.marge + x, y + 0.62 * taille * POINT
            if aspect is None:
                feuille.segment(left, middle, left + sample, middle, TRAIT, 0.8)
            else:
                feuille.rectangle(
                    left,
                    middle - 0.55 * taille * POINT,
                    sample,
                    1.1 * taille * POINT,
                    aspect.couleur,
                    bord="#4b5563",
                    hachures=hachures(aspect),
                    couleur_hachures=aspect.couleur_motif,
                )
            feuille.ecrit(left + sample + 1.2, y, text, taille)
        y += step
    return y


def carte_image(
    carte: Carte,
    format: str,
    largeur_mm: float,
    hauteur_mm: float,
    *,
    dpi: float = 200,
    pied: str = "",
    avec_titre: bool = True,
    taille: float = 9,
) -> bytes:
    """Return a map as a file.

    Parameters
    ----------
    format : png, svg or pdf.
    largeur_mm, hauteur_mm : size of the picture, 10 to 2,000 millimetres.
    dpi : dots per inch of a PNG.
    pied : sources and dates, written at the foot with the attribution of the shapes. Without it,
        nothing is written there: it is for who puts the picture on a slide that says them.
    avec_titre : False when the title stands elsewhere.
    taille : size of the text of the legend.

    Raises ValueError for an unknown format, a size or a number of pixels out of range.
    """
    feuille = Feuille(largeur_mm, hauteur_mm)
    foot = f"{pied}\u00a0· {ATTRIBUTION}" if pied and PRODUCTEUR not in pied else pied
    title = carte.titre if avec_titre else ""
    _compose(feuille, carte, Trace(taille, MARGE, format != "png"), title, foot)
    return feuille.enregistre(format, dpi, carte.titre, carte.alternative)


def carte_svg(
    carte: Carte, largeur_mm: float, hauteur_mm: float, taille: float, avec_noms: bool = False
) -> bytes:
    """Return the same map as an SVG to be placed in a document that holds the font.

    The document says the title and the sources; there is no margin. ``avec_noms``: the names of
    territories are written where they hold.
    """
    feuille = Feuille(largeur_mm, hauteur_mm)
    _compose(feuille, carte, Trace(taille, 0.0, True, avec_noms), "", "")
    return feuille.enregistre("svg", 0, carte.titre, carte.alternative, avec_police=False)


def _compose(feuille: Feuille, carte: Carte, trace: Trace, titre: str, pied: str) -> None:
    """Draw the title, the map, its legend and the foot."""
    margin, taille = trace.marge, trace.taille
    place = feuille.largeur - 2 * margin
    top = margin
    if titre:
        top = feuille.paragraphe(margin, top, place, titre, 1.5 * taille, gras=True)
        top += ESPACE - 1
    foot_size = max(0.75 * taille, 6)
    foot_height = hauteur(pied, foot_size, place) + (1.0 if pied else 0.0)
    rows = _legend_rows(carte, taille, place)
    legend_height = 1.55 * taille * POINT * len(rows)
    bottom = feuille.hauteur - margin - foot_height - legend_height
    room = max(bottom - ESPACE - top, CARTE_MINIMALE)
    _draw_map(feuille, carte, (margin, top, place, room), trace)
    y = _draw_legend(feuille, rows, top + room + ESPACE, trace)
    feuille.paragraphe(margin, y + 1.0, place, pied, foot_size, couleur=GRIS)
