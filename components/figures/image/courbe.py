"""Lines over time, each named at its end."""

from dataclasses import replace

import numpy as np

from components.figures.figure import Graphique, Serie
from components.figures.image.cadre import (
    AXE,
    GRILLE,
    PART_DES_NOMS,
    Cadre,
    clarte,
    echelle_de,
    graduation_ecrite,
    graduations,
    motif_de,
    valeur_ecrite,
)
from components.figures.image.feuille import GRIS, Feuille
from components.figures.image.police import POINT, largeur, lignes, raccourci

TRAITS = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (6, 2, 1, 2)))
MARQUES = ("o", "s", "^", "D")
MARQUES_AU_PLUS = 25
FONCE = "#5f544d"
CLAIR = 0.55  # a line in a lighter colour would not be seen on white


def draw_courbe(cadre: Cadre, graphique: Graphique) -> None:
    """Draw one line per series; a value that is not known leaves a gap."""
    values = [value for one in graphique.series for value in one.valeurs if value is not None]
    low, high = echelle_de(cadre, graphique, values, min(values))
    marks = graduations(low, high)
    scale = [graduation_ecrite(mark, graphique.unite) for mark in marks]
    left = cadre.x + max(largeur(text, cadre.taille) for text in scale) + 2
    ends = _ends(cadre, graphique)
    names = max((largeur(text, cadre.taille, True) for _, _, _, text in ends), default=0)
    right = cadre.x + cadre.largeur - min(names, PART_DES_NOMS * cadre.largeur) - 3
    top, bottom = cadre.y + cadre.ligne, cadre.y + cadre.hauteur - 1.7 * cadre.ligne
    for mark, text in zip(marks, scale, strict=True):
        y = bottom - (mark - low) / (high - low) * (bottom - top)
        cadre.feuille.segment(left, y, right, y, AXE if mark == 0 else GRILLE, 0.2)
        cadre.feuille.ecrit(
            left - 1, y - 0.62 * cadre.ligne, text, cadre.taille, couleur=GRIS, ancre="right"
        )
    last = max(len(graphique.categories) - 1, 1)
    abscissas = [left + (right - left) * rank / last for rank in range(len(graphique.categories))]
    _write_categories(cadre, graphique, abscissas, bottom)
    for rank, serie in enumerate(graphique.series):
        heights = [
            float("nan")
            if value is None
            else bottom - (value - low) / (high - low) * (bottom - top)
            for value in serie.valeurs
        ]
        _draw_line(cadre.feuille, serie, rank, abscissas, heights)
    _write_ends(cadre, graphique, ends, abscissas, (low, high, top, bottom))


def _draw_line(
    feuille: Feuille, serie: Serie, rang: int, abscisses: list[float], hauteurs: list[float]
) -> None:
    few = len(hauteurs) <= MARQUES_AU_PLUS
    broken = list(serie.ruptures)
    feuille.page.plot(
        np.insert(np.array(abscisses, dtype=float), broken, [abscisses[at] for at in broken]),
        np.insert(np.array(hauteurs, dtype=float), broken, np.nan),
        color=_ink(serie, rang),
        linewidth=0.55 / POINT,
        linestyle=TRAITS[rang % len(TRAITS)],
        marker=MARQUES[rang % len(MARQUES)] if few else None,
        markersize=1.4 / POINT,
        zorder=3,
    )


def draw_echantillon(
    feuille: Feuille, serie: Serie, rang: int, x: float, milieu: float, long: float
) -> None:
    """Draw the line of a series with its mark, for a legend."""
    places = [x, x + long / 2, x + long]
    _draw_line(
        feuille, replace(serie, ruptures=()), rang, places, [float("nan"), milieu, float("nan")]
    )
    feuille.page.plot(
        [places[0], places[-1]],
        [milieu, milieu],
        color=_ink(serie, rang),
        linewidth=0.55 / POINT,
        linestyle=TRAITS[rang % len(TRAITS)],
    )


def _ink(serie: Serie, rang: int) -> str:
    """Return the colour of a line: that of its pattern when its own is too light."""
    if clarte(serie.couleur) < CLAIR:
        return serie.couleur
    ink = motif_de(serie, rang)[1]
    return ink if ink and clarte(ink) < CLAIR else FONCE


def _ends(cadre: Cadre, graphique: Graphique) -> list[tuple[int, int, float, str]]:
    """Return for each series its rank, that of its last value, this value, and what to write."""
    found = []
    for rank, serie in enumerate(graphique.series):
        known = [at for at, value in enumerate(serie.valeurs) if value is not None]
        if not known:
            continue
        value = serie.valeurs[known[-1]] or 0.0
        is_named = len(graphique.series) > 1 and not cadre.nommee
        name = f"{serie.nom}\u00a0: " if is_named else ""
        found.append((rank, known[-1], value, f"{name}{valeur_ecrite(value, graphique.unite)}"))
    return found


def _write_ends(
    cadre: Cadre,
    graphique: Graphique,
    fins: list[tuple[int, int, float, str]],
    abscisses: list[float],
    axe: tuple[float, float, float, float],
) -> None:
    """Name each line at its last value; names that would meet are moved apart."""
    low, high, top, bottom = axe
    room = cadre.x + cadre.largeur - abscisses[-1] - 2
    floor = cadre.y - cadre.ligne
    for rank, at, value, text in sorted(fins, key=lambda one: -one[2]):
        y = bottom - (value - low) / (high - low) * (bottom - top)
        rows = lignes(text, cadre.taille, room, True)[:3]
        height = 1.2 * cadre.ligne * len(rows)
        y = max(y - height / 2, floor)
        colour = _ink(graphique.series[rank], rank)
        for line in rows:
            cadre.feuille.ecrit(abscisses[at] + 2, y, line, cadre.taille, gras=True, couleur=colour)
            y += 1.2 * cadre.ligne
        floor = y + 0.3 * cadre.ligne


def _write_categories(
    cadre: Cadre, graphique: Graphique, abscisses: list[float], bas: float
) -> None:
    """Write the names under the axis: the last one, and those that hold before it."""
    widest = max(largeur(name, cadre.taille) for name in graphique.categories) + 3
    gap = abscisses[-1] - abscisses[0]
    step = max(1, -(-len(abscisses) * int(widest * 100) // max(int(gap * 100), 1)))
    for rank in range(len(abscisses) - 1, -1, -step):
        name = raccourci(graphique.categories[rank], cadre.taille, widest)
        x = abscisses[rank]
        cadre.feuille.segment(x, bas, x, bas + 0.8, AXE, 0.2)
        cadre.feuille.ecrit(
            x, bas + 0.4 * cadre.ligne, name, cadre.taille, couleur=GRIS, ancre="center"
        )
