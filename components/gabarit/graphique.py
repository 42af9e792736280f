"""What a chart written to a file shows, whatever the file: bars that hold, labels, patterns."""

import re
from dataclasses import dataclass, replace
from math import ceil

from components.commun.mots.formats import nombre, pluriel, pourcentage
from components.commun.statuts import CLASSES_TAUX, STATUTS, STATUTS_ACTION, Aspect
from components.figures.figure import Graphique, Serie
from components.gabarit.texte import propre

HAUTEUR_D_UNE_BARRE = 6.4  # millimetres, with the space around it
HAUTEUR_SERREE = 5.0  # the same, where bars would otherwise be left out
HORS_BARRES = 30.0  # millimetres, for the title, the axis and the legend
TITRE_SEUL = 19.0  # millimetres, for the title of a chart without an axis nor a legend
HAUTEUR_VOULUE = 52.0  # millimetres, of a chart whose bars do not lie
ETIQUETTES_AU_PLUS = 24
PART_ETIQUETEE = 0.07  # of the longest bar: a shorter piece has no room for its figure
ENTIERE = (100.0, 25.0)  # the axis of rates that go up to 100 %, and its step
ECHELLES_DES_TAUX = (
    (10.0, 2.0), (20.0, 5.0), (30.0, 5.0), (40.0, 10.0), (50.0, 10.0), (60.0, 10.0), (80.0, 20.0),
    ENTIERE,
)  # fmt: skip
UNE_ANNEE = re.compile(r"\b(19|20)\d\d\b")
PRES_DE_L_AXE = 0.12  # of its height: no room for a figure between the line and the axis
PLACE_AU_DESSUS = 1.05  # of the highest point, for its figure
_ASPECTS = {
    one.couleur.lower(): one
    for one in (*STATUTS_ACTION.values(), *CLASSES_TAUX, *STATUTS.values())
    if one.motif
}


@dataclass(frozen=True)
class GraphiqueCompose:
    """A chart as it is drawn.

    Attributes
    ----------
    graphique : the chart, its texts made plain, without the categories that do not hold.
    couches : horizontal bars when True, columns or lines along a horizontal axis otherwise.
    titre : with the unit and what is left out.
    """

    graphique: Graphique
    couche: bool
    titre: str


def are_labelled(graphique: Graphique) -> bool:
    """Tell whether each bar has its figure at its end: an axis would repeat them."""
    number = len(graphique.categories) * len(graphique.series)
    return graphique.genre == "barres" and number <= ETIQUETTES_AU_PLUS


def _around(graphique: Graphique) -> float:
    return TITRE_SEUL if are_labelled(graphique) and len(graphique.series) == 1 else HORS_BARRES


def hauteur_voulue(graphique: Graphique) -> float:
    """Return the height in which all the bars of a chart hold."""
    if not is_lying(graphique):
        return HAUTEUR_VOULUE
    return _around(graphique) + HAUTEUR_D_UNE_BARRE * max(len(graphique.categories), 3)


def compose_graphique(graphique: Graphique, hauteur: float) -> GraphiqueCompose:
    """Return a chart as it holds in a height: the first bars when there are too many.

    Bars that follow one another in time are all shown: a part of them would be another figure.
    """
    lying = is_lying(graphique)
    total = len(graphique.categories)
    room = max(int((hauteur - _around(graphique)) / HAUTEUR_SERREE + 1e-6), 3)
    number = min(total, room) if lying and not follows_time(graphique) else total
    series = tuple(
        Serie(propre(one.nom), one.valeurs[:number], one.couleur) for one in graphique.series
    )
    shown = replace(
        graphique,
        titre=propre(graphique.titre),
        categories=tuple(propre(name) for name in graphique.categories[:number]),
        series=series,
        alternative=propre(graphique.alternative),
    )
    title = shown.titre
    unit = propre(graphique.unite)
    tells_unit = unit and unit != "%" and graphique.genre != "frise"
    if tells_unit and unit.lower() not in title.lower():
        title += f" ({unit})"
    if number < total:
        title += f" – {nombre(number)} montrés, … et {pluriel(total - number, 'autre')}"
    return GraphiqueCompose(shown, lying, title)


