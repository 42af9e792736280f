"""Native tables of a PPTX."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Mm, Pt

from components.documents.pptx.texte import couleur
from components.gabarit.gabarit import Cadre
from components.gabarit.tableau import MARGE_X, MARGE_Y, TableauCompose
from components.gabarit.texte import BLANC, ENCRE

# "Medium Style 2 – Accent 1" of PowerPoint: a plain header, one row in two tinted.
STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"


def ajoute_tableau(slide: Slide, tableau: TableauCompose, cadre: Cadre) -> None:
    """Add a native table to a slide."""
    rows = [tableau.entetes, *tableau.lignes]
    number = len(rows) + bool(tableau.suite)
    frame = slide.shapes.add_table(
        number,
        len(tableau.entetes),
        Mm(cadre.x),
        Mm(cadre.y),
        Mm(sum(tableau.largeurs)),
        Mm(sum(tableau.hauteurs)),
    )
    frame.name = "Tableau"
    told = f"Tableau : {', '.join(tableau.entetes)} ; lignes montrées : {len(tableau.lignes)}"
    frame._element.nvGraphicFramePr.cNvPr.set(
        "descr", f"{told}, {tableau.suite.removeprefix('… ')}" if tableau.suite else told
    )
    table = frame.table
    style: Any = table._tbl.find(f".//{qn('a:tableStyleId')}")
    style.text = STYLE
    table.first_row, table.horz_banding = True, True
    for rank, width in enumerate(tableau.largeurs):
        table.columns[rank].width = Mm(width)
    for rank, height in enumerate(tableau.hauteurs):
        table.rows[rank].height = Mm(height)
    for rank, texts in enumerate(rows):
        for column_rank, text in enumerate(texts):
            at_right = tableau.numeriques[column_rank]
            _write(table.cell(rank, column_rank), text, tableau.taille, rank == 0, at_right)
    if tableau.suite:
        first = table.cell(number - 1, 0)
        if len(tableau.entetes) > 1:
            first.merge(table.cell(number - 1, len(tableau.entetes) - 1))
        _write(first, tableau.suite, tableau.taille, False, False)


def _write(cell: _Cell, texte: str, taille: float, entete: bool, a_droite: bool) -> None:
    cell.margin_left = cell.margin_right = Mm(MARGE_X)
    cell.margin_top = cell.margin_bottom = Mm(MARGE_Y)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if a_droite else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = texte
    run.font.size, run.font.bold = Pt(taille), entete
    run.font.color.rgb = couleur(BLANC if entete else ENCRE)
