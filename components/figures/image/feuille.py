"""A sheet on which a map or a chart is drawn, and the file it becomes: PNG, SVG or PDF.

Nothing is shared between two sheets: two people exporting at once don't disturb each other.
Lengths are in millimetres from the top left corner, sizes of text in points.
"""

import re
from io import BytesIO
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from components.commun.mots.libelles import ATLAS
from components.figures.image.police import FAMILLE, POINT, lignes, lisible, police
from components.figures.image.police import police_embarquee as _embedded_font
from components.figures.image.traces import svg_en_traces

FORMATS = ("png", "svg", "svg-traces", "pdf")
NOIR = "#1b2430"
GRIS = "#4b5563"
INTERLIGNE = 1.22
CHEMIN = re.compile(r'<path d="[^"]*"')
DECIMALES = re.compile(r"(?<=\.\d\d)\d+")  # beyond a hundredth of a point, nothing is seen
PIXELS_AU_PLUS = 60_000_000  # of a PNG: more would fill the memory of the server

# Chosen once for the process, when this module is imported, and never changed while drawing: text
# stays text in SVG and PDF, and the same picture is the same bytes.
matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "atlas-cls"})
matplotlib.rcParams.update({"pdf.fonttype": 42, "pdf.compression": 6})


class Feuille:
    """A sheet of paper of a size."""

    def __init__(self, largeur_mm: float, hauteur_mm: float, fond: str = "#ffffff") -> None:
        if not (10 <= largeur_mm <= 2000 and 10 <= hauteur_mm <= 2000):
            raise ValueError(
                f"size: 10 to 2,000 mm expected on each side, {largeur_mm} by {hauteur_mm} given"
            )
        self.largeur, self.hauteur = largeur_mm, hauteur_mm
        size = (largeur_mm / 25.4, hauteur_mm / 25.4)
        self.figure = Figure(figsize=size, facecolor=fond, linewidth=0)
        self.page = self.cadre(0, 0, largeur_mm, hauteur_mm)
        self.page.set_zorder(10)  # text stands above the drawings

    def cadre(self, x: float, y: float, largeur_mm: float, hauteur_mm: float) -> Axes:
        """Return a part of the sheet, in the same millimetres; what is drawn there is cut to it."""
        rectangle = (
            x / self.largeur,
            1 - (y + hauteur_mm) / self.hauteur,
            largeur_mm / self.largeur,
            hauteur_mm / self.hauteur,
        )
        axes = self.figure.add_axes(rectangle)
        axes.set_axis_off()
        axes.set_xlim(x, x + largeur_mm)
        axes.set_ylim(y + hauteur_mm, y)
        axes.set_autoscale_on(False)
        return axes

    def ecrit(
        self,
        x: float,
        y: float,
        texte: str,
        taille: float,
        *,
        gras: bool = False,
        couleur: str = NOIR,
        ancre: str = "left",
        pente: float = 0,
    ) -> None:
        """Write a line whose top is at ``y``; ``ancre``: which of its ends, or middle, is at x.

        ``pente``: degrees that it climbs from there.
        """
        text = self.page.text(
            x,
            y + 0.95 * taille * POINT,
            lisible(texte, gras),
            color=couleur,
            ha=ancre,
            va="baseline",
            rotation=pente,
            rotation_mode="anchor",
            fontproperties=police(taille, gras),
            parse_math=False,
        )
        text.set_zorder(10)

    def paragraphe(
        self,
        x: float,
        y: float,
        place: float,
        texte: str,
        taille: float,
        *,
        gras: bool = False,
        couleur: str = NOIR,
    ) -> float:
        """Write a text on as many lines as it needs, and return the height reached."""
        for line in lignes(texte, taille, place, gras):
            self.ecrit(x, y, line, taille, gras=gras, couleur=couleur)
            y += pas(taille)
        return y

    def rectangle(
        self,
        x: float,
        y: float,
        largeur_mm: float,
        hauteur_mm: float,
        couleur: str,
        *,
        bord: str | None = None,
        hachures: str = "",
        couleur_hachures: str = "",
        trait: float = 0.2,
        opacite: float = 1,
    ) -> None:
        """Draw a rectangle, with its hatches; ``trait``: width of its edge in millimetres."""
        self.page.add_patch(
            Rectangle(
                (x, y),
                largeur_mm,
                hauteur_mm,
                facecolor=couleur,
                edgecolor=bord or "none",
                linewidth=trait / POINT if bord else 0,
                hatch=hachures or None,
                hatchcolor=couleur_hachures or couleur,
                hatch_linewidth=0.45,
                alpha=None if opacite == 1 else opacite,
            )
        )

    def segment(self, x: float, y: float, x2: float, y2: float, couleur: str, trait: float) -> None:
        """Draw a straight line; ``trait``: its width in millimetres."""
        self.page.plot(
            [x, x2],
            [y, y2],
            color=couleur,
            linewidth=trait / POINT,
            solid_capstyle="butt",
            zorder=0.9,
        )

    def enregistre(
        self, format_: str, dpi: float, titre: str, alternative: str, *, avec_police: bool = True
    ) -> bytes:
        """Return the sheet as a file.

        ``titre`` and ``alternative`` go into the file, for who does not see the picture;
        ``avec_police``: False for an SVG placed in a document that holds the font.
        """
        titre, alternative = lisible(titre), lisible(alternative)
        if format_ == "png":
            return self._png(dpi, titre, alternative)
        if format_ == "svg":
            return self._svg(titre, alternative, avec_police)
        if format_ == "svg-traces":
            svg = svg_en_traces(self.figure, {"Date": None, "Creator": ATLAS, "Title": titre})
            return _finish_svg(svg, titre, alternative, avec_police=False).encode("utf-8")
        if format_ == "pdf":
            return self._pdf(titre, alternative)
        raise ValueError(f"format: one of {', '.join(FORMATS)} expected, {format_!r} given")

    def _png(self, dpi: float, titre: str, alternative: str) -> bytes:
        pixels = self.largeur / 25.4 * dpi * self.hauteur / 25.4 * dpi
        if pixels > PIXELS_AU_PLUS:
            raise ValueError(f"dpi: the picture would have {pixels:,.0f} pixels")
        content = BytesIO()
        self.figure.set_dpi(dpi)
        about = {"Title": titre, "Description": alternative, "Software": ATLAS}
        FigureCanvasAgg(self.figure).print_png(content, metadata=about)
        return content.getvalue()

    def _svg(self, titre: str, alternative: str, avec_police: bool) -> bytes:
        content = BytesIO()
        about = {"Date": None, "Creator": ATLAS, "Title": titre}
        FigureCanvasSVG(self.figure).print_svg(content, metadata=about)
        svg = content.getvalue().decode("utf-8")
        return _finish_svg(svg, titre, alternative, avec_police).encode("utf-8")

    def _pdf(self, titre: str, alternative: str) -> bytes:
        content = BytesIO()
        about = {"Title": titre, "Subject": alternative, "Creator": ATLAS, "CreationDate": None}
        FigureCanvasPdf(self.figure).print_pdf(content, metadata=about)
        return content.getvalue()


