"""The table of a slide on a PDF page: text that can be selected, rows told apart by their tint."""

from components.documents.pdf.texte import Page, rgb
from components.gabarit.gabarit import Cadre
from components.gabarit.tableau import MARGE_X, MARGE_Y, TableauCompose
from components.gabarit.texte import BLANC, BLEU, ENCRE, INTERLIGNE, POINT, Mesure, lignes

TEINTE = "#e9eef5"
FILET = "#b4c0d0"


def dessine_tableau(page: Page, tableau: TableauCompose, cadre: Cadre, mesure: Mesure) -> None:
    """Draw a table in its frame."""
    y = cadre.y
    width = sum(tableau.largeurs)
    rows = [tableau.entetes, *tableau.lignes]
    for rank, (row, height) in enumerate(zip(rows, tableau.hauteurs, strict=False)):
        if rank == 0 or rank % 2 == 0:
            page.set_fill_color(*rgb(BLEU if rank == 0 else TEINTE))
            page.rect(cadre.x, y, width, height, style="F")
        _write_row(page, tableau, row, (cadre.x, y, height), rank == 0, mesure)
        y += height
    if tableau.suite:
        page.police(tableau.taille, couleur=rgb(ENCRE))
        page.ecrit(cadre.x + MARGE_X, y + MARGE_Y, page.lisible(tableau.suite))
        y += tableau.hauteurs[-1]
    page.set_draw_color(*rgb(FILET))
    page.set_line_width(0.3)
    page.line(cadre.x, y, cadre.x + width, y)


def _write_row(
    page: Page,
    tableau: TableauCompose,
    row: tuple[str, ...],
    place: tuple[float, float, float],
    is_header: bool,
    mesure: Mesure,
) -> None:
    x, y, height = place
    size = tableau.taille
    step = size * POINT * INTERLIGNE
    page.police(size, is_header, rgb(BLANC if is_header else ENCRE))
    for text, width, at_right in zip(row, tableau.largeurs, tableau.numeriques, strict=True):
        found = lignes(text, size, is_header, width - 2 * MARGE_X, mesure)
        page.police(size, is_header, rgb(BLANC if is_header else ENCRE))
        top = y + (height - step * len(found)) / 2
        for line in found:
            left = x + MARGE_X
            shown = page.lisible(line)
            if at_right:
                left = x + width - MARGE_X - page.largeur(shown)
            page.ecrit(left, top, shown)
            top += step
        x += width
