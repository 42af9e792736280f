"""Charts of a PDF page, drawn as vectors: bars, stacked bars, lines, timelines.

They say what the native charts of the PPTX say. Lengths are in millimetres.
"""

from components.commun.mots.formats import nombre
from components.documents.pdf.graphique_trace import (
    LIGNE,
    TAILLE,
    Trace,
    ecrit_dedans,
    marque,
    remplit,
    set_trait,
)
from components.documents.pdf.texte import Page, rgb
from components.figures.figure import Graphique, Serie
from components.gabarit.gabarit import Cadre
from components.gabarit.graphique import (
    PART_ETIQUETEE,
    annees,
    are_labelled,
    compose_graphique,
    etiquette,
    graduations,
    is_above,
    maximum,
)
from components.gabarit.texte import ENCRE, GRIS, INTERLIGNE, POINT, Mesure, limite

TAILLE_DU_TITRE = 15.0
GRILLE, AXE = "#d5dae1", "#3f4a59"
PART_DES_NOMS = 0.42  # of the width, at most
EPAISSEUR, EPAISSEUR_AU_PLUS = 0.66, 16.0  # of a bar: part of its row, millimetres
PAS_DES_NOMS = 16.0  # between two names under a line
ECHANTILLON = 5.0


def dessine_graphique(page: Page, graphique: Graphique, cadre: Cadre, mesure: Mesure) -> None:
    """Draw a chart in its frame: title, plot, legend."""
    made = compose_graphique(graphique, cadre.hauteur)
    shown = made.graphique
    titles = limite(made.titre, TAILLE_DU_TITRE, True, cadre.largeur, mesure, 2)
    y = cadre.y
    for line in titles:
        page.police(TAILLE_DU_TITRE, True, rgb(ENCRE))
        page.ecrit(cadre.x, y, page.lisible(line))
        y += TAILLE_DU_TITRE * POINT * INTERLIGNE
    y += 3.0
    series = shown.series[1:] if shown.genre == "frise" else shown.series
    rows = _legend_rows(series, cadre.largeur, mesure) if len(series) > 1 else []
    bottom = cadre.bas - LIGNE * 1.25 * len(rows) - (1.5 if rows else 0.0)
    room = Cadre(cadre.x, y, cadre.largeur, max(bottom - y, 20.0))
    if made.couche:
        _lying(page, shown, room, mesure)
    else:
        _standing(page, shown, room, mesure)
    _write_legend(page, rows, cadre.x, bottom + 1.5, shown.genre == "courbe")


def _ends(graphique: Graphique) -> tuple[float, float, float]:
    """Return the ends of the axis of values, and its step."""
    if graphique.genre == "frise":
        first = [v for v in graphique.series[0].valeurs if v is not None]
        last = [v for v in graphique.series[1].valeurs if v is not None]
        if not first or not last:
            return 0.0, 1.0, 1.0
        low, high = int(min(first)), int(max(last)) + 1
        return low, high, max(graduations(high - low, "")[1], 1.0)
    top, step = graduations(maximum(graphique), graphique.unite)
    if are_labelled(graphique):
        top = max(maximum(graphique), 1e-6)
    return 0.0, top, step


def _marks(low: float, high: float, step: float) -> list[float]:
    return [low + rank * step for rank in range(int((high - low) / step + 1e-6) + 1)]


def _mark(graphique: Graphique, value: float) -> str:
    if graphique.genre == "frise":
        return str(int(value))
    if graphique.unite.strip() == "%":
        return f"{nombre(value)}\u00a0%"
    return etiquette(value, graphique.unite)