def is_lying(graphique: Graphique) -> bool:
    """Tell whether bars lie, so that names are read on one line; years stand along their axis."""
    if graphique.genre == "courbe":
        return False
    return graphique.genre == "frise" or not all(
        name.isdigit() and len(name) == 4 for name in graphique.categories
    )


def follows_time(graphique: Graphique) -> bool:
    """Tell whether the bars follow one another in time: years, half-years."""
    return all(UNE_ANNEE.search(name) for name in graphique.categories)


def aspect_de(serie: Serie) -> Aspect | None:
    """Return the status or class whose colour a series has, when it also has a pattern."""
    return _ASPECTS.get(serie.couleur.lower())


def etiquette(valeur: float, unite: str) -> str:
    """Return the figure written beside a bar."""
    if unite.strip() == "%":
        return pourcentage(valeur)
    return nombre(valeur) if float(valeur).is_integer() else f"{valeur:.1f}".replace(".", ",")


def annees(graphique: Graphique, rang: int) -> str:
    """Return what the bar of a frise says: its first and last years."""
    first, last = (serie.valeurs[rang] for serie in graphique.series[:2])
    if first is None or last is None:
        return ""
    return f"{int(first)}\u2013{int(last)}"


def durees(graphique: Graphique) -> tuple[float | None, ...]:
    """Return the length of each bar of a frise, in years."""
    first, last = (serie.valeurs for serie in graphique.series[:2])
    return tuple(
        None if a is None or b is None else b - a for a, b in zip(first, last, strict=True)
    )


def maximum(graphique: Graphique) -> float:
    """Return the longest bar, or highest point."""
    if graphique.genre == "barres_empilees":
        sums = (
            sum(value or 0 for value in values)
            for values in zip(*(s.valeurs for s in graphique.series), strict=True)
        )
        return max(sums, default=0)
    values = (value or 0 for serie in graphique.series for value in serie.valeurs)
    return max(values, default=0)


def serie_la_plus_haute(graphique: Graphique) -> Serie:
    """Return the series that ends highest: its figure is written above its line."""

    def last(serie: Serie) -> float:
        known = [value for value in serie.valeurs if value is not None]
        return known[-1] if known else float("-inf")

    return max(graphique.series, key=last)


def is_above(graphique: Graphique, serie: Serie) -> bool:
    """Tell whether the last figure of a line is written above it: below, it would meet the axis.

    That of the highest line is; that of a line near the axis too, when the highest is far enough.
    """
    highest = serie_la_plus_haute(graphique)
    if serie is highest:
        return True
    top, _ = graduations(maximum(graphique), graphique.unite)
    last, over = (
        next((value for value in reversed(one.valeurs) if value is not None), 0.0)
        for one in (serie, highest)
    )
    return last < PRES_DE_L_AXE * top and over - last > 2 * PRES_DE_L_AXE * top


def graduations(haut: float, unite: str) -> tuple[float, float]:
    """Return the end of an axis that begins at zero, and its step: four to six round steps.

    Rates far below 100 % do not lie at the bottom of an empty frame: their axis ends at the next
    ten, with some room above the highest.
    """
    if unite.strip() == "%" and haut <= 100:
        wanted = 10 * ceil(PLACE_AU_DESSUS * haut / 10)
        return next(((top, step) for top, step in ECHELLES_DES_TAUX if 0 < wanted <= top), ENTIERE)
    if haut <= 0:
        return 1.0, 1.0
    step = 1.0
    while True:
        for factor in (1, 2, 5):
            if haut <= 5 * factor * step:
                return factor * step * ceil(haut / (factor * step) - 1e-9), factor * step
        step *= 10


def is_dark(couleur: str) -> bool:
    """Tell whether white is read better than ink on a colour."""
    value = int(couleur.removeprefix("#"), 16)
    parts = [(value >> shift & 255) / 255 for shift in (16, 8, 0)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] < 0.18
