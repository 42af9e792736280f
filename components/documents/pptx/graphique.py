"""Native charts of a PPTX: their figures are edited in the program that opens the deck."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.marker import Marker
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from components.documents.pptx.carte import place_de
from components.documents.pptx.classeur import Donnees
from components.documents.pptx.graphique_chiffres import ecrit_les_chiffres
from components.documents.pptx.texte import couleur, largeur, set_langue
from components.figures.figure import Graphique, Serie
from components.gabarit.gabarit import Cadre
from components.gabarit.graphique import (
    GraphiqueCompose,
    are_labelled,
    aspect_de,
    compose_graphique,
    durees,
    graduations,
    maximum,
)
from components.gabarit.texte import ENCRE, GRIS, lignes

TAILLE, TAILLE_DU_TITRE = 13, 15
GRILLE = "#d5dae1"
FRANCAIS = "[$-40C]"  # decimal comma and thin spaces, whatever the language of the program
PAS_DES_NOMS = 17.0  # millimetres, between two names under a line
BARRES_PEU_NOMBREUSES = 4
PART_DU_TITRE = 0.75  # of the width of the chart, where programs break its lines
PART_DES_NOMS = 0.46  # of the width of the chart, at most
RESERVE_DES_CHIFFRES = 0.04  # of the width, beyond the end of the axis
TRAITS = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
MARQUES = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
)
TAILLE_DES_MARQUES = 8
MOTIFS = {
    "hachures": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "contre_hachures": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "points": MSO_PATTERN.LARGE_CONFETTI,
    "croix": MSO_PATTERN.OUTLINED_DIAMOND,
    "lignes": MSO_PATTERN.DARK_HORIZONTAL,
    "colonnes": MSO_PATTERN.DARK_VERTICAL,
    "grille": MSO_PATTERN.LARGE_GRID,
    "rayures": MSO_PATTERN.DARK_UPWARD_DIAGONAL,
    "ronds": MSO_PATTERN.SPHERE,
    "treillis": MSO_PATTERN.TRELLIS,
    "semis": MSO_PATTERN.DOTTED_GRID,
}
_TYPES = {
    ("barres", True): XL_CHART_TYPE.BAR_CLUSTERED,
    ("barres", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("barres_empilees", True): XL_CHART_TYPE.BAR_STACKED,
    ("barres_empilees", False): XL_CHART_TYPE.COLUMN_STACKED,
    ("courbe", False): XL_CHART_TYPE.LINE,
    ("frise", True): XL_CHART_TYPE.BAR_STACKED,
}


def format_des_nombres(graphique: Graphique) -> str:
    """Return the number format of a chart, in French.

    A rate is not rounded to everybody when somebody is left out: it then reads 99,9 %.
    """
    if graphique.genre == "frise":
        return "0"
    if graphique.unite.strip() == "%":
        space = "\u00a0"
        return (
            f'{FRANCAIS}[=100]0"{space}%";{FRANCAIS}[>99.9]"99,9{space}%";{FRANCAIS}0.0"{space}%"'
        )
    values = [v for serie in graphique.series for v in serie.valeurs if v is not None]
    return f"{FRANCAIS}#,##0" + ("" if all(float(v).is_integer() for v in values) else ".0")


def ajoute_graphique(slide: Slide, graphique: Graphique, cadre: Cadre) -> None:
    """Add a native chart to a slide."""
    made = compose_graphique(graphique, cadre.hauteur)
    data = _data(made.graphique)
    frame: Any = slide.shapes.add_chart(
        _TYPES[made.graphique.genre, made.couche],
        *place_de(cadre),
        data,  # type: ignore[arg-type]
    )
    frame.name = "Graphique"
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", made.graphique.alternative or made.titre)
    _dress(frame.chart, made, cadre)
    set_langue(frame.chart._chartSpace)


def _data(graphique: Graphique) -> Donnees:
    data = Donnees(number_format=format_des_nombres(graphique))
    data.categories = graphique.categories
    for rank, serie in enumerate(graphique.series):
        values: Sequence[float | None] = serie.valeurs
        if graphique.genre == "frise" and rank == 1:
            values = durees(graphique)
        data.add_series(serie.nom, values)
    return data


def _dress(chart: Chart, made: GraphiqueCompose, cadre: Cadre) -> None:
    """Give a chart its title, colours, axes, labels and legend."""
    graphique = made.graphique
    chart.font.size = Pt(TAILLE)
    chart.font.color.rgb = couleur(ENCRE)
    chart.has_title = True
    frame = chart.chart_title.text_frame
    frame.text = made.titre
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(TAILLE_DU_TITRE), True
    run.font.color.rgb = couleur(ENCRE)
    chart.chart_title.include_in_layout = False
    _colour(chart, graphique)
    _axes(chart, made, cadre)
    ecrit_les_chiffres(
        chart, graphique, TAILLE, format_des_nombres(graphique), are_labelled(graphique)
    )
    _give_room_to_names(chart, made, cadre)
    shown = len(graphique.series) - (graphique.genre == "frise")
    chart.has_legend = shown > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(TAILLE)


def _give_room_to_names(chart: Chart, made: GraphiqueCompose, cadre: Cadre) -> None:
    """Place the bars so that the names hold at their left: programs would cut or turn them."""
    if not made.couche:
        return
    graphique = made.graphique
    widest = max((largeur(name, TAILLE, False) for name in graphique.categories), default=0.0)
    left = min((widest + 4) / cadre.largeur, PART_DES_NOMS)
    has_legend = len(graphique.series) - (graphique.genre == "frise") > 1
    titles = lignes(made.titre, TAILLE_DU_TITRE, True, PART_DU_TITRE * cadre.largeur, largeur)
    top = (4.0 + 7.0 * len(titles)) / cadre.hauteur
    below = (12.0 if has_legend else 2.0) + (0.0 if are_labelled(graphique) else 8.0)
    labels = RESERVE_DES_CHIFFRES if are_labelled(graphique) else 0.02
    area = chart._chartSpace.chart.plotArea
    for former in area.findall(qn("c:layout")):
        area.remove(former)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/>'
            f'<c:w val="{1 - left - labels:.4f}"/>'
            f'<c:h val="{1 - top - below / cadre.hauteur:.4f}"/></c:manualLayout></c:layout>'
        ),
    )


def _colour(chart: Chart, graphique: Graphique) -> None:
    plot = chart.plots[0]
    plot.vary_by_categories = False
    if graphique.genre != "courbe":
        few = len(graphique.categories) < BARRES_PEU_NOMBREUSES
        plot.gap_width = 150 if few else 45
    if graphique.genre in ("barres_empilees", "frise"):
        plot.overlap = 100
    for rank, (drawn, serie) in enumerate(zip(plot.series, graphique.series, strict=True)):
        if graphique.genre == "courbe":
            drawn.smooth = False
            drawn.format.line.color.rgb = couleur(serie.couleur)
            drawn.format.line.width = Pt(3)
            drawn.format.line.dash_style = TRAITS[rank % len(TRAITS)]
            _mark(drawn.marker, serie, rank)
            for at in serie.ruptures:  # the line that leads to a point is drawn by this point
                drawn.points[at].format.line.fill.background()
                _mark(drawn.points[at].marker, serie, rank)
        elif graphique.genre == "frise" and rank == 0:
            drawn.format.fill.background()
            drawn.format.line.fill.background()
        else:
            _fill(drawn.format, serie)


def _mark(marker: Marker, serie: Serie, rang: int) -> None:
    """Mark the points of a line by a shape of its own: lines are told apart without colours."""
    marker.style = MARQUES[rang % len(MARQUES)]
    marker.size = TAILLE_DES_MARQUES
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = couleur(serie.couleur)
    marker.format.line.color.rgb = couleur(serie.couleur)


def _fill(shape: Any, serie: Serie) -> None:
    """Fill bars with a colour, and with the pattern of the status that has it."""
    aspect = aspect_de(serie)
    if aspect is None:
        shape.fill.solid()
        shape.fill.fore_color.rgb = couleur(serie.couleur)
    else:
        shape.fill.patterned()
        shape.fill.pattern = MOTIFS[aspect.motif]
        shape.fill.fore_color.rgb = couleur(aspect.couleur_motif)
        shape.fill.back_color.rgb = couleur(aspect.couleur)
    shape.line.color.rgb = couleur(GRIS)
    shape.line.width = Pt(0.5)


def _axes(chart: Chart, made: GraphiqueCompose, cadre: Cadre) -> None:
    graphique = made.graphique
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = made.couche
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = Pt(TAILLE)
    names.format.line.color.rgb = couleur(GRIS)
    _skip_labels(names, graphique, cadre.largeur)
    if are_labelled(graphique):
        values.has_major_gridlines = False
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    else:
        values.major_gridlines.format.line.color.rgb = couleur(GRILLE)
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(TAILLE)
    values.tick_labels.font.color.rgb = couleur(GRIS)
    values.tick_labels.number_format = (
        f'{FRANCAIS}0"\u00a0%"' if graphique.unite.strip() == "%" else format_des_nombres(graphique)
    )
    values.tick_labels.number_format_is_linked = False
    if graphique.genre == "frise":
        first = [v for v in graphique.series[0].valeurs if v is not None]
        last = [v for v in graphique.series[1].valeurs if v is not None]
        if first and last:
            values.minimum_scale, values.maximum_scale = int(min(first)), int(max(last)) + 1
            _, values.major_unit = graduations(max(last) - min(first), "")
    else:
        top, step = graduations(maximum(graphique), graphique.unite)
        if are_labelled(graphique):
            top = max(1.15 * maximum(graphique), 1e-6)  # room for the longest bar's figure
        values.minimum_scale, values.maximum_scale, values.major_unit = 0, top, step
    if made.couche:
        # With the names in the order of reading, the values would go above the bars.
        crosses = names._element.getparent().find(qn("c:valAx")).find(qn("c:crosses"))
        if crosses is not None:
            crosses.set("val", "max")


def _skip_labels(names: Any, graphique: Graphique, largeur_: float) -> None:
    """Write every name beside its bar, and some of those of a long line, evenly."""
    step = ceil(len(graphique.categories) / max(int((largeur_ - 20) / PAS_DES_NOMS), 2))
    if graphique.genre != "courbe":
        step = 1
    element = names._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = parse_xml(f'<{name} {nsdecls("c")} val="{step}"/>')
        before = element.find(qn("c:noMultiLvlLbl"))
        if before is not None:
            before.addprevious(skip)
        else:
            element.append(skip)