def _lying(page: Page, graphique: Graphique, room: Cadre, mesure: Mesure) -> None:
    """Draw bars that lie, the first category at the top."""
    low, high, step = _ends(graphique)
    names = [_name(name, room.largeur * PART_DES_NOMS, mesure) for name in graphique.categories]
    left = max((mesure(line, TAILLE, False) for name in names for line in name), default=0.0) + 2.5
    labelled = are_labelled(graphique)
    right = max((mesure(one, TAILLE, True) for one in _figures(graphique)), default=0.0) + 2.0
    plot = Cadre(
        room.x + left,
        room.y,
        room.largeur - left - (right if labelled else 4.0),
        room.hauteur - (0.0 if labelled else LIGNE * 1.4),
    )
    trace = Trace(page, graphique, plot, low, high, mesure)
    if not labelled:
        for value in _marks(low, high, step):
            trace.trait(trace.x(value), plot.y, trace.x(value), plot.bas, GRILLE, 0.25)
            trace.ecrit(
                trace.x(value), plot.bas + LIGNE * 0.8, _mark(graphique, value), "c", encre=GRIS
            )
    row = plot.hauteur / max(len(graphique.categories), 1)
    thick = min(row * EPAISSEUR, EPAISSEUR_AU_PLUS)
    for rank, name in enumerate(names):
        middle = plot.y + (rank + 0.5) * row
        for line_rank, line in enumerate(name):
            shift = (line_rank - (len(name) - 1) / 2) * LIGNE * 0.95
            trace.ecrit(plot.x - 1.8, middle + shift, line, "d")
        _bars(trace, rank, middle, thick)
    trace.trait(plot.x, plot.y, plot.x, plot.bas, AXE, 0.3)


def _name(texte: str, largeur: float, mesure: Mesure) -> tuple[str, ...]:
    return limite(texte, TAILLE, False, largeur, mesure, 2)


def _figures(graphique: Graphique) -> list[str]:
    return [
        etiquette(value, graphique.unite)
        for serie in graphique.series
        for value in serie.valeurs
        if value is not None
    ]


def _bars(trace: Trace, rang: int, milieu: float, epaisseur: float) -> None:
    """Draw the bar or bars of a category that lies."""
    graphique = trace.graphique
    if graphique.genre == "frise":
        text = annees(graphique, rang)
        if text:
            first, last = (float(s.valeurs[rang] or 0) for s in graphique.series[:2])
            serie = graphique.series[1]
            box = (
                trace.x(first),
                milieu - epaisseur / 2,
                trace.x(last) - trace.x(first),
                epaisseur,
            )
            remplit(trace.page, serie, box)
            ecrit_dedans(trace, serie, text, box)
        return
    if graphique.genre == "barres_empilees":
        done = 0.0
        for serie in graphique.series:
            value = serie.valeurs[rang]
            if not value:
                continue
            box = (
                trace.x(done),
                milieu - epaisseur / 2,
                trace.x(done + value) - trace.x(done),
                epaisseur,
            )
            remplit(trace.page, serie, box)
            if value > PART_ETIQUETEE * maximum(graphique):
                ecrit_dedans(trace, serie, etiquette(value, graphique.unite), box)
            done += value
        return
    thin = epaisseur / len(graphique.series)
    for number, serie in enumerate(graphique.series):
        value = serie.valeurs[rang]
        if value is None:
            continue
        top = milieu - epaisseur / 2 + number * thin
        remplit(trace.page, serie, (trace.cadre.x, top, trace.x(value) - trace.cadre.x, thin))
        if are_labelled(graphique):
            trace.ecrit(
                trace.x(value) + 1.2, top + thin / 2, etiquette(value, graphique.unite), gras=True
            )