def pas(taille: float) -> float:
    """Return the height of a line of text, in millimetres."""
    return taille * POINT * INTERLIGNE


def hauteur(texte: str, taille: float, place: float) -> float:
    """Return the height of a text in a width."""
    return len(lignes(texte, taille, place)) * pas(taille)


def _finish_svg(svg: str, titre: str, alternative: str, avec_police: bool) -> str:
    """Name and describe a picture, put the letters it uses into it, and make it lighter."""
    written = re.findall(r"<text [^>]*?style=\"([^\"]*)\"[^>]*>([^<]*)</text>", svg)
    rules = ""
    for gras in (False, True):
        letters = "".join(text for style, text in written if ("font-weight" in style) is gras)
        if letters and avec_police:
            rules += _embedded_font(letters, gras)
    head = f"<title>{escape(titre)}</title><desc>{escape(alternative)}</desc><style>{rules}</style>"
    lighter = CHEMIN.sub(lambda found: DECIMALES.sub("", found[0]), svg)
    opened = re.sub(r"<svg ", '<svg role="img" lang="fr" xml:lang="fr" ', lighter, count=1)
    opened = re.sub(r"(<svg [^>]*>)", lambda found: found[1] + head, opened, count=1)
    return opened.replace(f"'{FAMILLE}'", f"'{FAMILLE}', sans-serif").replace(
        f"font-family:'{FAMILLE}', sans-serif;font-weight", f"font-family:'{FAMILLE}';font-weight"
    )
