"""What the kinds of charts of a PDF page share: where values go, bars filled, figures written."""

from dataclasses import dataclass

from components.documents.pdf.dessin import rectangle_de
from components.documents.pdf.texte import Page, rgb
from components.figures.figure import Graphique, Serie
from components.gabarit.gabarit import Cadre
from components.gabarit.graphique import aspect_de, is_dark
from components.gabarit.texte import BLANC, ENCRE, GRIS, INTERLIGNE, POINT, Mesure

TAILLE = 13.0
TIRETS: tuple[tuple[float, ...], ...] = ((), (2.2, 3.2), (0.2, 2.4))
"""Millimetres drawn and left, by series; the ends of a dash are square."""
RAYON = 1.3  # of the mark of a point, millimetres
LIGNE = TAILLE * POINT * INTERLIGNE


@dataclass(frozen=True)
class Trace:
    """Where values go: ``cadre`` of the plot, ends of the axis of values."""

    page: Page
    graphique: Graphique
    cadre: Cadre
    bas: float
    haut: float
    mesure: Mesure

    def part(self, valeur: float) -> float:
        """Return where a value stands on its axis, 0 to 1."""
        return (valeur - self.bas) / (self.haut - self.bas)

    def x(self, valeur: float) -> float:
        return self.cadre.x + self.cadre.largeur * self.part(valeur)

    def y(self, valeur: float) -> float:
        return self.cadre.bas - self.cadre.hauteur * self.part(valeur)

    def ecrit(
        self,
        x: float,
        y: float,
        texte: str,
        ancre: str = "g",
        gras: bool = False,
        encre: str = ENCRE,
    ) -> None:
        """Write a line whose middle is at ``y``; ``ancre``: its left, centre or right is at x."""
        self.page.police(TAILLE, gras, rgb(encre))
        text = self.page.lisible(texte)
        shift = {"g": 0.0, "c": 0.5, "d": 1.0}[ancre] * self.page.largeur(text)
        self.page.ecrit(x - shift, y - TAILLE * POINT * 0.62, text)

    def trait(self, x: float, y: float, x2: float, y2: float, encre: str, trait: float) -> None:
        self.page.set_draw_color(*rgb(encre))
        self.page.set_line_width(trait)
        self.page.line(x, y, x2, y2)


def remplit(page: Page, serie: Serie, box: tuple[float, float, float, float]) -> None:
    """Fill a bar with the colour of its series, and the pattern of the status that has it."""
    x, y, width, height = box
    if width <= 0 or height <= 0:
        return
    aspect = aspect_de(serie)
    if aspect is not None:
        rectangle_de(page, aspect, x, y, width, height)
    page.set_draw_color(*rgb(GRIS))
    page.set_line_width(0.2)
    page.set_fill_color(*rgb(serie.couleur))
    page.rect(x, y, width, height, style="D" if aspect is not None else "DF")


def ecrit_dedans(
    trace: Trace, serie: Serie, texte: str, box: tuple[float, float, float, float]
) -> None:
    """Write a figure in its bar, on white when the bar has a pattern; nothing without room."""
    x, y, width, height = box
    wide = trace.mesure(texte, TAILLE, True)
    if wide + 1.5 > width or height < TAILLE * POINT * 0.9:
        return
    over_pattern = aspect_de(serie) is not None
    if over_pattern:
        trace.page.set_fill_color(255, 255, 255)
        tall = TAILLE * POINT * 1.1
        trace.page.rect(
            x + (width - wide) / 2 - 0.7, y + (height - tall) / 2, wide + 1.4, tall, style="F"
        )
    dark = is_dark(serie.couleur) and not over_pattern
    trace.ecrit(x + width / 2, y + height / 2, texte, "c", True, BLANC if dark else ENCRE)


def set_trait(page: Page, rang: int) -> None:
    """Draw the lines that follow as those of a series: the first one whole, the others dashed."""
    page.set_dash_pattern(*TIRETS[rang % len(TIRETS)])


def marque(page: Page, serie: Serie, rang: int, x: float, y: float) -> None:
    """Mark a point: a disc on the first line, a diamond on the others."""
    page.set_fill_color(*rgb(serie.couleur))
    if rang == 0:
        page.circle(x, y, RAYON, style="F")
    else:
        wide = 1.3 * RAYON
        page.polygon([(x - wide, y), (x, y - wide), (x + wide, y), (x, y + wide)], style="F")
