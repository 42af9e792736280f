"""Figures written on the bars and at the end of the lines of a native chart."""

from typing import Any

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from components.documents.pptx.texte import ecrit_en_gras
from components.figures.figure import Graphique
from components.gabarit.graphique import (
    PART_ETIQUETEE,
    annees,
    aspect_de,
    etiquette,
    is_above,
    is_dark,
    maximum,
)
from components.gabarit.texte import BLANC, ENCRE


def ecrit_les_chiffres(
    chart: Chart, graphique: Graphique, taille: float, format_: str, barres: bool
) -> None:
    """Write the figures of a chart, ``taille`` in points.

    ``format_``: number format of the figures that follow the data; ``barres``: each bar has its
    figure at its end.
    """
    plot = chart.plots[0]
    if graphique.genre == "frise":
        for rank in range(len(graphique.categories)):
            text = annees(graphique, rank)
            if text:
                dark = is_dark(graphique.series[1].couleur)
                _text_label(plot.series[1].points[rank], text, BLANC if dark else ENCRE, taille)
    elif graphique.genre == "courbe":
        for drawn, serie in zip(plot.series, graphique.series, strict=True):
            known = [rank for rank, value in enumerate(serie.valeurs) if value is not None]
            if known:
                value = serie.valeurs[known[-1]]
                label = drawn.points[known[-1]].data_label
                above = is_above(graphique, serie)
                label.position = XL_LABEL_POSITION.ABOVE if above else XL_LABEL_POSITION.BELOW
                _text_label(
                    drawn.points[known[-1]],
                    etiquette(float(value or 0), graphique.unite),
                    ENCRE,
                    taille,
                )
    elif graphique.genre == "barres_empilees":
        _labels_inside(plot, graphique, taille)
    elif barres:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.bold = Pt(taille), True
        labels.number_format = format_
        labels.number_format_is_linked = False


def _labels_inside(plot: Any, graphique: Graphique, taille: float) -> None:
    """Write the figures in the pieces of stacked bars that have room for them."""
    top = maximum(graphique)
    for drawn, serie in zip(plot.series, graphique.series, strict=True):
        for rank, value in enumerate(serie.valeurs):
            if value is None or value <= PART_ETIQUETEE * top:
                continue
            over_pattern = aspect_de(serie) is not None
            shown = BLANC if is_dark(serie.couleur) and not over_pattern else ENCRE
            _text_label(drawn.points[rank], etiquette(value, graphique.unite), shown, taille)
            if over_pattern:
                _whiten(drawn.points[rank])


def _whiten(point: Any) -> None:
    """Write a figure on white: it is not read over a pattern."""
    rich = point.data_label._dLbl.find(qn("c:tx"))
    rich.addnext(
        parse_xml(
            f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
            "</c:spPr>"
        )
    )


def _text_label(point: Any, texte: str, encre: str, taille: float) -> None:
    ecrit_en_gras(point.data_label.text_frame, texte, taille, encre)