def _standing(page: Page, graphique: Graphique, room: Cadre, mesure: Mesure) -> None:
    """Draw columns or lines above a horizontal axis."""
    low, high, step = _ends(graphique)
    if are_labelled(graphique):
        high *= 1.12  # room for the figure of the highest column
    marks = [] if are_labelled(graphique) else _marks(low, high, step)
    left = max((mesure(_mark(graphique, one), TAILLE, False) for one in marks), default=0.0) + 2.5
    right = 14.0 if graphique.genre == "courbe" else 2.0
    plot = Cadre(
        room.x + left, room.y + 3, room.largeur - left - right, room.hauteur - 3 - LIGNE * 1.4
    )
    trace = Trace(page, graphique, plot, low, high, mesure)
    for value in marks:
        trace.trait(plot.x, trace.y(value), plot.droite, trace.y(value), GRILLE, 0.25)
        trace.ecrit(plot.x - 1.8, trace.y(value), _mark(graphique, value), "d", encre=GRIS)
    count = len(graphique.categories)
    if graphique.genre == "courbe":
        places = [plot.x + plot.largeur * rank / max(count - 1, 1) for rank in range(count)]
        _lines(trace, places)
    else:
        places = [plot.x + plot.largeur * (rank + 0.5) / count for rank in range(count)]
        _columns(trace, places)
    every = max(-(-count * PAS_DES_NOMS // plot.largeur), 1.0)
    for rank, (name, place) in enumerate(zip(graphique.categories, places, strict=True)):
        if (count - 1 - rank) % every == 0:
            trace.ecrit(place, plot.bas + LIGNE * 0.8, name, "c", encre=GRIS)
    trace.trait(plot.x, plot.bas, plot.droite, plot.bas, AXE, 0.3)


def _columns(trace: Trace, places: list[float]) -> None:
    graphique = trace.graphique
    wide = min(trace.cadre.largeur / max(len(places), 1) * EPAISSEUR, 2 * EPAISSEUR_AU_PLUS)
    stacked = graphique.genre == "barres_empilees"
    thin = wide if stacked else wide / len(graphique.series)
    for rank, place in enumerate(places):
        done = 0.0
        for number, serie in enumerate(graphique.series):
            value = serie.valeurs[rank]
            if not value:
                continue
            left = place - wide / 2 + (0.0 if stacked else number * thin)
            top, base = trace.y(done + value), trace.y(done)
            remplit(trace.page, serie, (left, top, thin, base - top))
            text = etiquette(value, graphique.unite)
            if stacked:
                ecrit_dedans(trace, serie, text, (left, top, thin, base - top))
                done += value
            elif are_labelled(graphique):
                trace.ecrit(left + thin / 2, top - LIGNE * 0.55, text, "c", True)


def _lines(trace: Trace, places: list[float]) -> None:
    """Draw the lines, broken where a value is not known, and the last figure of each."""
    graphique = trace.graphique
    page = trace.page
    for rank, serie in enumerate(graphique.series):
        page.set_draw_color(*rgb(serie.couleur))
        page.set_line_width(1.0)
        set_trait(page, rank)
        run: list[tuple[float, float]] = []
        for place, value in zip(places, serie.valeurs, strict=True):
            if value is None:
                _polyline(page, run)
                run = []
            else:
                run.append((place, trace.y(value)))
        _polyline(page, run)
        page.set_dash_pattern()
        for place, value in zip(places, serie.valeurs, strict=True):
            if value is not None:
                marque(page, serie, rank, place, trace.y(value))
        known = [(p, v) for p, v in zip(places, serie.valeurs, strict=True) if v is not None]
        if known:
            place, value = known[-1]
            above = -0.5 if is_above(graphique, serie) else 0.75
            trace.ecrit(
                place + 1.2,
                trace.y(value) + above * LIGNE,
                etiquette(value, graphique.unite),
                gras=True,
            )


def _polyline(page: Page, points: list[tuple[float, float]]) -> None:
    if len(points) == 1:
        (x, y) = points[0]
        page.line(x - 0.4, y, x + 0.4, y)
    elif points:
        page.polyline(points)


def _legend_rows(
    series: tuple[Serie, ...], largeur: float, mesure: Mesure
) -> list[list[tuple[float, Serie]]]:
    """Return the series row by row, each with its distance from the left."""
    rows: list[list[tuple[float, Serie]]] = [[]]
    x = 0.0
    for serie in series:
        width = ECHANTILLON + 1.6 + mesure(serie.nom, TAILLE, False)
        if rows[-1] and x + width > largeur:
            rows.append([])
            x = 0.0
        rows[-1].append((x, serie))
        x += width + 5.0
    return rows


def _write_legend(
    page: Page, rows: list[list[tuple[float, Serie]]], x: float, y: float, lines: bool
) -> None:
    rank = 0
    for row in rows:
        for left, serie in row:
            middle = y + LIGNE * 0.55
            if lines:
                page.set_draw_color(*rgb(serie.couleur))
                page.set_line_width(1.0)
                set_trait(page, rank)
                page.line(x + left, middle, x + left + ECHANTILLON, middle)
                page.set_dash_pattern()
                marque(page, serie, rank, x + left + ECHANTILLON / 2, middle)
                rank += 1
            else:
                remplit(page, serie, (x + left, middle - 1.7, ECHANTILLON, 3.4))
            page.police(TAILLE, couleur=rgb(ENCRE))
            top = middle - TAILLE * POINT * 0.62
            page.ecrit(x + left + ECHANTILLON + 1.6, top, page.lisible(serie.nom))
        y += LIGNE * 1.25
